package delivery

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// newManyBench is a bench whose predicate has no keys for batches, with workers for many.
func newManyBench(t *testing.T) *bench {
	b := newBench(t)
	b.opts.Workers, b.executor.list = 32, []string{"12"}
	return b
}

// acceptOne opens and accepts a forward for eight units, with a window that begins and ends then.
func (b *bench) acceptOne(start, settleBy uint64) chain.Forward {
	f := b.chain.open(func(f *chain.Forward) {
		f.Terms.Start, f.Terms.End, f.Terms.SettleBy = start, start+100, settleBy
		f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Bond = start-1, big.NewInt(8), big.NewInt(100)
	})
	b.chain.accept(f)
	return f
}

func TestWhatIsReadyTogetherIsSettledInOneTransaction(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(*bench) []chain.Forward{
		"open":     func(b *bench) []chain.Forward { return b.openMany(3, nil) },
		"accepted": func(b *bench) []chain.Forward { return b.acceptMany(3) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newManyBench(t)
			list := open(b)
			b.start()
			b.run(list[0].Terms.Start + 300)
			b.requireConfirmed(list)
			require.Len(t, b.settlements(list), 1)
			require.Equal(t, 3, b.prover.proofs)
			require.Empty(t, b.prover.together)
		})
	}
}

// An endpoint that takes no batches is asked singly: nothing is left unsettled for that.
func TestAnEndpointThatTakesNoBatches(t *testing.T) {
	t.Parallel()
	for name, makes := range map[string]func(*testing.T) *bench{"each with its proof": newManyBench, "with one proof": newGroupBench} {
		for _, count := range []int{1, 3} {
			t.Run(fmt.Sprintf("%d %s", count, name), func(t *testing.T) {
				t.Parallel()
				b := makes(t)
				b.chain.singly = chain.ErrSingly
				list := b.openMany(count, nil)
				b.start()
				b.run(list[0].Terms.Start + 300)
				b.requireConfirmed(list)
				require.Len(t, b.settlements(list), 1)
			})
		}
	}
}

// A fee that is too high for all of them has each be looked at once in a tick, not once for each that is tried before it.
func TestWhatIsTooDearIsReadOnce(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	stingy := &stingy{fakeChain: b.chain, why: chain.ErrTooDear}
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet, d.View = stingy, stingy }
	list := b.acceptMany(mostCombined)
	b.start()
	b.run(list[0].Terms.Start + 50)
	stingy.looks = 0
	b.tick()
	require.LessOrEqual(t, stingy.looks, 4*len(list))
	require.GreaterOrEqual(t, stingy.looks, len(list))
}

// Nor are they read with every look: within a block nothing changes, and then they wait for longer, four blocks at most. What has no time
// left, and what somebody else might settle first, is tried with each block.
func TestWhatIsTooDearIsReadSeldom(t *testing.T) {
	t.Parallel()
	const blocks, looks = 24, 3
	for name, c := range map[string]struct {
		open    func(*bench) []chain.Forward
		why     error
		hurried bool
		reads   int // of all of them, at most
	}{
		"accepted":          {func(b *bench) []chain.Forward { return b.acceptMany(4) }, chain.ErrTooDear, false, 2 + blocks/longestBackOff},
		"above the limit":   {func(b *bench) []chain.Forward { return b.acceptMany(4) }, chain.ErrFeeTooHigh, false, 2 + blocks/longestBackOff},
		"accepted, hurried": {func(b *bench) []chain.Forward { return b.acceptMany(4) }, chain.ErrTooDear, true, blocks},
		"open":              {func(b *bench) []chain.Forward { return b.openMany(4, nil) }, chain.ErrTooDear, false, blocks},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newManyBench(t)
			stingy := &stingy{fakeChain: b.chain, why: c.why}
			b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet, d.View = stingy, stingy }
			list := c.open(b)
			b.start()
			b.run(list[0].Terms.Start - blockTime)
			if c.hurried {
				b.chain.mine(list[0].Terms.SettleBy - b.chain.now() - 300 - (blocks+2)*blockTime)
			}
			stingy.heads = 0
			for range blocks {
				b.chain.mine(blockTime)
				for range looks {
					b.tick()
				}
			}
			require.LessOrEqual(t, stingy.heads, c.reads)
			if c.hurried || !list[0].Assigned() {
				require.GreaterOrEqual(t, stingy.heads, c.reads-1)
			}
			stingy.why = nil // fees fall
			b.run(b.chain.now() + (longestBackOff+3)*blockTime)
			b.requireConfirmed(list)
		})
	}
}

