package delivery

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// The chain cannot be read for most of a window. What was begun goes on, and nothing new is begun for a day, over restarts.
func TestAMissedWindowStopsWhatIsNew(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.CoolDown = 24 * time.Hour
	late := b.proposed(nil)
	begun := b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy += 3000 })
	b.start()
	b.run(b.chain.now() + 5*blockTime)
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
	require.Equal(t, journal.Proved, b.entry(accepted).Stage, "its bond may be the operator's")
	b.run(b.chain.now() + 200)
	require.Equal(t, journal.Confirmed, b.entry(begun).Stage)

	b.wall = b.wall.Add(time.Second)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(fresh).Stage)
	require.Zero(t, b.engine.CoolDown())
}

func TestACoolDownMayBeTurnedOff(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	late := b.proposed(nil)
	b.start()
	b.run(b.chain.now() + 5*blockTime)
	b.chain.mine(late.Terms.SettleBy - b.chain.now())
	b.chain.mine(blockTime)
	b.tick()
	require.False(t, b.entry(late).Missed.IsZero(), "who turns it on later is told")
	fresh := b.chain.open(nil)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(fresh).Stage)
}

// Whoever opens what nobody can deliver or what waits for low fees, gives a position away, buys one, or is quicker has no relayer stop.
func TestWhatIsNoMissedWindow(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.start()
	ours := []journal.Transaction{{Hash: common.Hash{1}}}
	b.chain.mined[ours[0].Hash], b.chain.nonce = true, 1
	for name, c := range map[string]struct {
		d      journal.Delivery
		status chain.Status
		lacks  bool
		want   bool
	}{
		"accepted, and proved":                {journal.Delivery{Stage: journal.Proved, Accept: ours}, chain.StatusExpired, false, true},
		"accepted, and no output held":        {journal.Delivery{Stage: journal.Executing, Accept: ours}, chain.StatusReclaimed, false, true},
		"accepted, and not seen":              {journal.Delivery{Stage: journal.Accepting, Accept: ours}, chain.StatusReclaimed, false, true},
		"accepted, and sold":                  {journal.Delivery{Stage: journal.Proved, Accept: ours}, chain.StatusExpired, true, false},
		"accepted, and settled":               {journal.Delivery{Stage: journal.Proved, Accept: ours}, chain.StatusSettled, false, false},
		"accepted, and ended by both":         {journal.Delivery{Stage: journal.Proved, Accept: ours}, chain.StatusClosed, false, false},
		"nobody accepted it":                  {journal.Delivery{Stage: journal.Accepting, Accept: []journal.Transaction{{Hash: common.Hash{2}}}}, chain.StatusReclaimed, false, false},
		"given away, and a step was paid":     {journal.Delivery{Stage: journal.Held, Steps: 1}, chain.StatusExpired, false, false},
		"open, and settling it cost too much": {journal.Delivery{Stage: journal.Proved}, chain.StatusExpired, false, false},
	} {
		b.engine.lack(c.d.Forward, c.lacks)
		is, err := b.engine.missed(t.Context(), &c.d, c.status, at{})
		require.NoError(t, err)
		require.Equal(t, c.want, is, name)
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
