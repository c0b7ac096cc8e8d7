package sheets

import (
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Two epochs, each a step; then nothing is left.
func TestStepByStep(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.see(1, 0, 10, 3600, 0, 1, 2)
	b.see(1, 240, 260, 1800, 0, 1, 2)
	first, err := b.run()
	require.NoError(t, err)
	require.Equal(t, uint64(10*3600+8*1800), first.Amount)
	require.Equal(t, []uint64{firstHour, firstHour + 248}, []uint64{first.From, first.To})
	b.settle(first)
	second, err := b.run()
	require.NoError(t, err)
	require.Equal(t, uint64(12*1800), second.Amount)
	require.Equal(t, []uint64{firstHour + 248, firstHour + 496}, []uint64{second.From, second.To})
	b.settle(second)
	b.early(24*time.Hour, "nothing is left to collect")
}

// Steps are of as many hours as the setting says, from the cursor on, and never beyond an epoch.
func TestStepsOfSomeHours(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.hours = 100
	b.see(1, 0, 496, 60, 0, 1, 2)
	b.job.Cursor = firstHour + 37 // in mid-epoch
	var steps []uint64
	for range 6 {
		evidence, err := b.run()
		require.NoError(t, err)
		require.Equal(t, b.job.Cursor, evidence.From)
		require.Equal(t, (evidence.To-evidence.From)*60, evidence.Amount)
		steps = append(steps, evidence.To-firstHour)
		b.settle(evidence)
	}
	require.Equal(t, []uint64{137, 237, 248, 348, 448, 496}, steps)
	b.early(24*time.Hour, "nothing is left")
}

// No more is claimed than is left, and without anything left nothing.
func TestTheAmountIsBounded(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.see(1, 0, 10, 3600, 0, 1, 2)
	b.job.Left = big.NewInt(12345)
	evidence, err := b.run()
	require.NoError(t, err)
	require.Equal(t, uint64(12345), evidence.Amount)
	b.job.Left = new(big.Int).Lsh(big.NewInt(1), 90)
	evidence, err = b.run()
	require.NoError(t, err)
	require.Equal(t, uint64(36000), evidence.Amount)
	for _, left := range []*big.Int{nil, {}, big.NewInt(-1)} {
		b.job.Left = left
		_, err = b.run()
		require.ErrorContains(t, err, "nothing is left to be delivered")
	}
}

// Hours in which nobody saw anything are passed over within one run.
func TestHoursWithoutSeconds(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.see(1, 300, 301, 1, 0, 1, 2)
	evidence, err := b.run()
	require.NoError(t, err)
	require.Equal(t, uint64(1), evidence.Amount)
	require.Equal(t, uint64(firstHour+248), evidence.From)
	require.Contains(t, b.events, "no seconds from hour 533200 to hour 533448")
}

// A meter that is down, vetoes, drafts much and signs nothing, or signs another sheet costs nothing where the others agree.
func TestOneBadMeter(t *testing.T) {
	t.Parallel()
	zero := func(s gpuhours.Sheet) gpuhours.Sheet { s.Devices = nil; return s }
	much := func(s gpuhours.Sheet) gpuhours.Sheet {
		row := gpuhours.Device{ID: statement.WordFromUint64(1)}
		for i := range row.Seconds {
			row.Seconds[i] = 3600
		}
		s.Devices = []gpuhours.Device{row}
		return s
	}
	for name, spoil := range map[string]func(*seer){
		"down":                 func(m *seer) { m.down = true },
		"drafts nothing":       func(m *seer) { m.drafts = zero },
		"signs nothing":        func(m *seer) { m.vetoes = true },
		"much, signs nothing":  func(m *seer) { m.drafts, m.vetoes = much, true },
		"signs another sheet":  func(m *seer) { m.signs = zero },
		"another window":       func(m *seer) { m.from, m.to = firstHour+5, firstHour+6 },
		"a window without end": func(m *seer) { m.from, m.to = 0, 1<<64-1 },
		"lags":                 func(m *seer) { m.final = 3 },
		"ahead of time":        func(m *seer) { m.final = 1 << 62 },
	} {
		for bad := range 3 {
			b := newBench(t)
			b.see(1, 0, 100, 3600, 0, 1, 2)
			spoil(b.meters[bad])
			evidence, err := b.run()
			require.NoError(t, err, name)
			require.Equal(t, uint64(360_000), evidence.Amount, name)
			require.Equal(t, uint64(firstHour), evidence.From, name)
		}
	}
}

// While a meter is away, one that vetoes does not make hours go unpaid; nor does one that is away for good stop everything.
func TestAVetoWhileAnotherIsAway(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.see(1, 0, 248, 3600, 0, 1)
	b.see(1, 248, 496, 3600, 0, 1, 2) // meter 2 vetoes the first epoch alone
	b.meters[1].down = true
	b.early(again, "the others could make it more")
	b.meters[1].down = false
	evidence, err := b.run()
	require.NoError(t, err)
	require.Equal(t, uint64(firstHour), evidence.From)
	require.Equal(t, uint64(248*3600), evidence.Amount)

	b.meters[1].down = true
	for range patience - 3 {
		b.early(again, "the others could make it more")
	}
	evidence, err = b.run()
	require.NoError(t, err, "it is away for good")
	require.Equal(t, uint64(firstHour+248), evidence.From)
}

// Where the deadline is near, nobody is waited for long.
func TestNearTheDeadline(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.see(1, 0, 10, 3600, 0, 1)
	b.see(1, 0, 10, 1800, 2)
	b.meters[1].down = true
	b.job.Deadline = b.executor.now().Add(longest - time.Minute)
	b.early(again, "the others could make it more")
	b.early(again, "the others could make it more")
	evidence, err := b.run()
	require.NoError(t, err)
	require.Equal(t, uint64(18000), evidence.Amount)
}

// For a little nobody is waited for.
func TestALittleLess(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.see(1, 0, 10, 3600, 0, 1)
	b.see(1, 0, 10, 3500, 2)
	b.meters[1].down = true
	evidence, err := b.run()
	require.NoError(t, err)
	require.Equal(t, uint64(35000), evidence.Amount)
}

// A meter that drafts what nobody else saw, and signs nothing, stops the step that only it could make, but not for ever.
func TestDraftsThatAreNotSigned(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.see(1, 0, 100, 3600, 0, 2)
	b.see(1, 248, 300, 3600, 0, 1, 2)
	b.meters[2].vetoes = true
	for range patience - 1 {
		b.early(again, "no 2 meters signed the same sheet")
	}
	evidence, err := b.run()
	require.NoError(t, err)
	require.Equal(t, uint64(firstHour+248), evidence.From)
}

// When to ask again follows from what as many as must sign say, and is bounded: one meter cannot send the executor to sleep.
func TestWhenToAskAgain(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		finals []uint64 // of those that answer
		want   time.Duration
	}{
		{[]uint64{245, 245, 245}, 2 * time.Hour},
		{[]uint64{248, 245, 0}, 2 * time.Hour},
		{[]uint64{248, 247, 0}, again},
		{[]uint64{240, 245, 0}, 7 * time.Hour},
		{[]uint64{100, 245, 0}, longest - time.Hour},
		{[]uint64{0, 0, 0}, longest - time.Hour},
		{[]uint64{0}, again},
		{[]uint64{248}, again},
		{nil, again},
	} {
		b := newBench(t)
		b.see(1, 0, 100, 3600, 0, 1, 2)
		for i, m := range b.meters {
			if m.down = i >= len(test.finals); !m.down {
				m.final = test.finals[i]
			}
		}
		words := "meters have seen all hours"
		if len(test.finals) < 2 {
			words = "say when the forward's window is"
		}
		b.early(test.want, words)
	}
}

