package index

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// How many blocks are read at once: more where there are few events, fewer where there are many, so that what is held at a time
// stays within some megabytes.
const (
	firstStretch = 1 << 7
	longStretch  = 1 << 14
	fewEvents    = 1 << 9
	manyEvents   = 1 << 11
)

const (
	// maxLooks is how many heads are remembered beside blocks with events.
	maxLooks = 256
	// patience is how long an endpoint may be behind what was read before it is believed that the chain got shorter.
	patience = time.Minute
	// sayEvery is how often it is said how far the reading is.
	sayEvery = 10 * time.Second
)

// Run looks at the chain until ctx ends. Trouble is logged, shown and tried again.
func (x *Index) Run(ctx context.Context) {
	ticker := time.NewTicker(x.opts.Poll)
	defer ticker.Stop()
	var said string
	for {
		err := x.Look(ctx)
		switch {
		case err == nil:
			said = ""
		case ctx.Err() == nil && err.Error() != said:
			said = err.Error()
			x.deps.Log.Warn().Err(err).Msg("the index is behind the chain until it can be read")
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// Look reads what is new in the chain, and takes back what is no longer in it.
func (x *Index) Look(ctx context.Context) error {
	err := x.look(ctx)
	x.mu.Lock()
	defer x.mu.Unlock()
	if err != nil {
		x.standing.Trouble = err.Error()
		return err
	}
	x.standing.Trouble, x.standing.Looked = "", x.deps.Clock()
	return nil
}

func (x *Index) look(ctx context.Context) error {
	head, err := x.deps.Blocks.Head(ctx)
	if err != nil {
		return err
	}
	before := x.Standing()
	if head.Hash == before.Head.Hash && before.Read == head.Number && before.Trouble == "" {
		return nil
	}
	if behind, err := x.reconcile(ctx, head); err != nil || behind {
		return err
	}
	x.mu.Lock()
	x.standing.Aim = head
	x.mu.Unlock()
	var troubled error
	if head.Number >= x.opts.First {
		if troubled = x.confirm(ctx, head); errors.Is(troubled, ErrFull) {
			return troubled
		}
		if err := x.sweep(ctx, head, head.Number, false); err != nil {
			return errors.Join(err, troubled)
		}
		x.remember(head)
	}
	x.arrived(head)
	return troubled
}

// arrived says that everything up to a head was read.
func (x *Index) arrived(head chain.Head) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.standing.Following {
		x.deps.Log.Info().Uint64("block", head.Number).Int("forwards", len(x.rows)).Int("events", x.kept).Msg("the chain is read, and followed from now on")
	}
	x.standing.Following, x.standing.Head = true, head
	x.retime(head.Time)
	x.tell(Change{Head: x.headChange()})
}

func (x *Index) headChange() *HeadChange {
	s := x.standing
	return &HeadChange{Head: s.Head, Read: s.Read, Confirmed: s.Confirmed, Following: s.Following}
}

// confirm reads, or reads again, what has become deep enough, at a block that endpoints agree about.
func (x *Index) confirm(ctx context.Context, head chain.Head) error {
	deep, err := x.deps.Blocks.Below(ctx, head, x.opts.Confirmations-1)
	if err != nil {
		return err
	}
	before := x.Standing().Confirmed
	if deep.Number < x.opts.First || deep.Number <= before.Number && before.Hash != (common.Hash{}) {
		return nil
	}
	if deep, err = x.deps.Blocks.Agreed(ctx, deep); err != nil {
		return fmt.Errorf("nothing more counts as confirmed: %w", err)
	}
	if err := x.again(ctx, deep); err != nil {
		return err
	}
	if err := x.sweep(ctx, deep, deep.Number, true); err != nil {
		return err
	}
	x.recent = after(x.recent, deep.Number)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.standing.Confirmed = deep
	return nil
}

// again reads once more, where endpoints agree, what one of them told alone. If they tell something else, that counts.
func (x *Index) again(ctx context.Context, deep chain.Head) error {
	s := x.Standing()
	from := x.opts.First
	if s.Confirmed.Hash != (common.Hash{}) {
		from = s.Confirmed.Number + 1
	}
	upTo := min(deep.Number, s.Read)
	if upTo < from {
		return nil
	}
	told, _, err := x.deps.Events.Notices(ctx, deep, from, upTo)
	if err != nil {
		return err
	}
	had := x.recent[:len(x.recent)-len(after(x.recent, upTo))]
	if same(withoutBodies(told), had) {
		return nil
	}
	x.deps.Log.Warn().Uint64("from", from).Uint64("to", upTo).Int("told", len(told)).Int("before", len(had)).
		Msg("an endpoint told something else about these blocks before; what endpoints agree about counts")
	before, err := x.deps.Blocks.Below(ctx, deep, deep.Number-(from-1))
	if err != nil {
		return err
	}
	x.takeBack(before)
	x.bodies.forget(before.Number)
	return nil // the sweep reads on from there
}

// sweep reads on up to a block, in pieces, at a head.
func (x *Index) sweep(ctx context.Context, at chain.Head, upTo uint64, confirmed bool) error {
	for {
		s := x.Standing()
		from := s.Read + 1
		if from > upTo {
			return nil
		}
		x.aim = mark{at.Number, at.Hash}
		if s.Events >= x.opts.MaxEvents {
			return fmt.Errorf("%w: it keeps %d events, and there are more from block %d on; let it have more", ErrFull, s.Events, from)
		}
		last := from + min(x.stretch, upTo-from+1) - 1
		told, leftOut, err := x.deps.Events.Notices(ctx, at, from, last)
		if err != nil {
			return err
		}
		if !confirmed {
			x.recent = append(x.recent, withoutBodies(told)...)
		}
		x.apply(told, leftOut, last, at.Time)
		switch {
		case len(told) < fewEvents:
			x.stretch = min(2*x.stretch, longStretch)
		case len(told) > manyEvents:
			x.stretch = max(x.stretch/2, 1)
		}
		if last < upTo {
			x.onTheWay(last, upTo)
		}
	}
}

// onTheWay tells how far the reading of many blocks is.
func (x *Index) onTheWay(last, upTo uint64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.tell(Change{Head: x.headChange()})
	if now := x.deps.Clock(); now.Sub(x.said) >= sayEvery {
		x.said = now
		x.deps.Log.Info().Uint64("block", last).Uint64("of", upTo).Int("forwards", len(x.rows)).Int("events", x.kept).Msg("reading the chain")
	}
}

// takeBack forgets what was told after a block, which still stands, and says so.
func (x *Index) takeBack(to chain.Head) {
	read := x.Standing().Read
	taken := x.rewind(to.Number)
	x.recent = x.recent[:len(x.recent)-len(after(x.recent, to.Number))]
	x.looks = x.looks[:markAfter(x.looks, to.Number)]
	x.mu.Lock()
	defer x.mu.Unlock()
	deep := x.standing.Confirmed.Number > to.Number
	if deep {
		x.standing.Confirmed = to
	}
	if x.standing.Head.Number > to.Number {
		x.standing.Head = to // nothing is told of later blocks until they are read again
	}
	depth := read - min(read, to.Number)
	x.deps.Log.Warn().Uint64("blocks", depth).Uint64("stands", to.Number).Int("events", taken).Bool("counted as confirmed", deep).
		Msg("blocks went away, and what they told is taken back")
	x.tell(Change{Reorg: &ReorgChange{To: to.Number, Depth: depth, Events: taken}})
}

// after are the events after a block, of a list in the chain's order.
func after(list []chain.Notice, block uint64) []chain.Notice {
	n := len(list)
	for n > 0 && list[n-1].At.Block > block {
		n--
	}
	return list[n:]
}

// withoutBodies are events with hashes of what the index keeps elsewhere.
func withoutBodies(told []chain.Notice) []chain.Notice {
	light := make([]chain.Notice, len(told))
	for i, e := range told {
		if e.Opened != nil {
			opened := *e.Opened
			opened.Params, opened.Task = crypto.Keccak256(opened.Params), crypto.Keccak256(opened.Task)
			e.Opened = &opened
		}
		light[i] = e
	}
	return light
}

// same says that two endpoints told the same. A place in the chain binds nothing of what one endpoint alone says is there, so all of it
// is compared.
func same(a, b []chain.Notice) bool {
	return len(a) == len(b) && (len(a) == 0 || reflect.DeepEqual(a, b))
}
