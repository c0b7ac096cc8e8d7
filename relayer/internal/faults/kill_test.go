//go:build faults

package faults

import (
	"bufio"
	"cmp"
	"fmt"
	"hash/fnv"
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

// watched are the endpoints whose calls are boundaries.
func (w *world) watched() []*endpoint {
	if w.signer == nil {
		return w.ends
	}
	return append(slices.Clone(w.ends), w.signer)
}

// do has harm done to all calls of a relayer.
func (w *world) do(harm harm) {
	for _, end := range w.watched() {
		end.do(harm)
	}
}

// census lives through a story without harm, and lists where a relayer came by.
func census(t *testing.T, s story) []boundary {
	t.Helper()
	w, r := s.begin(t)
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
	w.do(func(_ http.ResponseWriter, c *call) bool {
		w.linger(c)
		pass("before "+c.Method, c.Method, time.Now().UnixNano())
		c.pass()
		pass("after "+c.Method, c.Method, time.Now().UnixNano())
		return false
	})
	seen := w.path("seen")
	r.start("TERCET_FAILPOINTS_SEEN=" + seen)
	w.await("it is done", limit, r.done)
	r.kill()
	s.judge(w, r)
	if s.sure != nil {
		s.sure(w)
	}
	file, err := os.Open(seen)
	require.NoError(t, err)
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		when, where, _ := strings.Cut(lines.Text(), " ")
		at, err := strconv.ParseInt(when, 10, 64)
		require.NoError(t, err)
		pass(where, "", at)
	}
	for _, name := range s.places {
		require.Contains(t, all, "before "+name)
		require.Contains(t, all, "after "+name)
	}
	var list []boundary
	for _, name := range slices.Sorted(maps.Keys(all)) {
		list = append(list, *all[name])
	}
	return list
}

// judge has everything come to its end without harm, and holds it against the chain. No transaction was signed twice under two
// nonces.
func (s story) judge(w *world, r *relayer) account {
	w.Helper()
	w.do(nil)
	if s.end != nil {
		r = s.end(w, r)
	}
	if !r.finished() {
		r.start()
		r.settle(limit)
	}
	came := w.judge(r)
	require.LessOrEqual(w, came.nonces, s.most, "transactions with nonces of their own")
	return came
}

// kill is one that is planned: at the nth time that the relayer comes somewhere.
type kill struct {
	boundary
	n int
}

func (k kill) String() string { return fmt.Sprintf("%s:%d", k.name, k.n) }

// plan deals all boundaries to so many runs, again and again in another order, the first time at the first time that a relayer comes
// there, and then more often at an early time than at a late one. Those of a run are in the order in which a run comes by.
func (s story) plan(all []boundary, runs int) (planned [][]kill) {
	name := fnv.New64()
	_, _ = name.Write([]byte(s.name))
	chance := rand.New(rand.NewPCG(*seed, name.Sum64()))
	var deck []kill
	for round := 0; len(deck) < runs*kills; round++ {
		for _, i := range chance.Perm(len(all)) {
			k := kill{all[i], 1}
			if round > 0 {
				k.n += chance.IntN(1 + chance.IntN(k.count))
			}
			deck = append(deck, k)
		}
	}
	for run := range slices.Chunk(deck[:runs*kills], kills) {
		slices.SortStableFunc(run, func(a, b kill) int { return cmp.Compare(a.first, b.first) })
		planned = append(planned, run)
	}
	return planned
}

// tally counts, over all runs of a story, where relayers were killed.
type tally struct {
	mu    sync.Mutex
	done  map[string]int
	came  account
	total int
	runs  int
}

func (c *tally) add(died []kill, came account) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.runs++
	c.total += len(died)
	for _, k := range died {
		c.done[k.name]++
	}
	c.came.add(came)
}

// Killed again and again, wherever: each forward is paid for once, and what was signed is what is sent.
func TestKills(t *testing.T) {
	t.Parallel()
	everywhere := map[string]bool{}
	var mu sync.Mutex
	t.Run("", func(t *testing.T) {
		for _, s := range told(t) {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				for name := range s.live(t) {
					mu.Lock()
					everywhere[name] = true
					mu.Unlock()
				}
			})
		}
	})
	if *seeds < 100 || *chosen != "" {
		return
	}
	for _, name := range places(t) {
		require.Contains(t, everywhere, name, "no relayer was killed at this failpoint")
	}
}

