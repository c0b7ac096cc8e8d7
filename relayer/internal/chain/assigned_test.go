package chain_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

func step(from, to uint64, amount int64) chain.Step {
	return chain.Step{From: from, To: to, Amount: big.NewInt(amount)}
}

func balance(t *testing.T, w *chaintest.World, name string) int64 {
	t.Helper()
	held, err := w.Token.Balance(t.Context(), w.Head(), devnet.Named(name).Address)
	require.NoError(t, err)
	return held.Int64()
}

// The whole way of an assigned forward: accepted, delivered in steps, each paid its part, the bond with the last unit.
func TestAcceptAndSettleInSteps(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider := devnet.Named(devnet.Provider).Address
	before := balance(t, w, devnet.Provider)
	forward := w.Open(w.AssignedTerms())
	requireStatus(t, w, forward, chain.StatusProposed)
	missing, err := w.Escrow.Acceptance(t.Context(), w.Head(), forward)
	require.NoError(t, err)
	require.Nil(t, missing)
	w.Accept(forward)
	requireStatus(t, w, forward, chain.StatusPending)
	accepted, err := w.Escrow.Acceptance(t.Context(), w.Head(), forward)
	require.NoError(t, err)
	require.Equal(t, provider, accepted.Provider)
	require.Equal(t, before-30_000, balance(t, w, devnet.Provider))
	again, err := w.Escrow.AcceptCall(forward, provider)
	require.Contains(t, chain.Explain(w.Try(devnet.Provider, again, err)), "has been accepted; its provider's position is held by "+provider.Hex())

	w.AdvanceTo(forward.Terms.Start)
	paid := int64(0)
	for _, s := range []chain.Step{step(0, 8, 8), step(8, 15, 7), step(15, 20, 5)} {
		settle, err := w.Escrow.SettleCall(w.DeliverStep(forward, provider, s))
		stolen := w.Try(devnet.Thief, settle, err)
		require.Contains(t, chain.Explain(stolen), "neither holds the provider's position")
		w.Do(devnet.Provider, settle, nil)
		require.Contains(t, chain.Explain(w.Try(devnet.Provider, settle, nil)), map[bool]string{true: "has been delivered", false: "progress stands at"}[s.To == 20])
		paid += s.Amount.Int64() * 7500
		state := stateOf(t, w, forward)
		require.Equal(t, chain.State{
			Buyer: devnet.Named(devnet.Buyer).Address, Delivered: new(big.Int).SetUint64(s.To), Provider: provider,
			Cursor: min(s.To, 15), // the last unit's settlement leaves it
		}, state)
		require.Equal(t, paid, forward.Earned(state.Delivered).Int64())
	}
	requireStatus(t, w, forward, chain.StatusSettled)
	require.Equal(t, before+150_000, balance(t, w, devnet.Provider))
	settlements, err := w.Escrow.Settlements(t.Context(), w.Head(), forward)
	require.NoError(t, err)
	require.Len(t, settlements, 3)
	require.Equal(t, step(8, 15, 7), settlements[1].Step)
	require.EqualValues(t, 52_500, settlements[1].Paid.Int64())

	receipt, err := w.Client.Receipt(t.Context(), settlements[2].Settled.Tx)
	require.NoError(t, err)
	runs := w.Escrow.RunsOf(receipt)
	require.Len(t, runs, 1)
	run := runs[0]
	require.Equal(t, settlements[2:], run.Settled)
	require.Equal(t, chain.PaymentTransfer, run.Take(w.Token.Address(), provider, big.NewInt(37_500+30_000)), "the bond comes with the last unit")
	require.Equal(t, chain.PaymentNone, run.Take(w.Token.Address(), provider, big.NewInt(37_500+30_000)), "it was one payment")
	elsewhere := settlements[2].Settled
	elsewhere.Log += 5
	require.True(t, run.Has(settlements[2].Settled))
	require.False(t, run.Has(elsewhere))
}

