package curve_test

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

const day = 24 * 60 * 60

var (
	gpu    = common.Hash{0xaa}
	poem   = common.Hash{0xbb}
	dollar = common.Address{0xdd}
	alice  = common.Address{1}
	bob    = common.Address{2}
	carol  = common.Address{3}
	dave   = common.Address{4}
)

// made is a history in the making. Each event is in a block of its own, a minute after the one before.
type made struct {
	t *testing.T
	curve.History
	now curve.Place
}

// make begins a history on the first of December 2026, a month before the windows of its forwards.
func begin(t *testing.T) *made {
	t.Helper()
	start := unix(t, "2026-12-01")
	return &made{t: t, now: curve.Place{Block: 1, Time: start}, History: curve.History{
		Chain: 1337, Block: 1, Time: start,
		Units: map[common.Hash]curve.Unit{
			gpu:  {Name: "gpu-hours H100", Class: "A", Measure: "GPU-hour", Per: big.NewInt(3600)},
			poem: {Name: "terza-rima", Measure: "poem"},
		},
		Tokens: map[common.Address]curve.Token{dollar: {Symbol: "USD", Decimals: 6}},
	}}
}

func unix(t *testing.T, date string) uint64 {
	t.Helper()
	at, err := time.Parse(time.DateOnly, date)
	require.NoError(t, err)
	return uint64(at.Unix())
}

func (m *made) happen(event func(curve.Place) curve.Event) {
	m.now.Block++
	m.now.Time += 60
	m.Events = append(m.Events, event(m.now))
	m.Block, m.Time = m.now.Block, m.now.Time
}

// wait lets time go by until a day.
func (m *made) wait(until string) *made {
	m.t.Helper()
	at := unix(m.t, until)
	require.Greater(m.t, at, m.now.Time)
	m.now.Time, m.Time = at, at
	return m
}

// terms are of one hour of a GPU in January 2027 for so many dollars, with a bond of ten percent.
func (m *made) terms(dollars int64) curve.Opened {
	m.t.Helper()
	return curve.Opened{
		ID: common.BigToHash(big.NewInt(int64(len(m.Events) + 1))), Buyer: alice, Payer: alice, Unit: gpu, Token: dollar, Price: big.NewInt(dollars * 1_000_000),
		Quantity: big.NewInt(3600), Bond: big.NewInt(dollars * 100_000), AcceptBy: m.now.Time + 5*day,
		Start: unix(m.t, "2027-01-01"), End: unix(m.t, "2027-02-01"), SettleBy: unix(m.t, "2027-02-08"),
	}
}

func (m *made) open(o curve.Opened) curve.Opened {
	m.happen(func(p curve.Place) curve.Event { o.Place = p; return o })
	return o
}

func (m *made) accept(o curve.Opened, provider common.Address) {
	m.happen(func(p curve.Place) curve.Event {
		return curve.Accepted{Place: p, ID: o.ID, Provider: provider, Payer: provider}
	})
}

// agree opens a forward and has a provider accept it.
func (m *made) agree(o curve.Opened, provider common.Address) curve.Opened {
	o = m.open(o)
	m.accept(o, provider)
	return o
}

func (m *made) settle(o curve.Opened, recipient common.Address, amount int64) {
	m.happen(func(p curve.Place) curve.Event {
		return curve.Settled{Place: p, ID: o.ID, Recipient: recipient, Amount: big.NewInt(amount), Paid: new(big.Int)}
	})
}

func (m *made) end(o curve.Opened, closed bool) {
	m.happen(func(p curve.Place) curve.Event {
		if closed {
			return curve.Closed{Place: p, ID: o.ID}
		}
		return curve.Reclaimed{Place: p, ID: o.ID}
	})
}

func (m *made) report(options ...curve.Options) curve.Report {
	m.t.Helper()
	report, err := curve.Compute(m.History, append(options, curve.Options{})[0])
	require.NoError(m.t, err)
	return report
}

// market is the only one that there is.
func (m *made) market(options ...curve.Options) curve.Market {
	m.t.Helper()
	report := m.report(options...)
	require.Len(m.t, report.Markets, 1)
	return report.Markets[0]
}
