package delivery

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// The nodes put back what a reorganisation took out of blocks, and mine it at once: a group's settlement follows its announcements too
// early, and the escrow skips all of it. What was shown is proved and settled one by one.
func TestAGroupThatIsMinedAgainTooEarlyIsSettledOneByOne(t *testing.T) {
	t.Parallel()
	for name, then := range map[string]func(*bench){"at once": func(*bench) {}, "after a restart": (*bench).start} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newGroupBench(t)
			list := b.openMany(4, nil)
			b.start()
			b.blocks(1)
			b.finish(list...)
			require.Equal(t, []int{4}, b.prover.together)
			var again []journal.Transaction
			for _, f := range list {
				again = append(again, slices.Concat(b.entry(f).Announcement, b.entry(f).Settlement)...)
			}
			slices.SortFunc(again, func(a, b journal.Transaction) int { return int(a.Nonce) - int(b.Nonce) })
			require.Len(t, again, 5)
			depth := b.chain.block() - b.chain.minedIn[again[0].Hash] + 1
			b.chain.rollBack(b.chain.block() - depth)
			b.chain.pool = again
			for range depth + 1 {
				b.chain.mine(blockTime)
			}
			require.True(t, b.chain.mined[again[4].Hash])
			require.Empty(t, b.chain.ended)
			then(b)
			b.blocks(1)
			then(b)
			b.blocks(10)
			b.finish(list...)
			require.Zero(t, b.chain.refused)
			for _, f := range list {
				require.Equal(t, us, b.chain.ended[f.ID].settlement.Recipient)
			}
		})
	}
}

// A forward that came of filling a bid is settled, and a reorganisation takes all of it back, the fill too. It is filled again, and settled.
func TestABidWhoseDeliveryIsTakenBackIsFilledAgain(t *testing.T) {
	t.Parallel()
	for name, then := range map[string]func(*bench){"at once": func(*bench) {}, "with restarts": (*bench).start} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newFillBench(t)
			s := b.bid("one", func(s *offer.Signed) { s.Terms.Quantity, s.MinFill = big.NewInt(8), big.NewInt(8) })
			f := b.forwardOf(s)
			hash, err := s.Hash()
			require.NoError(t, err)
			b.start()
			b.tick()
			b.finish(f)
			depth := b.chain.block() - b.chain.minedIn[b.entry(f).Accept[0].Hash] + 1
			b.chain.rollBack(b.chain.block() - depth)
			b.chain.offers.taken[hash], b.chain.opened = false, nil
			for range depth + 1 {
				b.chain.mine(1)
			}
			then(b)
			b.blocks(1)
			then(b)
			b.blocks(3)
			require.Equal(t, 2, b.chain.offers.fills)
			b.run(f.Terms.Start)
			b.finish(f)
			require.Len(t, b.chain.steps[f.ID], 1)
			require.Len(t, b.entry(f).Accept, 1)
			require.Zero(t, b.chain.refused)
		})
	}
}

// All steps of a forward with two rounds are taken back, and their bytes can pay for nothing any more. They are proved again, of the output
// that was committed to.
func TestADeliveryOfTwoRoundsThatIsTakenBackIsProvedAgain(t *testing.T) {
	t.Parallel()
	for name, then := range map[string]func(*bench, chain.Forward){
		"since their nonces are taken": func(b *bench, f chain.Forward) {
			before := b.chain.steps[f.ID][0].block - 1
			count := b.chain.nonce - b.chain.nonceAt[before]
			b.chain.rollBack(before)
			for range count {
				b.chain.mine(blockTime)
				b.chain.takeNonce()
			}
		},
		"since the challenge is another": func(b *bench, f chain.Forward) {
			round := b.chain.rounds[f.ID]
			b.chain.rollBack(round.drawn - 1)
			round.beacon, round.drawn = common.Hash{}, 0
			b.chain.mine(blockTime)
			b.chain.takeNonce()
			require.True(b.t, b.chain.draw(f, 2))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.twoRounds(20)
			b.start()
			b.blocks(1)
			b.finish(f)
			head := b.chain.block()
			then(b, f)
			for b.chain.block() <= head {
				b.chain.mine(blockTime)
			}
			for range 40 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // of another challenge, the contract refuses what was sent before
				b.wait()
			}
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			b.chain.refused = 0 // what was sent under another challenge, above
			b.requirePaidOnce(f)
			require.Equal(t, 1, b.plugin.commits)
		})
	}
}

