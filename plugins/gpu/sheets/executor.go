package sheets

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Name is what the executor is called in a configuration.
const Name = "sheets"

// asker is a meter.
type asker interface {
	Draft(ctx context.Context, forward common.Hash, epoch uint64) (meter.Draft, error)
	Sign(ctx context.Context, sheet gpuhours.Sheet) (gpuhours.Signature, error)
}

// Executor implements sdk.Executor.
type Executor struct {
	hours  uint64 // most hours of a step
	meters map[gpuhours.Meter]asker
	now    func() time.Time

	mu    sync.Mutex
	tried map[attempted]int
}

// New makes an executor that knows no meters until it is configured.
func New() *Executor {
	return &Executor{hours: gpuhours.EpochHours, now: time.Now, tried: map[attempted]int{}}
}

// Run implements sdk.Executor.
func (e *Executor) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	var id common.Hash
	if err := id.UnmarshalText([]byte(job.ForwardID)); err != nil {
		return nil, fmt.Errorf("reading the forward's id %q: %w", job.ForwardID, err)
	}
	params, err := gpuhours.ParseParams(job.Params)
	if err != nil {
		return nil, err
	}
	if job.Left == nil || job.Left.Sign() <= 0 {
		return nil, fmt.Errorf("forward %s: nothing is left to be delivered, or the host does not say what", id)
	}
	r := round{Executor: e, ctx: ctx, emit: emit, forward: id, params: params, left: job.Left, deadline: job.Deadline}
	evidence, err := r.step(job.Cursor)
	if err != nil {
		return nil, err
	}
	return json.Marshal(evidence)
}

// round is one attempt.
type round struct {
	*Executor
	ctx     context.Context //nolint:containedctx // of one call
	emit    func(sdk.Event) error
	forward common.Hash
	params  gpuhours.Params
	left    *big.Int

	deadline time.Time // zero if there is none
}

// step finds the next hours in which there are seconds, from a cursor on, and has meters sign for them.
func (r round) step(cursor uint64) (gpuhours.Evidence, error) {
	from, end, err := r.window(cursor)
	if err != nil {
		return gpuhours.Evidence{}, err
	}
	for from < end {
		epoch := from / gpuhours.EpochHours
		to := min(end, (epoch+1)*gpuhours.EpochHours, from+r.hours)
		evidence, err := r.agree(epoch, from, to)
		if err != nil || evidence.Amount > 0 {
			return evidence, err
		}
		if err := r.emit(sdk.Event{Message: fmt.Sprintf("no seconds from hour %d to hour %d", from, to)}); err != nil {
			return gpuhours.Evidence{}, err
		}
		from = to
	}
	return gpuhours.Evidence{}, sdk.NotYet(24*time.Hour, errors.New("no meters agree on any seconds up to the end of the window: nothing is left to collect"))
}

// window asks the meters for the forward's hours.
func (r round) window(cursor uint64) (from, end uint64, err error) {
	drafts, err := r.drafts(cursor / gpuhours.EpochHours)
	if err != nil {
		return 0, 0, err
	}
	type hours struct{ from, to uint64 }
	votes, best := map[hours]int{}, hours{}
	for _, key := range r.params.Meters { // in one order
		draft, told := drafts[key]
		h := hours{draft.From, draft.To}
		if !told || h.from >= h.to || h.to > latestHour || h.to-h.from > longestWindow {
			continue
		}
		if votes[h]++; votes[h] > votes[best] {
			best = h
		}
	}
	if votes[best] < r.params.Signatures {
		return 0, 0, sdk.NotYet(again, fmt.Errorf("%d of the %d meters that it takes say when the forward's window is", votes[best], r.params.Signatures))
	}
	return max(cursor, best.from), best.to, nil
}

