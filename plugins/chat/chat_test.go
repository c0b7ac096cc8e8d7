package chat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
	"github.com/tercet-protocol/tercet/plugins/terzarima"
)

const (
	testKey  = "sk-a-key-that-nobody-may-see"
	testPath = "a-path-that-nobody-may-see"
)

var testForward = "0x" + strings.Repeat("5a", 32)

// bundle is a service and an executor that asks it.
type bundle struct {
	url      string
	settings map[string]string
	executor *Executor
	paused   []time.Duration

	mu     sync.Mutex
	bodies []string // of requests, in the order that they came in
}

// newBundle answers each request by the next handler, and then by the last one again.
func newBundle(t *testing.T, settings map[string]string, handlers ...http.HandlerFunc) *bundle {
	t.Helper()
	b := &bundle{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.Method != http.MethodPost || r.URL.Path != "/"+testPath+"/v1/chat/completions" ||
			r.Header.Get("Authorization") != "Bearer "+testKey || r.Header.Get("Content-Type") != "application/json" {
			http.Error(w, "this is no request of the API", http.StatusTeapot)
			return
		}
		b.mu.Lock()
		b.bodies = append(b.bodies, string(body))
		handler := handlers[min(len(b.bodies), len(handlers))-1]
		b.mu.Unlock()
		handler(w, r)
	}))
	t.Cleanup(server.Close)
	b.url = server.URL
	b.settings = map[string]string{"url": server.URL + "/" + testPath + "/v1", "model": "poet-1", "key": testKey}
	maps.Copy(b.settings, settings)
	b.executor = b.another(t)
	return b
}

// another is an executor of the same settings, as after a restart.
func (b *bundle) another(t *testing.T) *Executor {
	t.Helper()
	executor := New()
	executor.sleep = func(_ context.Context, pause time.Duration) error {
		b.paused = append(b.paused, pause)
		return nil
	}
	require.NoError(t, executor.Configure(t.Context(), b.settings))
	return executor
}

// run has a job done, and looks that neither errors nor progress tell what they must not.
func (b *bundle) run(t *testing.T, job sdk.Job) (output string, events []string, err error) {
	t.Helper()
	text, err := b.executor.Run(t.Context(), job, func(event sdk.Event) error {
		events = append(events, event.Message)
		return nil
	})
	requireNoSecrets(t, append(events, fmt.Sprint(err))...)
	if err != nil {
		require.Empty(t, text)
	}
	return string(text), events, err
}

func requireNoSecrets(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		require.NotContains(t, text, testKey)
		require.NotContains(t, text, testPath)
	}
}

// requests is how many came in.
func (b *bundle) requests() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.bodies)
}

func aJob() sdk.Job { return sdk.Job{ForwardID: testForward, Task: []byte("a poem"), Attempt: 1} }

// delta is a line of a stream with a piece of an answer.
func delta(text string) string {
	content, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf(`data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":%s},"finish_reason":null}],"usage":null}`, content) + "\n\n"
}

const (
	finish = `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\n"
	done   = "data: [DONE]\n\n"
)

func used(prompt, completion int) string {
	return fmt.Sprintf(`data: {"choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d}}`, prompt, completion) + "\n\n"
}

// stream answers with what is given, piece by piece.
func stream(pieces ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for _, piece := range pieces {
			_, _ = io.WriteString(w, piece)
			_ = http.NewResponseController(w).Flush()
		}
	}
}

// answers gives a whole text, word by word.
func answers(text string) http.HandlerFunc {
	pieces := []string{`data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}` + "\n\n"}
	for _, word := range strings.SplitAfter(text, " ") {
		pieces = append(pieces, delta(word))
	}
	return stream(append(pieces, finish, used(40, 60), done)...)
}

// hangs answers with what is given and then with nothing, until the client goes.
func hangs(pieces ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		stream(pieces...)(w, r)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
}

func status(code int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

func TestConformance(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct{ Messages []message }
		if json.NewDecoder(r.Body).Decode(&asked) != nil {
			panic("no JSON")
		}
		switch asked.Messages[1].Content {
		case "a poem":
			answers("line one")(w, r)
		case "an epic":
			hangs(delta("line one"))(w, r)
		default:
			status(http.StatusBadRequest, "")(w, r)
		}
	}))
	t.Cleanup(server.Close)
	settings := map[string]string{"url": server.URL, "model": "poet-1"}
	plugintest.ExerciseExecutor(t, New(), plugintest.Jobs{
		Settings:    settings,
		BadSettings: []map[string]string{nil, {"model": "poet-1"}, {"url": server.URL}},
		Works:       []sdk.Job{aJob(), {Task: []byte("a poem"), Attempt: 2, Previous: []byte("line"), Findings: []sdk.Finding{{Rule: "form", Message: "short"}}}},
		Fails:       []sdk.Job{{Attempt: 1}, {Task: []byte{0xff}, Attempt: 1}, {Task: []byte("a novel"), Attempt: 1}},
		Slow:        &sdk.Job{Task: []byte("an epic"), Attempt: 1},
	})
}

