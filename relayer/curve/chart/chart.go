package chart

import (
	"errors"
	"fmt"
	"image/color"
	"io"
	"math/big"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

// ErrNothing is for a market without a month to draw.
var ErrNothing = errors.New("there is nothing to draw: no month has a price")

const (
	width  = 26 * vg.Centimeter
	height = 15 * vg.Centimeter
	volume = 4.5 * vg.Centimeter // of the height, below the prices
	margin = 4 * vg.Millimeter
)

var (
	ink      = color.NRGBA{0x1b, 0x1b, 0x1b, 0xff}
	faint    = color.NRGBA{0xdd, 0xdd, 0xdd, 0xff}
	blue     = color.NRGBA{0x1f, 0x5f, 0xbf, 0xff}
	orange   = color.NRGBA{0xd9, 0x7b, 0x0d, 0xff}
	green    = color.NRGBA{0x2a, 0x8a, 0x4a, 0xff}
	grey     = color.NRGBA{0x88, 0x88, 0x88, 0xff}
	lightRed = color.NRGBA{0xd0, 0x20, 0x20, 0x30}
)

// SVG writes a picture of a market of a report.
func SVG(out io.Writer, report curve.Report, market curve.Market) error {
	canvas := vgsvg.New(width, height)
	if err := drawAll(draw.New(canvas), report, market); err != nil {
		return err
	}
	_, err := canvas.WriteTo(out)
	return err
}

// PNG writes the same picture in pixels.
func PNG(out io.Writer, report curve.Report, market curve.Market) error {
	const perInch = 144
	canvas := vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(perInch))
	if err := drawAll(draw.New(canvas), report, market); err != nil {
		return err
	}
	_, err := vgimg.PngCanvas{Canvas: canvas}.WriteTo(out)
	return err
}

func drawAll(canvas draw.Canvas, report curve.Report, market curve.Market) error {
	prices, err := priced(report, market)
	if err != nil {
		return err
	}
	quantities, err := promised(market)
	if err != nil {
		return err
	}
	quantities.X.Min, quantities.X.Max = prices.X.Min, prices.X.Max
	canvas.SetColor(color.White)
	canvas.Fill(canvas.Path())
	canvas = draw.Crop(canvas, margin, -2*margin, margin, -margin)
	// Both have the same months below one another.
	areas := plot.Align([][]*plot.Plot{{prices}, {quantities}}, draw.Tiles{Rows: 2, Cols: 1}, canvas)
	top, bottom := areas[0][0], areas[1][0]
	top.Min.Y, bottom.Max.Y = canvas.Min.Y+volume, canvas.Min.Y+volume
	prices.Draw(top)
	quantities.Draw(bottom)
	if report.Simulated != "" {
		mark(canvas)
	}
	return nil
}

// mark writes across the picture that none of it happened.
func mark(canvas draw.Canvas) {
	style := draw.TextStyle{
		Color: lightRed, Font: plot.DefaultFont, XAlign: text.XCenter, YAlign: text.YCenter, Rotation: 0.35, Handler: plot.DefaultTextHandler,
	}
	style.Font.Size = 90
	canvas.FillText(style, vg.Point{X: canvas.Center().X, Y: canvas.Center().Y}, "SIMULATED")
}

// priced is the upper part: both curves, what was traded and delivered, and what is bid and asked.
func priced(report curve.Report, market curve.Market) (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text = title(report, market)
	p.Title.Padding = vg.Millimeter
	p.Y.Label.Text = fmt.Sprintf("%s per %s", market.Symbol, market.Measure)
	p.X.Tick.Marker = plot.TickerFunc(months)
	p.Legend.Top, p.Legend.Left = true, true
	p.Add(grid())
	drawn := false
	for _, l := range []struct {
		name   string
		points plotter.XYs
		style  draw.LineStyle
	}{
		{"smooth curve", smooth(market.Filtered), draw.LineStyle{Color: orange, Width: vg.Points(1.5)}},
		{"flat curve", steps(market.Filtered.Flat), draw.LineStyle{Color: blue, Width: vg.Points(2)}},
		{"flat, with trades with oneself", steps(market.All.Flat), draw.LineStyle{Color: grey, Width: vg.Points(1), Dashes: []vg.Length{vg.Points(4), vg.Points(3)}}},
	} {
		if len(l.points) == 0 {
			continue
		}
		line, err := plotter.NewLine(l.points)
		if err != nil {
			return nil, fmt.Errorf("draw the %s: %w", l.name, err)
		}
		line.LineStyle = l.style
		p.Add(line)
		p.Legend.Add(l.name, line)
		drawn = true
	}
	for _, s := range []struct {
		name  string
		of    func(curve.Row) curve.Average
		style draw.GlyphStyle
	}{
		{"agreed, ever", func(r curve.Row) curve.Average { return r.Trades }, draw.GlyphStyle{Color: ink, Radius: vg.Points(2), Shape: draw.CircleGlyph{}}},
		{"delivered", func(r curve.Row) curve.Average { return r.Deliveries }, draw.GlyphStyle{Color: green, Radius: vg.Points(3), Shape: draw.CrossGlyph{}}},
		{"bid", func(r curve.Row) curve.Average { return r.Bids }, draw.GlyphStyle{Color: green, Radius: vg.Points(2.5), Shape: draw.PyramidGlyph{}}},
		{"asked", func(r curve.Row) curve.Average { return r.Asks }, draw.GlyphStyle{Color: orange, Radius: vg.Points(2.5), Shape: draw.BoxGlyph{}}},
	} {
		points := dots(market.Filtered.Rows, s.of)
		if len(points) == 0 {
			continue
		}
		scatter, err := plotter.NewScatter(points)
		if err != nil {
			return nil, fmt.Errorf("draw what was %s: %w", s.name, err)
		}
		scatter.GlyphStyle = s.style
		p.Add(scatter)
		p.Legend.Add(s.name, scatter)
		drawn = true
	}
	if !drawn {
		return nil, ErrNothing
	}
	return p, nil
}

