package delivery

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// displacedCount is how often it was noticed that another program uses the key.
func (b *bench) displacedCount() (n int) {
	for _, event := range b.events {
		if event.Kind == Displaced {
			n++
		}
	}
	return n
}

// requireRising asks that cancellations have one nonce, and that each offers at least a tenth more than what it replaces.
func requireRising(t *testing.T, signed []journal.Transaction) {
	t.Helper()
	for i := 1; i < len(signed); i++ {
		require.Equal(t, signed[0].Nonce, signed[i].Nonce)
		require.GreaterOrEqual(t, 10*signed[i].Cost.Int64(), 11*signed[i-1].Cost.Int64())
	}
}

// An announcement that waits was for a forward that came to its end. Nobody raises its fees, and whatever is signed next waits
// behind it.
func TestAnAnnouncementForNothingMakesWay(t *testing.T) {
	t.Parallel()
	for _, status := range []chain.Status{chain.StatusReclaimed, chain.StatusClosed, chain.StatusSettled} {
		b := newBench(t)
		c := congest(b)
		c.least = 1000
		gone := b.chain.open(nil)
		b.start()
		b.tick()
		b.tick()
		require.Len(t, b.entry(gone).Announcement, 1)
		b.chain.end(gone, status, chain.Settlement{Recipient: somebody})
		b.run(b.chain.now() + 2*blockTime)
		require.Equal(t, journal.Abandoned, b.entry(gone).Stage)
		raised := len(b.entry(gone).Announcement)

		f := b.chain.open(nil)
		c.least = 2
		b.start() // and it knows that after a restart
		b.run(f.Terms.Start + 300)
		require.Equal(t, journal.Confirmed, b.entry(f).Stage)
		void := b.entry(gone).Void
		require.Len(t, void, 2)
		requireRising(t, append(b.entry(gone).Announcement, void...))
		require.Len(t, b.entry(gone).Announcement, raised, "it is not raised any more")
		require.True(t, b.chain.mined[void[1].Hash])
		require.Zero(t, b.displacedCount(), "what takes its nonce is ours")
	}
}

// The pool dropped what waits for nothing any more, and what is above it could never be mined: nobody else has its nonce.
func TestAnEvictedTransactionForNothingLeavesNoGap(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	c.least = 1000
	gone, f := b.chain.open(nil), b.chain.open(nil)
	b.start()
	b.run(b.chain.now() + 2*blockTime)
	require.Len(t, b.entry(gone).Announcement, 1)
	require.Len(t, b.entry(f).Announcement, 1)
	if b.entry(gone).Announcement[0].Nonce > b.entry(f).Announcement[0].Nonce {
		gone, f = f, gone
	}
	b.chain.end(gone, chain.StatusClosed, chain.Settlement{Recipient: somebody})
	b.run(b.chain.now() + 2*blockTime)
	require.Equal(t, journal.Abandoned, b.entry(gone).Stage)
	c.held = slices.DeleteFunc(c.held, func(tx journal.Transaction) bool { return tx.Nonce == b.entry(gone).Announcement[0].Nonce })
	c.least = 0
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Zero(t, b.displacedCount())
}

// Somebody else collected, and our settlement waits. It would be refused, for more gas than nothing takes.
func TestASettlementForNothingMakesWay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	gone := b.chain.open(nil)
	b.start()
	b.run(gone.Terms.Start - blockTime)
	c.least = 1000
	b.run(gone.Terms.Start + blockTime)
	require.True(t, shown(b.entry(gone)))
	require.Zero(t, b.chain.cancels)
	f := b.chain.open(nil)
	b.chain.end(gone, chain.StatusSettled, chain.Settlement{Recipient: somebody})
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, journal.Abandoned, b.entry(gone).Stage)
	c.least = 1
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.NotEmpty(t, b.entry(gone).Void)
	requireRising(t, append(b.entry(gone).Settlement, b.entry(gone).Void...))
	require.Zero(t, b.chain.refused, "none of ours was mined to be refused")
}

// Another operator of the same holder settled a step, while ours waited to: it can never count, and the next one waits behind it.
func TestAStepThatIsPassedMakesWay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	f := b.chain.assigned()
	b.chain.accept(f)
	b.start()
	b.run(f.Terms.Start - blockTime)
	c.least = 1000
	b.run(f.Terms.Start + blockTime)
	require.True(t, shown(b.entry(f)))
	b.chain.mu.Lock()
	b.chain.settleStep(chain.Delivery{
		Forward: f, Recipient: us, Step: chain.Step{From: 0, To: 3, Amount: big.NewInt(3)}, H: statement.WordFromUint64(1),
	})
	b.chain.mu.Unlock()
	passed := b.entry(f).Settlement
	b.run(b.chain.now() + 3*blockTime)
	require.Subset(t, b.entry(f).Void, passed)
	b.start()
	c.least = 1
	b.run(f.Terms.SettleBy - 400)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Positive(t, b.chain.cancels)
	require.Zero(t, b.chain.refused)
	b.requirePaidOnce(f)
}

