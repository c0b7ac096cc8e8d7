package monitor

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

func TestEventsAreCounted(t *testing.T) {
	t.Parallel()
	b := follows(t)
	b.says(`tercet_events_total{kind="paid"} 0`, `tercet_transactions_total{kind="replacement",purpose="draw"} 0`)
	b.events(
		delivery.Event{Forward: one, Kind: delivery.Taken},
		delivery.Event{Forward: one, Kind: delivery.Working, Reason: "thinking"},
		delivery.Event{Forward: one, Kind: delivery.Refusal}, delivery.Event{Forward: one, Kind: delivery.Held},
		delivery.Event{Forward: one, Kind: delivery.Announced, Tx: one},
		delivery.Event{Forward: one, Kind: delivery.Announced, Tx: two, Replaces: true},
		delivery.Event{Forward: one, Kind: delivery.Paid},
	)
	b.says(
		`tercet_events_total{kind="taken"} 1`, `tercet_events_total{kind="refusal"} 1`, `tercet_events_total{kind="held"} 1`,
		`tercet_events_total{kind="announced"} 2`, `tercet_events_total{kind="paid"} 1`,
		`tercet_transactions_total{kind="new",purpose="announcement"} 1`,
		`tercet_transactions_total{kind="replacement",purpose="announcement"} 1`,
		`tercet_transactions_total{kind="new",purpose="settlement"} 0`,
	)
	require.NotContains(t, b.scrape(), "thinking")
}

func TestLooksAreCountedAndTheChainIsTold(t *testing.T) {
	t.Parallel()
	b := follows(t)
	require.NotContains(t, b.scrape(), "tercet_head_block ", "nothing is known of it")
	b.look(10)
	b.m.Looked(delivery.Look{Head: block(11, 'a'), Final: block(9, 'a'), Read: true, Err: errNoSay})
	b.fails()
	b.pass(time.Minute)
	b.says(
		`tercet_looks_total{outcome="whole"} 1`, `tercet_looks_total{outcome="partial"} 1`, `tercet_looks_total{outcome="failed"} 1`,
		`tercet_look_seconds_count 3`, `tercet_head_block 11`, `tercet_final_block 9`, `tercet_head_age_seconds 60`,
		`tercet_base_fee_wei 7`, `tercet_fee_limit_wei 200`, `tercet_successful_look_age_seconds 60`,
	)
}

func TestForwardsAreToldByStage(t *testing.T) {
	t.Parallel()
	b := follows(t)
	at := uint64(genesis.Unix())
	b.stand(
		delivery.ForwardStatus{Forward: one, Stage: journal.Executing, SettleBy: at + 500, Failures: 2},
		delivery.ForwardStatus{Forward: two, SettleBy: at + 100},
		delivery.ForwardStatus{Forward: common.HexToHash("0x03"), Stage: journal.Proved, SettleBy: at + 900},
		delivery.ForwardStatus{Forward: common.HexToHash("0x04"), Stage: journal.Proved, Announcement: one, SettleBy: at + 900},
		delivery.ForwardStatus{Forward: common.HexToHash("0x05"), Stage: journal.Proved, Announcement: one, Settlement: two, SettleBy: at + 900},
	)
	b.look(1)
	b.pass(30 * time.Second)
	b.says(
		`tercet_forwards{stage="waiting"} 1`, `tercet_forwards{stage="executing"} 1`, `tercet_forwards{stage="held"} 0`,
		`tercet_forwards{stage="proved"} 1`, `tercet_forwards{stage="announced"} 1`, `tercet_forwards{stage="settling"} 1`,
		`tercet_troubled_forwards 1`, `tercet_oldest_forward_age_seconds 30`,
		`tercet_next_window_close_seconds 470`, // the one that was not taken does not count
	)
	b.stand(delivery.ForwardStatus{Forward: one, Stage: journal.Executing, SettleBy: at + 500, Begun: genesis.Add(-time.Hour)})
	b.says(`tercet_oldest_forward_age_seconds 3630`) // an earlier process took it
	b.stand()
	b.look(2)
	require.NotContains(t, b.scrape(), "tercet_next_window_close_seconds ", "there is none")
	require.Empty(t, b.m.activities, "what is over is forgotten")
}

