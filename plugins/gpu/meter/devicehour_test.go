package meter

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func marshalled(t testing.TB, entry any) []byte {
	t.Helper()
	body, err := json.Marshal(entry)
	require.NoError(t, err)
	return body
}

// twoForwards are two of one provider, in the same hours and with the same device, and a look that counts for the first.
func twoForwards(t *testing.T) (w *world, m *testMeter, second Task) {
	t.Helper()
	w = newWorld(t)
	m = w.meter(0)
	one, two := w.forward("one", 0, 100), w.forward("two", 0, 100)
	w.register(m, w.registration(one, "GPU-0"))
	w.register(m, w.registration(two, "GPU-0"))
	require.NoError(t, m.Tick(t.Context()))
	m.mu.Lock()
	defer m.mu.Unlock()
	seconds, err := m.seconds()
	require.NoError(t, err)
	tasks, _ := m.tasksAt(seconds[0])
	require.Len(t, tasks, 2)
	require.Equal(t, tasks[0].ID, tasks[1].ID)
	m.mu.Unlock()
	require.NoError(t, m.keep(t.Context(), tasks[0], Look{Outcome: Passed}, nil))
	m.mu.Lock()
	return w, m, tasks[1]
}

// forget has a meter not know to whom device-hours are sold.
func (m *testMeter) forget() { clear(m.state.sold); clear(m.state.looks) }

// unclaim has a log not know it.
func (m *testMeter) unclaim(t *testing.T) {
	t.Helper()
	_, err := m.log.db.Exec(`DROP TRIGGER claims_stay; DELETE FROM claims`)
	require.NoError(t, err)
}

// What the meter knows keeps a second forward's look from counting.
func TestADeviceHourIsOneForwardsByState(t *testing.T) {
	t.Parallel()
	w, m, second := twoForwards(t)
	m.unclaim(t)
	require.NoError(t, m.keep(t.Context(), second, Look{Outcome: Passed}, nil))
	require.NoError(t, m.Broken())
	w.until(hour(1), m)
	require.Zero(t, total(m.state.draft(w.id("two"), testEpoch).Devices[0]))
	require.Positive(t, total(m.state.draft(w.id("one"), testEpoch).Devices[0]))
	body := marshalled(t, Look{Forward: second.Forward.ID, Device: second.ID, Hour: second.Hour, Second: 3599, Outcome: Busy})
	w.until(hour(1).Add(1), m)
	require.ErrorIs(t, m.state.apply(kindLook, body), ErrOrder, "its hour is over")
}

// What the log knows does, too, whatever the meter has forgotten.
func TestADeviceHourIsOneForwardsByTheLog(t *testing.T) {
	t.Parallel()
	w, m, second := twoForwards(t)
	m.forget()
	size := w.size(m)
	require.ErrorIs(t, m.keep(t.Context(), second, Look{Outcome: Passed}, nil), ErrSold)
	require.ErrorIs(t, m.Broken(), ErrSold)
	require.Equal(t, size, w.size(m))
}

// A meter without both sells it twice, and an auditor says where.
func TestADeviceHourSoldTwiceIsFound(t *testing.T) {
	t.Parallel()
	w, m, second := twoForwards(t)
	m.forget()
	m.unclaim(t)
	require.NoError(t, m.keep(t.Context(), second, Look{Outcome: Passed}, nil))
	w.until(hour(1), m)
	require.Positive(t, total(m.state.draft(w.id("two"), testEpoch).Devices[0]), "the attack succeeds")
	_, err := Audit(t.Context(), m.log, Judge{}, w)
	require.ErrorIs(t, err, ErrSold)
	require.ErrorContains(t, err, "of the evidence log (look)")
}

// A look that counts for nothing claims nothing: a device that fails for one forward is free for another.
func TestAFailedLookClaimsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.meter(0)
	one, two := w.forward("one", 0, 1), w.forward("two", 0, 1)
	w.register(m, w.registration(one, "GPU-0"))
	w.register(m, w.registration(two, "GPU-0"))
	require.NoError(t, m.Tick(t.Context()))
	seconds, err := m.seconds()
	require.NoError(t, err)
	tasks, _ := m.tasksAt(seconds[0])
	require.NoError(t, m.keep(t.Context(), tasks[0], Look{Outcome: Failed}, nil))
	require.NoError(t, m.keep(t.Context(), tasks[1], Look{Outcome: Busy}, nil))
	require.Equal(t, two.ID, m.state.sold[deviceHour{tasks[0].ID, firstHour}])
}
