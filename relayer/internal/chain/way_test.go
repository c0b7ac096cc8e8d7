package chain_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

func word(x uint64) statement.Word { return statement.WordFromUint64(x) }

// The whole way of one forward, with a real proof.
func TestOpenAnnounceSettle(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider := devnet.Named(devnet.Provider).Address
	forward := w.Open(w.Terms())
	opened := w.Head()
	requireStatus(t, w, forward, chain.StatusPending)

	found, err := w.Escrow.Forward(t.Context(), w.Head(), 0, forward.ID)
	require.NoError(t, err)
	require.Equal(t, forward, found)

	delivery := w.Deliver(forward, provider, word(11), word(12))
	settle, err := w.Escrow.SettleCall(delivery)
	require.NoError(t, err)
	require.True(t, chain.RevertedWith(w.Try(devnet.Provider, settle, nil), "ForwardEscrow_BeforeStart"))

	w.AdvanceTo(forward.Terms.Start)
	requireStatus(t, w, forward, chain.StatusDeliverable)
	require.True(t, chain.RevertedWith(w.Try(devnet.Provider, settle, nil), "ForwardEscrow_NotAnnounced"))
	announce, err := w.Escrow.AnnounceCall(forward.ID, delivery.H)
	announced := w.Do(devnet.Provider, announce, err)
	refused := w.Try(devnet.Provider, settle, nil)
	require.True(t, chain.RevertedWith(refused, "ForwardEscrow_AnnouncementTooRecent"))
	require.Contains(t, chain.Explain(refused), "the claim delay has not passed since the announcement: settle from 2026-11-22 13:00:")

	at, err := w.Escrow.AnnouncedAt(t.Context(), w.Head(), forward.ID, delivery.H)
	require.NoError(t, err)
	block, err := w.Client.Block(t.Context(), announced.BlockNumber.Uint64())
	require.NoError(t, err)
	require.Equal(t, block.Time, at)

	w.Advance(chaintest.ClaimDelay)
	before, err := w.Token.Balance(t.Context(), w.Head(), provider)
	require.NoError(t, err)
	receipt := w.Do(devnet.Provider, settle, nil)
	after, err := w.Token.Balance(t.Context(), w.Head(), provider)
	require.NoError(t, err)
	require.Equal(t, forward.Terms.Price, new(big.Int).Sub(after, before))
	require.Equal(t, forward.Terms.Price, w.Token.Transferred(receipt, w.Escrow.Address(), provider))
	requireStatus(t, w, forward, chain.StatusSettled)

	settlement, err := w.Escrow.Settlement(t.Context(), w.Head(), forward)
	require.NoError(t, err)
	require.Equal(t, chain.Settlement{
		ID: forward.ID, Recipient: provider, Key: w.Keys.KeyHash, Paid: forward.Terms.Price, Step: delivery.Step,
		H: delivery.H, Payload: delivery.Payload, Proof: delivery.Proof,
		Settled: chain.Place{Block: receipt.BlockNumber.Uint64(), BlockHash: receipt.BlockHash, Tx: receipt.TxHash, Log: 0},
	}, settlement)

	// Reads are pinned: seen from the block of the opening, nothing of this has happened.
	status, err := w.Escrow.StatusOf(t.Context(), opened, forward)
	require.NoError(t, err)
	require.Equal(t, chain.StatusPending, status)
	_, err = w.Escrow.Settlement(t.Context(), opened, forward)
	require.ErrorIs(t, err, chain.ErrNoSettlement)

	header, err := w.Escrow.Header(forward, provider, delivery.Step).Words()
	require.NoError(t, err)
	holds, err := w.Predicate.Verify(t.Context(), w.Head(), header, settlement.Payload, settlement.H, settlement.Proof)
	require.NoError(t, err)
	require.True(t, holds)
	header, err = w.Escrow.Header(forward, devnet.Named(devnet.Thief).Address, delivery.Step).Words()
	require.NoError(t, err)
	holds, err = w.Predicate.Verify(t.Context(), w.Head(), header, settlement.Payload, settlement.H, settlement.Proof)
	require.NoError(t, err)
	require.False(t, holds, "for another recipient the same proof proves nothing")
}

