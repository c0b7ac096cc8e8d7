package keeper

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// A namespace of processes has its own highest number since Linux 6.14; before, the file would be the whole machine's. The
// kernel gives the first 300 numbers once and never again.
const (
	highestFile     = "/proc/sys/kernel/pid_max"
	firstMajor      = 6
	firstMinor      = 14
	numbersOnlyOnce = 300
)

// bound has the kernel refuse more threads than the program may have with all its descendants, where the kernel does that. It is
// no keeper's only means: watch counts, too.
func bound(spec Spec) error {
	if spec.Processes == 0 {
		return nil
	}
	most := spec.Processes * ThreadsOfOne
	if spec.enclosed() && countsByNamespace() {
		if err := os.WriteFile(highestFile, strconv.AppendInt(nil, int64(numbersOnlyOnce+most), 10), 0); err != nil {
			return err
		}
	}
	user := os.Geteuid()
	if spec.User == 0 && user == 0 {
		return nil // a limit of a user's binds everybody but root
	}
	if spec.User == 0 && !spec.enclosed() { // it counts all that the user has
		most += threadsOf(user)
	}
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NPROC, &limit); err != nil {
		return err
	}
	most64 := uint64(most) //nolint:gosec // a count, not negative
	if spec.User == 0 {
		most64 = min(most64, left(limit.Cur))
	}
	limit.Cur = min(limit.Cur, most64)
	limit.Max = min(limit.Max, most64)
	return unix.Setrlimit(unix.RLIMIT_NPROC, &limit)
}

// callersOwn is how many threads a program leaves to its caller, of those that their user may have: Go ends who gets none.
const callersOwn = 1024

func left(limit uint64) uint64 { return limit - min(callersOwn, limit/4) }

func countsByNamespace() bool {
	var name unix.Utsname
	if unix.Uname(&name) != nil {
		return false
	}
	release, _, _ := bytes.Cut(name.Release[:], []byte{0})
	return sinceRelease(string(release), firstMajor, firstMinor)
}

// sinceRelease says whether a kernel's release, such as 6.18.44-generic, is that one or a later one.
func sinceRelease(release string, major, minor int) bool {
	var gotMajor, gotMinor int
	if n, _ := fmt.Sscanf(release, "%d.%d", &gotMajor, &gotMinor); n < 2 {
		return false
	}
	return gotMajor > major || gotMajor == major && gotMinor >= minor
}

// threadsOf is how many threads a user has on the machine.
func threadsOf(user int) int {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return 0
	}
	threads := 0
	for _, entry := range entries {
		pid, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		info, err := os.Stat(file(pid, "task"))
		if err != nil {
			continue
		}
		if is, ok := info.Sys().(*syscall.Stat_t); ok && int(is.Uid) == user {
			threads += int(is.Nlink) - linksOfFolder //nolint:gosec // a small number
		}
	}
	return threads
}

// linksOfFolder is how many links a folder has without folders in it. That of a process has one more for each thread.
const linksOfFolder = 2