// A poem is refused by the predicate, its findings go to the service, and the second poem holds. Between the attempts the
// plugin is started anew.
func TestUntilThePredicateIsContent(t *testing.T) {
	t.Parallel()
	poem := func(path string) string {
		text, err := os.ReadFile(filepath.Join("../../circuits/terzarima/testdata/poems", path))
		require.NoError(t, err)
		return string(text)
	}
	first, second := poem("fails/llm-first-try.txt"), poem("holds/llm-second-try.txt")
	b := newBundle(t, map[string]string{"temperature": "0.7"}, answers(first), answers("```text\n"+second+"```\n"))
	predicate := terzarima.New()
	params, err := predicate.CommitParams(t.Context(), []byte(`{"required": ["proofs"]}`))
	require.NoError(t, err)
	check := func(output string) sdk.Verdict {
		verdict, err := predicate.Check(t.Context(), sdk.CheckRequest{Preimage: params.Preimage, Output: []byte(output)})
		require.NoError(t, err)
		return verdict
	}
	job := aJob()
	job.Predicate, job.Params = terzarima.Name, []byte(`{"required":["proofs"]}`)

	output, events, err := b.run(t, job)
	require.NoError(t, err)
	require.Equal(t, first, output)
	task := message{"user", "a poem\n\nThe result is judged by the rules of \"terza-rima\", with these parameters: {\"required\":[\"proofs\"]}"}
	require.Equal(t, fmt.Sprintf("poet-1 at %s is asked, with 2 messages of %d bytes", b.url, len(defaultSystem)+len(task.Content)), events[0])
	verdict := check(output)
	require.False(t, verdict.Holds)

	b.executor = b.another(t)
	job.Attempt, job.Previous, job.Findings = 2, []byte(output), verdict.Findings
	output, _, err = b.run(t, job)
	require.NoError(t, err)
	require.Equal(t, strings.TrimSuffix(second, "\n"), output)
	require.True(t, check(output).Holds)

	findings := "This was not accepted:\n\n"
	for _, finding := range verdict.Findings {
		if finding.Line > 0 {
			findings += fmt.Sprintf("line %d, ", finding.Line)
		}
		findings += finding.Rule + ": " + finding.Message + "\n"
	}
	require.Contains(t, findings, "\nline ")
	for i, messages := range [][]message{
		{{"system", defaultSystem}, task},
		{{"system", defaultSystem}, task, {"assistant", first}, {"user", findings + "\nMend these and answer with the whole result again, and with nothing else."}},
	} {
		want, err := json.Marshal(map[string]any{
			"model": "poet-1", "messages": messages, "stream": true, "stream_options": map[string]any{"include_usage": true},
			"temperature": 0.7, "max_tokens": 4096,
		})
		require.NoError(t, err)
		require.JSONEq(t, string(want), b.bodies[i])
	}
}

func TestTokensField(t *testing.T) {
	t.Parallel()
	b := newBundle(t, map[string]string{"tokens_field": "max_completion_tokens", "max_tokens": "99", "system": ""}, answers("a poem"))
	_, _, err := b.run(t, aJob())
	require.NoError(t, err)
	require.JSONEq(t, `{"model":"poet-1","messages":[{"role":"user","content":"a poem"}],"stream":true,`+
		`"stream_options":{"include_usage":true},"max_completion_tokens":99}`, b.bodies[0])
}

// How much came is told at most once a second, and never what.
func TestProgress(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil, answers(strings.Repeat("orange ", 100)))
	clock := time.Unix(0, 0)
	b.executor.now = func() time.Time {
		clock = clock.Add(100 * time.Millisecond)
		return clock
	}
	_, events, err := b.run(t, aJob())
	require.NoError(t, err)
	require.Len(t, events[1:], 20, "of two hundred lines, ten a second")
	require.Equal(t, "28 bytes of the answer came", events[1])
	require.NotContains(t, strings.Join(events, "\n"), "orange")
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	gone := errors.New("the host is gone")
	b := newBundle(t, nil, hangs(delta("one")))
	_, err := b.executor.Run(t.Context(), aJob(), func(sdk.Event) error { return gone })
	require.ErrorIs(t, err, gone)
	require.Zero(t, b.requests())

	b.executor.now = func() time.Time { return time.Now().Add(time.Duration(b.requests()) * time.Hour) }
	told := 0
	_, err = b.executor.Run(t.Context(), aJob(), func(sdk.Event) error {
		if told++; told == 2 {
			return gone
		}
		return nil
	})
	require.ErrorIs(t, err, gone)
	require.Equal(t, 1, b.requests())
}
