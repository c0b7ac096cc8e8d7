package delivery

import (
	"context"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

const (
	partlyPaid     = "its money went back to the buyer; 8 of 20 units were paid before"
	cameBackToThis = partlyPaid + "; 12000 of its bond of 30000 came back to this account"
)

// ranOut is a site that had eight of twenty units paid when the window was over: 12,000 of the bond of 30,000 are still to come back.
func ranOut(t *testing.T) (*site, chain.Forward) {
	t.Helper()
	s := newSite(t)
	f := s.assigned()
	s.start()
	s.AdvanceTo(f.Terms.Start)
	s.tickUntil(func() bool { return s.cursor(f) > 0 })
	s.AdvanceTo(f.Terms.SettleBy)
	return s, f
}

// tickUntil ticks until something is so, and no more often than anything here takes.
func (s *site) tickUntil(is func() bool) {
	s.T.Helper()
	for range 20 {
		if is() {
			return
		}
		s.tick()
	}
	require.Fail(s.T, "it does not come to that")
}

// sent is how many transactions the chain has of the relayer's account.
func (s *site) sent() uint64 {
	s.T.Helper()
	nonce, err := s.Client.Nonce(s.T.Context(), devnet.Named(devnet.Provider).Address)
	require.NoError(s.T, err)
	return nonce
}

// reclaimed has somebody reclaim a forward by hand.
func (s *site) reclaimed(by string, f chain.Forward) {
	s.T.Helper()
	reclaim, err := s.Escrow.ReclaimCall(f)
	s.Do(by, reclaim, err)
}

// moved gives the provider's position to somebody else.
func (s *site) moved(f chain.Forward, from, to string) {
	s.T.Helper()
	transfer, err := s.Escrow.TransferCall(f.ID, chain.ProviderSide, devnet.Named(from).Address, devnet.Named(to).Address)
	s.Do(from, transfer, err)
}

// requireOver says that nothing more is done for a forward, and why: not now, and not by another process.
func (s *site) requireOver(f chain.Forward, reason string) {
	s.T.Helper()
	s.tickUntil(func() bool { return finished(s.entry(f)) })
	sent := s.sent()
	s.start()
	for range 4 {
		s.tick()
	}
	require.Equal(s.T, sent, s.sent())
	require.Equal(s.T, journal.Abandoned, s.entry(f).Stage)
	require.Equal(s.T, reason, s.entry(f).Reason)
}

// meddled is the network to a relayer with which something happens as it sends.
type meddled struct {
	network
	send func(context.Context, network, journal.Transaction) error
}

func (n meddled) Send(ctx context.Context, tx journal.Transaction) error {
	return n.send(ctx, n.network, tx)
}

// The relayer is killed as it sends, and once what it sent is in a block that may still go away. The escrow pays once, for one
// transaction.
func TestReclaimsOnceOnARealChainThoughKilledInTheMiddleOfIt(t *testing.T) {
	t.Parallel()
	for name, send := range map[string]func(context.Context, network, journal.Transaction) error{
		"before it arrives": func(context.Context, network, journal.Transaction) error { return errKilled },
		"once it arrived": func(ctx context.Context, on network, tx journal.Transaction) error {
			require.NoError(t, on.Send(ctx, tx))
			return errKilled
		},
		"once it is mined": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, f := ranOut(t)
			before, sent := s.balance(devnet.Provider), s.sent()
			s.send = send
			s.start()
			s.tickUntil(func() bool { return len(s.entry(f).Reclaim) > 0 })
			require.Equal(t, journal.Reclaiming, s.entry(f).Stage)

			s.send = nil
			s.start() // another process
			s.requireOver(f, cameBackToThis)
			s.requirePaid(devnet.Provider, before, 12_000)
			require.Equal(t, sent+1, s.sent())
			require.Len(t, s.entry(f).Reclaim, 1)
			ending, err := s.Escrow.Reclaim(t.Context(), s.Head(), f)
			require.NoError(t, err)
			require.Equal(t, devnet.Named(devnet.Provider).Address, ending.Provider)
			require.Equal(t, s.entry(f).Reclaim[0].Hash, ending.Ended.Tx)
		})
	}
}

