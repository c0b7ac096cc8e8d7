package monitor

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// served is a bench that answers for real, until the test ends.
func served(t *testing.T, profiles bool) (b *bench, address string) {
	t.Helper()
	b = newBench(t)
	server, err := Serve(t.Context(), quiet, b.m, "127.0.0.1:0", profiles)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Stop()) })
	return b, server.Address()
}

func request(t *testing.T, method, url, host string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, http.NoBody)
	require.NoError(t, err)
	if host != "" {
		r.Host = host
	}
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(text)
}

func TestTheServerAnswers(t *testing.T) {
	t.Parallel()
	b, address := served(t, false)
	get := func(path string) (int, string) { return request(t, http.MethodGet, "http://"+address+path, "") }
	status, body := get("/healthz")
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, "ok\n", body)
	status, body = get("/readyz")
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.Equal(t, "it is starting\n", body)

	b.m.Follow(b, Identity{ChainID: 1337})
	b.stand(delivery.ForwardStatus{Forward: one, Predicate: "square", Stage: journal.Held, Told: "<why>"})
	b.look(4)
	status, _ = get("/readyz")
	require.Equal(t, http.StatusOK, status)
	status, body = get("/metrics")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, body, `tercet_build_info{goversion="go`)
	require.Contains(t, body, "process_resident_memory_bytes")
	require.Contains(t, body, "go_goroutines")
	b.pass(time.Hour)
	status, body = get("/healthz")
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.Contains(t, body, "the relayer hangs")

	for _, path := range []string{"/", "/debug/pprof/", "/debug/pprof/heap", "/nothing"} {
		status, _ = get(path)
		require.Equal(t, http.StatusNotFound, status, path)
	}
	status, _ = request(t, http.MethodPost, "http://"+address+"/status", "")
	require.Equal(t, http.StatusMethodNotAllowed, status)

	s, err := Ask(t.Context(), address)
	require.NoError(t, err)
	require.False(t, s.Ready)
	require.Equal(t, b.m.Snapshot().Forwards, s.Forwards, "over the wire as here")
}

func TestProfilesAreForThisMachine(t *testing.T) {
	t.Parallel()
	_, address := served(t, true)
	status, body := request(t, http.MethodGet, "http://"+address+"/debug/pprof/goroutine?debug=1", "")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, body, "goroutine profile")
	status, _ = request(t, http.MethodGet, "http://"+address+"/debug/pprof/cmdline", "")
	require.Equal(t, http.StatusNotFound, status, "it may hold settings of executors")
	status, _ = request(t, http.MethodGet, "http://"+address+"/debug/pprof/heap", "attacker.example:80")
	require.Equal(t, http.StatusForbidden, status)

	_, err := Serve(t.Context(), quiet, newBench(t).m, "0.0.0.0:0", true)
	require.ErrorIs(t, err, ErrExposed)
	open, err := Serve(t.Context(), quiet, newBench(t).m, "0.0.0.0:0", false)
	require.NoError(t, err)
	require.NoError(t, open.Stop())
}

func TestAnAddressInUseIsRefused(t *testing.T) {
	t.Parallel()
	_, address := served(t, false)
	_, err := Serve(t.Context(), quiet, newBench(t).m, address, false)
	require.ErrorIs(t, err, syscall.EADDRINUSE)
}

func TestStopEndsProfilesUnderWay(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	server, err := Serve(t.Context(), quiet, b.m, "127.0.0.1:0", true)
	require.NoError(t, err)
	conn, err := net.Dial("tcp", server.Address())
	require.NoError(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, "GET /debug/pprof/trace?seconds=60 HTTP/1.1\r\nHost: "+server.Address()+"\r\n\r\n")
	require.NoError(t, err)
	_, err = conn.Read(make([]byte, 1)) // it has begun
	require.NoError(t, err)
	started := time.Now()
	require.NoError(t, server.Stop())
	require.Less(t, time.Since(started), 10*time.Second)
	_, err = net.Dial("tcp", server.Address())
	require.ErrorIs(t, err, syscall.ECONNREFUSED)
}

func TestAskTellsWhatItMet(t *testing.T) {
	t.Parallel()
	for want, handler := range map[string]http.HandlerFunc{
		"something else: it answers 404": http.NotFound,
		"something else: it answers 302": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/metrics", http.StatusFound) },
		"something else: invalid char":   func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "hello") },
		"something else: unexpected EOF": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"version": "`+strings.Repeat("x", maxSnapshot))
		},
	} {
		server := httptest.NewServer(handler)
		_, err := Ask(t.Context(), strings.TrimPrefix(server.URL, "http://"))
		require.ErrorIs(t, err, ErrNoAnswer)
		require.ErrorContains(t, err, want)
		server.Close()
	}
	for _, address := range []string{"", "9464", "127.0.0.1", "http://127.0.0.1:9464", "a b:1"} {
		_, err := Ask(t.Context(), address)
		require.ErrorIs(t, err, ErrNoAnswer, address)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	_, err := Ask(ended, "127.0.0.1:1")
	require.ErrorIs(t, err, context.Canceled)
}
