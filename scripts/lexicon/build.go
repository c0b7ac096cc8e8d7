package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
)

// A reading is one line of the data: a word, how it is spoken, and what espeak-ng was given to speak.
type reading struct{ word, ipa, spoken string }

// A leftOut is a spelling of the word list that is not in the lexicon.
type leftOut struct{ spelling, reason string }

// A lexiconData is what is built.
type lexiconData struct {
	spellings  int // in the word list
	capitals   int // of these folded to lower case
	accents    int // of these folded to plain letters
	heteronyms int // lines of the table
	readings   []reading
	leftOut    []leftOut
}

// build makes the lexicon out of the word list and the table of heteronyms.
func build(ctx context.Context, list, table string) (*lexiconData, error) {
	d := &lexiconData{}
	spellings, err := d.choose(strings.Split(strings.TrimSpace(list), "\n"))
	if err != nil {
		return nil, err
	}
	rows, err := parseTable(table)
	if err != nil {
		return nil, err
	}
	d.heteronyms = len(rows)
	lines := make([]string, 0, len(spellings)+len(rows))
	for _, s := range spellings {
		lines = append(lines, s.text)
	}
	for _, r := range rows {
		lines = append(lines, r.spoken)
	}
	transcriptions, err := speak(ctx, lines)
	if err != nil {
		return nil, err
	}
	for i, s := range spellings {
		d.add(s, transcriptions[i])
	}
	slices.SortStableFunc(d.readings, func(a, b reading) int { return lexicon.Compare(a.word, b.word) })
	return d, d.addTable(rows, transcriptions[len(spellings):])
}

// choose folds the spellings of the word list and leaves out the initialisms that would lend their letters to another
// word: "US" is no way to say "us".
func (d *lexiconData) choose(list []string) ([]spelling, error) {
	d.spellings = len(list)
	plain := map[string]bool{}
	spellings := make([]spelling, 0, len(list))
	for _, text := range list {
		s, err := foldSpelling(text)
		if err != nil {
			return nil, err
		}
		spellings = append(spellings, s)
		plain[s.folded] = plain[s.folded] || !s.initialism
	}
	spellings = slices.DeleteFunc(spellings, func(s spelling) bool {
		if drop := s.initialism && plain[s.folded]; drop {
			d.leaveOut(s, "initialism, and another word is written with the same letters")
			return true
		}
		return false
	})
	for _, s := range spellings {
		if s.capital {
			d.capitals++
		}
		if s.accent {
			d.accents++
		}
	}
	// An ordinary spelling is a word's usual one, before a name's.
	slices.SortStableFunc(spellings, func(a, b spelling) int { return a.rank() - b.rank() })
	return spellings, nil
}

// add takes a transcription in, unless the word has it already.
func (d *lexiconData) add(s spelling, transcription string) {
	if strings.HasPrefix(transcription, romanNumeral) {
		d.leaveOut(s, "Roman numeral, spoken as a number")
		return
	}
	ipa := strings.ReplaceAll(transcription, " ", "") // "AstroTurf" is spoken as two words
	if !lexicon.Speakable(ipa) {
		d.leaveOut(s, "no vowel in "+ipa)
		return
	}
	d.readings = append(d.readings, reading{s.folded, ipa, s.text})
}

// romanNumeral is how espeak-ng starts to speak one.
const romanNumeral = "ɹˌəʊmən "

func (d *lexiconData) leaveOut(s spelling, reason string) {
	d.leftOut = append(d.leftOut, leftOut{s.text, reason})
}

// addTable takes in the readings of the table of heteronyms, each after those its word has. A line that adds nothing is
// an error, so that the table holds what it is needed for.
func (d *lexiconData) addTable(rows []row, transcriptions []string) error {
	d.readings = slices.CompactFunc(d.readings, func(a, b reading) bool { return a.word == b.word && a.ipa == b.ipa })
	for i, r := range rows {
		at, found := slices.BinarySearchFunc(d.readings, r.word, func(have reading, word string) int {
			return lexicon.Compare(have.word, word)
		})
		if !found {
			return fmt.Errorf("heteronyms.tsv: %q is not in the word list", r.word)
		}
		words := strings.Fields(transcriptions[i])
		if len(words) == 0 {
			return fmt.Errorf("heteronyms.tsv: espeak-ng says nothing to %q", r.spoken)
		}
		ipa := words[len(words)-1]
		for ; at < len(d.readings) && d.readings[at].word == r.word; at++ {
			if lexicon.SameLeaf(d.readings[at].ipa, ipa) {
				return fmt.Errorf("heteronyms.tsv: %q spoken as in %q is %s, and %s is there already", r.word, r.spoken, ipa,
					d.readings[at].ipa)
			}
		}
		d.readings = slices.Insert(d.readings, at, reading{r.word, ipa, r.spoken})
	}
	return nil
}
