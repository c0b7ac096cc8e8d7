package cmd

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/ceremony"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
)

// Whoever interrupts a check is not told that something does not hold.
func TestAnInterruptedCheckIsNoVerdict(t *testing.T) {
	quiet := func(string) {}
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &cube{})
	require.NoError(t, err)
	folder := t.TempDir()
	held, bundle := filepath.Join(t.TempDir(), "held"), filepath.Join(t.TempDir(), "bundle")
	made, err := ceremony.Init(held, "cube", system)
	require.NoError(t, err)
	for phase := range 2 {
		now := time.Now().Add(time.Duration(phase-2) * time.Hour)
		_, err = made.Contribute(t.Context(), "alice", now, quiet)
		require.NoError(t, err)
		beacon := ceremony.Beacon{Value: bytes.Repeat([]byte{byte(phase)}, 16), Source: "a public lottery", Time: now.Add(time.Second)}
		require.NoError(t, made.Seal(t.Context(), system, beacon, now.Add(time.Minute), quiet))
	}
	_, err = bundles.Folder(folder).Build(t.Context(), bundle, bundles.Source{Name: "cube", System: system, Ceremony: held}, quiet)
	require.NoError(t, err)

	interrupted, interrupt := context.WithCancel(t.Context())
	interrupt()
	for _, check := range [][]string{{"ceremony", "verify", held}, {"bundle", "verify", "--ceremony", "--keys", folder, bundle}} {
		var out strings.Builder
		streams := Streams{Out: &out, Err: &out}
		args := append([]string{"tercet"}, check...)
		require.Equal(t, exitUnjudged, run(interrupted, args, streams, nil), "%s: %s", check, &out)
		require.Contains(t, out.String(), context.Canceled.Error())
		require.Equal(t, exitWorked, run(t.Context(), args, streams, nil), "%s: %s", check, &out)
	}
}
