package curve_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/curve/simulation"
)

// Two forwards for one month cost what both cost together: 10 dollars for one hour and 2 for three are 16 for four.
func TestVolumeWeightedPrice(t *testing.T) {
	t.Parallel()
	m := begin(t)
	m.agree(m.terms(10), bob)
	large := m.terms(6)
	large.Quantity = big.NewInt(3 * 3600)
	m.agree(large, carol)
	market := m.market()
	require.Equal(t, curve.Instrument{Unit: gpu, Token: dollar, Class: "A", Kind: curve.Assigned, Bond: curve.BondTo20}, market.Instrument)
	require.Equal(t, "gpu-hours H100, class A, assigned, bond 5-20%, USD per GPU-hour", market.Title())
	row := market.All.Rows[0]
	require.Equal(t, "2027-01", row.Month.String())
	require.Equal(t, "4", row.Trades.Price.String())
	require.Equal(t, "16000000", row.Trades.Amount)
	require.Equal(t, "14400", row.Trades.Quantity)
	require.Equal(t, 2, row.Trades.Count)
	require.Equal(t, row.Trades, row.Direct)
	require.Zero(t, row.Fills)
	require.Equal(t, "14400", row.OpenInterest)
	require.Equal(t, "4", market.All.Flat[0].Price.String())
	require.Equal(t, "4", market.All.Smooth[0].Price)
	require.Equal(t, "4", market.Measures(row.OpenInterest))
}

// A forward over two months is in both, in proportion to time.
func TestForwardOverTwoMonths(t *testing.T) {
	t.Parallel()
	m := begin(t)
	terms := m.terms(59)
	terms.Quantity, terms.End, terms.SettleBy = big.NewInt(59*3600), unix(t, "2027-03-01"), unix(t, "2027-03-08")
	o := m.agree(terms, bob)
	m.wait("2027-01-20")
	m.settle(o, bob, 33*3600)
	rows := m.market().All.Rows
	require.Len(t, rows, 2)
	require.Equal(t, "111600", rows[0].Trades.Quantity) // 31 of 59 days
	require.Equal(t, "100800", rows[1].Trades.Quantity)
	require.Equal(t, "111600", rows[0].Deliveries.Quantity, "what came goes through the window from its beginning")
	require.Equal(t, "7200", rows[1].Deliveries.Quantity)
	require.Equal(t, "1", rows[1].Deliveries.Price.String())
	require.Equal(t, "0", rows[0].OpenInterest)
	require.Equal(t, "93600", rows[1].OpenInterest)
}

// What is not alike has no price together: unit, token, kind and bond.
func TestInstrumentsApart(t *testing.T) {
	t.Parallel()
	m := begin(t)
	other := common.Address{0xee}
	m.Tokens[other] = curve.Token{Symbol: "EUR"}
	for _, change := range []func(*curve.Opened){
		func(*curve.Opened) {},
		func(o *curve.Opened) { o.Unit = poem },
		func(o *curve.Opened) { o.Token = other },
		func(o *curve.Opened) { o.Bond = new(big.Int) },
		func(o *curve.Opened) { o.Bond = big.NewInt(10_000) }, // one percent
		func(o *curve.Opened) { o.Bond = big.NewInt(2_000_000) },
	} {
		terms := m.terms(1)
		change(&terms)
		m.agree(terms, bob)
	}
	bounty := m.terms(1)
	bounty.AcceptBy, bounty.Bond = 0, new(big.Int)
	m.open(bounty)
	report := m.report()
	require.Len(t, report.Markets, 7)
	for _, market := range report.Markets {
		require.Equal(t, 1, market.All.Forwards)
	}
}

func TestBands(t *testing.T) {
	t.Parallel()
	for bond, want := range map[int64]curve.Band{
		0: curve.BondNone, 1: curve.BondTo5, 50: curve.BondTo5, 51: curve.BondTo20, 200: curve.BondTo20, 201: curve.BondTo50,
		500: curve.BondTo50, 501: curve.BondTo100, 1000: curve.BondTo100, 1001: curve.BondBeyond,
	} {
		require.Equal(t, want, curve.BandOf(big.NewInt(bond), big.NewInt(1000)), bond)
	}
}

