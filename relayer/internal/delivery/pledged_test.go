package delivery

import (
	"context"
	"fmt"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
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

// distant has the window of what is opened be far away.
func distant(f *chain.Forward) {
	f.Terms.Start, f.Terms.End, f.Terms.SettleBy = genesis+3000, genesis+8000, genesis+9000
}

// Its executor is gone, none of its outputs holds, or nobody can judge the last: as long as its window is not over it is asked now and
// then, its bond counts, and nothing more is accepted from the moment on that others would be given up.
func TestWhatTheJournalForgotIsNotGivenUp(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		outputs  []string
		attempts int
		trouble  error
	}{
		"it only errs":    {nil, 3, nil},
		"no output holds": {[]string{"9", "10", "11"}, 3, nil},
		"nobody can say":  {[]string{"12"}, 1, errTrouble},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newAcceptBench(t)
			b.opts.CoolDown, b.opts.MaxAttempts = time.Hour, c.attempts
			b.executor.list, b.plugin.trouble = c.outputs, c.trouble
			f := b.forgotten(distant)
			b.start()
			for range maxErrors + 1 {
				b.start()
				b.tick()
			}
			require.Equal(t, journal.Executing, b.entry(f).Stage)
			require.Equal(t, f.ID, b.engine.CoolDown().Forward)
			b.opts.CoolDown = 0
			b.proposed(nil)
			b.start()
			b.tick()
			b.tick()
			require.Zero(t, b.chain.accepts)
			require.Positive(t, b.count("it is not accepted, since more would be at stake than may be: its bond is 100, beside 100 that are"))
			b.executor.list, b.plugin.trouble = []string{"9", "12"}, nil
			if c.trouble != nil {
				b.executor.list = c.outputs
			}
			b.wall = b.wall.Add(askedAgain)
			b.tick()
			require.Equal(t, name != "no output holds", b.entry(f).Stage == journal.Proved, "it is back")
		})
	}
}

// Its executor has nothing for it yet: it may be broken, and nothing more is staked on it.
func TestNothingIsStakedOnAnExecutorThatFailsWhatTheJournalForgot(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.MaxBonds[bondToken].SetInt64(1000)
	b.executor.list = nil
	f := b.forgotten(distant)
	b.start()
	b.experienced()
	b.tick()
	b.proposed(nil)
	b.run(b.chain.now() + 3*blockTime)
	require.Zero(t, b.chain.accepts)
	require.Positive(t, b.count("it waits, since the executor had nothing yet for forward "+f.ID.Hex()))
}

// An executor hangs over what anybody opened: the worker that is kept for what is accepted is there for it.
func TestAWorkerIsKeptForWhatTheJournalForgot(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.Workers = 2
	b.executor.block()
	b.executor.asked = make(chan struct{}, 9)
	b.chain.open(nil)
	b.start()
	b.chain.mine(blockTime)
	require.NoError(t, b.engine.Tick(t.Context()))
	f := b.forgotten(nil)
	for range 3 {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
	}
	require.True(t, b.engine.working[f.ID].Live)
	close(b.executor.hold)
}

// All workers are busy. It comes first once one is free, and nothing is taken that there would be no time for besides; but two of its
// kind do not wait for each other.
func TestTimeIsKeptForWhatTheJournalForgot(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.Workers = 1
	b.executor.block()
	b.executor.asked = make(chan struct{}, 9)
	open := b.chain.open(nil)
	b.start()
	b.chain.mine(blockTime)
	require.NoError(t, b.engine.Tick(t.Context()))
	f, other := b.forgotten(distant), b.forgotten(distant)
	require.NoError(t, b.engine.Tick(t.Context()))
	require.Equal(t, open.ID, b.engine.open()[2].ID)
	taken := func(but common.Hash) (bonds []common.Hash) {
		jobs, err := b.engine.admittedJobs(t.Context(), but, at{head: chain.Head{Time: b.chain.now()}})
		require.NoError(t, err)
		for _, j := range jobs {
			if j.bonded {
				bonds = append(bonds, j.forward)
			}
		}
		return bonds
	}
	require.ElementsMatch(t, []common.Hash{f.ID, other.ID}, taken(open.ID))
	require.Empty(t, taken(f.ID))
	close(b.executor.hold)
	b.wait()
	require.NoError(t, b.engine.Tick(t.Context()))
	b.wait()
	require.NoError(t, b.engine.Tick(t.Context()))
	b.wait()
	require.Contains(t, taken(common.Hash{}), f.ID)
}

// askedWho is a chain that counts, or fails, the questions whom forwards were accepted for.
type askedWho struct {
	*fakeChain
	times int
	err   error
}

