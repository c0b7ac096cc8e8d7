package gpuhours

import (
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The rules, as findings name them.
const (
	RuleSheet   = "sheet"   // devices and seconds are ones that a sheet can have
	RuleStep    = "step"    // the hours that count are some of the sheet's epoch
	RuleMeters  = "meters"  // enough meters of the set signed the sheet
	RuleSeconds = "seconds" // the hours that count have the amount that is claimed
)

// A Finding is one broken rule.
type Finding struct {
	Rule    string
	Device  int // place in the sheet, from 1; 0 for the evidence as a whole
	Message string
}

type finder struct{ findings []Finding }

func (f *finder) find(rule string, device int, format string, values ...any) {
	f.findings = append(f.findings, Finding{rule, device, fmt.Sprintf(format, values...)})
}

// Check finds everything that keeps evidence from being worth its price; evidence that holds has no findings. Whether
// it is of the forward and the window in hand, only Assign can tell.
//
// Nothing that is missing or malformed is given the benefit of a doubt: an hour without seconds is worth none, a
// signature that is not valid is no signature, and a sheet that cannot be one is worth nothing at all.
func Check(p Params, e Evidence) []Finding {
	var f finder
	f.sheet(p, e.Sheet)
	f.step(e)
	f.meters(p, e)
	if len(f.findings) == 0 {
		f.seconds(e)
	}
	return f.findings
}

func (f *finder) sheet(p Params, s Sheet) {
	if n := len(s.Devices); n < 1 || n > p.Devices {
		f.find(RuleSheet, 0, "the sheet has %d devices, it may have 1 to %d", n, p.Devices)
	}
	if s.Epoch>>epochBits != 0 {
		f.find(RuleSheet, 0, "the sheet is of epoch %d, which has more than %d bits", s.Epoch, epochBits)
	}
	for d, device := range s.Devices {
		if device.ID.IsZero() || statement.Big(device.ID).BitLen() > idBits {
			f.find(RuleSheet, d+1, "device %s: an id is not zero and has at most %d bits", device, idBits)
		}
		if d > 0 && s.Devices[d-1].ID.Cmp(&device.ID) >= 0 {
			f.find(RuleSheet, d+1, "device %s does not come after the one before it: sort devices, each once", device)
		}
		over := func(i int) bool { return device.Seconds[i] > HourSeconds }
		if hours := runs(s.Epoch, over); hours != "" {
			f.find(RuleSheet, d+1, "device %s has more than %d seconds in %s", device, HourSeconds, hours)
		}
	}
}

func (f *finder) step(e Evidence) {
	// Epochs of more bits have a finding of their own, and their hours no number.
	first := (e.Epoch & (1<<epochBits - 1)) * EpochHours
	if e.From >= e.To || e.From < first || e.To > first+EpochHours {
		f.find(RuleStep, 0, "the step is from hour %d to hour %d, and the sheet has the hours from %d to %d: claim some of them",
			e.From, e.To, first, first+EpochHours)
	}
}

func (f *finder) meters(p Params, e Evidence) {
	if len(e.Devices) > MaxDevices {
		return // nobody can have signed it
	}
	valid, invalid := signers(p, e)
	if len(valid) >= p.Signatures {
		return
	}
	f.find(RuleMeters, 0, "%d meters signed this sheet for forward %s and epoch %d, it takes %d of the %d in the set",
		len(valid), e.Forward, e.Epoch, p.Signatures, len(p.Meters))
	for i, reason := range invalid {
		if reason != "" {
			f.find(RuleMeters, 0, "signature %d counts for nothing: %s", i+1, reason)
		}
	}
}

// signer is a valid signature by a meter of the set.
type signer struct {
	place     int // of the meter in the set
	signature Signature
}

// signers are the valid signatures, one for each meter, and why the others are none.
func signers(p Params, e Evidence) (valid []signer, invalid []string) {
	sheet, seen := e.Hash(), map[int]bool{}
	invalid = make([]string, len(e.Signatures))
	for i, signature := range e.Signatures {
		place := -1
		for j, meter := range p.Meters {
			if meter == signature.Meter {
				place = j
			}
		}
		switch {
		case i >= maxSignatures:
			invalid[i] = fmt.Sprintf("it is beyond the first %d, more are not looked at", maxSignatures)
		case place < 0:
			invalid[i] = fmt.Sprintf("meter %s is not in the set", signature.Meter)
		case seen[place]:
			invalid[i] = fmt.Sprintf("meter %s signed already", signature.Meter)
		case !signature.Verify(sheet):
			invalid[i] = fmt.Sprintf("it is not meter %s's for this sheet", signature.Meter)
		default:
			seen[place] = true
			valid = append(valid, signer{place, signature})
		}
	}
	return valid, invalid
}

// maxSignatures bounds the work of verifying.
const maxSignatures = 2 * MaxMeters

// seconds compares the claim with what there is, and says what is missing where.
func (f *finder) seconds(e Evidence) {
	sum := e.Sum()
	switch {
	case e.Amount == 0:
		f.find(RuleSeconds, 0, "nothing is claimed: the amount is at least one second")
	case e.Amount > sum:
		f.find(RuleSeconds, 0, "%d GPU-seconds are claimed, the hours that count have %d", e.Amount, sum)
	default:
		return
	}
	for d, device := range e.Devices {
		for _, reason := range []struct {
			text string
			of   func(i int) bool
		}{
			{"has no seconds in", func(i int) bool { return e.counts(i) && device.Seconds[i] == 0 }},
			{"has less than a whole hour in", func(i int) bool {
				return e.counts(i) && device.Seconds[i] > 0 && device.Seconds[i] < HourSeconds
			}},
			{"has seconds that do not count, because the step is from hour " + fmt.Sprint(e.From) + " to " + fmt.Sprint(e.To) + ", in",
				func(i int) bool { return !e.counts(i) && device.Seconds[i] > 0 }},
		} {
			if hours := runs(e.Epoch, reason.of); hours != "" {
				f.find(RuleSeconds, d+1, "device %s %s %s", device, reason.text, hours)
			}
		}
	}
}

// String is the device's id.
func (d Device) String() string { return string(writeWords(d.ID)) }

// mostRuns is how many runs of hours a finding names.
const mostRuns = 8

// runs names the hours of an epoch for which something is so, the first ones by their time.
func runs(epoch uint64, is func(i int) bool) string {
	var list []string
	count := 0
	for i := 0; i < EpochHours; i++ {
		if !is(i) {
			continue
		}
		first := i
		for i+1 < EpochHours && is(i+1) {
			i++
		}
		if count++; count <= mostRuns {
			list = append(list, span(epoch*EpochHours+uint64(first), epoch*EpochHours+uint64(i))) //nolint:gosec // indices
		}
	}
	if count > mostRuns {
		list = append(list, fmt.Sprintf("and %d more runs of hours", count-mostRuns))
	}
	return strings.Join(list, ", ")
}

func span(first, last uint64) string {
	if first == last {
		return fmt.Sprintf("hour %d (%s)", first, when(first))
	}
	return fmt.Sprintf("hours %d to %d (%s to %s)", first, last, when(first), when(last))
}

// when is the time at which an hour begins. Times beyond the calendar have none.
func when(hour uint64) string {
	const calendar = 1 << 31 // hours; beyond the year 200000
	if hour > calendar {
		return "no date"
	}
	return time.Unix(int64(hour)*HourSeconds, 0).UTC().Format("2006-01-02 15:04")
}

// window is the forward's window in hours.
func window(word statement.Word) (start, end uint64, quantity *big.Int, err error) {
	start, end, quantity = statement.ParseWindow(word)
	if start%HourSeconds != 0 || end%HourSeconds != 0 {
		return 0, 0, nil, fmt.Errorf("the forward's window is from %d to %d: not whole hours, so nothing can be delivered", start, end)
	}
	return start / HourSeconds, end / HourSeconds, quantity, nil
}
