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

// expiring is a bench that accepted a forward and had eight of its twenty units paid when the chain went silent: 40 of its bond of 100 are
// to come back from settle-by on.
func expiring(t *testing.T, change func(*bench)) (*bench, chain.Forward) {
	t.Helper()
	b := newAcceptBench(t)
	b.opts.CoolDown = time.Hour
	if change != nil {
		change(b)
	}
	f := b.proposed(nil)
	b.start()
	for b.engine.entry(f.ID) == nil || b.entry(f).Steps == 0 {
		b.run(b.chain.now() + blockTime)
	}
	b.chain.mine(f.Terms.SettleBy - b.chain.now())
	b.chain.mine(blockTime)
	return b, f
}

// revert is what an endpoint answers to an estimate.
type revert struct{}

func (revert) Error() string { return "execution reverted" }

func (revert) ErrorCode() int { return 3 }

var errReverts = revert{}

const (
	held     = 1_000_000 - 100 // of the token once the bond was staked
	cameBack = "; 8 of 20 units were paid before; 40 of its bond of 100 came back to this account"
)

func TestAForwardThatRanOutIsReclaimedOnce(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	shown, proofs := len(b.chain.shown), b.prover.proofs
	b.tick()
	d := b.entry(f)
	require.Equal(t, journal.Reclaiming, d.Stage)
	require.Len(t, d.Reclaim, 1)
	require.Equal(t, b.wall.UTC(), d.Missed, "a window missed, from this moment on")
	require.Equal(t, d.Reclaim[0].Hash, b.engine.Status()[0].Reclaim)
	require.Empty(t, b.engine.tally().unfinished, "nothing is at stake, and nothing takes time")

	b.wall = b.wall.Add(time.Minute)
	b.chain.mine(blockTime)
	b.tick()
	require.Equal(t, 1, b.chain.reclaims)
	require.Equal(t, journal.Reclaiming, b.entry(f).Stage, "that block may go away")
	b.run(b.chain.now() + 3*blockTime)
	d = b.entry(f)
	require.Equal(t, journal.Abandoned, d.Stage)
	require.Equal(t, "its money went back to the buyer"+cameBack, d.Reason)
	require.Equal(t, b.wall.Add(-time.Minute).UTC(), d.Missed, "counted once")
	require.EqualValues(t, held+40, b.chain.funds.Token.Int64())
	require.Len(t, d.Reclaim, 1, "signed once")
	require.Equal(t, []Kind{Reclaimed, Dropped}, b.kinds()[len(b.kinds())-2:])
	require.Equal(t, []int{shown, proofs}, []int{len(b.chain.shown), b.prover.proofs})
	require.Zero(t, b.chain.refused)
	require.Empty(t, b.engine.Status())
}

// The relayer is killed at each of its steps from the end of the window on, and started again. One transaction reclaims it.
func TestKilledAnywhereItReclaimsOnce(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b, f := expiring(t, nil)
			k := b.kill(steps)
			for range 6 {
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.wait()
				b.chain.mine(blockTime)
			}
			done = !k.dead
			before := b.wall.UTC()
			b.start()
			b.run(b.chain.now() + 6*blockTime)
			d := b.entry(f)
			require.Equal(t, journal.Abandoned, d.Stage)
			require.Contains(t, d.Reason, cameBack)
			require.Len(t, d.Reclaim, 1)
			require.Equal(t, 1, b.chain.reclaims)
			require.Zero(t, b.chain.refused)
			require.Contains(t, []time.Time{before, b.wall.UTC()}, d.Missed)
			require.EqualValues(t, held+40, b.chain.funds.Token.Int64())
		})
	}
	require.Greater(t, steps, 4)
}