// Somebody else settles a member of a group that was not sent yet, and a reorganisation takes that back. It has no proof of its own: nothing
// that is settled together has it before it does.
func TestWhatHasNoProofSpoilsNoOthers(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	b.deps = func(d *Deps, _ *WorkerDeps) {
		d.Pack = func(group chain.Group) ([]byte, error) {
			for _, one := range group.Deliveries {
				require.NotEmpty(t, slices.Concat(group.Proof, one.Proof))
			}
			return b.chain.PackGroup(group)
		}
	}
	list := b.openMany(4, nil)
	b.start()
	b.run(list[0].Terms.Start - 10*blockTime)
	require.Equal(t, []int{4}, b.prover.together)
	b.chain.mine(blockTime)
	b.chain.end(list[2], chain.StatusSettled, chain.Settlement{Recipient: somebody})
	ended := b.chain.block()
	b.tick()
	b.run(list[0].Terms.Start + 200)
	require.Equal(t, journal.Abandoned, b.entry(list[2]).Stage)
	b.takeBack(b.chain.block() - ended + 1)
	require.Empty(t, b.chain.ended)
	b.blocks(1)
	b.finish(list...)
	require.Zero(t, b.chain.refused)
	require.NotEmpty(t, b.entry(list[2]).Proof)
}

// What has no proof, whatever came of it, is settled with no others.
func TestOnlyWhatIsProvedIsCombined(t *testing.T) {
	t.Parallel()
	require.False(t, combinable(&journal.Delivery{Stage: journal.Proved}))
	require.True(t, combinable(&journal.Delivery{Stage: journal.Proved, Proof: []byte("proof")}))
}

// What was shown is sent again though its window is nearly over: a margin is for what was not shown yet.
func TestWhatWasShownIsSentAgainUntilItsWindowIsOver(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.blocks(1)
	b.finish(f)
	settled := b.entry(f).Settlement[0]
	b.takeBack(4)
	b.chain.doubt = chain.ErrDisagree
	b.chain.mine(f.Terms.SettleBy - b.chain.now() - 100)
	b.tick()
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.chain.mine(blockTime)
	require.True(t, b.chain.mined[settled.Hash])
}

// requireBare asks that an entry has no more of a settlement than what is said about it.
func (b *bench) requireBare(f chain.Forward) {
	b.t.Helper()
	d := b.entry(f)
	require.Zero(b.t, d.Final)
	require.Nil(b.t, d.Order)
	require.Nil(b.t, d.Witness)
	require.Nil(b.t, d.Opening)
	require.Empty(b.t, d.Passed)
	require.True(b.t, d.Group == nil || len(d.Group.Call) == 0)
}

// What is kept to settle something again is deleted once it cannot be reopened any more, whenever a process is killed over that.
func TestKilledAnywhereWhatCannotBeReopenedIsDeleted(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done && !t.Failed(); steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newGroupBench(t)
			list := append(b.acceptMany(2), b.chain.assigned())
			b.chain.accept(list[2])
			b.batches = []int{2}
			b.start()
			b.blocks(1)
			b.finish(list...)
			count := b.engine.past.count
			require.Equal(t, 3, count)
			grouped := slices.IndexFunc(list, func(f chain.Forward) bool { g := b.entry(f).Group; return g != nil && !g.Combined })
			require.NotEmpty(t, b.entry(list[grouped]).Group.Call)
			require.NotEmpty(t, b.entry(list[grouped]).Witness)
			require.NotEmpty(t, b.entry(list[2]).Passed)
			for range reach - 10 {
				b.chain.mine(blockTime)
			}
			k := b.kill(steps)
			for range 20 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
			}
			if done = !k.dead; !done {
				b.start()
				b.blocks(3)
			}
			for _, f := range list {
				b.requireBare(f)
				require.Nil(t, b.engine.entry(f.ID), "it is forgotten")
			}
			require.Equal(t, count, b.engine.past.count)
			require.Empty(t, b.engine.recent)
		})
	}
	require.Greater(t, steps, 2)
}

// Its opening is lost, so that it cannot be reopened after a restart: what it kept for that does not stay for ever.
func TestWhatLostItsOpeningIsDeletedToo(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.blocks(1)
	b.finish(f)
	require.NotEmpty(t, b.entry(f).Order)
	kept, err := b.journal.Followed()
	require.NoError(t, err)
	require.NoError(t, b.journal.Follow(journal.Found{Followed: kept, Over: []common.Hash{f.ID}}))
	b.start()
	b.blocks(2)
	require.NotEmpty(t, b.entry(f).Order)
	b.blocks(reach + 3)
	b.requireBare(f)
	require.Nil(t, b.engine.entry(f.ID))
}

// What ended in a way that nothing takes back keeps nothing.
func TestWhatCannotBeReopenedKeepsNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	for len(b.chain.steps[f.ID]) == 0 || b.entry(f).Steps == 0 {
		b.blocks(1)
	}
	require.NotEmpty(t, b.entry(f).Passed)
	b.chain.end(f, chain.StatusReclaimed, chain.Settlement{})
	b.blocks(6)
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	b.requireBare(f)
}

// counting is a journal that counts how often an entry was changed, and cannot read one.
type counting struct {
	*journal.Journal
	changes int
	damaged common.Hash
}

func (c *counting) Change(forward common.Hash, how func(*journal.Delivery) (*journal.Delivery, error)) (*journal.Delivery, error) {
	c.changes++
	if forward == c.damaged {
		return nil, fmt.Errorf("save it: %w", &journal.CorruptError{Forward: forward, Reason: "it was written by another version"})
	}
	return c.Journal.Change(forward, how)
}

