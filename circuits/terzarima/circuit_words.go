package terzarima

import (
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// newlineBits is enough for a text of nothing but newlines.
const newlineBits = 10

// word is one word of the list. used and known are boolean.
type word struct {
	packed    frontend.Variable
	used      frontend.Variable // there is a word in this place
	known     frontend.Variable // it is opened in the lexicon
	newlines  frontend.Variable // before it in the text
	syllables frontend.Variable
	rhyme     frontend.Variable
}

// words asserts that the list is what the text was split into, given the text's fingerprint.
//
// Both sides are polynomials in z whose coefficients are, word after word, the packed word and the newlines before it. No
// word is zero, in the text because every letter's code is above zero, in the list because zero is no word: so the
// polynomials are equal only if the lists are, their lengths included. They are of degree below 2·320, so that two
// different ones agree at z with a probability of 2^-238. That needs both fixed before z: the list is committed to by
// aux, and the text by the payload, see gadget.NewSealing.
func (d *definition) words(fingerprint frontend.Variable) []word {
	api := d.api
	zz := api.Mul(d.z, d.z)
	sum := frontend.Variable(0)
	list := make([]word, MaxWords)
	for k, in := range d.Words {
		d.assertBoolean(ruleNewlines, in.Newlines[:]...)
		w := word{packed: in.Word, known: in.Known, newlines: gadget.Join(api, in.Newlines[:], 1)}
		w.used = d.not(api.IsZero(w.packed))
		if k > 0 {
			// A place left free between two words would pass for the end of a line.
			d.assertBoolean(rulePrefix, api.Sub(list[k-1].used, w.used)) //nolint:gosec // k is not 0
		}
		shift := api.Mul(sum, api.Sub(zz, 1))
		sum = api.Add(sum, api.Mul(w.used, api.Add(shift, w.packed, api.Mul(d.z, w.newlines))))
		list[k] = w
	}
	d.assert(ruleWords, func() { api.AssertIsEqual(sum, fingerprint) })
	return list
}

// newlinesPerWord is how many numbers of newlines are put into one field element.
const newlinesPerWord = 24

// aux commits to the list of words. The blinding keeps h from confirming a guess of the poem.
func (d *definition) aux(words []word) frontend.Variable {
	in := []frontend.Variable{d.Blinding}
	for i := 0; i < MaxWords; i += newlinesPerWord {
		var newlines []frontend.Variable
		for _, w := range words[i:min(i+newlinesPerWord, MaxWords)] {
			newlines = append(newlines, w.newlines)
		}
		in = append(in, gadget.Join(d.api, newlines, newlineBits))
	}
	for _, w := range words {
		in = append(in, w.packed)
	}
	return d.hash.Sponge(statement.DomainAux, in...)
}

// membership opens words in the lexicon, and returns where those that are not opened would be. Without a word, the path
// is followed all the same, but not compared with the top.
func (d *definition) membership(words []word) gaps {
	api := d.api
	unknown := frontend.Variable(0)
	all := noGaps()
	for k := range words {
		w, in := &words[k], &d.Words[k]
		// That known is boolean follows from this and ruleLineEnd: one of them rules out -1, the other 2.
		d.assertBoolean(ruleKnownUsed, api.Sub(w.used, w.known))
		// Numbers of any size could make up for the difference to another word's leaf.
		d.assertBoolean(ruleSyllables, in.Syllables[:]...)
		d.assertBoolean(ruleRhyme, in.Rhyme[:]...)
		w.syllables, w.rhyme = gadget.Join(api, in.Syllables[:], 1), gadget.Join(api, in.Rhyme[:], 1)
		leaf := api.Add(firstLeaf(api, w.packed), api.Mul(w.rhyme, gadget.Pow2(syllableBits)), w.syllables)
		group := in.Path[0][:]
		d.assert(ruleLeaf, func() { api.AssertIsEqual(api.Mul(w.known, gadget.Difference(api, leaf, group)), 0) })
		top := d.hash.Climb(in.Path[:])
		d.assert(ruleMember, func() { api.AssertIsEqual(api.Mul(w.used, gadget.Difference(api, top, d.Top[:])), 0) })
		unopened := api.Sub(w.used, w.known)
		unknown = api.Add(unknown, unopened)
		all.push(api, unopened, gap{w.packed, in.Path[0]})
	}
	d.assert(ruleRoot, func() { api.AssertIsEqual(d.hash.Sponge(statement.DomainNode, d.Top[:]...), d.Root) })
	d.assert(ruleUnknown, func() { gadget.AssertAtMost(api, unknown, d.Limits[maxUnknown], limitBits) })
	// One more would push the first out unseen.
	d.assert(ruleGaps, func() { gadget.AssertBits(api, unknown, unknownBits) })
	return all
}

// required asserts that each word the buyer asks for is among the words; zero asks for none.
func (d *definition) required(words []word) {
	packed := make([]frontend.Variable, len(words))
	for k, w := range words {
		packed[k] = w.packed
	}
	for _, r := range d.Required {
		d.assert(ruleRequired, func() { d.api.AssertIsEqual(d.api.Mul(r, gadget.Difference(d.api, r, packed)), 0) })
	}
}
