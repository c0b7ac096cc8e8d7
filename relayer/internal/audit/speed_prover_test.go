//go:build prover

package audit_test

import (
	"math/big"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// A thousand settlements, each with a proof of its own, are audited in at most 20 seconds of two cores, what the chain itself
// takes for its answers included: over JSON-RPC, with every header, every receipt and the state of each forward. Two hundred are
// of as many open forwards, one by one; eight hundred are steps of forty assigned ones, settled together.
func TestAThousandSettlements(t *testing.T) {
	const (
		open, assigned, steps = 200, 40, 20
		settlements           = open + assigned*steps
		most                  = 2 * 20 * time.Second
	)
	w := chaintest.Start(t, devnet.Config{HTTP: true, Now: noon})
	buyer, provider := devnet.Named(devnet.Buyer).Address, devnet.Named(devnet.Provider).Address
	much := big.NewInt(1_000_000_000)
	for _, name := range []string{devnet.Buyer, devnet.Provider} {
		approve, err := w.Token.ApproveCall(w.Escrow.Address(), much)
		w.Do(name, approve, err)
	}
	terms, assignedTerms := w.Terms(), w.AssignedTerms()
	var forwards []chain.Forward
	for i := range open + assigned {
		t := terms
		if i >= open {
			t = assignedTerms
		}
		call, err := w.Escrow.OpenCall(t, buyer, common.BigToHash(big.NewInt(int64(i))), []byte("params"), []byte("task"))
		forward, err := w.Escrow.OpenedIn(w.Do(devnet.Buyer, call, err))
		require.NoError(w.T, err)
		if i >= open {
			accept, err := w.Escrow.AcceptCall(forward, provider)
			w.Do(devnet.Provider, accept, err)
		}
		forwards = append(forwards, forward)
	}
	deliveries := make([]chain.Delivery, settlements)
	var proving sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		proving.Go(func() {
			for i := range next {
				forward, step := i, chain.Step{To: 1, Amount: common.Big1}
				if i >= open {
					n := uint64(i-open) % steps
					forward, step = open+(i-open)/steps, chain.Step{From: n, To: n + 1, Amount: common.Big1}
				}
				deliveries[i] = w.DeliverStep(forwards[forward], provider, step)
			}
		})
	}
	for i := range settlements {
		next <- i
	}
	close(next)
	proving.Wait()
	w.AdvanceTo(terms.Start)
	for _, delivery := range deliveries[:open] {
		announce, err := w.Escrow.AnnounceCall(delivery.Forward.ID, delivery.H)
		w.Do(devnet.Provider, announce, err)
	}
	w.Advance(chaintest.ClaimDelay)
	for _, delivery := range deliveries[:open] {
		call, err := w.Escrow.SettleCall(delivery)
		w.Do(devnet.Provider, call, err)
	}
	for part := range slices.Chunk(deliveries[open:], 2*steps) {
		many, err := w.Escrow.SettleManyCall(chain.Group{Predicate: w.Predicate.Address(), N: 1, GasLimit: 9_000_000, Deliveries: part})
		w.Do(devnet.Provider, many, err)
	}

	client, err := chain.Dial(t.Context(), w.Devnet.URL(), devnet.ChainID)
	require.NoError(t, err)
	defer client.Close()
	auditor := audit.Auditor{Client: client, Escrow: chain.NewEscrow(client, w.Escrow.Address()), Predicates: all, Provenance: all}
	at, err := client.Head(t.Context())
	require.NoError(t, err)
	before, start := processorTime(t), time.Now()
	reports, summary := sweep(t, &auditor, at, audit.Selection{})
	wall, used := time.Since(start), processorTime(t)-before
	t.Logf("%d forwards with %d settlements in %d blocks: %s, %s of processor time", len(reports), summary.Settlements, at.Number, wall, used)
	require.Equal(t, audit.Holds, summary.Verdict, "%+v", summary)
	require.Equal(t, map[audit.Result]int{audit.Holds: open + assigned}, summary.Verdicts)
	require.Equal(t, settlements, summary.Settlements)
	require.LessOrEqual(t, used, most)
}

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
