package peer

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What a malicious server might answer.

func TestAnswersTooLarge(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]http.HandlerFunc{
		"announced": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 101)) },
		"never-ending": func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(make([]byte, 4096)); err != nil {
					return
				}
			}
		},
	} {
		b := newBundle(t, handler, Limits{})
		_, err := get(t, b.dial(t, b.client))
		require.ErrorIs(t, err, ErrTooLarge, name)
	}
	b := newBundle(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 100)) }, Limits{})
	answer, err := get(t, b.dial(t, b.client))
	require.NoError(t, err)
	require.Len(t, answer, 100)
}

// An answer that comes drop by drop ends with the caller's patience.
func TestDrippingAnswer(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "d")
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}, Limits{})
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err := b.dial(t, b.client).Do(ctx, http.MethodGet, []string{"x"}, nil, 100)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	asked := make(chan string, 2)
	b := newBundle(t, func(w http.ResponseWriter, r *http.Request) {
		select {
		case asked <- r.URL.Path:
		default:
		}
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	}, Limits{})
	_, err := get(t, b.dial(t, b.client))
	requireStatus(t, err, http.StatusTemporaryRedirect)
	require.Equal(t, "/x", <-asked)
	require.Empty(t, asked)
}

func TestCookiesAreNotKept(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "tracked", Value: "1"})
		_, _ = io.WriteString(w, r.Header.Get("Cookie")+r.Header.Get("Accept-Encoding"))
	}, Limits{})
	client := b.dial(t, b.client)
	for range 2 {
		answer, err := get(t, client)
		require.NoError(t, err)
		require.Empty(t, answer)
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		reason string
		retry  time.Duration
	}{
		"escapes": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "\x1b[2Jno", http.StatusTeapot) }, "[2Jno", 0},
		"endless reason": {func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, strings.Repeat("no ", 10000), http.StatusTeapot)
		}, strings.TrimSpace(strings.Repeat("no ", 10000)[:maxReason]), 0},
		"wait": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "7")
			http.Error(w, "later", http.StatusConflict)
		}, "later", 7 * time.Second},
		"wait for ever": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "2147483647")
			http.Error(w, "later", http.StatusConflict)
		}, "later", longestRetry},
		"no content": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }, "", 0},
	} {
		b := newBundle(t, test.answer, Limits{})
		_, err := get(t, b.dial(t, b.client))
		var answer *StatusError
		require.ErrorAs(t, err, &answer, name)
		require.Equal(t, test.reason, answer.Reason, name)
		require.Equal(t, test.retry, answer.RetryAfter, name)
	}
	b := newBundle(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 2*maxHeaders)) }, Limits{})
	_, err := get(t, b.dial(t, b.client))
	require.ErrorContains(t, err, "exceeded")
}

func TestURLs(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"https://10.0.0.7:8443", "https://agent.example/", "https://[::1]:1"} {
		parsed, err := ParseURL(good)
		require.NoError(t, err, good)
		require.Empty(t, parsed.Path)
	}
	for _, bad := range []string{
		"", "http://10.0.0.7", "10.0.0.7:8443", "https://", "https://:8443", "https://user@h", "https://h/path", "https://h?q", "https://h?", "https://h#f",
		"https://h\x00", "https://" + strings.Repeat("h", 600),
	} {
		_, err := ParseURL(bad)
		require.ErrorContains(t, err, "peer's URL", bad)
		_, err = NewHTTPClient(bad, Name{}, Key{})
		require.Error(t, err)
	}
}

// An error names where and what, and the path is escaped.
func TestErrorsSayWhere(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(w http.ResponseWriter, r *http.Request) { http.Error(w, r.RequestURI, http.StatusNotFound) }, Limits{})
	_, err := b.dial(t, b.client).Do(t.Context(), http.MethodGet, []string{"v1", "a b/c"}, nil, 10)
	require.EqualError(t, err, "ask https://"+b.address+" for /v1/a b/c: it answers 404 Not Found: /v1/a%20b%2Fc")
	client, err := NewHTTPClient("https://127.0.0.1:1", b.server.Name(), b.client)
	require.NoError(t, err)
	_, err = get(t, client)
	require.ErrorContains(t, err, "ask https://127.0.0.1:1 for /x: ")
	require.ErrorContains(t, err, "refused")
}
