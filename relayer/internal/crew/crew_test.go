package crew_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

func TestMain(m *testing.M) {
	if err := crew.WorkUntilKilled(); err != nil {
		panic(err)
	}
	databasetest.Main(m)
}

var (
	one, two = common.HexToHash("0x01"), common.HexToHash("0x02")
	noon     = time.UnixMilli(1_000_000)
	silence  = time.Minute
	errOdd   = errors.New("odd")
)

// member is a process of a crew, whose work does what the test says.
type member struct {
	*crew.Crew
	t     *testing.T
	began chan crew.Work
	ends  chan error // what work returns, unless it is told to end before
	mu    sync.Mutex
	ended []error // what its context said when it ended
}

func join(t *testing.T, db *database.Database, name string, queues ...crew.Queue) *member {
	t.Helper()
	m := &member{t: t, began: make(chan crew.Work, 10), ends: make(chan error, 10)}
	slots := map[crew.Queue]int{}
	for _, queue := range queues {
		slots[queue] = 2
	}
	var err error
	m.Crew, err = crew.New(t.Context(), zerolog.New(zerolog.NewTestWriter(t)), db, crew.Options{
		Name: name, Slots: slots, Silence: silence, Clock: func() time.Time { return noon },
	}, m.work)
	require.NoError(t, err)
	require.NoError(t, m.Start(t.Context()))
	t.Cleanup(m.stop)
	return m
}

func (m *member) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := m.Stop(ctx); err != nil {
		m.t.Error(err)
	}
}

func (m *member) work(ctx context.Context, w crew.Work) error {
	m.began <- w
	select {
	case err := <-m.ends:
		return err
	case <-ctx.Done():
		m.mu.Lock()
		defer m.mu.Unlock()
		m.ended = append(m.ended, ctx.Err())
		return ctx.Err()
	}
}

func (m *member) state(forward common.Hash) (crew.State, bool) {
	m.t.Helper()
	states, err := m.States(m.t.Context())
	require.NoError(m.t, err)
	state, there := states[forward]
	return state, there
}

// each runs a test with one process on each kind of database.
func each(t *testing.T, test func(t *testing.T, m *member, db *database.Database)) {
	t.Helper()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		db := databasetest.Open(t, where)
		test(t, join(t, db, "a", crew.Queues()...), db)
	})
}

func TestWorkIsDoneOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, m *member, _ *database.Database) {
		require.NoError(t, m.Begin(t.Context(), crew.Work{Queue: crew.Prove, Forwards: []common.Hash{one, two}, Batch: 4}))
		w := <-m.began
		require.Equal(t, crew.Work{Turn: w.Turn, Queue: crew.Prove, Forwards: []common.Hash{one, two}, Batch: 4}, w)
		for _, forward := range w.Forwards {
			state, there := m.state(forward)
			require.True(t, there)
			require.Equal(t, crew.State{Turn: w.Turn, Live: true, NotBefore: time.UnixMilli(0), Worker: "a"}, state)
		}
		m.ends <- nil
		require.NoError(t, m.Idle(t.Context()))
		_, there := m.state(one)
		require.False(t, there)
		require.Empty(t, m.began)
	})
}

func TestTroubleIsFollowedByLongerAndLongerPauses(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, m *member, _ *database.Database) {
		for i, want := range []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second} {
			require.NoError(t, m.Begin(t.Context(), crew.Work{Queue: crew.Execute, Forwards: []common.Hash{one}}))
			<-m.began
			m.ends <- errOdd
			require.NoError(t, m.Idle(t.Context()))
			state, there := m.state(one)
			require.True(t, there)
			require.Equal(t, crew.State{Turn: state.Turn, NotBefore: noon.Add(want), Pauses: true, Failures: i + 1}, state)
		}
		require.NoError(t, m.Begin(t.Context(), crew.Work{Queue: crew.Execute, Forwards: []common.Hash{one}}))
		<-m.began
		m.ends <- sdk.NotYet(time.Minute, errOdd)
		require.NoError(t, m.Idle(t.Context()))
		state, there := m.state(one)
		require.True(t, there)
		require.Equal(t, crew.State{Turn: state.Turn, NotBefore: noon.Add(time.Minute), Pauses: true}, state, "that is no failure")
	})
}

func TestWhatIsDroppedEnds(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, m *member, db *database.Database) {
		require.NoError(t, m.Begin(t.Context(), crew.Work{Queue: crew.Prove, Forwards: []common.Hash{one, two}, Batch: 4}))
		w := <-m.began
		require.NoError(t, fenced(t, db, m, w))
		ended := m.Changed()
		dropped, err := m.Drop(t.Context(), one)
		require.NoError(t, err)
		require.Equal(t, []common.Hash{one, two}, dropped)
		_, there := m.state(one)
		require.False(t, there)
		require.ErrorIs(t, fenced(t, db, m, w), crew.ErrDropped)
		<-ended
		require.Len(t, m.ended, 1)
		dropped, err = m.Drop(t.Context(), one)
		require.NoError(t, err)
		require.Empty(t, dropped)
	})
}

// fenced writes something as a part of a piece of work.
func fenced(t *testing.T, db *database.Database, m *member, w crew.Work) error {
	t.Helper()
	return db.Write(t.Context(), func(q *rows.Queries, _ database.Tx, _ int64) error { return m.Fence(w)(t.Context(), q) })
}

func TestWhoIsStoppedLeavesItsWorkToOthers(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, m *member, _ *database.Database) {
		require.NoError(t, m.Begin(t.Context(), crew.Work{Queue: crew.Execute, Forwards: []common.Hash{one}}))
		<-m.began
		m.stop()
		require.Len(t, m.ended, 1)
		_, there := m.state(one)
		require.False(t, there)
	})
}

