package audit

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// payment checks what a settlement says that it paid, and looks for the money in the very transaction that settled.
func (a *Auditor) payment(ctx context.Context, at chain.Head, report *Report, forward chain.Forward, before progress, s chain.Settlement) error {
	after := new(big.Int).Add(before.delivered, s.Step.Amount)
	due := new(big.Int).Sub(forward.Earned(after), forward.Earned(before.delivered))
	switch {
	case s.Paid.Cmp(due) != 0:
		report.fails("price", "the settlement says that %v was paid, and its %v units of %v earn %v of the price of %v",
			s.Paid, s.Step.Amount, forward.Terms.Quantity, due, forward.Terms.Price)
	case s.Step.Amount.Cmp(forward.Terms.Quantity) == 0:
		report.holds("price", "the whole price of %v", s.Paid)
	default:
		report.holds("price", "%v of the price of %v: what %v of %v units have earned, rounded down, less the %v paid before",
			s.Paid, forward.Terms.Price, after, forward.Terms.Quantity, forward.Earned(before.delivered))
	}
	run, err := a.run(ctx, s.Settled)
	if err != nil {
		return err
	}
	amount := sent(forward, before, s)
	if amount.Cmp(s.Paid) != 0 {
		report.holds("bond", "with the last unit the bond of %v goes back along with the pay", forward.Terms.Bond)
	}
	together := 1
	for _, other := range run.Settled {
		if other.Settled.Log == s.Settled.Log || other.Recipient != s.Recipient {
			continue
		}
		more, err := a.sentFor(ctx, at, other, forward.Terms.Token)
		if err != nil {
			return err
		}
		if more != nil {
			amount.Add(amount, more)
			together++
		}
	}
	if together > 1 {
		report.moved(&run, s.Settled, forward.Terms.Token, s.Recipient, amount, fmt.Sprintf(" for %d deliveries together", together))
		return nil
	}
	report.moved(&run, s.Settled, forward.Terms.Token, s.Recipient, amount, "")
	return nil
}

// sent is what a settlement sends its recipient: the pay, and with the last unit of an assigned forward the bond.
func sent(forward chain.Forward, before progress, s chain.Settlement) *big.Int {
	amount := new(big.Int).Set(s.Paid)
	if after := new(big.Int).Add(before.delivered, s.Step.Amount); after.Cmp(forward.Terms.Quantity) == 0 {
		amount.Add(amount, forward.Terms.Bond)
	}
	return amount
}

// sentFor is sent for a settlement of another forward; nil if that pays in another token.
func (a *Auditor) sentFor(ctx context.Context, at chain.Head, s chain.Settlement, token common.Address) (*big.Int, error) {
	forward, err := a.Escrow.Forward(ctx, at, a.From, s.ID)
	if err != nil || forward.Terms.Token != token {
		return nil, err
	}
	all, err := a.Escrow.Settlements(ctx, at, forward)
	if err != nil {
		return nil, err
	}
	before := progress{delivered: new(big.Int)}
	for _, other := range all {
		if other.Settled == s.Settled {
			break
		}
		before = before.after(other)
	}
	return sent(forward, before, s), nil
}

func (p progress) after(s chain.Settlement) progress {
	return progress{delivered: new(big.Int).Add(p.delivered, s.Step.Amount), cursor: s.Step.To}
}

