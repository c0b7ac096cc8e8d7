package delivery

import (
	"context"
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// The executor is at work when the opening of its forward goes away, and comes back. The work stops, which is no crash and no attempt, and
// goes on.
func TestWorkOnAForwardThatWentAwayStopsAndGoesOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	b.start()
	b.chain.mine(blockTime)
	f := b.chain.open(nil)
	b.executor.block()
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	gone := b.chain.opened
	b.chain.opened = nil
	for range lostFor {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
		require.True(t, b.engine.busy(f.ID), "it may come back soon")
	}
	b.chain.mine(blockTime)
	b.tick() // would wait for the executor for ever
	d := b.entry(f)
	require.Equal(t, journal.Executing, d.Stage)
	require.Equal(t, []int{0, 0, 0}, []int{d.Crashes, d.Errors, d.Attempts}, "stopping is neither crashing nor failing")
	require.Equal(t, "its opening is not in the chain at the moment", b.last())
	b.run(b.chain.now() + 5*blockTime)
	require.Len(t, b.executor.jobs, 1)

	b.executor.hold = nil
	gone[0].block = b.chain.block()
	b.chain.opened = gone
	b.run(f.Terms.Start + 200)
	d = b.entry(f)
	require.Equal(t, journal.Confirmed, d.Stage)
	require.Len(t, b.executor.jobs, 2)
	require.Equal(t, 1, b.executor.jobs[1].Attempt)
	require.Equal(t, []int{1, 1}, []int{len(d.Announcement), len(d.Settlement)})
	require.Len(t, b.chain.shown, 1, "delivered once")
}

// forgetful is an endpoint whose newest block, alone, lacks what was opened.
type forgetful struct{ *fakeChain }

func (c forgetful) State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	if at.Number == c.block() {
		return State{Status: chain.StatusNone}, nil
	}
	return c.fakeChain.State(ctx, at, f, h)
}

// What is final is agreed on, and one endpoint's newest block is not.
func TestWorkGoesOnOnWhatIsFinal(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.start()
	f := b.chain.open(nil)
	b.chain.mine(blockTime)
	b.chain.mine(blockTime)
	b.executor.block()
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	b.engine.View = forgetful{b.chain}
	for range 4 * lostFor {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
		require.True(t, b.engine.busy(f.ID))
	}
	close(b.executor.hold)
	b.wait()
}

// What does not stop work: an opening that comes back soon, again and again, and an endpoint that lags, or that others do not agree with.
func TestWorkGoesOnWhileAnOpeningMayBeThere(t *testing.T) {
	t.Parallel()
	for name, look := range map[string]func(b *bench, f chain.Forward, there []opening, i int){
		"it comes back": func(b *bench, _ chain.Forward, there []opening, i int) {
			b.chain.opened = nil
			if i%lostFor == 0 {
				b.chain.opened = there
			}
		},
		"an endpoint lags": func(b *bench, f chain.Forward, _ []opening, _ int) {
			b.chain.opened = nil
			b.engine.forward(f.ID).Opened.Block = b.chain.block() + 2
		},
		"they disagree": func(b *bench, _ chain.Forward, _ []opening, _ int) {
			b.chain.opened, b.chain.doubt = nil, chain.ErrDisagree
		},
		"another one is read": func(b *bench, _ chain.Forward, _ []opening, i int) {
			b.chain.opened, b.chain.endpoint = nil, fmt.Sprint(i)
		},
	} {
		b := newBench(t)
		b.start()
		b.chain.mine(blockTime)
		f := b.chain.open(nil)
		b.executor.block()
		require.NoError(t, b.engine.Tick(t.Context()), name)
		<-b.executor.asked
		there := b.chain.opened
		for i := range 4 * lostFor {
			b.chain.mine(blockTime)
			look(b, f, there, i)
			require.NoError(t, b.engine.Tick(t.Context()), name)
			require.True(t, b.engine.busy(f.ID), name)
		}
		require.Len(t, b.executor.jobs, 1, name)
		close(b.executor.hold)
		b.wait()
	}
}
