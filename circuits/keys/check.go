package keys

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark/backend/groth16"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/consensys/gnark/constraint"
	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/consensys/gnark/constraint/solver"
)

// What makes a key unfit to guard money.
var (
	ErrCommitment     = errors.New("the circuit uses a Groth16 commitment: another proof format, which the contracts do not verify; decompose bits instead of using range checks, lookups or ScalarMul")
	ErrPublicInputs   = errors.New("the circuit must have exactly the public inputs h, z, y")
	ErrForeignHint    = errors.New("the circuit needs a hint that is not gnark's own: who loads it from a file cannot solve it; make the advice a secret input")
	ErrInfinity       = errors.New("a point of the key is infinity")
	ErrUnusedInput    = errors.New("no constraint uses a public input: a proof would hold for any value of it")
	ErrRepeatedInput  = errors.New("two public inputs share a point up to its sign: a proof would hold for other values of both")
	ErrGammaDelta     = errors.New("gamma equals delta: anybody can forge a proof of anything")
	ErrDeltaGenerator = errors.New("delta is the generator: phase 2 of the setup was skipped, and anybody can forge")
)

// Check names everything that is wrong with a constraint system and its verifying key.
func Check(system constraint.ConstraintSystem, vk groth16.VerifyingKey) error {
	return errors.Join(CheckSystem(system), CheckKey(vk))
}

// CheckSystem names what can be seen before a setup.
func CheckSystem(system constraint.ConstraintSystem) error {
	var errs []error
	if len(system.GetCommitments().CommitmentIndexes()) != 0 {
		errs = append(errs, ErrCommitment)
	}
	if n := system.GetNbPublicVariables() - 1; n != inputs { // the first variable is the constant one
		errs = append(errs, publicInputs(n))
	}
	compiled, ok := system.(*cs.R1CS)
	if !ok {
		return errors.Join(append(errs, fmt.Errorf("checking a constraint system: it is a %T, not one over BN254", system))...)
	}
	for _, id := range slices.Sorted(maps.Keys(compiled.MHintsDependencies)) {
		// The name is the file's to say, and the number decides what runs: one of gnark's name may be of another gnark.
		name := compiled.MHintsDependencies[id]
		if !strings.HasPrefix(name, "github.com/consensys/gnark/") || solver.GetRegisteredHint(id) == nil {
			errs = append(errs, fmt.Errorf("%w: %s", ErrForeignHint, name))
		}
	}
	return errors.Join(errs...)
}

// CheckKey names what is wrong with a verifying key, wherever it came from. FoomCash and Veil Cash lost 2.3 million
// dollars to a key whose delta was still the generator.
//
// Keys that are out of the ordinary without being one of these cannot be told from good ones: only the transcript of a
// setup says whether somebody knows the numbers behind a key.
func CheckKey(vk groth16.VerifyingKey) error {
	key, ok := vk.(*groth16bn254.VerifyingKey)
	if !ok {
		return fmt.Errorf("checking a verifying key: it is a %T, not one over BN254", vk)
	}
	var errs []error
	if len(key.CommitmentKeys) != 0 || len(key.PublicAndCommitmentCommitted) != 0 {
		errs = append(errs, ErrCommitment)
	}
	if n := len(key.G1.K) - 1; n != inputs {
		errs = append(errs, publicInputs(n))
	}
	errs = append(errs, checkInfinity(key), checkK(key.G1.K))
	if equalUpToSign(key.G2.Gamma, key.G2.Delta) {
		errs = append(errs, ErrGammaDelta)
	}
	if _, _, _, generator := bn254.Generators(); equalUpToSign(key.G2.Delta, generator) {
		errs = append(errs, ErrDeltaGenerator)
	}
	return errors.Join(errs...)
}

func publicInputs(n int) error {
	return fmt.Errorf("%w; this one has %d", ErrPublicInputs, n)
}

func checkInfinity(key *groth16bn254.VerifyingKey) error {
	var errs []error
	for _, p := range []struct {
		name     string
		infinity bool
	}{
		{"alpha", key.G1.Alpha.IsInfinity()},
		{"beta", key.G2.Beta.IsInfinity()},
		{"gamma", key.G2.Gamma.IsInfinity()},
		{"delta", key.G2.Delta.IsInfinity()},
	} {
		if p.infinity {
			errs = append(errs, fmt.Errorf("%w: %s", ErrInfinity, p.name))
		}
	}
	return errors.Join(errs...)
}

// checkK also looks at K0, the constant's point: an input that shares it would let a proof hold for other values too.
func checkK(points []bn254.G1Affine) error {
	var errs []error
	for i, p := range points {
		if p.IsInfinity() {
			errs = append(errs, fmt.Errorf("%w: K%d is infinity", ErrUnusedInput, i))
			continue
		}
		for j, q := range points[:i] {
			if p.X.Equal(&q.X) { // the same point or its negative
				errs = append(errs, fmt.Errorf("%w: K%d and K%d", ErrRepeatedInput, j, i))
			}
		}
	}
	return errors.Join(errs...)
}

func equalUpToSign(p, q bn254.G2Affine) bool { return p.X.Equal(&q.X) }
