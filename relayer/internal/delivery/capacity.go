package delivery

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// job is work on a forward, which is to be done within so long.
type job struct {
	forward                common.Hash
	execute, prove, within time.Duration
	running                bool // it has its worker, and keeps it
	bonded                 bool // its bond is this account's
}

// forever is more than any job has time for, and few enough that some add up.
const forever = 200 * longest

// done says after how long each of some jobs is done, if the most urgent ones are taken first of those that wait. Each occupies one of the workers
// until it is proved, for which it waits for one of the provers.
func done(jobs []job, workers, provers int) []time.Duration {
	order := make([]int, len(jobs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if jobs[a].running != jobs[b].running {
			return map[bool]int{true: -1, false: 1}[jobs[a].running]
		}
		return cmp.Compare(jobs[a].within, jobs[b].within)
	})
	hands, proofs := make([]time.Duration, max(workers, 1)), make([]time.Duration, max(provers, 1))
	ends := make([]time.Duration, len(jobs))
	for _, i := range order {
		hand, proof := first(hands), first(proofs)
		ends[i] = min(max(hands[hand]+jobs[i].execute, proofs[proof])+jobs[i].prove, forever)
		hands[hand], proofs[proof] = ends[i], ends[i]
	}
	return ends
}

// first is the one that is free first.
func first(lanes []time.Duration) int { return slices.Index(lanes, slices.Min(lanes)) }

// tight says which of some jobs would be late because of one more, that one first, and after how long it would be done; -1 is
// none, and len(jobs) is the one more.
func tight(jobs []job, more job, workers, provers int) (which int, after time.Duration) {
	without := done(jobs, workers, provers)
	with := done(append(slices.Clone(jobs), more), workers, provers)
	if last := len(jobs); with[last] > more.within {
		return last, with[last]
	}
	for i, j := range jobs {
		if with[i] > j.within && without[i] <= j.within {
			return i, with[i]
		}
	}
	return -1, 0
}

// noTime begins why a forward waits for which there is no time; the figures follow.
const noTime = "it waits, since there would not be enough time: "

// crowd says why there is no time for a forward behind what is admitted, or if it were, for something that is.
func (e *Engine) crowd(ctx context.Context, f *chain.Forward, p *Predicate, from *journal.Delivery, at at) (reason, figures string, err error) {
	jobs, err := e.admittedJobs(ctx, f.ID, at)
	if err != nil {
		return "", "", err
	}
	more := e.jobOf(f, p, from, at)
	which, after := tight(jobs, more, e.opts.Workers, e.opts.Provers)
	switch {
	case which < 0:
		return "", "", nil
	case which < len(jobs):
		return noTime, fmt.Sprintf("forward %s would be done in %s, and has %s; executing and proving this one takes about %s and %s",
			jobs[which].forward, roughly(after), roughly(jobs[which].within), roughly(more.execute), roughly(more.prove)), nil
	}
	return noTime, fmt.Sprintf("executing takes about %s and proving %s, behind %d that are admitted it would be done in %s, and it has %s",
		roughly(more.execute), roughly(more.prove), len(jobs), roughly(after), roughly(more.within)), nil
}

// displaces says why an accepted forward is not begun behind what this relayer accepted by itself: that would be late. Else it is begun,
// whether there is time for it or not, since its bond may be the operator's; anybody may give a position away, too.
func (e *Engine) displaces(ctx context.Context, f *chain.Forward, p *Predicate, from *journal.Delivery, at at) (reason, figures string, err error) {
	jobs, err := e.admittedJobs(ctx, f.ID, at)
	if err != nil {
		return "", "", err
	}
	without := done(jobs, e.opts.Workers, e.opts.Provers)
	with := done(append(slices.Clone(jobs), e.jobOf(f, p, from, at)), e.opts.Workers, e.opts.Provers)
	for i, j := range jobs {
		if j.bonded && with[i] > j.within && without[i] <= j.within {
			return noTime, fmt.Sprintf("forward %s, which this relayer accepted, would be done in %s, and has %s", j.forward, roughly(with[i]), roughly(j.within)), nil
		}
	}
	return "", "", nil
}

// More steps, and longer ones, are not told apart: whoever opens a forward may name any number of units.
const (
	maxSteps = 1 << 16
	longest  = 365 * 24 * time.Hour
)

