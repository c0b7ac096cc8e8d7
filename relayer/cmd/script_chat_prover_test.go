//go:build prover

package cmd

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/testscript"
)

// chatService is a service with the API of chat completions: `chat-service VARIABLE LOG ANSWER...` puts its address into a
// variable. Request n is kept in the file LOG.n before it gets the nth answer, or the last one again: busy (a 503), garbled (a
// stream of what is no JSON), cut (one that breaks off), hang (nothing, until the client goes), or what is in a file.
func chatService(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: chat-service VARIABLE LOG ANSWER...")
	}
	log, answers := ts.MkAbs(args[1]), []http.HandlerFunc{}
	for _, name := range args[2:] {
		if answer, ok := chatTrouble[name]; ok {
			answers = append(answers, answer)
			continue
		}
		text, err := json.Marshal(ts.ReadFile(name))
		ts.Check(err)
		answers = append(answers, chatStream(
			fmt.Sprintf(`{"choices":[{"index":0,"delta":{"content":%s},"finish_reason":"stop"}]}`, text),
			`{"choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":1000}}`, "[DONE]"))
	}
	var count atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer the-key" {
			http.Error(w, "this is no request of the API", http.StatusTeapot)
			return
		}
		n := count.Add(1)
		if err := os.WriteFile(fmt.Sprintf("%s.%d", log, n), body, 0o600); err != nil {
			panic(err)
		}
		answers[min(int(n), len(answers))-1](w, r)
	}))
	ts.Defer(server.Close)
	ts.Setenv(args[0], server.URL+"/v1")
}

var chatTrouble = map[string]http.HandlerFunc{
	"busy": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "1")
		http.Error(w, "overloaded", http.StatusServiceUnavailable)
	},
	"garbled": chatStream("In circuits dense"),
	"cut":     chatStream(`{"choices":[{"index":0,"delta":{"content":"In circuits dense"}}]}`),
	"hang":    func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
}

func chatStream(events ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for _, event := range events {
			_, _ = fmt.Fprintf(w, "data: %s\n\n", event)
			_ = http.NewResponseController(w).Flush()
		}
	}
}

func init() { scriptCommands["chat-service"] = chatService }
