package lexicon

import (
	"math/big"
	"runtime"
	"slices"
	"sort"
	"sync"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The shape of the tree: four levels of arity eight lead from the leaves to the top nodes.
const (
	Arity    = 8
	Levels   = 4
	TopNodes = 32
	Leaves   = TopNodes * Arity * Arity * Arity * Arity // places for leaves
)

// A leaf, from its lowest bit: the number of syllables, the rhyme, the word.
const (
	SyllableBits = 4
	RhymeBits    = 16
	WordShift    = SyllableBits + RhymeBits
	LeafBits     = WordShift + WordBits
)

// stride is how many leaves a group has for itself; the last one is the next group's first as well.
const stride = Arity - 1

// room is how many leaves the tree can hold besides the two sentinels.
const room = Leaves/Arity*stride - 2

// placeOf is where the nth leaf stands, the sentinel 0 being the first.
func placeOf(n int) int { return n/stride*Arity + n%stride }

// leafOf is word·2^20 + rhyme·2^4 + syllables.
func leafOf(word statement.Word, rhyme uint16, syllables int) statement.Word {
	leaf := statement.WordFromUint64(1 << WordShift)
	leaf.Mul(&leaf, &word)
	spoken := statement.WordFromUint64(uint64(rhyme)<<SyllableBits | uint64(syllables)) //nolint:gosec // 0 to 15
	return *leaf.Add(&leaf, &spoken)
}

// last is 2^220 - 1, above the leaf of every word.
var last = func() (w statement.Word) {
	w.SetBigInt(new(big.Int).Lsh(big.NewInt(1), LeafBits))
	one := statement.WordFromUint64(1)
	return *w.Sub(&w, &one)
}()

type tree struct {
	leaves int                      // with both sentinels
	levels [Levels][]statement.Word // from the leaves upwards
	top    [TopNodes]statement.Word
	root   statement.Word
}

// grow builds the tree over the leaves, which are in rising order.
func grow(leaves []statement.Word) tree {
	var t tree
	t.place(leaves)
	for i := 1; i < Levels; i++ {
		t.levels[i] = parents(t.levels[i-1])
	}
	level := parents(t.levels[Levels-1])
	t.top = [TopNodes]statement.Word(level)
	t.root = statement.Sponge(statement.DomainNode, level)
	return t
}

// parents hashes each group of children, the groups shared among the machine's cores.
func parents(children []statement.Word) []statement.Word {
	nodes := make([]statement.Word, len(children)/Arity)
	cores := min(runtime.GOMAXPROCS(0), len(nodes))
	var wg sync.WaitGroup
	for core := range cores {
		wg.Go(func() {
			for i := core; i < len(nodes); i += cores {
				nodes[i] = statement.Node([Arity]statement.Word(children[Arity*i:]))
			}
		})
	}
	wg.Wait()
	return nodes
}

// place puts the leaves into their groups, between the sentinels.
func (t *tree) place(leaves []statement.Word) {
	all := slices.Concat([]statement.Word{{}}, leaves, []statement.Word{last})
	t.leaves, t.levels[0] = len(all), make([]statement.Word, Leaves)
	for n, leaf := range all {
		t.levels[0][placeOf(n)] = leaf
		if n > 0 && n%stride == 0 {
			t.levels[0][placeOf(n)-1] = leaf // the end of the group before
		}
	}
}

// below is the place of the greatest leaf that is less than the given one.
func (t *tree) below(leaf statement.Word) int {
	n := sort.Search(t.leaves, func(n int) bool { return t.levels[0][placeOf(n)].Cmp(&leaf) >= 0 })
	return placeOf(n - 1)
}

func (t *tree) path(leaf int) [Levels][Arity]statement.Word {
	var path [Levels][Arity]statement.Word
	for i := range path {
		path[i] = [Arity]statement.Word(t.levels[i][leaf&^(Arity-1):])
		leaf /= Arity
	}
	return path
}
