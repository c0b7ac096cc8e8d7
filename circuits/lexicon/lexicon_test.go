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
			leaf := new(big.Int).Lsh(statement.Big(packed), 20)
			leaf.Add(leaf, big.NewInt(int64(p.RhymeID)<<4+int64(p.Syllables)))
			if got := statement.Big(l.tree.levels[0][p.Leaf]); got.Cmp(leaf) != 0 {
				t.Fatalf("%s %s: leaf %d is 0x%x, want 0x%x", word, p.IPA, p.Leaf, got, leaf)
			}
			if seen[p.Leaf] || p.Syllables < 1 || p.Syllables > 15 {
				t.Fatalf("%s %s: leaf %d twice, or %d syllables", word, p.IPA, p.Leaf, p.Syllables)
			}
			seen[p.Leaf] = true
		}
	}
	sentinel := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 220), big.NewInt(1))
	for i, leaf := range l.tree.levels[0] {
		if !seen[i] && !leaf.IsZero() && statement.Big(leaf).Cmp(sentinel) != 0 {
			require.Equal(t, 7, i%8, "leaf %d", i)
			require.True(t, seen[i+1] && leaf == l.tree.levels[0][i+1], "leaf %d", i)
		}
	}
}

// Of the tree alone, as a circuit sees it: neighbours in a group rise, and each group goes on where the one before ended,
// so that what is between two neighbours is nowhere else. After the last leaf nothing is between neighbours.
func TestNeighboursLeaveNoWordOut(t *testing.T) {
	t.Parallel()
	leaves := english(t).tree.levels[0]
	require.True(t, leaves[0].IsZero())
	count := func() int { // of the neighbours from the first to the last leaf
		n := 0
		for group := 0; ; group += 8 {
			require.True(t, group == 0 || leaves[group-1] == leaves[group], "group at %d", group)
			for i := group; i < group+7; i++ {
				if statement.Big(leaves[i]).BitLen() == 220 {
					for _, behind := range leaves[i+1:] {
						require.True(t, behind.IsZero())
					}
					return n
				}
				if leaves[i].Cmp(&leaves[i+1]) >= 0 {
					t.Fatalf("leaf %d is not below the next", i)
				}
				n++
			}
		}
	}()
	require.Equal(t, 101965+1, count)
}

// Words that are missing and those that are there, those at the ends of groups and of the alphabet among them.
func TestGap(t *testing.T) {
	t.Parallel()
	l := english(t)
	bounds := func(leaf int) (low, high *big.Int) {
		return statement.Big(l.tree.levels[0][leaf]), statement.Big(l.tree.levels[0][leaf+1])
	}
	absent := 0
	require.Empty(t, l.Lookup(strings.Repeat("z'", 19)+"zz"))
	words := []string{strings.Repeat("z'", 19) + "zz", strings.Repeat("z", 40), "blorf"}
	for word, readings := range l.words {
		if p := readings[0]; p.Leaf%8 < 2 && p.Leaf < 8*4000 {
			words = append(words, word+"'q", word[:len(word)-1]+"q")
		}
		if _, err := l.Gap(word); err == nil || !strings.Contains(err.Error(), "the lexicon has the word") {
			t.Fatalf("%s: %v", word, err)
		}
	}
	for _, word := range words {
		if len(l.Lookup(word)) > 0 {
			continue
		}
		absent++
		gap, err := l.Gap(word)
		require.NoError(t, err)
		require.NotEqual(t, 7, gap%8, word)
		packed, err := Pack(word)
		require.NoError(t, err)
		low, high := bounds(gap)
		if low.Rsh(low, 20).Cmp(statement.Big(packed)) >= 0 || high.Rsh(high, 20).Cmp(statement.Big(packed)) <= 0 {
			t.Fatalf("%s is not between 0x%x and 0x%x", word, low, high)
		}
	}
	require.Greater(t, absent, 1000)
	_, err := l.Gap("no word")
	require.ErrorContains(t, err, "packing the word")
}

// A lexicon of every size about a whole number of groups has all its leaves and both sentinels.
func TestGroups(t *testing.T) {
	t.Parallel()
	for size := range 3 * 7 {
		var leaves []statement.Word
		for i := range size {
			leaves = append(leaves, leafOf(statement.WordFromUint64(uint64(2*i+2)), 0, 1))
		}
		tree := tree{}
		tree.place(leaves)
		for i := range size + 1 {
			at := tree.below(leafOf(statement.WordFromUint64(uint64(2*i+1)), 0, 0))
			require.NotEqual(t, 7, at%8)
			low, high := statement.Word{}, last
			if i > 0 {
				low = leaves[i-1]
			}
			if i < size {
				high = leaves[i]
			}
			require.Equal(t, [2]statement.Word{low, high}, [2]statement.Word(tree.levels[0][at:]), "%d of %d", i, size)
		}
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
		"more than the tree":   {tooMany(func(i int) string { return "na" }, room+1), "114687 pronunciations, the tree has room for 114686"},
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
