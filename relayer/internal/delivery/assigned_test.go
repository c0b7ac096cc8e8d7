package delivery

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// assigned opens a forward of 20 units that has to be accepted. The fake predicate proves eight at once.
func (c *fakeChain) assigned() chain.Forward {
	return c.open(func(f *chain.Forward) {
		f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Price, f.Terms.Bond = f.Terms.Start-500, big.NewInt(20), big.NewInt(999), big.NewInt(100)
	})
}

// requirePaidOnce asks that the steps of a forward lie one behind the other and that together they are all there is.
func (b *bench) requirePaidOnce(f chain.Forward) {
	b.t.Helper()
	paid, at := new(big.Int), uint64(0)
	for _, step := range b.chain.steps[f.ID] {
		require.Equal(b.t, at, step.settlement.Step.From)
		require.Equal(b.t, us, step.settlement.Recipient)
		at = step.settlement.Step.To
		paid.Add(paid, step.settlement.Paid)
	}
	require.EqualValues(b.t, 20, at)
	require.Equal(b.t, f.Terms.Price, paid)
	require.Zero(b.t, b.chain.refused, "nothing was paid for that the contract refused")
}

func TestAnAcceptedForwardIsDeliveredInSteps(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.start()
	b.run(b.chain.now() + 100)
	require.Empty(t, b.executor.jobs, "nobody works before it is accepted")
	require.Contains(t, b.told()[0], "nobody accepted it yet; this relayer does not by itself")
	b.chain.accept(f)
	b.run(f.Terms.Start + 300)

	require.Equal(t, []Kind{
		Taken, Working, Refusal, Working, Held, Proved, Sent, Paid,
		Working, Refusal, Working, Held, Proved, Sent, Paid,
		Working, Refusal, Working, Held, Proved, Sent, Paid,
	}, b.kinds())
	require.Empty(t, b.chain.announced, "nothing has to be announced")
	d := b.entry(f)
	require.Equal(t, journal.Confirmed, d.Stage)
	require.Equal(t, journal.Step{From: 16, To: 20, Amount: big.NewInt(4)}, d.Step)
	b.requirePaidOnce(f)
	var cursors []uint64
	var left []int64
	for _, job := range b.executor.jobs {
		cursors, left = append(cursors, job.Cursor), append(left, job.Left.Int64())
	}
	require.Equal(t, []uint64{0, 0, 8, 8, 16, 16}, cursors)
	require.Equal(t, []int64{20, 20, 12, 12, 4, 4}, left)
}

// The relayer is killed at each of its steps, and started again. Every unit is paid for, and none twice.
func TestKilledAnywhereEveryUnitIsPaidOnce(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newBench(t)
			f := b.chain.assigned()
			b.chain.accept(f)
			k := b.kill(steps)
			for !k.dead && b.chain.now() < f.Terms.Start+300 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.wait()
			}
			done = !k.dead
			b.start()
			b.run(max(b.chain.now(), f.Terms.Start) + 600)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			b.requirePaidOnce(f)
		})
	}
	require.Greater(t, steps, 30)
}

// The position is sold between two steps. The relayer says so and stops: no work, nothing shown, no transaction.
func TestASoldPositionIsNotDelivered(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	for len(b.chain.steps[f.ID]) == 0 {
		b.run(b.chain.now() + blockTime)
	}
	b.chain.sell(f)
	shown, signed := len(b.chain.shown), b.chain.signed
	b.run(f.Terms.SettleBy - 400)
	require.Contains(t, b.told()[len(b.told())-1], "neither holds its provider's position nor is approved for it")
	require.Len(t, b.chain.shown, shown)
	require.Equal(t, signed, b.chain.signed)
	require.Len(t, b.chain.steps[f.ID], 1)
}

// It is sold while a settlement is on its way. That one is refused, once.
func TestAPositionSoldUnderASettlementCostsOneTransaction(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	for len(b.chain.shown) == 0 {
		b.run(b.chain.now() + blockTime)
	}
	b.chain.sell(f)
	b.run(f.Terms.SettleBy - 400)
	require.Equal(t, 1, b.chain.refused)
	require.Len(t, b.chain.shown, 1)
}

// Work that is under way when the position is sold is stopped.
func TestWorkOnASoldPositionIsStopped(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	b.executor.block()
	b.chain.mine(blockTime)
	b.chain.mine(blockTime)
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	b.chain.mine(blockTime)
	b.chain.sell(f)
	b.tick() // would wait for the executor for ever
	require.Equal(t, journal.Executing, b.entry(f).Stage)
	require.Zero(t, b.entry(f).Crashes, "stopping is not crashing")
}

