package index

import (
	"cmp"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// apply takes in what was told up to a block. What is about forwards that were left out is left out.
func (x *Index) apply(told []chain.Notice, leftOut int, upTo, now uint64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.leftOut += leftOut
	for i := range told {
		change := x.take(&told[i])
		if change == nil {
			continue
		}
		if n := len(x.told); n == 0 || x.told[n-1].number < told[i].At.Block {
			x.told = append(x.told, mark{told[i].At.Block, told[i].At.BlockHash})
		}
		x.tell(Change{Forward: change})
	}
	x.standing.Read = upTo
	x.retime(now)
}

// take takes in one event, and says what changed; nil for what is left out, or tells nothing new.
func (x *Index) take(e *chain.Notice) *ForwardChange {
	at := Moment{e.At, e.Time}
	switch {
	case e.Opened != nil:
		return x.open(e.Opened, at)
	case e.Group != nil:
		x.group(e.Group, at)
		return nil
	case e.Moved != nil && e.Moved.From == (common.Address{}):
		return nil // its opening or its acceptance tells
	}
	id, side := e.Forward, chain.BuyerSide
	if e.Moved != nil {
		id, side = x.position(e.Moved.Position)
	}
	row := x.byID[id]
	if row == nil {
		x.leftOut++
		return nil
	}
	change := &ForwardChange{ID: id, At: at}
	before := row.Status
	switch {
	case e.Announced != nil:
		row.Announcements = append(row.Announcements, Announcement{*e.Announced, at})
		change.What = Announced
	case e.Accepted != nil:
		row.Acceptance = &Acceptance{*e.Accepted, at}
		row.derive()
		change.What = Accepted
	case e.Settled != nil:
		x.settle(row, *e.Settled, at)
		change.What = Settled
	case e.Moved != nil:
		row.Moves = append(row.Moves, Move{side, e.Moved.From, e.Moved.To, at})
		row.derive()
		change.What = Moved
	default:
		end, closed := e.Reclaimed, false
		if end == nil {
			end, closed = e.Closed, true
		}
		row.Ending = &Ending{closed, end.Buyer, end.ToBuyer, end.Provider, end.ToProvider, at}
		change.What = map[bool]What{false: Reclaimed, true: Closed}[closed]
	}
	x.kept++
	x.count(before, row.statusAt(e.Time), row)
	change.Status = row.Status
	return change
}

func (x *Index) open(f *chain.Forward, at Moment) *ForwardChange {
	if x.byID[f.ID] != nil {
		x.leftOut++ // an id is opened once
		return nil
	}
	row := &Forward{ID: f.ID, Terms: f.Terms, Buyer: f.Buyer, Salt: f.Salt, Opened: at}
	row.derive()
	row.Status = row.statusAt(at.Time)
	x.rows = append(x.rows, row)
	x.byID[f.ID] = row
	x.counts[row.Status]++
	x.predicates[f.Terms.Predicate]++
	x.tokens[f.Terms.Token]++
	x.kept++
	x.generation++
	x.bodies.put(at.Place, f, len(f.Params)+len(f.Task))
	return &ForwardChange{ID: f.ID, At: at, What: Opened, Status: row.Status}
}

func (x *Index) settle(row *Forward, paid chain.Paid, at Moment) {
	row.Settlements = append(row.Settlements, Settlement{Paid: paid, At: at})
	row.delivered(&row.Settlements[len(row.Settlements)-1])
	if n := len(x.run); n > 0 && x.settlement(x.run[n-1]).At.Tx != at.Tx {
		x.run = nil
	}
	if !paid.Alone {
		x.run = append(x.run, settled{row, len(row.Settlements) - 1})
	}
}

func (x *Index) settlement(s settled) *Settlement { return &s.row.Settlements[s.at] }

// group has a group's settlements, which came right before it, point to it. Lists are copied: others may hold them.
func (x *Index) group(g *chain.Grouped, at Moment) {
	group := &Group{*g, at}
	for _, s := range x.run[max(0, len(x.run)-g.Settled):] {
		if s.at < len(s.row.Settlements) && x.settlement(s).At.Tx == at.Tx {
			s.row.Settlements = slices.Clone(s.row.Settlements)
			x.settlement(s).Group = group
		}
	}
	x.run = nil
}

// position says whose position one is, and which.
func (x *Index) position(number common.Hash) (id common.Hash, side chain.Side) {
	if x.byID[number] != nil {
		return number, chain.BuyerSide
	}
	number[len(number)-1] ^= 1
	return number, chain.ProviderSide
}

// count moves a forward from one status to another.
func (x *Index) count(before, after chain.Status, row *Forward) {
	row.Status = after
	x.counts[before]--
	x.counts[after]++
}

// retime has all forwards stand where they do at a time, and tells which of them changed by that alone.
func (x *Index) retime(now uint64) {
	for _, row := range x.rows {
		if row.Status.Cold() {
			continue
		}
		if after := row.statusAt(now); after != row.Status {
			x.count(row.Status, after, row)
			x.tell(Change{Forward: &ForwardChange{ID: row.ID, What: Timed, Status: after, At: row.Last()}})
		}
	}
}

// rewind takes back what was told after a block.
func (x *Index) rewind(to uint64) (taken int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	for n := len(x.rows); n > 0 && x.rows[n-1].Opened.Block > to; n-- {
		row := x.rows[n-1]
		delete(x.byID, row.ID)
		x.counts[row.Status]--
		x.predicates[row.Terms.Predicate]--
		x.tokens[row.Terms.Token]--
		x.rows[n-1] = nil
		x.rows = x.rows[:n-1]
		taken += row.things()
	}
	for _, row := range x.rows {
		before := row.Status
		if n := row.rewind(to); n > 0 {
			taken += n
			x.count(before, row.statusAt(x.standing.Head.Time), row)
		}
	}
	x.kept -= taken
	x.told = x.told[:markAfter(x.told, to)]
	x.run = nil
	x.generation++
	x.standing.Read = min(x.standing.Read, to)
	return taken
}

// markAfter is where in a list of marks those after a block begin.
func markAfter(list []mark, block uint64) int {
	at, _ := slices.BinarySearchFunc(list, block, func(m mark, block uint64) int {
		if m.number <= block {
			return -1
		}
		return cmp.Compare(m.number, block)
	})
	return at
}
