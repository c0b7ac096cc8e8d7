package audit

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// Whatever an event, or an endpoint that made it up, says otherwise than it was, some check fails over.
func TestForgedSettlementsFail(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := w.Open(w.Terms())
	w.Settle(w.Deliver(forward, devnet.Named(devnet.Provider).Address, statement.WordFromUint64(3), statement.WordFromUint64(4)))
	h, tried := try(t, w, forward)
	one := statement.WordFromUint64(1)

	for name, c := range map[string]struct {
		forge func(*settled)
		fails []string
	}{
		"nothing":           {func(*settled) {}, nil},
		"recipient":         {func(s *settled) { s.Recipient = devnet.Named(devnet.Thief).Address }, []string{"proof", "proof by contract", "payment"}},
		"payload word":      {func(s *settled) { s.Payload = []statement.Word{one, one} }, []string{"proof", "proof by contract"}},
		"payload cut":       {func(s *settled) { s.Payload = s.Payload[:1] }, []string{"proof", "proof by contract"}},
		"payload zero":      {func(s *settled) { s.Payload = append(s.Payload[:2:2], statement.Word{}) }, []string{"proof", "proof by contract"}},
		"h":                 {func(s *settled) { s.H.Add(&s.H, &one) }, []string{"announcement", "proof", "proof by contract"}},
		"proof":             {func(s *settled) { s.Proof = append([]byte{s.Proof[0] ^ 1}, s.Proof[1:]...) }, []string{"proof", "proof by contract"}},
		"no proof":          {func(s *settled) { s.Proof = nil }, []string{"proof"}},
		"key":               {func(s *settled) { s.Key[0] ^= 1 }, []string{"key"}},
		"paid":              {func(s *settled) { s.Paid = big.NewInt(1) }, []string{"price", "payment"}},
		"step":              {func(s *settled) { s.Step.To = 2 }, []string{"proof", "proof by contract"}},
		"step from":         {func(s *settled) { s.Step.From = 1 }, []string{"step", "proof", "proof by contract"}},
		"amount":            {func(s *settled) { s.Step.Amount = big.NewInt(2) }, []string{"step", "proof", "proof by contract", "price"}},
		"commitment":        {func(s *settled) { s.Commitment = one }, []string{"header", "proof", "proof by contract"}},
		"beacon":            {func(s *settled) { s.Beacon = one }, []string{"header", "proof", "proof by contract"}},
		"another payment's": {func(s *settled) { s.run = nil }, []string{"payment"}},
	} {
		require.Equal(t, c.fails, forge(t, h, tried, progress{delivered: new(big.Int)}, c.forge), name)
	}
}

// In an assigned forward a step that is paid twice, or for more than there is, fails over its place among the others.
func TestForgedStepsFail(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider := devnet.Named(devnet.Provider).Address
	forward := w.Open(w.AssignedTerms())
	w.Accept(forward)
	w.AdvanceTo(forward.Terms.Start)
	settle, err := w.Escrow.SettleCall(w.DeliverStep(forward, provider, chain.Step{To: 8, Amount: big.NewInt(8)}))
	w.Do(devnet.Provider, settle, err)
	h, tried := try(t, w, forward)
	for name, c := range map[string]struct {
		before progress
		forge  func(*settled)
		fails  []string
	}{
		"nothing":                {progress{new(big.Int), 0}, func(*settled) {}, nil},
		"paid for before":        {progress{big.NewInt(4), 4}, func(*settled) {}, []string{"step"}},
		"more than there is":     {progress{big.NewInt(13), 0}, func(*settled) {}, []string{"step"}},
		"more than it earned":    {progress{new(big.Int), 0}, func(s *settled) { s.Paid = big.NewInt(60_001) }, []string{"price", "payment"}},
		"the last unit, unpaid":  {progress{big.NewInt(12), 0}, func(*settled) {}, []string{"payment"}},
		"a proof of nobody's":    {progress{new(big.Int), 0}, func(s *settled) { s.Proof = nil }, []string{"proof"}},
		"a payment to the thief": {progress{new(big.Int), 0}, func(s *settled) { s.Recipient = devnet.Named(devnet.Thief).Address }, []string{"proof", "proof by contract", "payment"}},
	} {
		require.Equal(t, c.fails, forge(t, h, tried, c.before, c.forge), name)
	}
}

