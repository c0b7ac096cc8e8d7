package cmd

import (
	"context"
	"fmt"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/params"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/monitor"
)

// startMonitor makes a relayer's monitor, which answers from the beginning on if it is to answer at all.
func startMonitor(ctx context.Context, log zerolog.Logger, c config.Config, opened *closers) (*monitor.Monitor, error) {
	m := monitor.New(monitor.Options{
		Version: version(), Poll: c.Poll, Confirmations: c.Confirmations, MaxAttempts: c.MaxAttempts,
		MaxFee: new(big.Int).Mul(new(big.Int).SetUint64(c.MaxFee), big.NewInt(params.GWei)), Clock: time.Now,
	})
	return m, serveMonitor(ctx, log, m, c, opened)
}

// startWorkerMonitor makes a worker's monitor, likewise.
func startWorkerMonitor(ctx context.Context, log zerolog.Logger, c config.Config, opened *closers) (*monitor.Monitor, error) {
	m := monitor.NewWorker(monitor.Options{Version: version(), Clock: time.Now})
	return m, serveMonitor(ctx, log, m, c, opened)
}

func serveMonitor(ctx context.Context, log zerolog.Logger, m *monitor.Monitor, c config.Config, opened *closers) error {
	context.AfterFunc(ctx, func() { m.Phase("it is stopping") })
	if c.Monitor == "" {
		return nil
	}
	server, err := monitor.Serve(ctx, log, m, c.Monitor, c.Pprof)
	if err != nil {
		return fmt.Errorf("--monitor: %w", err)
	}
	opened.add(server.Stop)
	return nil
}

// beside has something done until it is ended or ctx ends. What is returned ends it and waits.
func beside(ctx context.Context, do func(context.Context)) (end func() error) {
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	group.Go(func() { do(ctx) })
	return func() error {
		cancel()
		group.Wait()
		return nil
	}
}
