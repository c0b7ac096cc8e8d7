package delivery

import (
	"bytes"
	"context"
	"math/big"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// runBeside is run with a clock of our own, which says so much for each block.
func (b *bench) runBeside(until uint64, clock func(block uint64) uint64) {
	b.t.Helper()
	for b.chain.now() < until {
		b.chain.mine(blockTime)
		b.wall = time.Unix(int64(clock(b.chain.now())), 0)
		b.tick()
	}
}

// acceptedUntil is a forward that our account accepted, and whose window begins 2000 seconds before it is over.
func (b *bench) acceptedUntil(settleBy uint64) chain.Forward {
	f := b.chain.open(func(f *chain.Forward) {
		f.Terms.AcceptBy, f.Terms.Start, f.Terms.End, f.Terms.SettleBy = settleBy-2000, settleBy-2000, settleBy, settleBy
		f.Terms.Quantity = big.NewInt(20)
	})
	b.chain.accept(f)
	return f
}

// This machine's clock is six hours ahead. What is accepted is delivered, and an acceptance and a restart later still.
func TestAClockThatIsAheadMissesNoWindow(t *testing.T) {
	t.Parallel()
	for name, ahead := range map[string]uint64{"six hours": 6 * 3600, "a year": 365 * 24 * 3600} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newAcceptBench(t)
			var log bytes.Buffer
			b.deps = func(d *Deps, _ *WorkerDeps) { d.Log = zerolog.New(&log) }
			wrong := func(block uint64) uint64 { return block + ahead }
			first := b.acceptedUntil(genesis + 4000)
			b.start()
			b.runBeside(first.Terms.Start+300, wrong)
			require.Equal(t, journal.Confirmed, b.entry(first).Stage)
			require.Contains(t, log.String(), "THIS MACHINE'S CLOCK IS AHEAD")

			second := b.proposed(func(f *chain.Forward) {
				f.Terms.Start, f.Terms.End, f.Terms.SettleBy = f.Terms.Start+2000, f.Terms.End+2000, f.Terms.SettleBy+2000
				f.Terms.AcceptBy = f.Terms.Start
			})
			b.start()
			b.runBeside(second.Terms.Start+300, wrong)
			require.Equal(t, journal.Confirmed, b.entry(second).Stage)
			require.Equal(t, 1, b.chain.accepts)
		})
	}
}

// What our clock is ahead by is no mistake of its own in these: nothing is shown that would come too late.
func TestAClockCountsInFullUnlessItsLeadIsSteady(t *testing.T) {
	t.Parallel()
	const over = genesis + 6000
	for name, run := range map[string]func(b *bench){
		"a node that catches up": func(b *bench) {
			b.runBeside(over-1000, func(block uint64) uint64 { return over + (block-genesis)/10 })
		},
		"a node that hangs after its clock was right": func(b *bench) {
			b.runBeside(over-2000-blockTime, func(block uint64) uint64 { return block + 2 })
			b.chain.mine(blockTime)
			b.wall = time.Unix(over-300, 0)
			b.tick()
		},
		"a node that hangs after its clock was wrong": func(b *bench) {
			b.runBeside(over-2000-blockTime, func(block uint64) uint64 { return block + 3600 })
			b.chain.mine(blockTime)
			b.wall = time.Unix(over+3600-300, 0)
			b.tick()
		},
		"one that hung, and is there again with old blocks": func(b *bench) {
			b.runBeside(over-2000-5*blockTime, func(block uint64) uint64 { return block + 2 })
			b.wall = time.Unix(over-200, 0)
			for range 10 {
				b.chain.mine(blockTime)
				b.tick()
			}
		},
		"our clock was put right while the node hangs": func(b *bench) {
			b.runBeside(over-2000-blockTime, func(block uint64) uint64 { return block + 36000 })
			b.chain.mine(blockTime)
			b.wall = time.Unix(over-300, 0)
			b.tick()
		},
		"it is not agreed what is final": func(b *bench) {
			b.runBeside(over-2000-5*blockTime, func(block uint64) uint64 {
				b.chain.doubt = chain.ErrTooFew
				return block + 3600
			})
			b.chain.doubt = nil
			b.runBeside(over-1500, func(block uint64) uint64 { return block + 3600 })
		},
		"a process that began a moment ago": func(b *bench) {
			b.runBeside(over-2000-5*blockTime, func(block uint64) uint64 { return block + 36000 })
			b.start()
			b.runBeside(over-1500, func(block uint64) uint64 { return block + 36000 })
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.acceptedUntil(over)
			b.start()
			b.tick() // it is proved while there is time
			run(b)
			require.Equal(t, journal.Proved, b.entry(f).Stage)
			require.Empty(t, b.chain.shown)
			require.Contains(t, b.last(), "the output is not shown any more")
		})
	}
}