// However many forwards strangers open, there are as many series.
func TestForwardsMakeNoSeries(t *testing.T) {
	t.Parallel()
	b := follows(t)
	b.look(1)
	before := strings.Count(b.scrape(), "\n")
	var list []delivery.ForwardStatus
	for i := range 3000 {
		id := common.BytesToHash(fmt.Append(nil, i))
		list = append(list, delivery.ForwardStatus{Forward: id, SettleBy: math.MaxUint64, Told: "because of " + id.Hex()})
		b.events(delivery.Event{Forward: id, Kind: delivery.Told, Reason: id.Hex()})
	}
	b.stand(list...)
	b.look(2)
	require.Equal(t, before, strings.Count(b.scrape(), "\n"))
	s := b.m.Snapshot()
	require.Len(t, s.Forwards, maxForwards)
	require.Equal(t, 2000, s.More)
	status, _ := b.get("/status")
	require.Equal(t, 200, status, "a window beyond the year 9999 is no trouble")
}

func TestWhatAForwardWaitsFor(t *testing.T) {
	t.Parallel()
	b := follows(t)
	stands := func(s delivery.ForwardStatus, want string) *Progress {
		t.Helper()
		s.Forward = one
		b.stand(s)
		now := b.m.Snapshot().Forwards[0]
		require.Equal(t, want, now.Waits)
		return now.Progress
	}
	waiting := delivery.ForwardStatus{Told: "it waits until fewer forwards are being worked on"}
	stands(waiting, waiting.Told)

	executing := delivery.ForwardStatus{Stage: journal.Executing, Working: true, Told: waiting.Told}
	b.events(delivery.Event{Forward: one, Kind: delivery.Taken})
	b.pass(10 * time.Second)
	require.Equal(t, &Progress{Of: "execution", Elapsed: 10}, stands(executing, "its executor"))
	require.Equal(t, 1, b.m.Snapshot().Forwards[0].Attempt)
	b.events(delivery.Event{Forward: one, Kind: delivery.Working, Attempt: 1, Reason: "thinking"})
	stands(executing, "its executor: thinking")
	b.events(delivery.Event{Forward: one, Kind: delivery.Refusal, Attempt: 1, Output: []byte("secret")})
	b.pass(time.Second)
	executing.Attempts = 1
	require.Equal(t, &Progress{Of: "execution", Elapsed: 1}, stands(executing, "its executor"), "the next attempt")
	require.Equal(t, 2, b.m.Snapshot().Forwards[0].Attempt)

	assigned := delivery.ForwardStatus{Stage: journal.Assigned, Working: true, Attempts: 2}
	b.events(delivery.Event{Forward: one, Kind: delivery.Held, Attempt: 2, Output: []byte("secret")})
	stands(assigned, "its witness, or its turn to be proved")
	b.events(delivery.Event{Forward: one, Kind: delivery.Proving, Elapsed: 4 * time.Second, Expected: 20 * time.Second})
	b.pass(3 * time.Second)
	require.Equal(t, &Progress{Of: "proof", Elapsed: 7, Expected: 20}, stands(assigned, "its proof"))

	proved := delivery.ForwardStatus{Stage: journal.Proved, Attempts: 2, Told: waiting.Told, Announcement: two}
	b.events(delivery.Event{Forward: one, Kind: delivery.Announced, Tx: two})
	stands(proved, "its announcement was sent and is waited for")
	require.Equal(t, stageAnnounced, b.m.Snapshot().Forwards[0].Stage)
	proved.Told = "announced; it can be settled from then on"
	b.events(delivery.Event{Forward: one, Kind: delivery.Told, Reason: proved.Told})
	stands(proved, proved.Told)

	trouble := delivery.ForwardStatus{Stage: journal.Held, Failures: 2, RetryAt: b.clock().Add(time.Minute)}
	stands(trouble, "the work ended in trouble, 2 times in a row; the log says in which, and it is tried again at 12:01:14 UTC")
	stands(delivery.ForwardStatus{}, "the next look at the chain")
}

