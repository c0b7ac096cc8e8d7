package delivery

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// advanceAssigned does the next thing for an accepted forward. Only who may act for its provider's position settles it: so
// nothing is announced, and each step is shown as soon as it is proved. Steps are settled one after the other, each only
// once the one before it cannot go away any more: after a reorganisation a later step could pass over what it earned.
func (e *Engine) advanceAssigned(ctx context.Context, f *chain.Forward, d *journal.Delivery, now State, at at) error {
	if !now.MayDeliver {
		e.found(f)
		if _, err := e.drop(ctx, f.ID); err != nil {
			return err
		}
		e.miss(d)
		known := d == nil && !e.pledged(f.ID) // for good what that means for what is in hand
		if !known && at.doubt == "" {
			final, err := e.View.State(ctx, at.final, f, common.Hash{})
			if err != nil {
				return err
			}
			accepted := final.Status == chain.StatusPending || final.Status == chain.StatusDeliverable
			known = accepted && !final.MayDeliver
			e.lack(f.ID, known)
			if known {
				e.release(f.ID)
				if d, err = e.keepPledge(f, d); err != nil {
					return err
				}
			}
			if ended, err := e.forsake(ctx, f, d, at); ended || err != nil {
				return err
			}
		}
		e.tell(f, "this relayer's account neither holds its provider's position nor is approved for it")
		if known {
			e.restAlone(f, f.Terms.SettleBy, 0)
		}
		return nil
	}
	e.lack(f.ID, false)
	e.wonder(f, d)
	e.staked[f.ID] = true
	if e.griefs.stake(f.ID) && d == nil {
		e.reconsider(f)
	}
	final, err := e.View.State(ctx, at.final, f, common.Hash{})
	if err != nil {
		return err
	}
	if d != nil && (d.Cursor != now.Cursor || delivered(d).Cmp(now.Delivered) != 0) {
		e.miss(d) // what its settlement left out does not wait until that is final
	}
	sure, trouble := true, error(nil)
	if final.MayDeliver {
		d, sure, trouble = e.whose(ctx, f, d, final, at)
	} else if d == nil {
		e.unsure(f)
	}
	if sure {
		e.found(f)
	}
	if final.Delivered.Cmp(now.Delivered) != 0 || final.Cursor != now.Cursor || !final.MayDeliver {
		e.tell(f, fmt.Sprintf("its settlement up to %d, or its acceptance, is in a block that may still go away", now.Cursor))
		return trouble
	}
	if !sure && trouble == nil && d == nil {
		e.tell(f, "whose bond is in it is not known yet: "+at.doubt)
		return nil
	}
	at.unsure = !sure
	return errors.Join(trouble, e.advanceHeld(ctx, f, d, now, final, at)) // an endpoint that has no old events any more loses nothing in hand
}

// advanceHeld does that where what is settled of the forward cannot go away any more.
func (e *Engine) advanceHeld(ctx context.Context, f *chain.Forward, d *journal.Delivery, now, final State, at at) (err error) {
	if d != nil && wentBack(d, now) {
		if waits, err := e.settleBefore(ctx, f, d, at); waits || err != nil {
			return err
		}
	}
	if d != nil && (d.Cursor != now.Cursor || delivered(d).Cmp(now.Delivered) != 0) {
		if at.doubt != "" {
			e.tell(f, fmt.Sprintf("its settlement up to %d does not count yet: %s", now.Cursor, at.doubt))
			return nil
		}
		return e.nextStep(ctx, f, d, now, at)
	}
	if f.Terms.BeaconBlock != 0 {
		if ready, err := e.advanceRounds(ctx, f, d, now, final, at); !ready || err != nil {
			return err
		}
	}
	if d != nil && d.Stage == journal.Accepting {
		if d, err = e.accepted(f, d, now); err != nil {
			return err
		}
	}
	if d == nil || d.Stage != journal.Proved {
		return e.begin(ctx, f, d, journal.Delivery{Cursor: now.Cursor, Delivered: now.Delivered}, at)
	}
	if at.head.Time < f.Terms.Start {
		e.tell(f, fmt.Sprintf("its step from %d to %d is proved; it can be settled from %s on", d.Step.From, d.Step.To, moment(f.Terms.Start)))
		if f.Terms.BeaconBlock == 0 { // what a reorganisation does to its challenge, no event of the escrow tells
			e.rest(f, f.Terms.Start, 0)
		}
		return nil
	}
	if over := final.Status != chain.StatusPending && final.Status != chain.StatusDeliverable; over && !e.public(d) {
		e.tell(f, fmt.Sprintf("it is %s in the block that counts", final.Status)) // one endpoint's newest block may say what it likes of the time
		return nil
	}
	return e.settle(ctx, f, d, at)
}

// nextStep starts anew from where the chain says that the forward has come to. Usually that is where our own step ended.
func (e *Engine) nextStep(ctx context.Context, f *chain.Forward, d *journal.Delivery, now State, at at) error {
	if was, err := e.drop(ctx, f.ID); was || err != nil {
		return err // what is under way was begun from an older state; it ends first
	}
	next := journal.Delivery{
		Forward: d.Forward, ChainID: d.ChainID, Escrow: d.Escrow, Stage: journal.Executing, Recipient: e.opts.Recipient,
		Steps: d.Steps, Cursor: now.Cursor, Delivered: now.Delivered,
		Commitment: d.Commitment, Beacon: d.Beacon, Order: d.Order, Accept: d.Accept, Bid: d.Bid, Missed: d.Missed, Bonded: d.Bonded,
		Refused: d.Refused, Maker: d.Maker, Proving: d.Proving, ProvingKey: d.ProvingKey,
	}
	var err error
	if next.Passed, err = e.stepsBefore(ctx, d, now); err != nil {
		return err
	}
	if err := e.leave(d); err != nil {
		return err
	}
	if d.Commitment != (common.Hash{}) { // every step is proved of the output that was committed to
		next.Stage, next.Output, next.Opening = journal.Committed, d.Output, d.Opening
	}
	if next.Void, err = e.passed(ctx, d, now.Cursor); err != nil {
		return err
	}
	settlements, err := e.Witness.Settlements(ctx, at.final, f)
	if err != nil {
		return err
	}
	for _, s := range settlements {
		if common.Hash(s.H.Bytes()) != d.H {
			continue
		}
		next.Steps++
		if err := e.save(&next); err != nil {
			return err
		}
		e.Log.Info().Stringer("forward", f.ID).Uint64("from", s.Step.From).Uint64("to", s.Step.To).Stringer("paid", s.Paid).
			Stringer("delivered", now.Delivered).Stringer("of", f.Terms.Quantity).Msg("a step was settled")
		e.Observe(Event{Forward: f.ID, Kind: Paid, Paid: s.Paid, Tx: s.Settled.Tx})
		return nil
	}
	e.Log.Warn().Stringer("forward", f.ID).Uint64("up to", now.Cursor).
		Msg("somebody else who may act for the provider settled a step; what was done for it here is dropped")
	return e.save(&next)
}

func delivered(d *journal.Delivery) *big.Int {
	if d.Delivered == nil {
		return new(big.Int)
	}
	return d.Delivered
}
