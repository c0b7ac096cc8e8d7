package delivery

import (
	"bytes"
	"context"
	"encoding/json"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// counted counts what the chain is asked of each forward, and from which block on it is followed.
type counted struct {
	*fakeChain
	states map[common.Hash]int
	from   []uint64
	mute   bool   // no event is told of
	odd    bool   // nothing that is final is told of, since the endpoints differ
	ahead  bool   // of blocks that are read by their number one endpoint says that they are of a later time
	halves bool   // blocks are told of in two parts
	slow   func() // is called before each reading
	let    bool   // somebody lets our account act for all positions, once
}

func (c *counted) Ancestor(ctx context.Context, at chain.Head, number uint64) (chain.Head, error) {
	found, err := c.fakeChain.Ancestor(ctx, at, number)
	if c.ahead {
		found.Time += 1_000_000
	}
	return found, err
}

func (c *counted) State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	c.mu.Lock()
	c.states[f.ID]++
	c.mu.Unlock()
	return c.fakeChain.State(ctx, at, f, h)
}

func (c *counted) Follow(ctx context.Context, from uint64, at chain.Head, take func([]chain.Hint, uint64) error) error {
	c.from = append(c.from, from)
	if c.slow != nil {
		c.slow()
	}
	if c.odd && at.Number < c.block() {
		return chain.ErrDisagree
	}
	if c.mute {
		return take(nil, at.Number)
	}
	if c.let && at.Number == c.block() {
		c.let = false
		if err := take([]chain.Hint{{Operator: us}}, from); err != nil {
			return err
		}
	}
	if half := (from + at.Number) / 2; c.halves && half < at.Number {
		c.mu.Lock()
		until := c.head(half)
		c.mu.Unlock()
		if err := c.fakeChain.Follow(ctx, from, until, take); err != nil {
			return err
		}
		from = half + 1
	}
	return c.fakeChain.Follow(ctx, from, at, take)
}

func countedBench(t *testing.T) (*bench, *counted) {
	t.Helper()
	b := newBench(t)
	c := &counted{fakeChain: b.chain, states: map[common.Hash]int{}}
	b.deps = func(d *Deps, _ *WorkerDeps) { d.View, d.Events = c, c }
	return b, c
}

// spoil changes what the database has of an opening.
func (b *bench) spoil(id common.Hash, f *chain.Forward) {
	b.t.Helper()
	content, err := json.Marshal(f)
	require.NoError(b.t, err)
	_, err = b.db.SQL().ExecContext(b.t.Context(), "UPDATE openings SET opening = $2 WHERE forward = $1", id[:], content)
	require.NoError(b.t, err)
}

// later opens an assigned forward whose times are far away.
func (c *fakeChain) later() chain.Forward {
	return c.open(func(f *chain.Forward) {
		f.Terms.AcceptBy = f.Terms.Start + 2000
		f.Terms.Start, f.Terms.End, f.Terms.SettleBy = f.Terms.Start+5000, f.Terms.End+5000, f.Terms.SettleBy+5000
	})
}

// blocks makes so many and looks at each.
func (b *bench) blocks(count int) {
	b.t.Helper()
	for range count {
		b.chain.mine(blockTime)
		b.tick()
	}
}

func TestWhatRestsIsNotAskedAbout(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	b.start()
	b.blocks(5)
	f := b.chain.assigned()
	b.blocks(5)
	asked := c.states[f.ID]
	require.LessOrEqual(t, asked, 2, "when it was found, and when that is final")
	b.blocks(20)
	require.LessOrEqual(t, c.states[f.ID], asked+1, "the sweep may have come by")

	b.chain.mine(blockTime)
	b.chain.accept(f)
	b.tick()
	require.Greater(t, c.states[f.ID], asked, "an event named it")
	b.blocks(4)
	require.NotEmpty(t, b.executor.jobs)
}

// Nobody accepts it, which no event tells: its time does.
func TestWhatRestsIsLookedAtWhenItsMomentComes(t *testing.T) {
	t.Parallel()
	b, _ := countedBench(t)
	f := b.chain.assigned()
	b.start()
	b.run(f.Terms.AcceptBy - blockTime)
	require.Contains(t, b.last(), "nobody accepted it yet")
	b.run(f.Terms.AcceptBy + 3*blockTime)
	require.Contains(t, b.last(), "nobody accepted it before")
	require.Contains(t, b.engine.closed, f.ID)
}

