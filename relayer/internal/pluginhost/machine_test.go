package pluginhost

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper/keepertest"
)

// What hostile plugins do to the machine.

// startGrandchild leaves behind a process that holds a lock, and the standard error that the host reads.
func startGrandchild(manner, lock string) error {
	command := exec.Command("/proc/self/exe", "grandchild", lock)
	switch manner {
	case "escape":
		command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	case "orphan":
		command = exec.Command("/proc/self/exe", "parent", lock)
	}
	command.Stderr = os.NewFile(2, "what the host reads; os.Stderr is go-plugin's by now")
	stdout, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	_, err = io.ReadFull(stdout, make([]byte, len("locked")))
	return err
}

// leaveOrphan starts who holds the lock in a session of its own, and goes.
func leaveOrphan(lock string) {
	command := exec.Command("/proc/self/exe", "grandchild", lock)
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := command.Start(); err != nil {
		panic(err)
	}
}

// holdLock takes a lock on a file, says so, and stays.
func holdLock(path string) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err == nil {
		err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX)
	}
	if err != nil {
		panic(err)
	}
	fmt.Fprint(os.Stdout, "locked")
	select {}
}

// hostUntilKilled runs a host whose plugin left an orphan that holds a lock, says where the lock is, and stays until
// somebody kills it.
func hostUntilKilled(plugins, scratch string) {
	config := Config{Scratch: scratch, Logger: zerolog.Nop()}
	if plugins == "" {
		config.Builtin = map[string]sdk.Kind{"worker": sdk.KindExecutor}
	} else {
		config.Folder = plugins
	}
	host, err := New(config)
	if err != nil {
		panic(err)
	}
	worker, err := host.Executor("worker")
	if err != nil {
		panic(err)
	}
	folder, err := worker.Run(context.Background(), sdk.Job{Task: []byte("folder")}, ignore)
	if err == nil {
		_, err = worker.Run(context.Background(), sdk.Job{Task: []byte("orphan lock")}, ignore)
	}
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stdout, filepath.Join(string(folder), "lock"))
	select {}
}

// hog takes so many MiB of memory and keeps them for ever, take until it was looked at what it has.
func hog(mebibytes string) {
	defer runtime.KeepAlive(fill(mebibytes))
	select {}
}

func take(mebibytes string) {
	defer runtime.KeepAlive(fill(mebibytes))
	<-time.After(time.Second)
}

func fill(mebibytes string) [][]byte {
	n, err := strconv.Atoi(mebibytes)
	if err != nil {
		panic(err)
	}
	taken := make([][]byte, n)
	for i := range taken {
		taken[i] = make([]byte, 1<<20)
		for j := 0; j < len(taken[i]); j += 4096 {
			taken[i][j] = 1
		}
	}
	return taken
}

// bomb starts processes that start others.
func bomb() {
	command := keepertest.Bomb()
	command.Env = append(os.Environ(), command.Env...)
	if err := command.Start(); err != nil {
		panic(err)
	}
	select {}
}

// makeNoise writes what no log shall hold, in long lines and short ones.
func makeNoise(to io.Writer) {
	for _, length := range []int{10, 100, 1 << 20} {
		line := []byte(strings.Repeat("x", length) + "\n")
		for range (32 << 20) / len(line) {
			if _, err := to.Write(line); err != nil {
				return
			}
		}
	}
}

// dial connects to a listener of the machine's.
func dial(address string) error {
	conn, err := net.DialTimeout("tcp", address, 10*time.Second)
	if err != nil {
		return err
	}
	return conn.Close()
}

func verdictOf(err error) sdk.Verdict {
	if err != nil {
		return sdk.Verdict{Findings: []sdk.Finding{{Message: err.Error()}}}
	}
	return sdk.Verdict{Holds: true}
}

// processes are those it sees beside itself and its threads.
func processes() []string {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	for _, entry := range entries {
		if _, err := strconv.Atoi(entry.Name()); err == nil {
			found = append(found, entry.Name())
		}
	}
	return found
}
