package delivery

import (
	"context"
	"errors"
	"fmt"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// mostDoubts is how often an output is shown to a predicate that fails over it, before it counts as one that cannot be judged;
// with the pauses between them that is about 20 minutes. What keeps a plugin from being asked at all does not count. The last output
// for what was accepted by itself is shown to it for as long as there is time.
const mostDoubts = 12

// verdict has the output that the executor gave judged, and keeps what is said of it. Until there is a verdict the output stays:
// it was paid for, and the executor is not asked again.
func (w *shift) verdict(ctx context.Context, f *chain.Forward, a admission, d *journal.Delivery) error {
	number := d.Attempts + 1
	verdict, err := a.predicate.Plugin.Check(ctx, sdk.CheckRequest{Preimage: f.Params, Task: a.task, Output: d.Output})
	if errors.Is(err, sdk.ErrUnjudgeable) {
		verdict, err = sdk.Verdict{Findings: []sdk.Finding{{Rule: "unjudgeable", Message: err.Error()}}}, nil
	}
	if err != nil {
		err = fmt.Errorf("check the output of attempt %d: %w", number, err)
		if _, early := sdk.AskAgain(err); early || ctx.Err() != nil {
			return err
		}
		if d.Errors++; d.Errors < mostDoubts {
			return err
		}
		if w.bonded(d) && number >= w.is.MaxAttempts { // no other output is made: its bond rests on this one
			w.forfeit(d)
			return sdk.NotYet(askedAgain, err)
		}
		w.Log.Warn().Stringer("forward", f.ID).Int("attempt", number).Err(err).Msg("the output is given up: its predicate fails over it")
		verdict = sdk.Verdict{Findings: []sdk.Finding{{
			Rule: "unjudgeable", Message: fmt.Sprintf("it could not be judged: the predicate failed %d times over it", d.Errors),
		}}}
	}
	d.Attempts, d.Crashes, d.Errors, d.Unjudged = number, 1, 0, false
	if verdict.Holds {
		d.Stage, d.Output, d.Findings = journal.Held, verdict.Output, nil
	} else {
		d.Findings = keep(verdict.Findings)
	}
	if err := w.saveCopy(*d); err != nil {
		return err
	}
	event := Event{Forward: f.ID, Kind: Held, Attempt: number, Output: d.Output, Findings: verdict.Findings}
	if verdict.Holds {
		w.Log.Info().Stringer("forward", f.ID).Int("attempt", number).Msg("the output holds")
	} else {
		event.Kind = Refusal
		w.Log.Info().Stringer("forward", f.ID).Int("attempt", number).Int("of", w.is.MaxAttempts).
			Int("findings", len(verdict.Findings)).Str("first", verdict.Findings[0].Message).Msg("the output lacks the property")
	}
	w.Observe(event)
	return nil
}
