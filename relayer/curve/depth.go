package curve

import (
	"math/big"
	"slices"
)

// Want is a quantity that somebody would buy or sell now, to be delivered in a window.
type Want struct {
	Measures *big.Rat // such as GPU-hours; of base units as many as are whole
	Start    uint64   // unix seconds
	End      uint64
}

// Depth is what the book gives for a want.
type Depth struct {
	Side     Side   `json:"side"`     // of the offers that are taken: who buys takes asks
	Wanted   string `json:"wanted"`   // base units
	Quantity string `json:"quantity"` // what there is of it
	Amount   string `json:"amount"`   // smallest units of the token
	Average  Price  `json:"average,omitzero"`
	Worst    Price  `json:"worst,omitzero"` // of the last offer that is taken
	Offers   int    `json:"offers"`
	Whole    bool   `json:"whole"` // the book has enough
}

// depth takes offers from the best on. Asks count whose windows lie in the wanted one, so that all of it comes in it; bids
// whose windows hold the wanted one, so that what comes in it counts. What is too small a part of an offer is not taken of it.
func depth(book []*standing, side Side, want Want, unit Unit, s scale) Depth {
	wanted := want.units(unit)
	var fitting []*standing
	for _, o := range book {
		inside := o.start >= want.Start && o.end <= want.End
		if side == Bid {
			inside = o.start <= want.Start && o.end >= want.End
		}
		if o.side == side && inside {
			fitting = append(fitting, o)
		}
	}
	slices.SortFunc(fitting, better)
	rest, amount := new(big.Int).Set(wanted), new(big.Int)
	d := Depth{Side: side, Wanted: wanted.String()}
	for _, o := range fitting {
		part := o.left
		if rest.Cmp(part) < 0 {
			part = rest
		}
		if part.Sign() == 0 || part.Cmp(o.left) != 0 && part.Cmp(o.minFill) < 0 {
			continue
		}
		amount.Add(amount, o.cost(part))
		d.Worst = s.price(o.price, o.total)
		d.Offers++
		rest = new(big.Int).Sub(rest, part)
	}
	got := new(big.Int).Sub(wanted, rest)
	d.Quantity, d.Amount, d.Whole = got.String(), amount.String(), rest.Sign() == 0
	d.Average = s.price(amount, got)
	return d
}

func (w Want) units(unit Unit) *big.Int {
	exact := new(big.Rat).Mul(w.Measures, new(big.Rat).SetInt(unit.per()))
	return new(big.Int).Quo(exact.Num(), exact.Denom())
}
