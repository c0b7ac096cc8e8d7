package audit

import (
	"context"
	"fmt"
	"math/big"
	"math/bits"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// ledger is which hours of which devices were sold under which meters, by all forwards together: the same that
// GpuHoursPredicate keeps, and besides across contracts that do.
type ledger map[slot][]sale

type slot struct {
	meters, device statement.Word
	epoch          uint64
}

type sale struct {
	hours *big.Int // of the epoch, as bits
	by    common.Hash
	in    chain.Place
}

// sell notes down what a settlement sells, and says how much that is. What was sold before is an error.
func (l ledger) sell(id common.Hash, s chain.Settlement) (hours int, err error) {
	progress, err := statement.Progress(s.Step.From, s.Step.To, s.Step.Amount)
	if err != nil {
		return 0, err
	}
	delivered, err := gpuhours.ReadSettlement(progress, s.Payload)
	if err != nil {
		return 0, err
	}
	for _, share := range delivered.Devices {
		at := slot{delivered.Set, share.ID, delivered.From / gpuhours.EpochHours}
		for _, before := range l[at] {
			if twice := new(big.Int).And(before.hours, share.Mask); twice.Sign() > 0 && err == nil {
				err = fmt.Errorf("%s of device %s were sold before, by forward %s in block %d, transaction %s",
					count(ones(twice), "hour"), common.Hash(share.ID.Bytes()), before.by, before.in.Block, before.in.Tx)
			}
		}
		l[at] = append(l[at], sale{share.Mask, id, s.Settled})
		hours += ones(share.Mask)
	}
	return hours, err
}

func ones(mask *big.Int) (n int) {
	for _, word := range mask.Bits() {
		n += bits.OnesCount(uint(word))
	}
	return n
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
