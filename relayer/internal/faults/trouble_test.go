//go:build faults

package faults

import (
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// trouble is what endpoints and the network do, from when the relayer has begun. Each forward is settled all the same, once.
type trouble struct {
	name  string
	begin func(w *world)
	// struck says whether it was of any consequence, or the relayer was never troubled; nil is that a call was harmed.
	struck func(w *world, came account) bool
}

var troubles = []trouble{
	{name: "too many requests (429), 1 in 20", begin: does(sometimes(0.05, status(http.StatusTooManyRequests)))},
	{name: "bad gateway (502), 1 in 20", begin: does(sometimes(0.05, status(http.StatusBadGateway)))},
	{name: "internal error of JSON-RPC, 1 in 20", begin: does(sometimes(0.05, internalError))},
	{name: "half a JSON, 1 in 20", begin: does(sometimes(0.05, badJSON))},
	{name: "80 MiB of answer, 1 in 100", begin: does(sometimes(0.01, huge))},
	{name: "logs missing, 1 in 2", begin: does(sometimes(0.5, only(noLogs, "eth_getLogs")))},
	{name: "receipts missing, 1 in 2", begin: func(w *world) {
		harm := sometimes(0.5, only(nothingThere, "eth_getTransactionReceipt"))
		does(func(answer http.ResponseWriter, c *call) bool {
			w.linger(c) // or no receipt is ever asked for
			return harm(answer, c)
		})(w)
	}},
	{name: "transactions kept back, 1 in 2", begin: does(sometimes(0.5, only(swallow, "eth_sendRawTransaction")))},
	{name: "sent, and the answer lost", begin: does(only(func(w http.ResponseWriter, c *call) bool {
		c.pass()
		return status(http.StatusGatewayTimeout)(w, c)
	}, "eth_sendRawTransaction"))},
	{name: "transactions forgotten by the node, the first 3", struck: sentAgain, begin: func(w *world) {
		forgotten := 0
		w.ends[0].do(only(func(_ http.ResponseWriter, c *call) bool {
			if forgotten++; forgotten <= 3 {
				c.pass()
				w.node.do("anvil_dropAllTransactions")
			}
			return false
		}, "eth_sendRawTransaction"))
	}},
	{name: "base fee x100 while the first transactions wait", begin: fees(100), struck: func(_ *world, came account) bool { return came.replaced > 0 }},
	{name: "base fee x1000, above the limit, while the first transactions wait", begin: fees(1000), struck: sentAgain},
	{name: "no blocks for 5 seconds once a transaction was sent", struck: sentAgain, begin: func(w *world) {
		w.ends[0].do(upTo(1, "eth_sendRawTransaction", func(http.ResponseWriter, *call) bool {
			w.forAWhile(5*time.Second, func(on bool) { w.halted = on })
			return false
		}))
	}},
	{
		name: "delays of 200 to 600 ms", struck: slow(200 * time.Millisecond),
		begin: poisoned(toxic{Type: "latency", Toxicity: 1, Attributes: map[string]any{"latency": 400, "jitter": 200}}),
	},
	{
		name: "connections reset after 300 ms, 1 in 3, and cut after 64 kB", struck: reconnected,
		begin: poisoned(cut, toxic{Type: "reset_peer", Toxicity: 0.3, Attributes: map[string]any{"timeout": 300}}),
	},
	{name: "answers cut after 64 kB on a connection", struck: reconnected, begin: poisoned(cut)},
	{
		name: "connections hang for 3 seconds, 1 in 3, and cut after 64 kB", struck: reconnected,
		begin: poisoned(cut, toxic{Type: "timeout", Toxicity: 0.3, Attributes: map[string]any{"timeout": 3000}}),
	},
	{name: "a chain older than London, for legacy transactions alone", struck: legacy, begin: func(w *world) {
		w.ends = []*endpoint{w.newEndpoint(w.newOldNode())}
	}},
	{name: "external signer away (503), 1 in 2", begin: signs(sometimes(0.5, status(http.StatusServiceUnavailable))), struck: signerHarmed},
	{name: "external signer signs something else, 1 in 2", begin: signs(sometimes(0.5, only(otherBytes, "eth_signTransaction"))), struck: signerHarmed},
}

// cut ends connections in the middle of an answer: new ones are made all the time, of which other toxics take some. A predicate's code
// goes through one.
var cut = toxic{Type: "limit_data", Toxicity: 1, Attributes: map[string]any{"bytes": 64_000}}

func sentAgain(_ *world, came account) bool { return came.again > 0 }

func reconnected(w *world, _ account) bool { return w.ends[0].connections.Load() > 3 }

func signerHarmed(w *world, _ account) bool { return w.signer.harms() > 0 }

// legacy says whether all that was sent was of type 0, and something was.
func legacy(w *world, _ account) bool {
	return len(w.ends[0].sent) > 0 && !slices.ContainsFunc(w.ends[0].sent, func(tx *types.Transaction) bool { return tx.Type() != types.LegacyTxType })
}

// slow says whether an endpoint takes that long, or longer, for an answer.
func slow(least time.Duration) func(w *world, _ account) bool {
	return func(w *world, _ account) bool {
		began := time.Now()
		_, err := chain.Dial(w.Context(), w.ends[0].address, devnet.ChainID)
		return err == nil && time.Since(began) >= least
	}
}

func TestTroubles(t *testing.T) {
	t.Parallel()
	drawn := slices.Clone(troubles)
	if *few > 0 {
		chance := rand.New(rand.NewPCG(*seed, 2))
		chance.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
		drawn = drawn[:*few]
	}
	for _, trouble := range drawn {
		t.Run(trouble.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.newRelayer("--confirmations", "3")
			var came account
			tell(t, "endpoint", trouble.name, func() string { return came.String() })
			w.open(true)
			w.open(false)
			trouble.begin(w)
			r.start()
			r.settle(limit)
			came = w.judge(r)
			if trouble.struck == nil {
				trouble.struck = func(w *world, _ account) bool { return w.ends[0].harms() > 0 }
			}
			require.True(t, trouble.struck(w, came), "the relayer was not troubled")
		})
	}
}

