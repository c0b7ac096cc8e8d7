package meter

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
)

// failFrom has a log take no entry from a number on, as a full disk does.
func (m *testMeter) failFrom(t *testing.T, seq int64) {
	t.Helper()
	_, err := m.log.db.Exec(fmt.Sprintf(`CREATE TEMP TRIGGER full BEFORE INSERT ON main.entries WHEN NEW.seq >= %d BEGIN SELECT RAISE(ABORT, 'full'); END`, seq))
	require.NoError(t, err)
}

// story is what happens to a meter whose process ends before a number of entries is exceeded, and is started again at once.
type story struct {
	*world
	m        *testMeter
	restarts int
}

func newStory(t *testing.T, dies int64) *story {
	t.Helper()
	s := &story{world: newWorld(t)}
	s.m = s.meter(0)
	s.m.failFrom(t, dies)
	return s
}

func (s *story) do(do func(*testMeter) error) {
	s.t.Helper()
	err := do(s.m)
	if s.m.Broken() != nil {
		s.restarts++
		s.m = s.again(s.m, 0)
		err = do(s.m)
	}
	require.NoError(s.t, err)
}

func (s *story) until(end time.Time) {
	s.t.Helper()
	for {
		next := end
		if at := s.m.Next(); at.Before(next) {
			next = at
		}
		if next.After(s.clock.Now()) {
			s.clock.set(next)
		}
		s.do(func(m *testMeter) error { return m.Tick(s.t.Context()) })
		if !next.Before(end) {
			return
		}
	}
}

// tell lives through three hours and returns what the meter signs at the end.
func (s *story) tell() (Draft, gpuhours.Signature) {
	s.t.Helper()
	f := s.forward("one", 0, 100)
	machine, err := Sign(testChain, testEscrow, s.registration(f, "GPU-0", "GPU-1"), s.provider.sign)
	require.NoError(s.t, err)
	tenant, err := Sign(testChain, testEscrow, Tenancy{f.ID, 1, s.tenant.Name(), s.tenant.Name()}, s.buyer.sign)
	require.NoError(s.t, err)
	s.do(func(m *testMeter) error { return m.Register(s.t.Context(), machine) })
	s.do(func(m *testMeter) error { return m.Admit(s.t.Context(), tenant) })
	s.until(hour(1))
	s.door.shut = true
	s.until(hour(2))
	s.door.shut = false
	s.until(hour(3))
	var draft Draft
	s.do(func(m *testMeter) error {
		draft, err = m.Draft(s.t.Context(), s.executor.Name(), f.ID, testEpoch)
		return err
	})
	var signature gpuhours.Signature
	s.do(func(m *testMeter) error {
		signature, err = m.Sign(s.t.Context(), s.executor.Name(), draft.Sheet.Sheet)
		return err
	})
	return draft, signature
}

// Wherever a meter's process ends and begins again, nothing is lost, made up, or signed twice.
func TestAMeterThatDiesAnywhere(t *testing.T) {
	t.Parallel()
	whole := newStory(t, 1<<40)
	whole.tell()
	root, err := whole.m.log.Root(t.Context())
	require.NoError(t, err)
	require.Greater(t, root.Size, int64(15))
	for dies := int64(1); dies <= root.Size; dies++ {
		t.Run(fmt.Sprint(dies), func(t *testing.T) {
			t.Parallel()
			s := newStory(t, dies)
			draft, signature := s.tell()
			require.Equal(t, dies < root.Size, s.restarts == 1)
			require.Len(t, draft.Sheet.Devices, 2)
			for _, device := range draft.Sheet.Devices {
				require.Equal(t, []uint16{3600, 0, 3600, 0}, device.Seconds[:4])
			}
			s.m = s.again(s.m, 0)
			second, err := s.m.Sign(t.Context(), s.executor.Name(), draft.Sheet.Sheet)
			require.NoError(t, err)
			require.Equal(t, signature, second)
			report, err := Audit(t.Context(), s.m.log, Judge{}, s.world)
			require.NoError(t, err)
			require.Equal(t, root.Size, report.Root.Size)
			require.Equal(t, 1, report.Signed)
			require.Equal(t, []gpuhours.Sheet{draft.Sheet.Sheet}, report.Sheets)
		})
	}
}

// A meter whose log failed neither drafts nor signs: what it knows may not be written. Without that it would give its word and keep
// nothing of it.
func TestAMeterWhoseLogFailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1), m)
	draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	before, err := m.log.Root(t.Context())
	require.NoError(t, err)
	m.failFrom(t, before.Size)
	for range 2 {
		signature, err := m.Sign(t.Context(), w.executor.Name(), draft.Sheet.Sheet)
		require.ErrorContains(t, err, "the meter stops, start it again")
		require.Zero(t, signature)
		_, err = m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
		require.ErrorContains(t, err, "the meter stops, start it again")
	}
	m.broken = nil // the one defence
	signature, err := m.Sign(t.Context(), w.executor.Name(), draft.Sheet.Sheet)
	require.NoError(t, err)
	require.True(t, signature.Verify(draft.Sheet.Hash()))
	after, err := m.log.Root(t.Context())
	require.NoError(t, err)
	require.Equal(t, before, after, "it signed what its log knows nothing of")
}

