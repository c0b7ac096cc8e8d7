package delivery

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// takeBack has other blocks, and one more, in the place of the newest ones. No pool has what was in those.
func (b *bench) takeBack(depth uint64) {
	b.t.Helper()
	number := b.chain.block() - depth
	b.chain.rollBack(number)
	for range depth + 1 {
		b.chain.mine(blockTime)
	}
}

// finish has blocks made until a delivery has come to its end, and two more.
func (b *bench) finish(list ...chain.Forward) {
	b.t.Helper()
	for _, f := range list {
		for b.chain.now() < f.Terms.SettleBy && !finished(b.entry(f)) {
			b.blocks(1)
		}
		require.Equal(b.t, journal.Confirmed, b.entry(f).Stage)
	}
	b.blocks(2)
}

func (b *bench) paid() (count int) {
	for _, kind := range b.kinds() {
		if kind == Paid {
			count++
		}
	}
	return count
}

// A reorganisation is deeper than the confirmations, and takes a settlement back that counted as final, perhaps its announcement too.
// The same bytes are sent again.
func TestASettlementThatIsTakenBackIsSentAgain(t *testing.T) {
	t.Parallel()
	for _, deep := range []string{"a little", "a lot", "to before its announcement"} {
		for name, then := range map[string]func(*bench){
			"at once":          func(*bench) {},
			"after a restart":  (*bench).start,
			"while others ask": func(b *bench) { b.chain.open(nil) }, // whose announcement takes the next nonce
			"while they differ": func(b *bench) {
				b.chain.doubt = chain.ErrDisagree
				b.blocks(2 * patience)
				b.chain.doubt = nil
			},
		} {
			t.Run(deep+", "+name, func(t *testing.T) {
				t.Parallel()
				b := newBench(t)
				f := b.chain.open(nil)
				b.start()
				b.blocks(1)
				b.finish(f)
				require.Nil(t, b.engine.entry(f.ID), "it is forgotten")
				settled := b.entry(f).Settlement[0]
				announced := b.chain.minedIn[b.entry(f).Announcement[0].Hash]
				b.takeBack(map[string]uint64{"a little": 4, "a lot": marks + 10, "to before its announcement": b.chain.block() - announced + 1}[deep])
				require.False(t, b.chain.mined[settled.Hash])
				then(b)
				b.blocks(1)
				b.finish(f)
				require.Equal(t, 1, b.prover.proofs-len(b.chain.opened)+1)
				require.Zero(t, b.chain.cancels)
				if name == "while others ask" && deep == "to before its announcement" { // it comes with it, too early, and is refused
					require.Equal(t, 1, b.chain.refused)
					return
				}
				require.True(t, b.chain.mined[settled.Hash])
				require.Len(t, b.entry(f).Settlement, 1)
				require.Zero(t, b.chain.refused)
			})
		}
	}
}

// The relayer is killed as soon as it wrote down that it was paid, before it wrote how far it followed the chain.
func TestWhatIsTakenBackWhileARelayerIsAwayIsSentAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.blocks(1)
	for !finished(b.entry(f)) {
		b.blocks(1)
	}
	settled := b.entry(f).Settlement[0]
	kept, err := b.journal.Followed()
	require.NoError(t, err)
	require.Less(t, kept.Block, b.entry(f).Final, "else nothing is tried here")
	b.takeBack(b.chain.block() - kept.Block)
	b.start()
	b.blocks(1)
	b.finish(f)
	require.True(t, b.chain.mined[settled.Hash])
	require.Len(t, b.entry(f).Settlement, 1)
}

// It is killed at each of its steps after a settlement and the step before went away, and started again.
func TestKilledAnywhereWhatIsTakenBackIsPaidOnce(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newBench(t)
			f, open := b.chain.assigned(), b.chain.open(nil)
			b.chain.accept(f)
			b.start()
			b.blocks(1)
			b.finish(f, open)
			proofs := b.prover.proofs
			b.takeBack(b.chain.block() - b.chain.steps[f.ID][1].block + 1)
			k := b.kill(steps)
			for range 10 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.wait()
			}
			done = !k.dead
			b.start()
			b.blocks(20)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.Equal(t, journal.Confirmed, b.entry(open).Stage)
			require.Equal(t, proofs, b.prover.proofs, "all of it was there")
			require.Len(t, b.entry(f).Settlement, 1)
			require.Len(t, b.entry(open).Settlement, 1)
			b.requirePaidOnce(f)
		})
	}
	require.Greater(t, steps, 2)
}

