//go:build faults

package faults

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// kills is how often the relayer of one run is killed.
const kills = 5

// boundary is a place at which a relayer can be killed: a failpoint in the binary, or before or after an endpoint's answer.
type boundary struct {
	name   string
	method string // of an endpoint, empty for failpoints
	count  int    // how often a run comes there without kills
	first  int64
}

// expected are those that have to be there: what leaves a trace in the journal, in the network or in a plugin.
var expected = []string{
	"commit", "proof", "plugin run", "plugin check", "plugin assign", "plugin open parameters",
	"eth_sendRawTransaction", "eth_estimateGas", "eth_getTransactionReceipt", "eth_getTransactionCount", "eth_getLogs", "eth_call",
}

// census runs a relayer without harm, and lists where it came by.
func census(t *testing.T) []boundary {
	t.Helper()
	w := newWorld(t)
	w.open(true)
	w.open(false)
	r := w.newRelayer("--confirmations", "3")
	var mu sync.Mutex
	all := map[string]*boundary{}
	pass := func(name, method string, at int64) {
		mu.Lock()
		defer mu.Unlock()
		if all[name] == nil {
			all[name] = &boundary{name: name, method: method, first: at}
		}
		all[name].count++
	}
	w.ends[0].do(func(_ http.ResponseWriter, c *call) bool {
		w.linger(c)
		pass("before "+c.Method, c.Method, time.Now().UnixNano())
		c.pass()
		pass("after "+c.Method, c.Method, time.Now().UnixNano())
		return false
	})
	seen := w.path("seen")
	r.start("TERCET_FAILPOINTS_SEEN=" + seen)
	r.settle(limit)
	r.kill()
	w.judge(r)
	file, err := os.Open(seen)
	require.NoError(t, err)
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		when, where, _ := strings.Cut(lines.Text(), " ")
		at, err := strconv.ParseInt(when, 10, 64)
		require.NoError(t, err)
		pass(where, "", at)
	}
	for _, name := range expected {
		require.Contains(t, all, "before "+name)
		require.Contains(t, all, "after "+name)
	}
	var list []boundary
	for _, name := range slices.Sorted(maps.Keys(all)) {
		list = append(list, *all[name])
	}
	return list
}

// kill is one that is planned: at the nth time that the relayer comes somewhere.
type kill struct {
	boundary
	n int
}

func (k kill) String() string { return fmt.Sprintf("%s:%d", k.name, k.n) }

// plan deals all boundaries to runs, again and again in another order, the first time at the first time that a relayer comes
// there. Those of a run are in the order in which a run comes by.
func plan(all []boundary) (runs [][]kill) {
	chance := rand.New(rand.NewPCG(*seed, 1))
	var deck []kill
	for round := 0; len(deck) < *seeds*kills; round++ {
		for _, i := range chance.Perm(len(all)) {
			k := kill{all[i], 1}
			if round > 0 {
				k.n += chance.IntN(min(k.count, 10))
			}
			deck = append(deck, k)
		}
	}
	for run := range slices.Chunk(deck[:*seeds*kills], kills) {
		slices.SortStableFunc(run, func(a, b kill) int { return cmp.Compare(a.first, b.first) })
		runs = append(runs, run)
	}
	return runs
}

// tally counts, over all runs, where relayers were killed.
type tally struct {
	mu    sync.Mutex
	done  map[string]int
	came  account
	total int
}

// Killed again and again, wherever: each forward is paid for once, and what was signed is what is sent.
func TestKills(t *testing.T) {
	t.Parallel()
	all := census(t)
	tally := &tally{done: map[string]int{}}
	for _, b := range all {
		tell(t, "kill -9", b.name, func() string { return fmt.Sprintf("%d times", tally.done[b.name]) })
	}
	t.Cleanup(func() {
		for _, b := range all {
			if *seeds*kills >= 3*len(all) && tally.done[b.name] == 0 {
				t.Errorf("%d kills were planned, and none came %s: the place is not reached any more", *seeds*kills, b.name)
			}
		}
	})
	tell(t, "kill -9", fmt.Sprintf("altogether, %d runs", *seeds), func() string { return fmt.Sprintf("%d times: %s", tally.total, tally.came) })
	for i, run := range plan(all) {
		t.Run(fmt.Sprintf("%d: %v", i+1, run), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.open(true)
			w.open(false)
			r := w.newRelayer("--confirmations", "3")
			var died []kill
			for _, k := range run {
				if w.killAt(r, k) {
					died = append(died, k)
				}
			}
			w.ends[0].do(nil)
			r.start()
			r.settle(limit)
			tally.add(died, w.judge(r))
		})
	}
}

func (c *tally) add(died []kill, came account) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, k := range died {
		c.done[k.name]++
		c.total++
	}
	c.came.add(came)
}

// killAt starts the relayer and waits for its death, or for the end of everything if it does not come by.
func (w *world) killAt(r *relayer, k kill) bool {
	w.Helper()
	var environment []string
	if k.method == "" {
		environment = []string{fmt.Sprintf("TERCET_FAILPOINT=%s:%d", k.name, k.n)}
	}
	from := w.ends[0].calls(k.method)
	w.ends[0].do(func(_ http.ResponseWriter, c *call) bool {
		w.linger(c)
		if c.Method != k.method || c.N != from+k.n {
			return false
		}
		if strings.HasPrefix(k.name, "after ") {
			c.pass()
		}
		r.kill()
		return true
	})
	r.start(environment...)
	w.await("it is killed, or everything is settled", limit, func() bool { return r.dead() || r.finished() })
	died := r.dead()
	r.kill()
	return died
}

// linger has a transaction wait for its block, so that the relayer asks what became of it.
func (w *world) linger(c *call) {
	if c.Method == "eth_sendRawTransaction" {
		w.forAWhile(400*time.Millisecond, func(on bool) { w.halted = on })
	}
}
