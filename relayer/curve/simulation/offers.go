package simulation

import (
	"math/big"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

// offers make up what stands in the book at the end: asks a little above the price, bids a little below.
func (w *world) offers(n int) (offers []curve.Offer) {
	for i := range n {
		d := w.deal(w.goods[w.dice.choose(45, 35, 20)], unix(end))
		o := curve.Offer{
			Hash: w.hash(), Unit: d.good.unit, Token: w.token, Quantity: big.NewInt(d.quantity), MinFill: big.NewInt(d.quantity / 10),
			Assigned: true, Start: d.start, End: d.end, Expiry: unix(end) + 7*day, Nonce: big.NewInt(int64(i)),
		}
		away := w.dice.between(2, 8) // percent; haggling is at most two
		if o.Side, o.Maker = curve.Ask, d.provider; w.dice.chance(500) {
			o.Side, o.Maker, away = curve.Bid, d.buyer, -away
		}
		d.rate = d.rate * (100 + away) / 100
		o.Price, o.Bond = d.price(), d.stake()
		offers = append(offers, o)
	}
	return offers
}