// stingy signs no settlement, for a reason, and counts how often it is asked about one forward, and for the newest block alone, as it is
// before something is signed.
type stingy struct {
	*fakeChain
	why          error
	looks, heads int
}

func (s *stingy) SignSettle(ctx context.Context, d chain.Delivery, most *big.Int) (journal.Transaction, error) {
	if s.why == nil {
		return s.fakeChain.SignSettle(ctx, d, most)
	}
	return journal.Transaction{}, s.why
}

func (s *stingy) SignGroup(ctx context.Context, call []byte, most *big.Int) (journal.Transaction, error) {
	if s.why == nil {
		return s.fakeChain.SignGroup(ctx, call, most)
	}
	return journal.Transaction{}, s.why
}

func (s *stingy) Heads(ctx context.Context, back uint64) (newest, below chain.Head, err error) {
	if back == 0 {
		s.heads++
	}
	return s.fakeChain.Heads(ctx, back)
}

func (s *stingy) State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	s.looks++
	return s.fakeChain.State(ctx, at, f, h)
}

// What pays in another token is settled by itself, and no transaction has more than twenty-four.
func TestWhatGoesIntoOneTransaction(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	list := b.openMany(mostCombined+2, nil)
	other := b.openMany(1, func(f *chain.Forward) { f.Terms.Token = common.HexToAddress("0x71") })
	b.start()
	b.run(list[0].Terms.Start + 300)
	b.requireConfirmed(append(list, other...))
	require.Len(t, b.settlements(list), 2)
	require.Len(t, b.settlements(append(list, other...)), 3)
}

// One is ready and another is worked on: it waits for that, and not for ever. One that somebody else could settle does not wait.
func TestASettlementWaitsForOthersOnlySoLong(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(*bench) []chain.Forward{
		"open":     func(b *bench) []chain.Forward { return b.openMany(1, nil) },
		"accepted": func(b *bench) []chain.Forward { return b.acceptMany(1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newManyBench(t)
			list := open(b)
			b.start()
			b.run(list[0].Terms.Start - 5*blockTime)
			b.executor.block()
			slow := b.acceptOne(list[0].Terms.Start, list[0].Terms.SettleBy)
			for b.chain.now() < list[0].Terms.Start {
				b.chain.mine(blockTime)
				require.NoError(t, b.engine.Tick(t.Context()))
			}
			<-b.executor.asked
			require.NoError(t, b.engine.Tick(t.Context()))
			if list[0].Assigned() {
				require.Empty(t, b.chain.shown)
				require.Contains(t, b.told(), "it waits up to 10s for others to be settled with")
				b.wall = b.wall.Add(b.opts.Gather)
				require.NoError(t, b.engine.Tick(t.Context()))
			}
			require.Len(t, b.chain.shown, 1)
			close(b.executor.hold)
			b.executor.hold = nil
			b.run(slow.Terms.Start + 300)
			b.requireConfirmed(append(list, slow))
		})
	}
}

// What the contract leaves out is settled alone, with the proof that it has, if it can be.
func TestWhatIsLeftOutIsSettledWithTheProofThatItHas(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	list := b.acceptMany(3)
	b.start()
	b.run(list[0].Terms.Start - blockTime)
	left := list[1]
	b.chain.mine(blockTime)
	b.tick()
	require.Len(t, b.chain.pool, 1)
	b.chain.sell(left)
	b.chain.mine(blockTime)
	delete(b.chain.sold, left.ID)
	b.run(list[0].Terms.Start + 300)
	for _, f := range list {
		require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	}
	require.Equal(t, 3, b.prover.proofs)
	require.Len(t, b.entry(left).Settlement, 2, "with the others, and alone")
}

