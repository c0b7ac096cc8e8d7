package delivery

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

// killer kills the relayer at its nth step: one that leaves a trace, on disk or in the network, or one in the middle of
// which there is much time to be killed, in a plugin or in the prover. Everything after that fails, as it does for a
// process that is gone.
type killer struct {
	*fakeChain
	*squares
	executor *outputs
	prover   *fakeProver
	mu       sync.Mutex
	left     int
	dead     bool
	last     bool // what it sends next arrives, and is the last that it does
}

var errKilled = errors.New("killed")

func (k *killer) die() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.dead = true
}

func (k *killer) step() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.left--
	k.dead = k.dead || k.left < 0
	return k.dead
}

// mortal is the journal to who is to be killed.
type mortal struct {
	k *killer
	*journal.Journal
}

func (m mortal) Change(forward common.Hash, how func(*journal.Delivery) (*journal.Delivery, error)) (*journal.Delivery, error) {
	if m.k.step() {
		return nil, errKilled
	}
	return m.Journal.Change(forward, how)
}

func (k *killer) Send(ctx context.Context, tx journal.Transaction) error {
	if k.step() {
		return errKilled
	}
	if k.last {
		k.die()
	}
	return k.fakeChain.Send(ctx, tx)
}

func (k *killer) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	output, err := k.executor.Run(ctx, job, emit)
	if k.step() {
		return nil, errKilled
	}
	return output, err
}

func (k *killer) Check(ctx context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	verdict, err := k.squares.Check(ctx, request)
	if k.step() {
		return sdk.Verdict{}, errKilled
	}
	return verdict, err
}

func (k *killer) CommitOutput(ctx context.Context, request sdk.CommitRequest) (sdk.OutputCommitment, error) {
	answer, err := k.squares.CommitOutput(ctx, request)
	if k.step() {
		return sdk.OutputCommitment{}, errKilled
	}
	return answer, err
}

func (k *killer) Assign(ctx context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	answer, err := k.squares.Assign(ctx, request)
	if k.step() {
		return sdk.Assignment{}, errKilled
	}
	return answer, err
}

func (k *killer) Prove(ctx context.Context, bundle *keys.Bundle, job prover.Job, progress func(prover.Progress)) ([]byte, error) {
	proof, err := k.prover.Prove(ctx, bundle, job, progress)
	if k.step() {
		return nil, errKilled
	}
	return proof, err
}

func (k *killer) Expected(bundle *keys.Bundle) time.Duration { return k.prover.Expected(bundle) }

func (k *killer) ProveTogether(ctx context.Context, batch, single *keys.Bundle, jobs []prover.Job, progress func(prover.Progress)) ([]byte, error) {
	proof, err := k.prover.ProveTogether(ctx, batch, single, jobs, progress)
	if k.step() {
		return nil, errKilled
	}
	return proof, err
}

// kill has the next start be killed before its nth step.
func (b *bench) kill(after int) *killer {
	k := &killer{fakeChain: b.chain, squares: b.plugin, executor: b.executor, prover: b.prover, left: after}
	b.deps = func(d *Deps, w *WorkerDeps) {
		d.Journal, d.Network, d.Prover = mortal{k, b.journal}, k, k
		w.Executor, w.Prover = k, k
		w.Journal = func(work crew.Work) notebook { return mortal{k, b.journal.Fenced(b.hands.Fence(work))} }
		d.Predicates = []*Predicate{{Name: "square", PayloadWords: 1, TwoRounds: b.hasRounds, Plugin: k, Bundle: bundle, Batches: b.bundles()}}
		w.Predicates = d.Predicates
	}
	b.start()
	b.deps = nil
	return k
}

// soon has a window begin after seventeen blocks: where much is killed each tick counts.
func soon(f *chain.Forward) { f.Terms.Start -= 800 }

// The relayer is killed at each of its steps, and started again. It is paid every time, under the first h that it
// announced, and shows no output under another one. The executor has just the outputs there are: the first is refused,
// the second holds, and a third attempt has nothing to show.
func TestKilledAnywhereItGoesOn(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newBench(t)
			require.Equal(t, []string{"11", "12"}, b.executor.list)
			f := b.chain.open(soon)
			k := b.kill(steps)
			for !k.dead && b.chain.now() < f.Terms.Start+100 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.wait()
			}
			done = !k.dead

			b.start()
			b.run(max(b.chain.now(), f.Terms.Start) + 300)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.Len(t, b.chain.announced, 1, "one announcement, whenever it was killed")
			for _, h := range b.chain.shown {
				require.Equal(t, b.entry(f).H, h)
			}
			require.Contains(t, b.chain.announced, announcementKey(f.ID, b.entry(f).H))
		})
	}
	require.Greater(t, steps, 14)
}

