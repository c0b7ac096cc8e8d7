package meter

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
)

// maxWhy bounds why a look does not count, as it is told with a draft; the log has all of it.
const maxWhy = 160

// Missing says why some hours of a device are not whole.
type Missing struct {
	Device common.Hash `json:"device"`
	From   uint64      `json:"from"` // hours: from ≤ hour < to
	To     uint64      `json:"to"`
	Reason string      `json:"reason"`
}

// doubt is an hour of a device as one forward has it.
type doubt struct {
	forward common.Hash
	deviceHour
}

// remember keeps why the last look of an hour that does not count does not.
func (s *state) remember(l Look, rule gpuhours.Disputed) {
	if l.Outcome.counts(rule) {
		return
	}
	why := string(l.Outcome)
	if l.Reason != "" {
		why += ": " + l.Reason
	}
	s.doubts[doubt{l.Forward, deviceHour{l.Device, l.Hour}}] = why[:min(len(why), maxWhy)]
}

// missing is what keeps the hours of a draft that are final from being whole ones, by device and hour.
func (s *state) missing(forward common.Hash, sheet gpuhours.Sheet) []Missing {
	f := s.forwards[forward]
	first := sheet.Epoch * gpuhours.EpochHours
	list := []Missing{}
	for _, device := range sheet.Devices {
		id := common.Hash(device.ID.Bytes())
		for hour := max(first, f.From); hour < min(first+gpuhours.EpochHours, f.To, s.final()); hour++ {
			if device.Seconds[hour-first] == gpuhours.HourSeconds {
				continue
			}
			list = append(list, Missing{id, hour, hour + 1, s.why(forward, deviceHour{id, hour})})
		}
	}
	return joined(list)
}

func (s *state) why(forward common.Hash, at deviceHour) string {
	why, known := s.doubts[doubt{forward, at}]
	if !known {
		why = "the meter did not look: it was down, or knew nothing of the device yet"
	}
	if credit := s.credits[at]; credit.Forward == forward {
		return fmt.Sprintf("%d of %d looks count; %s", credit.Counted, credit.Asked, why)
	}
	return why
}

// joined are the same with hours that follow each other for one reason as one.
func joined(list []Missing) []Missing {
	out := list[:0]
	for _, m := range list {
		if last := len(out) - 1; last >= 0 && out[last].Device == m.Device && out[last].To == m.From && out[last].Reason == m.Reason {
			out[last].To = m.To
			continue
		}
		out = append(out, m)
	}
	return slices.Clip(out)
}
