package pluginhost

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What a plugin leaves behind, and who may take it along.

// newWorkers are bundles whose worker is built in, kept apart as far as this machine allows, and just another user.
func newWorkers(t *testing.T) map[string]func(*testing.T) *bundle {
	t.Helper()
	external := &pinned{folder: t.TempDir(), pins: map[string]pin{}}
	external.add(t, "worker", sdk.KindExecutor, ownBytes(t))
	outside := func(ways []isolation) func(*testing.T) *bundle {
		return func(t *testing.T) *bundle {
			t.Helper()
			requireAllowed(t, ways...)
			return newBundle(t, func(c *Config) {
				delete(c.Builtin, "worker")
				c.Folder, c.ways = external.folder, ways
			})
		}
	}
	workers := map[string]func(*testing.T) *bundle{
		"built in": func(t *testing.T) *bundle { t.Helper(); return newBundle(t, nil) },
		"apart":    outside(waysOfThisUser()),
	}
	if os.Geteuid() == 0 {
		workers["another user"] = outside([]isolation{{users: true}})
	}
	return workers
}

func TestNothingOutlivesAPlugin(t *testing.T) {
	t.Parallel()
	for kind, start := range newWorkers(t) {
		for name, end := range map[string]func(*testing.T, *bundle){
			"a stop": func(t *testing.T, b *bundle) { require.NoError(t, b.host.Stop()) },
			"the plugin's death": func(t *testing.T, b *bundle) {
				_, err := b.run(t, "die")
				require.ErrorIs(t, err, ErrUnavailable)
			},
		} {
			t.Run(kind+", "+name, func(t *testing.T) {
				t.Parallel()
				b := start(t)
				folder, err := b.run(t, "folder")
				require.NoError(t, err)
				var locks []*os.File
				for _, manner := range []string{"grandchild", "escape", "orphan"} {
					_, err = b.run(t, manner+" "+manner)
					require.NoError(t, err)
					lock := openLock(t, filepath.Join(string(folder), manner))
					requireHeld(t, lock)
					locks = append(locks, lock)
				}
				end(t, b)
				for _, lock := range locks {
					awaitFree(t, lock)
				}
			})
		}
	}
}

// Without a keeper an orphan lives on: that is what the others are held from.
func TestOrphanWithoutAKeeper(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.ownWays = []isolation{} })
	require.Contains(t, b.log.String(), "leave behind can escape")
	folder, err := b.run(t, "folder")
	require.NoError(t, err)
	_, err = b.run(t, "orphan lock")
	require.NoError(t, err)
	lock := openLock(t, filepath.Join(string(folder), "lock"))
	require.NoError(t, b.host.Stop())
	requireHeld(t, lock)
	left := withinEnvironment(t, string(folder))
	require.Len(t, left, 1)
	require.NoError(t, syscall.Kill(left[0], syscall.SIGKILL))
	awaitFree(t, lock)
}

func TestNothingOutlivesAKilledHost(t *testing.T) {
	t.Parallel()
	external := &pinned{folder: t.TempDir(), pins: map[string]pin{}}
	external.add(t, "worker", sdk.KindExecutor, ownBytes(t))
	for name, folder := range map[string]string{"built in": "", "external": external.folder} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if folder != "" {
				requireAllowed(t, waysOfThisUser()...)
			}
			host := exec.CommandContext(t.Context(), "/proc/self/exe", "host", folder, shortFolder(t))
			host.Stderr = os.Stderr
			stdout, err := host.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, host.Start())
			said, err := bufio.NewReader(stdout).ReadString('\n')
			require.NoError(t, err)
			lock := openLock(t, strings.TrimSpace(said))
			requireHeld(t, lock)
			require.NoError(t, host.Process.Kill())
			_ = host.Wait()
			awaitFree(t, lock)
		})
	}
}

func TestPluginKillsItsKeeper(t *testing.T) {
	t.Parallel()
	for kind, start := range newWorkers(t) {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			b := start(t)
			before, err := b.run(t, "pid")
			require.NoError(t, err)
			worker := b.host.plugins["worker"]
			first := worker.current.process
			// Nobody kills the first process of a namespace from within it, nor another user's.
			cannot := worker.program.kept.Enclosed || worker.info.Isolated
			_, _ = b.run(t, "kill its parent")
			if !cannot {
				<-first.done
			}
			after, err := b.run(t, "pid")
			require.NoError(t, err)
			require.Equal(t, cannot, worker.current.process == first, "%s, then %s", before, after)
		})
	}
}

// A keeper that does not do its work is ended with what it keeps.
func TestKeeperIsStopped(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	folder, err := b.run(t, "folder")
	require.NoError(t, err)
	_, err = b.run(t, "orphan lock")
	require.NoError(t, err)
	lock := openLock(t, filepath.Join(string(folder), "lock"))
	requireHeld(t, lock)
	require.NoError(t, b.host.plugins["worker"].current.process.cmd.Process.Signal(syscall.SIGSTOP))
	require.NoError(t, b.host.Stop())
	awaitFree(t, lock)
}

// Who kills a keeper, which takes to be its user, ends its plugin and that one's group by it.
func TestKeeperIsKilled(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	folder, err := b.run(t, "folder")
	require.NoError(t, err)
	_, err = b.run(t, "grandchild lock")
	require.NoError(t, err)
	lock := openLock(t, filepath.Join(string(folder), "lock"))
	requireHeld(t, lock)
	first := b.host.plugins["worker"].current.process
	require.NoError(t, first.cmd.Process.Kill())
	awaitFree(t, lock)
	<-first.done
	_, err = b.run(t, "anything")
	require.NoError(t, err)
}

// A keeper that has to be given up leaves nothing of its plugin's group.
func TestKeeperIsGivenUp(t *testing.T) {
	t.Parallel()
	for name, give := range map[string]func(*process){"it goes": (*process).giveUp, "it does not": (*process).lose} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBundle(t, func(c *Config) { c.ownWays = []isolation{{}} })
			folder, err := b.run(t, "folder")
			require.NoError(t, err)
			_, err = b.run(t, "grandchild lock")
			require.NoError(t, err)
			lock := openLock(t, filepath.Join(string(folder), "lock"))
			requireHeld(t, lock)
			first := b.host.plugins["worker"].current.process
			give(first)
			<-first.done
			awaitFree(t, lock)
		})
	}
}

func openLock(t *testing.T, path string) *os.File {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	t.Cleanup(func() { _ = file.Close() })
	return file
}

func requireHeld(t *testing.T, lock *os.File) {
	t.Helper()
	require.ErrorIs(t, syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

// awaitFree returns when whoever held the lock is gone.
func awaitFree(t *testing.T, lock *os.File) {
	t.Helper()
	free := make(chan error, 1)
	go func() {
		err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX)
		free <- errors.Join(err, syscall.Flock(int(lock.Fd()), syscall.LOCK_UN))
	}()
	select {
	case err := <-free:
		require.NoError(t, err)
	case <-time.After(20 * time.Second):
		t.Fatal("whoever held the lock lives on")
	}
}
