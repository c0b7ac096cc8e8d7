package terzarima

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// poems are the texts of a folder of testdata by their file names.
func poems(t *testing.T, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "poems", folder, "*.txt"))
	require.NoError(t, err)
	texts := map[string]string{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		texts[filepath.Base(name)] = string(text)
	}
	return texts
}

func check(t *testing.T, text string, change ...func(*Params)) Verdict {
	t.Helper()
	lex := english(t)
	params := DefaultParams(lex)
	for _, c := range change {
		c(&params)
	}
	require.NoError(t, params.Check())
	p := parse(t, text)
	v := Check(lex, params, p)
	require.Equal(t, len(v.Findings) == 0, v.Holds)
	require.Len(t, v.Choice, len(p.Words))
	return v
}

// brief is what findings say, one a line.
func brief(v Verdict) string {
	var b strings.Builder
	for _, f := range v.Findings {
		fmt.Fprintf(&b, "%s %d: %s\n", f.Rule, f.Line, f.Message)
	}
	return b.String()
}

func TestPoemsInTerzaRimaHold(t *testing.T) {
	t.Parallel()
	texts := poems(t, "holds")
	require.Len(t, texts, 9)
	for name, text := range texts {
		require.Empty(t, brief(check(t, text)), name)
	}
}

func TestOtherFormsFail(t *testing.T) {
	t.Parallel()
	texts := poems(t, "fails")
	table, err := os.ReadFile("testdata/poems/fails/expected.tsv")
	require.NoError(t, err)
	type finding struct{ rule, line, message string }
	expected := map[string][]finding{}
	for _, line := range strings.Split(strings.TrimSpace(string(table)), "\n")[1:] {
		fields := strings.Split(line, "\t")
		require.Len(t, fields, 4, line)
		expected[fields[0]] = append(expected[fields[0]], finding{fields[1], fields[2], fields[3]})
	}
	require.Len(t, expected, len(texts))
	for name, text := range texts {
		v := check(t, text)
		require.False(t, v.Holds, name)
		require.Len(t, v.Findings, len(expected[name]), "%s:\n%s", name, brief(v))
		for i, f := range v.Findings {
			require.Equal(t, expected[name][i].rule, f.Rule, name)
			require.Equal(t, expected[name][i].line, fmt.Sprint(f.Line), name)
			require.Contains(t, f.Message, expected[name][i].message, name)
		}
	}
}

// What a typesetter changes changes nothing.
func TestLooksDoNotMatter(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(string) string{
		"capitals":        strings.ToUpper,
		"small letters":   strings.ToLower,
		"curly quotes":    strings.NewReplacer("'", "’", " t", " ‘t", ",", "”").Replace,
		"straight quotes": strings.NewReplacer("’", "'", "“", `"`, "”", `"`).Replace,
		"dashes":          strings.NewReplacer(",", " —", ";", " –", " and ", "-and-").Replace,
		"trailing spaces": strings.NewReplacer("\n", "  \n").Replace,
		"CRLF":            strings.NewReplacer("\n", "\r\n").Replace,
		"blank lines":     strings.NewReplacer("\n", "\n \n...\n\n").Replace,
		"no last newline": strings.TrimSpace,
	} {
		for _, folder := range []string{"holds", "fails"} {
			for file, text := range poems(t, folder) {
				changed := change(text)
				require.Equal(t, brief(check(t, text)), brief(check(t, changed)), "%s %s", name, file)
			}
		}
	}
}

func TestRequiredWords(t *testing.T) {
	t.Parallel()
	text := poems(t, "holds")["tide.txt"]
	require.True(t, check(t, text, func(p *Params) { p.Required = []string{"tide", "didn't"} }).Holds)
	v := check(t, text, func(p *Params) { p.Required = []string{"sea", "tide", "ocean"} })
	require.Equal(t, "required 0: the word “sea” is missing: the buyer asks for it anywhere in the poem\n"+
		"required 0: the word “ocean” is missing: the buyer asks for it anywhere in the poem\n", brief(v))
	require.False(t, check(t, text, func(p *Params) { p.Required = []string{"tid"} }).Holds, "a part of a word is not the word")
}