// After a restart nothing is heard of work that goes on; how long it has taken is counted from the first look.
func TestWorkOfWhichNothingWasHeard(t *testing.T) {
	t.Parallel()
	b := follows(t)
	b.stand(delivery.ForwardStatus{Forward: one, Stage: journal.Executing, Working: true, Attempts: 3})
	require.Equal(t, &Progress{Of: "execution"}, b.m.Snapshot().Forwards[0].Progress)
	b.look(1)
	b.pass(5 * time.Second)
	b.look(2)
	now := b.m.Snapshot().Forwards[0]
	require.Equal(t, &Progress{Of: "execution", Elapsed: 5}, now.Progress)
	require.Equal(t, genesis, now.Seen)
	require.Equal(t, 4, now.Attempt)
}

func TestEndingsAndEntriesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.events(delivery.Event{Forward: two, Kind: delivery.Unread, Reason: "it is damaged"})
	b.m.Follow(b, Identity{})
	for range maxEndings {
		b.events(delivery.Event{Forward: two, Kind: delivery.Dropped, Reason: "it was settled by somebody else"})
	}
	b.events(delivery.Event{Forward: one, Kind: delivery.Paid, Tx: two})
	s := b.m.Snapshot()
	require.Equal(t, []Unread{{Forward: two, Reason: "it is damaged"}}, s.Unread)
	require.Len(t, s.Endings, maxEndings)
	require.Equal(t, Ending{Forward: one, Kind: "paid", Tx: two, At: genesis}, s.Endings[0], "the newest first")
	b.says(`tercet_unreadable_entries 1`, `tercet_events_total{kind="dropped"} 20`)
}

func TestWhatIsNotTakenIsTold(t *testing.T) {
	t.Parallel()
	b := follows(t)
	for i := range maxSkipped + 2 {
		b.events(delivery.Event{Forward: common.BigToHash(big.NewInt(int64(i))), Kind: delivery.Skipped, Reason: "its buyer \x1b is none"})
	}
	s := b.m.Snapshot()
	require.Len(t, s.Skipped, maxSkipped)
	require.Equal(t, Skipped{Forward: common.BigToHash(big.NewInt(maxSkipped + 1)), Reason: "its buyer   is none", At: genesis}, s.Skipped[0], "the newest first")
	require.Equal(t, 2, s.SkippedMore)
	require.Empty(t, b.m.activities)
	b.says(`tercet_events_total{kind="skipped"} 102`)
}

func TestBidsAreTold(t *testing.T) {
	t.Parallel()
	b := follows(t)
	b.bids = []delivery.BidStatus{{File: "a\x1b", Bid: one, Forward: two, Told: "it is being\nfilled"}, {File: "b", Told: "read offer"}}
	require.Equal(t, []Bid{{File: "a ", Bid: one, Forward: two, Waits: "it is being filled"}, {File: "b", Waits: "read offer"}}, b.m.Snapshot().Bids)
	require.Empty(t, newBench(t).m.Snapshot().Bids)
}

func TestAsksAreTold(t *testing.T) {
	t.Parallel()
	b := follows(t)
	b.asks = []delivery.AskStatus{
		{Name: "much", Told: "it waits, since\nthere is no time"},
		{
			Name: "some", Ask: one, Expiry: uint64(genesis.Unix()), Left: big.NewInt(3), Quantity: big.NewInt(20),
			Books: []delivery.BookStatus{{Book: "https://a", Posted: true}, {Book: "https://b", Told: "422\x1b"}},
		},
		{Name: "hours", Ask: two, Expiry: uint64(genesis.Unix()), Left: big.NewInt(3600), Quantity: big.NewInt(7200), GPU: true},
	}
	require.Equal(t, []StandingAsk{
		{Name: "much", Waits: "it waits, since there is no time"},
		{
			Name: "some", Ask: one, Expires: moment(uint64(genesis.Unix())), Left: "3", Quantity: "20",
			Books: []AskBook{{Book: "https://a", Posted: true}, {Book: "https://b", Waits: "422 "}},
		},
		{Name: "hours", Ask: two, Expires: moment(uint64(genesis.Unix())), Left: "3600", Quantity: "7200", GPU: true},
	}, b.m.Snapshot().Asks)
	require.Empty(t, newBench(t).m.Snapshot().Asks)
}

