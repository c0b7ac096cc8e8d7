package delivery

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// follower reads what happened at the escrow, in the chain that ends with the block it is given.
type follower interface {
	// Follow reads the events of the blocks from the given one up to at. take gets them a part at a time, each with the last
	// block that it is about.
	Follow(ctx context.Context, from uint64, at chain.Head, take func(part []chain.Hint, upTo uint64) error) error
	// Ancestor is the block of a number that is not above at's.
	Ancestor(ctx context.Context, at chain.Head, number uint64) (chain.Head, error)
}

// marks is how many stretches are remembered at least: within them a reorganisation is followed from where it begins. Those
// above the last final block are all remembered.
const marks = 64

// What one tick reads. longestRead is after what time it does not go on before it saw to what is in hand, and reach is how many
// blocks before the last final one are read again of a chain that is not the one that was followed for good.
const (
	longestRead = 5 * time.Second
	reach       = 256
)

var errEnough = errors.New("the rest is read with the next tick")

// mark is a block up to which the chain was followed.
type mark struct {
	number uint64
	hash   common.Hash
}

// stretch is what was read of the chain at once, up to its mark.
type stretch struct {
	mark
	named     []common.Hash // the forwards that its events are about
	operators bool          // one is about all that somebody accepted
}

// following is how far the chain was followed; for Tick alone.
type following struct {
	begun   bool          // kept is a block
	kept    mark          // up to where it was followed for good
	written mark          // and where that is what the journal says
	over    []common.Hash // what the journal still keeps and need not
	trail   []stretch     // to the newest block, the earliest first
	trouble error         // why this tick did not follow it for good
	// survived is up to where the trail stayed since kept was last found in the chain: what is below was followed for good with it.
	survived uint64
	there    bool   // this tick found kept in the chain
	more     bool   // this tick did not read everything
	final    uint64 // the number of the last tick's final block
	ended    uint64 // and of the one by which something ended last
	// blind is whether something may have happened that no event names any more: then nothing that is looked at may rest.
	blind bool
}

// short says that what happened up to a block was not all read yet.
func (now *following) short(head chain.Head) bool {
	last := len(now.trail) - 1
	return now.more && (last < 0 || now.trail[last].number < head.Number)
}

// scan follows the chain to the blocks of a tick: twice, since what an endpoint says of its newest blocks is not always all
// that there is in them. The second time, of blocks that do not go away, is for good, and what several endpoints agree on.
func (e *Engine) scan(ctx context.Context, at at) error {
	if err := e.rewind(ctx, at.head); err != nil {
		return fmt.Errorf("look where the chain was reorganised: %w", err)
	}
	e.following.trouble, e.following.there, e.following.more = nil, false, false
	if at.doubt == "" {
		e.following.trouble = e.followFinal(ctx, at.final)
	}
	return e.followHead(ctx, at)
}

// rewind forgets what was followed of blocks that are not in the chain any more, and has the forwards looked at that were named
// there. Blocks above an endpoint that lags count among them: whether they are still there cannot be asked.
func (e *Engine) rewind(ctx context.Context, head chain.Head) error {
	questioned := false
	for trail := e.following.trail; len(trail) > 0; trail = e.following.trail {
		last := trail[len(trail)-1]
		if last.number <= head.Number {
			if same, err := e.has(ctx, head, last.mark); same || err != nil {
				return err
			}
			if last.number <= e.following.final && !questioned {
				if err := e.questionAll(); err != nil {
					return err
				}
				questioned = true
			}
		}
		trail = trail[:len(trail)-1]
		e.following.trail = trail
		var left uint64
		if len(trail) > 0 {
			left = trail[len(trail)-1].number
		}
		e.following.survived = min(e.following.survived, left)
		e.touch(last)
	}
	return nil
}

// has says whether a block is in the chain that ends with head.
func (e *Engine) has(ctx context.Context, head chain.Head, m mark) (bool, error) {
	switch {
	case m.number > head.Number:
		return false, nil
	case m.number == head.Number:
		return m.hash == head.Hash, nil
	case m.number+1 == head.Number:
		return m.hash == head.Parent, nil
	}
	there, err := e.Events.Ancestor(ctx, head, m.number)
	return there.Hash == m.hash, err
}

// followFinal follows the chain for good. Where what was followed so is gone, it goes back to where the chain is still the same
// and, where that is not remembered, to its beginning.
func (e *Engine) followFinal(ctx context.Context, final chain.Head) error {
	now := &e.following
	if now.begun {
		if final.Number < now.kept.number { // an endpoint that lags, or more confirmations than before
			return nil
		}
		same, err := e.has(ctx, final, now.kept)
		if err != nil {
			return fmt.Errorf("look whether block %d went away: %w", now.kept.number, err)
		}
		if now.there = same; same {
			now.survived = math.MaxUint64
		} else {
			if err := e.questionAll(); err != nil {
				return err
			}
			e.fallBack()
		}
	}
	from := e.opts.FirstBlock
	if now.begun {
		from = now.kept.number + 1
	}
	if from > final.Number {
		return nil
	}
	started := e.Clock()
	return e.enough(e.Events.Follow(ctx, from, final, func(part []chain.Hint, upTo uint64) error {
		last, err := e.below(ctx, final, upTo)
		if err != nil {
			return err
		}
		_, gone := e.learn(part, true)
		if err := e.keepFound(part, gone, mark{upTo, last.Hash}, final.Time); err != nil { // the others' times one endpoint says
			return err
		}
		now.there, now.survived = true, math.MaxUint64
		if upTo < final.Number && e.Clock().Sub(started) >= longestRead {
			return errEnough
		}
		return nil
	}))
}

