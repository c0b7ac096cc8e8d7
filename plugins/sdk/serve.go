package sdk

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"github.com/tercet-protocol/tercet/plugins/sdk/proto"
)

// Kind says which of the three interfaces a plugin implements.
type Kind string

// The three kinds, as pins.json spells them.
const (
	KindPredicate Kind = "predicate"
	KindExecutor  Kind = "executor"
	KindProbe     Kind = "probe"
)

// Handshake is the first thing host and plugin agree on. The cookie keeps people from running a plugin by hand; it is
// no secret.
var Handshake = plugin.HandshakeConfig{
	ProtocolVersion:  1,
	MagicCookieKey:   "TERCET_PLUGIN",
	MagicCookieValue: "line-by-line",
}

// LifelineEnv names the file descriptor that the host keeps open for as long as it lives. A plugin whose host was killed
// sees its end and goes, too.
const LifelineEnv = "TERCET_PLUGIN_LIFELINE"

// ServePredicate runs a predicate plugin until the host ends it. It is the whole of a plugin's main.
func ServePredicate(predicate Predicate) { serve(Plugins(predicate, nil, nil)) }

// ServeExecutor is ServePredicate for executors.
func ServeExecutor(executor Executor) { serve(Plugins(nil, executor, nil)) }

// ServeProbe is ServePredicate for probes.
func ServeProbe(probe Probe) { serve(Plugins(nil, nil, probe)) }

// Plugins is the set that go-plugin serves on one side, where one is given, and dispenses from on the other, where none is.
func Plugins(predicate Predicate, executor Executor, probe Probe) plugin.PluginSet {
	all := predicate == nil && executor == nil && probe == nil
	set := plugin.PluginSet{}
	if all || predicate != nil {
		set[string(KindPredicate)] = &predicatePlugin{predicate: predicate}
	}
	if all || executor != nil {
		set[string(KindExecutor)] = &executorPlugin{executor: executor}
	}
	if all || probe != nil {
		set[string(KindProbe)] = &probePlugin{probe: probe}
	}
	return set
}

func serve(set plugin.PluginSet) {
	logger := hclog.New(&hclog.LoggerOptions{Level: hclog.Info, Output: os.Stderr, JSONFormat: true})
	if err := holdLifeline(); err != nil {
		logger.Error("watch for the host's end", "error", err)
		return
	}
	var running sync.WaitGroup
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: Handshake,
		Plugins:         set,
		Logger:          logger,
		GRPCServer: func(options []grpc.ServerOption) *grpc.Server {
			return grpc.NewServer(append(options,
				grpc.MaxRecvMsgSize(largestRequest),
				grpc.MaxSendMsgSize(assignReply),
				grpc.ChainStreamInterceptor(count(&running)),
			)...)
		},
	})
	waitAtMost(&running, lastWords)
}

// lastWords is how long an executor whose run was cut off may take to end what it started, before the process goes.
const lastWords = time.Second

func count(running *sync.WaitGroup) grpc.StreamServerInterceptor {
	return func(server any, stream grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		running.Add(1)
		defer running.Done()
		return handler(server, stream)
	}
}

func waitAtMost(running *sync.WaitGroup, limit time.Duration) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		running.Wait()
	}()
	select {
	case <-done:
	case <-time.After(limit):
	}
}

func holdLifeline() error {
	text := os.Getenv(LifelineEnv)
	if text == "" {
		return nil // a host that holds none
	}
	fd, err := strconv.Atoi(text)
	if err != nil || fd <= 2 {
		return fmt.Errorf("reading %s: %q is no file descriptor", LifelineEnv, text)
	}
	syscall.CloseOnExec(fd)
	lifeline := os.NewFile(uintptr(fd), "lifeline")
	go func() {
		_, _ = lifeline.Read(make([]byte, 1)) // nothing is ever written: this returns when the host is gone
		endGroup()
	}()
	return nil
}

// endGroup ends this process with whatever it started, as the host would have.
func endGroup() {
	if syscall.Getpgrp() == os.Getpid() {
		_ = syscall.Kill(0, syscall.SIGKILL)
	}
	os.Exit(1) //nolint:forbidigo // nobody is left to return an error to
}

type predicatePlugin struct {
	plugin.NetRPCUnsupportedPlugin
	predicate Predicate
}

func (p *predicatePlugin) GRPCServer(_ *plugin.GRPCBroker, server *grpc.Server) error {
	proto.RegisterPredicateServer(server, &predicateServer{predicate: p.predicate})
	return nil
}

func (p *predicatePlugin) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, conn *grpc.ClientConn) (any, error) {
	return &predicateClient{client: proto.NewPredicateClient(conn)}, nil
}

type executorPlugin struct {
	plugin.NetRPCUnsupportedPlugin
	executor Executor
}

func (p *executorPlugin) GRPCServer(_ *plugin.GRPCBroker, server *grpc.Server) error {
	proto.RegisterExecutorServer(server, &executorServer{executor: p.executor})
	return nil
}

func (p *executorPlugin) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, conn *grpc.ClientConn) (any, error) {
	return &executorClient{client: proto.NewExecutorClient(conn)}, nil
}
