//go:build faults

package faults

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// relayer is `tercet run`, or a worker, a process that comes and goes, and where it keeps what stays.
type relayer struct {
	w     *world
	where database.Where
	args  func() []string
	log   *os.File
	cmd   *exec.Cmd
	died  chan struct{}
	done  func() bool // whether all that it is there for is so
	ends  bool        // by itself: it is no daemon

	processor string // on which it runs; empty is any
}

// newRelayer is one with a data folder that is not started yet, at the world's endpoints.
func (w *world) newRelayer(flags ...string) *relayer {
	w.Helper()
	return w.newProcess("relayer", database.Where{Folder: w.path("data")}, func() []string {
		return append(w.run("--data", w.path("data")), flags...)
	})
}

// run is how a relayer is started.
func (w *world) run(flags ...string) []string {
	var addresses []string
	for _, end := range w.ends {
		addresses = append(addresses, end.address)
	}
	return slices.Concat([]string{
		"run", "--deployment", w.path("deployment.json"), "--rpc", strings.Join(addresses, ","), "--keys", w.keys, "--poll", "100ms",
	}, w.account, w.work, flags)
}

func (w *world) newProcess(name string, where database.Where, args func() []string) *relayer {
	w.Helper()
	r := &relayer{w: w, where: where, args: args}
	r.done = r.finished
	var err error
	r.log, err = os.Create(w.path(name + ".log"))
	require.NoError(w, err)
	w.Cleanup(func() {
		if w.Failed() {
			r.dump()
		}
		r.kill()
		if w.Failed() || *logs {
			r.quote()
		}
	})
	return r
}

// dump has a process that is still there, and was to be done, write into its log what each of its goroutines waits for.
func (r *relayer) dump() {
	if r.cmd == nil || r.dead() {
		return
	}
	_ = r.cmd.Process.Signal(syscall.SIGQUIT)
	select {
	case <-r.died:
	case <-time.After(10 * time.Second):
		state, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", r.cmd.Process.Pid))
		r.w.Logf("it does not end: %s%v", state, err)
	}
}

// quote has the end of the log told, and all of a dump.
func (r *relayer) quote() {
	text, err := os.ReadFile(r.log.Name())
	require.NoError(r.w, err)
	log, dump, _ := strings.Cut(strings.TrimSpace(string(text)), "SIGQUIT: quit")
	lines := strings.Split(log, "\n")
	r.w.Logf("the relayer's log ends with:\n%s\n%s", strings.Join(lines[max(0, len(lines)-60):], "\n"), dump[:min(len(dump), 256<<10)])
}

// start starts it, with more in its environment.
func (r *relayer) start(environment ...string) {
	r.w.Helper()
	var err error
	r.cmd, err = on(r.processor, append([]string{*binary}, r.args()...))
	require.NoError(r.w, err)
	r.died = make(chan struct{})
	r.cmd.Env = append(os.Environ(), environment...)
	r.cmd.Stderr, r.cmd.Stdout = r.log, r.log
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	require.NoError(r.w, r.cmd.Start())
	cmd, died := r.cmd, r.died
	go func() {
		_ = cmd.Wait() // it says that it was killed
		close(died)
	}()
}

// kill is kill -9. It returns once the process is gone.
func (r *relayer) kill() {
	if r.cmd == nil {
		return
	}
	_ = r.cmd.Process.Signal(syscall.SIGKILL) // it may be gone
	<-r.died
}

// dead says whether the process is gone.
func (r *relayer) dead() bool {
	select {
	case <-r.died:
		return true
	default:
		return false
	}
}

// killed says whether that was kill -9, of a process that is gone.
func (r *relayer) killed() bool {
	status, ok := r.cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL
}

// finished says whether the journal has an end for each of the world's forwards.
func (r *relayer) finished() bool { return r.ended() == len(r.w.forwards) }

// ended is for how many forwards the journal has an end.
func (r *relayer) ended() (ends int) {
	for _, d := range r.journal() {
		if d.Stage.Finished() {
			ends++
		}
	}
	return ends
}

// kept is all that the journal keeps of what was signed.
func (r *relayer) kept() map[common.Hash]bool {
	kept := map[common.Hash]bool{}
	for _, d := range r.journal() {
		for _, tx := range slices.Concat(d.Accept, d.Commit, d.Draw, d.Announcement, d.Settlement, d.Reclaim, d.Void) {
			kept[tx.Hash] = true
		}
	}
	return kept
}

// journal is what the journal has, nothing where it is not made yet.
func (r *relayer) journal() []*journal.Delivery {
	db, err := database.Look(r.w.Context(), r.where)
	if err != nil {
		return nil // it is not made yet, or was killed
	}
	defer db.Close()
	entries, _, err := journal.New(db).List()
	if err != nil {
		return nil
	}
	return entries
}

// settle waits until everything has its end.
func (r *relayer) settle(limit time.Duration) {
	r.w.Helper()
	r.w.await("every forward has its end", limit, func() bool {
		require.False(r.w, r.dead(), "the relayer ended by itself")
		return r.finished()
	})
}

// entry is what `tercet delivery list --json` tells of a forward.
type entry struct {
	Forward                        common.Hash
	Stage, Reason                  string
	Announcement, Settlement, Void []signed
}

type signed struct {
	Nonce uint64
	Raw   hexutil.Bytes
}

func (r *relayer) entries() (list []entry) {
	r.w.Helper()
	at := []string{"--data", r.where.Folder}
	if r.where.URL != "" {
		at = []string{"--database", r.where.URL}
	}
	cmd := exec.Command(*binary, append([]string{"delivery", "list", "--json"}, at...)...) //nolint:noctx // it is over at once
	var out, faults bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &faults
	require.NoError(r.w, cmd.Run(), faults.String())
	require.NoError(r.w, json.Unmarshal(out.Bytes(), &list))
	return list
}
