package accuracy

import (
	"fmt"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

const (
	timesBits    = 2 * 64
	quantityBits = 96
)

// Circuit proves one model. Its public inputs are h, z and y. NewCircuit makes one.
type Circuit = gadget.Single[Body, *Body]

// NewCircuit is the circuit of a shape, to be compiled or to be assigned to.
func NewCircuit(s Shape) *Circuit { return &Circuit{Body: newBody(s)} }

// Body is the secret part of the circuit. No value in it depends on z.
type Body struct {
	Claim, Forward  frontend.Variable // header words: see doc.go for what is free
	Times, Quantity frontend.Variable // window = Times + Quantity·2^128
	SealX, SealY    frontend.Variable
	Beacon          frontend.Variable
	Rho             [gadget.ScalarBits]frontend.Variable
	Blinding        frontend.Variable // hides in h what aux commits to
	Salt            frontend.Variable // opens the commitment to the model
	Threshold       frontend.Variable
	Weights         []frontend.Variable // each 128 more than it is, as Model.Encode has them
	Groups          []frontend.Variable // nodes just above the pool's examples, in order
	Drawn           []frontend.Variable // of each group, how many draws fall into it
	Draws           []DrawInput

	shape   Shape       `gnark:"-"`
	inspect *inspection `gnark:"-"` // set by tests
}

// DrawInput is what the prover says about one drawn example. Numbers given by their bits have the lowest first.
type DrawInput struct {
	Bits    []frontend.Variable // the example as a word: Shape.exampleBit
	Group   [gadget.Arity]frontend.Variable
	Right   frontend.Variable     // one if it counts as classified right
	Hidden  [][]frontend.Variable // values of the hidden units, shifted to be positive
	Margins []frontend.Variable   // of each class, how far the label's score is above its own, less one; any for the label
}

func newBody(s Shape) Body {
	b := Body{
		Weights: make([]frontend.Variable, s.weights()),
		Groups:  make([]frontend.Variable, s.groups()),
		Drawn:   make([]frontend.Variable, s.groups()),
		Draws:   make([]DrawInput, s.Draws),
		shape:   s,
	}
	for i := range b.Draws {
		d := &b.Draws[i]
		d.Bits = make([]frontend.Variable, s.exampleBits())
		d.Margins = make([]frontend.Variable, s.Classes)
		d.Hidden = make([][]frontend.Variable, s.Hidden)
		for j := range d.Hidden {
			d.Hidden[j] = make([]frontend.Variable, s.layers()[0].signedBits())
		}
	}
	return b
}

// rule names an assertion, or a set of like ones.
type rule string

const (
	ruleWindow    rule = "times and quantity are as long as they are"
	ruleWeights   rule = "weights are bytes"
	ruleExample   rule = "an example is bits"
	ruleLabel     rule = "an example has one label"
	ruleDrawn     rule = "the example is the one that was drawn"
	ruleGroup     rule = "the example is in its group"
	rulePool      rule = "the groups are the pool's"
	ruleRight     rule = "an example is right or not"
	ruleHidden    rule = "hidden values are bits"
	ruleHiddenSum rule = "hidden values are the products of features and weights"
	ruleMargins   rule = "the label's score is the largest"
	ruleScores    rule = "scores are the products of inputs and weights"
	ruleThreshold rule = "enough examples are right"
)

// inspection lets tests leave one rule out.
type inspection struct {
	skip rule
	rule func(rule)
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
	if err := b.shape.Check(); err != nil {
		return gadget.Statement{}, fmt.Errorf("defining accuracy: %w", err)
	}
	hash, err := gadget.NewHash(api)
	if err != nil {
		return gadget.Statement{}, fmt.Errorf("defining accuracy: %w", err)
	}
	d := &definition{b, api, hash, z}
	for _, w := range b.Weights {
		d.assert(ruleWeights, func() { gadget.AssertBits(api, w, WeightBits) })
	}
	nodes := d.draws()
	d.pool(nodes)
	d.answers()
	return d.statement(nodes), nil
}

// assert adds constraints under their name. Each name has a witness in the tests that breaks it and nothing else.
func (d *definition) assert(r rule, constrain func()) {
	if d.inspect != nil && d.inspect.rule != nil {
		d.inspect.rule(r)
	}
	if d.inspect == nil || d.inspect.skip != r {
		constrain()
	}
}

func (d *definition) assertBits(r rule, bits []frontend.Variable) {
	d.assert(r, func() {
		for _, bit := range bits {
			d.api.AssertIsBoolean(bit)
		}
	})
}

// statement puts the vector together: parameters, window, one step for the whole quantity, the model's commitment, the
// beacon, and the sealed weights.
func (d *definition) statement(nodes []frontend.Variable) gadget.Statement {
	api := d.api
	preimage := []frontend.Variable{d.root(), d.Threshold}
	for _, n := range d.shape.numbers() {
		preimage = append(preimage, n)
	}

	// Without the ranges the same window could be read as another quantity.
	d.assert(ruleWindow, func() {
		gadget.AssertBits(api, d.Times, timesBits)
		gadget.AssertBits(api, d.Quantity, quantityBits)
	})
	amount := api.Mul(d.Quantity, gadget.Pow2(timesBits))
	progress := api.Add(gadget.Pow2(64), amount) // from 0 to 1, the whole quantity

	message, used := d.message()
	sealing := gadget.NewSealing(api, d.hash, gadget.Point{X: d.SealX, Y: d.SealY}, d.Rho[:], d.Claim, progress)
	return gadget.Statement{
		Header: [statement.HeaderLen]frontend.Variable{
			statement.ClaimWord: d.Claim, statement.ForwardWord: d.Forward,
			statement.ParamsWord: d.hash.Sponge(statement.DomainParams, preimage...),
			statement.WindowWord: api.Add(d.Times, amount), statement.ProgressWord: progress,
			statement.SealXWord: d.SealX, statement.SealYWord: d.SealY,
			statement.CommitmentWord: d.hash.Sponge(statement.DomainModel, append([]frontend.Variable{d.Salt}, message...)...),
			statement.BeaconWord:     d.Beacon,
		},
		Payload: append([]frontend.Variable{sealing.R.X, sealing.R.Y}, sealing.Encrypt(message, used)...),
		Aux:     d.aux(nodes),
	}
}

// message packs the weights as Model.Encode does.
func (d *definition) message() (message, used []frontend.Variable) {
	for _, word := range packed(d.api, d.Weights, WeightBits, weightsPerWord) {
		message = append(message, d.api.Add(word, gadget.Pow2(markBit)))
		used = append(used, 1)
	}
	return message, used
}

// aux fixes before z what is checked under it and not fixed by the vector: the nodes over the drawn examples, how often
// each group is drawn, and what the layers give. All of it is ranged where several values share a word.
func (d *definition) aux(nodes []frontend.Variable) frontend.Variable {
	fixed := append([]frontend.Variable{d.Blinding}, nodes...)
	fixed = append(fixed, d.Drawn...)
	hiddenBits, marginBits := d.shape.layers()[0].signedBits(), d.shape.last().marginBits()
	for _, draw := range d.Draws {
		var hidden []frontend.Variable
		for _, bits := range draw.Hidden {
			hidden = append(hidden, gadget.Join(d.api, bits, 1))
		}
		fixed = append(fixed, packed(d.api, hidden, hiddenBits, statement.MessageBits/hiddenBits)...)
		fixed = append(fixed, packed(d.api, draw.Margins, marginBits, statement.MessageBits/marginBits)...)
	}
	return d.hash.Sponge(statement.DomainAux, fixed...)
}

// packed joins values of one width, so many a word.
func packed(api frontend.API, values []frontend.Variable, width, perWord int) []frontend.Variable {
	var out []frontend.Variable
	for len(values) > 0 {
		n := min(perWord, len(values))
		out, values = append(out, gadget.Join(api, values[:n], width)), values[n:]
	}
	return out
}
