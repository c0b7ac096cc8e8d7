package audit_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// sweep audits a history and returns the reports by their forwards.
func sweep(t *testing.T, a *audit.Auditor, at chain.Head, selection audit.Selection) (map[common.Hash]audit.Report, audit.Summary) {
	t.Helper()
	reports := map[common.Hash]audit.Report{}
	summary, err := a.Sweep(t.Context(), at, selection, func(r audit.Report) error {
		require.NotContains(t, reports, r.Forward, "each is told of once")
		reports[r.Forward] = r
		return nil
	})
	require.NoError(t, err)
	return reports, summary
}

func TestAWholeHistory(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	provider, thief := devnet.Named(devnet.Provider).Address, devnet.Named(devnet.Thief).Address
	delivered := w.Open(w.Terms())
	w.Settle(w.Deliver(delivered, provider))
	steps := accepted(w)
	settle(w, steps, 0, 8)
	settle(w, steps, 8, 20)
	sell, err := w.Escrow.TransferCall(steps.ID, chain.ProviderSide, provider, thief)
	w.Do(devnet.Provider, sell, err)
	back := w.Open(w.Terms())
	w.AdvanceTo(back.Terms.SettleBy)
	reclaim, err := w.Escrow.ReclaimCall(back)
	w.Do(devnet.Thief, reclaim, err)
	later := w.Head().Number + 1
	waiting := w.Open(w.Terms())

	a := auditor(w, all)
	var heard []audit.Progress
	a.Progress = func(p audit.Progress) { heard = append(heard, p) }
	reports, summary := sweep(t, a, w.Head(), audit.Selection{})
	require.Len(t, reports, 4)
	require.Equal(t, audit.Holds, summary.Verdict, "%+v %+v", summary, reports)
	require.Equal(t, map[audit.Result]int{audit.Holds: 3, audit.NotApplicable: 1}, summary.Verdicts)
	require.Equal(t, 3, summary.Settlements)
	require.Equal(t, w.Head().Hash, summary.BlockHash)
	require.NotEmpty(t, heard)
	require.Equal(t, audit.Progress{Block: w.Head().Number, Last: w.Head().Number, Forwards: 4}, heard[len(heard)-1])
	var names []string
	for _, check := range summary.Checks {
		require.Equal(t, audit.Holds, check.Result, check.Words)
		names = append(names, check.Name)
	}
	require.Equal(t, []string{"headers", "receipts", "logs", "state"}, names)
	require.Contains(t, words(reports[steps.ID], "positions"), "to "+thief.Hex())

	for _, forward := range []chain.Forward{delivered, steps, back, waiting} {
		one := run(t, w, all, forward.ID)
		require.Equal(t, reports[forward.ID].Checks, one.Checks, "by itself a forward is judged the same")
		require.Equal(t, reports[forward.ID].Status, one.Status)
	}

	reports, summary = sweep(t, a, w.Head(), audit.Selection{From: later})
	require.Len(t, reports, 1)
	require.Contains(t, reports, waiting.ID)
	require.Equal(t, audit.NotApplicable, summary.Verdict)

	reports, summary = sweep(t, a, w.Head(), audit.Selection{IDs: []common.Hash{steps.ID, waiting.ID}})
	require.Len(t, reports, 2)
	require.Equal(t, audit.NotApplicable, summary.Verdict, "what was asked for by name is not judged yet")

	a.Headers = audit.HeadersEvents
	reports, summary = sweep(t, a, w.Head(), audit.Selection{})
	require.Len(t, reports, 4)
	require.Equal(t, audit.Holds, summary.Verdict)
	require.Equal(t, "headers", summary.Checks[0].Name)
	require.Equal(t, audit.NotApplicable, summary.Checks[0].Result, "it is told that the headers were not all read")
}

// What the state has at the audited block is what is judged, though more happened since.
func TestAnEarlierBlock(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	forward := accepted(w)
	settle(w, forward, 0, 8)
	at := w.Head()
	settle(w, forward, 8, 20)
	reports, summary := sweep(t, auditor(w, all), at, audit.Selection{})
	require.Equal(t, audit.NotApplicable, summary.Verdict)
	require.Empty(t, results(reports[forward.ID], audit.Fails))
	require.Equal(t, 1, summary.Settlements)
	require.Equal(t, at.Number, reports[forward.ID].Block)
}
