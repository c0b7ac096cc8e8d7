package crew

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
)

// atMost is how long it may take until work is begun anew whose worker was killed, and look how often somebody looks by default.
const (
	atMost = 30 * time.Second
	look   = 2 * time.Second
)

// killed is the database of a process that this test starts from its own binary, and kills.
const killed = "TERCET_TEST_CREW_DATABASE"

var forward = common.HexToHash("0x01")

// clock is moved by hand: how long silence lasts is measured, and not waited for.
type clock struct{ now time.Time }

func (c *clock) at() time.Time { return c.now }

// signer has no workers, and a clock.
func signer(t *testing.T, where database.Where) (*Crew, *clock) {
	t.Helper()
	c, err := New(t.Context(), zerolog.Nop(), databasetest.Open(t, where), Options{Name: "signer", Clock: time.Now}, nil)
	require.NoError(t, err)
	moved := &clock{time.Unix(0, 0)}
	c.now = moved.at
	return c, moved
}

func stateOf(t *testing.T, c *Crew) State {
	t.Helper()
	states, err := c.States(t.Context())
	require.NoError(t, err)
	require.Contains(t, states, forward)
	return states[forward]
}

// WorkUntilKilled is what the process does that is killed: it takes work, says so, and never ends it. It returns at once in any other
// process, and when the one that started it is gone.
func WorkUntilKilled() error {
	url := os.Getenv(killed)
	if url == "" {
		return nil
	}
	db, err := database.Open(context.Background(), database.Where{URL: url})
	if err != nil {
		return err
	}
	c, err := New(context.Background(), zerolog.Nop(), db, Options{Name: "killed", Slots: map[Queue]int{Prove: 1}, Clock: time.Now},
		func(ctx context.Context, _ Work) error {
			fmt.Fprintln(os.Stdout, "working")
			<-ctx.Done()
			return ctx.Err()
		})
	if err == nil {
		err = c.Start(context.Background())
	}
	if err == nil {
		_, err = io.Copy(io.Discard, os.Stdin)
	}
	return errors.Join(err, errGone)
}

var errGone = errors.New("nobody is there to kill this process")

func killAtWork(t *testing.T, url string) {
	t.Helper()
	process := exec.CommandContext(t.Context(), os.Args[0])
	process.Env = append(os.Environ(), killed+"="+url)
	process.Stderr = os.Stderr
	_, err := process.StdinPipe() // which ends with this process
	require.NoError(t, err)
	out, err := process.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, process.Start())
	lines := bufio.NewScanner(out)
	require.True(t, lines.Scan())
	require.Equal(t, "working", lines.Text())
	require.NoError(t, process.Process.Kill())
	_ = process.Wait() // that it was killed
}

// A worker is killed at its work, without a word. Whoever looks every so often finds out in time, and no sooner than a worker may
// be silent; the work then has a new turn, and another worker.
func TestWorkOfAKilledWorkerIsBegunAnewWithinHalfAMinute(t *testing.T) {
	t.Parallel()
	where := databasetest.Postgres(t)
	c, clock := signer(t, where)
	require.NoError(t, c.Begin(t.Context(), Work{Queue: Prove, Forwards: []common.Hash{forward}}))
	killAtWork(t, where.URL)
	lastBeat := clock.now
	clock.now = clock.now.Add(look) // the look after the last beat, at the latest
	was := stateOf(t, c)
	require.Equal(t, "killed", was.Worker)
	for !stateOf(t, c).Silent {
		clock.now = clock.now.Add(look)
		require.LessOrEqual(t, clock.now.Sub(lastBeat), atMost)
	}
	require.GreaterOrEqual(t, clock.now.Sub(lastBeat), Silence)
	require.Less(t, beat, Silence/3, "a beat or two may be late")

	dropped, err := c.Drop(t.Context(), forward)
	require.NoError(t, err)
	require.Equal(t, []common.Hash{forward}, dropped)
	began := make(chan Work, 1)
	second, err := New(t.Context(), zerolog.Nop(), databasetest.Open(t, where), Options{
		Name: "second", Slots: map[Queue]int{Prove: 1}, Clock: time.Now,
	}, func(_ context.Context, w Work) error { began <- w; return nil })
	require.NoError(t, err)
	require.NoError(t, second.Start(t.Context()))
	t.Cleanup(func() { _ = second.Stop(context.Background()) })
	require.NoError(t, c.Begin(t.Context(), Work{Queue: Prove, Forwards: []common.Hash{forward}}))
	require.Greater(t, (<-began).Turn, was.Turn)
}

