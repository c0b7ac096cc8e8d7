package curve

import (
	"math/big"
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
	return Average{s.price(&t.amount, &t.quantity), t.amount.String(), t.quantity.String(), t.count}
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
