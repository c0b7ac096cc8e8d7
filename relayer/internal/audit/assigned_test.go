package audit_test

import (
	"context"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// accepted opens an assigned forward that the provider takes on, and begins its window.
func accepted(w *chaintest.World) chain.Forward {
	forward := w.Open(w.AssignedTerms())
	w.Accept(forward)
	w.AdvanceTo(forward.Terms.Start)
	return forward
}

// settle delivers the units of a step.
func settle(w *chaintest.World, forward chain.Forward, from, to uint64) {
	step := chain.Step{From: from, To: to, Amount: new(big.Int).SetUint64(to - from)}
	call, err := w.Escrow.SettleCall(w.DeliverStep(forward, devnet.Named(devnet.Provider).Address, step))
	w.Do(devnet.Provider, call, err)
}

func words(report audit.Report, name string) string {
	for _, check := range report.Checks {
		if check.Name == name {
			return check.Words
		}
	}
	return ""
}

func TestDeliveredInStepsHolds(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	terms := w.AssignedTerms()
	terms.Price = big.NewInt(100_001) // which 20 units do not divide
	forward := w.Open(terms)
	w.Accept(forward)
	w.AdvanceTo(terms.Start)
	settle(w, forward, 0, 8)
	settle(w, forward, 9, 15) // a unit is left out: it is not paid
	report := run(t, w, all, forward.ID)
	require.Equal(t, audit.NotApplicable, report.Verdict, "%+v", report.Checks)
	require.Empty(t, results(report, audit.Fails))
	settle(w, forward, 15, 21)

	report = run(t, w, all, forward.ID)
	require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
	each := []string{"window", "step", "header", "key", "proof", "proof by contract", "price", "payment"}
	want := []string{
		"escrow", "terms", "funds", "task", "predicate", "key provenance", "parameters", "state and events", "positions", "acceptance", "bond",
	}
	for _, settlement := range []string{"settlement 1: ", "settlement 2: ", "settlement 3: "} {
		for _, check := range each {
			if check == "payment" && settlement == "settlement 3: " {
				want = append(want, settlement+"bond")
			}
			want = append(want, settlement+check)
		}
	}
	require.Equal(t, want, results(report, audit.Holds))
	require.Equal(t, "30000 of the price of 100001: what 14 of 20 units have earned, rounded down, less the 40000 paid before", words(report, "settlement 2: price"))
	require.Contains(t, words(report, "settlement 3: price"), "30001 of the price of 100001")
	require.Contains(t, words(report, "settlement 3: payment"), "moved 60001 to")
}

// An audit without old states and long afterwards sees the same.
func TestReclaimedInTheMiddleHolds(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := accepted(w)
	settle(w, forward, 0, 8)
	buyer, thief := devnet.Named(devnet.Buyer).Address, devnet.Named(devnet.Thief).Address
	sell, err := w.Escrow.TransferCall(forward.ID, chain.BuyerSide, buyer, thief)
	w.Do(devnet.Buyer, sell, err)
	w.AdvanceTo(forward.Terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(forward)
	w.Do(devnet.Deployer, reclaim, err)
	report := run(t, w, all, forward.ID)
	require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
	require.Contains(t, words(report, "price"), "after 8 of 20 units 108000 go to the buyer's side")
	require.Contains(t, words(report, "price"), "12000 of the bond to the provider's")
	require.Contains(t, words(report, "payment"), "moved 108000 to "+thief.Hex(), "who bought the position gets its share")
	require.Equal(t, audit.Incomplete, run(t, w, knows{}, forward.ID).Verdict, "something was paid, under a key that nobody knows")
}

func TestLapsedAndReclaimedHolds(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := w.Open(w.AssignedTerms())
	require.Equal(t, audit.NotApplicable, run(t, w, all, forward.ID).Verdict)
	w.AdvanceTo(forward.Terms.AcceptBy)
	reclaim, err := w.Escrow.ReclaimCall(forward)
	w.Do(devnet.Thief, reclaim, err)
	report := run(t, w, all, forward.ID)
	require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
	require.Equal(t, "the whole price of 150000, to the buyer", words(report, "price"))
}

func TestClosedHolds(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := accepted(w)
	settle(w, forward, 0, 8)
	state, err := w.Escrow.StateOf(t.Context(), w.Head(), forward.ID)
	require.NoError(t, err)
	split := chain.Split{Forward: forward, State: state, ToBuyer: new(big.Int), Deadline: w.Head().Time + 3600}
	consent, err := chain.NewSigner(devnet.Named(devnet.Buyer).Key).Consent(w.Escrow, split)
	require.NoError(t, err)
	closing, err := w.Escrow.CloseCall(split, consent, nil)
	w.Do(devnet.Provider, closing, err)
	report := run(t, w, all, forward.ID)
	require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
	require.Equal(t, "both sides shared the 120000 left of price and bond: 0 to the buyer's, 120000 to the provider's", words(report, "price"))
}

// Two deliveries settled and paid at once: each is found good by itself.
func TestSettledTogetherHolds(t *testing.T) {
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
	settle(w, second, 0, 8)
	group := chain.Group{Predicate: w.Predicate.Address(), N: 1, GasLimit: 2_000_000, Deliveries: []chain.Delivery{
		w.DeliverStep(first, provider, chain.Step{To: 3, Amount: big.NewInt(3)}),
		w.DeliverStep(second, provider, chain.Step{From: 8, To: 20, Amount: big.NewInt(12)}),
	}}
	many, err := w.Escrow.SettleManyCall(group)
	w.Do(devnet.Provider, many, err)
	report := run(t, w, all, second.ID)
	require.Equal(t, audit.Holds, report.Verdict, "%+v", report.Checks)
	require.Contains(t, words(report, "settlement 2: payment"), "moved 142500 to "+provider.Hex()+" for 2 deliveries together", "22500 and 90000 and a bond")
	report = run(t, w, all, first.ID)
	require.Empty(t, results(report, audit.Fails))
	require.Contains(t, words(report, "settlement 1: payment"), "142500")
}

// One proof settles two of three deliveries; the third one's words are told by the group's event, for it was lost meanwhile.
func TestSettledByOneProofHolds(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider := devnet.Named(devnet.Provider).Address
	predicate, bundle := w.WithBatchKey()
	var forwards []chain.Forward
	for range 3 {
		terms := w.AssignedTerms()
		terms.Predicate = predicate.Address()
		forwards = append(forwards, w.Open(terms))
		w.Accept(forwards[len(forwards)-1])
	}
	slices.SortFunc(forwards, func(a, b chain.Forward) int { return a.ID.Cmp(b.ID) })
	w.AdvanceTo(w.Head().Time + 3700)
	var deliveries []chain.Delivery
	for i, forward := range forwards {
		deliveries = append(deliveries, w.DeliverStep(forward, provider, chain.Step{To: uint64(i) + 5, Amount: big.NewInt(int64(i) + 5)}))
	}
	group := w.Together(bundle, deliveries...)
	single, err := w.Escrow.SettleCall(deliveries[1])
	w.Do(devnet.Provider, single, err)
	many, err := w.Escrow.SettleManyCall(group)
	receipt := w.Do(devnet.Provider, many, err)
	require.Len(t, w.Escrow.SkippedIn(receipt), 1)

	for _, i := range []int{0, 2} {
		report := run(t, w, all, forwards[i].ID)
		require.Empty(t, results(report, audit.Fails), "%+v", report.Checks)
		require.Equal(t, "verified here, one proof for 3 statements of which 2 were settled", words(report, "settlement 1: proof"))
		require.Contains(t, words(report, "settlement 1: key"), "for up to 3 statements at once")
		require.Contains(t, words(report, "settlement 1: payment"), "moved 90000 to "+provider.Hex()+" for 2 deliveries together")
		require.Contains(t, words(report, "predicate"), "and one key for batches")
	}
	require.Contains(t, words(run(t, w, all, forwards[1].ID), "settlement 1: proof"), "words of payload", "settled before, by itself")
}

// knowsOne knows how one key was made and no other.
type knowsOne struct {
	knows
	hash common.Hash
}

func (k knowsOne) Origin(_ context.Context, hash common.Hash) (audit.Origin, bool, error) {
	return audit.Origin{Setup: k.setup}, hash == k.hash, nil
}

// A predicate has a second key, for batches, that nobody knows. Its maker can collect for whatever they like.
func TestABatchKeyOfUnknownOriginIsNotPassedOver(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	predicate, _ := w.WithBatchKey()
	terms := w.AssignedTerms()
	terms.Predicate = predicate.Address()
	forward := w.Open(terms)
	w.Accept(forward)
	w.AdvanceTo(terms.Start)
	settle(w, forward, 0, 20)
	require.Equal(t, audit.Holds, run(t, w, all, forward.ID).Verdict)
	auditor := auditor(w, all)
	auditor.Provenance = knowsOne{all, w.Keys.KeyHash}
	report, err := auditor.Audit(t.Context(), w.Head(), forward.ID)
	require.NoError(t, err)
	require.Equal(t, audit.Incomplete, report.Verdict)
	require.Equal(t, []string{"key provenance"}, results(report, audit.Incomplete))
}