// try reads all there is about a forward.
func try(t *testing.T, w *chaintest.World, forward chain.Forward) (*history, *trial) {
	t.Helper()
	auditor := &Auditor{Client: w.Client, Escrow: w.Escrow}
	court, err := auditor.convene(t.Context(), w.Head())
	require.NoError(t, err)
	t.Cleanup(court.machine.Close)
	h := newHistory(court, Selection{IDs: []common.Hash{forward.ID}}, nil)
	require.NoError(t, h.gather(t.Context()))
	tried := &trial{tale: h.tales[forward.ID], id: forward.ID}
	require.NoError(t, h.prepare(t.Context(), tried))
	return h, tried
}

// forge changes a forward's only settlement and says what fails then.
func forge(t *testing.T, h *history, tried *trial, before progress, change func(*settled)) (failed []string) {
	t.Helper()
	forged := *tried.settlements[0]
	change(&forged)
	forged.sent = sent(*tried.forward, before, forged.Settlement)
	var report Report
	h.settlement(t.Context(), &report, tried, before, &forged)
	for _, check := range report.Checks {
		if check.Result == Fails {
			failed = append(failed, check.Name)
		}
	}
	return failed
}

// A proof about several statements proves none that is another one, in another place, or said to be settled and was not.
func TestForgedGroupsFail(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider := devnet.Named(devnet.Provider).Address
	predicate, bundle := w.WithBatchKey()
	open := func() chain.Forward {
		terms := w.AssignedTerms()
		terms.Predicate = predicate.Address()
		forward := w.Open(terms)
		w.Accept(forward)
		return forward
	}
	first, second := open(), open()
	if first.ID.Cmp(second.ID) > 0 {
		first, second = second, first
	}
	lost := w.Open(first.Terms) // nobody accepted it
	w.AdvanceTo(w.Head().Time + 3700)
	step := chain.Step{To: 8, Amount: big.NewInt(8)}
	many, err := w.Escrow.SettleManyCall(w.Together(bundle,
		w.DeliverStep(first, provider, step), w.DeliverStep(lost, provider, step), w.DeliverStep(second, provider, step)))
	w.Do(devnet.Provider, many, err)
	h, tried := try(t, w, second)
	settlement := *tried.settlements[0]
	group, together, err := groupOf(settlement.run.Run, settlement.Settlement)
	require.NoError(t, err)
	require.Len(t, together, 2)
	key := h.verifying(t.Context(), tried.predicate, group.N)

	thief := devnet.Named(devnet.Thief).Address
	for name, forge := range map[string]func(g *chain.GroupSettlement, s []chain.Settlement){
		"nothing":            func(*chain.GroupSettlement, []chain.Settlement) {},
		"recipient":          func(_ *chain.GroupSettlement, s []chain.Settlement) { s[0].Recipient = thief },
		"step":               func(_ *chain.GroupSettlement, s []chain.Settlement) { s[1].Step.To = 9 },
		"another forward":    func(_ *chain.GroupSettlement, s []chain.Settlement) { s[1].ID = lost.ID },
		"order":              func(_ *chain.GroupSettlement, s []chain.Settlement) { s[0], s[1] = s[1], s[0] },
		"place":              func(g *chain.GroupSettlement, _ []chain.Settlement) { g.Settled = big.NewInt(0b011) },
		"more than settled":  func(g *chain.GroupSettlement, _ []chain.Settlement) { g.Settled = big.NewInt(0b111) },
		"beyond the count":   func(g *chain.GroupSettlement, _ []chain.Settlement) { g.Settled = big.NewInt(0b1001) },
		"others left out":    func(g *chain.GroupSettlement, _ []chain.Settlement) { g.Others, g.Count = nil, 2 },
		"others' words":      func(g *chain.GroupSettlement, _ []chain.Settlement) { g.Others[0].V[8].SetUint64(1) },
		"proof":              func(g *chain.GroupSettlement, _ []chain.Settlement) { g.Proof = append([]byte{0}, g.Proof[1:]...) },
		"another key's size": func(g *chain.GroupSettlement, _ []chain.Settlement) { g.N = 4 },
	} {
		forged, all := group, append([]chain.Settlement{}, together...)
		forged.Others = []statement.Place{{H: group.Others[0].H, V: append([]statement.Word{}, group.Others[0].V...)}}
		forge(&forged, all)
		places, err := h.places(settlement.run, forged, all)
		if err == nil {
			err = verifyGroup(key, forged, places)
		}
		require.Equal(t, name == "nothing", err == nil, "%s: %v", name, err)
	}

	// A settlement that is not of the group cannot hide behind its proof.
	before := settlement.Settlement
	before.Settled.Log = together[0].Settled.Log - 1
	_, _, err = groupOf(settlement.run.Run, before)
	require.Error(t, err)
	after := settlement.Settlement
	after.Settled.Log = group.At.Log + 1
	_, _, err = groupOf(settlement.run.Run, after)
	require.Error(t, err)
}