func TestACoolDownIsTold(t *testing.T) {
	t.Parallel()
	b := follows(t)
	b.says(`tercet_cool_down_seconds 0`)
	require.Nil(t, b.m.Snapshot().CoolDown)
	b.coolDown = delivery.CoolDown{Forward: two, Until: b.clock().Add(time.Hour)}
	b.says(`tercet_cool_down_seconds 3600`)
	require.Equal(t, &CoolDown{Forward: two, Until: genesis.Add(time.Hour)}, b.m.Snapshot().CoolDown)
}

func TestAliveAndReady(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.m.Phase("it is starting: it reads keys")
	b.pass(time.Hour)
	require.NoError(t, b.m.Alive(), "keys take their time")
	require.EqualError(t, b.m.Ready(), "it is starting: it reads keys")

	b.m.Follow(b, Identity{})
	require.EqualError(t, b.m.Ready(), "no look at the chain ended yet")
	b.look(1)
	require.NoError(t, b.m.Ready())
	b.fails()
	require.EqualError(t, b.m.Ready(), "the last look at the chain could not read it: the endpoint has trouble")
	require.NoError(t, b.m.Alive(), "a new start does not mend an endpoint")
	b.look(2)

	b.pass(2*time.Minute + time.Second)
	require.EqualError(t, b.m.Ready(), "the last look at the chain is 2m1s old")
	require.NoError(t, b.m.Alive())
	b.pass(8 * time.Minute)
	require.ErrorContains(t, b.m.Alive(), "no look at the chain ended for 10m1s: the relayer hangs")
	require.NotErrorIs(t, b.m.Alive(), errNoSay)

	b.m.Phase("it is stopping")
	require.NoError(t, b.m.Alive())
	require.EqualError(t, b.m.Ready(), "it is stopping")
}

func TestRunsAndProofsAreTimed(t *testing.T) {
	t.Parallel()
	b := follows(t)
	ended, end := context.WithCancel(t.Context())
	end()
	for _, run := range []struct {
		ctx context.Context //nolint:containedctx // each run has its own
		err error
	}{
		{t.Context(), nil}, {t.Context(), errNoSay}, {t.Context(), sdk.NotYet(time.Minute, errNoSay)}, {ended, context.Canceled},
	} {
		_, err := b.m.Executing(runs{run.err}).Run(run.ctx, sdk.Job{}, nil)
		require.Equal(t, run.err, err)
	}
	for _, outcome := range outcomes {
		b.says(`tercet_execution_seconds_count{outcome="` + outcome + `"} 1`)
	}

	single, batch := &keys.Bundle{}, &keys.Bundle{}
	single.Manifest.Name, batch.Manifest.Name, batch.Manifest.Batch = "square", "square", 16
	_, err := b.m.Proving(proofs{}).Prove(t.Context(), single, prover.Job{}, nil)
	require.NoError(t, err)
	_, err = b.m.Proving(proofs{}).ProveTogether(t.Context(), batch, single, nil, nil)
	require.NoError(t, err)
	_, err = b.m.Proving(proofs{errNoSay}).Prove(t.Context(), single, prover.Job{}, nil)
	require.ErrorIs(t, err, errNoSay)
	_, err = b.m.Proving(proofs{context.Canceled}).Prove(ended, single, prover.Job{}, nil)
	require.ErrorIs(t, err, context.Canceled)
	b.says(
		`tercet_proof_seconds_sum{places="1",predicate="square"} 3`, `tercet_proof_seconds_count{places="16",predicate="square"} 1`,
		`tercet_proof_failures_total{predicate="square"} 1`,
	)
}

