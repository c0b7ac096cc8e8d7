package terzarima

import (
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// A leaf is word + syllables·2^syllableShift + rhyme·2^rhymeShift. A packed word is below 2^200.
const (
	syllableShift = 208
	syllableBits  = 4
	rhymeShift    = syllableShift + syllableBits
	rhymeBits     = 16
)

// newlineBits is enough for a text of nothing but newlines.
const newlineBits = 10

// words asserts that the list is what the text was split into.
//
// Both sides are polynomials in z whose coefficients are, word after word, the packed word and the newlines before it.
// They are of degree below 2·320, so that two different ones agree at z with a probability of 2^-238. That needs both
// fixed before z: the list is committed to by aux, and the text by the payload, see NewSealing.
func (d *definition) words(text textMarks) {
	api := d.api
	zz := api.Mul(d.z, d.z)
	fingerprint, count := frontend.Variable(0), frontend.Variable(0)
	for k, w := range d.Words {
		d.assertBoolean(ruleUsed, w.Used)
		if k > 0 {
			d.assertBoolean(rulePrefix, api.Sub(d.Words[k-1].Used, w.Used))
		}
		d.assert(ruleUnused, func() { api.AssertIsEqual(api.Mul(w.Used, w.Word), w.Word) })
		d.assert(ruleNewlines, func() { gadget.AssertBits(api, w.Newlines, newlineBits) })
		shift := api.Mul(fingerprint, api.Sub(zz, 1))
		word := api.Add(w.Word, api.Mul(d.z, w.Newlines))
		fingerprint = api.Add(fingerprint, api.Mul(w.Used, api.Add(shift, word)))
		count = api.Add(count, w.Used)
	}
	d.assert(ruleWords, func() { api.AssertIsEqual(fingerprint, text.fingerprint) })
	// Coefficients that are zero at the front of a polynomial do not show in its value.
	d.assert(ruleCount, func() { api.AssertIsEqual(count, text.count) })
}

// aux commits to the list of words. The blinding keeps h from confirming a guess of the poem.
func (d *definition) aux() frontend.Variable {
	in := []frontend.Variable{d.Blinding}
	count := frontend.Variable(0)
	newlines := make([]frontend.Variable, MaxWords)
	for k, w := range d.Words {
		count = d.api.Add(count, w.Used) // used places come first: their number says which they are
		newlines[k] = w.Newlines
	}
	in = append(in, count)
	for i := 0; i < MaxWords; i += newlinesPerWord {
		in = append(in, gadget.Join(d.api, newlines[i:min(i+newlinesPerWord, MaxWords)], newlineBits))
	}
	for _, w := range d.Words {
		in = append(in, w.Word)
	}
	return d.hash.Sponge(statement.DomainAux, in...)
}

// newlinesPerWord is how many counts of newlines are put into one field element.
const newlinesPerWord = 24

// membership opens words in the lexicon. Of a word that is not opened the path is followed all the same, but not
// compared with the top.
func (d *definition) membership() {
	api := d.api
	unknown := frontend.Variable(0)
	for _, w := range d.Words {
		d.assertBoolean(ruleKnown, w.Known)
		d.assertBoolean(ruleKnownUsed, api.Sub(w.Used, w.Known))
		// Without their ranges, rhyme or syllables could be chosen to make up for another word.
		d.assert(ruleSyllables, func() { gadget.AssertBits(api, w.Syllables, syllableBits) })
		d.assert(ruleRhyme, func() { gadget.AssertBits(api, w.Rhyme, rhymeBits) })
		leaf := api.Add(w.Word, api.Mul(w.Syllables, gadget.Pow2(syllableShift)), api.Mul(w.Rhyme, gadget.Pow2(rhymeShift)))
		top := d.hash.Climb(leaf, w.Path[:])
		d.assert(ruleMember, func() { api.AssertIsEqual(api.Mul(w.Known, gadget.Difference(api, top, d.Top[:])), 0) })
		unknown = api.Add(unknown, api.Sub(w.Used, w.Known))
	}
	d.assert(ruleRoot, func() { api.AssertIsEqual(d.hash.Sponge(statement.DomainNode, d.Top[:]...), d.Root) })
	d.assert(ruleUnknown, func() { gadget.AssertAtMost(api, unknown, d.Limits[maxUnknown], limitBits) })
}

// required asserts that each word the buyer asks for is among the words; zero asks for none.
func (d *definition) required() {
	words := make([]frontend.Variable, MaxWords)
	for k, w := range d.Words {
		words[k] = w.Word
	}
	for _, r := range d.Required {
		d.assert(ruleRequired, func() { d.api.AssertIsEqual(d.api.Mul(r, gadget.Difference(d.api, r, words)), 0) })
	}
}
