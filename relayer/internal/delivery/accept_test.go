package delivery

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

var bondToken = common.HexToAddress("0x70")

// newAcceptBench is a bench whose relayer accepts, with up to 150 at stake. A forward's bond is 100.
func newAcceptBench(t *testing.T) *bench {
	t.Helper()
	b := newBench(t)
	b.opts.Accept, b.opts.Account, b.opts.MaxBonds = true, us, map[common.Address]*big.Int{bondToken: big.NewInt(150)}
	return b
}

// proposed opens an assigned forward, a block before the newest so that its opening is final.
func (b *bench) proposed(change func(*chain.Forward)) chain.Forward {
	f := b.chain.open(func(f *chain.Forward) {
		f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Price, f.Terms.Bond = f.Terms.Start-500, big.NewInt(20), big.NewInt(999), big.NewInt(100)
		if change != nil {
			change(f)
		}
	})
	b.chain.mine(blockTime)
	return f
}

// experienced has the journal know that the executor takes no time to speak of.
func (b *bench) experienced() {
	b.t.Helper()
	require.NoError(b.t, b.engine.save(&journal.Delivery{
		Forward: common.Hash{0xee}, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Confirmed, KeyHash: bundle.KeyHash, Executed: time.Nanosecond,
	}))
}

// How long the executor takes is not known before its first output: a second forward waits for that.
func TestTheFirstIsAcceptedAlone(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.MaxBonds[bondToken].SetInt64(1000)
	b.proposed(nil)
	b.proposed(nil)
	b.start()
	b.tick()
	require.EqualValues(t, 1, b.chain.signed)
	require.Equal(t, 1, b.count("it waits until it is known how long the executor takes for square: forward "))
	b.run(b.chain.now() + 5*blockTime)
	require.EqualValues(t, 2, b.chain.signed)
}

func TestAcceptedByItselfAndDelivered(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.proposed(nil)
	b.start()
	b.run(f.Terms.Start + 300)
	require.Equal(t, []Kind{AcceptSent, Taken, Working, Refusal, Working, Held, Proved, Sent, Paid}, b.kinds()[:9])
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
	require.Equal(t, 1, b.chain.accepts)
	require.EqualValues(t, 1_000_000-100, b.chain.funds.Token.Int64())
	require.Len(t, b.entry(f).Accept, 1, "kept over its steps")
}

// The relayer is killed at each of its steps until the first step is proved, and started again. It stakes one bond, and delivers.
func TestKilledAnywhereItAcceptsOnce(t *testing.T) {
	t.Parallel()
	steps := 0
	for accepted := false; !accepted; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newAcceptBench(t)
			b.executor.list = []string{"12"}
			f := b.proposed(nil)
			k := b.kill(steps)
			for !k.dead && b.chain.now() < f.Terms.AcceptBy {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.wait()
			}
			accepted = !k.dead
			b.start()
			b.run(f.Terms.AcceptBy)
			require.Equal(t, journal.Proved, b.entry(f).Stage)
			require.Equal(t, 1, b.chain.accepts)
			require.Zero(t, b.chain.refused)
			require.Len(t, b.entry(f).Accept, 1, "signed once")
			require.EqualValues(t, 1_000_000-100, b.chain.funds.Allowance.Int64())
		})
	}
	require.Greater(t, steps, 10)
}

