package terzarima

import (
	"runtime"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/runenames"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
)

func parse(t *testing.T, text string) *Poem {
	t.Helper()
	p, err := Parse([]byte(text))
	require.NoError(t, err)
	return p
}

func TestParseFindsWordsAndLines(t *testing.T) {
	t.Parallel()
	p := parse(t, "\n  Don’t — “STOP”\n...\n\no''clock, 'tis boys'\n")
	require.Equal(t, 2, p.Lines())
	want := []PoemWord{
		{Text: "don't", Line: 1, FirstInLine: true},
		{Text: "stop", Line: 1},
		{Text: "o", Line: 2, FirstInLine: true},
		{Text: "clock", Line: 2},
		{Text: "tis", Line: 2},
		{Text: "boys", Line: 2},
	}
	require.Len(t, p.Words, len(want))
	for i, w := range p.Words {
		packed, err := lexicon.Pack(w.Text)
		require.NoError(t, err)
		require.Equal(t, packed, w.Packed)
		require.Equal(t, w.Text, fold(p.Symbols[w.Start:w.End]))
		w.Start, w.End = 0, 0
		w.Packed.SetZero()
		require.Equal(t, want[i], w)
	}
	require.Zero(t, (&Poem{}).Lines())
}

func TestParseKeepsAllButLineEnds(t *testing.T) {
	t.Parallel()
	p := parse(t, "One \r\n\r\n\ttwo"[:8]+"two…\r\n")
	require.Equal(t, "One \n\ntwo…\n", string(p.Text))
	require.Equal(t, "One \n\ntwo\x06\n", string(p.Symbols))
}

func TestParseSaysWhatIsWrongAndWhere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, want           string
		line, column, offset int
	}{
		"zero-width space":    {"A li\u200bne", "line 1, column 5: U+200B ZERO WIDTH SPACE is not allowed: it is invisible, delete it", 1, 5, 4},
		"Cyrillic o":          {"first\nthe w\u043erd", "line 2, column 6: U+043E CYRILLIC SMALL LETTER O is not allowed: it looks like the Latin letter o, type that", 2, 6, 11},
		"after a curly quote": {"“x\r\n’é", "line 2, column 2: U+00E9 LATIN SMALL LETTER E WITH ACUTE is not allowed: type the plain letter e", 2, 2, 9},
		"tab":                 {"a\tb", "U+0009 TABULATION is not allowed: type a plain space", 1, 2, 1},
		"no-break space":      {"a\u00a0b", "U+00A0 NO-BREAK SPACE is not allowed: type a plain space", 1, 2, 1},
		"lone return":         {"a\rb", "U+000D CARRIAGE RETURN is not allowed: end lines with a newline", 1, 2, 1},
		"return twice":        {"a\r\r\nb", "U+000D CARRIAGE RETURN", 1, 2, 1},
		"line separator":      {"a\u2028b", "U+2028 LINE SEPARATOR is not allowed: end lines with a newline", 1, 2, 1},
		"byte order mark":     {"\ufeffa", "U+FEFF ZERO WIDTH NO-BREAK SPACE is not allowed: it is invisible, delete it", 1, 1, 0},
		"null":                {"a\x00b", "U+0000 NULL is not allowed: this is no text", 1, 2, 1},
		"padding's neighbour": {"a\x01b", "U+0001 CONTROL CHARACTER is not allowed: it is invisible, delete it", 1, 2, 1},
		"emoji":               {"a 🙂", "U+1F642 SLIGHTLY SMILING FACE is not allowed: a poem is written in printable ASCII", 1, 3, 2},
		"unassigned":          {"a\U000e0fff", "U+E0FFF UNASSIGNED CHARACTER", 1, 2, 1},
		"replacement":         {"a\ufffd", "U+FFFD REPLACEMENT CHARACTER", 1, 2, 1},
		"fullwidth":           {"\uff21", "U+FF21 FULLWIDTH LATIN CAPITAL LETTER A is not allowed: type the plain letter A", 1, 1, 0},
		"Latin-1":             {"caf\xe9 x", "line 1, column 4: byte 0xe9 is not UTF-8: this is no text, or one in another encoding; save it as UTF-8", 1, 4, 3},
		"cut-off character":   {"a\xef", "byte 0xef is not UTF-8", 1, 2, 1},
		"surrogate":           {"a\xed\xa0\x80", "byte 0xed is not UTF-8", 1, 2, 1},
		"binary":              {"\x7fELF\x02", "U+007F DELETE", 1, 1, 0},
		"empty":               {"", "the text is empty: write the poem's lines, one below the other", 0, 0, 0},
		"blank":               {" \r\n \n", "the text is empty", 0, 0, 0},
		"one byte too many":   {strings.Repeat("a ", 320) + "a", "the text has 641 bytes, at most 640 are allowed: shorten it", 0, 0, 0},
		"bytes, not symbols":  {strings.Repeat("—", 214), "the text has 642 bytes", 0, 0, 0},
		"word too long":       {"x\n" + strings.Repeat("ab’", 14) + "c", "line 2, column 1: the word “ab'ab'ab'ab'…” has 43 letters, at most 40 are allowed: use a shorter word", 2, 1, 2},
		"a word too many":     {strings.Repeat("a\n", 60) + " last", "line 61, column 2: “last” is one word too many, at most 60 are allowed: shorten the poem", 61, 2, 121},
	} {
		_, err := Parse([]byte(c.text))
		require.ErrorContains(t, err, c.want, name)
		var fault *TextError
		require.ErrorAs(t, err, &fault, name)
		require.Equal(t, [3]int{c.line, c.column, c.offset}, [3]int{fault.Line, fault.Column, fault.Offset}, name)
	}
}

func TestParseTakesWhatJustFits(t *testing.T) {
	t.Parallel()
	parse(t, strings.Repeat("a", 40)+strings.Repeat(" ", 600))
	parse(t, strings.Repeat("a\r\n", 60)+strings.Repeat("\r\n", 520))
	require.Len(t, parse(t, strings.Repeat("a ", 60)).Words, 60)
}

// Whatever is longer than twice the limit is refused by its length alone: nothing of it is copied. Not parallel, since it
// counts what the process allocates.
func TestParseDoesNotReadHugeTexts(t *testing.T) {
	huge := make([]byte, 64<<20)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Parse(huge)
	runtime.ReadMemStats(&after)
	require.ErrorContains(t, err, "67108864 bytes, at most 640")
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
}

func TestEveryCharacterIsAcceptedOrNamed(t *testing.T) {
	t.Parallel()
	accepted := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) || r > 0x3000 && r < 0x1f000 { // the rest of the basic plane is more of the same
			continue
		}
		_, err := Parse([]byte("a" + string(r) + "b"))
		if err == nil {
			accepted++
			continue
		}
		require.ErrorContains(t, err, "line 1, column 2: U+")
		require.NotContains(t, err.Error(), "<")
	}
	require.Equal(t, 95+1+7, accepted, "printable ASCII, newline and ‘ ’ “ ” – — …")
}

func TestLookalikesAreOfOtherScripts(t *testing.T) {
	t.Parallel()
	require.Len(t, lookalikes, 15+10+14+8)
	for from, to := range lookalikes {
		require.Regexp(t, "^(CYRILLIC|GREEK) (SMALL|CAPITAL) LETTER ", runenames.Name(from))
		require.True(t, isLetter(byte(to)), "%c", to)
		require.Equal(t, unicode.IsUpper(from), unicode.IsUpper(to), "%c %c", from, to)
	}
}
