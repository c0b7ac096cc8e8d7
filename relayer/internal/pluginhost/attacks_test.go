package pluginhost

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper/keepertest"
)

// attacks are what a hostile plugin does when it is asked, and what its caller hears. It fails alone: the host hardly grows,
// another plugin answers while it happens, and the plugin itself answers the next question.
var attacks = []struct{ plugin, output, want string }{
	{"pinned", "panic", `it ended while it was asked \(exit status 2\)`},
	{"pinned", "exit", `it ended while it was asked \(exit status 3\)`},
	{"pinned", "hang", "plugin took too long: no answer within 5s"},
	{"pinned", "hog 1024", "MiB of memory, at most 128 MiB are allowed"},
	{"pinned", "bomb", `it ended while it was asked \(.*(processes|threads|signal)`}, // whoever is first, the keeper that counts or the kernel
	{"pinned", "noise", "plugin took too long"},
	{"pinned", "chatter", "plugin took too long"},
	{"pinned", "oversized", "it is larger than allowed"},
	{"pinned", "loud error", "xxxx"},
	{"giant", "gigabyte", "it is larger than allowed"},
	{"giant", "print", "plugin took too long"},
	{"noisy", "", "Unrecognized remote plugin message: xxxxxxxxxx"},
	{"endless", "", "Unrecognized remote plugin message"},
}

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
	for _, name := range []string{"pinned", "second", "giant", "noisy", "endless"} {
		folder.add(t, name, sdk.KindPredicate, ownBytes(t))
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
			if attack.output == "noise" || attack.output == "chatter" {
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
		Timeouts: Timeouts{Check: 5 * time.Second, Stop: 100 * time.Millisecond},
		Limits:   Limits{Memory: 128 << 20, Processes: 16},
	})
	if err != nil {
		panic(err)
	}
	ask := func(name, output string) string {
		p, err := host.Predicate(name)
		if err == nil {
			_, err = p.Check(context.Background(), sdk.CheckRequest{Output: []byte(output)})
		}
		if err != nil {
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
		if attack.plugin == "pinned" || attack.plugin == "giant" {
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
