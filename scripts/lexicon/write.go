package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const header = `# Words of British English and how they are spoken: word, IPA, what espeak-ng was given to speak (its last word counts).
# The words are SCOWL's, copyright 2000-2011 by Kevin Atkinson and others, see licences/scowl.txt.
# The IPA is the output of espeak-ng (voice ` + voice + `), data made by a program whose own licence, GPL-3, is not the data's.
# Which words have further readings is CMUdict's, see licences/cmudict.txt. Made by scripts/lexicon.
`

// write stores the data and the list of what was left out.
func (d *lexiconData) write(folder string) error {
	data, err := d.compressed()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "lexicon.tsv.gz"), data, 0o644); err != nil {
		return fmt.Errorf("writing the lexicon: %w", err)
	}
	var out strings.Builder
	out.WriteString("# Spellings of the word list that are not in the lexicon, and why. Made by scripts/lexicon.\n")
	for _, l := range d.leftOut {
		fmt.Fprintf(&out, "%s\t%s\n", l.spelling, l.reason)
	}
	if err := os.WriteFile(filepath.Join(folder, "left-out.tsv"), []byte(out.String()), 0o644); err != nil {
		return fmt.Errorf("writing what was left out: %w", err)
	}
	return nil
}

// compressed is the data as committed: no name and no time in it, so that it is the same whenever it is made.
func (d *lexiconData) compressed() ([]byte, error) {
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("compressing the lexicon: %w", err)
	}
	text := strings.Builder{}
	text.WriteString(header)
	for _, r := range d.readings {
		fmt.Fprintf(&text, "%s\t%s\t%s\n", r.word, r.ipa, r.spoken)
	}
	if _, err := w.Write([]byte(text.String())); err != nil {
		return nil, fmt.Errorf("compressing the lexicon: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compressing the lexicon: %w", err)
	}
	return buf.Bytes(), nil
}

// counts are the lines of circuits/lexicon/README.md that only the word list shows.
func (d *lexiconData) counts() string {
	spoken := len(d.readings) - d.heteronyms
	var lines strings.Builder
	for _, count := range []struct {
		what string
		n    int
	}{
		{"spellings in the word list", d.spellings},
		{"of these folded to lower case", d.capitals},
		{"of these folded to letters without accents", d.accents},
		{"of these spoken like another spelling of the same letters", d.spellings - len(d.leftOut) - spoken},
		{"of these left out", len(d.leftOut)},
	} {
		fmt.Fprintf(&lines, "| %s | %d |\n", count.what, count.n)
	}
	return lines.String()
}
