package chaintest

import (
	"context"
	"fmt"
	"os"
	"sync"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"

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

// BatchSize is how many statements one proof under BatchKeys is about at most.
const BatchSize = 3

// Keys makes the test circuit's keys, once a process; BatchKeys those of its batch, HourKeys others that sell hours.
var (
	Keys      = sync.OnceValues(func() (*keys.Bundle, error) { return develop(Circuit()) })
	HourKeys  = sync.OnceValues(func() (*keys.Bundle, error) { return develop(Circuit()) })
	BatchKeys = sync.OnceValues(func() (*keys.Bundle, error) { return develop(gadget.NewBatch[cubeRoot](BatchSize)) })
)

func develop(circuit frontend.Circuit) (*keys.Bundle, error) {
	dir, err := os.MkdirTemp("", "tercet-chaintest-")
	if err != nil {
		return nil, err
	}
	bundle, err := keys.Develop(context.Background(), dir, PredicateName, circuit, func(string) {})
	if err != nil {
		return nil, err
	}
	return bundle, os.RemoveAll(dir)
}

// Params is what the terms commit to so that root is what has to be known.
func Params(root uint64) statement.Word {
	word := statement.WordFromUint64(root)
	var cube statement.Word
	cube.Mul(&word, &word)
	return *cube.Mul(&cube, &word)
}

// Prove proves one statement under the header, and returns h and the proof.
func Prove(bundle *keys.Bundle, header [statement.HeaderLen]statement.Word, payload []statement.Word, root uint64) (statement.Word, []byte, error) {
	place, full, err := assign(bundle.KeyHash, header, payload, root)
	if err != nil {
		return place.H, nil, err
	}
	proof, err := groth16.Prove(bundle.System, bundle.Proving, full)
	if err != nil {
		return place.H, nil, fmt.Errorf("prove: %w", err)
	}
	bytes, err := keys.ProofBytes(proof)
	return place.H, bytes, err
}

// Witness is what a plugin would answer: h, and the assignment that a prover makes the proof from.
func Witness(keyHash common.Hash, header [statement.HeaderLen]statement.Word, payload []statement.Word, root uint64) (h statement.Word, encoded []byte, err error) {
	place, full, err := assign(keyHash, header, payload, root)
	if err != nil {
		return h, nil, err
	}
	encoded, err = full.MarshalBinary()
	return place.H, encoded, err
}

func assign(keyHash common.Hash, header [statement.HeaderLen]statement.Word, payload []statement.Word, root uint64) (statement.Place, witness.Witness, error) {
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
	z := statement.Challenge(keyHash, h, v)
	assignment.H, assignment.Z, assignment.Y = h, z, statement.Evaluate(v, z)

	full, err := frontend.NewWitness(&assignment, ecc.BN254.ScalarField())
	if err != nil {
		err = fmt.Errorf("make the witness: %w", err)
	}
	return statement.Place{H: h, V: v}, full, err
}

// ProveTogether proves several statements at once, each under its header and without a payload.
func ProveTogether(bundle *keys.Bundle, headers [][statement.HeaderLen]statement.Word, root uint64) ([]byte, error) {
	var places []statement.Place
	var singles []witness.Witness
	for _, header := range headers {
		place, single, err := assign(bundle.KeyHash, header, nil, root)
		if err != nil {
			return nil, err
		}
		places, singles = append(places, place), append(singles, single)
	}
	full, err := keys.BatchWitness(bundle.KeyHash, BatchSize, places, singles)
	if err != nil {
		return nil, err
	}
	proof, err := groth16.Prove(bundle.System, bundle.Proving, full)
	if err != nil {
		return nil, fmt.Errorf("prove together: %w", err)
	}
	return keys.BatchProofBytes(statement.FoldBatch(BatchSize, places), proof)
}