func (a *askedWho) AcceptedFor(ctx context.Context, at chain.Head, f *chain.Forward) (common.Address, error) {
	if a.times++; a.err != nil {
		return common.Address{}, a.err
	}
	return a.fakeChain.AcceptedFor(ctx, at, f)
}

// askWho has it be counted whom forwards were accepted for.
func (b *bench) askWho(err error) *askedWho {
	who := &askedWho{fakeChain: b.chain, err: err}
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Witness = who }
	return who
}

// To wait for lower fees would lose its bond. Whose it is stays known from step to step, and over restarts: the chain is asked once.
func TestWhoseABondIsIsAskedOnce(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.worth(1)
	who := b.askWho(nil)
	f := b.forgotten(func(f *chain.Forward) { f.Terms.Quantity = big.NewInt(16) }) // half of what a step brings is less than its gas
	b.start()
	b.run(b.chain.now() + 2*blockTime)
	d := b.entry(f)
	require.Equal(t, journal.Proved, d.Stage)
	all := func() *big.Int { return brings(&f, d) }
	require.Equal(t, all(), b.engine.most(d, settlement))
	require.Equal(t, 1, who.times)
	for b.entry(f).Steps == 0 {
		b.start()
		b.run(b.chain.now() + blockTime)
	}
	b.run(b.chain.now() + blockTime)
	d = b.entry(f)
	require.Equal(t, all(), b.engine.most(d, settlement))
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Equal(t, 1, who.times)
}

// It is given away after work on it began: from then on it is no bond of ours, over restarts.
func TestABondThatIsGivenAwayLaterDoesNotCount(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.forgotten(distant)
	b.start()
	b.run(b.chain.now() + 2*blockTime)
	require.True(t, b.entry(f).Bonded)
	b.chain.sell(f)
	b.run(b.chain.now() + 3*blockTime)
	require.False(t, b.entry(f).Bonded)
	b.start()
	b.proposed(nil)
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, 1, b.chain.accepts)
}

// ticks looks at the chain once a block until a time, whatever trouble with single forwards there is.
func (b *bench) ticks(until uint64) {
	b.t.Helper()
	for b.chain.now() < until {
		b.chain.mine(blockTime)
		if err := b.engine.Tick(b.t.Context()); err != nil {
			require.ErrorIs(b.t, err, errTrouble)
		}
		b.wait()
	}
}

