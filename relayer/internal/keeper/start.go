package keeper

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// Files are the ends of a keeper's pipes that its caller holds.
type Files struct {
	Lifeline *os.File // all ends when it is closed
	Report   *os.File // to be read once the keeper has ended
}

// Start starts what Command made of a specification.
func Start(command *exec.Cmd, spec Spec) (files Files, err error) {
	lifelineTheirs, lifeline, err := pair()
	if err != nil {
		return Files{}, err
	}
	defer lifelineTheirs.Close()
	report, reportTheirs, err := os.Pipe()
	if err != nil {
		return Files{}, errors.Join(err, lifeline.Close())
	}
	defer reportTheirs.Close()
	command.ExtraFiles = []*os.File{lifelineTheirs}
	if !spec.Unkept { // nobody but a keeper writes reports
		command.ExtraFiles = append(command.ExtraFiles, reportTheirs)
	}
	files = Files{Lifeline: lifeline, Report: report}
	if err := command.Start(); err != nil {
		files.Close()
		return Files{}, err
	}
	return files, nil
}

// pair are both ends of a lifeline: sockets, since whoever has one end of a pipe can open the other through /proc, and hold it.
func pair() (theirs, ours *os.File, err error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	both, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		return nil, nil, os.NewSyscallError("socketpair", err)
	}
	syscall.CloseOnExec(both[0])
	syscall.CloseOnExec(both[1])
	return os.NewFile(uintptr(both[0]), "lifeline"), os.NewFile(uintptr(both[1]), "lifeline"), nil
}

// Close lets go of both.
func (f Files) Close() {
	_ = f.Lifeline.Close()
	_ = f.Report.Close()
}

// longestTry is how long a keeper may take to find out what it may do.
const longestTry = 10 * time.Second

// Try finds out whether a program would be kept as the specification says, without running it: with everything that is denied
// to it denied, it has to reach its own binary, and nothing of the file that is the secret if one is named.
func Try(executable string, spec Spec) error {
	spec.OnlyTry = true
	command, err := Command(executable, spec)
	if err != nil {
		return err
	}
	command.Env = []string{} // none, rather than ours
	files, err := Start(command, spec)
	if err != nil {
		return err
	}
	defer files.Close()
	timer := time.AfterFunc(longestTry, func() { endGroup(command.Process.Pid) })
	defer timer.Stop()
	if err := command.Wait(); err != nil {
		return fmt.Errorf("the keeper ended early: %w", err)
	}
	if report := ReadReport(files.Report); report.Fault != "" {
		return errors.New(report.Fault)
	} else if !report.Tried {
		return errors.New("the keeper did not try")
	}
	return nil
}
