package monitor

import (
	"math/big"
	"runtime"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
)

// metrics are those that events and looks count up. What can be told at any moment, standing asks for.
type metrics struct {
	events       *prometheus.CounterVec   // by kind
	transactions *prometheus.CounterVec   // by purpose and kind
	executions   *prometheus.HistogramVec // by outcome
	proofs       *prometheus.HistogramVec // by predicate and places
	proofFaults  *prometheus.CounterVec   // by predicate
	offers       *prometheus.CounterVec   // by side
	looks        *prometheus.CounterVec   // by outcome
	lookSeconds  prometheus.Histogram
	reorgs       prometheus.Histogram
	deepReorgs   prometheus.Counter
	build        prometheus.Gauge
	feeLimit     prometheus.Gauge
}

// The values of labels. All of them are there from the beginning, so that a first one counts as one more.
var (
	kinds = []delivery.Kind{
		delivery.Skipped, delivery.Taken, delivery.Refusal, delivery.Held, delivery.Proved, delivery.AcceptSent, delivery.CommitSent, delivery.DrawSent, delivery.Announced,
		delivery.Sent, delivery.Reclaimed, delivery.Cancelled, delivery.Displaced, delivery.Paid, delivery.Dropped,
	}
	purposes = map[delivery.Kind]string{
		delivery.AcceptSent: "acceptance", delivery.CommitSent: "commitment", delivery.DrawSent: "draw", delivery.Announced: "announcement", delivery.Sent: "settlement",
		delivery.Reclaimed: "reclaim", delivery.Cancelled: "cancellation",
	}
	transactionKinds = []string{"new", "replacement"}
	sides            = []delivery.Origin{delivery.OfBid, delivery.OfAsk}
	outcomes         = []string{outcomeOutput, outcomeEarly, outcomeTrouble, outcomeInterrupted}
	lookOutcomes     = []string{"whole", "partial", "failed"}
)

// What an execution comes to.
const (
	outcomeOutput      = "output"
	outcomeEarly       = "early" // the executor has nothing yet, and says when to ask again
	outcomeTrouble     = "trouble"
	outcomeInterrupted = "interrupted" // the relayer stopped, or the forward ended
)

func newMetrics(opts Options, kinds []delivery.Kind) *metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	m := &metrics{
		events:       counter("tercet_events_total", "Steps of forwards, by kind; those of assigned forwards are proved and paid step by step.", "kind"),
		transactions: counter("tercet_transactions_total", "Transactions sent, by purpose; a replacement has the nonce of one sent before, and higher fees.", "purpose", "kind"),
		executions: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "tercet_execution_seconds", Help: "How long runs of the executor took, by what they came to.", Buckets: prometheus.ExponentialBuckets(0.5, 4, 10),
		}, []string{"outcome"}),
		proofs: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "tercet_proof_seconds", Help: "How long proofs took, without waiting for their turn, by predicate and how many statements they have places for.",
			Buckets: prometheus.ExponentialBuckets(0.25, 2, 14),
		}, []string{"predicate", "places"}),
		proofFaults: counter("tercet_proof_failures_total", "Proofs that came to nothing, by predicate.", "predicate"),
		offers:      counter("tercet_offers_filled_total", "Forwards that came of signed offers and were accepted for good, by side: bids that were filled, and asks that were taken.", "side"),
		looks:       counter("tercet_looks_total", "Looks at the chain: whole, with trouble with some forwards (partial), or without reading it (failed).", "outcome"),
		lookSeconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "tercet_look_seconds", Help: "How long looks at the chain took.", Buckets: prometheus.ExponentialBuckets(0.01, 3, 10),
		}),
		reorgs: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "tercet_reorganisation_blocks", Help: "How many blocks reorganisations took away; where some passed unseen, at most.", Buckets: []float64{1, 2, 3, 5, 8, 16, 32, 64},
		}),
		deepReorgs: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "tercet_deep_reorganisations_total", Help: "Reorganisations that took away blocks which counted as final (--confirmations).",
		}),
		build: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "tercet_build_info", Help: "1, labelled with the version.",
			ConstLabels: prometheus.Labels{"version": opts.Version, "goversion": runtime.Version()},
		}),
		feeLimit: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "tercet_fee_limit_wei", Help: "The most that is paid for a unit of gas (--max-fee).",
		}),
	}
	m.build.Set(1)
	m.feeLimit.Set(float(opts.MaxFee))
	for _, kind := range kinds {
		m.events.WithLabelValues(string(kind))
	}
	for _, purpose := range purposes {
		for _, kind := range transactionKinds {
			m.transactions.WithLabelValues(purpose, kind)
		}
	}
	for _, side := range sides {
		m.offers.WithLabelValues(string(side))
	}
	for _, outcome := range outcomes {
		m.executions.WithLabelValues(outcome)
	}
	for _, outcome := range lookOutcomes {
		m.looks.WithLabelValues(outcome)
	}
	return m
}

func (m *Monitor) register() {
	m.registry.MustRegister(
		m.metrics.events, m.metrics.transactions, m.metrics.executions, m.metrics.proofs, m.metrics.proofFaults, m.metrics.offers, m.metrics.looks,
		m.metrics.lookSeconds, m.metrics.reorgs, m.metrics.deepReorgs, m.metrics.build, m.metrics.feeLimit, standing{m},
	)
	m.registerProcess()
}

// registerProcess is for what every program tells of itself.
func (m *Monitor) registerProcess() {
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
}

// count counts an event. Kinds that are no steps, such as what an executor says, are none.
func (m *metrics) count(event delivery.Event) {
	for _, kind := range kinds {
		if event.Kind == kind {
			m.events.WithLabelValues(string(kind)).Inc()
		}
	}
	if event.Offer != "" {
		m.offers.WithLabelValues(string(event.Offer)).Inc()
	}
	if purpose, sent := purposes[event.Kind]; sent {
		kind := transactionKinds[0]
		if event.Replaces {
			kind = transactionKinds[1]
		}
		m.transactions.WithLabelValues(purpose, kind).Inc()
	}
}

func (m *metrics) looked(look delivery.Look) {
	outcome := lookOutcomes[0]
	switch {
	case !look.Read:
		outcome = lookOutcomes[2]
	case look.Err != nil:
		outcome = lookOutcomes[1]
	}
	m.looks.WithLabelValues(outcome).Inc()
	m.lookSeconds.Observe(look.Took.Seconds())
}

// float is a number as metrics have it, 0 for none.
func float(n *big.Int) float64 {
	if n == nil {
		return 0
	}
	f, _ := new(big.Float).SetInt(n).Float64()
	return f
}
