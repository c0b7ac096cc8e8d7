//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package terzarima

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// A word of the lexicon that makes its line too long, unless it is left unopened.
const (
	long      = "impossibility"
	longPlace = 5
)

// lengthened is a poem with that word, and with some unknown words after it.
func lengthened(later int) func(testing.TB) Delivery {
	return func(t testing.TB) Delivery {
		words := map[int]string{longPlace: long}
		for i := range later {
			words[longPlace+2+i] = "xqz"
		}
		return withWords(t, words)
	}
}

// gapAttacks leave it unopened, as if the lexicon did not have it.
func gapAttacks() []attack {
	var all []attack
	for later := range MaxUnknown {
		leave := func(how string, r rule, change func(t testing.TB, b *Body, g *GapInput)) {
			name := fmt.Sprintf("a word that is too long left unopened before %d others, %s", later, how)
			all = append(all, edit(name, r, lengthened(later), func(t testing.TB, b *Body) {
				b.Words[longPlace].Known = number(0)
				change(t, b, &b.Gaps[later])
			}))
		}
		leave("behind its own leaf", ruleAbove, func(t testing.TB, _ *Body, g *GapInput) { g.choose(longLeaf(t)) })
		leave("before its own leaf", ruleBelow, func(t testing.TB, _ *Body, g *GapInput) { g.choose(longLeaf(t) - 1) })
		leave("between sums of leaves", ruleSides, func(t testing.TB, b *Body, g *GapInput) {
			leaf, i, j := sumsAround(t, packed(t, long))
			b.Words[longPlace].setPath(defaultLexicon(t).Path(leaf))
			g.choose(i)
			g[j] = number(1)
		})
		leave("between multiples of leaves", ruleSide, func(t testing.TB, _ *Body, g *GapInput) {
			// Twice its neighbours, less the ones below. The sum is one.
			below := longLeaf(t) - 1
			g.choose(below)
			g[below], g[below-1] = number(2), add(number(0), big.NewInt(-1))
		})
		leave("in a group of its own", ruleMember, func(_ testing.TB, b *Body, g *GapInput) {
			b.Words[longPlace].setPath(widePath())
			g.choose(0)
		})
		leave("in a lexicon of its own", ruleRoot, func(_ testing.TB, b *Body, g *GapInput) {
			path := widePath()
			b.Words[longPlace].setPath(path)
			g.choose(0)
			b.Top[lexicon.TopNodes-1] = statement.Node(path[len(path)-1])
		})
	}
	return append(all, edit("a word that is too long pushed out by three others", ruleGaps, lengthened(MaxUnknown),
		func(_ testing.TB, b *Body) {
			b.Words[longPlace].Known, b.Limits[maxUnknown] = number(0), number(MaxUnknown+1)
		}))
}

// longLeaf is where in its group the leaf of that word stands.
func longLeaf(t testing.TB) int { return reading(t, long, "").Leaf % lexicon.Arity }

// widePath is to a group of two leaves with all words between them.
func widePath() [lexicon.Levels][lexicon.Arity]statement.Word {
	path := ownPath(add(number(0), new(big.Int).Sub(gadget.Pow2(lexicon.LeafBits), big.NewInt(1))))
	for i := range path {
		path[i][0], path[i][1] = statement.Word{}, path[i][0]
		if i > 0 {
			path[i][1] = statement.Node(path[i-1])
		}
	}
	return path
}

// sumsAround finds a group of leaves, and in it two pairs of neighbours whose sums a word is between.
func sumsAround(t testing.TB, word statement.Word) (leaf, i, j int) {
	t.Helper()
	first, next := statement.Big(leafOf(word, 0, 0)), statement.Big(leafOf(add(word, big.NewInt(1)), 0, 0))
	for leaf := 0; leaf < lexicon.Leaves; leaf += lexicon.Arity {
		group := defaultLexicon(t).Path(leaf)[0]
		for j := range len(group) - 1 {
			for i := range j {
				low, high := add(group[i], statement.Big(group[j])), add(group[i+1], statement.Big(group[j+1]))
				if statement.Big(low).Cmp(first) < 0 && statement.Big(high).Cmp(next) >= 0 {
					return leaf, i, j
				}
			}
		}
	}
	require.Fail(t, "there are no such sums")
	return 0, 0, 0
}

// Wherever in the lexicon it is said to be missing, it is not. Another word, which is missing, is so in one place only.
func TestUnopenedWordsHaveOneGap(t *testing.T) {
	t.Parallel()
	lex := defaultLexicon(t)
	body, missing := bodyOf(t, lengthened(0)(t)), bodyOf(t, withWords(t, map[int]string{longPlace: "ympossibility"}))
	gap, err := lex.Gap("ympossibility")
	require.NoError(t, err)
	accepted := 0
	for _, leaf := range []int{reading(t, long, "").Leaf, gap, 0, gap + lexicon.Arity, gap - lexicon.Arity, lexicon.Leaves - 1} {
		for side := range lexicon.Arity - 1 {
			for _, b := range []Body{body, missing} {
				b.Words[longPlace].Known = number(0)
				b.Words[longPlace].setPath(lex.Path(leaf))
				b.Gaps[0].choose(side)
				err := solve(t, conclude(t, b))
				if b.Words[longPlace].Word == missing.Words[longPlace].Word && leaf == gap && side == gap%lexicon.Arity {
					require.NoError(t, err)
					accepted++
				} else {
					require.Error(t, err, "leaf %d, side %d", leaf, side)
				}
			}
		}
	}
	require.Equal(t, 1, accepted)
}

// A leaf of the lexicon is put together as the circuit does it.
func TestLeaf(t *testing.T) {
	t.Parallel()
	lex := defaultLexicon(t)
	for _, text := range []string{"bound", "unseen", "butterfly", "o'clock"} {
		packed, err := lexicon.Pack(text)
		require.NoError(t, err)
		for _, spoken := range lex.Lookup(text) {
			path := lex.Path(spoken.Leaf)
			require.Equal(t, leafOf(packed, spoken.Syllables, int(spoken.RhymeID)), path[0][spoken.Leaf%lexicon.Arity])
		}
	}
}
