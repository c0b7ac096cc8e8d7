package delivery

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// sweeps is in how many portions those that rest are asked about all the same, one each sweepPause seconds of the chain's time:
// an event that was missed costs the time of a sweep.
const (
	sweeps     = 64
	sweepPause = 12
)

// strangers is how many forwards that nothing was begun for are looked at for the first time in one tick, and how many for an approval
// that may be about them: what is announced and settled does not wait for all of them. The next tick follows at once while there
// are more.
const strangers = 512

// rest is what a forward waits for that is not looked at with every tick: an event that names it, a change of our own work on
// it, or a moment.
type rest struct {
	head, final uint64 // the moment, by the newest block's time or the final one's; 0 for none
	entry       *journal.Delivery
	work        crew.State
}

// sweep is which portion of those that rest is asked about.
type sweep struct {
	next   byte   // the portion
	at     uint64 // from this time on
	active bool   // in this tick
}

// rest has a forward not looked at until something happens to it, or until a time: head by the newest block, final by the last
// that does not go away, 0 for no such time. Whatever waits for anything else must not rest, and nothing does where an event that
// would wake it may have been named before. Of what strangers opened no more than its terms stays in memory then.
func (e *Engine) rest(f *chain.Forward, head, final uint64) {
	e.letGo(f)
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.following.blind {
		e.resting[f.ID] = rest{head, final, e.entries[f.ID], e.working[f.ID]}
	}
}

// restAlone is rest for what is not proved with others: those hear of a member only from a look at it.
func (e *Engine) restAlone(f *chain.Forward, head, final uint64) {
	if d := e.entry(f.ID); d == nil || d.Group == nil {
		e.rest(f, head, final)
	}
}

// restLate is restAlone until its end for what it is too late for, if so long afterwards it is, by the clock of a block that does not
// go away. One endpoint's newest block, or our own clock, may be put right again.
func (e *Engine) restLate(f *chain.Forward, at at, after time.Duration) {
	if at.doubt == "" && e.late(f, at.final.Time, after) {
		e.restAlone(f, f.Terms.SettleBy, 0)
	}
}

// trust has what was begun, or accepted, looked at again once another endpoint is read: it may rest on what the one before said.
func (e *Engine) trust(endpoint string) {
	if endpoint == e.endpoint {
		return
	}
	e.endpoint = endpoint
	clear(e.lost)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.operators = true
	for id := range e.resting {
		if e.entries[id] != nil {
			delete(e.resting, id)
		}
	}
}

func (e *Engine) wakeAll() {
	e.mu.Lock()
	defer e.mu.Unlock()
	clear(e.resting)
}

// dueNow lists the forwards that are looked at in this tick, as open does. Those that an event named stay due until they were
// looked at, whatever trouble comes first.
func (e *Engine) dueNow(at at) []*chain.Forward {
	e.sweep.active = at.head.Time >= e.sweep.at || e.sweep.at > at.head.Time+sweepPause // an endpoint's clock ran ahead
	e.mu.Lock()
	defer e.mu.Unlock()
	var due []*chain.Forward
	some := 0 // of those that an approval may be about
	for id, f := range e.forwards {
		if e.operators && f.Assigned() {
			e.approved[id] = true
		}
		_, closed := e.closed[id]
		switch {
		case closed:
			e.remove(id)
			continue
		case e.isDue(f, at) || e.approved[id] && e.entries[id] != nil:
		case e.approved[id] && some < strangers:
			some++
		default:
			continue
		}
		delete(e.resting, id)
		delete(e.approved, id)
		due = append(due, f)
	}
	clear(e.touched)
	e.operators = false
	if e.sweep.active {
		e.sweep.at, e.sweep.next = at.head.Time+sweepPause, (e.sweep.next+1)%sweeps
		if e.sweep.next == 0 && at.doubt == "" {
			maps.DeleteFunc(e.closed, func(_ common.Hash, until uint64) bool { return until < at.final.Time })
		}
	}
	return e.sorted(due)
}

func (e *Engine) isDue(f *chain.Forward, at at) bool {
	r, resting := e.resting[f.ID]
	return !resting || e.touched[f.ID] ||
		r.head != 0 && at.head.Time >= r.head || r.final != 0 && at.final.Time >= r.final ||
		r.entry != e.entries[f.ID] || r.work != e.working[f.ID] ||
		e.sweep.active && f.ID[common.HashLength-1]%sweeps == e.sweep.next
}

// open lists the forwards there is something to do for: those that only have to be collected first, then those that are
// worked on, accepted by this relayer before others, then the others, as griefs say; among each, those that end first. Of those that are over
// only the ids are kept, whatever they were opened with.
func (e *Engine) open() []*chain.Forward {
	e.mu.Lock()
	defer e.mu.Unlock()
	for id := range e.forwards {
		if _, closed := e.closed[id]; closed {
			e.remove(id)
		}
	}
	return e.sorted(slices.Collect(maps.Values(e.forwards)))
}

// remove forgets a forward, but for whether it is closed.
func (e *Engine) remove(id common.Hash) {
	delete(e.forwards, id)
	delete(e.fillings, id)
	delete(e.pledges, id)
	delete(e.wondered, id)
	delete(e.admitted, id)
	e.griefs.forget(id)
	delete(e.told, id)
	delete(e.resting, id)
	delete(e.touched, id)
	delete(e.seen, id)
	delete(e.lightened, id)
	delete(e.approved, id)
}

// isNew says that nothing was begun for a forward, and that it was not looked at yet.
func (e *Engine) isNew(f *chain.Forward) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.entries[f.ID] == nil && !e.seen[f.ID]
}

func (e *Engine) lookAt(f *chain.Forward) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if f.Assigned() && !e.seen[f.ID] && !bonded(e.entries[f.ID]) {
		e.wondered[f.ID] = true
	}
	e.seen[f.ID] = true
}

func (e *Engine) sorted(list []*chain.Forward) []*chain.Forward {
	type ranked struct {
		*chain.Forward
		rank, griefs int
		opened       uint64
	}
	all := make([]ranked, len(list))
	for i, f := range list {
		rank, griefs, opened := 4, 0, uint64(0)
		switch d := e.entries[f.ID]; {
		case d == nil:
			var staked bool
			if staked, griefs, opened = e.griefs.turn(f, e.Clock()); e.pledges[f.ID] {
				rank = 1
			} else if staked {
				rank = 3
			}
		case d.Stage == journal.Proved:
			rank = 0
		case d.Stage == journal.Reclaiming: // which loses nothing by waiting
			rank = 5
		case bonded(d): // for its bond
			rank = 1
		default:
			rank = 2
		}
		all[i] = ranked{f, rank, griefs, opened}
	}
	slices.SortFunc(all, func(a, b ranked) int {
		return cmp.Or(a.rank-b.rank, a.griefs-b.griefs, cmp.Compare(a.opened, b.opened),
			cmp.Compare(a.Terms.SettleBy, b.Terms.SettleBy), a.ID.Cmp(b.ID))
	})
	for i := range all {
		list[i] = all[i].Forward
	}
	return list
}
