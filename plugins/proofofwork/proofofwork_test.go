package proofofwork_test

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	circuit "github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/proofofwork"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
	"github.com/tercet-protocol/tercet/plugins/work"
)

var forward = crypto.Keccak256Hash([]byte("forward"))

const params = `{"bits": 10}`

func compile(t *testing.T) constraint.ConstraintSystem {
	t.Helper()
	logger.Disable()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &circuit.Circuit{})
	require.NoError(t, err)
	return system
}

// units is work as the executor does it.
func units(t *testing.T, from uint64, n int64) []byte {
	t.Helper()
	executor := work.New()
	require.NoError(t, executor.Configure(t.Context(), nil))
	output, err := executor.Run(t.Context(), sdk.Job{
		ForwardID: forward.Hex(), Predicate: proofofwork.Name, Params: []byte(params), Attempt: 1, Cursor: from, Left: big.NewInt(n),
	}, func(sdk.Event) error { return nil })
	require.NoError(t, err)
	return output
}

// changed is work after somebody else had a hand in it.
func changed(t *testing.T, output []byte, change func(*circuit.Work)) []byte {
	t.Helper()
	w, err := circuit.ParseWork(output)
	require.NoError(t, err)
	change(&w)
	text, err := json.Marshal(w)
	require.NoError(t, err)
	return text
}

func TestConformance(t *testing.T) {
	t.Parallel()
	word := statement.U248(forward)
	three := units(t, 0, 3)
	plugintest.Exercise(t, proofofwork.New(), plugintest.Samples{
		Params: []byte(params), OtherParams: []byte(`{"bits": 11}`), Forward: word.Bytes(),
		BadParams: [][]byte{
			[]byte(`{`), []byte(`{"bits": 9}`), []byte(`{"bits": 31}`), []byte(`{"bits": "12"}`), []byte(`{"bit": 12}`), []byte(`[]`),
			[]byte(strings.Repeat(" ", 1<<20)),
		},
		Good: [][]byte{three, units(t, 0, 1), append([]byte(" \n"), three...)},
		Bad: [][]byte{
			[]byte(`{}`),
			changed(t, three, func(w *circuit.Work) { w.Nonces = nil }),
			changed(t, three, func(w *circuit.Work) { w.Nonces[1].SetUint64(1) }),
			changed(t, three, func(w *circuit.Work) { w.From++ }),
			changed(t, three, func(w *circuit.Work) { w.Forward[0] ^= 1; w.Forward[1] ^= 1 }),
			changed(t, three, func(w *circuit.Work) { w.Nonces = append(w.Nonces, make([]statement.Word, 6)...) }),
		},
		Unjudgeable: [][]byte{nil, []byte("work"), []byte(`{"nonces": [1]}`), append(three, three...), make([]byte, 1<<20)},
		System:      compile(t),
	})
}

// A forward of five units, delivered as the cursor goes.
func TestStepsFollowEachOther(t *testing.T) {
	t.Parallel()
	predicate, system := proofofwork.New(), compile(t)
	opened, err := predicate.CommitParams(t.Context(), []byte(params))
	require.NoError(t, err)
	window, err := statement.Window(1_900_000_000, 1_900_600_000, big.NewInt(5))
	require.NoError(t, err)
	word := statement.U248(forward)
	request := sdk.AssignRequest{Preimage: opened.Preimage, KeyHash: sdk.Word{1}}
	request.Header[statement.ForwardWord], request.Header[statement.ParamsWord] = word.Bytes(), opened.Commitment
	request.Header[statement.WindowWord] = window.Bytes()
	request.Output = units(t, 1, 1) // good work, after which the first unit could not be delivered any more
	_, err = predicate.Assign(t.Context(), request)
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	require.ErrorContains(t, err, "the work begins at unit 1, and the step begins at 0")
	hashes := map[sdk.Word]bool{}
	for _, n := range []int64{2, 1, 2} {
		request.Output = units(t, request.Cursor, n)
		assigned, err := predicate.Assign(t.Context(), request)
		require.NoError(t, err)
		require.NoError(t, sdk.CheckAssignment(request, assigned, 0))
		require.Equal(t, sdk.Step{From: request.Cursor, To: request.Cursor + uint64(n), Amount: big.NewInt(n)}, assigned.Step)
		full, err := witness.New(ecc.BN254.ScalarField())
		require.NoError(t, err)
		require.NoError(t, full.UnmarshalBinary(assigned.Witness))
		require.NoError(t, system.IsSolved(full))
		hashes[assigned.H] = true

		settled, err := sdk.SettledHeader(request.Header, request.Cursor, assigned.Step)
		require.NoError(t, err)
		text, err := predicate.Open(t.Context(), sdk.OpenRequest{Preimage: opened.Preimage, Header: settled})
		require.NoError(t, err)
		require.Contains(t, string(text), "of some 1548 hashes")

		request.Cursor += uint64(n)
		_, err = predicate.Assign(t.Context(), request) // the same work once more
		require.ErrorIs(t, err, sdk.ErrUnjudgeable)
		require.ErrorContains(t, err, "the step begins at")
	}
	require.Len(t, hashes, 3)

	request.Output = units(t, 5, 1)
	_, err = predicate.Assign(t.Context(), request)
	require.ErrorContains(t, err, "it ends at unit 6, and the forward has 5")
}

func TestWorkForAnotherForward(t *testing.T) {
	t.Parallel()
	predicate := proofofwork.New()
	opened, err := predicate.CommitParams(t.Context(), []byte(params))
	require.NoError(t, err)
	request := sdk.AssignRequest{Preimage: opened.Preimage, Output: units(t, 0, 1)}
	request.Header[statement.ParamsWord] = opened.Commitment
	_, err = predicate.Assign(t.Context(), request)
	require.ErrorContains(t, err, "the header is of another one")
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	predicate := proofofwork.New()
	opened, err := predicate.CommitParams(t.Context(), nil)
	require.NoError(t, err)
	progress, err := statement.Progress(3, 5, big.NewInt(2))
	require.NoError(t, err)
	good := sdk.OpenRequest{Preimage: opened.Preimage}
	good.Header[statement.ProgressWord] = progress.Bytes()
	text, err := predicate.Open(t.Context(), good)
	require.NoError(t, err)
	require.Equal(t, "units 3 to 4, 2 in all, each of some 99106 hashes\n", string(text))
	for want, change := range map[string]func(*sdk.OpenRequest){
		"power of two":      func(r *sdk.OpenRequest) { r.Preimage = nil },
		"has a payload":     func(r *sdk.OpenRequest) { r.Payload = []sdk.Word{{1}} },
		"a step from 0 to":  func(r *sdk.OpenRequest) { r.Header[statement.ProgressWord] = sdk.Word{} },
		"the field's order": func(r *sdk.OpenRequest) { r.Header[statement.ProgressWord] = common.MaxHash },
	} {
		bad := good
		change(&bad)
		_, err := predicate.Open(t.Context(), bad)
		require.ErrorIs(t, err, sdk.ErrUnjudgeable)
		require.ErrorContains(t, err, want)
	}
}
