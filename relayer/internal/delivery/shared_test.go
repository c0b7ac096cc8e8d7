package delivery

import (
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// The clock of who signs is 25 hours ahead of the database's, or behind it, which is what a worker goes by. A cool-down takes its time.
func TestACoolDownGoesByTheDatabasesClock(t *testing.T) {
	t.Parallel()
	for name, ahead := range map[string]time.Duration{"ahead": 25 * time.Hour, "behind": -25 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newAcceptBench(t)
			b.opts.CoolDown, b.wall = 24*time.Hour, time.Unix(genesis, 0)
			late := b.proposed(nil)
			b.start()
			b.run(b.chain.now() + 5*blockTime)
			require.Equal(t, 1, b.chain.accepts)

			b.deps = func(d *Deps, _ *WorkerDeps) {
				d.Clock = func() time.Time { return b.wall.Add(ahead) }
			}
			b.start()
			b.chain.mine(late.Terms.SettleBy - b.chain.now())
			b.chain.mine(blockTime)
			b.tick()
			noted := b.wall.UTC()
			require.Equal(t, noted, b.entry(late).Missed, "by the signer")
			cools := CoolDown{late.ID, noted.Add(24 * time.Hour)}
			require.Equal(t, cools, b.engine.CoolDown())

			b.wall = b.wall.Add(24*time.Hour - time.Second)
			b.start()
			b.tick()
			require.Equal(t, cools, b.engine.CoolDown())
			b.wall = b.wall.Add(time.Second)
			require.Zero(t, b.engine.CoolDown(), "between two ticks")
			b.tick()
			require.Zero(t, b.engine.CoolDown())
		})
	}
}

// A miss was kept while the clock was a year ahead, and the clock was put right. It counts from when that is seen, over restarts, and
// whether its entry is still in hand or was forgotten.
func TestAMissThatIsAheadCountsFromNowOn(t *testing.T) {
	t.Parallel()
	for name, forgotten := range map[string]bool{"in hand": false, "forgotten": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newAcceptBench(t)
			b.opts.CoolDown, b.wall = 24*time.Hour, time.Unix(genesis, 0)
			missed := chain.Forward{ID: common.Hash{0xee}}
			b.start()
			entry := journal.Delivery{
				Forward: missed.ID, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Abandoned, Missed: b.wall.Add(365 * 24 * time.Hour).UTC(),
			}
			require.NoError(t, b.engine.save(&entry))
			if forgotten {
				b.engine.let(&entry)
			}
			b.chain.doubt = chain.ErrTooFew
			b.tick()
			require.Equal(t, entry.Missed, b.entry(missed).Missed, "one endpoint alone could say that it is late")
			b.chain.doubt = nil
			b.tick()
			noted := b.wall.UTC()
			require.Equal(t, noted, b.entry(missed).Missed)
			b.wall = b.wall.Add(time.Hour)
			b.start()
			b.tick()
			require.Equal(t, CoolDown{missed.ID, noted.Add(24 * time.Hour)}, b.engine.CoolDown())
		})
	}
}

// The clock of the database stood a year ago for a moment. What was missed meanwhile stays where it is.
func TestAClockThatIsBehindMovesNoMiss(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.CoolDown, b.wall = 24*time.Hour, time.Unix(genesis, 0)
	b.start()
	missed := b.wall.UTC()
	require.NoError(t, b.engine.save(&journal.Delivery{Forward: common.Hash{0xee}, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Abandoned, Missed: missed}))
	b.wall = b.wall.Add(-365 * 24 * time.Hour)
	b.tick()
	require.Equal(t, missed, b.entry(chain.Forward{ID: common.Hash{0xee}}).Missed)
}
