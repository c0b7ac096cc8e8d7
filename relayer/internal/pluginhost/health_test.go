package pluginhost

import (
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
)

func TestPluginThatKeepsFailingIsInQuarantine(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	judge := b.predicate(t, "judge")
	for range faultsAllowed {
		require.Zero(t, b.info(t, "judge").QuarantinedUntil)
		_, err := check(t, judge, "panic")
		require.ErrorIs(t, err, ErrUnavailable)
		_, early := sdk.AskAgain(err)
		require.False(t, early, "who asked is to blame")
		b.move(longestWait)
	}
	b.move(-longestWait)
	until := b.now.Add(firstQuarantine)
	require.Equal(t, until, b.info(t, "judge").QuarantinedUntil)
	for range 3 {
		_, err := check(t, judge, "fine")
		require.ErrorIs(t, err, ErrUnavailable)
		require.ErrorContains(t, err, "it is in quarantine for 2m0s")
		require.ErrorContains(t, err, "exit status 2", "the last time")
		after, early := sdk.AskAgain(err)
		require.True(t, early, "who asks now is not")
		require.Equal(t, firstQuarantine, after)
	}
	require.Equal(t, 1, strings.Count(b.log.String(), "plugin is in quarantine"))
	_, err := b.run(t, "anything")
	require.NoError(t, err, "others are none the wiser")

	b.move(firstQuarantine)
	require.Zero(t, b.info(t, "judge").QuarantinedUntil)
	_, err = judge.Describe(t.Context())
	require.NoError(t, err, "it starts, which proves nothing yet")
	_, err = check(t, judge, "panic")
	require.ErrorIs(t, err, ErrUnavailable)
	require.Equal(t, b.now.Add(2*firstQuarantine), b.info(t, "judge").QuarantinedUntil)

	b.move(2 * firstQuarantine)
	_, err = check(t, judge, "unjudgeable")
	require.ErrorIs(t, err, sdk.ErrUnjudgeable, "an answer as good as any")
	require.Contains(t, b.log.String(), "plugin answers again after its quarantine")
	_, err = check(t, judge, "panic")
	require.ErrorIs(t, err, ErrUnavailable)
	require.Zero(t, b.info(t, "judge").QuarantinedUntil, "its probation is over")
}

// One question in two that ends it costs those who ask the others a minute at most.
func TestAnswersTakeFaultsAway(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	judge := b.predicate(t, "judge")
	for range 2 * faultsAllowed {
		_, err := check(t, judge, "fine")
		require.NoError(t, err)
		_, err = check(t, judge, "panic")
		require.ErrorIs(t, err, ErrUnavailable)
		require.Zero(t, b.info(t, "judge").QuarantinedUntil)
		b.move(longestWait)
	}
}

// A full disk, or a machine that can start no more processes, is no fault of a plugin's, and none of who asks.
func TestFaultOfTheHostIsNoPlugins(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	judge := b.host.plugins["judge"]
	scratch := judge.scratch
	for name, spoil := range map[string]func(){
		"no folder":  func() { judge.scratch = "/no/such/folder" },
		"no binary":  func() { judge.program.kept.Path = "/no/such/program" },
		"no keeper":  func() { judge.program.executable = "/no/such/program" },
		"other file": func() { judge.program.sum = "00" },
	} {
		program := judge.program
		spoil()
		for range 2 * faultsAllowed {
			_, err := check(t, b.predicate(t, "judge"), "fine")
			after, early := sdk.AskAgain(err)
			require.True(t, early, "%s: %v", name, err)
			require.Equal(t, hostPause, after, "%s: %v", name, err)
		}
		judge.scratch, judge.program = scratch, program
	}
	require.Zero(t, b.info(t, "judge").QuarantinedUntil)
	_, err := check(t, b.predicate(t, "judge"), "fine")
	require.NoError(t, err)
}

// Who asks a plugin that does not start has not been the reason.
func TestStartThatFailsIsNoAskersFault(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) {
		c.Settings = map[string]map[string]string{"worker": {"refuse": "no folder given"}}
	})
	_, err := b.run(t, "anything")
	after, early := sdk.AskAgain(err)
	require.True(t, early)
	require.Equal(t, firstWait, after)
}

func TestNewSettingsEndAQuarantine(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) {
		c.Settings = map[string]map[string]string{"worker": {"refuse": "no folder given"}}
	})
	for range faultsAllowed {
		_, err := b.run(t, "anything")
		require.ErrorContains(t, err, "no folder given")
		b.move(longestWait)
	}
	require.NotZero(t, b.info(t, "worker").QuarantinedUntil)
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	require.NoError(t, worker.Configure(t.Context(), nil))
	require.Zero(t, b.info(t, "worker").QuarantinedUntil)
	_, err = b.run(t, "anything")
	require.NoError(t, err)
}

func TestQuarantinesGrow(t *testing.T) {
	t.Parallel()
	now := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	h := health{now: func() time.Time { return now }, logger: zerolog.Nop()}
	for range 3 * faultsAllowed { // slower than that is no quarantine
		h.failed(sdk.ErrRefused, 0)
		require.Zero(t, h.quarantined())
		now = now.Add(faultsWithin/(faultsAllowed-1) + time.Second)
	}
	now = now.Add(faultsWithin)
	for range faultsAllowed {
		require.Zero(t, h.quarantined())
		h.failed(sdk.ErrRefused, 0)
	}
	var lengths []time.Duration
	for range 4 {
		lengths = append(lengths, h.quarantined().Sub(now))
		now = h.quarantined()
		require.NoError(t, h.refuse())
		h.failed(sdk.ErrRefused, 0)
	}
	minutes := time.Minute
	require.Equal(t, []time.Duration{2 * minutes, 4 * minutes, 5 * minutes, 5 * minutes}, lengths)
	require.Equal(t, crew.LastPause, longestQuarantine, "as long as work waits that had trouble")
	h.reset()
	require.Zero(t, h.quarantined())
}