// An endpoint keeps back an event. The sweep comes by all the same, in time.
func TestAMissedEventCostsTheTimeOfASweep(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	f := b.chain.later()
	b.start()
	b.blocks(3)
	c.mute = true
	b.chain.mine(blockTime)
	b.chain.accept(f)
	b.blocks(sweeps + 2)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// One endpoint leaves out logs of a block that all have. What is in hand is delivered all the same.
func TestEndpointsThatDifferAboutEventsStopNoDelivery(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	c.odd = true
	f := b.chain.open(nil)
	b.start()
	for b.chain.now() < f.Terms.Start+200 {
		b.chain.mine(blockTime)
		require.ErrorIs(t, b.engine.Tick(t.Context()), chain.ErrDisagree)
		b.wait()
	}
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	_, err := b.journal.Followed()
	require.ErrorIs(t, err, journal.ErrNotFound)
}

func TestScanningGoesBackToTheFork(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	b.opts.Confirmations = 30
	b.start()
	b.blocks(10)
	f := b.chain.open(func(f *chain.Forward) {
		f.Terms.Predicate = otherContract
		f.Terms.Start += 5000
		f.Terms.End += 5000
		f.Terms.SettleBy += 5000
	})
	opened := b.chain.block()
	b.tick()
	b.chain.mine(blockTime)
	b.chain.accept(f) // so that there is an event, and no more than that
	b.tick()
	b.blocks(5)
	delete(b.chain.accepted, f.ID) // the block that had it goes away, and all those after it
	c.from = nil
	b.blocks(1)
	require.Equal(t, []uint64{opened + 1}, c.from)
}

// A reorganisation is deeper than the confirmations. It is followed from where the chain is still the same and, once that is not
// remembered any more, from the beginning.
func TestAFinalBlockThatGoesAway(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	b.start()
	b.blocks(10)
	f := b.chain.later()
	b.tick()
	b.chain.mine(blockTime)
	b.chain.accept(f)
	b.tick()
	accepted := b.chain.block()
	b.blocks(6)
	delete(b.chain.accepted, f.ID)
	c.from = nil
	b.blocks(1)
	require.Equal(t, []uint64{accepted, accepted}, c.from, "once for good, and once to the newest")
	require.Contains(t, b.last(), "nobody accepted it yet")

	b.chain.accepted[f.ID] = accepted
	c.from = nil
	b.start()
	b.tick()
	require.Equal(t, b.opts.FirstBlock, c.from[0])
	require.NotNil(t, b.engine.forward(f.ID))
}

// What was opened in a block that went away is known all the same, and delivered once it is opened again.
func TestAnOpeningThatGoesAwayAndComesBack(t *testing.T) {
	t.Parallel()
	b, _ := countedBench(t)
	b.opts.Confirmations = 5
	b.start()
	b.blocks(10)
	f := b.chain.open(nil)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	gone := b.chain.opened
	b.chain.opened = nil
	b.blocks(2)
	require.Contains(t, b.last(), "its opening is not in the chain at the moment")
	gone[0].block = b.chain.block()
	b.chain.opened = gone
	b.run(f.Terms.Start + 200)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

func TestARestartReadsOnFromWhereItWas(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	b.start()
	waits := b.chain.later()
	b.blocks(100)
	late := b.chain.open(nil)
	b.blocks(3)
	require.Nil(t, b.engine.forward(waits.ID).Task, "what is long lies in the database")

	c.from = nil
	b.start()
	require.NotNil(t, b.engine.forward(waits.ID))
	require.NotNil(t, b.engine.forward(late.ID))
	b.tick()
	for _, from := range c.from {
		require.Greater(t, from, uint64(90))
	}
	b.chain.accept(waits)
	b.run(late.Terms.Start + 200)
	require.Equal(t, journal.Confirmed, b.entry(late).Stage)
	_, err := b.journal.Opening(late.ID)
	require.NoError(t, err, "its end may go away yet")
	b.blocks(reach + 4)
	list, err := b.journal.Openings(common.Hash{})
	require.NoError(t, err)
	for _, o := range list {
		require.NotEqual(t, late.ID, o.Forward, "what is finished is not kept")
	}
}

// The relayer's options changed, or its database is damaged. It reads everything again.
func TestWhatWasFoundForSomethingElseIsFoundAnew(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(b *bench, f chain.Forward){
		"another first block": func(b *bench, _ chain.Forward) { b.opts.FirstBlock = 1 },
		"damaged terms": func(b *bench, f chain.Forward) {
			f.Terms.Price = big.NewInt(1_000_000)
			b.spoil(f.ID, &f)
		},
		"nonsense": func(b *bench, f chain.Forward) { b.spoil(f.ID, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, c := countedBench(t)
			b.start()
			b.blocks(2)
			f := b.chain.assigned()
			b.blocks(3)
			change(b, f)
			c.from = nil
			b.start()
			require.Empty(t, b.engine.open())
			b.tick()
			require.Equal(t, b.opts.FirstBlock, c.from[0])
			require.Equal(t, f.Terms.Price, b.engine.forward(f.ID).Terms.Price)
		})
	}
}

// One block is of a time that is far away, and goes away. The sweep goes on.
func TestAHeadOfAnotherTimeStopsNoSweep(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	f := b.chain.later()
	b.start()
	b.blocks(3)
	b.chain.mine(1000)
	b.tick()
	b.chain.times = b.chain.times[:len(b.chain.times)-1]
	b.blocks(3)
	c.mute = true
	b.chain.mine(blockTime)
	b.chain.accept(f)
	b.blocks(sweeps + 2)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// The computer's clock is wrong for a moment, or one block's is.
func TestWhatSeemsTooLateForAMomentIsDeliveredAllTheSame(t *testing.T) {
	t.Parallel()
	for name, until := range map[string]func(b *bench, f chain.Forward){
		"to begin":    func(*bench, chain.Forward) {},
		"to announce": func(b *bench, _ chain.Forward) { b.tick() },
		"to settle": func(b *bench, f chain.Forward) {
			b.run(f.Terms.Start - 5*blockTime)
			b.chain.mine(f.Terms.Start - b.chain.now())
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.chain.open(nil)
			b.start()
			until(b, f)
			b.wall = time.Unix(int64(f.Terms.SettleBy), 0)
			b.tick()
			require.Regexp(t, "^it is (too late|less than)", b.last())
			done := len(b.kinds())
			b.wall = time.Unix(0, 0)
			b.chain.mine(blockTime)
			b.tick()
			require.Greater(t, len(b.kinds()), done)
			b.run(f.Terms.Start + 100)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
		})
	}
}

// What is over is what a block says that several agree on, and not the one before it that one endpoint was asked for.
func TestOneEndpointsTimeDeletesNoOpening(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	c.ahead, c.halves = true, true
	f := b.chain.later()
	for range 5 {
		b.chain.mine(blockTime)
	}
	b.start()
	b.tick()
	_, err := b.journal.Opening(f.ID)
	require.NoError(t, err)
}

// The parameters are not there at the moment, which does not make it one that was opened with none.
func TestAMissingOpeningIsWaitedFor(t *testing.T) {
	t.Parallel()
	b, _ := countedBench(t)
	f := b.chain.later()
	b.start()
	b.blocks(5)
	content, err := b.journal.Opening(f.ID)
	require.NoError(t, err)
	_, err = b.db.SQL().ExecContext(t.Context(), "DELETE FROM openings")
	require.NoError(t, err)
	b.chain.mine(blockTime)
	b.chain.accept(f)
	b.chain.mine(blockTime)
	b.chain.mine(blockTime)
	for range 2 {
		require.ErrorIs(t, b.engine.Tick(t.Context()), journal.ErrNotFound)
	}
	_, err = b.db.SQL().ExecContext(t.Context(), "INSERT INTO openings (forward, settle_by, opening) VALUES ($1, 1, $2)", f.ID[:], content)
	require.NoError(t, err)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// The endpoint falls behind by some blocks, or by more than are remembered, and is back with the next look. What was looked at
// meanwhile, as it stood then, is looked at again, and nothing is read from the beginning for it.
func TestAnEndpointThatFallsBehindAndComesBack(t *testing.T) {
	t.Parallel()
	for name, since := range map[string]int{"some blocks": 6, "more than are remembered": marks + 6} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, c := countedBench(t)
			b.start()
			b.blocks(5)
			f := b.chain.later()
			b.blocks(5)
			b.chain.mine(blockTime)
			b.chain.accept(f)
			accepted := b.chain.block()
			b.blocks(since)
			require.Contains(t, b.last(), "it can be settled from")

			all := b.chain.times
			b.chain.times = all[:accepted]
			c.from = nil
			b.engine.touched[f.ID] = true // or the sweep came by
			b.tick()
			require.Contains(t, b.last(), "nobody accepted it yet")
			require.Empty(t, c.from)
			b.chain.times = all
			b.chain.mine(blockTime)
			b.tick()
			require.Contains(t, b.last(), "it can be settled from")
		})
	}
}

