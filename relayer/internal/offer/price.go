package offer

import "math/big"

// TotalPrice is what the total costs at a time, in the token's smallest unit, rounded against whoever takes it: a bid's down,
// an ask's up.
func (o Offer) TotalPrice(at uint64) (*big.Int, error) {
	switch {
	case o.RampEnd == 0:
		return new(big.Int).Set(o.Terms.Price), nil
	case o.RampStart >= o.RampEnd:
		return nil, ErrRamp
	case at <= o.RampStart:
		return new(big.Int).Set(o.Terms.Price), nil
	case at >= o.RampEnd:
		return new(big.Int).Set(o.LastPrice), nil
	}
	left := new(big.Int).SetUint64(o.RampEnd - at)
	done := new(big.Int).SetUint64(at - o.RampStart)
	length := new(big.Int).SetUint64(o.RampEnd - o.RampStart)
	sum := new(big.Int).Add(left.Mul(left, o.Terms.Price), done.Mul(done, o.LastPrice))
	return divide(sum, length, o.Side == Ask), nil
}

// partPrice is the price of a part at a time, and what its rounding leaves over for the next one, in units of 1/total. However
// an offer is split, the parts' sum is rounded once.
func (o Offer) partPrice(quantity, carry *big.Int, at uint64) (price, left *big.Int, err error) {
	total, err := o.TotalPrice(at)
	if err != nil {
		return nil, nil, err
	}
	exact := new(big.Int).Mul(total, quantity)
	if o.Side == Bid {
		price, left = new(big.Int).QuoRem(exact.Add(exact, carry), o.Terms.Quantity, new(big.Int))
		return price, left, nil
	}
	if exact.Cmp(carry) <= 0 { // earlier parts paid for this one as well
		return new(big.Int), new(big.Int).Sub(carry, exact), nil
	}
	price = divide(new(big.Int).Sub(exact, carry), o.Terms.Quantity, true)
	left = new(big.Int).Mul(price, o.Terms.Quantity)
	return price, left.Add(left, carry).Sub(left, exact), nil
}

// partBond is the bond of a part, each rounded by itself: a bid's up, an ask's down.
func (o Offer) partBond(quantity *big.Int) *big.Int {
	return divide(new(big.Int).Mul(o.Terms.Bond, quantity), o.Terms.Quantity, o.Side == Bid)
}

// Backing is what its maker has to hold for so much of an offer to be worth something: the most that a part of a bid may ever
// cost, or the bond on one of an ask, whether it is staked at once or after a review.
func (o Offer) Backing(quantity *big.Int) *big.Int {
	if o.Side == Bid {
		return o.Dearest(quantity)
	}
	return divide(new(big.Int).Mul(o.Terms.Bond, quantity), o.Terms.Quantity, true)
}

// Dearest is the most that a part may ever cost, whenever it is taken and whatever was taken before.
func (o Offer) Dearest(quantity *big.Int) *big.Int {
	return divide(new(big.Int).Mul(o.highestPrice(), quantity), o.Terms.Quantity, true)
}

// highestPrice is the most that the total may ever cost.
func (o Offer) highestPrice() *big.Int {
	if o.RampEnd != 0 && o.LastPrice.Cmp(o.Terms.Price) > 0 {
		return new(big.Int).Set(o.LastPrice)
	}
	return new(big.Int).Set(o.Terms.Price)
}

func divide(x, by *big.Int, up bool) *big.Int {
	quotient, rest := new(big.Int).QuoRem(x, by, new(big.Int))
	if up && rest.Sign() > 0 {
		quotient.Add(quotient, big.NewInt(1))
	}
	return quotient
}
