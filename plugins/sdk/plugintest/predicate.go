package plugintest

import (
	"sync"
	"testing"

	"github.com/consensys/gnark/constraint"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Samples is what the suite needs to know of a predicate.
type Samples struct {
	Params      []byte   // as a person writes them
	OtherParams []byte   // a different choice
	BadParams   [][]byte // cannot be read
	Task        []byte
	Forward     sdk.Word // the header's word for the forward, where outputs are for one; drawn anew if it is zero
	Window      sdk.Word // the header's word for window and quantity, where outputs are for one; some days and 3 if it is zero
	Public      bool     // payloads are for everybody to read, and sealed to nobody: Open tells what was delivered

	Good        [][]byte // outputs that hold under Params
	Bad         [][]byte // outputs that can be judged and lack the property
	Unjudgeable [][]byte // outputs that cannot be judged

	// System, if it is given, is the compiled circuit: every witness must satisfy it.
	System constraint.ConstraintSystem
}

// Exercise holds a predicate to the contract of sdk.Predicate. It is configured with no settings.
func Exercise(t *testing.T, predicate sdk.Predicate, samples Samples) {
	t.Helper()
	require.NotEmpty(t, samples.Good, "samples: an output that holds")
	require.NotEmpty(t, samples.Bad, "samples: an output that does not")
	require.NotEmpty(t, samples.Unjudgeable, "samples: an output that cannot be judged")
	e := &exercise{predicate: predicate, samples: samples}

	require.Error(t, predicate.Configure(t.Context(), map[string]string{"no such setting": "x"}),
		"a setting that is not understood may be a misspelt one: it must be refused")
	require.NoError(t, predicate.Configure(t.Context(), nil))
	for _, part := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"describe is stable", e.describe},
		{"parameters commit and open", e.params},
		{"unreadable parameters are refused", e.badParams},
		{"the schema agrees with the parameters", e.schema},
		{"good outputs hold", e.good},
		{"bad outputs come back with findings", e.bad},
		{"unjudgeable outputs are told apart", e.unjudgeable},
		{"assignments agree with the header", e.assign},
		{"assignments are fresh each time", e.fresh},
		{"outputs that do not hold have no witness", e.noWitness},
		{"two rounds: what is assigned is what was committed to", e.committed},
		{"the buyer's key opens", e.open},
		{"another key does not open", e.wrongKey},
		{"an unsealed payload opens without a key", e.unsealed},
		{"calls may come at once", e.concurrent},
	} {
		t.Run(part.name, part.run)
	}
}

type exercise struct {
	predicate sdk.Predicate
	samples   Samples
}

func (e *exercise) describe(t *testing.T) {
	first, err := e.predicate.Describe(t.Context())
	require.NoError(t, err)
	require.NoError(t, first.Check())
	second, err := e.predicate.Describe(t.Context())
	require.NoError(t, err)
	require.Equal(t, first, second)
}

func (e *exercise) params(t *testing.T) {
	params := e.commit(t, e.samples.Params)
	opened, err := e.predicate.OpenParams(t.Context(), params.Preimage)
	require.NoError(t, err)
	require.NoError(t, opened.Check())
	require.Equal(t, params.Commitment, opened.Commitment)
	require.Equal(t, params.Unit, opened.Unit)
	require.Equal(t, params.Preimage, opened.Preimage, "one set of parameters has one preimage")
	require.JSONEq(t, string(params.JSON), string(opened.JSON))

	again := e.commit(t, params.JSON)
	require.Equal(t, params.Commitment, again.Commitment, "the JSON that comes back means the same")
	other := e.commit(t, e.samples.OtherParams)
	require.NotEqual(t, params.Commitment, other.Commitment)
	require.NotEqual(t, params.Preimage, other.Preimage)
}

func (e *exercise) badParams(t *testing.T) {
	for _, bad := range e.samples.BadParams {
		_, err := e.predicate.CommitParams(t.Context(), bad)
		require.ErrorIs(t, err, sdk.ErrUnjudgeable, "parameters %s", bad)
	}
	preimage := e.commit(t, e.samples.Params).Preimage
	for name, bad := range map[string][]byte{
		"cut short":  preimage[:len(preimage)-1],
		"and a byte": append(append([]byte{}, preimage...), 0),
		"none":       {},
	} {
		_, err := e.predicate.OpenParams(t.Context(), bad)
		require.ErrorIs(t, err, sdk.ErrUnjudgeable, "preimage %s", name)
	}
}

func (e *exercise) good(t *testing.T) {
	for _, output := range e.samples.Good {
		verdict := e.check(t, output)
		require.True(t, verdict.Holds, "%s\n%v", output, verdict.Findings)
		again := e.check(t, verdict.Output)
		require.True(t, again.Holds, "the canonical form holds, too")
		require.Equal(t, verdict.Output, again.Output, "and is its own canonical form")
	}
}

func (e *exercise) bad(t *testing.T) {
	for _, output := range e.samples.Bad {
		verdict := e.check(t, output)
		require.False(t, verdict.Holds, "%s", output)
		for _, finding := range verdict.Findings {
			require.NotEmpty(t, finding.Rule)
			require.NotEmpty(t, finding.Message)
		}
	}
}

