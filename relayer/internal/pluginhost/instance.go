package pluginhost

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"github.com/hashicorp/go-plugin/runner"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What a plugin may send around its answers, and of what it writes to its standard output, at a time.
const (
	headerLimit = 64 << 10
	chunkLimit  = 64 << 10
)

// instance is one run of a plugin.
type instance struct {
	dir       string
	grace     time.Duration
	client    *goplugin.Client
	process   *process
	calls     crowd
	predicate sdk.Predicate // one of the three, by its kind
	executor  sdk.Executor
	probe     sdk.Probe

	description sdk.Description      // of a predicate
	answers     sdk.ProbeDescription // of a probe
}

// launch starts a process and connects to it. Whatever the process does, it returns within the start time limit.
func launch(ctx context.Context, program program, kind sdk.Kind, dir string, limits Timeouts, logger hclog.Logger) (*instance, error) {
	if err := os.Mkdir(dir, closed); err != nil {
		return nil, hostFault{err}
	}
	process, err := newProcess(program, dir)
	if err != nil {
		return nil, hostFault{errors.Join(err, os.Remove(dir))}
	}
	i := &instance{dir: dir, grace: limits.Stop, process: process}
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
		GRPCDialOptions:  narrow(),
		RunnerFunc: func(_ hclog.Logger, cmd *exec.Cmd, socketDir string) (runner.Runner, error) {
			if err := i.process.prepare(cmd.Env, socketDir); err != nil {
				return nil, hostFault{err}
			}
			return i.process, nil
		},
	})
	dispensed := make(chan error, 1)
	go func() { dispensed <- i.dispense(kind) }()
	select {
	case err = <-dispensed:
	case <-ctx.Done():
		// It may have said its first line and nothing after it: only its end gets go-plugin out of there.
		i.process.end()
		err = errors.Join(context.Cause(ctx), <-dispensed)
	}
	if err != nil {
		i.stop()
		return nil, i.process.why(err)
	}
	return i, nil
}

// narrow leaves a plugin its answers and the log. Calls of ours say themselves how large an answer may be; those of go-plugin
// do not. Its broker, which nobody here uses, would keep whatever a plugin announces.
func narrow() []grpc.DialOption {
	return []grpc.DialOption{
		grpc.WithMaxHeaderListSize(headerLimit),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(chunkLimit)),
		grpc.WithChainStreamInterceptor(func(ctx context.Context, desc *grpc.StreamDesc, conn *grpc.ClientConn, method string,
			streamer grpc.Streamer, options ...grpc.CallOption,
		) (grpc.ClientStream, error) {
			if strings.HasPrefix(method, "/plugin.GRPCBroker/") {
				return nil, status.Error(codes.Unimplemented, "there is no broker")
			}
			stream, err := streamer(ctx, desc, conn, method, options...)
			if err == nil && strings.HasPrefix(method, "/plugin.GRPCStdio/") {
				stream = stdio{stream, newPace()}
			}
			return stream, err
		}),
	}
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

// stop asks the process to end, so that it can put in order what it works on, and ends it with all that it started.
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
		i.process.end()
		<-stopped
	}
	_ = remove(i.dir) // of one that did not start
}
