package chart

import (
	"strconv"

	"gonum.org/v1/plot/plotter"

	"github.com/tercet-protocol/tercet/relayer/curve"
)

// steps are the corners of a flat curve. A month without a price is bridged.
func steps(points []curve.Point) (corners plotter.XYs) {
	for _, p := range points {
		price := p.Price.Float()
		corners = append(corners, plotter.XY{X: float64(p.Month.Start()), Y: price}, plotter.XY{X: float64((p.Month + 1).Start()), Y: price})
	}
	return corners
}

func smooth(series curve.Series) (points plotter.XYs) {
	for _, p := range series.Smooth {
		price, err := strconv.ParseFloat(p.Price, 64)
		if err != nil {
			return nil
		}
		points = append(points, plotter.XY{X: float64(p.Time), Y: price})
	}
	return points
}

// dots stand in the middle of their months.
func dots(rows []curve.Row, of func(curve.Row) curve.Average) (points plotter.XYs) {
	for _, row := range rows {
		if average := of(row); average.Count > 0 {
			points = append(points, plotter.XY{X: float64(row.Month.Start()) + float64(row.Month.Seconds())/2, Y: average.Price.Float()})
		}
	}
	return points
}
