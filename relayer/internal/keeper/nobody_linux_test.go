package keeper

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// What a keeper is denied that is not root's, on a machine that is set up otherwise than this one.

const nobody = 65534

type kept struct {
	Report Report
	Said   string
}

// keepAsNobody runs a program to its end for another user, on a machine that is as beNobody makes it.
func keepAsNobody(t *testing.T, machine string, spec Spec) (report Report, said string) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can set the machine up")
	}
	text, err := json.Marshal(spec)
	require.NoError(t, err)
	command := exec.CommandContext(t.Context(), "/proc/self/exe", "nobody", machine, string(text))
	if machine == "hidden" {
		command.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWNS}
	}
	var output, trouble bytes.Buffer
	command.Stdout, command.Stderr = &output, &trouble
	err = command.Run()
	if errors.Is(err, syscall.EPERM) {
		t.Skip("this machine does not allow namespaces")
	}
	require.NoError(t, err, trouble.String())
	var came kept
	require.NoError(t, json.Unmarshal(output.Bytes(), &came), output.String())
	return came.Report, came.Said
}

func beNobody(machine, text string) error {
	var spec Spec
	err := json.Unmarshal([]byte(text), &spec)
	switch machine {
	case "first":
		err = errors.Join(err, os.WriteFile(scoreFile, []byte("950"), 0))
	case "narrow":
		err = errors.Join(err, unix.Setrlimit(unix.RLIMIT_NPROC, &unix.Rlimit{Cur: 4096, Max: 4096}))
	case "hidden":
		err = errors.Join(err, unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""), unix.Mount("proc", "/proc", "proc", 0, "hidepid=2"))
	}
	err = errors.Join(err, syscall.Setgroups(nil), syscall.Setgid(nobody), syscall.Setuid(nobody))
	if err != nil {
		return err
	}
	command, err := Command("/proc/self/exe", spec)
	if err != nil {
		return err
	}
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	files, err := Start(command, spec)
	if err != nil {
		return err
	}
	defer files.Close()
	if err := command.Wait(); err != nil {
		return err
	}
	came := kept{Report: ReadReport(files.Report), Said: output.String()}
	return json.NewEncoder(os.Stdout).Encode(came)
}

// A user who may have no more threads than a plugin would not have any for the relayer.
func TestProgramLeavesThreadsToItsCaller(t *testing.T) {
	t.Parallel()
	spec := shell("ulimit -u 2>/dev/null || ulimit -p")
	spec.Processes = 256
	_, said := keepAsNobody(t, "narrow", spec)
	require.Equal(t, strconv.Itoa(4096-callersOwn)+"\n", said)
	require.Equal(t, uint64(75), left(100))
}

// hide keeps its own user from seeing this process where others' are hidden, and stays.
func hide() {
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		panic(err)
	}
	select {}
}

// Where processes of others are hidden a program can hide from its keeper. It is ended for that.
func TestProgramHides(t *testing.T) {
	t.Parallel()
	report, _ := keepAsNobody(t, "hidden", Spec{Path: "/proc/self/exe", Args: []string{"x", "undumpable"}, Memory: 1 << 30})
	require.Equal(t, "it hides from its keeper", report.TooMuch)
	require.Equal(t, "signal: killed", report.Ended)
}
