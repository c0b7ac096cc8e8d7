//go:build prover && !race

package terzarima

import (
	"math/big"
	"sync"
	"testing"

	"github.com/consensys/gnark/backend/groth16"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/consensys/gnark/backend/witness"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

type keyPair struct {
	proving   groth16.ProvingKey
	verifying groth16.VerifyingKey
}

var setup = sync.OnceValues(func() (keyPair, error) {
	s, err := compiled()
	if err != nil {
		return keyPair{}, err
	}
	pk, vk, err := groth16.Setup(s)
	return keyPair{pk, vk}, err
})

func publicWitness(t testing.TB, a *Assignment) witness.Witness {
	t.Helper()
	w, err := a.Witness()
	require.NoError(t, err)
	public, err := w.Public()
	require.NoError(t, err)
	return public
}

func TestProveAndVerify(t *testing.T) {
	pair, err := setup()
	require.NoError(t, err)
	require.Equal(t, 3, pair.verifying.NbPublicWitness())
	require.Empty(t, pair.verifying.(*groth16bn254.VerifyingKey).CommitmentKeys)

	a := mustAssign(t, deliver(t, DefaultParams(defaultLexicon(t)), samplePoems(t, "holds")["llm-second-try"]))
	w, err := a.Witness()
	require.NoError(t, err)
	proof, err := groth16.Prove(system(t), pair.proving, w)
	require.NoError(t, err)
	require.NoError(t, groth16.Verify(proof, pair.verifying, publicWitness(t, a)))

	// The proof stands for its h, z and y only.
	for _, word := range []*statement.Word{&a.H, &a.Z, &a.Y} {
		forged := *a
		c := *a.Circuit
		*word = add(*word, big.NewInt(1))
		c.H, c.Z, c.Y = a.H, a.Z, a.Y
		forged.Circuit = &c
		require.Error(t, groth16.Verify(proof, pair.verifying, publicWitness(t, &forged)))
		*word = add(*word, big.NewInt(-1))
	}

	// Of a poem that does not hold there is no proof.
	bad := mustAssign(t, deliver(t, DefaultParams(defaultLexicon(t)), samplePoems(t, "fails")["llm-first-try"]))
	w, err = bad.Witness()
	require.NoError(t, err)
	_, err = groth16.Prove(system(t), pair.proving, w)
	require.Error(t, err)
}

// BenchmarkSize prints the constraints of each part.
func BenchmarkSize(b *testing.B) {
	for _, p := range parts(b) {
		b.Logf("%-34s%7d", p.name, p.constraints)
	}
}

func BenchmarkAssign(b *testing.B) {
	d := deliver(b, DefaultParams(defaultLexicon(b)), samplePoems(b, "holds")["llm-second-try"])
	for b.Loop() {
		mustAssign(b, d)
	}
}

func BenchmarkSetup(b *testing.B) {
	s := system(b)
	for b.Loop() {
		_, _, err := groth16.Setup(s)
		require.NoError(b, err)
	}
	reportMemory(b)
}

func BenchmarkProve(b *testing.B) {
	pair, err := setup()
	require.NoError(b, err)
	a := mustAssign(b, deliver(b, DefaultParams(defaultLexicon(b)), samplePoems(b, "holds")["llm-second-try"]))
	w, err := a.Witness()
	require.NoError(b, err)
	for b.Loop() {
		_, err := groth16.Prove(system(b), pair.proving, w)
		require.NoError(b, err)
	}
	reportMemory(b)
}

func BenchmarkVerify(b *testing.B) {
	pair, err := setup()
	require.NoError(b, err)
	a := mustAssign(b, deliver(b, DefaultParams(defaultLexicon(b)), samplePoems(b, "holds")["llm-second-try"]))
	w, err := a.Witness()
	require.NoError(b, err)
	proof, err := groth16.Prove(system(b), pair.proving, w)
	require.NoError(b, err)
	public := publicWitness(b, a)
	for b.Loop() {
		require.NoError(b, groth16.Verify(proof, pair.verifying, public))
	}
}

// reportMemory is the most that the process has had resident so far.
func reportMemory(b *testing.B) {
	b.Helper()
	var usage unix.Rusage
	require.NoError(b, unix.Getrusage(unix.RUSAGE_SELF, &usage))
	b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MB")
}
