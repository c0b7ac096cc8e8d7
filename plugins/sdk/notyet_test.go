package sdk_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// early is an executor that has nothing yet.
type early struct {
	echo
	err error
}

func (e *early) Run(context.Context, sdk.Job, func(sdk.Event) error) ([]byte, error) {
	return []byte("not to be had"), e.err
}

// That there is nothing yet arrives as what it is, with its reason, and with a wait within bounds.
func TestNotYetOverTheWire(t *testing.T) {
	t.Parallel()
	remote := &early{}
	executor, ok := dial(t, sdk.Plugins(nil, remote, nil), sdk.KindExecutor).(sdk.Executor)
	require.True(t, ok)
	run := func(err error) error {
		remote.err = err
		output, err := executor.Run(t.Context(), sdk.Job{}, func(sdk.Event) error { return nil })
		require.Empty(t, output)
		return err
	}
	reason := errors.New("the epoch is\nnot over")
	for after, want := range map[time.Duration]time.Duration{
		5 * time.Minute: 5 * time.Minute, 90 * time.Second / 4: 90 * time.Second / 4, time.Second: time.Second, time.Millisecond: time.Second, 0: time.Second, -time.Hour: time.Second,
		30 * 24 * time.Hour: 30 * 24 * time.Hour, 31 * 24 * time.Hour: 30 * 24 * time.Hour, 1<<63 - 1: 30 * 24 * time.Hour,
	} {
		err := run(sdk.NotYet(after, reason))
		got, is := sdk.AskAgain(err)
		require.True(t, is, "%s: %v", after, err)
		require.Equal(t, want, got)
		require.EqualError(t, err, "the epoch is not over")
	}
	err := run(fmt.Errorf("step 3: %w", sdk.NotYet(time.Minute, errors.New(strings.Repeat("\x1b[2J", 10_000)))))
	_, is := sdk.AskAgain(err)
	require.True(t, is)
	require.NotContains(t, err.Error(), "\x1b")
	require.Less(t, len(err.Error()), 5000)
	for _, other := range []error{errors.New("broken"), sdk.Unjudgeable(reason), context.DeadlineExceeded} {
		_, is := sdk.AskAgain(run(other))
		require.False(t, is, other)
	}
}

// Wrapped or joined it is still what it is; nothing else is it.
func TestAskAgain(t *testing.T) {
	t.Parallel()
	reason := errors.New("reason")
	err := errors.Join(errors.New("also"), fmt.Errorf("outside: %w", sdk.NotYet(time.Hour, reason)))
	after, is := sdk.AskAgain(err)
	require.True(t, is)
	require.Equal(t, time.Hour, after)
	require.ErrorIs(t, err, reason)
	for _, other := range []error{nil, reason, sdk.Unjudgeable(reason)} {
		_, is := sdk.AskAgain(other)
		require.False(t, is)
	}
}
