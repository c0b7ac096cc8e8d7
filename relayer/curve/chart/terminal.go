package chart

import (
	"math"
	"strings"

	"github.com/guptarohit/asciigraph"
	"gonum.org/v1/plot/plotter"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

// Terminal draws the curves of a market with characters, as wide as told, without colours. It is empty where there is no curve.
func Terminal(market curve.Market, columns int) string {
	const margin, rows, fewest, ticks = 12, 14, 20, 5
	corners := steps(market.Filtered.Flat)
	if len(corners) == 0 {
		return ""
	}
	from, to := corners[0].X, corners[len(corners)-1].X
	columns = max(columns-margin, fewest)
	lines, legend := [][]float64{sampled(corners, from, to, columns)}, "── flat curve"
	if points := smooth(market.Filtered); len(points) > 0 {
		lines, legend = append(lines, sampled(points, from, to, columns)), legend+"   ·· smooth curve"
	}
	plot := asciigraph.PlotMany(lines,
		asciigraph.Height(rows), asciigraph.Precision(3),
		asciigraph.SeriesChars(asciigraph.DefaultCharSet, asciigraph.CreateCharSet("·")),
		asciigraph.XAxisRange(from, to), asciigraph.XAxisTickCount(ticks),
		asciigraph.XAxisValueFormatter(func(at float64) string { return curve.MonthOf(uint64(math.Max(at, 0))).String() }),
	)
	return plot + "\n" + strings.Repeat(" ", margin) + legend
}

// sampled is a line at evenly spaced times.
func sampled(points plotter.XYs, from, to float64, n int) []float64 {
	out := make([]float64, n)
	j := 0
	for i := range out {
		at := from + (to-from)*(float64(i)+0.5)/float64(n)
		for j+1 < len(points)-1 && points[j+1].X < at {
			j++
		}
		a, b := points[j], points[j+1]
		if out[i] = a.Y; b.X > a.X {
			out[i] += (b.Y - a.Y) * (at - a.X) / (b.X - a.X)
		}
	}
	return out
}