// reclaimed checks that what was not delivered went back, when it may, and where the bond went.
func (a *Auditor) reclaimed(ctx context.Context, at chain.Head, report *Report, forward chain.Forward, story story) error {
	e := *story.reclaim
	then, _, err := a.stateAt(ctx, at, e.Ended)
	if err != nil {
		return err
	}
	from := forward.Terms.SettleBy
	if forward.Assigned() && story.acceptance == nil {
		from = forward.Terms.AcceptBy
	}
	if then.Time < from {
		report.fails("window", "the money went back at %s, before %s", clock(then.Time), clock(from))
	} else {
		report.holds("window", "the money went back at %s, allowed from %s on", clock(then.Time), clock(from))
	}
	delivered := story.end().delivered
	toBuyer := new(big.Int).Sub(forward.Terms.Price, forward.Earned(delivered))
	toProvider := new(big.Int)
	if story.acceptance != nil {
		toProvider = forward.BondKept(delivered)
		toBuyer.Add(toBuyer, new(big.Int).Sub(forward.Terms.Bond, toProvider))
	}
	whole := delivered.Sign() == 0 && story.acceptance == nil
	switch {
	case e.ToBuyer.Cmp(toBuyer) != 0 || e.ToProvider.Cmp(toProvider) != 0:
		report.fails("price", "%v went to the buyer's side and %v to the provider's, and they are due %v and %v",
			e.ToBuyer, e.ToProvider, toBuyer, toProvider)
	case whole:
		report.holds("price", "the whole price of %v, to the buyer", e.ToBuyer)
	default:
		report.holds("price", "after %v of %v units %v go to the buyer's side (the rest of the price, and the bond's share of what is "+
			"missing) and %v of the bond to the provider's", delivered, forward.Terms.Quantity, e.ToBuyer, e.ToProvider)
	}
	return a.shared(ctx, at, report, forward, e)
}

// closed checks that both sides shared all that was left.
func (a *Auditor) closed(ctx context.Context, at chain.Head, report *Report, forward chain.Forward, story story) error {
	e := *story.closing
	held := forward.Held(story.end().delivered)
	if sum := new(big.Int).Add(e.ToBuyer, e.ToProvider); sum.Cmp(held) != 0 {
		report.fails("price", "%v and %v were shared, and %v were left of price and bond", e.ToBuyer, e.ToProvider, held)
	} else {
		report.holds("price", "both sides shared the %v left of price and bond: %v to the buyer's, %v to the provider's",
			held, e.ToBuyer, e.ToProvider)
	}
	return a.shared(ctx, at, report, forward, e)
}

// shared checks who got the shares of what was left, and that they got them.
func (a *Auditor) shared(ctx context.Context, at chain.Head, report *Report, forward chain.Forward, e chain.Ending) error {
	run, err := a.run(ctx, e.Ended)
	if err != nil {
		return err
	}
	for _, share := range []struct {
		side   chain.Side
		name   string
		to     common.Address
		amount *big.Int
	}{
		{chain.BuyerSide, "buyer", e.Buyer, e.ToBuyer},
		{chain.ProviderSide, "provider", e.Provider, e.ToProvider},
	} {
		holder, err := a.Escrow.HolderBefore(ctx, at, forward, share.side, e.Ended)
		if err != nil {
			return err
		}
		if holder != share.to {
			report.fails("holder", "the share of the %s's side is for %s, and %s held its position", share.name, share.to, holder)
		}
		if share.amount.Sign() > 0 {
			report.moved(&run, e.Ended, forward.Terms.Token, share.to, share.amount, "")
		}
	}
	return nil
}

// run is what the escrow told and paid in one go with an event.
func (a *Auditor) run(ctx context.Context, event chain.Place) (chain.Run, error) {
	receipt, err := a.Client.Receipt(ctx, event.Tx)
	if err != nil {
		return chain.Run{}, err
	}
	if receipt.BlockHash != event.BlockHash {
		return chain.Run{}, fmt.Errorf("read the receipt of transaction %s: %w", event.Tx, chain.ErrReorg)
	}
	return a.Escrow.RunOf(receipt, event)
}

func (r *Report) moved(run *chain.Run, event chain.Place, token, to common.Address, amount *big.Int, what string) {
	const name = "payment"
	switch run.Take(token, to, amount) {
	case chain.PaymentTransfer:
		r.holds(name, "token %s moved %v to %s%s in transaction %s", token, amount, to, what, event.Tx)
	case chain.PaymentCredit:
		r.holds(name, "the transfer did not succeed, or was not tried; the escrow owes %s %v of token %s%s, to be withdrawn", to, amount, token, what)
	default:
		if amount.Sign() == 0 {
			r.holds(name, "nothing was due%s, and nothing moved", what)
			return
		}
		r.fails(name, "transaction %s moved no %v of token %s to %s%s, and the escrow owes none for it", event.Tx, amount, token, to, what)
	}
}
