package index

import (
	"cmp"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// What happened to a forward.
type What string

// The things that happen. Timed is for a status that changed by time alone.
const (
	Opened    What = "opened"
	Announced What = "announced"
	Accepted  What = "accepted"
	Settled   What = "settled"
	Moved     What = "moved"
	Reclaimed What = "reclaimed"
	Closed    What = "closed"
	Timed     What = "timed"
)

// Change is one thing that changed. One of the fields after Sequence is set.
type Change struct {
	Sequence uint64 // the next change has the next one, whatever it is about

	Forward *ForwardChange
	Head    *HeadChange
	Reorg   *ReorgChange
	Offer   *OfferChange
}

// ForwardChange is what happened to one forward, and how it stands after that.
type ForwardChange struct {
	ID     common.Hash
	What   What
	Status chain.Status
	At     Moment // of the event; with Timed of the last one before
}

// HeadChange is that the chain was read further.
type HeadChange struct {
	Head      chain.Head
	Read      uint64
	Confirmed chain.Head
	Following bool
}

// ReorgChange is that blocks went away, and what they had told was taken back.
type ReorgChange struct {
	To     uint64 // the last block that stands
	Depth  uint64 // how many blocks went away, at the most
	Events int    // that were taken back
}

// OfferChange is that a signed offer came, or stands otherwise. The index knows nothing of offers: who does tells it, so that whoever
// follows changes follows one list.
type OfferChange struct {
	Hash     common.Hash
	Side     string
	Standing string
	Left     string // base units
}

// TellOffer adds a change to the list. Anybody may post offers, so what is told of them has a ring of its own: however many there are,
// what happened to forwards stays as long as it would.
func (x *Index) TellOffer(o OfferChange) { x.changes.add(Change{Offer: &o}) }

// ringSize is how many changes are kept of forwards and the chain, and as many of offers.
const ringSize = 4096

// changes are the last ones, in two rings over which one count goes.
type changes struct {
	mu      sync.Mutex
	last    uint64 // sequence
	others  ring
	offers  ring
	changed chan struct{}
}

// ring keeps the last changes of a kind.
type ring struct {
	kept []Change // the newest last
	gone uint64   // sequence of the last one that is not kept any more, 0 if all are
}

func (r *ring) add(c Change) {
	if len(r.kept) == 2*ringSize {
		r.kept = append(make([]Change, 0, 2*ringSize), r.kept[ringSize:]...)
	}
	r.kept = append(r.kept, c)
	if more := len(r.kept) - ringSize; more > 0 {
		r.gone = r.kept[more-1].Sequence
	}
}

// after are the changes after a sequence.
func (r *ring) after(sequence uint64) []Change {
	kept := r.kept[max(0, len(r.kept)-ringSize):]
	from, _ := slices.BinarySearchFunc(kept, sequence+1, func(c Change, s uint64) int { return cmp.Compare(c.Sequence, s) })
	return kept[from:]
}

func (r *changes) init() { r.changed = make(chan struct{}) }

func (r *changes) add(c Change) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last++
	c.Sequence = r.last
	if c.Offer != nil {
		r.offers.add(c)
	} else {
		r.others.add(c)
	}
	close(r.changed)
	r.changed = make(chan struct{})
}

// tell tells a change to who follows. Before the head was reached once, what is read is no news.
func (x *Index) tell(c Change) {
	if x.standing.Following || c.Forward == nil {
		x.changes.add(c)
	}
}

// News is what changed after a sequence.
type News struct {
	Changes    []Change        // the oldest first
	Whole      bool            // nothing of forwards and the chain is missing, and that sequence was there
	OffersGone uint64          // what was told of offers after that sequence and up to this one is not kept any more; 0 if all is
	More       <-chan struct{} // closed once there is more
}

// Changes are at most so many changes after the one of a sequence. There are none where they would not be whole.
func (x *Index) Changes(after uint64, most int) News {
	r := &x.changes
	r.mu.Lock()
	defer r.mu.Unlock()
	n := News{More: r.changed, Whole: after <= r.last && after >= r.others.gone}
	if !n.Whole {
		return n
	}
	if r.offers.gone > after {
		n.OffersGone = r.offers.gone
	}
	others, offers := r.others.after(after), r.offers.after(after)
	for len(n.Changes) < most && len(others)+len(offers) > 0 {
		from := &others
		if len(others) == 0 || len(offers) > 0 && offers[0].Sequence < others[0].Sequence {
			from = &offers
		}
		n.Changes, *from = append(n.Changes, (*from)[0]), (*from)[1:]
	}
	return n
}

// Sequence is that of the latest change, 0 if there was none.
func (x *Index) Sequence() uint64 {
	x.changes.mu.Lock()
	defer x.changes.mu.Unlock()
	return x.changes.last
}
