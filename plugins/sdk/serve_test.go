package sdk_test

import (
	"bytes"
	"context"
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/hashicorp/go-plugin"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// echo answers with what it was asked, so that a field lost on the way is seen.
type echo struct{ asked any }

func (e *echo) Configure(_ context.Context, settings map[string]string) error {
	e.asked = settings
	return nil
}

func (e *echo) Describe(context.Context) (sdk.Description, error) {
	return sdk.Description{
		Name: "n", Version: "v", ID: "i", Unit: "u", ParamsSchema: []byte("s"), EvidenceClass: "e", Bundle: "b", PayloadWords: 7,
		TwoRounds: true,
	}, nil
}

func (e *echo) CommitOutput(_ context.Context, request sdk.CommitRequest) (sdk.OutputCommitment, error) {
	e.asked = request
	if len(request.Output) == 0 {
		return sdk.OutputCommitment{}, sdk.Unjudgeable(errors.New("no output"))
	}
	return sdk.OutputCommitment{Commitment: sdk.Word{9}, Opening: []byte("salt")}, nil
}

func (e *echo) CommitParams(_ context.Context, json []byte) (sdk.Params, error) {
	return sdk.Params{Preimage: []byte("p"), Commitment: sdk.Word{1}, Unit: sdk.Word{2}, JSON: json}, nil
}

func (e *echo) OpenParams(_ context.Context, preimage []byte) (sdk.Params, error) {
	return sdk.Params{Preimage: preimage, Commitment: sdk.Word{3}, Unit: sdk.Word{4}, JSON: []byte("j")}, nil
}

func (e *echo) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	e.asked = request
	switch string(request.Output) {
	case "unjudgeable":
		return sdk.Verdict{}, sdk.Unjudgeable(errors.New("line 3\nis odd"))
	case "oversized":
		return sdk.Verdict{Holds: true, Output: make([]byte, 4*sdk.MaxOutput)}, nil
	case "fault":
		return sdk.Verdict{}, errors.New("the lexicon is damaged")
	}
	return sdk.Verdict{Holds: true, Findings: []sdk.Finding{{Rule: "r", Line: 3, Message: "m"}}, Output: request.Output}, nil
}

func (e *echo) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	e.asked = request
	return sdk.Assignment{
		Step: sdk.Step{From: 1, To: 2, Amount: big.NewInt(300)}, Payload: []sdk.Word{{5}, {31: 6}}, H: sdk.Word{7}, Witness: []byte("w"),
	}, nil
}

func (e *echo) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	e.asked = request
	return []byte("rendered"), nil
}

func (e *echo) Run(_ context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	e.asked = job
	return []byte("output"), errors.Join(emit(sdk.Event{Message: "one"}), emit(sdk.Event{Message: "two"}))
}

func dial(t *testing.T, set plugin.PluginSet, kind sdk.Kind) any {
	t.Helper()
	client, _ := plugin.TestPluginGRPCConn(t, false, set)
	t.Cleanup(func() { _ = client.Close() })
	served, err := client.Dispense(string(kind))
	require.NoError(t, err)
	return served
}

