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
	Gaps            [MaxUnknown]GapInput // the last unopened word's first
	Top             [lexicon.TopNodes]frontend.Variable

	inspect *inspection `gnark:"-"` // set by tests
}

// WordInput is what the prover says about one word of the poem, in reading order; a place after the last word holds the
// word zero. Numbers are given by their bits, lowest first.
type WordInput struct {
	Word      frontend.Variable              // packed
	Newlines  [newlineBits]frontend.Variable // how many stand before it in the text
	Known     frontend.Variable              // opened in the lexicon
	Syllables [syllableBits]frontend.Variable
	Rhyme     [rhymeBits]frontend.Variable
	Path      [lexicon.Levels][lexicon.Arity]frontend.Variable // to its leaf, or to its gap if it is not opened
}

// GapInput says where an unopened word would stand in the first group of its path: one for the leaf before it.
type GapInput [lexicon.Arity - 1]frontend.Variable

// inspection lets tests look into the circuit and leave one of its assertions out.
type inspection struct {
	skip rule
	rule func(rule)
	part func(name string)
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
	fingerprint := d.fingerprint(text)
	d.done("words of the text")
	words := d.words(fingerprint)
	d.done("list of words")
	gaps := d.membership(words)
	d.done("lexicon")
	d.gaps(gaps)
	d.done("gaps of unopened words")
	d.lines(words)
	d.done("lines and rhymes")
	d.required(words)
	d.done("required words")
	return d.statement(text, words), nil
}

// assert adds a constraint under its name. Each has a witness in the tests that breaks it and nothing else.
func (d *definition) assert(r rule, constrain func()) {
	if d.inspect != nil && d.inspect.rule != nil {
		d.inspect.rule(r)
	}
	if d.inspect == nil || d.inspect.skip != r {
		constrain()
	}
}

// assertBoolean is assert for values that must be zero or one.
func (d *definition) assertBoolean(r rule, values ...frontend.Variable) {
	d.assert(r, func() {
		for _, x := range values {
			d.api.AssertIsBoolean(x)
		}
	})
}

// done marks the end of a part whose constraints are counted by themselves.
func (d *definition) done(part string) {
	if d.inspect != nil && d.inspect.part != nil {
		d.inspect.part(part)
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
