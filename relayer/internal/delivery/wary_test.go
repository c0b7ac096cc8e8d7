package delivery

import (
	"context"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// fragile is a plugin that dies over some parameters, and is not started for a while when it dies often.
type fragile struct {
	*squares
	bench       *bench
	deaths      []time.Time // since its last answer
	until       time.Time
	died        int
	quarantines int
}

func (p *fragile) OpenParams(ctx context.Context, got []byte) (sdk.Params, error) {
	if err := p.refuse(); err != nil {
		return sdk.Params{}, err
	}
	if string(got) != "poison" {
		p.deaths = nil
		return p.squares.OpenParams(ctx, got)
	}
	p.died++
	now := p.bench.wall
	p.deaths = append(p.deaths, now)
	if n := len(p.deaths); n >= 5 && now.Sub(p.deaths[n-5]) < 10*time.Minute {
		p.until, p.quarantines = now.Add(5*time.Minute), p.quarantines+1
	}
	return sdk.Params{}, errors.New("it ended while it was asked")
}

func (p *fragile) Check(ctx context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	if err := p.refuse(); err != nil {
		return sdk.Verdict{}, err
	}
	p.deaths = nil
	return p.squares.Check(ctx, request)
}

func (p *fragile) refuse() error {
	if wait := p.until.Sub(p.bench.wall); wait > 0 {
		return sdk.NotYet(wait, errors.New("it is in quarantine"))
	}
	return nil
}

func newFragile(b *bench) *fragile {
	p := &fragile{squares: b.plugin, bench: b}
	b.deps = replacing(p)
	return p
}

func poison(f *chain.Forward) { f.Params = []byte("poison") }

// Somebody opens forwards whose parameters kill the plugin, one after the other. The plugin stays there for the one that we
// accepted, and that one is paid.
func TestPoisonDoesNotKeepAPluginFromOthers(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	p := newFragile(b)
	ours := b.chain.open(func(f *chain.Forward) {
		f.Terms.AcceptBy, f.Terms.Provider = f.Terms.Start-500, us
		f.Terms.Bond, f.Terms.Quantity = big.NewInt(500), big.NewInt(8)
		f.Terms.End, f.Terms.SettleBy = f.Terms.Start+8000, f.Terms.Start+9000
	})
	begun := b.chain.now()
	for range 10 {
		b.chain.open(poison)
	}
	b.start()
	accepted := false
	for b.chain.now() < begun+2*3600 {
		b.chain.mine(30)
		b.wall = b.wall.Add(30 * time.Second)
		b.tickWhatever()
		if !accepted && b.chain.now() > begun+400 { // the poison was first
			b.chain.accept(ours)
			accepted = true
		}
		if b.chain.now()%600 < 30 {
			b.chain.open(poison)
		}
	}
	require.Equal(t, journal.Confirmed, b.entry(ours).Stage)
	require.Zero(t, p.quarantines)
	require.Greater(t, p.died, 2*mostGriefs, "they were asked about")
	require.LessOrEqual(t, p.died, 2*60/3)
}

// He accepts them for us, too, which costs him nothing but gas: he can take back what he locked.
func TestPoisonThatIsAcceptedForUsDoesNotKeepAPluginFromOthers(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	p := newFragile(b)
	for range 15 {
		b.chain.accept(b.chain.open(func(f *chain.Forward) {
			poison(f)
			f.Terms.AcceptBy = f.Terms.Start
			f.Terms.End, f.Terms.SettleBy = f.Terms.Start+7000, f.Terms.Start+8000
		}))
	}
	ours := b.chain.open(func(f *chain.Forward) {
		f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Bond = f.Terms.Start, big.NewInt(8), big.NewInt(500)
		f.Terms.End, f.Terms.SettleBy = f.Terms.Start+8000, f.Terms.Start+9000
	})
	b.chain.accept(ours)
	b.start()
	for b.chain.now() < ours.Terms.Start+7500 {
		b.chain.mine(30)
		b.wall = b.wall.Add(30 * time.Second)
		b.tickWhatever()
	}
	require.Equal(t, journal.Confirmed, b.entry(ours).Stage)
	require.Zero(t, p.quarantines)
	require.Greater(t, p.died, 15, "they were asked about")
}

// Whoever opens poison again and again, with the window that ends first, does not keep others from being begun.
func TestOthersHaveTheirTurnBetweenPoison(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	newFragile(b)
	b.chain.open(poison)
	b.start()
	b.tickWhatever()
	b.chain.mine(blockTime)
	honest := b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy += 500 })
	for range 4 {
		b.chain.mine(200)
		b.wall = b.wall.Add(200 * time.Second)
		b.chain.open(func(f *chain.Forward) {
			poison(f)
			f.Terms.SettleBy, f.Opened.Block = honest.Terms.SettleBy-600, b.chain.block()
		})
		b.tickWhatever()
	}
	require.Equal(t, journal.Proved, b.entry(honest).Stage)
}