// A restart within the tolerance takes a look that was due, once; after it, the look is missed and counts for nothing.
func TestLateLooks(t *testing.T) {
	t.Parallel()
	for late, want := range map[int]bool{0: true, tolerance: true, tolerance + 1: false, 1800: false} {
		w := newWorld(t)
		f, m := w.forward("one", 0, 100), w.meter(0)
		w.register(m, w.registration(f, "GPU-0"))
		require.NoError(t, m.Tick(t.Context()))
		first := m.Next()
		w.clock.set(first.Add(time.Duration(late) * time.Second))
		seconds, err := m.seconds()
		require.NoError(t, err)
		m = w.again(m, 0)
		require.NoError(t, m.Tick(t.Context()))
		m = w.again(m, 0)
		require.NoError(t, m.Tick(t.Context()))
		w.until(hour(1), m)
		draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
		require.NoError(t, err)
		missed := 0
		if !want {
			missed = 1
			for _, second := range seconds[1:] { // those that came meanwhile
				if hour(0).Add(time.Duration(second)*time.Second + tolerance*time.Second).Before(first.Add(time.Duration(late) * time.Second)) {
					missed++
				}
			}
		}
		require.Equal(t, credit(len(seconds)-missed, len(seconds)), draft.Sheet.Devices[0].Seconds[0], "%d seconds late", late)
	}
}

// A clock that goes back takes no look twice, and one that jumps ahead ends hours with what was seen in them.
func TestClocksThatJump(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1), m)
	asked := w.door.asked
	for _, at := range []time.Time{hour(0), hour(0).Add(-time.Hour), hour(0).Add(30 * time.Minute)} {
		w.clock.set(at)
		require.NoError(t, m.Tick(t.Context()))
		m = w.again(m, 0)
		require.NoError(t, m.Tick(t.Context()))
	}
	require.Equal(t, asked, w.door.asked)
	w.clock.set(hour(50))
	require.NoError(t, m.Tick(t.Context()))
	draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	require.Equal(t, uint64(firstHour+50), draft.Final, "those in between are over, too")
	require.Equal(t, uint16(3600), draft.Sheet.Devices[0].Seconds[0])
	require.Equal(t, 3600, total(draft.Sheet.Devices[0]))
}

// Nobody else misses an instant for an agent that holds the meter up, and it gets nothing for it.
func TestAnAgentThatHoldsTheMeterUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	thief, m := w.forward("thief", 0, 100), w.meter(0, func(e *Eyes, o *Options) {
		quick := e.Dial
		slow := &door{hold: make(chan struct{}), shut: true}
		o.Rate = 20
		e.Dial = func(r Registration) (Machine, func()) {
			if r.URL == "https://slow.example" {
				return slow, func() {}
			}
			return quick(r)
		}
	})
	m.enough = time.Millisecond
	slow := w.registration(thief, "GPU-0")
	slow.URL = "https://slow.example"
	w.register(m, slow)
	w.agent = newPeer(t)
	honest := w.forward("honest", 0, 100)
	w.register(m, w.registration(honest, "GPU-0"))
	device := Device{Name: "GPU-0"}.ID(w.agent.Name())
	require.NoError(t, m.Tick(t.Context()))
	for range 60 {
		next := m.Next()
		if !next.Before(hour(1)) {
			break
		}
		w.clock.set(next)
		require.NoError(t, m.Tick(t.Context()))
		require.Eventually(t, func() bool {
			m.mu.Lock()
			defer m.mu.Unlock()
			for second := range m.instant {
				if !m.state.seen[glance{honest.ID, device, second}] {
					return false
				}
			}
			return true
		}, 20*time.Second, time.Millisecond)
	}
	require.Positive(t, m.beside[firstHour])
	w.clock.set(hour(1))
	require.NoError(t, m.Tick(t.Context()))
	require.Equal(t, uint64(firstHour), m.About().Hour, "what is under way is waited for a little")
	w.clock.set(hour(1).Add(tolerance * time.Second))
	require.NoError(t, m.Tick(t.Context()))
	require.Equal(t, uint64(firstHour+1), m.About().Hour)
	for id, want := range map[string]int{"honest": 3600, "thief": 0} {
		draft, err := m.Draft(t.Context(), w.executor.Name(), w.id(id), testEpoch)
		require.NoError(t, err)
		require.Equal(t, want, total(draft.Sheet.Devices[0]), id)
	}
}
