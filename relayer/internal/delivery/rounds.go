package delivery

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// commitMargin is how many blocks before the beacon block the last commitment is signed: it has to be mined before.
const commitMargin = 2

// advanceRounds does the next thing for an accepted forward with two rounds until its challenge is known for good, and says
// so. A commitment is made once and binds its provider's bond to one output: it is sent when that output, and what opens the
// commitment, are durable. final is the state that cannot go away any more.
func (e *Engine) advanceRounds(ctx context.Context, f *chain.Forward, d *journal.Delivery, now, final State, at at) (ready bool, err error) {
	beacon := f.Terms.BeaconBlock
	if d == nil || d.Commitment == (common.Hash{}) {
		switch {
		case now.Commitment != (common.Hash{}):
			e.tell(f, "its provider committed to an output that is not here")
		case at.head.Number+commitMargin >= beacon:
			e.tell(f, fmt.Sprintf("it is too late to commit to an output: its challenge comes with block %d", beacon))
		default:
			return false, e.begin(ctx, f, d, journal.Delivery{Cursor: now.Cursor, Delivered: now.Delivered}, at)
		}
		return false, nil
	}
	switch {
	case now.Commitment == (common.Hash{}) && at.head.Number+commitMargin >= beacon && !triedAny(d.Commit):
		e.tell(f, fmt.Sprintf("it is too late to commit to its output: its challenge comes with block %d", beacon))
	case now.Commitment == (common.Hash{}) && at.head.Number >= beacon:
		e.tell(f, "its commitment was not mined before its beacon block")
	case now.Commitment == (common.Hash{}):
		e.afterwards(ctx, f, commitment, at, func(ctx context.Context) (journal.Transaction, error) {
			return e.Wallet.SignCommit(ctx, *f, d.Commitment)
		})
	case now.Commitment != d.Commitment:
		e.tell(f, "somebody else who may act for its provider committed to another output")
	case now.Beacon == (common.Hash{}) && at.final.Number <= beacon: // a block cannot read its own hash
		e.tell(f, fmt.Sprintf("committed; its challenge can be drawn once block %d cannot go away any more", beacon))
	case now.Beacon == (common.Hash{}) && at.head.Number > beacon+chain.BeaconReach:
		e.tell(f, fmt.Sprintf("nobody drew its challenge while the hash of block %d could be read: it cannot be settled any more", beacon))
	case now.Beacon == (common.Hash{}):
		e.afterwards(ctx, f, draw, at, func(ctx context.Context) (journal.Transaction, error) {
			return e.Wallet.SignDraw(ctx, *f)
		})
	case final.Commitment != now.Commitment || final.Beacon != now.Beacon:
		e.tell(f, "its challenge was drawn in a block that may still go away")
	case d.Beacon != now.Beacon:
		if was, err := e.drop(ctx, f.ID); was || err != nil {
			return false, err // what is under way answers another challenge; it ends first
		}
		e.miss(d)
		if err := e.leave(d); err != nil {
			return false, err
		}
		next := *d
		restart(&next)
		next.Beacon, next.Proof, next.Group, next.Alone = now.Beacon, nil, nil, d.Alone || len(d.Settlement) > 0
		return false, e.save(&next)
	default:
		return true, nil
	}
	return false, nil
}

// triedAny says that one of some transactions may have reached somebody.
func triedAny(signed []journal.Transaction) bool {
	for _, tx := range signed {
		if tx.Tried {
			return true
		}
	}
	return false
}
