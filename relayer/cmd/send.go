package cmd

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func dryRunFlag() cli.Flag {
	return &cli.BoolFlag{Name: "dry-run", Usage: "say what would happen, try it on the latest block, and sign and send nothing"}
}

// errDry ends a command that was only to say what it would do: all was said, and nothing is wrong.
var errDry = &exitError{status: exitWorked}

// send sends calls one after the other for an account, and gives the last one's receipt. Every command that signs a transaction sends
// it here, or has asked for --dry-run itself: with that flag nothing is signed, the calls are told, and errDry comes back.
func (l *ledger) send(ctx context.Context, c *cli.Context, sender *chain.Sender, calls ...chain.Call) (receipt *types.Receipt, err error) {
	if c.Bool("dry-run") {
		return nil, l.tryOut(ctx, c, sender.Address(), calls)
	}
	for _, call := range calls {
		if receipt, err = sender.Do(ctx, call); err != nil {
			return nil, err
		}
	}
	return receipt, nil
}

// dryJSON is what would be sent, as --json prints it.
type dryJSON struct {
	DryRun  bool           `json:"dryRun"`
	Account common.Address `json:"account"`
	Block   uint64         `json:"block"` // after which the first was tried
	Calls   []dryCallJSON  `json:"calls"`
}

type dryCallJSON struct {
	What string          `json:"what"`
	To   *common.Address `json:"to"`
	Data hexutil.Bytes   `json:"data"`
}

// tryOut tells calls and tries the first on the latest block. Those after it stand on what it does.
func (l *ledger) tryOut(ctx context.Context, c *cli.Context, account common.Address, calls []chain.Call) error {
	told := dryJSON{DryRun: true, Account: account, Block: l.head.Number, Calls: []dryCallJSON{}}
	for _, call := range calls {
		told.Calls = append(told.Calls, dryCallJSON{call.What, call.To, call.Data})
	}
	if len(calls) > 0 {
		if err := l.escrow.Simulate(ctx, l.head, account, calls[0]); err != nil {
			return fmt.Errorf("%w; nothing was sent", err)
		}
	}
	if c.Bool("json") {
		if err := printJSON(c.App.Writer, told); err != nil {
			return err
		}
		return errDry
	}
	for _, call := range told.Calls {
		fmt.Fprintf(c.App.Writer, "%s would send: %s, to %s\n", account, call.What, call.To)
	}
	switch len(calls) {
	case 0:
		fmt.Fprintln(c.App.Writer, "nothing would be sent")
	case 1:
		fmt.Fprintf(c.App.Writer, "block %d would take it; nothing was sent\n", l.head.Number)
	default:
		fmt.Fprintf(c.App.Writer, "block %d would take the first, which those after it need; nothing was sent\n", l.head.Number)
	}
	return errDry
}

// tellSent prints what a transaction did: the object with --json, else in words, with the transaction below.
func tellSent(c *cli.Context, object any, tx common.Hash, words string, args ...any) error {
	if c.Bool("json") {
		return printJSON(c.App.Writer, object)
	}
	fmt.Fprintf(c.App.Writer, words+"\ntransaction %s\n", append(args, tx)...)
	return nil
}

// withForward is withLedger for a command that signs for the account of --key-file what is done with the forward that its argument
// names.
func withForward(c *cli.Context, do func(ctx context.Context, l *ledger, forward chain.Forward, sender *chain.Sender) error) error {
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		return do(ctx, l, forward, sender)
	})
}
