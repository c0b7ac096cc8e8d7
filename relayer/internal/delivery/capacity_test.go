package delivery

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

func TestWhetherThereIsTime(t *testing.T) {
	t.Parallel()
	const fits, more = -1, 100
	for name, c := range map[string]struct {
		jobs             []job
		more             job
		workers, provers int
		which            int
		after            time.Duration
	}{
		"nothing is ahead":                  {nil, job{execute: 3, prove: 2, within: 5}, 1, 1, fits, 0},
		"it takes too long by itself":       {nil, job{execute: 3, prove: 3, within: 5}, 1, 1, more, 6},
		"nothing takes no time":             {nil, job{}, 1, 1, fits, 0},
		"its time is over":                  {nil, job{within: -1}, 1, 1, more, 0},
		"behind one":                        {[]job{{execute: 3, within: 4}}, job{execute: 3, within: 6}, 1, 1, fits, 0},
		"too late behind one":               {[]job{{execute: 3, within: 4}}, job{execute: 3, within: 5}, 1, 1, more, 6},
		"beside one":                        {[]job{{execute: 3, within: 4}}, job{execute: 3, within: 5}, 2, 1, fits, 0},
		"executed beside, proved behind":    {[]job{{execute: 3, prove: 4, within: 7}}, job{execute: 3, prove: 4, within: 11}, 2, 1, fits, 0},
		"proved too late":                   {[]job{{execute: 3, prove: 4, within: 7}}, job{execute: 3, prove: 4, within: 10}, 2, 1, more, 11},
		"proved beside":                     {[]job{{execute: 3, prove: 4, within: 7}}, job{execute: 3, prove: 4, within: 10}, 2, 2, fits, 0},
		"a worker waits for the prover":     {[]job{{prove: 9, within: 9}, {prove: 9, within: 18}}, job{execute: 10, within: 18}, 2, 1, more, 19},
		"before one that has time":          {[]job{{execute: 3, within: 9}}, job{execute: 5, within: 5}, 1, 1, fits, 0},
		"before one that has none then":     {[]job{{execute: 3, within: 7}}, job{execute: 5, within: 5}, 1, 1, 0, 8},
		"behind one that runs":              {[]job{{execute: 9, within: 20, running: true}}, job{execute: 3, within: 11}, 1, 1, more, 12},
		"behind ages":                       {[]job{{execute: longest, prove: forever, within: 1, running: true}}, job{execute: longest, within: 9}, 1, 1, more, forever},
		"one that is late anyway":           {[]job{{execute: 9, within: 7}}, job{execute: 5, within: 5}, 1, 1, fits, 0},
		"behind one that is late, and late": {[]job{{execute: 9, within: 7}}, job{execute: 5, within: 8}, 1, 1, more, 14},
	} {
		which, after := tight(c.jobs, c.more, c.workers, c.provers)
		if c.which == more {
			c.which = len(c.jobs)
		}
		require.Equal(t, c.which, which, name)
		require.Equal(t, c.after, after, name)
	}
}

// A proof takes seven minutes and a window has 3000 seconds, of which a claim delay of one and a margin of five minutes go off.
func TestNoMoreIsBegunThanThereIsTimeFor(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.prover.takes = 7 * time.Minute
	b.opts.Workers = 10
	b.executor.block()
	b.executor.asked = make(chan struct{}, 40)
	b.start()
	open := func(n int) (list []chain.Forward) {
		for range n {
			list = append(list, b.chain.open(nil))
		}
		return list
	}
	begun := open(6) // 42 of 44 minutes
	require.NoError(t, b.engine.Tick(t.Context()))
	late := open(1)[0]
	require.NoError(t, b.engine.Tick(t.Context()))
	require.Len(t, b.told(), 1)
	require.Equal(t, noTime+"executing takes about 0s and proving 7m0s, behind 6 that are admitted it would be done in 49m0s, and it has 44m0s", b.told()[0])
	b.chain.mine(blockTime)
	require.NoError(t, b.engine.Tick(t.Context()))
	require.Contains(t, b.engine.Status()[6].Told, "it has 43m48s")
	require.Len(t, b.told(), 1, "said once")
	roomy := b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy += 420 })
	require.NoError(t, b.engine.Tick(t.Context()))
	urgent := b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy -= 60 })
	require.NoError(t, b.engine.Tick(t.Context()))
	require.Contains(t, b.told()[1], ", behind 7 that are admitted it would be done in 56m0s, and it has 43m0s", "what runs keeps its worker")

	close(b.executor.hold)
	b.wait()
	b.tick()
	for _, f := range append(begun, roomy, late, urgent) {
		b.tick()
		require.NotEmpty(t, b.entry(f).Stage, "what is proved takes no time any more")
	}
}