// Killed between writing an acceptance down and sending it; what was so when it was signed is not so any more.
func TestAnAcceptanceThatNobodySawIsSentOnlyIfItWouldBeSigned(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*bench, chain.Forward){
		"too late":       func(b *bench, f chain.Forward) { b.chain.mine(f.Terms.AcceptBy - 300 - b.chain.now()) },
		"by a clock":     func(b *bench, f chain.Forward) { b.wall = time.Unix(int64(f.Terms.AcceptBy-300), 0) },
		"turned off":     func(b *bench, _ chain.Forward) { b.opts.Accept = false },
		"denied":         func(b *bench, f chain.Forward) { b.opts.DeniedBuyers = []common.Address{f.Buyer} },
		"nothing to pay": func(b *bench, _ chain.Forward) { b.chain.funds.Ether = new(big.Int) },
	} {
		b := newAcceptBench(t)
		f := b.proposed(nil)
		other := b.chain.open(func(f *chain.Forward) { f.Terms.Token = common.HexToAddress("0x71") })
		b.deps = func(d *Deps, _ *WorkerDeps) { d.Network = unsent{b.chain} }
		b.start()
		require.ErrorIs(t, b.engine.Tick(t.Context()), ErrUnsent)
		b.wait()
		require.Len(t, b.entry(f).Accept, 1)
		require.False(t, b.entry(f).Accept[0].Tried)
		b.deps = nil
		change(b, f)
		b.start()
		b.run(b.chain.now() + 10*blockTime)
		require.Zero(t, b.chain.accepts, name)
		require.Zero(t, b.chain.refused, name)
		require.NotEmpty(t, b.entry(other).Announcement, "others of the account go on")
	}
}

// Killed after it was sent and before that was written down, and started again without --accept: its bond is at stake, so it is
// delivered.
func TestAnAcceptanceThatArrivedAfterAllIsDelivered(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.proposed(nil)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Network = unsent{b.chain} }
	b.start()
	require.ErrorIs(t, b.engine.Tick(t.Context()), ErrUnsent)
	require.NoError(t, b.chain.Send(t.Context(), b.entry(f).Accept[0]))
	b.deps, b.opts.Accept = nil, false
	b.start()
	b.tick()
	require.Equal(t, journal.Accepting, b.entry(f).Stage)
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
	require.Equal(t, 1, b.chain.accepts)
}

// Whatever is against accepting a forward: nothing is signed, and the reason is told.
func TestWhatIsNotAccepted(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*bench, *chain.Forward){
		"its terms name":                      func(_ *bench, f *chain.Forward) { f.Terms.Provider = somebody },
		"it takes two rounds":                 func(_ *bench, f *chain.Forward) { f.Terms.BeaconBlock = 90 },
		"its buyer":                           func(b *bench, _ *chain.Forward) { b.opts.Buyers = []common.Address{us} },
		"the task is not in hand":             func(_ *bench, f *chain.Forward) { f.Task = nil },
		"its price of 999 is":                 func(b *bench, _ *chain.Forward) { b.opts.MinPrice = big.NewInt(1000) },
		"its predicate contract":              func(_ *bench, f *chain.Forward) { f.Terms.Predicate = otherContract },
		"it is not accepted yet: " + doubtful: func(b *bench, _ *chain.Forward) { b.chain.doubt = chain.ErrTooFew },
		"it is too late to accept it":         func(_ *bench, f *chain.Forward) { f.Terms.AcceptBy = genesis + 300 + 2*blockTime },
		"its opening is in a block that may":  func(b *bench, _ *chain.Forward) { b.opts.Confirmations = 60 },
		"it could be settled from": func(_ *bench, f *chain.Forward) {
			f.Terms.SettleBy = f.Terms.Start + 330
			f.Terms.End = f.Terms.SettleBy
		},
		costsMore: func(b *bench, _ *chain.Forward) { b.worth(1); b.opts.ExecuteCost = big.NewInt(900) },
		noTime:    func(b *bench, _ *chain.Forward) { b.prover.takes = time.Hour },
		"it is not accepted, since more would be":  func(b *bench, _ *chain.Forward) { b.opts.MaxBonds[bondToken].SetInt64(99) },
		"it is not accepted, since the account":    func(b *bench, _ *chain.Forward) { b.chain.funds.Token.SetInt64(99) },
		"it is not accepted, since the escrow may": func(b *bench, _ *chain.Forward) { b.chain.funds.Allowance.SetInt64(99) },
		"it is not accepted, since too little":     func(b *bench, _ *chain.Forward) { b.opts.Reserve = big.NewInt(1_000_000 - 99) },
	} {
		t.Run(want, func(t *testing.T) { // each with a relayer that ends with it
			b := newAcceptBench(t)
			b.chain.mine(blockTime)
			b.proposed(func(f *chain.Forward) { change(b, f) })
			b.start()
			b.run(b.chain.now() + 3*blockTime)
			require.Positive(t, b.count(want), "%q", b.told())
			require.Zero(t, b.chain.signed)
			require.Zero(t, b.chain.accepts)
		})
	}
}

