//go:build prover && !race

package matmul

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
	start := time.Now()
	took := busy(t, do)
	fmt.Fprintf(os.Stderr, "%-40s%9s, %9s CPU, %5d MB\n",
		what, time.Since(start).Round(10*time.Millisecond), took.Round(10*time.Millisecond), used(t).Maxrss>>10)
}

func used(t testing.TB) (usage unix.Rusage) {
	t.Helper()
	require.NoError(t, unix.Getrusage(unix.RUSAGE_SELF, &usage))
	return usage
}

func delivered(t testing.TB, bundle *keys.Bundle, seed uint64, n int) *Assignment {
	t.Helper()
	d := honest(t, seed, n)
	d.KeyHash = bundle.KeyHash
	return mustAssign(t, d)
}

func TestProveProducts(t *testing.T) {
	for _, n := range []int{32, 64} {
		var bundle *keys.Bundle
		timed(t, fmt.Sprintf("keys for %d rows", n), func() {
			var err error
			bundle, err = keys.Develop(t.Context(), t.TempDir(), "matmul", NewCircuit(n), func(string) {})
			require.NoError(t, err)
		})
		a := delivered(t, bundle, 1, n)
		w, err := a.Witness()
		require.NoError(t, err)
		var proof groth16.Proof
		timed(t, fmt.Sprintf("proof of %d rows", n), func() { proof, err = groth16.Prove(bundle.System, bundle.Proving, w) })
		require.NoError(t, err)
		encoded, err := keys.ProofBytes(proof)
		require.NoError(t, err)
		require.NoError(t, keys.VerifySettlement(bundle.Verifying, a.Header, a.Payload, a.H, encoded))

		// The same proof for another recipient, for other matrices, and with another product.
		for _, word := range []int{statement.ClaimWord, statement.ParamsWord, statement.HeaderLen} {
			header, payload := a.Header, append([]statement.Word{}, a.Payload...)
			if word < statement.HeaderLen {
				header[word] = statement.WordFromUint64(12)
			} else {
				payload[len(payload)-1] = statement.WordFromUint64(12)
			}
			require.ErrorIs(t, keys.VerifySettlement(bundle.Verifying, header, payload, a.H, encoded), keys.ErrNotProved)
		}
	}
}

func TestProveBatches(t *testing.T) {
	const n, places = 32, 4
	bundle, err := keys.Develop(t.Context(), t.TempDir(), "matmul", NewBatch(n, places), func(string) {})
	require.NoError(t, err)
	require.Equal(t, places, bundle.Manifest.Batch)
	var list []*Assignment
	for i := range places {
		list = append(list, delivered(t, bundle, uint64(i), n))
	}
	for _, count := range []int{places, places - 1} {
		on, singles := batched(t, list[:count]...)
		full, err := keys.BatchWitness(bundle.KeyHash, places, on, singles)
		require.NoError(t, err)
		var proof groth16.Proof
		timed(t, fmt.Sprintf("proof of %d products in a batch of %d", count, places), func() {
			proof, err = groth16.Prove(bundle.System, bundle.Proving, full)
		})
		require.NoError(t, err)
		encoded, err := keys.BatchProofBytes(statement.FoldBatch(places, on), proof)
		require.NoError(t, err)
		require.NoError(t, keys.VerifyBatch(bundle.Verifying, places, on, encoded))
		require.ErrorIs(t, keys.VerifyBatch(bundle.Verifying, places, on[:count-1], encoded), keys.ErrNotProved)
	}
}
