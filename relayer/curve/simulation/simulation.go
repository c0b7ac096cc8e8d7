// Package simulation makes up a market, for tests and for pictures: who trades there, what for and how well they deliver follows
// from a seed.
//
// It promises that the same seed gives the same history on every machine (there is nothing but whole numbers in it), that the
// history says that it is made up, and that it tells which of its forwards somebody made with themselves.
package simulation

import (
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

// Size is how large a market is. The zero value of each is what is usual.
type Size struct {
	Participants int // 1000
	Months       int // of delivery: 24
	Forwards     int // 8000
}

// Market is a made-up market.
type Market struct {
	History curve.History
	Washed  map[common.Hash]curve.Filter // forwards that somebody made with themselves, and the filter that is to find them
}

// What happens when: delivery begins half a year after trading, and the history ends another half year later.
var (
	tradingFrom  = time.Date(2026, time.July, 1, 0, 0, 0, 0, time.UTC)
	deliveryFrom = curve.MonthOf(uint64(time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()))
	end          = time.Date(2027, time.July, 1, 0, 0, 0, 0, time.UTC)
)

const (
	day       = 24 * 60 * 60
	blockTime = 12
)

// good is what is traded. Prices are in millionths of a dollar for a GPU-hour, or a poem.
type good struct {
	unit   common.Hash
	curve  curve.Unit
	price  int64
	drift  int64 // of the price for each month to delivery, in hundredths of a percent
	bounty bool
}

func goods() []*good {
	hours := func(name, class string, price, drift int64) *good {
		return &good{unit: crypto.Keccak256Hash([]byte("simulated unit " + name + class)), price: price, drift: drift, curve: curve.Unit{
			Name: "gpu-hours " + name + " (simulated)", Class: class, Measure: "GPU-hour", Per: big.NewInt(3600),
		}}
	}
	return []*good{
		hours("NVIDIA H100 80GB HBM3", "A", 2_600_000, -90),
		hours("NVIDIA H100 80GB HBM3", "B", 2_250_000, -110),
		hours("80 GiB", "C", 1_500_000, 60),
		{unit: crypto.Keccak256Hash([]byte("simulated unit terza-rima")), price: 4_000_000, drift: 10, bounty: true, curve: curve.Unit{
			Name: "terza-rima (simulated)", Measure: "poem", Per: big.NewInt(1),
		}},
	}
}

// bonds are what providers stake, in percent, and how much dearer that makes a forward, in percent.
var bonds = []struct{ stake, dearer int64 }{{2, -6}, {10, 0}, {30, 3}}

// Run makes up a market.
func Run(seed uint64, size Size) Market {
	size = size.orUsual()
	w := &world{
		size: size, dice: dice(seed), seed: seed, goods: goods(), washed: map[common.Hash]curve.Filter{},
		token: common.BytesToAddress(crypto.Keccak256([]byte("simulated dollar"))[12:]),
	}
	days := int(end.Sub(tradingFrom) / (day * time.Second))
	for d := range days {
		w.walk()
		for range size.Forwards*(d+1)/days - size.Forwards*d/days {
			w.trade(unix(tradingFrom) + uint64(d)*day + w.dice.below(day/blockTime)*blockTime)
		}
	}
	history := curve.History{
		Simulated: fmt.Sprintf("SIMULATED with seed %d: %d made-up participants, %d delivery months. Nothing of it happened.",
			seed, size.Participants, size.Months),
		Chain: 0, Escrow: common.Address{}, Block: unix(end) / blockTime, Time: unix(end),
		Units: map[common.Hash]curve.Unit{}, Tokens: map[common.Address]curve.Token{w.token: {Symbol: "simUSD", Decimals: 6}},
		Events: w.placed(), Offers: w.offers(size.Forwards / 10),
	}
	for _, g := range w.goods {
		history.Units[g.unit] = g.curve
	}
	return Market{history, w.washed}
}

func (s Size) orUsual() Size {
	usual := func(n *int, usual int) {
		if *n <= 0 {
			*n = usual
		}
	}
	usual(&s.Participants, 1000)
	usual(&s.Months, 24)
	usual(&s.Forwards, 8000)
	s.Participants = max(s.Participants, 20)
	return s
}

// world is a market in the making.
type world struct {
	size   Size
	dice   dice
	seed   uint64
	goods  []*good
	token  common.Address
	made   []happened
	washed map[common.Hash]curve.Filter
	count  uint64 // of hashes
}

// happened is an event before its place in the chain is known.
type happened struct {
	at    uint64
	event func(curve.Place) curve.Event
}

func (w *world) happen(at uint64, event func(curve.Place) curve.Event) {
	if at < unix(end) {
		w.made = append(w.made, happened{at, event})
	}
}

// placed gives what happened its places in the chain.
func (w *world) placed() (events []curve.Event) {
	slices.SortStableFunc(w.made, func(a, b happened) int { return int(a.at/blockTime) - int(b.at/blockTime) }) //nolint:gosec // small
	place := curve.Place{}
	for _, m := range w.made {
		if block := m.at / blockTime; block != place.Block {
			place = curve.Place{Block: block, Time: block * blockTime}
		} else {
			place.Log++
		}
		events = append(events, m.event(place))
	}
	return events
}

// walk moves all prices by up to a percent, and back towards where they began.
func (w *world) walk() {
	for i, usual := range goods() {
		g := w.goods[i]
		g.price += g.price * w.dice.between(-100, 100) / 10_000
		g.price += (usual.price - g.price) / 60
	}
}

func (w *world) hash() (h common.Hash) {
	w.count++
	var text [24]byte
	copy(text[:], "simulate")
	binary.BigEndian.PutUint64(text[8:], w.seed)
	binary.BigEndian.PutUint64(text[16:], w.count)
	return crypto.Keccak256Hash(text[:])
}

// participant is the account of one of the people; the first three fifths buy, the rest provide.
func (w *world) participant(i int) common.Address {
	var text [24]byte
	copy(text[:], "somebody")
	binary.BigEndian.PutUint64(text[8:], w.seed)
	binary.BigEndian.PutUint64(text[16:], uint64(i)) //nolint:gosec // small
	return common.BytesToAddress(crypto.Keccak256(text[:])[12:])
}

func (w *world) buyer() common.Address {
	return w.participant(w.dice.lower(w.size.Participants * 3 / 5))
}

// provider is an account and how many of a thousand promises it breaks: one in ten providers breaks many.
func (w *world) provider() (who common.Address, breaks int64) {
	buyers := w.size.Participants * 3 / 5
	i := w.dice.lower(w.size.Participants - buyers)
	breaks = 15
	if i%10 == 9 {
		breaks = 250
	}
	return w.participant(buyers + i), breaks
}

func unix(t time.Time) uint64 { return uint64(t.Unix()) } //nolint:gosec // after 1970
