package audit

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

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
	settlement, err := w.Escrow.Settlement(t.Context(), w.Head(), forward)
	require.NoError(t, err)
	one := statement.WordFromUint64(1)

	for name, c := range map[string]struct {
		forge func(*chain.Settlement)
		fails []string
	}{
		"nothing":           {func(*chain.Settlement) {}, nil},
		"recipient":         {func(s *chain.Settlement) { s.Recipient = devnet.Named(devnet.Thief).Address }, []string{"proof", "proof by contract", "payment"}},
		"payload word":      {func(s *chain.Settlement) { s.Payload = []statement.Word{one, one} }, []string{"proof", "proof by contract"}},
		"payload cut":       {func(s *chain.Settlement) { s.Payload = s.Payload[:1] }, []string{"proof", "proof by contract"}},
		"payload zero":      {func(s *chain.Settlement) { s.Payload = append(s.Payload[:2:2], statement.Word{}) }, []string{"proof", "proof by contract"}},
		"h":                 {func(s *chain.Settlement) { s.H.Add(&s.H, &one) }, []string{"announcement", "proof", "proof by contract"}},
		"proof":             {func(s *chain.Settlement) { s.Proof = append([]byte{s.Proof[0] ^ 1}, s.Proof[1:]...) }, []string{"proof", "proof by contract"}},
		"no proof":          {func(s *chain.Settlement) { s.Proof = nil }, []string{"proof", "proof by contract"}},
		"key":               {func(s *chain.Settlement) { s.Key[0] ^= 1 }, []string{"key"}},
		"paid":              {func(s *chain.Settlement) { s.Paid = big.NewInt(1) }, []string{"price", "payment"}},
		"step":              {func(s *chain.Settlement) { s.Step.To = 2 }, []string{"proof", "proof by contract"}},
		"step from":         {func(s *chain.Settlement) { s.Step.From = 1 }, []string{"step", "proof", "proof by contract"}},
		"amount":            {func(s *chain.Settlement) { s.Step.Amount = big.NewInt(2) }, []string{"step", "proof", "proof by contract"}},
		"commitment":        {func(s *chain.Settlement) { s.Commitment = one }, []string{"header", "proof", "proof by contract"}},
		"beacon":            {func(s *chain.Settlement) { s.Beacon = one }, []string{"header", "proof", "proof by contract"}},
		"another payment's": {func(s *chain.Settlement) { s.Settled.Log += 5 }, []string{"payment"}},
	} {
		forged := settlement
		forged.H = settlement.H
		c.forge(&forged)
		var report Report
		auditor := Auditor{Client: w.Client, Escrow: w.Escrow}
		require.NoError(t, auditor.settlement(t.Context(), w.Head(), &report, forward, forged), name)
		var failed []string
		for _, check := range report.Checks {
			if check.Result == Fails {
				failed = append(failed, check.Name)
			}
		}
		require.Equal(t, c.fails, failed, name)
	}
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
		window(&report, forward, chain.Head{Time: c.time})
		require.Equal(t, c.want, report.Checks[0].Result)
	}
}

// State and events that tell different stories are never good.
func TestStateAndEventsMustAgree(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status      chain.Status
		settlements int
		reclaimed   bool
		want        Result
	}{
		{chain.StatusSettled, 1, false, Holds},
		{chain.StatusReclaimed, 0, true, Holds},
		{chain.StatusDeliverable, 0, false, Holds},
		{chain.StatusNone, 0, false, Fails}, // beside the opening that was read
		{chain.StatusSettled, 0, false, Fails},
		{chain.StatusSettled, 2, false, Fails},
		{chain.StatusSettled, 1, true, Fails},
		{chain.StatusDeliverable, 1, false, Fails},
		{chain.StatusExpired, 0, true, Fails},
		{chain.StatusReclaimed, 1, true, Fails},
	} {
		var report Report
		(&Auditor{}).ending(&report, c.status, c.settlements, c.reclaimed)
		require.Equal(t, c.want, report.Checks[0].Result, "%+v", c)
	}
}

// A development key is no scandal on a development chain, and one anywhere else.
func TestDevelopmentKeyOffADevelopmentChainFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	bundle, err := chaintest.Keys()
	require.NoError(t, err)
	text, err := json.Marshal(bundle.Manifest)
	require.NoError(t, err)
	require.NoError(t, os.Mkdir(filepath.Join(dir, "key"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "key", "manifest.json"), text, 0o600))
	for chainID, want := range map[uint64]Result{1337: Holds, 31337: Holds, 1: Fails, 8453: Fails} {
		report := Report{ChainID: chainID}
		(&Auditor{Provenance: Folder(dir)}).provenance(&report, bundle.KeyHash)
		require.Equal(t, want, report.Checks[0].Result, chainID)
	}
	report := Report{ChainID: 1}
	(&Auditor{}).provenance(&report, bundle.KeyHash)
	require.Equal(t, Incomplete, report.Checks[0].Result)
	require.NotEmpty(t, report.Warnings)
}