// The contract leaves out all six of a transaction, as it does where a reorganisation takes away what they rest on. Their outputs are
// public then, so that they do not wait for one another: each is sent by itself, all in one look, and one block has them.
func TestWhatIsLeftOutAsAWholeGoesInOneBlock(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	list := b.acceptMany(6)
	b.start()
	b.run(list[0].Terms.Start)
	require.Len(t, b.chain.pool, 1)
	for _, f := range list {
		b.chain.sell(f)
	}
	b.chain.mine(blockTime)
	clear(b.chain.sold)
	b.tick()
	b.tick()
	require.Len(t, b.chain.pool, len(list))
	b.chain.mine(blockTime)
	for _, f := range list {
		require.Equal(t, chain.StatusSettled, b.chain.ended[f.ID].status)
	}
	b.run(list[0].Terms.Start + 300)
	b.requireConfirmed(list)
	require.Len(t, b.settlements(list), 1+len(list))
}

// Nothing can be sent for a while, since gas is too dear. One member's position is sold meanwhile: what it has is not shown, and the
// others go without it.
func TestWhatIsOverIsNotShownWithTheOthers(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	b.opts.Worth = map[common.Address]*big.Rat{common.HexToAddress("0x70"): big.NewRat(1_000_000, 1)}
	list := b.acceptMany(3)
	b.start()
	b.run(list[0].Terms.Start - blockTime)
	b.chain.mine(blockTime)
	b.chain.price = 1_000_000_000
	b.tick()
	require.Nil(t, b.entry(list[0]).Group, "bound to what was not signed")
	require.Empty(t, b.chain.shown)
	b.chain.sell(list[1])
	b.chain.price = 1
	b.run(list[0].Terms.Start + 300)
	require.NotContains(t, b.chain.shown, b.entry(list[1]).H)
	b.requireConfirmed([]chain.Forward{list[0], list[2]})
	require.Equal(t, 3, b.prover.proofs)
	require.Len(t, b.settlements(list), 1)
}

// Two wait for one that is worked on. A third has no time to wait: it goes at once, and they go with it.
func TestWhatIsHurriedTakesTheOthersWithIt(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	list := b.acceptMany(2)
	start := list[0].Terms.Start
	list = append(list, b.acceptOne(start+blockTime, start+blockTime+330))
	b.start()
	b.run(start - 5*blockTime)
	b.executor.block()
	slow := b.acceptOne(start, list[0].Terms.SettleBy)
	for b.chain.now() < start {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
	}
	<-b.executor.asked
	require.Empty(t, b.chain.shown)
	require.Equal(t, 2, b.count("it waits up to 10s for others to be settled with"))
	b.chain.mine(blockTime)
	require.NoError(t, b.engine.Tick(t.Context()))
	require.Len(t, b.settlements(list), 1)
	require.Len(t, b.chain.shown, 3)
	close(b.executor.hold)
	b.executor.hold = nil
	b.run(start + 300)
	b.requireConfirmed(append(list, slow))
}

// Of three steps the first may be in time, and the last late for it: whoever waits for others leaves time for all of them.
func TestAStepIsHurriedWhereTheNextWouldBeLate(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.prover.takes = time.Minute
	f := b.chain.assigned() // twenty units
	b.start()
	p := &Predicate{Bundle: bundle, Limits: sdk.Limits{StepUnits: 8}}
	first := &journal.Delivery{Forward: f.ID, Stage: journal.Proved, Step: journal.Step{To: 8, Amount: big.NewInt(8)}}
	last := &journal.Delivery{Forward: f.ID, Stage: journal.Proved, Step: journal.Step{To: 20, Amount: big.NewInt(4)}, Delivered: big.NewInt(16)}
	// Two proofs, three settlements of which the last has the margin, and gathering before each of the others.
	const needed = 2*60 + 2*(90+10) + 300
	now := func(before uint64) at { return at{head: chain.Head{Time: f.Terms.SettleBy - before}} }
	require.False(t, b.engine.hurried(candidate{forward: &f, delivery: first}, p, now(needed)))
	require.True(t, b.engine.hurried(candidate{forward: &f, delivery: first}, p, now(needed-1)))
	require.False(t, b.engine.hurried(candidate{forward: &f, delivery: last}, p, now(611)))
	require.True(t, b.engine.hurried(candidate{forward: &f, delivery: last}, p, now(610)), "twice the margin, and gathering")
}