// Each forward is in one column for what did not come of it.
func TestWhatBecomesOfForwards(t *testing.T) {
	t.Parallel()
	m := begin(t)
	kept, half, closed, silent := m.agree(m.terms(1), bob), m.agree(m.terms(1), bob), m.agree(m.terms(1), carol), m.agree(m.terms(1), carol)
	lapsed, waits := m.open(m.terms(1)), m.terms(1)
	m.wait("2027-01-02")
	m.settle(kept, bob, 3600)
	m.settle(half, bob, 1800)
	m.settle(closed, carol, 900)
	m.end(closed, true)
	row := m.market().All.Rows[0]
	require.Equal(t, "5400", row.OpenInterest, "half of one, all of another")
	require.Equal(t, "0", row.Defaulted)
	require.Equal(t, "2700", row.Dissolved)
	require.Equal(t, "3600", row.Lapsed, "nobody accepted it in time")
	require.Equal(t, "6300", row.Deliveries.Quantity)

	m.wait("2027-02-08")
	m.end(half, false)
	m.end(lapsed, false)
	waits.AcceptBy, waits.Start, waits.End, waits.SettleBy = unix(t, "2027-03-01"), unix(t, "2027-03-01"), unix(t, "2027-04-01"), unix(t, "2027-05-01")
	m.open(waits)
	market := m.market()
	row = market.All.Rows[0]
	require.Equal(t, "0", row.OpenInterest)
	require.Equal(t, "5400", row.Defaulted, "the one that was reclaimed, and %s that nobody reclaimed yet", silent.ID)
	require.Equal(t, "3600", row.Lapsed)
	require.Equal(t, "3600", market.All.Rows[1].Bids.Quantity, "money that waits for a provider is a bid")
	require.Equal(t, "1", market.All.Contracts[0].BestBid.String())
	require.Equal(t, []curve.Reliability{
		{Of: "to 1 month", Promises: 3, Kept: 1, Broken: 1, Delivered: "5400", Defaulted: "5400", Dissolved: "2700", Share: "0.500000"},
	}, market.All.Tenors)
	require.Equal(t, []curve.Reliability{
		{Of: bob.Hex(), Promises: 2, Kept: 1, Broken: 0, Delivered: "5400", Defaulted: "1800", Dissolved: "0", Share: "0.750000"},
		{Of: carol.Hex(), Promises: 1, Kept: 0, Broken: 1, Delivered: "0", Defaulted: "3600", Dissolved: "2700", Share: "0.000000"},
	}, market.All.Providers)
}

// A bounty is posted, is a bid while it waits, and nobody's default when it lapses.
func TestBounty(t *testing.T) {
	t.Parallel()
	m := begin(t)
	for range 2 {
		bounty := m.terms(3)
		bounty.Unit, bounty.Quantity, bounty.AcceptBy, bounty.Bond = poem, big.NewInt(1), 0, new(big.Int)
		m.open(bounty)
	}
	first, isOpened := m.Events[0].(curve.Opened)
	require.True(t, isOpened)
	require.Equal(t, "2", m.market().All.Rows[0].Bids.Quantity)
	m.wait("2027-01-10")
	m.settle(first, bob, 1)
	market := m.wait("2027-03-01").market()
	row := market.All.Rows[0]
	require.Equal(t, curve.Bounty, market.Kind)
	require.Equal(t, "3", row.Trades.Price.String())
	require.Equal(t, "1", row.Deliveries.Quantity)
	require.Equal(t, []string{"0", "0", "1"}, []string{row.OpenInterest, row.Defaulted, row.Lapsed})
	require.Zero(t, row.Bids)
	require.Empty(t, market.All.Tenors)
	require.Equal(t, 1, market.All.Traded.Providers.Accounts)
}

