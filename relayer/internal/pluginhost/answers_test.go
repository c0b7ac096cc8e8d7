package pluginhost

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What a plugin might answer.

func TestOversizedAnswer(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	judge := b.predicate(t, "judge")
	for _, output := range []string{"oversized", "many findings", "long finding"} {
		_, err := check(t, judge, output)
		require.ErrorIs(t, err, sdk.ErrRefused, output)
	}
	_, err := judge.Open(t.Context(), sdk.OpenRequest{SealingKey: []byte("oversized")})
	require.ErrorIs(t, err, sdk.ErrRefused)
	_, err = b.run(t, "oversized")
	require.ErrorIs(t, err, sdk.ErrRefused)
	_, err = b.run(t, "chatter")
	require.ErrorIs(t, err, sdk.ErrRefused)

	_, err = check(t, judge, "loud error")
	require.Error(t, err)
	require.Less(t, len(err.Error()), sdk.MaxText+100)
	require.NotContains(t, err.Error(), "\x1b")
}

func TestOversizedQuestionIsTheInputsFault(t *testing.T) {
	t.Parallel()
	judge := newBundle(t, nil).predicate(t, "judge")
	_, err := judge.Check(t.Context(), sdk.CheckRequest{Output: make([]byte, sdk.MaxOutput+1)})
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	_, err = judge.Check(t.Context(), sdk.CheckRequest{Output: make([]byte, sdk.MaxOutput), Task: make([]byte, sdk.MaxTask), Preimage: make([]byte, sdk.MaxParams)})
	require.NoError(t, err)
	_, err = judge.CommitParams(t.Context(), make([]byte, sdk.MaxParams+1))
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
}

func TestVerdictContradictsItself(t *testing.T) {
	t.Parallel()
	judge := newBundle(t, nil).predicate(t, "judge")
	for _, output := range []string{"negative line", "no reason"} {
		_, err := check(t, judge, output)
		require.ErrorIs(t, err, sdk.ErrRefused, output)
	}
}

func TestFindingsCarryEscapeSequences(t *testing.T) {
	t.Parallel()
	judge := newBundle(t, nil).predicate(t, "judge")
	verdict, err := check(t, judge, "escape sequences")
	require.NoError(t, err)
	require.Equal(t, []sdk.Finding{{Rule: "r [31m", Line: 1, Message: "a b c"}}, verdict.Findings)
}

func TestParametersAreALie(t *testing.T) {
	t.Parallel()
	judge := newBundle(t, nil).predicate(t, "judge")
	for _, json := range []string{`"not a field element"`, `"not JSON"`} {
		_, err := judge.CommitParams(t.Context(), []byte(json))
		require.ErrorIs(t, err, sdk.ErrRefused, json)
	}
	_, err := judge.OpenParams(t.Context(), []byte("another"))
	require.ErrorIs(t, err, sdk.ErrRefused)
}

func TestAssignmentIsALie(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	judge := b.predicate(t, "judge")
	for _, attack := range []string{
		"step back", "more than the forward", "zero at the end", "too many words", "payload not in the field",
		"another recipient", "another y", "secret not in the field", "witness cut short",
	} {
		_, err := judge.Assign(t.Context(), assignRequest(attack))
		require.ErrorIs(t, err, sdk.ErrRefused, attack)
		_, err = b.host.plugins["judge"].current.predicate.Assign(t.Context(), assignRequest(attack))
		if attack == "another recipient" || attack == "another y" {
			require.NoError(t, err, "but for the host's check, it would go to the prover")
		}
	}
}

func assignRequest(output string) sdk.AssignRequest {
	window, err := statement.Window(10, 20, big.NewInt(1000))
	if err != nil {
		panic(err)
	}
	request := sdk.AssignRequest{Cursor: 5, KeyHash: [32]byte{1, 2, 3}, Output: []byte(output)}
	request.Header[statement.ClaimWord] = sdk.Word{31: 77}
	request.Header[statement.WindowWord] = window.Bytes()
	return request
}

func TestPluginCallsItselfAnother(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	_, err := b.predicate(t, "liar").Describe(t.Context())
	require.ErrorIs(t, err, sdk.ErrRefused)
	require.ErrorContains(t, err, `it calls itself "terza-rima"`)
}

func TestPluginDescribesItselfOtherwiseAfterARestart(t *testing.T) {
	t.Parallel()
	chameleon := newBundle(t, nil).predicate(t, "chameleon")
	_, err := check(t, chameleon, "panic")
	require.ErrorIs(t, err, ErrUnavailable)
	_, err = check(t, chameleon, "fine")
	require.ErrorIs(t, err, sdk.ErrRefused)
}

func TestExecutorPinnedAsPredicate(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.Builtin = map[string]sdk.Kind{"worker": sdk.KindPredicate} })
	_, err := b.predicate(t, "worker").Describe(t.Context())
	require.EqualError(t, err, "plugin worker: start: it serves no predicate")
}

func TestSettingsAreRefused(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) {
		c.Settings = map[string]map[string]string{"worker": {"refuse": "no folder given"}}
	})
	_, err := b.run(t, "anything")
	require.EqualError(t, err, "plugin worker: configure: no folder given")
	require.NotErrorIs(t, err, sdk.ErrUnjudgeable, "the configuration is at fault, not the job")
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	require.NoError(t, worker.Configure(t.Context(), nil))
	_, err = b.run(t, "anything")
	require.NoError(t, err)
}
