// Package chat is the executor that asks a language model, at a service that speaks the chat completions API of OpenAI, and
// sends back what was wrong with its answer until the predicate has nothing to say any more.
//
// It promises that every attempt ends within its bounds of time and size, that a cap on what is spent holds over restarts
// and crashes, that the key goes to the configured host and nowhere else, and that neither key nor path of the address is
// in an error or in progress. Nothing is kept between attempts but the ledger of what was spent: the conversation is made
// anew out of each job.
//
// It reads the stream itself: a client library would bring retries that spend beyond a cap, look for keys in the environment,
// and leave sizes unbounded.
package chat

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"syscall"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Name is what the executor is called in a configuration.
const Name = "chat"

// pauses stand before each further try of a request that no answer came to.
var pauses = []time.Duration{time.Second, 4 * time.Second}

// Executor implements sdk.Executor.
type Executor struct {
	settings settings
	client   *http.Client
	ledger   *ledger // nil where no cap spans attempts

	now   func() time.Time
	sleep func(context.Context, time.Duration) error
}

// New makes an executor that still has to be configured.
func New() *Executor {
	return &Executor{client: newClient(), now: time.Now, sleep: sleep}
}

// Configure implements sdk.Executor. A ledger that is not there is begun.
func (e *Executor) Configure(ctx context.Context, raw map[string]string) error {
	settings, err := parseSettings(raw)
	if err != nil {
		return err
	}
	var book *ledger
	if settings.ledger != "" {
		if book, err = openLedger(ctx, settings.ledger, settings.caps); err != nil {
			return fmt.Errorf("setting %q: %w", ledgerSetting, err)
		}
	}
	e.settings, e.ledger = settings, book
	return nil
}

// Run implements sdk.Executor. A service that asks to wait is sdk.NotYet.
func (e *Executor) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	messages, err := conversation(e.settings.system, job)
	if err != nil {
		return nil, err
	}
	body, err := e.settings.request(messages)
	if err != nil {
		return nil, fmt.Errorf("write the request: %w", err)
	}
	ctx, cancel, err := e.bounded(ctx, job.Deadline)
	if err != nil {
		return nil, err
	}
	defer cancel()
	if err := emit(sdk.Event{Message: sdk.Clean(fmt.Sprintf("%s at %s is asked, with %d messages of %d bytes",
		e.settings.model, e.settings.service, len(messages), size(messages)))}); err != nil {
		return nil, err
	}
	request := request{forward: job.ForwardID, body: body, most: usage{mostTokens(messages), e.settings.maxTokens}, emit: emit}
	answer, err := e.askAgain(ctx, request)
	if err != nil {
		err = fmt.Errorf("ask %s: %w", e.settings.service, err)
		if after, early := sdk.AskAgain(err); early {
			return nil, sdk.NotYet(after, err) // outermost: what is around it does not cross the process boundary
		}
		return nil, err
	}
	output := answer.text
	if e.settings.stripFence {
		output = withoutFence(output)
	}
	if len(bytes.TrimSpace(output)) == 0 {
		return nil, fmt.Errorf("ask %s: its answer is empty", e.settings.service)
	}
	return output, nil
}

// bounded is the context of one attempt: it ends after the timeout or at the job's deadline, whichever is first.
func (e *Executor) bounded(ctx context.Context, deadline time.Time) (context.Context, func(), error) {
	// The causes are no context.DeadlineExceeded: a host would take that for a plugin that hangs.
	timeout := e.settings.timeout
	cause := fmt.Errorf("its answer was not whole within %s, and setting %q allows no more", timeout, timeoutSetting)
	if !deadline.IsZero() {
		left := deadline.Sub(e.now())
		if left <= 0 {
			return nil, nil, fmt.Errorf("the job's deadline %s has passed", deadline)
		}
		if left < timeout {
			timeout, cause = left, fmt.Errorf("the job's deadline %s has come", deadline)
		}
	}
	ctx, cancel := context.WithTimeoutCause(ctx, timeout, cause)
	return ctx, cancel, nil
}

// request is what one attempt asks.
type request struct {
	forward string
	body    []byte
	most    usage // what one answer to it may take
	emit    func(sdk.Event) error
}

// askAgain asks, and again where nobody answered.
func (e *Executor) askAgain(ctx context.Context, r request) (answer, error) {
	for _, pause := range pauses {
		answer, err := e.askOnce(ctx, r)
		if err == nil || !nobody(err) {
			return answer, err
		}
		if err := r.emit(sdk.Event{Message: sdk.Clean(fmt.Sprintf("%v; it is asked again in %s", err, pause))}); err != nil {
			return answer, err
		}
		if err := e.sleep(ctx, pause); err != nil {
			return answer, err
		}
	}
	return e.askOnce(ctx, r)
}

// askOnce asks within the caps. What it may cost is in the ledger before anything is sent, and stays there unless the service
// says what it did cost, or that it did nothing.
func (e *Executor) askOnce(ctx context.Context, r request) (answer, error) {
	if err := e.ledger.reserve(ctx, r.forward, r.most); err != nil {
		return answer{}, err
	}
	progress := &progress{now: e.now, emit: r.emit, last: e.now()}
	answer, err := e.ask(ctx, r.body, progress.came)
	var kept error
	switch {
	case err == nil && answer.usage.said():
		kept = e.ledger.replace(ctx, r.forward, r.most, answer.usage)
	case nothingDone(err):
		kept = e.ledger.replace(ctx, r.forward, r.most, usage{})
	}
	if kept != nil { // the ledger says too much, which is safe, and the answer is paid for
		kept = r.emit(sdk.Event{Message: sdk.Clean(fmt.Sprintf("what it may have cost counts as spent: %v", kept))})
	}
	return answer, cmp.Or(err, kept, answer.check(e.settings.service.quote))
}

// nobody says whether a request came to nobody, or to a service in trouble, so that it may be tried again.
func nobody(err error) bool {
	var refusal *statusError
	return errors.Is(err, syscall.ECONNREFUSED) || errors.As(err, &refusal) && refusal.code >= http.StatusInternalServerError
}

// nothingDone says whether a service did no work for a request: it was not reached, or it refused. One in trouble of its own
// may have worked.
func nothingDone(err error) bool {
	var refusal *statusError
	return errors.Is(err, syscall.ECONNREFUSED) || errors.As(err, &refusal) && refusal.code < http.StatusInternalServerError
}

// request is the API's JSON.
func (s settings) request(messages []message) ([]byte, error) {
	body := struct {
		Model         string    `json:"model"`
		Messages      []message `json:"messages"`
		Stream        bool      `json:"stream"`
		StreamOptions struct {
			IncludeUsage bool `json:"include_usage"`
		} `json:"stream_options"`
		Temperature         json.Number `json:"temperature,omitempty"`
		MaxTokens           int64       `json:"max_tokens,omitempty"`
		MaxCompletionTokens int64       `json:"max_completion_tokens,omitempty"`
	}{Model: s.model, Messages: messages, Stream: true, Temperature: s.temperature}
	body.StreamOptions.IncludeUsage = true
	if s.tokensField == maxTokensSetting {
		body.MaxTokens = s.maxTokens
	} else {
		body.MaxCompletionTokens = s.maxTokens
	}
	return json.Marshal(body)
}

func sleep(ctx context.Context, pause time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(pause):
		return nil
	}
}
