package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/singleflight"

	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// The bounds of curves, each of which is made of all that ever happened.
const (
	curveTimeout = 2 * time.Minute
	curveRests   = 2 * time.Second // after one was made, until the next is
)

// curves makes the curve as of a block. It is called once at a time.
type curves interface {
	Report(ctx context.Context, at chain.Head) (curve.Report, error)
}

// Curve is what compute costs by delivery month, from events of the chain alone.
type Curve struct {
	Notice       string        `json:"notice" doc:"what it is not"`
	Method       string        `json:"method" doc:"how it is made: tercet curve --method prints it"`
	Block        uint64        `json:"block" doc:"up to which the chain was read: one that counts as confirmed"`
	Time         time.Time     `json:"time" doc:"of that block"`
	Lookback     uint64        `json:"lookbackSeconds" doc:"how far back trades count for curves"`
	Forwards     int           `json:"forwards" doc:"that are on it"`
	Unclassified int           `json:"unclassified" doc:"forwards that are not: what they emitted does not make their unit, or their predicate is not to be trusted"`
	Markets      []CurveMarket `json:"markets" doc:"one for each instrument, those with most forwards first as the method has it"`
}

// CurveMarket is one instrument: what is not alike is not mixed.
type CurveMarket struct {
	Unit     Hash        `json:"unit"`
	Name     string      `json:"name" doc:"of the unit"`
	Class    string      `json:"class" doc:"of evidence; empty where the predicate knows none"`
	Token    Token       `json:"token"`
	Kind     string      `json:"kind" enum:"assigned,bounty" doc:"assigned: a provider promised; bounty: open, nobody promised"`
	Bond     string      `json:"bond" doc:"range of what is staked for each token of the price"`
	Measure  string      `json:"measure" doc:"what prices are for"`
	Per      Amount      `json:"per" doc:"base units in a measure"`
	All      CurveSeries `json:"all"`
	Filtered CurveSeries `json:"filtered" doc:"without trades that look as if somebody had made them with themselves"`
	Removed  int         `json:"removed" doc:"how many forwards the filters took away"`
}

// CurveSeries is what some forwards of one instrument make.
type CurveSeries struct {
	Forwards int          `json:"forwards"`
	Rows     []CurveRow   `json:"rows" doc:"by delivery month"`
	Flat     []CurvePoint `json:"flat" doc:"one price for each month that was traded"`
	Smooth   []CurvePoint `json:"smooth" doc:"the smooth curve through them; empty if there is none"`
	NoSmooth *string      `json:"noSmooth" doc:"why there is no smooth curve; null if nothing was in the way"`
}

// CurveRow is one delivery month.
type CurveRow struct {
	Month        string        `json:"month" example:"2027-03"`
	Trades       *CurveAverage `json:"trades" doc:"all that was agreed"`
	Fills        *CurveAverage `json:"fills" doc:"through signed offers"`
	Direct       *CurveAverage `json:"direct" doc:"without"`
	Deliveries   *CurveAverage `json:"deliveries" doc:"that were proved and paid"`
	Bids         *CurveAverage `json:"bids" doc:"that stand now"`
	Asks         *CurveAverage `json:"asks" doc:"that stand now"`
	OpenInterest Amount        `json:"openInterest" doc:"base units that were promised and may still come"`
	Defaulted    Amount        `json:"defaulted" doc:"base units that were promised and did not come"`
	Lapsed       Amount        `json:"lapsed" doc:"base units that nobody promised, or of a bounty nobody delivered"`
}

// CurveAverage is a price weighted by volume.
type CurveAverage struct {
	Price    string `json:"price" doc:"whole tokens for one measure, to twelve digits" example:"0.0015"`
	Quantity Amount `json:"quantity" doc:"base units"`
	Count    int    `json:"count" doc:"of forwards or offers"`
}

// CurvePoint is a price at a time.
type CurvePoint struct {
	Time  time.Time `json:"time" doc:"of the flat curve the beginning of the month"`
	Price string    `json:"price" doc:"whole tokens for one measure"`
}

type curveOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         Curve
}

// madeCurve keeps the curve that was made last.
type madeCurve struct {
	flights singleflight.Group

	mu   sync.Mutex
	at   chain.Head
	when time.Time
	told Curve
}

