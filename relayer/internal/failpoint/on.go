//go:build failpoints

package failpoint

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// What tells the process where it ends, as NAME:N for the nth time that it comes there, and the file to which it adds a line
// for each place that it comes to: when, in nanoseconds, and where.
const (
	EnvKill = "TERCET_FAILPOINT"
	EnvSeen = "TERCET_FAILPOINTS_SEEN"
)

var (
	mu         sync.Mutex
	name, left = planted(os.Getenv(EnvKill))
	seen       = os.Getenv(EnvSeen)
)

func planted(text string) (name string, n int) {
	name, count, _ := strings.Cut(text, ":")
	n, err := strconv.Atoi(count)
	if text != "" && (err != nil || n < 1) {
		panic(EnvKill + ": want NAME:N, N from 1 on")
	}
	return name, n
}

// Here kills the process as kill -9 does, if this is where it is to end. Nothing is flushed, and it does not return then.
func Here(place string) {
	mu.Lock()
	defer mu.Unlock()
	if seen != "" {
		note(place)
	}
	if place != name {
		return
	}
	if left--; left == 0 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // the signal is on its way
	}
}

func note(place string) {
	file, err := os.OpenFile(seen, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err) // only tests ask for it
	}
	if _, err := fmt.Fprintln(file, time.Now().UnixNano(), place); err != nil {
		panic(err)
	}
	_ = file.Close()
}
