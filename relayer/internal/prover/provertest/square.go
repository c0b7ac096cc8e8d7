// Package provertest is a whole predicate small enough for tests: the output is a number in decimal, the property is
// that the published word is its square. The setup takes a fraction of a second, the proof milliseconds.
package provertest

import (
	"bytes"
	"fmt"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Square is the circuit's body.
type Square struct {
	Header [statement.HeaderLen]frontend.Variable
	Root   frontend.Variable
}

// Define publishes the root's square. Aux hides nothing: the header is all that has to be bound.
func (s *Square) Define(api frontend.API, _ frontend.Variable) (gadget.Statement, error) {
	return gadget.Statement{Header: s.Header, Payload: []frontend.Variable{api.Mul(s.Root, s.Root)}, Aux: 0}, nil
}

// Circuit is the single statement of it.
func Circuit() frontend.Circuit {
	return &gadget.Single[Square, *Square]{}
}

// Batch is n statements at once.
func Batch(n int) frontend.Circuit {
	return gadget.NewBatch[Square](n)
}

// Assignment is what a plugin would answer.
type Assignment struct {
	Payload []statement.Word
	H       statement.Word
	Witness []byte
}

// Assign makes the witness that a number has its square.
func Assign(keyHash [32]byte, header [statement.HeaderLen]statement.Word, root uint64) (Assignment, error) {
	number := statement.WordFromUint64(root)
	var square statement.Word
	square.Square(&number)

	v := append(header[:], square)
	h := statement.Fold(v, statement.Word{})
	z := statement.Challenge(keyHash, h, v)
	circuit := &gadget.Single[Square, *Square]{H: h, Z: z, Y: statement.Evaluate(v, z), Body: Square{Root: number}}
	for i := range header {
		circuit.Body.Header[i] = header[i]
	}
	full, err := frontend.NewWitness(circuit, ecc.BN254.ScalarField())
	if err != nil {
		return Assignment{}, fmt.Errorf("assign the square of %d: %w", root, err)
	}
	var encoded bytes.Buffer
	if _, err := full.WriteTo(&encoded); err != nil {
		return Assignment{}, fmt.Errorf("encode the witness: %w", err)
	}
	return Assignment{Payload: v[statement.HeaderLen:], H: h, Witness: encoded.Bytes()}, nil
}

// Verify is what the escrow's predicate does.
func Verify(bundle *keys.Bundle, header [statement.HeaderLen]statement.Word, a Assignment, proof []byte) error {
	return keys.VerifySettlement(bundle.Verifying, header, a.Payload, a.H, proof)
}