// One endpoint is alone with a chain that goes another way from long ago on. Not all of it is read of that one.
func TestALongForkIsReadInPart(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	f := b.chain.later()
	b.chain.mine(blockTime)
	b.chain.accept(f)
	for range 2 * reach {
		b.chain.mine(blockTime)
	}
	b.start()
	b.tick()
	delete(b.chain.accepted, f.ID)
	b.chain.doubt, c.from = chain.ErrDisagree, nil
	b.blocks(1)
	require.Equal(t, []uint64{b.chain.block() - 2 - reach}, c.from)
}

// What takes long to read does not keep what is in hand from being settled.
func TestOneTickDoesNotReadForEver(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	c.halves, c.slow = true, func() { b.wall = b.wall.Add(longestRead) }
	for range 40 {
		b.chain.mine(blockTime)
	}
	f := b.chain.later()
	b.start()
	b.tick()
	require.Equal(t, []uint64{0}, c.from, "the newest blocks have time")
	require.True(t, b.engine.more)
	require.Nil(t, b.engine.forward(f.ID))
	for b.engine.more {
		b.tick()
	}
	require.NotNil(t, b.engine.forward(f.ID))
	for range 40 {
		b.chain.mine(blockTime)
	}
	c.from = nil
	b.tick()
	require.Len(t, c.from, 2)
	for b.engine.more {
		b.tick()
	}
	require.Equal(t, b.chain.block(), b.engine.following.trail[len(b.engine.following.trail)-1].number)
}