// live lives through a story again and again, and says where it was cut.
func (s story) live(t *testing.T) map[string]int {
	t.Helper()
	tally, runs := &tally{done: map[string]int{}}, max(*seeds/s.share, 1)
	part := "kill -9: " + s.name
	tell(t, part, "altogether", func() string {
		return fmt.Sprintf("%d runs, %d kills: %s; 0 paid or accepted twice, 0 lost", tally.runs, tally.total, tally.came)
	})
	var all []boundary
	if !t.Run("census", func(t *testing.T) { all = census(t, s) }) { // its chain ends with it
		return nil
	}
	for _, b := range all {
		tell(t, part, b.name, func() string { return fmt.Sprintf("%d times", tally.done[b.name]) })
	}
	t.Run("", func(t *testing.T) {
		for i, run := range s.plan(all, runs) {
			t.Run(fmt.Sprintf("%d: %v", i+1, run), func(t *testing.T) {
				t.Parallel()
				s.run(t, run, tally)
			})
		}
	})
	if s.end == nil && tally.done["before eth_sendRawTransaction"] > 0 { // no node had it: it was sent after the kill, or is lost
		require.Positive(t, tally.came.resumed, "nothing that was signed before a kill was sent first after it")
	}
	if runs*kills >= 2*len(all) { // where chance could have come everywhere and did not it is seen to
		for _, b := range all {
			if tally.done[b.name] == 0 {
				t.Run("once more: "+b.name, func(t *testing.T) { s.run(t, []kill{{b, 1}}, tally) })
				require.Positive(t, tally.done[b.name], "the place %s is not reached any more", b.name)
			}
		}
	}
	return tally.done
}

func (s story) run(t *testing.T, planned []kill, tally *tally) {
	w, r := s.begin(t)
	var died []kill
	for _, k := range planned {
		if w.killAt(r, k) {
			died = append(died, k)
		}
	}
	tally.add(died, s.judge(w, r))
}

// killAt starts the relayer and waits for its death, or for the end of everything if it does not come by.
func (w *world) killAt(r *relayer, k kill) bool {
	w.Helper()
	var environment []string
	if k.method == "" {
		environment = []string{fmt.Sprintf("TERCET_FAILPOINT=%s:%d", k.name, k.n)}
	}
	from := map[string]int{} // an endpoint's calls, of which each counts its own
	for _, end := range w.watched() {
		from[end.own] = end.calls(k.method)
		end.do(func(_ http.ResponseWriter, c *call) bool {
			if c.Method != k.method || c.N != from[end.own]+k.n {
				w.linger(c)
				return false
			}
			w.waits(c)
			if strings.HasPrefix(k.name, "after ") {
				c.pass()
			}
			r.kill()
			return true
		})
	}
	r.start(environment...)
	w.await("it is killed, or everything is done", limit, func() bool { return r.dead() || r.done() })
	died := r.dead() && r.killed()
	require.True(w, died || r.ends || !r.dead(), "the relayer ended by itself")
	r.kill()
	w.ends[0].mourn(r.kept())
	return died
}

// linger has a transaction wait for its block, so that the relayer asks what became of it.
func (w *world) linger(c *call) {
	if c.Method == "eth_sendRawTransaction" {
		w.forAWhile(400*time.Millisecond, func(on bool) { w.halted = on })
	}
}

// waits has a transaction wait for its block until one is sent after it, so that the next relayer finds it waiting.
func (w *world) waits(c *call) {
	if c.Method != "eth_sendRawTransaction" {
		return
	}
	w.with(func() { w.halted = true })
	go func() {
		looks := time.NewTicker(50 * time.Millisecond)
		defer looks.Stop()
		for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline) && w.ends[0].calls(c.Method) == c.N; {
			select {
			case <-looks.C:
			case <-w.Context().Done():
				return
			}
		}
		w.with(func() { w.halted = false })
	}()
}
