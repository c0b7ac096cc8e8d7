package delivery

import (
	"context"
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

func TestFromOpeningToPayment(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start + 100)

	require.Equal(t, []Kind{Taken, Working, Refusal, Working, Held, Proved, Announced, Sent, Paid}, b.kinds())
	d := b.entry(f)
	require.Equal(t, journal.Confirmed, d.Stage)
	require.Equal(t, []byte("12"), d.Output)
	require.Nil(t, d.Witness, "secrets that are not needed any more are gone")
	require.Equal(t, us, b.chain.ended[f.ID].settlement.Recipient)

	require.Len(t, b.executor.jobs, 2)
	require.Equal(t, []byte("11"), b.executor.jobs[1].Previous)
	require.Equal(t, []sdk.Finding{{Rule: "number", Line: 1, Message: "it is not 12"}}, b.executor.jobs[1].Findings)
	require.True(t, b.executor.jobs[0].Deadline.Before(time.Unix(int64(f.Terms.SettleBy), 0)))
}

func TestNothingIsSentBeforeItIsDurable(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.deps = func(d *Deps, _ *WorkerDeps) {
		d.Network = &sendsOnlyWhatIsKept{fakeChain: b.chain, t: t, journal: b.journal, forward: f.ID}
	}
	b.start()
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

type sendsOnlyWhatIsKept struct {
	*fakeChain
	t       *testing.T
	journal *journal.Journal
	forward common.Hash
}

func (n *sendsOnlyWhatIsKept) Send(ctx context.Context, tx journal.Transaction) error {
	d, err := n.journal.Load(n.forward)
	require.NoError(n.t, err)
	require.Equal(n.t, journal.Proved, d.Stage)
	require.NotEmpty(n.t, d.Output)
	require.NotEmpty(n.t, d.Witness)
	require.NotEmpty(n.t, d.Proof)
	require.NotZero(n.t, d.H)
	tx.Tried = true // kept before it is: a process that ends now knows of it
	require.Contains(n.t, append(d.Announcement, d.Settlement...), tx)
	return n.fakeChain.Send(ctx, tx)
}

func TestTheBuyerWhoReclaimsAndTheWindowThatEnds(t *testing.T) {
	t.Parallel()
	for status, want := range map[chain.Status]string{
		chain.StatusReclaimed: "its money went back to the buyer",
		chain.StatusExpired:   "its window was over at",
	} {
		b := newBench(t)
		f := b.chain.open(nil)
		b.start()
		b.run(f.Terms.Start - 500)
		b.chain.end(f, status, chain.Settlement{})
		b.tick()
		require.Equal(t, journal.Proved, b.entry(f).Stage, "not before it is final")
		b.run(f.Terms.Start - 400)
		require.Equal(t, journal.Abandoned, b.entry(f).Stage)
		require.Contains(t, b.entry(f).Reason, want)
		require.Empty(t, b.chain.shown, "the output was never shown")
	}
}

// Somebody else delivers first. It is found out before anything is shown, and nothing is lost but the work.
func TestSomebodyElseSettlesFirst(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 500)
	b.chain.end(f, chain.StatusSettled, chain.Settlement{Recipient: somebody, Paid: big.NewInt(1000)})
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	require.Contains(t, b.entry(f).Reason, "settled by somebody else, who had "+somebody.Hex()+" paid")
	require.Empty(t, b.chain.shown)
}

// A front-runner copies the announcement, and later the whole settlement. Both only help us: the proof pays us.
func TestFrontRunnerCopiesAnnouncementAndSettlement(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.tick()
	d := b.entry(f)
	b.chain.announced[announcementKey(f.ID, d.H)] = instant{b.chain.block(), b.chain.now()}
	b.run(f.Terms.Start - blockTime)
	require.Empty(t, d.Announcement, "it stands already")

	settled := b.chain.now()
	b.chain.end(f, chain.StatusSettled, chain.Settlement{Recipient: us, Paid: f.Terms.Price})
	b.run(settled + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage, "whoever sent it, we are paid")
}