func TestLimitsAreExact(t *testing.T) {
	t.Parallel()
	coined := poems(t, "holds")["coined.txt"] // three unknown words
	require.True(t, check(t, coined, func(p *Params) { p.MaxUnknown = 3 }).Holds)
	v := check(t, coined, func(p *Params) { p.MaxUnknown = 2 })
	require.Equal(t, "unknown 3: 3 words are not in the lexicon, at most 2 may be left: "+
		"replace “glimmerwock” (line 1), “snarfblatt” (line 2), “vorpalish” (line 3)\n", brief(v))

	lawn := poems(t, "holds")["lawn.txt"] // ten syllables a line, six to eight words
	require.True(t, check(t, lawn, func(p *Params) { p.MinSyllables, p.MaxSyllables, p.MinWords = 10, 10, 6 }).Holds)
	require.Len(t, check(t, lawn, func(p *Params) { p.MaxSyllables = 9 }).Findings, 6)
	require.Len(t, check(t, lawn, func(p *Params) { p.MinSyllables = 11 }).Findings, 6)
	require.Equal(t, "words 6: line 6 has 6 words, it needs at least 7\n", brief(check(t, lawn, func(p *Params) { p.MinWords = 7 })))
}

// The choice is what the witness is made of: it has to be the readings under which the rules hold.
func TestChoiceIsTheReadingThatRhymes(t *testing.T) {
	t.Parallel()
	lex := english(t)
	for file, want := range map[string]string{"clock.txt": "wˈaʊnd", "bedtime.txt": "ɹˈɛd"} {
		text := poems(t, "holds")[file]
		p, v := parse(t, text), check(t, text)
		found := false
		for i, word := range p.Words {
			if word.Text == "wound" || word.Text == "read" {
				require.Equal(t, want, v.Choice[i].IPA)
				found = true
			}
			require.Contains(t, lex.Lookup(word.Text), v.Choice[i])
		}
		require.True(t, found, file)
	}
	text := poems(t, "holds")["coined.txt"]
	for i, word := range parse(t, text).Words {
		if word.Text == "vorpalish" {
			require.Equal(t, lexicon.Pronunciation{Leaf: -1, Syllables: 1}, check(t, text).Choice[i])
		}
	}
}

// One choice serves all rules: "blessed" cannot have two syllables for its line's length and one for its rhyme.
func TestOneReadingForRhymeAndLength(t *testing.T) {
	t.Parallel()
	text := `She laid her weary head on him to rest,
The evening came and took away the light,
He was by every angel kindly blessed.
The blackbird sang the ending of the night
While gardens held their breath beneath the dew
And roses opened slowly into white.`
	ten := func(p *Params) { p.MinSyllables, p.MaxSyllables = 10, 10 }
	require.Empty(t, brief(check(t, text, ten)))
	shorter := strings.Replace(text, "kindly", "then", 1)
	require.Equal(t, "syllables 3: line 3 has 9 syllables, it needs 10 to 10\n", brief(check(t, shorter, ten)))
}

func TestReadingsInsideALineServeItsLength(t *testing.T) {
	t.Parallel()
	text := strings.Replace(poems(t, "holds")["lawn.txt"], "A quiet web", "A blessed web", 1)
	exact := func(n int) func(*Params) { return func(p *Params) { p.MinSyllables, p.MaxSyllables = n, n } }
	v := check(t, text, exact(10))
	require.NotContains(t, brief(v), "line 3")
	v = check(t, text, exact(9))
	require.NotContains(t, brief(v), "line 3")
	v = check(t, text, exact(11))
	require.Contains(t, brief(v), "line 3 has 9 to 10 syllables, it needs 11 to 11")
}

func TestParametersForAnotherLexiconNeverHold(t *testing.T) {
	t.Parallel()
	lex := english(t)
	params := DefaultParams(lex)
	params.Root = statement.WordFromUint64(1)
	v := Check(lex, params, parse(t, poems(t, "holds")["lawn.txt"]))
	require.False(t, v.Holds)
	require.Contains(t, brief(v), "lexicon 0: the parameters are for the lexicon with root 0x0000")
}

func TestTextWithoutWordsHasNoLines(t *testing.T) {
	t.Parallel()
	require.Equal(t, "lines 0: the poem has 0 lines, it needs 6: they rhyme ABA BCB\n", brief(check(t, "1 2 3!\n…")))
}

// Every word of sixty a heteronym: the search stays small.
func TestManyHeteronyms(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("read live close use tear wind wound bow minute refuse\n", 6)
	v := check(t, text)
	require.False(t, v.Holds)
	require.Contains(t, brief(v), "repeat 6: line 6 ends with “refuse” like line 1")
}

func BenchmarkCheck(b *testing.B) {
	lex := english(b)
	text, err := os.ReadFile("testdata/poems/holds/llm-second-try.txt")
	require.NoError(b, err)
	params := DefaultParams(lex)
	for b.Loop() {
		p, err := Parse(text)
		require.NoError(b, err)
		require.True(b, Check(lex, params, p).Holds)
	}
}
