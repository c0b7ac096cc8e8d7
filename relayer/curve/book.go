package curve

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
)

// Side says who is looked for.
type Side string

// The sides of an offer.
const (
	Bid Side = "bid" // a buyer looks for somebody who delivers
	Ask Side = "ask" // a provider looks for somebody who buys
)

// Offer is a signed offer of the book: what the contract that takes offers would do with it. Its signature is for whoever put
// it into the book to check. That its maker has the money is not looked at.
type Offer struct {
	Hash      common.Hash
	Side      Side
	Maker     common.Address
	Unit      common.Hash
	Token     common.Address
	Price     *big.Int // of the whole quantity
	LastPrice *big.Int // from RampEnd on; not looked at without a ramp
	RampStart uint64
	RampEnd   uint64 // 0 without a ramp
	Quantity  *big.Int
	MinFill   *big.Int
	Bond      *big.Int // of the whole quantity
	Assigned  bool
	Start     uint64
	End       uint64
	Expiry    uint64
	Nonce     *big.Int

	Unclassified string // why it is not on the curve; empty if what it publishes makes the unit
}

// standing is what is left to take of an offer, or the money of a forward that nobody has promised to deliver.
type standing struct {
	id         common.Hash
	side       Side
	maker      common.Address
	instrument Instrument
	period     period
	start, end uint64
	price      *big.Int // of total, now
	total      *big.Int
	left       *big.Int
	minFill    *big.Int
	bond       *big.Int // of total; nil for none
}

// book is what stands at the end of a history, in order of the ids.
func (h History) book(p *past) (book []*standing, off []Unclassified, err error) {
	seen := map[common.Hash]bool{}
	for _, offer := range h.Offers {
		if seen[offer.Hash] {
			continue // whoever passes a book on may send an offer twice
		}
		seen[offer.Hash] = true
		if err := offer.check(); err != nil {
			return nil, nil, err
		}
		if reason := h.fault(offer.Unclassified, offer.Unit, offer.Token, h.Time, offer.Start, offer.End); reason != "" {
			off = append(off, Unclassified{offer.Hash, reason})
			continue
		}
		if s := h.stand(p, offer); s != nil {
			book = append(book, s)
		}
	}
	for _, f := range p.forwards {
		if f.stage(h.Time) == proposed {
			book = append(book, &standing{
				id: f.ID, side: Bid, maker: f.Buyer, instrument: f.instrument, period: f.period, start: f.Start, end: f.End,
				price: f.Price, total: f.Quantity, left: f.Quantity, minFill: f.Quantity,
			})
		}
	}
	slices.SortFunc(book, func(a, b *standing) int { return a.id.Cmp(b.id) })
	slices.SortFunc(off, func(a, b Unclassified) int { return a.ID.Cmp(b.ID) })
	return book, off, nil
}

func (o Offer) check() error {
	switch {
	case o.Side != Bid && o.Side != Ask:
		return fmt.Errorf("offer %s is on side %q: want %s or %s", o.Hash, o.Side, Bid, Ask)
	case o.Quantity.Sign() <= 0 || o.Price.Sign() <= 0 || o.Bond.Sign() < 0:
		return fmt.Errorf("offer %s has quantity %s, price %s and bond %s", o.Hash, o.Quantity, o.Price, o.Bond)
	case o.RampEnd != 0 && (o.RampStart >= o.RampEnd || o.LastPrice.Sign() <= 0):
		return fmt.Errorf("offer %s has a price that moves from second %d to %d, to %s", o.Hash, o.RampStart, o.RampEnd, o.LastPrice)
	}
	return nil
}

// stand is what is left of an offer; nil if nothing can be taken any more.
func (h History) stand(p *past, o Offer) *standing {
	left := new(big.Int).Set(o.Quantity)
	if taken := p.taken[o.Hash]; taken != nil {
		left.Sub(left, taken)
	}
	bit := new(big.Int).And(o.Nonce, big.NewInt(255)).Int64()
	mask := p.nonces[nonceWord{o.Maker, new(big.Int).Rsh(o.Nonce, 8).String()}]
	if left.Sign() <= 0 || h.Time >= o.Expiry || h.Time >= o.Start || p.cancelled[o.Hash] || mask != nil && mask.Bit(int(bit)) == 1 {
		return nil
	}
	price := o.priceAt(h.Time)
	return &standing{
		id: o.Hash, side: o.Side, maker: o.Maker, instrument: h.instrument(o.Unit, o.Token, o.Assigned, o.Bond, price),
		period: periodOf(o.Start, o.End), start: o.Start, end: o.End, price: price, total: o.Quantity, left: left, minFill: o.MinFill, bond: o.Bond,
	}
}

// priceAt is what the whole costs at a time: a line between two prices, rounded against whoever takes it.
func (o Offer) priceAt(now uint64) *big.Int {
	switch {
	case o.RampEnd == 0 || now <= o.RampStart:
		return o.Price
	case now >= o.RampEnd:
		return o.LastPrice
	}
	at := func(seconds uint64, price *big.Int) *big.Int {
		return new(big.Int).Mul(new(big.Int).SetUint64(seconds), price)
	}
	sum := at(o.RampEnd-now, o.Price)
	sum.Add(sum, at(now-o.RampStart, o.LastPrice))
	return divide(sum, new(big.Int).SetUint64(o.RampEnd-o.RampStart), o.Side == Ask)
}

// divide rounds up or down.
func divide(a, b *big.Int, up bool) *big.Int {
	quotient, rest := new(big.Int).DivMod(a, b, new(big.Int))
	if up && rest.Sign() > 0 {
		quotient.Add(quotient, big.NewInt(1))
	}
	return quotient
}

// better says which of two on one side a taker would take first: the cheaper ask, the dearer bid.
func better(a, b *standing) int {
	byPrice := new(big.Int).Mul(a.price, b.total).Cmp(new(big.Int).Mul(b.price, a.total))
	if a.side == Bid {
		byPrice = -byPrice
	}
	return cmp.Or(byPrice, a.id.Cmp(b.id))
}

// cost is what a part of an offer costs whoever takes it, or pays them.
func (s *standing) cost(quantity *big.Int) *big.Int {
	return divide(new(big.Int).Mul(s.price, quantity), s.total, s.side == Ask)
}

// held is what the maker has to hold for a part that has a cost: the price of a bid, the bond of an ask.
func (s *standing) held(part, cost *big.Int) *big.Int {
	switch {
	case s.side == Bid:
		return cost
	case s.bond == nil:
		return new(big.Int)
	}
	return divide(new(big.Int).Mul(s.bond, part), s.total, false)
}