// tickWhatever is a tick that may have had trouble with a forward.
func (b *bench) tickWhatever() {
	b.t.Helper()
	_ = b.engine.Tick(b.t.Context())
	b.wait()
}

// What is asked about a forward that the plugin fails over, and when.
func TestGriefs(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := newFragile(b)
	b.start()
	stranger, stakes := b.chain.open(poison), b.chain.open(poison)
	other := b.chain.open(nil)
	b.engine.griefs.stake(stakes.ID)
	ask := func(f chain.Forward) error {
		_, err := b.engine.wary(&f, p).OpenParams(t.Context(), f.Params)
		return err
	}
	require.NoError(t, ask(other))
	for i, pause := range []time.Duration{3 * time.Minute, 3 * time.Minute} {
		require.ErrorContains(t, ask(stranger), "it ended", i)
		after, early := sdk.AskAgain(ask(stranger))
		require.True(t, early)
		require.LessOrEqual(t, after, pause)
		after, early = sdk.AskAgain(ask(other))
		require.True(t, early, "no other stranger")
		require.Equal(t, pause, after)
		b.wall = b.wall.Add(pause)
		require.NoError(t, ask(other))
	}
	require.ErrorContains(t, ask(stranger), "it ended")
	require.ErrorIs(t, ask(stranger), sdk.ErrUnjudgeable, "and that is the end")
	require.Equal(t, 3, p.died)

	b.wall = b.wall.Add(strangersPause)
	var pauses []time.Duration
	for range 8 {
		p.deaths = nil
		require.ErrorContains(t, ask(stakes), "it ended")
		after, early := sdk.AskAgain(ask(stakes))
		require.True(t, early)
		pauses = append(pauses, after/time.Minute)
		_, early = sdk.AskAgain(ask(other))
		require.True(t, early, "anybody accepts his own for us")
		b.wall = b.wall.Add(max(after, strangersPause))
	}
	require.Equal(t, []time.Duration{1, 2, 4, 8, 16, 32, 60, 60}, pauses, "never given up")
	b.engine.griefs.forget(stakes.ID)
	require.NoError(t, b.engine.wary(&stakes, p).refuse(), "it is over")
}

