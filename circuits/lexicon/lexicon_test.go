package lexicon

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func english(t *testing.T) *Lexicon {
	t.Helper()
	l, err := Default()
	require.NoError(t, err)
	return l
}

func TestPairsRhymeAsTheDefinitionGivesThem(t *testing.T) {
	t.Parallel()
	l := english(t)
	rhyme := func(a, b string) bool {
		require.NotEmpty(t, l.Lookup(a), a)
		require.NotEmpty(t, l.Lookup(b), b)
		for _, p := range l.Lookup(a) {
			for _, q := range l.Lookup(b) {
				require.Equal(t, p.Rhyme == q.Rhyme, p.RhymeID == q.RhymeID, "%s %s", a, b)
				if p.Rhyme == q.Rhyme {
					return true
				}
			}
		}
		return false
	}
	for _, pair := range []string{
		"fire higher", "sky butterfly", "found wound", "sure shore", "line align", "proof reproof", "thread spread",
		"read bed", "read seed", "tear care", "tear fear", "live give", "live drive", "lead said", "wind kind", "bow now",
		"again rain", "again then", "quay sea", "polish abolish", "record cord", "hour flower", "minute newt",
	} {
		a, b, _ := strings.Cut(pair, " ")
		require.True(t, rhyme(a, b), pair)
	}
	for _, pair := range []string{"truth proof", "prove love", "prove proof", "found sand", "us yes", "though through", "cough bough"} {
		a, b, _ := strings.Cut(pair, " ")
		require.False(t, rhyme(a, b), pair)
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	l := english(t)
	for _, absent := range []string{"", "blorf", "Fire", "fire ", "don’t", "psst", strings.Repeat("a", MaxLetters+1)} {
		require.Empty(t, l.Lookup(absent), "%q", absent)
	}
	require.Len(t, l.Lookup("don't"), 1)
	require.Equal(t, "wˈuːnd", l.Lookup("wound")[0].IPA, "the usual reading is first")
	require.Equal(t, "wˈaʊnd", l.Lookup("wound")[1].IPA)
	require.Equal(t, 3, l.Lookup("butterfly")[0].Syllables)
}

// The circuit opens leaves: what Lookup says has to be what stands in the tree.
func TestEveryLeafIsItsPronunciation(t *testing.T) {
	t.Parallel()
	l := english(t)
	seen := map[int]bool{}
	for word, readings := range l.words {
		packed, err := Pack(word)
		require.NoError(t, err)
		for _, p := range readings {
			leaf := new(big.Int).Lsh(big.NewInt(int64(p.RhymeID)), 212)
			leaf.Add(leaf, new(big.Int).Lsh(big.NewInt(int64(p.Syllables)), 208))
			leaf.Add(leaf, statement.Big(packed))
			if got := statement.Big(l.tree.levels[0][p.Leaf]); got.Cmp(leaf) != 0 {
				t.Fatalf("%s %s: leaf %d is 0x%x, want 0x%x", word, p.IPA, p.Leaf, got, leaf)
			}
			if seen[p.Leaf] || p.Syllables < 1 || p.Syllables > 15 {
				t.Fatalf("%s %s: leaf %d twice, or %d syllables", word, p.IPA, p.Leaf, p.Syllables)
			}
			seen[p.Leaf] = true
		}
	}
	for i, leaf := range l.tree.levels[0] {
		require.Equal(t, seen[i], !leaf.IsZero(), "leaf %d", i)
	}
}

func TestPathLeadsToTheRoot(t *testing.T) {
	t.Parallel()
	l := english(t)
	top := l.Top()
	require.Equal(t, l.Root(), statement.Sponge("node", top[:]))
	random := rand.New(rand.NewPCG(1, 2))
	leaves := []int{0, 1, 7, 8, Leaves - 1}
	for range 50 {
		leaves = append(leaves, random.IntN(Leaves))
	}
	for _, leaf := range leaves {
		node, at := l.tree.levels[0][leaf], leaf
		for _, siblings := range l.Path(leaf) {
			require.Equal(t, node, siblings[at%8], "leaf %d", leaf)
			node, at = statement.Node(siblings), at/8
		}
		require.Equal(t, node, top[at], "leaf %d", leaf)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ data, want string }{
		"a missing field":      {"word\twˈɜːd\n", "line 1: 2 fields"},
		"another letter":       {"# comment\nWord\twˈɜːd\tWord\n", "line 2: packing the word"},
		"another symbol":       {"word\twˈɜ:d\tword\n", `line 1: the transcription wˈɜ:d has the unknown symbol ":"`},
		"no vowel":             {"psst\tpsst\tpsst\n", "0 syllables"},
		"sixteen syllables":    {"word\t" + strings.Repeat("na", 16) + "\tword\n", "16 syllables, want 1 to 15"},
		"an overlong line":     {strings.Repeat("a", 1<<17), "token too long"},
		"more than the tree":   {tooMany(func(i int) string { return "na" }, Leaves+1), "131073 pronunciations, the tree has room for 131072"},
		"more than the number": {tooMany(distinct, 1<<16+1), "65537 different rhymes"},
	} {
		_, err := read(strings.NewReader(c.data))
		require.ErrorContains(t, err, c.want, name)
	}
}

// tooMany is data of n words, spoken as said.
func tooMany(say func(int) string, n int) string {
	var data strings.Builder
	for i := range n {
		word := []byte("aaaa")
		for j, rest := 0, i; rest > 0; j, rest = j+1, rest/26 {
			word[j] += byte(rest % 26)
		}
		fmt.Fprintf(&data, "%s\t%s\tx\n", word, say(i))
	}
	return data.String()
}

// distinct are transcriptions that rhyme with no other.
func distinct(i int) string {
	ipa := "ˈa"
	for range 17 {
		ipa += string("bd"[i&1])
		i >>= 1
	}
	return ipa
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		_, err := unpack()
		require.NoError(b, err)
	}
}
