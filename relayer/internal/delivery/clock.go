package delivery

import (
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// steadyFor is for how long our clock has to have been ahead of new blocks by the same time before that is taken for what it is wrong by,
// and unsteady by how much more or less, beside --poll, that may be: blocks are not heard of at once.
const (
	steadyFor = 10 * time.Minute
	unsteady  = time.Minute
)

// lead is by how much our clock is ahead of the chain's, in seconds.
//
// Our clock counts where it is ahead, so that a node that hangs, or lags, does not have an output shown that is not paid any more. But
// a clock that is wrong by hours would have each window be over hours before its end, and lose bond after bond. What tells them apart
// is what new blocks say: those of a node that hangs do not come, of one that catches up they come nearer, and with a clock that is
// wrong each is behind it by the same. That is taken off, where it is agreed what is final, and until a new block is nearer than that,
// or the clock is put back: from then on the clock counts in full again, as it does after each start. What comes in while it is not agreed
// says nothing, and ends nothing: an endpoint that now and then lacks a block would else keep a wrong clock's windows over.
//
// What one endpoint says of the time of its newest block takes off no more than what is final says, which is true where it is agreed on: to
// have an output shown too late it gains what lies between the two, at most, and nothing once the window is over in what is final. An
// endpoint that delivers each block hours late and has nobody beside it could have an output shown too late. It could as well keep
// the settlement to itself; where there are several, one that is behind the others is not read.
type lead struct {
	block       chain.Head // the newest one
	wall, since int64      // our clock, when it was looked at last, and when the leads of new blocks began to be the same
	least, most int64      // of these
	steady      int64      // what is taken off, 0 for nothing
}

// look takes the blocks of a tick, and says whether what is taken off changed.
func (l *lead) look(head, final chain.Head, agreed bool, wall, unsteady int64) (changed bool) {
	before := l.steady
	if wall < l.wall-unsteady {
		l.steady, l.since = 0, 0
	}
	fresh := l.block.Hash != head.Hash && l.block.Time != 0 // of the first it is not known for how long it has been there
	l.wall, l.block = wall, head
	if !agreed || !fresh {
		return l.steady != before
	}
	now := wall - int64(min(max(head.Time, final.Time), 1<<40))
	if now < l.steady-unsteady {
		l.steady = 0
	}
	if l.least, l.most = min(l.least, now), max(l.most, now); l.since == 0 || l.most-l.least > unsteady {
		l.least, l.most, l.since = now, now, wall
	}
	if wall-l.since >= int64(steadyFor/time.Second) {
		l.steady = 0
		if l.least > unsteady {
			l.steady = l.least
		}
	}
	return l.steady != before
}

// watchClock looks by how much our clock is ahead of the chain's.
func (e *Engine) watchClock(at at) {
	if !e.lead.look(at.head, at.final, at.doubt == "", e.Clock().Unix(), int64((unsteady+e.opts.Poll)/time.Second)) {
		return
	}
	if l := e.lead.steady; l != 0 {
		e.Log.Error().Stringer("ahead", time.Duration(l)*time.Second).
			Msg("THIS MACHINE'S CLOCK IS AHEAD of the blocks of the chain, and counts for so much less until that changes: set it right, or see whether the endpoints lag")
	} else {
		e.Log.Info().Msg("this machine's clock counts in full again")
	}
}

// clock is the later of a block's time and what our clock counts for, in Unix seconds.
func (e *Engine) clock(block uint64) uint64 {
	return max(block, uint64(max(e.Clock().Unix()-e.lead.steady, 0)))
}