// Another transaction of the account took the nonce: the bytes can never be mined.
func TestWhatIsTakenBackAndCannotBeMinedIsSignedAnew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f, steps := b.chain.open(nil), b.chain.assigned()
	b.chain.accept(steps)
	b.start()
	b.blocks(1)
	b.finish(f, steps)
	first := min(b.chain.minedIn[b.entry(f).Settlement[0].Hash], b.chain.steps[steps.ID][1].block)
	count := int(b.chain.nonce - b.chain.nonceAt[first-1])
	require.Greater(t, count, 2)
	b.chain.rollBack(first - 1)
	for range count {
		b.chain.mine(blockTime)
		b.chain.takeNonce()
	}
	b.blocks(40)
	b.finish(f, steps)
	require.Len(t, b.entry(f).Settlement, 2)
	b.requirePaidOnce(steps)
}

// A step in the middle went away, and fees rose: its bytes are sent again, and raised, and nothing is proved for it twice.
func TestAStepThatIsTakenBackIsSentAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	for len(b.chain.steps[f.ID]) == 0 {
		b.blocks(1)
	}
	b.executor.block()
	for b.entry(f).Steps == 0 {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
	}
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	b.takeBack(b.chain.block() - b.chain.steps[f.ID][0].block + 1)
	require.Empty(t, b.chain.steps[f.ID])
	c.least = 1
	for len(b.chain.steps[f.ID]) == 0 && b.chain.now() < f.Terms.SettleBy {
		require.NoError(t, b.engine.Tick(t.Context()))
		b.chain.mine(blockTime)
	}
	require.Len(t, b.executor.jobs, 3, "what it works on is not begun anew")
	c.least = 0
	close(b.executor.hold)
	b.executor.hold = nil
	b.wait()
	b.blocks(1)
	b.finish(f)
	require.Equal(t, 3, b.prover.proofs)
	b.requirePaidOnce(f)
	require.Empty(t, b.chain.cancels)
}

// What was settled in one transaction is settled by the same one again, and by another one where its nonce is taken.
func TestAGroupThatIsTakenBackIsSentAgain(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(*bench) []chain.Forward{
		"open":     func(b *bench) []chain.Forward { return b.openMany(4, nil) },
		"accepted": func(b *bench) []chain.Forward { return b.acceptMany(4) },
		"combined": func(b *bench) []chain.Forward {
			b.batches = nil
			return b.openMany(4, nil)
		},
	} {
		for _, taken := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, nonce taken %t", name, taken), func(t *testing.T) {
				t.Parallel()
				b := newGroupBench(t)
				list := open(b)
				b.start()
				b.blocks(1)
				b.finish(list...)
				all := b.settlements(list)
				require.Len(t, all, 1)
				b.chain.rollBack(b.chain.minedIn[all[0]] - 1)
				b.chain.mine(blockTime)
				if taken {
					b.chain.takeNonce()
				}
				b.chain.mine(blockTime)
				b.blocks(6)
				b.finish(list...)
				require.Equal(t, !taken, b.chain.mined[all[0]])
				require.Zero(t, b.chain.refused)
				require.Zero(t, b.chain.cancels)
			})
		}
	}
}

// An endpoint that lags shows what was before the end, and agrees with the others about it. That is no reason to reopen anything.
func TestAnEndpointThatLagsReopensNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.blocks(1)
	b.finish(f)
	require.Equal(t, 1, b.paid())
	all := b.chain.times
	b.chain.times = all[:b.chain.minedIn[b.entry(f).Settlement[0].Hash]]
	require.NoError(t, b.engine.questionAll())
	b.tick()
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.NotNil(t, b.engine.forward(f.ID))
	b.chain.times = all
	b.blocks(2)
	require.Nil(t, b.engine.forward(f.ID))
	require.False(t, b.entry(f).Doubted)
	require.Equal(t, 1, b.paid())
	require.Equal(t, 1, b.engine.past.count)
}

// A reorganisation took our settlement back, and somebody else was faster in the new blocks.
func TestWhatIsTakenBackAndSettledByAnotherIsSaidToBe(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.blocks(1)
	b.finish(f)
	b.takeBack(5)
	b.blocks(1)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	b.chain.pool = nil
	b.chain.end(f, chain.StatusSettled, chain.Settlement{Recipient: somebody})
	b.blocks(4)
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	require.Contains(t, b.entry(f).Reason, "it was settled by somebody else")
}

// What ended is kept for a while, and then no more than its entry.
func TestWhatEndedLatelyIsForgottenInTime(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.blocks(1)
	b.finish(f)
	require.Contains(t, b.engine.recent, f.ID)
	b.start()
	b.blocks(1)
	require.Contains(t, b.engine.recent, f.ID)
	b.blocks(reach + 4)
	require.Empty(t, b.engine.recent)
	_, err := b.journal.Opening(f.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
	require.True(t, bytes.Equal(f.ID[:], b.entry(f).Forward[:]))
	require.NotEqual(t, common.Hash{}, b.entry(f).H)
}
