package terzarima

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// What a poem may hold at most. Bytes are counted after line ends are normalised.
const (
	MaxBytes   = 640
	MaxSymbols = 640
	MaxWords   = 60
	MaxLetters = lexicon.MaxLetters
)

// Lines is how many lines the poem has.
const Lines = 6

// A Poem is a text that can be judged: every character is one of the alphabet's, and it is within the limits.
type Poem struct {
	Text    []byte     // normalised: line ends are single newlines, nothing else differs from what was read
	Symbols []byte     // the same, one 7-bit symbol a character
	Words   []PoemWord // in reading order
}

// A PoemWord is a run of letters; an apostrophe between two letters belongs to it.
type PoemWord struct {
	Text        string // lower case, apostrophes straight
	Line        int    // verse line, from 1; lines without a word are not counted
	FirstInLine bool
	Start, End  int // its symbols are Symbols[Start:End]
	Packed      statement.Word
}

// Lines is the number of verse lines, those without a word not counted.
func (p *Poem) Lines() int {
	if len(p.Words) == 0 {
		return 0
	}
	return p.Words[len(p.Words)-1].Line
}

// A TextError says what keeps a text from being judged, where, and what to do.
type TextError struct {
	Line   int // line of the text, blank ones included, from 1; 0 for the text as a whole
	Column int // character in that line, from 1
	Offset int // byte in the text as given, from 0
	Reason string
}

func (e *TextError) Error() string {
	if e.Line == 0 {
		return e.Reason
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

// Parse reads a poem. What it refuses, it refuses with a *TextError.
func Parse(text []byte) (*Poem, error) {
	// Normalising at best halves a text, so one that is longer than this need not be looked at.
	if len(text) > 2*MaxBytes {
		return nil, tooLong(len(text))
	}
	normal := bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	if len(normal) > MaxBytes {
		return nil, tooLong(len(normal))
	}
	if len(bytes.Trim(normal, " \n")) == 0 {
		return nil, &TextError{Reason: "the text is empty: write the poem's lines, one below the other"}
	}
	p := &Poem{Text: normal, Symbols: make([]byte, 0, len(normal))}
	at := places{text}
	for rest := normal; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		symbol, ok := symbolOf(r)
		if !ok {
			return nil, at.fault(len(p.Symbols), refusal(rest))
		}
		p.Symbols = append(p.Symbols, symbol)
		rest = rest[size:]
	}
	if err := p.split(at); err != nil {
		return nil, err
	}
	return p, nil
}

func tooLong(size int) error {
	return &TextError{Reason: fmt.Sprintf("the text has %d bytes, at most %d are allowed: shorten it", size, MaxBytes)}
}

// split finds the words.
func (p *Poem) split(at places) error {
	line, first := 1, true
	for i := 0; i < len(p.Symbols); {
		if !isLetter(p.Symbols[i]) {
			if p.Symbols[i] == '\n' && !first {
				line, first = line+1, true
			}
			i++
			continue
		}
		end := wordEnd(p.Symbols, i)
		text := fold(p.Symbols[i:end])
		if len(text) > MaxLetters {
			return at.fault(i, fmt.Sprintf("the word “%s…” has %d letters, at most %d are allowed: use a shorter word",
				text[:12], len(text), MaxLetters))
		}
		if len(p.Words) == MaxWords {
			return at.fault(i, fmt.Sprintf("“%s” is one word too many, at most %d are allowed: shorten the poem", text, MaxWords))
		}
		packed, err := lexicon.Pack(text)
		if err != nil {
			return err
		}
		p.Words = append(p.Words, PoemWord{Text: text, Line: line, FirstInLine: first, Start: i, End: end, Packed: packed})
		first, i = false, end
	}
	return nil
}

// wordEnd is where the word that starts at i ends.
func wordEnd(symbols []byte, i int) int {
	for i < len(symbols) {
		switch {
		case isLetter(symbols[i]):
			i++
		case isApostrophe(symbols[i]) && i+1 < len(symbols) && isLetter(symbols[i+1]):
			i += 2
		default:
			return i
		}
	}
	return i
}

func fold(symbols []byte) string {
	var b strings.Builder
	for _, s := range symbols {
		switch {
		case isApostrophe(s):
			b.WriteByte('\'')
		default:
			b.WriteByte(s | 0x20)
		}
	}
	return b.String()
}

func isLetter(symbol byte) bool {
	return 'a' <= symbol && symbol <= 'z' || 'A' <= symbol && symbol <= 'Z'
}

func isApostrophe(symbol byte) bool { return symbol == '\'' || symbol == rightQuote }
