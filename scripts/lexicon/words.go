package main

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
)

// A spelling is an entry of the word list.
type spelling struct {
	text       string
	folded     string // lower case, no accents
	capital    bool
	accent     bool
	initialism bool // two capitals or more
}

// rank is 0 for ordinary words, 1 for those with a capital or an accent.
func (s spelling) rank() int {
	if s.capital || s.accent {
		return 1
	}
	return 0
}

func foldSpelling(text string) (spelling, error) {
	s := spelling{text: text}
	var folded strings.Builder
	capitals := 0
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r):
			s.accent = true
			continue
		case unicode.IsUpper(r):
			capitals++
		}
		folded.WriteRune(unicode.ToLower(r))
	}
	s.folded, s.capital, s.initialism = folded.String(), capitals > 0, capitals > 1
	if _, err := lexicon.Pack(s.folded); err != nil {
		return s, fmt.Errorf("folding %q of the word list: %w", text, err)
	}
	return s, nil
}

// A row is a line of the table of heteronyms: one more reading of a word, which is how espeak-ng speaks the last word of
// a phrase.
type row struct{ word, spoken string }

// parseTable reads the table, whose head says what its columns are; # starts a comment.
func parseTable(table string) ([]row, error) {
	var rows []row
	for n, line := range strings.Split(strings.TrimSpace(table), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 5 {
			return nil, fmt.Errorf("heteronyms.tsv line %d: %d fields, want word, spoken as, source, cmudict, sense", n+1, len(fields))
		}
		rows = append(rows, row{fields[0], fields[1]})
	}
	return rows, nil
}
