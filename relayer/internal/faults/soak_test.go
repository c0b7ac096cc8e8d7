//go:build faults

package faults

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// backlog is how many forwards may wait for their end before no more are opened: a machine that others use, too, has no capacity that
// stays what it was.
const backlog = 30

// short is a window in the soak by the chain's clock: five minutes here.
const short = 6000

// sample is what a relayer takes of its machine at a moment.
type sample struct {
	goroutines, bytes, handed float64 // handed out by the system: open files and connections
}

// One call in twenty fails, one in a hundred is late, and forwards come at nine tenths of what the relayer can do then, a third of them
// with a bond and in two steps, each for some minutes: all but one in a hundred are settled in spite of it, and what the relayer takes
// does not grow.
func TestSoak(t *testing.T) {
	w := newWorld(t)
	w.window = short
	address := freeAddress(t)
	r := w.newRelayer("--confirmations", "3", "--monitor", address)
	var said string
	tell(t, "soak", fmt.Sprintf("1 call in 20 fails for %s", *soak), func() string { return said })
	r.start()
	harm := sometimes(0.065, anything())
	began := w.ends[0].total()
	w.ends[0].do(harm)
	paces := []time.Duration{w.pace(r)}

	var samples []sample
	held := 0
	looks, measures := time.NewTicker(*soak/60), time.NewTicker(*soak/6)
	defer looks.Stop()
	defer measures.Stop()
	opens := time.NewTicker(paces[0])
	defer opens.Stop()
	for end := time.After(*soak); end != nil; {
		select {
		case <-measures.C:
			paces = append(paces, w.pace(r))
			opens.Reset(paces[len(paces)-1])
		case <-opens.C:
			if len(w.forwards)-r.ended() >= backlog {
				held++
				continue
			}
			w.openAny()
		case <-looks.C:
			samples = append(samples, metrics(t, address))
			require.False(t, r.dead(), "the relayer ended by itself")
			fmt.Fprintf(os.Stdout, "soak: %d opened, %d ended; %.0f goroutines, %.0f MiB\n",
				len(w.forwards), r.ended(), samples[len(samples)-1].goroutines, samples[len(samples)-1].bytes/(1<<20))
		case <-end:
			end = nil
		}
	}
	opened := len(w.forwards)
	ended := func() bool { return r.ended()*100 >= opened*99 }
	w.await("all but one in a hundred have their end", limit, ended)
	late := w.unsettled()
	harmed, calls := w.ends[0].harms(), w.ends[0].total()-began
	w.ends[0].do(nil)
	r.settle(limit)
	came := w.judge(r)
	require.LessOrEqual(t, len(late)*100, opened, "%v", late)
	require.GreaterOrEqual(t, harmed*100, calls*5, "%d of %d calls failed", harmed, calls)
	require.LessOrEqual(t, held*50, opened, "they came slower than at nine tenths of what the relayer can do, %d times", held)

	half, last := mean(samples[len(samples)/4:len(samples)/2]), mean(samples[len(samples)*3/4:])
	part, some := flat(*soak)
	require.LessOrEqual(t, last.goroutines, half.goroutines*part+10)
	require.LessOrEqual(t, last.handed, half.handed*part+10)
	require.LessOrEqual(t, last.bytes, half.bytes*part+some)
	said = fmt.Sprintf("%s; one every %s, by the pace measured last, held up %d times; %d of %d calls failed; %d settled late%s; in the second and the last quarter %.0f and %.0f goroutines, "+
		"%.0f and %.0f files, %.0f and %.0f MiB", came, strings.Join(rounded(paces), ", "), held, harmed, calls, len(late), listed(late),
		half.goroutines, last.goroutines, half.handed, last.handed, half.bytes/(1<<20), last.bytes/(1<<20))
}

// flat is how many times what a relayer took in the second quarter it may take in the last, and how many bytes more, as what does not
// grow. In half an hour those lie a quarter of an hour apart, each is the mean of fifteen looks, and they differ by some hundredths. In a
// short soak they are few looks, soon after the start, when the memory that collections leave to the process still grows.
func flat(long time.Duration) (part, bytes float64) {
	if long < 20*time.Minute {
		return 1.2, 30 << 20
	}
	return 1.1, 8 << 20
}

// unsettled are the forwards that are not settled, and what the chain has of each.
func (w *world) unsettled() (list []string) {
	w.Helper()
	var l *ledger
	w.with(func() { l = w.read() })
	for _, f := range w.forwards {
		if end := l.facts[f.ID].end(); end != "settled" {
			list = append(list, fmt.Sprintf("%s is %s, announced %d times", f.ID, end, l.facts[f.ID].announced))
		}
	}
	return list
}

func rounded(all []time.Duration) (texts []string) {
	for _, one := range all {
		texts = append(texts, one.Round(10*time.Millisecond).String())
	}
	return texts
}

func listed(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return " (" + strings.Join(list, "; ") + ")"
}

// openAny opens one forward after the other of both kinds.
func (w *world) openAny() { w.open(len(w.forwards)%3 == 0) }

// pace is how often a forward may come so that a tenth of what the relayer can do is left, by how fast those in the middle of some
// that wait have their end. What else a machine has to do changes: so it is looked at again and again.
func (w *world) pace(r *relayer) time.Duration {
	w.Helper()
	const first, middle, last = 6, 18, 6
	r.settle(limit)
	before := r.ended()
	for range first + middle + last {
		w.openAny()
	}
	await := func(ends int) {
		w.await("forwards that wait have their end", limit, func() bool { return r.ended() >= before+ends })
	}
	await(first)
	from, began := r.ended(), time.Now()
	await(first + middle)
	each := time.Since(began) / time.Duration(r.ended()-from)
	r.settle(limit)
	return each * 10 / 9
}

// anything is any of the harms that an endpoint does.
func anything() harm {
	all := []harm{status(http.StatusTooManyRequests), status(http.StatusBadGateway), internalError, badJSON, dropped, late}
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

// late answers after a second, which is no failure.
func late(_ http.ResponseWriter, c *call) bool {
	c.pass()
	<-time.After(time.Second)
	return false
}

func mean(samples []sample) (m sample) {
	for _, s := range samples {
		m.goroutines += s.goroutines / float64(len(samples))
		m.bytes += s.bytes / float64(len(samples))
		m.handed += s.handed / float64(len(samples))
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
	wanted := map[string]*float64{"go_goroutines": &s.goroutines, "process_resident_memory_bytes": &s.bytes, "process_open_fds": &s.handed}
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		if wanted[name] != nil {
			*wanted[name], err = strconv.ParseFloat(value, 64)
			require.NoError(t, err)
		}
	}
	for name, value := range wanted {
		require.Positive(t, *value, name)
	}
	return s
}
