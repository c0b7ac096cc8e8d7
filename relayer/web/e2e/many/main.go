// Command many serves the page over a chain that is made up, with 10,000 forwards on it and no deployment, and says where. The tests of the page use it.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
	"github.com/tercet-protocol/tercet/relayer/internal/index/indextest"
	"github.com/tercet-protocol/tercet/relayer/web"
)

const (
	forwards = 10_000
	steps    = 3
	rate     = 1000
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := serve(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1) //nolint:gocritic // stopped above
	}
}

func serve(ctx context.Context, out io.Writer) error {
	chain := indextest.New()
	chain.Fill(forwards, steps)
	x := index.New(index.Deps{Log: zerolog.Nop(), Blocks: chain, Events: chain, Bodies: chain, Clock: time.Now}, index.Options{Confirmations: 1})
	if err := x.Look(ctx); err != nil {
		return err
	}
	a, err := api.New(api.Deps{Log: zerolog.Nop(), Index: x, Page: web.Files(), Clock: time.Now}, api.Options{
		ChainID: indextest.ChainID.Uint64(), Escrow: indextest.Escrow, Rate: rate, Burst: rate,
	})
	if err != nil {
		return err
	}
	server, err := a.Serve(ctx, zerolog.Nop(), "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "listening  http://%s\n", server.Address())
	<-ctx.Done()
	return server.Stop()
}