var doubtful = chain.ErrTooFew.Error()

// Two are proposed in one tick, and there is enough for one: the second waits until the first is over.
func TestBondsAtStakeAreBoundedTogether(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*bench)
		reason string
	}{
		"by the operator":     {func(*bench) {}, "it is not accepted, since more would be at stake than may be: its bond is 100, beside 100 that are, and --max-bond is 150 of token " + bondToken.Hex()},
		"by the allowance":    {func(b *bench) { b.opts.MaxBonds[bondToken].SetInt64(200); b.chain.funds.Allowance.SetInt64(150) }, "it is not accepted, since the escrow may not take its bond"},
		"by what there is":    {func(b *bench) { b.opts.MaxBonds[bondToken].SetInt64(200); b.chain.funds.Token.SetInt64(150) }, "it is not accepted, since the account has not enough"},
		"of an accepted one":  {func(b *bench) { b.opts.Workers = 1 }, "it is not accepted, since more would be at stake than may be"},
		"though it is killed": {func(b *bench) { b.deps = nil }, "it is not accepted, since more would be at stake than may be"},
	} {
		b := newAcceptBench(t)
		first, second := b.proposed(nil), b.proposed(nil)
		c.change(b)
		b.start()
		b.tick()
		b.start()
		b.run(b.chain.now() + 4*blockTime)
		require.Equal(t, 1, b.chain.accepts, name)
		require.Positive(t, b.count(c.reason), "%s: %q", name, b.told())
		_, one := b.chain.accepted[first.ID]
		_, other := b.chain.accepted[second.ID]
		require.NotEqual(t, one, other)
	}
}

// While all workers are busy forwards are accepted that there is time for later, and begun one after the other.
func TestAcceptingWaitsForNoRoom(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.Workers = 1
	b.opts.MaxBonds[bondToken].SetInt64(1000)
	b.executor.block()
	busy := b.chain.open(nil)
	b.start()
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	f := b.proposed(nil)
	for range 5 {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
	}
	require.Equal(t, 1, b.chain.accepts)
	require.Equal(t, journal.Executing, b.entry(f).Stage)
	require.Positive(t, b.count("it waits until fewer forwards are being worked on"))
	require.Len(t, b.executor.jobs, 1)
	go func() {
		for range b.executor.asked { // whoever asks from here on is let pass
		}
	}()
	close(b.executor.hold)
	b.wait()
	b.run(f.Terms.AcceptBy)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Equal(t, journal.Proved, b.entry(busy).Stage)
	close(b.executor.asked)
}

// Ours waits to be mined, and somebody else's is mined first. It would be refused, and makes way.
func TestAnAcceptanceThatCameTooLateMakesWay(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	c := congest(b)
	c.least = 1000
	f := b.proposed(nil)
	b.start()
	b.run(b.chain.now() + 2*blockTime)
	require.Len(t, b.entry(f).Accept, 1)
	b.chain.accept(f)
	b.chain.sell(f)
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	require.Equal(t, "somebody else accepted it", b.entry(f).Reason)
	c.least = 1
	other := b.chain.open(nil)
	b.run(other.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(other).Stage)
	require.NotEmpty(t, b.entry(f).Void)
	require.Zero(t, b.chain.accepts)
	require.Zero(t, b.chain.refused)
}