// An endpoint has no old events any more. What is in hand goes on, over restarts, and what the lists want is begun; nothing is staked
// beside what may be at stake.
func TestWhatIsInHandGoesOnWhereNobodyKnowsWhoseTheBondIs(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.MaxBonds[bondToken].SetInt64(199)
	b.askWho(errTrouble)
	f := b.forgotten(nil)
	b.proposed(nil)
	b.start()
	for range 3 {
		b.ticks(b.chain.now() + 3*blockTime)
		b.start()
	}
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Zero(t, b.chain.accepts)
	b.ticks(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
}

// What lists do not want is not begun meanwhile, nor left out for good.
func TestWhatNobodyWantsWaitsUntilItIsKnownWhoseTheBondIs(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	who := b.askWho(errTrouble)
	f := b.forgotten(nil)
	b.opts.Buyers = []common.Address{us}
	b.start()
	b.ticks(b.chain.now() + 3*blockTime)
	_, err := b.journal.Load(f.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
	who.err = nil
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// blind is a chain where one forward cannot be read at some blocks.
type blind struct {
	*fakeChain
	forward common.Hash
	at      func(chain.Head) bool
}

func (c *blind) State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	if f.ID == c.forward && c.at(at) {
		return State{}, errTrouble
	}
	return c.fakeChain.State(ctx, at, f, h)
}

// Its first look fails: until it was looked at nothing is staked, also where all workers have something else to do.
func TestNothingIsStakedBeforeAFirstLookComesToItsEnd(t *testing.T) {
	t.Parallel()
	for name, fails := range map[string]func(b *bench, at chain.Head) bool{
		"in the newest block": func(b *bench, at chain.Head) bool { return at.Number == b.chain.block() },
		"in the final block":  func(b *bench, at chain.Head) bool { return at.Number < b.chain.block() },
	} {
		for _, workers := range []int{1, 3} {
			t.Run(fmt.Sprint(name, workers), func(t *testing.T) {
				t.Parallel()
				b := newAcceptBench(t)
				b.opts.Workers = workers
				b.opts.MaxBonds[bondToken].SetInt64(199)
				b.executor.block()
				b.executor.asked = make(chan struct{}, 9)
				b.chain.open(nil)
				f, trouble := b.forgotten(distant), true
				b.deps = func(d *Deps, _ *WorkerDeps) {
					d.View = &blind{b.chain, f.ID, func(at chain.Head) bool { return trouble && fails(b, at) }}
				}
				b.proposed(nil)
				b.start()
				b.experienced()
				for range 3 {
					b.chain.mine(blockTime)
					require.ErrorIs(t, b.engine.Tick(t.Context()), errTrouble)
				}
				require.Zero(t, b.chain.accepts)
				trouble = false
				for range 3 {
					b.chain.mine(blockTime)
					require.NoError(t, b.engine.Tick(t.Context()))
				}
				require.Zero(t, b.chain.accepts)
				require.Positive(t, b.count("it is not accepted, since more would be at stake than may be: its bond is 100, beside 100 that are"))
				close(b.executor.hold)
			})
		}
	}
}

// What others gave this account cannot be read for a while: whose its bond is was known before.
func TestTroubleOfOthersKeepsNothingFromBeingAccepted(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	given := b.forgotten(distant)
	b.chain.given = map[common.Hash]bool{given.ID: true}
	b.start()
	b.experienced()
	b.run(b.chain.now() + blockTime)
	b.engine.View = &blind{b.chain, given.ID, func(chain.Head) bool { return true }} // that was looked at before
	b.proposed(nil)
	b.ticks(b.chain.now() + 3*blockTime)
	require.Equal(t, 1, b.chain.accepts)
}

// The escrow says that it was accepted, and the endpoint shows no event of that: nobody else's bond is read out of it.
func TestAnAcceptanceThatIsKeptBackIsTrouble(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	on, f := NewOnChain(zerolog.Nop(), w.Client, w.Escrow, w.Sender(devnet.Provider)), w.Open(w.AssignedTerms())
	_, err := on.AcceptedFor(t.Context(), w.Head(), &f)
	require.ErrorContains(t, err, "the endpoint shows no event of that")
	w.Accept(f)
	provider, err := on.AcceptedFor(t.Context(), w.Head(), &f)
	require.NoError(t, err)
	require.Equal(t, w.Sender(devnet.Provider).Address(), provider)
}

// A new journal finds what was missed years ago, which is no reason to stop; what was over just now is one.
func TestAMissOfLongAgoStopsNothing(t *testing.T) {
	t.Parallel()
	for _, reclaimed := range []bool{false, true} {
		for ago, cools := range map[uint64]bool{60: true, 7200: false} {
			b := newAcceptBench(t)
			b.opts.CoolDown = time.Hour
			f := b.forgotten(nil)
			b.chain.mine(f.Terms.SettleBy - b.chain.now())
			if reclaimed {
				b.chain.end(f, chain.StatusReclaimed, chain.Settlement{})
			}
			b.chain.mine(ago)
			b.chain.mine(blockTime)
			b.wall = time.Unix(int64(b.chain.now()), 0)
			b.start()
			b.run(b.chain.now() + 3*blockTime)
			require.False(t, b.entry(f).Missed.IsZero())
			require.Equal(t, cools, b.engine.CoolDown().Forward == f.ID, "%d, %t", ago, reclaimed)
			b.start()
			require.Equal(t, cools, b.engine.CoolDown().Forward == f.ID)
		}
	}
}

// It is left out while it is proposed, since it cannot be delivered here or lists do not want it, and then accepted by hand: its bond counts
// from when that is final on, as it does after a restart.
func TestWhatWasLeftOutAndIsAcceptedByHandCounts(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(b *bench, f *chain.Forward){
		"for its predicate": func(_ *bench, f *chain.Forward) { f.Terms.Predicate = otherContract },
		"by a list":         func(b *bench, f *chain.Forward) { b.opts.DeniedBuyers, f.Buyer = []common.Address{us}, us },
	} {
		for _, ours := range []bool{true, false} {
			t.Run(fmt.Sprint(name, ours), func(t *testing.T) {
				t.Parallel()
				b := newAcceptBench(t)
				b.opts.MaxBonds[bondToken].SetInt64(199)
				f := b.proposed(func(f *chain.Forward) { change(b, f) })
				b.chain.given = map[common.Hash]bool{f.ID: !ours}
				b.start()
				b.run(b.chain.now() + 3*blockTime)
				require.Contains(t, b.kinds(), Skipped)
				b.chain.accept(f)
				b.run(b.chain.now() + 3*blockTime)
				b.proposed(nil)
				b.run(b.chain.now() + 3*blockTime)
				require.Equal(t, ours, b.chain.accepts == 0)
				b.start()
				b.run(b.chain.now() + 3*blockTime)
				require.Equal(t, ours, b.chain.accepts == 0)
			})
		}
	}
}
