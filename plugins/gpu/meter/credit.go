package meter

import "github.com/tercet-protocol/tercet/circuits/gpuhours"

// Outcome is what one look at a device came to.
type Outcome string

// The outcomes. What is none of them counts for nothing.
const (
	Passed   Outcome = "passed"   // the challenge was answered, and nothing speaks against the device
	Busy     Outcome = "busy"     // the buyer signed that they use it
	Disputed Outcome = "disputed" // the challenge failed while only the buyer's processes were running
	Failed   Outcome = "failed"   // it was answered badly, late or not at all
	Missed   Outcome = "missed"   // the meter was not there to ask
)

// counts says whether an outcome counts for the provider.
func (o Outcome) counts(rule gpuhours.Disputed) bool {
	return o == Passed || o == Busy || o == Disputed && rule == gpuhours.DisputedCredited
}

// credit is the seconds of an hour of which counted of asked looks counted: their share of it, rounded down. What was asked for
// before the device was there, and what the meter missed, are among those asked.
func credit(counted, asked int) uint16 {
	if asked < 1 || counted < 0 || counted > asked {
		return 0
	}
	return uint16(gpuhours.HourSeconds * counted / asked) //nolint:gosec // at most 3600
}
