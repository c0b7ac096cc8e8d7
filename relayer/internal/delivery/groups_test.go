package delivery

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// newGroupBench is a bench whose predicate has keys for batches of four, and as many workers.
func newGroupBench(t *testing.T) *bench {
	b := newBench(t)
	b.batches, b.opts.Workers, b.executor.list = []int{4}, 4, []string{"12"}
	return b
}

// openMany opens forwards for one unit, and acceptMany assigned ones for eight, which one step delivers.
func (b *bench) openMany(count int, change func(*chain.Forward)) (list []chain.Forward) {
	for range count {
		list = append(list, b.chain.open(change))
	}
	return list
}

func (b *bench) acceptMany(count int) (list []chain.Forward) {
	for range count {
		f := b.chain.open(func(f *chain.Forward) {
			f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Bond = f.Terms.Start-500, big.NewInt(8), big.NewInt(100)
		})
		b.chain.accept(f)
		list = append(list, f)
	}
	return list
}

// settlements are the transactions that were signed to settle any of some forwards.
func (b *bench) settlements(list []chain.Forward) []common.Hash {
	var all []common.Hash
	for _, f := range list {
		for _, tx := range b.entry(f).Settlement {
			if !slices.Contains(all, tx.Hash) {
				all = append(all, tx.Hash)
			}
		}
	}
	return all
}

func (b *bench) requireConfirmed(list []chain.Forward) {
	b.t.Helper()
	for _, f := range list {
		require.Equal(b.t, journal.Confirmed, b.entry(f).Stage)
	}
	require.Zero(b.t, b.chain.refused)
}

func TestWhatIsReadyTogetherIsProvedAndSettledTogether(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(*bench) []chain.Forward{
		"open":     func(b *bench) []chain.Forward { return b.openMany(4, nil) },
		"accepted": func(b *bench) []chain.Forward { return b.acceptMany(4) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newGroupBench(t)
			b.prover.takes = time.Second
			list := open(b)
			b.start()
			b.run(list[0].Terms.Start + 300)
			b.requireConfirmed(list)
			require.Equal(t, []int{4}, b.prover.together)
			require.Equal(t, 1, b.prover.proofs)
			require.Len(t, b.settlements(list), 1)
			for _, f := range list {
				require.Equal(t, b.bundles()[0].KeyHash, b.entry(f).ProvingKey)
				require.Equal(t, 4*time.Second, b.entry(f).Proving)
			}
		})
	}
}

// A proof for sixteen takes the time of sixteen: it is made for more than eight.
func TestABatchIsChosenByHowManyThereAre(t *testing.T) {
	t.Parallel()
	for count, want := range map[int][]int{1: nil, 2: nil, 3: {3}, 6: {4}, 7: {4, 3}, 9: {9}, 17: {16}, 20: {16, 4}} {
		t.Run(fmt.Sprint(count), func(t *testing.T) {
			t.Parallel()
			b := newGroupBench(t)
			b.batches, b.opts.Workers = []int{16, 4}, 32
			list := b.openMany(count, nil)
			b.start()
			b.run(list[0].Terms.Start + 300)
			b.requireConfirmed(list)
			slices.SortFunc(b.prover.together, func(a, b int) int { return b - a })
			require.Equal(t, want, b.prover.together)
		})
	}
}

// One is worked on, three are ready: they wait for it, and not for ever.
func TestItWaitsForOthersOnlySoLong(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	b.opts.Workers = 4
	list := b.openMany(3, nil)
	b.start()
	b.tick() // each has its witness now
	b.executor.block()
	slow := b.chain.open(nil)
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	require.NoError(t, b.engine.Tick(t.Context()))
	require.Empty(t, b.prover.together)
	require.Contains(t, b.told(), "it waits up to 10s for others to be proved with")
	b.wall = b.wall.Add(b.opts.Gather)
	require.NoError(t, b.engine.Tick(t.Context()))
	close(b.executor.hold)
	b.wait()
	require.Equal(t, []int{3}, b.prover.together)
	b.executor.hold = nil
	b.run(slow.Terms.Start + 300)
	b.requireConfirmed(append(list, slow))
}

