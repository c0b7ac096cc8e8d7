package delivery

import (
	"cmp"
	"fmt"
	"math/big"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// What is accepted by itself at most. Whoever opens a forward may name any terms, and a bond that is staked is lost with any of them
// that cannot be met: who wants more accepts it by hand.
const (
	mostAccepted  = 32                  // steps
	furthest      = 90 * 24 * time.Hour // until the end of the window
	blockInterval = 15 * time.Second    // between two blocks, on chains that have slow ones
)

// landing is how long a step takes, beside the work on it, until the next may begin: it waits for others to be settled with and,
// where there are keys for batches, for others to be proved with; then its settlement is mined, for higher fees too, and cannot go away.
func (o Options) landing(p *Predicate) time.Duration {
	waits := o.Gather
	if len(p.Batches) > 0 {
		waits += o.Gather
	}
	return time.Duration(min(o.Confirmations, 1<<20)+patience+1)*blockInterval + waits
}

// landing is that of the options, behind whatever else is settled: one transaction at a time, each in a block of its own.
func (e *Engine) landing(p *Predicate) time.Duration {
	return e.opts.landing(p) + e.queueing()
}

// queueing is how long a settlement waits at most for those of others.
func (e *Engine) queueing() time.Duration {
	return often(time.Duration(max(e.queue-1, 0)), blockInterval)
}

// queued is how many transactions it takes to settle a step of everything that is in hand, as settleSingles puts them together.
func (e *Engine) queued() (count int) {
	together := map[account]int{}
	for _, d := range e.tally().unfinished {
		f := e.forward(d.Forward)
		if f == nil || e.lacking[d.Forward] || d.Stage == journal.Accepting && len(d.Accept) == 0 {
			continue
		}
		e.mu.Lock()
		p := e.matches[f.Terms.Predicate].predicate // nil where no contract was asked about yet
		e.mu.Unlock()
		if p != nil && chain.CodeFor(p.Bundle.Manifest.Name) == chain.HourLedger {
			count++
			continue
		}
		together[account{f.Terms.Predicate, f.Terms.Token}]++
	}
	for _, n := range together {
		count += (n + mostCombined - 1) / mostCombined
	}
	return count
}

// immoderate says why no bond is staked on some terms, whoever opened them and however fast the work is.
func (e *Engine) immoderate(f *chain.Forward, p *Predicate, now uint64) (reason string) {
	t := f.Terms
	if p.Limits.WindowSeconds > 0 {
		return fmt.Sprintf("%s is delivered over a whole window, by machines that this relayer does not count; `tercet forward accept` accepts it", p.Name)
	}
	steps := stepsOf(t.Quantity, p.Limits)
	if steps.Cmp(big.NewInt(mostAccepted)) > 0 {
		return fmt.Sprintf("it takes %v steps, and no more than %d are accepted by itself", steps, mostAccepted)
	}
	if t.Bond.Cmp(t.Price) > 0 {
		return fmt.Sprintf("its bond of %v is above its price of %v", t.Bond, t.Price)
	}
	if most := cmp.Or(e.opts.MaxBonds[t.Token], new(big.Int)); t.Bond.Cmp(most) > 0 {
		return fmt.Sprintf("it is not accepted, since more would be at stake than may be: its bond is %v, and --max-bond is %v of token %s", t.Bond, most, t.Token)
	}
	if ahead := seconds(now, t.SettleBy); ahead > furthest {
		return fmt.Sprintf("its window ends at %s, and no later than in %s is accepted by itself", moment(t.SettleBy), furthest)
	}
	needed := e.opts.Margin + time.Duration(steps.Int64())*e.opts.landing(p)
	if open := seconds(max(now, t.Start), t.SettleBy); open <= needed {
		return fmt.Sprintf("it could be settled from %s to %s only, and its settlements may take %s (--settle-margin and --gather are part of that)",
			moment(t.Start), moment(t.SettleBy), needed)
	}
	return ""
}

// slow says why there is no time now for the settlements of a forward, behind those of others: that passes.
func (e *Engine) slow(f *chain.Forward, p *Predicate, now uint64) (reason, figures string) {
	needed := e.opts.Margin + often(atMost(stepsOf(f.Terms.Quantity, p.Limits)), e.landing(p))
	if open := seconds(max(now, f.Terms.Start), f.Terms.SettleBy); open <= needed {
		return noTime, fmt.Sprintf("its settlements may take %s behind those of others, and it could be settled for %s only", needed, open)
	}
	return "", ""
}

// between is how long the steps of a forward wait for one another, from some state on: the last of them has the margin for that.
func (e *Engine) between(f *chain.Forward, p *Predicate, from *journal.Delivery) time.Duration {
	steps := stepsOf(left(f, from), p.Limits)
	if steps.Cmp(big.NewInt(maxSteps)) > 0 {
		return longest
	}
	return often(time.Duration(max(steps.Int64()-1, 0)), e.landing(p))
}

// seconds is how long it is from one moment to another, 0 if that is not later, and no more than some 136 years.
func seconds(from, to uint64) time.Duration {
	return time.Duration(min(to-min(to, from), 1<<32)) * time.Second
}
