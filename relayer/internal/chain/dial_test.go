package chain

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// chainOne answers every call with 1, for the chain id.
func chainOne(response http.ResponseWriter) {
	response.Header().Set("Content-Type", "application/json")
	_, _ = response.Write([]byte(`{"jsonrpc":"2.0","id":1,"result":"0x1"}`))
}

// Providers put the key that is paid with into the address, and errors land in logs and bug reports.
func TestSecretsOfAnEndpointAreInNoError(t *testing.T) {
	t.Parallel()
	asked := make(chan *http.Request, 1)
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		asked <- request
		chainOne(response)
	}))
	address := strings.Replace(server.URL, "http://", "http://me:hush1@", 1) + "/v3/hush2?key=hush3"
	client, err := Dial(t.Context(), address, 1)
	require.NoError(t, err)
	request := <-asked
	user, password, _ := request.BasicAuth()
	require.Equal(t, []string{"/v3/hush2", "hush3", "me", "hush1"}, []string{request.URL.Path, request.URL.Query().Get("key"), user, password})

	server.Close()
	_, err = client.Head(t.Context())
	require.ErrorContains(t, err, server.URL)
	require.NotContains(t, err.Error(), "hush")
	require.Equal(t, server.URL, Endpoint(address))
	for _, address := range []string{
		address, strings.Replace(address, "http", "ws", 1), "ftp://me:hush@host/hush", "http://host:hush/hush", "hush", "://hush", "http://[hush",
	} {
		_, err := Dial(t.Context(), address, 0)
		require.ErrorContains(t, err, "connect to the chain at ")
		require.NotContains(t, err.Error(), "hush", address)
	}
}

// An endpoint that takes a call and never answers stopped the relayer for good: its window ended meanwhile.
func TestAHangingEndpointIsGivenUp(t *testing.T) {
	t.Parallel()
	var calls atomic.Int32
	over := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		if calls.Add(1) == 1 {
			chainOne(response)
			return
		}
		select { // until the test is over
		case <-request.Context().Done():
		case <-over:
		}
	}))
	t.Cleanup(func() { close(over); server.Close() })
	client, err := dial(t.Context(), server.URL, 1, 100*time.Millisecond)
	require.NoError(t, err)
	_, err = client.Head(t.Context())
	require.ErrorContains(t, err, "read the latest block: ")
	require.ErrorIs(t, err, context.DeadlineExceeded)
	_, err = dial(t.Context(), server.URL, 1, 100*time.Millisecond)
	require.Error(t, err)
}

// A secret must not travel to wherever an endpoint points.
func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was followed") }))
	t.Cleanup(elsewhere.Close)
	server := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusTemporaryRedirect))
	t.Cleanup(server.Close)
	_, err := Dial(t.Context(), server.URL, 0)
	require.ErrorContains(t, err, "307")
}
