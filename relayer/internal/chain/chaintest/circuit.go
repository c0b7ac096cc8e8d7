package chaintest

import (
	"context"
	"fmt"
	"os"
	"sync"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// PayloadWords is the most words that the test circuit publishes.
const PayloadWords = 6

// cubeRoot proves that its prover knows the cube root of the forward's params. Its payload is free.
type cubeRoot struct {
	Header  [statement.HeaderLen]frontend.Variable
	Payload [PayloadWords]frontend.Variable
	Root    frontend.Variable
}

// Define says that the root, cubed, is params.
func (c *cubeRoot) Define(api frontend.API, _ frontend.Variable) (gadget.Statement, error) {
	api.AssertIsEqual(api.Mul(c.Root, c.Root, c.Root), c.Header[statement.ParamsWord])
	return gadget.Statement{Header: c.Header, Payload: c.Payload[:], Aux: 0}, nil
}

type circuit = gadget.Single[cubeRoot, *cubeRoot]

// Circuit is the test circuit, to be compiled.
func Circuit() frontend.Circuit { return new(circuit) }

// Keys makes the test circuit's keys, once a process.
var Keys = sync.OnceValues(func() (*keys.Bundle, error) {
	dir, err := os.MkdirTemp("", "tercet-chaintest-")
	if err != nil {
		return nil, err
	}
	bundle, err := keys.Develop(context.Background(), dir, PredicateName, Circuit(), func(string) {})
	if err != nil {
		return nil, err
	}
	return bundle, os.RemoveAll(dir)
})

// Params is what the terms commit to so that root is what has to be known.
func Params(root uint64) statement.Word {
	word := statement.WordFromUint64(root)
	var cube statement.Word
	cube.Mul(&word, &word)
	return *cube.Mul(&cube, &word)
}

// Prove proves one statement under the header, and returns h and the proof.
func Prove(bundle *keys.Bundle, header [statement.HeaderLen]statement.Word, payload []statement.Word, root uint64) (statement.Word, []byte, error) {
	assignment := circuit{Body: cubeRoot{Root: root}}
	for i, word := range header {
		assignment.Body.Header[i] = word
	}
	padded := make([]statement.Word, PayloadWords)
	copy(padded, payload)
	for i, word := range padded {
		assignment.Body.Payload[i] = word
	}
	h := statement.Fold(append(header[:], padded...), statement.Word{})
	v := append(header[:], statement.Trim(payload)...)
	z := statement.Challenge(bundle.KeyHash, h, v)
	assignment.H, assignment.Z, assignment.Y = h, z, statement.Evaluate(v, z)

	witness, err := frontend.NewWitness(&assignment, ecc.BN254.ScalarField())
	if err != nil {
		return h, nil, fmt.Errorf("make the witness: %w", err)
	}
	proof, err := groth16.Prove(bundle.System, bundle.Proving, witness)
	if err != nil {
		return h, nil, fmt.Errorf("prove: %w", err)
	}
	bytes, err := keys.ProofBytes(proof)
	return h, bytes, err
}