// What is no job is refused.
func TestJobsThatAreNone(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.job.ForwardID = "0x12"
	_, err := b.run()
	require.ErrorContains(t, err, "reading the forward's id")
	b = newBench(t)
	b.params.Signatures = 4
	_, err = b.run()
	require.ErrorContains(t, err, "signatures is 4")
}

// Why meter.Client refuses drafts of sheets that are none: with one that has a device twice, a meter would have others look as if they
// did not sign what they drafted, and stop what they agree on.
func TestADraftThatFramesOthers(t *testing.T) {
	t.Parallel()
	orderly := func(s gpuhours.Sheet) error {
		if len(s.Devices) > 1 && s.Devices[0].ID.Cmp(&s.Devices[1].ID) >= 0 {
			return errors.New("sort devices, each once")
		}
		return nil
	}
	stopped := 0
	for bad := range 3 {
		b := newBench(t)
		b.see(1, 0, 100, 3600, 0, 1, 2)
		for i, m := range b.meters {
			m.refuses = orderly
			if i == bad {
				m.drafts = func(s gpuhours.Sheet) gpuhours.Sheet { s.Devices = append(s.Devices, s.Devices...); return s }
				m.refuses = nil
			}
		}
		if _, err := b.run(); err != nil {
			require.ErrorContains(t, err, "sort devices, each once")
			stopped++
		}
	}
	require.Positive(t, stopped)
}
