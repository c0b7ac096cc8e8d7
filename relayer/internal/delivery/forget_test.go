package delivery

import (
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// Only what is not finished stays in memory, over restarts too. What it counts for is still known.
func TestWhatIsFinishedIsForgotten(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.CoolDown = time.Hour
	done := []chain.Forward{b.chain.open(nil), b.chain.open(nil)}
	b.start()
	b.tick()
	b.missedNow()
	b.run(done[0].Terms.Start + 200)
	waits := b.chain.open(func(f *chain.Forward) { f.Terms.Token = common.HexToAddress("0x71") })
	b.engine.opts.CoolDown = 0
	b.blocks(3)
	for _, f := range done {
		require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	}
	check := func() {
		t.Helper()
		require.Len(t, b.engine.all(), 1)
		require.Equal(t, waits.ID, b.engine.all()[0].Forward)
		require.Equal(t, 3, b.engine.past.count)
		require.EqualValues(t, 3, b.engine.tally().executed[bundle.KeyHash].count)
		b.engine.opts.CoolDown = time.Hour
		require.Equal(t, common.Hash{0xcc}, b.engine.CoolDown().Forward)
	}
	check()
	for _, f := range done {
		require.Contains(t, b.engine.closed, f.ID)
	}
	b.start()
	b.tick()
	check()
	require.NotContains(t, b.engine.closed, done[0].ID, "the database says so")
}

// A restart reads the chain anew. What was given up before is not begun again, though it could still be delivered.
func TestWhatWasForgottenIsNotBegunAgain(t *testing.T) {
	t.Parallel()
	b, _ := countedBench(t)
	b.chain.mine(blockTime)
	b.executor.list = nil
	f := b.chain.open(nil)
	for range maxErrors {
		b.start()
		b.blocks(1)
	}
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	jobs := len(b.executor.jobs)
	b.blocks(3)
	list, err := b.journal.Openings(common.Hash{})
	require.NoError(t, err)
	require.Empty(t, list)
	b.opts.FirstBlock = 1
	b.start()
	b.blocks(3)
	require.Empty(t, b.engine.entries)
	require.Nil(t, b.engine.forward(f.ID))
	require.Len(t, b.executor.jobs, jobs)
	list, err = b.journal.Openings(common.Hash{})
	require.NoError(t, err)
	require.Empty(t, list)
	b.engine.fallBack()
	b.blocks(3)
	require.Len(t, b.executor.jobs, jobs)
}

// Which ids are closed need not be known once their windows are over.
func TestClosedIDsAreForgottenInTime(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(func(f *chain.Forward) { f.Terms.Predicate = otherContract })
	b.start()
	b.tick()
	require.Contains(t, b.engine.closed, f.ID)
	b.run(f.Terms.SettleBy + sweeps*sweepPause + 3*blockTime)
	require.NotContains(t, b.engine.closed, f.ID)
}

// What waits to be mined has to make way, and what is settled together may have been sent for others.
func TestWhatIsFinishedAndStillCounts(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.start()
	b.chain.mine(blockTime)
	b.chain.takeNonce()
	b.chain.mine(blockTime)
	tx := func(nonce uint64, tried bool) []journal.Transaction {
		return []journal.Transaction{{Hash: common.Hash{1}, Nonce: nonce, Tried: tried}}
	}
	one, other := &journal.Group{ID: common.Hash{1}}, &journal.Group{ID: common.Hash{2}}
	want := []common.Hash{}
	for i, c := range []struct {
		d    journal.Delivery
		kept bool
	}{
		{journal.Delivery{Stage: journal.Executing}, true},
		{journal.Delivery{Stage: journal.Proved, Group: one}, true},
		{journal.Delivery{Stage: journal.Confirmed}, false},
		{journal.Delivery{Stage: journal.Confirmed, Group: one}, true},
		{journal.Delivery{Stage: journal.Confirmed, Group: other}, false},
		{journal.Delivery{Stage: journal.Abandoned, Void: tx(0, true)}, false},
		{journal.Delivery{Stage: journal.Abandoned, Void: tx(1, true)}, true},
		{journal.Delivery{Stage: journal.Abandoned, Announcement: tx(1, false)}, false},
		{journal.Delivery{Stage: journal.Abandoned, Accept: tx(2, true)}, true},
	} {
		c.d.Forward = common.Hash{byte(i + 1)}
		require.NoError(t, b.engine.save(&c.d))
		if c.kept {
			want = append(want, c.d.Forward)
		}
	}
	final := at{final: chain.Head{Number: b.chain.block()}}
	doubtful := final
	doubtful.doubt = "the endpoints disagree"
	require.NoError(t, b.engine.forget(t.Context(), doubtful))
	require.Len(t, b.engine.all(), 9)
	require.NoError(t, b.engine.forget(t.Context(), final))
	var kept []common.Hash
	for _, d := range b.engine.all() {
		kept = append(kept, d.Forward)
	}
	require.Equal(t, want, kept)
	require.True(t, slices.IsSortedFunc(kept, common.Hash.Cmp))
}
