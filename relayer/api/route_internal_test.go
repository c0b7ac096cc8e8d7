package api

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

type noteInput struct {
	Body struct {
		Text string `json:"text"`
	}
}

// writable is an API with a route that takes a body, and one that fails, which are there for these tests alone.
func writable(t *testing.T) (http.Handler, *[]string) {
	t.Helper()
	a, err := New(Deps{Log: zerolog.Nop(), Clock: time.Now}, Options{})
	require.NoError(t, err)
	written := new([]string)
	route(a, huma.Operation{OperationID: "note", Method: http.MethodPost, Path: "/v1/notes"}, func(_ context.Context, in *noteInput) (*struct{}, error) {
		*written = append(*written, in.Body.Text)
		return nil, nil
	})
	route(a, reading("fail", "/v1/fail", "fails"), func(context.Context, *struct{}) (*struct{}, error) { panic("a secret") })
	return a.Handler(), written
}

func TestBodiesAreBoundedAndRead(t *testing.T) {
	t.Parallel()
	handler, written := writable(t)
	for body, status := range map[string]int{
		`{"text":"` + strings.Repeat("a", maxBody) + `"}`: http.StatusRequestEntityTooLarge,
		`{"text":`:              http.StatusBadRequest,
		`{"text":5}`:            http.StatusUnprocessableEntity,
		`{"text":"a","more":1}`: http.StatusUnprocessableEntity,
		``:                      http.StatusBadRequest,
	} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/notes", strings.NewReader(body))
		request.Header.Set("Content-Type", "application/json")
		response := httptest.NewRecorder()
		handler.ServeHTTP(response, request)
		require.Equal(t, status, response.Code, "%.40s: %s", body, response.Body)
		require.Equal(t, problemType, response.Header().Get("Content-Type"))
	}
	require.Empty(t, *written)
}

// A route that fails takes nothing with it, and says nothing of what it was at.
func TestARouteThatFails(t *testing.T) {
	t.Parallel()
	handler, _ := writable(t)
	response := httptest.NewRecorder()
	handler.ServeHTTP(response, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/v1/fail", nil))
	require.Equal(t, http.StatusInternalServerError, response.Code)
	require.Equal(t, problemType, response.Header().Get("Content-Type"))
	require.NotContains(t, response.Body.String(), "secret")
}

func TestClientsThatAreRememberedAreBounded(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	l := newLimiter(1, 1, func() time.Time { return now })
	require.Zero(t, l.wait("first", 1))
	for i := range 3 * maxClients {
		require.Zero(t, l.wait(strconv.Itoa(i), 1))
	}
	require.Equal(t, maxClients, l.clients.len())
	require.NotZero(t, l.wait(strconv.Itoa(3*maxClients-1), 1), "who asked just now is remembered")
}

func TestAClientIsAnAddressOrWhatOneCustomerHas(t *testing.T) {
	t.Parallel()
	for remote, want := range map[string]string{
		"192.0.2.1:5": "192.0.2.1", "[::ffff:192.0.2.1]:5": "192.0.2.1", "[2001:db8:1:2:3:4:5:6]:7": "2001:db8:1:2::/64",
		"[fe80::1%eth0]:7": "fe80::/64", "nonsense": "", "@": "",
	} {
		require.Equal(t, want, clientOf(remote))
	}
}

// What is dear counts as more, and as no more than there can be at once.
func TestSomeRequestsCountAsMore(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	l := newLimiter(1, 5, func() time.Time { return now })
	require.Zero(t, l.wait("a", 4))
	require.Equal(t, 3*time.Second, l.wait("a", 4))
	require.Zero(t, l.wait("a", 1), "who waits does not pay")
	now = now.Add(5 * time.Second)
	require.Zero(t, l.wait("a", 100))
}

// One client leaves connections for others.
func TestConnectionsOfOneClientAreBounded(t *testing.T) {
	t.Parallel()
	inner := &offered{conns: make(chan net.Conn, 10)}
	l := &fair{Listener: inner, most: 2, exempt: func(a netip.Addr) bool { return a == netip.MustParseAddr("192.0.2.9") }, byClient: map[string]int{}}
	offer := func(from string) *offeredConn {
		c := &offeredConn{from: from}
		inner.conns <- c
		return c
	}
	offer("192.0.2.1:1")
	offer("192.0.2.1:2")
	refused := offer("192.0.2.1:3")
	offer("192.0.2.2:1")
	var taken []net.Conn
	for range 3 {
		c, err := l.Accept()
		require.NoError(t, err)
		taken = append(taken, c)
	}
	require.True(t, refused.closed)
	require.Equal(t, "192.0.2.2:1", taken[2].RemoteAddr().String())
	require.NoError(t, taken[0].Close())
	require.NoError(t, taken[0].Close(), "twice counts once")
	offer("192.0.2.1:4")
	again := offer("192.0.2.1:5")
	offer("192.0.2.3:1")
	for range 2 {
		_, err := l.Accept()
		require.NoError(t, err)
	}
	require.True(t, again.closed)
	for range 5 { // a proxy's are many clients'
		offer("192.0.2.9:1")
		_, err := l.Accept()
		require.NoError(t, err)
	}
}

// offered is a listener whose connections are offered to it.
type offered struct {
	net.Listener
	conns chan net.Conn
}

// Accept takes the next one.
func (o *offered) Accept() (net.Conn, error) { return <-o.conns, nil }

type offeredConn struct {
	net.Conn
	from   string
	closed bool
}

// Close is remembered.
func (c *offeredConn) Close() error { c.closed = true; return nil }

// RemoteAddr is whom it is from.
func (c *offeredConn) RemoteAddr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(c.from))
}
