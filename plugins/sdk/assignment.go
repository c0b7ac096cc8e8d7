package sdk

import (
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

const (
	wordBytes     = 32
	witnessHead   = 12 // gnark's counts of public and secret elements and the length of the vector
	publicInputs  = 3
	progressPlace = statement.ProgressWord
)

// CheckAssignment refuses an assignment that breaks the contract: words that are no field elements, a step that makes no
// sense, a payload with a zero at its end, a witness whose public part is not what the header, the payload and h
// give. It trusts nothing in the assignment, recomputes z and y, and needs no circuit. payloadWords is the most that
// the predicate's description allows.
//
// Whether the secret part satisfies the circuit, only the prover finds out.
func CheckAssignment(request AssignRequest, assignment Assignment, payloadWords int) error {
	header, err := SettledHeader(request.Header, request.Cursor, assignment.Step)
	if err != nil {
		return err
	}
	if len(assignment.Payload) > min(payloadWords, MaxPayloadWords) {
		return refused("a payload of %d words, at most %d are allowed", len(assignment.Payload), payloadWords)
	}
	vector, err := words(append(header[:], assignment.Payload...))
	if err != nil {
		return err
	}
	if n := len(vector); n > HeaderLen && vector[n-1].IsZero() {
		return refused("a payload that ends in a zero word: the escrow takes each vector in one encoding only")
	}
	h, err := statement.WordFromBytes(assignment.H)
	if err != nil {
		return refused("h: %w", err)
	}
	z := statement.Challenge(common.Hash(request.KeyHash), h, vector)
	return checkWitness(assignment.Witness, h, z, statement.Evaluate(vector, z))
}

// SettledHeader is the header of the request with the step put in, as the escrow will build it.
func SettledHeader(header Header, cursor uint64, step Step) (Header, error) {
	asked, err := words(header[:])
	if err != nil {
		return Header{}, err
	}
	_, _, quantity := statement.ParseWindow(asked[statement.WindowWord])
	if err := step.Check(cursor, quantity); err != nil {
		return Header{}, err
	}
	progress, err := statement.Progress(step.From, step.To, step.Amount)
	if err != nil {
		return Header{}, refused("a step: %w", err)
	}
	header[progressPlace] = progress.Bytes()
	return header, nil
}

// checkWitness reads gnark's binary form: three counts of four bytes, then the elements, public ones first.
func checkWitness(witness []byte, public ...statement.Word) error {
	if len(witness) > MaxWitness {
		return refused("a witness of %d bytes, at most %d are allowed", len(witness), MaxWitness)
	}
	if len(witness) < witnessHead {
		return refused("a witness of %d bytes is no witness", len(witness))
	}
	publics, secrets := binary.BigEndian.Uint32(witness), binary.BigEndian.Uint32(witness[4:])
	length := binary.BigEndian.Uint32(witness[8:])
	elements := witness[witnessHead:]
	if publics != publicInputs || uint64(length) != uint64(publics)+uint64(secrets) ||
		uint64(len(elements)) != uint64(length)*wordBytes {
		return refused("a witness of %d bytes that announces %d public and %d secret elements, %d together",
			len(witness), publics, secrets, length)
	}
	for i, name := range []string{"h", "z", "y"} {
		claimed, err := statement.WordFromBytes(Word(elements[i*wordBytes:]))
		if err != nil {
			return refused("the witness's %s: %w", name, err)
		}
		if !claimed.Equal(&public[i]) {
			return refused("the witness's %s is not the one of header, payload and key", name)
		}
	}
	for i := publicInputs; i < int(length); i++ {
		if _, err := statement.WordFromBytes(Word(elements[i*wordBytes:])); err != nil {
			return refused("element %d of the witness is not below the field's order", i) // err would show it
		}
	}
	return nil
}

func words(vector []Word) ([]statement.Word, error) {
	out := make([]statement.Word, len(vector))
	for i, word := range vector {
		element, err := statement.WordFromBytes(word)
		if err != nil {
			return nil, refused("word %d of the vector: %w", i, err)
		}
		out[i] = element
	}
	return out, nil
}