// While the endpoints differ one tells of a chain of its own, and is not read to its end. That was not for good.
func TestWhatOneEndpointToldOfIsNotFollowedForGood(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	b.start()
	b.blocks(5)
	f := b.chain.later()
	b.tick()
	b.chain.mine(blockTime)
	b.chain.accept(f)
	b.tick()
	accepted := b.chain.block()
	b.blocks(14)
	delete(b.chain.accepted, f.ID)
	b.chain.doubt = chain.ErrDisagree
	c.halves, c.slow = true, func() { b.wall = b.wall.Add(longestRead) }
	b.blocks(1)
	b.chain.doubt, c.halves, c.slow, c.from = nil, false, nil, nil
	b.blocks(1)
	require.Equal(t, accepted, c.from[0])
}

// Others may have deleted it. What is in hand is known from the work on it, and what is not is said.
func TestAForwardInHandIsKnownWithoutItsOpening(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	f := b.chain.open(nil)
	b.start()
	b.blocks(5)
	_, err := b.db.SQL().ExecContext(t.Context(), "DELETE FROM openings")
	require.NoError(t, err)
	lost := &journal.Delivery{Forward: common.Hash{1}, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Executing}
	require.NoError(t, b.journal.Save(lost))
	var log bytes.Buffer
	b.deps = func(d *Deps, _ *WorkerDeps) { d.View, d.Events, d.Log = c, c, zerolog.New(&log) }
	b.start()
	require.Contains(t, log.String(), `"level":"error","forward":"`+lost.Forward.Hex())
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// Whoever lets this account act for their positions has it look at all that somebody accepted, and some at a time.
func TestAnApprovalHasSomeLookedAtInEachTick(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	for range strangers + 10 {
		b.chain.assigned()
	}
	b.start()
	for b.tick(); b.engine.more; {
		b.tick()
	}
	b.blocks(3)
	looks := func() (all int) {
		for _, count := range c.states {
			all += count
		}
		return all
	}
	c.let = true
	b.chain.mine(blockTime)
	before := looks()
	b.engine.sweep.at = b.chain.now() + sweepPause // it does not come by now
	b.tick()
	require.Equal(t, strangers, looks()-before)
	require.True(t, b.engine.more)
	b.tick()
	require.Equal(t, strangers+10, looks()-before)
	require.False(t, b.engine.more)
}

// What rests because of what one endpoint said is looked at again with the next one's eyes.
func TestAnotherEndpointIsAskedAboutWhatIsInHand(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	f := b.chain.open(nil)
	stranger := b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy = b.chain.times[0] + 100 })
	b.start()
	b.blocks(5)
	require.Contains(t, b.last(), "it can be settled from")
	b.engine.sweep.at = b.chain.now() + sweepPause
	asked, others := c.states[f.ID], c.states[stranger.ID]
	b.tick()
	require.Equal(t, asked, c.states[f.ID])
	b.chain.endpoint = "another"
	b.tick()
	require.Greater(t, c.states[f.ID], asked)
	require.Equal(t, others, c.states[stranger.ID])
}

