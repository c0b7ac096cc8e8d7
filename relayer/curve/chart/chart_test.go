package chart_test

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/curve/chart"
	"github.com/tercet-protocol/tercet/relayer/curve/simulation"
)

func report(t *testing.T) curve.Report {
	t.Helper()
	report, err := curve.Compute(simulation.Run(3, simulation.Size{Forwards: 800}).History, curve.Options{})
	require.NoError(t, err)
	return report
}

// The same market gives the same picture, byte for byte, which says that it is simulated and what it is worth.
func TestPictures(t *testing.T) {
	t.Parallel()
	report := report(t)
	for _, draw := range []func(io.Writer, curve.Report, curve.Market) error{chart.SVG, chart.PNG} {
		for _, market := range report.Markets[:2] {
			var first, again bytes.Buffer
			require.NoError(t, draw(&first, report, market))
			require.NoError(t, draw(&again, report, market))
			require.Equal(t, first.Bytes(), again.Bytes())
		}
	}
	var picture bytes.Buffer
	require.NoError(t, chart.PNG(&picture, report, report.Markets[0]))
	image, err := png.Decode(&picture)
	require.NoError(t, err)
	require.Greater(t, image.Bounds().Dx(), 1000)
}

// The picture in the readme is what it says: `tercet curve --simulate 1 --svg relayer/curve/chart/testdata/simulated.svg` makes it.
func TestPictureInTheReadme(t *testing.T) {
	t.Parallel()
	report, err := curve.Compute(simulation.Run(1, simulation.Size{}).History, curve.Options{})
	require.NoError(t, err)
	largest := slices.MaxFunc(report.Markets, func(a, b curve.Market) int { return cmp.Compare(a.All.Forwards, b.All.Forwards) })
	var picture bytes.Buffer
	require.NoError(t, chart.SVG(&picture, report, largest))
	want, err := os.ReadFile("testdata/simulated.svg")
	require.NoError(t, err)
	require.Equal(t, string(want), picture.String())
}

func TestPictureSaysWhatItIs(t *testing.T) {
	t.Parallel()
	report := report(t)
	texts := func() string {
		var picture bytes.Buffer
		require.NoError(t, chart.SVG(&picture, report, report.Markets[0]))
		var all []string
		decoder := xml.NewDecoder(&picture)
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				return strings.Join(all, "|")
			}
			require.NoError(t, err)
			if text, isText := token.(xml.CharData); isText {
				all = append(all, string(text))
			}
		}
	}
	simulated := texts()
	require.Contains(t, simulated, "SIMULATED with seed 3")
	require.Contains(t, simulated, "|SIMULATED|", "across the picture")
	require.Contains(t, simulated, "indicative, no oracle")
	for _, must := range []string{"flat curve", "smooth curve", "open interest", "simUSD per GPU-hour", "2027-10"} {
		require.Contains(t, simulated, must)
	}
	report.Simulated = ""
	require.NotContains(t, texts(), "SIMULATED")
	require.Contains(t, texts(), "indicative, no oracle")
}

// A name that somebody else chose is text, whatever is in it.
func TestNamesAreText(t *testing.T) {
	t.Parallel()
	report := report(t)
	market := report.Markets[0]
	market.Name, market.Symbol = `</text><script>alert(1)</script>`, `<b>&"`
	var picture bytes.Buffer
	require.NoError(t, chart.SVG(&picture, report, market))
	require.NotContains(t, picture.String(), "<script")
	require.NotContains(t, picture.String(), "<b>")
}

func TestNothingToDraw(t *testing.T) {
	t.Parallel()
	report := report(t)
	for _, draw := range []func(io.Writer, curve.Report, curve.Market) error{chart.SVG, chart.PNG} {
		var picture bytes.Buffer
		require.ErrorIs(t, draw(&picture, report, curve.Market{Per: "1"}), chart.ErrNothing)
		require.Zero(t, picture.Len())
	}
	require.Empty(t, chart.Terminal(curve.Market{Per: "1"}, 100))
}

// Plain characters, no wider than the terminal: it also goes into files and mails.
func TestTerminal(t *testing.T) {
	t.Parallel()
	market := report(t).Markets[0]
	for _, columns := range []int{60, 80, 160} {
		plot := chart.Terminal(market, columns)
		require.NotContains(t, plot, "\x1b")
		require.Contains(t, plot, "── flat curve")
		require.Contains(t, plot, "2028-")
		for line := range strings.Lines(plot) {
			require.LessOrEqual(t, len([]rune(strings.TrimRight(line, "\n"))), columns, line)
		}
	}
}
