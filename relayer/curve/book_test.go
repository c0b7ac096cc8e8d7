package curve_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

// offer is for ten hours of a GPU in January 2027, at so many dollars an hour, in parts of at least two hours.
func (m *made) offer(side curve.Side, dollars int64) curve.Offer {
	m.t.Helper()
	return curve.Offer{
		Hash: common.Hash{0xff, byte(len(m.Offers))}, Side: side, Maker: bob, Unit: gpu, Token: dollar, Price: big.NewInt(dollars * 10_000_000),
		Quantity: big.NewInt(36_000), MinFill: big.NewInt(7200), Bond: big.NewInt(dollars * 1_000_000), Assigned: true,
		Start: unix(m.t, "2027-01-01"), End: unix(m.t, "2027-02-01"), Expiry: unix(m.t, "2026-12-31"), Nonce: big.NewInt(256*3 + 5),
	}
}

func (m *made) put(offers ...curve.Offer) *made {
	m.Offers = append(m.Offers, offers...)
	return m
}

func TestMidAndSpread(t *testing.T) {
	t.Parallel()
	m := begin(t)
	m.put(m.offer(curve.Ask, 5)).put(m.offer(curve.Ask, 4)).put(m.offer(curve.Bid, 1)).put(m.offer(curve.Bid, 3))
	market := m.market()
	contract := market.All.Contracts[0]
	require.Equal(t, []string{"3", "4", "3.5", "1"},
		[]string{contract.BestBid.String(), contract.BestAsk.String(), contract.Mid.String(), contract.Spread.String()})
	require.Equal(t, "5", market.All.Rows[0].Asks.Price.String())
	require.Equal(t, "3", market.All.Rows[0].Bids.Price.String())
	require.Equal(t, "72000", market.All.Rows[0].Bids.Quantity)
	require.Empty(t, market.All.Flat, "what is asked was not paid")
	require.Equal(t, "nothing was traded", contract.Why)

	m.put(m.offer(curve.Bid, 6))
	contract = m.market().All.Contracts[0]
	require.True(t, contract.Crossed)
	require.True(t, contract.Mid.IsZero())
	require.Equal(t, "-2", contract.Spread.String())
}

// What can no longer be taken does not stand in the book.
func TestOffersThatDoNotStand(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(m *made, o *curve.Offer){
		"expired": func(m *made, _ *curve.Offer) { m.wait("2026-12-31") },
		"begun":   func(m *made, o *curve.Offer) { o.Expiry = 1 << 40; m.wait("2027-01-01") },
		"cancelled": func(m *made, o *curve.Offer) {
			m.happen(func(p curve.Place) curve.Event { return curve.Cancelled{Place: p, Offer: o.Hash} })
		},
		"its nonce is": func(m *made, o *curve.Offer) {
			m.happen(func(p curve.Place) curve.Event {
				return curve.NoncesCancelled{Place: p, Maker: o.Maker, Word: big.NewInt(3), Mask: big.NewInt(1 << 5)}
			})
		},
		"taken": func(m *made, o *curve.Offer) {
			m.happen(func(p curve.Place) curve.Event { return curve.Filled{Place: p, Offer: o.Hash, Total: o.Quantity} })
		},
	} {
		m := begin(t)
		o := m.offer(curve.Ask, 4)
		require.Equal(t, 1, m.put(o).report().Offers)
		m.Offers = nil
		spoil(m, &o)
		require.Zero(t, m.put(o).report().Offers, name)
	}
}

// What somebody else calls off, or under another nonce, still stands, and what is left of an offer does.
func TestOffersThatStand(t *testing.T) {
	t.Parallel()
	m := begin(t)
	o := m.offer(curve.Ask, 4)
	for _, nonces := range []curve.NoncesCancelled{
		{Maker: carol, Word: big.NewInt(3), Mask: big.NewInt(1 << 5)}, {Maker: bob, Word: big.NewInt(4), Mask: big.NewInt(1 << 5)},
		{Maker: bob, Word: big.NewInt(3), Mask: big.NewInt(1 << 4)},
	} {
		m.happen(func(p curve.Place) curve.Event { nonces.Place = p; return nonces })
	}
	part := m.agree(m.terms(4), bob)
	m.happen(func(p curve.Place) curve.Event {
		return curve.Filled{Place: p, ID: part.ID, Offer: o.Hash, Maker: bob, Taker: alice, Total: big.NewInt(3600)}
	})
	row := m.put(o).market().All.Rows[0]
	require.Equal(t, "32400", row.Asks.Quantity)
	require.Equal(t, 1, row.Fills.Count)
	require.Zero(t, row.Direct)
}