// What executing takes is what it took, over restarts, and over all of a key.
func TestHowLongTheExecutorTakes(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	first, second := b.chain.open(nil), b.chain.open(nil)
	b.start()
	require.Zero(t, b.engine.executes(&Predicate{Bundle: bundle}))
	b.tick()
	for f, took := range map[*chain.Forward]time.Duration{&first: 10 * time.Minute, &second: 20 * time.Minute} {
		require.Positive(t, b.entry(*f).Executed)
		_, err := b.journal.Change(f.ID, onCopy(func(d *journal.Delivery) { d.Executed = took }))
		require.NoError(t, err)
	}
	b.run(first.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(second).Stage)
	b.start()
	require.Equal(t, 15*time.Minute, b.engine.executes(&Predicate{Bundle: bundle}))
	require.Zero(t, b.engine.executes(&Predicate{Bundle: &keys.Bundle{}}))

	late := b.chain.now() + 60 + 300 + 900 - 1
	f := b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy = late })
	b.tick()
	_, err := b.journal.Load(f.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
	require.Positive(t, b.count(noTime+"executing takes about 15m0s"))
}

// Hours are delivered once they have passed; several steps take several times as long.
func TestTheTimeOfAWindowOfHoursBeginsWithItsEnd(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.prover.takes = 5 * time.Minute
	f := b.chain.assigned()
	b.start()
	at := at{head: chain.Head{Time: b.chain.now()}}
	p := &Predicate{Bundle: bundle}
	require.Equal(t, job{forward: f.ID, prove: 5 * time.Minute, within: 45 * time.Minute}, b.engine.jobOf(&f, p, new(journal.Delivery), at))
	p.Limits = sdk.Limits{WindowSeconds: 3600, StepUnits: 8}
	require.Equal(t, job{forward: f.ID, prove: 15 * time.Minute, within: 1000*time.Second - 5*time.Minute - 2*100*time.Second}, b.engine.jobOf(&f, p, new(journal.Delivery), at))
	f.Terms.Quantity = new(big.Int).Lsh(big.NewInt(1), 88)
	require.Equal(t, maxSteps*5*time.Minute, b.engine.jobOf(&f, p, new(journal.Delivery), at).prove)
	b.prover.takes = 30 * time.Hour
	require.Equal(t, longest, b.engine.jobOf(&f, p, new(journal.Delivery), at).prove)
}

// What has its worker keeps it, what waits for the next step takes its time again, and what nothing comes of takes none.
func TestWhatTakesTime(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.prover.takes = time.Minute
	b.start()
	f := b.chain.assigned()
	head, _, err := b.chain.Heads(t.Context(), 0)
	require.NoError(t, err)
	require.NoError(t, b.engine.scan(t.Context(), at{head: head, final: head}))
	b.engine.Predicates[0].Limits.StepUnits = 8
	eight := journal.Step{To: 8, Amount: big.NewInt(8)}
	base := time.Duration(2000)*time.Second - b.opts.Margin
	for name, c := range map[string]struct {
		d       journal.Delivery
		running bool
		lacks   bool
		late    bool
		queue   int
		want    *job
	}{
		"held":                     {d: journal.Delivery{Stage: journal.Held}, want: &job{prove: 3 * time.Minute, within: base - 200*time.Second}},
		"proved, and two are left": {d: journal.Delivery{Stage: journal.Proved, Step: eight}, want: &job{prove: 2 * time.Minute, within: base - 200*time.Second}},
		"proved, and one is left":  {d: journal.Delivery{Stage: journal.Proved, Step: eight, Delivered: big.NewInt(8)}, want: &job{prove: time.Minute, within: base + 1000*time.Second - 100*time.Second}},
		"proved, and none is left": {d: journal.Delivery{Stage: journal.Proved, Step: journal.Step{Amount: big.NewInt(4)}, Delivered: big.NewInt(16)}},
		"it had its attempts":      {d: journal.Delivery{Stage: journal.Executing, Attempts: 3}},
		"it has its last":          {d: journal.Delivery{Stage: journal.Executing, Attempts: 3}, running: true, want: &job{prove: 3 * time.Minute, within: base - 200*time.Second, running: true}},
		"it is too late":           {d: journal.Delivery{Stage: journal.Held}, late: true},
		"too late, if all others go first": {
			d: journal.Delivery{Stage: journal.Held}, late: true, queue: 10,
			want: &job{prove: 3 * time.Minute, within: -20*time.Second - 2*9*blockInterval},
		},
		"it is somebody else's":      {d: journal.Delivery{Stage: journal.Held}, lacks: true},
		"its acceptance is not sent": {d: journal.Delivery{Stage: journal.Accepting}},
	} {
		c.d.Forward = f.ID
		require.NoError(t, b.engine.save(&c.d))
		b.engine.working = map[common.Hash]crew.State{f.ID: {Live: c.running}}
		b.engine.lack(f.ID, c.lacks)
		b.engine.queue = c.queue
		now := b.chain.now()
		if c.late {
			now = f.Terms.SettleBy - 480
		}
		jobs, err := b.engine.admittedJobs(t.Context(), common.Hash{}, at{head: chain.Head{Time: now}})
		require.NoError(t, err)
		if c.want == nil {
			require.Empty(t, jobs, name)
			continue
		}
		c.want.forward = f.ID
		require.Equal(t, []job{*c.want}, jobs, name)
	}
}

