package cmd

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

func approveOfferCommand() *cli.Command {
	return &cli.Command{
		Name:      "approve",
		Usage:     "let the contract that takes offers have what a signed offer needs of your account",
		ArgsUsage: "FILE",
		Description: "Sends what --approve of `bid` and `ask` sends: an allowance for what is left of the offer, where less may be taken, and\n" +
			"the consent to hold a provider's positions where an ask is accepted at once. Nothing is sent where nothing is missing. All\n" +
			"your offers in a token share the one allowance: name with --allowance what they may take in all, 0 to take it back. The\n" +
			"contract takes money of yours only for offers that you signed or take. Examples:\n\n" +
			"   tercet offer approve bid.json --key-file buyer.key\n" +
			"   tercet offer approve bid.json --key-file buyer.key --allowance 0",
		Flags: chainFlags(accountFlag(), passwordFlag(), dryRunFlag(), offersFlag(),
			&cli.StringFlag{Name: "allowance", Usage: "`AMOUNT` that the offer's way of payment may take of you in all, whatever it may take now"}),
		Action: approveOffer,
	}
}

func approveOffer(c *cli.Context) error {
	return withOffer(c, func(ctx context.Context, l *ledger, o offers, s offer.Signed) error {
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		if sender.Address() != s.Maker() {
			return fmt.Errorf("approve the %s: its maker is %s, and the key is that of %s; nothing was sent", s.Side, s.Maker(), sender.Address())
		}
		find := l.approvesLeft
		if c.String("allowance") != "" {
			find = l.setsAllowance
		}
		calls, err := find(ctx, c, sender, o, s)
		if err != nil {
			return err
		}
		if _, err := l.send(ctx, c, sender, calls...); err != nil {
			return err
		}
		if l.head, err = l.client.Head(ctx); err != nil {
			return err
		}
		return l.showOffer(ctx, c, o, s)
	})
}

// approvesLeft are the calls that approve what is left of an offer that holds.
func (l *ledger) approvesLeft(ctx context.Context, c *cli.Context, sender *chain.Sender, o offers, s offer.Signed) ([]chain.Call, error) {
	j, err := o.JudgeRest(ctx, l.head, s, o.permit2)
	if err != nil {
		return nil, err
	}
	if err := j.Holds(); err != nil { // a file of somebody else's could name anything to be approved
		return nil, fmt.Errorf("approve the %s: %w; nothing was sent", s.Side, err)
	}
	stake := stakeOf(s, j.Part)
	allowed, err := o.Allowed(ctx, l.head, s)
	if err != nil {
		return nil, err
	}
	if allowed.Cmp(stake) >= 0 {
		stake = new(big.Int)
	}
	return l.approvesStake(ctx, c, sender, o, s, stake)
}

// setsAllowance are the calls that set the allowance to what the user says. It may be taken back for an offer that does not hold any more.
func (l *ledger) setsAllowance(ctx context.Context, c *cli.Context, sender *chain.Sender, o offers, s offer.Signed) ([]chain.Call, error) {
	token := chain.NewToken(l.client, s.Terms.Token)
	decimals, err := token.Decimals(ctx, l.head)
	if err != nil {
		return nil, err
	}
	amount, err := parseAmount(c.String("allowance"), decimals)
	if err != nil {
		return nil, usageError(fmt.Errorf("--allowance: %w", err))
	}
	if s.Permit2 != (common.Address{}) && s.Permit2 != o.permit2 {
		return nil, fmt.Errorf("approve the %s: it is signed for the Permit2 at %s, which these offers do not use; nothing was sent", s.Side, s.Permit2)
	}
	spender, _ := spenderOf(o, s)
	allowed, err := token.Allowance(ctx, l.head, sender.Address(), spender)
	if err != nil {
		return nil, err
	}
	if amount.Cmp(allowed) > 0 {
		j, err := o.JudgeRest(ctx, l.head, s, o.permit2)
		if err != nil {
			return nil, err
		}
		if err := j.Holds(); err != nil {
			return nil, fmt.Errorf("approve the %s: %w; nothing was sent", s.Side, err)
		}
	}
	return l.allowsOffers(ctx, c, o, s, allowed, amount)
}

// stakeOf is the most that the maker of an offer pays for a part of it.
func stakeOf(s offer.Signed, part offer.Part) *big.Int {
	switch {
	case s.Side == offer.Ask && s.Review != 0:
		return new(big.Int)
	case s.Side == offer.Ask:
		return part.Terms.Bond
	}
	return s.Dearest(part.Terms.Quantity) // whatever a ramp makes of it
}

// spenderOf is who takes the money of an offer's maker, and what that is called.
func spenderOf(o offers, s offer.Signed) (spender common.Address, name string) {
	if s.Permit2 != (common.Address{}) {
		return s.Permit2, "Permit2"
	}
	return o.Address(), "offers"
}

// approvesStake are the calls that an offer needs of its maker: for an allowance of so much in all, where it is less, and for positions
// that come at once a consent.
func (l *ledger) approvesStake(ctx context.Context, c *cli.Context, sender *chain.Sender, o offers, s offer.Signed, stake *big.Int) (calls []chain.Call, err error) {
	spender, _ := spenderOf(o, s)
	allowed, err := chain.NewToken(l.client, s.Terms.Token).Allowance(ctx, l.head, sender.Address(), spender)
	if err != nil {
		return nil, err
	}
	if allowed.Cmp(stake) < 0 {
		if calls, err = l.allowsOffers(ctx, c, o, s, allowed, stake); err != nil {
			return nil, err
		}
	}
	if s.Side == offer.Bid || s.Review != 0 {
		return calls, nil
	}
	consents, err := o.ConsentCalls(ctx, l.head, sender.Address())
	if len(consents) > 0 {
		fmt.Fprintf(c.App.ErrWriter, "making the offers at %s an operator of your positions, for offers that you sign or take\n", o.Address())
	}
	return append(calls, consents...), err
}

func (l *ledger) allowsOffers(ctx context.Context, c *cli.Context, o offers, s offer.Signed, now, amount *big.Int) ([]chain.Call, error) {
	spender, name := spenderOf(o, s)
	money := l.amounts(ctx, s.Terms.Token)
	fmt.Fprintf(c.App.ErrWriter, "approving %s in all to the %s at %s; it may take %s now\n", money(amount), name, spender, money(now))
	return chain.NewToken(l.client, s.Terms.Token).AllowCalls(spender, now, amount)
}
