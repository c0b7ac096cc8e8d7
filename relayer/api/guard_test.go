package api_test

import (
	"net/http"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/api"
)

func TestEachClientHasItsRate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{Rate: 2, Burst: 3})
	for range 3 {
		get[api.Status](w, "/v1/status")
	}
	response, _ := w.ask(http.MethodGet, "/v1/status")
	require.Equal(t, http.StatusTooManyRequests, response.Status)
	require.Equal(t, "1", response.Header.Get("Retry-After"))
	w.refused(http.StatusTooManyRequests, "/nothing")
	w.now = w.now.Add(time.Second)
	get[api.Status](w, "/v1/status")
	get[api.Status](w, "/v1/status")
	w.refused(http.StatusTooManyRequests, "/v1/status")
}

func TestOtherWebsitesReadNothingUnlessTheyAreNamed(t *testing.T) {
	t.Parallel()
	const allowed = "https://example.org"
	w := newWorld(t, api.Options{})
	for _, origins := range [][]string{nil, {allowed}, {"*"}} {
		w.begin(api.Options{Origins: origins})
		for _, origin := range []string{allowed, "https://example.org:444", "http://example.org", "null"} {
			response, _ := w.ask(http.MethodGet, "/v1/status", "Origin", origin)
			may := len(origins) > 0 && (origins[0] == "*" || origin == allowed)
			require.Equal(t, http.StatusOK, response.Status)
			require.Equal(t, map[bool]string{true: origin, false: ""}[may], response.Header.Get("Access-Control-Allow-Origin"))
			require.Empty(t, response.Header.Get("Access-Control-Allow-Credentials"))
			response, _ = w.ask(http.MethodOptions, "/v1/status", "Origin", origin, "Access-Control-Request-Method", "GET")
			require.Equal(t, map[bool]int{true: http.StatusNoContent, false: http.StatusMethodNotAllowed}[may], response.Status)
		}
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	for _, path := range []string{"/v1/status", "/v1/nothing", "/", "/v1/openapi.json", "/v1/forwards?limit=0"} {
		response, _ := w.ask(http.MethodGet, path)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
		} {
			require.Equal(t, want, response.Header.Get(name), "%s of %s", name, path)
		}
	}
}

func TestAPageIsServedBesideTheAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{}, func(d *api.Deps) {
		d.Page = fstest.MapFS{
			"index.html":          {Data: []byte("<!doctype html><title>Tercet</title>")},
			"assets/main-1a2.js":  {Data: []byte("export {}")},
			"assets/main-1a2.css": {Data: []byte("body{}")},
			"robots.txt":          {Data: []byte("User-agent: *")},
		}
	})
	for path, want := range map[string][3]string{
		"/":                   {"text/html; charset=utf-8", "no-cache", "<!doctype html><title>Tercet</title>"},
		"/forwards/0x12":      {"text/html; charset=utf-8", "no-cache", "<!doctype html><title>Tercet</title>"},
		"/assets/main-1a2.js": {"text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "export {}"},
		"/robots.txt":         {"text/plain; charset=utf-8", "no-cache", "User-agent: *"},
	} {
		response, text := w.ask(http.MethodGet, path)
		require.Equal(t, http.StatusOK, response.Status, path)
		require.Equal(t, want, [3]string{response.Header.Get("Content-Type"), response.Header.Get("Cache-Control"), text}, path)
		require.Contains(t, response.Header.Get("Content-Security-Policy"), "script-src 'self';")
		require.NotContains(t, response.Header.Get("Content-Security-Policy"), "unsafe")
		again, _ := w.ask(http.MethodGet, path, "If-None-Match", response.Header.Get("ETag"))
		require.Equal(t, http.StatusNotModified, again.Status)
	}
	for _, path := range []string{"/assets/none.js", "/assets/none", "/none.txt", "/../go.mod", "/v1/none", "/%2e%2e/go.mod"} {
		w.refused(http.StatusNotFound, path)
	}
	response, _ := w.ask(http.MethodPost, "/")
	require.Equal(t, http.StatusMethodNotAllowed, response.Status)

	_, err := api.New(api.Deps{Clock: time.Now, Page: fstest.MapFS{"main.js": {}}}, api.Options{})
	require.ErrorContains(t, err, "read the page: it has no index.html")
}