// drafts are what the meters of the set that answer say of an epoch.
func (r round) drafts(epoch uint64) (map[gpuhours.Meter]meter.Draft, error) {
	type told struct {
		of    gpuhours.Meter
		draft meter.Draft
		err   error
	}
	answers := make(chan told, len(r.params.Meters))
	for _, key := range r.params.Meters {
		go func() {
			m, known := r.meters[key]
			if !known {
				answers <- told{of: key, err: errors.New("the executor's file of meters does not have it")}
				return
			}
			draft, err := m.Draft(r.ctx, r.forward, epoch)
			answers <- told{key, draft, err}
		}()
	}
	drafts := map[gpuhours.Meter]meter.Draft{}
	for range r.params.Meters {
		a := <-answers
		if a.err == nil {
			drafts[a.of] = a.draft
			continue
		}
		if err := r.emit(sdk.Event{Message: fmt.Sprintf("meter %.20s…: %v", a.of, a.err)}); err != nil {
			return nil, err
		}
	}
	return drafts, r.ctx.Err()
}

// agree has the best meters sign for some hours of an epoch. An amount of 0 says that nothing was there to be signed for.
func (r round) agree(epoch, from, to uint64) (gpuhours.Evidence, error) {
	drafts, err := r.drafts(epoch)
	if err != nil {
		return gpuhours.Evidence{}, err
	}
	ready, lags := []meter.Draft{}, []uint64{}
	for _, key := range r.params.Meters { // in one order
		draft, told := drafts[key]
		if !told {
			continue
		}
		lag := to - min(to, draft.Final)
		if lags = append(lags, lag); lag == 0 {
			ready = append(ready, draft)
		}
	}
	if len(ready) < r.params.Signatures {
		return gpuhours.Evidence{}, sdk.NotYet(r.wait(lags), fmt.Errorf("%d of %d meters have seen all hours from %d to %d", len(ready), r.params.Signatures, from, to))
	}
	e := gpuhours.Evidence{Sheet: gpuhours.Sheet{Forward: r.forward, Epoch: epoch}, From: from, To: to}
	patient := r.patient(from)
	if patient && r.couldBeMore(ready, e) {
		return e, sdk.NotYet(again, fmt.Errorf("%d of %d meters have seen all hours from %d to %d, and the others could make it more", len(ready), len(r.params.Meters), from, to))
	}
	return r.sign(ready, e, patient)
}

// sign tries the choices of meters, the one that is worth most first.
func (r round) sign(ready []meter.Draft, e gpuhours.Evidence, patient bool) (gpuhours.Evidence, error) {
	var faults []error
	refused := map[gpuhours.Meter]bool{} // who did not sign what it drafted is not asked for something else
	for _, c := range choices(ready, r.params, e) {
		if c.evidence.Sum() == 0 {
			break // and so are all that follow
		}
		if slices.ContainsFunc(c.meters, func(m gpuhours.Meter) bool { return refused[m] }) {
			continue
		}
		signed, by, err := r.gather(c)
		if err == nil {
			return signed, nil
		}
		refused[by] = true
		faults = append(faults, err)
		if err := r.emit(sdk.Event{Message: err.Error()}); err != nil {
			return e, err
		}
	}
	if len(faults) > 0 && patient {
		return e, sdk.NotYet(again, fmt.Errorf("no %d meters signed the same sheet: %w", r.params.Signatures, errors.Join(faults...)))
	}
	return e, nil
}

// gather asks the meters of a choice for their signatures, or says who does not give it.
func (r round) gather(c choice) (gpuhours.Evidence, gpuhours.Meter, error) {
	evidence := c.evidence
	for _, key := range c.meters {
		signature, err := r.meters[key].Sign(r.ctx, evidence.Sheet)
		if err == nil && (signature.Meter != key || !signature.Verify(evidence.Hash())) {
			err = errors.New("its signature is of another sheet")
		}
		if err != nil {
			return evidence, key, fmt.Errorf("meter %.20s… does not sign: %w", key, err)
		}
		evidence.Signatures = append(evidence.Signatures, signature)
	}
	evidence.Amount = evidence.Sum()
	if r.left.IsUint64() {
		evidence.Amount = min(evidence.Amount, r.left.Uint64())
	}
	if findings := gpuhours.Check(r.params, evidence); len(findings) > 0 {
		return evidence, c.meters[0], fmt.Errorf("the sheet that they signed: %s", findings[0].Message)
	}
	return evidence, gpuhours.Meter{}, nil
}
