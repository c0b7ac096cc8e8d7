package terzarima

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

// The symbols that are no ASCII characters. They stand in codes that ASCII uses for control characters, which no poem
// holds. Padding follows a text's last symbol.
const (
	Padding = 0x00

	leftQuote        = 0x01 // ‘
	leftDoubleQuote  = 0x02 // “
	rightDoubleQuote = 0x03 // ”
	enDash           = 0x04 // –
	emDash           = 0x05 // —
	ellipsis         = 0x06 // …
	rightQuote       = 0x07 // ’, which is an apostrophe between two letters
)

var specials = [...]rune{
	leftQuote: '‘', leftDoubleQuote: '“', rightDoubleQuote: '”', enDash: '–', emDash: '—', ellipsis: '…', rightQuote: '’',
}

// symbolOf is the 7-bit symbol of a character of the alphabet.
func symbolOf(r rune) (byte, bool) {
	if r == '\n' || ' ' <= r && r <= '~' {
		return byte(r), true //nolint:gosec // ASCII
	}
	for symbol := leftQuote; symbol < len(specials); symbol++ {
		if specials[symbol] == r {
			return byte(symbol), true
		}
	}
	return 0, false
}

// runeOf is the character that a symbol stands for.
func runeOf(symbol byte) (rune, bool) {
	if leftQuote <= symbol && int(symbol) < len(specials) {
		return specials[symbol], true
	}
	return rune(symbol), symbol == '\n' || ' ' <= symbol && symbol <= '~'
}

// refusal names the first character of a text, which is not of the alphabet, and says what to do about it.
func refusal(text []byte) string {
	r, size := utf8.DecodeRune(text)
	if r == utf8.RuneError && size == 1 {
		return fmt.Sprintf("byte 0x%02x is not UTF-8: this is no text, or one in another encoding; save it as UTF-8", text[0])
	}
	return fmt.Sprintf("%U %s is not allowed: %s", r, characterName(r), remedy(r))
}

func characterName(r rune) string {
	if name, ok := controls[r]; ok {
		return name
	}
	if unicode.IsControl(r) {
		return "CONTROL CHARACTER"
	}
	if name := runenames.Name(r); name != "" {
		return strings.ToUpper(strings.Trim(name, "<>")) // ideographs have the name of their range
	}
	return "UNASSIGNED CHARACTER"
}

// Unicode itself names no control characters.
var controls = map[rune]string{
	0x00: "NULL", 0x08: "BACKSPACE", 0x09: "TABULATION", 0x0b: "VERTICAL TABULATION", 0x0c: "FORM FEED",
	0x0d: "CARRIAGE RETURN", 0x1b: "ESCAPE", 0x7f: "DELETE", 0x85: "NEXT LINE",
}

func remedy(r rune) string {
	switch {
	case r == '\r' || r == 0x0b || r == 0x0c || r == 0x85 || r == 0x2028 || r == 0x2029:
		return "end lines with a newline"
	case r == '\t' || unicode.Is(unicode.Zs, r):
		return "type a plain space"
	case r == 0x00:
		return "this is no text"
	case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
		return "it is invisible, delete it"
	}
	if plain, ok := lookalikes[r]; ok {
		return fmt.Sprintf("it looks like the Latin letter %c, type that", plain)
	}
	if plain := norm.NFKD.String(string(r))[0]; isLetter(plain) {
		return fmt.Sprintf("type the plain letter %c", plain)
	}
	return "a poem is written in printable ASCII, newlines and ‘ ’ “ ” – — …"
}

// Letters of other scripts that are drawn like Latin ones and get into a text by way of another keyboard or on purpose.
var lookalikes = pairs(
	"АВЕЅІЈКМНОРСТУХ"+"асеіјорѕух", "ABESIJKMHOPCTYX"+"aceijopsyx",
	"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"+"αικνορυχ", "ABEZHIKMNOPTYX"+"aikvopux",
)

func pairs(s ...string) map[rune]rune {
	m := map[rune]rune{}
	for i := 0; i < len(s); i += 2 {
		from, to := []rune(s[i]), []rune(s[i+1])
		for j := range from {
			m[from[j]] = to[j]
		}
	}
	return m
}