// The recipient is in the proof. An operator who changes it between announcement and settlement changes later forwards.
func TestTheRecipientOfAnAnnouncedDeliveryStays(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 500)
	b.opts.Recipient = somebody
	b.start()
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Equal(t, us, b.chain.ended[f.ID].settlement.Recipient)
}

// A reorganisation takes the announcement away. To settle then would show the output with nothing announced, and the
// buyer could announce it and collect.
func TestNothingIsShownUnderAnAnnouncementThatMayGoAway(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.Confirmations = 20
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 100)
	b.chain.forget(f.ID, b.entry(f).H)
	b.run(f.Terms.Start + 10*blockTime)
	require.Empty(t, b.chain.shown)
	require.Len(t, b.entry(f).Announcement, 1, "the transaction has a receipt still")
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

func TestTheOutputIsNotShownWithinTheMargin(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]func(b *bench, f chain.Forward){
		"by the chain's clock": func(b *bench, f chain.Forward) { b.chain.mine(f.Terms.SettleBy - 300 - b.chain.now()) },
		"by our own, when the node hangs": func(b *bench, f chain.Forward) {
			b.chain.mine(f.Terms.Start - b.chain.now())
			b.wall = time.Unix(int64(f.Terms.SettleBy-300), 0)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.chain.open(nil)
			b.start()
			b.run(f.Terms.Start - 500)
			late(b, f)
			b.tick()
			require.Empty(t, b.chain.shown)
			require.Contains(t, b.told()[len(b.told())-1], "the output is not shown any more")
			b.chain.mine(f.Terms.SettleBy)
			b.run(b.chain.now() + 100)
			require.Equal(t, journal.Abandoned, b.entry(f).Stage)
		})
	}
}

func TestWorkThatCannotBeDeliveredInTimeIsNotBegun(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.chain.mine(f.Terms.SettleBy - 300 - claimDelay - b.chain.now())
	b.start()
	b.tick()
	require.Empty(t, b.executor.jobs)
	require.Contains(t, b.told()[0], "too late to announce")
}

func TestSkipReasonsAreSaidOnce(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*chain.Forward){
		"is below the least of":                         func(f *chain.Forward) { f.Terms.Price = big.NewInt(9) },
		"is none of those this relayer takes":           func(f *chain.Forward) { f.Terms.Token = common.HexToAddress("0x71") },
		"the task is not in hand":                       func(f *chain.Forward) { f.Task = []byte("ipfs://task") },
		"none of those this relayer proves":             func(f *chain.Forward) { f.Terms.Predicate = otherContract },
		"its unit is":                                   func(f *chain.Forward) { f.Terms.Unit = common.HexToHash("0x12") },
		"are not those its terms commit to":             func(f *chain.Forward) { f.Terms.Params = statement.WordFromUint64(78) },
		"not in their one encoding":                     func(f *chain.Forward) { f.Params = []byte("another spelling") },
		"its parameters make no sense to square":        func(f *chain.Forward) { f.Params = []byte("nonsense") },
		"its sealing key: sealing key is not on the cu": func(f *chain.Forward) { f.Terms.SealX = statement.WordFromUint64(1) },
		"its terms ask for two rounds, and square has":  func(f *chain.Forward) { f.Terms.BeaconBlock = 7 },
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.opts.MinPrice = big.NewInt(10)
			b.opts.Tokens = []common.Address{common.HexToAddress("0x70")}
			f := b.chain.open(change)
			b.start()
			b.tick()
			b.tick()
			require.Len(t, b.told(), 1)
			require.Contains(t, b.told()[0], want)
			require.Empty(t, b.executor.jobs)
			_, err := b.journal.Load(f.ID)
			require.ErrorIs(t, err, journal.ErrNotFound)
		})
	}
}

// Parameters made for another version of a plugin's data would have the executor work for nothing.
func TestParametersThatCannotBeJudgedByAreNotTaken(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.plugin.cannot = sdk.Unjudgeable(errors.New("they are for another lexicon"))
	b.chain.open(nil)
	b.start()
	b.tick()
	require.Contains(t, b.told()[0], "square cannot judge by its parameters here: they are for another lexicon")
	require.Empty(t, b.executor.jobs)
}

