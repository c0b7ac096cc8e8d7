package pluginhost

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper"
)

// drain is how long the last output of a process that has ended may take to arrive. Whoever holds the pipe open after
// that is not waited for.
const drain = 500 * time.Millisecond

// patience is how long what was ended may take to be gone, before its keeper is helped; and again, before it is given up.
const patience = 5 * time.Second

// program is what to run.
type program struct {
	kept       keeper.Spec // all but the folder
	executable string      // what a keeper is run of
	sum        string      // sha256 of an external plugin
}

// own gives a folder to the user that the program runs as: the folder itself, and not what a link leads to that was put into its place.
func (p program) own(path string) error {
	if p.kept.User == 0 {
		return nil
	}
	folder, err := os.OpenFile(path, os.O_RDONLY|syscall.O_DIRECTORY|syscall.O_NOFOLLOW, 0)
	if err != nil {
		return err
	}
	return errors.Join(folder.Chown(p.kept.User, p.kept.User), folder.Close())
}

// process runs a plugin, under a keeper, for go-plugin. It exists because go-plugin's own runner gives a plugin our standard
// input, leaves behind what it started, dials whatever address the plugin names, and waits for grandchildren that hold a pipe.
type process struct {
	program        program
	cmd            *exec.Cmd
	socketDir      string
	stdout, stderr *os.File
	files          keeper.Files
	done           chan struct{}
	err            error // how it ended; to be read after done

	mu     sync.Mutex
	pid    int // of the keeper; 0 before and after its life
	killed bool
	lost   chan struct{} // closed when it does not go away
}

func newProcess(program program, dir string) (*process, error) {
	program.kept.Folder = dir
	cmd, err := keeper.Command(program.executable, program.kept)
	if err != nil {
		return nil, err
	}
	cmd.Dir = dir
	cmd.Env = append([]string{"TMPDIR=" + dir, sdk.LifelineEnv + "=" + strconv.Itoa(keeper.LifelineFile)}, raced...)
	if most := program.kept.Memory; most > 0 { // one in Go collects before it has too much
		cmd.Env = append(cmd.Env, "GOMEMLIMIT="+strconv.FormatInt(most/10*9, 10))
	}
	return &process{program: program, cmd: cmd, done: make(chan struct{}), lost: make(chan struct{})}, nil
}

// prepare takes go-plugin's environment: cookie, versions, certificate, socket folder.
func (p *process) prepare(environment []string, socketDir string) error {
	p.cmd.Env = append(p.cmd.Env, environment...)
	p.socketDir = socketDir
	if err := p.program.own(socketDir); err != nil {
		return err
	}
	return p.program.own(p.cmd.Dir) // last: until then nobody else comes to what is in it
}

// Start implements runner.Runner.
func (p *process) Start(context.Context) error {
	if p.program.sum != "" {
		if err := verify(p.program.kept.Path, p.program.sum); err != nil {
			return hostFault{err}
		}
	}
	var pipes pipes
	stdout, stdoutChild := pipes.open()
	stderr, stderrChild := pipes.open()
	p.cmd.Stdout, p.cmd.Stderr = stdoutChild, stderrChild
	if pipes.err == nil {
		pipes.err = p.run()
	}
	pipes.close(stdoutChild, stderrChild)
	if pipes.err != nil {
		pipes.close(stdout, stderr)
		return hostFault{pipes.err}
	}
	p.stdout, p.stderr = stdout, stderr
	go p.wait()
	return nil
}

func (p *process) run() (err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.killed {
		return errors.New("it was ended before it began")
	}
	if p.files, err = keeper.Start(p.cmd, p.program.kept); err != nil {
		return err
	}
	p.pid = p.cmd.Process.Pid
	return nil
}

func (p *process) wait() {
	waited := make(chan error, 1)
	go func() { waited <- p.cmd.Wait() }()
	var deadline time.Time
	select {
	case err := <-waited:
		p.forget()
		deadline = time.Now().Add(drain)
		p.err = ending(p.endRest(deadline), err)
	case <-p.lost:
		deadline = time.Now().Add(drain)
		p.endRest(deadline)
		p.err = fmt.Errorf("it was ended, and process %d does not go away", p.cmd.Process.Pid)
	}
	_ = p.stdout.SetReadDeadline(deadline)
	_ = p.stderr.SetReadDeadline(deadline)
	p.files.Close()
	_ = remove(p.cmd.Dir) // before go-plugin removes what is its own there, with less care; what stays is removed with the host's
	close(p.done)
}

// endRest ends what the keeper left, and is what it said.
func (p *process) endRest(deadline time.Time) keeper.Report {
	_ = p.files.Report.SetReadDeadline(deadline)
	report := keeper.ReadReport(p.files.Report)
	keeper.EndRest(p.cmd.Process.Pid, p.program.kept, report)
	return report
}

// ending is how it ended, as its keeper says.
func ending(report keeper.Report, err error) error {
	switch {
	case report.Fault != "":
		return hostFault{fmt.Errorf("it cannot be run: %s", report.Fault)}
	case report.TooMuch != "":
		return fmt.Errorf("%w: %s", ErrTooMuch, report.TooMuch)
	case report.Ended != "" && report.Ended != errNothing.Error():
		return errors.New(report.Ended)
	case err != nil:
		return err
	default:
		return errNothing
	}
}

// why is why it did not start: what its keeper says was in the way of it, if that is all.
func (p *process) why(fault error) error {
	select {
	case <-p.done:
		if errors.As(p.err, new(hostFault)) {
			return p.err
		}
	default:
	}
	return fault
}

// errNothing is how most programs end that end by themselves.
var errNothing = errors.New("exit status 0")

// end ends the process and what it started. done tells when that has happened.
func (p *process) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	again := p.killed
	p.killed = true
	if p.pid == 0 || again {
		return
	}
	keeper.End(p.pid, p.program.kept, p.files)
	time.AfterFunc(patience, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.pid != 0 {
			keeper.EndByForce(p.pid)
			time.AfterFunc(patience, p.giveUp)
		}
	})
}

// giveUp ends the keeper, if it is still there. What was said of it and what it left is seen to once it has gone, or does not go.
func (p *process) giveUp() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pid != 0 {
		keeper.GiveUp(p.pid)
		time.AfterFunc(patience, p.lose)
	}
}

func (p *process) lose() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pid != 0 {
		p.pid = 0
		close(p.lost)
	}
}

// forget is for when its number may be given to others.
func (p *process) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pid = 0
}

// pipes opens several and remembers the first fault.
type pipes struct{ err error }

func (p *pipes) open() (read, write *os.File) {
	if p.err != nil {
		return nil, nil
	}
	read, write, p.err = os.Pipe()
	return read, write
}

func (p *pipes) close(files ...*os.File) {
	for _, file := range files {
		if file != nil {
			_ = file.Close()
		}
	}
}