// One that waits is raised, as others are, and the same bond is staked once; nobody accepts it in time where fees are above limits.
func TestAnAcceptanceThatWaitsOffersMore(t *testing.T) {
	t.Parallel()
	for least, accepted := range map[int]int{2: 1, 1000: 0} {
		b := newAcceptBench(t)
		c := congest(b)
		c.least = least
		f := b.proposed(nil)
		b.start()
		b.run(f.Terms.AcceptBy + 300)
		require.Equal(t, accepted, b.chain.accepts)
		signed := b.entry(f).Accept
		require.Greater(t, len(signed), 2)
		requireRising(t, signed)
		require.Zero(t, b.chain.refused)
		if accepted == 0 {
			require.Equal(t, journal.Abandoned, b.entry(f).Stage)
			require.Contains(t, b.entry(f).Reason, "nobody accepted it before")
			require.True(t, b.entry(f).Missed.IsZero())
		}
	}
}

// An acceptance goes away with its block, and is mined again; what was begun before it was final would have been for nothing.
func TestAnAcceptanceThatGoesAwayIsSentAgain(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.Confirmations = 5
	f := b.proposed(nil)
	b.start()
	for b.chain.accepts == 0 {
		b.run(b.chain.now() + blockTime)
	}
	b.tick()
	require.Empty(t, b.executor.jobs, "it is not final")
	tx := b.entry(f).Accept[0]
	b.chain.mu.Lock()
	delete(b.chain.accepted, f.ID)
	delete(b.chain.mined, tx.Hash)
	b.chain.nonce--
	b.chain.mu.Unlock()
	b.run(b.chain.now() + 10*blockTime)
	require.Equal(t, 2, b.chain.accepts)
	require.Len(t, b.entry(f).Accept, 1)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// The window passes though the relayer had it in hand from its own acceptance on, whatever came of it since.
func TestAnAcceptedForwardThatIsMissedIsAMissedWindow(t *testing.T) {
	t.Parallel()
	for name, away := range map[string]bool{"it was away": true, "no output held": false} {
		b := newAcceptBench(t)
		b.opts.CoolDown = time.Hour
		b.executor.list = nil
		f := b.proposed(nil)
		b.start()
		b.tick()
		require.Equal(t, journal.Accepting, b.entry(f).Stage)
		b.chain.mine(blockTime)
		if !away {
			b.run(b.chain.now() + 5*blockTime)
			require.Equal(t, journal.Executing, b.entry(f).Stage)
		}
		b.chain.mine(f.Terms.SettleBy - b.chain.now())
		b.chain.end(f, chain.StatusReclaimed, chain.Settlement{})
		b.chain.mine(blockTime)
		b.tick()
		b.tick()
		require.False(t, b.entry(f).Missed.IsZero(), name)
		require.Equal(t, f.ID, b.engine.CoolDown().Forward)

		next := b.proposed(nil)
		b.run(b.chain.now() + 3*blockTime)
		require.Equal(t, 1, b.chain.accepts)
		require.Positive(t, b.count("it waits until 1970-01-01 01:00:00 UTC"))
		b.wall = b.wall.Add(time.Hour)
		b.run(b.chain.now() + 3*blockTime)
		require.Equal(t, 2, b.chain.accepts, next.ID)
	}
}

// Started with another key, the relayer does not take its own acceptance for somebody else's; with the right one it delivers.
func TestAnotherKeyEndsNoAcceptance(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.Confirmations = 3
	f := b.proposed(nil)
	b.start()
	b.run(b.chain.now() + 2*blockTime)
	require.Equal(t, 1, b.chain.accepts)
	require.Equal(t, journal.Accepting, b.entry(f).Stage)
	b.chain.sold[f.ID] = 0 // another account may not deliver it
	b.start()
	b.run(b.chain.now() + 5*blockTime)
	require.Equal(t, journal.Accepting, b.entry(f).Stage)
	delete(b.chain.sold, f.ID)
	b.start()
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// Anybody may give a position away, with any bond, as late as they like. It is worked on where it disturbs nothing that was accepted by
// itself, and leaves room for bonds; so does one that was accepted and sold.
func TestWhatIsGivenAwayTakesNoRoom(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.prover.takes = 20 * time.Minute
	given := b.chain.assigned()
	b.chain.accept(given)
	b.chain.given = map[common.Hash]bool{given.ID: true}
	f := b.proposed(func(f *chain.Forward) { f.Terms.SettleBy -= 30 })
	b.executor.block()
	b.executor.asked = make(chan struct{}, 9)
	b.start()
	for range 6 {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
	}
	require.Equal(t, journal.Executing, b.entry(given).Stage)
	require.Equal(t, 1, b.chain.accepts, "its bond is not counted")
	late := b.chain.open(func(g *chain.Forward) { g.Terms = f.Terms; g.Terms.SettleBy -= 60 })
	b.prover.takes, b.engine.working = 30*time.Minute, nil
	p, now := b.engine.Predicates[0], at{head: chain.Head{Time: b.chain.now()}}
	reason, figures, err := b.engine.displaces(t.Context(), &late, p, new(journal.Delivery), now)
	require.NoError(t, err)
	require.Equal(t, noTime, reason)
	require.Contains(t, figures, "forward "+f.ID.Hex()+", which this relayer accepted, would be done in 1h0m0s")
	late.Terms.SettleBy += 120
	reason, _, err = b.engine.displaces(t.Context(), &late, p, new(journal.Delivery), now)
	require.NoError(t, err)
	require.Empty(t, reason, "it is late itself, and disturbs nothing")
	b.chain.sell(f)
	b.chain.mine(blockTime)
	b.chain.mine(blockTime)
	require.NoError(t, b.engine.Tick(t.Context()))
	stakes, err := b.engine.stakes(t.Context(), &late, now)
	require.NoError(t, err)
	require.Zero(t, stakes.bonds.Sign(), "sold")
	close(b.executor.hold)
}

// An acceptance that was never sent does not take the place of another transaction that has its nonce since, though it offers more.
func TestAnAcceptanceLeavesItsNonceToOthers(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.proposed(nil)
	b.chain.price = 2
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Network = unsent{b.chain} }
	b.start()
	require.ErrorIs(t, b.engine.Tick(t.Context()), ErrUnsent)
	other := b.chain.open(nil)
	b.chain.price, b.deps, b.opts.Accept = 1, nil, false
	b.start()
	b.tick()
	b.tick()
	require.Len(t, b.chain.pool, 1)
	announcement := b.entry(other).Announcement
	require.Len(t, announcement, 1)
	require.Equal(t, b.entry(f).Accept[0].Nonce, announcement[0].Nonce)
	b.opts.Accept = true
	b.start()
	b.tick()
	require.Equal(t, announcement[0].Hash, b.chain.pool[0].Hash)
	require.Equal(t, 1, b.count("its acceptance was not sent, and another transaction has its nonce"))
	b.run(b.chain.now() + 3*blockTime)
	require.Len(t, b.entry(f).Accept, 2)
	require.Equal(t, 1, b.chain.accepts)
}

// Two executors could hang over what anybody opened; one of two workers is kept for what is accepted.
func TestAWorkerIsKeptForWhatIsAccepted(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.Workers = 2
	b.executor.block()
	b.executor.asked = make(chan struct{}, 9)
	open := []chain.Forward{b.chain.open(nil), b.chain.open(nil)}
	f := b.proposed(nil)
	b.start()
	for range 5 {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
	}
	require.True(t, b.engine.working[f.ID].Live)
	require.NotEqual(t, b.engine.working[open[0].ID].Live, b.engine.working[open[1].ID].Live)
	close(b.executor.hold)
}

// To wait for lower fees loses the bond of what was accepted: they may come to all that it brings from the beginning.
func TestFeesOfWhatIsAcceptedRiseUpToItsWorth(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.worth(1)
	f := b.proposed(nil)
	b.start()
	b.tick()
	accepted := b.entry(f)
	given := *accepted
	given.Accept = nil
	require.EqualValues(t, 1099, b.engine.most(accepted, settlement).Int64())
	require.EqualValues(t, 549, b.engine.most(&given, settlement).Int64())
}
