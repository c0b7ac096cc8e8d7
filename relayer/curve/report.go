package curve

import (
	"fmt"
	"math/big"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
)

// Options are what a reader may choose. The zero value is what is usual.
type Options struct {
	Lookback uint64 // how many seconds back trades count for contracts and curves; 0 is [Lookback]
	Want     *Want  // what the book is asked for, if anything
}

// Lookback is how many seconds back trades count for contracts and curves, unless a reader chooses: 90 days.
const Lookback = 90 * day

// Report is a curve for every instrument of a history.
type Report struct {
	Method    string         `json:"method"`
	Notice    string         `json:"notice"`
	Simulated string         `json:"simulated,omitempty"`
	Chain     uint64         `json:"chain"`
	Escrow    common.Address `json:"escrow"`
	Block     uint64         `json:"block"`
	Time      uint64         `json:"time"`
	Lookback  uint64         `json:"lookback"`
	Events    int            `json:"events"`
	Forwards  int            `json:"forwards"` // on the curve
	Offers    int            `json:"offers"`   // that stand in the book, and proposals

	Markets      []Market       `json:"markets"`
	Unclassified []Unclassified `json:"unclassified"` // not on the curve
}

// Market is one instrument.
type Market struct {
	Instrument
	Name     string `json:"name"`
	Measure  string `json:"measure"`
	Per      string `json:"per"` // base units in a measure
	Symbol   string `json:"symbol"`
	Decimals uint8  `json:"decimals"`

	All      Series    `json:"all"`
	Filtered Series    `json:"filtered"` // without what the filters removed
	Removed  []Removed `json:"removed"`
	Buy      *Depth    `json:"buy,omitempty"`  // what is wanted, bought
	Sell     *Depth    `json:"sell,omitempty"` // what is wanted, sold
}

// Series is what some forwards of one instrument make.
type Series struct {
	Forwards  int           `json:"forwards"`
	Rows      []Row         `json:"rows"`
	Contracts []Contract    `json:"contracts"`
	Flat      []Point       `json:"flat"`
	Smooth    []SmoothPoint `json:"smooth"`
	NoSmooth  string        `json:"noSmooth,omitempty"` // why there is no smooth curve
	Structure Structure     `json:"structure"`
	Tenors    []Reliability `json:"tenors"`
	Providers []Reliability `json:"providers"`
	Traded    Concentration `json:"traded"`
	Open      Concentration `json:"open"`
}

// SmoothPoint is the smooth curve at a time: at the beginning of each month, and at each quarter of it.
type SmoothPoint struct {
	Time  uint64 `json:"time"` // unix seconds
	Price string `json:"price"`
}

// Compute makes the report of a history. The same history gives the same report, in whatever order its events and offers come.
// An error says what no chain can have said.
func Compute(h History, o Options) (Report, error) {
	p, err := h.replay()
	if err != nil {
		return Report{}, fmt.Errorf("replay the history: %w", err)
	}
	book, off, err := h.book(p)
	if err != nil {
		return Report{}, fmt.Errorf("read the book: %w", err)
	}
	if o.Lookback == 0 {
		o.Lookback = Lookback
	}
	report := Report{
		Method: MethodName, Notice: Notice, Simulated: h.Simulated, Chain: h.Chain, Escrow: h.Escrow, Block: h.Block, Time: h.Time,
		Lookback: o.Lookback, Events: p.events, Forwards: len(p.forwards), Offers: len(book),
		Markets: []Market{}, Unclassified: append(append([]Unclassified{}, p.unclassified...), off...),
	}
	forwards, offers := map[Instrument][]*forward{}, map[Instrument][]*standing{}
	for _, f := range p.forwards {
		forwards[f.instrument] = append(forwards[f.instrument], f)
	}
	for _, s := range book {
		offers[s.instrument] = append(offers[s.instrument], s)
	}
	for _, i := range instruments(p.forwards, book) {
		report.Markets = append(report.Markets, h.market(i, forwards[i], offers[i], o))
	}
	return report, nil
}

func (h History) market(i Instrument, forwards []*forward, book []*standing, o Options) Market {
	unit, token := h.Units[i.Unit], h.Tokens[i.Token]
	s := scaleOf(unit, token)
	kept, removed := filter(forwards, s)
	m := Market{
		Instrument: i, Name: unit.Name, Measure: unit.Measure, Per: unit.per().String(), Symbol: token.Symbol, Decimals: token.Decimals,
		All: h.series(forwards, book, o, s), Filtered: h.series(kept, book, o, s), Removed: append([]Removed{}, removed...),
	}
	if o.Want != nil {
		buy, sell := depth(book, Ask, *o.Want, unit, s), depth(book, Bid, *o.Want, unit, s)
		m.Buy, m.Sell = &buy, &sell
	}
	return m
}

func (h History) series(forwards []*forward, book []*standing, o Options, s scale) Series {
	since := h.Time - min(h.Time, o.Lookback)
	series := Series{
		Forwards: len(forwards), Rows: rows(forwards, book, h.Time, s), Contracts: contracts(forwards, book, h.Time, since, s),
		Smooth: []SmoothPoint{},
	}
	series.Flat = flat(series.Contracts)
	series.Structure = structure(series.Flat, MonthOf(h.Time))
	series.Tenors, series.Providers = reliability(forwards, h.Time)
	series.Traded, series.Open = concentration(forwards, h.Time)
	smooth, err := SmoothThrough(series.Contracts)
	switch {
	case err != nil:
		series.NoSmooth = err.Error()
	case smooth != nil:
		series.Smooth = smooth.points()
	}
	return series
}

// SmoothThrough is the smooth curve through those contracts that are on the flat one; nil if there are none.
func SmoothThrough(contracts []Contract) (*Smooth, error) {
	var averages []average
	for _, c := range contracts {
		if c.OnCurve {
			averages = append(averages, average{c.First.Start(), (c.Last + 1).Start(), c.Trades.Price.Float()})
		}
	}
	return smoothThrough(averages)
}

func (s *Smooth) points() (points []SmoothPoint) {
	const perMonth, digits, bits = 4, 9, 64
	tell := func(at uint64) {
		points = append(points, SmoothPoint{at, strconv.FormatFloat(s.At(at), 'g', digits, bits)})
	}
	for m := MonthOf(s.From()); m.Start() < s.To(); m++ {
		for quarter := range uint64(perMonth) {
			tell(m.Start() + m.Seconds()*quarter/perMonth)
		}
	}
	tell(s.To())
	return points
}

func (u Unit) per() *big.Int {
	if u.Per == nil || u.Per.Sign() <= 0 {
		return big.NewInt(1)
	}
	return u.Per
}
