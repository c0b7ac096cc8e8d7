package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/ceremony"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
)

// TestMain makes this binary tercet under its name. So it is, too, when it starts itself again as a plugin.
func TestMain(m *testing.M) {
	time.Local = time.UTC // times are told where the reader is
	testscript.Main(databasetest.With(m), map[string]func(){madeUpProbe: serveMadeUpProbe, "tercet": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		status := Main(ctx, os.Args, Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
		stop()
		os.Exit(status) //nolint:forbidigo // this is a main
	}})
}

// The scripts are what a user types, and what they see.
func TestScripts(t *testing.T) {
	t.Parallel()
	made, err := filepath.Abs("../../plugins/gpu/testdata/made-up")
	require.NoError(t, err)
	runScripts(t, "testdata/script", func(env *testscript.Env) { env.Setenv("MADE_UP_GPUS", made) })
}

// scriptCommands are what scripts can do beside what a terminal can.
var scriptCommands = map[string]func(*testscript.TestScript, bool, []string){
	"exec-status": execStatus, "now": now, "flip": flip, "reorder": reorder, "circuit": writeCircuit,
	"probe": pinProbe, "address": freeAddress, "listening": listening, "within": within,
	"await": await, "told": told,
}

func runScripts(t *testing.T, folder string, more ...func(*testscript.Env)) {
	t.Helper()
	testscript.Run(t, testscript.Params{
		Dir:  folder,
		Cmds: scriptCommands,
		Setup: func(env *testscript.Env) error {
			// The script's own temporary folder has too long a path for the sockets of plugins.
			short, err := os.MkdirTemp("", "t") //nolint:usetesting // t.TempDir is longer
			if err != nil {
				return err
			}
			env.Defer(func() { require.NoError(t, os.RemoveAll(short)) })
			env.Setenv("TMPDIR", short)
			env.Setenv("GORACE", "atexit_sleep_ms=0") // or each program waits a second before it ends
			env.Setenv("TZ", "UTC")                   // times are told where the reader is
			for _, set := range more {
				set(env)
			}
			return nil
		},
	})
}

// execStatus is exec for a program that has to end with the status given first.
func execStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exec-status STATUS PROGRAM [ARGUMENT...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	status := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		status = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if args[0] != strconv.Itoa(status) {
		ts.Fatalf("the exit status is %d, not %s", status, args[0])
	}
}

// await runs a program until it succeeds: `await 30s test -e file`.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: await TIME PROGRAM [ARGUMENT...]")
	}
	limit, err := time.ParseDuration(args[0])
	ts.Check(err)
	deadline := time.Now().Add(limit)
	for ts.Exec(args[1], args[2:]...) != nil {
		if time.Now().After(deadline) {
			ts.Fatalf("it did not come to that within %s", limit)
		}
	}
}

// told asks a server until what it answers, with its status before it, matches a pattern: `told URL PATTERN`.
func told(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: told URL PATTERN")
	}
	pattern, err := regexp.Compile(args[1])
	ts.Check(err)
	deadline, tick := time.After(30*time.Second), time.NewTicker(20*time.Millisecond)
	defer tick.Stop()
	for {
		answer, err := answerOf(args[0])
		if err == nil && pattern.MatchString(answer) {
			fmt.Fprint(ts.Stdout(), answer)
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			ts.Fatalf("it answers %s %v", answer, err)
		}
	}
}

func answerOf(url string) (string, error) {
	response, err := http.Get(url) //nolint:noctx // a test's
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return fmt.Sprintf("%d %s", response.StatusCode, text), err
}

// now puts the time into a variable: `now VARIABLE`.
func now(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: now VARIABLE")
	}
	ts.Setenv(args[0], time.Now().UTC().Format(time.RFC3339Nano))
}

// flip flips a bit in the middle of a file: `flip FILE`.
func flip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: flip FILE")
	}
	content := []byte(ts.ReadFile(args[0]))
	content[len(content)/2] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o600))
}

// reorder swaps the first two contributions to each phase: `reorder transcript.json`.
func reorder(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: reorder TRANSCRIPT")
	}
	var transcript ceremony.Transcript
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &transcript))
	for _, phase := range transcript.Phases {
		if list := phase.Contributions; len(list) > 1 {
			list[0], list[1] = list[1], list[0]
		}
	}
	text, err := json.Marshal(transcript)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o600))
}

// cube is the circuit of somebody who does not know this program: h = a³ and y = a·z + 1, or with a hint of their own.
type cube struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	A       frontend.Variable
	hint    bool
}

func (c *cube) Define(api frontend.API) error {
	api.AssertIsEqual(api.Mul(c.A, c.A, c.A), c.H)
	api.AssertIsEqual(api.Add(api.Mul(c.A, c.Z), 1), c.Y)
	if c.hint {
		advice, err := api.Compiler().NewHint(ownAdvice, 1, c.A)
		if err != nil {
			return err
		}
		api.AssertIsEqual(advice[0], c.A)
	}
	return nil
}

func ownAdvice(_ *big.Int, in, out []*big.Int) error {
	out[0].Set(in[0])
	return nil
}

// writeCircuit compiles somebody else's circuit: `circuit FILE [hint]`.
func writeCircuit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: circuit FILE [hint]")
	}
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &cube{hint: len(args) > 1})
	ts.Check(err)
	var content bytes.Buffer
	_, err = system.WriteTo(&content)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content.Bytes(), 0o600))
}
