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
		Description: "Sends what --approve of `bid` and `ask` sends: an allowance for what is left of the offer, on top of what may be taken\n" +
			"already, and the consent to hold a provider's positions where an ask is accepted at once. Nothing is sent where nothing\n" +
			"is missing. The contract takes money of yours only for offers that you signed or take. Example:\n\n" +
			"   tercet offer approve bid.json --key-file buyer.key",
		Flags:  chainFlags(accountFlag(), passwordFlag(), offersFlag()),
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
		j, err := l.judgeWhole(ctx, o, s)
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
		if err := l.approveStake(ctx, c, sender, o, s, stake); err != nil {
			return err
		}
		if l.head, err = l.client.Head(ctx); err != nil {
			return err
		}
		return l.showOffer(ctx, c, o, s)
	})
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

// approveStake sends what an offer needs of its maker: more of an allowance, and for positions that come at once a consent.
func (l *ledger) approveStake(ctx context.Context, c *cli.Context, sender *chain.Sender, o offers, s offer.Signed, more *big.Int) error {
	spender, name := o.Address(), "offers"
	if s.Permit2 != (common.Address{}) {
		spender, name = s.Permit2, "Permit2"
	}
	token := chain.NewToken(l.client, s.Terms.Token)
	if more.Sign() > 0 {
		money := l.money(ctx, s.Terms.Token)
		fmt.Fprintf(c.App.ErrWriter, "approving %s to the %s at %s, on top of what they may take already\n", money(more), name, spender)
		calls, err := token.RaiseCalls(ctx, l.head, sender.Address(), spender, more)
		if err := send(ctx, sender, calls, err); err != nil {
			return err
		}
	}
	if s.Side == offer.Ask && s.Review == 0 {
		calls, err := o.ConsentCalls(ctx, l.head, sender.Address())
		return send(ctx, sender, calls, err)
	}
	return nil
}
