package delivery

import (
	"bytes"
	"context"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// last is what a bench was told last.
func (b *bench) last() string {
	told := b.told()
	return told[len(told)-1]
}

// An endpoint that was alone with its fork showed an announcement there, and the output was shown for it.
func TestNoOutputIsShownWhileEndpointsDisagree(t *testing.T) {
	t.Parallel()
	for _, doubt := range []error{chain.ErrDisagree, chain.ErrTooFew} {
		b := newBench(t)
		f := b.chain.open(nil)
		b.chain.doubt = doubt
		var log bytes.Buffer
		b.deps = func(d *Deps, _ *WorkerDeps) { d.Log = zerolog.New(&log) }
		b.start()
		b.run(f.Terms.Start + 200)
		require.Len(t, b.entry(f).Announcement, 1, "what can be taken back is done")
		require.Empty(t, b.chain.shown)
		require.Empty(t, b.entry(f).Settlement)
		require.Contains(t, b.last(), "its output is not shown yet: "+doubt.Error())
		told := len(b.told())
		b.run(b.chain.now() + 100)
		require.Len(t, b.told(), told, "it is said once")
		require.Equal(t, 1, strings.Count(log.String(), doubt.Error()+": block "))

		b.chain.doubt = nil
		b.run(b.chain.now() + 100)
		require.Equal(t, journal.Confirmed, b.entry(f).Stage)
		require.Len(t, b.chain.shown, 1)
	}
}

// What is shown already is lost if it is not sent again.
func TestAShownOutputIsSentAgainWhateverEndpointsSay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - blockTime)
	b.chain.sendFails = true
	b.run(f.Terms.Start + blockTime)
	require.Len(t, b.chain.shown, 1)
	b.chain.sendFails, b.chain.doubt = false, chain.ErrDisagree
	b.run(b.chain.now() + 5*blockTime)
	require.Equal(t, chain.StatusSettled, b.chain.ended[f.ID].status)
	require.Equal(t, journal.Proved, b.entry(f).Stage, "it is not taken for paid")
	require.NotNil(t, b.entry(f).Witness)
	require.Contains(t, b.last(), "it came to its end, which does not count yet: the endpoints disagree")

	b.chain.doubt = nil
	b.run(b.chain.now() + 2*blockTime)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

func TestAShownOutputIsSentAgainWhateverItsPredicateIs(t *testing.T) {
	t.Parallel()
	for _, together := range []int{1, 4} {
		b := newGroupBench(t)
		list := b.openMany(together, nil)
		b.start()
		b.run(list[0].Terms.Start - blockTime)
		b.chain.sendFails = true
		b.run(list[0].Terms.Start + blockTime)
		require.Len(t, b.chain.shown, together)
		b.chain.sendFails = false
		b.deps = func(d *Deps, _ *WorkerDeps) { d.Witness = &turned{fakeChain: b.chain} }
		b.start()
		b.run(b.chain.now() + 5*blockTime)
		b.requireConfirmed(list)
	}
}

// A forward that was settled by somebody else, as one endpoint says, is not given up for it.
func TestNothingIsGivenUpWhileEndpointsDisagree(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.tick()
	untouched := b.chain.open(func(f *chain.Forward) { f.Terms.Predicate = otherContract })
	for _, forward := range []chain.Forward{f, untouched} {
		b.chain.end(forward, chain.StatusSettled, chain.Settlement{Recipient: somebody, Paid: big.NewInt(1000)})
	}
	b.chain.doubt = chain.ErrTooFew
	b.run(b.chain.now() + 5*blockTime)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.NotContains(t, b.engine.closed, untouched.ID)
	b.chain.doubt = nil
	b.run(b.chain.now() + 2*blockTime)
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	require.Contains(t, b.engine.closed, untouched.ID)
}

func TestNoStepFollowsWhileEndpointsDisagree(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.chain.doubt = chain.ErrDisagree
	b.start()
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Empty(t, b.chain.shown)

	b.chain.doubt = nil
	b.tick()
	b.chain.doubt = chain.ErrDisagree
	b.run(b.chain.now() + 5*blockTime)
	require.Len(t, b.chain.steps[f.ID], 1)
	require.EqualValues(t, 0, b.entry(f).Cursor, "nothing is begun behind what is not final")
	require.Contains(t, b.last(), "its settlement up to 8 does not count yet: the endpoints disagree")
	b.chain.doubt = nil
	b.run(b.chain.now() + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
}

func TestNoGroupIsShownWhileEndpointsDisagree(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := b.openMany(4, nil)
	b.chain.doubt = chain.ErrDisagree
	b.start()
	b.run(list[0].Terms.Start + 300)
	require.Empty(t, b.chain.shown)
	require.Contains(t, b.last(), "its output is not shown yet: the endpoints disagree")
	b.chain.doubt, b.chain.sendFails = nil, true
	b.tick()
	b.chain.doubt, b.chain.sendFails = chain.ErrDisagree, false
	b.run(b.chain.now() + 2*blockTime)
	require.Len(t, b.chain.ended, 4, "what is shown is sent again")
	b.chain.doubt = nil
	b.run(b.chain.now() + 2*blockTime)
	b.requireConfirmed(list)
	require.Len(t, b.settlements(list), 1)
}

// turned is a chain whose predicate contract turns out to be another one where it is agreed what it is.
type turned struct {
	*fakeChain
	final chain.Head
}

func (c *turned) Agreed(ctx context.Context, at chain.Head) (chain.Head, error) {
	c.final = at
	return c.fakeChain.Agreed(ctx, at)
}

func (c *turned) CheckPredicate(ctx context.Context, at chain.Head, contract common.Address, p *Predicate) ([]*keys.Bundle, error) {
	if at == c.final {
		return nil, ErrOtherPredicate
	}
	return c.fakeChain.CheckPredicate(ctx, at, contract, p)
}

// An endpoint said of a buyer's contract, which pays for nothing, that it was the predicate's.
func TestAPredicateThatIsAnotherOneIsShownNothing(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	f := b.chain.open(nil)
	list := b.openMany(4, nil)
	accepted := b.chain.assigned()
	b.chain.accept(accepted)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Witness = &turned{fakeChain: b.chain} }
	b.start()
	b.run(f.Terms.Start + 300)
	require.Empty(t, b.chain.shown)
	for _, forward := range append(list, f, accepted) {
		require.Equal(t, journal.Proved, b.entry(forward).Stage)
	}
	require.Contains(t, b.last(), "is another one in the block that counts")
	b.deps = nil
	b.start()
	b.run(b.chain.now() + 300)
	b.requireConfirmed(append(list, f, accepted))
}

// One endpoint keeps quiet about how a forward ended, which is final long since.
func TestAForwardThatIsOverIsShownNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.View = &quiet{b.chain} }
	b.start()
	b.run(f.Terms.Start - 100)
	b.chain.end(f, chain.StatusClosed, chain.Settlement{})
	b.run(f.Terms.Start + 100)
	require.Empty(t, b.chain.shown)
	require.Contains(t, b.last(), "it is closed in the block that counts")
}

// quiet is a chain whose newest block knows of no end.
type quiet struct{ *fakeChain }

func (c *quiet) State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	state, err := c.fakeChain.State(ctx, at, f, h)
	if at.Number == c.block() && state.Status == chain.StatusClosed {
		state.Status = chain.StatusDeliverable
	}
	return state, err
}