// Killed once the second output held, the relayer goes on with it. It does not ask for a third that nobody has.
func TestAKillAfterTheOutputHeldLosesNoForward(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	k := b.kill(1000)
	b.plugin.spoil = func(*sdk.Assignment) { k.left = 0 } // in the middle of assigning
	b.tick()
	require.True(t, k.dead)
	require.Equal(t, journal.Held, b.entry(f).Stage)
	require.Equal(t, []byte("12"), b.entry(f).Output)

	b.plugin.spoil = nil
	b.start()
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Len(t, b.executor.jobs, 2)
}

// An output that takes the process down with it is tried a few times, and then the next one is.
func TestAnOutputThatKillsTheRelayerDoesNotDoSoForever(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	for range maxCrashes {
		k := b.kill(2) // the entry is kept, the executor runs, and the check dies
		b.tick()
		require.True(t, k.dead)
		require.Zero(t, b.entry(f).Attempts)
	}
	b.start()
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	var asked []int
	for _, job := range b.executor.jobs {
		asked = append(asked, job.Attempt)
	}
	require.Equal(t, []int{1, 1, 1, 2}, asked)
	require.Equal(t, "crash", b.executor.jobs[3].Findings[0].Rule)
}

// The same for one that was kept before it was judged. It is not asked for again.
func TestAKeptOutputThatKillsTheRelayerIsGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	for _, steps := range []int{4, 1, 1} { // entry, twice, executor, entry; and later entry alone
		k := b.kill(steps)
		b.tick()
		require.True(t, k.dead)
		require.True(t, b.entry(f).Unjudged)
	}
	require.Len(t, b.executor.jobs, 1)
	b.start()
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Equal(t, 2, b.executor.jobs[1].Attempt)
	require.Nil(t, b.executor.jobs[1].Previous)
	require.Equal(t, "crash", b.executor.jobs[1].Findings[0].Rule)
}

// The same for one that holds and takes the process down while its witness is assigned or proved.
func TestAHeldOutputThatKillsTheRelayerIsGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12", "12"}
	f := b.chain.open(nil)
	for _, steps := range []int{6, 1, 1} { // entry, twice, executor, entry, check, entry; and later entry alone
		k := b.kill(steps)
		b.tick()
		require.True(t, k.dead)
		require.Equal(t, journal.Held, b.entry(f).Stage)
	}
	b.start()
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Equal(t, 2, b.executor.jobs[len(b.executor.jobs)-1].Attempt)
}

// A forward brings the relayer down whenever it is checked. The one beside it must not lose its attempts over that.
func TestAForwardThatKillsTheRelayerTakesNoOtherWithIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	culprit := b.chain.open(nil)
	victim := b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy++ })
	b.executor.block()
	b.executor.asked = make(chan struct{}, 2)
	k := b.kill(1000)
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	<-b.executor.asked
	k.die()
	close(b.executor.hold)
	b.wait()
	require.Equal(t, []int{1, 1}, []int{b.entry(culprit).Crashes, b.entry(victim).Crashes})

	b.executor.hold = nil
	for range maxCrashes - 1 {
		k = b.kill(2)
		b.tick()
		require.True(t, k.dead)
	}
	require.Equal(t, []int{maxCrashes, 1}, []int{b.entry(culprit).Crashes, b.entry(victim).Crashes})
	b.start()
	for range 3 {
		b.tick()
	}
	require.Equal(t, journal.Proved, b.entry(victim).Stage)
	require.Equal(t, journal.Proved, b.entry(culprit).Stage)
	for _, job := range b.executor.jobs {
		require.False(t, job.ForwardID == victim.ID.Hex() && len(job.Findings) > 0 && job.Findings[0].Rule == "crash")
	}
}

// Stopping is not crashing, however often.
func TestAStoppedRelayerSpendsNoAttempt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.executor.block()
	for range 2 * maxCrashes {
		b.start()
		require.NoError(t, b.engine.Tick(t.Context()))
		<-b.executor.asked
		require.NoError(t, b.hands.Stop(t.Context()))
		require.Zero(t, b.entry(f).Crashes)
		require.Zero(t, b.entry(f).Errors)
	}
	b.executor.hold = nil
	b.start()
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// Killed after a settlement was signed and before it was sent, and started again when the window is all but over: to send it
// now would show the output, and it might come too late to be paid.
func TestASettlementThatNobodySawIsNotSentWithinTheMargin(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cut  bool
		want int // sent settlements after the restart
	}{"killed before sending": {true, 0}, "sent and forgotten by the node": {false, 1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.chain.open(nil)
			b.start()
			b.run(f.Terms.Start - blockTime)
			require.Empty(t, b.entry(f).Settlement)
			steps := 1000
			if c.cut {
				steps = 1 // the settlement is kept, and its sending is the next step
			}
			b.kill(steps)
			b.chain.mine(2 * blockTime)
			_ = b.engine.Tick(t.Context()) // errKilled, if it is
			require.Len(t, b.entry(f).Settlement, 1)
			require.Equal(t, !c.cut, b.entry(f).Settlement[0].Tried)

			b.chain.pool = nil
			b.chain.mine(f.Terms.SettleBy - 300 - b.chain.now())
			b.start()
			b.tick()
			require.Len(t, b.chain.pool, c.want)
		})
	}
}

