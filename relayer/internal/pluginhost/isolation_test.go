package pluginhost

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper"
)

// What an external plugin might look at.

// newOutsiders is a folder with some of: the predicate "pinned", the executor "worker", and a trusted one, "friend".
func newOutsiders(t *testing.T, names ...string) string {
	t.Helper()
	external := &pinned{folder: t.TempDir(), pins: map[string]pin{}}
	for _, name := range names {
		kind := sdk.KindExecutor
		if name == "pinned" {
			kind = sdk.KindPredicate
		}
		external.add(t, name, kind, ownBytes(t))
		added := external.pins[name]
		added.Trusted = name == "friend"
		external.pins[name] = added
	}
	external.write(t)
	return external.folder
}

// newKey is a file that only this user may read.
func newKey(t *testing.T) string {
	t.Helper()
	path := filepath.Join(shortFolder(t), "key")
	require.NoError(t, os.Chmod(filepath.Dir(path), 0o755), "the file alone is closed")
	require.NoError(t, os.WriteFile(path, []byte("a key"), 0o600))
	return path
}

func (b *bundle) ask(t *testing.T, executor, task string) (string, error) {
	t.Helper()
	e, err := b.host.Executor(executor)
	require.NoError(t, err)
	output, err := e.Run(t.Context(), sdk.Job{Attempt: 1, Task: []byte(task)}, ignore)
	return string(output), err
}

// requireAllowed skips a test of a way that this machine does not let this user have. With the root that most containers have,
// one of them works: where continuous integration has none, it would say that attacks fail which nobody tried.
func requireAllowed(t *testing.T, ways ...isolation) {
	t.Helper()
	some := func(ways []isolation) bool {
		return slices.ContainsFunc(ways, func(way isolation) bool { return allowed(t, way) })
	}
	if some(ways) {
		return
	}
	if os.Getenv("CI") == "true" && keeper.Supported {
		require.True(t, some(waysOfThisUser()), "this machine lets this user have no isolation at all, and no attack would be tried: run as root, or allow user namespaces")
	}
	t.Skipf("this machine lets this user have none of %v", ways)
}

func TestPluginReadsAKey(t *testing.T) {
	t.Parallel()
	folder, key := newOutsiders(t, "worker", "friend"), newKey(t)
	for _, way := range waysOfThisUser() {
		t.Run(way.String(), func(t *testing.T) {
			t.Parallel()
			requireAllowed(t, way)
			b := newBundle(t, func(c *Config) {
				c.Folder, c.ways = folder, []isolation{way}
				delete(c.Builtin, "worker")
			})
			require.True(t, b.info(t, "worker").Isolated)
			require.False(t, b.info(t, "friend").Isolated)
			require.Contains(t, b.log.String(), `"plugin":"friend","message":"external plugin runs as this user and can read its files: its pin`)

			_, err := b.ask(t, "worker", "read "+key)
			require.Error(t, err)
			require.Regexp(t, "permission denied|no such file", err.Error())
			got, err := b.ask(t, "friend", "read "+key)
			require.NoError(t, err, "its pin says so")
			require.Equal(t, "a key", got)
		})
	}
}

// A stranger's program that nothing holds is not run, whatever the reason, unless its pin says that it may be.
func TestPluginThatCannotBeIsolatedIsRefused(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*Config){
		"no way":    func(c *Config) { c.ways = []isolation{} },
		"no keeper": func(c *Config) { c.Executable = "/bin/false" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := Config{Folder: newOutsiders(t, "worker"), Scratch: shortFolder(t), Logger: zerolog.Nop()}
			spoil(&config)
			_, err := New(config)
			require.ErrorIs(t, err, ErrExposed)
			require.ErrorContains(t, err, `external plugin worker: it cannot be isolated`)
			require.ErrorContains(t, err, `say "trusted": true in its pin`)
			config.Folder = newOutsiders(t, "friend")
			host, err := New(config)
			require.NoError(t, err)
			require.NoError(t, host.Stop())
		})
	}
}

// What is to be given to a plugin's user is the folder, not what somebody put into its place.
func TestFolderIsALink(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	link := filepath.Join(folder, "link")
	require.NoError(t, os.Mkdir(filepath.Join(folder, "root's"), 0o700))
	require.NoError(t, os.Symlink("root's", link))
	someone := program{kept: keeper.Spec{User: firstUser}}
	require.ErrorIs(t, someone.own(link), syscall.ENOTDIR)
}

// allowed says whether the kernel lets this user have what a way is made of, asked for with a program that does nothing.
func allowed(t *testing.T, way isolation) bool {
	t.Helper()
	command := exec.Command("/bin/true")
	if way.apart {
		made, err := keeper.Command("/bin/true", keeper.Spec{Apart: true})
		require.NoError(t, err)
		command.SysProcAttr = made.SysProcAttr
	} else {
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: firstUser, Gid: firstUser}}
	}
	err := command.Run()
	if err != nil {
		t.Logf("this machine does not allow it: %s", err)
	}
	return err == nil
}