// One member's position is sold before anything was shown. Its output is not shown, and the others are paid without it.
func TestWhatCannotBeSettledAnyMoreIsNotShownWithItsGroup(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := b.acceptMany(4)
	b.start()
	b.run(list[0].Terms.Start - 10*blockTime)
	require.Equal(t, []int{4}, b.prover.together)
	lost := list[1]
	b.chain.sell(lost)
	b.run(lost.Terms.Start + 300)
	require.Equal(t, journal.Assigned, b.entry(lost).Stage, "it left, too")
	require.NotContains(t, b.chain.shown, b.entry(lost).H)
	b.requireConfirmed(slices.Delete(slices.Clone(list), 1, 2))
	require.Equal(t, 4, b.prover.proofs, "one for all, and one for each that was left")
}

// The same where it came to its end: the others go on at once.
func TestAGroupComesApartWhenAMemberIsOver(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := b.openMany(4, nil)
	b.start()
	b.run(list[0].Terms.Start - 10*blockTime)
	b.chain.end(list[2], chain.StatusSettled, chain.Settlement{Recipient: somebody})
	b.run(list[0].Terms.Start + 300)
	require.Equal(t, journal.Abandoned, b.entry(list[2]).Stage)
	require.NotContains(t, b.chain.shown, b.entry(list[2]).H)
	b.requireConfirmed(slices.Delete(slices.Clone(list), 2, 3))
}

// A reorganisation takes one announcement away. Nothing of the group is shown before it stands again; where it never does, the
// others are paid before their time is over.
func TestAGroupWaitsForEveryAnnouncement(t *testing.T) {
	t.Parallel()
	for name, returns := range map[string]bool{"that returns": true, "and no longer than it can": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newGroupBench(t)
			list := b.openMany(4, nil)
			b.start()
			b.run(list[0].Terms.Start - blockTime)
			lost := list[3]
			key := announcementKey(lost.ID, b.entry(lost).H)
			stood := b.chain.announced[key]
			b.chain.forget(lost.ID, b.entry(lost).H)
			b.chain.mine(blockTime)
			b.tick()
			require.Empty(t, b.chain.shown)
			require.Contains(t, b.told(), "it waits until all 4 that it is settled with can be settled")
			if returns {
				b.chain.announced[key] = stood
				b.run(lost.Terms.Start + 300)
				b.requireConfirmed(list)
				require.Len(t, b.settlements(list), 1)
				return
			}
			b.run(lost.Terms.SettleBy - 300)
			b.requireConfirmed(list[:3])
			require.NotContains(t, b.chain.shown, b.entry(lost).H)
		})
	}
}

// What the contract leaves out of a group is proved alone, and settled if it can be.
func TestWhatAGroupLeavesOutIsSettledAlone(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := b.acceptMany(4)
	b.start()
	b.run(list[0].Terms.Start - blockTime)
	left := list[1]
	b.chain.mine(blockTime)
	b.tick() // the group's settlement is sent
	require.Len(t, b.chain.pool, 1)
	b.chain.sell(left) // and there
	b.chain.mine(blockTime)
	delete(b.chain.sold, left.ID)
	b.run(list[0].Terms.Start + 300)
	for _, f := range list {
		require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	}
	require.Equal(t, 2, b.prover.proofs)
	require.True(t, b.entry(left).Alone)
	require.Len(t, b.entry(left).Settlement, 2, "with the group, and alone")
}

// The group's settlement comes to nothing as a whole: the predicate has no gas left, say.
func TestAGroupThatIsSkippedIsSettledOneByOne(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := b.acceptMany(3)
	b.start()
	b.run(list[0].Terms.Start - blockTime)
	b.chain.mine(blockTime)
	b.tick()
	for _, f := range list {
		b.chain.sell(f)
	}
	b.chain.mine(blockTime)
	clear(b.chain.sold)
	b.run(list[0].Terms.Start + 300)
	for _, f := range list {
		require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	}
	require.Equal(t, 4, b.prover.proofs)
}

