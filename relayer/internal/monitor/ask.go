package monitor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

const (
	statusPath  = "/status"
	maxSnapshot = 4 << 20 // more than the most forwards that are told take, each with the longest reason
	maxWait     = 5 * time.Second
)

// ErrNoAnswer says that no relayer answers at an address.
var ErrNoAnswer = errors.New("no relayer answers")

// Ask asks the relayer whose monitor listens at HOST:PORT how things stand. What it answers is bounded, and not trusted otherwise:
// its texts may hold anything.
func Ask(ctx context.Context, address string) (Snapshot, error) {
	s, err := ask(ctx, address)
	if err != nil {
		return s, fmt.Errorf("%w at %s: %w", ErrNoAnswer, address, err)
	}
	return s, nil
}

func ask(ctx context.Context, address string) (s Snapshot, err error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return s, errors.New("want HOST:PORT, such as 127.0.0.1:9464")
	}
	if host == "" { // where `tercet run` listens at each of this machine's
		host = "127.0.0.1"
	}
	place := url.URL{Scheme: "http", Host: net.JoinHostPort(host, port), Path: statusPath}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, place.String(), nil)
	if err != nil {
		return s, errors.New("want HOST:PORT, such as 127.0.0.1:9464")
	}
	client := http.Client{
		Timeout: maxWait, Transport: &http.Transport{DisableKeepAlives: true}, // and no proxy
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if quoting := (*url.Error)(nil); errors.As(err, &quoting) {
		err = quoting.Err
	}
	if err != nil {
		return s, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return s, fmt.Errorf("what is there is something else: it answers %s", response.Status)
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, maxSnapshot)).Decode(&s); err != nil {
		return s, fmt.Errorf("what is there is something else: %w", err)
	}
	return s, nil
}
