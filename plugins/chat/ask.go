package chat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const (
	maxHeaders = 64 << 10 // bytes of an answer's headers
	maxReason  = 64 << 10 // bytes that are read of an answer that is none
	maxQuote   = 300      // bytes that are shown of it
	patience   = 10 * time.Second
)

// How long a host is told to wait where a service asks for it.
const (
	defaultWait = 30 * time.Second
	longestWait = time.Hour
)

// newClient makes one connection for each request, follows nothing and keeps nothing: a connection that is used again may
// have a request sent twice.
func newClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil, // the environment is not asked
			DialContext:            (&net.Dialer{Timeout: patience}).DialContext,
			TLSHandshakeTimeout:    patience,
			MaxResponseHeaderBytes: maxHeaders,
			DisableKeepAlives:      true,
			DisableCompression:     true, // a small answer stays small
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// ask sends one request and reads its answer. Whatever comes keeps the idle timeout away.
func (e *Executor) ask(ctx context.Context, body []byte, came func(int) error) (answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := fmt.Errorf("nothing came from it for %s, and setting %q allows no more", e.settings.idleTimeout, idleSetting)
	idle := time.AfterFunc(e.settings.idleTimeout, func() { cancel(silence) })
	defer idle.Stop()
	got, err := e.exchange(ctx, body, func(bytes int) error {
		idle.Reset(e.settings.idleTimeout)
		return came(bytes)
	})
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return got, err
}

func (e *Executor) exchange(ctx context.Context, body []byte, came func(int) error) (answer, error) {
	s := e.settings.service
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.endpoint(), bytes.NewReader(body))
	if err != nil {
		return answer{}, errors.New("its address makes no request") // the error would show it
	}
	request.Header.Set("User-Agent", "tercet")
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "text/event-stream")
	if s.key != "" {
		request.Header.Set("Authorization", "Bearer "+s.key)
	}
	response, err := e.client.Do(request)
	if err != nil {
		return answer{}, s.unreached(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return answer{}, e.refusal(response)
	}
	if err := came(0); err != nil {
		return answer{}, err
	}
	got, err := readStream(response.Body, came)
	var told *fault
	if errors.As(err, &told) {
		err = fmt.Errorf("%w%s", err, says(s.quote(told.message)))
	}
	return got, err
}

// unreached makes an error of a request fit to be shown. The address around it goes, and what an answer that is not even HTTP
// had in it.
func (s service) unreached(err error) error {
	var around *url.Error
	if errors.As(err, &around) {
		err = around.Err
	}
	if errors.Is(err, syscall.ECONNREFUSED) {
		return err
	}
	return errors.New(s.quote(err.Error()))
}

// statusError is an answer that is none.
type statusError struct {
	code   int    // of HTTP
	reason string // what the service says, fit for a terminal; empty if it says nothing
}

// Error implements error.
func (e *statusError) Error() string {
	status := strings.TrimSpace(fmt.Sprintf("%d %s", e.code, http.StatusText(e.code)))
	var text string
	switch {
	case e.code == http.StatusUnauthorized || e.code == http.StatusForbidden:
		text = fmt.Sprintf("it refuses the key (%s): give one with setting %q that may use the model", status, keyFileSetting)
	case e.code == http.StatusNotFound:
		text = fmt.Sprintf("it has no such model or address (%s): look at settings %q and %q", status, modelSetting, urlSetting)
	case e.code == http.StatusTooManyRequests:
		text = fmt.Sprintf("it was asked too much (%s)", status)
	case e.code >= http.StatusInternalServerError:
		text = fmt.Sprintf("it has trouble of its own (%s)", status)
	case e.code >= http.StatusMultipleChoices && e.code < http.StatusBadRequest:
		text = fmt.Sprintf("it points elsewhere (%s), where the key must not go: set %q to the place itself", status, urlSetting)
	default:
		text = fmt.Sprintf("it answers %s", status)
	}
	return text + says(e.reason)
}

func says(reason string) string {
	if reason == "" {
		return ""
	}
	return "; it says: " + reason
}

// refusal reads why there is no answer. It is sdk.NotYet where the service asks to wait; that an account has nothing left is
// told by the same status, and does not pass by waiting.
func (e *Executor) refusal(response *http.Response) error {
	var told struct {
		Error   *fault `json:"error"`
		Message string `json:"message"`
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, maxReason))
	if err != nil || json.Unmarshal(text, &told) != nil || told.Error == nil {
		told.Error = &fault{message: told.Message}
	}
	refused := &statusError{code: response.StatusCode, reason: e.settings.service.quote(told.Error.message)}
	if response.StatusCode != http.StatusTooManyRequests || told.Error.code == "insufficient_quota" {
		return refused
	}
	return sdk.NotYet(e.wait(response.Header.Get("Retry-After")), refused)
}

// wait reads seconds or a date, within bounds.
func (e *Executor) wait(after string) time.Duration {
	wait := defaultWait
	if seconds, err := strconv.ParseUint(after, 10, 31); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if date, err := http.ParseTime(after); err == nil {
		wait = date.Sub(e.now())
	}
	return min(max(wait, time.Second), longestWait)
}
