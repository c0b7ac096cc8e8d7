//go:build faults

package faults

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

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
		return []string{"worker", "--database", where.URL, "--keys", w.keys, "--executor", "work", "--predicate", "proof-of-work"}
	})
}

// pause stops a process for a while as if its machine had, and has it go on.
func (r *relayer) pause(long time.Duration) {
	_ = r.cmd.Process.Signal(syscall.SIGSTOP) // it may be gone
	<-time.After(long)
	_ = r.cmd.Process.Signal(syscall.SIGCONT)
}

// One signs, another waits to follow it, four work, on one database. Whatever is killed and paused meanwhile, the database too,
// each forward is settled once.
func TestFleet(t *testing.T) {
	w := newWorld(t)
	var came account
	harms := map[string]int{}
	tell(t, "fleet", fmt.Sprintf("%d forwards, 1 signer, 4 workers", *count), func() string { return fmt.Sprintf("%s; %v", came, harms) })
	where := databasetest.Postgres(t)
	first, next := w.newSigner("signer", where), w.newSigner("next", where)
	first.start()
	next.start()
	fleet := []*relayer{first, next}
	for i := range 4 {
		worker := w.newWorker(fmt.Sprintf("worker%d", i), where)
		worker.start()
		fleet = append(fleet, worker)
	}
	chance := rand.New(rand.NewPCG(*seed, 4))
	for i := range *count {
		w.open(i%4 == 0)
		if i%5 != 4 {
			continue
		}
		switch one := fleet[chance.IntN(len(fleet))]; i / 5 % 4 {
		case 0, 2:
			harms["killed"]++
			one.kill()
		case 1:
			harms["database killed"]++
			databasetest.Crash(t)
		case 3:
			harms["paused for 3 s"]++
			one.pause(3 * time.Second)
		}
		for _, one := range fleet { // as systemd would
			if one.dead() {
				one.start()
			}
		}
	}
	w.await("every forward has its end", 3*limit, func() bool {
		for _, one := range fleet {
			if one.dead() {
				one.start()
			}
		}
		return first.finished()
	})
	came = w.judge(first)
}

// Two workers do more than one, where there are processors for both.
func TestTwoWorkers(t *testing.T) {
	took := map[int]time.Duration{}
	tell(t, "fleet", "two workers against one", func() string {
		return fmt.Sprintf("%.2f times as fast (%s and %s)", took[1].Seconds()/took[2].Seconds(), took[2].Round(time.Millisecond), took[1].Round(time.Millisecond))
	})
	for _, workers := range []int{1, 2} {
		w := newWorld(t)
		where := databasetest.Postgres(t)
		signer := w.newSigner("signer", where)
		for range max(*count/10, 4) {
			w.open(false)
		}
		signer.start()
		for i := range workers {
			w.newWorker(fmt.Sprintf("worker%d", i), where).start()
		}
		began := time.Now()
		signer.settle(limit)
		took[workers] = time.Since(began)
		w.judge(signer)
	}
}
