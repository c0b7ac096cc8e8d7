package monitor

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// newWorkerBench is a bench whose monitor is a worker's.
func newWorkerBench(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	b.m = NewWorker(Options{Version: "v1", Clock: b.clock})
	return b
}

// A worker tells of its own work, and of no chain and no account. The rules about work are about it, too.
func TestAWorkerTellsOfItsWorkAlone(t *testing.T) {
	t.Parallel()
	b := newWorkerBench(t)
	b.m.Plugins(func() []Plugin { return []Plugin{{"square", genesis}} })
	bundle := &keys.Bundle{}
	bundle.Manifest.Name = "square"
	for _, err := range []error{nil, errNoSay} {
		_, _ = b.m.Proving(proofs{err}).Prove(t.Context(), bundle, prover.Job{}, nil)
		_, _ = b.m.Executing(runs{err}).Run(t.Context(), sdk.Job{}, nil)
	}
	b.events(
		delivery.Event{Forward: one, Kind: delivery.Working}, delivery.Event{Forward: one, Kind: delivery.Held},
		delivery.Event{Forward: one, Kind: delivery.Proving}, delivery.Event{Forward: one, Kind: delivery.Proved},
		delivery.Event{Forward: two, Kind: delivery.Told, Reason: "it waits"},
	)
	there := seriesOf(b.scrape())
	told := map[string]bool{}
	for name := range there {
		if strings.HasPrefix(name, "tercet_") {
			told[family(name)] = true
		}
	}
	require.Equal(t, []string{
		"tercet_build_info", "tercet_events_total", "tercet_execution_seconds", "tercet_plugin_quarantined", "tercet_proof_failures_total", "tercet_proof_seconds",
	}, slices.Sorted(maps.Keys(told)))
	require.Contains(t, there, "process_resident_memory_bytes")
	kinds := slices.Sorted(maps.Keys(there["tercet_events_total"]["kind"]))
	require.Equal(t, []string{"dropped", "held", "proved", "refusal"}, kinds, "the others are its relayer's to count")
	b.says(`tercet_proof_failures_total{predicate="square"} 1`, `tercet_execution_seconds_count{outcome="trouble"} 1`,
		`tercet_plugin_quarantined{plugin="square"} 1`, `tercet_events_total{kind="proved"} 1`, `tercet_events_total{kind="dropped"} 0`)
	require.Empty(t, b.m.activities, "it never hears that a forward is over")

	rules := alerts(t)
	for _, name := range []string{"TercetProofFails", "TercetExecutorFails", "TercetPluginQuarantined"} {
		for _, named := range metric.FindAllStringSubmatch(rules[name].Expr, -1) {
			require.Contains(t, there, named[1], name)
		}
	}
}

// It is ready once it takes work, as long as what the work comes from answers, and alive however long there is none.
func TestWhenAWorkerIsReady(t *testing.T) {
	t.Parallel()
	b := newWorkerBench(t)
	ready := func(status int, says string) {
		t.Helper()
		got, body := b.get("/readyz")
		require.Equal(t, status, got)
		require.Contains(t, body, says)
	}
	ready(http.StatusServiceUnavailable, "it is starting")
	var trouble error
	b.m.Works(func(ctx context.Context) error {
		_, bounded := ctx.Deadline()
		require.True(t, bounded, "an answer that never comes is none")
		return trouble
	})
	ready(http.StatusOK, "ok")
	trouble = errNoSay
	ready(http.StatusServiceUnavailable, "its database does not answer")
	_, body := b.get("/readyz")
	require.NotContains(t, body, errNoSay.Error(), "it may name the database")
	b.pass(24 * time.Hour)
	status, _ := b.get("/healthz")
	require.Equal(t, http.StatusOK, status)
	b.m.Phase("it is stopping")
	ready(http.StatusServiceUnavailable, "it is stopping")
	status, _ = b.get("/status")
	require.Equal(t, http.StatusNotFound, status, "it knows of no forward where it stands")
}
