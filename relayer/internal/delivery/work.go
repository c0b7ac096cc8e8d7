package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// work brings a delivery from wherever it stands to Proved. d is its own copy.
func (e *Engine) work(ctx context.Context, f *chain.Forward, a admission, d journal.Delivery) error {
	if d.Stage == journal.Executing {
		if held, err := e.execute(ctx, f, a, &d); err != nil || !held {
			return err
		}
		if err := e.assign(ctx, f, a, &d); err != nil {
			return err
		}
	}
	return e.proveIt(ctx, f, a, d)
}

// execute asks the executor for outputs until one holds, telling it each time what was wrong with the last. An attempt
// is counted before it begins, so that one that brings the relayer down does not do so for ever, and given back if the
// executor had no output to show.
func (e *Engine) execute(ctx context.Context, f *chain.Forward, a admission, d *journal.Delivery) (bool, error) {
	for d.Attempts < e.opts.MaxAttempts {
		d.Attempts++
		if err := e.saveCopy(*d); err != nil {
			return false, err
		}
		output, err := e.Executor.Run(ctx, e.job(f, a, d), func(event sdk.Event) error {
			e.Log.Debug().Stringer("forward", f.ID).Msg(event.Message)
			e.Observe(Event{Forward: f.ID, Kind: Working, Attempt: d.Attempts, Reason: event.Message})
			return nil
		})
		if err != nil {
			err = fmt.Errorf("run attempt %d of the executor: %w", d.Attempts, err)
			d.Attempts--
			return false, errors.Join(err, e.saveCopy(*d))
		}
		verdict, err := a.predicate.Plugin.Check(ctx, sdk.CheckRequest{Preimage: f.Params, Task: f.Task, Output: output})
		if errors.Is(err, sdk.ErrUnjudgeable) {
			verdict, err = sdk.Verdict{Findings: []sdk.Finding{{Rule: "unjudgeable", Message: err.Error()}}}, nil
		}
		if err != nil {
			return false, fmt.Errorf("check the output of attempt %d: %w", d.Attempts, err)
		}
		if verdict.Holds {
			d.Output, d.Findings = verdict.Output, nil
			e.Log.Info().Stringer("forward", f.ID).Int("attempt", d.Attempts).Msg("the output holds")
			e.Observe(Event{Forward: f.ID, Kind: Held, Attempt: d.Attempts, Output: verdict.Output, Findings: verdict.Findings})
			return true, nil
		}
		d.Output, d.Findings = output, keep(verdict.Findings)
		if err := e.saveCopy(*d); err != nil {
			return false, err
		}
		e.Log.Info().Stringer("forward", f.ID).Int("attempt", d.Attempts).Int("of", e.opts.MaxAttempts).
			Int("findings", len(verdict.Findings)).Str("first", verdict.Findings[0].Message).Msg("the output lacks the property")
		e.Observe(Event{Forward: f.ID, Kind: Refusal, Attempt: d.Attempts, Output: output, Findings: verdict.Findings})
	}
	return false, nil
}

func (e *Engine) job(f *chain.Forward, a admission, d *journal.Delivery) sdk.Job {
	before := e.opts.ClaimDelay + uint64(e.opts.Margin/time.Second) //nolint:gosec // never negative
	last := f.Terms.SettleBy - min(f.Terms.SettleBy, before)
	return sdk.Job{
		ForwardID: f.ID.Hex(), Predicate: a.predicate.Name, Task: f.Task, Params: a.params.JSON,
		Attempt: d.Attempts, Previous: d.Output, Findings: give(d.Findings),
		Deadline: time.Unix(int64(min(last, 1<<40)), 0).UTC(),
	}
}

