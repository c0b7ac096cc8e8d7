package terzarima

import (
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
)

// countBits is enough for the words or syllables of a whole poem, 60·15.
const countBits = 10

// lineEnds are the values of one line at its last word.
type lineEnds struct {
	word      frontend.Variable
	rhyme     frontend.Variable
	place     frontend.Variable // how many words of the poem end with this line
	syllables frontend.Variable // how many syllables of the poem do
}

// lines finds the six lines and holds them to the form.
func (d *definition) lines(words []word) {
	api := d.api
	ends := d.lineEnds(words)
	before := lineEnds{place: 0, syllables: 0}
	for _, line := range ends {
		length := api.Sub(line.place, before.place)
		syllables := api.Sub(line.syllables, before.syllables)
		d.assert(ruleMinWords, func() { gadget.AssertAtMost(api, d.Limits[minWords], length, countBits) })
		d.assert(ruleMinSounds, func() { gadget.AssertAtMost(api, d.Limits[minSyllables], syllables, countBits) })
		d.assert(ruleMaxSounds, func() { gadget.AssertAtMost(api, syllables, d.Limits[maxSyllables], countBits) })
		before = line
	}

	// ABA BCB, where C is what the fifth line ends in.
	a, b, c := ends[0].rhyme, ends[1].rhyme, ends[4].rhyme
	d.assert(ruleRhymes, func() {
		api.AssertIsEqual(a, ends[2].rhyme)
		api.AssertIsEqual(b, ends[3].rhyme)
		api.AssertIsEqual(b, ends[5].rhyme)
	})
	d.assert(ruleOthers, func() {
		api.AssertIsDifferent(a, b)
		api.AssertIsDifferent(b, c)
		api.AssertIsDifferent(a, c)
	})
	d.assert(ruleRepeats, func() {
		for i := range ends {
			for j := range i {
				api.AssertIsDifferent(ends[i].word, ends[j].word)
			}
		}
	})
}

// lineEnds walks through the words with a marker on the line it is in.
func (d *definition) lineEnds(words []word) [Lines]lineEnds {
	api := d.api
	var ends [Lines]lineEnds
	var marker [Lines]frontend.Variable // one for the line that the word is in; none after the sixth
	for l := range ends {
		ends[l] = lineEnds{0, 0, 0, 0}
		marker[l] = 0
	}
	marker[0] = 1
	lines, syllables := frontend.Variable(0), frontend.Variable(0)
	for k, w := range words {
		last := w.used
		if k+1 < len(words) {
			together := api.IsZero(api.Sub(words[k+1].newlines, w.newlines))
			last = api.Sub(last, api.Mul(words[k+1].used, together))
		}
		lines = api.Add(lines, last)
		// Both are boolean, and so is the sum, unless the word is last and not opened.
		d.assertBoolean(ruleLineEnd, api.Add(last, d.not(w.known)))
		// A word that is not opened counts one syllable.
		syllables = api.Add(syllables, w.used, api.Mul(w.known, api.Sub(w.syllables, 1)))

		moved := frontend.Variable(0)
		for l := range ends {
			ended := api.Mul(marker[l], last)
			ends[l].word = api.Add(ends[l].word, api.Mul(ended, w.packed))
			ends[l].rhyme = api.Add(ends[l].rhyme, api.Mul(ended, w.rhyme))
			ends[l].place = api.Add(ends[l].place, api.Mul(ended, k+1))
			ends[l].syllables = api.Add(ends[l].syllables, api.Mul(ended, syllables))
			marker[l] = api.Add(api.Sub(marker[l], ended), moved)
			moved = ended
		}
	}
	d.assert(ruleLines, func() { api.AssertIsEqual(lines, Lines) })
	return ends
}
