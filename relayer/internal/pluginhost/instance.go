package pluginhost

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"github.com/hashicorp/go-plugin/runner"
	"google.golang.org/grpc"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// headerLimit bounds what a plugin sends around its answers.
const headerLimit = 64 << 10

// instance is one run of a plugin.
type instance struct {
	dir       string
	grace     time.Duration
	client    *goplugin.Client
	process   *process
	predicate sdk.Predicate // one of the three, by its kind
	executor  sdk.Executor
	probe     sdk.Probe

	description sdk.Description      // of a predicate
	answers     sdk.ProbeDescription // of a probe
}

// launch starts a process and connects to it. Whatever the process does, it returns within the start time limit.
func launch(ctx context.Context, program program, kind sdk.Kind, dir string, limits Timeouts, logger hclog.Logger) (*instance, error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	i := &instance{dir: dir, grace: limits.Stop, process: newProcess(program, dir)}
	i.client = goplugin.NewClient(&goplugin.ClientConfig{
		HandshakeConfig:  sdk.Handshake,
		Plugins:          sdk.Plugins(nil, nil, nil),
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		AutoMTLS:         true,
		SkipHostEnv:      true,
		StartTimeout:     limits.Start,
		UnixSocketConfig: &goplugin.UnixSocketConfig{TempDir: dir},
		Logger:           logger,
		SyncStdout:       logger.StandardWriter(&hclog.StandardLoggerOptions{ForceLevel: hclog.Info}),
		SyncStderr:       logger.StandardWriter(&hclog.StandardLoggerOptions{ForceLevel: hclog.Info}),
		GRPCDialOptions:  []grpc.DialOption{grpc.WithMaxHeaderListSize(headerLimit)},
		RunnerFunc: func(_ hclog.Logger, cmd *exec.Cmd, socketDir string) (runner.Runner, error) {
			i.process.prepare(cmd.Env, socketDir)
			return i.process, nil
		},
	})
	dispensed := make(chan error, 1)
	go func() { dispensed <- i.dispense(kind) }()
	var err error
	select {
	case err = <-dispensed:
	case <-ctx.Done():
		// It may have said its first line and nothing after it: only its end gets go-plugin out of there.
		i.process.killGroup()
		err = errors.Join(context.Cause(ctx), <-dispensed)
	}
	if err != nil {
		i.stop()
		return nil, err
	}
	return i, nil
}

func (i *instance) dispense(kind sdk.Kind) error {
	protocol, err := i.client.Client()
	if err != nil {
		return err
	}
	served, err := protocol.Dispense(string(kind))
	if err != nil {
		return err
	}
	switch served := served.(type) {
	case sdk.Predicate:
		i.predicate = served
	case sdk.Executor:
		i.executor = served
	case sdk.Probe:
		i.probe = served
	default:
		return fmt.Errorf("it serves %T", served)
	}
	return nil
}

func (i *instance) configure(ctx context.Context, settings map[string]string) error {
	switch {
	case i.predicate != nil:
		return i.predicate.Configure(ctx, settings)
	case i.probe != nil:
		return i.probe.Configure(ctx, settings)
	default:
		return i.executor.Configure(ctx, settings)
	}
}

// stop asks the process to end, so that it can end what it started in other groups, and ends it with its own group when it
// does not.
func (i *instance) stop() {
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		i.client.Kill()
	}()
	timer := time.NewTimer(i.grace)
	defer timer.Stop()
	select {
	case <-stopped:
	case <-timer.C:
		i.process.killGroup()
		<-stopped
	}
	_ = os.RemoveAll(i.dir)
}