// A group's settlement waits, and one of its members was settled by somebody else: for the others it is still good.
func TestAGroupsSettlementIsNotCancelledForOneOfIt(t *testing.T) {
	t.Parallel()
	for over := range 4 {
		b := newGroupBench(t)
		c := congest(b)
		list := b.openMany(4, nil)
		b.start()
		b.run(list[0].Terms.Start - blockTime)
		c.least = 1000
		b.run(list[0].Terms.Start + blockTime)
		require.Len(t, b.settlements(list), 1)
		b.chain.end(list[over], chain.StatusSettled, chain.Settlement{Recipient: somebody})
		b.run(b.chain.now() + 3*blockTime)
		require.Equal(t, journal.Abandoned, b.entry(list[over]).Stage)
		b.start()
		c.least = 3
		later := b.chain.open(nil) // and wants to announce behind it
		b.run(later.Terms.Start + 300)
		for i, f := range append(list, later) {
			require.Equal(t, i != over, b.entry(f).Stage == journal.Confirmed, i)
		}
		require.Zero(t, b.chain.cancels)
	}
}

// The last of a group that could be paid has no announcement in the chain at the moment, so that the group holds together.
func TestAGroupsSettlementIsNotCancelledWhileOneIsLeft(t *testing.T) {
	t.Parallel()
	b := newGroupBench(t)
	c := congest(b)
	list := b.openMany(4, nil)
	b.start()
	b.run(list[0].Terms.Start - blockTime)
	c.least = 1000
	b.run(list[0].Terms.Start + blockTime)
	left, speaker := list[3], list[0]
	for _, f := range list {
		if len(b.entry(f).Settlement) > 0 {
			speaker = f
		} else {
			left = f
		}
	}
	key := announcementKey(left.ID, b.entry(left).H)
	stood := b.chain.announced[key]
	b.chain.forget(left.ID, b.entry(left).H)
	for _, f := range list {
		if f.ID != left.ID {
			b.chain.end(f, chain.StatusSettled, chain.Settlement{Recipient: somebody})
		}
	}
	later := b.chain.open(nil)
	b.run(b.chain.now() + 20*blockTime)
	require.Equal(t, journal.Abandoned, b.entry(speaker).Stage)
	require.NotNil(t, b.entry(left).Group)
	require.Zero(t, b.chain.cancels)
	b.chain.announced[key], c.least = stood, 2
	b.run(later.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(left).Stage)
	require.Equal(t, journal.Confirmed, b.entry(later).Stage)
}

// What is under a nonce of a finished delivery may be something else by now, which is wanted.
func TestWhatTookAForgottenNonceIsNotCancelled(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	c.losing = true
	gone := b.chain.open(nil)
	b.start()
	b.tick()
	b.tick()
	require.Len(t, b.entry(gone).Announcement, 1)
	b.chain.end(gone, chain.StatusReclaimed, chain.Settlement{})
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, journal.Abandoned, b.entry(gone).Stage)
	c.losing, c.least = false, 2
	c.lost[b.entry(gone).Announcement[0].Hash] = true
	f := b.chain.open(nil)
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Equal(t, b.entry(gone).Announcement[0].Nonce, b.entry(f).Announcement[0].Nonce)
	require.Zero(t, b.chain.cancels)
}

// Forwards end at any moment and in any way, the network takes what it likes, the relayer is killed at times: nothing that could
// pay is cancelled (the bench looks at that), nothing is sent that was not kept, and what can be paid is.
func TestWhateverEndsWhenever(t *testing.T) {
	t.Parallel()
	cancels, paid, lost := 0, 0, 0
	for seed := range uint64(10) {
		random := rand.New(rand.NewPCG(seed, 7))
		b := newBench(t)
		if seed%2 == 0 {
			b = newGroupBench(t)
		}
		c := congest(b)
		b.executor.list = []string{"12"}
		var list []chain.Forward
		over := map[common.Hash]bool{}
		b.start()
		for step := range 260 {
			if len(list) < 6 && random.IntN(15) == 0 {
				f := b.chain.open(nil)
				if random.IntN(3) == 0 {
					f = b.chain.assigned()
					b.chain.accept(f)
				}
				list = append(list, f)
			}
			if len(list) > 0 && step < 200 && random.IntN(40) == 0 {
				f := list[random.IntN(len(list))]
				if _, ended := b.chain.ended[f.ID]; !ended {
					over[f.ID] = true
					b.chain.end(f, chain.StatusClosed, chain.Settlement{})
				}
			}
			if random.IntN(60) == 0 {
				b.start()
			}
			if step%20 == 0 {
				c.least = random.IntN(3) * random.IntN(4)
			}
			b.chain.mine(blockTime)
			b.tick()
		}
		c.least = 0
		b.run(b.chain.now() + 1500)
		for _, f := range list {
			d, err := b.journal.Load(f.ID)
			if over[f.ID] && errors.Is(err, journal.ErrNotFound) { // it ended before there was anything to do
				continue
			}
			require.NoError(t, err)
			switch stage := d.Stage; {
			case stage == journal.Confirmed:
				paid++
			case over[f.ID]:
				lost++
			default:
				require.Equal(t, journal.Confirmed, stage, "seed %d", seed)
			}
		}
		require.Zero(t, b.displacedCount())
		cancels += b.chain.cancels
	}
	require.Positive(t, cancels)
	require.Greater(t, paid, 25)
	require.Greater(t, lost, 5)
}

