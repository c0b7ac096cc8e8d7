package cmd

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"golang.org/x/term"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/curve/chart"
)

// printCurve shows the largest instrument for people, and lists the others.
func printCurve(out io.Writer, report curve.Report, only curve.Month) error {
	if report.Simulated != "" {
		fmt.Fprintf(out, "%s\n", report.Simulated)
	}
	fmt.Fprintf(out, "%s\n\n", curve.Notice)
	if len(report.Markets) == 0 {
		fmt.Fprintf(out, "nothing is on the curve up to block %d\n", report.Block)
		printUnclassified(out, report)
		return nil
	}
	market := largest(report.Markets)
	fmt.Fprintf(out, "%s\nunit %s, token %s\nas of %s, block %d: %d events, %d forwards, %d offers and proposals\n", sdk.Clean(market.Title()), market.Unit,
		market.Token, tell(report.Time), report.Block,
		report.Events, report.Forwards, report.Offers)
	printStructure(out, market)
	if plot := chart.Terminal(market, columns(out)); plot != "" {
		fmt.Fprintf(out, "\n%s\n", plot)
	}
	if err := printMonths(out, market, only); err != nil {
		return err
	}
	printDepth(out, market)
	if err := printReliability(out, market); err != nil {
		return err
	}
	printUnclassified(out, report)
	return printOthers(out, report.Markets, market)
}

func printUnclassified(out io.Writer, report curve.Report) {
	if n := len(report.Unclassified); n > 0 {
		fmt.Fprintf(out, "\n%d forwards and offers are not on the curve; --json lists them. The first: %s, %s\n", n,
			report.Unclassified[0].ID, sdk.Clean(report.Unclassified[0].Reason))
	}
}

// largest is the instrument with the most forwards.
func largest(markets []curve.Market) curve.Market {
	return slices.MaxFunc(markets, func(a, b curve.Market) int { return cmp.Compare(a.All.Forwards, b.All.Forwards) })
}

func printStructure(out io.Writer, m curve.Market) {
	fmt.Fprintf(out, "%s; forwards: %d", structures[m.Filtered.Structure], m.Filtered.Forwards)
	counts := map[curve.Filter]int{}
	for _, removed := range m.Removed {
		counts[removed.Filter]++
	}
	if len(m.Removed) > 0 {
		var parts []string
		for _, filter := range curve.Filters {
			if n := counts[filter]; n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", n, filter))
			}
		}
		fmt.Fprintf(out, "; left out as trades with oneself: %s (with them: %s)", strings.Join(parts, ", "), structures[m.All.Structure])
	}
	fmt.Fprintln(out)
	if m.Filtered.NoSmooth != "" {
		fmt.Fprintf(out, "no smooth curve: %s\n", m.Filtered.NoSmooth)
	}
}

func printMonths(out io.Writer, m curve.Market, only curve.Month) error {
	fmt.Fprintln(out)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "MONTH\tCURVE\tUNFILTERED\tTRADES\tN\tDELIVERED\tBID\tASK\tMID\tSPREAD\tOPEN\tDEFAULTED\t")
	flat, all := pricesOf(m.Filtered.Flat), pricesOf(m.All.Flat)
	for _, row := range m.Filtered.Rows {
		if only != 0 && row.Month != only {
			continue
		}
		quote := contractOf(m.Filtered.Contracts, row.Month)
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", row.Month, brief(flat[row.Month]), brief(all[row.Month]),
			brief(row.Trades.Price), row.Trades.Count, brief(row.Deliveries.Price), brief(quote.BestBid), brief(quote.BestAsk),
			brief(quote.Mid), brief(quote.Spread), m.Measures(row.OpenInterest), m.Measures(row.Defaulted))
	}
	return table.Flush()
}

func pricesOf(points []curve.Point) map[curve.Month]curve.Price {
	prices := map[curve.Month]curve.Price{}
	for _, p := range points {
		prices[p.Month] = p.Price
	}
	return prices
}

