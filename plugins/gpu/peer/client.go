package peer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const (
	maxReason    = 2 << 10          // bytes of what an error says
	maxHeaders   = 16 << 10         // bytes of an answer's headers
	longest      = 20 * time.Minute // a whole call, whatever the caller's context allows
	patience     = 10 * time.Second // to connect, and again for the handshake
	longestRetry = time.Hour        // longest wait that an answer may ask for
)

// HTTPClient asks one peer, and believes nothing of it but its name.
type HTTPClient struct {
	base   *url.URL
	client *http.Client
}

// ErrTooLarge says that an answer was larger than it may be.
var ErrTooLarge = errors.New("the answer is too large")

// StatusError is an answer that is none.
type StatusError struct {
	Status     int
	Reason     string        // what the other side says, fit for a terminal
	RetryAfter time.Duration // zero where it does not say
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("it answers %d %s: %s", e.Status, http.StatusText(e.Status), e.Reason)
}

// NewHTTPClient is for asking the server with that name at a URL. It does not connect yet.
func NewHTTPClient(base string, server Name, key Key) (*HTTPClient, error) {
	parsed, err := ParseURL(base)
	if err != nil {
		return nil, err
	}
	return &HTTPClient{base: parsed, client: &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil, // the environment is not asked
			DialContext:            (&net.Dialer{Timeout: patience}).DialContext,
			TLSClientConfig:        Client(key, server),
			TLSHandshakeTimeout:    patience,
			MaxResponseHeaderBytes: maxHeaders,
			MaxConnsPerHost:        4,
			IdleConnTimeout:        30 * time.Second,
			DisableCompression:     true, // a small answer stays small
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Jar:           nil,
	}}, nil
}

// ParseURL reads where a peer listens: https, a host, and nothing else.
func ParseURL(text string) (*url.URL, error) {
	const most = 512
	if len(text) > most {
		return nil, fmt.Errorf("a peer's URL has %d bytes, at most %d are allowed", len(text), most)
	}
	parsed, err := url.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("a peer's URL: %w", err)
	}
	if parsed.Scheme != "https" || parsed.Hostname() == "" || parsed.User != nil || parsed.RawQuery != "" || parsed.ForceQuery ||
		parsed.Fragment != "" || strings.Trim(parsed.Path, "/") != "" {
		return nil, fmt.Errorf("a peer's URL %q: want https://HOST:PORT and nothing behind it", text)
	}
	return &url.URL{Scheme: "https", Host: parsed.Host}, nil
}

// Do asks with a method and a path of segments, which are escaped, and returns an answer of 200 of at most that many bytes.
// Any other one is a *StatusError.
func (c *HTTPClient) Do(ctx context.Context, method string, path []string, body []byte, most int64) ([]byte, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, longest, fmt.Errorf("no answer within %s", longest))
	defer cancel()
	answer, err := c.do(ctx, method, c.base.JoinPath(escaped(path)...), body, most)
	if ctx.Err() != nil {
		err = context.Cause(ctx) // even where the end of the answer came in the same moment
	}
	if err != nil {
		return nil, fmt.Errorf("ask %s for /%s: %w", c.base, strings.Join(path, "/"), err)
	}
	return answer, nil
}

func escaped(path []string) []string {
	out := make([]string, len(path))
	for i, segment := range path {
		out[i] = url.PathEscape(segment)
	}
	return out
}

func (c *HTTPClient) do(ctx context.Context, method string, at *url.URL, body []byte, most int64) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, at.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "tercet")
	request.Header.Set("Content-Type", "application/octet-stream")
	response, err := c.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, statusError(response)
	}
	if response.ContentLength > most {
		return nil, fmt.Errorf("%w: %d bytes, at most %d are allowed", ErrTooLarge, response.ContentLength, most)
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, most+1))
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if int64(len(answer)) > most {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most)
	}
	return answer, nil
}

func statusError(response *http.Response) error {
	reason, err := io.ReadAll(io.LimitReader(response.Body, maxReason))
	if err != nil {
		reason = []byte("and does not say why")
	}
	fault := &StatusError{Status: response.StatusCode, Reason: strings.TrimSpace(sdk.Clean(string(reason)))}
	if seconds, err := strconv.ParseUint(response.Header.Get("Retry-After"), 10, 31); err == nil {
		fault.RetryAfter = min(time.Duration(seconds)*time.Second, longestRetry)
	}
	return fault
}

// Close ends connections that are kept for later.
func (c *HTTPClient) Close() { c.client.CloseIdleConnections() }
