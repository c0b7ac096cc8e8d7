package terzarima

import (
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
)

// apostropheCode is the apostrophe in a packed word; letters are 1 to 26.
const apostropheCode = 27

// class is what the circuit knows of one symbol. All but the letter's number are boolean.
type class struct {
	number     frontend.Variable // 1 to 26 for a letter of either case; not meaningful otherwise
	letter     frontend.Variable
	apostrophe frontend.Variable // straight or curly, wherever it stands
	newline    frontend.Variable
	padding    frontend.Variable
}

// classes reads the symbols and refuses those that do not exist.
func (d *definition) classes() []class {
	text := make([]class, len(d.Symbols))
	for i := range text {
		text[i] = d.classOf(d.Symbols[i])
	}
	// One text has one encoding: what is behind the first padding is padding.
	for i := range len(text) - 1 {
		d.assertBoolean(rulePadding, d.api.Sub(text[i+1].padding, text[i].padding))
	}
	return text
}

func (d *definition) classOf(b [SymbolBits]frontend.Variable) class {
	api := d.api
	d.assertBoolean(ruleBits, b[:]...)
	both43 := api.Mul(b[4], b[3])
	none43 := api.Add(api.Sub(1, b[4], b[3]), both43)
	both10 := api.Mul(b[1], b[0])
	none10 := api.Add(api.Sub(1, b[1], b[0]), both10)
	all210 := api.Mul(b[2], both10)
	none210 := api.Mul(none10, d.not(b[2]))

	// Letters are 10xxxxx and 11xxxxx with xxxxx from 1 to 26.
	above26 := api.Mul(both43, api.Sub(api.Add(b[2], both10), all210))
	zero := api.Mul(none43, none210)
	letter := api.Mul(b[6], api.Sub(1, above26, zero))

	// Of 00xxxxx there are 0x00, the padding, 0x01 to 0x07, the characters outside ASCII, and 0x0a, the newline.
	control := api.Mul(d.not(b[6]), d.not(b[5]))
	d.assertBoolean(ruleControl, api.Add(control, b[4])) // both boolean: their sum is, unless both are one
	newline := api.Mul(control, b[3])
	d.assert(ruleNewline, func() { api.AssertIsEqual(api.Mul(newline, api.Add(b[2], d.not(b[1]), b[0])), 0) })
	d.assert(ruleDelete, func() { api.AssertIsDifferent(d.sum(b[:]), SymbolBits) })

	return class{
		number:     gadget.Join(api, b[:5], 1),
		letter:     letter,
		apostrophe: api.Mul(api.Mul(none43, all210), d.not(b[6])), // 0x27 and 0x07
		newline:    newline,
		padding:    api.Mul(control, zero),
	}
}

// fingerprint splits the text into words and returns Σ (word + z·newlines before it)·z^(2·number of words after it).
func (d *definition) fingerprint(text []class) frontend.Variable {
	api := d.api
	n := len(text)
	in, codes := d.inWord(text)

	// packed[i] is the part of a word up to symbol i, zero outside of words; carried[i] is what symbol i takes over from
	// the symbol before. Of a word's last symbol nothing is carried, so that the difference is the whole word at its
	// end and zero everywhere else.
	packed, carried := make([]frontend.Variable, n), make([]frontend.Variable, n+1)
	carried[0], carried[n] = 0, 0
	for i := range n {
		if i > 0 {
			carried[i] = api.Mul(in[i], packed[i-1])
		}
		packed[i] = api.Add(api.Mul(carried[i], 1<<5), codes[i])
	}
	end := func(i int) frontend.Variable {
		if i == n-1 {
			return in[i]
		}
		return api.Sub(in[i], api.Mul(in[i], in[i+1]))
	}

	zz := api.Mul(d.z, d.z)
	newlines := frontend.Variable(0)
	sum := frontend.Variable(0)
	// Two symbols at a time: at most one of them ends a word, and whichever does, the newlines before that word are those
	// up to the first symbol, since neither the last symbol of a word nor one inside of it is a newline.
	for i := 0; i < n; i += 2 {
		newlines = api.Add(newlines, text[i].newline)
		word := api.Sub(api.Add(packed[i], packed[i+1]), carried[i+1], carried[i+2])
		ends := api.Add(end(i), end(i+1))
		shift := api.Mul(sum, api.Sub(zz, 1))
		sum = api.Add(sum, word, api.Mul(ends, api.Add(shift, api.Mul(d.z, newlines))))
		newlines = api.Add(newlines, text[i+1].newline)
	}
	return sum
}

// inWord says of each symbol whether it belongs to a word, and gives the code it adds to it. An apostrophe belongs to a
// word if it stands between two letters.
func (d *definition) inWord(text []class) (in, codes []frontend.Variable) {
	api := d.api
	in, codes = make([]frontend.Variable, len(text)), make([]frontend.Variable, len(text))
	for i, c := range text {
		inner := frontend.Variable(0)
		if i > 0 && i+1 < len(text) {
			inner = api.Mul(api.Mul(c.apostrophe, text[i-1].letter), text[i+1].letter)
		}
		in[i] = api.Add(c.letter, inner)
		codes[i] = api.Add(api.Mul(c.letter, c.number), api.Mul(inner, apostropheCode))
	}
	// A word that is longer could wrap around the field and pass for another.
	for i := range len(in) - MaxLetters {
		d.assert(ruleRun, func() { api.AssertIsDifferent(d.sum(in[i:i+MaxLetters+1]), MaxLetters+1) })
	}
	return in, codes
}
