package delivery

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// Reorganisations deeper than what counts as final. What was settled in blocks that went away is paid to nobody, and shown to all: its
// signed bytes are sent again, and it is signed anew where they cannot be mined any more. Of what ended, all that a settlement takes lies
// in its entry, and its opening in the database for reach blocks more; of the steps before the present one the bytes are kept. Who could
// be after what:
//
//   - an endpoint that makes a reorganisation up would have us sign settlements anew, that are refused for gas. Nothing is reopened before
//     as many endpoints as have to agree have a final block, not below the one that the end was read at, by which it is not over. Until
//     then no more is sent than what was shown before;
//   - one that lags shows what was before the end. The same goes for it;
//   - a nonce that is free again would go to whatever is signed next, and what had it before could never be mined. So what is in doubt
//     counts as waiting: it is neither overtaken nor cancelled;
//   - a process that ends in between finds the same. Up to what block an end was read for good is kept with the end, and whoever starts
//     looks again at what ended above the last block that is known to be in the chain, or all of it where that block is not.

// passedSteps are settlements of an assigned forward's earlier steps.
var passedSteps = purpose{"settlement of the steps before", func(d *journal.Delivery) *[]journal.Transaction { return &d.Passed }, Sent}

// mostPassed is how many of them are kept.
const mostPassed = 4

// recent is a forward that came to its end lately, and what the final block was then.
type recent struct {
	forward *chain.Forward
	final   uint64
}

// remember keeps what a delivery needs to be looked at again, for a while, if its end may go away.
func (e *Engine) remember(f *chain.Forward, end *journal.Delivery) {
	if end.Final == 0 {
		e.following.over = append(e.following.over, f.ID)
		return
	}
	e.recent[f.ID] = recent{light(f), end.Final}
	e.following.ended = max(e.following.ended, end.Final)
}

// question has all that ended lately looked at with every tick until it is known whether its end is still there. That is durable before
// it is kept that the chain was followed past the blocks that went away: whoever starts then would know nothing of them.
func (e *Engine) question(ids ...common.Hash) error {
	var faults []error
	for _, id := range ids {
		d := e.entry(id)
		forgotten := d == nil
		if forgotten || !d.Doubted {
			err := e.amend(id, func(next *journal.Delivery) { next.Doubted = true })
			if err != nil {
				if e.unreadable(id, err) { // which keeps none of the others from being looked at
					delete(e.recent, id)
				} else {
					faults = append(faults, err)
				}
				continue
			}
		}
		e.mu.Lock()
		if forgotten {
			e.past.count--
		}
		e.forwards[id], e.lightened[id] = e.recent[id].forward, true
		delete(e.closed, id)
		e.mu.Unlock()
	}
	return errors.Join(faults...)
}

func (e *Engine) questionAll() error { return e.question(slices.Collect(maps.Keys(e.recent))...) }

// recheck looks whether the end of a delivery is in the chain, and reopens it if it is not.
func (e *Engine) recheck(ctx context.Context, f *chain.Forward, d *journal.Delivery, now State, at at) error {
	if at.doubt != "" || at.final.Number < d.Final {
		e.tell(f, "it had ended, in a block that went away, or is not there at the moment; what that means for it is not known yet")
		return e.showAgain(ctx, f, d, now, at)
	}
	final, err := e.View.State(ctx, at.final, f, d.H)
	switch {
	case err != nil:
		return err
	case isOver(final.Status) && (d.Stage != journal.Confirmed || final.Status == chain.StatusSettled):
		return e.stands(ctx, f, d, final, at)
	case !isOver(final.Status) && isOver(now.Status):
		e.tell(f, "it came to its end in a block that may still go away")
		return nil
	}
	err = e.keepAny(f.ID, func(old *journal.Delivery) (*journal.Delivery, error) {
		if old == nil || !finished(old) {
			return nil, fmt.Errorf("reopen forward %s: it did not end", f.ID)
		}
		next := *old
		next.Stage, next.Reason, next.Final, next.Doubted = journal.Proved, "", 0, false
		return &next, nil
	})
	if err != nil {
		return err
	}
	delete(e.recent, f.ID)
	if d := e.entry(f.ID); d.Bid != (common.Hash{}) {
		e.resumeFill(d)
	}
	e.Log.Warn().Stringer("forward", f.ID).Stringer("status", final.Status).
		Msg("its end was in a block that counted as final and went away; it is settled again")
	return e.advance(ctx, f, at)
}

