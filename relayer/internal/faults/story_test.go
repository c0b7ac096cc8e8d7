//go:build faults

package faults

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
)

// story is what a relayer lives through while it is killed.
type story struct {
	name string
	// share says that one run is made of it for so many runs of the usual story.
	share int
	// most is how many transactions it takes at most: one more, and something was signed twice.
	most int
	// places are where it has to come by, each before and after: what leaves a trace in the journal, in the network, in a plugin.
	places []string
	// begin is a world in which it can begin, and who is killed in it.
	begin func(t *testing.T) (*world, *relayer)
	// end, which may be nil, is what comes when nobody is killed any more, before everything is settled by the relayer that it
	// returns.
	end func(w *world, r *relayer) *relayer
	// sure, which may be nil, says whether a run without kills was what it should be.
	sure func(w *world)
}

// usual is what each forward goes through: an open one and an accepted one in two steps.
var usual = story{
	name: "announced and in steps", share: 1, most: 4,
	places: []string{
		"commit", "proof", "sign", "plugin run", "plugin check", "plugin assign", "plugin open parameters", "plugin commit parameters",
		"eth_sendRawTransaction", "eth_estimateGas", "eth_getTransactionReceipt", "eth_getTransactionCount", "eth_getLogs", "eth_call",
	},
	begin: func(t *testing.T) (*world, *relayer) {
		w := newWorld(t)
		w.open(true)
		w.open(false)
		return w, w.newRelayer("--confirmations", "3")
	},
}

// groupSettled is told of statements that were proved together.
const groupSettled = "GroupSettled(address,bytes32,uint32,uint256,uint256,uint256[],bytes)"

