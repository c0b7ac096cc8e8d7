package audit

import (
	"bytes"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// holdLogs holds what eth_getLogs told of a block against what is in it.
func (h *history) holdLogs(b *block) {
	there := map[uint]*types.Log{}
	for _, receipt := range b.receipts {
		for _, log := range receipt.Logs {
			there[log.Index] = log
		}
	}
	told := map[uint]bool{}
	for _, log := range b.logs {
		told[log.Index] = true
		is := there[log.Index]
		if is == nil || is.Address != log.Address || !slices.Equal(is.Topics, log.Topics) || !bytes.Equal(is.Data, log.Data) ||
			is.TxHash != log.TxHash || log.BlockHash != b.header.Hash() {
			h.summary.fails("logs", "eth_getLogs tells of a log %d of block %d that this block does not have", log.Index, b.header.Number)
		}
	}
	for _, index := range slices.Sorted(maps.Keys(there)) {
		event, is, _ := h.Escrow.Event(there[index], h.rounds)
		if is && !told[index] && event.Group == nil && h.follows(event) && !h.sales[event.ID] {
			h.summary.fails("logs", "eth_getLogs leaves out log %d of block %d, which is about %s", index, b.header.Number, about(event))
		}
	}
}

func about(event chain.Event) string {
	if event.Moved != nil {
		return "position " + event.Moved.Token.Hex()
	}
	return "forward " + event.ID.Hex()
}