// A price that moves is the one of now, rounded against whoever takes it.
func TestRamp(t *testing.T) {
	t.Parallel()
	for side, want := range map[curve.Side]string{curve.Ask: "10001", curve.Bid: "10000"} {
		m := begin(t)
		o := m.offer(side, 1)
		o.Price, o.LastPrice, o.Bond = big.NewInt(10_000), big.NewInt(10_001), new(big.Int)
		o.RampStart, o.RampEnd = m.Time-100, m.Time+100
		row := m.put(o).market().All.Rows[0]
		require.Equal(t, want, row.Asks.Amount+row.Bids.Amount)
		m.Offers[0].RampStart, m.Offers[0].RampEnd = m.Time, m.Time+1
		row = m.market().All.Rows[0]
		require.Equal(t, "10000", row.Asks.Amount+row.Bids.Amount)
		m.Offers[0].RampStart, m.Offers[0].RampEnd = m.Time-1, m.Time
		row = m.market().All.Rows[0]
		require.Equal(t, "10001", row.Asks.Amount+row.Bids.Amount)
	}
}

func TestOffersThatAreNone(t *testing.T) {
	t.Parallel()
	for want, spoil := range map[string]func(o *curve.Offer){
		`is on side ""`:              func(o *curve.Offer) { o.Side = "" },
		"has quantity 0":             func(o *curve.Offer) { o.Quantity = new(big.Int) },
		"has a price that moves":     func(o *curve.Offer) { o.RampStart, o.RampEnd, o.LastPrice = 5, 5, big.NewInt(1) },
		"from second 4 to 5, to 0":   func(o *curve.Offer) { o.RampStart, o.RampEnd, o.LastPrice = 4, 5, new(big.Int) },
		"price 0 and bond 4000000":   func(o *curve.Offer) { o.Price = new(big.Int) },
		"price 40000000 and bond -1": func(o *curve.Offer) { o.Bond = big.NewInt(-1) },
	} {
		m := begin(t)
		o := m.offer(curve.Ask, 4)
		spoil(&o)
		_, err := curve.Compute(m.put(o).History, curve.Options{})
		require.ErrorContains(t, err, want)
	}
	m := begin(t)
	o := m.offer(curve.Ask, 4)
	o.Unclassified = "made up"
	report := m.put(o).report()
	require.Equal(t, []curve.Unclassified{{ID: o.Hash, Reason: "made up"}}, report.Unclassified)
}

// Twenty-five hours in January: the cheapest ask first, whole, then a part of the next, as the contract rounds.
func TestDepth(t *testing.T) {
	t.Parallel()
	m := begin(t)
	m.put(m.offer(curve.Ask, 5)).put(m.offer(curve.Ask, 3)).put(m.offer(curve.Ask, 4))
	long := m.offer(curve.Ask, 1)
	long.End++ // not all of it would come in January
	m.put(long)
	buy := func(hours int64) curve.Depth {
		want := &curve.Want{Measures: big.NewRat(hours, 1), Start: unix(t, "2027-01-01"), End: unix(t, "2027-02-01")}
		return *m.market(curve.Options{Want: want}).Buy
	}
	depth := buy(25)
	require.Equal(t, "95000000", depth.Amount, "30 + 40 + 25")
	require.Equal(t, []string{"3.8", "5", "90000"}, []string{depth.Average.String(), depth.Worst.String(), depth.Quantity})
	require.Equal(t, 3, depth.Offers)
	require.True(t, depth.Whole)

	depth = buy(40)
	require.False(t, depth.Whole)
	require.Equal(t, []string{"144000", "108000", "120000000"}, []string{depth.Wanted, depth.Quantity, depth.Amount})
	depth = buy(11)
	require.Equal(t, "36000", depth.Quantity, "one hour is too small a part of the others")
	m.Offers[1].Price.Add(m.Offers[1].Price, big.NewInt(1))
	require.Equal(t, "15000001", buy(5).Amount, "half a smallest unit is rounded up")

	m.put(m.offer(curve.Bid, 1)).put(m.offer(curve.Bid, 2))
	m.Offers[5].Price.Add(m.Offers[5].Price, big.NewInt(1))
	want := curve.Want{Measures: big.NewRat(5, 1), Start: unix(t, "2027-01-05"), End: unix(t, "2027-01-06")}
	market := m.market(curve.Options{Want: &want})
	require.Equal(t, curve.Bid, market.Sell.Side)
	require.Equal(t, "10000000", market.Sell.Amount, "the dearest bid, whose window holds the day; rounded down")
	require.Zero(t, market.Buy.Offers, "no ask is for that day alone")
	want.Start = unix(t, "2026-12-31")
	require.Zero(t, m.market(curve.Options{Want: &want}).Sell.Offers)
}
