package delivery

import (
	"context"
	"errors"
	"maps"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// past is what is still known of deliveries that were forgotten: how many they are, and what they count for in a tally.
type past struct {
	count    int
	executed map[common.Hash]took
	proved   map[common.Hash]took
	missed   *journal.Delivery
}

// forget lets go of what is finished, which lies in the database: a tick takes no longer for what was delivered before. What may
// still be mined stays, since everything else of the account waits behind it, and so does a member of a group of which another one
// is not finished: what was sent for one was sent for all. What kept something to be reopened loses that before, whatever became of its
// opening: a process that ended in between finds it here again.
func (e *Engine) forget(ctx context.Context, at at) error {
	over, groups := e.over()
	if len(over) == 0 || at.doubt != "" {
		return nil
	}
	mined, err := e.Wallet.Mined(ctx, at.final)
	if err != nil {
		return err
	}
	stripped := 0
	for _, d := range over {
		if d.Group != nil && groups[d.Group.ID] {
			continue
		}
		if waits, err := e.mayBeMined(d, mined); waits || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		if _, kept := e.recent[d.Forward]; !kept && (d.Final != 0 || len(d.Passed) > 0) { // it is forgotten in the tick after it was stripped
			if stripped == mostStripped || d.Final != 0 && at.final.Number <= d.Final+reach {
				continue
			}
			stripped++
			err := e.strip(d.Forward)
			if err == nil {
				continue
			}
			if !e.unreadable(d.Forward, err) {
				return err
			}
		}
		e.let(d)
	}
	return nil
}

// over are the deliveries that are finished, and the groups that others belong to.
func (e *Engine) over() (over []*journal.Delivery, groups map[common.Hash]bool) {
	groups = map[common.Hash]bool{}
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, d := range e.entries {
		if finished(d) && !d.Doubted {
			over = append(over, d)
		} else if d.Group != nil && !ended(d) {
			groups[d.Group.ID] = true
		}
	}
	return over, groups
}

// mayBeMined says whether somebody has seen a transaction of a delivery that has a nonce, of this account, from mined on.
func (e *Engine) mayBeMined(d *journal.Delivery, mined uint64) (bool, error) {
	for _, p := range everything {
		for _, tx := range *p.list(d) {
			if !tx.Tried || tx.Nonce < mined {
				continue
			}
			if ours, err := e.Wallet.Ours(tx); ours || err != nil {
				return ours, err
			}
		}
	}
	return false, nil
}

func (e *Engine) let(d *journal.Delivery) {
	for _, p := range everything {
		for _, tx := range *p.list(d) {
			delete(e.since, tx.Hash)
			maps.DeleteFunc(e.receipts, func(seen receiptOf, _ uint64) bool { return seen.tx == tx.Hash })
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	sum := tally{executed: e.past.executed, proved: e.past.proved, missed: e.past.missed}
	sum.count(d)
	if sum.missed != nil { // no more of it than is told
		sum.missed = &journal.Delivery{Forward: sum.missed.Forward, Missed: sum.missed.Missed}
	}
	e.past = past{e.past.count + 1, sum.executed, sum.proved, sum.missed}
	delete(e.entries, d.Forward)
	if e.closed[d.Forward] == always { // wasFinished says so from here on
		delete(e.closed, d.Forward)
	}
	e.counted = nil
}

// wasFinished says whether a forward is known from an entry that was forgotten, and closes it then: its opening was read again.
func (e *Engine) wasFinished(ctx context.Context, f *chain.Forward) (bool, error) {
	if e.past.count == 0 {
		return false, nil
	}
	d, err := e.Journal.Load(f.ID)
	if errors.Is(err, journal.ErrNotFound) {
		return false, nil
	}
	if err != nil || !finished(d) { // what somebody wrote just now the next tick reads
		return true, err
	}
	e.following.over = append(e.following.over, f.ID)
	return true, e.close(ctx, f)
}
