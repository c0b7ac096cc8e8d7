package delivery

import (
	"bytes"
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
