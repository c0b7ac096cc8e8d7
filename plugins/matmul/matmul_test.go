package matmul_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/stretchr/testify/require"

	circuit "github.com/tercet-protocol/tercet/circuits/matmul"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/matmul"
	"github.com/tercet-protocol/tercet/plugins/multiply"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

func compile(t *testing.T, n int) constraint.ConstraintSystem {
	t.Helper()
	logger.Disable()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, circuit.NewCircuit(n))
	require.NoError(t, err)
	return system
}

// matrices is a task in which every byte occurs.
func matrices(n int, seed byte) []byte {
	task := make([]byte, 2*n*n)
	for i := range task {
		task[i] = byte(i)*31 + byte(i>>8) + seed
	}
	return task
}

func paramsOf(task []byte) []byte {
	return fmt.Appendf(nil, `{"matrices": "%s"}`, base64.StdEncoding.EncodeToString(task))
}

// product is the executor's.
func product(t *testing.T, task []byte) []byte {
	t.Helper()
	output, err := multiply.New().Run(t.Context(), sdk.Job{Task: task, Params: paramsOf(task), Attempt: 1}, func(sdk.Event) error { return nil })
	require.NoError(t, err)
	return output
}

// with is a product with an entry, counted from the first one, made another.
func with(output []byte, at int, entry string) []byte {
	fields := strings.FieldsFunc(string(output), func(r rune) bool { return r == ' ' })
	fields[at] = entry
	return []byte(strings.Join(fields, " "))
}

// In each size a product is changed in ways that can be judged, and in ways that cannot.
func TestConformance(t *testing.T) {
	t.Parallel()
	for _, n := range []int{32, 64} {
		t.Run(matmul.Name(n), func(t *testing.T) {
			t.Parallel()
			task := matrices(n, 0)
			good := product(t, task)
			zeros := []byte(strings.Repeat(strings.Repeat("0 ", n)+"\n", n))
			plugintest.Exercise(t, matmul.New(n), plugintest.Samples{
				Params: paramsOf(task), OtherParams: paramsOf(matrices(n, 1)), Task: task,
				BadParams: [][]byte{
					nil, []byte(`{}`), []byte(`{"matrices": ""}`), paramsOf(matrices(n-1, 0)), paramsOf(task[1:]),
					[]byte(`{"commitment": "0x00"}`), []byte(`{"size": 32}`), []byte(strings.Repeat(" ", 1<<20)),
				},
				Good: [][]byte{good, bytes.ReplaceAll(good, []byte(" "), []byte(" \t ")), bytes.ReplaceAll(good, []byte("\n"), []byte("\r\n\n"))},
				Bad: [][]byte{
					zeros, product(t, matrices(n, 1)), with(good, 5, "0"), with(good, 5, "2147483647"), with(good, 5, "-4194304"),
				},
				Unjudgeable: [][]byte{
					nil, []byte("1 2\n3 4\n"), append(good, "1"...), with(good, 5, "2147483648"), with(good, 5, "x"), good[:len(good)/2],
					make([]byte, 1<<20),
				},
				System: compile(t, n), Public: n > circuit.SealedSize,
			})
		})
	}
}

func request(t *testing.T, n int, task []byte) (sdk.Predicate, sdk.CheckRequest) {
	t.Helper()
	predicate := matmul.New(n)
	params, err := predicate.CommitParams(t.Context(), paramsOf(task))
	require.NoError(t, err)
	return predicate, sdk.CheckRequest{Preimage: params.Preimage, Task: task, Output: product(t, task)}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	predicate, asked := request(t, 32, matrices(32, 0))
	right := strings.Fields(string(asked.Output))
	asked.Output = with(asked.Output, 5, "17")
	verdict, err := predicate.Check(t.Context(), asked)
	require.NoError(t, err)
	require.Equal(t, []sdk.Finding{{Rule: "product", Line: 1, Message: "row 1, column 6 is 17, it should be " + right[5]}}, verdict.Findings)
}

// A task that the parameters are not for cannot be delivered: it is refused before anybody proves anything.
func TestAnotherTask(t *testing.T) {
	t.Parallel()
	for _, n := range []int{32, 64} {
		predicate, asked := request(t, n, matrices(n, 0))
		for _, task := range [][]byte{nil, matrices(n, 1), matrices(n-1, 0), append(matrices(n, 0), 0)} {
			asked.Task = task
			_, err := predicate.Check(t.Context(), asked)
			require.ErrorIs(t, err, sdk.ErrUnjudgeable)
			_, err = predicate.Assign(t.Context(), sdk.AssignRequest{Preimage: asked.Preimage, Task: task, Output: asked.Output})
			require.ErrorIs(t, err, sdk.ErrUnjudgeable)
		}
	}
}

// Who buys a product of 64 rows is told at every turn that they buy a commitment, and which one.
func TestCommitmentsAreCalledCommitments(t *testing.T) {
	t.Parallel()
	predicate, asked := request(t, 64, matrices(64, 0))
	description, err := predicate.Describe(t.Context())
	require.NoError(t, err)
	require.Equal(t, "proved commitment to a product of two 64 by 64 matrices", description.Unit)

	verdict, err := predicate.Check(t.Context(), asked)
	require.NoError(t, err)
	require.True(t, verdict.Holds)
	require.Len(t, verdict.Findings, 1)
	require.Contains(t, verdict.Findings[0].Message, "a settlement publishes only its commitment 0x")

	assigning := sdk.AssignRequest{Preimage: asked.Preimage, Task: asked.Task, Output: asked.Output}
	window, err := statement.Window(1, 2, big.NewInt(1))
	require.NoError(t, err)
	assigning.Header[statement.ParamsWord], assigning.Header[statement.WindowWord] = sdk.Word(asked.Preimage), window.Bytes()
	assigned, err := predicate.Assign(t.Context(), assigning)
	require.NoError(t, err)
	commitment := fmt.Sprintf("0x%x", assigned.Payload[0])
	require.Contains(t, verdict.Findings[0].Message, commitment)
	text, err := predicate.Open(t.Context(), sdk.OpenRequest{Preimage: asked.Preimage, Payload: assigned.Payload})
	require.NoError(t, err)
	require.Contains(t, string(text), "The product is not in the settlement, only its commitment:\n"+commitment)
	_, err = predicate.Open(t.Context(), sdk.OpenRequest{Preimage: asked.Preimage})
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)

	assigning.Cursor = 1
	_, err = predicate.Assign(t.Context(), assigning)
	require.ErrorContains(t, err, "a product is delivered in one step, and 1 is already delivered")
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	predicate := matmul.New(32)
	for want, payload := range map[string][]sdk.Word{
		"begin with a point":      {{1}, {1}},
		"want 96":                 nil,
		"below the field's order": {{0xff}},
	} {
		opened := sdk.OpenRequest{Payload: payload}
		if want == "begin with a point" {
			var key statement.SealingKey
			require.NoError(t, key.UnmarshalText(fmt.Appendf(nil, "0x%064x", 5)))
			public := key.Public()
			opened.Header[statement.SealXWord], opened.Header[statement.SealYWord] = public.X.Bytes(), public.Y.Bytes()
			var err error
			opened.SealingKey, err = key.MarshalText()
			require.NoError(t, err)
		}
		_, err := predicate.Open(t.Context(), opened)
		require.ErrorIs(t, err, sdk.ErrUnjudgeable)
		require.ErrorContains(t, err, want)
	}
}