// One block is of a time after the end of what is shown. It is sent again once that is put right.
func TestWhatIsShownIsSentAgainAfterABlockOfALaterTime(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - blockTime)
	b.chain.sendFails = true
	b.blocks(3)
	require.NotEmpty(t, b.entry(f).Settlement)
	b.chain.mine(5000)
	b.tick()
	require.Contains(t, b.last(), "it came to its end in a block that may still go away")
	b.chain.times = b.chain.times[:len(b.chain.times)-1]
	b.chain.sendFails = false
	b.blocks(1)
	b.chain.mine(blockTime)
	require.Contains(t, b.chain.ended, f.ID)
}

// Strangers let others act for them as often as they like. It is about this relayer only where they let its account.
func TestAnApprovalForOthersIsLeftOut(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	on, escrow, account := NewOnChain(zerolog.Nop(), w.Client, w.Escrow, w.Sender(devnet.Provider)), w.Escrow.Address(), w.Sender(devnet.Provider).Address()
	for _, operator := range []common.Address{somebody, account} {
		approve := crypto.Keccak256([]byte("setApprovalForAll(address,bool)"))[:4]
		approve = append(approve, common.LeftPadBytes(operator[:], 32)...)
		approve = append(approve, common.LeftPadBytes([]byte{1}, 32)...)
		w.Do(devnet.Buyer, chain.Call{To: &escrow, Data: approve, What: "approve"}, nil)
	}
	var all []chain.Hint
	require.NoError(t, on.Follow(t.Context(), 0, w.Head(), func(part []chain.Hint, _ uint64) error {
		all = append(all, part...)
		return nil
	}))
	require.Equal(t, []chain.Hint{{Operator: account}}, all)
}

// As long as it is not agreed what is final, what is looked at rests on what one endpoint says.
func TestNothingRestsWhileItIsNotAgreedWhatIsFinal(t *testing.T) {
	t.Parallel()
	b, c := countedBench(t)
	b.chain.doubt = chain.ErrTooFew
	f := b.chain.later()
	b.start()
	b.blocks(5)
	require.Equal(t, 5, c.states[f.ID])
	b.chain.doubt = nil
	b.blocks(5)
	require.Less(t, c.states[f.ID], 8)
}

// The block with its opening goes away, and nobody opens it again. Once nobody can, that is its end, whatever was done for it.
func TestAnOpeningThatIsGoneForGoodIsTheEnd(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		open  func(*bench) chain.Forward
		begun bool
		last  func(chain.Forward) uint64
	}{
		"announced":      {func(b *bench) chain.Forward { return b.chain.open(nil) }, true, func(f chain.Forward) uint64 { return f.Terms.SettleBy }},
		"never begun":    {func(b *bench) chain.Forward { return b.chain.assigned() }, false, func(f chain.Forward) uint64 { return f.Terms.AcceptBy }},
		"being accepted": {func(b *bench) chain.Forward { return b.proposed(nil) }, true, func(f chain.Forward) uint64 { return f.Terms.AcceptBy }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newAcceptBench(t)
			b.opts.Accept = name == "being accepted"
			f := c.open(b)
			b.start()
			b.tick()
			b.chain.opened, b.chain.pool = nil, nil
			b.run(c.last(f) - blockTime)
			require.Equal(t, "its opening is not in the chain at the moment", b.engine.Status()[0].Told)
			b.chain.mine(blockTime)
			b.tick()
			require.Len(t, b.engine.Status(), 1, "that block may go away, too")
			b.run(c.last(f) + 3*blockTime)
			require.Empty(t, b.engine.Status())
			reason := "the block that it was opened in went away, and it was not opened again before "
			if c.begun {
				require.Equal(t, journal.Abandoned, b.entry(f).Stage)
				require.Contains(t, b.entry(f).Reason, reason)
				require.True(t, b.entry(f).Missed.IsZero())
			} else {
				require.Contains(t, b.last(), reason)
			}
		})
	}
}
