package meter

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
)

// An hour in which the device answers, one in which it is gone, one in which the buyer uses it: whole hours, nothing, whole hours.
func TestThreeHours(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.admit(m, f)

	w.until(hour(1), m)
	w.door.shut = true
	w.until(hour(2), m)
	receipt, err := agent.SignReceipt(w.tenant, f.ID, "GPU-0", hour(2), hour(3))
	require.NoError(t, err)
	w.door.receipts = map[string]*agent.Receipt{"GPU-0": receipt}
	w.until(hour(3), m)
	w.until(hour(4), m) // the receipt is over, and nobody answers

	draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	require.NoError(t, draft.Check(w.keys[0].Meter(), f.ID, testEpoch))
	require.Len(t, draft.Sheet.Devices, 1)
	require.Equal(t, []uint16{3600, 0, 3600, 0}, draft.Sheet.Devices[0].Seconds[:4])
	require.Equal(t, uint64(firstHour+4), draft.Final)
	require.Len(t, draft.Missing, 2)
	require.Equal(t, uint64(firstHour+1), draft.Missing[0].From)
	require.Equal(t, uint64(firstHour+2), draft.Missing[0].To)
	require.Contains(t, draft.Missing[0].Reason, "failed: challenge: ")

	signature, err := m.Sign(t.Context(), w.executor.Name(), draft.Sheet.Sheet)
	require.NoError(t, err)
	require.True(t, signature.Verify(draft.Sheet.Hash()))

	report, err := Audit(t.Context(), m.log, Judge{}, w)
	require.NoError(t, err)
	require.Equal(t, []gpuhours.Sheet{draft.Sheet.Sheet}, report.Sheets)
	require.Equal(t, 1, report.Signed)
	require.Zero(t, report.Gone)
	require.Positive(t, report.Looks[Passed])
	require.Positive(t, report.Looks[Busy])
	require.Positive(t, report.Looks[Failed])
	require.WithinDuration(t, hour(4), w.clock.Now(), time.Second)
}

// Hours in which the meter was down are over, too, as soon as it is there again.
func TestHoursThatWereMissedAreFinal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 3), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1), m)
	w.clock.set(hour(3).Add(time.Minute))
	require.NoError(t, m.Tick(t.Context()))
	draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	require.Equal(t, uint64(firstHour+3), draft.Final)
	require.Equal(t, []uint16{3600, 0, 0}, draft.Sheet.Devices[0].Seconds[:3])
	require.Equal(t, []Missing{{
		draft.Missing[0].Device, firstHour + 1, firstHour + 3, "the meter did not look: it was down, or knew nothing of the device yet",
	}}, draft.Missing)
}