func TestAttemptsAreBoundedOverRestarts(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"1", "binary", "3", "4", "5", "6"}
	f := b.chain.open(nil)
	for range 4 {
		b.start()
		b.tick()
	}
	require.Len(t, b.executor.jobs, 3)
	require.Equal(t, "unjudgeable", b.executor.jobs[2].Findings[0].Rule)
	require.Contains(t, b.told()[0], "no attempt of 3 led to an output that holds")
	require.Equal(t, 3, b.entry(f).Attempts)
}

func TestAnExecutorWithNothingToShowIsAskedAgainLater(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"11"}
	f := b.chain.open(nil)
	b.start()
	for range 5 {
		b.tick()
	}
	require.Len(t, b.executor.jobs, 2, "it is left alone for a while")
	require.Equal(t, 1, b.entry(f).Attempts, "what was not made is no attempt")
	b.executor.list = []string{"11", "12"}
	b.wall = b.wall.Add(crew.LastPause)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// The plugin lies. Whatever it answers, nothing is announced that is not proved.
func TestHostileAssignmentsAnnounceNothing(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*sdk.Assignment){
		"another amount":           func(a *sdk.Assignment) { a.Step.Amount = big.NewInt(2) },
		"a step back":              func(a *sdk.Assignment) { a.Step.To = 0 },
		"another payload":          func(a *sdk.Assignment) { a.Payload[0][31] ^= 1 },
		"a payload too long":       func(a *sdk.Assignment) { a.Payload = append(a.Payload, a.Payload[0]) },
		"a payload ending in zero": func(a *sdk.Assignment) { a.Payload = append(a.Payload, sdk.Word{}) },
		"another h":                func(a *sdk.Assignment) { a.H[31] ^= 1 },
		"no witness":               func(a *sdk.Assignment) { a.Witness = nil },
		"no amount":                func(a *sdk.Assignment) { a.Step.Amount = nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.plugin.spoil = spoil
			f := b.chain.open(nil)
			b.start()
			b.run(f.Terms.Start - 500)
			require.Equal(t, journal.Held, b.entry(f).Stage)
			require.Zero(t, b.prover.proofs)
			require.Empty(t, b.chain.announced)
		})
	}
}

func TestAWitnessThatProvesNothingIsMadeAnew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12", "12"}
	b.prover.err = prover.ErrWitness
	f := b.chain.open(nil)
	b.start()
	b.tick()
	d := b.entry(f)
	require.Equal(t, journal.Executing, d.Stage)
	require.Zero(t, d.H)
	b.prover.err = nil
	b.wall = b.wall.Add(crew.LastPause)
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Equal(t, 2, b.plugin.assigns)
}

// A slow job must not make another forward miss its window.
func TestASlowExecutorHoldsUpNoSettlement(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	first := b.chain.open(nil)
	b.start()
	b.run(first.Terms.Start - 500)
	b.executor.block()
	second := b.chain.open(nil)
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	for b.chain.now() < first.Terms.Start+100 {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
	}
	require.Equal(t, journal.Confirmed, b.entry(first).Stage)
	require.Equal(t, journal.Executing, b.entry(second).Stage)
	close(b.executor.hold)
	b.wait()
	require.Equal(t, journal.Proved, b.entry(second).Stage)
}

// A forward that comes to its end while it is worked on stays ended, whatever the work still brings.
func TestWorkEndsWithItsForward(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.block()
	f := b.chain.open(nil)
	b.start()
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	b.chain.end(f, chain.StatusReclaimed, chain.Settlement{})
	b.chain.mine(blockTime)
	b.chain.mine(blockTime)
	require.NoError(t, b.engine.Tick(t.Context()))
	b.wait()
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
}