// jobOf is what is left to do for a forward from some state on. Where windows are counted in hours or the like what is delivered
// becomes known as they pass, and only what follows the last is time for it. A second step waits until the first was settled, which
// is from the start of the window on.
func (e *Engine) jobOf(f *chain.Forward, p *Predicate, from *journal.Delivery, at at) job {
	now := e.now(at)
	if p.Limits.WindowSeconds > 0 {
		now = max(now, f.Terms.End)
	}
	steps := atMost(stepsOf(left(f, from), p.Limits))
	if steps > 1 {
		now = max(now, f.Terms.Start)
	}
	j := job{
		forward: f.ID, prove: often(steps, e.proves(p.Bundle)), running: e.busy(f.ID),
		within: seconds(now, f.Terms.SettleBy) - e.opts.delay(f) - e.opts.Margin - e.between(f, p, from),
	}
	switch from.Stage {
	case "", journal.Accepting, journal.Executing:
		j.execute = often(steps, e.executes(p))
	}
	return j
}

// atMost is so many steps, as a factor, maxSteps at most.
func atMost(steps *big.Int) time.Duration {
	if steps.Cmp(big.NewInt(maxSteps)) < 0 {
		return time.Duration(steps.Int64())
	}
	return maxSteps
}

// often is a length of time so many times, longest at most.
func often(n, one time.Duration) time.Duration {
	if n > 0 && one > longest/n {
		return longest
	}
	return n * one
}

// admittedJobs are those of all forwards that are taken and not proved, but for one. What nothing comes of any more takes no time. What a
// bond is lost for counts before it is begun; but two such ones would wait for each other, and both be lost.
func (e *Engine) admittedJobs(ctx context.Context, but common.Hash, at at) (jobs []job, err error) {
	admitted := e.tally().unfinished
	if !e.pledged(but) {
		admitted = slices.Concat(admitted, e.unbegun())
	}
	for _, d := range admitted {
		f := e.forward(d.Forward)
		if f == nil || d.Forward == but || d.Stage == journal.Accepting && len(d.Accept) == 0 {
			continue
		}
		rest := d
		if d.Stage == journal.Proved {
			if rest = afterStep(f, d); rest == nil {
				continue
			}
		}
		m, err := e.match(ctx, at.head, f.Terms.Predicate)
		if err != nil {
			return nil, err
		}
		if m.predicate == nil {
			continue
		}
		j := e.jobOf(f, m.predicate, rest, at)
		if d.Stage == journal.Proved {
			j.within -= e.landing(m.predicate)
		}
		j.bonded = bonded(d)
		spent := d.Stage == journal.Executing && d.Attempts >= e.opts.MaxAttempts
		hope := j.within + often(atMost(stepsOf(left(f, rest), m.predicate.Limits)), e.queueing()) // it may not have to wait for others
		if j.running || hope > 0 && !spent && !e.lacking[f.ID] {
			jobs = append(jobs, j)
		}
	}
	return jobs, nil
}

// afterStep is what is left of a forward once the step that is proved was settled, nil if that is the last.
func afterStep(f *chain.Forward, d *journal.Delivery) *journal.Delivery {
	if !f.Assigned() || d.Step.Amount == nil {
		return nil
	}
	rest := &journal.Delivery{Stage: journal.Executing, Delivered: new(big.Int).Add(delivered(d), d.Step.Amount)}
	if d.Commitment != (common.Hash{}) {
		rest.Stage = journal.Committed
	}
	if left(f, rest).Sign() < 1 {
		return nil
	}
	return rest
}

// executes is how long the executor takes until an output holds, by what the journal has of a predicate; 0 where it has nothing.
func (e *Engine) executes(p *Predicate) time.Duration {
	return e.tally().executed[p.Bundle.KeyHash].average()
}

// proves is how long a proof under a key takes, by what the journal has of it: a relayer that leaves proving to others makes none
// itself, and one that was just started has made none yet. Where the last one took longer than they do on average, the machines may be
// slower ones now. Where the journal has nothing, the prover here says what it expects.
func (e *Engine) proves(bundle *keys.Bundle) time.Duration {
	took := e.tally().proved[bundle.KeyHash].average()
	e.mu.Lock()
	took = max(took, e.lately[bundle.KeyHash])
	e.mu.Unlock()
	if took > 0 {
		return took
	}
	return e.Prover.Expected(bundle)
}

// roughly is a length of time as it is told: to the second, and what is shorter to the millisecond.
func roughly(d time.Duration) time.Duration {
	if d.Abs() < time.Second {
		return d.Round(time.Millisecond)
	}
	return d.Round(time.Second)
}