// A provider who sold the position is not paid for it any more; the one who bought it is.
func TestPositionIsSoldBetweenSteps(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider, thief := devnet.Named(devnet.Provider).Address, devnet.Named(devnet.Thief).Address
	forward := w.Open(w.AssignedTerms())
	w.Accept(forward)
	may := func(who common.Address) bool {
		may, err := w.Escrow.MayDeliver(t.Context(), w.Head(), forward.ID, who)
		require.NoError(t, err)
		return may
	}
	require.True(t, may(provider))
	require.False(t, may(thief))
	approve, err := w.Escrow.ApproveCall(forward.ID, chain.ProviderSide, thief)
	w.Do(devnet.Provider, approve, err)
	require.True(t, may(thief), "approved for it")
	sell, err := w.Escrow.TransferCall(forward.ID, chain.ProviderSide, provider, thief)
	w.Do(devnet.Provider, sell, err)
	require.False(t, may(provider))
	require.Contains(t, chain.Explain(w.Try(devnet.Provider, sell, nil)), "the position is held by "+thief.Hex())
	w.AdvanceTo(forward.Terms.Start)
	settle, err := w.Escrow.SettleCall(w.DeliverStep(forward, provider, step(0, 8, 8)))
	require.True(t, chain.RevertedWith(w.Try(devnet.Provider, settle, err), "ForwardEscrow_NotProvider"))
	w.Do(devnet.Thief, settle, nil)
	sell, err = w.Escrow.TransferCall(forward.ID, chain.BuyerSide, provider, thief)
	require.True(t, chain.RevertedWith(w.Try(devnet.Provider, sell, err), "ERC721IncorrectOwner"), "the other side's is another position")
}

