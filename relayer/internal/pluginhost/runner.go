package pluginhost

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/hashicorp/go-plugin/runner"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What else go-plugin wants of a process.
var _ runner.Runner = (*process)(nil)

// Wait implements runner.Runner.
func (p *process) Wait(context.Context) error {
	<-p.done
	if errors.Is(p.err, errNothing) {
		return nil
	}
	return p.err
}

// Kill implements runner.Runner.
func (p *process) Kill(context.Context) error {
	p.end()
	return nil
}

// Stdout implements runner.Runner.
func (p *process) Stdout() io.ReadCloser { return output{p.stdout, newPace(), p.done} }

// Stderr implements runner.Runner.
func (p *process) Stderr() io.ReadCloser { return output{p.stderr, newPace(), p.done} }

// Name implements runner.Runner.
func (p *process) Name() string { return p.program.kept.Args[0] }

// ID implements runner.Runner.
func (p *process) ID() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd.Process == nil {
		return ""
	}
	return strconv.Itoa(p.cmd.Process.Pid)
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
