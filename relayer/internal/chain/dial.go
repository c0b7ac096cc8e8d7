package chain

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

// callTimeout ends every call over HTTP: an endpoint that hangs must not stop what waits for it.
const callTimeout = 20 * time.Second

// Dial connects to a JSON-RPC endpoint and refuses it if it serves another chain than chainID. 0 takes any. What an
// address holds beside scheme and host is a secret of many providers, and in no error.
func Dial(ctx context.Context, address string, chainID uint64) (*Client, error) {
	return dial(ctx, address, chainID, callTimeout)
}

func dial(ctx context.Context, address string, chainID uint64, timeout time.Duration) (*Client, error) {
	client, err := connect(ctx, address, chainID, timeout)
	if err != nil {
		return nil, fmt.Errorf("connect to the chain at %s: %w", Endpoint(address), err)
	}
	return client, nil
}

// Endpoint is an endpoint's address as it may be shown: scheme and host.
func Endpoint(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" {
		return "an address that is none"
	}
	return (&url.URL{Scheme: parsed.Scheme, Host: parsed.Host}).String()
}

func connect(ctx context.Context, address string, chainID uint64, timeout time.Duration) (*Client, error) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" { // what the parser says quotes the address
		return nil, errors.New("want an address such as http://127.0.0.1:8545")
	}
	shown := address
	var options []rpc.ClientOption
	if parsed.Scheme == "http" || parsed.Scheme == "https" {
		shown = Endpoint(address)
		options = append(options, rpc.WithHTTPClient(&http.Client{
			Transport: whole{parsed}, Timeout: timeout,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}))
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	raw, err := rpc.DialOptions(ctx, shown, options...)
	if err != nil {
		if quoting := new(url.Error); errors.As(err, &quoting) {
			err = quoting.Err
		}
		return nil, err
	}
	eth := ethclient.NewClient(raw)
	client, err := New(ctx, eth, chainID)
	if err != nil {
		eth.Close()
		return nil, err
	}
	return client, nil
}

// whole sends to the whole address what its caller, whose errors quote addresses, thinks goes to scheme and host.
type whole struct{ address *url.URL }

// RoundTrip sends one request.
func (w whole) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.URL = w.address
	if user := w.address.User; user != nil {
		password, _ := user.Password()
		request.SetBasicAuth(user.Username(), password)
	}
	return http.DefaultTransport.RoundTrip(request)
}