// The predicate declines one of four for good: hours that were sold before, say, which no simulation of a whole group shows. The escrow
// leaves it out, or all of them. Nothing is sent a second time as it was, and for what is declined nothing more is: each of the others
// is paid once.
func TestWhatIsDeclinedIsNotSentAgain(t *testing.T) {
	t.Parallel()
	for name, skips := range map[string]bool{"the escrow leaves it out": false, "it takes the gas of all": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newGroupBench(t)
			list := b.acceptMany(4)
			b.start()
			b.run(list[0].Terms.Start - blockTime)
			require.Equal(t, []int{4}, b.prover.together)
			b.chain.declines = map[common.Hash]bool{list[1].ID: true}
			b.chain.mine(blockTime)
			b.tick()
			require.Len(t, b.chain.pool, 1)
			if skips {
				b.chain.declines = map[common.Hash]bool{list[0].ID: true, list[1].ID: true, list[2].ID: true, list[3].ID: true}
			}
			b.chain.mine(blockTime)
			b.chain.declines = map[common.Hash]bool{list[1].ID: true}
			for range 30 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // which says that the contract refuses
				b.wait()
			}
			b.requireConfirmed([]chain.Forward{list[0], list[2], list[3]})
			require.Equal(t, journal.Proved, b.entry(list[1]).Stage)
			require.Len(t, b.entry(list[1]).Settlement, 1, "with the others")
			transactions, proofs := 1, 2
			if skips {
				transactions, proofs = 4, 5
			}
			require.Len(t, b.settlements(list), transactions)
			require.Equal(t, proofs, b.prover.proofs)
			require.Equal(t, []int{4}, b.prover.together)
		})
	}
}

func TestWhatCannotBeProvedTogetherIsProvedAlone(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	b.prover.apart = errors.New("one of them spoils it")
	list := b.openMany(4, nil)
	b.start()
	b.run(list[0].Terms.Start + 300)
	b.requireConfirmed(list)
	require.Equal(t, 4, b.prover.proofs)
}

// A group's proof that takes the process down with it is not tried again: each is proved alone.
func TestAGroupThatKillsTheRelayerIsNotProvedTogetherAgain(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := b.openMany(4, nil)
	k := b.kill(1000)
	b.tick()
	k.left = 4 // each entry says that its proof begins, and then
	b.tick()
	require.True(t, k.dead)
	b.start()
	b.run(list[0].Terms.Start + 300)
	b.requireConfirmed(list)
	require.Empty(t, b.prover.together[1:])
}

// What was sent for a group may be moved along while one that it left is proved alone: what is signed then stays in the journal.
func TestWhatIsSignedWhileWorkGoesOnIsKept(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	f := b.acceptMany(1)[0]
	b.executor.block()
	b.start()
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	seen := b.engine.entry(f.ID)
	raised := journal.Transaction{Hash: common.HexToHash("0x7a"), Raw: []byte{1}, Tried: true}
	require.NoError(t, b.engine.submit(t.Context(), seen, settlement, raised))
	require.NoError(t, b.engine.submit(t.Context(), seen, cancellation, raised))
	close(b.executor.hold)
	b.wait()
	require.Equal(t, journal.Assigned, b.entry(f).Stage)
	require.Equal(t, []journal.Transaction{raised}, b.entry(f).Settlement)
	require.Equal(t, []journal.Transaction{raised}, b.entry(f).Void)

	require.NoError(t, b.engine.submit(t.Context(), seen, draw, raised), "as it was when the tick began")
	require.Equal(t, journal.Assigned, b.entry(f).Stage)
}