func TestWatchWeighsTheAccountAndTellsOfForks(t *testing.T) {
	t.Parallel()
	b := follows(t)
	ctx, end := context.WithCancel(t.Context())
	account, chain := &purses{weighed: make(chan struct{})}, &fork{from: 8, side: 'b'}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.m.Watch(ctx, quiet, chain, account)
	}()
	b.fails() // tells it nothing
	for number := range uint64(3) {
		b.look(8 + number)
		<-account.weighed
		b.pass(pursePause)
	}
	b.m.Looked(delivery.Look{Head: chain.head(10), Read: true})
	<-account.weighed
	end()
	<-ended
	b.pass(time.Second)
	b.says(
		`tercet_wallet_balance_wei 4.5e+07`, `tercet_wallet_runway_settlements 3`, `tercet_wallet_age_seconds 1`,
		`tercet_reorganisation_blocks_count 1`, `tercet_reorganisation_blocks_sum 3`, `tercet_deep_reorganisations_total 1`,
	)
	require.InDelta(t, 3, b.m.Snapshot().Wallet.Settlements, 0)
}

func TestDepthOfAReorganisation(t *testing.T) {
	t.Parallel()
	straight := func(t *testing.T, heads ...uint64) (*trail, *fork) {
		t.Helper()
		f := &fork{from: math.MaxUint64}
		tr := &trail{blocks: f}
		for _, n := range heads {
			depth, err := tr.follow(t.Context(), block(n, 'a'))
			require.NoError(t, err)
			require.Zero(t, depth)
		}
		return tr, f
	}
	follow := func(t *testing.T, tr *trail, head chain.Head) uint64 {
		t.Helper()
		depth, err := tr.follow(t.Context(), head)
		require.NoError(t, err)
		return depth
	}
	t.Run("block after block takes no question", func(t *testing.T) {
		t.Parallel()
		_, f := straight(t, 5, 6, 6, 7)
		require.Zero(t, f.asked)
	})
	t.Run("blocks that pass unseen take one", func(t *testing.T) {
		t.Parallel()
		_, f := straight(t, 5, 10)
		require.Equal(t, 1, f.asked)
	})
	t.Run("an endpoint that lags takes nothing away", func(t *testing.T) {
		t.Parallel()
		tr, _ := straight(t, 5, 6, 7, 6, 3, 7)
		require.Equal(t, uint64(1), follow(t, tr, (&fork{from: 7, side: 'b'}).head(7)))
	})
	t.Run("the newest block is another", func(t *testing.T) {
		t.Parallel()
		tr, f := straight(t, 5, 6, 7)
		*f = fork{from: 7, side: 'b'}
		require.Equal(t, uint64(1), follow(t, tr, f.head(7)))
		require.Zero(t, follow(t, tr, f.head(8)), "told once")
	})
	t.Run("three are, and the chain is shorter for a while", func(t *testing.T) {
		t.Parallel()
		tr, f := straight(t, 4, 5, 6, 7, 8)
		*f = fork{from: 6, side: 'b'}
		require.Equal(t, uint64(3), follow(t, tr, f.head(7)))
		require.Zero(t, follow(t, tr, f.head(12)))
	})
	t.Run("all that is remembered went away", func(t *testing.T) {
		t.Parallel()
		tr, f := straight(t, 4, 5, 6)
		*f = fork{from: 0, side: 'b'}
		require.Equal(t, uint64(4), follow(t, tr, f.head(6)), "with the parent of the first")
	})
	t.Run("what cannot be found out is found out later", func(t *testing.T) {
		t.Parallel()
		tr, f := straight(t, 4, 5, 6)
		*f = fork{from: 6, side: 'b', absent: true}
		_, err := tr.follow(t.Context(), f.head(9))
		require.ErrorIs(t, err, errNoSay)
		f.absent = false
		require.Equal(t, uint64(1), follow(t, tr, f.head(10)))
	})
	t.Run("no more is remembered than has to be", func(t *testing.T) {
		t.Parallel()
		tr, _ := straight(t, 1)
		for n := range uint64(2 * maxTrail) {
			require.Zero(t, follow(t, tr, block(2+n, 'a')))
		}
		require.Len(t, tr.seen, maxTrail)
	})
}
