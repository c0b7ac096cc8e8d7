package databasetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"github.com/jackc/pgx/v5"
)

// server is the one of this process. It starts when the first test asks for it.
var server postgres

type postgres struct {
	mu      sync.Mutex
	started bool
	err     error
	folder  string
	bin     string
	account *syscall.Credential
	count   int
}

// database makes a new one.
func (p *postgres) database(ctx context.Context) (address string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.started {
		p.started = true
		p.err = p.start(ctx)
	}
	if p.err != nil {
		return "", p.err
	}
	p.count++
	name := fmt.Sprintf("test%d", p.count)
	connection, err := pgx.Connect(ctx, p.address("postgres"))
	if err != nil {
		return "", fmt.Errorf("connect to the tests' PostgreSQL: %w", err)
	}
	_, err = connection.Exec(ctx, "CREATE DATABASE "+name)
	if err := errors.Join(err, connection.Close(ctx)); err != nil {
		return "", fmt.Errorf("make a database for a test: %w", err)
	}
	return p.address(name), nil
}

func (p *postgres) address(name string) string {
	query := url.Values{"host": {p.folder}, "user": {"tercet"}}
	return (&url.URL{Scheme: "postgres", Path: "/" + name, RawQuery: query.Encode()}).String()
}

// start makes a cluster in a folder of its own, which is reached through a socket there. PostgreSQL refuses to run as root, so
// that root has the account of its package run it.
func (p *postgres) start(ctx context.Context) error {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return errors.Join(err, errors.New("PostgreSQL is not installed: run scripts/tools"))
	}
	p.bin = filepath.Dir(slices.Max(found))
	if p.folder, err = os.MkdirTemp("", "pg"); err != nil {
		return err
	}
	if os.Getuid() == 0 {
		if err := p.become("postgres"); err != nil {
			return err
		}
	}
	if err := p.run(ctx, "initdb", "--no-sync", "--auth=trust", "--username=tercet", "--locale=C", "--encoding=UTF8", "data"); err != nil {
		return err
	}
	return p.serve(ctx)
}

func (p *postgres) serve(ctx context.Context) error {
	options := fmt.Sprintf("-c listen_addresses= -c unix_socket_directories=%s -c fsync=off -c max_connections=200", p.folder)
	return p.run(ctx, "pg_ctl", "start", "--pgdata=data", "--log=log", "--options="+options, "--wait")
}

// crash ends the server without a checkpoint and starts it again: what was committed is recovered, all else is lost.
func (p *postgres) crash(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.run(ctx, "pg_ctl", "stop", "--pgdata=data", "--mode=immediate", "--wait"); err != nil {
		return err
	}
	return p.serve(ctx)
}

// signal sends a signal to the server and, after it, to the processes that it has, each of which is in a group of its own.
func (p *postgres) signal(what syscall.Signal) (processes []int, err error) {
	text, err := os.ReadFile(filepath.Join(p.folder, "data", "postmaster.pid"))
	if err != nil {
		return nil, err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	main, err := strconv.Atoi(first)
	if err != nil {
		return nil, fmt.Errorf("find the tests' PostgreSQL: %w", err)
	}
	processes = []int{main}
	if err := syscall.Kill(main, what); err != nil {
		return nil, err
	}
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	for _, path := range all {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue // it ended
		}
		id, rest, _ := strings.Cut(string(stat), " (")
		_, rest, _ = strings.Cut(rest, ") ") // its state and its parent come after its name
		fields := strings.Fields(rest)
		child, err := strconv.Atoi(id)
		if err != nil || len(fields) < 2 || fields[1] != first {
			continue
		}
		_ = syscall.Kill(child, what) // it may be gone
		processes = append(processes, child)
	}
	return processes, nil
}

func (p *postgres) become(name string) error {
	account, err := user.Lookup(name)
	if err != nil {
		return fmt.Errorf("run PostgreSQL as its own account: %w", err)
	}
	uid, err := strconv.ParseUint(account.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(account.Gid, 10, 32)
	if err != nil {
		return err
	}
	p.account = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(p.folder, int(uid), int(gid))
}

func (p *postgres) run(ctx context.Context, program string, args ...string) error {
	command := exec.CommandContext(ctx, filepath.Join(p.bin, program), args...)
	command.Dir = p.folder
	command.SysProcAttr = &syscall.SysProcAttr{Credential: p.account}
	var said bytes.Buffer
	command.Stderr = &said
	if err := command.Run(); err != nil {
		return fmt.Errorf("run %s: %w: %s", program, err, said.Bytes())
	}
	return nil
}

func (p *postgres) stop() {
	if !p.started {
		return
	}
	if p.err == nil {
		p.err = p.run(context.Background(), "pg_ctl", "stop", "--pgdata=data", "--mode=immediate", "--wait")
	}
	if err := errors.Join(p.err, os.RemoveAll(p.folder)); err != nil {
		fmt.Fprintln(os.Stderr, "stop the tests' PostgreSQL:", err)
	}
}
