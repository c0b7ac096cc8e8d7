package lexicon

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
)

// The numbers of the README are those of the data.
func TestReadmeCountsWhatIsThere(t *testing.T) {
	t.Parallel()
	l := english(t)
	data := records(t, unpacked(t), 3)
	rhymes, several, initialisms := map[string]bool{}, 0, 0
	for _, readings := range l.words {
		if len(readings) > 1 {
			several++
		}
		for _, p := range readings {
			rhymes[p.Rhyme] = true
		}
	}
	leaves := l.tree.leaves - 2
	for _, reading := range data {
		require.True(t, strings.ContainsAny(reading[1], stressMarks), "%s: the README says that every transcription has a stress mark", reading[0])
		if strings.IndexFunc(reading[2], unicode.IsUpper) != strings.LastIndexFunc(reading[2], unicode.IsUpper) {
			initialisms++
		}
	}
	counts := [][2]any{
		{"words", len(l.words)}, {"words with several pronunciations", several}, {"lines of data", len(data)},
		{"leaves", leaves}, {"leaves still free", room - leaves}, {"different rhymes", len(rhymes)},
		{"lines spoken from a spelling with two capitals or more", initialisms},
	}
	left := map[string]int{}
	for _, spelling := range records(t, file(t, "left-out.tsv"), 2) {
		left[strings.Split(spelling[1], " in ")[0]]++
	}
	for reason, n := range left {
		counts = append(counts, [2]any{"left out: " + reason, n})
	}
	sources := map[string]int{}
	for _, row := range records(t, file(t, "heteronyms.tsv"), 5) {
		sources[row[2]]++
	}
	for source, n := range sources {
		counts = append(counts, [2]any{"readings of the table: " + source, n})
	}
	readme, missing := file(t, "README.md"), ""
	for _, count := range counts {
		if line := fmt.Sprintf("| %s | %d |\n", count[0], count[1]); !strings.Contains(readme, line) {
			missing += line
		}
	}
	require.Empty(t, missing, "the README should say")
}

func TestTableOfHeteronyms(t *testing.T) {
	t.Parallel()
	l := english(t)
	rows := records(t, file(t, "heteronyms.tsv"), 5)
	require.True(t, slices.IsSortedFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) }))
	for _, row := range rows {
		word, source, cmudict := row[0], row[2], row[3]
		require.Greater(t, len(l.Lookup(word)), 1, word)
		require.Contains(t, []string{"cmudict", "espeak-ng", "dictionary"}, source, word)
		require.Equal(t, source == "cmudict", strings.Contains(cmudict, " | "), "%s: CMUdict is the source where it lists several readings", word)
	}
}

func TestLicencesComeWithTheData(t *testing.T) {
	t.Parallel()
	require.Contains(t, file(t, "licences/scowl.txt"), "both that copyright notice and this permission notice appear")
	require.Contains(t, file(t, "licences/cmudict.txt"), "Carnegie Mellon University. All rights reserved.")
	require.Contains(t, unpacked(t)[:1000], "licences/scowl.txt", "the data themselves say where")
}

func records(t *testing.T, text string, fields int) [][]string {
	t.Helper()
	var records [][]string
	for _, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		record := strings.Split(line, "\t")
		require.Len(t, record, fields, line)
		records = append(records, record)
	}
	return records
}

func unpacked(t *testing.T) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(compressed))
	require.NoError(t, err)
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(text)
}

func file(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(text)
}
