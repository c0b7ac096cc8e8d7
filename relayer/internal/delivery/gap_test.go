package delivery

import (
	"context"
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// above has what a bench signs next be signed behind so many transactions of another program, which every node has dropped since.
func (b *bench) above(others uint64) {
	b.chain.others = others
	b.run(b.chain.now() + 3*blockTime)
	b.chain.others = 0
}

// `tercet forward allow` was sent with the key, an announcement behind it, and then no node had the first any more.
func TestWhatLiesAboveAGapIsSignedAnew(t *testing.T) {
	t.Parallel()
	for _, others := range []uint64{1, 9} {
		b := newBench(t)
		f := b.chain.open(nil)
		b.start()
		b.above(others)
		require.Len(t, b.entry(f).Announcement, 1)
		require.Equal(t, others, b.entry(f).Announcement[0].Nonce)
		require.Empty(t, b.chain.announced)
		b.run(f.Terms.Start + 200)
		require.Equal(t, journal.Confirmed, b.entry(f).Stage)
		require.Equal(t, 2, nonces(b.entry(f).Announcement))
		require.Zero(t, b.entry(f).Announcement[1].Nonce)
		require.Zero(t, b.displacedCount())

		next := b.chain.open(nil) // and goes on, whatever is left above
		b.run(next.Terms.Start + 300)
		require.Equal(t, journal.Confirmed, b.entry(next).Stage)
	}
}

// What had the nonce of a gap waits at another endpoint, perhaps, and is mined after all: no output is shown under a nonce that something
// else may take, and what waits above it is signed once.
func TestNoOutputIsShownInAGap(t *testing.T) {
	t.Parallel()
	for _, assigned := range []bool{false, true} {
		for _, turnsUp := range []bool{false, true} {
			t.Run(fmt.Sprintf("assigned %t, it turns up %t", assigned, turnsUp), func(t *testing.T) {
				t.Parallel()
				b := newBench(t)
				var f chain.Forward
				if assigned {
					f = b.chain.assigned()
					b.chain.accept(f)
				} else {
					f = b.chain.open(nil)
				}
				b.start()
				b.run(f.Terms.Start - 5*blockTime)
				other := b.chain.open(nil)
				b.above(1)
				for b.chain.nothings == 0 && b.chain.now() < f.Terms.Start+200 {
					require.Empty(t, b.chain.shown)
					b.blocks(1)
				}
				require.Equal(t, 1, b.chain.nothings)
				require.Empty(t, b.chain.shown)
				if turnsUp {
					b.chain.pool = nil
					b.chain.mine(blockTime)
					b.chain.takeNonce()
				}
				b.run(f.Terms.Start + 600)
				require.Equal(t, journal.Confirmed, b.entry(f).Stage)
				require.Equal(t, 1, nonces(b.entry(f).Settlement))
				require.Equal(t, 1, nonces(b.entry(other).Announcement))
				require.Equal(t, 1, b.chain.nothings)
				require.Zero(t, b.chain.refused)
				if assigned {
					b.requirePaidOnce(f)
				}
			})
		}
	}
}

// A bond is staked once, though two acceptances are mined.
func TestAnAcceptanceAboveAGapStakesOneBond(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.proposed(nil)
	b.start()
	b.above(1)
	require.Len(t, b.entry(f).Accept, 1)
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Equal(t, 2, nonces(b.entry(f).Accept))
	require.Equal(t, 1, b.chain.accepts)
	require.EqualValues(t, 1_000_000-100, b.chain.funds.Allowance.Int64())
}

// An endpoint that is behind does not know of what waits, and comes to know of it: no nonce is taken from another program meanwhile.
func TestAnEndpointThatIsBehindMakesNoGap(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.above(1)
	for range 5 {
		b.run(b.chain.now() + patience*blockTime)
		b.chain.others = 1
		b.run(b.chain.now() + blockTime)
		b.chain.others = 0
	}
	require.Len(t, b.entry(f).Announcement, 1)
	b.chain.mine(blockTime)
	b.chain.takeNonce() // what waited is mined
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Equal(t, 1, nonces(b.entry(f).Announcement))
}

// An endpoint says something else each time about what waits: what is paid for it has an end.
func TestALyingEndpointHasNothingSignedWithoutEnd(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.above(1)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet = &ahead{fakeChain: b.chain} }
	b.start()
	b.run(f.Terms.Start + 1000)
	require.Equal(t, maxTransactions, nonces(b.entry(f).Announcement))
	require.Equal(t, 1, b.count("its announcement waits: "+errGap.Error()), "said once")
}

// ahead is an endpoint that speaks of more and more that waits whenever something is signed.
type ahead struct {
	*fakeChain
	by uint64
}

