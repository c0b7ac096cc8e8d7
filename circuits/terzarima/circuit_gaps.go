package terzarima

import (
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/lexicon"
)

// A leaf is word·2^wordShift + rhyme·2^syllableBits + syllables.
const (
	syllableBits = lexicon.SyllableBits
	rhymeBits    = lexicon.RhymeBits
	wordShift    = lexicon.WordShift
)

// firstLeaf is not above any leaf that the word can have, and above all leaves of lesser words.
func firstLeaf(api frontend.API, word frontend.Variable) frontend.Variable {
	return api.Mul(word, gadget.Pow2(wordShift))
}

// gap is an unopened word and the group of leaves that it would be in.
type gap struct {
	word  frontend.Variable
	group [lexicon.Arity]frontend.Variable
}

// gaps are the gaps of the last unopened words, the last one first.
type gaps [MaxUnknown]gap

// noGaps are gaps as wide as they can be, each around the word one, for as long as there is no unopened word.
func noGaps() (all gaps) {
	for i := range all {
		all[i].word = 1
		for j := range all[i].group {
			all[i].group[j] = 0
		}
		all[i].group[1] = gadget.Pow2(lexicon.LeafBits)
	}
	return all
}

// push puts a gap before the others, if the word is unopened; the last one falls out.
func (g *gaps) push(api frontend.API, unopened frontend.Variable, next gap) {
	move := func(to *frontend.Variable, from frontend.Variable) {
		*to = api.Add(*to, api.Mul(unopened, api.Sub(from, *to)))
	}
	for i := len(g) - 1; i >= 0; i-- {
		from := next
		if i > 0 {
			from = g[i-1]
		}
		move(&g[i].word, from.word)
		for j := range from.group {
			move(&g[i].group[j], from.group[j])
		}
	}
}

// gaps asserts that the lexicon has none of the unopened words: each is between the words of two neighbours.
//
// The groups are the lexicon's, since the paths of unopened words end in its top as well. All its leaves stand in rising
// order, and any two that follow each other are neighbours in one group. So a leaf of the unopened word would have to
// stand between two leaves that nothing stands between. The places that are left free are zero, and no word is below that.
//
// All leaves are below 2^220, as are those that the word could have, so that a negative difference is no number of
// 220 bits.
func (d *definition) gaps(all gaps) {
	api := d.api
	for i, g := range all {
		chosen := d.Gaps[i]
		d.assertBoolean(ruleSide, chosen[:]...)
		d.assert(ruleSides, func() { api.AssertIsEqual(d.sum(chosen[:]), 1) })
		low, high := frontend.Variable(0), frontend.Variable(0)
		for j, this := range chosen {
			low = api.Add(low, api.Mul(this, g.group[j]))
			high = api.Add(high, api.Mul(this, g.group[j+1]))
		}
		own, next := firstLeaf(api, g.word), firstLeaf(api, api.Add(g.word, 1))
		d.assert(ruleAbove, func() { gadget.AssertAtMost(api, low, api.Sub(own, 1), lexicon.LeafBits) })
		d.assert(ruleBelow, func() { gadget.AssertAtMost(api, next, high, lexicon.LeafBits) })
	}
}