// Somebody opens a forward whose window begins much later. What can be settled now does not wait for it: others may collect first.
func TestALaterWindowDoesNotHoldUpAGroup(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := b.openMany(3, nil)
	later := b.chain.open(func(f *chain.Forward) { f.Terms.Start, f.Terms.End = f.Terms.Start+1000, f.Terms.End+500 })
	b.start()
	b.run(list[0].Terms.Start + 100)
	b.requireConfirmed(list)
	require.Equal(t, []int{3}, b.prover.together)
	b.run(later.Terms.Start + 100)
	b.requireConfirmed([]chain.Forward{later})
}

// Somebody opens one whose window is over so soon after it begins that a group could not be waited for: it is proved alone, and
// does not take a group apart.
func TestWhatHasNoTimeForAGroupIsProvedAlone(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := b.openMany(3, nil)
	hurried := b.chain.open(func(f *chain.Forward) { f.Terms.End, f.Terms.SettleBy = f.Terms.Start+100, f.Terms.Start+560 })
	b.start()
	b.run(list[0].Terms.Start + 200)
	b.requireConfirmed(append(list, hurried))
	require.Equal(t, []int{3}, b.prover.together)
	require.Equal(t, 2, b.prover.proofs)
}

// A group's proof, and all those that follow where it comes apart, would take longer than there is.
func TestNoGroupIsMadeThatMightComeApartTooLate(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	b.prover.takes = 200 * time.Second
	list := b.openMany(4, nil)
	b.start()
	b.run(list[0].Terms.Start + 200)
	b.requireConfirmed(list)
	require.Empty(t, b.prover.together)
}

// A process that dies over the proof of one that a group left goes on under its announcement.
func TestWhatWasAnnouncedKeepsItsOutput(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := b.openMany(3, nil)
	b.start()
	b.run(list[0].Terms.Start - 10*blockTime)
	b.chain.end(list[2], chain.StatusSettled, chain.Settlement{Recipient: somebody})
	for !b.entry(list[0]).Alone {
		b.chain.mine(blockTime)
		b.tick()
	}
	before := b.entry(list[0])
	require.Equal(t, journal.Assigned, before.Stage)
	before.Crashes = maxCrashes
	require.NoError(t, b.journal.Save(before))
	b.start()
	b.run(list[0].Terms.Start + 500)
	b.requireConfirmed(list[:2])
	require.Equal(t, before.H, b.entry(list[0]).H)
}

// A reorganisation changes the challenge of one. It answers the new one, by itself, and what it had is not shown.
func TestAnotherChallengeLeavesTheGroup(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	list := []chain.Forward{b.twoRounds(20), b.twoRounds(20), b.twoRounds(20)}
	b.start()
	b.run(list[0].Terms.Start - 30*blockTime)
	require.Equal(t, []int{3}, b.prover.together)
	before := b.entry(list[1])
	require.NotNil(t, before.Group)
	round := b.chain.rounds[list[1].ID]
	round.beacon, round.drawn = committedTo([]byte("another")), b.chain.block()
	b.run(list[0].Terms.Start - 20*blockTime)
	require.Nil(t, b.entry(list[1]).Group)
	b.run(list[0].Terms.Start + 900)
	b.requireConfirmed(list)
	require.NotContains(t, b.chain.shown, before.H)
}

// There is something to announce in every block. A group's settlement, which nothing may wait before, goes first.
func TestAnnouncementsDoNotHoldUpAGroup(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	b.opts.Gather = 0
	list := b.acceptMany(3)
	b.start()
	b.run(list[0].Terms.Start - 10*blockTime)
	require.Equal(t, []int{3}, b.prover.together)
	for b.chain.now() < list[0].Terms.Start+10*blockTime {
		b.chain.open(func(f *chain.Forward) { f.Terms.Predicate = common.HexToAddress("0x9f") })
		b.chain.mine(blockTime)
		b.tick()
	}
	b.requireConfirmed(list)
	require.Len(t, b.settlements(list), 1)
}
