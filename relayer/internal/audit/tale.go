package audit

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// moment is when an event was, and what else its transaction did.
type moment struct {
	time    uint64 // of the block
	receipt *types.Receipt
	run     *run
}

// tale is what the events tell of one forward.
type tale struct {
	story
	forward   *chain.Forward // nil if its opening cannot be read, or was not seen
	opening   *moment
	accepting *moment
	ending    *moment
	announced map[statement.Word]uint64 // in unix seconds
	committed *chain.Commitment
	drawn     *chain.Draw
	beacon    common.Hash // of the beacon block; zero where there is none
	fill      *chain.PartTaken
	gap       *big.Int // what its offer was filled by before, if that is not what the fills before it make
	moves     [2][]chain.Move
	faults    []error // what of it cannot be read, or should not be
	unproven  error   // a block of it that is not what it is said to be
}

// settled is a settlement and what was known when it happened.
type settled struct {
	chain.Settlement
	moment
	forward chain.Forward
	sent    *big.Int // pay and bond
	token   common.Address
	sold    error // what of it was sold before
	hours   int   // device-hours that it sells
}

// run is what the escrow told in one go.
type run struct {
	chain.Run
	members []*settled // those whose forwards are followed

	mu       sync.Mutex
	verdicts map[uint]groupVerdict // by where the group's event is
}

// digest takes in what happened in the blocks that were read, in order, and forgets them.
func (h *history) digest(ctx context.Context) error {
	for _, number := range slices.Sorted(maps.Keys(h.blocks)) {
		b := h.blocks[number]
		h.holdLogs(b)
		for _, receipt := range b.receipts {
			var runs []*run
			for _, told := range h.Escrow.RunsOf(receipt) {
				runs = append(runs, &run{Run: told, verdicts: map[uint]groupVerdict{}})
			}
			for _, log := range receipt.Logs {
				event, is, err := h.Escrow.Event(log, h.rounds)
				if !is || !h.follows(event) {
					continue
				}
				h.summary.Events++
				m := moment{time: b.header.Time, receipt: receipt}
				if at := slices.IndexFunc(runs, func(r *run) bool { return r.Has(event.At) }); at >= 0 {
					m.run = runs[at]
				}
				if err := h.take(ctx, b, m, event, err); err != nil {
					return err
				}
			}
		}
	}
	clear(h.blocks)
	return nil
}

// follows says whether an event is of a forward that is looked at.
func (h *history) follows(event chain.Event) bool {
	switch {
	case event.Group != nil:
		return false // its settlements lead to it
	case h.keep == nil || h.keep[event.ID]:
		return true
	case event.Moved != nil:
		return h.keep[event.Moved.Token] || h.keep[other(event.Moved.Token)]
	}
	return h.sales[event.ID] && (event.Opened != nil || event.Settled != nil)
}

// other is a forward's other position.
func other(token common.Hash) common.Hash {
	return common.BigToHash(chain.Position(token, chain.ProviderSide))
}

// take adds an event to the tale that it is of.
func (h *history) take(ctx context.Context, b *block, m moment, event chain.Event, fault error) error {
	if event.Moved != nil {
		h.moved(*event.Moved)
		return nil
	}
	if h.told[event.ID] {
		if event.Committed == nil && event.Drawn == nil { // anybody draws challenges, whenever they like
			h.summary.fails("events", "forward %s had ended, and log %d of block %d tells more of it", event.ID, event.At.Log, event.At.Block)
		}
		return nil
	}
	t := h.tales[event.ID]
	if t == nil && (event.Committed != nil || event.Drawn != nil) {
		return nil // of a forward that nobody opened, or not yet: whoever likes can draw for one
	}
	if t == nil {
		t = &tale{announced: map[statement.Word]uint64{}}
		h.tales[event.ID] = t
		h.order = append(h.order, event.ID)
	}
	if b.fault != nil && t.unproven == nil {
		t.unproven = b.fault
	}
	isOpening := event.Opened != nil
	if isOpening && t.opening != nil {
		fault = errors.New("it was opened twice")
	}
	if fault != nil {
		t.faults = append(t.faults, fault)
		if isOpening && t.opening == nil {
			t.opening = &m
		}
		return nil
	}
	switch {
	case isOpening && (event.Opened.Terms.Quantity.Sign() == 0 || event.Opened.Terms.Price.Sign() == 0):
		t.opening = &m
		t.faults = append(t.faults, errors.New("no escrow opens a forward of no quantity or without a price"))
	case isOpening:
		t.forward, t.opening = event.Opened, &m
		h.opened(t)
	case event.Announced != nil:
		if _, before := t.announced[event.Announced.H]; !before {
			t.announced[event.Announced.H] = event.Announced.Time
		}
	case event.Accepted != nil:
		once(t, &t.acceptance, event.Accepted, "accepted")
		t.accepting = &m
	case event.Reclaimed != nil:
		once(t, &t.reclaim, event.Reclaimed, "reclaimed")
		t.ending = &m
	case event.Closed != nil:
		once(t, &t.closing, event.Closed, "closed")
		t.ending = &m
	case event.Committed != nil:
		once(t, &t.committed, event.Committed, "committed to")
	case event.Drawn != nil:
		once(t, &t.drawn, event.Drawn, "drawn for")
	case event.Settled != nil:
		return h.settled(ctx, t, m, *event.Settled)
	}
	return nil
}

// moved notes down who got a position; of forwards that were judged already only whether it is whose the state says.
func (h *history) moved(move chain.Move) {
	if !h.told[move.Token] && !h.told[other(move.Token)] {
		h.moves[move.Token] = append(h.moves[move.Token], move)
	} else if _, awaited := h.owners[move.Token]; awaited {
		h.moves[move.Token] = []chain.Move{move}
	}
}

// once is for what happens to a forward once.
func once[T any](t *tale, to **T, what *T, how string) {
	if *to != nil {
		t.faults = append(t.faults, fmt.Errorf("it was %s twice", how))
		return
	}
	*to = what
}

// settled notes down a settlement with what it sends and sells, which depends on what came before it.
func (h *history) settled(ctx context.Context, t *tale, m moment, s chain.Settlement) error {
	if t.forward == nil {
		t.faults = append(t.faults, fmt.Errorf("it was settled in block %d, and its opening cannot be read", s.Settled.Block))
		return nil
	}
	one := &settled{Settlement: s, moment: m, forward: *t.forward, token: t.forward.Terms.Token, sent: sent(*t.forward, t.end(), s)}
	t.settlements = append(t.settlements, one)
	if m.run != nil {
		m.run.members = append(m.run.members, one)
	}
	p, err := h.predicate(ctx, t.forward.Terms.Predicate)
	if err != nil {
		return err
	}
	if p.hours {
		one.hours, one.sold = h.ledger.sell(t.forward.ID, s)
	}
	return nil
}

// fillKey is one offer.
type fillKey struct {
	offers common.Address
	offer  common.Hash
}

// opened looks whether a forward came from an offer.
func (h *history) opened(t *tale) {
	fill, err := chain.FillOf(t.opening.receipt, *t.forward)
	if err != nil {
		t.faults = append(t.faults, err)
		return
	}
	if t.fill = fill; fill == nil || h.keep != nil { // the fills before it were not read
		return
	}
	key := fillKey{fill.Offers, fill.Offer}
	before := h.filled[key]
	if before == nil {
		before = new(big.Int)
	}
	if told := new(big.Int).Sub(fill.Filled, fill.Quantity); told.Cmp(before) != 0 {
		t.gap = told
	}
	h.filled[key] = fill.Filled
}
