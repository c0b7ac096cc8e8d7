package indextest

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// Story is forwards of a real chain to which everything happened that can.
type Story struct {
	Settled   chain.Forward    // open, announced, delivered in one step with a payload
	Reclaimed chain.Forward    // assigned, delivered in part
	Closed    chain.Forward    // assigned, delivered in part, its provider's position sold
	Grouped   [3]chain.Forward // assigned: of one proof about all three the second was not settled
	Lapsed    chain.Forward    // assigned, accepted by nobody
	Waiting   chain.Forward    // open, announced, its buyer's position given away
}

// All are all of them.
func (s Story) All() []chain.Forward {
	return append([]chain.Forward{s.Settled, s.Reclaimed, s.Closed, s.Lapsed, s.Waiting}, s.Grouped[:]...)
}

// Tell has it all happen in a world, within some seconds.
func Tell(w *chaintest.World) (s Story) {
	w.T.Helper()
	provider, thief := devnet.Named(devnet.Provider).Address, devnet.Named(devnet.Thief).Address
	predicate, bundle := w.WithBatchKey()
	s.Settled, s.Reclaimed, s.Closed, s.Lapsed, s.Waiting = w.Open(w.Terms()), w.Open(w.AssignedTerms()), w.Open(w.AssignedTerms()), w.Open(w.AssignedTerms()), w.Open(w.Terms())
	for i := range s.Grouped {
		terms := w.AssignedTerms()
		terms.Predicate = predicate.Address()
		s.Grouped[i] = w.Open(terms)
	}
	slices.SortFunc(s.Grouped[:], func(a, b chain.Forward) int { return a.ID.Cmp(b.ID) })
	for _, f := range append([]chain.Forward{s.Reclaimed, s.Closed}, s.Grouped[:]...) {
		w.Accept(f)
	}
	gift, err := w.Escrow.TransferCall(s.Waiting.ID, chain.BuyerSide, devnet.Named(devnet.Buyer).Address, thief)
	w.Do(devnet.Buyer, gift, err)
	announce, err := w.Escrow.AnnounceCall(s.Waiting.ID, statement.WordFromUint64(5))
	w.Do(devnet.Thief, announce, err)

	w.Settle(w.Deliver(s.Settled, provider, statement.WordFromUint64(1), statement.WordFromUint64(2)))
	for _, f := range []chain.Forward{s.Reclaimed, s.Closed} {
		step := chain.Step{From: 2, To: 10, Amount: big.NewInt(8)}
		settle, err := w.Escrow.SettleCall(w.DeliverStep(f, provider, step))
		w.Do(devnet.Provider, settle, err)
	}
	s.settleGroup(w, w.Together(bundle, s.deliveries(w, provider)...))
	sale, err := w.Escrow.TransferCall(s.Closed.ID, chain.ProviderSide, provider, thief)
	w.Do(devnet.Provider, sale, err)
	s.close(w)
	w.AdvanceTo(s.Grouped[2].Terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(s.Reclaimed)
	w.Do(devnet.Thief, reclaim, err)
	return s
}

func (s *Story) deliveries(w *chaintest.World, to common.Address) (all []chain.Delivery) {
	for i, f := range s.Grouped {
		all = append(all, w.DeliverStep(f, to, chain.Step{To: uint64(i) + 5, Amount: big.NewInt(int64(i) + 5)}))
	}
	return all
}

// settleGroup settles the second of a group by itself before the group.
func (s *Story) settleGroup(w *chaintest.World, group chain.Group) {
	single, err := w.Escrow.SettleCall(group.Deliveries[1])
	w.Do(devnet.Provider, single, err)
	many, err := w.Escrow.SettleManyCall(group)
	require.Len(w.T, w.Escrow.SkippedIn(w.Do(devnet.Provider, many, err)), 1)
}

func (s *Story) close(w *chaintest.World) {
	state, err := w.Escrow.StateOf(w.T.Context(), w.Head(), s.Closed.ID)
	require.NoError(w.T, err)
	split := chain.Split{Forward: s.Closed, State: state, ToBuyer: big.NewInt(50_000), Deadline: w.Head().Time + 3600}
	consent, err := chain.NewSigner(devnet.Named(devnet.Buyer).Key).Consent(w.Escrow, split)
	require.NoError(w.T, err)
	closing, err := w.Escrow.CloseCall(split, consent, nil)
	w.Do(devnet.Thief, closing, err)
}