// The window and the delay are judged by the block's own time.
func TestSettlementOutsideItsWindowFails(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := w.Open(w.Terms())
	for _, c := range []struct {
		time uint64
		want Result
	}{
		{forward.Terms.Start - 1, Fails},
		{forward.Terms.Start, Holds},
		{forward.Terms.SettleBy - 1, Holds},
		{forward.Terms.SettleBy, Fails},
	} {
		var report Report
		window(&report, forward, c.time)
		require.Equal(t, c.want, report.Checks[0].Result)
	}
}

// State and events that tell different stories are never good.
func TestStateAndEventsMustAgree(t *testing.T) {
	t.Parallel()
	step := func(from, to uint64, amount int64) *settled {
		return &settled{Settlement: chain.Settlement{Step: chain.Step{From: from, To: to, Amount: big.NewInt(amount)}}}
	}
	one := []*settled{step(0, 1, 1)}
	two := append(one[:1:1], step(1, 3, 2))
	all := append(two[:2:2], step(3, 5, 2))
	accepted, ending := &chain.Acceptance{}, &chain.Ending{}
	open, assigned := chain.Forward{Terms: statement.Terms{Quantity: big.NewInt(1)}}, chain.Forward{Terms: statement.Terms{AcceptBy: 1, Quantity: big.NewInt(5)}}
	for _, c := range []struct {
		forward chain.Forward
		status  chain.Status
		story   story
		want    Result
	}{
		{open, chain.StatusSettled, story{settlements: one}, Holds},
		{open, chain.StatusReclaimed, story{reclaim: ending}, Holds},
		{open, chain.StatusDeliverable, story{}, Holds},
		{open, chain.StatusNone, story{}, Fails}, // beside the opening that was read
		{open, chain.StatusSettled, story{}, Fails},
		{open, chain.StatusSettled, story{settlements: two}, Fails},
		{open, chain.StatusSettled, story{settlements: one, reclaim: ending}, Fails},
		{open, chain.StatusDeliverable, story{settlements: one}, Fails},
		{open, chain.StatusExpired, story{reclaim: ending}, Fails},
		{open, chain.StatusReclaimed, story{settlements: one, reclaim: ending}, Fails},
		{assigned, chain.StatusProposed, story{}, Holds},
		{assigned, chain.StatusLapsed, story{}, Holds},
		{assigned, chain.StatusReclaimed, story{reclaim: ending}, Holds},
		{assigned, chain.StatusPending, story{acceptance: accepted}, Holds},
		{assigned, chain.StatusDeliverable, story{acceptance: accepted, settlements: two}, Holds},
		{assigned, chain.StatusExpired, story{acceptance: accepted, settlements: two}, Holds},
		{assigned, chain.StatusSettled, story{acceptance: accepted, settlements: all}, Holds},
		{assigned, chain.StatusReclaimed, story{acceptance: accepted, settlements: two, reclaim: ending}, Holds},
		{assigned, chain.StatusClosed, story{acceptance: accepted, settlements: two, closing: ending}, Holds},
		{assigned, chain.StatusProposed, story{acceptance: accepted}, Fails},
		{assigned, chain.StatusPending, story{}, Fails},
		{assigned, chain.StatusDeliverable, story{settlements: two}, Fails},
		{assigned, chain.StatusSettled, story{acceptance: accepted, settlements: two}, Fails},
		{assigned, chain.StatusExpired, story{acceptance: accepted, settlements: all}, Fails},
		{assigned, chain.StatusReclaimed, story{acceptance: accepted, settlements: all, reclaim: ending}, Fails},
		{assigned, chain.StatusReclaimed, story{settlements: two, reclaim: ending}, Fails},
		{assigned, chain.StatusClosed, story{acceptance: accepted, closing: ending, reclaim: ending}, Fails},
		{assigned, chain.StatusClosed, story{acceptance: accepted}, Fails},
	} {
		report := Report{Status: c.status}
		end := c.story.end()
		state := chain.State{Delivered: end.delivered}
		if c.forward.Assigned() {
			state.Cursor = end.cursor
		}
		if c.forward.Assigned() && c.status == chain.StatusSettled {
			state.Cursor = 3 // where the last unit's settlement found it
		}
		report.agree(c.forward, state, c.story)
		require.Equal(t, c.want, report.Checks[0].Result, "%s: %+v", c.status, c.story)
		state.Delivered = new(big.Int).Add(end.delivered, big.NewInt(1))
		report.Checks = nil
		report.agree(c.forward, state, c.story)
		require.Equal(t, Fails, report.Checks[0].Result, "the state says that more was delivered than the events")
	}
}

