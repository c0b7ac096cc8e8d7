package delivery

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// What a delivery that ended keeps to be settled again, should the chain take its end back: the call of its group, and what it is proved
// alone by where it shares a proof; what a bid is filled by, and what opens a commitment. All of it goes once the end cannot be taken back
// any more, and Final with it, in one change: as long as Final is there, whoever starts finds that it is to be done.

// mostStripped is how many ends are stripped in one tick: each is a change of the journal.
const mostStripped = 64

// mayReopen says whether a delivery that ended could be settled again, if the chain took its end back. What time or the buyer ended is
// over, and for what has neither a proof nor what makes one nothing can be settled.
func mayReopen(d *journal.Delivery, ended chain.Status) bool {
	proved := len(d.Proof) > 0 || d.Group != nil && len(d.Witness) > 0
	return (ended == chain.StatusSettled || ended == chain.StatusClosed) && d.H != common.Hash{} && proved
}

// reopenable keeps with the end of a delivery, up to a final block, all that it was settled by.
func reopenable(end, d *journal.Delivery, final uint64) {
	end.Final, end.Order, end.Opening, end.Group, end.Passed = final, d.Order, d.Opening, d.Group, d.Passed
	if len(d.Proof) == 0 {
		end.Witness = d.Witness
	}
}

// bare takes from a delivery that ended all that it could be settled again by.
func bare(end *journal.Delivery) {
	end.Final, end.Order, end.Witness, end.Opening, end.Passed = 0, nil, nil, nil, nil
	if g := end.Group; g != nil {
		end.Group = &journal.Group{ID: g.ID, Members: g.Members, Combined: g.Combined}
	}
}

// strip is bare for good. One that was forgotten is read again by it, and forgotten once more.
func (e *Engine) strip(id common.Hash) error {
	forgotten := e.entry(id) == nil
	if err := e.amend(id, bare); err != nil {
		return err
	}
	if forgotten {
		e.mu.Lock()
		e.past.count--
		e.mu.Unlock()
	}
	return nil
}

// shed strips what ended too long ago to be looked at again, some in each tick.
func (e *Engine) shed(at at) error {
	if at.doubt != "" {
		return nil
	}
	e.following.final = at.final.Number
	var faults []error
	stripped := 0
	for id, r := range e.recent {
		if d := e.entry(id); at.final.Number <= r.final+reach || d != nil && d.Doubted {
			continue
		}
		if e.entry(id) == nil { // else it is stripped before it is forgotten
			if stripped++; stripped > mostStripped {
				break
			}
			if err := e.strip(id); err != nil && !e.unreadable(id, err) {
				faults = append(faults, err)
				continue
			}
		}
		delete(e.recent, id)
		e.following.over = append(e.following.over, id)
	}
	return errors.Join(faults...)
}

// stands takes the end of a delivery for what it is in the chain by now, which another's settlement may have brought meanwhile. It counts by
// the final block of now.
func (e *Engine) stands(ctx context.Context, f *chain.Forward, d *journal.Delivery, final State, at at) error {
	end, event := *d, Event{}
	if final.Status == chain.StatusSettled {
		ours, last, err := e.settledBy(ctx, f, d, at.final)
		if err != nil {
			return err
		}
		if ours != (d.Stage == journal.Confirmed) {
			event = settledEnd(&end, ours, last)
		}
	}
	err := e.amend(f.ID, func(next *journal.Delivery) {
		next.Stage, next.Reason, next.Doubted = end.Stage, end.Reason, false
		if next.Final != 0 {
			next.Final = at.final.Number
		}
	})
	if err != nil {
		return err
	}
	e.remember(f, e.entry(f.ID))
	if err := e.close(ctx, f); err != nil || event.Kind == "" {
		return err
	}
	e.Log.Warn().Stringer("forward", f.ID).Str("stage", string(end.Stage)).Str("reason", end.Reason).Msg("its end went away, and is another now")
	e.Observe(event)
	return nil
}

// unreadable says that an error is about an entry that cannot be read, and that nothing is done for its forward.
func (e *Engine) unreadable(forward common.Hash, err error) bool {
	if !errors.As(err, new(*journal.CorruptError)) {
		return false
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.leaveUnread(forward, err)
	return true
}

// leaveUnread leaves a forward alone whose entry cannot be read. The engine's lock is held.
func (e *Engine) leaveUnread(forward common.Hash, reason error) {
	e.closed[forward] = always
	e.Log.Error().Stringer("forward", forward).Err(reason).
		Msg("NOTHING IS DONE FOR THIS FORWARD: its journal entry cannot be read; mend it and start again")
	e.Observe(Event{Forward: forward, Kind: Unread, Reason: reason.Error()})
}
