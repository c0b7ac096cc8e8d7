package cmd

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// loan is what the offers have to be let for one part, beyond what they may already: it is taken back afterwards, so that an offer of
// the taker's own that was out of reach stays so.
type loan struct {
	before  *big.Int // the allowance as it is; nil where that is enough
	consent bool
}

// lendable finds out what has to be lent, and whether the account can pay for it all.
func (f *filling) lendable(ctx context.Context, sender *chain.Sender) error {
	head, err := f.client.Head(ctx) // what a fill before this one took back lies above the block that several endpoints agree on
	if err != nil {
		return err
	}
	token := chain.NewToken(f.client, f.part.Terms.Token)
	allowed, err := token.Allowance(ctx, head, sender.Address(), f.offers.Address())
	if err != nil {
		return err
	}
	if allowed.Cmp(f.pays) < 0 {
		f.lends.before = allowed
	}
	if f.signed.Side == offer.Bid && f.signed.Assigned() && f.fill.Holder == sender.Address() {
		operator, err := f.escrow.IsOperator(ctx, head, sender.Address(), f.offers.Address())
		if err != nil {
			return err
		}
		f.lends.consent = !operator
	}
	purse, err := sender.Purse(ctx, head)
	if err != nil {
		return err
	}
	return f.cost(purse)
}

// take lends what the part takes, looks at the offer once more, takes the part, and takes back what was lent.
func (f *filling) take(ctx context.Context, c *cli.Context, sender *chain.Sender) error {
	err := f.lend(ctx, sender)
	var receipt *types.Receipt
	if err == nil {
		receipt, err = f.takePart(ctx, c, sender)
	}
	if errors.Is(err, chain.ErrMayBeMined) {
		return fmt.Errorf("%w; `tercet offer show` says what was taken of it; what was approved for it stays approved", err)
	}
	if err != nil && f.lends == (loan{}) {
		return err
	}
	if err != nil {
		if errBack := f.takeBack(ctx, sender, true); errBack != nil {
			return fmt.Errorf("%w; and what was approved for it stays approved: %w", err, errBack)
		}
		return fmt.Errorf("%w; what was approved for it was taken back", err)
	}
	err = f.tellTaken(ctx, c, receipt)
	if errBack := f.takeBack(ctx, sender, false); errBack != nil {
		return errors.Join(err, fmt.Errorf("the part was taken, but what was approved for it and not used stays approved: %w", errBack))
	}
	return err
}

func (f *filling) lend(ctx context.Context, sender *chain.Sender) error {
	if f.lends.before != nil {
		calls, err := chain.NewToken(f.client, f.part.Terms.Token).AllowCalls(f.offers.Address(), f.lends.before, f.pays)
		if err := send(ctx, sender, calls, err); err != nil {
			return err
		}
	}
	if f.lends.consent {
		call, err := f.escrow.OperatorCall(f.offers.Address(), true)
		return send(ctx, sender, []chain.Call{call}, err)
	}
	return nil
}

// longestBack is how long it is tried to take back what was lent.
const longestBack = 5 * time.Minute

// takeBack puts the allowance and the consent back to what they were. Where the part was taken, less of an allowance than before
// stays as it is: that was spent. It is done though the command is broken off, for so long as it may take.
func (f *filling) takeBack(ctx context.Context, sender *chain.Sender, failed bool) error {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), longestBack)
	defer stop()
	head, err := f.client.Head(ctx)
	if err != nil {
		return err
	}
	if f.lends.before != nil {
		token := chain.NewToken(f.client, f.part.Terms.Token)
		now, err := token.Allowance(ctx, head, sender.Address(), f.offers.Address())
		if err != nil {
			return err
		}
		if failed || now.Cmp(f.lends.before) > 0 {
			calls, err := token.AllowCalls(f.offers.Address(), now, f.lends.before)
			if err := send(ctx, sender, calls, err); err != nil {
				return err
			}
		}
	}
	if !f.lends.consent {
		return nil
	}
	operator, err := f.escrow.IsOperator(ctx, head, sender.Address(), f.offers.Address())
	if err != nil || !operator {
		return err
	}
	call, err := f.escrow.OperatorCall(f.offers.Address(), false)
	return send(ctx, sender, []chain.Call{call}, err)
}

// takePart takes the part, if it is still what was told: blocks went by since.
func (f *filling) takePart(ctx context.Context, c *cli.Context, sender *chain.Sender) (receipt *types.Receipt, err error) {
	if f.head, err = f.agreed(c); err != nil {
		return nil, err
	}
	j, err := f.offers.Judge(ctx, f.head, f.signed, f.fill, f.offers.permit2)
	if err != nil {
		return nil, err
	}
	if err := j.Err(); err != nil {
		return nil, fmt.Errorf("take %s %s: %w", f.signed.Side, f.hash, err)
	}
	f.part = j.Part
	if err := f.bearable(c); err != nil {
		return nil, fmt.Errorf("take %s %s: %w", f.signed.Side, f.hash, err)
	}
	call, err := f.offers.FillCall(f.signed, f.fill)
	if err != nil {
		return nil, err
	}
	return sender.Do(ctx, call)
}

// tellTaken prints what the chain made of the part.
func (f *filling) tellTaken(ctx context.Context, c *cli.Context, receipt *types.Receipt) error {
	filled, err := f.offers.FilledIn(receipt)
	if err != nil {
		return err
	}
	if filled.Offer != f.hash {
		return fmt.Errorf("take %s %s: transaction %s says that it took part of offer %s; is the endpoint honest?", f.signed.Side, f.hash, receipt.TxHash, filled.Offer)
	}
	forward, err := f.escrow.OpenedAs(receipt, filled.Forward)
	if err != nil {
		return err
	}
	described := f.describe(forward, f.signed.Left(offer.Taken{Filled: filled.Filled}))
	described.Tx = &receipt.TxHash
	if c.Bool("json") {
		return printJSON(c.App.Writer, described)
	}
	return f.printFilled(ctx, c, described, forward.Terms)
}
