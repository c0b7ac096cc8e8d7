package pluginhost

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// drain is how long the last output of a process that has ended may take to arrive. Whoever holds the pipe open after
// that is not waited for.
const drain = 500 * time.Millisecond

// program is what to run.
type program struct {
	path string
	args []string // the first is the name it is run under
	sum  string   // sha256 of an external plugin
}

// process runs a plugin for go-plugin. It exists because go-plugin's own runner gives a plugin our standard input, kills
// no group, dials whatever address the plugin names, and waits for grandchildren that hold a pipe.
type process struct {
	program        program
	cmd            *exec.Cmd
	socketDir      string
	stdout, stderr *os.File
	lifeline       *os.File
	done           chan struct{}
	err            error // how it ended; to be read after done

	mu     sync.Mutex
	pid    int
	killed bool
}

func newProcess(program program, dir string) *process {
	return &process{
		program: program,
		done:    make(chan struct{}),
		cmd: &exec.Cmd{
			Path:        program.path,
			Args:        program.args,
			Dir:         dir,
			Env:         []string{"TMPDIR=" + dir, sdk.LifelineEnv + "=" + strconv.Itoa(firstExtraFile)},
			Stdin:       nil, // the null device
			SysProcAttr: &syscall.SysProcAttr{Setpgid: true},
		},
	}
}

const firstExtraFile = 3

// prepare takes go-plugin's environment: cookie, versions, certificate, socket folder.
func (p *process) prepare(environment []string, socketDir string) {
	p.cmd.Env = append(p.cmd.Env, environment...)
	p.socketDir = socketDir
}

// Start implements runner.Runner.
func (p *process) Start(context.Context) error {
	if p.program.sum != "" {
		if err := verify(p.program.path, p.program.sum); err != nil {
			return err
		}
	}
	var pipes pipes
	stdout, stdoutChild := pipes.open()
	stderr, stderrChild := pipes.open()
	lifelineChild, lifeline := pipes.open()
	p.cmd.Stdout, p.cmd.Stderr, p.cmd.ExtraFiles = stdoutChild, stderrChild, []*os.File{lifelineChild}
	if pipes.err == nil {
		pipes.err = p.run()
	}
	pipes.close(stdoutChild, stderrChild, lifelineChild)
	if pipes.err != nil {
		pipes.close(stdout, stderr, lifeline)
		return pipes.err
	}
	p.stdout, p.stderr, p.lifeline = stdout, stderr, lifeline
	go p.wait()
	return nil
}

func (p *process) run() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.killed {
		return errors.New("it was ended before it began")
	}
	if err := p.cmd.Start(); err != nil {
		return err
	}
	p.pid = p.cmd.Process.Pid
	return nil
}

func (p *process) wait() {
	p.err = p.cmd.Wait()
	p.killGroup() // what it left behind
	deadline := time.Now().Add(drain)
	_ = p.stdout.SetReadDeadline(deadline)
	_ = p.stderr.SetReadDeadline(deadline)
	_ = p.lifeline.Close()
	close(p.done)
}

// Wait implements runner.Runner.
func (p *process) Wait(context.Context) error {
	<-p.done
	return p.err
}

// Kill implements runner.Runner.
func (p *process) Kill(context.Context) error {
	p.killGroup()
	return nil
}

// killGroup ends the process and what it started, and is safe after its end: as long as the group has members its number
// is not given to others.
func (p *process) killGroup() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.killed = true
	if p.pid != 0 {
		_ = syscall.Kill(-p.pid, syscall.SIGKILL)
	}
}

// Stdout implements runner.Runner.
func (p *process) Stdout() io.ReadCloser { return output{p.stdout} }

// Stderr implements runner.Runner.
func (p *process) Stderr() io.ReadCloser { return output{p.stderr} }

// Name implements runner.Runner.
func (p *process) Name() string { return p.program.args[0] }

// ID implements runner.Runner.
func (p *process) ID() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pid == 0 {
		return ""
	}
	return strconv.Itoa(p.pid)
}

// Diagnose implements runner.Runner.
func (p *process) Diagnose(context.Context) string {
	return "it is no Tercet plugin, or it ended before it could say so; its log lines say more"
}

// PluginToHost implements runner.Runner: the only address a plugin may name is a socket in the folder it was given.
func (p *process) PluginToHost(network, address string) (string, string, error) {
	if network != "unix" || filepath.Clean(address) != address || filepath.Dir(address) != p.socketDir {
		return "", "", fmt.Errorf("it wants to be reached at %s %q, not at a socket in the folder it was given",
			network, sdk.Clean(address))
	}
	info, err := os.Lstat(address)
	if err != nil {
		return "", "", err
	}
	if info.Mode().Type() != os.ModeSocket {
		return "", "", fmt.Errorf("it wants to be reached at %q, which is no socket", sdk.Clean(address))
	}
	return network, address, nil
}

// HostToPlugin implements runner.Runner.
func (p *process) HostToPlugin(network, address string) (string, string, error) {
	return network, address, nil
}

// output reads a pipe whose end is also when its reading was cut short.
type output struct{ *os.File }

func (o output) Read(b []byte) (int, error) {
	n, err := o.File.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, os.ErrClosed) {
		return n, io.EOF
	}
	return n, err
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
