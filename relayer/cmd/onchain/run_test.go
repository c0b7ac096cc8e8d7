package onchain_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// A relayer goes by the wall clock too: so its chains have that.
func TestRelayerScripts(t *testing.T) {
	t.Parallel()
	runScripts(t, "testdata/run/*.txtar", devnet.Config{HTTP: true}, func(w *chaintest.World, env *testscript.Env) error {
		if err := setup(w, env); err != nil {
			return err
		}
		return configure(w, env)
	})
}

// configure says all that a relayer has to be told, but for an executor's work, which takes for ever and has a secret.
func configure(w *chaintest.World, env *testscript.Env) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	next, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	keys := filepath.Join(env.WorkDir, "keys")
	for name, value := range map[string]string{
		"KEYS": keys, "DATA": filepath.Join(env.WorkDir, "data"), "KEY_FILE": filepath.Join(env.WorkDir, "provider.key"),
		"PREDICATE": chaintest.PredicateName, "MONITOR": listener.Addr().String(), "PPROF": "true",
		"POLL": "50ms", "CONFIRMATIONS": "1", "MAX_ATTEMPTS": "3",
		"EXECUTOR_SETTING": `command=["sh", "-c", "echo thinking >&2; exec sleep 1000"]` + "\nenvironment={\"TOKEN\": \"s3cret\"}",
	} {
		env.Setenv("TERCET_"+name, value)
	}
	env.Setenv("MONITOR", listener.Addr().String())
	env.Setenv("NEXT", next.Addr().String()) // a second relayer's
	env.Setenv("SERVER", server.Addr().String())
	if err := w.Keys.Save(filepath.Join(keys, chaintest.PredicateName), nil); err != nil {
		return err
	}
	return errors.Join(listener.Close(), next.Close(), server.Close())
}

// await TIME COMMAND [ARGUMENT...] runs a program until it succeeds.
func await(ts *testscript.TestScript, _ bool, args []string) {
	limit, err := time.ParseDuration(args[0])
	ts.Check(err)
	deadline := time.Now().Add(limit)
	for ts.Exec(args[1], args[2:]...) != nil {
		if time.Now().After(deadline) {
			ts.Fatalf("it did not come to that within %s", limit)
		}
	}
}

// postgres is a script's own database, on the server that the tests of this package share.
type postgres struct{ goOn func() }

// command is one of: postgres start, which makes it the database of what is run from then on; postgres pause, which has the whole
// server stand still; postgres go-on.
func (p *postgres) command(t *testing.T, ts *testscript.TestScript, args []string) {
	switch strings.Join(args, " ") {
	case "start":
		ts.Setenv("TERCET_DATABASE", databasetest.Postgres(t).URL)
	case "pause":
		p.goOn = sync.OnceFunc(databasetest.Pause(t))
		t.Cleanup(p.goOn) // or it could not be ended
	case "go-on":
		p.goOn()
	default:
		ts.Fatalf("usage: postgres start|pause|go-on")
	}
}

// stopwatch measures how long a part of a script takes.
type stopwatch struct{ started time.Time }

func (s *stopwatch) start(*testscript.TestScript, bool, []string) { s.started = time.Now() }

// within TIME fails if more time passed since the clock was started.
func (s *stopwatch) within(ts *testscript.TestScript, _ bool, args []string) {
	limit, err := time.ParseDuration(args[0])
	ts.Check(err)
	took := time.Since(s.started)
	ts.Logf("it took %s", took)
	if took > limit {
		ts.Fatalf("which is more than %s", limit)
	}
}

// fetch URL FILE keeps what is found at an address.
func fetch(ts *testscript.TestScript, _ bool, args []string) {
	response, err := http.Get(args[0])
	ts.Check(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o600))
}
