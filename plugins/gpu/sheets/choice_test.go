package sheets

import (
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
)

// The first choice is worth as much as the best of all choices of meters and devices, which are gone through here one by one.
func TestTheBestChoice(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	empty, full := 0, 0
	for range 300 {
		n := 1 + random.IntN(6)
		p := gpuhours.Params{Signatures: 1 + random.IntN(min(n, gpuhours.MaxSignatures)), Devices: 1 + random.IntN(3)}
		drafts := make([]meter.Draft, n)
		for i := range drafts {
			drafts[i].Sheet.Sheet = randomSheet(random)
			drafts[i].Word.Meter.Y = statement.WordFromUint64(uint64(i))
		}
		e := gpuhours.Evidence{Sheet: gpuhours.Sheet{Epoch: 7}}
		e.From = 7*gpuhours.EpochHours + random.Uint64N(4)
		e.To = e.From + 1 + random.Uint64N(4)
		all := choices(drafts, p, e)
		for i, c := range all {
			require.Len(t, c.meters, p.Signatures)
			require.LessOrEqual(t, len(c.evidence.Devices), p.Devices)
			if i > 0 {
				require.GreaterOrEqual(t, all[i-1].evidence.Sum(), c.evidence.Sum())
			}
		}
		want := plainBest(drafts, p, e)
		require.Equal(t, want, all[0].evidence.Sum())
		if want == 0 {
			empty++
		} else {
			full++
		}
	}
	t.Logf("%d of nothing, %d of something", empty, full)
	require.Greater(t, empty, 20)
	require.Greater(t, full, 100)
}

func randomSheet(random *rand.Rand) gpuhours.Sheet {
	sheet := gpuhours.Sheet{Epoch: 7}
	for id := uint64(1); id <= 5; id++ {
		if random.IntN(2) == 0 {
			continue
		}
		device := gpuhours.Device{ID: statement.WordFromUint64(id)}
		for hour := range 8 {
			if random.IntN(3) > 0 {
				device.Seconds[hour] = uint16(random.UintN(3601))
			}
		}
		sheet.Devices = append(sheet.Devices, device)
	}
	return sheet
}

// plainBest is the most that any way to choose meters and devices comes to.
func plainBest(drafts []meter.Draft, p gpuhours.Params, e gpuhours.Evidence) (best uint64) {
	for meters := range uint(1) << len(drafts) {
		if bits.OnesCount(meters) != p.Signatures {
			continue
		}
		for devices := range uint(1) << 6 {
			if bits.OnesCount(devices) > p.Devices {
				continue
			}
			sum := uint64(0)
			for id := range uint64(6) {
				for hour := e.From; hour < e.To && devices>>id&1 == 1; hour++ {
					low := uint64(gpuhours.HourSeconds)
					for i := range drafts {
						if meters>>i&1 == 1 {
							low = min(low, secondsOf(drafts[i], id, hour%gpuhours.EpochHours))
						}
					}
					sum += low
				}
			}
			best = max(best, sum)
		}
	}
	return best
}

func secondsOf(d meter.Draft, id, hour uint64) uint64 {
	for _, device := range d.Sheet.Devices {
		if device.ID == statement.WordFromUint64(id) {
			return uint64(device.Seconds[hour])
		}
	}
	return 0
}
