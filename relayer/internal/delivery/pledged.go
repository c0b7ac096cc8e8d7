package delivery

import (
	"context"
	"errors"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// Bonds that the journal says nothing of. What was accepted after a backup of it was made, or by hand, is known from the chain alone,
// where the escrow makes nobody a provider who does not agree: where it says that a forward was accepted for this account, and the
// account holds its position, the bond is the operator's. It counts for --max-bond, its forward is worked on whatever lists say, and its
// miss stops what is new, as if the journal had the acceptance; or a relayer that forgot what it staked would stake it once more.
//
// Whoever gives this account a position of theirs, or lets it act for one, changes nothing of that: they would have it stake nothing,
// work for whom it does not work for, or stop. It costs one question about each position that is held, and not more after that.

// pledge finds out whether the bond of a forward is this account's though the journal has no acceptance of it. final is its state in a
// block that it is agreed on; sure is false where that could not be found out yet.
func (e *Engine) pledge(ctx context.Context, f *chain.Forward, d *journal.Delivery, final State, at at) (sure bool, err error) {
	if d != nil && len(d.Accept) > 0 || f.Terms.Bond.Sign() == 0 || e.opts.Account == (common.Address{}) {
		return true, nil
	}
	e.mu.Lock()
	ours, known := e.pledges[f.ID]
	e.mu.Unlock()
	switch {
	case !known && !final.Holds:
		return true, nil
	case at.doubt != "":
		return known, nil
	case !known:
		ours = e.opts.owed(f) // whom the terms name accepts it, or nobody
		if !ours {
			provider, err := e.Witness.AcceptedFor(ctx, at.final, f)
			if err != nil {
				return false, err
			}
			ours = provider == e.opts.Account
		}
		if ours {
			e.Log.Warn().Stringer("forward", f.ID).Stringer("bond", f.Terms.Bond).
				Msg("this account accepted it, and the journal does not know: its bond counts for --max-bond all the same")
		}
	case ours && !final.Holds: // it was given away since
		e.release(f.ID)
		return true, nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.pledges[f.ID] = ours
	return true, nil
}

// whose is pledge, and keeps the answer in the journal: those that work on it go by that, and after a restart nobody has to be asked.
func (e *Engine) whose(ctx context.Context, f *chain.Forward, d *journal.Delivery, final State, at at) (next *journal.Delivery, sure bool, err error) {
	if sure, err = e.pledge(ctx, f, d, final, at); err != nil || !sure {
		return d, false, err
	}
	next, err = e.keepPledge(f, d)
	return next, err == nil, err
}

func (e *Engine) keepPledge(f *chain.Forward, d *journal.Delivery) (*journal.Delivery, error) {
	ours := e.pledged(f.ID)
	if d == nil || len(d.Accept) > 0 || d.Bonded == ours {
		return d, nil
	}
	err := e.change(f.ID, func(next *journal.Delivery) { next.Bonded = ours })
	return e.entry(f.ID), err
}

// bonded says that the bond of a delivery is this account's, by an acceptance in the journal or by what the chain said of it.
func bonded(d *journal.Delivery) bool { return d != nil && (len(d.Accept) > 0 || d.Bonded) }

// bonded is that by the journal of now: what the chain says may be known since this work began alone.
func (w *shift) bonded(d *journal.Delivery) bool {
	if now, err := w.journal.Load(d.Forward); err == nil {
		d.Bonded = now.Bonded
	}
	return bonded(d)
}

// pledged says whether the bond of a forward is this account's though the journal has no acceptance of it.
func (e *Engine) pledged(forward common.Hash) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.pledges[forward]
}

// fallen is the delivery of a forward that came to its end, also where nothing was begun for it though its bond was this account's.
func (e *Engine) fallen(ctx context.Context, f *chain.Forward, d *journal.Delivery, final State, at at) (*journal.Delivery, error) {
	over := final.Status == chain.StatusExpired || final.Status == chain.StatusReclaimed
	if !over || !f.Assigned() || d != nil && ended(d) {
		return d, nil
	}
	if _, err := e.pledge(ctx, f, d, final, at); err != nil {
		return d, err
	}
	if d == nil && e.pledged(f.ID) {
		d = e.blank(f.ID)
		d.Cursor, d.Delivered = final.Cursor, delivered(&journal.Delivery{Delivered: final.Delivered})
	}
	return d, nil
}

// missedAt is when a window counts as missed: now or, where the journal knew nothing of it, when it was over. A journal that is new finds
// what was missed long ago, too, which is no reason to stop.
func (e *Engine) missedAt(f *chain.Forward) time.Time {
	if e.entry(f.ID) == nil {
		return time.Unix(int64(min(f.Terms.SettleBy, 1<<40)), 0).UTC()
	}
	return e.sharedTime().UTC()
}

// newToUs says that an assigned forward was not looked at, or that it is not known yet whose its bond is: that is found out also while
// there is no room to begin it.
func (e *Engine) newToUs(f *chain.Forward) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return f.Assigned() && (e.wondered[f.ID] || !e.seen[f.ID] && !bonded(e.entries[f.ID]))
}

