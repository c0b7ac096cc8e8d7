package delivery

import (
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
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
	require.NotNil(t, b.entry(list[0]).Group)
	require.Empty(t, b.chain.shown)
	b.chain.sell(list[1])
	b.chain.price = 1
	b.run(list[0].Terms.Start + 300)
	require.NotContains(t, b.chain.shown, b.entry(list[1]).H)
	b.requireConfirmed([]chain.Forward{list[0], list[2]})
	require.Equal(t, 3, b.prover.proofs)
	require.Len(t, b.settlements(list), 1)
}

// What has little time left goes alone.
func TestWhatIsHurriedGoesAlone(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	list := b.acceptMany(2)
	hurried := b.acceptOne(list[0].Terms.Start, list[0].Terms.Start+330)
	b.start()
	b.run(list[0].Terms.Start + 300)
	b.requireConfirmed(append(list, hurried))
	require.Len(t, b.settlements(append(list, hurried)), 2)
	require.Len(t, b.settlements([]chain.Forward{hurried}), 1)
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
