package index

import (
	"cmp"
	"slices"
	"sync"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Order is what a list is sorted by. It never changes for a forward, so that pages fit together whatever happens between them.
type Order uint8

// The orders.
const (
	ByOpening Order = iota
	ByStart
	BySettleBy
)

// Query asks for forwards. Nil and zero fields ask for nothing.
type Query struct {
	Statuses  []chain.Status
	Assigned  *bool
	Predicate *common.Address
	Token     *common.Address
	Unit      *common.Hash
	Buyer     *common.Address // holds the buyer's position, or was named at the opening
	Provider  *common.Address // holds the provider's position, or is the only one who may
	From      uint64          // only what is delivered from here on …
	Until     uint64          // … and before here may: windows that overlap this one

	Order      Order
	Descending bool
	After      *Place // only what comes after this in the order
	Limit      int
}

// Place is where a forward stands in an order.
type Place struct {
	Key        uint64 // what the order goes by
	Block, Log uint64 // of the opening
}

// Page is one page of an answer.
type Page struct {
	Forwards []Forward
	Next     *Place // where the next page begins; nil if this is the last
	Standing Standing
}

// orders are the rows in each order, of a generation.
type orders struct {
	mu         sync.Mutex
	generation uint64
	lists      map[Order][]*Forward
}

// Forwards answers a query.
func (x *Index) Forwards(q Query) Page {
	x.mu.RLock()
	defer x.mu.RUnlock()
	rows := x.ordered(q.Order)
	page := Page{Standing: x.stands(), Forwards: []Forward{}}
	next := x.walk(rows, q)
	for row := next(); row != nil; row = next() {
		if !q.matches(row) {
			continue
		}
		if len(page.Forwards) == q.Limit {
			last := placeOf(&page.Forwards[len(page.Forwards)-1], q.Order)
			page.Next = &last
			break
		}
		page.Forwards = append(page.Forwards, *row)
	}
	return page
}

// walk goes through rows in a query's direction, from after its place on.
func (x *Index) walk(rows []*Forward, q Query) func() *Forward {
	at, step := 0, 1
	if q.After != nil {
		var found bool
		at, found = slices.BinarySearchFunc(rows, *q.After, func(row *Forward, p Place) int {
			return placeOf(row, q.Order).compare(p)
		})
		if found && !q.Descending {
			at++
		}
	} else if q.Descending {
		at = len(rows)
	}
	if q.Descending {
		at, step = at-1, -1
	}
	return func() *Forward {
		if at < 0 || at >= len(rows) {
			return nil
		}
		row := rows[at]
		at += step
		return row
	}
}

// ordered are the rows in an order. The caller holds mu at least for reading.
func (x *Index) ordered(order Order) []*Forward {
	if order == ByOpening {
		return x.rows
	}
	x.orders.mu.Lock()
	defer x.orders.mu.Unlock()
	if x.orders.generation != x.generation || x.orders.lists == nil {
		x.orders.generation, x.orders.lists = x.generation, map[Order][]*Forward{}
	}
	list, made := x.orders.lists[order]
	if !made {
		list = slices.Clone(x.rows)
		slices.SortFunc(list, func(a, b *Forward) int { return placeOf(a, order).compare(placeOf(b, order)) })
		x.orders.lists[order] = list
	}
	return list
}

func placeOf(f *Forward, order Order) Place {
	p := Place{Block: f.Opened.Block, Log: uint64(f.Opened.Log)}
	switch order {
	case ByStart:
		p.Key = f.Terms.Start
	case BySettleBy:
		p.Key = f.Terms.SettleBy
	default:
		p.Key = p.Block
	}
	return p
}

func (p Place) compare(other Place) int {
	return cmp.Or(cmp.Compare(p.Key, other.Key), cmp.Compare(p.Block, other.Block), cmp.Compare(p.Log, other.Log))
}

func (q *Query) matches(f *Forward) bool {
	is := func(want *common.Address, have ...common.Address) bool {
		return want == nil || slices.Contains(have, *want)
	}
	t := &f.Terms
	return (len(q.Statuses) == 0 || slices.Contains(q.Statuses, f.Status)) &&
		(q.Assigned == nil || *q.Assigned == f.Assigned()) &&
		is(q.Predicate, t.Predicate) && is(q.Token, t.Token) && is(q.Buyer, f.Holder, f.Buyer) && is(q.Provider, f.Provider, t.Provider) &&
		(q.Unit == nil || *q.Unit == t.Unit) &&
		t.End > q.From && (q.Until == 0 || t.Start < q.Until)
}