// A tick that has to wait with a forward says so, and had no trouble.
func TestWaitingForAPluginIsNoTrouble(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	p := newFragile(b)
	p.until = b.wall.Add(10 * time.Minute)
	f := b.chain.open(nil)
	b.start()
	for range 3 {
		b.tick()
		b.wall = b.wall.Add(time.Minute)
	}
	require.Len(t, b.told(), 1)
	require.Contains(t, b.told()[0], "its predicate cannot be asked about it now: open its parameters: it is in quarantine; it is asked again in 10m")
	b.wall = p.until
	b.chain.mine(10*60 + 1)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// A tick that waits with proposals has no trouble either, and none of them is looked at before its time.
func TestProposalsThatWaitForAPluginRest(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	p := newFragile(b)
	p.until = b.wall.Add(5 * time.Minute)
	counts := &asked{fakeChain: b.chain}
	replace := b.deps
	b.deps = func(d *Deps, w *WorkerDeps) { replace(d, w); d.View = counts }
	longer := func(f *chain.Forward) { f.Terms.AcceptBy = f.Terms.Start }
	f := b.proposed(longer)
	for range 9 {
		b.proposed(longer)
	}
	b.start()
	b.tick()
	states := counts.states
	for range 10 {
		b.wall = b.wall.Add(time.Second)
		b.tick()
	}
	require.LessOrEqual(t, counts.states-states, 10, "of a sweep at most")
	b.wall = p.until
	b.chain.mine(5*60 + 1)
	b.tick()
	require.Equal(t, journal.Accepting, b.entry(f).Stage)
}

// What waits for a plugin is not read from the database, nor is its task looked for.
func TestNothingIsReadForWhatWaitsForAPlugin(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.Tasks = Tasks{Folder: filepath.Join(t.TempDir(), "nowhere")}
	newFragile(b)
	b.start()
	f := b.chain.open(func(f *chain.Forward) { f.Task = []byte("https://example.org/task") })
	b.engine.griefs.strangers = b.wall.Add(time.Minute)
	b.tick()
	require.Contains(t, b.last(), "nothing was begun for this one")
	require.Contains(t, b.engine.resting, f.ID)
	b.wall = b.wall.Add(time.Minute)
	b.chain.mine(60 + 1)
	require.ErrorContains(t, b.engine.Tick(t.Context()), "look for its task")
}

// slow takes its time over parameters.
type slow struct {
	*squares
	bench *bench
	asked int
}

func (p *slow) OpenParams(ctx context.Context, got []byte) (sdk.Params, error) {
	p.asked++
	p.bench.wall = p.bench.wall.Add(29 * time.Second)
	return p.squares.OpenParams(ctx, got)
}

// What has to be settled waits for one forward's parameters at most, however many were opened.
func TestSlowAdmissionDoesNotHoldUpATick(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	b.opts.Workers = 20
	p := &slow{squares: b.plugin, bench: b}
	b.deps = replacing(p)
	for range 10 {
		b.chain.open(nil)
	}
	b.start()
	for i := range 10 {
		b.chain.mine(blockTime)
		before := b.wall
		b.tick()
		require.Equal(t, i+1, p.asked)
		require.Equal(t, 29*time.Second, b.wall.Sub(before))
	}
	b.chain.mine(blockTime)
	b.tick()
	for _, o := range b.chain.opened {
		require.Equal(t, journal.Proved, b.entry(o.forward).Stage)
	}
}

// What somebody accepted for us, perhaps the operator, does not wait for what strangers opened.
func TestSlowAdmissionDoesNotHoldUpWhatIsAccepted(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	b.opts.Workers = 20
	p := &slow{squares: b.plugin, bench: b}
	b.deps = replacing(p)
	for range 3 {
		b.chain.open(nil)
	}
	var accepted []chain.Forward
	for range 2 {
		f := b.chain.open(func(f *chain.Forward) { f.Terms.AcceptBy, f.Terms.SettleBy = f.Terms.Start, f.Terms.SettleBy+500 })
		b.chain.accept(f)
		accepted = append(accepted, f)
	}
	b.chain.mine(blockTime)
	b.start()
	b.tick()
	require.Equal(t, 2, p.asked, "one of each: anybody accepts his own for us")
	b.chain.mine(blockTime)
	b.tick()
	require.Equal(t, 4, p.asked)
	for _, f := range accepted {
		require.Equal(t, journal.Proved, b.entry(f).Stage)
	}
}

// replacing has a relayer start with another plugin.
func replacing(plugin predicate) func(*Deps, *WorkerDeps) {
	return func(d *Deps, w *WorkerDeps) {
		square := *d.Predicates[0]
		square.Plugin = plugin
		d.Predicates, w.Predicates = []*Predicate{&square}, []*Predicate{&square}
	}
}

// A proposal was refused for what could be put right, and then the operator accepts it by hand: its bond is not left to its fate.
func TestWhatWasRefusedAsAProposalIsDeliveredOnceItIsAccepted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  func(*chain.Forward)
		trouble func(*bench)
		told    string
		mend    func(*bench)
	}{
		"its task was not there": {
			func(f *chain.Forward) { f.Task = []byte("https://example.org/task") }, func(*bench) {}, "the task is not in hand",
			func(b *bench) {
				require.NoError(t, os.WriteFile(filepath.Join(b.opts.Tasks.Folder, "a"), []byte("task"), 0o600))
			},
		},
		"its plugin failed": {
			nil, func(b *bench) { b.plugin.cannot = errors.New("it ended") }, "the plugin failed 3 times over them",
			func(b *bench) { b.plugin.cannot = nil },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newAcceptBench(t)
			b.opts.Tasks = Tasks{Folder: t.TempDir()}
			f := b.proposed(c.change)
			c.trouble(b)
			b.start()
			for range 4 {
				b.chain.mine(5)
				b.tickWhatever()
				b.wall = b.wall.Add(4 * time.Minute)
			}
			require.Contains(t, b.last(), c.told)
			c.mend(b)
			b.chain.accept(f)
			b.wall = b.wall.Add(4 * time.Minute)
			b.run(f.Terms.Start + 300)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
		})
	}
}
