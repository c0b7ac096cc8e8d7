package curve

import (
	"cmp"
	"maps"
	"math/big"
	"slices"
)

// Contract is delivery over a run of months at one price, as forwards of one period are quoted. It says what the months cost on
// average.
type Contract struct {
	First   Month   `json:"first"`
	Last    Month   `json:"last"`
	Trades  Average `json:"trades,omitzero"` // those of the time that is looked back on
	BestBid Price   `json:"bestBid,omitzero"`
	BestAsk Price   `json:"bestAsk,omitzero"`
	Mid     Price   `json:"mid,omitzero"`    // none where a bid is above an ask
	Spread  Price   `json:"spread,omitzero"` // best ask less best bid
	Crossed bool    `json:"crossed,omitempty"`
	OnCurve bool    `json:"onCurve"`          // the curve reproduces its price
	Why     string  `json:"why,omitempty"`    // why it does not
	Implied Price   `json:"implied,omitzero"` // what the flat curve makes of it then
}

func (c Contract) period() period { return period{c.First, c.Last} }

// contracts are those of the coming months, the current one included, by first and last month.
func contracts(forwards []*forward, book []*standing, now, since uint64, s scale) []Contract {
	trades := map[period]*tally{}
	best := map[period]map[Side]*standing{}
	current := MonthOf(now)
	for _, f := range forwards {
		if when, traded := f.traded(); traded && when >= since && f.period.last >= current {
			if trades[f.period] == nil {
				trades[f.period] = new(tally)
			}
			trades[f.period].add(f.Price, f.Quantity)
		}
	}
	for _, o := range book {
		if o.period.last < current {
			continue
		}
		if best[o.period] == nil {
			best[o.period] = map[Side]*standing{}
		}
		if had := best[o.period][o.side]; had == nil || better(o, had) < 0 {
			best[o.period][o.side] = o
		}
	}
	all := maps.Clone(trades)
	for p := range best {
		if all[p] == nil {
			all[p] = new(tally)
		}
	}
	out := make([]Contract, 0, len(all))
	for p, t := range all {
		out = append(out, quoted(Contract{First: p.first, Last: p.last, Trades: t.average(s)}, best[p], s))
	}
	slices.SortFunc(out, func(a, b Contract) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last))
	})
	return out
}

func quoted(c Contract, best map[Side]*standing, s scale) Contract {
	if bid := best[Bid]; bid != nil {
		c.BestBid = s.price(bid.price, bid.total)
	}
	if ask := best[Ask]; ask != nil {
		c.BestAsk = s.price(ask.price, ask.total)
	}
	if c.BestBid.IsZero() || c.BestAsk.IsZero() {
		return c
	}
	c.Spread = Price{new(big.Rat).Sub(c.BestAsk.rat, c.BestBid.rat)}
	if c.Crossed = c.Spread.rat.Sign() < 0; !c.Crossed {
		sum := new(big.Rat).Add(c.BestAsk.rat, c.BestBid.rat)
		c.Mid = Price{sum.Mul(sum, big.NewRat(1, 2))}
	}
	return c
}