// One byte flips on the disk. That forward is left as it is, loudly and at every start, and the others are paid.
func TestADamagedEntryStopsNoOtherForward(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	damaged := b.chain.open(nil)
	b.start()
	b.tick()
	require.Equal(t, journal.Proved, b.entry(damaged).Stage)
	_, err := b.db.SQL().ExecContext(t.Context(), "UPDATE deliveries SET entry = $2 WHERE forward = $1", damaged.ID[:], []byte(`{"stage":"proved"}`))
	require.NoError(t, err)

	other := b.chain.open(nil)
	announced := len(b.chain.announced) + len(b.chain.pool)
	for range 2 {
		b.events = nil
		b.start()
		require.Equal(t, Unread, b.events[0].Kind)
		require.Contains(t, b.events[0].Reason, "restore the database from a copy")
	}
	b.run(other.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(other).Stage)
	require.Len(t, b.chain.announced, announced+1, "the damaged one was not announced anew")
	var after string
	require.NoError(t, b.db.SQL().QueryRowContext(t.Context(), "SELECT entry FROM deliveries WHERE forward = $1", damaged.ID[:]).Scan(&after))
	require.JSONEq(t, `{"stage":"proved"}`, after)
}

func TestEntriesOfAnotherEscrowAreLeftAlone(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.tick()
	b.opts.Escrow = somebody
	b.start()
	require.Nil(t, b.engine.entry(f.ID))
}

func TestStartStopStopped(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.chain.open(nil)
	b.start()
	require.NoError(t, b.engine.Start(t.Context()))
	require.ErrorIs(t, b.engine.Start(t.Context()), ErrStarted)
	b.engine.Stop()
	<-b.engine.Stopped()
}

func TestTroubleWithTheEndpointIsReturned(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.start()
	b.chain.down = true
	require.ErrorIs(t, b.engine.Tick(t.Context()), errTrouble)
}

// slowView has something happen while a tick looks at the chain.
type slowView struct {
	*fakeChain
	meanwhile func()
}

func (v slowView) State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error) {
	v.meanwhile()
	return v.fakeChain.State(ctx, at, f, h)
}

func TestWorkThatEndsDuringATickIsNotBegunAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	meanwhile := func() {}
	b.deps = func(d *Deps, _ *WorkerDeps) { d.View = slowView{b.chain, func() { meanwhile() }} }
	b.executor.list = []string{"12", "12"}
	b.executor.block()
	b.start()
	require.NoError(t, b.engine.Tick(t.Context()))
	<-b.executor.asked
	meanwhile = func() {
		meanwhile = func() {}
		close(b.executor.hold)
		b.wait()
	}
	b.tick()
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Len(t, b.executor.jobs, 1)
	require.Equal(t, 1, b.prover.proofs)
}

func TestLimitsOfAPredicate(t *testing.T) {
	t.Parallel()
	open := statement.Terms{Start: 7200, End: 10800, Quantity: big.NewInt(8)}
	assigned := open
	assigned.AcceptBy, assigned.Quantity = 1, big.NewInt(80)
	early, long := open, assigned
	early.Start, long.End = 7199, 10801
	for _, c := range []struct {
		terms  statement.Terms
		limits sdk.Limits
		want   string
	}{
		{open, sdk.Limits{}, ""},
		{open, sdk.Limits{WindowSeconds: 3600, StepUnits: 8}, ""},
		{open, sdk.Limits{AssignedOnly: true}, "for assigned forwards only"},
		{assigned, sdk.Limits{AssignedOnly: true}, ""},
		{early, sdk.Limits{WindowSeconds: 3600}, "from 1970-01-01 01:59:59 UTC (7199)"},
		{long, sdk.Limits{WindowSeconds: 3600}, "to 1970-01-01 03:00:01 UTC (10801)"},
		{open, sdk.Limits{StepUnits: 7}, "at most 7 units at once"},
		{assigned, sdk.Limits{StepUnits: 7}, ""},
	} {
		require.Contains(t, CheckLimits(c.terms, "squares", c.limits), c.want)
		require.Equal(t, c.want == "", CheckLimits(c.terms, "squares", c.limits) == "")
	}
}