func TestPredicateOverTheWire(t *testing.T) {
	t.Parallel()
	remote := &echo{}
	predicate, ok := dial(t, sdk.Plugins(remote, nil, nil), sdk.KindPredicate).(sdk.Predicate)
	require.True(t, ok)
	ctx := t.Context()

	settings := map[string]string{"a": "b"}
	require.NoError(t, predicate.Configure(ctx, settings))
	require.Equal(t, settings, remote.asked)
	want, err := remote.Describe(ctx)
	require.NoError(t, err)
	description, err := predicate.Describe(ctx)
	require.NoError(t, err)
	require.Equal(t, want, description)

	params, err := predicate.CommitParams(ctx, []byte("j"))
	require.NoError(t, err)
	require.Equal(t, sdk.Params{Preimage: []byte("p"), Commitment: sdk.Word{1}, Unit: sdk.Word{2}, JSON: []byte("j")}, params)
	params, err = predicate.OpenParams(ctx, []byte("p"))
	require.NoError(t, err)
	require.Equal(t, sdk.Params{Preimage: []byte("p"), Commitment: sdk.Word{3}, Unit: sdk.Word{4}, JSON: []byte("j")}, params)

	check := sdk.CheckRequest{Preimage: []byte("p"), Task: []byte("t"), Output: []byte("o")}
	verdict, err := predicate.Check(ctx, check)
	require.NoError(t, err)
	require.Equal(t, check, remote.asked)
	require.Equal(t, sdk.Verdict{Holds: true, Findings: []sdk.Finding{{Rule: "r", Line: 3, Message: "m"}}, Output: []byte("o")}, verdict)

	committer, ok := predicate.(sdk.Committer)
	require.True(t, ok)
	commit := sdk.CommitRequest{Preimage: []byte("p"), Task: []byte("t"), Output: []byte("o")}
	commitment, err := committer.CommitOutput(ctx, commit)
	require.NoError(t, err)
	require.Equal(t, commit, remote.asked)
	require.Equal(t, sdk.OutputCommitment{Commitment: sdk.Word{9}, Opening: []byte("salt")}, commitment)

	assign := sdk.AssignRequest{
		Cursor: 9, KeyHash: sdk.Word{8}, Preimage: []byte("p"), Task: []byte("t"), Output: []byte("o"), Opening: []byte("salt"),
	}
	for i := range assign.Header {
		assign.Header[i] = sdk.Word(bytes.Repeat([]byte{byte(i)}, 32))
	}
	assignment, err := predicate.Assign(ctx, assign)
	require.NoError(t, err)
	require.Equal(t, assign, remote.asked)
	local, err := remote.Assign(ctx, assign)
	require.NoError(t, err)
	require.Equal(t, local, assignment)

	open := sdk.OpenRequest{Preimage: []byte("p"), Header: assign.Header, Payload: []sdk.Word{{1}, {2}}, SealingKey: []byte("k")}
	rendered, err := predicate.Open(ctx, open)
	require.NoError(t, err)
	require.Equal(t, open, remote.asked)
	require.Equal(t, "rendered", string(rendered))
}

// oneRound has no commitments: only the methods of a Predicate are seen.
type oneRound struct{ sdk.Predicate }

func TestOneRoundHasNoCommitment(t *testing.T) {
	t.Parallel()
	committer, ok := dial(t, sdk.Plugins(oneRound{&echo{}}, nil, nil), sdk.KindPredicate).(sdk.Committer)
	require.True(t, ok)
	_, err := committer.CommitOutput(t.Context(), sdk.CommitRequest{Output: []byte("o")})
	require.Equal(t, codes.Unimplemented, status.Code(err))

	committer, ok = dial(t, sdk.Plugins(&echo{}, nil, nil), sdk.KindPredicate).(sdk.Committer)
	require.True(t, ok)
	_, err = committer.CommitOutput(t.Context(), sdk.CommitRequest{})
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
}

func TestErrorsOverTheWire(t *testing.T) {
	t.Parallel()
	predicate, ok := dial(t, sdk.Plugins(&echo{}, nil, nil), sdk.KindPredicate).(sdk.Predicate)
	require.True(t, ok)
	_, err := predicate.Check(t.Context(), sdk.CheckRequest{Output: []byte("unjudgeable")})
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	require.EqualError(t, err, "line 3 is odd")
	_, err = predicate.Check(t.Context(), sdk.CheckRequest{Output: []byte("fault")})
	require.NotErrorIs(t, err, sdk.ErrUnjudgeable)
	require.EqualError(t, err, "the lexicon is damaged")
	_, err = predicate.Check(t.Context(), sdk.CheckRequest{Output: []byte("oversized")})
	require.Equal(t, codes.ResourceExhausted, status.Code(err), "it is not even read")
}

func TestExecutorOverTheWire(t *testing.T) {
	t.Parallel()
	remote := &echo{}
	executor, ok := dial(t, sdk.Plugins(nil, remote, nil), sdk.KindExecutor).(sdk.Executor)
	require.True(t, ok)
	require.NoError(t, executor.Configure(t.Context(), map[string]string{"a": "b"}))
	job := sdk.Job{
		ForwardID: "0x01", Predicate: "p", Task: []byte("t"), Params: []byte("j"), Attempt: 3, Previous: []byte("o"),
		Findings: []sdk.Finding{{Rule: "r", Line: 1, Message: "m"}}, Deadline: time.Date(2027, 1, 2, 3, 4, 5, 6_000_000, time.UTC),
		Cursor: 8, Left: big.NewInt(12),
	}
	var events []string
	output, err := executor.Run(t.Context(), job, func(event sdk.Event) error {
		events = append(events, event.Message)
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, job, remote.asked)
	require.Equal(t, "output", string(output))
	require.Equal(t, []string{"one", "two"}, events)

	_, err = executor.Run(t.Context(), sdk.Job{}, func(sdk.Event) error { return errors.New("nobody listens") })
	require.EqualError(t, err, "nobody listens")
	require.Equal(t, sdk.Job{}, remote.asked, "no deadline stays none, and so does no amount")
}