// showAgain sends what was shown before of a delivery that may have to be settled again, if the newest block has it count.
func (e *Engine) showAgain(ctx context.Context, f *chain.Forward, d *journal.Delivery, now State, at at) error {
	p := settlement
	switch {
	case isOver(now.Status):
		return nil
	case !f.Assigned() && now.AnnouncedAt == 0:
		p = announcement
	case !e.isDueBy(at.head, f, d, now):
		return nil
	}
	mined, _, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return err
	}
	tx, waits, err := e.last(*p.list(d), mined)
	if waits && tx.Tried && err == nil {
		_, err = e.send(ctx, d, p, tx) // whether it arrived the chain tells
	}
	return err
}

// isOver says that nothing can be settled any more.
func isOver(status chain.Status) bool {
	switch status {
	case chain.StatusSettled, chain.StatusReclaimed, chain.StatusExpired, chain.StatusLapsed, chain.StatusClosed:
		return true
	case chain.StatusNone, chain.StatusProposed, chain.StatusPending, chain.StatusDeliverable:
	}
	return false
}

// wentBack says that the chain has less of a forward delivered than when its present step was begun.
func wentBack(d *journal.Delivery, now State) bool {
	return delivered(d).Cmp(now.Delivered) > 0
}

// stepsBefore are the settlements of a forward's last steps that are in the chain, once it has come to the next one: the last bytes
// under each nonce.
func (e *Engine) stepsBefore(ctx context.Context, d *journal.Delivery, now State) ([]journal.Transaction, error) {
	if wentBack(d, now) { // and none of those can be mined any more
		return nil, nil
	}
	mined, _, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return nil, err
	}
	sent := d.Settlement
	if d.Group != nil && !shown(d) {
		members, _ := e.members(d.Group)
		if speaker := slices.IndexFunc(members, shown); speaker >= 0 {
			sent = members[speaker].Settlement
		}
	}
	kept := slices.DeleteFunc(slices.Concat(d.Passed, sent), func(tx journal.Transaction) bool { return !tx.Tried || tx.Nonce >= mined })
	kept = lastUnderEach(kept)
	return kept[max(0, len(kept)-mostPassed):], nil
}

// lastUnderEach leaves, of some transactions, the last under each nonce, which offers most.
func lastUnderEach(signed []journal.Transaction) (last []journal.Transaction) {
	for i, tx := range signed {
		same := func(later journal.Transaction) bool { return later.Nonce == tx.Nonce }
		if !slices.ContainsFunc(signed[i+1:], same) {
			last = append(last, tx)
		}
	}
	return last
}

// settleBefore sends the settlements of earlier steps again that went away with their blocks. As long as one of them may be mined
// nothing else is done for the forward: what comes after them is there.
func (e *Engine) settleBefore(ctx context.Context, f *chain.Forward, d *journal.Delivery, at at) (waits bool, err error) {
	mined, err := e.Wallet.Mined(ctx, at.final)
	if err != nil {
		return false, err
	}
	for _, tx := range lastUnderEach(d.Passed) {
		if tx.Nonce < mined {
			continue
		}
		ours, err := e.Wallet.Ours(tx)
		if err != nil {
			return false, err
		}
		if !ours {
			continue
		}
		waits = true
		trouble, err := e.again(ctx, d, passedSteps, at, tx)
		if err != nil {
			return true, err
		}
		way, err := e.makeWay(ctx, f, d, tx.Nonce, at)
		if err != nil {
			return true, err
		}
		e.tell(f, also("the settlement of a step before went away with its block and is sent again", also(trouble, way)))
	}
	return waits, nil
}

// mostBefore is the most wei that the settlement of an earlier step may cost when it is sent again: all that is to be had back, which was
// shown.
func (e *Engine) mostBefore(ctx context.Context, d *journal.Delivery, at at) (*big.Int, error) {
	f := e.forward(d.Forward)
	if f == nil {
		return new(big.Int), nil
	}
	now, err := e.View.State(ctx, at.head, f, common.Hash{})
	if err != nil {
		return nil, err
	}
	lost := &journal.Delivery{Forward: d.Forward, Delivered: now.Delivered, Settlement: d.Passed}
	if lost.Step.Amount = new(big.Int).Sub(delivered(d), delivered(lost)); lost.Step.Amount.Sign() < 0 {
		lost.Step.Amount.SetInt64(0)
	}
	return e.mostOf([]*journal.Delivery{lost}, settlement), nil
}