func (a *API) registerCurve() {
	made := &madeCurve{}
	op := reading("getCurve", "/v1/curve", "The forward curve: what compute costs by delivery month", http.StatusServiceUnavailable)
	op.Description = "Made of events up to the latest block that counts as confirmed. Indicative, and no oracle."
	route(a, op, func(ctx context.Context, _ *struct{}) (*curveOutput, error) {
		s := a.deps.Index.Standing()
		if a.deps.Curve == nil || s.Confirmed.Hash == (common.Hash{}) {
			return nil, problem(http.StatusServiceUnavailable, "there is no curve before the chain has a block that counts as confirmed", "try again after some blocks")
		}
		told, err := a.curve(ctx, made, s.Confirmed)
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			return nil, problem(http.StatusServiceUnavailable, "the curve is still being made", "try again in a moment: what was read is kept")
		case err != nil:
			return nil, a.unread(ctx, err)
		}
		return &curveOutput{fresh, told}, nil
	})
}

// curve is the one that is kept if it is of this block or was made just now, or one that somebody else waits for, or a new one.
func (a *API) curve(ctx context.Context, made *madeCurve, at chain.Head) (Curve, error) {
	made.mu.Lock()
	kept, keeps := made.told, !made.when.IsZero() && (made.at.Hash == at.Hash || a.deps.Clock().Sub(made.when) < curveRests)
	made.mu.Unlock()
	if keeps {
		return kept, nil
	}
	result := made.flights.DoChan("", func() (any, error) {
		// Others may wait for it: that who asked first is gone ends it not.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), curveTimeout)
		defer cancel()
		report, err := a.deps.Curve.Report(ctx, at)
		if err != nil {
			return Curve{}, fmt.Errorf("make the curve: %w", err)
		}
		told := a.curveOf(&report)
		made.mu.Lock()
		defer made.mu.Unlock()
		made.at, made.when, made.told = at, a.deps.Clock(), told
		return told, nil
	})
	select {
	case <-ctx.Done():
		return Curve{}, ctx.Err()
	case r := <-result:
		told, _ := r.Val.(Curve)
		return told, r.Err
	}
}

func (a *API) curveOf(r *curve.Report) Curve {
	out := Curve{
		Notice: r.Notice, Method: r.Method, Block: r.Block, Time: timeOf(r.Time), Lookback: r.Lookback, Forwards: r.Forwards,
		Unclassified: len(r.Unclassified), Markets: []CurveMarket{},
	}
	for i := range r.Markets {
		m := &r.Markets[i]
		decimals, symbol := int(m.Decimals), m.Symbol
		out.Markets = append(out.Markets, CurveMarket{
			Unit: hashOf(m.Unit), Name: m.Name, Class: m.Class, Token: Token{addressOf(m.Token), &symbol, &decimals}, Kind: string(m.Kind),
			Bond: string(m.Bond), Measure: m.Measure, Per: Amount(m.Per), All: seriesOf(&m.All), Filtered: seriesOf(&m.Filtered), Removed: len(m.Removed),
		})
	}
	return out
}

func seriesOf(s *curve.Series) CurveSeries {
	out := CurveSeries{Forwards: s.Forwards, Rows: []CurveRow{}, Flat: []CurvePoint{}, Smooth: []CurvePoint{}}
	for _, row := range s.Rows {
		out.Rows = append(out.Rows, CurveRow{
			Month: row.Month.String(), Trades: averageOf(row.Trades), Fills: averageOf(row.Fills), Direct: averageOf(row.Direct),
			Deliveries: averageOf(row.Deliveries), Bids: averageOf(row.Bids), Asks: averageOf(row.Asks),
			OpenInterest: Amount(row.OpenInterest), Defaulted: Amount(row.Defaulted), Lapsed: Amount(row.Lapsed),
		})
	}
	for _, p := range s.Flat {
		out.Flat = append(out.Flat, CurvePoint{timeOf(p.Month.Start()), plain(p.Price.String())})
	}
	for _, p := range s.Smooth {
		out.Smooth = append(out.Smooth, CurvePoint{timeOf(p.Time), plain(p.Price)})
	}
	if s.NoSmooth != "" {
		out.NoSmooth = &s.NoSmooth
	}
	return out
}

func averageOf(a curve.Average) *CurveAverage {
	if a.Count == 0 {
		return nil
	}
	return &CurveAverage{plain(a.Price.String()), Amount(a.Quantity), a.Count}
}

// plain is a number without an exponent.
func plain(text string) string {
	const digits, bits = -1, 64
	x, err := strconv.ParseFloat(text, bits)
	if err != nil {
		return text
	}
	return strconv.FormatFloat(x, 'f', digits, bits)
}