// promised is the lower part: what may still come, and what did not.
func promised(market curve.Market) (*plot.Plot, error) {
	p := plot.New()
	p.Y.Label.Text = market.Measure
	p.X.Tick.Marker = plot.TickerFunc(months)
	p.Y.Min = 0
	p.Legend.Top, p.Legend.Left = true, true
	p.Add(grid())
	for _, s := range []struct {
		name   string
		of     func(curve.Row) string
		colour color.Color
	}{
		{"open interest", func(r curve.Row) string { return r.OpenInterest }, blue},
		{"defaulted", func(r curve.Row) string { return r.Defaulted }, color.NRGBA{0xc0, 0x30, 0x30, 0xff}},
	} {
		var outline plotter.XYs
		for _, row := range market.Filtered.Rows {
			tall := measures(market, s.of(row))
			start, end := float64(row.Month.Start()), float64((row.Month + 1).Start())
			outline = append(outline, plotter.XY{X: start}, plotter.XY{X: start, Y: tall}, plotter.XY{X: end, Y: tall}, plotter.XY{X: end})
		}
		if len(outline) == 0 {
			continue
		}
		line, err := plotter.NewLine(outline)
		if err != nil {
			return nil, fmt.Errorf("draw the %s: %w", s.name, err)
		}
		line.LineStyle = draw.LineStyle{Color: s.colour, Width: vg.Points(1.5)}
		p.Add(line)
		p.Legend.Add(s.name, line)
	}
	return p, nil
}

func title(report curve.Report, market curve.Market) string {
	first := "Forward curve of compute, indicative, no oracle"
	if report.Simulated != "" {
		first = report.Simulated + " " + first
	}
	return fmt.Sprintf("%s\n%s\nas of %s, block %d of chain %d, %d forwards: %s", first, market.Title(), day(report.Time), report.Block, report.Chain,
		market.Filtered.Forwards, market.Filtered.Structure)
}

func day(unix uint64) string { return time.Unix(int64(unix), 0).UTC().Format(time.DateOnly) } //nolint:gosec // a block's time

func grid() *plotter.Grid {
	g := plotter.NewGrid()
	g.Vertical.Color, g.Horizontal.Color = faint, faint
	return g
}

// months are the ticks of a time axis: each month one, each quarter its name, or each year's where there are many.
func months(low, high float64) (ticks []plot.Tick) {
	const most = 12
	first, last := curve.MonthOf(uint64(max(low, 0))), curve.MonthOf(uint64(max(high, 0)))
	every := curve.Month(1)
	for _, step := range []curve.Month{1, 3, 6, 12, 60} {
		if every = step; (last-first)/step < most {
			break
		}
	}
	for m := first; m <= last+1; m++ {
		at := float64(m.Start())
		if at < low || at > high {
			continue
		}
		tick := plot.Tick{Value: at}
		if m%every == 0 {
			tick.Label = m.String()
		}
		ticks = append(ticks, tick)
	}
	return ticks
}

func measures(market curve.Market, units string) float64 {
	quantity, okQuantity := new(big.Rat).SetString(units)
	per, okPer := new(big.Rat).SetString(market.Per)
	if !okQuantity || !okPer || per.Sign() == 0 {
		return 0
	}
	f, _ := quantity.Quo(quantity, per).Float64()
	return f
}
