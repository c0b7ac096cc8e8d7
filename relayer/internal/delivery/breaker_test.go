package delivery

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// The chain cannot be read for most of a window. What was begun goes on, and nothing new is begun for a day, over restarts.
func TestAMissedWindowStopsWhatIsNew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.CoolDown = 24 * time.Hour
	late := b.chain.open(nil)
	begun := b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy += 3000 })
	b.start()
	b.tick()
	require.Zero(t, b.engine.CoolDown())
	b.chain.mine(late.Terms.SettleBy - b.chain.now())
	b.chain.mine(blockTime)
	b.tick()
	require.Equal(t, journal.Abandoned, b.entry(late).Stage)
	require.Equal(t, b.wall.UTC(), b.entry(late).Missed)
	cools := CoolDown{late.ID, b.wall.UTC().Add(24 * time.Hour)}
	require.Equal(t, cools, b.engine.CoolDown())

	fresh, accepted := b.chain.open(nil), b.chain.assigned()
	b.chain.accept(accepted)
	b.wall = b.wall.Add(24*time.Hour - time.Second)
	b.start()
	require.Equal(t, cools, b.engine.CoolDown())
	b.run(b.chain.now() + 3*blockTime)
	_, err := b.journal.Load(fresh.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
	require.Equal(t, 1, b.count("it waits until 1970-01-02 00:00:00 UTC, as everything new does: the window of forward "+late.ID.Hex()+" was missed"))
	require.Equal(t, journal.Proved, b.entry(accepted).Stage, "its bond is at stake")
	b.run(b.chain.now() + 200)
	require.Equal(t, journal.Confirmed, b.entry(begun).Stage)

	b.wall = b.wall.Add(time.Second)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(fresh).Stage)
	require.Zero(t, b.engine.CoolDown())
}

func TestACoolDownMayBeTurnedOff(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	late := b.chain.open(nil)
	b.start()
	b.tick()
	b.chain.mine(late.Terms.SettleBy - b.chain.now())
	b.chain.mine(blockTime)
	b.tick()
	require.False(t, b.entry(late).Missed.IsZero(), "who turns it on later is told")
	fresh := b.chain.open(nil)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(fresh).Stage)
}

// Whoever opens what nobody can deliver, sells a position, or is quicker has no relayer stop.
func TestWhatIsNoMissedWindow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stage  journal.Stage
		steps  int
		status chain.Status
		want   bool
	}{
		{journal.Held, 0, chain.StatusExpired, true},
		{journal.Proved, 0, chain.StatusReclaimed, true},
		{journal.Executing, 1, chain.StatusExpired, true},
		{journal.Executing, 0, chain.StatusExpired, false},
		{journal.Executing, 0, chain.StatusReclaimed, false},
		{journal.Proved, 0, chain.StatusSettled, false},
		{journal.Proved, 1, chain.StatusClosed, false},
	} {
		is, err := new(Engine).missed(t.Context(), &journal.Delivery{Stage: c.stage, Steps: c.steps}, c.status)
		require.NoError(t, err)
		require.Equal(t, c.want, is, c)
	}
}

// The executor is gone, or none of its outputs holds. The bond stays at stake until the window is over, so it is asked now and then,
// and nothing more is accepted from the moment on that others would be given up.
func TestWhatIsAcceptedIsNotGivenUp(t *testing.T) {
	t.Parallel()
	for name, outputs := range map[string][]string{"it only errs": nil, "no output holds": {"9", "10", "11"}} {
		b := newAcceptBench(t)
		b.opts.CoolDown = time.Hour
		b.executor.list = outputs
		f := b.proposed(nil)
		b.start()
		b.run(b.chain.now() + 4*blockTime)
		for range maxErrors {
			b.start()
			b.tick()
		}
		d := b.entry(f)
		require.Equal(t, journal.Executing, d.Stage, name)
		require.Equal(t, f.ID, b.engine.CoolDown().Forward, name)
		asked := len(b.executor.jobs)
		b.wall = b.wall.Add(askedAgain - time.Second)
		b.tick()
		require.Len(t, b.executor.jobs, asked)
		b.opts.CoolDown = 0
		b.start()
		b.proposed(nil)
		b.tick()
		b.tick()
		require.Positive(t, b.count("it is not accepted, since more would be at stake than may be"), name)
		b.executor.list = []string{"9", "12"}
		b.wall = b.wall.Add(askedAgain)
		b.tick()
		require.Equal(t, outputs == nil, b.entry(f).Stage == journal.Proved, "it is back")
	}
}
