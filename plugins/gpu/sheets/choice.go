package sheets

import (
	"cmp"
	"slices"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
)

// choice is meters, and the most that all of them would sign.
type choice struct {
	meters   []gpuhours.Meter
	evidence gpuhours.Evidence
}

// choices are all ways to choose as many of the meters as must sign, those that are worth most in the step's hours first. With at
// most eight meters there are at most 70.
func choices(drafts []meter.Draft, p gpuhours.Params, e gpuhours.Evidence) []choice {
	var all []choice
	for chosen := range subsets(len(drafts), p.Signatures) {
		c := choice{evidence: e}
		var sheets []gpuhours.Sheet
		for _, i := range chosen {
			c.meters = append(c.meters, drafts[i].Word.Meter)
			sheets = append(sheets, drafts[i].Sheet.Sheet)
		}
		c.evidence.Devices = minimum(sheets, p.Devices, e)
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b choice) int { return cmp.Compare(b.evidence.Sum(), a.evidence.Sum()) })
	return all
}

// subsets yields each way to choose k of n.
func subsets(n, k int) func(yield func([]int) bool) {
	return func(yield func([]int) bool) {
		var choose func(from int, chosen []int) bool
		choose = func(from int, chosen []int) bool {
			if len(chosen) == k {
				return yield(chosen)
			}
			for i := from; i < n; i++ {
				if !choose(i+1, append(slices.Clone(chosen), i)) {
					return false
				}
			}
			return true
		}
		choose(0, nil)
	}
}

// minimum is the hour-wise minimum of sheets, of the devices that all of them have, at most so many: those with most seconds in the
// step's hours. Devices without any seconds are left out.
func minimum(sheets []gpuhours.Sheet, most int, e gpuhours.Evidence) []gpuhours.Device {
	var devices []gpuhours.Device
	for _, device := range sheets[0].Devices {
		low := device
		for _, sheet := range sheets[1:] {
			low = lower(low, sheet)
		}
		if low.Seconds != [gpuhours.EpochHours]uint16{} {
			devices = append(devices, low)
		}
	}
	worth := func(d gpuhours.Device) uint64 {
		one := e
		one.Devices = []gpuhours.Device{d}
		return one.Sum()
	}
	slices.SortStableFunc(devices, func(a, b gpuhours.Device) int { return cmp.Compare(worth(b), worth(a)) })
	devices = devices[:min(len(devices), most)]
	slices.SortFunc(devices, func(a, b gpuhours.Device) int { return a.ID.Cmp(&b.ID) })
	return devices
}

// lower is a device's seconds where another sheet has fewer. A sheet that does not have the device has none.
func lower(device gpuhours.Device, sheet gpuhours.Sheet) gpuhours.Device {
	other := gpuhours.Device{ID: device.ID}
	for _, candidate := range sheet.Devices {
		if candidate.ID == device.ID {
			other = candidate
		}
	}
	for i := range device.Seconds {
		device.Seconds[i] = min(device.Seconds[i], other.Seconds[i])
	}
	return device
}
