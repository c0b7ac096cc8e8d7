package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// idleStage, as the first argument, with the program tercet as the second, measures a relayer that has nothing to do.
const idleStage = "idle"

const (
	mostIdle = 150 << 20 // what the relayer's own process may have of the machine's memory
	settles  = 5 * time.Second
	idles    = 10 * time.Second
	idleWait = 5 * time.Minute // for keys that have to be made first
)

// idle starts a development chain and a relayer that follows it, and says what the relayer and its plugins have and take. The time
// is that of processors, so that a busy machine changes little of it.
func idle(ctx context.Context, out io.Writer, tercet string) (err error) {
	folder, err := os.MkdirTemp("", "idle")
	if err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	at := func(name string) string { return filepath.Join(folder, name) }

	progress("a development chain")
	chain := exec.CommandContext(ctx, tercet, "devnet", "--data", folder, "--port", "0", "--predicate", "proof-of-work")
	if err := begin(chain); err != nil {
		return err
	}
	defer finish(chain)
	deployed := func() bool { _, err := os.Stat(at("deployment.json")); return err == nil }
	if err := await(ctx, "the chain", deployed); err != nil {
		return err
	}
	monitor, err := freeAddress()
	if err != nil {
		return err
	}
	progress("a relayer")
	relayer := exec.CommandContext(ctx, tercet, "run", "--deployment", at("deployment.json"), "--key-file", at("keys/provider.key"),
		"--data", at("data"), "--monitor", monitor)
	if err := begin(relayer); err != nil {
		return err
	}
	defer finish(relayer)
	ready := func() bool { return exec.CommandContext(ctx, tercet, "status", "--monitor", monitor).Run() == nil }
	if err := await(ctx, "the relayer", ready); err != nil {
		return err
	}

	progress("nothing to do")
	if err := pause(ctx, settles); err != nil {
		return err
	}
	before, started := tree(relayer.Process.Pid), time.Now()
	if err := pause(ctx, idles); err != nil {
		return err
	}
	took := time.Since(started)
	after := tree(relayer.Process.Pid)
	return reportIdle(out, relayer.Process.Pid, before, after, took)
}

func reportIdle(out io.Writer, relayer int, before, after map[int]usage, took time.Duration) error {
	own, there := after[relayer]
	if !there {
		return errors.New("the relayer ended: it says why above")
	}
	var plugins usage
	for pid, now := range after {
		if pid != relayer {
			plugins.memory += now.memory
			plugins.cpu += now.cpu - before[pid].cpu
		}
	}
	row := func(name string, u usage) {
		fmt.Fprintf(out, "  %-34s%8d MiB%10.2f %% of a core\n", name, u.memory>>20, 100*u.cpu.Seconds()/took.Seconds())
	}
	fmt.Fprintf(out, "a relayer that has nothing to do, over %s\n\n", took.Round(time.Second))
	row("its process", usage{own.memory, own.cpu - before[relayer].cpu})
	row(fmt.Sprintf("plugins and keepers, %d processes", len(after)-1), plugins)
	if own.memory >= mostIdle {
		return fmt.Errorf("it has %d MiB, and should have less than %d", own.memory>>20, mostIdle>>20)
	}
	return nil
}

// usage is what a process has of the machine's memory, and took of its processors.
type usage struct {
	memory uint64 // resident, of shared pages its part
	cpu    time.Duration
}

// tree is a process and all that descend from it.
func tree(root int) map[int]usage {
	all := map[int]usage{}
	for todo := []int{root}; len(todo) > 0; todo = todo[1:] {
		used, err := usageOf(todo[0])
		if err != nil {
			continue // it ended
		}
		all[todo[0]] = used
		lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", todo[0]))
		for _, list := range lists {
			children, _ := os.ReadFile(list)
			for _, child := range strings.Fields(string(children)) {
				if pid, err := strconv.Atoi(child); err == nil {
					todo = append(todo, pid)
				}
			}
		}
	}
	return all
}

func usageOf(pid int) (u usage, err error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return u, err
	}
	const ticks = 100 // a second, on every Linux that Go runs on
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return u, fmt.Errorf("process %d: %q", pid, stat)
	}
	for _, field := range fields[11:13] { // in the program and in the kernel
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return u, err
		}
		u.cpu += time.Duration(n) * time.Second / ticks
	}
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return u, err
	}
	for line := range bytes.Lines(maps) {
		if fields := strings.Fields(string(line)); len(fields) == 3 && fields[0] == "Pss:" {
			kib, err := strconv.ParseUint(fields[1], 10, 64)
			u.memory = kib << 10
			return u, err
		}
	}
	return u, fmt.Errorf("process %d: its memory is not known", pid)
}

// begin starts a program, which is told to end with the context.
func begin(command *exec.Cmd) error {
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		return fmt.Errorf("start %s: %w", command.Path, err)
	}
	return nil
}

func finish(command *exec.Cmd) {
	_ = command.Process.Signal(syscall.SIGTERM)
	_ = command.Wait()
}

func await(ctx context.Context, what string, came func() bool) error {
	for deadline := time.Now().Add(idleWait); !came(); {
		if time.Now().After(deadline) {
			return fmt.Errorf("%s was not ready within %s", what, idleWait)
		}
		if err := pause(ctx, 200*time.Millisecond); err != nil {
			return err
		}
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// freeAddress is one on this machine at which nobody listens.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	return listener.Addr().String(), listener.Close()
}
