package work_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	circuit "github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
	"github.com/tercet-protocol/tercet/plugins/work"
)

func job(cursor uint64, left int64, params string) sdk.Job {
	return sdk.Job{
		ForwardID: "0x" + strings.Repeat("5a", 32), Predicate: "proof-of-work", Params: []byte(params), Attempt: 1,
		Cursor: cursor, Left: big.NewInt(left),
	}
}

func TestConformance(t *testing.T) {
	t.Parallel()
	slow := job(0, 8, `{"bits": 30}`)
	other, without := job(0, 1, `{"bits": 10}`), job(0, 1, `{"bits": 10}`)
	other.ForwardID, without.Left = "0x5a", nil
	plugintest.ExerciseExecutor(t, work.New(), plugintest.Jobs{
		Settings:    map[string]string{"units": "2"},
		BadSettings: []map[string]string{{"units": "0"}, {"units": "9"}, {"units": "-1"}, {"units": "two"}, {"units": ""}},
		Works:       []sdk.Job{job(0, 1, `{"bits": 10}`), job(1<<40, 2, `{"bits": 10}`)},
		Fails: []sdk.Job{
			other, without, job(0, 0, `{"bits": 10}`), job(0, -1, `{"bits": 10}`), job(0, 1, `{"bits": 31}`),
			job(^uint64(0), 1, `{"bits": 10}`),
		},
		Slow: &slow,
	})
}

// Steps are as large as the settings, the circuit and the forward allow.
func TestStepSizes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		settings map[string]string
		left     string
		want     int
	}{
		{nil, "79228162514264337593543950335", circuit.MaxUnits},
		{nil, "3", 3},
		{map[string]string{"units": "2"}, "3", 2},
		{map[string]string{"units": "2"}, "1", 1},
	} {
		executor := work.New()
		require.NoError(t, executor.Configure(t.Context(), c.settings))
		j := job(7, 1, `{"bits": 10}`)
		j.Left.SetString(c.left, 10)
		output, err := executor.Run(t.Context(), j, func(sdk.Event) error { return nil })
		require.NoError(t, err)
		done, err := circuit.ParseWork(output)
		require.NoError(t, err)
		require.Len(t, done.Nonces, c.want)
		require.EqualValues(t, 7, done.From)
		require.Equal(t, j.ForwardID, done.Forward.Hex())
		require.Empty(t, circuit.Check(circuit.Params{Bits: 10}, done))
	}
}

// Two who work on one forward do not try the same nonces.
func TestNoncesBeginAnywhere(t *testing.T) {
	t.Parallel()
	executor := work.New()
	var outputs [2][]byte
	for i := range outputs {
		var err error
		outputs[i], err = executor.Run(t.Context(), job(0, 1, `{"bits": 10}`), func(sdk.Event) error { return nil })
		require.NoError(t, err)
	}
	require.NotEqual(t, outputs[0], outputs[1])
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	gone := errors.New("the host is gone")
	_, err := work.New().Run(t.Context(), job(0, 8, `{"bits": 30}`), func(sdk.Event) error { return gone })
	require.ErrorIs(t, err, gone)
}
