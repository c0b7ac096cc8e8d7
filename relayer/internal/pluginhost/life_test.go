package pluginhost

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// How a plugin might die, hang or stay.

func TestPanic(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	judge := b.predicate(t, "judge")
	_, err := check(t, judge, "panic")
	require.ErrorIs(t, err, ErrUnavailable)
	_, err = check(t, judge, "fine")
	require.NoError(t, err, "the first restart does not wait")

	_, err = check(t, judge, "panic")
	require.ErrorIs(t, err, ErrUnavailable)
	_, err = check(t, judge, "fine")
	require.ErrorIs(t, err, ErrUnavailable)
	require.ErrorContains(t, err, "it ended 2 times")
	require.ErrorContains(t, err, "it may start again in 1s")
	b.move(firstWait)
	_, err = check(t, judge, "fine")
	require.NoError(t, err)

	b.move(longestWait + time.Second)
	_, err = check(t, judge, "panic")
	require.ErrorIs(t, err, ErrUnavailable)
	_, err = check(t, judge, "fine")
	require.NoError(t, err, "who lived long begins anew")
	require.Contains(t, b.log.String(), "on purpose")
}

func TestPluginKilledByTheSystem(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	_, err := b.run(t, "die")
	require.ErrorIs(t, err, ErrUnavailable)
	_, err = b.run(t, "anything")
	require.NoError(t, err)
}

func TestHangingCall(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.Timeouts.Check, c.Timeouts.Stop = 200*time.Millisecond, 100*time.Millisecond })
	judge := b.predicate(t, "judge")
	_, err := judge.Describe(t.Context())
	require.NoError(t, err)
	_, err = check(t, judge, "hang")
	require.ErrorIs(t, err, ErrTimeout)
	require.ErrorContains(t, err, "no answer within 200ms")
	_, err = judge.Describe(t.Context())
	require.NoError(t, err)
}

// A plugin that ends its job at the deadline goes on with others. One that does not is ended, and the next job finds another.
func TestJobOutlivesItsDeadline(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.Now, c.Timeouts.Stop = time.Now, 500*time.Millisecond })
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	before, err := b.run(t, "folder")
	require.NoError(t, err)
	run := func(task string, left time.Duration) error {
		_, err := worker.Run(t.Context(), sdk.Job{Attempt: 1, Task: []byte(task), Deadline: time.Now().Add(left)}, ignore)
		return err
	}
	require.ErrorContains(t, run("wait", -time.Second), "deadline")
	require.ErrorContains(t, run("wait", 300*time.Millisecond), "deadline")
	after, err := b.run(t, "folder")
	require.NoError(t, err)
	require.Equal(t, string(before), string(after))
	require.ErrorIs(t, run("hang", 300*time.Millisecond), ErrTimeout)
	after, err = b.run(t, "folder")
	require.NoError(t, err)
	require.NotEqual(t, string(before), string(after))
}

func TestCallerGivesUp(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	before, err := b.run(t, "folder")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	_, err = worker.Run(ctx, sdk.Job{Attempt: 1, Task: []byte("wait")}, func(sdk.Event) error {
		cancel()
		return nil
	})
	require.ErrorIs(t, err, context.Canceled)
	after, err := b.run(t, "folder")
	require.NoError(t, err)
	require.Equal(t, before, after, "nobody ended it for that")
}

func TestPluginNeverStarts(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.Timeouts.Start, c.Timeouts.Stop = time.Second, 100*time.Millisecond })
	for _, name := range []string{"silent", "mute"} {
		_, err := b.predicate(t, name).Describe(t.Context())
		require.Error(t, err, name)
		require.ErrorContains(t, err, "plugin "+name, name)
		if name == "mute" {
			require.ErrorIs(t, err, ErrTimeout)
		}
	}
}

func TestCallerGivesUpWhileItStarts(t *testing.T) {
	t.Parallel()
	silent := newBundle(t, func(c *Config) { c.Timeouts.Start = time.Hour }).predicate(t, "silent")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	returned := make(chan error, 1)
	go func() {
		_, err := silent.Describe(ctx)
		returned <- err
	}()
	select {
	case err := <-returned:
		require.ErrorIs(t, err, context.DeadlineExceeded)
		_, err = silent.Describe(ctx)
		require.NotErrorIs(t, err, ErrUnavailable, "it is not the plugin's fault")
	case <-time.After(20 * time.Second):
		t.Fatal("it waits for the plugin")
	}
}

func TestPluginPointsElsewhere(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	for _, name := range []string{"abroad", "next-door"} {
		_, err := b.predicate(t, name).Describe(t.Context())
		require.ErrorContains(t, err, "not at a socket in the folder it was given", name)
	}
}

func TestHungCallHoldsUpStop(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.Timeouts.Stop = 100 * time.Millisecond })
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	hanging, failed := make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := worker.Run(context.Background(), sdk.Job{Attempt: 1, Task: []byte("hang")}, func(sdk.Event) error {
			close(hanging)
			return nil
		})
		failed <- err
	}()
	<-hanging
	require.NoError(t, b.host.Stop())
	require.ErrorIs(t, <-failed, ErrUnavailable)
	_, err = b.run(t, "anything")
	require.ErrorIs(t, err, ErrUnavailable)
}