// Fees rise while the transaction of three waits, and one of them is sold. Only what all three are worth can pay for it: it is raised
// for as much, also where an older relayer had the group come apart.
func TestAWaitingGroupIsPaidForByAllOfIt(t *testing.T) {
	t.Parallel()
	for name, apart := range map[string]bool{"as a group": false, "that came apart": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newManyBench(t)
			b.worth(1) // 1100 wei each; the gas of three costs 900, then 1013 and 1140
			c := congest(b)
			c.least = 2
			list := b.acceptMany(3)
			b.start()
			b.run(list[0].Terms.Start)
			require.Len(t, b.settlements(list), 1)
			sent := b.chain.held[0]
			if apart {
				for _, f := range list {
					require.NoError(t, b.engine.part(b.entry(f), []journal.Transaction{sent}))
				}
			} else {
				b.chain.sell(list[1])
			}
			b.run(list[0].Terms.Start + 300)
			for _, f := range []chain.Forward{list[0], list[2]} {
				require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			}
			all := slices.Concat(b.entry(list[0]).Settlement, b.entry(list[1]).Settlement, b.entry(list[2]).Settlement)
			require.EqualValues(t, 1140, spentOn(all).Int64(), "the dearest under their nonce")
			require.Equal(t, apart, b.entry(list[1]).Stage == journal.Confirmed)
		})
	}
}

// The relayer was started for other predicates meanwhile. What was proved before is settled, long before its time presses.
func TestWhatAnotherRelayerProvedIsSettled(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	list := b.acceptMany(2)
	b.start()
	b.run(list[0].Terms.Start - blockTime)
	b.chain.strange = true
	b.start()
	b.run(list[0].Terms.Start + 300)
	b.requireConfirmed(list)
}

// Where the predicate keeps a ledger, one hour that was sold before could cost the others of a transaction their gas.
func TestHoursAreSettledOneByOne(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	b.deps = func(d *Deps, w *WorkerDeps) {
		hours := *d.Predicates[0]
		hours.Bundle = &keys.Bundle{KeyHash: bundle.KeyHash, Manifest: keys.Manifest{Name: "gpu-hours"}}
		d.Predicates, w.Predicates = []*Predicate{&hours}, []*Predicate{&hours}
	}
	list := b.acceptMany(3)
	b.start()
	b.run(list[0].Terms.Start + 300)
	b.requireConfirmed(list)
	require.Len(t, b.settlements(list), 3)
}

// The account cannot pay for all of them in one transaction, or one of them is not worth its gas. They are settled one by one as far as
// that can be, the most urgent first, and not only when time presses.
func TestWhatCannotBePaidForTogetherIsSettledOneByOne(t *testing.T) {
	t.Parallel()
	for name, dust := range map[string]bool{"a poor account": false, "dust": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newManyBench(t)
			c := congest(b)
			c.scanty = !dust
			prices := []int64{1100, 1100, 1100}
			if dust {
				b.worth(1)
				b.chain.price, prices[2] = 0, 2 // of 1200, 1200 and 102 wei half may go for gas, which costs 600 for each in the end
			}
			var list []chain.Forward
			for i, price := range prices {
				list = append(list, b.chain.open(func(f *chain.Forward) {
					f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Bond = f.Terms.Start-500, big.NewInt(8), big.NewInt(100)
					f.Terms.Price, f.Terms.SettleBy = big.NewInt(price), f.Terms.SettleBy-uint64(i)
				}))
				b.chain.accept(list[i])
			}
			urgent := list[2]
			list = list[:2]
			b.start()
			b.run(urgent.Terms.Start - blockTime)
			if dust {
				b.chain.price = 2
			}
			b.run(list[0].Terms.Start + 300)
			b.requireConfirmed(list)
			require.Equal(t, !dust, b.entry(urgent).Stage == journal.Confirmed)
			if !dust {
				require.Equal(t, b.entry(urgent).H, b.chain.shown[0])
			}
		})
	}
}

