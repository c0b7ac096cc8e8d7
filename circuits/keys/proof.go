package keys

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/backend/groth16"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/consensys/gnark/backend/witness"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// ProofSize is how many bytes a proof has on chain: A, B and C, their coordinates in the order of EIP-197.
const ProofSize = 256

// ErrNotProved says that a well-formed proof does not prove the statement.
var ErrNotProved = errors.New("the proof does not hold for this statement and key")

// ProofBytes encodes a proof for the contracts.
func ProofBytes(proof groth16.Proof) ([]byte, error) {
	p, ok := proof.(*groth16bn254.Proof)
	if !ok {
		return nil, fmt.Errorf("encoding a proof: it is a %T, not one over BN254", proof)
	}
	if len(p.Commitments) != 0 {
		return nil, fmt.Errorf("encoding a proof: %w", ErrCommitment)
	}
	list := make([]*big.Int, 0, ProofSize/32)
	list = appendG1(list, p.Ar)
	list = appendG2(list, p.Bs)
	list = appendG1(list, p.Krs)
	buf := make([]byte, 0, ProofSize)
	for _, x := range list {
		buf = append(buf, x.FillBytes(make([]byte, 32))...)
	}
	return buf, nil
}

// ParseProof reads what ProofBytes writes. It refuses what the pairing precompile refuses.
func ParseProof(b []byte) (groth16.Proof, error) {
	if len(b) != ProofSize {
		return nil, fmt.Errorf("reading a proof: %w: it has %d bytes, not %d", ErrMalformed, len(b), ProofSize)
	}
	r := reader{}
	for i := 0; i < ProofSize; i += 32 {
		r.words = append(r.words, new(big.Int).SetBytes(b[i:i+32]))
	}
	proof := &groth16bn254.Proof{Ar: r.g1("A"), Bs: r.g2("B"), Krs: r.g1("C")}
	if err := errors.Join(r.errs...); err != nil {
		return nil, fmt.Errorf("reading a proof: %w: %w", ErrMalformed, err)
	}
	return proof, nil
}

// VerifyStatement verifies a proof for the three public inputs of every circuit.
func VerifyStatement(vk groth16.VerifyingKey, h, z, y statement.Word, proof groth16.Proof) error {
	public, err := witness.New(ecc.BN254.ScalarField())
	if err != nil {
		return fmt.Errorf("verifying a proof: %w", err)
	}
	if err := public.Fill(inputs, 0, values(h, z, y)); err != nil {
		return fmt.Errorf("verifying a proof: %w", err)
	}
	if err := groth16.Verify(proof, vk, public); err != nil {
		return fmt.Errorf("%w: %w", ErrNotProved, err)
	}
	return nil
}

// VerifySettlement does what a predicate contract does with a settlement: it derives challenge and value itself from
// header, payload and h, and verifies the proof. A payload that ends in a zero word is refused, as on chain.
func VerifySettlement(vk groth16.VerifyingKey, header [statement.HeaderLen]statement.Word, payload []statement.Word,
	h statement.Word, proof []byte) error {
	if len(statement.Trim(payload)) != len(payload) {
		return fmt.Errorf("verifying a settlement: %w: its payload ends in a zero word", ErrMalformed)
	}
	words, err := KeyWords(vk)
	if err != nil {
		return err
	}
	parsed, err := ParseProof(proof)
	if err != nil {
		return err
	}
	v := append(header[:], payload...)
	z := statement.Challenge(KeyHash(words), h, v)
	return VerifyStatement(vk, h, z, statement.Evaluate(v, z), parsed)
}

func values(words ...fr.Element) <-chan any {
	ch := make(chan any, len(words))
	for _, w := range words {
		ch <- w
	}
	close(ch)
	return ch
}
