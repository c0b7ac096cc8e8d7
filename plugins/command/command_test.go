package command_test

import (
	"context"
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/command"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

// shell is a command setting that runs a script.
func shell(t *testing.T, script string, arguments ...string) map[string]string {
	t.Helper()
	argv, err := json.Marshal(append([]string{"sh", "-c", script, "sh"}, arguments...))
	require.NoError(t, err)
	return map[string]string{"command": string(argv)}
}

func run(t *testing.T, settings map[string]string, job sdk.Job) (output []byte, events []string, err error) {
	t.Helper()
	executor := command.New()
	require.NoError(t, executor.Configure(t.Context(), settings))
	output, err = executor.Run(t.Context(), job, func(event sdk.Event) error {
		events = append(events, event.Message)
		return nil
	})
	return output, events, err
}

func TestConformance(t *testing.T) {
	t.Parallel()
	plugintest.ExerciseExecutor(t, command.New(), plugintest.Jobs{
		Settings: shell(t, `case "$(cat)" in
			*'"attempt":1'*) echo a poem;;
			*'"attempt":2'*) echo waiting >&2; sleep 1000;;
			*) echo out of ideas >&2; exit 3;;
		esac`),
		BadSettings: []map[string]string{
			nil, {"command": " "}, {"command": "[]"}, {"command": "[1]"}, {"command": `[""]`}, {"command": `["sh", `},
			{"command": "sh -c 'echo x'"}, {"command": "cat | sh"}, {"command": "./poet"}, {"command": "no-such-program"},
			{"command": "/"}, {"command": "cat", "timeout": "soon"}, {"command": "cat", "timeout": "-1s"},
			{"command": "cat", "environment": "A=1"}, {"command": "cat", "environment": `{"A=B": "1"}`},
		},
		Works: []sdk.Job{{Attempt: 1}},
		Fails: []sdk.Job{{Attempt: 3}},
		Slow:  &sdk.Job{Attempt: 2},
	})
}

func TestJobOnStdin(t *testing.T) {
	t.Parallel()
	output, _, err := run(t, map[string]string{"command": "cat"}, sdk.Job{
		ForwardID: "0x01", Predicate: "terza-rima", Task: []byte("a poem <please>"), Params: []byte(`{"minWords":4}`),
		Attempt: 2, Previous: []byte{0xff}, Findings: []sdk.Finding{{Rule: "rhyme", Line: 3, Message: "truth, proof"}},
		Deadline: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC), Cursor: 8, Left: big.NewInt(12),
	})
	require.NoError(t, err)
	require.JSONEq(t, `{"forwardId":"0x01","predicate":"terza-rima","params":{"minWords":4},"task":"a poem <please>",`+
		`"attempt":2,"previousBase64":"/w==","findings":[{"rule":"rhyme","line":3,"message":"truth, proof"}],`+
		`"deadline":"2027-01-02T03:04:05Z","cursor":8,"left":"12"}`, string(output))
	require.Contains(t, string(output), "<please>", "for people to read, not for a web page")
	output, _, err = run(t, map[string]string{"command": "cat"}, sdk.Job{Attempt: 1})
	require.NoError(t, err)
	require.JSONEq(t, `{"forwardId":"","predicate":"","attempt":1,"findings":[]}`, string(output))
}

func TestProgramReadsTheEnvironment(t *testing.T) {
	t.Setenv("TERCET_SIGNER_SECRET", "0x1234")
	settings := map[string]string{"command": "/usr/bin/env", "environment": `{"POET_KEY": "k e y"}`}
	output, _, err := run(t, settings, sdk.Job{Attempt: 1})
	require.NoError(t, err)
	var names []string
	for line := range strings.Lines(string(output)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		names = append(names, name)
		if name == "POET_KEY" {
			require.Equal(t, "k e y", value)
		}
	}
	require.ElementsMatch(t, []string{"PATH", "HOME", "TMPDIR", "LANG", "POET_KEY"}, withoutShells(names))
}

// withoutShells drops what the program itself adds.
func withoutShells(names []string) []string {
	var kept []string
	for _, name := range names {
		if name != "PWD" && name != "SHLVL" && name != "_" {
			kept = append(kept, name)
		}
	}
	return kept
}

func TestErrorDoesNotShowTheEnvironment(t *testing.T) {
	t.Parallel()
	err := command.New().Configure(t.Context(), map[string]string{"command": "cat", "environment": `{"KEY": hunter2}`})
	require.Error(t, err)
	require.NotContains(t, err.Error(), "hunter2")
}

