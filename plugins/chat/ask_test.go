package chat

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		handler  http.HandlerFunc
		requests int
		want     string
	}{
		"key": {status(401, `{"error":{"message":"Incorrect API key provided: `+testKey+`"}}`), 1,
			`it refuses the key (401 Unauthorized): give one with setting "key_file" that may use the model; it says: Incorrect API key provided: …`},
		"key without a word": {status(403, "<html>"), 1, `it refuses the key (403 Forbidden): give one with setting "key_file" that may use the model`},
		"model": {status(404, `{"error":"model \"poet-1\" is not here"}`), 1,
			`it has no such model or address (404 Not Found): look at settings "model" and "url"; it says: model "poet-1" is not here`},
		"field": {status(400, `{"message":"max_tokens is not known"}`), 1, "it answers 400 Bad Request; it says: max_tokens is not known"},
		"quota": {status(429, `{"error":{"message":"you have nothing left","code":"insufficient_quota"}}`), 1,
			"it was asked too much (429 Too Many Requests); it says: you have nothing left"},
		"trouble":                {status(503, `{"error":{"message":"overloaded"}}`), 3, "it has trouble of its own (503 Service Unavailable); it says: overloaded"},
		"no number of anybody's": {status(599, ""), 3, "it has trouble of its own (599)"},
		"nothing":                {status(204, ""), 1, "it answers 204 No Content"},
		"an endless reason": {status(400, `{"error":{"message":"`+strings.Repeat("né", 5000)+`"}}`), 1,
			"it answers 400 Bad Request; it says: " + strings.Repeat("né", 100) + "…"},
		"a reason beyond bounds": {status(400, `{"error":{"message":"`+strings.Repeat("né", 50000)+`"}}`), 1, "it answers 400 Bad Request"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBundle(t, nil, test.handler)
			_, _, err := b.run(t, aJob())
			require.EqualError(t, err, "ask "+b.url+": "+test.want)
			require.Equal(t, test.requests, b.requests())
			_, early := sdk.AskAgain(err)
			require.False(t, early)
		})
	}
}

// Trouble that passes costs a pause; what is said about it is progress.
func TestTroublePasses(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil, status(500, ""), status(502, ""), answers("one"))
	output, events, err := b.run(t, aJob())
	require.NoError(t, err)
	require.Equal(t, "one", output)
	require.Equal(t, []time.Duration{time.Second, 4 * time.Second}, b.paused)
	require.Equal(t, []string{
		"it has trouble of its own (500 Internal Server Error); it is asked again in 1s",
		"it has trouble of its own (502 Bad Gateway); it is asked again in 4s",
	}, events[1:3])
	require.Equal(t, b.bodies[0], b.bodies[2])
}

func TestNobodyIsThere(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil, answers("one"))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	b.settings["url"] = "http://" + listener.Addr().String() + "/" + testPath
	b.executor = b.another(t)
	_, _, err = b.run(t, aJob())
	require.ErrorContains(t, err, "ask http://"+listener.Addr().String()+": dial tcp")
	require.ErrorContains(t, err, "refused")
	require.Len(t, b.paused, 2)

	b.executor.sleep = func(ctx context.Context, _ time.Duration) error { return context.Canceled }
	_, _, err = b.run(t, aJob())
	require.ErrorIs(t, err, context.Canceled, "who waits can be called off")
}

func TestServiceAsksToWait(t *testing.T) {
	t.Parallel()
	now := time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)
	for after, want := range map[string]time.Duration{
		"": defaultWait, "7": 7 * time.Second, "0": time.Second, "-1": defaultWait, "soon": defaultWait, "4000": time.Hour,
		"99999999999999999999": defaultWait, now.Add(90 * time.Second).Format(http.TimeFormat): 90 * time.Second,
		now.Add(-time.Hour).Format(http.TimeFormat): time.Second, now.Add(48 * time.Hour).Format(http.TimeFormat): time.Hour,
	} {
		b := newBundle(t, nil, status(429, `{"error":{"message":"slowly"}}`, "Retry-After", after))
		b.executor.now = func() time.Time { return now }
		_, _, err := b.run(t, aJob())
		wait, early := sdk.AskAgain(err)
		require.True(t, early, "%q: %v", after, err)
		require.Equal(t, want, wait, "%q", after)
		require.EqualError(t, err, "ask "+b.url+": it was asked too much (429 Too Many Requests); it says: slowly")
		require.Equal(t, 1, b.requests())
	}
}

