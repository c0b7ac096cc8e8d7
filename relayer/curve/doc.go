// Package curve makes a forward curve of compute out of what happened: what a unit of a delivery month costs, who promised how
// much of it, and how much of what was promised came. [Method] is how, with formulas and sources.
//
// It promises that
//   - the same history gives the same report, byte for byte, in whatever order its events come and on whatever machine: sums
//     are whole numbers, prices fractions, and the one computation in floating point rounds after each step;
//   - nothing is looked at but the history: no clock, no network, no file;
//   - what is not alike is not mixed: unit (with its class of evidence), token, kind and the bond's share of the price make an
//     instrument, and signed offers, agreements, bounties, deliveries and defaults have numbers of their own;
//   - every series is there twice, with and without the trades that look as if somebody had made them with themselves; what was
//     left out is listed with the reason;
//   - a made-up history is called that wherever its report is shown.
//
// It is indicative, and no oracle: whoever is willing to lose the cost of a few forwards moves a thin month. [Notice] says so
// in every report.
package curve

import _ "embed"

// Method is how the curve is made, in Markdown.
//
//go:embed METHOD.md
var Method string

// MethodName names the method, and changes with it.
const MethodName = "tercet/curve/v1"

// Notice stands in every report.
const Notice = "Indicative only. It says what was offered, agreed and delivered, not what compute is worth; a few trades move a thin " +
	"month. Not an oracle: let no contract and no loan depend on it."