// wonder has nothing be staked until it is found out whose the bond of a forward is, however long the chain cannot be asked: it may be
// this account's. So it is from the first look at it on; trouble that comes later in a look is none, since anybody's forward may have it.
func (e *Engine) wonder(f *chain.Forward, d *journal.Delivery) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if _, known := e.pledges[f.ID]; !known && !bonded(d) {
		e.wondered[f.ID] = true
	}
}

// found ends that.
func (e *Engine) found(f *chain.Forward) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.wondered, f.ID)
}

func (e *Engine) wonders() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.wondered) > 0
}

// leaveOut is skip unless the bond may be this account's, which is not known yet.
func (e *Engine) leaveOut(ctx context.Context, f *chain.Forward, reason string, at at) error {
	if at.unsure {
		e.tell(f, reason)
		return nil
	}
	return e.skip(ctx, f, reason)
}

// unsure has a forward that nothing was begun for looked at as if it were new.
func (e *Engine) unsure(f *chain.Forward) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.seen, f.ID)
}

// reopen has a proposal looked at again that was left out, for its predicate or by a list, and that was accepted for this account since: by
// hand. Its bond counts as it does after a restart. An opening that is not kept yet is read again once it is final.
func (e *Engine) reopen(hint chain.Hint) {
	until, closed := e.closed[hint.Forward]
	if !closed || until == always || hint.Provider == (common.Address{}) || hint.Provider != e.opts.Account || e.entries[hint.Forward] != nil {
		return
	}
	delete(e.closed, hint.Forward)
	if e.forwards[hint.Forward] != nil {
		return
	}
	content, err := e.Journal.Opening(hint.Forward)
	if err == nil {
		var f *chain.Forward
		if f, err = e.readOpening(hint.Forward, content); err == nil {
			e.forwards[f.ID], e.lightened[f.ID] = light(f), true
		}
	}
	if err != nil && !errors.Is(err, journal.ErrNotFound) {
		e.Log.Error().Stringer("forward", hint.Forward).Err(err).Msg("it was accepted for this account, and is not counted before a restart")
	}
}

// release keeps that this account holds the position no more, and with it no bond.
func (e *Engine) release(forward common.Hash) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.pledges, forward)
}

// bound says that this account answers for a forward with a bond, or an ask, whatever lists say.
func (e *Engine) bound(f *chain.Forward) bool { return e.opts.owed(f) || e.pledged(f.ID) }

// unbegun are the forwards with such a bond that the journal has no entry of.
func (e *Engine) unbegun() (list []*journal.Delivery) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for id, ours := range e.pledges {
		if ours && e.entries[id] == nil {
			list = append(list, e.blank(id))
		}
	}
	return list
}

// blank is what the journal would have of a forward with such a bond before anything was begun for it.
func (e *Engine) blank(forward common.Hash) *journal.Delivery {
	return &journal.Delivery{
		Forward: forward, ChainID: e.opts.ChainID.Uint64(), Escrow: e.opts.Escrow, Stage: journal.Executing, Recipient: e.opts.Recipient,
		Delivered: new(big.Int), Bonded: true,
	}
}
