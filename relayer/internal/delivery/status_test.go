package delivery

import (
	"context"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// What somebody who asks learns of a forward, from before it is seen until it is over.
func TestStatusFollowsAForward(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	skipped := b.chain.open(func(f *chain.Forward) { f.Task = nil })
	b.start()
	require.Empty(t, b.engine.Status(), "nothing was looked at")

	b.executor.block()
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	list := b.engine.Status()
	require.Len(t, list, 1, "and one is never taken")
	require.NotEqual(t, skipped.ID, list[0].Forward)
	require.Contains(t, b.kinds(), Skipped)
	now := list[0]
	require.Equal(t, ForwardStatus{
		Forward: f.ID, Predicate: "square", Start: f.Terms.Start, End: f.Terms.End, SettleBy: f.Terms.SettleBy,
		Stage: journal.Executing, Begun: b.wall.UTC(), Working: true,
	}, now)
	close(b.executor.hold)
	b.wait()
	require.NoError(t, b.engine.muster(t.Context()))
	now = b.engine.Status()[0]
	require.Equal(t, journal.Proved, now.Stage)
	require.Equal(t, 2, now.Attempts)
	require.False(t, now.Working)
	require.Zero(t, now.Announcement)

	b.tick()
	require.Equal(t, b.entry(f).Announcement[0].Hash, b.engine.Status()[0].Announcement)
	b.run(f.Terms.Start - blockTime)
	require.Contains(t, b.engine.Status()[0].Told, "announced; it can be settled from")
	b.run(f.Terms.Start)
	require.Equal(t, b.entry(f).Settlement[0].Hash, b.engine.Status()[0].Settlement)
	b.run(f.Terms.Start + 100)
	require.Empty(t, b.engine.Status())
}

func TestStatusTellsOfTrouble(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.chain.open(nil)
	b.plugin.trouble = errTrouble
	b.start()
	b.tick()
	require.NoError(t, b.engine.muster(t.Context()))
	now := b.engine.Status()[0]
	require.Equal(t, 1, now.Failures)
	require.Equal(t, b.wall.Add(2*time.Second), now.RetryAt)
}

func TestEachLookIsTold(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	var looks []Look
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Looked = func(l Look) { looks = append(looks, l) } }
	b.start()
	b.chain.mine(blockTime)
	b.chain.mine(blockTime)
	b.tick()
	require.True(t, looks[0].Read)
	require.NoError(t, looks[0].Err)
	require.EqualValues(t, 2, looks[0].Head.Number)
	require.EqualValues(t, 1, looks[0].Final.Number, "with two confirmations")

	b.chain.down = true
	require.ErrorIs(t, b.engine.Tick(t.Context()), errTrouble)
	require.False(t, looks[1].Read)
	require.ErrorIs(t, looks[1].Err, errTrouble)
	b.chain.down = false

	b.chain.open(nil)
	b.deps = func(d *Deps, _ *WorkerDeps) {
		d.Witness = undecided{b.chain}
		d.Looked = func(l Look) { looks = append(looks, l) }
	}
	b.start()
	require.ErrorIs(t, b.engine.Tick(t.Context()), errTrouble)
	require.True(t, looks[2].Read, "and the trouble is with one forward")
	require.ErrorIs(t, looks[2].Err, errTrouble)
}

// undecided cannot find out what any contract is.
type undecided struct{ *fakeChain }

func (undecided) CheckPredicate(context.Context, chain.Head, common.Address, *Predicate) ([]*keys.Bundle, error) {
	return nil, errTrouble
}
