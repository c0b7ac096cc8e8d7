package curve

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Filter is a reason for which a forward counts as one that somebody made with themselves.
type Filter string

// The filters, in the order in which they are asked: a forward is listed under the first.
const (
	SameOwner   Filter = "same-owner"  // one account is buyer and provider, or made an offer and took it
	SelfFunded  Filter = "self-funded" // one account paid price and bond, or the buyer was paid for the delivery
	QuickClose  Filter = "quick-close" // both sides ended it within a day of the agreement, and nothing was delivered
	RoundTrip   Filter = "round-trip"  // the same two sold each other the same, within a week
	Outlier     Filter = "outlier"     // its price is over three times, or under a third of, what others pay
	quickClose         = day
	roundTrip          = 7 * day
	alike              = 10 // percent that quantities of a round trip differ by at most
	farOff             = 3
	leastOthers        = 5 // pairs of others whose median is a price to go by
)

// Filters are all filters, in order.
var Filters = []Filter{SameOwner, SelfFunded, QuickClose, RoundTrip, Outlier}

// Removed is a forward that a filter takes off the curve.
type Removed struct {
	ID       common.Hash    `json:"id"`
	Filter   Filter         `json:"filter"`
	Why      string         `json:"why"`
	Buyer    common.Address `json:"buyer"`
	Provider common.Address `json:"provider"`
	Quantity string         `json:"quantity"`
	Price    Price          `json:"price"`
}

// filter leaves out what looks as if somebody had made it with themselves. The forwards are all of one instrument, in the order
// of their opening.
func filter(forwards []*forward, s scale) (kept []*forward, removed []Removed) {
	suspects := map[common.Hash]Removed{}
	suspect := func(f *forward, filter Filter, why string) {
		suspects[f.ID] = Removed{f.ID, filter, why, f.Buyer, f.provider(), f.Quantity.String(), s.price(f.Price, f.Quantity)}
	}
	rest := func() []*forward {
		return slices.DeleteFunc(slices.Clone(forwards), func(f *forward) bool {
			_, suspected := suspects[f.ID]
			return suspected
		})
	}
	for _, f := range forwards {
		if filter, why := f.selfMade(); why != "" {
			suspect(f, filter, why)
		}
	}
	for _, trip := range roundTrips(rest()) {
		suspect(trip[0], RoundTrip, fmt.Sprintf("forward %s goes the other way", trip[1].ID))
		suspect(trip[1], RoundTrip, fmt.Sprintf("forward %s goes the other way", trip[0].ID))
	}
	for _, found := range outliers(rest()) {
		suspect(found.forward, Outlier, fmt.Sprintf("the median of %d other pairs for %s is %s", found.others, found.period, s.price(found.amount, found.quantity)))
	}
	for _, f := range forwards {
		if r, suspected := suspects[f.ID]; suspected {
			removed = append(removed, r)
		}
	}
	return rest(), removed
}

// selfMade is what a forward by itself shows; why is empty if that is nothing.
func (f *forward) selfMade() (filter Filter, why string) {
	provider := f.provider()
	switch {
	case provider == f.Buyer && provider != (common.Address{}):
		return SameOwner, "the buyer is the provider"
	case f.fill != nil && f.fill.Maker == f.fill.Taker:
		return SameOwner, "who made the offer took it"
	case slices.Contains(f.recipients, f.Buyer):
		return SelfFunded, "the buyer was paid for a delivery"
	case f.accepted == nil:
		return "", ""
	case f.Payer != (common.Address{}) && f.Payer == f.accepted.Payer:
		return SelfFunded, fmt.Sprintf("%s paid price and bond", f.Payer)
	case f.closed && f.delivered.Sign() == 0 && f.ended.Time <= f.accepted.Time+quickClose:
		return QuickClose, fmt.Sprintf("both sides ended it %d seconds after they agreed", f.ended.Time-f.accepted.Time)
	}
	return "", ""
}

// roundTrips are pairs of forwards of one period that go both ways between the same two accounts. Each forward is in one at
// most: the earliest that fits.
func roundTrips(forwards []*forward) (trips [][2]*forward) {
	type way struct {
		buyer, provider common.Address
		period          period
	}
	open := map[way][]*forward{}
	byTime := slices.DeleteFunc(slices.Clone(forwards), func(f *forward) bool { return f.accepted == nil })
	slices.SortStableFunc(byTime, func(a, b *forward) int {
		return comparePlaces(a.accepted.Place, b.accepted.Place)
	})
	for _, f := range byTime {
		back := way{f.accepted.Provider, f.Buyer, f.period}
		waiting := slices.DeleteFunc(open[back], func(g *forward) bool { return g.accepted.Time+roundTrip < f.accepted.Time })
		i := slices.IndexFunc(waiting, func(g *forward) bool { return areAlike(f.Quantity, g.Quantity) })
		if i >= 0 {
			trips = append(trips, [2]*forward{waiting[i], f})
			open[back] = slices.Delete(waiting, i, i+1)
			continue
		}
		open[back] = waiting
		there := way{f.Buyer, f.accepted.Provider, f.period}
		open[there] = append(open[there], f)
	}
	return trips
}

func areAlike(a, b *big.Int) bool {
	difference := new(big.Int).Sub(a, b)
	difference.Abs(difference).Mul(difference, big.NewInt(100))
	larger := a
	if b.Cmp(a) > 0 {
		larger = b
	}
	return difference.Cmp(new(big.Int).Mul(larger, big.NewInt(alike))) <= 0
}
