package index

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Forward is what is known of one forward. Long bytes are apart: see Index.Opening and Index.Settlement.
type Forward struct {
	ID     common.Hash
	Terms  statement.Terms
	Buyer  common.Address // who held the buyer's position first
	Salt   common.Hash
	Opened Moment

	Announcements []Announcement
	Acceptance    *Acceptance
	Settlements   []Settlement
	Moves         []Move
	Ending        *Ending

	// What follows from the above.
	Holder    common.Address // of the buyer's position
	Provider  common.Address // who holds the provider's position, zero if nobody does
	Delivered *big.Int       // base units
	Paid      *big.Int       // of the price
	Cursor    uint64         // progress, as the escrow keeps it
	Status    chain.Status   // at the latest block's time
}

// Moment is a place in the chain and its block's time, in unix seconds.
type Moment struct {
	chain.Place
	Time uint64
}

// Announcement is something that was announced for the first time.
type Announcement struct {
	H  common.Hash
	At Moment
}

// Acceptance is a provider taking on an assigned forward.
type Acceptance struct {
	Provider common.Address
	At       Moment
}

// Settlement is a step that was proved and paid.
type Settlement struct {
	chain.Paid
	At    Moment
	Group *Group // whose proof it is about, nil if it has one of its own
}

// Group is one proof about several settlements.
type Group struct {
	chain.Grouped
	At Moment
}

// Move is a position that changed hands.
type Move struct {
	Side     chain.Side
	From, To common.Address
	At       Moment
}

// Ending is how the rest was shared, by both sides' consent or by a reclaim.
type Ending struct {
	Closed     bool
	Buyer      common.Address // who held the buyer's position
	ToBuyer    *big.Int
	Provider   common.Address // zero if nobody held the provider's position
	ToProvider *big.Int
	At         Moment
}

// Assigned says that only who accepted the forward delivers it.
func (f *Forward) Assigned() bool { return f.Terms.AcceptBy != 0 }

// Last is the latest thing that is known of it.
func (f *Forward) Last() Moment {
	last := f.Opened
	later := func(m Moment) {
		if m.Block > last.Block || m.Block == last.Block && m.Log > last.Log {
			last = m
		}
	}
	if n := len(f.Announcements); n > 0 {
		later(f.Announcements[n-1].At)
	}
	if f.Acceptance != nil {
		later(f.Acceptance.At)
	}
	if n := len(f.Settlements); n > 0 {
		later(f.Settlements[n-1].At)
	}
	if n := len(f.Moves); n > 0 {
		later(f.Moves[n-1].At)
	}
	if f.Ending != nil {
		later(f.Ending.At)
	}
	return last
}

// statusAt is where the forward stands at a time, as the escrow says it.
func (f *Forward) statusAt(now uint64) chain.Status {
	switch {
	case f.Ending != nil && f.Ending.Closed:
		return chain.StatusClosed
	case f.Ending != nil:
		return chain.StatusReclaimed
	case f.Delivered.Cmp(f.Terms.Quantity) == 0:
		return chain.StatusSettled
	case f.Assigned() && f.Provider == (common.Address{}) && now < f.Terms.AcceptBy:
		return chain.StatusProposed
	case f.Assigned() && f.Provider == (common.Address{}):
		return chain.StatusLapsed
	case now < f.Terms.Start:
		return chain.StatusPending
	case now < f.Terms.SettleBy:
		return chain.StatusDeliverable
	}
	return chain.StatusExpired
}

// derive works out what follows from what happened. Numbers are new ones: old ones may be in somebody's hands.
func (f *Forward) derive() {
	f.Holder, f.Provider = f.Buyer, common.Address{}
	if f.Acceptance != nil {
		f.Provider = f.Acceptance.Provider
	}
	for _, move := range f.Moves {
		if move.Side == chain.BuyerSide {
			f.Holder = move.To
		} else {
			f.Provider = move.To
		}
	}
	f.Delivered, f.Paid, f.Cursor = new(big.Int), new(big.Int), 0
	for i := range f.Settlements {
		f.delivered(&f.Settlements[i])
	}
}

func (f *Forward) delivered(s *Settlement) {
	f.Delivered = new(big.Int).Add(f.Delivered, s.Step.Amount)
	f.Paid = new(big.Int).Add(f.Paid, s.Paid.Paid)
	if f.Assigned() && f.Delivered.Cmp(f.Terms.Quantity) != 0 { // the last unit leaves it
		f.Cursor = s.Step.To
	}
}

// rewind takes back what happened after a block, and says how many things that were. The forward was opened before.
func (f *Forward) rewind(to uint64) (taken int) {
	f.Announcements, taken = until(f.Announcements, taken, func(a Announcement) bool { return a.At.Block <= to })
	f.Settlements, taken = until(f.Settlements, taken, func(s Settlement) bool { return s.At.Block <= to })
	f.Moves, taken = until(f.Moves, taken, func(m Move) bool { return m.At.Block <= to })
	if f.Acceptance != nil && f.Acceptance.At.Block > to {
		f.Acceptance, taken = nil, taken+1
	}
	if f.Ending != nil && f.Ending.At.Block > to {
		f.Ending, taken = nil, taken+1
	}
	if taken > 0 {
		f.derive()
	}
	return taken
}

// until is what stands at the beginning of a list. What is added to it later leaves the list that others hold alone.
func until[T any](list []T, before int, stands func(T) bool) (rest []T, taken int) {
	n := len(list)
	for n > 0 && !stands(list[n-1]) {
		n--
	}
	taken = before + len(list) - n
	if n == 0 {
		return nil, taken
	}
	return list[:n:n], taken
}

// things is how many events are kept for the forward.
func (f *Forward) things() int {
	n := 1 + len(f.Announcements) + len(f.Settlements) + len(f.Moves)
	if f.Acceptance != nil {
		n++
	}
	if f.Ending != nil {
		n++
	}
	return n
}
