package terzarima_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"

	circuit "github.com/tercet-protocol/tercet/circuits/terzarima"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
	"github.com/tercet-protocol/tercet/plugins/terzarima"
)

// The poems are the circuit's own.
const poems = "../../circuits/terzarima/testdata/poems"

func TestConformance(t *testing.T) {
	t.Parallel()
	holds := read(t, filepath.Join(poems, "holds", "llm-second-try.txt"))
	plugintest.Exercise(t, terzarima.New(), plugintest.Samples{
		Params:      []byte(`{"required": ["proofs"]}`),
		OtherParams: []byte(`{"required": ["love"]}`),
		BadParams: [][]byte{
			[]byte(`{`), []byte(`{"minWords": -1}`), []byte(`{"words": 3}`), []byte(`{"required": ["a b"]}`),
			[]byte(`{"root": "0x00"}`), []byte(`[]`), []byte(strings.Repeat(" ", 1<<20)),
		},
		Good: [][]byte{holds},
		Bad: [][]byte{
			read(t, filepath.Join(poems, "fails", "llm-first-try.txt")),
			read(t, filepath.Join(poems, "holds", "harbour.txt")), // a good one that says nothing of proofs
			[]byte("one line"),
		},
		Unjudgeable: [][]byte{
			nil, []byte(" \n"), make([]byte, 1<<20), []byte("a zero-width\u200b space"), []byte("a Cyrillic \u043e"), {0xff, 0xfe},
		},
		System: compile(t),
	})
}

func compile(t *testing.T) constraint.ConstraintSystem {
	t.Helper()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &circuit.Circuit{})
	require.NoError(t, err)
	return system
}

func TestFindingsSayWhyAndWhere(t *testing.T) {
	t.Parallel()
	predicate := terzarima.New()
	params, err := predicate.CommitParams(t.Context(), nil)
	require.NoError(t, err)
	verdict, err := predicate.Check(t.Context(), sdk.CheckRequest{
		Preimage: params.Preimage, Output: read(t, filepath.Join(poems, "fails", "llm-first-try.txt")),
	})
	require.NoError(t, err)
	require.False(t, verdict.Holds)
	var said strings.Builder
	for _, finding := range verdict.Findings {
		said.WriteString(finding.Message + "\n")
	}
	require.Contains(t, said.String(), "truth")
	require.Contains(t, said.String(), "proof")

	_, err = predicate.Check(t.Context(), sdk.CheckRequest{Preimage: params.Preimage, Output: []byte("one\nt\u200bwo")})
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	require.ErrorContains(t, err, "line 2, column 2")
}

func TestPoemIsDeliveredOnce(t *testing.T) {
	t.Parallel()
	predicate := terzarima.New()
	params, err := predicate.CommitParams(t.Context(), nil)
	require.NoError(t, err)
	_, err = predicate.Assign(t.Context(), sdk.AssignRequest{
		Cursor: 1, Preimage: params.Preimage, Output: read(t, filepath.Join(poems, "holds", "harbour.txt")),
	})
	require.ErrorContains(t, err, "already delivered")
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	return content
}