// All have the same time left and are settled one by one: what loses most by being late goes first, by what the operator says that its
// token is worth, and else by its amount.
func TestWhatLosesMostGoesFirst(t *testing.T) {
	t.Parallel()
	dear, cheap := common.HexToAddress("0x71"), common.HexToAddress("0x72")
	for name, c := range map[string]struct {
		tokens []common.Address
		worth  map[common.Address]*big.Rat
		order  []int
	}{
		"one token":  {[]common.Address{dear, dear, dear}, nil, []int{1, 2, 0}},
		"two tokens": {[]common.Address{dear, cheap, cheap}, map[common.Address]*big.Rat{dear: big.NewRat(1000, 1), cheap: big.NewRat(10, 1)}, []int{0, 1, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newManyBench(t)
			b.opts.Worth = c.worth
			congest(b).scanty = true // not all of them can be paid for at once
			var list []chain.Forward
			for i, bond := range []int64{100, 300, 200} {
				f := b.chain.open(func(f *chain.Forward) {
					f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Bond, f.Terms.Token = f.Terms.Start-500, big.NewInt(8), big.NewInt(bond), c.tokens[i]
				})
				b.chain.accept(f)
				list = append(list, f)
			}
			b.start()
			b.run(list[0].Terms.Start + 300)
			b.requireConfirmed(list)
			var want []common.Hash
			for _, i := range c.order {
				want = append(want, b.entry(list[i]).H)
			}
			require.Equal(t, want, b.chain.shown)
		})
	}
}

// One is left out of a transaction and settled by the next. A reorganisation takes both away, and the endpoint knows neither any more:
// the later cannot be mined before the earlier is sent again.
func TestWhatAReorganisationTakesIsSentAgainInItsOrder(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	b.opts.Confirmations = 20
	list := b.acceptMany(2)
	b.start()
	b.run(list[0].Terms.Start)
	require.Len(t, b.chain.pool, 1)
	nonce := b.chain.pool[0].Nonce
	b.chain.sell(list[1])
	b.chain.mine(blockTime)
	delete(b.chain.sold, list[1].ID)
	for len(b.entry(list[1]).Settlement) < 2 {
		b.chain.mine(blockTime)
		b.tick()
	}
	b.chain.mine(blockTime)
	require.Len(t, b.chain.mined, 2)
	clear(b.chain.mined)
	clear(b.chain.steps)
	clear(b.chain.ended)
	b.chain.nonce, b.chain.pool = nonce, nil
	b.run(list[0].Terms.Start + 600)
	b.requireConfirmed(list)
}

// The one whose entry has the transaction of three goes on to its next step, since somebody else settled this one. The others know of
// what waits for them, and it is not cancelled.
func TestWhoLeavesAGroupLeavesWhatWasSentToTheOthers(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	c := congest(b)
	c.least = 1000
	var list []chain.Forward
	for range 3 {
		list = append(list, b.chain.open(func(f *chain.Forward) {
			f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Bond = f.Terms.Start-500, big.NewInt(16), big.NewInt(100)
		}))
		b.chain.accept(list[len(list)-1])
	}
	b.start()
	b.run(list[0].Terms.Start)
	holder := slices.IndexFunc(list, func(f chain.Forward) bool { return len(b.entry(f).Settlement) > 0 })
	require.GreaterOrEqual(t, holder, 0)
	b.chain.settleStep(chain.Delivery{
		Forward: list[holder], Recipient: somebody, H: statement.WordFromUint64(5), Step: chain.Step{To: 8, Amount: big.NewInt(8)},
	})
	b.run(list[0].Terms.Start + 5*blockTime)
	require.Nil(t, b.entry(list[holder]).Group)
	require.Len(t, b.settlements(list), 2, "sent, and raised once")
	c.least = 3
	b.run(list[0].Terms.Start + 800)
	b.requireConfirmed(list)
	require.Zero(t, b.chain.cancels)
}

// meanwhile is a chain on which something happens after a tick began and before it signs.
type meanwhile struct {
	*fakeChain
	happens func()
}

