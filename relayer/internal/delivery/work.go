package delivery

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// maxCrashes is how many processes may end in the middle of the same step before what they worked on is given up.
// maxErrors is how often in a row an executor may end without an output before the forward is; with the pauses between
// them that is about an hour.
const (
	maxCrashes = 3
	maxErrors  = 20
)

// work brings a delivery from wherever it stands to Proved. d is its own copy. That it began is kept before, and that it
// ended after: a process that died in between is counted, and one that was stopped is not.
func (w *shift) work(ctx context.Context, f *chain.Forward, a admission, d journal.Delivery) error {
	if d.Crashes >= maxCrashes {
		w.spend(&d)
	}
	d.Crashes++
	if err := w.saveCopy(d); err != nil {
		return err
	}
	err := w.proceed(ctx, f, a, &d)
	told := d.Stage == journal.Committed || d.Stage == journal.Proved
	if err == nil && told || errors.Is(err, errFinished) {
		return err // from here on others write its entry, too
	}
	d.Crashes = 0
	return errors.Join(err, w.saveCopy(d))
}

// proceed takes one step after the other. What each brought is kept before the next begins.
func (w *shift) proceed(ctx context.Context, f *chain.Forward, a admission, d *journal.Delivery) error {
	for d.Stage == journal.Executing {
		if d.Attempts >= w.is.MaxAttempts {
			w.forfeit(d)
			return nil
		}
		err := w.attempt(ctx, f, a, d)
		if after, early := sdk.AskAgain(err); early {
			w.tell(f.ID, fmt.Sprintf("%v; it is asked again in %s", err, after))
			return err
		}
		if err != nil && d.Unjudged {
			return err
		}
		if err != nil {
			return w.fault(ctx, f, d, err)
		}
	}
	if d.Stage == journal.Held && f.Terms.BeaconBlock != 0 {
		return w.commit(ctx, f, a, d) // the chain is told, and answers with the challenge, before there is more to do
	}
	if d.Stage == journal.Held || d.Stage == journal.Committed {
		if err := w.assign(ctx, f, a, d); err != nil {
			return err
		}
		if !w.Proves || len(a.batches) > 0 && !d.Alone {
			return nil // perhaps there are others to be proved with
		}
	}
	return w.proveIt(ctx, f, a, d)
}

// spend gives up what a delivery is at, since it brought the relayer down again and again. What was announced, as a delivery is
// that was proved with others before, is tried again: its h is the one that can be settled.
func (w *shift) spend(d *journal.Delivery) {
	if announced(d) {
		d.Crashes = 0
		return
	}
	if d.Stage == journal.Executing {
		d.Attempts++
	}
	restart(d)
	d.Crashes = 0
	if d.Stage == journal.Committed {
		w.Log.Warn().Stringer("forward", d.Forward).Int("crashes", maxCrashes).
			Msg("the relayer ended each time while what was committed to was assigned or proved; it is tried again")
		return
	}
	d.Output = nil
	d.Findings = []journal.Finding{{
		Rule: "crash", Message: fmt.Sprintf("the relayer ended %d times while this attempt was executed, judged or proved", maxCrashes),
	}}
	w.Log.Warn().Stringer("forward", d.Forward).Int("attempt", d.Attempts).Int("crashes", maxCrashes).
		Msg("the attempt is given up: the relayer ended each time in the middle of it")
}

// restart goes back to asking for another output or, where one was committed to, to that one.
func restart(d *journal.Delivery) {
	d.Stage, d.Witness, d.Payload, d.Step, d.H, d.Unjudged = journal.Executing, nil, nil, journal.Step{}, common.Hash{}, false
	if d.Commitment != (common.Hash{}) {
		d.Stage = journal.Committed
	}
}

// attempt asks the executor for one output, telling it what was wrong with the last, and keeps it; or has the one that is here
// judged. The number of the attempt stays until there is a verdict.
func (w *shift) attempt(ctx context.Context, f *chain.Forward, a admission, d *journal.Delivery) error {
	if d.Unjudged {
		return w.verdict(ctx, f, a, d)
	}
	number := d.Attempts + 1
	started := time.Now()
	output, err := w.Executor.Run(ctx, w.job(f, a, d), func(event sdk.Event) error {
		w.Log.Debug().Stringer("forward", f.ID).Msg(event.Message)
		w.Observe(Event{Forward: f.ID, Kind: Working, Attempt: number, Reason: event.Message})
		return nil
	})
	d.Executed, d.KeyHash = d.Executed+time.Since(started), a.predicate.Bundle.KeyHash // what came to nothing takes its time, too
	if err != nil {
		return fmt.Errorf("run attempt %d of the executor: %w", number, err)
	}
	d.Output, d.Findings, d.Crashes, d.Errors, d.Unjudged = output, nil, 1, 0, true
	return w.saveCopy(*d)
}

