//go:build espeak

package main

import (
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
)

const (
	wordList = "/usr/share/dict/british-english"
	data     = "../../circuits/lexicon"
)

// The committed lexicon is what espeak-ng says: a sample over the whole of it, and the whole table of heteronyms, are
// spoken again. Without espeak-ng the test fails.
func TestSampleIsWhatEspeakSays(t *testing.T) {
	t.Parallel()
	readings := committed(t)
	random := rand.New(rand.NewPCG(2026, 11))
	var sample []reading
	for i, r := range readings {
		if fromTable(r) || random.IntN(len(readings)) < 2000 || i == 0 || i == len(readings)-1 {
			sample = append(sample, r)
		}
	}
	require.Greater(t, len(sample), 2000)
	lines := make([]string, len(sample))
	for i, r := range sample {
		lines[i] = r.spoken
	}
	transcriptions, err := speak(t.Context(), lines)
	require.NoError(t, err)
	for i, r := range sample {
		words := strings.Fields(transcriptions[i])
		want := strings.Join(words, "")
		if fromTable(r) {
			want = words[len(words)-1]
		}
		require.Equal(t, want, r.ipa, "%s, spoken as %q: the lexicon was made with espeak-ng 1.51", r.word, r.spoken)
	}
}

// Every spelling of the word list is in the lexicon or among what was left out, and nothing else is.
func TestWordListIsAllThere(t *testing.T) {
	t.Parallel()
	list, err := os.ReadFile(wordList)
	require.NoError(t, err, "apt-get install wbritish")
	d := &lexiconData{readings: committed(t)}
	out, err := os.ReadFile(filepath.Join(data, "left-out.tsv"))
	require.NoError(t, err)
	missing := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n")[1:] {
		spelled, _, ok := strings.Cut(line, "\t")
		require.True(t, ok, line)
		missing[spelled] = true
	}
	spellings := strings.Split(strings.TrimSpace(string(list)), "\n")
	_, err = d.choose(spellings)
	require.NoError(t, err)
	for _, l := range d.leftOut {
		require.True(t, missing[l.spelling], l.spelling)
	}

	lex, err := lexicon.Default()
	require.NoError(t, err)
	folded := map[string]bool{}
	for _, text := range spellings {
		s, err := foldSpelling(text)
		require.NoError(t, err)
		if !missing[text] {
			require.NotEmpty(t, lex.Lookup(s.folded), text)
			folded[s.folded] = true
		}
	}
	for _, r := range d.readings {
		require.True(t, folded[r.word], "%s is in the lexicon and not in the list", r.word)
		if fromTable(r) {
			d.heteronyms++
		}
	}

	d.leftOut = make([]leftOut, len(missing))
	readme, err := os.ReadFile(filepath.Join(data, "README.md"))
	require.NoError(t, err)
	for _, line := range strings.SplitAfter(d.counts(), "\n") {
		require.Contains(t, string(readme), line)
	}
}

func committed(t *testing.T) []reading {
	t.Helper()
	f, err := os.Open(filepath.Join(data, "lexicon.tsv.gz"))
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	r, err := gzip.NewReader(f)
	require.NoError(t, err)
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	var readings []reading
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if !strings.HasPrefix(line, "#") {
			fields := strings.Split(line, "\t")
			readings = append(readings, reading{fields[0], fields[1], fields[2]})
		}
	}
	return readings
}

// fromTable says whether a reading is the table's: its word is not what was spoken.
func fromTable(r reading) bool {
	s, err := foldSpelling(r.spoken)
	return err != nil || s.folded != r.word
}