func (e *exercise) unjudgeable(t *testing.T) {
	preimage := e.commit(t, e.samples.Params).Preimage
	for _, output := range e.samples.Unjudgeable {
		_, err := e.predicate.Check(t.Context(), sdk.CheckRequest{Preimage: preimage, Task: e.samples.Task, Output: output})
		require.ErrorIs(t, err, sdk.ErrUnjudgeable, "%q", output)
	}
	_, err := e.predicate.Check(t.Context(), sdk.CheckRequest{Preimage: []byte("?"), Task: e.samples.Task, Output: e.samples.Good[0]})
	require.ErrorIs(t, err, sdk.ErrUnjudgeable, "a preimage that is none")
}

func (e *exercise) assign(t *testing.T) {
	for _, output := range e.samples.Good {
		for _, sealed := range []bool{true, false} {
			e.settle(t, output, newKey(t, sealed))
		}
	}
}

func (e *exercise) fresh(t *testing.T) {
	key := newKey(t, true)
	request := e.request(t, e.samples.Good[0], key)
	first, err := e.predicate.Assign(t.Context(), request)
	require.NoError(t, err)
	second, err := e.predicate.Assign(t.Context(), request)
	require.NoError(t, err)
	require.NotEqual(t, first.H, second.H, "an h that repeats confirms a guess of the output")
	if e.seals(t) {
		require.NotEqual(t, first.Payload, second.Payload, "two sealings under one randomness show their difference")
	}
}

func (e *exercise) noWitness(t *testing.T) {
	request := e.request(t, e.samples.Good[0], newKey(t, true))
	for _, output := range append(e.samples.Bad, e.samples.Unjudgeable...) {
		request.Output = output
		_, err := e.predicate.Assign(t.Context(), request)
		require.Error(t, err, "%q", output)
	}
}

func (e *exercise) committed(t *testing.T) {
	if !e.twoRounds(t) {
		return
	}
	request := e.request(t, e.samples.Good[0], newKey(t, true))
	_, err := e.predicate.Assign(t.Context(), request)
	require.NoError(t, err)
	again := e.commitOutput(t, request)
	require.NotEqual(t, request.Header[statement.CommitmentWord], again.Commitment, "a commitment that repeats confirms a guess of the output")
	for name, change := range map[string]func(*sdk.AssignRequest){
		"no beacon":          func(r *sdk.AssignRequest) { r.Header[statement.BeaconWord] = sdk.Word{} },
		"another commitment": func(r *sdk.AssignRequest) { r.Header[statement.CommitmentWord] = again.Commitment },
		"another opening":    func(r *sdk.AssignRequest) { r.Opening = again.Opening },
		"no opening":         func(r *sdk.AssignRequest) { r.Opening = nil },
	} {
		changed := request
		change(&changed)
		_, err := e.predicate.Assign(t.Context(), changed)
		require.Error(t, err, name)
	}
	for _, output := range append(e.samples.Bad, e.samples.Unjudgeable...) {
		_, err := e.committer(t).CommitOutput(t.Context(), sdk.CommitRequest{
			Preimage: request.Preimage, Task: request.Task, Output: output,
		})
		require.ErrorIs(t, err, sdk.ErrUnjudgeable, "an output that does not hold has no commitment")
	}
}

func (e *exercise) open(t *testing.T) {
	for _, output := range e.samples.Good {
		key := newKey(t, true)
		settled := e.settle(t, output, key)
		rendered, err := e.predicate.Open(t.Context(), settled)
		require.NoError(t, err)
		e.requireRendered(t, output, rendered)
	}
}

func (e *exercise) wrongKey(t *testing.T) {
	if !e.seals(t) {
		return
	}
	settled := e.settle(t, e.samples.Good[0], newKey(t, true))
	right := settled.SealingKey
	settled.SealingKey = newKey(t, true).secret(t)
	_, err := e.predicate.Open(t.Context(), settled)
	require.Error(t, err, "another key")
	require.NotContains(t, err.Error(), string(settled.SealingKey), "an error must not show a key")
	for name, key := range map[string][]byte{"no key": nil, "no such key": []byte("0x12"), "cut short": right[:len(right)-1]} {
		settled.SealingKey = key
		_, err := e.predicate.Open(t.Context(), settled)
		require.Error(t, err, name)
		if len(key) > 4 {
			require.NotContains(t, err.Error(), string(key), "an error must not show a key")
		}
	}
}

func (e *exercise) unsealed(t *testing.T) {
	settled := e.settle(t, e.samples.Good[0], newKey(t, false))
	rendered, err := e.predicate.Open(t.Context(), settled)
	require.NoError(t, err)
	e.requireRendered(t, e.samples.Good[0], rendered)
}

func (e *exercise) concurrent(t *testing.T) {
	preimage := e.commit(t, e.samples.Params).Preimage
	var group sync.WaitGroup
	verdicts := make([]sdk.Verdict, 4)
	errs := make([]error, len(verdicts))
	for i := range verdicts {
		group.Go(func() {
			verdicts[i], errs[i] = e.predicate.Check(t.Context(),
				sdk.CheckRequest{Preimage: preimage, Task: e.samples.Task, Output: e.samples.Good[0]})
		})
	}
	group.Wait()
	for i := range verdicts {
		require.NoError(t, errs[i])
		require.Equal(t, verdicts[0], verdicts[i])
	}
}
