package delivery

import (
	"context"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// asked counts what a chain is asked.
type asked struct {
	*fakeChain
	states, funds int
}

func (a *asked) State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	a.states++
	return a.fakeChain.State(ctx, at, f, h)
}

func (a *asked) Funds(ctx context.Context, at chain.Head, token common.Address) (Funds, error) {
	a.funds++
	return a.fakeChain.Funds(ctx, at, token)
}

// Anybody may propose many forwards. What can never be accepted is closed, what is refused for its terms or its task is not asked about again,
// and the funds are read once a block. Who accepts one of them by hand has it delivered.
func TestManyProposalsAskLittle(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	counts := &asked{fakeChain: b.chain}
	b.deps = func(d *Deps, _ *WorkerDeps) { d.View, d.Purse = counts, counts }
	b.opts.MaxBonds[bondToken].SetInt64(99)
	b.opts.MinPrice = big.NewInt(999)
	never := b.proposed(func(f *chain.Forward) { f.Terms.Price = big.NewInt(998) })
	b.chain.open(func(f *chain.Forward) { f.Terms = never.Terms; f.Terms.Price, f.Task = big.NewInt(999), nil })
	refused := b.proposed(func(f *chain.Forward) { f.Terms.Bond = f.Terms.Price; f.Terms.Provider = somebody })
	for range 5 {
		b.proposed(func(f *chain.Forward) { f.Terms.Bond = big.NewInt(0) }) // would be accepted
	}
	b.chain.funds.Ether.SetInt64(1)
	b.start()
	b.tick()
	require.Equal(t, 8, counts.states)
	require.Equal(t, 1, counts.funds)
	require.Len(t, b.engine.Status(), 7)
	b.tick()
	require.Equal(t, 8+5, counts.states, "those that wait for ether")
	require.Equal(t, 1, counts.funds)
	require.Contains(t, b.engine.resting, refused.ID)
	require.True(t, slices.ContainsFunc(b.engine.Status(), func(s ForwardStatus) bool {
		return s.Forward == refused.ID && s.Told == "its terms name "+somebody.Hex()+" as the provider"
	}), "it is listed all the same")
	b.chain.accept(refused)
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, journal.Proved, b.entry(refused).Stage)
}

func TestFewAreAcceptedAtOnce(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.MaxBonds[bondToken].SetInt64(1000)
	for range acceptedAtOnce + 2 {
		b.proposed(nil)
	}
	b.start()
	b.experienced()
	b.tick()
	require.EqualValues(t, acceptedAtOnce, b.chain.signed)
	b.run(b.chain.now() + blockTime)
	require.EqualValues(t, acceptedAtOnce+2, b.chain.signed)
}

// An executor that breaks costs the bond of what was accepted before, and of nothing else.
func TestNothingIsAcceptedWhileTheExecutorFails(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.MaxBonds[bondToken].SetInt64(1000)
	b.executor.list = nil
	first := b.proposed(nil)
	b.start()
	b.experienced()
	b.run(b.chain.now() + 4*blockTime)
	require.Equal(t, 1, b.entry(first).Errors)
	b.proposed(nil)
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, 1, b.chain.accepts)
	require.Equal(t, 1, b.count("it waits, since the executor had nothing yet for forward "+first.ID.Hex()))
	b.executor.list = []string{"12"}
	b.wall = b.wall.Add(crew.LastPause)
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, 2, b.chain.accepts)
}

// It is counted once, and anew after each change.
func TestTheTallyIsCountedOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	before := b.engine.tally()
	require.Same(t, before, b.engine.tally())
	b.tick()
	require.Len(t, b.engine.tally().unfinished, 1)
	_, err := b.journal.Change(f.ID, onCopy(func(d *journal.Delivery) { d.Attempts = 2 })) // by another process
	require.NoError(t, err)
	b.tick()
	require.Equal(t, 2, b.engine.tally().unfinished[0].Attempts)
}