// Two relayers with one key, or a person with a wallet: each takes nonces that the other counts on.
func TestAnotherProgramWithTheKeyIsNoticed(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.chain.sendFails = true
	b.tick()
	b.tick()
	require.Len(t, b.entry(f).Announcement, 1)
	b.chain.mine(blockTime)
	b.chain.takeNonce()
	b.tick()
	require.Zero(t, b.displacedCount(), "it may go away")
	b.blocks(1)
	require.Equal(t, 1, b.displacedCount())
	for range 3 {
		b.tick()
	}
	require.Equal(t, 1, b.displacedCount(), "said once")
	require.Len(t, b.entry(f).Announcement, 2)
	b.chain.takeNonce()
	b.blocks(1)
	b.tick()
	require.Equal(t, 2, b.displacedCount(), "once each time")
	b.chain.sendFails = false
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Equal(t, 2, b.displacedCount())
}

// A settlement was signed and never sent; another transaction of ours got its nonce meanwhile. Nobody else was there.
func TestWhatOneOfOursTookIsNoSignOfAnotherProgram(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - blockTime)
	b.kill(1) // the settlement is kept, and its sending is the next step
	b.chain.mine(2 * blockTime)
	_ = b.engine.Tick(t.Context()) // errKilled
	require.Len(t, b.entry(f).Settlement, 1)
	other := b.chain.open(nil)
	b.start()
	b.chain.end(f, chain.StatusClosed, chain.Settlement{}) // so that nothing is sent for it
	b.run(other.Terms.Start - 100)
	require.Equal(t, b.entry(f).Settlement[0].Nonce, b.entry(other).Announcement[0].Nonce)
	require.NoError(t, b.engine.displaced(t.Context(), f.ID, b.entry(f).Settlement[0], at{final: chain.Head{Number: b.chain.block()}}))
	require.Zero(t, b.displacedCount())

	b.engine.let(b.entry(other)) // forgotten, though not by the database
	clear(b.engine.taken)
	require.NoError(t, b.engine.displaced(t.Context(), f.ID, b.entry(f).Settlement[0], at{final: chain.Head{Number: b.chain.block()}}))
	require.Zero(t, b.displacedCount())
}

// A settlement was signed and never sent, and another forward's announcement got its nonce and came to nothing: whether that is stuck or
// gone, nobody sends it any more, and the settlement takes its turn all the same.
func TestWhatTookANonceForNothingHoldsNothingUp(t *testing.T) {
	t.Parallel()
	for name, gone := range map[string]bool{"stuck": false, "gone": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.chain.open(nil)
			b.start()
			b.run(f.Terms.Start - blockTime)
			b.kill(1) // the settlement is kept, and its sending is the next step
			b.chain.mine(2 * blockTime)
			_ = b.engine.Tick(t.Context()) // errKilled
			require.Len(t, b.entry(f).Settlement, 1)
			require.False(t, shown(b.entry(f)))

			other := b.chain.open(nil)
			c := congest(b)
			c.losing, c.least = gone, 2
			b.chain.doubt = chain.ErrTooFew // nothing is shown meanwhile
			b.start()
			b.run(b.chain.now() + 2*blockTime)
			require.Equal(t, b.entry(f).Settlement[0].Nonce, b.entry(other).Announcement[0].Nonce)
			b.chain.end(other, chain.StatusClosed, chain.Settlement{})
			b.chain.doubt = nil
			b.run(b.chain.now() + 2*blockTime)
			require.Equal(t, journal.Abandoned, b.entry(other).Stage)
			if gone {
				c.losing, c.least = false, 0
				c.lost[b.entry(other).Announcement[0].Hash] = true
			}
			b.run(b.chain.now() + 20*blockTime)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.False(t, b.entry(f).Settlement[0].Tried, "what was not sent never is")
			require.Equal(t, gone, len(b.entry(other).Void) == 0)
			require.Zero(t, b.displacedCount())
		})
	}
}

// On a real chain.
func TestAWalletCancels(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	on := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, s.Sender(devnet.Provider))
	old, err := on.SignAnnounce(t.Context(), f.ID, common.HexToHash("0x01"), nil)
	require.NoError(t, err)
	tx, err := on.Cancel(t.Context(), old)
	require.NoError(t, err)
	require.Equal(t, old.Nonce, tx.Nonce)
	require.Negative(t, tx.Cost.Cmp(old.Cost))
	require.NoError(t, on.Send(t.Context(), tx))
	require.NoError(t, s.Devnet.Mine(t.Context()))
	s.requireFate(on, tx, Mined)
	s.requireFate(on, old, Replaced)
}
