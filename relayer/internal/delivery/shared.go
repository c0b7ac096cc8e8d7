package delivery

import (
	"context"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// When a window was missed is kept, and compared, by the one clock that those have who share the database: a worker may write it on
// another machine, and a signer whose own clock is ahead would go on staking bonds at once. It is asked once in each tick, so that a
// database that does not answer ends no cool-down; in between our own clock counts on from there.

// shared is that clock as it was asked last, and ours at that moment.
type shared struct{ theirs, ours time.Time }

func (e *Engine) askTime(ctx context.Context) error {
	now, err := e.Hands.Now(ctx)
	if err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.shared = shared{now, e.Clock()}
	return nil
}

// sharedTime is what it says now; before the first tick, when nothing is decided, it is our own clock.
func (e *Engine) sharedTime() time.Time {
	now := e.Clock()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.shared.ours.IsZero() {
		return now
	}
	return e.shared.theirs.Add(now.Sub(e.shared.ours))
}

// mendMissed has a miss that is ahead of that clock count from now on, for good: it was kept while the clock was wrong, and would stop
// what is new until that time. Where it is the clock that is wrong now, and behind, the chain knows better.
func (e *Engine) mendMissed(at at) error {
	last := e.tally().missed
	if last == nil || at.doubt != "" {
		return nil
	}
	now := e.sharedTime()
	if final := at.final.At(); now.Before(final) {
		now = final
	}
	if !last.Missed.After(now.Add(unsteady)) {
		return nil
	}
	e.Log.Warn().Stringer("forward", last.Forward).Time("missed", last.Missed).Time("now", now).
		Msg("the window of a forward was missed at a time that is still to come, since a clock was wrong; that counts from now on")
	if e.entry(last.Forward) != nil {
		return e.amend(last.Forward, func(next *journal.Delivery) { next.Missed = now.UTC() })
	}
	if _, err := e.Journal.Change(last.Forward, onCopy(func(next *journal.Delivery) { next.Missed = now.UTC() })); err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.past.missed, e.counted = &journal.Delivery{Forward: last.Forward, Missed: now.UTC()}, nil
	return nil
}
