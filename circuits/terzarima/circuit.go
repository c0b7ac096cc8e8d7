package terzarima

import (
	"fmt"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// PayloadWords is the most words that the circuit publishes: R and the message.
const PayloadWords = 2 + MessageWords

// Circuit proves one poem. Its public inputs are h, z and y.
type Circuit = gadget.Single[Body, *Body]

// Body is the secret part of the circuit. No value in it may depend on z.
type Body struct {
	Claim, Forward  frontend.Variable // header words: see doc.go for what is free
	Times, Quantity frontend.Variable // window = Times + Quantity·2^128
	SealX, SealY    frontend.Variable
	Rho             [gadget.ScalarBits]frontend.Variable
	Blinding        frontend.Variable // hides the poem in h
	Root            frontend.Variable
	Limits          [limits]frontend.Variable // minWords, minSyllables, maxSyllables, maxUnknown
	Required        [MaxRequired]frontend.Variable
	Symbols         [MaxSymbols][SymbolBits]frontend.Variable // lowest bit first
	Words           [MaxWords]WordInput
	Top             [lexicon.TopNodes]frontend.Variable

	skip rule                             `gnark:"-"` // set by tests: leaves one assertion out
	part func(api frontend.API, n string) `gnark:"-"` // set by tests: told where each part ends
}

// WordInput is what the prover says about one word of the poem, in reading order.
type WordInput struct {
	Word      frontend.Variable // packed
	Newlines  frontend.Variable // how many stand before it in the text
	Used      frontend.Variable // zero for the places after the last word
	Known     frontend.Variable // opened in the lexicon
	Syllables frontend.Variable
	Rhyme     frontend.Variable
	Path      [lexicon.Levels][lexicon.Arity]frontend.Variable
}

// definition is one run of Define.
type definition struct {
	*Body
	api  frontend.API
	hash *gadget.Hash
	z    frontend.Variable
}

// Define is the statement of doc.go.
func (b *Body) Define(api frontend.API, z frontend.Variable) (gadget.Statement, error) {
	hash, err := gadget.NewHash(api)
	if err != nil {
		return gadget.Statement{}, fmt.Errorf("defining the poem: %w", err)
	}
	d := &definition{b, api, hash, z}

	text := d.classes()
	d.done("symbols")
	marks := d.fingerprint(text)
	d.done("words of the text")
	d.words(marks)
	d.done("list of words")
	d.membership()
	d.done("lexicon")
	d.lines()
	d.done("lines and rhymes")
	d.required()
	d.done("required words")
	st := d.statement(text)
	d.done("statement")
	return st, nil
}

// assert adds a constraint under its name. Each has a witness in the tests that breaks it and nothing else.
func (d *definition) assert(r rule, constrain func()) {
	if d.skip != r {
		constrain()
	}
}

// assertBoolean is assert for a value that must be zero or one.
func (d *definition) assertBoolean(r rule, x frontend.Variable) {
	d.assert(r, func() { d.api.AssertIsBoolean(x) })
}

func (d *definition) done(part string) {
	if d.part != nil {
		d.part(d.api, part)
	}
}

func (d *definition) not(x frontend.Variable) frontend.Variable { return d.api.Sub(1, x) }

// sum is the sum of any number of values, zero if there are none.
func (d *definition) sum(values []frontend.Variable) frontend.Variable {
	total := frontend.Variable(0)
	for _, value := range values {
		total = d.api.Add(total, value)
	}
	return total
}

// headerOf puts the computed words of the header in their places. Commitment and beacon belong to predicates of two
// rounds.
func headerOf(claim, forward, params, window, progress, sealX, sealY frontend.Variable) [statement.HeaderLen]frontend.Variable {
	return [statement.HeaderLen]frontend.Variable{
		statement.ClaimWord: claim, statement.ForwardWord: forward, statement.ParamsWord: params,
		statement.WindowWord: window, statement.ProgressWord: progress,
		statement.SealXWord: sealX, statement.SealYWord: sealY,
		statement.CommitmentWord: 0, statement.BeaconWord: 0,
	}
}