// The first worker is not heard of, and the work is given to the second. What the first one still writes is refused, and what
// it says of its end changes nothing.
func TestASilentWorkerLosesItsWork(t *testing.T) {
	t.Parallel()
	where := databasetest.Postgres(t)
	db := databasetest.Open(t, where)
	first := join(t, db, "first", crew.Execute)
	require.NoError(t, first.Begin(t.Context(), crew.Work{Queue: crew.Execute, Forwards: []common.Hash{one}}))
	old := <-first.began
	signer, err := crew.New(t.Context(), zerolog.Nop(), databasetest.Open(t, where), crew.Options{Name: "signer", Silence: time.Nanosecond}, nil)
	require.NoError(t, err)
	for _, silent := range []bool{false, true} { // the first sign is one of life
		states, err := signer.States(t.Context())
		require.NoError(t, err)
		require.Equal(t, silent, states[one].Silent)
	}
	own, there := first.state(one)
	require.True(t, there)
	require.False(t, own.Silent)

	second := join(t, databasetest.Open(t, where), "second", crew.Prove)
	require.NoError(t, signer.Begin(t.Context(), crew.Work{Queue: crew.Prove, Forwards: []common.Hash{one}}))
	work := <-second.began
	state, _ := second.state(one)
	require.Equal(t, crew.State{Turn: work.Turn, Live: true, NotBefore: time.UnixMilli(0), Worker: "second"}, state)
	require.ErrorIs(t, fenced(t, db, first, old), crew.ErrDropped)
	require.NoError(t, fenced(t, db, second, work))
	ended := first.Changed()
	first.ends <- errOdd
	<-ended
	again, _ := second.state(one)
	require.Equal(t, state, again)
	ended = second.Changed()
	second.ends <- nil
	<-ended
	_, there = second.state(one)
	require.False(t, there)
}

// What a killed process left in a folder of its own is nobody's any more.
func TestWorkOfAProcessThatIsGoneIsBegunAnew(t *testing.T) {
	t.Parallel()
	where := databasetest.Folder(t)
	db := databasetest.Open(t, where)
	killed := join(t, db, "a")
	require.NoError(t, killed.Begin(t.Context(), crew.Work{Queue: crew.Execute, Forwards: []common.Hash{one}}))
	require.NoError(t, db.Close())

	m := join(t, databasetest.Open(t, where), "b", crew.Queues()...)
	_, there := m.state(one)
	require.False(t, there)
	require.NoError(t, m.Begin(t.Context(), crew.Work{Queue: crew.Execute, Forwards: []common.Hash{two}}))
	require.Equal(t, []common.Hash{two}, (<-m.began).Forwards)
	m.ends <- nil
	require.NoError(t, m.Idle(t.Context()))
	require.Empty(t, m.began)
}

// Whoever may not begin work, a signer that was followed by another, changes nothing.
func TestAFenceStandsBeforeEveryBeginning(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		db := databasetest.Open(t, where)
		m, err := crew.New(t.Context(), zerolog.Nop(), db, crew.Options{
			Name: "a", Fence: func(context.Context, *rows.Queries) error { return errOdd },
		}, nil)
		require.NoError(t, err)
		require.ErrorIs(t, m.Begin(t.Context(), crew.Work{Queue: crew.Execute, Forwards: []common.Hash{one}}), errOdd)
		_, err = m.Drop(t.Context(), one)
		require.ErrorIs(t, err, errOdd)
		states, err := m.States(t.Context())
		require.NoError(t, err)
		require.Empty(t, states)
	})
}

// The queue's library gives its own beginning five seconds of a database, and a machine that has other things to do may need more.
func TestABusyDatabaseOnlyDelaysTheStart(t *testing.T) {
	t.Parallel()
	db := databasetest.Open(t, databasetest.Folder(t)) // of one connection
	c, err := crew.New(t.Context(), zerolog.Nop(), db, crew.Options{Name: "a", Slots: map[crew.Queue]int{crew.Execute: 1, crew.Prove: 1}},
		func(context.Context, crew.Work) error { return nil })
	require.NoError(t, err)
	var busy sync.WaitGroup
	busy.Go(func() {
		for range 3 {
			_ = db.Read(t.Context(), func(*rows.Queries) error {
				<-time.After(5200 * time.Millisecond)
				return nil
			})
			<-time.After(2 * time.Millisecond) // one of those that wait has its turn
		}
	})
	require.NoError(t, c.Start(t.Context()))
	busy.Wait()
	require.NoError(t, c.Stop(context.Background()))
}

// A process alone with its database is told by nobody that there is work: it has to knock, or would look only once a second.
func TestWhoIsAloneKnocksForWorkOfItsOwn(t *testing.T) {
	t.Parallel()
	db := databasetest.Open(t, databasetest.Folder(t))
	m := join(t, db, "a", crew.Execute)
	knocks := func() (count int) {
		require.NoError(t, db.SQL().QueryRowContext(t.Context(), "SELECT count(*) FROM river_job WHERE kind = 'knock'").Scan(&count))
		return count
	}
	require.NoError(t, m.Begin(t.Context(), crew.Work{Queue: crew.Execute, Forwards: []common.Hash{one}}))
	require.Equal(t, 1, knocks())
	<-m.began
	require.NoError(t, m.Begin(t.Context(), crew.Work{Queue: crew.Prove, Forwards: []common.Hash{two}}))
	require.Equal(t, 1, knocks(), "nobody here works on that")
}
