package curve

import (
	"cmp"
	"math/big"
	"slices"
)

// Point is the price of a month on the flat curve.
type Point struct {
	Month Month `json:"month"`
	Price Price `json:"price"`
}

// flat is the curve that has one price a month and on which each contract costs what was paid for it, as far as contracts do
// not contradict each other. Short ones come first, of equally long ones the larger: each gives one price to those of its months
// that have none yet. It notes in each contract whether it is on the curve. Months that no contract has are left out.
func flat(contracts []Contract) []Point {
	prices := map[Month]*big.Rat{}
	order := make([]*Contract, 0, len(contracts))
	for i := range contracts {
		if contracts[i].Trades.Count > 0 {
			order = append(order, &contracts[i])
		} else {
			contracts[i].Why = "nothing was traded"
		}
	}
	slices.SortFunc(order, func(a, b *Contract) int {
		return cmp.Or(cmp.Compare(a.period().months(), b.period().months()), -compareDigits(a.Trades.Quantity, b.Trades.Quantity),
			cmp.Compare(a.First, b.First))
	})
	for _, c := range order {
		c.bootstrap(prices)
	}
	points := make([]Point, 0, len(prices))
	for m, price := range prices {
		points = append(points, Point{m, Price{price}})
	}
	slices.SortFunc(points, func(a, b Point) int { return int(a.Month - b.Month) })
	return points
}

func (c *Contract) bootstrap(prices map[Month]*big.Rat) {
	known := new(big.Rat)
	var free []Month
	var days uint64 // of the free months, in seconds
	for m := c.First; m <= c.Last; m++ {
		if price := prices[m]; price != nil {
			known.Add(known, new(big.Rat).Mul(price, seconds(m.Seconds())))
		} else {
			free = append(free, m)
			days += m.Seconds()
		}
	}
	length := seconds(c.period().seconds())
	if len(free) == 0 {
		c.Why = "shorter contracts give a price to all of its months"
		c.Implied = Price{known.Quo(known, length)}
		return
	}
	if 2*len(free) < c.period().months() {
		c.Why = "shorter contracts give a price to most of its months: what differs would be multiplied in the others"
		return
	}
	rest := new(big.Rat).Mul(c.Trades.Price.rat, length)
	rest.Sub(rest, known)
	if rest.Sign() <= 0 {
		c.Why = "what is left of its price for the other months is not above zero"
		return
	}
	rest.Quo(rest, seconds(days))
	for _, m := range free {
		prices[m] = rest
	}
	c.OnCurve = true
}

func seconds(n uint64) *big.Rat { return new(big.Rat).SetInt(new(big.Int).SetUint64(n)) }

// compareDigits compares whole numbers that are not negative, in decimal digits without leading zeros.
func compareDigits(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }
