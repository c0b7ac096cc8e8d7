package delivery

import (
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// Somebody opens forty forwards at once, each for next to nothing. Two are worked on at a time, and what is proved already
// is collected meanwhile.
func TestFortyForwardsAtOnceStartTwoExecutors(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"12"}
	honest := b.chain.open(nil)
	b.start()
	b.run(honest.Terms.Start - 500)
	b.executor.block()
	b.executor.asked = make(chan struct{}, 40)
	spam := make([]chain.Forward, 40)
	for i := range spam {
		spam[i] = b.chain.open(nil)
	}
	for b.chain.now() < honest.Terms.Start+100 {
		b.chain.mine(blockTime)
		require.NoError(t, b.engine.Tick(t.Context()))
	}
	<-b.executor.asked
	<-b.executor.asked
	require.Equal(t, journal.Confirmed, b.entry(honest).Stage)
	require.Len(t, b.executor.jobs, 1+DefaultWorkers)

	close(b.executor.hold)
	b.wait()
	for range spam {
		b.tick()
	}
	for _, f := range spam {
		require.Equal(t, journal.Proved, b.entry(f).Stage, "every one has its turn")
	}
}

// What is proved comes before what is begun, whichever window ends first.
func TestCollectingComesFirst(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	proved := b.chain.open(nil)
	b.start()
	b.tick()
	hasty := b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy-- })
	head, _, err := b.chain.Heads(t.Context(), 0)
	require.NoError(t, err)
	require.NoError(t, b.engine.scan(t.Context(), at{head: head, final: head}))
	open := b.engine.open()
	require.Equal(t, []common.Hash{proved.ID, hasty.ID}, []common.Hash{open[0].ID, open[1].ID})
}

// A forward may be opened with a task of any size. Once there is nothing to do for it, its id is all that is kept, though
// its opening is scanned again and again.
func TestClosedForwardsLeaveTheirIDBehind(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(func(f *chain.Forward) { f.Terms.Predicate = otherContract })
	b.start()
	for range 3 {
		b.tick()
	}
	require.Contains(t, b.engine.closed, f.ID)
	require.Empty(t, b.engine.forwards)
	require.Empty(t, b.engine.admitted)
	require.Len(t, b.told(), 1)
}

// The executor's endpoint is gone for good. The forward is given up, with the reason, after so many errors in a row, those
// of earlier processes included; one output in between, and counting begins anew.
func TestAnExecutorThatOnlyErrsIsGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = nil
	f := b.chain.open(nil)
	for range maxErrors - 1 {
		b.start()
		b.tick()
	}
	require.Equal(t, maxErrors-1, b.entry(f).Errors)
	b.executor.list = []string{"11"}
	b.start()
	b.tick()
	require.Equal(t, 1, b.entry(f).Errors, "attempt 1 had an output, attempt 2 none")
	for range maxErrors - 1 {
		b.start()
		b.tick()
	}
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	require.Contains(t, b.entry(f).Reason, "20 attempts in a row ended without an output")
	require.Contains(t, b.entry(f).Reason, "there is nothing left")
	require.Equal(t, Dropped, b.kinds()[len(b.kinds())-1])
	jobs := len(b.executor.jobs)
	b.tick()
	b.start()
	b.tick()
	require.Len(t, b.executor.jobs, jobs, "and that is the end")
}

// A predicate plugin that dies over each output sees each a few times, and then the executor makes another. Those are counted.
func TestACheckThatOnlyErrsIsGivenUp(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.executor.list = []string{"11", "11", "11"}
	b.plugin.trouble = errors.New("the plugin died")
	f := b.chain.open(nil)
	b.start()
	for range 2 * b.opts.MaxAttempts * mostDoubts {
		b.tick()
		b.wall = b.wall.Add(crew.LastPause)
	}
	require.Equal(t, b.opts.MaxAttempts, b.entry(f).Attempts)
	require.Len(t, b.executor.jobs, b.opts.MaxAttempts)
	require.Equal(t, b.opts.MaxAttempts*mostDoubts, b.plugin.checks)
	require.Equal(t, "it could not be judged: the predicate failed 12 times over it", b.executor.jobs[1].Findings[0].Message)
	require.Contains(t, b.told()[len(b.told())-1], "no attempt of 3 led to an output that holds")
}

// The predicate fails for hours over what the relayer accepted by itself. The last output that was paid for is judged once it answers.
func TestWhatWasAcceptedOutlastsAPredicateThatFails(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.executor.list = []string{"12", "12", "12"}
	f := b.proposed(func(f *chain.Forward) { f.Terms.SettleBy += 86400 })
	b.start()
	b.plugin.trouble = errors.New("its data is not there")
	for range 2 * b.opts.MaxAttempts * mostDoubts {
		b.chain.mine(blockTime)
		b.tick()
		b.wall = b.wall.Add(crew.LastPause)
	}
	require.Len(t, b.executor.jobs, b.opts.MaxAttempts)
	require.Less(t, b.plugin.checks, b.opts.MaxAttempts*mostDoubts+6, "hourly then")
	require.False(t, b.entry(f).Missed.IsZero())
	b.plugin.trouble = nil
	b.wall = b.wall.Add(askedAgain)
	b.run(f.Terms.Start + 1500)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Len(t, b.executor.jobs, b.opts.MaxAttempts+2, "those of its other steps")
}

// While its predicate is in quarantine a forward's output waits, through restarts too, and the executor is not paid for another.
func TestNoExecutorIsPaidWhileThePredicateCannotJudge(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]error{
		"quarantine": sdk.NotYet(time.Minute, errors.New("it is in quarantine")),
		"death":      errors.New("it died"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.executor.list = []string{"12"}
			b.plugin.trouble = trouble
			f := b.chain.open(nil)
			b.start()
			b.tick()
			for range mostDoubts - 2 { // more often it would be the output's fault
				b.start()
				b.tick()
			}
			require.Equal(t, journal.Executing, b.entry(f).Stage)
			require.Len(t, b.executor.jobs, 1)
			require.Equal(t, mostDoubts-1, b.plugin.checks)
			for range 2 * maxErrors {
				b.tick()
				if name == "quarantine" {
					b.wall = b.wall.Add(time.Minute)
				}
			}
			b.plugin.trouble = nil
			b.wall = b.wall.Add(time.Hour)
			b.tick()
			require.Equal(t, journal.Proved, b.entry(f).Stage)
			require.Len(t, b.executor.jobs, 1, "it was paid once")
		})
	}
}

// Where there may be money, a relayer that takes any price in any token works for whoever opens worthless forwards.
func TestWithoutAFloorNothingIsTakenOffDevelopmentChains(t *testing.T) {
	t.Parallel()
	token := []common.Address{common.HexToAddress("0x70")}
	for name, c := range map[string]struct {
		chain, price int64
		tokens       []common.Address
		fails        bool
	}{
		"a development chain":  {1337, 1, nil, false},
		"anvil":                {31337, 1, nil, false},
		"nothing set":          {1, 1, nil, true},
		"a price in any token": {1, 1000, nil, true},
		"any price":            {1, 1, token, true},
		"both":                 {1, 2, token, false},
	} {
		b := newBench(t)
		b.start()
		opts := b.opts
		opts.ChainID, opts.MinPrice, opts.Tokens = big.NewInt(c.chain), big.NewInt(c.price), c.tokens
		_, err := New(b.engine.Deps, opts)
		if c.fails {
			require.ErrorIs(t, err, ErrNoFloor, name)
			require.ErrorContains(t, err, "--min-price", name)
			continue
		}
		require.NoError(t, err, name)
	}
}
