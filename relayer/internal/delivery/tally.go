package delivery

import (
	"maps"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// tally is what follows from all entries together, those that were forgotten too. It is counted once, however many forwards ask for it,
// and anew after a change.
type tally struct {
	unfinished []*journal.Delivery // that something may still be delivered of, in an order
	executed   map[common.Hash]took
	proved     map[common.Hash]took
	missed     *journal.Delivery // the window that was missed last, nil if none was
}

// took is how long executors, or proofs, of a key took together, for so many deliveries.
type took struct{ all, count time.Duration }

func (e *Engine) tally() *tally {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.counted != nil {
		return e.counted
	}
	t := &tally{executed: maps.Clone(e.past.executed), proved: maps.Clone(e.past.proved), missed: e.past.missed}
	for _, d := range e.entries {
		if !ended(d) {
			t.unfinished = append(t.unfinished, d)
		}
		t.count(d)
	}
	slices.SortFunc(t.unfinished, func(a, b *journal.Delivery) int { return a.Forward.Cmp(b.Forward) })
	e.counted = t
	return t
}

func (t *tally) count(d *journal.Delivery) {
	addTo(t.executed, d.KeyHash, d.Executed)
	addTo(t.proved, d.ProvingKey, d.Proving)
	if !d.Missed.IsZero() && (t.missed == nil || d.Missed.After(t.missed.Missed)) {
		t.missed = d
	}
}

// addTo adds what one delivery took, unless that is not known. A journal that says more than longest is not believed: sums stay sums.
func addTo(sums map[common.Hash]took, key common.Hash, one time.Duration) {
	if one > 0 {
		before := sums[key]
		sums[key] = took{before.all + min(one, longest), before.count + 1}
	}
}

// average is 0 where nothing is known.
func (t took) average() time.Duration { return t.all / max(t.count, 1) }

// lack keeps whether an accepted forward is, for good, one that this relayer's account may not deliver: it takes no time and is no
// bond of the account's, and it is not missed.
func (e *Engine) lack(forward common.Hash, lacks bool) {
	if lacks {
		e.lacking[forward] = true
	} else {
		delete(e.lacking, forward)
	}
}