// stories are all of them. Those by their names in --stories are told.
var stories = []story{
	usual,
	{
		name: "together", share: 5, most: 7, // three announcements, a settlement for all and, where they came apart, one for each
		places: []string{"commit", "proof", "sign", "plugin assign", "eth_sendRawTransaction", "eth_estimateGas"},
		begin: func(t *testing.T) (*world, *relayer) {
			w := newWorld(t, predicate{bundles.ProofOfWork, true})
			for range 3 {
				w.open(false)
			}
			return w, w.newRelayer("--confirmations", "3", "--gather", "2m")
		},
		sure: func(w *world) {
			require.Equal(w, 1, w.count(groupSettled))
		},
	},
	{
		name: "two rounds", share: 5, most: 3,
		places: []string{"commit", "proof", "sign", "plugin commit to an output", "plugin assign", "eth_sendRawTransaction", "eth_estimateGas"},
		begin: func(t *testing.T) (*world, *relayer) {
			w := newWorld(t, predicate{name: bundles.Accuracy})
			w.openRounds()
			return w, w.newRelayer("--confirmations", "3")
		},
		sure: func(w *world) {
			require.Equal(w, 1, w.count("Committed(address,bytes32,address,uint256)"))
			require.Equal(w, 1, w.count("Drawn(address,bytes32,uint256)"))
		},
	},
	{
		name: "signed elsewhere", share: 5, most: 4,
		places: []string{"sign", "eth_accounts", "eth_signTransaction", "eth_sendRawTransaction"},
		begin: func(t *testing.T) (*world, *relayer) {
			w, r := usual.begin(t)
			w.signElsewhere()
			return w, r
		},
	},
	{
		name: "under a lease", share: 10, most: 4,
		places: []string{"commit", "lease", "sign", "eth_sendRawTransaction"},
		begin: func(t *testing.T) (*world, *relayer) {
			w, _ := usual.begin(t)
			where := databasetest.Postgres(t)
			return w, w.newProcess("relayer", where, func() []string { return w.run("--database", where.URL, "--confirmations", "3") })
		},
	},
	{
		name: "combined", share: 10, most: 4, // a settlement for all and, where they came apart, one for each
		places: []string{"commit", "proof", "sign", "eth_sendRawTransaction", "eth_estimateGas"},
		begin: func(t *testing.T) (*world, *relayer) {
			w := newWorld(t)
			for range 3 {
				w.openShort()
			}
			return w, w.newRelayer("--confirmations", "3", "--gather", "2m")
		},
		sure: func(w *world) {
			require.NotZero(w, w.combined(), "each was settled alone")
			require.Zero(w, w.count(groupSettled))
		},
	},
	{
		name: "accepting by itself", share: 10, most: 3, // an acceptance and two settlements
		places: []string{
			"commit", "sign", "plugin open parameters", "eth_sendRawTransaction", "eth_estimateGas", "eth_getTransactionReceipt", "eth_getTransactionCount",
		},
		begin: func(t *testing.T) (*world, *relayer) {
			w := newWorld(t)
			w.ahead()
			w.propose()
			return w, w.newRelayer(w.accepting()...)
		},
		sure: func(w *world) { require.Equal(w, 1, w.count("Accepted(bytes32,address)")) },
	},
	{
		name: "filling a bid", share: 10, most: 3, // likewise
		places: []string{
			"commit", "sign", "plugin open parameters", "eth_sendRawTransaction", "eth_estimateGas", "eth_getTransactionReceipt", "eth_getTransactionCount",
		},
		begin: func(t *testing.T) (*world, *relayer) {
			w := newWorld(t)
			return w, w.newRelayer(append(w.accepting(), "--bids", w.bid())...)
		},
		sure: func(w *world) {
			require.Equal(w, 1, w.count("BidFilled(bytes32,bytes32,address,address,uint96,uint128,uint96)"))
			require.Equal(w, 1, w.count("Accepted(bytes32,address)"))
		},
	},
	keeping,
	{
		name: "accepted by hand", share: 5, most: 2,
		places: []string{"sign", "plugin open parameters", "eth_sendRawTransaction", "eth_estimateGas", "eth_getTransactionReceipt"},
		begin: func(t *testing.T) (*world, *relayer) {
			w := newWorld(t)
			return w, w.newAcceptance()
		},
		end: func(w *world, r *relayer) *relayer {
			for !r.done() { // as somebody would who saw it end, until it is so
				r.start()
				w.await("it ends", limit, r.dead)
			}
			w.ends = []*endpoint{w.newEndpoint(w.node.url)} // whatever was sent for the acceptance is not in a journal
			return w.newRelayer("--confirmations", "3")
		},
		sure: func(w *world) { require.Equal(w, 1, w.count("Accepted(bytes32,address)")) },
	},
}

// told are the stories that --stories names.
func told(t *testing.T) (some []story) {
	t.Helper()
	if *chosen == "" {
		return stories
	}
	for name := range strings.SplitSeq(*chosen, ",") {
		which := slices.IndexFunc(stories, func(s story) bool { return s.name == name })
		require.GreaterOrEqual(t, which, 0, "no story is called %s", name)
		some = append(some, stories[which])
	}
	return some
}

// newAcceptance is `tercet forward accept`, for a forward that is proposed until then. The chain does not come to its start before.
func (w *world) newAcceptance() *relayer {
	w.Helper()
	f := w.propose()
	r := w.newProcess("accept", database.Where{}, func() []string {
		return append([]string{"forward", "accept", "--deployment", w.path("deployment.json"), "--rpc", w.ends[0].address, "--keys", w.keys}, append(w.account, f.ID.Hex())...)
	})
	r.done = func() bool { return w.read().facts[f.ID].accepted > 0 }
	r.ends = true
	return r
}

// count is how often an event is in the chain, as Solidity writes it.
func (w *world) count(event string) int { return len(w.logs(crypto.Keccak256Hash([]byte(event)))) }

// combined is how many transactions settled several forwards.
func (w *world) combined() (several int) {
	in := map[common.Hash]int{}
	logs := w.logs(crypto.Keccak256Hash([]byte("Settled(bytes32,address,bytes32,uint256,uint256,uint256,uint256,uint256,uint256[],bytes)")))
	for i := range logs {
		if in[logs[i].TxHash]++; in[logs[i].TxHash] == 2 {
			several++
		}
	}
	return several
}
