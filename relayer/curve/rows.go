package curve

import (
	"math/big"
	"slices"
)

// Row is one delivery month of an instrument. Forwards over several months are in each of them with a part in proportion to time.
type Row struct {
	Month      Month   `json:"month"`
	Trades     Average `json:"trades,omitzero"` // all that was agreed: fills and direct ones; bounties as they were posted
	Fills      Average `json:"fills,omitzero"`  // through signed offers
	Direct     Average `json:"direct,omitzero"` // without
	Deliveries Average `json:"deliveries,omitzero"`
	// What stands now: signed ones, and money that waits for somebody who accepts. Their price is the median by the money that their
	// makers hold for them, the price of a bid and the bond of an ask: quantity is what anybody may sign.
	Bids Average `json:"bids,omitzero"`
	Asks Average `json:"asks,omitzero"`

	OpenInterest string `json:"openInterest"` // base units that were promised and may still come
	Defaulted    string `json:"defaulted"`    // that were promised and did not come
	Dissolved    string `json:"dissolved"`    // that both sides agreed not to deliver
	Lapsed       string `json:"lapsed"`       // that nobody promised, or of a bounty nobody delivered
}

type rowTally struct {
	trades, fills, direct, deliveries, bids, asks tally
	open, defaulted, dissolved, lapsed            big.Int
}

// rows are the months in which an instrument has anything.
func rows(forwards []*forward, book []*standing, now uint64, s scale) []Row {
	months := map[Month]*rowTally{}
	at := func(m Month) *rowTally {
		if months[m] == nil {
			months[m] = new(rowTally)
		}
		return months[m]
	}
	for _, f := range forwards {
		f.count(at, now)
	}
	for _, o := range book {
		shares := spread(o.left, o.start, o.end)
		costs := priced(o.cost(o.left), o.left, shares)
		for i := range shares {
			t := &at(o.period.first + Month(i)).asks
			if o.side == Bid {
				t = &at(o.period.first + Month(i)).bids
			}
			t.addHeld(costs[i], shares[i], o.held(shares[i], costs[i]))
		}
	}
	out := make([]Row, 0, len(months))
	for m, t := range months {
		out = append(out, Row{
			Month: m, Trades: t.trades.average(s), Fills: t.fills.average(s), Direct: t.direct.average(s),
			Deliveries: t.deliveries.average(s), Bids: t.bids.average(s), Asks: t.asks.average(s), OpenInterest: t.open.String(),
			Defaulted: t.defaulted.String(), Dissolved: t.dissolved.String(), Lapsed: t.lapsed.String(),
		})
	}
	slices.SortFunc(out, func(a, b Row) int { return int(a.Month - b.Month) })
	return out
}

// count adds a forward to the months of its window.
func (f *forward) count(at func(Month) *rowTally, now uint64) {
	costs := priced(f.Price, f.Quantity, f.shares)
	came := delivered(f.shares, f.delivered)
	paid := priced(f.Price, f.Quantity, came)
	_, traded := f.traded()
	stage := f.stage(now)
	for i, share := range f.shares {
		row := at(f.period.first + Month(i))
		if traded {
			row.trades.add(costs[i], share)
			if f.fill != nil {
				row.fills.add(costs[i], share)
			} else {
				row.direct.add(costs[i], share)
			}
		}
		row.deliveries.add(paid[i], came[i])
		rest := new(big.Int).Sub(share, came[i])
		switch stage {
		case live:
			row.open.Add(&row.open, rest)
		case failed:
			row.defaulted.Add(&row.defaulted, rest)
		case dissolved:
			row.dissolved.Add(&row.dissolved, rest)
		case lapsed:
			row.lapsed.Add(&row.lapsed, rest)
		case proposed, fulfilled:
		}
	}
}
