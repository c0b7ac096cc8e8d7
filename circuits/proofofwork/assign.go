package proofofwork

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

// Delivery is work and everything else that its proof is made from.
type Delivery struct {
	Params   Params
	Work     Work
	Header   [statement.HeaderLen]statement.Word // as the escrow builds it, except for progress, which Assign sets
	KeyHash  common.Hash                         // of the verifying key
	Blinding statement.Word                      // random: no two settlements have the same h
}

// An Assignment is a statement and the values that satisfy the circuit for it. Its payload is empty.
type Assignment struct {
	Header   [statement.HeaderLen]statement.Word
	From, To uint64
	H, Z, Y  statement.Word
	Circuit  *Circuit
}

// Witness is the assignment in the form that the prover takes.
func (a *Assignment) Witness() (witness.Witness, error) {
	w, err := frontend.NewWitness(a.Circuit, ecc.BN254.ScalarField())
	if err != nil {
		return nil, fmt.Errorf("writing the witness of work: %w", err)
	}
	return w, nil
}

// Assign finds the values of the circuit for work that Check has found to hold. For other work it gives values that do
// not satisfy the circuit.
func Assign(d Delivery) (*Assignment, error) {
	a, err := assign(d)
	if err != nil {
		return nil, fmt.Errorf("assigning work: %w", err)
	}
	return a, nil
}

func assign(d Delivery) (*Assignment, error) {
	header := d.Header
	switch {
	case header[statement.ForwardWord] != statement.U248(d.Work.Forward):
		return nil, fmt.Errorf("the work is for forward %s, the header is of another one", d.Work.Forward)
	case header[statement.ParamsWord] != d.Params.Commit():
		return nil, errors.New("the header commits to other parameters")
	case !header[statement.CommitmentWord].IsZero() || !header[statement.BeaconWord].IsZero():
		return nil, errors.New("the header has a commitment or a beacon, which belong to predicates of two rounds")
	}
	start, end, quantity := statement.ParseWindow(header[statement.WindowWord])
	times, err := statement.Window(start, end, new(big.Int))
	if err != nil {
		return nil, err
	}
	to, err := d.Work.step(quantity)
	if err != nil {
		return nil, err
	}
	from := d.Work.From
	if header[statement.ProgressWord], err = statement.Progress(from, to, new(big.Int).SetUint64(to-from)); err != nil {
		return nil, err
	}
	rest := new(big.Int).Sub(quantity, new(big.Int).SetUint64(to)).Uint64()
	body := Body{
		Claim: header[statement.ClaimWord], Forward: header[statement.ForwardWord],
		SealX: header[statement.SealXWord], SealY: header[statement.SealYWord],
		Limit: d.Params.Limit(), Times: times, From: from, Units: to - from, Rest: rest, Blinding: d.Blinding,
	}
	for i := range MaxUnits {
		body.Nonces[i], body.Tops[i] = 0, 0
		if i < len(d.Work.Nonces) {
			nonce := d.Work.Nonces[i]
			hash := statement.Big(Hash(d.Work.Forward, from+uint64(i), nonce))
			body.Nonces[i], body.Tops[i] = nonce, new(big.Int).Rsh(hash, lowBits)
		}
	}
	h := statement.Fold(header[:], d.Blinding)
	z := statement.Challenge(d.KeyHash, h, header[:])
	y := statement.Evaluate(header[:], z)
	return &Assignment{header, from, to, h, z, y, &Circuit{H: h, Z: z, Y: y, Body: body}}, nil
}
