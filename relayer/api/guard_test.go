package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/index/indextest"
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

// from is the status of a request that comes from an address, with what its header says.
func (w *world) from(remote string, forwardedFor ...string) int {
	w.t.Helper()
	request := httptest.NewRequestWithContext(w.t.Context(), http.MethodGet, "/v1/status", nil)
	request.Host, request.RemoteAddr = "localhost", remote
	request.Header["X-Forwarded-For"] = forwardedFor
	response := httptest.NewRecorder()
	w.api.Handler().ServeHTTP(response, request)
	return response.Code
}

// Whoever writes the header of proxies, and is none that is trusted, has the rate that they have without.
func TestNobodyHasAnothersRateByAHeader(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	proxy := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for name, tc := range map[string]struct {
		remote  string
		spoof   func(i int) []string
		proxies []netip.Prefix
	}{
		"no proxy is trusted":      {"192.0.2.1:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d", i)} }, nil},
		"it is none of those":      {"192.0.2.1:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d", i)} }, proxy},
		"it says that it is one":   {"192.0.2.1:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d, 10.0.0.1", i)} }, proxy},
		"through a proxy":          {"10.0.0.1:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d, 192.0.2.1", i)} }, proxy},
		"through two":              {"10.0.0.1:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d, 192.0.2.1, 10.0.0.2", i)} }, proxy},
		"in a header of its own":   {"10.0.0.1:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d", i), "192.0.2.1"} }, proxy},
		"with a port":              {"10.0.0.1:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d, 192.0.2.1:%d", i, 1000+i)} }, proxy},
		"a proxy with version 6":   {"[fd00::1%eth0]:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d, [::ffff:192.0.2.1]:%d", i, 1000+i)} }, proxy},
		"addresses of one network": {"10.0.0.1:5", func(i int) []string { return []string{fmt.Sprintf("2001:db8::%d", i)} }, proxy},
		"what is none":             {"10.0.0.1:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d, unknown", i)} }, proxy},
		"nothing":                  {"10.0.0.1:5", func(i int) []string { return []string{fmt.Sprintf("198.51.100.%d,", i)} }, proxy},
	} {
		w.begin(api.Options{Rate: 1, Burst: 2, Proxies: tc.proxies})
		require.Equal(t, http.StatusOK, w.from(tc.remote, tc.spoof(1)...), name)
		require.Equal(t, http.StatusOK, w.from(tc.remote, tc.spoof(2)...), name)
		require.Equal(t, http.StatusTooManyRequests, w.from(tc.remote, tc.spoof(3)...), name)
	}
}

// Behind a proxy that is trusted each client has its own rate, and who comes without a header counts as the proxy.
func TestClientsBehindAProxyHaveTheirOwnRate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	w.begin(api.Options{Rate: 1, Burst: 1, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.1/32")}})
	for _, client := range []string{"192.0.2.1", "192.0.2.2", "2001:db8:1::1", "198.51.100.1, 2001:db8:2::1"} {
		require.Equal(t, http.StatusOK, w.from("10.0.0.1:5", client), client)
		require.Equal(t, http.StatusTooManyRequests, w.from("10.0.0.1:6", client), client)
	}
	require.Equal(t, http.StatusOK, w.from("10.0.0.1:7"))
	require.Equal(t, http.StatusTooManyRequests, w.from("10.0.0.1:8"))
	require.Equal(t, http.StatusTooManyRequests, w.from("192.0.2.1:5"), "the same client, past the proxy")
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
			require.Equal(t, map[bool]int{true: http.StatusOK, false: http.StatusForbidden}[may], response.Status)
			require.Equal(t, map[bool]string{true: origin, false: ""}[may], response.Header.Get("Access-Control-Allow-Origin"))
			require.Empty(t, response.Header.Get("Access-Control-Allow-Credentials"))
			response, _ = w.ask(http.MethodOptions, "/v1/status", "Origin", origin, "Access-Control-Request-Method", "GET")
			require.Equal(t, map[bool]int{true: http.StatusNoContent, false: http.StatusForbidden}[may], response.Status)
		}
	}
}

// A browser's request for another website is refused, even where the website could not read the answer, and counts for nobody.
func TestOtherWebsitesHaveNothingDone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{Rate: 1, Burst: 1, Origins: []string{"https://example.org"}})
	for _, site := range []string{"cross-site", "same-site"} {
		for _, path := range []string{"/v1/status", "/v1/events", "/v1/forwards/" + common.Hash{}.Hex() + "/audit"} {
			w.refused(http.StatusForbidden, path, "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "no-cors")
			w.refused(http.StatusForbidden, path, "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe")
			w.refused(http.StatusForbidden, path, "Sec-Fetch-Site", site, "Origin", "https://example.com")
		}
		response, _ := w.ask(http.MethodPost, "/v1/predicates/"+indextest.Predicate.Hex()+"/parameters", "Sec-Fetch-Site", site)
		require.Equal(t, http.StatusForbidden, response.Status)
	}
	for _, headers := range [][]string{
		{"Sec-Fetch-Site", "same-origin"},
		{"Sec-Fetch-Site", "none"},
		{"Origin", w.url},
		{"Sec-Fetch-Site", "cross-site", "Origin", "https://example.org"},
		{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, // a link
	} {
		response, text := w.ask(http.MethodGet, "/v1/status", headers...)
		require.Equal(t, http.StatusOK, response.Status, text)
		w.now = w.now.Add(time.Second)
	}
}

// A website whose name leads to this machine is none that the server goes by.
func TestARequestIsForANameOfTheServer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	_, port, _ := strings.Cut(strings.TrimPrefix(w.url, "http://"), ":")
	status := func(host string) int {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.url+"/v1/status", nil)
		require.NoError(t, err)
		request.Host = host
		response, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		return response.StatusCode
	}
	for host, want := range map[string]int{
		"evil.example": http.StatusMisdirectedRequest, "evil.example:" + port: http.StatusMisdirectedRequest,
		"127.0.0.1.evil.example:" + port: http.StatusMisdirectedRequest, "localhost.evil.example": http.StatusMisdirectedRequest,
		"localhost:" + port: http.StatusOK, "LOCALHOST": http.StatusOK, "127.0.0.1": http.StatusOK, "[::1]:" + port: http.StatusOK,
	} {
		require.Equal(t, want, status(host), host)
	}
	w.begin(api.Options{Hosts: []string{"example.org"}})
	require.Equal(t, http.StatusOK, status("Example.org"))
	require.Equal(t, http.StatusMisdirectedRequest, status("evil.example"))

	elsewhere := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/v1/status", nil) // it came in at no address of this machine alone
	elsewhere.Host = "evil.example"
	for _, hosts := range [][]string{nil, {"example.org"}} {
		w.begin(api.Options{Hosts: hosts})
		response := httptest.NewRecorder()
		w.api.Handler().ServeHTTP(response, elsewhere)
		require.Equal(t, map[bool]int{true: http.StatusOK, false: http.StatusMisdirectedRequest}[hosts == nil], response.Code)
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
