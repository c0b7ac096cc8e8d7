package pluginhost

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper/keepertest"
	"github.com/tercet-protocol/tercet/relayer/internal/prover/provertest"
)

// attacks are what a hostile plugin does when it is asked, and what its caller hears. It fails alone: the host hardly grows,
// another plugin answers while it happens, the plugin itself answers the next question, and no process is left. "worker" and
// "colossus" are executors, all others predicates.
var attacks = []struct{ plugin, output, want string }{
	{"pinned", "panic", `it ended while it was asked \(exit status 2\)`},
	{"pinned", "exit", `it ended while it was asked \(exit status 3\)`},
	{"pinned", "hang", "plugin took too long: no answer within 5s"},
	{"pinned", "hog 1024", "MiB of memory, at most 128 MiB are allowed"},
	{"pinned", "bomb", `it ended while it was asked \(.*(processes|threads|signal)`}, // whoever is first, the keeper that counts or the kernel
	{"pinned", "orphan lock", `it ended while it was asked \(exit status 2\)`},       // a double fork into a session of its own
	{"pinned", "noise", "plugin took too long"},
	{"pinned", "chatter", "plugin took too long"},
	{"pinned", "oversized", "it is larger than allowed"},
	{"pinned", "loud error", "xxxx"},
	{"pinned", wrongJob, "answer refused: the witness.s z is not the one of header"},
	{"pinned", falsePass, "breaks a constraint"},
	{"giant", "gigabyte", "it is larger than allowed"},
	{"giant", "print", "plugin took too long"},
	{"noisy", "", "Unrecognized remote plugin message: xxxxxxxxxx"},
	{"endless", "", "Unrecognized remote plugin message"},
	{"swapped", swap, "it is not the file that was pinned"},
	{"worker", "panic", `it ended while it was asked \(exit status 2\)`},
	{"worker", "hang", "plugin took too long: no answer within 5s"},
	{"worker", "hog 1024", "MiB of memory, at most 128 MiB are allowed"},
	{"worker", "bomb", `it ended while it was asked \(.*(processes|threads|signal)`},
	{"worker", "orphan lock", `^$`}, // what it left ends with it
	{"worker", "chatter", "more than 10000 events"},
	{"worker", readKey, "permission denied|no such file"},
	{"colossus", "gigabyte", "it is larger than allowed"},
}

// Attacks that need more than a question.
const (
	wrongJob  = "another recipient" // a witness for a job that it was not given
	falsePass = "a false pass"
	swap      = "swap" // its file is another one once it has started, and it has to start again
	readKey   = "read the keystore"
)

// outcome is what an attack came to.
type outcome struct {
	Err, Bystander, Again string
	Answers               int   // of another plugin meanwhile
	Grown                 int64 // KiB that the host had more, at its highest, than before
	Logged                int64 // bytes
}

// How much an attack may have the host grow, in KiB, and log, in bytes: of a plugin's lines no more than is read of them.
const (
	mostGrown  = 64 << 10
	mostLogged = 32 << 20
)

// bystand asks another plugin again and again until an attack is over.
func bystand(ask func(name, output string) string, over <-chan struct{}) (answers int, fault string) {
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for {
		if fault := ask("second", "fine"); fault != "" {
			return answers, fault
		}
		answers++
		select {
		case <-over:
			return answers, ""
		case <-again.C:
		}
	}
}

// counter counts what is logged.
type counter struct{ bytes atomic.Int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.bytes.Add(int64(len(p)))
	return len(p), nil
}

func TestAttacks(t *testing.T) {
	t.Parallel()
	requireAllowed(t, waysOfThisUser()...)
	folder := &pinned{folder: t.TempDir(), pins: map[string]pin{}}
	for _, name := range []string{"pinned", "second", "giant", "noisy", "endless", "swapped"} {
		folder.add(t, name, sdk.KindPredicate, ownBytes(t))
	}
	for _, name := range []string{"worker", "colossus"} {
		folder.add(t, name, sdk.KindExecutor, ownBytes(t))
	}
	scratch := shortFolder(t)
	host := exec.CommandContext(t.Context(), "/proc/self/exe", "attack", folder.folder, scratch)
	host.Stderr = os.Stderr
	said, err := host.Output()
	require.NoError(t, err)
	var came struct {
		Outcomes []outcome
		Left     []string
	}
	require.NoError(t, json.Unmarshal(said, &came))
	require.Empty(t, came.Left, "processes are left")
	require.Len(t, came.Outcomes, len(attacks))
	for i, attack := range attacks {
		t.Run(attack.plugin+" "+attack.output, func(t *testing.T) {
			t.Parallel()
			got := came.Outcomes[i]
			t.Logf("the host grew by %d KiB: %.200s", got.Grown, got.Err)
			require.Regexp(t, attack.want, got.Err)
			require.Less(t, got.Grown, int64(mostGrown))
			require.Empty(t, got.Bystander)
			require.Positive(t, got.Answers, "the other answers while it happens")
			if attack.plugin == "pinned" && (attack.output == "noise" || attack.output == "chatter") {
				require.Greater(t, got.Logged, int64(linesPerMinute), "it was read")
				require.Less(t, got.Logged, int64(mostLogged), "little of it is kept")
			}
			require.Empty(t, got.Again)
		})
	}
}

