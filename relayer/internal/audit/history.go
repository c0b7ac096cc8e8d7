package audit

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// How much of a history is in memory at once, beside the forwards that have not ended: blocks whose headers are all read, or
// of which only those with events are.
const (
	pieceOfHeaders = 2_048
	pieceOfEvents  = 16_384
)

// history is what the chain tells, as far as it was read, and what was found of the reading.
type history struct {
	*court
	selection Selection
	tell      func(Report) error
	summary   Summary

	keep   map[common.Hash]bool // whose events are followed; nil for all
	sales  map[common.Hash]bool // of whom openings and settlements are
	blocks map[uint64]*block    // read already
	tales  map[common.Hash]*tale
	order  []common.Hash // of the tales, by opening
	moves  map[common.Hash][]chain.Move
	told   map[common.Hash]bool // tales that ended and were judged
	owners map[common.Hash]common.Address
	ledger ledger
	filled map[fillKey]*big.Int
	last   *types.Header // of the chain of headers so far
	first  uint64        // where that begins
	hashes []common.Hash // of it
	every  bool          // header is read
}

func newHistory(c *court, selection Selection, tell func(Report) error) *history {
	h := &history{
		court: c, selection: selection, tell: tell,
		blocks: map[uint64]*block{}, tales: map[common.Hash]*tale{}, moves: map[common.Hash][]chain.Move{},
		told: map[common.Hash]bool{}, owners: map[common.Hash]common.Address{}, ledger: ledger{}, filled: map[fillKey]*big.Int{},
	}
	h.every = h.readsEvery(c.From)
	return h
}

// readsEvery says whether every header from a block on is read.
func (h *history) readsEvery(first uint64) bool {
	return h.Headers == HeadersAll || h.Headers == HeadersAuto && h.at.Number-min(first, h.at.Number) <= mostHeaders
}

// whole reads all there is, piece by piece, and judges each forward once it has ended.
func (h *history) whole(ctx context.Context) error {
	size := uint64(pieceOfEvents)
	if h.every {
		size = pieceOfHeaders
	}
	for first := h.From; first <= h.at.Number; first += size {
		last := min(first+size-1, h.at.Number)
		query := ethereum.FilterQuery{Addresses: []common.Address{h.Escrow.Address(), h.rounds}}
		if err := h.find(ctx, first, last, query); err != nil {
			return err
		}
		if err := h.link(ctx, first, last); err != nil {
			return err
		}
		if err := h.digest(ctx); err != nil {
			return err
		}
		if err := h.judgeAll(ctx, last == h.at.Number); err != nil {
			return err
		}
		if h.Progress != nil {
			h.Progress(Progress{Block: last, Last: h.at.Number, Forwards: h.summary.Forwards})
		}
	}
	return nil
}

// some reads what there is about forwards that are named, and about whatever was paid together with them or out of the same
// ledger of hours.
func (h *history) some(ctx context.Context) error {
	if err := h.gather(ctx); err != nil {
		return err
	}
	for _, id := range h.selection.IDs {
		if t := h.tales[id]; t == nil || t.opening == nil {
			return fmt.Errorf("find forward %s at escrow %s: %w (chain %s, blocks %d to %d)",
				id, h.Escrow.Address(), chain.ErrNoForward, h.Client.ChainID(), h.From, h.at.Number)
		}
	}
	return h.judgeAll(ctx, true)
}

func (h *history) gather(ctx context.Context) error {
	h.keep, h.sales = map[common.Hash]bool{}, map[common.Hash]bool{}
	if err := h.follow(ctx, h.selection.IDs); err != nil {
		return err
	}
	if err := h.follow(ctx, h.together()); err != nil {
		return err
	}
	if err := h.followHours(ctx); err != nil {
		return err
	}
	if len(h.blocks) > 0 {
		first := slices.Min(slices.Collect(maps.Keys(h.blocks)))
		h.every = h.readsEvery(first)
		if err := h.link(ctx, first, h.at.Number); err != nil {
			return err
		}
	}
	return h.digest(ctx)
}

// follow finds what happened to forwards.
func (h *history) follow(ctx context.Context, ids []common.Hash) error {
	const atOnce = 100
	var more []common.Hash
	for _, id := range ids {
		if !h.keep[id] {
			h.keep[id] = true
			more = append(more, id)
		}
	}
	escrow, rounds := []common.Address{h.Escrow.Address()}, []common.Address{h.rounds}
	for part := range slices.Chunk(more, atOnce) {
		var positions []common.Hash
		for _, id := range part {
			positions = append(positions, id, common.BigToHash(chain.Position(id, chain.ProviderSide)))
		}
		for _, query := range []ethereum.FilterQuery{
			{Addresses: escrow, Topics: [][]common.Hash{nil, part}},
			{Addresses: escrow, Topics: [][]common.Hash{nil, nil, nil, positions}},
			{Addresses: rounds, Topics: [][]common.Hash{nil, nil, part}},
		} {
			if err := h.find(ctx, h.From, h.at.Number, query); err != nil {
				return err
			}
		}
	}
	return h.load(ctx)
}

// together are the forwards that were paid in one go with those that are followed.
func (h *history) together() (ids []common.Hash) {
	for _, b := range h.blocks {
		for _, receipt := range b.receipts {
			for _, run := range h.Escrow.RunsOf(receipt) {
				followed := slices.ContainsFunc(run.Settled, func(s chain.Settlement) bool { return h.keep[s.ID] })
				for _, s := range run.Settled {
					if followed {
						ids = append(ids, s.ID)
					}
				}
			}
		}
	}
	return ids
}
