package cmd

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func allowCommand() *cli.Command {
	return &cli.Command{
		Name:      "allow",
		Usage:     "let the escrow take an account's bonds, up to an amount",
		ArgsUsage: "TOKEN AMOUNT",
		Description: "For `tercet run --accept`, whose acceptances take their bonds out of what is allowed. It takes the place of what was allowed\n" +
			"before; 0 allows nothing any more. The escrow takes of an account only what that account stakes or pays.",
		Flags:  chainFlags(accountFlag(), passwordFlag(), dryRunFlag()),
		Action: allowBonds,
	}
}

func allowBonds(c *cli.Context) error {
	if c.NArg() != 2 {
		return usageError(fmt.Errorf("name the token and how much: %s TOKEN AMOUNT", c.Command.HelpName))
	}
	token, err := parseAddress("the token", c.Args().Get(0))
	if err != nil {
		return usageError(err)
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		decimals, err := l.decimals(c, token)
		if err != nil {
			return err
		}
		amount, err := parseAmount(c.Args().Get(1), decimals)
		if err != nil {
			return usageError(err)
		}
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		calls, err := l.allow(ctx, c, sender, token, amount)
		if err != nil {
			return err
		}
		if _, err := l.send(ctx, c, sender, calls...); err != nil {
			return err
		}
		if c.Bool("json") {
			return printJSON(c.App.Writer, struct {
				Account common.Address `json:"account"`
				Token   common.Address `json:"token"`
				Allowed string         `json:"allowed"`
			}{sender.Address(), token, amount.String()})
		}
		fmt.Fprintf(c.App.Writer, "the escrow may take %s of %s\n", l.money(ctx, token)(amount), sender.Address())
		return nil
	})
}

// allow are the calls that let the escrow take an amount of a token of the sender's, whatever it was allowed before. With --dry-run it
// says what they come to.
func (l *ledger) allow(ctx context.Context, c *cli.Context, sender *chain.Sender, address common.Address, amount *big.Int) ([]chain.Call, error) {
	token := chain.NewToken(l.client, address)
	allowed, err := token.Allowance(ctx, l.head, sender.Address(), l.escrow.Address())
	if err != nil {
		return nil, err
	}
	if c.Bool("dry-run") {
		money := l.money(ctx, address)
		fmt.Fprintf(c.App.ErrWriter, "the escrow may take %s of %s now, and may take %s then\n", money(allowed), sender.Address(), money(amount))
	}
	return token.AllowCalls(l.escrow.Address(), allowed, amount)
}
