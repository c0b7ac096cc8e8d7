package book

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// The bounds of a look.
const (
	together = 100             // offers that are judged with a few requests
	lookFor  = 4 * time.Minute // for those whose last judgement came to an end, and as long again for the others,
	apartFor = 2 * time.Minute // of which a maker's have so much
)

// ErrUnfinished says that a look did not judge all offers.
var ErrUnfinished = errors.New("not all offers were judged")

// Run looks at the chain again and again until ctx ends. How long it rests depends on how long a look takes.
func (b *Book) Run(ctx context.Context, every time.Duration) {
	var last common.Hash
	for {
		began := time.Now()
		head, err := b.deps.Blocks.Head(ctx)
		if err == nil && head.Hash != last {
			if err = b.Look(ctx, head); err == nil {
				last = head.Hash
			}
		}
		if err != nil && ctx.Err() == nil {
			b.deps.Log.Warn().Err(err).Msg("offers could not be judged again; they stand as they did")
		}
		const share = 10 // of the time, at most, that is spent on it
		rest := time.NewTimer(max(every, share*time.Since(began)))
		select {
		case <-ctx.Done():
			rest.Stop()
			return
		case <-rest.C:
		}
	}
}

// Look judges offers at a block, and forgets those whose time has come: all of them, or as many as there is time for, those that
// were judged longest ago first; the next look goes on with the others. ErrUnfinished says that some stand as they did.
//
// Somebody's contract can be slow, or make an endpoint fail, and would hold up those that are judged with it, once: what came to no
// end is judged apart from then on, a maker's offers alone, with time of its own, until it does.
func (b *Book) Look(ctx context.Context, at chain.Head) error {
	b.looking.Lock()
	defer b.looking.Unlock()
	var first error
	left := 0
	for _, batches := range b.batches() {
		missed, err := b.lookAt(ctx, at, batches)
		left += missed
		first = cmp.Or(first, err)
	}
	if left > 0 {
		return fmt.Errorf("%w: %d are left for the next time: %w", ErrUnfinished, left, first)
	}
	return nil
}

// lookAt judges batches as long as there is time. What is missed is told, with the first reason.
func (b *Book) lookAt(ctx context.Context, at chain.Head, batches [][]*Entry) (missed int, first error) {
	until := b.deps.Clock().Add(lookFor)
	limited, cancel := context.WithTimeout(ctx, lookFor)
	defer cancel()
	for i, batch := range batches {
		err := limited.Err()
		if err == nil && !b.deps.Clock().Before(until) {
			err = context.DeadlineExceeded
		}
		if err != nil { // nothing is known of the rest, which comes first the next time
			for _, rest := range batches[i:] {
				missed += len(rest)
			}
			return missed, cmp.Or(first, err)
		}
		if err = b.lookAtBatch(limited, at, batch); err != nil {
			missed += len(batch)
			first = cmp.Or(first, err)
			if ctx.Err() == nil {
				b.setApart(batch)
			}
		}
	}
	return missed, first
}

func (b *Book) lookAtBatch(ctx context.Context, at chain.Head, batch []*Entry) error {
	if isApart(batch) {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, apartFor)
		defer cancel()
	}
	list := make([]offer.Signed, len(batch))
	for i, e := range batch {
		list[i] = e.Signed
	}
	footings, err := b.deps.Offers.Footings(ctx, at, list, b.opts.Permit2)
	if err != nil {
		return err
	}
	return b.apply(at, batch, footings)
}

// batches are the offers in the order in which they are judged: those whose last judgement came to an end, many at a time, and the
// others, each maker's apart. All that counts on one purse is judged together, or it would be counted wrongly.
func (b *Book) batches() (all [2][][]*Entry) {
	purses := map[purse][]*Entry{}
	for _, e := range b.all() { // the oldest first: a maker's next offer makes no earlier one go
		purses[e.purse()] = append(purses[e.purse()], e)
	}
	longest := func(of []*Entry) uint64 { return slices.MinFunc(of, byTurn).turn }
	order := slices.SortedFunc(maps.Values(purses), func(a, b []*Entry) int {
		return cmp.Or(cmp.Compare(longest(a), longest(b)), cmp.Compare(a[0].Number, b[0].Number))
	})
	var batch []*Entry
	for _, of := range order {
		if isApart(of) {
			all[1] = append(all[1], of)
			continue
		}
		if len(batch) > 0 && len(batch)+len(of) > together {
			all[0] = append(all[0], batch)
			batch = nil
		}
		batch = append(batch, of...)
	}
	if len(batch) > 0 {
		all[0] = append(all[0], batch)
	}
	return all
}

func isApart(batch []*Entry) bool {
	return slices.ContainsFunc(batch, func(e *Entry) bool { return e.apart })
}

func byTurn(a, b *Entry) int { return cmp.Compare(a.turn, b.turn) }

// setApart marks offers whose judgement came to no end.
func (b *Book) setApart(batch []*Entry) {
	b.changing.Lock()
	defer b.changing.Unlock()
	b.turn++
	for _, was := range batch {
		if b.entries[was.Hash] == was {
			next := *was
			next.turn, next.apart = b.turn, true
			b.set(&next)
		}
	}
}

// apply takes over what was found out about offers, and forgets those whose time has come.
func (b *Book) apply(at chain.Head, batch []*Entry, footings []chain.Footing) error {
	b.changing.Lock()
	defer b.changing.Unlock()
	b.turn++
	now := b.deps.Clock()
	counted := map[purse]*big.Int{}
	var gone []*Entry
	for i, was := range batch {
		if b.entries[was.Hash] != was {
			continue
		}
		sum := counted[was.purse()]
		if sum == nil {
			sum = new(big.Int)
			counted[was.purse()] = sum
		}
		e := was.judged(footings[i], sum, at, now)
		e.turn, e.apart = b.turn, footings[i].Unknown != nil
		if e.Standing == Open {
			sum.Add(sum, e.backing())
		}
		if e.Standing != Open && footings[i].Unknown == nil && now.Sub(e.Since) >= e.keptFor() {
			gone = append(gone, e)
			continue
		}
		b.set(e)
		if e.Standing != was.Standing || e.Filled.Cmp(was.Filled) != 0 {
			b.deps.Tell(*e)
		}
	}
	return b.forget(gone...)
}

// keptFor is how long an offer that cannot be taken is kept.
func (e *Entry) keptFor() time.Duration {
	if e.Standing.Over() {
		return overFor
	}
	return uncoveredFor
}
