package monitor

import (
	"cmp"
	"context"
	"strconv"
	"time"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

type executor interface {
	Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error)
}

// Executor is an executor whose runs are timed.
type Executor struct {
	inner   executor
	monitor *Monitor
}

// Executing times the runs of an executor.
func (m *Monitor) Executing(inner executor) *Executor { return &Executor{inner, m} }

// Run asks for one output.
func (e *Executor) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	started := e.monitor.opts.Clock()
	output, err := e.inner.Run(ctx, job, emit)
	_, early := sdk.AskAgain(err)
	outcome := outcomeOutput
	switch {
	case early:
		outcome = outcomeEarly
	case ctx.Err() != nil:
		outcome = outcomeInterrupted
	case err != nil:
		outcome = outcomeTrouble
	}
	e.monitor.metrics.executions.WithLabelValues(outcome).Observe(e.monitor.opts.Clock().Sub(started).Seconds())
	return output, err
}

type prove interface {
	Prove(ctx context.Context, bundle *keys.Bundle, job prover.Job, progress func(prover.Progress)) ([]byte, error)
	ProveTogether(ctx context.Context, batch, single *keys.Bundle, jobs []prover.Job, progress func(prover.Progress)) ([]byte, error)
	Expected(bundle *keys.Bundle) time.Duration
}

// Prover is a prover whose proofs are timed.
type Prover struct {
	inner   prove
	monitor *Monitor
}

// Proving times the proofs of a prover.
func (m *Monitor) Proving(inner prove) *Prover { return &Prover{inner, m} }

// Prove makes one proof of one statement.
func (p *Prover) Prove(ctx context.Context, bundle *keys.Bundle, job prover.Job, progress func(prover.Progress)) ([]byte, error) {
	p.begins(bundle)
	proof, err := p.inner.Prove(ctx, bundle, job, progress)
	p.made(ctx, bundle, err)
	return proof, err
}

// ProveTogether makes one proof of several.
func (p *Prover) ProveTogether(ctx context.Context, batch, single *keys.Bundle, jobs []prover.Job, progress func(prover.Progress)) ([]byte, error) {
	p.begins(batch)
	proof, err := p.inner.ProveTogether(ctx, batch, single, jobs, progress)
	p.made(ctx, batch, err)
	return proof, err
}

// Expected is how long a proof under a key takes.
func (p *Prover) Expected(bundle *keys.Bundle) time.Duration { return p.inner.Expected(bundle) }

// begins has failures counted from 0 on, so that the first one counts as one more.
func (p *Prover) begins(bundle *keys.Bundle) {
	p.monitor.metrics.proofFaults.WithLabelValues(bundle.Manifest.Name)
}

// made counts a proof. How long it took without waiting for its turn is what the prover expects of the next one.
func (p *Prover) made(ctx context.Context, bundle *keys.Bundle, err error) {
	name := bundle.Manifest.Name
	switch {
	case err == nil:
		places := strconv.Itoa(cmp.Or(bundle.Manifest.Batch, 1))
		p.monitor.metrics.proofs.WithLabelValues(name, places).Observe(p.inner.Expected(bundle).Seconds())
	case ctx.Err() == nil:
		p.monitor.metrics.proofFaults.WithLabelValues(name).Inc()
	}
}
