//go:build faults

package faults

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// sample is what a relayer takes of its machine at a moment.
type sample struct{ goroutines, bytes float64 }

// One call in twenty fails, and forwards come at nine tenths of what the relayer can do: all but one in a hundred are settled in
// the end, and what the relayer takes does not grow.
func TestSoak(t *testing.T) {
	w := newWorld(t)
	address := freeAddress(t)
	r := w.newRelayer("--confirmations", "3", "--monitor", address)
	var said string
	tell(t, "soak", fmt.Sprintf("1 call in 20 fails for %s", *soak), func() string { return said })
	r.start()
	every := w.capacity(r) * 10 / 9
	w.ends[0].do(sometimes(0.05, anything()))

	var samples []sample
	looks := time.NewTicker(*soak / 60)
	defer looks.Stop()
	opens := time.NewTicker(every)
	defer opens.Stop()
	for end := time.After(*soak); end != nil; {
		select {
		case <-opens.C:
			w.open(false)
		case <-looks.C:
			samples = append(samples, metrics(t, address))
			require.False(t, r.dead(), "the relayer ended by itself")
		case <-end:
			end = nil
		}
	}
	w.await("all but one in a hundred have their end", limit, func() bool { return r.ended()*100 >= len(w.forwards)*99 })
	w.ends[0].do(nil)
	r.settle(limit)
	came := w.judge(r)

	half, last := mean(samples[len(samples)/4:len(samples)/2]), mean(samples[len(samples)*3/4:])
	require.LessOrEqual(t, last.goroutines, half.goroutines*1.2+10)
	require.LessOrEqual(t, last.bytes, half.bytes*1.3+20<<20)
	said = fmt.Sprintf("%s; one every %s; goroutines %.0f and %.0f, memory %.0f and %.0f MiB in the second and the last quarter",
		came, every.Round(time.Millisecond), half.goroutines, last.goroutines, half.bytes/(1<<20), last.bytes/(1<<20))
}

// capacity is how long a forward takes, of ten that wait.
func (w *world) capacity(r *relayer) time.Duration {
	for range 10 {
		w.open(false)
	}
	began := time.Now()
	r.settle(limit)
	return time.Since(began) / 10
}

// anything is any of the harms that an endpoint does.
func anything() harm {
	all := []harm{status(http.StatusTooManyRequests), status(http.StatusBadGateway), badJSON, dropped, late}
	var mu sync.Mutex
	chance := rand.New(rand.NewPCG(*seed, 3))
	return func(w http.ResponseWriter, c *call) bool {
		mu.Lock()
		harm := all[chance.IntN(len(all))]
		mu.Unlock()
		return harm(w, c)
	}
}

// dropped breaks the connection off.
func dropped(w http.ResponseWriter, _ *call) bool {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return false
	}
	_ = connection.Close()
	return true
}

// late answers after a second.
func late(_ http.ResponseWriter, c *call) bool {
	c.pass()
	<-time.After(time.Second)
	return false
}

func mean(samples []sample) (m sample) {
	for _, s := range samples {
		m.goroutines += s.goroutines / float64(len(samples))
		m.bytes += s.bytes / float64(len(samples))
	}
	return m
}

func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
	require.NoError(t, err)
	defer listener.Close()
	return listener.Addr().String()
}

// metrics reads what the relayer tells of itself.
func metrics(t *testing.T, address string) (s sample) {
	t.Helper()
	response, err := http.Get("http://" + address + "/metrics") //nolint:noctx // it answers at once
	require.NoError(t, err)
	defer response.Body.Close()
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		number, err := strconv.ParseFloat(value, 64)
		switch name {
		case "go_goroutines":
			require.NoError(t, err)
			s.goroutines = number
		case "process_resident_memory_bytes":
			require.NoError(t, err)
			s.bytes = number
		}
	}
	require.Positive(t, s.goroutines)
	require.Positive(t, s.bytes)
	return s
}
