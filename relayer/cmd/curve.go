package cmd

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/curve/chart"
	"github.com/tercet-protocol/tercet/relayer/curve/simulation"
)

func curveCommand() *cli.Command {
	return &cli.Command{
		Name:  "curve",
		Usage: "show the forward curve of compute: what a delivery month costs, who promised it, what came of it",
		Description: "Reads every forward of the escrow, from the events alone, and shows for one instrument (unit, token, kind, bond) the\n" +
			"prices by delivery month. Of several instruments that fit it is the one with the most forwards; the others are\n" +
			"listed. Indicative, and no oracle. --method prints how it is made.",
		Flags: chainFlags(keysFlag(), developmentChainFlag(), pluginsFlag(),
			&cli.Uint64Flag{Name: "from", Usage: "the first `BLOCK` to read, by default the deployment's"},
			&cli.StringFlag{Name: "offers", Usage: "`ADDRESS` of the contract that takes signed offers, to tell their fills from other trades (default: the deployment's)"},
			&cli.StringFlag{Name: "book", Usage: "`URL` of a server, or FILE or FOLDER, with signed offers that were not taken yet: its bids and asks"},
			&cli.StringFlag{Name: "unit", Usage: "instruments whose unit is this hash, or has `TEXT` in its name"},
			&cli.StringFlag{Name: "class", Usage: "instruments with this `CLASS` of evidence"},
			&cli.StringFlag{Name: "token", Usage: "instruments in this token: its `ADDRESS` or symbol"},
			&cli.StringFlag{Name: "bond", Usage: "instruments with this `BAND` of bonds, such as 5-20%"},
			&cli.StringFlag{Name: "month", Usage: "only delivery in this `MONTH`, such as 2027-03"},
			&cli.StringFlag{Name: "quote", Usage: "what `QUANTITY` costs or brings now, in the unit's measure, such as 500 GPU-hours"},
			&cli.StringFlag{Name: "window", Usage: "when --quote is delivered: a `MONTH`, or the first and the last as in 2027-03:2027-05"},
			&cli.StringFlag{Name: "lookback", Value: "90d", Usage: "how `LONG` back trades count for the curve, such as 30d"},
			&cli.Uint64Flag{Name: "simulate", Usage: "a made-up market that follows from this `SEED`, instead of a chain; marked as simulated"},
			&cli.StringFlag{Name: "svg", TakesFile: true, Usage: "write a picture to `FILE`"},
			&cli.StringFlag{Name: "png", TakesFile: true, Usage: "write the same picture in pixels to `FILE`"},
			&cli.StringFlag{Name: "csv", TakesFile: true, Usage: "write every month of every instrument that fits to `FILE`"},
			&cli.BoolFlag{Name: "method", Usage: "print how the curve is made, and nothing else"},
		),
		Action: showCurve,
	}
}

func showCurve(c *cli.Context) error {
	if c.Args().Present() {
		return usageError(fmt.Errorf("%q is not a flag", c.Args().First()))
	}
	if c.Bool("method") {
		fmt.Fprint(c.App.Writer, curve.Method)
		return nil
	}
	choice, options, err := curveChoice(c)
	if err != nil {
		return usageError(err)
	}
	if c.IsSet("simulate") {
		return tellCurve(c, simulation.Run(c.Uint64("simulate"), simulation.Size{}).History, choice, options)
	}
	return withKnown(c, func(_ context.Context, l *ledger, k known) error {
		history, unjudged, err := chainHistory(c, l, k)
		if err != nil {
			return err
		}
		return cmp.Or(tellCurve(c, history, choice, options), unjudged)
	})
}

func tellCurve(c *cli.Context, history curve.History, choice choice, options curve.Options) error {
	report, err := curve.Compute(history, options)
	if err != nil {
		return err
	}
	report.Markets = slices.DeleteFunc(report.Markets, func(m curve.Market) bool { return !choice.fits(m) })
	if len(report.Markets) == 0 && !choice.isEmpty() {
		return errors.New("no instrument fits; `tercet curve` without --unit, --class, --token and --bond lists them")
	}
	if err := writeCurve(c, report); err != nil {
		return err
	}
	if c.Bool("json") {
		return printJSON(c.App.Writer, report)
	}
	return printCurve(c.App.Writer, report, choice.month)
}

