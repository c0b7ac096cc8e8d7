package cmd

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

// TestMain makes this binary tercet under its name. So it is, too, when it starts itself again as a plugin.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tercet": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		status := Main(ctx, os.Args, Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
		stop()
		os.Exit(status) //nolint:forbidigo // this is a main
	}})
}

// The scripts are what a user types, and what they see.
func TestScripts(t *testing.T) {
	t.Parallel()
	runScripts(t, "testdata/script")
}

// scriptCommands are what scripts can do beside what a terminal can.
var scriptCommands = map[string]func(*testscript.TestScript, bool, []string){"exec-status": execStatus}

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