// A position that is held by somebody else, nothing delivered, and what would cost more than it brings.
func TestWhatIsNotReclaimed(t *testing.T) {
	t.Parallel()
	const paid = "; 8 of 20 units were paid before"
	const left = paid + "; 40 of its bond of 100 is still to be had by `tercet forward reclaim`: "
	for name, c := range map[string]struct {
		opts   func(*bench)
		late   func(*bench, chain.Forward)
		reason string
	}{
		"sold":        {late: func(b *bench, f chain.Forward) { b.chain.sell(f); b.chain.mine(blockTime) }, reason: paid},
		"let act":     {late: func(b *bench, _ chain.Forward) { b.chain.approved = true }, reason: paid},
		"undelivered": {late: func(b *bench, f chain.Forward) { delete(b.chain.steps, f.ID) }},
		"worth no wei": {
			opts:   func(b *bench) { b.opts.Worth = map[common.Address]*big.Rat{bondToken: big.NewRat(1, 41)} },
			reason: left + "it is worth no wei",
		},
		"below the least price": {
			opts:   func(b *bench) { b.opts.MinPrice = big.NewInt(41) },
			reason: left + "it is below the least price of 41, and --worth does not say what its token is worth",
		},
		"in a token that counts no more": {
			opts:   func(b *bench) { b.opts.Tokens = []common.Address{{1}} },
			reason: left + "neither --worth nor --token names token " + bondToken.Hex(),
		},
	} {
		b, f := expiring(t, nil)
		if c.opts != nil {
			c.opts(b)
			b.start()
		}
		if c.late != nil {
			c.late(b, f)
		}
		signed := b.chain.signed
		b.run(b.chain.now() + 3*blockTime)
		require.Equal(t, journal.Abandoned, b.entry(f).Stage, name)
		require.Equal(t, windowOver(&f)+c.reason, b.entry(f).Reason, name)
		require.Equal(t, signed, b.chain.signed, name)
		require.Zero(t, b.chain.reclaims, name)
	}
}

// 40 units at 10 wei are worth 400, of which gas may cost 200: it takes 50.
func TestWhatIsTooDearIsReclaimedOnceItIsNot(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	b.worth(10)
	b.start()
	b.chain.price = 5
	b.run(b.chain.now() + 2*blockTime)
	require.Equal(t, 1, b.count("its reclaim waits: the gas would cost more of what the delivery is worth than it may"), "said once")
	require.Equal(t, "reclaiming", string(b.engine.Status()[0].Stage))
	require.Contains(t, b.engine.resting, f.ID)

	b.chain.price = 4
	b.run(b.chain.now() + 2*blockTime)
	require.Empty(t, b.entry(f).Reclaim, "it is looked at now and then")
	b.chain.mine(uint64(reclaimPause / time.Second))
	b.run(b.chain.now() + 5*blockTime)
	require.Contains(t, b.entry(f).Reason, cameBack)
	require.EqualValues(t, 200, spentOn(b.entry(f).Reclaim).Int64())
}

func TestWhatIsTooDearForLongIsLeftThere(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	b.worth(10)
	b.start()
	b.chain.price = 5
	b.tick()
	b.wall = b.wall.Add(time.Hour)
	b.chain.mine(f.Terms.SettleBy + uint64(reclaimFor/time.Second) - b.chain.now())
	b.tick()
	require.Equal(t, journal.Reclaiming, b.entry(f).Stage, "that block may go away")
	b.chain.mine(uint64(reclaimPause / time.Second))
	b.tick()
	d := b.entry(f)
	require.Equal(t, journal.Abandoned, d.Stage)
	require.Equal(t, windowOver(&f)+"; 8 of 20 units were paid before; 40 of its bond of 100 is still to be had by `tercet forward reclaim`: "+
		"it could not be reclaimed for 168h0m0s, the last time since "+chain.ErrTooDear.Error(), d.Reason)
	require.Empty(t, d.Reclaim)
	require.Equal(t, b.wall.Add(-time.Hour).UTC(), d.Missed)
	b.tick()
	require.Empty(t, b.engine.Status())
}

// Whatever keeps its transactions from being mined, they are few.
func TestAReclaimThatComesToNothingIsLeftThere(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	for range maxTransactions {
		b.tick()
		b.chain.pool = nil
		b.chain.takeNonce()
		b.chain.mine(blockTime)
		b.chain.mine(blockTime)
	}
	b.tick()
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	require.Contains(t, b.entry(f).Reason, "40 of its bond of 100 is still to be had by `tercet forward reclaim`: 5 transactions came to nothing")
	require.Len(t, b.entry(f).Reclaim, maxTransactions)
}

