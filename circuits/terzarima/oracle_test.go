package terzarima

import (
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The oracle judges poems a second time, by other means: words by a regular expression, readings from the data as they
// lie in the repository, rhymes and syllables by replacing text, and every combination of readings tried.
type oracle map[string][]sound

type sound struct {
	rhyme     string
	syllables int
}

var (
	wordPattern      = regexp.MustCompile(`[A-Za-z]+(?:['’][A-Za-z]+)*`)
	beforeRhyme      = regexp.MustCompile(`^.*[ˈˌ]`)
	finalA           = regexp.MustCompile(`ɐ$`)
	diphthongPattern = regexp.MustCompile(`[ˈˌ]iə|aɪ|aʊ|eɪ|ɔɪ|eə`)
	nucleusPattern   = regexp.MustCompile("[O*aeiouæɑɒɔəɛɜɪʊʌ\u0329]")
)

func soundOf(ipa string) sound {
	rhyme := finalA.ReplaceAllString(beforeRhyme.ReplaceAllString(ipa, ""), "ə")
	nuclei := strings.ReplaceAll(strings.ReplaceAll(ipa, "ɐ", "ə"), "əʊ", "O")
	nuclei = diphthongPattern.ReplaceAllString(nuclei, "*")
	return sound{rhyme, len(nucleusPattern.FindAllString(nuclei, -1))}
}

func newOracle(t *testing.T) oracle {
	t.Helper()
	f, err := os.Open("../lexicon/lexicon.tsv.gz")
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	r, err := gzip.NewReader(f)
	require.NoError(t, err)
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	o := oracle{}
	for _, line := range regexp.MustCompile(`(?m)^[^#\t][^\t]*\t[^\t]*`).FindAllString(string(text), -1) {
		word, ipa, _ := strings.Cut(line, "\t")
		o[word] = append(o[word], soundOf(ipa))
	}
	return o
}

// words are the lines of a text that have words, each as its words.
func (o oracle) words(text string) [][]string {
	var lines [][]string
	for _, line := range strings.Split(text, "\n") {
		words := wordPattern.FindAllString(line, -1)
		for i := range words {
			words[i] = strings.ToLower(strings.ReplaceAll(words[i], "’", "'"))
		}
		if len(words) > 0 {
			lines = append(lines, words)
		}
	}
	return lines
}

// holds says whether there is a way to speak the poem under which it has the property.
func (o oracle) holds(p Params, text string) bool {
	lines := o.words(text)
	all, unknown := slices.Concat(lines...), 0
	for _, word := range all {
		if len(o[word]) == 0 {
			unknown++
		}
	}
	if len(lines) != 6 || unknown > p.MaxUnknown {
		return false
	}
	for _, word := range p.Required {
		if !slices.Contains(all, word) {
			return false
		}
	}
	ends := map[string]bool{}
	for _, line := range lines {
		last := line[len(line)-1]
		if len(line) < p.MinWords || len(o[last]) == 0 || ends[last] {
			return false
		}
		ends[last] = true
	}
	return o.anyChoice(p, lines, nil)
}

// anyChoice tries every way to speak the words that come after those already spoken.
func (o oracle) anyChoice(p Params, lines [][]string, spoken []sound) bool {
	all := slices.Concat(lines...)
	if len(spoken) == len(all) {
		return o.sounds(p, lines, spoken)
	}
	readings := o[all[len(spoken)]]
	if len(readings) == 0 {
		readings = []sound{{"", 1}}
	}
	for _, reading := range readings {
		if o.anyChoice(p, lines, append(slices.Clone(spoken), reading)) {
			return true
		}
	}
	return false
}

// sounds judges lengths and rhymes of a poem spoken in one way.
func (o oracle) sounds(p Params, lines [][]string, spoken []sound) bool {
	var r []string
	for _, line := range lines {
		syllables := 0
		for _, s := range spoken[:len(line)] {
			syllables += s.syllables
		}
		if syllables < p.MinSyllables || syllables > p.MaxSyllables {
			return false
		}
		r = append(r, spoken[len(line)-1].rhyme)
		spoken = spoken[len(line):]
	}
	return r[0] == r[2] && r[1] == r[3] && r[3] == r[5] && r[0] != r[1] && r[1] != r[4] && r[0] != r[4]
}

// Thousands of poems, made to rhyme and then spoiled in places, are judged alike by Check and by the oracle.
func TestCheckAgreesWithTheOracle(t *testing.T) {
	t.Parallel()
	lex, o := english(t), newOracle(t)
	w := newWorkshop(o, rand.New(rand.NewPCG(3, 1415)))
	accepted, refused, heteronyms := 0, 0, 0
	for range 4000 {
		params, text := w.params(lex), w.poem()
		p, err := Parse([]byte(text))
		require.NoError(t, err, text)
		v := Check(lex, params, p)
		require.Equal(t, o.holds(params, strings.ReplaceAll(text, "\r\n", "\n")), v.Holds, "%s\n%+v\n%s", text, params, brief(v))
		if !v.Holds {
			refused++
			continue
		}
		accepted++
		var spoken []sound
		for i, word := range p.Words {
			spoken = append(spoken, sound{v.Choice[i].Rhyme, v.Choice[i].Syllables})
			if v.Choice[i].Leaf < 0 {
				require.Empty(t, o[word.Text])
				continue
			}
			require.Contains(t, o[word.Text], spoken[i], word.Text)
			if spoken[i] != o[word.Text][0] {
				heteronyms++
			}
		}
		require.True(t, o.sounds(params, o.words(string(p.Text)), spoken), "the choice of %s", text)
	}
	t.Logf("%d accepted, %d refused, %d words spoken in another than the usual way", accepted, refused, heteronyms)
	require.Greater(t, accepted, 1000)
	require.Greater(t, refused, 1000)
	require.Greater(t, heteronyms, 100)
}
