package keeper

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// Of what a machine that runs out of memory ends first.
const (
	scoreFile = "/proc/self/oom_score_adj"
	firstToGo = 900
)

// Keep is the keeper's process. It returns once nothing is left of the program, or it could not be started; how it went is
// in the report.
func Keep(text string) error {
	runtime.LockOSThread() // what the program is denied hangs on the thread that starts it
	reserve()
	spec, err := readSpec(text)
	if err != nil {
		return err
	}
	syscall.CloseOnExec(LifelineFile)
	syscall.CloseOnExec(reportFile)
	files := Files{Lifeline: os.NewFile(LifelineFile, "lifeline"), Report: os.NewFile(reportFile, "report")}
	report, err := keep(spec, files)
	if err != nil {
		report = Report{Fault: err.Error()}
	}
	return json.NewEncoder(files.Report).Encode(report)
}

// processors is how many of them a keeper uses at once, and spareThreads how many threads it has in reserve: when it has most to do,
// there may be none to be had, and Go ends a program that gets none.
const (
	processors   = 2
	spareThreads = 16
)

func reserve() {
	runtime.GOMAXPROCS(processors)
	var begun, ended sync.WaitGroup
	begun.Add(spareThreads)
	end := make(chan struct{})
	for range spareThreads {
		ended.Go(func() {
			runtime.LockOSThread() // it takes one to itself, and leaves it to others then
			defer runtime.UnlockOSThread()
			begun.Done()
			<-end
		})
	}
	begun.Wait()
	close(end)
	ended.Wait()
}

func keep(spec Spec, files Files) (Report, error) {
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		return Report{}, fmt.Errorf("become whose children orphans are: %w", err)
	}
	if err := view(spec); err != nil {
		return Report{}, err
	}
	if err := bound(spec); err != nil {
		return Report{}, fmt.Errorf("bound the number of processes: %w", err)
	}
	if err := deny(spec); err != nil {
		return Report{}, err
	}
	if spec.OnlyTry {
		return Report{Tried: true}, try(spec)
	}
	program, err := start(spec, files.Lifeline)
	if err != nil {
		return Report{}, err
	}
	if !spec.enclosed() {
		if err := json.NewEncoder(files.Report).Encode(Report{Program: program}); err != nil {
			return Report{}, err
		}
	}
	return watch(spec, program, files.Lifeline), nil
}

// deny gives up what the program shall not have.
func deny(spec Spec) error {
	if spec.Apart {
		if err := unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0); err != nil {
			return fmt.Errorf("give up rights: %w", err)
		}
	}
	if !spec.Foreign {
		return nil
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("give up gaining rights: %w", err)
	}
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("allow no core dumps: %w", err)
	}
	return nil
}

// try becomes what the program would be, and looks whether that reaches the program and not the secret.
func try(spec Spec) error {
	if spec.User != 0 {
		if err := errors.Join(syscall.Setgroups(nil), syscall.Setgid(spec.User), syscall.Setuid(spec.User)); err != nil {
			return fmt.Errorf("become user %d: %w", spec.User, err)
		}
	}
	program, err := os.Open(spec.Path)
	if err != nil {
		return fmt.Errorf("reach the program: %w", err)
	}
	defer program.Close()
	if spec.Unreadable == "" {
		return nil
	}
	secret, err := os.Open(spec.Unreadable)
	if err == nil {
		return errors.Join(errors.New("it still reads its caller's files"), secret.Close())
	}
	return nil
}

// start runs the program, in a group of its own. It dies with its keeper.
func start(spec Spec, lifeline *os.File) (pid int, err error) {
	command := exec.Cmd{
		Path: spec.Path, Args: spec.Args, Env: os.Environ(),
		Stdout: os.Stdout, Stderr: os.Stderr, ExtraFiles: []*os.File{lifeline},
		SysProcAttr: &syscall.SysProcAttr{Setpgid: !spec.Foreign, Setsid: spec.Foreign, Pdeathsig: syscall.SIGKILL},
	}
	if spec.User != 0 {
		id := uint32(spec.User) //nolint:gosec // the number of a user
		command.SysProcAttr.Credential = &syscall.Credential{Uid: id, Gid: id}
	}
	restore := beFirstToGo()
	err = command.Start()
	restore()
	if err != nil {
		return 0, err
	}
	pid = command.Process.Pid
	if err := yield(spec, pid); err != nil {
		return 0, errors.Join(err, syscall.Kill(-pid, syscall.SIGKILL))
	}
	if err := command.Process.Release(); err != nil { // it is waited for with all the others
		return 0, err
	}
	return pid, silence()
}

// yields is by how much a program that is not its caller's own, and all that it starts, is nicer than its caller: whoever keeps every
// processor busy has what is left. The kernel counts to nicest, and tells a niceness as what is left of 20.
const (
	yields  = 10
	nicest  = 19
	notNice = 20
)

// yield is for who may: a container may let root run programs as other users, and forbid to touch them then.
func yield(spec Spec, pid int) error {
	if !spec.Foreign {
		return nil
	}
	left, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
	if err != nil {
		return fmt.Errorf("see how nice its caller is: %w", err)
	}
	niceness := min(notNice-left+yields, nicest)
	// Where sessions have equal shares whatever runs in them (autogroup, outside of control groups), the session's counts.
	_ = os.WriteFile(file(pid, "autogroup"), []byte(strconv.Itoa(niceness)), 0)
	err = unix.Setpriority(unix.PRIO_PGRP, pid, niceness)
	if err != nil && !errors.Is(err, unix.ESRCH) && !errors.Is(err, unix.EPERM) && !errors.Is(err, unix.EACCES) { // it has ended
		return fmt.Errorf("have its caller go first: %w", err)
	}
	return nil
}

// beFirstToGo has what is started next be among the first to be ended when memory runs out. A container may have made us that
// already, and forbid to be it less; without it the program runs all the same.
func beFirstToGo() (restore func()) {
	text, err := os.ReadFile(scoreFile)
	if err != nil {
		return func() {}
	}
	before, err := strconv.Atoi(string(bytes.TrimSpace(text)))
	if err != nil || before >= firstToGo || os.WriteFile(scoreFile, strconv.AppendInt(nil, firstToGo, 10), 0) != nil {
		return func() {}
	}
	return func() { _ = os.WriteFile(scoreFile, text, 0) }
}

// silence lets go of the output, whose end tells the caller that the program has ended.
func silence() error {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer null.Close()
	for _, file := range []int{syscall.Stdout, syscall.Stderr} {
		if err := unix.Dup3(int(null.Fd()), file, 0); err != nil {
			return err
		}
	}
	return nil
}
