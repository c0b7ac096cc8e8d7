//go:build prover && !race

package gpuhours

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

func TestProveAnEpoch(t *testing.T) {
	var bundle *keys.Bundle
	var err error
	timed(t, "keys", func() {
		bundle, err = keys.Develop(t.Context(), t.TempDir(), "gpu-hours", &Circuit{}, func(string) {})
	})
	require.NoError(t, err)
	m := twoOfThree(t)
	d := deliver(t, m.Params, m.claim(t, sheetOf(MaxDevices), 0, EpochHours))
	d.KeyHash = bundle.KeyHash
	a := mustAssign(t, d)
	w, err := a.Witness()
	require.NoError(t, err)
	var proof groth16.Proof
	timed(t, "proof of 8 devices and 248 hours", func() { proof, err = groth16.Prove(bundle.System, bundle.Proving, w) })
	require.NoError(t, err)
	encoded, err := keys.ProofBytes(proof)
	require.NoError(t, err)
	require.NoError(t, keys.VerifySettlement(bundle.Verifying, a.Header, a.Payload, a.H, encoded))

	// The same proof for another recipient, and with an hour less to be noted down.
	stolen := a.Header
	stolen[statement.ClaimWord] = statement.WordFromUint64(12)
	require.ErrorIs(t, keys.VerifySettlement(bundle.Verifying, stolen, a.Payload, a.H, encoded), keys.ErrNotProved)
	a.Payload[2] = plus(a.Payload[2], pow2(0).Neg(pow2(0)))
	require.ErrorIs(t, keys.VerifySettlement(bundle.Verifying, a.Header, a.Payload, a.H, encoded), keys.ErrNotProved)
}