// enough takes reading that was broken off in time for no trouble.
func (e *Engine) enough(err error) error {
	if errors.Is(err, errEnough) {
		e.following.more = true
		return nil
	}
	return err
}

// below is the block of a number in the chain that ends with final, which is read by its number: so final has to be there still
// after that, or the events before it would be of another chain than it.
func (e *Engine) below(ctx context.Context, final chain.Head, number uint64) (chain.Head, error) {
	if number >= final.Number {
		return final, nil
	}
	found, err := e.Events.Ancestor(ctx, final, number)
	if err != nil {
		return found, err
	}
	parent, err := e.Events.Ancestor(ctx, final, final.Number-1)
	if err == nil && parent.Hash != final.Parent {
		err = fmt.Errorf("read block %d: %w", number, chain.ErrReorg)
	}
	return found, err
}

// fallBack goes back behind a final block that went away all the same, to where the chain stayed the same: what came to the trail
// since then was not read for good.
func (e *Engine) fallBack() {
	now := &e.following
	gone := now.kept
	now.begun, now.kept = false, mark{}
	for _, s := range now.trail {
		if s.number < gone.number && s.number <= now.survived {
			now.begun, now.kept = true, s.mark
		}
	}
	e.Log.Warn().Uint64("block", gone.number).Stringer("hash", gone.hash).Uint64("back to", now.kept.number).
		Msg("a block that was final went away; the chain is followed again from before it, and every forward looked at again")
	now.written = mark{} // it is said anew
	now.there = now.begun
	e.wakeAll()
}

// followHead follows the chain to its newest block.
func (e *Engine) followHead(ctx context.Context, at at) error {
	now := &e.following
	if now.begun && !now.there {
		there, err := e.has(ctx, at.head, now.kept)
		if err != nil {
			return fmt.Errorf("look whether block %d went away: %w", now.kept.number, err)
		}
		now.there = there
	}
	now.blind = at.doubt != "" || now.begun && !now.there
	if now.begun && at.head.Number < now.kept.number || now.more && len(now.trail) == 0 {
		return nil // an endpoint that lags, or the newest blocks are far away
	}
	from := e.opts.FirstBlock
	switch count := len(now.trail); {
	case count > 0:
		from = now.trail[count-1].number + 1
	case now.there:
		now.trail = []stretch{{mark: now.kept}}
		from = now.kept.number + 1
	case now.begun: // the endpoint has another chain than what is final
		from = max(from, now.kept.number-min(reach, now.kept.number))
	}
	if from > at.head.Number {
		return nil
	}
	next, started := stretch{mark: mark{at.head.Number, at.head.Hash}}, e.Clock()
	err := e.enough(e.Events.Follow(ctx, from, at.head, func(part []chain.Hint, upTo uint64) error {
		learned, _ := e.learn(part, false)
		next.named, next.operators = append(next.named, learned.named...), next.operators || learned.operators
		if upTo >= at.head.Number || e.Clock().Sub(started) < longestRead {
			return nil
		}
		last, err := e.below(ctx, at.head, upTo)
		if err != nil {
			return err
		}
		next.mark = mark{upTo, last.Hash}
		return errEnough
	}))
	if err != nil {
		return err
	}
	now.trail = append(now.trail, next)
	for len(now.trail) > marks && now.trail[1].number <= at.final.Number {
		now.trail = now.trail[1:]
	}
	return nil
}

// learn takes over what happened, and says which forwards it is about, and which are gone with it. Of final blocks everything that is
// over and was never looked at is forgotten, which is most of a long history; what somebody may have a bond in is asked about all the
// same.
func (e *Engine) learn(part []chain.Hint, final bool) (learned stretch, gone []common.Hash) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, hint := range part { // before its opening, which may be in the same part, is passed over
		e.reopen(hint)
	}
	for _, hint := range part {
		id := hint.Forward
		if id == (common.Hash{}) {
			learned.operators, e.operators = true, true
			continue
		}
		if _, closed := e.closed[id]; hint.Opened != nil && !closed {
			if old := e.forwards[id]; old == nil || old.Opened != hint.Opened.Opened { // it may be in another block now
				e.forwards[id] = hint.Opened
				delete(e.lightened, id)
			}
		}
		f, d := e.forwards[id], e.entries[id]
		switch {
		case f == nil, hint.H != (common.Hash{}) && (d == nil || d.H != hint.H): // what others announce is nothing to us
		case final && hint.Over && !f.Assigned() && d == nil && e.told[id] == "":
			e.remove(id)
			gone = append(gone, id)
		default:
			e.touched[id] = true
			learned.named = append(learned.named, id)
		}
	}
	return learned, gone
}

// touch has the forwards of a stretch looked at.
func (e *Engine) touch(s stretch) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.operators = e.operators || s.operators
	for _, id := range s.named {
		e.touched[id] = true
	}
}
