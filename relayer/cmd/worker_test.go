package cmd

import (
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
)

// workerConfigOf is what `tercet worker` is told by flags.
func workerConfigOf(t *testing.T, args ...string) (got workerConfig, err error) {
	t.Helper()
	app := newApp(Streams{Out: io.Discard, Err: io.Discard}, nil)
	named(app.Commands, "worker").Action = func(c *cli.Context) (err error) {
		got, err = readWorkerConfig(c)
		return err
	}
	err = app.Run(append([]string{"tercet", "worker"}, args...))
	return got, err
}

func TestEveryFlagOfAWorkerFillsItsField(t *testing.T) {
	got, err := workerConfigOf(t, "--database", "postgres://db", "--queue", "prove", "--slots", "3", "--keys", "ks", "--executor", "files", "--executor-setting", "a=b",
		"--predicate", "p", "--plugins", "ps", "--plugin-processes", "11", "--plugin-memory", "12", "--monitor", "127.0.0.1:1", "--pprof")
	require.NoError(t, err)
	want := config.Default()
	want.Database, want.Keys, want.Executor, want.ExecutorSettings = "postgres://db", "ks", "files", map[string]string{"a": "b"}
	want.Predicates, want.Plugins, want.PluginProcesses, want.PluginMemory = []string{"p"}, "ps", 11, 12
	want.Monitor, want.Pprof = "127.0.0.1:1", true
	require.Equal(t, workerConfig{Config: want, slots: map[crew.Queue]int{crew.Prove: 3}}, got)
}

func TestWrongValuesOfAWorkerAreNamedAllAtOnce(t *testing.T) {
	_, err := workerConfigOf(t, "--slots", "0", "--queue", "sleep", "--monitor", "9464", "--pprof", "stray")
	require.ErrorIs(t, err, config.ErrMonitor)
	require.ErrorIs(t, err, config.ErrPprof)
	for _, want := range []string{"set --database", "--slots 0", `there is no "sleep"`, "set --monitor", `"stray" is not a flag`} {
		require.ErrorContains(t, err, want)
	}
}

// What a process had that was killed is done by another one within half a minute: a worker's work, by the default of --poll, and the
// signing itself.
func TestWhoeverIsKilledIsFollowedWithinHalfAMinute(t *testing.T) {
	t.Parallel()
	const atMost = 30 * time.Second
	require.LessOrEqual(t, crew.Silence+2*config.Default().Poll, atMost, "a look sees the last sign, and one after Silence that no other came")
	require.LessOrEqual(t, leaseLasts+leaseRenews, atMost, "a lease is renewed last, and asked for after it is over")
}
