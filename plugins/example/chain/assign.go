package chain

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Delivery is a chain and everything else that its proof is made from.
type Delivery struct {
	Params   Params
	Chain    Chain
	Header   [statement.HeaderLen]statement.Word // as the escrow builds it, except for progress, which Assign sets
	KeyHash  common.Hash                         // of the verifying key
	Rho      *big.Int                            // from statement.RandomScalar, also if nothing is sealed
	Blinding statement.Word                      // random: without it, h confirms a guess of the chain
}

// An Assignment is a statement and the values that satisfy the circuit for it.
type Assignment struct {
	Header  [statement.HeaderLen]statement.Word
	Payload []statement.Word // as published: without zeros at the end
	H, Z, Y statement.Word
	Circuit *Circuit
}

// Witness is the assignment in the form that the prover takes.
func (a *Assignment) Witness() (witness.Witness, error) {
	w, err := frontend.NewWitness(a.Circuit, ecc.BN254.ScalarField())
	if err != nil {
		return nil, fmt.Errorf("writing the witness of a chain: %w", err)
	}
	return w, nil
}

// Assign finds the values of the circuit for a chain that holds, and refuses one that does not.
func Assign(d Delivery) (*Assignment, error) {
	a, err := assign(d)
	if err != nil {
		return nil, fmt.Errorf("assigning a chain: %w", err)
	}
	return a, nil
}

func assign(d Delivery) (*Assignment, error) {
	header := d.Header
	if findings := Check(d.Params, d.Chain); len(findings) > 0 {
		return nil, fmt.Errorf("it does not hold, so it has no witness: %s", findings[0].Message)
	}
	switch {
	case header[statement.ParamsWord] != d.Params.Commit():
		return nil, errors.New("the header commits to other parameters")
	case !header[statement.CommitmentWord].IsZero() || !header[statement.BeaconWord].IsZero():
		return nil, errors.New("the header has a commitment or a beacon, which belong to predicates of two rounds")
	case d.Rho == nil:
		return nil, errors.New("rho is missing")
	}
	start, end, quantity := statement.ParseWindow(header[statement.WindowWord])
	times, err := statement.Window(start, end, new(big.Int))
	if err != nil {
		return nil, err
	}
	if header[statement.ProgressWord], err = statement.Progress(0, 1, quantity); err != nil {
		return nil, err
	}
	key := statement.PublicKey{X: header[statement.SealXWord], Y: header[statement.SealYWord]}
	payload, err := statement.Seal(key, d.Rho, header[statement.ClaimWord], header[statement.ProgressWord], Encode(d.Chain))
	if err != nil {
		return nil, err
	}
	body := Body{
		Claim: header[statement.ClaimWord], Forward: header[statement.ForwardWord], Times: times, Quantity: quantity,
		SealX: key.X, SealY: key.Y, Limit: d.Params.Steps, Steps: len(d.Chain) - 1, Blinding: d.Blinding,
	}
	body.advise(d.Chain)
	for i := range body.Rho {
		body.Rho[i] = d.Rho.Bit(i)
	}
	vector := append(header[:], payload...)
	h := statement.Fold(padded(vector), d.Blinding)
	z := statement.Challenge(d.KeyHash, h, vector)
	y := statement.Evaluate(vector, z)
	return &Assignment{header, payload, h, z, y, &Circuit{H: h, Z: z, Y: y, Body: body}}, nil
}

// advise says which numbers each step adds.
func (b *Body) advise(c Chain) {
	for i := range MaxSteps {
		b.Left[i], b.Right[i] = 0, 0
		if at := i + 1; at < len(c) {
			left, right, _ := c.summands(at) // Check has found some
			b.Left[i], b.Right[i] = left+1, right+1
		}
	}
}

// padded is the vector as the circuit folds it, at its full length.
func padded(vector []statement.Word) []statement.Word {
	return append(vector[:len(vector):len(vector)], make([]statement.Word, statement.HeaderLen+PayloadWords-len(vector))...)
}
