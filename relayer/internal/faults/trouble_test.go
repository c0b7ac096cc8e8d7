//go:build faults

package faults

import (
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// troubles are what endpoints and the network do, from when the relayer has begun. Each forward is settled all the same, once.
var troubles = []struct {
	name  string
	begin func(w *world)
}{
	{"too many requests (429), 1 in 20", does(sometimes(0.05, status(http.StatusTooManyRequests)))},
	{"bad gateway (502), 1 in 20", does(sometimes(0.05, status(http.StatusBadGateway)))},
	{"half a JSON, 1 in 20", does(sometimes(0.05, badJSON))},
	{"80 MiB of answer, 1 in 100", does(sometimes(0.01, huge))},
	{"logs missing, 1 in 2", does(sometimes(0.5, only(noLogs, "eth_getLogs")))},
	{"receipts missing, 1 in 2", does(sometimes(0.5, only(nothingThere, "eth_getTransactionReceipt")))},
	{"transactions kept back, 1 in 2", does(sometimes(0.5, only(swallow, "eth_sendRawTransaction")))},
	{"sent, and the answer lost", does(only(func(w http.ResponseWriter, c *call) bool {
		c.pass()
		return status(http.StatusGatewayTimeout)(w, c)
	}, "eth_sendRawTransaction"))},
	{"transactions forgotten by the node, the first 3", func(w *world) {
		forgotten := 0
		w.ends[0].do(only(func(_ http.ResponseWriter, c *call) bool {
			if forgotten++; forgotten <= 3 {
				c.pass()
				w.node.do("anvil_dropAllTransactions")
			}
			return false
		}, "eth_sendRawTransaction"))
	}},
	{"base fee x100 while the first transactions wait", fees(100)},
	{"base fee x1000, above the limit, while the first transactions wait", fees(1000)},
	{"no blocks for 5 seconds once a transaction was sent", func(w *world) {
		w.ends[0].do(upTo(1, "eth_sendRawTransaction", func(http.ResponseWriter, *call) bool {
			w.forAWhile(5*time.Second, func(on bool) { w.halted = on })
			return false
		}))
	}},
	{"delays of 200 to 600 ms", poisoned(toxic{Type: "latency", Toxicity: 1, Attributes: map[string]any{"latency": 400, "jitter": 200}})},
	{"connections reset after 300 ms, 1 in 2", poisoned(toxic{Type: "reset_peer", Toxicity: 0.5, Attributes: map[string]any{"timeout": 300}})},
	{"answers cut after 20 kB, 1 in 2 connections", poisoned(toxic{Type: "limit_data", Toxicity: 0.5, Attributes: map[string]any{"bytes": 20_000}})},
	{"connections hang for 3 seconds, 1 in 5", poisoned(toxic{Type: "timeout", Toxicity: 0.2, Attributes: map[string]any{"timeout": 3000}})},
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

// poisoned has the connections to an endpoint be poisoned.
func poisoned(t toxic) func(w *world) {
	return func(w *world) {
		add := w.ends[0].poison()
		t.Stream = "downstream"
		w.once(func() { add(t) })
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
	w.ends = append(w.ends, w.newEndpoint())
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
	w.ends = append(w.ends, w.newEndpoint(), w.newEndpoint())
	r := w.newRelayer("--confirmations", "3")
	w.open(true)
	w.open(false)
	w.ends[2].do(only(fork, "eth_getBlockByNumber", "eth_getBlockByHash"))
	r.start()
	r.settle(limit)
	came = w.judge(r)
}
