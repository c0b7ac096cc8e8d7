package keeper

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// Places of a process's stat after its name in brackets, which may hold anything.
const (
	statState   = 0
	statParent  = 1
	statThreads = 17
)

// relative is a process below another.
type relative struct {
	pid   int
	ended bool // and only waits to be asked how
}

// descendants are all processes below one.
func descendants(root int) []relative {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	children := map[int][]relative{}
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		if parent, ended, there := look(pid); there {
			children[parent] = append(children[parent], relative{pid, ended})
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
func look(pid int) (parent int, ended, there bool) {
	stat, err := os.ReadFile(file(pid, "stat"))
	if err != nil {
		return 0, false, false
	}
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) <= statThreads {
		return 0, false, false
	}
	parent, err = strconv.Atoi(string(fields[statParent]))
	zombie := bytes.ContainsAny(fields[statState], "ZX")
	threads, _ := strconv.Atoi(string(fields[statThreads]))
	return parent, zombie && threads <= 1, err == nil
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

// endAll kills every process below one. What was started meanwhile is for the next time.
func endAll(root int) {
	for _, one := range descendants(root) {
		if !one.ended {
			_ = syscall.Kill(one.pid, syscall.SIGKILL)
		}
	}
}

func file(pid int, name string) string {
	return filepath.Join("/proc", strconv.Itoa(pid), name)
}