// contractOf is the contract of one month; zero if there is none.
func contractOf(contracts []curve.Contract, month curve.Month) curve.Contract {
	for _, c := range contracts {
		if c.First == month && c.Last == month {
			return c
		}
	}
	return curve.Contract{}
}

// brief is a price in six digits, for people.
func brief(p curve.Price) string {
	if p.IsZero() {
		return "-"
	}
	return strconv.FormatFloat(p.Float(), 'g', 6, 64)
}

func printDepth(out io.Writer, m curve.Market) {
	for _, d := range []*curve.Depth{m.Buy, m.Sell} {
		if d == nil {
			continue
		}
		verb := "buying"
		if d.Side == curve.Bid {
			verb = "selling"
		}
		fmt.Fprintf(out, "\n%s %s now: ", verb, m.Told(d.Wanted))
		if d.Offers == 0 {
			fmt.Fprint(out, "no offer fits")
			continue
		}
		fmt.Fprintf(out, "%s %s on average for %s, %s at worst, offers: %d", brief(d.Average), m.Symbol, m.Measures(d.Quantity), brief(d.Worst), d.Offers)
		if !d.Whole {
			fmt.Fprint(out, "; the book has no more")
		}
	}
	if m.Buy != nil {
		fmt.Fprintln(out)
	}
}

func printReliability(out io.Writer, m curve.Market) error {
	if len(m.Filtered.Tenors) == 0 {
		return nil
	}
	fmt.Fprintln(out)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "TENOR\tPROMISES\tKEPT\tBROKEN\tDELIVERED")
	for _, r := range m.Filtered.Tenors {
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%s\n", r.Of, r.Promises, r.Kept, r.Broken, cmp.Or(r.Share, "-"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, c := range []struct {
		what string
		of   curve.Concentration
	}{{"traded", m.Filtered.Traded}, {"open", m.Filtered.Open}} {
		fmt.Fprintf(out, "%s: %s; buyers: %d, the largest %s %%, Herfindahl %s; providers: %d, the largest %s %%, Herfindahl %s\n", c.what,
			m.Told(c.of.Quantity), c.of.Buyers.Accounts, c.of.Buyers.Largest, c.of.Buyers.Herfindahl,
			c.of.Providers.Accounts, c.of.Providers.Largest, c.of.Providers.Herfindahl)
	}
	return nil
}

func printOthers(out io.Writer, markets []curve.Market, shown curve.Market) error {
	if len(markets) < 2 {
		return nil
	}
	fmt.Fprintln(out)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "INSTRUMENT\tFORWARDS\tREMOVED\tSTRUCTURE")
	const most = 20
	byForwards := slices.Clone(markets)
	slices.SortStableFunc(byForwards, func(a, b curve.Market) int { return cmp.Compare(b.All.Forwards, a.All.Forwards) })
	for _, m := range byForwards[:min(most, len(markets))] {
		mark := ""
		if m.Instrument == shown.Instrument {
			mark = "\tshown"
		}
		fmt.Fprintf(table, "%s\t%d\t%d\t%s%s\n", sdk.Clean(m.Title()), m.All.Forwards, len(m.Removed), structures[m.Filtered.Structure], mark)
	}
	if rest := len(markets) - most; rest > 0 {
		fmt.Fprintf(table, "and %d more, which --json lists\n", rest)
	}
	return table.Flush()
}

// structures are which way prices go, in words.
var structures = map[curve.Structure]string{
	curve.Contango: "contango", curve.Backwardation: "backwardation", curve.Level: "level", curve.NoStructure: "too few months for a structure",
}

// columns are how wide the terminal is; elsewhere there are as many as a line of this text has.
func columns(out io.Writer) int {
	const usual, most = 110, 160
	if file, isFile := out.(*os.File); isFile {
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			return min(width, most)
		}
	}
	return usual
}
