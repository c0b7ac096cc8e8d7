package keeper

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Places of a process's stat after its name in brackets, which may hold anything.
const (
	statState   = 0
	statParent  = 1
	statThreads = 17
	statSince   = 19
)

// relative is a process below another.
type relative struct {
	pid, parent int
	since       int64 // when it began, on the kernel's clock: numbers are given anew
	threads     int
	ended       bool // and only waits to be asked how
}

// Sees finds out whether there is a process table to look for descendants in.
func Sees() error {
	if _, there := look(os.Getpid()); !there {
		return errors.New("there is no process table at /proc")
	}
	return nil
}

// descendants are all processes below one.
func descendants(root int) []relative {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	children := map[int][]relative{} // by parent
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		if one, there := look(pid); there {
			children[one.parent] = append(children[one.parent], one)
		}
	}
	var found []relative
	seen := map[int]bool{root: true} // numbers are given anew while we look
	for next := []int{root}; len(next) > 0; next = next[1:] {
		for _, child := range children[next[0]] {
			if !seen[child.pid] {
				seen[child.pid] = true
				found = append(found, child)
				next = append(next, child.pid)
			}
		}
	}
	return found
}

// look reads a process's stat. One whose first thread has ended is called a zombie, and lives as long as another does.
func look(pid int) (one relative, there bool) {
	stat, err := os.ReadFile(file(pid, "stat"))
	if err != nil {
		return relative{}, false
	}
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) <= statSince {
		return relative{}, false
	}
	parent, fault := strconv.Atoi(string(fields[statParent]))
	since, err := strconv.ParseInt(string(fields[statSince]), 10, 64)
	zombie := bytes.ContainsAny(fields[statState], "ZX")
	threads, _ := strconv.Atoi(string(fields[statThreads]))
	return relative{pid, parent, since, threads, zombie && threads <= 1}, fault == nil && err == nil
}

// memory is what a process holds that is not just a file's, in bytes. Pages that several processes share count for each.
func memory(pid int) int64 {
	if total, found := resident(file(pid, "status")); found {
		return total
	}
	tasks, err := filepath.Glob(file(pid, "task/*/status")) // its first thread has ended
	if err != nil {
		return 0
	}
	var most int64
	for _, task := range tasks {
		total, _ := resident(task)
		most = max(most, total)
	}
	return most
}

func resident(status string) (total int64, found bool) {
	text, err := os.ReadFile(status)
	if err != nil {
		return 0, false
	}
	for line := range bytes.Lines(text) {
		name, value, _ := bytes.Cut(line, []byte(":"))
		switch string(name) {
		case "RssAnon", "RssShmem", "VmSwap":
			found = true
			if fields := bytes.Fields(value); len(fields) > 0 {
				kib, _ := strconv.ParseInt(string(fields[0]), 10, 64)
				total += kib << 10
			}
		}
	}
	return total, found
}

// mostLooks is how often is looked for processes to stop. Each time there are fewer that may start others.
const mostLooks = 100

// endAll ends every process below this one, and returns when the last was waited for, which somebody else has to do: its end is
// told by none.
func endAll(program handle, none <-chan struct{}) {
	root := os.Getpid()
	for {
		program.end()
		halt(root)
		kill(root)
		select {
		case <-none:
			return
		case <-time.After(shortPause):
		}
	}
}

// halt stops every process below one, again and again until it finds none that it has not stopped: who starts others faster
// than they are found does no more of it.
func halt(root int) {
	stopped := map[relative]bool{}
	for range mostLooks {
		running := 0
		for _, one := range descendants(root) {
			key := relative{pid: one.pid, since: one.since}
			if !one.ended && !stopped[key] {
				stopped[key] = true
				running++
				one.signal(unix.SIGSTOP)
			}
		}
		if running == 0 {
			return
		}
	}
}

// kill kills every process below one. What was started meanwhile is for the next time.
func kill(root int) {
	for _, one := range descendants(root) {
		if !one.ended {
			one.signal(unix.SIGKILL)
		}
	}
}

// signal reaches that process, not another one that was given its number.
func (r relative) signal(signal syscall.Signal) {
	handle, fault := unix.PidfdOpen(r.pid, 0)
	if errors.Is(fault, unix.ESRCH) {
		return
	}
	now, there := look(r.pid)
	same := there && now.since == r.since
	switch {
	case fault == nil:
		if same {
			_ = unix.PidfdSendSignal(handle, signal, nil, 0)
		}
		_ = unix.Close(handle)
	case same: // an old kernel, or a container that forbids handles
		_ = syscall.Kill(r.pid, signal)
	}
}

func file(pid int, name string) string {
	return filepath.Join("/proc", strconv.Itoa(pid), name)
}