// The window ends in the middle: each side gets its share of price and bond, and nobody's absence holds the other's.
func TestReclaimInTheMiddle(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider := devnet.Named(devnet.Provider).Address
	forward := w.Open(w.AssignedTerms())
	w.Accept(forward)
	w.AdvanceTo(forward.Terms.Start)
	settle, err := w.Escrow.SettleCall(w.DeliverStep(forward, provider, step(0, 8, 8)))
	w.Do(devnet.Provider, settle, err)
	w.AdvanceTo(forward.Terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(forward)
	receipt := w.Do(devnet.Thief, reclaim, err)
	ending, err := w.Escrow.Reclaim(t.Context(), w.Head(), forward)
	require.NoError(t, err)
	require.Equal(t, &chain.Ending{
		Buyer: devnet.Named(devnet.Buyer).Address, ToBuyer: big.NewInt(90_000 + 18_000), Provider: provider, ToProvider: big.NewInt(12_000),
		Ended: ending.Ended,
	}, ending)
	require.Equal(t, ending.ToProvider, forward.BondKept(big.NewInt(8)))
	run := w.Escrow.RunsOf(receipt)[0]
	require.Equal(t, chain.PaymentTransfer, run.Take(w.Token.Address(), ending.Buyer, ending.ToBuyer))
	require.Equal(t, chain.PaymentTransfer, run.Take(w.Token.Address(), provider, ending.ToProvider))
}

func TestNobodyAccepts(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := w.Open(w.AssignedTerms())
	reclaim, err := w.Escrow.ReclaimCall(forward)
	require.Contains(t, chain.Explain(w.Try(devnet.Buyer, reclaim, err)), "it may still be accepted: reclaim from 2026-11-22 12:30:")
	w.AdvanceTo(forward.Terms.AcceptBy)
	requireStatus(t, w, forward, chain.StatusLapsed)
	accept, err := w.Escrow.AcceptCall(forward, devnet.Named(devnet.Provider).Address)
	require.Contains(t, chain.Explain(w.Try(devnet.Provider, accept, err)), "it can be accepted before 2026-11-22 12:30:")
	w.Do(devnet.Buyer, reclaim, nil)
	requireStatus(t, w, forward, chain.StatusReclaimed)
}

func stateOf(t *testing.T, w *chaintest.World, forward chain.Forward) chain.State {
	t.Helper()
	state, err := w.Escrow.StateOf(t.Context(), w.Head(), forward.ID)
	require.NoError(t, err)
	return state
}

// A consent is good for what was signed, and for nothing else.
func TestCloseByConsent(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider := devnet.Named(devnet.Provider).Address
	forward := w.Open(w.AssignedTerms())
	w.Accept(forward)
	split := chain.Split{Forward: forward, State: stateOf(t, w, forward), ToBuyer: big.NewInt(160_000), Deadline: w.Head().Time + 86_400}
	onChain, err := w.Escrow.DigestOnChain(t.Context(), w.Head(), split)
	require.NoError(t, err)
	require.Equal(t, onChain, w.Escrow.Digest(split))

	consent, err := chain.NewSigner(devnet.Named(devnet.Provider).Key).Consent(w.Escrow, split)
	require.NoError(t, err)
	for name, change := range map[string]func(*chain.Split){
		"more for the buyer": func(s *chain.Split) { s.ToBuyer = big.NewInt(160_001) },
		"another deadline":   func(s *chain.Split) { s.Deadline++ },
	} {
		other := split
		change(&other)
		closing, err := w.Escrow.CloseCall(other, nil, consent)
		require.True(t, chain.RevertedWith(w.Try(devnet.Buyer, closing, err), "ForwardEscrow_ConsentInvalid"), name)
	}
	closing, err := w.Escrow.CloseCall(split, nil, consent)
	require.Contains(t, chain.Explain(w.Try(devnet.Thief, closing, err)), "holds a position and did not consent")
	tooMuch := split
	tooMuch.ToBuyer = big.NewInt(180_001)
	over, err := w.Escrow.CloseCall(tooMuch, nil, consent)
	require.Contains(t, chain.Explain(w.Try(devnet.Buyer, over, err)), "180001 for the buyer is more than the 180000")

	// Something more is delivered: what was signed before is void.
	w.AdvanceTo(forward.Terms.Start)
	settle, err := w.Escrow.SettleCall(w.DeliverStep(forward, provider, step(0, 8, 8)))
	w.Do(devnet.Provider, settle, err)
	require.Error(t, w.Try(devnet.Buyer, closing, nil))
	split.State, split.ToBuyer = stateOf(t, w, forward), big.NewInt(60_000)
	consent, err = chain.NewSigner(devnet.Named(devnet.Provider).Key).Consent(w.Escrow, split)
	require.NoError(t, err)
	closing, err = w.Escrow.CloseCall(split, nil, consent)
	require.NoError(t, err)

	// A position changes hands: what was signed to its holder before is void for whoever has it now.
	buyer, thief := devnet.Named(devnet.Buyer).Address, devnet.Named(devnet.Thief).Address
	sell, err := w.Escrow.TransferCall(forward.ID, chain.BuyerSide, buyer, thief)
	w.Do(devnet.Buyer, sell, err)
	require.True(t, chain.RevertedWith(w.Try(devnet.Thief, closing, nil), "ForwardEscrow_ConsentInvalid"))
	back, err := w.Escrow.TransferCall(forward.ID, chain.BuyerSide, thief, buyer)
	w.Do(devnet.Thief, back, err)
	w.Do(devnet.Buyer, closing, nil)
	requireStatus(t, w, forward, chain.StatusClosed)
	ending, err := w.Escrow.Closed(t.Context(), w.Head(), forward)
	require.NoError(t, err)
	require.EqualValues(t, 60_000, ending.ToBuyer.Int64())
	require.Equal(t, forward.Held(big.NewInt(8)).Int64()-60_000, ending.ToProvider.Int64())
	require.Contains(t, chain.Explain(w.Try(devnet.Buyer, closing, nil)), "both sides of forward")
}

// Deliveries of several forwards are settled together and paid at once; what cannot be settled is skipped with a reason.
func TestSettleMany(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider := devnet.Named(devnet.Provider).Address
	first, second := w.Open(w.AssignedTerms()), w.Open(w.AssignedTerms())
	if first.ID.Cmp(second.ID) > 0 {
		first, second = second, first
	}
	w.Accept(first)
	w.Accept(second)
	w.AdvanceTo(max(first.Terms.Start, second.Terms.Start))
	late := w.DeliverStep(second, provider, step(0, 8, 8))
	settle, err := w.Escrow.SettleCall(late)
	w.Do(devnet.Provider, settle, err)
	group := chain.Group{Predicate: w.Predicate.Address(), N: 1, GasLimit: 2_000_000, Deliveries: []chain.Delivery{
		w.DeliverStep(first, provider, step(0, 20, 20)), late,
	}}
	forged := w.DeliverStep(second, provider, step(8, 9, 1))
	forged.Step.To = 10
	broken := chain.Group{Predicate: w.Predicate.Address(), N: 1, GasLimit: 2_000_000, Deliveries: []chain.Delivery{forged}}
	many, err := w.Escrow.SettleManyCall(group, broken)
	receipt := w.Do(devnet.Provider, many, err)
	requireStatus(t, w, first, chain.StatusSettled)
	skipped := w.Escrow.SkippedIn(receipt)
	require.Len(t, skipped, 2)
	require.Equal(t, second.ID, skipped[0].ID)
	require.Equal(t, "ForwardEscrow_StepOutOfOrder", skipped[0].Reason.Name)
	require.Zero(t, skipped[1].ID, "a whole group")
	require.True(t, chain.RevertedWith(skipped[1].Reason, "Groth16Predicate_ProofInvalid"))
}
