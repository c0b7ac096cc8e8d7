package keys

import (
	"errors"
	"fmt"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/backend/witness"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// BatchProofSize is how many bytes the one proof of a batch has on chain: H, then A, B and C.
const BatchProofSize = 32 + ProofSize

// BatchWitness puts the witnesses of single statements together to that of a batch of n, for the key with this hash.
// singles[i] is the full witness of the single circuit for places[i]; under which key its own z was drawn is all the
// same, since no secret input depends on z. Places that are off get a copy of the first body.
func BatchWitness(vkHash common.Hash, n int, places []statement.Place, singles []witness.Witness) (witness.Witness, error) {
	batch, err := batchWitness(vkHash, n, places, singles)
	if err != nil {
		return nil, fmt.Errorf("putting together the witness of a batch: %w", err)
	}
	return batch, nil
}

func batchWitness(vkHash common.Hash, n int, places []statement.Place, singles []witness.Witness) (witness.Witness, error) {
	if err := statement.CheckBatch(n, places); err != nil {
		return nil, err
	}
	if len(singles) != len(places) {
		return nil, fmt.Errorf("%d witnesses for %d places", len(singles), len(places))
	}
	fold := statement.FoldBatch(n, places)
	z := statement.BatchChallenge(vkHash, n, fold, places)
	all := []fr.Element{fold, z, statement.BatchEvaluate(places, z)}
	secrets := 0
	for i := range n {
		single := singles[0]
		if i < len(singles) {
			single = singles[i]
		}
		vector, ok := single.Vector().(fr.Vector)
		switch {
		case !ok:
			return nil, fmt.Errorf("the witness of place %d is not over BN254", i)
		case i == 0:
			secrets = len(vector) - inputs
		case len(vector)-inputs != secrets:
			return nil, fmt.Errorf("the witness of place %d has %d secret elements, the first one %d", i, len(vector)-inputs, secrets)
		}
		if i < len(places) && (secrets < 1 || vector[0] != places[i].H) {
			return nil, fmt.Errorf("the witness of place %d is not one of a statement with its h", i)
		}
		all = append(all, vector[inputs:]...)
	}
	all = append(all, statement.WordFromUint64(uint64(len(places))))
	batch, err := witness.New(ecc.BN254.ScalarField())
	if err != nil {
		return nil, err
	}
	if err := batch.Fill(inputs, len(all)-inputs, values(all...)); err != nil {
		return nil, err
	}
	return batch, nil
}

// BatchProofBytes encodes the proof of a batch for the contracts.
func BatchProofBytes(fold statement.Word, proof groth16.Proof) ([]byte, error) {
	b, err := ProofBytes(proof)
	if err != nil {
		return nil, err
	}
	h := fold.Bytes()
	return append(h[:], b...), nil
}

// ParseBatchProof reads what BatchProofBytes writes.
func ParseBatchProof(b []byte) (fold statement.Word, proof groth16.Proof, err error) {
	if len(b) != BatchProofSize {
		return fold, nil, fmt.Errorf("reading a batch's proof: %w: it has %d bytes, not %d", ErrMalformed, len(b), BatchProofSize)
	}
	fold, errFold := statement.WordFromBytes([32]byte(b[:32]))
	proof, errProof := ParseProof(b[32:])
	if errFold != nil {
		errFold = fmt.Errorf("%w: H: %w", ErrMalformed, errFold)
	}
	if err := errors.Join(errFold, errProof); err != nil {
		return statement.Word{}, nil, fmt.Errorf("reading a batch's proof: %w", err)
	}
	return fold, proof, nil
}

// VerifyBatch does what a predicate contract does with one proof for up to n statements: it derives challenge and value
// itself from the places and H, and verifies the proof.
func VerifyBatch(vk groth16.VerifyingKey, n int, places []statement.Place, proof []byte) error {
	if err := statement.CheckBatch(n, places); err != nil {
		return fmt.Errorf("verifying a batch: %w: %w", ErrMalformed, err)
	}
	words, err := KeyWords(vk)
	if err != nil {
		return err
	}
	fold, parsed, err := ParseBatchProof(proof)
	if err != nil {
		return err
	}
	z := statement.BatchChallenge(KeyHash(words), n, fold, places)
	return VerifyStatement(vk, fold, z, statement.BatchEvaluate(places, z), parsed)
}
