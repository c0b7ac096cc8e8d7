package peer

import (
	"context"
	"net"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

func generated(t testing.TB) Key {
	t.Helper()
	key, err := GenerateKey()
	require.NoError(t, err)
	return key
}

func allow(names ...Name) func(Name) bool {
	return func(name Name) bool { return slices.Contains(names, name) }
}

// bundle is a server on localhost with one peer who may connect.
type bundle struct {
	server, client Key
	address        string
}

func newBundle(t *testing.T, handler http.HandlerFunc, limits Limits, others ...Name) *bundle {
	t.Helper()
	b := &bundle{server: generated(t), client: generated(t)}
	server := NewHTTPServer(b.server, allow(append(others, b.client.Name())...), handler, limits, zerolog.Nop())
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	b.address = listener.Addr().String()
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = server.Stop(ctx) // a connection that a test left open is cut off
		require.NoError(t, <-served)
	})
	return b
}

func (b *bundle) dial(t *testing.T, key Key) *HTTPClient {
	t.Helper()
	client, err := NewHTTPClient("https://"+b.address, b.server.Name(), key)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return client
}

// get asks for /x with at most 100 bytes of answer.
func get(t *testing.T, client *HTTPClient) ([]byte, error) {
	t.Helper()
	return client.Do(t.Context(), http.MethodGet, []string{"x"}, nil, 100)
}

func requireStatus(t *testing.T, err error, status int) StatusError {
	t.Helper()
	var answer *StatusError
	require.ErrorAs(t, err, &answer)
	require.Equal(t, status, answer.Status, answer.Reason)
	return *answer
}