// newApart is a bundle of external plugins that are kept apart, if this machine allows it.
func newApart(t *testing.T, names ...string) *bundle {
	t.Helper()
	requireAllowed(t, waysOfThisUser()[0])
	folder := newOutsiders(t, names...)
	return newBundle(t, func(c *Config) {
		c.Folder, c.ways = folder, waysOfThisUser()[:1]
		delete(c.Builtin, "worker")
	})
}

func TestPluginLooksAroundAndWrites(t *testing.T) {
	t.Parallel()
	b := newApart(t, "worker", "pinned")
	seen, err := b.ask(t, "worker", "processes")
	require.NoError(t, err)
	others := strings.Contains(" "+seen+" ", " "+strconv.Itoa(os.Getpid())+" ")
	require.False(t, others, seen)
	require.Less(t, len(strings.Fields(seen)), 4, seen)

	folder, err := b.ask(t, "worker", "folder")
	require.NoError(t, err)
	for _, path := range []string{filepath.Join(folder, "x"), "x"} {
		_, err = b.ask(t, "worker", "write "+path)
		require.NoError(t, err, path)
	}
	status, err := b.ask(t, "worker", "read /proc/self/status")
	require.NoError(t, err)
	require.Contains(t, status, "CapEff:\t0000000000000000")
	require.Contains(t, status, "NoNewPrivs:\t1")
	for _, path := range []string{"/x", "/usr/x", "/etc/x", "/dev/x", b.host.scratch.path + "/bin/worker"} {
		_, err = b.ask(t, "worker", "write "+path)
		require.Error(t, err, path)
	}
	stray := filepath.Join(b.host.scratch.path, "x")
	_, _ = b.ask(t, "worker", "write "+stray)
	require.NoFileExists(t, stray, "if it wrote that, then into a folder of its own")
	_, err = b.ask(t, "worker", "read "+b.host.scratch.path+"/bin/pinned")
	require.ErrorContains(t, err, "no such file", "others' binaries")
}

// A predicate judges what it is given: it has no network, to tell others of it.
func TestPredicateCallsSomebody(t *testing.T) {
	t.Parallel()
	b := newApart(t, "pinned")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer listener.Close()
	verdict, err := check(t, b.predicate(t, "pinned"), "dial "+listener.Addr().String())
	require.NoError(t, err)
	require.False(t, verdict.Holds, verdict.Findings)
}

// A probe that meters ask who uses a device has to see other processes.
func TestProbeSeesTheMachine(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root runs probes as somebody else")
	}
	requireAllowed(t, isolation{users: true})
	external := &pinned{folder: t.TempDir(), pins: map[string]pin{}}
	external.add(t, "prober", sdk.KindProbe, ownBytes(t))
	b := newBundle(t, func(c *Config) {
		c.Folder = external.folder
		delete(c.Builtin, "prober")
	})
	require.True(t, b.info(t, "prober").Isolated)
	for _, attack := range []string{"", "looks for " + strconv.Itoa(os.Getpid())} {
		devices, err := b.probe(t, attack).Devices(t.Context())
		require.NoError(t, err, attack)
		require.Len(t, devices, 1)
	}
}

// What is isolated differs between root and others: as root these tests run again as somebody else.
func TestWithoutRoot(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		return // all the others do
	}
	const nobody = 65534
	folder := shortFolder(t)
	require.NoError(t, os.Chown(folder, nobody, nobody))
	tests := exec.CommandContext(t.Context(), "/proc/self/exe",
		"-test.run=^(TestPluginReadsAKey|TestPluginLooks.*|TestPredicateCalls.*|TestNothingOutlivesAPlugin|TestBuiltinExecutor.*|TestKeeperIsStopped)$", "-test.v")
	tests.Dir = folder
	tests.Env = []string{"TMPDIR=" + folder, "PATH=" + os.Getenv("PATH")}
	tests.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	said, err := tests.CombinedOutput()
	require.NoError(t, err, string(said))
	require.Contains(t, string(said), "--- PASS: TestPluginReadsAKey")
}

// An isolation that does not hold is none.
func TestIsolationIsTried(t *testing.T) {
	t.Parallel()
	host, err := New(Config{Scratch: shortFolder(t), Logger: zerolog.Nop()})
	require.NoError(t, err)
	defer func() { require.NoError(t, host.Stop()) }()
	secret := newKey(t)
	executable, err := ownBinary()
	require.NoError(t, err)
	spec := keeper.Spec{Path: "/bin/true", Args: []string{"true"}, Unreadable: secret, Foreign: true}
	require.EqualError(t, keeper.Try(executable, spec), "it still reads its caller's files")
	spec.Path = "/bin/no-such-program"
	require.ErrorContains(t, keeper.Try(executable, spec), "reach the program")
	require.ErrorContains(t, keeper.Try("/bin/true", spec), "the keeper did not try")
	_, err = host.isolate(Config{Executable: "/bin/false", ways: waysOfThisUser()}, sdk.KindPredicate, "/bin/true")
	require.ErrorContains(t, err, "the keeper ended early")
}