// fault counts a run of the executor that brought no output, and gives the forward up when there were too many in a row. That the
// relayer is being stopped is no fault of the executor's.
func (w *shift) fault(ctx context.Context, f *chain.Forward, d *journal.Delivery, cause error) error {
	if ctx.Err() != nil || errors.Is(cause, errFinished) {
		return cause
	}
	d.Errors++
	if d.Errors < maxErrors {
		return cause
	}
	if w.bonded(d) {
		w.forfeit(d)
		return sdk.NotYet(askedAgain, cause)
	}
	end := *d
	end.Stage, end.Crashes, end.Order = journal.Abandoned, 0, nil
	end.Reason = fmt.Sprintf("%d attempts in a row ended without an output, the last one so: %v", d.Errors, cause)
	if err := w.saveCopy(end); err != nil {
		return errors.Join(cause, err)
	}
	w.Log.Warn().Stringer("forward", f.ID).Str("reason", end.Reason).Msg("given up")
	w.Observe(Event{Forward: f.ID, Kind: Dropped, Reason: end.Reason})
	return errFinished
}

func (w *shift) job(f *chain.Forward, a admission, d *journal.Delivery) sdk.Job {
	before := uint64(w.is.Ahead / time.Second) //nolint:gosec // never negative
	last := f.Terms.SettleBy - min(f.Terms.SettleBy, before)
	return sdk.Job{
		ForwardID: f.ID.Hex(), Predicate: a.predicate.Name, Task: a.task, Params: a.params.JSON,
		Attempt: d.Attempts + 1, Previous: d.Output, Findings: give(d.Findings),
		Deadline: time.Unix(int64(min(last, 1<<40)), 0).UTC(),
		Cursor:   d.Cursor, Left: left(f, d),
	}
}

// askedAgain is how often the executor, or the predicate, is asked about what was accepted by itself once others would be given up: its
// bond is at stake until its window is over.
const askedAgain = time.Hour

// forfeit keeps that the bond of what was accepted by itself is as good as lost: nothing more is accepted for a while.
func (w *shift) forfeit(d *journal.Delivery) {
	if w.bonded(d) && d.Missed.IsZero() {
		d.Missed = w.Clock().UTC()
		w.Log.Error().Stringer("forward", d.Forward).Int("attempts", d.Attempts).Int("errors", d.Errors).
			Msg("NOTHING COMES OF A FORWARD THAT WAS ACCEPTED, and its bond is lost unless that changes: nothing new is begun or accepted for a while")
	}
}

// left is how many units are still to be delivered, with this step and those after it.
func left(f *chain.Forward, d *journal.Delivery) *big.Int {
	if d.Delivered == nil {
		return f.Terms.Quantity
	}
	return new(big.Int).Sub(f.Terms.Quantity, d.Delivered)
}