// A token that fails, whether or not an estimate shows it, costs the gas of a few transactions, and then nothing more.
func TestAReclaimThatItsTokenRefusesIsLeftThere(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	b.chain.declines = map[common.Hash]bool{f.ID: true}
	b.run(b.chain.now() + 20*blockTime)
	require.Equal(t, maxTransactions, b.chain.refused)
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	require.Contains(t, b.entry(f).Reason, "5 transactions came to nothing")

	b, f = expiring(t, nil)
	b.chain.reverts = true
	for range 2 {
		require.ErrorIs(t, b.engine.Tick(t.Context()), errReverts)
	}
	b.tick() // it rests
	b.chain.mine(uint64((reclaimFor + reclaimPause) / time.Second))
	b.chain.mine(blockTime)
	b.tick()
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	require.Contains(t, b.entry(f).Reason, "it could not be reclaimed for 168h0m0s, the last time since execution reverted")
}

// Settlements wait for whatever else was sent: so one reclaim waits until another is mined.
func TestReclaimsGoOneAtATime(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	c := congest(b)
	c.others = 1
	b.start()
	b.run(b.chain.now() + 2*blockTime)
	require.Empty(t, b.entry(f).Reclaim)
	require.Equal(t, 1, b.count("what it kept of its bond is reclaimed later: "+chain.ErrBehind.Error()))
	c.others = 0
	b.run(b.chain.now() + 5*blockTime)
	require.Contains(t, b.entry(f).Reason, cameBack)
}

// Who was away for longer than that tries once.
func TestWhoWasAwayReclaims(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	b.chain.mine(2 * uint64(reclaimFor/time.Second))
	b.start()
	b.run(b.chain.now() + 5*blockTime)
	require.Contains(t, b.entry(f).Reason, cameBack)
}

func TestAReclaimThatAReorganisationTakesAwayIsSentAgain(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	b.tick()
	b.chain.mine(blockTime)
	b.tick()
	require.Equal(t, 1, b.chain.reclaims)
	tx := b.entry(f).Reclaim[0]
	delete(b.chain.ended, f.ID)
	delete(b.chain.mined, tx.Hash)
	b.chain.nonce--
	b.chain.nonceAt[b.chain.block()] = b.chain.nonce
	b.chain.pool = nil
	b.tick()
	require.Contains(t, b.chain.pool, b.entry(f).Reclaim[0])
	b.run(b.chain.now() + 5*blockTime)
	require.Contains(t, b.entry(f).Reason, cameBack)
	require.Len(t, b.entry(f).Reclaim, 1, "the same one")
	require.Equal(t, 2, b.chain.reclaims)
}

// Somebody else reclaims it, before ours is sent or while it waits: what came back is the same.
func TestWhatSomebodyElseReclaimsIsFinished(t *testing.T) {
	t.Parallel()
	for _, waits := range []bool{false, true} {
		b, f := expiring(t, nil)
		if waits {
			congest(b).least = 1000
			b.start()
			b.tick()
			require.Len(t, b.entry(f).Reclaim, 1)
		}
		b.chain.end(f, chain.StatusReclaimed, chain.Settlement{})
		b.run(b.chain.now() + 3*blockTime)
		d := b.entry(f)
		require.Equal(t, journal.Abandoned, d.Stage)
		require.Contains(t, d.Reason, cameBack)
		require.Equal(t, b.wall.UTC(), d.Missed)
		require.Zero(t, b.chain.reclaims)
		require.Equal(t, waits, len(d.Reclaim) > 0)
	}
}

func TestNothingIsReclaimedWhileEndpointsDisagree(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	b.chain.doubt = chain.ErrDisagree
	b.run(b.chain.now() + 3*blockTime)
	require.Empty(t, b.entry(f).Reclaim)
	b.chain.doubt = nil
	b.run(b.chain.now() + 5*blockTime)
	require.Contains(t, b.entry(f).Reason, cameBack)
}