// Many stretches of the chain go away at once. What ended lately is written once, not once for each of them.
func TestWhatEndedLatelyIsQuestionedOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := &counting{}
	b.deps = func(d *Deps, _ *WorkerDeps) { c.Journal = b.journal; d.Journal = c }
	f, other := b.chain.open(nil), b.chain.open(nil)
	b.start()
	b.blocks(1)
	b.finish(f, other)
	b.blocks(30)
	b.takeBack(20)
	b.chain.doubt = chain.ErrDisagree
	before := c.changes
	b.tick()
	require.True(t, b.entry(f).Doubted)
	require.Equal(t, before+2, c.changes)
	b.blocks(3)
	b.chain.doubt = nil
	b.blocks(3)
	require.False(t, b.entry(f).Doubted)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// The entry of one that ended lately cannot be read. That is said, and the others are settled.
func TestADamagedEntryKeepsNothingElseFromBeingQuestioned(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := &counting{}
	b.deps = func(d *Deps, _ *WorkerDeps) { c.Journal = b.journal; d.Journal = c }
	f, other := b.chain.open(nil), b.chain.open(nil)
	b.start()
	b.blocks(1)
	b.finish(f, other)
	settled := b.settlements([]chain.Forward{f, other})[0]
	c.damaged = f.ID
	b.takeBack(b.chain.block() - b.chain.minedIn[settled] + 1)
	b.blocks(1)
	b.finish(other)
	require.Contains(t, b.kinds(), Unread)
}

// madeUp is an endpoint that makes up what became of one transaction, for each of those that it settles.
type madeUp struct {
	*fakeChain
	hash  common.Hash
	fates map[common.Hash]Fate
}

func (m *madeUp) Fate(ctx context.Context, tx journal.Transaction, forward common.Hash, final chain.Head) (Fate, error) {
	if fate, known := m.fates[forward]; known && tx.Hash == m.hash {
		return fate, nil
	}
	return m.fakeChain.Fate(ctx, tx, forward, final)
}

// A made-up receipt says that a group's settlement was mined, and left one out. It is not believed for ever for the others.
func TestAReceiptIsNotBelievedForEverForAnyOfAGroup(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	m := &madeUp{fakeChain: b.chain, fates: map[common.Hash]Fate{}}
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Network = m }
	list := b.acceptMany(4)
	b.start()
	b.run(list[0].Terms.Start - blockTime)
	b.chain.mine(blockTime)
	b.tick()
	require.Len(t, b.chain.pool, 1)
	m.hash, b.chain.pool = b.chain.pool[0].Hash, nil
	for i, f := range list {
		m.fates[f.ID] = []Fate{Refused, Mined}[min(i, 1)]
	}
	b.run(list[0].Terms.Start + 500)
	for _, f := range list {
		require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	}
}

// A reorganisation took our settlement back, and somebody else's has its place before anybody looked; or the other way round.
func TestAnEndThatIsAnotherNowIsSaidToBe(t *testing.T) {
	t.Parallel()
	for _, ours := range []bool{false, true} {
		t.Run(fmt.Sprintf("ours %t", ours), func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.chain.open(nil)
			b.start()
			first, then, want, reason := us, somebody, journal.Abandoned, "it was settled by somebody else"
			if ours {
				first, then, want, reason = somebody, us, journal.Confirmed, ""
			}
			b.run(f.Terms.Start - 5*blockTime)
			b.chain.mine(blockTime)
			b.chain.end(f, chain.StatusSettled, chain.Settlement{Recipient: first, Paid: f.Terms.Price})
			b.tick()
			b.blocks(2)
			require.True(t, finished(b.entry(f)))
			b.takeBack(3)
			b.chain.end(f, chain.StatusSettled, chain.Settlement{Recipient: then, Paid: f.Terms.Price})
			b.blocks(4)
			require.Equal(t, want, b.entry(f).Stage)
			require.Contains(t, b.entry(f).Reason, reason)
			require.Equal(t, 1, b.paid())
			require.False(t, b.entry(f).Doubted)
			require.Equal(t, 1, b.engine.past.count)
		})
	}
}

// What may have been taken back can be raised up to what it brings, as what was shown always can: everything behind it waits.
func TestWhatIsInDoubtMayCostWhatItBrings(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.Worth = map[common.Address]*big.Rat{common.HexToAddress("0x70"): big.NewRat(10, 1)}
	f := b.chain.open(nil)
	b.start()
	b.blocks(1)
	b.finish(f)
	b.takeBack(4)
	b.chain.doubt = chain.ErrDisagree
	b.tick()
	d := b.engine.entry(f.ID)
	require.True(t, d.Doubted)
	require.EqualValues(t, 10_000, b.engine.mostFor(d, settlement, d.Settlement[0]).Int64())
}