// The same by the clock that everybody goes by, from the kill until another worker has begun: as long as an operator waits.
func TestAKilledWorkersWorkHasANewOwnerWithinHalfAMinuteByTheClock(t *testing.T) {
	t.Parallel()
	where := databasetest.Postgres(t)
	began := make(chan Work, 1)
	second, err := New(t.Context(), zerolog.Nop(), databasetest.Open(t, where), Options{
		Name: "second", Slots: map[Queue]int{Prove: 1}, Clock: time.Now,
	}, func(_ context.Context, w Work) error { began <- w; return nil })
	require.NoError(t, err)
	c, _ := signer(t, where)
	c.now = time.Now
	work := Work{Queue: Prove, Forwards: []common.Hash{forward}}
	require.NoError(t, c.Begin(t.Context(), work))
	killAtWork(t, where.URL)
	from := time.Now()
	require.NoError(t, second.Start(t.Context()))
	t.Cleanup(func() { _ = second.Stop(context.Background()) })

	looks := time.NewTicker(look)
	defer looks.Stop()
	for !stateOf(t, c).Silent {
		require.Less(t, time.Since(from), atMost)
		<-looks.C
	}
	_, err = c.Drop(t.Context(), forward)
	require.NoError(t, err)
	require.NoError(t, c.Begin(t.Context(), work))
	<-began
	require.Less(t, time.Since(from), atMost)
}

// Where all workers are busy work waits for one, and is nobody's fault. Once somebody was handed its job and does not take it, the
// time of silence counts: that one died in between.
func TestWorkThatWasHandedOutAndNotTakenIsBegunAnewSoon(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		c, clock := signer(t, where)
		require.NoError(t, c.Begin(t.Context(), Work{Queue: Prove, Forwards: []common.Hash{forward}}))
		for range unclaimed {
			require.False(t, stateOf(t, c).Silent)
			clock.now = clock.now.Add(Silence)
		}
		require.False(t, stateOf(t, c).Silent)

		_, err := c.db.SQL().ExecContext(t.Context(), "UPDATE river_job SET state = 'running', attempt = 1 WHERE state = 'available'")
		require.NoError(t, err)
		require.False(t, stateOf(t, c).Silent, "it may have been handed out just now")
		clock.now = clock.now.Add(Silence)
		require.False(t, stateOf(t, c).Silent)
		clock.now = clock.now.Add(look)
		require.True(t, stateOf(t, c).Silent)
	})
}

// A queue that lost a job, and one that nobody comes for, are found out too.
func TestWorkThatNobodyComesForIsBegunAnew(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		c, clock := signer(t, where)
		require.NoError(t, c.Begin(t.Context(), Work{Queue: Prove, Forwards: []common.Hash{forward}}))
		require.False(t, stateOf(t, c).Silent)
		clock.now = clock.now.Add(unclaimed*Silence + look)
		require.True(t, stateOf(t, c).Silent)

		require.NoError(t, c.Begin(t.Context(), Work{Queue: Prove, Forwards: []common.Hash{forward}}))
		require.False(t, stateOf(t, c).Silent)
		_, err := c.db.SQL().ExecContext(t.Context(), "DELETE FROM river_job")
		require.NoError(t, err)
		require.False(t, stateOf(t, c).Silent)
		clock.now = clock.now.Add(Silence + look)
		require.True(t, stateOf(t, c).Silent)
	})
}
