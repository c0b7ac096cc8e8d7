package proofofwork

import (
	"fmt"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The bits of a unit's hash, from the top: none is set above workBits − MinBits; the next topBits are below the limit; the
// rest is free. All numbers of workBits bits are below the field's order, so that a hash is cut in one way only.
const (
	workBits = 253
	lowBits  = workBits - MaxBits
	topBits  = MaxBits - MinBits
)

const (
	placeBits = 64 // from and to
	timesBits = 2 * placeBits
	restBits  = 64
)

// Circuit proves one step. Its public inputs are h, z and y.
type Circuit = gadget.Single[Body, *Body]

// Batch proves steps of several forwards, or several steps of one.
type Batch = gadget.Batch[Body, *Body]

// NewBatch is a batch of n steps at most.
func NewBatch(n int) *Batch { return gadget.NewBatch[Body](n) }

// Body is the secret part of the circuit. No value in it depends on z.
type Body struct {
	Claim, Forward frontend.Variable
	SealX, SealY   frontend.Variable
	Limit          frontend.Variable // what the parameters commit to
	Times          frontend.Variable // start and end of the window: see doc.go
	From, Units    frontend.Variable
	Rest           frontend.Variable // units of the forward that come after this step
	Nonces         [MaxUnits]frontend.Variable
	Tops           [MaxUnits]frontend.Variable // the upper part of each unit's hash
	Blinding       frontend.Variable
}

// Define is the statement of doc.go.
func (b *Body) Define(api frontend.API, _ frontend.Variable) (gadget.Statement, error) {
	hash, err := gadget.NewHash(api)
	if err != nil {
		return gadget.Statement{}, fmt.Errorf("defining proof of work: %w", err)
	}
	b.defineUnits(api, hash)

	// Amount is the number of units by construction. Were from or to not ranged, the progress word could be read as
	// another step, of more units than there is work for.
	to := api.Add(b.From, b.Units)
	gadget.AssertBits(api, b.From, placeBits)
	gadget.AssertBits(api, to, placeBits)
	progress := gadget.Join(api, []frontend.Variable{b.From, to, b.Units}, placeBits)

	// Were the times not ranged, they could take over a part of the quantity, and were the rest not, the quantity could be
	// less than to.
	gadget.AssertBits(api, b.Times, timesBits)
	gadget.AssertBits(api, b.Rest, restBits)
	window := gadget.Join(api, []frontend.Variable{b.Times, api.Add(to, b.Rest)}, timesBits)

	return gadget.Statement{
		Header: [statement.HeaderLen]frontend.Variable{
			statement.ClaimWord: b.Claim, statement.ForwardWord: b.Forward,
			statement.ParamsWord: hash.Sponge(statement.DomainParams, b.Limit),
			statement.WindowWord: window, statement.ProgressWord: progress,
			statement.SealXWord: b.SealX, statement.SealYWord: b.SealY,
			statement.CommitmentWord: 0, statement.BeaconWord: 0,
		},
		Aux: b.Blinding,
	}, nil
}

// defineUnits asserts the work of the first Units units. In the places after them nothing is worked: their hash counts as
// zero, which is below every limit.
func (b *Body) defineUnits(api frontend.API, hash *gadget.Hash) {
	on := gadget.FirstOf(api, b.Units, MaxUnits)
	for i := range MaxUnits {
		unit := hash.Sponge(statement.DomainWork, b.Forward, api.Add(b.From, i), b.Nonces[i])
		worked, top := api.Mul(on[i], unit), b.Tops[i]
		// Together: worked = top·2^lowBits + low as integers, and top < limit. Each range counts: a top below zero would let
		// the values just below the field's order through, a low part of any size all of them.
		gadget.AssertBits(api, api.Sub(worked, api.Mul(top, gadget.Pow2(lowBits))), lowBits)
		gadget.AssertBits(api, top, topBits)
		gadget.AssertAtMost(api, top, api.Sub(b.Limit, 1), topBits)
	}
}