func TestRefusalsInWords(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider := devnet.Named(devnet.Provider).Address
	forward := w.Open(w.Terms())
	delivery := w.Deliver(forward, provider, word(1))

	reclaim, err := w.Escrow.ReclaimCall(forward)
	require.Contains(t, chain.Explain(w.Try(devnet.Buyer, reclaim, err)), "a delivery may still come: reclaim from 2026-11-22 15:00:")

	copied := delivery
	copied.Recipient = devnet.Named(devnet.Thief).Address
	w.AdvanceTo(forward.Terms.Start)
	announce, err := w.Escrow.AnnounceCall(forward.ID, delivery.H)
	w.Do(devnet.Thief, announce, err)
	w.Advance(chaintest.ClaimDelay)
	settle, err := w.Escrow.SettleCall(copied)
	stolen := w.Try(devnet.Thief, settle, err)
	require.Contains(t, chain.Explain(stolen), "does not take the delivery: the proof does not prove this statement")
	require.True(t, chain.RevertedWith(stolen, "ForwardEscrow_PredicateRefused"))
	require.True(t, chain.RevertedWith(stolen, "Groth16Predicate_ProofInvalid"), "the predicate's own reason comes through")
	require.False(t, chain.RevertedWith(stolen, "ForwardEscrow_NotAnnounced"))

	settle, err = w.Escrow.SettleCall(delivery)
	w.Do(devnet.Thief, settle, err) // whoever sends it, the proof's recipient is paid
	require.Contains(t, chain.Explain(w.Try(devnet.Provider, settle, nil)), "has been delivered and paid")
	w.AdvanceTo(forward.Terms.SettleBy)
	require.Contains(t, chain.Explain(w.Try(devnet.Buyer, reclaim, nil)), "has been delivered and paid")

	unknown := forward
	unknown.Salt[0] ^= 1
	reclaim, err = w.Escrow.ReclaimCall(unknown)
	require.Contains(t, chain.Explain(w.Try(devnet.Buyer, reclaim, err)), "was ever opened here")

	withdraw, err := w.Escrow.WithdrawCall(w.Token.Address(), provider)
	require.Contains(t, chain.Explain(w.Try(devnet.Provider, withdraw, err)), "owes "+provider.Hex()+" nothing")
}

func TestNobodyDeliversAndTheMoneyGoesBack(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	buyer := devnet.Named(devnet.Buyer).Address
	forward := w.Open(w.Terms())
	w.AdvanceTo(forward.Terms.SettleBy)
	requireStatus(t, w, forward, chain.StatusExpired)
	state, err := w.Escrow.StateOf(t.Context(), w.Head(), forward.ID)
	require.NoError(t, err)
	require.Equal(t, buyer, state.Buyer)

	reclaim, err := w.Escrow.ReclaimCall(forward)
	receipt := w.Do(devnet.Thief, reclaim, err)
	require.Equal(t, forward.Terms.Price, w.Token.Transferred(receipt, w.Escrow.Address(), buyer))
	requireStatus(t, w, forward, chain.StatusReclaimed)
	require.Contains(t, chain.Explain(w.Try(devnet.Buyer, reclaim, nil)), "went back to its buyer")
}

func TestForwardsAreListedInOrder(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	first, second := w.Open(w.Terms()), w.Open(w.Terms())
	head := w.Head()
	listed, leftOut, err := w.Escrow.Forwards(t.Context(), head, 0)
	require.NoError(t, err)
	require.Zero(t, leftOut)
	require.Equal(t, []chain.Forward{first, second}, listed)
	listed, _, err = w.Escrow.Forwards(t.Context(), head, second.Opened.Block)
	require.NoError(t, err)
	require.Equal(t, []chain.Forward{second}, listed)
	listed, _, err = w.Escrow.Forwards(t.Context(), head, head.Number+1)
	require.NoError(t, err)
	require.Empty(t, listed)

	third := w.Open(w.Terms())
	_, err = w.Escrow.Forward(t.Context(), head, 0, third.ID)
	require.ErrorIs(t, err, chain.ErrNoForward, "the pinned block is older")
}

// Somebody opens a forward with a huge task: readers leave it out and go on.
func TestHugeOpeningHidesNoOther(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	terms := w.Terms()
	approve, err := w.Token.ApproveCall(w.Escrow.Address(), terms.Price)
	w.Do(devnet.Thief, approve, err)
	open, err := w.Escrow.OpenCall(terms, devnet.Named(devnet.Thief).Address, [32]byte{}, nil, make([]byte, 64<<10))
	w.Do(devnet.Thief, open, err)
	other := w.Open(terms)
	listed, leftOut, err := w.Escrow.Forwards(t.Context(), w.Head(), 0)
	require.NoError(t, err)
	require.Equal(t, 1, leftOut)
	require.Equal(t, []chain.Forward{other}, listed)
}

func TestClaimDelayAndCodeOfTheEscrow(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	delay, err := w.Escrow.ClaimDelay(t.Context(), w.Head())
	require.NoError(t, err)
	require.Equal(t, chaintest.ClaimDelay, delay)
	require.NoError(t, w.Escrow.CheckCode(t.Context(), w.Head()))
	require.Error(t, chain.NewEscrow(w.Client, w.Token.Address()).CheckCode(t.Context(), w.Head()))
	_, err = chain.DeployEscrow(t.Context(), w.Sender(devnet.Thief), 1500*time.Millisecond)
	require.ErrorContains(t, err, "whole number of seconds")
}

func requireStatus(t *testing.T, w *chaintest.World, forward chain.Forward, want chain.Status) {
	t.Helper()
	status, err := w.Escrow.StatusOf(t.Context(), w.Head(), forward)
	require.NoError(t, err)
	require.Equal(t, want.String(), status.String())
}