// told is a provenance that answers what a test wants.
type told struct {
	origin Origin
	known  bool
	err    error
}

func (t told) Origin(context.Context, common.Hash) (Origin, bool, error) {
	return t.origin, t.known, t.err
}

func provenance(t *testing.T, chainID uint64, a Auditor) Report {
	t.Helper()
	p := &predicate{law: Report{ChainID: chainID}}
	require.NoError(t, (&court{Auditor: &a}).provenance(t.Context(), p, chain.Stateless, common.Hash{7}))
	require.Len(t, p.law.Checks, 1)
	return p.law
}

// What is sold by the hour needs the contract that remembers the hours.
func TestAKeyBehindAnotherContractFails(t *testing.T) {
	t.Parallel()
	told := told{origin: Origin{Setup: keys.SetupCeremony, Bundle: "gpu-hours"}, known: true}
	report := provenance(t, 1, Auditor{Provenance: told})
	require.Equal(t, Fails, report.Checks[0].Result)
	require.Contains(t, report.Checks[0].Words, "belongs behind GpuHoursPredicate: behind Groth16Predicate it could be sold twice")
}

// A development key is no scandal on a development chain, and one anywhere else.
func TestDevelopmentKeyOffADevelopmentChainFails(t *testing.T) {
	t.Parallel()
	development := told{origin: Origin{Setup: keys.SetupDevelopment}, known: true}
	for chainID, want := range map[uint64]Result{1337: Holds, 31337: Holds, 5: Holds, 1: Fails, 8453: Fails} {
		require.Equal(t, want, provenance(t, chainID, Auditor{Provenance: development, Development: []uint64{5}}).Checks[0].Result, chainID)
	}
	report := provenance(t, 1, Auditor{})
	require.Equal(t, Incomplete, report.Checks[0].Result)
	require.NotEmpty(t, report.Warnings)
}

func TestKeyFromACeremonyHoldsEverywhere(t *testing.T) {
	t.Parallel()
	origin := Origin{Setup: keys.SetupCeremony, Evidence: "a ceremony of alice and bob"}
	for _, chainID := range []uint64{1, 1337, 8453} {
		report := provenance(t, chainID, Auditor{Provenance: told{origin: origin, known: true}})
		require.Equal(t, Check{Name: "key provenance", Result: Holds, Words: "made by a ceremony of alice and bob"}, report.Checks[0])
		require.Empty(t, report.Warnings)
	}
	origin.Foreign = true
	require.NotEmpty(t, provenance(t, 1, Auditor{Provenance: told{origin: origin, known: true}}).Warnings)

	report := provenance(t, 1337, Auditor{Provenance: told{origin: origin, known: true, err: errors.New("it leads to another key")}})
	require.Equal(t, Fails, report.Checks[0].Result)
	require.Contains(t, report.Checks[0].Words, "it leads to another key")
}