func (m *meanwhile) Heads(ctx context.Context, back uint64) (newest, below chain.Head, err error) {
	if happens := m.happens; back == 0 && happens != nil {
		m.happens = nil
		happens()
	}
	return m.fakeChain.Heads(ctx, back)
}

// Something happens to one of three between the block that a tick goes by and the moment at which it signs. What that one has is not
// shown: nobody would pay for it. The others are settled together all the same, or alone where one is left.
func TestWhatHappensBeforeSigningLeavesTheOthersTogether(t *testing.T) {
	t.Parallel()
	open := func(b *bench, n int) []chain.Forward { return b.openMany(n, nil) }
	accepted := func(b *bench, n int) []chain.Forward { return b.acceptMany(n) }
	for name, c := range map[string]struct {
		make    func(*bench, int) []chain.Forward
		happens func(*bench, chain.Forward)
	}{
		"somebody else settled it": {accepted, func(b *bench, f chain.Forward) {
			b.chain.settleStep(chain.Delivery{Forward: f, Recipient: somebody, H: statement.WordFromUint64(5), Step: chain.Step{To: 8, Amount: big.NewInt(8)}})
		}},
		"its position was sold": {accepted, func(b *bench, f chain.Forward) { b.chain.sell(f) }},
		"both sides closed it":  {accepted, func(b *bench, f chain.Forward) { b.chain.end(f, chain.StatusClosed, chain.Settlement{}) }},
		"open, and somebody else settled it": {open, func(b *bench, f chain.Forward) {
			b.chain.end(f, chain.StatusSettled, chain.Settlement{Recipient: somebody})
		}},
		"open, and its announcement went away": {open, func(b *bench, f chain.Forward) { b.chain.forget(f.ID, b.entry(f).H) }},
	} {
		for _, n := range []int{2, 3} {
			t.Run(fmt.Sprintf("%s, of %d", name, n), func(t *testing.T) {
				t.Parallel()
				b := newManyBench(t)
				m := &meanwhile{fakeChain: b.chain}
				b.deps = func(d *Deps, _ *WorkerDeps) { d.View = m }
				list := c.make(b, n)
				lost := list[0]
				b.start()
				b.run(lost.Terms.Start - blockTime)
				m.happens = func() {
					b.chain.mine(blockTime)
					c.happens(b, lost)
				}
				b.run(lost.Terms.Start + 300)
				require.Nil(t, m.happens)
				require.NotContains(t, b.chain.shown, b.entry(lost).H)
				require.Empty(t, b.entry(lost).Settlement)
				b.requireConfirmed(list[1:])
				require.Len(t, b.settlements(list), 1)
			})
		}
	}
}

// The clock goes on while a tick lasts: what has no time left by then is not shown, though it is the most urgent.
func TestWhatRanOutOfTimeBeforeSigningIsNotShown(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	m := &meanwhile{fakeChain: b.chain}
	b.deps = func(d *Deps, _ *WorkerDeps) { d.View = m }
	list := b.acceptMany(2)
	late := b.acceptOne(list[0].Terms.Start, list[0].Terms.Start+350)
	b.start()
	b.run(late.Terms.Start - blockTime)
	m.happens = func() { b.chain.mine(100) }
	b.run(late.Terms.Start + 300)
	require.NotContains(t, b.chain.shown, b.entry(late).H)
	b.requireConfirmed(list)
	require.Len(t, b.settlements(list), 1)
}

// Killed while some are bound to one transaction, and one of them is sold before the next start: nothing with it is sent.
func TestWhatIsBoundAndWasNotSentComesApart(t *testing.T) {
	t.Parallel()
	for steps := range 5 { // each of three entries is bound, then the transaction is kept, then sent
		t.Run(fmt.Sprint(steps), func(t *testing.T) {
			t.Parallel()
			b := newManyBench(t)
			list := b.acceptMany(3)
			b.start()
			b.run(list[0].Terms.Start - blockTime)
			b.chain.mine(blockTime)
			k := b.kill(steps)
			require.ErrorIs(t, b.engine.Tick(t.Context()), errKilled)
			require.True(t, k.dead)
			for i := range min(steps, 3) {
				require.NotNil(t, b.entry(list[slices.IndexFunc(list, func(f chain.Forward) bool {
					return f.ID == sortedIDs(list)[i]
				})]).Group)
			}
			b.chain.sell(list[1])
			b.start()
			b.run(list[0].Terms.Start + 300)
			b.requireConfirmed([]chain.Forward{list[0], list[2]})
			for tx := range b.chain.mined {
				for _, paid := range b.chain.pays[tx] {
					require.NotEqual(t, list[1].ID, paid.Forward.ID, "shown")
				}
			}
		})
	}
}

