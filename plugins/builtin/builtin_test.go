package builtin

import (
	"context"
	"flag"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"executor": executorMain})
}

// TestScripts drives the executors as a terminal would: `executor [-attempt N] NAME SETTING=VALUE…` runs one attempt,
// progress on standard error, output on standard output.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{Dir: "testdata"})
}

func executorMain() {
	if err := execute(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1) //nolint:forbidigo // this is a main function
	}
}

func execute(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("executor", flag.ContinueOnError)
	job := sdk.Job{ForwardID: "0x" + strings.Repeat("0", 64), Predicate: "terza-rima"}
	flags.IntVar(&job.Attempt, "attempt", 1, "number of the attempt")
	task := flags.String("task", "", "what is to be done")
	params := flags.String("params", "", "parameters of the predicate")
	left := flags.Int64("left", 0, "what is still to be delivered")
	flags.Uint64Var(&job.Cursor, "cursor", 0, "where the step begins")
	finding := flags.String("finding", "", "why the attempt before was refused")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	job.Task, job.Params, job.Left = []byte(*task), []byte(*params), big.NewInt(*left)
	if *finding != "" {
		job.Findings = []sdk.Finding{{Rule: "rhyme", Line: 3, Message: *finding}}
	}
	settings := map[string]string{}
	for _, argument := range flags.Args()[1:] {
		name, value, _ := strings.Cut(argument, "=")
		settings[name] = value
	}
	executor := executors[flags.Arg(0)]()
	if err := executor.Configure(ctx, settings); err != nil {
		return err
	}
	output, err := executor.Run(ctx, job, func(event sdk.Event) error {
		fmt.Fprintln(os.Stderr, "progress:", event.Message)
		return nil
	})
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(output)
	return err
}

func TestNames(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{
		"accuracy", "accuracy-mlp", "challenge", "command", "files", "gpu-hours", "matmul-32", "matmul-64", "multiply",
		"proof-of-work", "sheets", "terza-rima", "work",
	}, Names())
	require.Equal(t, map[string]sdk.Kind{
		"command": sdk.KindExecutor, "files": sdk.KindExecutor, "multiply": sdk.KindExecutor, "sheets": sdk.KindExecutor, "work": sdk.KindExecutor,
		"accuracy": sdk.KindPredicate, "accuracy-mlp": sdk.KindPredicate, "gpu-hours": sdk.KindPredicate,
		"matmul-32": sdk.KindPredicate, "matmul-64": sdk.KindPredicate,
		"proof-of-work": sdk.KindPredicate, "terza-rima": sdk.KindPredicate, "challenge": sdk.KindProbe,
	}, Kinds())
	for name, make := range predicates {
		description, err := make().Describe(t.Context())
		require.NoError(t, err)
		require.Equal(t, name, description.Name, "the host refuses a predicate that calls itself another")
	}
}

func TestServeUnknown(t *testing.T) {
	t.Parallel()
	require.EqualError(t, Serve("sonnet"), `serve plugin "sonnet": no such plugin; there are: accuracy, accuracy-mlp, challenge, command, files, gpu-hours, matmul-32, matmul-64, multiply, proof-of-work, sheets, terza-rima, work`)
}
