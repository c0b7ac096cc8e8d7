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
		Flags: chainFlags(accountFlag(), passwordFlag(), offersFlag(),
			&cli.StringFlag{Name: "allowance", Usage: "`AMOUNT` that the offer's way of payment may take of you in all, whatever it may take now"}),
		Action: approveOffer,
	}
}

func approveOffer(c *cli.Context) error {
	s, err := loadOffer(c)
	if err != nil {
		return err
	}
	return withLedger(c, func(ctx context.Context, l *ledger) error {
		o, err := l.offers(c)
		if err != nil {
			return err
		}
		sender, err := l.sender(c)
		if err != nil {
			return err
		}
		if sender.Address() != s.Maker() {
			return fmt.Errorf("approve the %s: its maker is %s, and the key is that of %s; nothing was sent", s.Side, s.Maker(), sender.Address())
		}
		if c.String("allowance") != "" {
			err = l.setAllowance(ctx, c, sender, o, s)
		} else {
			err = l.approveLeft(ctx, c, sender, o, s)
		}
		if err != nil {
			return err
		}
		if l.head, err = l.client.Head(ctx); err != nil {
			return err
		}
		return l.showOffer(ctx, c, o, s)
	})
}

// approveLeft approves what is left of an offer that holds.
func (l *ledger) approveLeft(ctx context.Context, c *cli.Context, sender *chain.Sender, o offers, s offer.Signed) error {
	j, err := o.JudgeRest(ctx, l.head, s, o.permit2)
	if err != nil {
		return err
	}
	if err := j.Holds(); err != nil { // a file of somebody else's could name anything to be approved
		return fmt.Errorf("approve the %s: %w; nothing was sent", s.Side, err)
	}
	stake := stakeOf(s, j.Part)
	allowed, err := o.Allowed(ctx, l.head, s)
	if err != nil {
		return err
	}
	if allowed.Cmp(stake) >= 0 {
		stake = new(big.Int)
	}
	return l.approveStake(ctx, c, sender, o, s, stake)
}

// setAllowance sets the allowance to what the user says. It may be taken back for an offer that does not hold any more.
func (l *ledger) setAllowance(ctx context.Context, c *cli.Context, sender *chain.Sender, o offers, s offer.Signed) error {
	token := chain.NewToken(l.client, s.Terms.Token)
	decimals, err := token.Decimals(ctx, l.head)
	if err != nil {
		return err
	}
	amount, err := parseAmount(c.String("allowance"), decimals)
	if err != nil {
		return usageError(fmt.Errorf("--allowance: %w", err))
	}
	if s.Permit2 != (common.Address{}) && s.Permit2 != o.permit2 {
		return fmt.Errorf("approve the %s: it is signed for the Permit2 at %s, which these offers do not use; nothing was sent", s.Side, s.Permit2)
	}
	spender, _ := spenderOf(o, s)
	allowed, err := token.Allowance(ctx, l.head, sender.Address(), spender)
	if err != nil {
		return err
	}
	if amount.Cmp(allowed) > 0 {
		j, err := o.JudgeRest(ctx, l.head, s, o.permit2)
		if err != nil {
			return err
		}
		if err := j.Holds(); err != nil {
			return fmt.Errorf("approve the %s: %w; nothing was sent", s.Side, err)
		}
	}
	return l.allowOffers(ctx, c, sender, o, s, allowed, amount)
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

// approveStake sends what an offer needs of its maker: an allowance of so much in all, where it is less, and for positions that come at
// once a consent.
func (l *ledger) approveStake(ctx context.Context, c *cli.Context, sender *chain.Sender, o offers, s offer.Signed, stake *big.Int) error {
	spender, _ := spenderOf(o, s)
	allowed, err := chain.NewToken(l.client, s.Terms.Token).Allowance(ctx, l.head, sender.Address(), spender)
	if err != nil {
		return err
	}
	if allowed.Cmp(stake) < 0 {
		if err := l.allowOffers(ctx, c, sender, o, s, allowed, stake); err != nil {
			return err
		}
	}
	if s.Side == offer.Bid || s.Review != 0 {
		return nil
	}
	calls, err := o.ConsentCalls(ctx, l.head, sender.Address())
	if len(calls) > 0 {
		fmt.Fprintf(c.App.ErrWriter, "making the offers at %s an operator of your positions, for offers that you sign or take\n", o.Address())
	}
	return send(ctx, sender, calls, err)
}

func (l *ledger) allowOffers(ctx context.Context, c *cli.Context, sender *chain.Sender, o offers, s offer.Signed, now, amount *big.Int) error {
	spender, name := spenderOf(o, s)
	money := l.amounts(ctx, s.Terms.Token)
	fmt.Fprintf(c.App.ErrWriter, "approving %s in all to the %s at %s; it may take %s now\n", money(amount), name, spender, money(now))
	calls, err := chain.NewToken(l.client, s.Terms.Token).AllowCalls(spender, now, amount)
	return send(ctx, sender, calls, err)
}
