package delivery

import (
	"context"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// `tercet forward allow` waits for fees that have risen since, and no settlement can be mined before it: it makes way before a window is
// over, and nothing is shown before it did.
func TestWhatAnotherProgramSentMakesWayBeforeAWindowIsOver(t *testing.T) {
	t.Parallel()
	for name, assigned := range map[string]bool{"open": false, "assigned": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			c := congest(b)
			var f chain.Forward
			if assigned {
				f = b.chain.assigned()
				b.chain.accept(f)
			} else {
				f = b.chain.open(nil)
			}
			b.start()
			b.run(f.Terms.Start - 5*blockTime)
			restarted := false
			b.chain.others, c.least = 1, 2 // it offers more than is usual, so that ours is raised twice
			for b.chain.others > 0 && b.chain.now() < f.Terms.SettleBy {
				require.Empty(t, b.chain.shown)
				b.run(b.chain.now() + blockTime)
				if b.chain.nothings == 1 && !restarted {
					restarted = true
					b.start() // it is known after a restart
				}
			}
			require.Zero(t, b.chain.others)
			require.Equal(t, 1, b.chain.nothings)
			require.Len(t, b.entry(f).Void, 3)
			requireRising(t, b.entry(f).Void)
			c.least = 0
			b.run(f.Terms.SettleBy)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.Zero(t, b.chain.refused)
			require.Zero(t, b.displacedCount())
			if assigned {
				b.requirePaidOnce(f)
			}
		})
	}
}

// An endpoint answers with an error whenever something is sent again. What waits behind another program's transaction has to be mined all
// the same.
func TestWhatAnotherProgramSentMakesWayThoughAnEndpointHasTrouble(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 5*blockTime)
	b.chain.others, b.chain.sendFailsIn = 1, true
	b.chain.open(nil) // its announcement waits behind that
	for b.chain.others > 0 && b.chain.now() < f.Terms.SettleBy {
		require.Empty(t, b.chain.shown)
		b.blocks(1)
	}
	require.Equal(t, 1, b.chain.nothings)
	b.run(f.Terms.SettleBy)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Zero(t, b.chain.refused)
}

// A commitment has time until its beacon block. What another program sent makes way when that is near, and not before.
func TestWhatAnotherProgramSentMakesWayBeforeABeaconBlock(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.twoRounds(60)
	b.start()
	b.chain.others = 1
	b.blocks(60 - foreignFor - commitMargin - 2)
	require.Zero(t, b.chain.nothings, "it has time")
	for b.chain.block() < f.Terms.BeaconBlock {
		b.blocks(1)
	}
	require.Equal(t, 1, b.chain.nothings)
	require.NotZero(t, b.chain.rounds[f.ID].commitment)
	b.run(f.Terms.SettleBy)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// The relayer of another escrow has the account and the journal, too: what it sent may pay for something.
func TestWhatAnotherEscrowsRelayerSentIsNoOtherPrograms(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 5*blockTime)
	mined, _, err := b.chain.Nonces(t.Context())
	require.NoError(t, err)
	raw := b.entry(f).Announcement[0].Raw
	_, err = b.journal.Change(common.Hash{0xee}, func(*journal.Delivery) (*journal.Delivery, error) {
		return &journal.Delivery{
			Forward: common.Hash{0xee}, ChainID: 1337, Escrow: otherContract, Stage: journal.Proved,
			Settlement: []journal.Transaction{{Hash: common.Hash{0xee}, Nonce: mined, Raw: raw, Tried: true}},
		}, nil
	})
	require.NoError(t, err)
	b.chain.others = 1
	b.run(f.Terms.SettleBy - 400)
	require.Zero(t, b.chain.nothings)
	require.Empty(t, b.chain.shown)
}

// An endpoint speaks of what there is not, and of more once that is replaced.
func TestNothingIsSentWithoutEndForALyingEndpoint(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 5*blockTime)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet = onceMore{b.chain} }
	b.start()
	b.run(f.Terms.SettleBy - 310)
	require.Equal(t, maxTransactions, b.chain.nothings)
	require.Equal(t, maxTransactions, nonces(b.entry(f).Void))
	require.Empty(t, b.chain.shown)
}

// onceMore is an endpoint that always speaks of one transaction more than there is.
type onceMore struct{ *fakeChain }

func (c onceMore) Nonces(ctx context.Context) (mined, next uint64, err error) {
	mined, next, err = c.fakeChain.Nonces(ctx)
	return mined, next + 1, err
}
