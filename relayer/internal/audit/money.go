package audit

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// payment checks what a settlement says that it paid, and looks for the money in the very transaction that settled.
func (h *history) payment(report *Report, forward chain.Forward, before progress, s *settled) {
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
	amount := new(big.Int).Set(s.sent)
	if amount.Cmp(s.Paid) != 0 {
		report.holds("bond", "with the last unit the bond of %v goes back along with the pay", forward.Terms.Bond)
	}
	together, what := 1, ""
	for _, other := range s.others() {
		if other.Recipient == s.Recipient && other.token == forward.Terms.Token {
			amount.Add(amount, other.sent)
			together++
		}
	}
	if together > 1 {
		what = fmt.Sprintf(" for %d deliveries together", together)
	}
	report.moved(s.payments(), s.Settled, forward.Terms.Token, s.Recipient, amount, what)
}

// others are the settlements that were paid in one go with this one.
func (s *settled) others() (list []*settled) {
	if s.run == nil {
		return nil
	}
	for _, other := range s.run.members {
		if other.Settled.Log != s.Settled.Log {
			list = append(list, other)
		}
	}
	return list
}

// payments are what was paid in one go with an event, to be taken one by one.
func (m *moment) payments() *chain.Run {
	if m.run == nil {
		return &chain.Run{}
	}
	run := m.run.Clone()
	return &run
}

// sent is what a settlement sends its recipient: the pay, and with the last unit of an assigned forward the bond.
func sent(forward chain.Forward, before progress, s chain.Settlement) *big.Int {
	amount := new(big.Int).Set(s.Paid)
	if after := new(big.Int).Add(before.delivered, s.Step.Amount); after.Cmp(forward.Terms.Quantity) == 0 {
		amount.Add(amount, forward.Terms.Bond)
	}
	return amount
}

func (p progress) after(s chain.Settlement) progress {
	return progress{delivered: new(big.Int).Add(p.delivered, s.Step.Amount), cursor: s.Step.To}
}

// reclaimed checks that what was not delivered went back, when it may, and where the bond went.
func (h *history) reclaimed(report *Report, t *trial) {
	e, forward, then := *t.reclaim, *t.forward, t.ending.time
	from := forward.Terms.SettleBy
	if forward.Assigned() && t.acceptance == nil {
		from = forward.Terms.AcceptBy
	}
	if then < from {
		report.fails("window", "the money went back at %s, before %s", clock(then), clock(from))
	} else {
		report.holds("window", "the money went back at %s, allowed from %s on", clock(then), clock(from))
	}
	delivered := t.end().delivered
	toBuyer := new(big.Int).Sub(forward.Terms.Price, forward.Earned(delivered))
	toProvider := new(big.Int)
	if t.acceptance != nil {
		toProvider = forward.BondKept(delivered)
		toBuyer.Add(toBuyer, new(big.Int).Sub(forward.Terms.Bond, toProvider))
	}
	whole := delivered.Sign() == 0 && t.acceptance == nil
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
	report.shared(t, e)
}

// closed checks that both sides shared all that was left.
func (h *history) closed(report *Report, t *trial) {
	e, forward := *t.closing, *t.forward
	held := forward.Held(t.end().delivered)
	if sum := new(big.Int).Add(e.ToBuyer, e.ToProvider); sum.Cmp(held) != 0 {
		report.fails("price", "%v and %v were shared, and %v were left of price and bond", e.ToBuyer, e.ToProvider, held)
	} else {
		report.holds("price", "both sides shared the %v left of price and bond: %v to the buyer's, %v to the provider's",
			held, e.ToBuyer, e.ToProvider)
	}
	report.shared(t, e)
}

// shared checks who got the shares of what was left, and that they got them.
func (r *Report) shared(t *trial, e chain.Ending) {
	payments := t.ending.payments()
	for side, share := range []struct {
		name   string
		to     common.Address
		amount *big.Int
	}{{"buyer", e.Buyer, e.ToBuyer}, {"provider", e.Provider, e.ToProvider}} {
		if holder := holderBefore(t.moves[side], e.Ended); holder != share.to {
			r.fails("holder", "the share of the %s's side is for %s, and %s held its position", share.name, share.to, holder)
		}
		if share.amount.Sign() > 0 {
			r.moved(payments, e.Ended, t.forward.Terms.Token, share.to, share.amount, "")
		}
	}
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
