package delivery

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// leased is a market of one of two relayers that sign for one account, under a lease.
type leased struct {
	*fakeMarket
	lease *database.Lease
	then  func() // what happens once an ask was signed, before it is kept
}

func (m *leased) Sign(ctx context.Context, s *offer.Signed) error {
	if err := m.lease.Check(ctx); err != nil {
		return err
	}
	err := m.fakeMarket.Sign(ctx, s)
	if m.then != nil {
		m.then()
	}
	return err
}

// followed is a relayer that another one follows: on the same database and chain, with the same books, and a folder of its own.
type followed struct {
	*asking
	market *leased
	deps   Deps
}

func newFollowed(t *testing.T) *followed {
	t.Helper()
	b := &followed{asking: newAskBench(t)}
	b.opts.Books, b.opts.MaxBonds[bondToken] = []string{aBook}, common.Big256 // there is room for two asks
	b.market = &leased{fakeMarket: b.asking.market}
	deps := b.bench.deps
	b.bench.deps = func(d *Deps, w *WorkerDeps) {
		deps(d, w)
		b.lead(d, b.market, "first")
		b.deps = *d
	}
	b.start()
	return b
}

// lead has a relayer be the one that signs.
func (b *followed) lead(d *Deps, m *leased, name string) {
	b.t.Helper()
	lease, err := b.db.Take(b.t.Context(), "the account", name, time.Hour)
	require.NoError(b.t, err)
	m.lease, d.Market, d.Journal = lease, m, b.journal.Fenced(lease.Fence)
}

// next is who follows, since the first is not heard of.
func (b *followed) next() (*Engine, *leased) {
	b.t.Helper()
	require.NoError(b.t, b.market.lease.Drop(b.t.Context()))
	first := b.market.fakeMarket
	m := &leased{fakeMarket: &fakeMarket{
		t: b.t, key: first.key, folder: filepath.Join(b.t.TempDir(), "asks"), taken: first.taken, since: first.since, books: first.books,
	}}
	deps, opts := b.deps, b.opts
	opts.AskFolder, deps.Hands = m.folder, b.hands
	b.lead(&deps, m, "next")
	e, err := New(deps, opts)
	require.NoError(b.t, err)
	b.t.Cleanup(func() { e.aside.Wait() })
	return e, m
}

// looks has a relayer look at the chain for some blocks, and is what was wrong with any of the looks.
func (b *followed) looks(e *Engine) (err error) {
	for range 8 {
		b.chain.mine(blockTime)
		err = errors.Join(err, e.Tick(b.t.Context()))
		e.aside.Wait()
	}
	return err
}

// Whichever folder the next one has, the ask that stands is not signed anew. Who was followed signs none any more.
func TestWhoFollowsHasTheSameAskStand(t *testing.T) {
	t.Parallel()
	b := newFollowed(t)
	require.NoError(t, b.looks(b.engine))
	first := b.stands()
	next, market := b.next()
	require.NoError(t, b.looks(next))
	require.Equal(t, hashOf(t, first), next.Asks()[0].Ask)
	require.Empty(t, market.signed)
	require.Equal(t, []common.Hash{hashOf(t, first), hashOf(t, first)}, b.market.books[aBook])
	require.FileExists(t, filepath.Join(market.folder, "work.json"))

	b.take(first, 20, false)
	require.ErrorIs(t, b.looks(b.engine), database.ErrLost)
	require.NoError(t, b.looks(next))
	require.Len(t, b.market.signed, 1)
	require.Len(t, market.signed, 1)
	require.Equal(t, hashOf(t, market.signed[0]), next.Asks()[0].Ask)
}

// A relayer stands still right after it signed an ask, until another one followed it and signed its own, and goes on as if nothing had
// happened: the two would have twice the bond asked for.
func TestWhoWasFollowedLetsNoAskOut(t *testing.T) {
	t.Parallel()
	b := newFollowed(t)
	var next *Engine
	var market *leased
	b.market.then = func() {
		next, market = b.next()
		require.NoError(t, b.looks(next))
	}
	require.ErrorIs(t, b.looks(b.engine), database.ErrLost)
	require.Len(t, b.market.signed, 1)
	require.Len(t, market.signed, 1)
	require.NotEqual(t, hashOf(t, b.market.signed[0]), hashOf(t, market.signed[0]))
	require.NoError(t, b.looks(next))
	require.Equal(t, []common.Hash{hashOf(t, market.signed[0])}, b.market.books[aBook])
	require.Zero(t, b.status().Ask)
	require.NoFileExists(t, filepath.Join(b.market.folder, "work.json"))
}
