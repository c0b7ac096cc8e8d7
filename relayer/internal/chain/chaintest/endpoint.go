package chaintest

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"

	"github.com/stretchr/testify/require"
)

// Endpoint serves a world's chain over HTTP, truly as long as it is not told otherwise. The world's own has to be served too.
type Endpoint struct {
	URL   string
	world *World

	mu    sync.Mutex
	fault Fault
	asked map[string]int
}

// Fault answers a request in the chain's place, or leaves it to the chain and says so with false.
type Fault func(w http.ResponseWriter, r *Request) bool

// Request is one that reached an endpoint.
type Request struct {
	*http.Request `json:"-"`
	ID            json.RawMessage   `json:"id"`
	Method        string            `json:"method"` // of JSON-RPC, empty for a batch
	Params        []json.RawMessage `json:"params"`

	endpoint *Endpoint
}

// Endpoint is one more endpoint of the world's chain.
func (w *World) Endpoint() *Endpoint {
	w.T.Helper()
	e := &Endpoint{world: w, asked: map[string]int{}}
	server := httptest.NewServer(e)
	w.T.Cleanup(server.Close)
	e.URL = server.URL
	return e
}

// Behave has a fault in the way of the chain's answers; nil has none.
func (e *Endpoint) Behave(fault Fault) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.fault = fault
}

// Fault is what is in the way of the chain's answers now.
func (e *Endpoint) Fault() Fault {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.fault
}

// Asked is how often the endpoint was asked for a method so far.
func (e *Endpoint) Asked(method string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.asked[method]
}

// ServeHTTP answers one request.
func (e *Endpoint) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	r := &Request{Request: request, endpoint: e}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return
	}
	_ = json.Unmarshal(body, r) // a batch has no method
	e.mu.Lock()
	e.asked[r.Method]++
	fault := e.fault
	e.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	if fault == nil || !fault(w, r) {
		_, _ = w.Write(e.forward(body))
	}
}

// True is what the chain answers to the request as it is by now.
func (r *Request) True() json.RawMessage {
	body, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": 1, "method": r.Method, "params": r.Params})
	require.NoError(r.endpoint.world.T, err)
	var answer struct{ Result json.RawMessage }
	require.NoError(r.endpoint.world.T, json.Unmarshal(r.endpoint.forward(body), &answer))
	return answer.Result
}

func (e *Endpoint) forward(body []byte) []byte {
	response, err := http.Post(e.world.Devnet.URL(), "application/json", bytes.NewReader(body)) //nolint:noctx // a test's
	if err != nil {
		return nil
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return nil
	}
	return answer
}

// Answer answers with a result. It is true, as a Fault returns it.
func (r *Request) Answer(w http.ResponseWriter, result any) bool {
	_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": r.ID, "result": result})
	return true
}

// Refuse answers with an error.
func (r *Request) Refuse(w http.ResponseWriter, code int, message string) bool {
	_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": r.ID, "error": map[string]any{"code": code, "message": message}})
	return true
}

// Reset breaks a connection off.
func Reset(w http.ResponseWriter, _ *Request) bool {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return false
	}
	if tcp, is := conn.(*net.TCPConn); is {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
	return true
}

// Status answers with an HTTP status alone.
func Status(code int) Fault {
	return func(w http.ResponseWriter, _ *Request) bool {
		w.WriteHeader(code)
		return true
	}
}

// Text answers with a text, which promises to be so many bytes longer than it is.
func Text(text string, missing int) Fault {
	return func(w http.ResponseWriter, _ *Request) bool {
		if missing > 0 {
			w.Header().Set("Content-Length", strconv.Itoa(len(text)+missing))
		}
		_, _ = io.WriteString(w, text)
		return true
	}
}

// Only has a fault with some methods.
func Only(fault Fault, methods ...string) Fault {
	return func(w http.ResponseWriter, r *Request) bool {
		return slices.Contains(methods, r.Method) && fault(w, r)
	}
}
