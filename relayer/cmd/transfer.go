package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func transferCommand() *cli.Command {
	return &cli.Command{
		Name:      "transfer",
		Usage:     "give one side of a forward, an ERC-721 position, to somebody else",
		ArgsUsage: "ID",
		Description: "Who holds the buyer's position gets what goes back; who holds the provider's delivers, is paid and gets the bond back.\n" +
			"Nothing is paid for it here. What is delivered stays sealed to the key in the terms, whoever holds the buyer's position.\n\n" +
			"   tercet forward transfer 0x12… --side provider --to 0x34… --key-file provider.key",
		Flags: chainFlags(accountFlag(), passwordFlag(), dryRunFlag(),
			&cli.StringFlag{Name: "side", Usage: "which `SIDE`: buyer or provider (required)"},
			&cli.StringFlag{Name: "to", Usage: "`ADDRESS` that gets it (required)"},
		),
		Action: transferPosition,
	}
}

func transferPosition(c *cli.Context) error {
	side, to, err := readTransfer(c)
	if err != nil {
		return usageError(err)
	}
	return withForward(c, func(ctx context.Context, l *ledger, forward chain.Forward, sender *chain.Sender) error {
		state, err := l.escrow.StateOf(ctx, l.head, forward.ID)
		if err != nil {
			return err
		}
		holder := state.Buyer
		if side == chain.ProviderSide {
			holder = state.Provider
		}
		switch holder {
		case common.Address{}:
			return fmt.Errorf("transfer the provider's position of forward %s: nobody accepted it, so that there is none", forward.ID)
		case to:
			return fmt.Errorf("transfer the %s's position of forward %s: %s holds it already", c.String("side"), forward.ID, to)
		}
		status, err := l.escrow.StatusOf(ctx, l.head, forward)
		if err != nil {
			return err
		}
		l.tellTransfer(ctx, c, forward, state, status, to)
		call, err := l.escrow.TransferCall(forward.ID, side, holder, to)
		if err != nil {
			return err
		}
		receipt, err := l.send(ctx, c, sender, call)
		if err != nil {
			return err
		}
		return tellSent(c, struct {
			Forward common.Hash    `json:"forward"`
			Side    string         `json:"side"`
			From    common.Address `json:"from"`
			To      common.Address `json:"to"`
			Tx      common.Hash    `json:"tx"`
		}{forward.ID, c.String("side"), holder, to, receipt.TxHash}, receipt.TxHash,
			"the %s's position of forward %s is held by %s", c.String("side"), forward.ID, to)
	})
}

func readTransfer(c *cli.Context) (side chain.Side, to common.Address, err error) {
	switch c.String("side") {
	case "buyer":
		side = chain.BuyerSide
	case "provider":
		side = chain.ProviderSide
	default:
		return side, to, fmt.Errorf("--side: %q is none: say buyer or provider", c.String("side"))
	}
	if to, err = parseAddress("--to", c.String("to")); err == nil && to == (common.Address{}) {
		err = errors.New("--to: nobody has the zero address, and what it holds is lost")
	}
	return side, to, err
}

// tellTransfer says before anything is signed what goes with a position.
func (l *ledger) tellTransfer(ctx context.Context, c *cli.Context, f chain.Forward, state chain.State, status chain.Status, to common.Address) {
	money := l.money(ctx, f.Terms.Token)
	switch {
	case status.Cold():
		fmt.Fprintf(c.App.ErrWriter, "the forward is %s: its positions are receipts, and nothing goes with them\n", status)
	case c.String("side") == "buyer":
		fmt.Fprintf(c.App.ErrWriter, "what is not delivered of the %s that the escrow holds goes to %s\n", money(f.Held(state.Delivered)), to)
	default:
		fmt.Fprintf(c.App.ErrWriter, "%s delivers the rest, is paid for it, and gets what comes back of the bond of %s\n", to, money(f.Terms.Bond))
	}
}
