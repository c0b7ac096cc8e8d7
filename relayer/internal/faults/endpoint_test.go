//go:build faults

package faults

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// endpoint is between a relayer and the chain, or its signer. It keeps what was sent, and does harm where it is told to.
type endpoint struct {
	w       *world
	behind  string // whom it asks
	address string // for relayers
	own     string // its own, past whatever was put before it

	connections atomic.Int64 // that were made to it
	mu          sync.Mutex
	harm        harm
	harmed      int // calls
	seen        map[string]int
	sent        []*types.Transaction // in the order of their arrival, whether or not they were passed on
	deaths      []death              // of the relayer, in their order
}

// harm is done to a call in the place of passing it on, or after that: it has the true answer from pass, which calls the chain.
// It says whether it answered; if not, the true answer is given.
type harm func(w http.ResponseWriter, c *call) bool

// call is one request of a relayer.
type call struct {
	ID     json.RawMessage   `json:"id"`
	Method string            `json:"method"` // of the first, in a batch
	Params []json.RawMessage `json:"params"`
	N      int               `json:"-"` // how often the method was called, this one included
	pass   func() []byte
}

func (w *world) newEndpoint(behind string) *endpoint {
	w.Helper()
	e := &endpoint{w: w, behind: behind, seen: map[string]int{}}
	server := httptest.NewUnstartedServer(e)
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			e.connections.Add(1)
		}
	}
	server.Start()
	w.Cleanup(server.Close)
	w.Cleanup(server.CloseClientConnections)
	e.address, e.own = server.URL, server.URL
	return e
}

// do has harm done from now on; nil has none.
func (e *endpoint) do(harm harm) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.harm = harm
}

// ServeHTTP passes a call on, and its answer back.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller is gone
	}
	c := first(body)
	c.pass = sync.OnceValue(func() []byte { return e.pass(body) })
	harm := e.note(c)
	w.Header().Set("Content-Type", "application/json")
	if harm == nil || !harm(w, c) {
		_, _ = w.Write(c.pass())
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.harmed++
}

func first(body []byte) *call {
	c := new(call)
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		var all []*call
		if json.Unmarshal(body, &all) == nil && len(all) > 0 {
			c.Method = all[0].Method
		}
		return c
	}
	_ = json.Unmarshal(body, c) // what is no call the chain says itself
	return c
}

// note counts a call, keeps a transaction in it, and says which harm is to be done to it.
func (e *endpoint) note(c *call) harm {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.seen[c.Method]++
	c.N = e.seen[c.Method]
	if c.Method != "eth_sendRawTransaction" {
		return e.harm
	}
	var raw hexutil.Bytes
	tx := new(types.Transaction)
	err := json.Unmarshal(c.Params[0], &raw)
	if err == nil {
		err = tx.UnmarshalBinary(raw)
	}
	if err != nil {
		e.w.Errorf("the relayer sent what is no transaction: %v", err)
		return e.harm
	}
	e.sent = append(e.sent, tx)
	return e.harm
}

// pass asks the chain. While something is done to that, it waits.
func (e *endpoint) pass(body []byte) []byte {
	e.w.mu.RLock()
	defer e.w.mu.RUnlock()
	response, err := http.Post(e.behind, "application/json", bytes.NewReader(body)) //nolint:noctx // the chain answers
	if err != nil {
		return nil // the test is over
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil
	}
	return answer
}

// mourn notes that the relayer was killed.
func (e *endpoint) mourn(kept map[common.Hash]bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.deaths = append(e.deaths, death{len(e.sent), kept})
}

// calls is how often a method was called.
func (e *endpoint) calls(method string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.seen[method]
}

// harms is how many calls were harmed.
func (e *endpoint) harms() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.harmed
}

// total is how many calls there were.
func (e *endpoint) total() (calls int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, n := range e.seen {
		calls += n
	}
	return calls
}