func TestConcentration(t *testing.T) {
	t.Parallel()
	m := begin(t)
	m.agree(m.terms(1), bob)
	m.agree(m.terms(1), carol)
	third := m.terms(1)
	third.Buyer, third.Payer, third.Quantity = dave, dave, big.NewInt(2*3600)
	third = m.agree(third, bob)
	require.Equal(t, curve.Concentration{
		Quantity: "14400", Buyers: curve.Share{Accounts: 2, Herfindahl: "5000.00", Largest: "50.00"},
		Providers: curve.Share{Accounts: 2, Herfindahl: "6250.00", Largest: "75.00"},
	}, m.market().All.Traded)
	m.wait("2027-01-02")
	m.end(third, true)
	require.Equal(t, curve.Concentration{
		Quantity: "7200", Buyers: curve.Share{Accounts: 1, Herfindahl: "10000.00", Largest: "100.00"},
		Providers: curve.Share{Accounts: 2, Herfindahl: "5000.00", Largest: "50.00"},
	}, m.market().All.Open)
}

// Old trades are in the months' averages for ever, and in the curve for as long as a reader looks back.
func TestLookback(t *testing.T) {
	t.Parallel()
	m := begin(t)
	later := func(dollars int64) curve.Opened {
		o := m.terms(dollars)
		o.Start, o.End, o.SettleBy = unix(t, "2027-07-01"), unix(t, "2027-08-01"), unix(t, "2027-09-01")
		return o
	}
	m.agree(later(1), bob)
	m.wait("2027-04-01")
	m.agree(later(3), bob)
	market := m.market()
	require.Equal(t, "2", market.All.Rows[0].Trades.Price.String())
	require.Equal(t, "3", market.All.Flat[0].Price.String())
	require.Equal(t, "2", m.market(curve.Options{Lookback: 200 * day}).All.Flat[0].Price.String())
	require.Empty(t, m.wait("2027-08-01").market().All.Flat, "a month that is over is not on the curve")
}

// What is not what it says is listed with the reason, and is in no price.
func TestUnclassified(t *testing.T) {
	t.Parallel()
	m := begin(t)
	reasons := map[common.Hash]string{}
	for reason, change := range map[string]func(*curve.Opened){
		"another unit than the terms hold": func(o *curve.Opened) { o.Unclassified = "the parameters make another unit than the terms hold" },
		"nothing is known of its unit":     func(o *curve.Opened) { o.Unit = common.Hash{9} },
		"nothing is known of its token":    func(o *curve.Opened) { o.Token = common.Address{9} },
		"its window is empty":              func(o *curve.Opened) { o.End = o.Start },
		"more than 120 months":             func(o *curve.Opened) { o.End = unix(t, "2040-01-01") },
		"more than 20 years":               func(o *curve.Opened) { o.Start, o.End = unix(t, "2046-12-01"), unix(t, "2047-01-01") },
		"its window ends":                  func(o *curve.Opened) { o.End = 1 << 63 },
	} {
		terms := m.terms(1)
		change(&terms)
		o := m.agree(terms, bob)
		reasons[o.ID] = reason
	}
	m.happen(func(p curve.Place) curve.Event {
		return curve.Unread{Place: p, ID: common.Hash{0xf0}, Reason: "its opening is too large"}
	})
	m.accept(curve.Opened{ID: common.Hash{0xf0}}, bob)
	m.accept(curve.Opened{ID: common.Hash{0xf1}}, bob)
	reasons[common.Hash{0xf0}], reasons[common.Hash{0xf1}] = "too large", "its opening is not among the events"
	report := m.report()
	require.Empty(t, report.Markets)
	require.Len(t, report.Unclassified, len(reasons))
	for _, u := range report.Unclassified {
		require.Contains(t, u.Reason, reasons[u.ID])
	}
}