// once has something done once the relayer follows the chain: one that cannot read it at its start ends.
func (w *world) once(do func()) {
	followed := make(chan struct{})
	w.ends[0].do(upTo(1, "eth_getLogs", func(http.ResponseWriter, *call) bool {
		close(followed)
		return false
	}))
	go func() {
		select {
		case <-followed:
			do()
		case <-w.Context().Done():
		}
	}()
}

// does has an endpoint do harm.
func does(h harm) func(w *world) {
	return func(w *world) { w.once(func() { w.ends[0].do(h) }) }
}

// signs has an external signer do harm.
func signs(h harm) func(w *world) {
	return func(w *world) {
		w.signElsewhere()
		w.once(func() { w.signer.do(h) })
	}
}

// poisoned has the connections to an endpoint be poisoned.
func poisoned(all ...toxic) func(w *world) {
	return func(w *world) {
		add := w.ends[0].poison()
		w.once(func() {
			for _, t := range all {
				t.Stream = "downstream"
				add(t)
			}
		})
	}
}

// fees has the base fee be so many times as high for ten seconds from when a transaction was sent.
func fees(times uint64) func(w *world) {
	return func(w *world) {
		w.ends[0].do(upTo(1, "eth_sendRawTransaction", func(http.ResponseWriter, *call) bool {
			w.forAWhile(10*time.Second, func(on bool) {
				if w.baseFee = baseFee; on {
					w.baseFee *= times
				}
			})
			return false
		}))
	}
}

// forAWhile switches something on, and off again later.
func (w *world) forAWhile(long time.Duration, set func(on bool)) {
	w.with(func() { set(true) })
	go func() {
		select {
		case <-time.After(long):
			w.with(func() { set(false) })
		case <-w.Context().Done():
		}
	}()
}

// While two endpoints disagree no output is shown. Once they agree it is.
func TestEndpointsThatDisagree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var came account
	tell(t, "endpoint", "two endpoints that disagree for a while", func() string { return came.String() })
	w.ends = append(w.ends, w.newEndpoint(w.node.url))
	r := w.newRelayer("--confirmations", "3")
	f := w.open(false)
	r.start()
	w.ends[1].do(only(fork, "eth_getBlockByNumber", "eth_getBlockByHash"))
	w.await("it is announced", limit, func() bool { return w.read().facts[f.ID].announced == 1 })
	began := w.ends[0].calls("eth_blockNumber") + w.ends[0].calls("eth_getBlockByNumber")
	w.await("it looks 20 times more", limit, func() bool {
		return w.ends[0].calls("eth_blockNumber")+w.ends[0].calls("eth_getBlockByNumber") > began+20
	})
	require.Equal(t, "pending", w.read().facts[f.ID].end())
	require.Empty(t, r.of(f.ID).Settlement, "its output was shown though the endpoints disagree")
	w.ends[1].do(nil)
	r.settle(limit)
	came = w.judge(r)
}

// One of three endpoints is on another chain, and one hangs now and then. Two that agree are enough.
func TestEndpointsOfWhichOneLies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var came account
	tell(t, "endpoint", "one of three endpoints lies", func() string { return came.String() })
	w.ends = append(w.ends, w.newEndpoint(w.node.url), w.newEndpoint(w.node.url))
	r := w.newRelayer("--confirmations", "3")
	w.open(true)
	w.open(false)
	w.ends[2].do(only(fork, "eth_getBlockByNumber", "eth_getBlockByHash"))
	r.start()
	r.settle(limit)
	came = w.judge(r)
}