// writeCurve writes the files that are asked for, over what is there.
func writeCurve(c *cli.Context, report curve.Report) error {
	draw := func(how func(io.Writer, curve.Report, curve.Market) error) func(io.Writer) error {
		return func(out io.Writer) error {
			if len(report.Markets) == 0 {
				return chart.ErrNothing
			}
			return how(out, report, largest(report.Markets))
		}
	}
	for flag, write := range map[string]func(io.Writer) error{"svg": draw(chart.SVG), "png": draw(chart.PNG), "csv": report.CSV} {
		path := c.String(flag)
		if path == "" {
			continue
		}
		var content bytes.Buffer
		err := write(&content)
		if err == nil {
			err = os.WriteFile(path, content.Bytes(), 0o644) //nolint:gosec // it is for everybody
		}
		if err != nil {
			return fmt.Errorf("--%s: %w", flag, err)
		}
	}
	return nil
}

// choice is which instruments and months are asked for.
type choice struct {
	unit, class, token, bond string
	month                    curve.Month // 0 for all
}

func (o choice) fits(m curve.Market) bool {
	fits := func(asked string, has ...string) bool {
		return asked == "" || slices.ContainsFunc(has, func(h string) bool { return strings.EqualFold(asked, h) })
	}
	inName := o.unit != "" && strings.Contains(strings.ToLower(m.Name), strings.ToLower(o.unit))
	return (inName || fits(o.unit, m.Unit.Hex())) && fits(o.class, m.Class) && fits(o.token, m.Token.Hex(), m.Symbol) &&
		fits(o.bond, string(m.Bond))
}

func (o choice) isEmpty() bool { return o.unit+o.class+o.token+o.bond == "" }

func curveChoice(c *cli.Context) (o choice, options curve.Options, err error) {
	o = choice{unit: c.String("unit"), class: c.String("class"), token: c.String("token"), bond: c.String("bond")}
	if text := c.String("month"); text != "" {
		if o.month, err = curve.ParseMonth(text); err != nil {
			return o, options, fmt.Errorf("--month: %w", err)
		}
	}
	back, err := parseAhead(c.String("lookback"))
	if err != nil || back < time.Second {
		return o, options, fmt.Errorf("--lookback %q: %w", c.String("lookback"), cmp.Or(err, errors.New("want a second at least")))
	}
	options.Lookback = uint64(back / time.Second)
	options.Want, err = parseWant(c.String("quote"), c.String("window"))
	return o, options, err
}

// parseWant reads what --quote and --window ask for; nil if they ask for nothing.
func parseWant(quantity, window string) (*curve.Want, error) {
	if quantity == "" && window == "" {
		return nil, nil
	}
	if quantity == "" || window == "" {
		return nil, errors.New("give --quote and --window together: how much, and for which months")
	}
	const places = 18
	amount, err := parseAmount(quantity, places)
	if err != nil || amount.Sign() == 0 {
		return nil, fmt.Errorf("--quote %.40q: want a number above zero, such as 500 or 0.5", quantity)
	}
	one := new(big.Int).Exp(big.NewInt(10), big.NewInt(places), nil)
	first, last, isRun := strings.Cut(window, ":")
	from, err := curve.ParseMonth(first)
	to := from
	if err == nil && isRun {
		to, err = curve.ParseMonth(last)
	}
	if err != nil || to < from {
		return nil, fmt.Errorf("--window %.40q: want a month, or the first and the last as in 2027-03:2027-05", window)
	}
	return &curve.Want{Measures: new(big.Rat).SetFrac(amount, one), Start: from.Start(), End: (to + 1).Start()}, nil
}
