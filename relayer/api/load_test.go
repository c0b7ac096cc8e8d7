//go:build unix

package api_test

import (
	"cmp"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"github.com/tercet-protocol/tercet/relayer/api"
)

// What is asked of the API, and what it has to keep to.
const (
	loadForwards  = 10_000
	loadSteps     = 18 // of each second forward: about 100,000 events
	loadRate      = 200
	loadTime      = 30 * time.Second
	loadP99       = 50 * time.Millisecond
	loadFirst     = time.Second
	loadFirstPage = "/v1/forwards?limit=50"
)

// BenchmarkLoad asks a server with 10,000 forwards 200 things a second for half a minute, over loopback. A request counts from when it is
// due, so that one that waits for others is as slow as it is for who asked. Who asks takes time from the same processors: scripts/bench api.
func BenchmarkLoad(b *testing.B) {
	w := newWorld(b, api.Options{})
	w.Fill(loadForwards, loadSteps)
	begun := time.Now()
	require.NoError(b, w.index.Look(b.Context()))
	read := time.Since(begun)
	server, err := w.api.Serve(b.Context(), zerolog.Nop(), "127.0.0.1:0")
	require.NoError(b, err)
	w.url = "http://" + server.Address()

	first := w.firstContent(b)
	items := get[api.ForwardPage](w, "/v1/forwards?limit=500").Items
	var paths []string
	for i, f := range items[:100] {
		paths = append(paths, loadFirstPage, "/v1/forwards/"+string(f.ID), "/v1/status",
			fmt.Sprintf("/v1/forwards?limit=50&sort=start&status=settled&unit=%s", f.Unit),
			fmt.Sprintf("/v1/forwards?limit=100&kind=assigned&provider=%s", *cmp.Or(f.Provider, &f.Buyer)),
			"/v1/predicates", "/v1/forwards/"+string(items[i+200].ID))
	}
	for b.Loop() {
		used := processorTime(b)
		took := w.load(b, paths)
		used = processorTime(b) - used
		p := func(share float64) time.Duration { return took[int(share*float64(len(took)-1))] }
		s := w.index.Standing()
		b.Logf("%d forwards, %d events, read in %s; first content after %s", s.Forwards, s.Events, read.Round(time.Millisecond), first.Round(100*time.Microsecond))
		b.Logf("%d requests, %d a second: p50 %s, p90 %s, p99 %s, the slowest %s; %.2f ms of a processor each, with who asks",
			len(took), loadRate, p(0.5), p(0.9), p(0.99), p(1), ms(used)/float64(len(took)))
		b.ReportMetric(ms(p(0.5)), "p50-ms")
		b.ReportMetric(ms(p(0.99)), "p99-ms")
		b.ReportMetric(ms(first), "first-ms")
		if p(0.99) > loadP99 || first > loadFirst {
			b.Errorf("p99 has to stay below %s, and the first content to come within %s", loadP99, loadFirst)
		}
	}
	require.NoError(b, server.Stop())
}

// processorTime is how long this process has had a processor.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage unix.Rusage
	require.NoError(b, unix.Getrusage(unix.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// firstContent is how long somebody waits who never asked before, for how things stand and for a page of forwards.
func (w *world) firstContent(b *testing.B) time.Duration {
	b.Helper()
	transport := &http.Transport{DialContext: (&net.Dialer{}).DialContext}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	begun := time.Now()
	for _, path := range []string{"/v1/status", loadFirstPage} {
		require.NoError(b, fetch(client, w.url+path))
	}
	return time.Since(begun)
}

func fetch(client *http.Client, url string) error {
	response, err := client.Get(url) //nolint:noctx // it is on this machine
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, response.Status)
	}
	return nil
}

// load asks for paths in turn, and says how long each request took, the fastest first.
func (w *world) load(b *testing.B, paths []string) []time.Duration {
	b.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: 10 * time.Second}
	total := int(loadTime.Seconds() * loadRate)
	took, faults := make([]time.Duration, total), make([]error, total)
	var group sync.WaitGroup
	begun := time.Now()
	for i := range total {
		due := begun.Add(time.Duration(i) * time.Second / loadRate)
		<-time.After(time.Until(due))
		group.Go(func() {
			faults[i] = fetch(client, w.url+paths[i%len(paths)])
			took[i] = time.Since(due)
		})
	}
	group.Wait()
	for _, err := range faults {
		require.NoError(b, err)
	}
	slices.Sort(took)
	return took
}
