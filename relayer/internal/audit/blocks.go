package audit

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// block is one with events.
type block struct {
	header   *types.Header
	receipts types.Receipts
	logs     []types.Log // as eth_getLogs tells them
	fault    error       // why what is told of it counts for nothing
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
