package delivery

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// lostFor is for how many blocks an opening is not in the chain before what is worked on for it stops. What a reorganisation takes out
// of a block waits to be mined again, and mostly is in the next ones.
const lostFor = 3

// lose ends the work on a forward whose opening is not in the chain any more, since it goes on costing money: what was done is kept, and
// goes on from there if the opening comes back. It says whether there is work that waits for another look.
//
// An endpoint that lags has not come to the block of the opening yet, and one that was asked instead of it may: only blocks from that
// one on say something, several of them in a row, of one endpoint, and while it is agreed what is final. So an endpoint that is behind
// stops nothing, and one with a fork of its own stops a piece of work once in lostFor of its blocks, if others are read in between.
func (e *Engine) lose(ctx context.Context, f *chain.Forward, at at) (waits bool, err error) {
	if !e.busy(f.ID) {
		delete(e.lost, f.ID)
		return false, nil
	}
	if at.doubt != "" || at.head.Number < f.Opened.Block {
		delete(e.lost, f.ID)
		return true, nil
	}
	since, seen := e.lost[f.ID]
	if !seen || at.head.Number < since {
		since, e.lost[f.ID] = at.head.Number, at.head.Number
	}
	if at.head.Number < since+lostFor || e.needed(f.ID) {
		return true, nil
	}
	if final, err := e.View.State(ctx, at.final, f, common.Hash{}); err != nil || final.Status != chain.StatusNone {
		return true, err // what is agreed on has the opening, and the newest block is one endpoint's word
	}
	delete(e.lost, f.ID)
	e.Log.Info().Stringer("forward", f.ID).Msg("the work on it stops: its opening is not in the chain any more; it goes on if that comes back")
	_, err = e.drop(ctx, f.ID)
	return false, err
}

// needed says whether others are worked on together with a forward whose openings are there.
func (e *Engine) needed(forward common.Hash) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	for other, state := range e.working {
		_, gone := e.lost[other]
		if other != forward && !gone && state.Live && state.Turn == e.working[forward].Turn {
			return true
		}
	}
	return false
}
