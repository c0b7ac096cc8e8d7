//go:build prover

package demo

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper"
)

// The plugins are this binary again.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == "plugin" && os.Args[2] == "serve" {
		if err := builtin.Serve(os.Args[3]); err != nil {
			panic(err)
		}
		return
	}
	if len(os.Args) == 4 && os.Args[1] == "plugin" && os.Args[2] == "keep" {
		if err := keeper.Keep(os.Args[3]); err != nil {
			panic(err)
		}
		return
	}
	os.Exit(m.Run()) //nolint:forbidigo // this is a main
}

func keysFolder(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	return filepath.Join(cache, "tercet", "keys")
}

// scratch is a temporary folder of the test's own, with a path short enough for sockets.
func scratch(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "d") //nolint:usetesting // t.TempDir is longer
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(folder)) })
	t.Setenv("TMPDIR", folder)
	return folder
}

func TestTheStory(t *testing.T) {
	folder := scratch(t)
	var out strings.Builder
	screens := 0
	err := Run(t.Context(), Config{
		Out: &out, Keys: keysFolder(t), Log: zerolog.Nop(),
		Pause: func(context.Context) error { screens++; return nil },
	})
	require.NoError(t, err, out.String())
	require.Equal(t, 7, screens)
	for _, want := range []string{
		"“truth” /tɹuːθ/ (line 4) does not rhyme with “proof” /pɹuːf/ (line 2)", "A fragile truth where proofs and proofs are found.",
		"ForwardEscrow_BeforeStart", "Groth16Predicate_ProofInvalid", "ForwardEscrow_NotAnnounced",
		"ForwardEscrow_AnnouncementTooRecent", "ForwardEscrow_AlreadySettled", "buyer and thief got nothing",
	} {
		require.Contains(t, out.String(), want)
	}
	for line := range strings.Lines(out.String()) {
		require.LessOrEqual(t, utf8.RuneCountInString(line), width+1, line)
	}
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left, "it cleans up after itself")
}

// Whatever stops the story half-way is an error, and nothing stays behind.
func TestAStoryThatIsBrokenOffIsAnError(t *testing.T) {
	folder := scratch(t)
	walksOut := errors.New("the reader walks out")
	err := Run(t.Context(), Config{
		Out: new(strings.Builder), Keys: keysFolder(t), Log: zerolog.Nop(),
		Pause: func(context.Context) error { return walksOut },
	})
	require.ErrorIs(t, err, walksOut)
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left)
}

// A story is told with the key of a bundle, if it is one of the poem's predicate.
func TestTheStoryOfABundle(t *testing.T) {
	place, empty := t.TempDir(), t.TempDir() // outside of what has to be empty at the end
	folder := scratch(t)
	f := bundles.Folder(keysFolder(t))
	for _, name := range []string{bundles.TerzaRima, bundles.ProofOfWork} {
		_, err := f.Build(t.Context(), filepath.Join(place, name), bundles.Source{Name: name, Version: "1"}, func(string) {})
		require.NoError(t, err)
	}
	bundle, err := keys.ReadManifest(filepath.Join(place, bundles.TerzaRima))
	require.NoError(t, err)
	var out strings.Builder
	config := Config{Out: &out, Keys: empty, Bundle: filepath.Join(place, bundles.TerzaRima), Log: zerolog.Nop()}
	require.NoError(t, Run(t.Context(), config), out.String())
	require.Contains(t, out.String(), "its keys are development keys")
	require.Contains(t, out.String(), bundle.KeyHash.Hex()[:18], "the auditor names the bundle's key")

	config.Bundle = filepath.Join(place, bundles.ProofOfWork)
	require.ErrorContains(t, Run(t.Context(), config), "and the story is about terza-rima")
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left)
}

// The story of a GPU, with PoCL's device in its place. What is paid is in the story itself, to the second.
func TestTheStoryOfAGPU(t *testing.T) {
	scratch(t)
	var out strings.Builder
	screens := 0
	err := RunGPU(t.Context(), GPUConfig{AllowCPU: true, Config: Config{
		Out: &out, Keys: keysFolder(t), Log: zerolog.Nop(),
		Pause: func(context.Context) error { screens++; return nil },
	}})
	require.NoError(t, err, out.String())
	require.Equal(t, 6, screens)
	for _, want := range []string{
		"885600 GPU-seconds from hour", "18000 GPU-seconds from hour", "0.00129600 WBTC to the buyer", "1 busy, 3 failed",
	} {
		require.Contains(t, out.String(), want)
	}
}

// Without leave to take another device, only a GPU will do.
func TestAGPUIsAskedFor(t *testing.T) {
	scratch(t)
	err := RunGPU(t.Context(), GPUConfig{Config: Config{Out: io.Discard, Keys: keysFolder(t), Log: zerolog.Nop()}})
	require.ErrorContains(t, err, "find a device: ")
}
