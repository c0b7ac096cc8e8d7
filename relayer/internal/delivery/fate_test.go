package delivery

import (
	"context"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// An operator changes --key-file while a transaction of the old account waits. By the new account's nonce it would look
// replaced, and a second one would be signed beside it.
func TestTheFateOfATransactionGoesByItsOwnAccount(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	old := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, s.Sender(devnet.Provider))
	now := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, s.Sender(devnet.Buyer)) // who has sent some transactions
	tx, err := old.SignAnnounce(t.Context(), f.ID, common.HexToHash("0x01"), nil)
	require.NoError(t, err)
	mined, _, err := now.Nonces(t.Context())
	require.NoError(t, err)
	require.Greater(t, mined, tx.Nonce)
	s.requireFate(now, tx, Waiting)

	ours, err := now.Ours(tx)
	require.NoError(t, err)
	require.False(t, ours)
	_, err = now.Replace(t.Context(), tx, nil)
	require.ErrorIs(t, err, chain.ErrNotOurs)
	require.NoError(t, now.Send(t.Context(), tx))
	require.NoError(t, s.Devnet.Mine(t.Context()))
	s.requireFate(now, tx, Mined)
}

// behindItself is an endpoint whose newest block is one that came while it was asked.
type behindItself struct{ *fakeChain }

func (c behindItself) Heads(_ context.Context, back uint64) (newest, below chain.Head, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	number := c.block() - min(1, c.block())
	return c.head(number), c.head(number - min(back, number)), nil
}

// A node shows the nonces of its newest block before the receipts in it: what was just mined looks replaced, and is not signed anew.
func TestANodeThatShowsNoncesBeforeReceipts(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.View = behindItself{b.chain} }
	b.chain.slow = true
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start + 200)
	d := b.entry(f)
	require.Equal(t, journal.Confirmed, d.Stage)
	require.Len(t, d.Announcement, 1)
	require.Len(t, d.Settlement, 1)
	require.Zero(t, b.displacedCount())
}
