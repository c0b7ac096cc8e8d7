package pluginhost

import (
	"bytes"
	"context"
	"io"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// bundle is a host over this binary's own plugins, whose time and log the test holds.
type bundle struct {
	host *Host
	log  *buffer

	mu  sync.Mutex
	now time.Time
}

func (b *bundle) move(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = b.now.Add(d)
}

// buffer is written to by many processes' readers.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func newBundle(t *testing.T, change func(*Config)) *bundle {
	t.Helper()
	b := &bundle{log: &buffer{}, now: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}
	config := Config{
		Builtin: map[string]sdk.Kind{
			"judge": sdk.KindPredicate, "liar": sdk.KindPredicate, "chameleon": sdk.KindPredicate,
			"silent": sdk.KindPredicate, "mute": sdk.KindPredicate,
			"abroad": sdk.KindPredicate, "next-door": sdk.KindPredicate,
			"worker": sdk.KindExecutor,
		},
		Logger: zerolog.New(b.log),
		Now: func() time.Time {
			b.mu.Lock()
			defer b.mu.Unlock()
			return b.now
		},
	}
	if change != nil {
		change(&config)
	}
	host, err := New(config)
	require.NoError(t, err)
	b.host = host
	t.Cleanup(func() {
		require.NoError(t, host.Stop())
		require.NoDirExists(t, host.scratch.path)
	})
	return b
}

func (b *bundle) predicate(t *testing.T, name string) sdk.Predicate {
	t.Helper()
	p, err := b.host.Predicate(name)
	require.NoError(t, err)
	return p
}

func (b *bundle) run(t *testing.T, task string) ([]byte, error) {
	t.Helper()
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	return worker.Run(t.Context(), sdk.Job{Attempt: 1, Task: []byte(task)}, ignore)
}

func check(t *testing.T, p sdk.Predicate, output string) (sdk.Verdict, error) {
	t.Helper()
	return p.Check(t.Context(), sdk.CheckRequest{Output: []byte(output)})
}