// The order of the story: killed between announcement and settlement, it settles under the same announcement,
// without working or proving again.
func TestKilledBetweenAnnouncementAndSettlement(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 500)
	announced := b.entry(f)
	require.Len(t, announced.Announcement, 1)
	jobs, assigns, proofs := len(b.executor.jobs), b.plugin.assigns, b.prover.proofs

	b.start()
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Equal(t, announced.H, b.entry(f).H)
	require.Equal(t, announced.Proof, b.entry(f).Proof)
	require.Equal(t, []int{jobs, assigns, proofs}, []int{len(b.executor.jobs), b.plugin.assigns, b.prover.proofs})
	require.Len(t, b.chain.announced, 1)
}

// An error of sending says nothing. If the transaction arrived, nothing is signed anew; if it did not, the same bytes
// are sent until they do.
func TestSendFailedMeansUnknown(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]func(c *fakeChain, on bool){
		"and it arrived":     func(c *fakeChain, on bool) { c.sendFailsIn = on },
		"and it was lost":    func(c *fakeChain, on bool) { c.sendFails = on },
		"the node forgot it": func(c *fakeChain, on bool) { c.pool = nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.chain.open(nil)
			b.start()
			trouble(b.chain, true)
			b.tick()
			b.tick()
			trouble(b.chain, false)
			b.run(f.Terms.Start - blockTime)
			b.chain.mine(blockTime)
			trouble(b.chain, true)
			b.tick()
			trouble(b.chain, false)
			b.run(f.Terms.Start + 100)
			d := b.entry(f)
			require.Equal(t, journal.Confirmed, d.Stage)
			require.Len(t, d.Announcement, 1, "signed once")
			require.Len(t, d.Settlement, 1, "signed once")
		})
	}
}

// Another program uses the same key and takes the nonce.
func TestATransactionThatCanNeverBeMinedIsSignedAnew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.chain.sendFails = true
	b.tick()
	b.tick()
	require.Len(t, b.entry(f).Announcement, 1)
	b.chain.takeNonce()
	b.chain.mine(blockTime) // it is not final before
	b.chain.sendFails = false
	b.run(f.Terms.Start + 100)
	require.Len(t, b.entry(f).Announcement, 2)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// A contract that refuses again and again must not drain the account.
func TestRefusedTransactionsAreBounded(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet = refusing{b.chain} }
	b.start()
	for range 3 * maxTransactions {
		b.chain.mine(blockTime)
		_ = b.engine.Tick(t.Context()) // trouble in the end
		b.wait()
	}
	require.Len(t, b.entry(f).Announcement, maxTransactions)
	require.ErrorContains(t, b.engine.Tick(t.Context()), "came to nothing")
}

type refusing struct{ *fakeChain }

func (r refusing) SignAnnounce(ctx context.Context, forward, h common.Hash, most *big.Int) (journal.Transaction, error) {
	tx, err := r.fakeChain.SignAnnounce(ctx, forward, h, most)
	r.acts[tx.Hash] = func(uint64) bool { return false }
	return tx, err
}

// unsent is a network of a relayer that another one followed: nothing reaches it.
type unsent struct{ *fakeChain }

func (unsent) Send(context.Context, journal.Transaction) error { return ErrUnsent }

// Who is not to send any more does not say that it did: what nobody has seen may still come too late to be shown.
func TestWhatWasNotSentIsNotTakenForSent(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Network = unsent{b.chain} }
	b.start()
	b.tick()
	require.ErrorIs(t, b.engine.Tick(t.Context()), ErrUnsent)
	require.ErrorIs(t, b.engine.Tick(t.Context()), ErrUnsent)
	require.Len(t, b.entry(f).Announcement, 1)
	require.False(t, b.entry(f).Announcement[0].Tried)
}

// overtaken is a network of a relayer that another one followed, which loses the database with that.
type overtaken struct {
	*fakeChain
	k *killer
}

func (o overtaken) MaySend(context.Context) error { o.k.die(); return ErrUnsent }

func (o overtaken) Send(ctx context.Context, _ journal.Transaction) error { return o.MaySend(ctx) }

// The same where it can write nothing any more: who follows it finds what nobody has seen.
func TestWhoMayNotSendLeavesNothingTakenForSent(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.deps = func(d *Deps, _ *WorkerDeps) {
		k := &killer{left: 1000}
		d.Journal, d.Network = mortal{k, b.journal}, overtaken{b.chain, k}
	}
	b.start()
	b.tick()
	require.ErrorIs(t, b.engine.Tick(t.Context()), ErrUnsent)
	require.Len(t, b.entry(f).Announcement, 1)
	require.False(t, b.entry(f).Announcement[0].Tried)
}
