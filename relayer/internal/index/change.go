package index

import (
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
	Sequence uint64 // the next change has the next one

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

// TellOffer adds a change to the list.
func (x *Index) TellOffer(o OfferChange) { x.changes.add(Change{Offer: &o}) }

// ringSize is how many changes are kept.
const ringSize = 4096

// ring keeps the last changes.
type ring struct {
	mu      sync.Mutex
	kept    []Change // the newest last
	last    uint64   // sequence
	changed chan struct{}
}

func (r *ring) init() { r.changed = make(chan struct{}) }

func (r *ring) add(c Change) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last++
	c.Sequence = r.last
	if len(r.kept) == 2*ringSize {
		r.kept = append(make([]Change, 0, 2*ringSize), r.kept[ringSize:]...)
	}
	r.kept = append(r.kept, c)
	close(r.changed)
	r.changed = make(chan struct{})
}

// tell tells a change to who follows. Before the head was reached once, what is read is no news.
func (x *Index) tell(c Change) {
	if x.standing.Following || c.Forward == nil {
		x.changes.add(c)
	}
}

// Changes are at most so many changes after the one of a sequence, oldest first. They are not whole if some of them, or that
// one, are not kept any more or were never there. What is returned with them is closed once there are more.
func (x *Index) Changes(after uint64, most int) (changes []Change, whole bool, more <-chan struct{}) {
	r := &x.changes
	r.mu.Lock()
	defer r.mu.Unlock()
	first := r.last - uint64(min(len(r.kept), ringSize)) + 1
	if after > r.last || after+1 < first {
		return nil, false, r.changed
	}
	missing := int(r.last - after) //nolint:gosec // at most ringSize
	changes = r.kept[len(r.kept)-missing:]
	return changes[:min(len(changes), most):min(len(changes), most)], true, r.changed
}

// Sequence is that of the latest change, 0 if there was none.
func (x *Index) Sequence() uint64 {
	x.changes.mu.Lock()
	defer x.changes.mu.Unlock()
	return x.changes.last
}
