package keeper

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/keeper/keepertest"
)

// bombed is what came of a bomb.
type bombed struct {
	Started int // processes that said that they could start no more
	Report  Report
	Left    []string // names of processes that nobody ended
}

// A keeper ends a bomb once it has grown too large, and one that has grown as large as it gets, however it ends it. Without a
// keeper it stays.
func TestBomb(t *testing.T) {
	t.Parallel()
	for name, spec := range map[string]Spec{"enclosed": {Enclosed: true}, "kept": {}, "unkept": {Unkept: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if spec.Enclosed && !enclosable(t) {
				t.Skip("this machine does not allow namespaces")
			}
			whole := bombWith(t, spec)
			require.Equal(t, keepertest.BombSize, whole.Started, "nothing bounds it but itself")
			require.Equal(t, !spec.Unkept, len(whole.Left) == 0, "%d are left, such as %v", len(whole.Left), whole.Left[:min(len(whole.Left), 5)])
			if spec.Unkept {
				return
			}
			spec.Processes = 32
			bounded := bombWith(t, spec)
			require.Contains(t, bounded.Report.TooMuch, "processes, at most 32 are allowed")
			require.Empty(t, bounded.Left)
		})
	}
}

// enclosable says whether this machine lets this user have a namespace of processes.
func enclosable(t *testing.T) bool {
	t.Helper()
	command := exec.CommandContext(t.Context(), "/bin/true")
	command.SysProcAttr = attributes(Spec{Enclosed: true})
	err := command.Run()
	if err != nil {
		t.Logf("this machine does not allow namespaces: %s", err)
	}
	return err == nil
}

func bombWith(t *testing.T, spec Spec) (came bombed) {
	t.Helper()
	command := keepertest.Bomb()
	spec.Path, spec.Args = "/bin/sh", command.Args
	text, err := json.Marshal(struct {
		Spec
		Unkept bool
		Env    []string
	}{spec, spec.Unkept, command.Env})
	require.NoError(t, err)
	thrower := exec.CommandContext(t.Context(), "/proc/self/exe", "throw", string(text))
	thrower.Stderr = os.Stderr
	said, err := thrower.Output()
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(said, &came))
	return came
}

// throw keeps a bomb, in a process of its own that sees what is left of it.
func throw(text string) (err error) {
	var what struct {
		Spec
		Unkept bool
		Env    []string
	}
	if err := errors.Join(json.Unmarshal([]byte(text), &what), keepertest.Adopt()); err != nil {
		return err
	}
	spec := what.Spec
	spec.Unkept = what.Unkept
	command, err := Command("/proc/self/exe", spec)
	if err != nil {
		return err
	}
	command.Env = what.Env
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	defer read.Close()
	command.Stdout = write
	files, err := Start(command, spec)
	if err := errors.Join(err, write.Close()); err != nil {
		return err
	}
	defer files.Close()
	var came bombed
	bounded := spec.Processes > 0 // then its keeper ends it, if not before it is whole
	for lines := bufio.NewScanner(read); (bounded || came.Started < keepertest.BombSize) && lines.Scan(); {
		came.Started++
	}
	End(command.Process.Pid, spec, files)
	_ = command.Wait()
	came.Report = ReadReport(files.Report)
	came.Left = keepertest.Left()
	return json.NewEncoder(os.Stdout).Encode(came)
}

// The kernel bounds threads where it can, for one that is faster than its keeper.
func TestKernelCounts(t *testing.T) {
	t.Parallel()
	machine, err := os.ReadFile(highestFile)
	require.NoError(t, err)
	spec := shell("cat " + highestFile + "; grep 'Max processes' /proc/self/limits")
	spec.Processes = 10
	if enclosable(t) {
		spec.Enclosed = true
		_, said := keepIt(t, spec)
		require.Equal(t, countsByNamespace(), len(said) > 3 && said[:4] == "460\n", said)
		spec.Enclosed = false
	}
	_, said := keepIt(t, spec)
	require.Contains(t, said, string(machine), "the machine's own stays as it was")
	if os.Geteuid() == 0 {
		spec.User = 65533
		_, said = keepIt(t, spec)
		require.Contains(t, strings.Fields(said), "160", "a limit of a user's binds everybody but root")
	}
}

func TestKeeperHasThreadsInReserve(t *testing.T) {
	t.Parallel()
	_, said := keepIt(t, shell("grep Threads /proc/$PPID/status"))
	fields := strings.Fields(said)
	require.Len(t, fields, 2)
	threads, err := strconv.Atoi(fields[1])
	require.NoError(t, err)
	require.Greater(t, threads, spareThreads)
}

func TestReleases(t *testing.T) {
	t.Parallel()
	for release, since := range map[string]bool{
		"6.14.0": true, "6.14": true, "6.18.44-fc-v595": true, "7.0.0-rc1": true, "10.1": true,
		"6.13.12": false, "5.14.0-503.el9": false, "6": false, "": false, "x.y": false,
	} {
		require.Equal(t, since, sinceRelease(release, firstMajor, firstMinor), release)
	}
}