// assign gets the witness from the plugin and keeps what the escrow will see of it. The header is ours; h, z and y are
// computed again here and by the prover.
func (w *shift) assign(ctx context.Context, f *chain.Forward, a admission, d *journal.Delivery) error {
	header, err := w.header(f, d)
	if err != nil {
		return err
	}
	request := sdk.AssignRequest{
		KeyHash: a.predicate.Bundle.KeyHash, Preimage: f.Params, Task: a.task, Output: d.Output, Cursor: d.Cursor,
		Opening: d.Opening,
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
	if rest := left(f, d); f.Assigned() && answer.Step.Amount.Cmp(rest) > 0 {
		return fmt.Errorf("check the witness: %w: a step from %d for %s, and %s are left", sdk.ErrRefused, answer.Step.From, answer.Step.Amount, rest)
	}
	if !f.Assigned() && (answer.Step.From != 0 || answer.Step.Amount.Cmp(f.Terms.Quantity) != 0) {
		return fmt.Errorf("check the witness: %w: a step from %d for %s, and an open forward takes one from 0 for %s",
			sdk.ErrRefused, answer.Step.From, answer.Step.Amount, f.Terms.Quantity)
	}
	d.Stage, d.Crashes = journal.Assigned, 1
	d.Step = journal.Step{From: answer.Step.From, To: answer.Step.To, Amount: answer.Step.Amount}
	d.H, d.KeyHash, d.Witness = answer.H, a.predicate.Bundle.KeyHash, answer.Witness
	d.Payload = make([]common.Hash, len(answer.Payload))
	for i, word := range answer.Payload {
		d.Payload[i] = word
	}
	return w.saveCopy(*d)
}

// commit gets from the plugin what its output is committed to by, and keeps it with what opens it.
func (w *shift) commit(ctx context.Context, f *chain.Forward, a admission, d *journal.Delivery) error {
	plugin, able := a.predicate.Plugin.(committer)
	if !able {
		return fmt.Errorf("commit to the output: %w: predicate %s does not commit to outputs", sdk.ErrRefused, a.predicate.Name)
	}
	answer, err := plugin.CommitOutput(ctx, sdk.CommitRequest{Preimage: f.Params, Task: a.task, Output: d.Output})
	if err != nil {
		return fmt.Errorf("commit to the output: %w", err)
	}
	d.Stage, d.Crashes = journal.Committed, 0
	d.Commitment, d.Opening = common.Hash(answer.Commitment), answer.Opening
	return w.saveCopy(*d)
}

// header is what the escrow will build for this delivery. Before the witness is assigned its progress is zero.
func (w *shift) header(f *chain.Forward, d *journal.Delivery) ([statement.HeaderLen]statement.Word, error) {
	h := f.Terms.Header(new(big.Int).SetUint64(d.ChainID), d.Escrow, f.ID, d.Recipient)
	var err error
	if h.Commitment, h.Beacon, err = rounds(d); err != nil {
		return [statement.HeaderLen]statement.Word{}, err
	}
	if d.Step.Amount != nil {
		h.From, h.To, h.Amount = d.Step.From, d.Step.To, d.Step.Amount
	}
	return h.Words()
}

// rounds are the words of both rounds as the journal has them, zero where there is one round.
func rounds(d *journal.Delivery) (commitment, beacon statement.Word, err error) {
	if commitment, err = statement.WordFromBytes(d.Commitment); err == nil {
		beacon, err = statement.WordFromBytes(d.Beacon)
	}
	if err != nil {
		return commitment, beacon, fmt.Errorf("read the rounds from the journal: %w", err)
	}
	return commitment, beacon, nil
}

func (w *shift) proveIt(ctx context.Context, f *chain.Forward, a admission, d *journal.Delivery) error {
	job, _, err := w.proverJob(f, d, a.predicate.Bundle)
	if err != nil {
		return err
	}
	started := time.Now()
	proof, err := w.Prover.Prove(ctx, a.predicate.Bundle, job, func(p prover.Progress) {
		w.Log.Info().Stringer("forward", f.ID).Stringer("elapsed", p.Elapsed.Round(100*time.Millisecond)).
			Stringer("expected", p.Expected.Round(100*time.Millisecond)).Msg("proving")
		w.Observe(Event{Forward: f.ID, Kind: Proving, Elapsed: p.Elapsed, Expected: p.Expected})
	})
	if errors.Is(err, prover.ErrWitness) && !announced(d) { // the plugin's fault: what follows is another attempt, bounded like every other
		restart(d)
		return err
	}
	if err != nil {
		return err
	}
	d.Stage, d.Proof, d.Crashes = journal.Proved, proof, 0
	d.Proving, d.ProvingKey = w.Prover.Expected(a.predicate.Bundle), a.predicate.Bundle.KeyHash // as long as this one took
	if err := w.saveCopy(*d); err != nil {
		return err
	}
	w.Observe(Event{Forward: f.ID, Kind: Proved, Elapsed: time.Since(started)})
	return nil
}

// proverJob is what the prover proves of a delivery whose witness is assigned, and what the escrow will see of it.
func (w *shift) proverJob(f *chain.Forward, d *journal.Delivery, bundle *keys.Bundle) (prover.Job, chain.Delivery, error) {
	if d.KeyHash != bundle.KeyHash {
		return prover.Job{}, chain.Delivery{}, fmt.Errorf("prove: the witness in the journal is for key %s, the predicate's is %s", d.KeyHash, bundle.KeyHash)
	}
	header, err := w.header(f, d)
	if err != nil {
		return prover.Job{}, chain.Delivery{}, err
	}
	settled, err := FromJournal(f, d)
	return prover.Job{Header: header, Payload: settled.Payload, H: settled.H, Witness: d.Witness}, settled, err
}

// saveCopy saves a delivery that its caller goes on changing. Its transactions are the ticks' to change: those of the entry that
// counts stay, since they may be moved along while work goes on, and so does whose the bond is.
func (w *shift) saveCopy(d journal.Delivery) error {
	_, err := w.journal.Change(d.Forward, unfinished(func(old *journal.Delivery) (*journal.Delivery, error) {
		if old != nil {
			for _, p := range everything {
				*p.list(&d) = *p.list(old)
			}
			d.Bonded = old.Bonded
		}
		return &d, nil
	}))
	return err
}

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
