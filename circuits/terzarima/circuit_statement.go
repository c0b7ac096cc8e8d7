package terzarima

import (
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The places of the limits in the second word of the parameters, a byte each, the first one lowest.
const (
	minWords = iota
	minSyllables
	maxSyllables
	maxUnknown
	limits

	limitBits = 8
)

const (
	timesBits    = 2 * 64
	quantityBits = 96
)

// statement puts the vector together: parameters, window, one step for the whole quantity, and the sealed poem.
func (d *definition) statement(text []class, words []word) gadget.Statement {
	api := d.api
	for _, limit := range d.Limits {
		d.assert(ruleLimits, func() { gadget.AssertBits(api, limit, limitBits) })
	}
	preimage := append([]frontend.Variable{d.Root, gadget.Join(api, d.Limits[:], limitBits)}, d.Required[:]...)
	params := d.hash.Sponge(statement.DomainParams, preimage...)

	// Without the ranges the same window could be read as another quantity.
	d.assert(ruleWindow, func() {
		gadget.AssertBits(api, d.Times, timesBits)
		gadget.AssertBits(api, d.Quantity, quantityBits)
	})
	amount := api.Mul(d.Quantity, gadget.Pow2(timesBits))
	window := api.Add(d.Times, amount)
	progress := api.Add(gadget.Pow2(64), amount) // from 0 to 1, the whole quantity
	d.done("parameters and header")

	sealing := gadget.NewSealing(api, d.hash, gadget.Point{X: d.SealX, Y: d.SealY}, d.Rho[:], d.Claim, progress)
	message, used := d.message(text)
	payload := append([]frontend.Variable{sealing.R.X, sealing.R.Y}, sealing.Encrypt(message, used)...)
	d.done("sealing")

	aux := d.aux(words)
	d.done("commitment to the list of words")
	return gadget.Statement{
		Header:  headerOf(d.Claim, d.Forward, params, window, progress, d.SealX, d.SealY),
		Payload: payload,
		Aux:     aux,
	}
}

// message packs the symbols as Encode does. A word whose first symbol is padding is empty, since padding is followed by
// padding only.
func (d *definition) message(text []class) (message, used []frontend.Variable) {
	for i := 0; i < MaxSymbols; i += SymbolsPerWord {
		word := frontend.Variable(0)
		for j := range min(SymbolsPerWord, MaxSymbols-i) {
			symbol := gadget.Join(d.api, d.Symbols[i+j][:], 1)
			word = d.api.Add(word, d.api.Mul(symbol, gadget.Pow2(SymbolBits*(SymbolsPerWord-1-j))))
		}
		message = append(message, word)
		used = append(used, d.not(text[i].padding))
	}
	return message, used
}
