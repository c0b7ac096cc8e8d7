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

func allowOffersCommand() *cli.Command {
	return &cli.Command{
		Name:      "allow",
		Usage:     "let the contract that takes offers have an account's bonds, up to an amount, and make it a provider",
		ArgsUsage: "TOKEN AMOUNT",
		Description: "For `tercet run --bids`, which takes the bonds of the bids that it fills out of what is allowed: each lowers it, and nothing\n" +
			"raises it but this. It takes the place of what was allowed before; 0 allows nothing any more, and takes back the consent to\n" +
			"hold positions, too. The contract takes money of an account for bids that the account fills and for offers that it signed:\n" +
			"asks without a review can be filled out of the same allowance.",
		Flags:  chainFlags(accountFlag(), passwordFlag(), offersFlag(), dryRunFlag()),
		Action: allowOffers,
	}
}

func allowBonds(c *cli.Context) error {
	return withAllowance(c, "the escrow", func(ctx context.Context, l *ledger, sender *chain.Sender, token common.Address, amount *big.Int) ([]chain.Call, error) {
		return l.allow(ctx, c, sender, token, l.escrow.Address(), amount)
	})
}

// allowOffers takes back or gives the consent to hold positions first: what the contract may take before that is of no use to anybody.
func allowOffers(c *cli.Context) error {
	return withAllowance(c, takesOffers, func(ctx context.Context, l *ledger, sender *chain.Sender, token common.Address, amount *big.Int) ([]chain.Call, error) {
		o, err := l.offers(c)
		if err != nil {
			return nil, err
		}
		if l.head, err = l.client.Head(ctx); err != nil { // what was allowed just now lies above what several endpoints agree on
			return nil, err
		}
		operator, err := l.escrow.IsOperator(ctx, l.head, sender.Address(), o.Address())
		if err != nil {
			return nil, err
		}
		calls, err := l.allow(ctx, c, sender, token, o.Address(), amount)
		if wanted := amount.Sign() > 0; err == nil && operator != wanted {
			var call chain.Call
			call, err = l.escrow.OperatorCall(o.Address(), wanted)
			calls = append([]chain.Call{call}, calls...)
		}
		return calls, err
	})
}

const takesOffers = "the contract that takes offers"

// withAllowance reads a token and an amount, and has a contract be allowed that.
func withAllowance(
	c *cli.Context, who string, allow func(context.Context, *ledger, *chain.Sender, common.Address, *big.Int) ([]chain.Call, error),
) error {
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
		calls, err := allow(ctx, l, sender, token, amount)
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
		fmt.Fprintf(c.App.Writer, "%s may take %s of %s\n", who, l.money(ctx, token)(amount), sender.Address())
		return nil
	})
}

// allow are the calls that let a contract take an amount of a token of the sender's, whatever it was allowed before. With --dry-run it
// says what they come to.
func (l *ledger) allow(ctx context.Context, c *cli.Context, sender *chain.Sender, address, contract common.Address, amount *big.Int) ([]chain.Call, error) {
	token := chain.NewToken(l.client, address)
	allowed, err := token.Allowance(ctx, l.head, sender.Address(), contract)
	if err != nil {
		return nil, err
	}
	if c.Bool("dry-run") {
		money, who := l.money(ctx, address), "the escrow"
		if contract != l.escrow.Address() {
			who = takesOffers
		}
		fmt.Fprintf(c.App.ErrWriter, "%s may take %s of %s now, and may take %s then\n", who, money(allowed), sender.Address(), money(amount))
	}
	return token.AllowCalls(contract, allowed, amount)
}
