package builtin

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
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
// progress on standard error, output on standard output. A model that knows two answers listens at $MODELS.
func TestScripts(t *testing.T) {
	t.Parallel()
	models := httptest.NewServer(http.HandlerFunc(model))
	t.Cleanup(models.Close)
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: func(env *testscript.Env) error {
		env.Setenv("MODELS", models.URL)
		env.Setenv("GORACE", "atexit_sleep_ms=0") // or each program waits a second before it ends
		return nil
	}})
}

// model finds the rhyme once it is told that there is none.
func model(w http.ResponseWriter, r *http.Request) {
	question, err := io.ReadAll(r.Body)
	switch {
	case err != nil || r.URL.Path != "/v1/chat/completions":
		http.Error(w, `{"error": "there is no such thing here"}`, http.StatusNotFound)
		return
	case r.Header.Get("Authorization") != "Bearer s3cret":
		http.Error(w, `{"error": {"message": "there is no key `+r.Header.Get("Authorization")+`"}}`, http.StatusUnauthorized)
		return
	}
	word := "proof"
	if strings.Contains(string(question), "line 3, rhyme: no rhyme") {
		word = "thread"
	}
	fmt.Fprintf(w, "data: {\"choices\": [{\"delta\": {\"content\": \"%s\\n\"}, \"finish_reason\": \"stop\"}]}\n\ndata: [DONE]\n\n", word)
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
	previous := flags.String("previous", "", "output of the attempt before")
	finding := flags.String("finding", "", "why the attempt before was refused")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	job.Task, job.Params, job.Left, job.Previous = []byte(*task), []byte(*params), big.NewInt(*left), []byte(*previous)
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
		"accuracy", "accuracy-mlp", "challenge", "chat", "command", "files", "gpu-hours", "matmul-32", "matmul-64",
		"multiply", "proof-of-work", "sheets", "terza-rima", "work",
	}, Names())
	require.Equal(t, map[string]sdk.Kind{
		"chat": sdk.KindExecutor, "command": sdk.KindExecutor, "files": sdk.KindExecutor, "multiply": sdk.KindExecutor, "sheets": sdk.KindExecutor, "work": sdk.KindExecutor,
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
	require.EqualError(t, Serve("sonnet"), `serve plugin "sonnet": no such plugin; there are: accuracy, accuracy-mlp, challenge, chat, command, files, gpu-hours, matmul-32, matmul-64, multiply, proof-of-work, sheets, terza-rima, work`)
}
