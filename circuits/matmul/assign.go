package matmul

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

// Delivery is a product and everything else that its proof is made from.
type Delivery struct {
	Task     Task
	Product  Product
	Header   [statement.HeaderLen]statement.Word // as the escrow builds it, except for progress, which Assign sets
	KeyHash  common.Hash                         // of the verifying key
	Rho      *big.Int                            // from statement.RandomScalar, also if nothing is sealed
	Blinding statement.Word                      // random: no two settlements have the same h
}

// An Assignment is a statement and the values that satisfy the circuit for it.
type Assignment struct {
	Header  [statement.HeaderLen]statement.Word
	Payload []statement.Word // as published
	H, Z, Y statement.Word
	Circuit *Circuit
}

// Witness is the assignment in the form that the prover takes.
func (a *Assignment) Witness() (witness.Witness, error) {
	w, err := frontend.NewWitness(a.Circuit, ecc.BN254.ScalarField())
	if err != nil {
		return nil, fmt.Errorf("writing the witness of a product: %w", err)
	}
	return w, nil
}

// Assign finds the values of the circuit for a product that Check has found to hold. For another one it gives values that
// do not satisfy the circuit, or an error.
func Assign(d Delivery) (*Assignment, error) {
	a, err := assign(d)
	if err != nil {
		return nil, fmt.Errorf("assigning a product: %w", err)
	}
	return a, nil
}

func assign(d Delivery) (*Assignment, error) {
	n, header := d.Task.Size, d.Header
	switch {
	case checkSize(n) != nil:
		return nil, checkSize(n)
	case d.Product.Size != n:
		return nil, fmt.Errorf("the product is of size %d, the task of size %d", d.Product.Size, n)
	case header[statement.ParamsWord] != d.Task.Commit():
		return nil, errors.New("the header commits to other matrices")
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
	c, err := d.Product.Encode()
	if err != nil {
		return nil, err
	}
	payload, err := d.payload(header, c)
	if err != nil {
		return nil, err
	}

	circuit := NewCircuit(n)
	body := &circuit.Body
	body.Claim, body.Forward = header[statement.ClaimWord], header[statement.ForwardWord]
	body.SealX, body.SealY = header[statement.SealXWord], header[statement.SealYWord]
	body.Times, body.Quantity, body.Blinding = times, quantity, d.Blinding
	for i := range body.Rho {
		body.Rho[i] = d.Rho.Bit(i)
	}
	set(body.A, packEntries(d.Task.A))
	set(body.B, packRows(n, d.Task.B, 0))
	set(body.C, c)

	v := append(header[:], payload...)
	h := statement.Fold(v, d.Blinding) // a product has no zero word, so that the payload is as long as can be
	z := statement.Challenge(d.KeyHash, h, v)
	y := statement.Evaluate(v, z)
	circuit.H, circuit.Z, circuit.Y = h, z, y
	return &Assignment{header, payload, h, z, y, circuit}, nil
}

// payload is what is published of a product's words.
func (d Delivery) payload(header [statement.HeaderLen]statement.Word, c []statement.Word) ([]statement.Word, error) {
	if d.Task.Size > SealedSize {
		return []statement.Word{statement.Sponge(statement.DomainProduct, c)}, nil
	}
	key := statement.PublicKey{X: header[statement.SealXWord], Y: header[statement.SealYWord]}
	return statement.Seal(key, d.Rho, header[statement.ClaimWord], header[statement.ProgressWord], c)
}

func set(to []frontend.Variable, words []statement.Word) {
	for i, word := range words {
		to[i] = word
	}
}
