//go:build faults

package faults

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
)

// newSigner is a relayer that works on nothing itself, with its work in a database.
func (w *world) newSigner(name string, where database.Where) *relayer {
	return w.newProcess(name, where, func() []string {
		return w.run("--database", where.URL, "--slots", "0", "--at-once", "16", "--confirmations", "3")
	})
}

// newWorker is one of those who do the work in a database.
func (w *world) newWorker(name string, where database.Where) *relayer {
	return w.newProcess(name, where, func() []string {
		return []string{"worker", "--database", where.URL, "--keys", w.keys, "--executor", "work", "--predicate", bundles.ProofOfWork}
	})
}

// fleet is one that signs, one that waits to follow it, and workers, on one database.
type fleet struct {
	w       *world
	where   database.Where
	signers []*relayer
	workers []*relayer
	chance  *rand.Rand
	first   int             // of the harms
	holders map[string]bool // of the lease, that were seen

	harms  map[string]int
	pauses sync.WaitGroup
}

func (w *world) newFleet(where database.Where, workers int) *fleet {
	w.Helper()
	f := &fleet{
		w: w, where: where, chance: rand.New(rand.NewPCG(*seed, 4)), holders: map[string]bool{}, harms: map[string]int{},
		signers: []*relayer{w.newSigner("signer", where), w.newSigner("next", where)},
	}
	if *seed%2 == 1 {
		f.first = len(fleetHarms) / 2
	}
	for i := range workers {
		f.workers = append(f.workers, w.newWorker(fmt.Sprintf("worker%d", i), where))
	}
	f.revive()
	return f
}

// revive starts those that are gone, as systemd would.
func (f *fleet) revive() {
	f.w.Helper()
	for _, one := range slices.Concat(f.signers, f.workers) {
		if one.cmd == nil || one.dead() {
			one.start()
		}
	}
}

// signer is who has the lease; either of them, if that is not known.
func (f *fleet) signer() *relayer {
	holder := f.holder()
	for _, one := range f.signers {
		if strings.Contains(holder, "/"+strconv.Itoa(one.cmd.Process.Pid)+"/") {
			return one
		}
	}
	return f.signers[f.chance.IntN(len(f.signers))]
}

// holder is who had the lease last, empty if the database does not say.
func (f *fleet) holder() (name string) {
	db, err := database.Look(f.w.Context(), f.where)
	if err != nil {
		return ""
	}
	defer db.Close()
	if db.SQL().QueryRowContext(f.w.Context(), "SELECT holder FROM leases").Scan(&name) == nil {
		f.holders[name] = true
	}
	return name
}

// How long something stands still: for a while, longer than a lease lasts and a worker may be silent, and longer than a database may take
// for a lease or a sign of life.
const (
	moment   = 3 * time.Second
	outlived = 25 * time.Second
	unheard  = 12 * time.Second
)

// fleetHarms are all that is done to a fleet, again and again in this order. Few forwards have time for one half of them, which the seed
// chooses: each has a signer in it that another one has to follow.
var fleetHarms = []struct {
	name string
	do   func(f *fleet, signer, worker *relayer)
}{
	{"signer killed", func(_ *fleet, signer, _ *relayer) { signer.kill() }},
	{"worker killed", func(_ *fleet, _, worker *relayer) { worker.kill() }},
	{"database paused", func(f *fleet, _, _ *relayer) { f.pauseDatabase(moment) }},
	{"database killed", func(f *fleet, _, _ *relayer) { databasetest.Crash(f.w.T) }},

	{"signer paused", func(f *fleet, signer, _ *relayer) { f.pause(signer, moment) }},
	{"worker paused beyond its work", func(f *fleet, _, worker *relayer) { f.pause(worker, outlived) }},
	{"signer paused beyond its lease", func(f *fleet, signer, _ *relayer) { f.pause(signer, outlived) }},
	{"database paused beyond patience", func(f *fleet, _, _ *relayer) { f.pauseDatabase(unheard) }},
}

// betweenHarms is how many forwards are opened from one harm to the next.
const betweenHarms = 5

// harm does the nth harm to the fleet.
func (f *fleet) harm(n int) {
	f.w.Helper()
	one := fleetHarms[(f.first+n)%len(fleetHarms)]
	f.harms[one.name]++
	one.do(f, f.signer(), f.workers[f.chance.IntN(len(f.workers))])
	f.revive()
}

// until waits until so many forwards have their end.
func (f *fleet) until(ends int) {
	f.w.Helper()
	f.w.await(fmt.Sprintf("%d forwards have their end", ends), limit, func() bool {
		f.revive()
		f.holder()
		return f.signers[0].ended() >= ends
	})
}