// killedBeforeSending signs and keeps what settles some forwards together, and ends before that is sent.
func (b *bench) killedBeforeSending(list []chain.Forward) journal.Transaction {
	b.t.Helper()
	b.start()
	b.run(list[0].Terms.Start - blockTime)
	b.chain.mine(blockTime)
	b.kill(len(list) + 1) // each is bound, the transaction is kept, and that it is sent would be next
	require.ErrorIs(b.t, b.engine.Tick(b.t.Context()), errKilled)
	require.Empty(b.t, b.chain.pool)
	for _, f := range list {
		if signed := b.entry(f).Settlement; len(signed) == 1 {
			require.False(b.t, signed[0].Tried)
			return signed[0]
		}
	}
	require.Fail(b.t, "nothing was kept")
	return journal.Transaction{}
}

// laterSingle accepts one that is ready some blocks after others, in another token, so that it is settled alone.
func (b *bench) laterSingle(start uint64) chain.Forward {
	f := b.chain.open(func(f *chain.Forward) {
		f.Terms.Start, f.Terms.End, f.Terms.SettleBy, f.Terms.AcceptBy = start, start+100, start+2000, start-1
		f.Terms.Quantity, f.Terms.Bond, f.Terms.Token = big.NewInt(8), big.NewInt(100), common.HexToAddress("0x71")
	})
	b.chain.accept(f)
	return f
}

// Killed after the transaction of a group was kept and before it was sent, and started again with one ready that goes alone. What was
// signed first goes first, byte by byte, and the other waits for its own nonce.
func TestWhatWasSignedForAGroupGoesBeforeSingles(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	list := b.acceptMany(3)
	single := b.laterSingle(list[0].Terms.Start + blockTime)
	signed := b.killedBeforeSending(list)
	b.start()
	b.chain.mine(blockTime)
	b.tick()
	require.Len(t, b.chain.pool, 1)
	require.Equal(t, signed.Raw, b.chain.pool[0].Raw)
	require.Empty(t, b.entry(single).Settlement)
	b.run(single.Terms.Start + 300)
	b.requireConfirmed(append(list, single))
	require.Len(t, b.settlements(list), 1)
	require.Greater(t, b.entry(single).Settlement[0].Nonce, signed.Nonce)
}

// The same, and the group waits for one of its members: what goes alone goes before it, under the nonce that nobody saw. The group's
// transaction, which offers more, does not take its place, but is signed anew behind it.
func TestAGroupThatWasNotSentLeavesItsNonceToOthers(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	list := b.openMany(3, nil)
	single := b.laterSingle(list[0].Terms.Start + blockTime)
	signed := b.killedBeforeSending(list)
	key := announcementKey(list[1].ID, b.entry(list[1]).H)
	announced := b.chain.announced[key]
	b.chain.forget(list[1].ID, b.entry(list[1]).H)
	b.start()
	b.chain.mine(blockTime)
	require.NoError(t, b.engine.Tick(t.Context()))
	require.Len(t, b.entry(single).Settlement, 1)
	require.Equal(t, signed.Nonce, b.entry(single).Settlement[0].Nonce)
	alone := b.chain.pool[0]
	b.chain.announced[key] = announced
	require.NoError(t, b.engine.Tick(t.Context()))
	require.Equal(t, alone.Raw, b.chain.pool[0].Raw)
	b.run(single.Terms.Start + 300)
	b.requireConfirmed(append(list, single))
	require.Len(t, b.entry(single).Settlement, 1, "signed once")
}

