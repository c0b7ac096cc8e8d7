//go:build !race

// The race detector makes these tests many times slower, and nothing in the plugin is shared between calls.

package accuracy_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/stretchr/testify/require"

	circuit "github.com/tercet-protocol/tercet/circuits/accuracy"
	"github.com/tercet-protocol/tercet/circuits/accuracy/accuracytest"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/accuracy"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

func compile(t *testing.T, s circuit.Shape) constraint.ConstraintSystem {
	t.Helper()
	logger.Disable()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, circuit.NewCircuit(s))
	require.NoError(t, err)
	return system
}

// model is one of digits, trained on so many, as an executor hands it over.
func model(t *testing.T, s circuit.Shape, examples int) []byte {
	t.Helper()
	training, _ := accuracytest.Digits()
	text, err := json.Marshal(accuracytest.Train(s, training[:examples], rand.New(rand.NewPCG(1, 2))))
	require.NoError(t, err)
	return text
}

func digits(t *testing.T, s circuit.Shape) *circuit.Pool {
	t.Helper()
	_, examples := accuracytest.Digits()
	pool, err := circuit.NewPool(s, examples)
	require.NoError(t, err)
	return pool
}

func paramsFor(root statement.Word, threshold int) []byte {
	return fmt.Appendf(nil, `{"pool": "0x%x", "threshold": %d}`, root.Bytes(), threshold)
}

func conform(t *testing.T, s circuit.Shape, predicate sdk.Predicate, system constraint.ConstraintSystem) {
	t.Helper()
	pool, good := digits(t, s), model(t, s, 4096)
	threshold := s.Draws * 7 / 10 // so that no beacon is against the good model
	var spaced bytes.Buffer
	require.NoError(t, json.Indent(&spaced, good, "", " "))
	plugintest.Exercise(t, predicate, plugintest.Samples{
		Params: paramsFor(pool.Root(), threshold), OtherParams: paramsFor(pool.Root(), threshold+1), Task: pool.Text(),
		BadParams: [][]byte{
			nil, []byte(`{`), []byte(`{"threshold": 3}`), paramsFor(pool.Root(), 0), paramsFor(pool.Root(), s.Draws+1), []byte(`[]`),
			[]byte(strings.Repeat(" ", 1<<20)),
		},
		Good:        [][]byte{good, spaced.Bytes()},
		Bad:         [][]byte{model(t, s, 2)},
		Unjudgeable: [][]byte{nil, []byte("a model"), []byte(`{"layers": [[[1]]]}`), append(good, good...), make([]byte, 1<<20)},
		System:      system,
	})
}

func TestConformance(t *testing.T) {
	t.Parallel()
	conform(t, circuit.Regression, accuracy.New(), compile(t, circuit.Regression))
}

// The circuit's own tests hold a witness of this shape to it.
func TestConformanceMLP(t *testing.T) {
	t.Parallel()
	conform(t, circuit.MLP, accuracy.NewMLP(), nil)
}

// From the pool to a witness, and what the beacon may do to a model between them.
func TestTwoRounds(t *testing.T) {
	t.Parallel()
	s, predicate := circuit.Regression, accuracy.New()
	pool := digits(t, s)
	params, err := predicate.CommitParams(t.Context(), paramsFor(pool.Root(), 174))
	require.NoError(t, err)
	verdict, err := predicate.Check(t.Context(), sdk.CheckRequest{Preimage: params.Preimage, Task: pool.Text(), Output: model(t, s, 4096)})
	require.NoError(t, err)
	require.True(t, verdict.Holds)
	require.Len(t, verdict.Findings, 1, "87 % are asked for, and the model has 88 %: a beacon may be against it")
	require.Contains(t, verdict.Findings[0].Message, "of all draws miss the threshold of 174 of 200")
	committed, err := predicate.CommitOutput(t.Context(), sdk.CommitRequest{Preimage: params.Preimage, Task: pool.Text(), Output: verdict.Output})
	require.NoError(t, err)

	window, err := statement.Window(1_900_000_000, 1_900_600_000, big.NewInt(1))
	require.NoError(t, err)
	request := sdk.AssignRequest{
		KeyHash: sdk.Word{1}, Preimage: params.Preimage, Task: pool.Text(), Output: verdict.Output, Opening: committed.Opening,
	}
	request.Header[statement.ParamsWord], request.Header[statement.WindowWord] = params.Commitment, window.Bytes()
	request.Header[statement.CommitmentWord] = committed.Commitment
	outcomes := map[bool]int{}
	for beacon := range byte(20) {
		request.Header[statement.BeaconWord] = sdk.Word{31: beacon + 1}
		assigned, err := predicate.Assign(t.Context(), request)
		outcomes[err == nil]++
		if err == nil {
			require.NoError(t, sdk.CheckAssignment(request, assigned, s.PayloadWords()))
			continue
		}
		require.ErrorIs(t, err, sdk.ErrUnjudgeable)
		require.ErrorContains(t, err, "misses the threshold on the examples that were drawn")
	}
	require.Greater(t, outcomes[true], 4)
	require.Greater(t, outcomes[false], 2)

	request.Cursor = 1
	_, err = predicate.Assign(t.Context(), request)
	require.ErrorContains(t, err, "already delivered")
}

func TestAnotherPool(t *testing.T) {
	t.Parallel()
	s, predicate := circuit.Regression, accuracy.New()
	pool := digits(t, s)
	root := statement.WordFromUint64(5)
	params, err := predicate.CommitParams(t.Context(), paramsFor(root, 150))
	require.NoError(t, err)
	_, err = predicate.Check(t.Context(), sdk.CheckRequest{Preimage: params.Preimage, Task: pool.Text(), Output: model(t, s, 10)})
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	root = pool.Root()
	require.ErrorContains(t, err, fmt.Sprintf("the pool has root 0x%x", root.Bytes()))
	_, err = predicate.Check(t.Context(), sdk.CheckRequest{Preimage: params.Preimage, Task: []byte("a poem"), Output: model(t, s, 10)})
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	require.ErrorContains(t, err, "reading a pool: line 1")
}

// What the claim says and does not say stands where a buyer reads it.
func TestTheSchemaSaysWhatIsProved(t *testing.T) {
	t.Parallel()
	for predicate, says := range map[sdk.Predicate]string{
		accuracy.New():    "draws 200 of them, one by one and with repetition, after the model is committed to. What is proved is that so many of the drawn ones are classified right, a tie being wrong; with the usual threshold of 180 it assures that the model is right on 55 % of the pool",
		accuracy.NewMLP(): "with the usual threshold of 90 it assures that the model is right on 38 % of the pool, whoever chose among 2^48 beacons. Nothing is said about examples outside of the pool",
	} {
		description, err := predicate.Describe(t.Context())
		require.NoError(t, err)
		require.Contains(t, string(description.ParamsSchema), says)
	}
}
