package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// patience is how many blocks a transaction that is next to be mined waits before higher fees are offered.
const patience = 3

// inTurn puts forwards with an announcement first: a settlement, which has nothing waiting before it, goes before the
// announcements of the same tick.
func (e *Engine) inTurn(open []*chain.Forward) []*chain.Forward {
	var first, rest []*chain.Forward
	for _, f := range open {
		if d := e.entry(f.ID); d != nil && len(d.Announcement) > 0 {
			first = append(first, f)
		} else {
			rest = append(rest, f)
		}
	}
	return append(first, rest...)
}

// behind says why a new transaction has to wait, if it would get a nonce behind others that are not mined, and moves those
// along. A settlement there would be public and could not be mined, until the claim delay is over for the buyer too. An
// announcement may wait behind others, but not take the nonce of one that the endpoint does not know; and so may the settlement of
// what was shown before, or what a group was left with would go one a block. Nothing is shown in a gap: what is filled there is waited for.
func (e *Engine) behind(ctx context.Context, d *journal.Delivery, p purpose, at at) (reason string, err error) {
	mined, next, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return "", err
	}
	from, shows := next, p.name == settlement.name && !shown(d)
	if shows {
		from = mined
	}
	if from < next {
		reason = chain.ErrBehind.Error()
	}
	trouble, err := e.clear(ctx, at)
	if err != nil {
		return "", err
	}
	if reason != "" && trouble != "" {
		return reason + "; " + trouble, nil
	}
	for _, one := range e.all() {
		for _, other := range purposes {
			tx, waits, err := e.last(*other.list(one), from)
			if err != nil {
				return "", err
			}
			if !waits || !tx.Tried && (other.name == settlement.name || other.name == acceptance.name) { // what nobody has seen waits for its own turn
				continue
			}
			if idle(one, other) && (tx.Nonce >= next || !e.mayPay(one, other)) { // what is finished is not sent again if it is gone
				continue
			}
			if above, err := e.aboveGap(ctx, tx.Nonce, at); above || err != nil {
				if err != nil {
					return "", err
				}
				continue
			}
			reason = chain.ErrBehind.Error()
			trouble, err := e.again(ctx, one, other, at, tx)
			if err != nil {
				return "", err
			}
			if trouble != "" {
				return fmt.Sprintf("%s; the %s of forward %s: %s", reason, other.name, one.Forward, trouble), nil
			}
		}
	}
	if reason == "" && shows && nonces(d.Void) < mostFilled {
		return e.fillGap(ctx, d, at)
	}
	return reason, nil
}

// last is, of some transactions whose nonces are not below from, the last under the lowest nonce, if it is of this account.
func (e *Engine) last(signed []journal.Transaction, from uint64) (tx journal.Transaction, waits bool, err error) {
	found := false
	for _, one := range signed {
		if one.Nonce >= from && (!found || one.Nonce <= tx.Nonce) {
			tx, found = one, true
		}
	}
	if !found {
		return tx, false, nil
	}
	waits, err = e.Wallet.Ours(tx)
	return tx, waits, err
}

// again sends what waits, or the same for higher fees if it is its turn and blocks pass without it. It returns what is in
// the way of it.
func (e *Engine) again(ctx context.Context, d *journal.Delivery, p purpose, at at, tx journal.Transaction) (trouble string, err error) {
	if p.name == acceptance.name || p.name == reclamation.name { // what was signed to take its place
		for _, one := range d.Void {
			if one.Nonce == tx.Nonce {
				p, tx = cancellation, one
			}
		}
	}
	due, err := e.due(ctx, at.head.Number, tx)
	if err != nil {
		return "", err
	}
	if due && tx.Tried && !e.away { // more gas is estimated for it then, which shows it
		idle, err := e.idleFill(ctx, d, p, at)
		if idle {
			p = cancellation
		}
		raised := tx
		if err == nil {
			raised, err = e.outbid(ctx, d, p, at, tx)
		}
		if e.yields(d, p, err, at) {
			p = cancellation
			raised, err = e.outbid(ctx, d, p, at, tx)
		}
		if err == nil {
			return "", e.submit(ctx, d, p, raised)
		}
		e.away = errors.Is(err, chain.ErrSignerAway)
		trouble = fmt.Sprintf("higher fees cannot be offered: %v", err)
	}
	unknown, err := e.send(ctx, d, p, tx)
	if unknown != nil {
		trouble = fmt.Sprintf("it is sent again, and whether it arrived is not known: %v", unknown)
	}
	return trouble, err
}

// Why no more is offered for an acceptance.
var (
	errNoOpening = errors.New("the opening of its forward is not in the chain at the moment")
	errTooLate   = errors.New("it might not be mined before accept-by")
)

func (e *Engine) outbid(ctx context.Context, d *journal.Delivery, p purpose, at at, tx journal.Transaction) (journal.Transaction, error) {
	if p.name == acceptance.name {
		f := e.forward(d.Forward)
		if f == nil {
			return tx, errNoOpening
		}
		if e.tooLateToAccept(f, at) { // it may be mined yet, and costs no more for it
			return tx, errTooLate
		}
		most, err := e.mostToAccept(ctx, f, at)
		if err != nil {
			return tx, err
		}
		return e.Wallet.Replace(ctx, tx, most)
	}
	if p.name == cancellation.name {
		return e.Wallet.Cancel(ctx, tx)
	}
	if p.name == passedSteps.name {
		most, err := e.mostBefore(ctx, d, at)
		if err != nil {
			return tx, err
		}
		return e.Wallet.Replace(ctx, tx, most)
	}
	return e.Wallet.Replace(ctx, tx, e.mostFor(d, p, tx))
}

// idleFill says whether a fill that waits would be refused by now: one that does nothing in its place costs less.
func (e *Engine) idleFill(ctx context.Context, d *journal.Delivery, p purpose, at at) (bool, error) {
	t, f := e.filling(d.Forward), e.forward(d.Forward)
	if p.name != acceptance.name || d.Bid == (common.Hash{}) || t == nil || f == nil {
		return false, nil
	}
	now, err := e.View.State(ctx, at.head, f, common.Hash{})
	if err != nil || now.Status != chain.StatusNone {
		return now.Status == chain.StatusProposed, err
	}
	judged, err := e.offered(ctx, at.head, t.signed)
	return err == nil && (judged.Against != "" || judged.Forward.ID != f.ID), err
}

// due says whether a transaction of this account is next to be mined and has waited too long. Each time starts anew.
func (e *Engine) due(ctx context.Context, block uint64, tx journal.Transaction) (bool, error) {
	since, seen := e.since[tx.Hash]
	if !seen {
		e.since[tx.Hash] = block
		return false, nil
	}
	if block < since+patience {
		return false, nil
	}
	ours, err := e.Wallet.Ours(tx)
	if err != nil || !ours {
		return false, err
	}
	mined, _, err := e.Wallet.Nonces(ctx)
	if err != nil || tx.Nonce != mined {
		return false, err
	}
	e.since[tx.Hash] = block
	return true, nil
}

// all lists the entries that were not forgotten, in an order.
func (e *Engine) all() []*journal.Delivery {
	e.mu.Lock()
	defer e.mu.Unlock()
	var all []*journal.Delivery
	for _, d := range e.entries {
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b *journal.Delivery) int { return a.Forward.Cmp(b.Forward) })
	return all
}
