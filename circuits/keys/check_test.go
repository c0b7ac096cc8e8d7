package keys

import (
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/consensys/gnark/frontend"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestCheckAcceptsAnOrdinaryKey(t *testing.T) {
	t.Parallel()
	system, _, vk := unchecked(t, &small{})
	require.NoError(t, Check(system, vk))

	_, _, _, generator := bn254.Generators()
	vk.G2.Gamma = generator // as gnark's multi-party setup has it
	require.NoError(t, CheckKey(vk))
}

func TestCheckRefusesCircuits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		circuit frontend.Circuit
		want    error
	}{
		"with a commitment":            {&committing{}, ErrCommitment},
		"with four public inputs":      {&four{}, ErrPublicInputs},
		"that never use z":             {&careless{}, ErrUnusedInput},
		"that use inputs only as sums": {&summing{}, ErrRepeatedInput},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			system, _, vk := unchecked(t, c.circuit)
			require.ErrorIs(t, Check(system, vk), c.want)
			require.ErrorIs(t, CheckKey(vk), c.want, "the key alone must show it too")
			_, err := Develop(t.Context(), t.TempDir(), "bad", c.circuit, func(string) {})
			require.ErrorIs(t, err, c.want)
		})
	}
}

func TestCheckRefusesForeignHints(t *testing.T) {
	t.Parallel()
	system := compile(t, &hinted{})
	err := CheckSystem(system)
	require.ErrorIs(t, err, ErrForeignHint)
	require.ErrorContains(t, err, "circuits/keys.ownHint")

	// A file can call its hint what it likes.
	hints := system.(*cs.R1CS).MHintsDependencies
	for id := range hints {
		hints[id] = "github.com/consensys/gnark/std/math/bits.nBits"
	}
	require.ErrorIs(t, CheckSystem(system), ErrForeignHint)
}

func TestCheckRefusesKeys(t *testing.T) {
	t.Parallel()
	system, _, _ := unchecked(t, &small{})
	_, _, _, generator := bn254.Generators()
	for name, c := range map[string]struct {
		tamper func(*groth16bn254.VerifyingKey)
		want   error
	}{
		"gamma = delta":       {func(k *groth16bn254.VerifyingKey) { k.G2.Delta = k.G2.Gamma }, ErrGammaDelta},
		"gamma = -delta":      {func(k *groth16bn254.VerifyingKey) { k.G2.Delta.Neg(&k.G2.Gamma) }, ErrGammaDelta},
		"delta = G2":          {func(k *groth16bn254.VerifyingKey) { k.G2.Delta = generator }, ErrDeltaGenerator},
		"repeated K":          {func(k *groth16bn254.VerifyingKey) { k.G1.K[3] = k.G1.K[1] }, ErrRepeatedInput},
		"negated K":           {func(k *groth16bn254.VerifyingKey) { k.G1.K[3].Neg(&k.G1.K[1]) }, ErrRepeatedInput},
		"K like the constant": {func(k *groth16bn254.VerifyingKey) { k.G1.K[2] = k.G1.K[0] }, ErrRepeatedInput},
		"infinite K":          {func(k *groth16bn254.VerifyingKey) { k.G1.K[2] = bn254.G1Affine{} }, ErrUnusedInput},
		"infinite alpha":      {func(k *groth16bn254.VerifyingKey) { k.G1.Alpha = bn254.G1Affine{} }, ErrInfinity},
		"infinite beta":       {func(k *groth16bn254.VerifyingKey) { k.G2.Beta = bn254.G2Affine{} }, ErrInfinity},
		"infinite gamma":      {func(k *groth16bn254.VerifyingKey) { k.G2.Gamma = bn254.G2Affine{} }, ErrInfinity},
		"infinite delta":      {func(k *groth16bn254.VerifyingKey) { k.G2.Delta = bn254.G2Affine{} }, ErrInfinity},
		"two inputs":          {func(k *groth16bn254.VerifyingKey) { k.G1.K = k.G1.K[:3] }, ErrPublicInputs},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, vk := unchecked(t, &small{})
			c.tamper(vk)
			require.ErrorIs(t, Check(system, vk), c.want)
		})
	}
}

// FoomCash and Veil Cash ran on keys whose second setup phase had been skipped, so that gamma and delta were both the
// generator. Then C = −(K0 + h·K1 + z·K2 + y·K3) with A = alpha and B = beta proves anything.
func TestFoomCashForgeryNeedsAKeyThatCheckRefuses(t *testing.T) {
	t.Parallel()
	_, _, vk := unchecked(t, &small{})
	_, _, _, generator := bn254.Generators()
	vk.G2.Gamma, vk.G2.Delta = generator, generator
	require.NoError(t, vk.Precompute())

	h, z, y := statement.WordFromUint64(1), statement.WordFromUint64(2), statement.WordFromUint64(3)
	c := vk.G1.K[0]
	for i, w := range []statement.Word{h, z, y} {
		var term bn254.G1Affine
		term.ScalarMultiplication(&vk.G1.K[i+1], statement.Big(w))
		c.Add(&c, &term)
	}
	c.Neg(&c)
	forged := &groth16bn254.Proof{Ar: vk.G1.Alpha, Bs: vk.G2.Beta, Krs: c}

	require.NoError(t, VerifyStatement(vk, h, z, y, forged), "the forgery must work, or this test shows nothing")
	require.ErrorIs(t, CheckKey(vk), ErrGammaDelta)
	require.ErrorIs(t, CheckKey(vk), ErrDeltaGenerator)
}

func TestUnusedInputLetsAProofHoldForAnyChallenge(t *testing.T) {
	t.Parallel()
	system, pk, vk := unchecked(t, &careless{})
	proof := prove(t, system, pk, &careless{H: 9, Z: 1, Y: 27, A: 3})
	h, y := statement.WordFromUint64(9), statement.WordFromUint64(27)
	for _, z := range []uint64{1, 2, 77} {
		require.NoError(t, VerifyStatement(vk, h, statement.WordFromUint64(z), y, proof))
	}
	require.ErrorIs(t, CheckKey(vk), ErrUnusedInput)
}

func TestRepeatedInputLetsValuesMoveBetweenInputs(t *testing.T) {
	t.Parallel()
	system, pk, vk := unchecked(t, &summing{})
	proof := prove(t, system, pk, &summing{H: 5, Z: 4, Y: 1, A: 3})
	one := statement.WordFromUint64(1)
	require.NoError(t, VerifyStatement(vk, statement.WordFromUint64(5), statement.WordFromUint64(4), one, proof))
	require.NoError(t, VerifyStatement(vk, statement.WordFromUint64(9), statement.WordFromUint64(0), one, proof))
	require.ErrorIs(t, CheckKey(vk), ErrRepeatedInput)
}
