//go:build prover && !race

package proofofwork

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/consensys/gnark/backend/groth16"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// timed says how long something took, by the clock and on all processors together, and the most memory so far: for
// whoever runs these tests with -v.
func timed(t testing.TB, what string, do func()) {
	t.Helper()
	start, before := time.Now(), used(t)
	do()
	elapsed, after := time.Since(start), used(t)
	busy := time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano())
	fmt.Fprintf(os.Stderr, "%-40s%9s, %9s CPU, %5d MB\n",
		what, elapsed.Round(10*time.Millisecond), busy.Round(10*time.Millisecond), after.Maxrss>>10)
}

func used(t testing.TB) (usage unix.Rusage) {
	t.Helper()
	require.NoError(t, unix.Getrusage(unix.RUSAGE_SELF, &usage))
	return usage
}

// steps are one-unit steps of a forward, one after the other.
func steps(t testing.TB, bundle *keys.Bundle, n int) []*Assignment {
	t.Helper()
	var list []*Assignment
	for i := range n {
		d := deliver(t, workOf(t, forwardOf(0), uint64(i), 1), 20)
		d.KeyHash = bundle.KeyHash
		list = append(list, mustAssign(t, d))
	}
	return list
}

func TestProveOneStep(t *testing.T) {
	bundle, err := keys.Develop(t.Context(), t.TempDir(), "proof-of-work", &Circuit{}, func(string) {})
	require.NoError(t, err)
	a := steps(t, bundle, 1)[0]
	w, err := a.Witness()
	require.NoError(t, err)
	var proof groth16.Proof
	timed(t, "proof of one step", func() { proof, err = groth16.Prove(bundle.System, bundle.Proving, w) })
	require.NoError(t, err)
	encoded, err := keys.ProofBytes(proof)
	require.NoError(t, err)
	require.NoError(t, keys.VerifySettlement(bundle.Verifying, a.Header, nil, a.H, encoded))

	// The same proof for another recipient.
	stolen := a.Header
	stolen[statement.ClaimWord] = statement.WordFromUint64(12)
	require.ErrorIs(t, keys.VerifySettlement(bundle.Verifying, stolen, nil, a.H, encoded), keys.ErrNotProved)
}

func TestProveBatches(t *testing.T) {
	for _, n := range []int{4, 16} {
		var bundle *keys.Bundle
		timed(t, fmt.Sprintf("keys for batches of %d", n), func() {
			var err error
			bundle, err = keys.Develop(t.Context(), t.TempDir(), "proof-of-work", NewBatch(n), func(string) {})
			require.NoError(t, err)
		})
		require.Equal(t, n, bundle.Manifest.Batch)
		for _, count := range []int{n, n - 1} {
			places, singles := batched(t, steps(t, bundle, count)...)
			full, err := keys.BatchWitness(bundle.KeyHash, n, places, singles)
			require.NoError(t, err)
			var proof groth16.Proof
			timed(t, fmt.Sprintf("proof of %d steps in a batch of %d", count, n), func() {
				proof, err = groth16.Prove(bundle.System, bundle.Proving, full)
			})
			require.NoError(t, err)
			encoded, err := keys.BatchProofBytes(statement.FoldBatch(n, places), proof)
			require.NoError(t, err)
			require.NoError(t, keys.VerifyBatch(bundle.Verifying, n, places, encoded))
			require.ErrorIs(t, keys.VerifyBatch(bundle.Verifying, n, places[:count-1], encoded), keys.ErrNotProved)
		}
	}
}
