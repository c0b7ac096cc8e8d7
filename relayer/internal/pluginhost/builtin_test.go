package pluginhost

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

// The built-in plugins pass their suites behind the host as they do in one process.

func newBuiltin(t *testing.T) *Host {
	t.Helper()
	host, err := New(Config{Builtin: builtin.Kinds(), Logger: zerolog.Nop()})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, host.Stop()) })
	return host
}

func TestTerzaRimaConforms(t *testing.T) {
	t.Parallel()
	predicate, err := newBuiltin(t).Predicate("terza-rima")
	require.NoError(t, err)
	poem := func(path ...string) []byte {
		content, err := os.ReadFile(filepath.Join(append([]string{"../../../circuits/terzarima/testdata/poems"}, path...)...))
		require.NoError(t, err)
		return content
	}
	plugintest.Exercise(t, predicate, plugintest.Samples{
		Params:      []byte(`{"maxUnknown": 2}`),
		OtherParams: []byte(`{"maxUnknown": 1}`),
		BadParams:   [][]byte{[]byte(`{"minWords": -1}`), make([]byte, sdk.MaxParams+1)},
		Good:        [][]byte{poem("holds", "llm-second-try.txt"), poem("holds", "harbour.txt")},
		Bad:         [][]byte{poem("fails", "llm-first-try.txt"), poem("fails", "sonnet.txt")},
		Unjudgeable: [][]byte{nil, []byte("a zero-width\u200b space"), make([]byte, sdk.MaxOutput+1)},
	})
}

func TestFilesConforms(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "a"), []byte("first"), 0o600))
	executor, err := newBuiltin(t).Executor("files")
	require.NoError(t, err)
	plugintest.ExerciseExecutor(t, executor, plugintest.Jobs{
		Settings:    map[string]string{"folder": folder},
		BadSettings: []map[string]string{nil},
		Works:       []sdk.Job{{Attempt: 1}},
		Fails:       []sdk.Job{{Attempt: 2}},
	})
}

func TestCommandConforms(t *testing.T) {
	t.Parallel()
	executor, err := newBuiltin(t).Executor("command")
	require.NoError(t, err)
	plugintest.ExerciseExecutor(t, executor, plugintest.Jobs{
		Settings: map[string]string{"command": `["sh", "-c", "case $(cat) in *:1,*) echo done;; *:2,*) echo waiting >&2; sleep 1000;; *) exit 1;; esac"]`},
		Works:    []sdk.Job{{Attempt: 1}},
		Fails:    []sdk.Job{{Attempt: 3}},
		Slow:     &sdk.Job{Attempt: 2},
	})
}

// What a model is asked crosses the process boundary with the findings, and what its service asks for comes back.
func TestChatConforms(t *testing.T) {
	t.Parallel()
	models := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		question, err := io.ReadAll(r.Body)
		said := func(what string) bool { return strings.Contains(string(question), what) }
		piece := `data: {"choices": [{"delta": {"content": "a line"}, "finish_reason": "stop"}]}` + "\n\n"
		switch {
		case err != nil || said("a novel"):
			http.Error(w, "no", http.StatusBadRequest)
		case said("a queue"):
			w.Header().Set("Retry-After", "90")
			http.Error(w, `{"error": "wait"}`, http.StatusTooManyRequests)
		case said("an epic"):
			<-r.Context().Done()
		case said("rhyme: none") != said(`"role":"assistant"`):
			http.Error(w, "findings and what they are about come together", http.StatusBadRequest)
		default:
			fmt.Fprint(w, piece, "data: [DONE]\n\n")
		}
	}))
	t.Cleanup(models.Close)
	executor, err := newBuiltin(t).Executor("chat")
	require.NoError(t, err)
	settings := map[string]string{
		"url": models.URL, "model": "poet-1", "key": "s3cret",
		"ledger": filepath.Join(t.TempDir(), "ledger.json"), "budget_tokens_per_forward": "100000",
	}
	job := func(task string) sdk.Job {
		return sdk.Job{ForwardID: "0x" + strings.Repeat("5a", 32), Task: []byte(task), Attempt: 1}
	}
	second, slow := job("a poem"), job("an epic")
	second.Attempt, second.Previous, second.Findings = 2, []byte("a line"), []sdk.Finding{{Rule: "rhyme", Message: "none"}}
	plugintest.ExerciseExecutor(t, executor, plugintest.Jobs{
		Settings:    settings,
		BadSettings: []map[string]string{nil, {"url": models.URL}},
		Works:       []sdk.Job{job("a poem"), second},
		Fails:       []sdk.Job{job("a novel"), job("\xff")},
		Slow:        &slow,
	})
	_, err = executor.Run(t.Context(), job("a queue"), func(sdk.Event) error { return nil })
	after, early := sdk.AskAgain(err)
	require.True(t, early, "%v", err)
	require.Equal(t, 90*time.Second, after)
	require.ErrorContains(t, err, "ask "+models.URL+": it was asked too much (429 Too Many Requests); it says: wait")
}

// The program is in a group of its own: the plugin ends it when it is asked to go, and its keeper what the plugin does not.
func TestProgramOutlivesItsExecutor(t *testing.T) {
	t.Parallel()
	for name, limit := range map[string]time.Duration{"a stop": time.Hour, "a timeout": time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lock := filepath.Join(t.TempDir(), "lock")
			require.NoError(t, os.WriteFile(lock, nil, 0o600))
			argv, err := json.Marshal([]string{"flock", lock, "sh", "-c", "echo held >&2; sleep 1000"})
			require.NoError(t, err)
			host, err := New(Config{
				Builtin: builtin.Kinds(), Logger: zerolog.Nop(), Timeouts: Timeouts{Run: limit},
				Settings: map[string]map[string]string{"command": {"command": string(argv)}},
			})
			require.NoError(t, err)
			executor, err := host.Executor("command")
			require.NoError(t, err)
			stopped := make(chan error, 1)
			_, err = executor.Run(t.Context(), sdk.Job{Attempt: 1}, func(sdk.Event) error {
				if limit == time.Hour {
					go func() { stopped <- host.Stop() }()
				}
				return nil
			})
			require.Error(t, err)
			if limit != time.Hour {
				require.ErrorIs(t, err, ErrTimeout)
				awaitFree(t, openLock(t, lock)) // before the host ends
				stopped <- host.Stop()
			}
			require.NoError(t, <-stopped)
			awaitFree(t, openLock(t, lock))
		})
	}
}