func TestRedirectsDoNotGetTheKey(t *testing.T) {
	t.Parallel()
	asked := make(chan string, 1)
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r.Header.Get("Authorization") }))
	t.Cleanup(thief.Close)
	for _, code := range []int{301, 302, 303, 307, 308} {
		b := newBundle(t, nil, status(code, "", "Location", thief.URL+"/v1/chat/completions"))
		_, _, err := b.run(t, aJob())
		require.ErrorContains(t, err, `where the key must not go: set "url" to the place itself`)
		require.NotContains(t, err.Error(), thief.URL)
		require.Equal(t, 1, b.requests())
	}
	require.Empty(t, asked)
}

// What is not even HTTP comes back in Go's errors, here with the request itself.
func TestEcho(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			text := make([]byte, 4096)
			if n, err := conn.Read(text); err == nil {
				_, _ = conn.Write(text[:n])
			}
			_ = conn.Close()
		}
	}()
	b := newBundle(t, nil, answers("one"))
	b.settings["url"] = "http://" + listener.Addr().String() + "/" + testPath
	b.executor = b.another(t)
	_, _, err = b.run(t, aJob())
	require.ErrorContains(t, err, `malformed HTTP`)
}

func TestOversizedHeaders(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil, status(200, "", "X", strings.Repeat("x", 2*maxHeaders)))
	_, _, err := b.run(t, aJob())
	require.ErrorContains(t, err, "server response headers exceeded")
}

func TestSilence(t *testing.T) {
	t.Parallel()
	mute := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	for name, handler := range map[string]http.HandlerFunc{
		"from the beginning": mute, "in the middle": hangs(delta("one")), "before the end": hangs(delta("one"), finish),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBundle(t, map[string]string{"idle_timeout": "100ms"}, handler)
			_, _, err := b.run(t, aJob())
			require.EqualError(t, err, "ask "+b.url+`: nothing came from it for 100ms, and setting "idle_timeout" allows no more`)
			require.NotErrorIs(t, err, context.DeadlineExceeded, "the host would take the plugin for one that hangs")
		})
	}
}

// A service that always says something is not silent, and does not go on for ever either.
func TestTimeout(t *testing.T) {
	t.Parallel()
	b := newBundle(t, map[string]string{"timeout": "3s", "idle_timeout": "2s"}, func(w http.ResponseWriter, r *http.Request) {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			stream(": thinking\n")(w, r)
			select {
			case <-r.Context().Done():
				return
			case <-tick.C:
			}
		}
	})
	_, _, err := b.run(t, aJob())
	require.EqualError(t, err, "ask "+b.url+`: its answer was not whole within 3s, and setting "timeout" allows no more`)
	require.NotErrorIs(t, err, context.DeadlineExceeded)
}

func TestDeadline(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil, hangs(delta("one")))
	now := time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)
	b.executor.now = func() time.Time { return now }
	job := aJob()
	job.Deadline = now.Add(2 * time.Second)
	_, _, err := b.run(t, job)
	require.EqualError(t, err, "ask "+b.url+": the job's deadline 2027-01-02 03:04:07 +0000 UTC has come")
	require.Equal(t, 1, b.requests())
	job.Deadline = now
	_, _, err = b.run(t, job)
	require.EqualError(t, err, "the job's deadline 2027-01-02 03:04:05 +0000 UTC has passed")
	require.Equal(t, 1, b.requests())
}

func TestCallerIsGone(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	b := newBundle(t, nil, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		hangs(delta("one"))(w, r)
	})
	_, err := b.executor.Run(ctx, aJob(), func(sdk.Event) error { return nil })
	require.ErrorIs(t, err, context.Canceled)
}
