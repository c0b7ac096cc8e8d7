package cmd

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"
)

func withdrawCommand() *cli.Command {
	return &cli.Command{
		Name:      "withdraw",
		Usage:     "take what the escrow could not pay you when it was due",
		ArgsUsage: "TOKEN",
		Description: "Where a token refuses a payment, to a receiver that it has blocked say, the escrow keeps it for that account. So it does with\n" +
			"what goes back to a holder that is a contract. Only the account itself takes it, to whatever address.\n\n" +
			"   tercet forward withdraw WBTC --to 0x34… --key-file buyer.key",
		Flags: chainFlags(accountFlag(), passwordFlag(), dryRunFlag(),
			&cli.StringFlag{Name: "to", Usage: "`ADDRESS` that gets it (default: the account of --key-file)"},
		),
		Action: withdraw,
	}
}

func withdraw(c *cli.Context) error {
	text, err := oneArgument(c, "TOKEN")
	if err != nil {
		return err
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		token, err := lookUp("the token", text, l.deployment.Tokens)
		if err != nil {
			return usageError(err)
		}
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		to := sender.Address()
		if c.String("to") != "" {
			if to, err = parseAddress("--to", c.String("to")); err != nil {
				return usageError(err)
			}
		}
		owed, err := l.escrow.Owed(ctx, l.head, token, sender.Address())
		if err != nil {
			return err
		}
		amount := l.money(ctx, token)(owed)
		if owed.Sign() == 0 {
			return fmt.Errorf("withdraw from escrow %s: it owes %s nothing of token %s", l.escrow.Address(), sender.Address(), token)
		}
		fmt.Fprintf(c.App.ErrWriter, "the escrow owes %s %s; all of it goes to %s\n", sender.Address(), amount, to)
		call, err := l.escrow.WithdrawCall(token, to)
		if err != nil {
			return err
		}
		receipt, err := l.send(ctx, c, sender, call)
		if err != nil {
			return err
		}
		return tellSent(c, struct {
			Token  common.Address `json:"token"`
			Amount string         `json:"amount"`
			To     common.Address `json:"to"`
			Tx     common.Hash    `json:"tx"`
		}{token, owed.String(), to, receipt.TxHash}, receipt.TxHash, "withdrew %s for %s", amount, to)
	})
}