func (c *ahead) SignAnnounce(ctx context.Context, forward, h common.Hash, most *big.Int) (journal.Transaction, error) {
	c.by += 2
	c.others = c.by
	defer func() { c.others = 0 }()
	return c.fakeChain.SignAnnounce(ctx, forward, h, most)
}

// The relayer is killed at each of its steps above a gap, and started again.
func TestKilledAnywhereAboveAGap(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newBench(t)
			f := b.chain.open(soon)
			b.start()
			b.above(1)
			k := b.kill(steps)
			for !k.dead && len(b.chain.announced) == 0 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.wait()
			}
			done = !k.dead
			b.start()
			b.run(f.Terms.Start + 300)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.Equal(t, 2, nonces(b.entry(f).Announcement))
			require.Zero(t, b.chain.refused)
		})
	}
	require.Greater(t, steps, 3)
}

// The relayer is killed at each of its steps while a settlement waits above a gap, and started again. It is shown once.
func TestKilledAnywhereBeforeAGapIsFilled(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newBench(t)
			f := b.chain.open(soon)
			b.start()
			b.run(f.Terms.Start - 5*blockTime)
			other := b.chain.open(nil)
			b.above(1)
			k := b.kill(steps)
			for !k.dead && !finished(b.entry(f)) {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.wait()
			}
			done = !k.dead
			b.start()
			b.run(f.Terms.Start + 600)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.Equal(t, 1, nonces(b.entry(f).Settlement))
			require.Equal(t, 1, nonces(b.entry(other).Announcement))
			require.Equal(t, 1, nonces(b.entry(f).Void))
			require.Zero(t, b.chain.refused)
		})
	}
	require.Greater(t, steps, 3)
}

// An endpoint makes gaps up whenever one is filled: what nothing costs has an end.
func TestGapsAreNotFilledWithoutEnd(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 5*blockTime)
	b.chain.open(nil)
	b.above(100)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet = &filled{fakeChain: b.chain} }
	b.start()
	b.run(f.Terms.Start + 800)
	require.Equal(t, mostFilled, b.chain.nothings)
	require.Equal(t, mostFilled, nonces(b.entry(f).Void))
	require.Len(t, b.chain.shown, 1, "nor does it wait without end")
}

// filled is an endpoint that says of whatever fills a gap that it was mined, and that there is another gap.
type filled struct {
	*fakeChain
	by uint64
}

func (c *filled) SignNothing(ctx context.Context, nonce uint64) (journal.Transaction, error) {
	defer func() { c.by++ }()
	return c.fakeChain.SignNothing(ctx, nonce)
}

func (c *filled) Nonces(context.Context) (mined, next uint64, err error) {
	return c.nonce + c.by, c.nonce + c.by, nil
}

// The relayer was started for another escrow, and no node has any more what it showed for the one before. That is sent again rather than
// overtaken, but for an acceptance, which nobody would deliver for, and where a node takes it no more.
func TestWhatWasShownForAnotherEscrowDoesNotLoseItsNonce(t *testing.T) {
	t.Parallel()
	for name, again := range map[string]bool{"shown": true, "shown, and no node takes it": false, "accepted": false, "over": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			c := &deaf{congested: congest(b)}
			b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet, d.Network = c.congested, c }
			f := b.chain.open(nil)
			b.start()
			theirs := c.signUnder(0, big.NewInt(settleGas), func(uint64) bool { return true })
			theirs.Tried = true
			d := &journal.Delivery{Forward: common.Hash{0xee}, ChainID: 1337, Escrow: otherContract, Stage: journal.Proved}
			switch name {
			case "accepted":
				d.Accept = []journal.Transaction{theirs}
			case "over":
				d.Stage = journal.Confirmed
				fallthrough
			default:
				d.Settlement = []journal.Transaction{theirs}
			}
			_, err := b.journal.Change(d.Forward, func(*journal.Delivery) (*journal.Delivery, error) { return d, nil })
			require.NoError(t, err)
			if name == "shown, and no node takes it" {
				c.to = theirs.Hash
			}
			b.above(1)
			b.run(f.Terms.Start + 300)
			require.Equal(t, again, b.chain.mined[theirs.Hash])
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			want := map[bool]int{true: 1, false: 2}[again]
			require.Equal(t, want, nonces(b.entry(f).Announcement))
		})
	}
}

// deaf is an endpoint that takes all but one transaction.
type deaf struct {
	*congested
	to common.Hash
}

func (c *deaf) Send(ctx context.Context, tx journal.Transaction) error {
	if tx.Hash == c.to {
		return errTrouble
	}
	return c.congested.Send(ctx, tx)
}