// pause stops a process for a time as if its machine had, while others go on.
func (f *fleet) pause(r *relayer, long time.Duration) {
	process := r.cmd.Process
	_ = process.Signal(syscall.SIGSTOP) // it may be gone
	f.pauses.Go(func() {
		<-time.After(long)
		_ = process.Signal(syscall.SIGCONT)
	})
}

// pauseDatabase does so to the database. It returns when that goes on: nothing could be told of it before.
func (f *fleet) pauseDatabase(long time.Duration) {
	goOn := databasetest.Pause(f.w.T)
	defer goOn()
	<-time.After(long)
}

// One signs, another waits to follow it, four work, on one database. Whatever is killed and paused meanwhile, the database too,
// each forward is settled once. Every fourth is accepted meanwhile with the same account, which takes nonces from the fleet as
// `tercet forward accept` does that is run beside it.
func TestFleet(t *testing.T) {
	w := newWorld(t)
	var came account
	f := w.newFleet(databasetest.Postgres(t), 4)
	tell(t, "fleet", fmt.Sprintf("%d forwards, 1 signer and 1 that waits, 4 workers", *count), func() string {
		var said []string
		for _, harm := range slices.Sorted(maps.Keys(f.harms)) {
			said = append(said, fmt.Sprintf("%s %d times", harm, f.harms[harm]))
		}
		return fmt.Sprintf("%s; %s; %d held the lease", came, strings.Join(said, ", "), len(f.holders))
	})
	for i := range *count {
		w.open(i%4 == 0)
		if (i+1)%betweenHarms == 0 {
			f.until(max(i-9, 1)) // so that whatever is harmed is at something, with a signer that is known
			f.harm(i / betweenHarms)
			fmt.Fprintf(os.Stdout, "fleet: %d of %d forwards opened, %d ended\n", i+1, *count, f.signers[0].ended())
		}
	}
	f.until(*count)
	f.pauses.Wait()
	require.True(t, f.signers[0].finished())
	came = w.judge(f.signers[0])
	require.Zero(t, came.refused, "transactions that the contracts refused: another one had done it, or done away with it")
	require.Len(t, f.harms, min(*count/betweenHarms, len(fleetHarms)))
	if len(f.harms) > 0 {
		require.Greater(t, len(f.holders), 1, "nobody followed a signer that was gone")
	}
}

// Two workers of one processor each do more than one, where there are processors for both. How much is told; that both work is asserted.
func TestTwoWorkers(t *testing.T) {
	took := map[int]time.Duration{}
	forwards := max(*count/5, 4)
	tell(t, "two workers", fmt.Sprintf("two workers of one processor each against one, %d forwards", forwards), func() string {
		return fmt.Sprintf("%.2f times as fast: %.2f forwards a second, and %.2f; %d processors", took[1].Seconds()/took[2].Seconds(),
			float64(forwards)/took[2].Seconds(), float64(forwards)/took[1].Seconds(), runtime.NumCPU())
	})
	for _, workers := range []int{1, 2} {
		w := newWorld(t)
		where := databasetest.Postgres(t)
		signer := w.newSigner("signer", where)
		w.bits = 13 // that working takes longer than settling
		for range forwards {
			w.open(false)
		}
		var crew []*relayer
		for i := range workers {
			one := w.newWorker(fmt.Sprintf("worker%d", i), where)
			one.processor = strconv.Itoa(i % runtime.NumCPU())
			crew = append(crew, one)
		}
		signer.start()
		for _, one := range crew {
			one.start()
		}
		w.await("all workers are there", limit, func() bool {
			return !slices.ContainsFunc(crew, func(one *relayer) bool { return one.told("queues=") == 0 })
		})
		began := time.Now()
		signer.settle(limit)
		took[workers] = time.Since(began)
		w.judge(signer)
		for _, one := range crew {
			require.GreaterOrEqual(t, one.told("proved and verified"), forwards/(4*workers), "%s did less than its part", one.log.Name())
		}
	}
}

// told is how often something is in the log.
func (r *relayer) told(what string) int {
	text, err := os.ReadFile(r.log.Name())
	require.NoError(r.w, err)
	return bytes.Count(text, []byte(what))
}

// on has a command run on one processor alone, with all that it starts.
func on(processor string, command []string) (*exec.Cmd, error) {
	if processor == "" {
		return exec.Command(command[0], command[1:]...), nil //nolint:noctx // it ends by being killed
	}
	taskset, err := exec.LookPath("taskset")
	if err != nil {
		return nil, fmt.Errorf("run on one processor: %w; it is part of util-linux", err)
	}
	return exec.Command(taskset, append([]string{"--cpu-list", processor}, command...)...), nil //nolint:noctx // likewise
}
