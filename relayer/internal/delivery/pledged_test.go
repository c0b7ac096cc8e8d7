package delivery

import (
	"fmt"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// forgotten opens a forward with a bond of 100 which our account accepted, and the journal knows nothing of that: a copy of it was brought
// back that is older, or none.
func (b *bench) forgotten(change func(*chain.Forward)) chain.Forward {
	b.t.Helper()
	f := b.proposed(func(f *chain.Forward) {
		f.Terms.AcceptBy = genesis + 1 // that is long ago
		if change != nil {
			change(f)
		}
	})
	b.chain.accept(f)
	b.chain.mine(blockTime)
	b.chain.mine(blockTime)
	return f
}

// What the account staked counts, whatever became of the journal, over restarts, and while all workers have something else to do.
func TestBondsThatTheJournalForgotAreCounted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		forgotten int
		most      int64
		change    func(b *bench, f chain.Forward)
		accepts   int
	}{
		"too much with it":                     {1, 199, nil, 0},
		"enough room":                          {1, 200, nil, 1},
		"more than workers":                    {4, 499, nil, 0},
		"room beside more than workers":        {4, 500, nil, 1},
		"others accepted it, and gave it away": {1, 199, func(b *bench, f chain.Forward) { b.chain.given = map[common.Hash]bool{f.ID: true} }, 1},
		"it was given away":                    {1, 199, func(b *bench, f chain.Forward) { b.chain.sell(f); b.chain.mine(blockTime); b.chain.mine(blockTime) }, 1},
		"it is for nobody we work for":         {1, 199, func(b *bench, _ chain.Forward) { b.opts.Buyers = []common.Address{us} }, 0},
		"its task is missing":                  {1, 199, func(b *bench, f chain.Forward) { b.chain.opened[0].forward.Task = nil }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newAcceptBench(t)
			b.opts.Workers = 1
			b.opts.MaxBonds[bondToken].SetInt64(c.most)
			var f chain.Forward
			for range c.forgotten {
				f = b.forgotten(func(f *chain.Forward) {
					f.Terms.Start, f.Terms.End, f.Terms.SettleBy = genesis+3000, genesis+8000, genesis+9000
				})
			}
			if c.change != nil {
				c.change(b, f)
			}
			b.proposed(func(f *chain.Forward) {
				if len(b.opts.Buyers) > 0 {
					f.Buyer = us
				}
			})
			b.start()
			for range 3 {
				b.run(b.chain.now() + 3*blockTime)
				require.Equal(t, c.accepts, b.chain.accepts, "%q", b.told())
				b.start()
			}
			if c.accepts == 0 {
				require.Positive(t, b.count(fmt.Sprintf("it is not accepted, since more would be at stake than may be: its bond is 100, beside %d that are", 100*c.forgotten)))
			}
		})
	}
}

// Its window is missed: nothing new is accepted for a while, also where nothing was begun for it, and where the miss is found after a
// restart.
func TestAMissThatTheJournalForgotStopsWhatIsNew(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  func(b *bench, f chain.Forward)
		cools   bool
		restart bool
	}{
		"no output":                        {func(b *bench, _ chain.Forward) { b.executor.list = nil }, true, false},
		"no output, and a restart":         {func(b *bench, _ chain.Forward) { b.executor.list = nil }, true, true},
		"nothing was begun":                {func(b *bench, _ chain.Forward) { b.chain.opened[0].forward.Task = nil }, true, false},
		"nothing was begun, and a restart": {func(b *bench, _ chain.Forward) { b.chain.opened[0].forward.Task = nil }, true, true},
		"others accepted it, and gave it to us": {func(b *bench, f chain.Forward) {
			b.executor.list, b.chain.given = nil, map[common.Hash]bool{f.ID: true}
		}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newAcceptBench(t)
			b.opts.CoolDown = time.Hour
			f := b.forgotten(nil)
			c.change(b, f)
			b.start()
			b.run(b.chain.now() + 3*blockTime)
			b.chain.mine(f.Terms.SettleBy - b.chain.now())
			if c.restart {
				b.start()
			}
			b.run(b.chain.now() + 5*blockTime)
			require.Equal(t, c.cools, b.engine.CoolDown().Forward == f.ID)
			b.start()
			require.Equal(t, c.cools, b.engine.CoolDown().Forward == f.ID)
		})
	}
}

// The bond is ours, so that it is worked on, whatever the lists say by now.
func TestWhatTheJournalForgotIsDelivered(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.forgotten(nil)
	b.opts.Buyers = []common.Address{us}
	b.start()
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
}

// While it is not agreed what is final nothing is begun for it, and it is found out once it is.
func TestWhoseABondIsIsAgreedOn(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.forgotten(nil)
	b.opts.Buyers, b.chain.doubt = []common.Address{us}, chain.ErrTooFew
	b.start()
	b.run(b.chain.now() + 3*blockTime)
	_, err := b.journal.Load(f.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
	b.chain.doubt = nil
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// More were opened than are looked at in one tick, and what the journal forgot comes last: nothing is staked before that was looked at.
func TestNothingIsStakedBeforeAllWereLookedAt(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	for range strangers {
		b.chain.open(func(f *chain.Forward) {
			f.Terms.AcceptBy, f.Terms.Start, f.Terms.End, f.Terms.SettleBy = genesis+1, genesis+500, genesis+600, genesis+5000
		})
	}
	b.forgotten(func(f *chain.Forward) { f.Terms.End, f.Terms.SettleBy = f.Terms.End+9000, f.Terms.SettleBy+9000 })
	b.proposed(func(f *chain.Forward) { f.Terms.SettleBy = f.Terms.End })
	b.start()
	b.run(b.chain.now() + 5*blockTime)
	require.Zero(t, b.chain.accepts)
	require.Positive(t, b.count("it is not accepted, since more would be at stake than may be: its bond is 100, beside 100 that are"))
}
