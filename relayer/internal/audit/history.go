package audit

import (
	"context"
	"errors"
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

// block is one with events.
type block struct {
	header   *types.Header
	receipts types.Receipts
	logs     []types.Log // as eth_getLogs tells them
	fault    error       // why what is told of it counts for nothing
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

// number gives logs their places: those are in no hash.
func number(b *block) {
	var index uint
	for _, receipt := range b.receipts {
		receipt.BlockHash, receipt.BlockNumber = b.header.Hash(), b.header.Number
		for _, log := range receipt.Logs {
			log.BlockNumber, log.BlockHash, log.TxHash, log.Index = b.header.Number.Uint64(), b.header.Hash(), receipt.TxHash, index
			index++
		}
	}
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

// followHours finds every settlement under the keys of those predicates, among the ones of the forwards that are followed, that
// sell hours, and the openings of whatever they settled.
func (h *history) followHours(ctx context.Context) error {
	named := map[common.Address]bool{}
	for _, b := range h.blocks {
		for _, receipt := range b.receipts {
			for _, log := range receipt.Logs {
				event, is, err := h.Escrow.Event(log, h.rounds)
				if is && err == nil && event.Opened != nil && slices.Contains(h.selection.IDs, event.ID) {
					named[event.Opened.Terms.Predicate] = true
				}
			}
		}
	}
	var hashes, sellers []common.Hash
	for address := range named {
		p, err := h.predicate(ctx, address)
		if err != nil {
			return err
		}
		if !p.hours {
			continue
		}
		for _, v := range p.verifies {
			hashes = append(hashes, v.hash)
		}
	}
	if len(hashes) == 0 {
		return nil
	}
	escrow := []common.Address{h.Escrow.Address()}
	if err := h.find(ctx, h.From, h.at.Number, ethereum.FilterQuery{Addresses: escrow, Topics: [][]common.Hash{nil, nil, nil, hashes}}); err != nil {
		return err
	}
	for _, b := range h.blocks {
		for _, log := range b.logs {
			if event, is, _ := h.Escrow.Event(&log, h.rounds); is && event.Settled != nil && !h.keep[event.ID] && !h.sales[event.ID] {
				h.sales[event.ID] = true
				sellers = append(sellers, event.ID)
			}
		}
	}
	const atOnce = 100
	for part := range slices.Chunk(sellers, atOnce) {
		query := ethereum.FilterQuery{Addresses: escrow, Topics: [][]common.Hash{{chain.OpenedTopic()}, part}}
		if err := h.find(ctx, h.From, h.at.Number, query); err != nil {
			return err
		}
	}
	return h.load(ctx)
}

// find asks for logs, and notes down which blocks have some.
func (h *history) find(ctx context.Context, first, last uint64, query ethereum.FilterQuery) error {
	until, err := h.Client.Below(ctx, h.at, h.at.Number-last)
	if err != nil {
		return err
	}
	logs, err := h.Client.Logs(ctx, until, first, query)
	if err != nil {
		return err
	}
	if err := h.compareLogs(ctx, until, first, query, logs); err != nil {
		return err
	}
	for _, log := range logs {
		b := h.blocks[log.BlockNumber]
		if b == nil {
			b = &block{}
			h.blocks[log.BlockNumber] = b
		}
		if !slices.ContainsFunc(b.logs, func(other types.Log) bool { return other.Index == log.Index }) {
			b.logs = append(b.logs, log)
		}
	}
	return nil
}

// load reads headers and receipts of the blocks that have events, and holds them against each other.
func (h *history) load(ctx context.Context) error {
	var numbers []uint64
	for number, b := range h.blocks {
		if b.header == nil {
			numbers = append(numbers, number)
		}
	}
	slices.Sort(numbers)
	headers, err := h.Client.Headers(ctx, h.at, numbers)
	if err != nil {
		return err
	}
	for i, number := range numbers {
		h.blocks[number].header = headers[i]
	}
	return h.loadReceipts(ctx)
}

func (h *history) loadReceipts(ctx context.Context) error {
	var missing []*block
	var hashes []common.Hash
	for _, number := range slices.Sorted(maps.Keys(h.blocks)) {
		if b := h.blocks[number]; b.receipts == nil {
			missing = append(missing, b)
			hashes = append(hashes, b.header.Hash())
		}
	}
	if len(missing) == 0 {
		return nil
	}
	receipts, err := h.Client.BlockReceipts(ctx, h.at, hashes)
	if errors.Is(err, chain.ErrUnsupported) {
		return h.loadSingly(ctx, missing, err)
	}
	if err != nil {
		return err
	}
	for i, b := range missing {
		b.receipts = receipts[i]
		switch err := chain.CheckReceipts(b.header, b.receipts); {
		case errors.Is(err, chain.ErrUnsupported):
			h.summary.unhashed = err
		case err != nil:
			h.receiptsFail(b, err)
		default:
			h.summary.blocks++
			number(b)
		}
	}
	return nil
}

// loadSingly reads the receipts of the transactions with events alone, which nothing holds against the block.
func (h *history) loadSingly(ctx context.Context, blocks []*block, why error) error {
	h.summary.unhashed = why
	for _, b := range blocks {
		var txs []common.Hash
		for _, log := range b.logs {
			if !slices.Contains(txs, log.TxHash) {
				txs = append(txs, log.TxHash)
			}
		}
		var err error
		if b.receipts, err = h.Client.Receipts(ctx, h.at, txs); err != nil {
			return err
		}
	}
	return nil
}

func (h *history) receiptsFail(b *block, err error) {
	b.fault = err
	h.summary.fails("receipts", "%v", err)
}

// link reads the headers of a piece, and that each is the one before the next, up to the audited block.
func (h *history) link(ctx context.Context, first, last uint64) error {
	if !h.every {
		return h.load(ctx)
	}
	for from := first; from <= last; from += pieceOfHeaders {
		var numbers []uint64
		for number := from; number <= min(from+pieceOfHeaders-1, last); number++ {
			numbers = append(numbers, number)
		}
		headers, err := h.Client.Headers(ctx, h.at, numbers)
		if err != nil {
			return err
		}
		for _, header := range headers {
			if h.last != nil && h.last.Hash() != header.ParentHash {
				h.summary.fails("headers", "block %d is %s, and the one after it says %s", h.last.Number, h.last.Hash(), header.ParentHash)
			}
			number := header.Number.Uint64()
			if h.last == nil {
				h.first = number
			}
			h.last = header
			h.hashes = append(h.hashes, header.Hash())
			if h.blocks[number] == nil && h.mayTell(header) {
				h.blocks[number] = &block{}
			}
			switch b := h.blocks[number]; {
			case b == nil:
			case b.header == nil:
				b.header = header
			case b.header.Hash() != header.Hash():
				h.summary.fails("headers", "the endpoint tells of two blocks %d: %s and %s", number, b.header.Hash(), header.Hash())
			}
		}
	}
	if last == h.at.Number && h.last.Hash() != h.at.Hash {
		return fmt.Errorf("read block %d: %w", last, chain.ErrReorg)
	}
	return h.loadReceipts(ctx)
}

// mayTell says whether a block may have an event that nobody told of: its bloom has the contract, and a forward that is followed.
func (h *history) mayTell(header *types.Header) bool {
	if h.keep == nil {
		return types.BloomLookup(header.Bloom, h.Escrow.Address()) || types.BloomLookup(header.Bloom, h.rounds)
	}
	if !types.BloomLookup(header.Bloom, h.Escrow.Address()) && !types.BloomLookup(header.Bloom, h.rounds) {
		return false
	}
	for id := range h.keep {
		if types.BloomLookup(header.Bloom, id) || types.BloomLookup(header.Bloom, common.BigToHash(chain.Position(id, chain.ProviderSide))) {
			return true
		}
	}
	return false
}
