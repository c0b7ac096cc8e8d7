package keeper

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// TestMain makes this binary a keeper, as tercet is.
func TestMain(m *testing.M) {
	switch {
	case len(os.Args) == 4 && os.Args[2] == "keep":
		if err := Keep(os.Args[3]); err != nil {
			panic(err)
		}
	case len(os.Args) == 2 && os.Args[1] == "headless":
		endFirstThread()
	case len(os.Args) == 2 && os.Args[1] == "undumpable":
		hide()
	case len(os.Args) == 4 && os.Args[1] == "nobody":
		if err := beNobody(os.Args[2], os.Args[3]); err != nil {
			panic(err)
		}
	case len(os.Args) == 3 && os.Args[1] == "throw":
		if err := throw(os.Args[2]); err != nil {
			panic(err)
		}
	default:
		os.Exit(m.Run()) //nolint:forbidigo // this is a main
	}
}

func init() {
	if len(os.Args) == 2 && os.Args[1] == "headless" {
		runtime.LockOSThread() // the first
	}
}

// endFirstThread ends the thread that gives a process its state in /proc, and leaves another with some memory, which says
// when that has happened.
func endFirstThread() {
	runtime.GOMAXPROCS(4)  // the thread takes a processor with it
	debug.SetGCPercent(-1) // and a collection would wait for the thread
	held := bytes.Repeat([]byte{1}, 32<<20)
	running := make(chan struct{})
	go func() {
		defer runtime.KeepAlive(held)
		runtime.LockOSThread()
		close(running)
		for {
			if stat, err := os.ReadFile("/proc/self/stat"); err != nil || bytes.Contains(stat, []byte(") Z ")) {
				break
			}
		}
		fmt.Fprintln(os.Stdout, "ready")
		select {}
	}()
	<-running
	_, _, _ = syscall.RawSyscall(syscall.SYS_EXIT, 0, 0, 0)
}

// keepIt runs a program to its end.
func keepIt(t *testing.T, spec Spec) (report Report, said string) {
	t.Helper()
	command, err := Command("/proc/self/exe", spec)
	require.NoError(t, err)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	files, err := Start(command, spec)
	require.NoError(t, err)
	defer files.Close()
	require.NoError(t, command.Wait())
	report = ReadReport(files.Report)
	report.Program = 0
	return report, output.String()
}

func shell(script string) Spec { return Spec{Path: "/bin/sh", Args: []string{"sh", "-c", script}} }

func TestReportSaysHowItEnded(t *testing.T) {
	t.Parallel()
	for script, want := range map[string]string{
		"exit 0": "exit status 0", "exit 3": "exit status 3", "kill -9 $$": "signal: killed",
		"(setsid sleep 1000 &) ; exit 4": "exit status 4",
	} {
		report, _ := keepIt(t, shell(script))
		require.Equal(t, Report{Ended: want}, report, script)
	}
	report, _ := keepIt(t, Spec{Path: "/no/such/program", Args: []string{"x"}})
	require.Contains(t, report.Fault, "no such file")
	report, _ = keepIt(t, Spec{Path: "/etc/passwd", Args: []string{"x"}})
	require.Contains(t, report.Fault, "permission denied")
}

func TestProgramIsTheFirstToGo(t *testing.T) {
	t.Parallel()
	own, err := os.ReadFile(scoreFile)
	require.NoError(t, err)
	_, said := keepIt(t, shell("cat /proc/self/oom_score_adj; cat /proc/$PPID/oom_score_adj"))
	require.Equal(t, strconv.Itoa(firstToGo)+"\n"+string(own), said, "the program, not its keeper")
}

// A container may have put a process further ahead, and forbid it to go back.
func TestProgramMayBeFirstAlready(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("who is not root cannot give up what root has")
	}
	_, said := keepAsNobody(t, "first", shell("cat /proc/self/oom_score_adj"))
	require.Equal(t, "950\n", said)
}

func TestForeignProgramIsDenied(t *testing.T) {
	t.Parallel()
	spec := shell("grep NoNewPrivs /proc/self/status; ulimit -c; cut -d' ' -f6 /proc/$$/stat; echo $$")
	spec.Foreign = true
	_, said := keepIt(t, spec)
	lines := strings.Fields(said)
	require.Len(t, lines, 5, said)
	require.Equal(t, []string{"NoNewPrivs:", "1", "0"}, lines[:3])
	require.Equal(t, lines[3], lines[4], "a session of its own has no terminal")
}

// A program that keeps every processor busy would leave its caller, which has deadlines, one of many equal shares.
func TestForeignProgramsCallerGoesFirst(t *testing.T) {
	t.Parallel()
	left, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
	require.NoError(t, err)
	own := notNice - left
	spec := shell(fmt.Sprintf("for i in $(seq 500); do [ $(nice) = %d ] || break; done; nice; setsid nice", own))
	_, said := keepIt(t, spec)
	require.Equal(t, fmt.Sprintf("%d\n%d\n", own, own), said)
	spec.Foreign = true
	nicer := min(own+yields, nicest)
	_, said = keepIt(t, spec)
	require.Equal(t, fmt.Sprintf("%d\n%d\n", nicer, nicer), said)
	if _, err := os.Stat("/proc/self/autogroup"); err == nil {
		spec.Args[2] += "; cat /proc/$$/autogroup"
		_, said = keepIt(t, spec)
		require.Contains(t, said, fmt.Sprintf(" nice %d\n", nicer))
	}
}

func TestSpecificationIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "{}", `{"path": "/bin/true"}`, `{"path": "/bin/true", "args": ["true"], "secrets": "x"}`} {
		_, err := readSpec(text)
		require.ErrorContains(t, err, "read what to keep", text)
	}
}

// A process is called a zombie once its first thread has ended, whatever the others do.
func TestProcessWithoutItsFirstThread(t *testing.T) {
	t.Parallel()
	command := exec.CommandContext(t.Context(), "/proc/self/exe", "headless")
	stdout, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	_, err = stdout.Read(make([]byte, len("ready\n")))
	require.NoError(t, err)
	one, there := look(command.Process.Pid)
	require.True(t, there)
	require.False(t, one.ended)
	require.Contains(t, descendants(os.Getpid()), one)
	require.Greater(t, memory(command.Process.Pid), int64(32<<20))
	require.NoError(t, command.Process.Kill())
	require.Error(t, command.Wait())
	_, there = look(command.Process.Pid)
	require.False(t, there)
}

// A program that could write to its lifeline could keep it from ending, its keeper's too.
func TestProgramHoldsItsLifeline(t *testing.T) {
	t.Parallel()
	for _, lifeline := range []string{"/proc/self/fd/3", "/proc/$PPID/fd/3"} {
		t.Run(lifeline, func(t *testing.T) {
			t.Parallel()
			spec := shell("{ echo ready; sleep 1000; } 9>" + lifeline + " || { echo ready; sleep 1000; }")
			command, err := Command("/proc/self/exe", spec)
			require.NoError(t, err)
			stdout, err := command.StdoutPipe()
			require.NoError(t, err)
			files, err := Start(command, spec)
			require.NoError(t, err)
			defer files.Close()
			_, err = io.ReadFull(stdout, make([]byte, len("ready\n")))
			require.NoError(t, err)
			require.NoError(t, files.Lifeline.Close())
			ended := make(chan error, 1)
			go func() { ended <- command.Wait() }()
			select {
			case err := <-ended:
				require.NoError(t, err)
			case <-time.After(20 * time.Second):
				require.NoError(t, command.Process.Kill())
				t.Fatal("it lives on")
			}
		})
	}
}