// An executor that ends without an output took its time as well, and so did one whose output lacks the property.
func TestWhatCameToNothingTakesTime(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"11"}
	b.chain.open(nil)
	b.start()
	b.tick()
	b.tick()
	require.Positive(t, b.engine.executes(&Predicate{Bundle: bundle}))
}

// A relayer that leaves proving to others makes no proof itself, and expects next to nothing of one. What one took elsewhere counts,
// over restarts, and once its delivery was forgotten.
func TestProofsThatWereMadeElsewhereTakeTheirTime(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	elsewhere := &fakeProver{takes: 50 * time.Minute} // a window has 44
	b.deps = func(_ *Deps, w *WorkerDeps) { w.Prover = elsewhere }
	first := b.chain.open(nil)
	b.start()
	b.tick()
	require.Equal(t, journal.Proved, b.entry(first).Stage, "nobody knew")
	require.Zero(t, b.prover.proofs)
	require.Equal(t, 50*time.Minute, b.entry(first).Proving)
	require.Equal(t, bundle.KeyHash, b.entry(first).ProvingKey)

	refused := func() {
		t.Helper()
		late := b.chain.open(nil)
		told := len(b.told())
		b.tick()
		_, err := b.journal.Load(late.ID)
		require.ErrorIs(t, err, journal.ErrNotFound)
		require.Regexp(t, noTime+"executing takes about .* and proving 50m0s, behind 0 that are admitted", b.told()[told:])
	}
	refused()
	b.start()
	refused()
	b.run(first.Terms.Start + 200)
	b.blocks(3)
	require.Equal(t, journal.Confirmed, b.entry(first).Stage)
	require.Equal(t, 1, b.engine.past.count)
	refused()
	b.start()
	b.tick()
	require.Equal(t, 1, b.engine.past.count)
	refused()
}

// Machines differ: what counts is what proofs of a key took on average, and of a key without any what the prover here expects.
func TestHowLongProofsTake(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.prover.takes = time.Second
	b.start()
	batch, other := common.Hash{0xba}, &keys.Bundle{KeyHash: common.Hash{0x77}}
	for i, d := range []journal.Delivery{
		{ProvingKey: bundle.KeyHash, Proving: time.Minute},
		{ProvingKey: bundle.KeyHash, Proving: 3 * time.Minute, Stage: journal.Confirmed},
		{ProvingKey: batch, Proving: 10 * time.Minute, KeyHash: bundle.KeyHash},
		{KeyHash: other.KeyHash, Executed: time.Hour},
		{ProvingKey: other.KeyHash, Proving: -time.Hour},
	} {
		d.Forward = common.Hash{byte(i + 1)}
		if d.Stage == "" {
			d.Stage = journal.Proved
		}
		require.NoError(t, b.engine.save(&d))
	}
	require.Equal(t, 2*time.Minute, b.engine.proves(bundle))
	require.Equal(t, 10*time.Minute, b.engine.proves(&keys.Bundle{KeyHash: batch}))
	require.Equal(t, time.Second, b.engine.proves(other))
	require.NoError(t, b.engine.save(&journal.Delivery{Forward: common.Hash{9}, Stage: journal.Proved, ProvingKey: other.KeyHash, Proving: 1 << 62}))
	require.Equal(t, longest, b.engine.proves(other))

	slow := &journal.Delivery{
		Forward: common.Hash{10}, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Proved, ProvingKey: batch, Proving: 40 * time.Minute,
	}
	require.NoError(t, b.engine.save(slow))
	require.Equal(t, 25*time.Minute, b.engine.proves(&keys.Bundle{KeyHash: batch}))
	require.NoError(t, b.engine.read())
	require.Equal(t, 40*time.Minute, b.engine.proves(&keys.Bundle{KeyHash: batch}), "the last one took longer")
}
