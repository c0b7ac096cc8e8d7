package delivery

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// clear has transactions that wait and are for nothing any more make way, once a tick: everything behind them waits for them, and
// nobody else raises their fees, or sends them again where they are gone and leave a gap. In the place of one that waits too long comes one that does nothing, which costs as little as a
// transaction can.
func (e *Engine) clear(ctx context.Context, at at) (trouble string, err error) {
	if e.cleared {
		return "", nil
	}
	e.cleared = true
	mined, next, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return "", err
	}
	live, end := e.live()
	for _, d := range e.all() {
		for _, tx := range e.void(d) {
			gone := tx.Nonce >= max(next, end) // with nothing above it
			if tx.Nonce < mined || gone || live[tx.Nonce] {
				continue
			}
			ours, err := e.Wallet.Ours(tx)
			if err != nil {
				return "", err
			}
			if !ours {
				continue
			}
			why, err := e.again(ctx, d, cancellation, at, tx)
			if err != nil {
				return "", err
			}
			if why != "" {
				trouble = fmt.Sprintf("what is left of forward %s: %s", d.Forward, why)
			}
		}
	}
	return trouble, nil
}

// live are the nonces that deliveries which are not finished have transactions under that are for something, those of groups that came
// apart too: one of these is never replaced by nothing. What nobody has seen is not under its nonce yet. From end on there are none.
func (e *Engine) live() (live map[uint64]bool, end uint64) {
	live = map[uint64]bool{}
	for _, d := range e.all() {
		for _, p := range purposes {
			if idle(d, p) {
				continue
			}
			for _, tx := range *p.list(d) {
				if tx.Tried {
					live[tx.Nonce], end = true, max(end, tx.Nonce+1)
				}
			}
		}
	}
	return live, end
}

// void are the transactions of a delivery that are for nothing any more, and somebody has seen: of those that share a nonce the
// last, in the order of the nonces.
func (e *Engine) void(d *journal.Delivery) []journal.Transaction {
	last := map[uint64]journal.Transaction{}
	for _, p := range everything {
		if p.name != cancellation.name && (!idle(d, p) || e.mayPay(d, p)) {
			continue
		}
		for _, tx := range *p.list(d) {
			if tx.Tried {
				last[tx.Nonce] = tx
			}
		}
	}
	return slices.SortedFunc(maps.Values(last), func(a, b journal.Transaction) int { return cmp.Compare(a.Nonce, b.Nonce) })
}

// mayPay says whether a finished delivery's transaction could still pay for something: that of a group settles its other members.
func (e *Engine) mayPay(d *journal.Delivery, p purpose) bool {
	if p.name != settlement.name || d.Group == nil {
		return false
	}
	members, _ := e.members(d.Group)
	return slices.ContainsFunc(members, func(member *journal.Delivery) bool { return !ended(member) })
}

// passed are the transactions of a step that can never settle it, since a forward has come further, and that may still be mined.
func (e *Engine) passed(ctx context.Context, d *journal.Delivery, cursor uint64) ([]journal.Transaction, error) {
	signed := slices.Clone(d.Void)
	if d.Step.Amount != nil && d.Step.From < cursor { // else it may be settled yet, after a deep reorganisation
		signed = append(signed, d.Settlement...)
	}
	if len(signed) == 0 {
		return nil, nil
	}
	mined, _, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(signed, func(tx journal.Transaction) bool { return !tx.Tried || tx.Nonce < mined }), nil
}
