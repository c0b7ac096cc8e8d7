package curve_test

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

// others has seven pairs trade at 2 dollars, which is the price to go by.
func others(m *made) {
	for i := range byte(7) {
		terms := m.terms(2)
		terms.Buyer, terms.Payer = common.Address{0x10, i}, common.Address{0x10, i}
		m.agree(terms, common.Address{0x20, i})
	}
}

// Each filter has something that it removes, told with the reason, and something close to it that it must not remove.
func TestFilters(t *testing.T) {
	t.Parallel()
	roundTrip := func(wait uint64, change func(*curve.Opened)) func(m *made) {
		return func(m *made) {
			m.agree(m.terms(2), bob)
			m.now.Time += wait
			back := m.terms(2)
			back.Buyer, back.Payer = bob, bob
			change(&back)
			m.agree(back, alice)
		}
	}
	unchanged := func(*curve.Opened) {}
	priced := func(price int64) func(m *made) {
		return func(m *made) {
			terms := m.terms(1)
			terms.Price = big.NewInt(price)
			terms.Bond = big.NewInt(price / 10)
			m.agree(terms, bob)
		}
	}
	fill := func(maker, taker common.Address) func(m *made) {
		return func(m *made) {
			o := m.agree(m.terms(2), bob)
			m.happen(func(p curve.Place) curve.Event {
				return curve.Filled{Place: p, ID: o.ID, Offer: common.Hash{1}, Maker: maker, Taker: taker, Total: o.Quantity}
			})
		}
	}
	paidBy := func(price, bond common.Address) func(m *made) {
		return func(m *made) {
			terms := m.terms(2)
			terms.Payer = price
			o := m.open(terms)
			m.happen(func(p curve.Place) curve.Event {
				return curve.Accepted{Place: p, ID: o.ID, Provider: bob, Payer: bond}
			})
		}
	}
	closed := func(after uint64, delivered int64) func(m *made) {
		return func(m *made) {
			o := m.agree(m.terms(2), bob)
			if delivered > 0 {
				m.settle(o, bob, delivered)
			}
			m.now.Time += after - 60
			m.end(o, true)
		}
	}
	for name, c := range map[string]struct {
		do      func(m *made)
		filter  curve.Filter // empty: nothing is removed
		removed int
		why     string
	}{
		"buyer is provider":         {func(m *made) { m.agree(m.terms(2), alice) }, curve.SameOwner, 1, "the buyer is the provider"},
		"two who trade often":       {func(m *made) { m.agree(m.terms(2), bob); m.agree(m.terms(2), bob); m.agree(m.terms(2), bob) }, "", 0, ""},
		"who made it took it":       {fill(bob, bob), curve.SameOwner, 1, "who made the offer took it"},
		"somebody else took it":     {fill(bob, alice), "", 0, ""},
		"one pays price and bond":   {paidBy(carol, carol), curve.SelfFunded, 1, "paid price and bond"},
		"the buyer pays the bond":   {paidBy(alice, alice), curve.SelfFunded, 1, "paid price and bond"},
		"somebody lends the bond":   {paidBy(alice, carol), "", 0, ""},
		"nobody knows who paid":     {paidBy(common.Address{}, common.Address{}), "", 0, ""},
		"the buyer is paid":         {func(m *made) { m.settle(m.agree(m.terms(2), bob), alice, 1) }, curve.SelfFunded, 1, "the buyer was paid"},
		"a friend is paid":          {func(m *made) { m.settle(m.agree(m.terms(2), bob), carol, 1) }, "", 0, ""},
		"closed at once":            {closed(3600, 0), curve.QuickClose, 1, "3600 seconds after they agreed"},
		"closed within a day":       {closed(day, 0), curve.QuickClose, 1, "86400 seconds"},
		"closed after a day":        {closed(day+1, 0), "", 0, ""},
		"closed after a part came":  {closed(3600, 1), "", 0, ""},
		"there and back":            {roundTrip(0, unchanged), curve.RoundTrip, 2, "goes the other way"},
		"a little less back":        {roundTrip(6*day, func(o *curve.Opened) { o.Quantity = big.NewInt(3240) }), curve.RoundTrip, 2, "goes the other way"},
		"much less back":            {roundTrip(0, func(o *curve.Opened) { o.Quantity = big.NewInt(3239) }), "", 0, ""},
		"back a week later":         {roundTrip(7*day, unchanged), "", 0, ""},
		"back for another month":    {roundTrip(0, func(o *curve.Opened) { o.End += day; o.SettleBy += day }), "", 0, ""},
		"a dealer sells it on":      {roundTrip(0, func(o *curve.Opened) { o.Buyer, o.Payer = carol, carol }), "", 0, ""},
		"over three times as dear":  {priced(6_000_001), curve.Outlier, 1, "the median of 7 other pairs for 2027-01 is 2"},
		"three times as dear":       {priced(6_000_000), "", 0, ""},
		"under a third":             {priced(666_666), curve.Outlier, 1, "the median of 7 other pairs"},
		"hardly over a third":       {priced(666_667), "", 0, ""},
		"often far too dear, alone": {func(m *made) { priced(9_000_000)(m); priced(9_000_000)(m); priced(9_000_000)(m) }, curve.Outlier, 3, "7 other pairs"},
	} {
		m := begin(t)
		others(m)
		c.do(m)
		markets := m.report().Markets
		var removed []curve.Removed
		forwards, kept := 0, 0
		for _, market := range markets {
			removed = append(removed, market.Removed...)
			forwards, kept = forwards+market.All.Forwards, kept+market.Filtered.Forwards
		}
		require.Len(t, removed, c.removed, name)
		require.Equal(t, forwards-len(removed), kept, name)
		for _, r := range removed {
			require.Equal(t, c.filter, r.Filter, name)
			require.Contains(t, r.Why, c.why, name)
		}
	}
}

// With four other pairs nobody knows what is far off; with five one does.
func TestOutliersNeedOthers(t *testing.T) {
	t.Parallel()
	for n, removed := range map[byte]int{4: 0, 5: 1} {
		m := begin(t)
		for i := range n {
			m.agree(m.terms(2), common.Address{0x20, i})
		}
		m.agree(m.terms(100), bob)
		require.Len(t, m.market().Removed, removed)
	}
}

// The median is that of the others alone: between 1, 1, 2, 2 and 2 it is 2, of which half a dollar is under a third.
func TestMedianIsOfOthers(t *testing.T) {
	t.Parallel()
	m := begin(t)
	for i, price := range []int64{1, 2, 2, 1, 2} {
		m.agree(m.terms(price), common.Address{0x20, byte(i)})
	}
	low := m.terms(1)
	low.Price, low.Bond = big.NewInt(500_000), big.NewInt(50_000)
	m.agree(low, bob)
	removed := m.market().Removed
	require.Len(t, removed, 1)
	require.Equal(t, "the median of 5 other pairs for 2027-01 is 2", removed[0].Why)
}

// What filters leave out is in the prices with it, and not in those without: here half of the volume at ten times the price.
func TestFilteredPrices(t *testing.T) {
	t.Parallel()
	m := begin(t)
	m.agree(m.terms(2), bob)
	m.agree(m.terms(20), alice)
	market := m.market()
	require.Equal(t, "11", market.All.Flat[0].Price.String())
	require.Equal(t, "2", market.Filtered.Flat[0].Price.String())
	require.Equal(t, "7200", market.All.Traded.Quantity)
	require.Equal(t, "3600", market.Filtered.Traded.Quantity)
	require.Equal(t, "3600", market.Filtered.Rows[0].OpenInterest)
	require.Equal(t, "20", market.Removed[0].Price.String())
}
