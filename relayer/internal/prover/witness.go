package prover

import (
	"encoding/binary"
	"fmt"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/backend/witness"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// publicInputs are h, z, y.
const publicInputs = 3

// witnessPrefix is what gnark writes before the elements: how many are public, how many secret, how many in all.
const witnessPrefix = 3 * 4

// readWitness decodes the plugin's bytes and holds their public part against what the escrow will compute. The sizes are
// checked before the decoder sees them: it allocates what they claim.
func readWitness(bundle *keys.Bundle, job Job) (witness.Witness, error) {
	secret := bundle.System.GetNbSecretVariables()
	if want := witnessPrefix + fr.Bytes*(publicInputs+secret); len(job.Witness) != want {
		return nil, fmt.Errorf("%w: it has %d bytes, the circuit of key %s takes %d",
			ErrWitness, len(job.Witness), bundle.KeyHash, want)
	}
	for i, want := range []int{publicInputs, secret, publicInputs + secret} {
		if got := int64(binary.BigEndian.Uint32(job.Witness[4*i:])); got != int64(want) {
			return nil, fmt.Errorf("%w: count %d at byte %d should be %d", ErrWitness, got, 4*i, want)
		}
	}
	full, err := witness.New(ecc.BN254.ScalarField())
	if err != nil {
		return nil, fmt.Errorf("make an empty witness: %w", err)
	}
	if err := full.UnmarshalBinary(job.Witness); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWitness, err)
	}
	vector, ok := full.Vector().(fr.Vector)
	if !ok {
		return nil, fmt.Errorf("%w: its field is not that of BN254", ErrWitness)
	}

	v := job.vector()
	z := statement.Challenge(bundle.KeyHash, job.H, v)
	for i, want := range []struct {
		name  string
		value statement.Word
	}{{"h", job.H}, {"z", z}, {"y", statement.Evaluate(v, z)}} {
		if !vector[i].Equal(&want.value) {
			return nil, fmt.Errorf("%w: its %s is not that of the header, the payload and the h it came with",
				ErrWitness, want.name)
		}
	}
	return full, nil
}