// Somebody else who may act for the position, an operator of the same holder, settled units that were being worked on here.
// What was done for them is dropped, and the next step begins where the chain says.
func TestAStepThatAnotherOperatorSettledIsNotSettledAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	b.run(f.Terms.Start - 100)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	b.chain.mu.Lock()
	b.chain.settleStep(chain.Delivery{
		Forward: f, Recipient: us, Step: chain.Step{From: 0, To: 3, Amount: big.NewInt(3)}, H: statement.WordFromUint64(1),
	})
	b.chain.mu.Unlock()
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
	require.Equal(t, chain.Step{From: 3, To: 11, Amount: big.NewInt(8)}, b.chain.steps[f.ID][1].settlement.Step)
}

// A later step never goes out while the one before it may still go away: the cursor would pass over what it earned.
func TestNoStepBeforeTheOneBeforeItIsFinal(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.Confirmations = 10
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	for len(b.chain.steps[f.ID]) == 0 {
		b.run(b.chain.now() + blockTime)
	}
	b.run(b.chain.now() + 5*blockTime)
	require.Len(t, b.executor.jobs, 2)
	delete(b.chain.steps, f.ID) // a reorganisation takes it away
	b.run(f.Terms.Start + 3000 - 400)
	require.NotEmpty(t, b.chain.shown)
	for _, h := range b.chain.shown {
		require.Equal(t, b.chain.shown[0], h, "it is the same step that is settled again, or none")
	}
}

// The buyer reclaims, or both sides close, after a step: the relayer says what was paid, and ends.
func TestWhatEndsAnAcceptedForward(t *testing.T) {
	t.Parallel()
	for status, want := range map[chain.Status]string{
		chain.StatusReclaimed: "its money went back to the buyer; 8 of 20 units were paid before",
		chain.StatusClosed:    "both sides ended it and shared what was left; 8 of 20 units were paid before",
		chain.StatusExpired:   "before a settlement counted; 8 of 20 units were paid before",
	} {
		b := newBench(t)
		f := b.chain.assigned()
		b.chain.accept(f)
		b.chain.approved = true // nothing comes back to this account of its bond
		b.start()
		for b.engine.entry(f.ID) == nil || b.entry(f).Steps == 0 {
			b.run(b.chain.now() + blockTime)
		}
		b.chain.end(f, status, chain.Settlement{})
		b.run(b.chain.now() + 200)
		require.Equal(t, journal.Abandoned, b.entry(f).Stage)
		require.Contains(t, b.entry(f).Reason, want)
		require.LessOrEqual(t, len(b.chain.steps[f.ID]), 2)
	}
}

func TestAForwardThatNobodyAcceptedIsLeft(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.start()
	b.run(f.Terms.AcceptBy + 100)
	require.Contains(t, b.told()[len(b.told())-1], "nobody accepted it before")
	require.Empty(t, b.engine.open(), "nothing is left to look at")
}

// What is proved too close to the end is not shown: its settlement might come too late.
func TestAStepIsNotShownWithinTheMargin(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	b.run(f.Terms.Start - 100)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	b.chain.mine(f.Terms.SettleBy - 300 - b.chain.now())
	b.tick()
	b.tick()
	require.Empty(t, b.chain.shown)
	require.Contains(t, b.told()[len(b.told())-1], "the output is not shown any more")
}

// A plugin asks for more than is left: that would revert, and is refused here.
func TestAStepForMoreThanIsLeftIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.plugin.step = func(request sdk.AssignRequest) sdk.Step {
		amount := int64(8)
		if request.Cursor > 0 {
			amount = 13
		}
		return sdk.Step{From: request.Cursor, To: request.Cursor + 1, Amount: big.NewInt(amount)}
	}
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Held, b.entry(f).Stage)
	require.Len(t, b.chain.shown, 1)
}

// Whose bid was refused once stays known with the steps that follow: what may be taken of them rests on it.
func TestARefusalIsKeptOverSteps(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	b.run(f.Terms.Start - 100)
	when := time.Unix(genesis, 0).UTC()
	require.NoError(t, b.engine.change(f.ID, func(next *journal.Delivery) { next.Refused, next.Maker = when, somebody }))
	for b.entry(f).Steps == 0 {
		b.run(b.chain.now() + blockTime)
	}
	require.True(t, when.Equal(b.entry(f).Refused))
	require.Equal(t, somebody, b.entry(f).Maker)
}