// Killed right after the transaction of three was sent, and one of them is sold before the next start. The group does not come apart
// without what was sent, which still pays for the others.
func TestWhatWasSentForAGroupIsKnownAfterACrash(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	list := b.acceptMany(3)
	b.start()
	b.run(list[0].Terms.Start - blockTime)
	b.chain.mine(blockTime)
	k := b.kill(1000)
	k.last = true
	_ = b.engine.Tick(t.Context()) // errKilled, if anything was left to keep
	require.True(t, k.dead)
	require.Len(t, b.chain.pool, 1)
	sent := b.chain.pool[0]
	b.chain.sell(list[1])
	b.start()
	b.tick()
	require.Contains(t, b.settlements(list), sent.Hash)
	b.run(list[0].Terms.Start + 300)
	b.requireConfirmed([]chain.Forward{list[0], list[2]})
	require.Zero(t, b.displacedCount())
}

func sortedIDs(list []chain.Forward) (ids []common.Hash) {
	for _, f := range list {
		ids = append(ids, f.ID)
	}
	return slices.SortedFunc(slices.Values(ids), common.Hash.Cmp)
}

// choosy is a chain whose contract refuses whatever has one of some forwards in it.
type choosy struct {
	*fakeChain
	refuses func(common.Hash) bool
	asked   []int // of how many, since it was last looked at
}

func (c *choosy) SignSettle(ctx context.Context, d chain.Delivery, most *big.Int) (journal.Transaction, error) {
	c.asked = append(c.asked, 1)
	if c.refuses(d.Forward.ID) {
		return journal.Transaction{}, &chain.RevertError{Reason: "no"}
	}
	return c.fakeChain.SignSettle(ctx, d, most)
}

func (c *choosy) SignGroup(ctx context.Context, call []byte, most *big.Int) (journal.Transaction, error) {
	list := c.groups[string(call)].Deliveries
	c.asked = append(c.asked, len(list))
	if slices.ContainsFunc(list, func(d chain.Delivery) bool { return c.refuses(d.Forward.ID) }) {
		return journal.Transaction{}, &chain.RevertError{Reason: "no"}
	}
	return c.fakeChain.SignGroup(ctx, call, most)
}

// One of eight has the contract refuse whatever it is in. The group is halved until the culprit is found, which is then tried as one that
// goes alone. The others are paid, and what is refused is not tried more than once in a tick.
func TestWhoSpoilsAGroupIsFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		culprits []int // by urgency
		asked    []int // in the first tick
	}{
		"the most urgent": {[]int{0}, []int{8, 4, 2, 1, 7}},
		"one in between":  {[]int{2}, []int{8, 4, 2}},
		"the last":        {[]int{7}, []int{8, 4}},
		"the first two":   {[]int{0, 1}, []int{8, 4, 2, 1, 7, 3, 1, 6}},
		"all of them":     {[]int{0, 1, 2, 3, 4, 5, 6, 7}, []int{8, 4, 2, 1, 7, 3, 1, 6, 3, 1, 5, 2, 1, 4, 2, 1, 3, 1, 2, 1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newManyBench(t)
			var list, others, culprits []chain.Forward
			for i := range uint64(8) {
				f := b.chain.open(func(f *chain.Forward) {
					f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Bond = f.Terms.Start-500, big.NewInt(8), big.NewInt(100)
					f.Terms.SettleBy += i
				})
				b.chain.accept(f)
				list = append(list, f)
				if slices.Contains(c.culprits, int(i)) {
					culprits = append(culprits, f)
				} else {
					others = append(others, f)
				}
			}
			wallet := &choosy{fakeChain: b.chain, refuses: func(id common.Hash) bool {
				return slices.ContainsFunc(culprits, func(f chain.Forward) bool { return f.ID == id })
			}}
			b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet = wallet }
			b.start()
			b.run(list[0].Terms.Start - blockTime)
			for i := range 10 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // which says that the contract refuses
				if i == 0 {
					require.Equal(t, c.asked, wallet.asked)
				}
			}
			b.requireConfirmed(others)
			for _, f := range culprits {
				require.Nil(t, b.entry(f).Group)
				require.Empty(t, b.entry(f).Settlement)
				require.NotContains(t, b.chain.shown, b.entry(f).H)
			}
		})
	}
}
