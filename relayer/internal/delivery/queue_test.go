package delivery

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// A settlement behind a waiting transaction is public and cannot be mined: after the claim delay the buyer collects first.
func TestNoSettlementIsShownBehindABlockedNonce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 500)
	c.others = 1
	b.run(f.Terms.Start + 200)
	require.Empty(t, b.chain.shown)
	require.Equal(t, 2, b.count("its settlement waits: earlier transactions of the account wait"), "said once, and once whose they are")
	require.Zero(t, b.chain.nothings, "it has time")
	c.others = 0
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// The endpoint forgot an announcement. A settlement would get its nonce, or one behind it.
func TestNoSettlementIsShownWhileAnotherForwardsAnnouncementIsOnItsWay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	first := b.chain.open(nil)
	b.start()
	b.run(first.Terms.Start - 500)
	second := b.chain.open(nil)
	c.losing = true
	b.run(first.Terms.Start + 200)
	require.NotEmpty(t, b.entry(second).Announcement)
	require.Empty(t, b.chain.shown)
	c.losing = false
	b.run(second.Terms.Start + 200)
	require.Equal(t, journal.Confirmed, b.entry(first).Stage)
	require.Equal(t, journal.Confirmed, b.entry(second).Stage)
}

// A front-runner copies an announcement that never arrives itself. It is moved along all the same: else no settlement
// would ever be alone.
func TestACopiedAnnouncementThatIsStuckBlocksNoSettlement(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	f := b.chain.open(nil)
	b.start()
	c.losing = true
	b.tick()
	b.tick()
	d := b.entry(f)
	require.Len(t, d.Announcement, 1)
	b.chain.announced[announcementKey(f.ID, d.H)] = instant{b.chain.block(), b.chain.now()}
	b.run(f.Terms.Start + 100)
	require.Empty(t, b.chain.shown)
	c.losing = false
	b.run(f.Terms.Start + 200)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

func TestAWaitingTransactionOffersMore(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	c.least = 2
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start + 300)
	d := b.entry(f)
	require.Equal(t, journal.Confirmed, d.Stage)
	for _, signed := range [][]journal.Transaction{d.Announcement, d.Settlement} {
		require.Len(t, signed, 3)
		require.Equal(t, signed[0].Nonce, signed[1].Nonce)
		require.Equal(t, signed[0].Nonce, signed[2].Nonce)
	}
	require.Len(t, b.chain.shown, 1)
	var replaces []bool
	for _, event := range b.events {
		if event.Tx != (common.Hash{}) && event.Kind != Paid {
			replaces = append(replaces, event.Replaces)
		}
	}
	require.Equal(t, []bool{false, true, true, false, true, true}, replaces)
}

// A relayer that gives up after so many transactions must not count those that never were in a block.
func TestReplacementsAreNoRefusals(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	c.least = 2 * maxTransactions
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start + 1000)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// Fees were raised, and then the first of the transactions is mined.
func TestAnyOfThoseSignedForItMayBeMined(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	c.least = 1000
	f := b.chain.open(nil)
	b.start()
	b.run(genesis + 6*blockTime)
	d := b.entry(f)
	require.Len(t, d.Announcement, 2)
	c.least, c.held = 0, nil
	require.NoError(t, b.chain.Send(t.Context(), d.Announcement[0]))
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Len(t, b.entry(f).Announcement, 2)
}

func TestNothingIsShownWhileTheAccountCannotPay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	c.poor = true
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start + 200)
	require.Empty(t, b.entry(f).Settlement)
	require.Equal(t, 1, b.count("its settlement waits: the account cannot pay for the gas: send it more"), "said once")
	c.poor = false
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// Two announcements of one tick got one nonce when the first did not arrive: only one of them could ever be mined.
func TestAFailedSendGivesItsNonceToNoOther(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	first, second := b.chain.open(nil), b.chain.open(nil)
	b.start()
	b.chain.sendFails = true
	for range 5 {
		b.tick()
	}
	signed := append(b.entry(first).Announcement, b.entry(second).Announcement...)
	require.Len(t, signed, 1)
	require.Equal(t, 1, b.count("its announcement waits: it is sent again"), "said once")
	b.chain.sendFails = false
	b.run(first.Terms.Start + 200)
	require.Equal(t, journal.Confirmed, b.entry(first).Stage)
	require.Equal(t, journal.Confirmed, b.entry(second).Stage)
}

// A settlement goes before the announcements of its tick, which would have it wait for theirs.
func TestSettlementsGoBeforeAnnouncements(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	announced := b.chain.open(nil)
	b.start()
	b.run(announced.Terms.Start - 2*blockTime)
	hasty := b.chain.open(nil)
	hasty.Terms.SettleBy = announced.Terms.SettleBy - 1
	require.Equal(t, announced.ID, b.engine.inTurn([]*chain.Forward{&hasty, &announced})[0].ID)
}

// A signer that is away loses nothing and is waited for, once a tick: each look at the chain would wait for it with each forward.
func TestASignerThatIsAwayIsWaitedFor(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	first, second := b.chain.open(nil), b.chain.open(nil)
	b.start()
	b.tick()
	require.Equal(t, journal.Proved, b.entry(second).Stage)
	c.away = true
	for range 5 {
		c.asked = 0
		b.chain.mine(blockTime)
		b.tick()
		require.Equal(t, 1, c.asked)
	}
	require.Equal(t, 2, b.count("its announcement waits: the external signer does not answer"), "once for each forward")
	c.away = false
	b.run(first.Terms.Start - blockTime)
	require.Len(t, b.entry(first).Announcement, 1)
	c.away = true
	b.run(first.Terms.Start + 200)
	require.Empty(t, b.chain.shown)
	require.Nil(t, b.entry(first).Group, "bound to what was not signed")
	c.away = false
	b.run(first.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(first).Stage)
	require.Equal(t, journal.Confirmed, b.entry(second).Stage)
	require.Len(t, b.settlements([]chain.Forward{first, second}), 1)
}

// Fees would be raised, and the signer is away: what was signed before is still sent.
func TestASignerThatIsAwayKeepsNothingFromBeingSentAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	c := congest(b)
	c.losing = true
	f := b.chain.open(nil)
	b.start()
	b.tick()
	b.tick()
	require.Len(t, b.entry(f).Announcement, 1)
	c.away = true
	b.run(b.chain.now() + 6*blockTime)
	require.Equal(t, 1, c.asked, "its fees are due once in so many blocks")
	c.losing = false // the network takes it now
	b.run(b.chain.now() + 2*blockTime)
	require.Len(t, b.chain.announced, 1)
	require.Len(t, b.entry(f).Announcement, 1)
}