func TestNonzeroExitSaysTheLastLine(t *testing.T) {
	t.Parallel()
	output, events, err := run(t, shell(t, `printf 'thinking\n\n\033[31mno rhyme for orange' >&2; echo half; exit 3`), sdk.Job{Attempt: 1})
	require.EqualError(t, err, "run sh: exit status 3:  [31mno rhyme for orange")
	require.Empty(t, output)
	require.Equal(t, []string{"thinking", " [31mno rhyme for orange"}, events)
}

func TestOversizedOutput(t *testing.T) {
	t.Parallel()
	_, _, err := run(t, shell(t, `yes`), sdk.Job{Attempt: 1})
	require.EqualError(t, err, "run sh: it wrote more than 1048576 bytes; it was ended")
	output, _, err := run(t, shell(t, `head -c 1048576 /dev/zero`), sdk.Job{Attempt: 1})
	require.NoError(t, err)
	require.Len(t, output, sdk.MaxOutput)
}

func TestEndlessProgress(t *testing.T) {
	t.Parallel()
	_, events, err := run(t, shell(t, `yes line | head -n 5000 >&2; head -c 100000 /dev/zero | tr '\0' x >&2; echo done`), sdk.Job{Attempt: 1})
	require.NoError(t, err)
	require.Len(t, events, 1000)
	require.Equal(t, "… and more lines that are not shown", events[999])
}

func TestHugeLineOfProgressIsCut(t *testing.T) {
	t.Parallel()
	_, events, err := run(t, shell(t, `head -c 1000000 /dev/zero | tr '\0' x >&2; echo >&2; echo next >&2`), sdk.Job{Attempt: 1})
	require.NoError(t, err)
	require.Equal(t, []string{strings.Repeat("x", sdk.MaxText), "next"}, events)
}

func TestProgramIgnoresItsInput(t *testing.T) {
	t.Parallel()
	output, _, err := run(t, shell(t, `exec <&-; echo done`), sdk.Job{Attempt: 1, Task: make([]byte, sdk.MaxTask)})
	require.NoError(t, err)
	require.Equal(t, "done\n", string(output))
}

// Each script leaves a process behind that holds a lock, and the test takes the lock.
func TestGrandchildrenSurvive(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ script, timeout, want string }{
		"a program that ends": {`flock "$1" sh -c 'echo held >&3; sleep 1000' 3>"$2" >/dev/null 2>&1 & read -r line <"$2"; echo done`, "", ""},
		"a timeout":           {`flock "$1" sh -c 'echo held >&2; sleep 1000'`, "1s", "it did not finish within 1s; it was ended"},
		"one that holds the output": {`flock "$1" sh -c 'echo held >&2; sleep 1000' & exit 0`, "",
			"left a process behind that holds its output open"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			lock, fifo := filepath.Join(folder, "lock"), filepath.Join(folder, "fifo")
			require.NoError(t, os.WriteFile(lock, nil, 0o600))
			require.NoError(t, syscall.Mkfifo(fifo, 0o600))
			settings := shell(t, test.script, lock, fifo)
			if test.timeout != "" {
				settings["timeout"] = test.timeout
			}
			_, _, err := run(t, settings, sdk.Job{Attempt: 1})
			if test.want == "" {
				require.NoError(t, err)
			} else {
				require.ErrorContains(t, err, test.want)
			}
			awaitFree(t, lock)
		})
	}
}

func awaitFree(t *testing.T, path string) {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	free := make(chan error, 1)
	go func() {
		defer file.Close()
		free <- syscall.Flock(int(file.Fd()), syscall.LOCK_EX)
	}()
	select {
	case err := <-free:
		require.NoError(t, err)
	case <-time.After(20 * time.Second):
		t.Fatal("the process lives on")
	}
}

func TestWorkingFolderIsFreshAndGone(t *testing.T) {
	t.Parallel()
	output, _, err := run(t, shell(t, `ls -A; pwd; touch left-behind`), sdk.Job{Attempt: 1})
	require.NoError(t, err)
	folder := strings.TrimSpace(string(output))
	require.NotContains(t, folder, "\n", "nothing lay in it")
	require.NoDirExists(t, folder)
}

func TestCallerIsGone(t *testing.T) {
	t.Parallel()
	executor := command.New()
	require.NoError(t, executor.Configure(t.Context(), map[string]string{"command": "cat"}))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := executor.Run(ctx, sdk.Job{Attempt: 1}, func(sdk.Event) error { return nil })
	require.ErrorIs(t, err, context.Canceled)
}
