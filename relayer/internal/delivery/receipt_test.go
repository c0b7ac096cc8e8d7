package delivery

import (
	"context"
	"maps"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// rollBack takes the newest blocks out of the chain, up to one. What was mined there is gone: no pool takes it up again.
func (c *fakeChain) rollBack(to uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.times, c.nonce, c.forks = c.times[:to+1], c.nonceAt[to], append(c.forks, to)
	maps.DeleteFunc(c.announced, func(_ common.Hash, a instant) bool { return a.block > to })
	maps.DeleteFunc(c.ended, func(_ common.Hash, e ending) bool { return e.block > to })
	maps.DeleteFunc(c.accepted, func(_ common.Hash, block uint64) bool { return block > to })
	for id, steps := range c.steps {
		for len(steps) > 0 && steps[len(steps)-1].block > to {
			steps = steps[:len(steps)-1]
		}
		c.steps[id] = steps
	}
	for hash, block := range c.minedIn {
		if block > to {
			delete(c.mined, hash)
			delete(c.minedIn, hash)
			clear(c.settledIn[hash]) // which its closure fills again
		}
	}
}

// hoarder is an endpoint that keeps receipts of blocks that went away.
type hoarder struct {
	*congested
	kept map[common.Hash]bool
}

func (h *hoarder) Fate(ctx context.Context, tx journal.Transaction, forward common.Hash, final chain.Head) (Fate, error) {
	if h.kept[tx.Hash] {
		return Mined, nil
	}
	return h.congested.Fate(ctx, tx, forward, final)
}

// A block with a transaction of ours went away, no pool has that any more, and fees rose. The endpoint still shows its receipt.
func TestAReceiptOfABlockThatWentAwayIsNotBelievedForEver(t *testing.T) {
	t.Parallel()
	for _, p := range []purpose{announcement, settlement} {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			h := &hoarder{congest(b), map[common.Hash]bool{}}
			b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet, d.Network = h.congested, h }
			f := b.chain.open(nil)
			b.start()
			sent := func() []journal.Transaction {
				d, err := b.journal.Load(f.ID)
				if err != nil {
					return nil
				}
				return *p.list(d)
			}
			for len(sent()) == 0 {
				b.blocks(1)
			}
			b.chain.mine(blockTime)
			lost := sent()[0]
			require.True(t, b.chain.mined[lost.Hash])
			b.chain.rollBack(b.chain.block() - 1)
			h.kept[lost.Hash], h.least = true, 1
			b.start()
			b.run(f.Terms.Start + 300)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.Equal(t, lost.Nonce, sent()[1].Nonce)
			require.Zero(t, b.chain.refused)
		})
	}
}