func TestAnswersComeThrough(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	judge := b.predicate(t, "judge")

	description, err := judge.Describe(t.Context())
	require.NoError(t, err)
	require.Equal(t, "judge", description.Name)
	verdict, err := check(t, judge, "fine")
	require.NoError(t, err)
	require.True(t, verdict.Holds)
	require.Equal(t, []byte("fine"), verdict.Output)
	_, err = check(t, judge, "unjudgeable")
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	require.EqualError(t, err, "plugin judge, check: a zero-width space at line 3")
	assignment, err := judge.Assign(t.Context(), assignRequest("fine"))
	require.NoError(t, err)
	require.Equal(t, sdk.Word{31: 7}, assignment.H)
	opened, err := judge.Open(t.Context(), sdk.OpenRequest{})
	require.NoError(t, err)
	require.Equal(t, "opened", string(opened))

	var events []string
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	output, err := worker.Run(t.Context(), sdk.Job{Attempt: 1, Task: []byte("progress")}, func(e sdk.Event) error {
		events = append(events, e.Message)
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, "done", string(output))
	require.Equal(t, []string{"half  [1m way"}, events)
}

func TestUnknownPluginIsNamed(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	_, err := b.host.Predicate("worker")
	require.EqualError(t, err, `no predicate is called "worker"; there are: abroad, chameleon, judge, liar, mute, next-door, silent`)
	_, err = b.host.Executor("nobody")
	require.EqualError(t, err, `no executor is called "nobody"; there are: worker`)
}

// Stealing secrets.

func TestPluginReadsTheEnvironment(t *testing.T) {
	t.Setenv("TERCET_SIGNER_SECRET", "0x1234")
	b := newBundle(t, nil)
	output, err := b.run(t, "environment")
	require.NoError(t, err)
	allowed := []string{
		"TMPDIR", sdk.LifelineEnv, sdk.Handshake.MagicCookieKey, "PLUGIN_MIN_PORT", "PLUGIN_MAX_PORT",
		"PLUGIN_PROTOCOL_VERSIONS", "PLUGIN_CLIENT_CERT", "PLUGIN_UNIX_SOCKET_DIR",
	}
	var names []string
	for line := range strings.Lines(string(output)) {
		if name, _, found := strings.Cut(line, "="); found && strings.ToUpper(name) == name && !strings.Contains(name, "/") && !strings.Contains(name, "+") {
			names = append(names, name)
		}
	}
	require.Subset(t, allowed, names)
	require.Contains(t, names, "PLUGIN_CLIENT_CERT", "TLS on both sides")
	require.NotContains(t, string(output), "0x1234")
}

func TestPluginReadsStdin(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	output, err := b.run(t, "stdin")
	require.NoError(t, err)
	require.Empty(t, output)
}

func TestPluginWorksInAFolderOfItsOwn(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	output, err := b.run(t, "folder")
	require.NoError(t, err)
	require.Equal(t, b.host.scratch.path, filepath.Dir(string(output)))
	info, err := os.Stat(string(output))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	info, err = os.Stat(b.host.scratch.path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
}

// Answers that are too large, or a lie.

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
	judge := newBundle(t, nil).predicate(t, "judge")
	for _, attack := range []string{
		"step back", "more than the forward", "zero at the end", "too many words", "payload not in the field",
		"another recipient", "another y", "secret not in the field", "witness cut short",
	} {
		_, err := judge.Assign(t.Context(), assignRequest(attack))
		require.ErrorIs(t, err, sdk.ErrRefused, attack)
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

// Dying, hanging, staying.

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

func TestJobOutlivesItsDeadline(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	for _, left := range []time.Duration{-time.Second, 300 * time.Millisecond} {
		_, err = worker.Run(t.Context(), sdk.Job{Attempt: 1, Task: []byte("wait"), Deadline: b.now.Add(left)}, ignore)
		require.ErrorContains(t, err, "deadline")
	}
}

func TestCallerGivesUp(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	worker, err := b.host.Executor("worker")
	require.NoError(t, err)
	before, err := b.run(t, "pid")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	_, err = worker.Run(ctx, sdk.Job{Attempt: 1, Task: []byte("wait")}, func(sdk.Event) error {
		cancel()
		return nil
	})
	require.ErrorIs(t, err, context.Canceled)
	after, err := b.run(t, "pid")
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

func TestGrandchildrenSurvive(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*testing.T, *bundle){
		"a stop": func(t *testing.T, b *bundle) { require.NoError(t, b.host.Stop()) },
		"the plugin's death": func(t *testing.T, b *bundle) {
			_, err := b.run(t, "die")
			require.ErrorIs(t, err, ErrUnavailable)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lock := filepath.Join(t.TempDir(), "lock")
			b := newBundle(t, nil)
			_, err := b.run(t, "grandchild "+lock)
			require.NoError(t, err)
			requireHeld(t, lock)
			end(t, b)
			awaitFree(t, lock)
		})
	}
}

// What leaves its group on purpose lives on, but does not hold up the host that reads its output.
func TestEscapedGrandchildHoldsUpStop(t *testing.T) {
	t.Parallel()
	lock := filepath.Join(t.TempDir(), "lock")
	b := newBundle(t, nil)
	output, err := b.run(t, "escape "+lock)
	require.NoError(t, err)
	pid, err := strconv.Atoi(string(output))
	require.NoError(t, err)
	stopped := make(chan error, 1)
	go func() { stopped <- b.host.Stop() }()
	select {
	case err := <-stopped:
		require.NoError(t, err)
	case <-time.After(20 * time.Second):
		t.Error("the host waits for the grandchild")
	}
	requireHeld(t, lock)
	require.NoError(t, syscall.Kill(pid, syscall.SIGKILL))
}

func TestPluginOutlivesAKilledHost(t *testing.T) {
	t.Parallel()
	lock := filepath.Join(t.TempDir(), "lock")
	executable, err := os.Executable()
	require.NoError(t, err)
	host := exec.CommandContext(t.Context(), executable, "host", lock)
	host.Stderr = os.Stderr
	stdout, err := host.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, host.Start())
	said := make([]byte, len("ready"))
	_, err = io.ReadFull(stdout, said)
	require.NoError(t, err)
	require.Equal(t, "ready", string(said))
	requireHeld(t, lock)
	require.NoError(t, host.Process.Kill())
	_ = host.Wait()
	awaitFree(t, lock)
}

func requireHeld(t *testing.T, path string) {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	require.ErrorIs(t, syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

// awaitFree returns when whoever held the lock is gone.
func awaitFree(t *testing.T, path string) {
	t.Helper()
	free := make(chan error, 1)
	go func() {
		file, err := os.Open(path)
		if err == nil {
			defer file.Close()
			err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX)
		}
		free <- err
	}()
	select {
	case err := <-free:
		require.NoError(t, err)
	case <-time.After(20 * time.Second):
		t.Fatal("the grandchild lives on")
	}
}
