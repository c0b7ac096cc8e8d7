package simulation

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

// deal is a forward before it is opened.
type deal struct {
	good            *good
	token           common.Address
	buyer, provider common.Address
	breaks          int64 // of a thousand
	at              uint64
	start, end      uint64
	rate            int64 // millionths of a dollar for a measure
	quantity        int64 // base units
	bond            int64 // percent of the price
}

func (d deal) price() *big.Int {
	price := new(big.Int).Mul(big.NewInt(d.rate), big.NewInt(d.quantity))
	return price.Div(price, d.good.curve.Per).Add(price, big.NewInt(1))
}

func (d deal) stake() *big.Int {
	stake := new(big.Int).Mul(d.price(), big.NewInt(d.bond))
	return stake.Div(stake, big.NewInt(100))
}

// opened is the opening of an assigned forward, or of a bounty.
func (d deal) opened(id common.Hash, acceptBy uint64) func(curve.Place) curve.Event {
	return func(p curve.Place) curve.Event {
		return curve.Opened{
			Place: p, ID: id, Buyer: d.buyer, Payer: d.buyer, Unit: d.good.unit, Token: d.token, Price: d.price(),
			Quantity: big.NewInt(d.quantity), Bond: d.stake(), AcceptBy: acceptBy, Start: d.start, End: d.end, SettleBy: d.end + 7*day,
		}
	}
}

// trade makes up one forward and what becomes of it. Some are made by somebody with themselves.
func (w *world) trade(at uint64) {
	good := w.goods[w.dice.choose(40, 30, 20, 10)]
	if good.bounty {
		w.bounty(good, at)
		return
	}
	d := w.deal(good, at)
	if w.dice.chance(25) {
		w.wash(d)
		return
	}
	w.live(w.hash(), d, w.dice.chance(400))
}

// deal makes up what is agreed: most forwards are for one month, and most for a month that is near.
func (w *world) deal(g *good, at uint64) deal {
	last := deliveryFrom + curve.Month(w.size.Months) - 1
	first := max(deliveryFrom, curve.MonthOf(at+2*day)+1)
	first += curve.Month(w.dice.lower(int(last-first) + 1))
	length := curve.Month([]int64{1, 3, 6, 12}[w.dice.choose(80, 12, 6, 2)])
	length = min(length, last-first+1)
	choice := bonds[w.dice.choose(30, 50, 20)]
	d := deal{good: g, token: w.token, buyer: w.buyer(), at: at, start: first.Start(), end: (first + length).Start(), bond: choice.stake}
	if w.dice.chance(50) {
		d.end = d.start + 14*day
	}
	d.provider, d.breaks = w.provider()
	d.rate = w.rate(g, at, first) * (100 + choice.dearer) / 100
	gpus := []int64{1, 2, 4, 8, 16, 64}[w.dice.choose(20, 20, 20, 25, 10, 5)]
	d.quantity = gpus * int64(d.end-d.start) //nolint:gosec // a few years
	return d
}

// rate is the price for a month, with the good's drift, dearer in winter, and with up to two percent of haggling.
func (w *world) rate(g *good, at uint64, month curve.Month) int64 {
	season := []int64{250, 200, 100, 0, -100, -200, -250, -200, -100, 0, 150, 250}[int(month)%12]
	ahead := int64(month - curve.MonthOf(at))
	return g.price * (10_000 + g.drift*ahead + season + w.dice.between(-200, 200)) / 10_000
}

// live opens a forward and lets it run, through a signed offer or without.
func (w *world) live(id common.Hash, d deal, offered bool) {
	accepted := d.at + w.dice.below(day/2/blockTime)*blockTime
	if offered {
		accepted = d.at
	}
	w.happen(d.at, d.opened(id, d.at+day))
	if !offered && w.dice.chance(80) { // nobody took it on
		w.happen(d.at+2*day, func(p curve.Place) curve.Event { return curve.Reclaimed{Place: p, ID: id} })
		return
	}
	w.happen(accepted, func(p curve.Place) curve.Event {
		return curve.Accepted{Place: p, ID: id, Provider: d.provider, Payer: d.provider}
	})
	if offered {
		offer := w.hash()
		w.happen(d.at, func(p curve.Place) curve.Event {
			return curve.Filled{Place: p, ID: id, Offer: offer, Maker: d.provider, Taker: d.buyer, Total: big.NewInt(d.quantity)}
		})
	}
	w.run(id, d)
}

// run delivers a forward ten days at a time, or breaks off, or both sides end it.
func (w *world) run(id common.Hash, d deal) {
	broken, dissolved := w.dice.chance(d.breaks), w.dice.chance(15)
	steps := max(1, int64(d.end-d.start)/(10*day)) //nolint:gosec // a few years
	stop := steps
	if broken || dissolved {
		stop = w.dice.between(0, steps-1)
	}
	given := int64(0)
	when := d.start
	for i := int64(1); i <= stop; i++ {
		amount := d.quantity*i/steps - given
		given += amount
		when = d.start + (d.end-d.start)*uint64(i)/uint64(steps) + 3600
		w.happen(when, func(p curve.Place) curve.Event {
			return curve.Settled{Place: p, ID: id, Recipient: d.provider, Amount: big.NewInt(amount), Paid: w.paid(d, amount)}
		})
	}
	switch {
	case broken:
		w.happen(d.end+8*day, func(p curve.Place) curve.Event { return curve.Reclaimed{Place: p, ID: id} })
	case dissolved:
		w.happen(when+2*day, func(p curve.Place) curve.Event { return curve.Closed{Place: p, ID: id} })
	}
}

func (w *world) paid(d deal, amount int64) *big.Int {
	paid := new(big.Int).Mul(d.price(), big.NewInt(amount))
	return paid.Div(paid, big.NewInt(d.quantity))
}

// bounty opens a forward that anybody may deliver.
func (w *world) bounty(g *good, at uint64) {
	id := w.hash()
	first := max(deliveryFrom, curve.MonthOf(at+2*day)+1) + curve.Month(w.dice.lower(6))
	d := deal{good: g, token: w.token, buyer: w.buyer(), at: at, start: first.Start(), end: (first + 1).Start(), rate: w.rate(g, at, first), quantity: 1}
	d.provider, _ = w.provider()
	w.happen(at, d.opened(id, 0))
	if w.dice.chance(850) {
		w.happen(d.start+w.dice.below(20*day/blockTime)*blockTime, func(p curve.Place) curve.Event {
			return curve.Settled{Place: p, ID: id, Recipient: d.provider, Amount: big.NewInt(1), Paid: d.price()}
		})
		return
	}
	w.happen(d.end+8*day, func(p curve.Place) curve.Event { return curve.Reclaimed{Place: p, ID: id} })
}
