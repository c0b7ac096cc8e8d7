// Command tercet locks money for compute that is delivered later, delivers it, and checks that it was.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/tercet-protocol/tercet/relayer/cmd"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // who asks twice does not want to wait
	status := cmd.Main(ctx, os.Args, cmd.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
	stop()
	os.Exit(status)
}
