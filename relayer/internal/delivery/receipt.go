package delivery

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// receiptOf is the receipt of a transaction, as far as it is about one forward: that of a group may leave it out.
type receiptOf struct{ tx, forward common.Hash }

// fate is what became of a transaction whose effect a tick's newest block does not show. A receipt says that a newer block has it. One
// whose effect does not show patience blocks later either is of a block that went away, or made up: the transaction waits, and is sent
// again and raised as any other. To one that is in the chain that does nothing, since its nonce is used.
func (e *Engine) fate(ctx context.Context, tx journal.Transaction, forward common.Hash, at at) (Fate, error) {
	fate, err := e.Network.Fate(ctx, tx, forward, at.final)
	if err != nil || fate != Mined {
		delete(e.receipts, receiptOf{tx.Hash, forward})
		return fate, err
	}
	seen := receiptOf{tx.Hash, forward}
	since, before := e.receipts[seen]
	if !before {
		since, e.receipts[seen] = at.head.Number, at.head.Number
	}
	if at.head.Number >= since+patience {
		return Waiting, nil
	}
	return Mined, nil
}
