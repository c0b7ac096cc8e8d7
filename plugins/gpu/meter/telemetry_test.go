package meter

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
	"github.com/tercet-protocol/tercet/plugins/gpu/telemetry"
)

// told is what a driver tells of a device with which all is well, as somebody changed it.
func told(t *testing.T, change func(*telemetry.Sample)) func() ([]byte, error) {
	t.Helper()
	sample := telemetry.Sample{
		UUID: "GPU-0", Name: "made up", Driver: "1.0", MemoryTotal: 1 << 30, Processes: []telemetry.Process{},
	}
	change(&sample)
	text, err := sample.Marshal()
	require.NoError(t, err)
	return func() ([]byte, error) { return text, nil }
}

// inTheWay is a process of the tenancy that leaves no room for a challenge.
func inTheWay(s *telemetry.Sample) {
	s.MemoryUsed = s.MemoryTotal / 2
	s.Processes = []telemetry.Process{{PID: 7, Memory: s.MemoryUsed, Known: true}}
}

func withTelemetry(e *Eyes, _ *Options) { e.NoTelemetry = false }

// anHour is what a device is credited with for an hour, and what an audit makes of it.
func anHour(t *testing.T, w *world) (uint16, Report) {
	t.Helper()
	f, m := w.forward("one", 0, 10), w.meter(0, withTelemetry)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1), m)
	draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	report, err := Audit(t.Context(), m.log, Judge{}, w)
	require.NoError(t, err)
	return draft.Sheet.Devices[0].Seconds[0], report
}

// What a driver tells can only speak against a device, and so does what it does not tell.
func TestWhatADriverTells(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sample  func() ([]byte, error)
		seconds uint16
	}{
		"all is well":               {told(t, func(*telemetry.Sample) {}), 3600},
		"a process of the buyer's":  {told(t, func(s *telemetry.Sample) { s.Processes = []telemetry.Process{{PID: 7, Known: true}} }), 3600},
		"a process of nobody here":  {told(t, func(s *telemetry.Sample) { s.Processes = []telemetry.Process{{PID: 7}} }), 0},
		"a slice":                   {told(t, func(s *telemetry.Sample) { s.MIG = true }), 0},
		"another device":            {told(t, func(s *telemetry.Sample) { s.UUID = "GPU-1" }), 0},
		"too little memory":         {told(t, func(s *telemetry.Sample) { s.MemoryTotal = challengetest.Profile().Memory - 1 }), 0},
		"nothing":                   {nil, 0},
		"an error":                  {func() ([]byte, error) { return nil, errors.New("no driver") }, 0},
		"something that is no word": {func() ([]byte, error) { return []byte(`{"uuid": 7}`), nil }, 0},
		"too much":                  {func() ([]byte, error) { return make([]byte, telemetry.MaxSample+1), nil }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.door.sample = c.sample
			seconds, report := anHour(t, w)
			require.Equal(t, c.seconds, seconds)
			require.Zero(t, report.Bare)
		})
	}
}

// A challenge that fails while the buyer's own processes are in the way is disputed, and counts as the parameters say. One that
// fails for another reason is not.
func TestDisputes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rule    gpuhours.Disputed
		sample  func(*telemetry.Sample)
		seconds uint16
		outcome Outcome
	}{
		"credited":             {gpuhours.DisputedCredited, inTheWay, 3600, Disputed},
		"denied":               {gpuhours.DisputedDenied, inTheWay, 0, Disputed},
		"nobody is in the way": {gpuhours.DisputedCredited, func(*telemetry.Sample) {}, 0, Failed},
		"a stranger is": {gpuhours.DisputedCredited, func(s *telemetry.Sample) {
			inTheWay(s)
			s.Processes[0].Known = false
		}, 0, Failed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.params.Disputed = c.rule
			w.door.shut, w.door.sample = true, told(t, c.sample)
			seconds, report := anHour(t, w)
			require.Equal(t, c.seconds, seconds)
			require.Positive(t, report.Looks[c.outcome])
		})
	}
}