// backdating is an endpoint whose newest block says that it is so many seconds older than it is. What it has before is true.
type backdating struct {
	*fakeChain
	by uint64
}

func (v *backdating) Heads(ctx context.Context, back uint64) (newest, below chain.Head, err error) {
	newest, below, err = v.fakeChain.Heads(ctx, back)
	newest.Time -= v.by
	return newest, below, err
}

func (b *bench) backdated(by uint64) *backdating {
	v := &backdating{b.chain, by}
	b.deps = func(d *Deps, _ *WorkerDeps) { d.View = v }
	return v
}

// The block that counts says that the window is over, whatever the newest one and a clock that stands say.
func TestAnEndpointThatBackdatesItsNewestBlockHasNothingShown(t *testing.T) {
	t.Parallel()
	const over = genesis + 4000
	b := newBench(t)
	f := b.acceptedUntil(over)
	v := b.backdated(2100) // its window begins after it is over
	b.start()
	b.run(over + 300)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Empty(t, b.chain.shown)
	require.Equal(t, "it is expired in the block that counts", b.last())
	v.by = 0
	b.tick()
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
}

// What is shown may pay as long as the newest block says so: it is sent again. And it is shown as soon as the newest block is in the
// window, however far behind what counts is.
func TestWhatIsShownIsSentAgainWhateverCounts(t *testing.T) {
	t.Parallel()
	const over = genesis + 4000
	b := newBench(t)
	b.opts.Confirmations = 30
	f := b.acceptedUntil(over)
	b.chain.mine(30 * blockTime)
	v := b.backdated(0)
	b.start()
	b.run(f.Terms.Start - blockTime)
	require.Empty(t, b.chain.shown)
	b.run(f.Terms.Start)
	require.Len(t, b.chain.shown, 1)
	sent := b.chain.pool
	require.Len(t, sent, 1)
	b.chain.pool = nil // nobody mines it
	b.chain.mine(over - b.chain.now())
	for range 30 {
		b.chain.mine(blockTime)
	}
	v.by = 30*blockTime + 100
	b.tick()
	require.Len(t, b.chain.pool, 1)
	require.Equal(t, sent[0].Hash, b.chain.pool[0].Hash)
}

// Nothing is taken off a clock that is right because one endpoint backdates its newest blocks.
func TestAnEndpointThatBackdatesTakesNothingOffTheClock(t *testing.T) {
	t.Parallel()
	const over = genesis + 6000
	b := newBench(t)
	f := b.acceptedUntil(over)
	b.backdated(1720) // by it the window begins when it is too late to show anything
	b.start()
	b.runBeside(over-150, func(block uint64) uint64 { return block + 2 })
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Empty(t, b.chain.shown)
	require.Contains(t, b.last(), "the output is not shown any more")
}

// One of two endpoints now and then lacks the block that they have to agree about. What our clock is ahead by is found out all the same.
func TestDoubtNowAndThenKeepsNoLeadOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.acceptedUntil(genesis + 4000)
	b.start()
	b.runBeside(f.Terms.Start+300, func(block uint64) uint64 {
		b.chain.doubt = nil
		if block/blockTime%10 == 0 {
			b.chain.doubt = chain.ErrTooFew
		}
		return block + 3600
	})
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// While our clock counts in full, and is ahead by hours, no ask can be signed. It is signed soon after that is taken off.
func TestAnAskIsSignedOnceTheLeadIsTakenOff(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.start()
	for until := b.chain.now() + 800; b.chain.now() < until; {
		b.chain.mine(blockTime)
		b.wall = time.Unix(int64(b.chain.now())+6*3600, 0)
		b.tick()
		b.engine.aside.Wait()
	}
	require.Len(t, b.market.signed, 1, b.status().Told)
}
