package curve

import (
	"math/big"
	"slices"
)

// Price is in whole tokens for one measure of the unit: an exact fraction.
type Price struct{ rat *big.Rat }

// IsZero says that there is no price.
func (p Price) IsZero() bool { return p.rat == nil }

// Float is the nearest number in floating point; 0 where there is no price.
func (p Price) Float() float64 {
	if p.rat == nil {
		return 0
	}
	f, _ := p.rat.Float64()
	return f
}

// String is the price to twelve digits; empty where there is none.
func (p Price) String() string {
	if p.rat == nil {
		return ""
	}
	const bits, digits = 256, 12
	return new(big.Float).SetPrec(bits).SetRat(p.rat).Text('g', digits)
}

// MarshalText is for JSON.
func (p Price) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// Average is a volume-weighted price: what all of a quantity costs, over the quantity.
type Average struct {
	Price    Price  `json:"price"`
	Amount   string `json:"amount"`   // smallest units of the token
	Quantity string `json:"quantity"` // base units of the unit
	Count    int    `json:"count"`    // of forwards or offers
}

// tally is an average in the making.
type tally struct {
	amount, quantity big.Int
	count            int
	held             []heldPrice
}

// heldPrice is a price for one base unit, and the money that stands behind it.
type heldPrice struct {
	price *big.Rat
	held  *big.Int
}

// addHeld adds what the median by money is to count.
func (t *tally) addHeld(amount, quantity, held *big.Int) {
	t.add(amount, quantity)
	if quantity.Sign() > 0 && held.Sign() > 0 {
		t.held = append(t.held, heldPrice{new(big.Rat).SetFrac(amount, quantity), held})
	}
}

// median is the price that half of the money is at or below; nil where no money is behind anything.
func (t *tally) median() *big.Rat {
	slices.SortFunc(t.held, func(a, b heldPrice) int { return a.price.Cmp(b.price) })
	all, sum := new(big.Int), new(big.Int)
	for _, h := range t.held {
		all.Add(all, h.held)
	}
	for _, h := range t.held {
		if sum.Add(sum, h.held); new(big.Int).Lsh(sum, 1).Cmp(all) >= 0 {
			return h.price
		}
	}
	return nil
}

func (t *tally) add(amount, quantity *big.Int) {
	if quantity.Sign() == 0 {
		return
	}
	t.amount.Add(&t.amount, amount)
	t.quantity.Add(&t.quantity, quantity)
	t.count++
}

func (t *tally) average(s scale) Average {
	if t.count == 0 {
		return Average{}
	}
	price := s.price(&t.amount, &t.quantity)
	if median := t.median(); median != nil {
		price = Price{new(big.Rat).Mul(median, s.factor)}
	}
	return Average{price, t.amount.String(), t.quantity.String(), t.count}
}

// scale turns smallest units for base units into tokens for a measure.
type scale struct{ factor *big.Rat }

func scaleOf(unit Unit, token Token) scale {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(token.Decimals)), nil)
	return scale{new(big.Rat).SetFrac(unit.per(), ten)}
}

func (s scale) price(amount, quantity *big.Int) Price {
	if quantity.Sign() == 0 {
		return Price{}
	}
	r := new(big.Rat).SetFrac(amount, quantity)
	return Price{r.Mul(r, s.factor)}
}
