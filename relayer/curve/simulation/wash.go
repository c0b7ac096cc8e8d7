package simulation

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

// wash makes a forward, or two, in one of the ways in which somebody trades with themselves to move a price.
func (w *world) wash(d deal) {
	d.rate = d.rate * 17 / 10
	d.breaks = 0
	way := curve.Filters[w.dice.choose(3, 2, 2, 2, 1)]
	id := w.hash()
	w.washed[id] = way
	acceptedAt := d.at + 600
	payer := d.provider
	switch way {
	case curve.SameOwner:
		d.provider, payer = d.buyer, d.buyer
	case curve.SelfFunded:
		payer = d.buyer
	case curve.Outlier:
		d.rate *= 4
	case curve.RoundTrip:
		back, other := d, w.hash()
		back.buyer, back.provider, back.at = d.provider, d.buyer, d.at+day
		w.washed[other] = way
		w.begin(other, back, back.at+600, back.provider)
		w.run(other, back)
	case curve.QuickClose:
		w.begin(id, d, acceptedAt, payer)
		w.happen(acceptedAt+3600, func(p curve.Place) curve.Event { return curve.Closed{Place: p, ID: id} })
		return
	}
	w.begin(id, d, acceptedAt, payer)
	w.run(id, d)
}

func (w *world) begin(id common.Hash, d deal, accepted uint64, payer common.Address) {
	w.happen(d.at, d.opened(id, d.at+day))
	w.happen(accepted, func(p curve.Place) curve.Event {
		return curve.Accepted{Place: p, ID: id, Provider: d.provider, Payer: payer}
	})
}
