package demo

import (
	"context"
	"math/big"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// mempool is the network between the relayer and the chain. It can be slow: what is sent then is on its way, for
// everybody to read, and in no block yet. The relayer sends it again, as it would to a node that forgot.
type mempool struct {
	*delivery.OnChain
	slow bool
	// pending is the settlement on its way, as everybody can decode it from the transaction.
	pending *chain.Delivery
}

// SignSettle remembers what the transaction will show.
func (m *mempool) SignSettle(ctx context.Context, d chain.Delivery, most *big.Int) (journal.Transaction, error) {
	tx, err := m.OnChain.SignSettle(ctx, d, most)
	if err == nil {
		m.pending = &d
	}
	return tx, err
}

// Send passes a transaction on, unless the network is slow.
func (m *mempool) Send(ctx context.Context, tx journal.Transaction) error {
	if m.slow {
		return nil
	}
	return m.OnChain.Send(ctx, tx)
}
