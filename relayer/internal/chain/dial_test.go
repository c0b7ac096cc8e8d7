package chain

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
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

// Some say in words what is wrong with the key, and quote it.
func TestWhatAnEndpointSaysBesideItsStatusIsInNoError(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, _ *http.Request) {
		http.Error(response, "the key hush is used up", http.StatusPaymentRequired)
	}))
	t.Cleanup(server.Close)
	_, err := Dial(t.Context(), server.URL, 0)
	require.ErrorContains(t, err, "402 Payment Required")
	require.NotContains(t, err.Error(), "hush")
}

// An answer that is too long is not read to its end, and its error names who sent it.
func TestAnAnswerHasAnEnd(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		part := make([]byte, 1<<20)
		for range 128 {
			if _, err := response.Write(part); err != nil {
				return
			}
		}
		t.Error("all of it was read")
	}))
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL + "/hush")
	require.NoError(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, http.NoBody)
	require.NoError(t, err)
	response, err := whole{address}.RoundTrip(request)
	require.NoError(t, err)
	defer response.Body.Close()
	read, err := io.Copy(io.Discard, response.Body)
	require.ErrorIs(t, err, ErrTooLong)
	require.ErrorContains(t, err, server.URL+" sends more")
	require.NotContains(t, err.Error(), "hush")
	require.LessOrEqual(t, read, int64(maxAnswer))
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
	client, err := DialAll(t.Context(), []string{server.URL}, Options{ChainID: 1, Timeout: 100 * time.Millisecond})
	require.NoError(t, err)
	_, err = client.Head(t.Context())
	require.ErrorContains(t, err, "read the latest block: ")
	require.ErrorIs(t, err, context.DeadlineExceeded)
	_, err = DialAll(t.Context(), []string{server.URL}, Options{ChainID: 1, Timeout: 100 * time.Millisecond})
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
