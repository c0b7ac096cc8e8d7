package chain

import (
	"fmt"
	"math/big"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// PayloadWords is how many words a settlement publishes at most: R, and the chain.
const PayloadWords = 2 + messageWords

const (
	rhoBits      = 251
	stepsBits    = 6
	timesBits    = 2 * 64
	quantityBits = 96
)

// mask is the lowest number of a word.
var mask = new(big.Int).Sub(pow2(numberBits), big.NewInt(1))

func pow2(n int) *big.Int { return gadget.Pow2(n) }

// Circuit proves one chain. Its public inputs are h, z and y.
type Circuit = gadget.Single[Body, *Body]

// Body is the secret part of the circuit. No value in it depends on z.
type Body struct {
	Claim, Forward  frontend.Variable
	Times, Quantity frontend.Variable // the parts of the window
	SealX, SealY    frontend.Variable
	Limit           frontend.Variable           // most steps, which the parameters commit to
	Steps           frontend.Variable           // of this chain
	Left, Right     [MaxSteps]frontend.Variable // advice: the places of the numbers that a step adds, from 1; 0 for no step
	Rho             [rhoBits]frontend.Variable
	Blinding        frontend.Variable
}

// Define is the statement of doc.go.
func (b *Body) Define(api frontend.API, _ frontend.Variable) (gadget.Statement, error) {
	hash, err := gadget.NewHash(api)
	if err != nil {
		return gadget.Statement{}, fmt.Errorf("defining an addition chain: %w", err)
	}
	on := gadget.FirstOf(api, b.Steps, MaxSteps)
	numbers := b.defineNumbers(api, on)
	gadget.AssertAtMost(api, b.Steps, b.Limit, stepsBits)

	// Were they not ranged, the times could take over a part of the quantity.
	gadget.AssertBits(api, b.Times, timesBits)
	gadget.AssertBits(api, b.Quantity, quantityBits)
	amount := api.Mul(b.Quantity, gadget.Pow2(timesBits))
	progress := api.Add(gadget.Pow2(64), amount) // from 0 to 1, the whole quantity

	message, used := pack(api, numbers, on)
	key := gadget.Point{X: b.SealX, Y: b.SealY}
	sealing := gadget.NewSealing(api, hash, key, b.Rho[:], b.Claim, progress)
	return gadget.Statement{
		Header: [statement.HeaderLen]frontend.Variable{
			statement.ClaimWord: b.Claim, statement.ForwardWord: b.Forward,
			// The target has no input of its own: it is what the chain leads to.
			statement.ParamsWord: hash.Sponge(statement.DomainParams, last(api, numbers, on), b.Limit),
			statement.WindowWord: api.Add(b.Times, amount), statement.ProgressWord: progress,
			statement.SealXWord: b.SealX, statement.SealYWord: b.SealY,
			statement.CommitmentWord: 0, statement.BeaconWord: 0,
		},
		Payload: append([]frontend.Variable{sealing.R.X, sealing.R.Y}, sealing.Encrypt(message, used)...),
		Aux:     b.Blinding,
	}, nil
}

// defineNumbers computes the numbers after the 1. A step that is on adds two numbers before it, one that is off adds none
// and comes out as zero. No number is larger than 2^MaxSteps, so that sums never wrap and numbers need no range.
func (b *Body) defineNumbers(api frontend.API, on []frontend.Variable) []frontend.Variable {
	numbers := []frontend.Variable{1}
	for i := range MaxSteps {
		left := pick(api, numbers, b.Left[i], on[i])
		right := pick(api, numbers, b.Right[i], on[i])
		numbers = append(numbers, api.Add(left, right))
	}
	return numbers[1:]
}

// pick is the number at a place, counted from 1, and asserts that there is one exactly where the step is on.
func pick(api frontend.API, numbers []frontend.Variable, place, on frontend.Variable) frontend.Variable {
	picked, found := frontend.Variable(0), frontend.Variable(0)
	for i, number := range numbers {
		here := api.IsZero(api.Sub(place, i+1))
		found = api.Add(found, here)
		picked = api.Add(picked, api.Mul(here, number))
	}
	api.AssertIsEqual(found, on)
	return picked
}

// last is the number of the last step that is on.
func last(api frontend.API, numbers, on []frontend.Variable) frontend.Variable {
	sum := frontend.Variable(0)
	for i, number := range numbers {
		ends := on[i]
		if i+1 < len(on) {
			ends = api.Sub(on[i], on[i+1])
		}
		sum = api.Add(sum, api.Mul(ends, number))
	}
	return sum
}

// pack packs the numbers as Encode does. A word is used if its first number is.
func pack(api frontend.API, numbers, on []frontend.Variable) (message, used []frontend.Variable) {
	for i := 0; i < MaxSteps; i += numbersPerWord {
		message = append(message, gadget.Join(api, numbers[i:min(i+numbersPerWord, MaxSteps)], numberBits))
		used = append(used, on[i])
	}
	return message, used
}
