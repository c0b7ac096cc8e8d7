package curve

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// csvColumns are the columns of CSV. Prices are in tokens for a measure, quantities in base units.
var csvColumns = []string{
	"source", "as of", "block", "unit", "name", "class", "token", "symbol", "measure", "base units per measure", "kind", "bond", "series", "month",
	"flat curve", "smooth curve at the beginning", "trades", "traded quantity", "number of trades", "fills", "direct", "deliveries", "delivered quantity", "bids", "asks",
	"best bid", "best ask", "mid", "spread", "open interest", "defaulted", "dissolved", "lapsed",
}

// CSV writes every month of every market as a line, with and without what the filters removed. The first column says where it
// comes from, in each line: a simulated one is called that.
func (r Report) CSV(out io.Writer) error {
	w := csv.NewWriter(out)
	lines := [][]string{csvColumns}
	for _, m := range r.Markets {
		for _, s := range []struct {
			name   string
			series Series
		}{{"all", m.All}, {"filtered", m.Filtered}} {
			for _, row := range s.series.Rows {
				lines = append(lines, r.csvLine(m, s.name, s.series, row))
			}
		}
	}
	if err := w.WriteAll(lines); err != nil {
		return fmt.Errorf("write the curve as CSV: %w", err)
	}
	return nil
}

func (r Report) csvLine(m Market, name string, s Series, row Row) []string {
	source := r.Simulated
	if source == "" {
		source = fmt.Sprintf("chain %d, escrow %s, indicative", r.Chain, r.Escrow)
	}
	contract, flat, smooth := Contract{}, Price{}, ""
	for _, c := range s.Contracts {
		if c.First == row.Month && c.Last == row.Month {
			contract = c
		}
	}
	for _, p := range s.Flat {
		if p.Month == row.Month {
			flat = p.Price
		}
	}
	for _, p := range s.Smooth {
		if p.Time == row.Month.Start() {
			smooth = p.Price
		}
	}
	return []string{
		source, time.Unix(int64(min(r.Time, latest)), 0).UTC().Format(time.RFC3339), strconv.FormatUint(r.Block, 10), m.Unit.Hex(), cell(m.Name), m.Class,
		m.Token.Hex(), cell(m.Symbol), cell(m.Measure), m.Per, string(m.Kind), string(m.Bond), name, row.Month.String(),
		flat.String(), smooth, row.Trades.Price.String(), row.Trades.Quantity, strconv.Itoa(row.Trades.Count), row.Fills.Price.String(),
		row.Direct.Price.String(), row.Deliveries.Price.String(), row.Deliveries.Quantity, row.Bids.Price.String(), row.Asks.Price.String(),
		contract.BestBid.String(), contract.BestAsk.String(), contract.Mid.String(), contract.Spread.String(),
		row.OpenInterest, row.Defaulted, row.Dissolved, row.Lapsed,
	}
}

// cell keeps a spreadsheet from taking what somebody else named for a formula.
func cell(text string) string {
	if strings.HasPrefix(text, "=") || strings.HasPrefix(text, "+") || strings.HasPrefix(text, "-") || strings.HasPrefix(text, "@") {
		return "'" + text
	}
	return text
}
