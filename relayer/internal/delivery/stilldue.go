package delivery

import (
	"context"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// overMeanwhile is why something is not shown that could be settled when the tick began.
const overMeanwhile = "it is not shown: by the newest block it cannot be settled any more, or not now"

// stillDue are those of some deliveries that the newest block has settled yet, in their order. A tick goes by the block that it began
// with, and what settles many would show, and have this account pay for, also what somebody else settled since, what ran out of
// time, and what a reorganisation took away: the escrow leaves those out without a word.
func (e *Engine) stillDue(ctx context.Context, list []candidate) (left []candidate, err error) {
	newest, _, err := e.View.Heads(ctx, 0)
	if err != nil {
		return nil, err
	}
	asked := make([]Ask, len(list))
	for i, c := range list {
		asked[i] = Ask{Forward: c.forward, H: c.delivery.H}
	}
	states, err := e.View.States(ctx, newest, asked)
	if err != nil {
		e.Log.Debug().Err(err).Int("forwards", len(list)).Msg("they cannot be asked about at once; each is asked about by itself")
	}
	for _, c := range list {
		now, known := states[c.forward.ID]
		if !known {
			if now, err = e.View.State(ctx, newest, c.forward, c.delivery.H); err != nil {
				return nil, err
			}
		}
		if !e.tooLate(c.forward, newest.Time, 0) && e.isDueBy(newest, c.forward, c.delivery, now) {
			left = append(left, c)
		}
	}
	return left, nil
}

// isDueBy says whether a delivery would be settled in a block like this one.
func (e *Engine) isDueBy(newest chain.Head, f *chain.Forward, d *journal.Delivery, now State) bool {
	switch {
	case now.Status != chain.StatusDeliverable:
		return false
	case !f.Assigned():
		return now.AnnouncedAt != 0 && newest.Time >= now.AnnouncedAt+e.opts.ClaimDelay
	case f.Terms.BeaconBlock != 0 && (now.Commitment != d.Commitment || now.Beacon != d.Beacon):
		return false
	}
	return now.MayDeliver && now.Cursor == d.Cursor && now.Delivered.Cmp(delivered(d)) == 0
}