// assign gets the witness from the plugin and keeps what the escrow will see of it. The header is ours; h, z and y are
// computed again here and by the prover.
func (e *Engine) assign(ctx context.Context, f *chain.Forward, a admission, d *journal.Delivery) error {
	header, err := e.header(f, d)
	if err != nil {
		return err
	}
	request := sdk.AssignRequest{
		KeyHash: a.predicate.Bundle.KeyHash, Preimage: f.Params, Task: f.Task, Output: d.Output,
	}
	for i := range header {
		request.Header[i] = header[i].Bytes()
	}
	answer, err := a.predicate.Plugin.Assign(ctx, request)
	if err != nil {
		return fmt.Errorf("assign the witness: %w", err)
	}
	if err := sdk.CheckAssignment(request, answer, a.predicate.PayloadWords); err != nil {
		return fmt.Errorf("check the witness: %w", err)
	}
	if answer.Step.From != 0 || answer.Step.Amount.Cmp(f.Terms.Quantity) != 0 {
		return fmt.Errorf("check the witness: %w: a step from %d for %s, and an open forward takes one from 0 for %s",
			sdk.ErrRefused, answer.Step.From, answer.Step.Amount, f.Terms.Quantity)
	}
	d.Stage = journal.Assigned
	d.Step = journal.Step{From: answer.Step.From, To: answer.Step.To, Amount: answer.Step.Amount}
	d.H, d.KeyHash, d.Witness = answer.H, a.predicate.Bundle.KeyHash, answer.Witness
	d.Payload = make([]common.Hash, len(answer.Payload))
	for i, word := range answer.Payload {
		d.Payload[i] = word
	}
	return e.saveCopy(*d)
}

// header is what the escrow will build for this delivery. Before the witness is assigned its progress is zero.
func (e *Engine) header(f *chain.Forward, d *journal.Delivery) ([statement.HeaderLen]statement.Word, error) {
	h := f.Terms.Header(e.opts.ChainID, e.opts.Escrow, f.ID, d.Recipient)
	if d.Step.Amount != nil {
		h.From, h.To, h.Amount = d.Step.From, d.Step.To, d.Step.Amount
	}
	return h.Words()
}

func (e *Engine) proveIt(ctx context.Context, f *chain.Forward, a admission, d journal.Delivery) error {
	if d.KeyHash != a.predicate.Bundle.KeyHash {
		return fmt.Errorf("prove: the witness in the journal is for key %s, the predicate's is %s", d.KeyHash, a.predicate.Bundle.KeyHash)
	}
	header, err := e.header(f, &d)
	if err != nil {
		return err
	}
	settled, err := FromJournal(f, &d)
	if err != nil {
		return err
	}
	started := time.Now()
	job := prover.Job{Header: header, Payload: settled.Payload, H: settled.H, Witness: d.Witness}
	proof, err := e.Prover.Prove(ctx, a.predicate.Bundle, job, func(p prover.Progress) {
		e.Log.Info().Stringer("forward", f.ID).Stringer("elapsed", p.Elapsed.Round(100*time.Millisecond)).
			Stringer("expected", p.Expected.Round(100*time.Millisecond)).Msg("proving")
		e.Observe(Event{Forward: f.ID, Kind: Proving, Elapsed: p.Elapsed, Expected: p.Expected})
	})
	if errors.Is(err, prover.ErrWitness) { // the plugin's fault: what follows is another attempt, bounded like every other
		d.Stage, d.Witness, d.Payload, d.Step = journal.Executing, nil, nil, journal.Step{}
		d.H = common.Hash{}
		return errors.Join(err, e.saveCopy(d))
	}
	if err != nil {
		return err
	}
	d.Stage, d.Proof = journal.Proved, proof
	if err := e.saveCopy(d); err != nil {
		return err
	}
	e.Observe(Event{Forward: f.ID, Kind: Proved, Elapsed: time.Since(started)})
	return nil
}

// saveCopy saves a delivery that its caller goes on changing.
func (e *Engine) saveCopy(d journal.Delivery) error { return e.save(&d) }

func keep(findings []sdk.Finding) []journal.Finding {
	kept := make([]journal.Finding, len(findings))
	for i, finding := range findings {
		kept[i] = journal.Finding(finding)
	}
	return kept
}

func give(findings []journal.Finding) []sdk.Finding {
	given := make([]sdk.Finding, len(findings))
	for i, finding := range findings {
		given[i] = sdk.Finding(finding)
	}
	return given
}
