package audit

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// judgedAtOnce is how many forwards' states are read in one request.
const judgedAtOnce = 256

// judgeAll judges the forwards that have ended, or all at the end of the history, and tells of them.
func (h *history) judgeAll(ctx context.Context, end bool) error {
	var ready []common.Hash
	later := h.order[:0]
	for _, id := range h.order {
		if t := h.tales[id]; end || t.forward != nil && t.over() {
			ready = append(ready, id)
		} else {
			later = append(later, id)
		}
	}
	h.order = later
	for part := range slices.Chunk(ready, judgedAtOnce) {
		if err := h.judgeSome(ctx, part, end); err != nil {
			return err
		}
	}
	if end {
		h.late()
	}
	return nil
}

// over says that nothing more can happen to a forward but that its positions change hands.
func (t *tale) over() bool {
	return t.ended() || t.end().delivered.Cmp(t.forward.Terms.Quantity) == 0
}

// trial is a forward that is to be judged.
type trial struct {
	*tale
	id        common.Hash
	predicate *predicate
	state     chain.State
	moving    [2]bool // a position that changed hands later than was read so far
}

func (h *history) judgeSome(ctx context.Context, ids []common.Hash, end bool) error {
	states, err := h.state(ctx, ids)
	if err != nil {
		return err
	}
	var trials []*trial
	for i, id := range ids {
		t := h.tales[id]
		t.moves = [2][]chain.Move{h.moves[id], h.moves[other(id)]}
		delete(h.tales, id)
		delete(h.moves, id)
		delete(h.moves, other(id))
		h.told[id] = true
		wanted, err := h.wanted(id, t)
		if err != nil {
			return err
		}
		if !wanted {
			continue
		}
		one := &trial{tale: t, id: id, state: states[i]}
		if t.forward != nil {
			if err := h.prepare(ctx, one); err != nil {
				return err
			}
		}
		if !end {
			h.owner(one)
		}
		trials = append(trials, one)
	}
	reports := make([]Report, len(trials))
	var group sync.WaitGroup
	next := make(chan int)
	for range workers() {
		group.Go(func() {
			for i := range next {
				reports[i] = h.judge(ctx, trials[i])
			}
		})
	}
	for i := range trials {
		next <- i
	}
	close(next)
	group.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	for i, report := range reports {
		h.summary.count(report, len(trials[i].settlements))
		if err := h.tell(report); err != nil {
			return fmt.Errorf("tell the audit of forward %s: %w", report.Forward, err)
		}
	}
	return nil
}

// wanted says whether a forward is to be told of. Events without an opening are of no forward.
func (h *history) wanted(id common.Hash, t *tale) (bool, error) {
	switch {
	case len(h.selection.IDs) > 0:
		return slices.Contains(h.selection.IDs, id), nil
	case t.opening == nil:
		h.summary.fails("events", "there are events of forward %s, which was not opened in what was read", id)
		return false, nil
	}
	return t.forward == nil || t.forward.Opened.Block >= h.selection.From, nil
}

// prepare asks for what a judgement needs beside the events.
func (h *history) prepare(ctx context.Context, t *trial) (err error) {
	if t.predicate, err = h.predicate(ctx, t.forward.Terms.Predicate); err != nil {
		return err
	}
	if t.fill != nil {
		if _, known := h.offers[t.fill.Offers]; !known {
			var law Report
			if err := h.fetch(ctx, &law, "offer", t.fill.Offers); err != nil {
				return err
			}
			h.offers[t.fill.Offers] = h.escrow.CheckOffers(ctx, h.machine.Head(), t.fill.Offers)
		}
	}
	if block := t.forward.Terms.BeaconBlock; block != 0 && block <= h.at.Number {
		if h.every && block >= h.first {
			t.beacon = h.hashes[block-h.first]
			return nil
		}
		headers, err := h.Client.Headers(ctx, h.at, []uint64{block})
		if err != nil {
			return err
		}
		t.beacon = headers[0].Hash()
	}
	return nil
}

// owner remembers, of positions that may still change hands, who the state says has them in the end.
func (h *history) owner(t *trial) {
	for side, holder := range []common.Address{t.state.Buyer, t.state.Provider} {
		if last := owners(t.moves[side]); last != holder {
			token := t.id
			if side == 1 {
				token = other(t.id)
			}
			h.owners[token] = holder
			t.moving[side] = true
		}
	}
}

func owners(moves []chain.Move) common.Address {
	if len(moves) == 0 {
		return common.Address{}
	}
	return moves[len(moves)-1].To
}

// late looks, once all was read, whether positions that changed hands after their forward's end are whose the state says.
func (h *history) late() {
	for token, holder := range h.owners {
		if last := owners(h.moves[token]); last != holder {
			h.summary.fails("positions", "position %s is %s's by its transfers, and the state says %s's", token, last, holder)
		}
	}
}

// judge puts together all that is to be said of a forward. It changes nothing but the report.
func (h *history) judge(ctx context.Context, t *trial) Report {
	report := Report{
		Forward: t.id, ChainID: h.Client.ChainID().Uint64(), Escrow: h.Escrow.Address(), Block: h.at.Number,
		paid: len(t.settlements) > 0,
	}
	for _, fault := range t.faults {
		if errors.Is(fault, chain.ErrLogTooLarge) {
			report.lacks("events", "%v", fault)
		} else {
			report.fails("events", "%v", fault)
		}
	}
	if t.unproven != nil {
		report.fails("blocks", "%v", t.unproven)
	}
	if t.forward == nil {
		report.unread = true
		report.judge()
		return report
	}
	report.Status = t.forward.StatusAt(t.state, h.at.Time)
	h.terms(ctx, &report, t)
	report.agree(*t.forward, t.state, t.story)
	report.positions(t)
	h.happened(ctx, &report, t)
	report.judge()
	return report
}

// happened checks what happened to a forward, in order.
func (h *history) happened(ctx context.Context, report *Report, t *trial) {
	if t.acceptance != nil {
		h.accepted(report, t)
	}
	before := progress{delivered: new(big.Int)}
	for i, s := range t.settlements {
		if t.forward.Assigned() {
			report.about = fmt.Sprintf("settlement %d: ", i+1)
		}
		report.at = &s.Settled
		h.settlement(ctx, report, t, before, s)
		before = before.after(s.Settlement)
	}
	report.about, report.at = "", nil
	switch {
	case t.reclaim != nil:
		report.at = &t.reclaim.Ended
		h.reclaimed(report, t)
	case t.closing != nil:
		report.at = &t.closing.Ended
		h.closed(report, t)
	}
	report.at = nil
}
