package plugintest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// patience is how long an executor may take to notice that it should end.
const patience = 10 * time.Second

// Jobs is what the suite needs to know of an executor.
type Jobs struct {
	Settings    map[string]string
	BadSettings []map[string]string

	Works []sdk.Job // come back with an output
	Fails []sdk.Job // come back with an error
	Slow  *sdk.Job  // emits an event and then takes for ever; nil if no job does
}

// ExerciseExecutor holds an executor to the contract of sdk.Executor.
func ExerciseExecutor(t *testing.T, executor sdk.Executor, jobs Jobs) {
	t.Helper()
	t.Run("bad settings are refused", func(t *testing.T) {
		for _, bad := range append(jobs.BadSettings, map[string]string{"no such setting": "x"}) {
			require.Error(t, executor.Configure(t.Context(), bad), "%v", bad)
		}
	})
	require.NoError(t, executor.Configure(t.Context(), jobs.Settings))
	t.Run("jobs have outputs", func(t *testing.T) {
		for _, job := range jobs.Works {
			output, err := executor.Run(t.Context(), job, func(event sdk.Event) error {
				require.Equal(t, sdk.Clean(event.Message), event.Message)
				return nil
			})
			require.NoError(t, err, "attempt %d", job.Attempt)
			require.NotEmpty(t, output)
			require.LessOrEqual(t, len(output), sdk.MaxOutput)
		}
	})
	t.Run("failures are errors", func(t *testing.T) {
		for _, job := range jobs.Fails {
			output, err := executor.Run(t.Context(), job, func(sdk.Event) error { return nil })
			require.Error(t, err, "attempt %d", job.Attempt)
			require.Empty(t, output)
		}
	})
	if jobs.Slow == nil {
		return
	}
	t.Run("a caller who gives up is heard", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		requireEnds(t, func() error {
			_, err := executor.Run(ctx, *jobs.Slow, func(sdk.Event) error {
				cancel()
				return nil
			})
			return err
		})
	})
	t.Run("a deadline is kept", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		requireEnds(t, func() error {
			_, err := executor.Run(ctx, *jobs.Slow, func(sdk.Event) error { return nil })
			return err
		})
	})
}

func requireEnds(t *testing.T, run func() error) {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- run() }()
	select {
	case err := <-ended:
		require.Error(t, err)
	case <-time.After(patience):
		require.NoError(t, errors.New("it went on"))
	}
}
