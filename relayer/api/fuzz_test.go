package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
	"github.com/tercet-protocol/tercet/relayer/internal/index/indextest"
)

// FuzzRequests sends whatever to the API: nothing is answered with a server's fault, and whatever is refused is told as a problem that
// says what, where it has a place, and what to do. What is asked for changes nothing.
func FuzzRequests(f *testing.F) {
	chain := indextest.New()
	chain.Fill(30, 2)
	x := index.New(index.Deps{Log: zerolog.Nop(), Blocks: chain, Events: chain, Bodies: chain, Clock: time.Now}, index.Options{Confirmations: 2})
	if err := x.Look(f.Context()); err != nil {
		f.Fatal(err)
	}
	a, err := api.New(api.Deps{Log: zerolog.Nop(), Index: x, Clock: time.Now}, api.Options{Origins: []string{"*"}})
	if err != nil {
		f.Fatal(err)
	}
	id := x.Forwards(index.Query{Limit: 1}).Forwards[0].ID.Hex()
	for _, target := range []string{
		"/v1/status", "/v1/forwards", "/v1/forwards/" + id, "/v1/forwards/" + id + "/settlements/1", "/v1/predicates", "/v1/openapi.json",
		"/v1/forwards?status=settled,pending&kind=open&limit=3&sort=-start&cursor=AAAA&from=2026-01-01T00:00:00Z&until=2030-01-01T00:00:00Z",
		"/v1/forwards?buyer=" + common.Address{1}.Hex() + "&provider=0x&token=%00&unit=" + id, "/v1/forwards/" + id + "/audit", "/v1/nothing", "/",
		"//v1/../status", "/v1/forwards?limit=1e9&limit=2", "/v1/forwards?%", "/v1/forwards/%2f",
	} {
		f.Add(http.MethodGet, target, "application/json", "")
	}
	f.Add(http.MethodPost, "/v1/forwards", "text/html", "{}")
	f.Add(http.MethodOptions, "/v1/status", "*/*;q=x", "https://example.org")
	before := x.Standing()
	f.Fuzz(func(t *testing.T, method, target, accept, other string) {
		u, err := url.ParseRequestURI(target)
		if err != nil || !strings.HasPrefix(target, "/") || method == "" || strings.ContainsAny(method, " \t\r\n\x00") {
			t.Skip("no server takes it for a request")
		}
		if strings.HasPrefix(u.Path, "/v1/events") {
			t.Skip("a stream does not end")
		}
		request := (&http.Request{Method: method, URL: u, Header: http.Header{}, Host: "localhost", RemoteAddr: "192.0.2.1:1", Body: http.NoBody}).WithContext(t.Context())
		for _, header := range []string{"Accept", "Content-Type"} {
			request.Header.Set(header, accept)
		}
		for _, header := range []string{"Origin", "Authorization", "If-None-Match", "Access-Control-Request-Method"} {
			request.Header.Set(header, other)
		}
		response := httptest.NewRecorder()
		a.Handler().ServeHTTP(response, request)
		if response.Code >= 500 && response.Code != http.StatusServiceUnavailable {
			t.Fatalf("%s %s: %d %s", method, target, response.Code, response.Body)
		}
		if response.Code >= 400 && method != http.MethodHead {
			var p api.Problem
			if err := json.Unmarshal(response.Body.Bytes(), &p); err != nil {
				t.Fatalf("%s %s: %d %q: %v", method, target, response.Code, response.Body, err)
			}
			if p.Status != response.Code || p.Detail == "" || p.Help == "" || response.Header().Get("Content-Type") != "application/problem+json" {
				t.Fatalf("%s %s: %+v", method, target, p)
			}
		}
		if after := x.Standing(); after.Forwards != before.Forwards || after.Events != before.Events {
			t.Fatalf("%s %s changed what there is", method, target)
		}
	})
}
