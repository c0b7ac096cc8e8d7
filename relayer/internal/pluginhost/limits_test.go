package pluginhost

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What a plugin might take too much of. What comes of it when it is an external one, TestAttacks says.

func TestBuiltinPredicateTakesAllMemory(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.Limits.Memory = 128 << 20 })
	judge := b.predicate(t, "judge")
	_, err := check(t, judge, "hog 1024")
	require.ErrorIs(t, err, ErrUnavailable)
	require.ErrorIs(t, err, ErrTooMuch)
	_, err = check(t, judge, "fine")
	require.NoError(t, err)
}

// Programs that an executor runs may need any amount, unless its pin says otherwise.
func TestExecutorTakesMuchMemory(t *testing.T) {
	t.Parallel()
	external := &pinned{folder: t.TempDir(), pins: map[string]pin{}}
	external.add(t, "bounded", sdk.KindExecutor, ownBytes(t))
	bounded := external.pins["bounded"]
	bounded.Memory, bounded.Processes, bounded.Trusted = 128, 12, true
	external.pins["bounded"] = bounded
	external.write(t)
	b := newBundle(t, func(c *Config) { c.Folder, c.Limits.Memory = external.folder, 64<<20 })
	_, err := b.ask(t, "worker", "take 192")
	require.NoError(t, err)
	for _, info := range b.host.plugins {
		want := DefaultProcesses
		if info.info.Name == "bounded" {
			want = 12
		}
		require.Equal(t, want, info.program.kept.Processes, info.info.Name)
	}
	environment, err := b.ask(t, "bounded", "environment")
	require.NoError(t, err)
	require.Contains(t, environment, "GOMEMLIMIT=120795948", "one in Go collects before it has too much")
	_, err = b.ask(t, "bounded", "hog 1024")
	require.ErrorIs(t, err, ErrTooMuch)
}

// What `command` runs counts for it, and the job that is hungry fails alone: the next one is done.
func TestProgramOfAnExecutorTakesAllMemory(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	require.NoError(t, err)
	argv, err := json.Marshal([]string{"sh", "-c", `case $(cat) in *'"attempt":1,'*) exec "$0" hungry 1024;; *) echo done;; esac`, self})
	require.NoError(t, err)
	b := newBundle(t, func(c *Config) {
		c.Builtin["command"], c.Limits.ExecutorMemory = sdk.KindExecutor, 128<<20
		c.Settings = map[string]map[string]string{"command": {"command": string(argv)}}
	})
	command, err := b.host.Executor("command")
	require.NoError(t, err)
	_, err = command.Run(t.Context(), sdk.Job{Attempt: 1}, ignore)
	require.ErrorIs(t, err, ErrTooMuch)
	require.ErrorContains(t, err, "MiB of memory, at most 128 MiB are allowed")
	output, err := command.Run(t.Context(), sdk.Job{Attempt: 2}, ignore)
	require.NoError(t, err)
	require.Equal(t, "done\n", string(output))
	_, err = check(t, b.predicate(t, "judge"), "fine")
	require.NoError(t, err)
}

func TestBuiltinExecutorStartsProcessesWithoutEnd(t *testing.T) {
	t.Parallel()
	for _, way := range ownWays() {
		t.Run(way.String(), func(t *testing.T) {
			t.Parallel()
			b := newBundle(t, func(c *Config) { c.Limits.Processes, c.ownWays = 12, []isolation{way, {}} })
			folder, err := b.run(t, "folder")
			require.NoError(t, err)
			_, err = b.run(t, "escape lock")
			require.NoError(t, err)
			lock := openLock(t, filepath.Join(string(folder), "lock"))
			_, err = b.run(t, "bomb")
			require.ErrorIs(t, err, ErrTooMuch)
			awaitFree(t, lock)
			require.Empty(t, withinEnvironment(t, string(folder)), "processes are left")
			require.NoDirExists(t, string(folder))
		})
	}
}