// attack is the host that is attacked, in a process of its own.
func attack(plugins, scratch string) {
	if err := keepertest.Adopt(); err != nil {
		panic(err)
	}
	start := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	var passed atomic.Int64
	var logged counter
	host, err := New(Config{
		Folder: plugins, Scratch: scratch, Logger: zerolog.New(&logged),
		Now:      func() time.Time { return start.Add(time.Duration(passed.Load())) },
		Timeouts: Timeouts{Check: 5 * time.Second, Run: 5 * time.Second, Stop: 100 * time.Millisecond},
		Limits:   Limits{Memory: 128 << 20, ExecutorMemory: 128 << 20, Processes: 16},
	})
	if err != nil {
		panic(err)
	}
	victim, err := newVictim(host, scratch)
	if err != nil {
		panic(err)
	}
	ask := func(name, question string) string {
		if err := victim.ask(name, question); err != nil {
			return err.Error()
		}
		return ""
	}
	var outcomes []outcome
	for _, attack := range attacks {
		if fault := ask("second", "fine"); fault != "" {
			panic(fault)
		}
		debug.FreeOSMemory()
		before := resetPeak()
		logged.bytes.Store(0)
		got, over := outcome{}, make(chan struct{})
		var bystander sync.WaitGroup
		bystander.Go(func() { got.Answers, got.Bystander = bystand(ask, over) })
		fault := ask(attack.plugin, attack.output)
		close(over)
		bystander.Wait()
		got.Err, got.Grown, got.Logged = fault, peak()-before, logged.bytes.Load()
		if !slices.Contains([]string{"noisy", "endless", "swapped"}, attack.plugin) {
			got.Again = ask(attack.plugin, "fine")
		}
		outcomes = append(outcomes, got)
		passed.Add(int64(faultsWithin)) // so that none is in quarantine for what another did
	}
	if err := host.Stop(); err != nil {
		panic(err)
	}
	came := map[string]any{"Outcomes": outcomes, "Left": keepertest.Left()}
	if err := json.NewEncoder(os.Stdout).Encode(came); err != nil {
		panic(err)
	}
}

// victim is a relayer, as far as hostile plugins go: its host, the keys of a circuit, and a key that only its user reads.
type victim struct {
	host   *Host
	bundle *keys.Bundle
	key    string
}

func newVictim(host *Host, folder string) (*victim, error) {
	bundle, err := keys.Develop(context.Background(), filepath.Join(folder, "keys"), "square", provertest.Circuit(), func(string) {})
	if err != nil {
		return nil, err
	}
	v := &victim{host, bundle, filepath.Join(folder, "key")}
	return v, errors.Join(os.Chmod(folder, 0o755), os.WriteFile(v.key, []byte("a key"), 0o600)) // the file alone is closed
}

// ask asks a plugin for an answer, whatever its kind.
func (v *victim) ask(name, question string) error {
	ctx := context.Background()
	if e, err := v.host.Executor(name); err == nil {
		if question == readKey {
			question = "read " + v.key
		}
		_, err = e.Run(ctx, sdk.Job{Attempt: 1, Task: []byte(question)}, ignore)
		return err
	}
	p, err := v.host.Predicate(name)
	if err != nil {
		return err
	}
	switch question {
	case wrongJob:
		_, err = p.Assign(ctx, assignRequest(question))
	case falsePass:
		err = claim(ctx, p, v.bundle, "145")
	case swap:
		err = v.swap(name)
	default:
		_, err = p.Check(ctx, sdk.CheckRequest{Output: []byte(question)})
	}
	return err
}

// swap puts another program into the place of one that runs, and has that end and be asked again.
func (v *victim) swap(name string) error {
	if err := v.ask(name, "fine"); err != nil {
		return err
	}
	path := filepath.Join(v.host.scratch.path, "bin", name)
	if err := errors.Join(os.Remove(path), os.WriteFile(path, []byte("#!/bin/sh\n"), 0o700)); err != nil {
		return err
	}
	if err := v.ask(name, "exit"); err == nil {
		return errors.New("it did not end")
	}
	return v.ask(name, "fine")
}

// resetPeak has the kernel forget how much memory this process had at most, and says how much it has, in KiB.
func resetPeak() int64 {
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		panic(err)
	}
	return peak()
}

func peak() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(status))
	for lines.Scan() {
		if value, found := strings.CutPrefix(lines.Text(), "VmHWM:"); found {
			kib, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			if err != nil {
				panic(err)
			}
			return kib
		}
	}
	panic("no VmHWM")
}

// withinEnvironment are the processes that have a text in their environment, as what a plugin started has its folder.
func withinEnvironment(t *testing.T, text string) (pids []int) {
	t.Helper()
	environments, err := filepath.Glob("/proc/[0-9]*/environ")
	require.NoError(t, err)
	for _, path := range environments {
		environment, err := os.ReadFile(path)
		if err == nil && strings.Contains(string(environment), text) {
			pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
			require.NoError(t, err)
			pids = append(pids, pid)
		}
	}
	return pids
}