// A step was shown, and its settlement not mined, when the window was over. It is not sent any more, and makes way.
func TestASettlementThatCameTooLateIsNotSentAgain(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	c := congest(b)
	f := b.proposed(nil)
	b.start()
	for b.engine.entry(f.ID) == nil || b.entry(f).Steps == 0 {
		b.run(b.chain.now() + blockTime)
	}
	c.least = 100
	for len(b.chain.shown) < 2 {
		b.run(b.chain.now() + blockTime)
	}
	late := b.entry(f).Settlement
	b.chain.mine(f.Terms.SettleBy - b.chain.now())
	b.chain.mine(blockTime)
	b.tick()
	c.least = 2
	b.run(b.chain.now() + 20*blockTime)
	d := b.entry(f)
	require.Equal(t, late, d.Settlement, "no more is offered for it")
	require.NotEmpty(t, d.Void, "something else took its nonce")
	require.Contains(t, d.Reason, cameBack)
	require.Zero(t, b.chain.refused)
}

// Nothing but settlements goes while a window is about to be over, and one waits for no reclaim that gets nowhere.
func TestAReclaimHoldsUpNoSettlement(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	b.worth(10)
	c := congest(b)
	b.opts.CoolDown, b.opts.FeeShare = 0, 50
	c.least = 1000
	b.start()
	b.chain.price = 4 // as dear as it may be: it cannot be raised
	b.run(b.chain.now() + 2*blockTime)
	require.Len(t, b.entry(f).Reclaim, 1)
	b.run(b.chain.now() + 10*blockTime)
	require.Empty(t, b.entry(f).Void, "while nothing waits behind it nothing is paid for that")

	other := b.chain.open(func(f *chain.Forward) { f.Terms.Price = big.NewInt(1_000_000) })
	c.least = 1
	b.run(other.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(other).Stage)
	require.Len(t, b.entry(f).Void, 1, "that costs gas, too, and is not done again and again")
	require.Equal(t, journal.Reclaiming, b.entry(f).Stage)
	require.Zero(t, b.displacedCount())
	b.chain.price, c.least = 1, 0
	b.chain.mine(uint64(reclaimPause / time.Second))
	b.run(b.chain.now() + 5*blockTime)
	require.Contains(t, b.entry(f).Reason, cameBack)
}

func TestAReclaimWaitsWhileAWindowIsAboutToBeOver(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, func(b *bench) { b.opts.CoolDown = 0 })
	b.opts.CoolDown = 0
	b.start()
	other := b.chain.open(func(f *chain.Forward) { f.Terms.Start -= 500; f.Terms.End -= 1450; f.Terms.SettleBy -= 2400 })
	b.executor.block()
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	require.Empty(t, b.entry(f).Reclaim)
	require.NoError(t, b.engine.Tick(t.Context()))
	require.Equal(t, 1, b.count("what it kept of its bond is reclaimed later: the window of another forward is about to be over"))
	b.chain.mine(other.Terms.SettleBy - b.chain.now())
	b.chain.mine(blockTime)
	b.tick()
	b.run(b.chain.now() + 5*blockTime)
	require.Contains(t, b.entry(f).Reason, cameBack)
}

// The account has code, as one has that delegates to a contract: the escrow owes it what it would have paid another one.
func TestWhatIsOwedDidNotComeBack(t *testing.T) {
	t.Parallel()
	b, f := expiring(t, nil)
	b.chain.hasCode = true
	b.run(b.chain.now() + 5*blockTime)
	d := b.entry(f)
	require.Equal(t, journal.Abandoned, d.Stage)
	require.Contains(t, d.Reason, "; 40 of its bond of 100 is in what the escrow owes this account, 40, or came back: `tercet forward withdraw "+bondToken.Hex()+"`")
	require.NotContains(t, d.Reason, "came back to this account")
	require.EqualValues(t, held, b.chain.funds.Token.Int64())
}