// Anybody may reclaim, at any time. We are paid all the same, once, and no second transaction is sent for it.
func TestWhatSomebodyElseReclaimsOnARealChain(t *testing.T) {
	t.Parallel()
	t.Run("before ours is signed", func(t *testing.T) {
		t.Parallel()
		s, f := ranOut(t)
		before, sent := s.balance(devnet.Provider), s.sent()
		s.reclaimed(devnet.Thief, f)
		s.requireOver(f, cameBackToThis)
		s.requirePaid(devnet.Provider, before, 12_000)
		require.Equal(t, sent, s.sent())
		require.Empty(t, s.entry(f).Reclaim)
	})
	t.Run("before ours is mined", func(t *testing.T) {
		t.Parallel()
		s, f := ranOut(t)
		before, sent := s.balance(devnet.Provider), s.sent()
		s.send = func(ctx context.Context, on network, tx journal.Transaction) error {
			s.reclaimed(devnet.Thief, f)
			return on.Send(ctx, tx)
		}
		s.start()
		s.tickUntil(func() bool { return len(s.entry(f).Reclaim) > 0 })
		s.send = nil
		s.requireOver(f, cameBackToThis)
		s.requirePaid(devnet.Provider, before, 12_000)
		require.Equal(t, sent+1, s.sent())
		require.Len(t, s.entry(f).Reclaim, 1)
		receipt, err := s.Client.Receipt(t.Context(), s.entry(f).Reclaim[0].Hash)
		require.NoError(t, err)
		require.Equal(t, types.ReceiptStatusFailed, receipt.Status, "it cost its gas and moved nothing")
	})
}

// The escrow pays whoever holds the position when it is reclaimed. Before and after that it may be somebody else, since positions of
// what came to its end change hands, too: whoever reclaimed as the holder gives one away that is worth nothing any more.
func TestWhoIsPaidByAReclaimOnARealChain(t *testing.T) {
	t.Parallel()
	us, holder := devnet.Provider, devnet.Thief
	for name, c := range map[string]struct {
		do     func(*site, chain.Forward)
		reason string
		ours   int64
	}{
		"sold before": {
			do:     func(s *site, f chain.Forward) { s.moved(f, us, holder); s.reclaimed(us, f) },
			reason: partlyPaid,
		},
		"sold before, and given back after": {
			do:     func(s *site, f chain.Forward) { s.moved(f, us, holder); s.reclaimed(holder, f); s.moved(f, holder, us) },
			reason: partlyPaid,
		},
		"sold after": {
			do:     func(s *site, f chain.Forward) { s.reclaimed(holder, f); s.moved(f, us, holder) },
			reason: cameBackToThis, ours: 12_000,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, f := ranOut(t)
			before, theirs := s.balance(us), s.balance(holder)
			c.do(s, f)
			require.NoError(t, s.Devnet.Mine(t.Context())) // so that all of it is in the block that counts
			s.requireOver(f, c.reason)
			s.requirePaid(us, before, c.ours)
			s.requirePaid(holder, theirs, 12_000-c.ours)
			require.Empty(t, s.entry(f).Reclaim)
		})
	}
}

// What a sold position's bond kept is its new holder's to reclaim.
func TestASoldPositionIsNotReclaimedOnARealChain(t *testing.T) {
	t.Parallel()
	s, f := ranOut(t)
	s.moved(f, devnet.Provider, devnet.Thief)
	approve, err := s.Escrow.ApproveCall(f.ID, chain.ProviderSide, devnet.Named(devnet.Provider).Address)
	s.Do(devnet.Thief, approve, err)
	sent := s.sent()
	s.requireOver(f, windowOver(&f)+"; 8 of 20 units were paid before")
	require.Equal(t, sent, s.sent())
	status, err := s.Escrow.StatusOf(t.Context(), s.Head(), f)
	require.NoError(t, err)
	require.Equal(t, chain.StatusExpired, status)
}
