package delivery

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// patient is an executor that has nothing until a time.
type patient struct {
	executor
	bench *bench
	until time.Time
	after time.Duration
	asked []time.Time
}

func (p *patient) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	p.asked = append(p.asked, p.bench.wall)
	if p.bench.wall.Before(p.until) {
		return nil, sdk.NotYet(p.after, errors.New("the epoch is not over"))
	}
	return p.executor.Run(ctx, job, emit)
}

func newPatient(b *bench, until, after time.Duration) *patient {
	p := &patient{bench: b, until: b.wall.Add(until), after: after}
	b.deps = func(_ *Deps, w *WorkerDeps) { p.executor, w.Executor = b.executor, p }
	return p
}

// An executor that has nothing yet is asked again when it says, neither sooner nor more often, and that costs no attempt and is no error.
func TestNotYetIsAskedAgainInTime(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	p := newPatient(b, 100*time.Hour, 7*time.Hour)
	f := b.chain.open(nil)
	b.start()
	for range 2 * maxErrors { // more often than errors may come in a row
		for range 3 {
			b.tick()
			b.wall = b.wall.Add(p.after / 3)
		}
		if b.wall.After(p.until) {
			break
		}
		d := b.entry(f)
		require.Equal(t, journal.Executing, d.Stage)
		require.Zero(t, d.Attempts)
		require.Zero(t, d.Errors)
		require.Zero(t, d.Crashes)
	}
	for i, at := range p.asked[1:] {
		require.GreaterOrEqual(t, at.Sub(p.asked[i]), p.after)
		require.Less(t, at.Sub(p.asked[i]), 2*p.after)
	}
	require.Contains(t, b.told()[0], "the epoch is not over; it is asked again in 7h0m0s")
	b.wall = b.wall.Add(p.after)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Equal(t, 1, b.entry(f).Attempts)
}

// A relayer that is started again in between asks at once, and nothing is counted against the forward, however often that is.
func TestNotYetSurvivesRestarts(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	p := newPatient(b, time.Hour, 24*time.Hour)
	f := b.chain.open(nil)
	for range 2 * maxCrashes {
		b.start()
		b.tick()
		b.tick()
		d := b.entry(f)
		require.Equal(t, journal.Executing, d.Stage)
		require.Zero(t, d.Attempts+d.Errors+d.Crashes)
	}
	require.Len(t, p.asked, 2*maxCrashes)
	b.wall = b.wall.Add(2 * time.Hour)
	b.tick()
	require.Len(t, p.asked, 2*maxCrashes, "it said a day")
	b.start()
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// Whoever waits for one forward's executor works on the others.
func TestNotYetStopsNoOtherForward(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	p := newPatient(b, time.Hour, time.Hour)
	first := b.chain.open(nil)
	b.start()
	b.tick()
	p.until = time.Time{}
	b.chain.mine(blockTime)
	second := b.chain.open(nil)
	b.chain.mine(blockTime)
	b.chain.mine(blockTime)
	b.chain.mine(blockTime)
	b.tick()
	require.Equal(t, journal.Executing, b.entry(first).Stage)
	require.Equal(t, journal.Proved, b.entry(second).Stage)
}
