//go:build prover && !race

package accuracy_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/consensys/gnark/backend/groth16"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"github.com/tercet-protocol/tercet/circuits/accuracy"
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

// A model of digits, proved and verified as on chain, and not for another recipient, beacon or commitment.
func TestProveDigits(t *testing.T) {
	s := accuracy.Regression
	var bundle *keys.Bundle
	timed(t, "keys", func() {
		var err error
		bundle, err = keys.Develop(t.Context(), t.TempDir(), s.Name, accuracy.NewCircuit(s), func(string) {})
		require.NoError(t, err)
	})
	d := delivery(t, trained[s](), 1)
	d.KeyHash = bundle.KeyHash
	a, err := accuracy.Assign(d)
	require.NoError(t, err)
	w, err := a.Witness()
	require.NoError(t, err)
	var proof groth16.Proof
	timed(t, "proof", func() { proof, err = groth16.Prove(bundle.System, bundle.Proving, w) })
	require.NoError(t, err)
	encoded, err := keys.ProofBytes(proof)
	require.NoError(t, err)
	require.NoError(t, keys.VerifySettlement(bundle.Verifying, a.Header, a.Payload, a.H, encoded))

	for _, word := range []int{statement.ClaimWord, statement.BeaconWord, statement.CommitmentWord, statement.ParamsWord} {
		stolen := a.Header
		stolen[word] = statement.WordFromUint64(12)
		require.ErrorIs(t, keys.VerifySettlement(bundle.Verifying, stolen, a.Payload, a.H, encoded), keys.ErrNotProved)
	}
}
