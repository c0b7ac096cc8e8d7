package monitor

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
)

// workerKinds are the steps of forwards that a worker hears of. Its relayer hears of the others, and not of these.
var workerKinds = []delivery.Kind{delivery.Refusal, delivery.Held, delivery.Proved, delivery.Dropped}

// reachTimeout is how long the database of a worker may take to answer before it counts as away.
const reachTimeout = 5 * time.Second

// NewWorker makes the monitor of a worker that starts now. It follows no chain and has no account: of those it tells nothing, rather
// than 0, and of forwards no more than what it counts of its own work.
func NewWorker(opts Options) *Monitor {
	m := newMonitor(opts, workerKinds)
	m.worker = true
	m.registry.MustRegister(m.metrics.events, m.metrics.executions, m.metrics.proofs, m.metrics.proofFaults, m.metrics.build, plugins{m})
	m.registerProcess()
	return m
}

// Works says that the worker takes work from now on, and who asks the database that it gets it from whether that answers.
func (m *Monitor) Works(reaches func(context.Context) error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.phase, m.reaches = "", reaches
}

// workerReady says why a worker takes no work, if it is so. What the database said may have an address in it, and is not repeated.
func (m *Monitor) workerReady() error {
	m.mu.Lock()
	phase, reaches := m.phase, m.reaches
	m.mu.Unlock()
	if phase != "" {
		return errors.New(phase)
	}
	ctx, cancel := context.WithTimeout(context.Background(), reachTimeout)
	defer cancel()
	if reaches(ctx) != nil {
		return errors.New("its database does not answer, and work comes from there alone; see whether it runs, and can be reached from here")
	}
	return nil
}

// plugins is what metrics tell of plugins where they tell of nothing else that stands.
type plugins struct{ m *Monitor }

// Describe implements prometheus.Collector.
func (plugins) Describe(out chan<- *prometheus.Desc) { out <- quarantinedDesc }

// Collect implements prometheus.Collector.
func (p plugins) Collect(out chan<- prometheus.Metric) { p.m.collectPlugins(out) }