// What no chain says is refused.
func TestImpossibleHistories(t *testing.T) {
	t.Parallel()
	for want, spoil := range map[string]func(m *made, o curve.Opened){
		"is opened twice":                         func(m *made, o curve.Opened) { m.open(o) },
		"is an open one, or was accepted before":  func(m *made, o curve.Opened) { m.accept(o, carol) },
		"has 3601 units delivered":                func(m *made, o curve.Opened) { m.settle(o, bob, 3601) },
		"has 0 units delivered":                   func(m *made, o curve.Opened) { m.settle(o, bob, 0) },
		"is settled in block 5, and ended before": func(m *made, o curve.Opened) { m.end(o, true); m.settle(o, bob, 1) },
		"ends in block 5, and ended before":       func(m *made, o curve.Opened) { m.end(o, true); m.end(o, false) },
		"the escrow opens none like that":         func(m *made, o curve.Opened) { o.ID[0]++; o.Price = new(big.Int); m.open(o) },
		"the history ends with block 2":           func(m *made, _ curve.Opened) { m.Block = 2 },
		"two different events are log 0 of block 3": func(m *made, o curve.Opened) {
			m.Events = append(m.Events, curve.Closed{Place: m.now, ID: o.ID})
		},
		"block 4 is of an earlier time than block 3": func(m *made, o curve.Opened) { m.now.Time -= 3600; m.end(o, true); m.Time += 7200 },
	} {
		m := begin(t)
		o := m.agree(m.terms(1), bob)
		spoil(m, o)
		_, err := curve.Compute(m.History, curve.Options{})
		require.ErrorContains(t, err, want)
	}
}

// Thirty orders of the same events and offers, some of them there twice, give the same bytes.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	history := simulation.Run(7, simulation.Size{Forwards: 600}).History
	want := bytesOf(t, history)
	random := rand.New(rand.NewPCG(9, 10))
	for range 30 {
		again := history
		again.Events = append(append([]curve.Event(nil), history.Events...), history.Events[random.IntN(1000)])
		again.Offers = append(append([]curve.Offer(nil), history.Offers...), history.Offers[0])
		random.Shuffle(len(again.Events), func(i, j int) { again.Events[i], again.Events[j] = again.Events[j], again.Events[i] })
		random.Shuffle(len(again.Offers), func(i, j int) { again.Offers[i], again.Offers[j] = again.Offers[j], again.Offers[i] })
		require.Equal(t, want, bytesOf(t, again))
	}
}

// bytesOf is everything that is told of a history.
func bytesOf(t *testing.T, history curve.History) string {
	t.Helper()
	want := curve.Want{Measures: big.NewRat(500, 1), Start: unix(t, "2027-08-01"), End: unix(t, "2027-11-01")}
	report, err := curve.Compute(history, curve.Options{Want: &want})
	require.NoError(t, err)
	text, err := json.Marshal(report)
	require.NoError(t, err)
	var table bytes.Buffer
	require.NoError(t, report.CSV(&table))
	return string(text) + table.String()
}

func TestCSV(t *testing.T) {
	t.Parallel()
	m := begin(t)
	m.Tokens[dollar] = curve.Token{Symbol: "=1+1", Decimals: 6}
	m.agree(m.terms(2), bob)
	read := func() (lines []map[string]string) {
		var table bytes.Buffer
		require.NoError(t, m.report().CSV(&table))
		all, err := csv.NewReader(&table).ReadAll()
		require.NoError(t, err)
		for _, line := range all[1:] {
			cells := map[string]string{}
			for i, name := range all[0] {
				cells[name] = line[i]
			}
			lines = append(lines, cells)
		}
		return lines
	}
	lines := read()
	require.Len(t, lines, 2)
	require.Equal(t, "all", lines[0]["series"])
	require.Equal(t, "filtered", lines[1]["series"])
	require.Equal(t, "2027-01", lines[0]["month"])
	require.Equal(t, "2", lines[0]["flat curve"])
	require.Equal(t, "2", lines[0]["smooth curve at the beginning"])
	require.Equal(t, "3600", lines[0]["open interest"])
	require.Equal(t, "'=1+1", lines[0]["symbol"], "no formula for a spreadsheet")
	require.True(t, strings.HasSuffix(lines[0]["source"], "indicative"))
	m.Simulated = "SIMULATED"
	require.Equal(t, "SIMULATED", read()[1]["source"])
}

func TestMethodIsWrittenDown(t *testing.T) {
	t.Parallel()
	for _, must := range []string{curve.MethodName, "Indicative only", "no oracle", "Benth", "Lim, Q. Xiao", "Adams", "Fleten"} {
		require.Contains(t, curve.Method, must)
	}
	for _, filter := range curve.Filters {
		require.Contains(t, curve.Method, "| "+string(filter)+" |")
	}
	require.Contains(t, begin(t).report().Notice, "Not an oracle")
}
