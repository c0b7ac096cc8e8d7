package terzarima

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
)

// A workshop makes poems at random: lines of random words whose ends rhyme, some of them spoiled afterwards.
type workshop struct {
	*rand.Rand
	words      []string            // short ones
	heteronyms []string            // words with several readings
	rhymes     map[string][]string // of each rhyme, the words that have it
	families   []string            // rhymes of four words or more
	oracle     oracle
}

func newWorkshop(o oracle, random *rand.Rand) *workshop {
	w := &workshop{Rand: random, rhymes: map[string][]string{}, oracle: o}
	for word, readings := range o {
		if len(word) > 8 {
			continue
		}
		w.words = append(w.words, word)
		if len(readings) > 1 {
			w.heteronyms = append(w.heteronyms, word)
		}
		for _, reading := range readings {
			w.rhymes[reading.rhyme] = append(w.rhymes[reading.rhyme], word)
		}
	}
	slices.Sort(w.words) // the order of maps is not the same twice
	slices.Sort(w.heteronyms)
	for rhyme, words := range w.rhymes {
		slices.Sort(words)
		if len(words) >= 4 {
			w.families = append(w.families, rhyme)
		}
	}
	slices.Sort(w.families)
	return w
}

func (w *workshop) of(words []string) string { return words[w.IntN(len(words))] }

// params are the usual limits, sometimes others.
func (w *workshop) params(lex *lexicon.Lexicon) Params {
	p := DefaultParams(lex)
	if w.IntN(3) == 0 {
		p.MinWords, p.MaxUnknown = 1+w.IntN(4), w.IntN(4)
		p.MinSyllables, p.MaxSyllables = 6+w.IntN(4), 10+w.IntN(5)
	}
	if w.IntN(20) == 0 {
		p.Required = []string{w.of([]string{"a", "the", "proof"})}
	}
	return p
}

func (w *workshop) poem() string {
	a, b, c := w.family(), w.family(), w.family()
	lines := make([][]string, 0, 6)
	for _, end := range []string{w.of(a), w.of(b), w.of(a), w.of(b), w.of(c), w.of(b)} {
		lines = append(lines, w.line(end))
	}
	for range w.IntN(3) {
		lines = w.spoil(lines)
	}
	return w.dress(lines)
}

// family is all words of a rhyme, often that of a heteronym's second reading.
func (w *workshop) family() []string {
	for w.IntN(2) == 0 {
		readings := w.oracle[w.of(w.heteronyms)]
		if words := w.rhymes[readings[len(readings)-1].rhyme]; len(words) >= 4 {
			return words
		}
	}
	return w.rhymes[w.of(w.families)]
}

// line is words of about ten syllables before the given one.
func (w *workshop) line(end string) []string {
	var line []string
	for left := 10 - w.oracle[end][0].syllables; left > 0 || len(line) < 3; {
		word := w.of(w.words)
		switch w.IntN(12) {
		case 0:
			word = w.of(w.heteronyms)
		case 1, 2, 3:
			word = w.of([]string{"a", "the", "of", "and", "light", "don't"})
		}
		if n := w.oracle[word][0].syllables; n <= max(left, 1) {
			line, left = append(line, word), left-n
		}
	}
	return append(line, end)
}

// spoil changes one thing, not always for the worse.
func (w *workshop) spoil(lines [][]string) [][]string {
	i, j := w.IntN(len(lines)), w.IntN(len(lines))
	line := lines[i]
	last := len(line) - 1
	switch w.IntN(9) {
	case 0:
		line[last] = w.of(w.words)
	case 1:
		line[last] = w.of(w.heteronyms)
	case 2:
		line[last] = lines[j][len(lines[j])-1]
	case 3:
		other := lines[j]
		line[last], other[len(other)-1] = other[len(other)-1], line[last]
	case 4:
		line[w.IntN(len(line))] = w.of([]string{"blorf", "snarfblatt", "qwx", "don't've"})
	case 5:
		lines[i] = slices.Delete(line, 0, 1+w.IntN(2))
		if len(lines[i]) == 0 {
			lines[i] = []string{"line"}
		}
	case 6:
		lines[i] = slices.Insert(line, w.IntN(len(line)), w.of(w.words))
	case 7:
		lines[i], lines[j] = lines[j], lines[i]
	case 8:
		if w.IntN(3) == 0 && len(lines) > 1 {
			return slices.Delete(lines, i, i+1)
		}
		line[w.IntN(last+1)] = w.of(w.heteronyms)
	}
	return lines
}

// dress writes the lines down in one of many ways that make no difference.
func (w *workshop) dress(lines [][]string) string {
	var text strings.Builder
	for _, line := range lines {
		space := w.of([]string{" ", " ", "  ", "—", ", ", " '"})
		written := strings.Join(line, space)
		switch w.IntN(4) {
		case 0:
			written = strings.ToUpper(written)
		case 1:
			written = strings.ReplaceAll(written, "'", "’")
		}
		text.WriteString(written + w.of([]string{"\n", "\r\n", " \n", ".\n\n", "…\n---\n", "'\n"}))
	}
	return text.String()
}
