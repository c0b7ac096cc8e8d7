package onchain_test

import (
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// Who could lose by a dry run: whoever tries what they do not want to happen. So no transaction leaves the process, nothing is
// signed that somebody else could use, and each command that is then run without the flag does send: what counts transactions counts.
func TestADryRunSendsNothing(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	var sent atomic.Int64
	b.endpoint.Behave(chaintest.Only(func(http.ResponseWriter, *chaintest.Request) bool { sent.Add(1); return false }, "eth_sendRawTransaction"))
	both := func(who string, says string, args ...string) {
		t.Helper()
		before := sent.Load()
		dry := b.tercet(who, append(args, "--dry-run")...)
		dry.requireWorks(t)
		require.Contains(t, dry.out+dry.err, says, args)
		require.Regexp(t, `nothing was (sent|signed)`, dry.out, args)
		b.tercet(who, append(args, "--dry-run", "--json")...).requireWorks(t)
		require.Equal(t, before, sent.Load(), "%v with --dry-run sent something", args)
		b.tercet(who, args...).requireWorks(t)
		require.Greater(t, sent.Load(), before, "%v sends nothing, so that nothing was tried", args)
	}
	window := []string{"--predicate", "cube-root", "--start", "+1h", "--end", "+2h", "--settle-by", "+3h", "--task", "t", "--unsealed"}
	open := append([]string{"forward", "open", "--assigned", "--price", "0.2", "--quantity", "20", "--bond", "0.1", "--accept-by", "+30m"}, window...)
	both(devnet.Buyer, "0.2 WBTC would be locked for a quantity of 20, to be delivered between 2026-11-22 13:", open...)
	first := b.newest(0)
	both(devnet.Provider, "the escrow may take 0 WBTC of 0x8A707F8C0882D4F59C5a75951319C9694E48845a now, and may take 0.5 WBTC then",
		"forward", "allow", b.Token.Address().Hex(), "0.5")
	both(devnet.Provider, "the bond of 0.1 WBTC is staked on 20 units", "forward", "accept", first)
	both(devnet.Provider, "delivers the rest, is paid for it", "forward", "transfer", first, "--side", "provider", "--to", devnet.Named(devnet.Buyer).Address.Hex())

	// Who holds both sides closes it alone; a consent that is only tried out is not printed.
	consent := b.tercet(devnet.Buyer, "forward", "close", first, "--to-buyer", "0.1", "--sign-only", "--dry-run")
	consent.requireWorks(t)
	require.Contains(t, consent.out, "nothing was signed")
	require.NotContains(t, consent.out, "signature")
	both(devnet.Buyer, "0.1 WBTC to the buyer's position", "forward", "close", first, "--to-buyer", "0.1")

	b.tercet(devnet.Buyer, open...).requireWorks(t)
	second := b.newest(1)
	b.Advance(time.Hour)
	both(devnet.Thief, "0.2 WBTC of the price would go to "+devnet.Named(devnet.Buyer).Address.Hex(), "forward", "reclaim", second)

	// A signed offer is as good as taken: a dry run leaves no file.
	bid := append([]string{"offer", "bid", "--price", "0.2", "--out", "bid.json", "--approve"}, window...)
	before := sent.Load()
	dry := b.tercet(devnet.Buyer, append(bid, "--dry-run")...)
	dry.requireWorks(t)
	require.Contains(t, dry.err, "it would be signed: until ")
	require.NoFileExists(t, b.file("bid.json"))
	require.Equal(t, before, sent.Load())
	b.tercet(devnet.Buyer, bid...).requireWorks(t)
	require.FileExists(t, b.file("bid.json"))
	both(devnet.Buyer, "approving 0.3 WBTC", "offer", "approve", "bid.json", "--allowance", "0.3")
	both(devnet.Buyer, "1 of 1 units of bid 0x", "offer", "cancel", "bid.json")
	both(devnet.Buyer, "would send: cancel the nonces of word 0", "offer", "cancel", "--below", "9")
}

// newest is the forward that was opened after so many.
func (b *bazaar) newest(after int) string {
	b.T.Helper()
	forwards, _, err := b.Escrow.Forwards(b.T.Context(), b.Head(), 0)
	require.NoError(b.T, err)
	require.Len(b.T, forwards, after+1)
	return forwards[after].ID.Hex()
}
