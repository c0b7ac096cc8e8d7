package chain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rs/zerolog"
)

// callTimeout ends every call: an endpoint that hangs must not stop what waits for it.
const callTimeout = 20 * time.Second

// ErrTooLong says that an endpoint answers with more than is read of one answer.
var ErrTooLong = errors.New("the endpoint's answer is too long")

// maxAnswer is the most bytes of one answer over HTTP: the longest are those about logs, and those are asked for in parts.
const maxAnswer = 64 << 20

// Options say how a client uses its endpoints.
type Options struct {
	// ChainID is that of the chain that is asked for; 0 takes the one that the first endpoint which answers serves.
	ChainID uint64
	// Agree is how many endpoints have to have a block before Agreed does; 0 stands for two, or one where there is one.
	Agree int
	// Timeout ends every call; 0 stands for 20 seconds.
	Timeout time.Duration
	// Clock says how long an endpoint was left alone; nil is the machine's.
	Clock func() time.Time
	// Log is told which endpoints have trouble.
	Log zerolog.Logger
}

// Dial connects to a JSON-RPC endpoint and refuses it if it serves another chain than chainID. 0 takes any. What an
// address holds beside scheme and host is a secret of many providers, and in no error.
func Dial(ctx context.Context, address string, chainID uint64) (*Client, error) {
	return DialAll(ctx, []string{address}, Options{ChainID: chainID})
}

// DialAll connects to several endpoints of one chain, the preferred one first. One of them has to work; one that serves
// another chain is refused, and with it all. Those that do not answer are told of, and tried again later.
func DialAll(ctx context.Context, addresses []string, how Options) (*Client, error) {
	var endpoints []*endpoint
	for _, address := range addresses {
		endpoints = append(endpoints, &endpoint{name: Endpoint(address), dial: func(ctx context.Context) (*ethclient.Client, error) {
			return connect(ctx, address)
		}})
		if parsed, err := url.Parse(address); err != nil || parsed.Host == "" { // what the parser says quotes the address
			return nil, fmt.Errorf("connect to the chain at %s: want an address such as http://127.0.0.1:8545", Endpoint(address))
		}
	}
	if how.Timeout <= 0 {
		how.Timeout = callTimeout
	}
	return begin(ctx, endpoints, how)
}

// Endpoint is an endpoint's address as it may be shown: scheme and host.
func Endpoint(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" {
		return "an address that is none"
	}
	return (&url.URL{Scheme: parsed.Scheme, Host: parsed.Host}).String()
}

// connect makes the connection to an endpoint: over HTTP there is none before the first call.
func connect(ctx context.Context, address string) (*ethclient.Client, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("the address is none")
	}
	shown := address
	var options []rpc.ClientOption
	if parsed.Scheme == "http" || parsed.Scheme == "https" {
		shown = Endpoint(address)
		options = append(options, rpc.WithHTTPClient(&http.Client{
			Transport:     whole{parsed},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}))
	}
	raw, err := rpc.DialOptions(ctx, shown, options...)
	if err != nil {
		if quoting := new(url.Error); errors.As(err, &quoting) {
			err = quoting.Err
		}
		return nil, err
	}
	return ethclient.NewClient(raw), nil
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
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	left := int64(maxAnswer)
	switch {
	case refusals[response.StatusCode]:
		left = maxRefusal
	case response.StatusCode >= http.StatusMultipleChoices: // the status says it; what else is there may quote the address
		left = 0
	}
	response.Body = &bounded{ReadCloser: response.Body, left: left, from: Endpoint(w.address.String())}
	return response, nil
}

// maxRefusal is the most bytes of a refusal: all of it is in an error.
const maxRefusal = 1 << 10

// bounded ends an answer that is longer than it may be.
type bounded struct {
	io.ReadCloser
	left int64
	from string
}

// Read reads on as long as there may be more.
func (b *bounded) Read(into []byte) (int, error) {
	n, err := b.ReadCloser.Read(into)
	if b.left -= int64(n); b.left < 0 {
		return 0, fmt.Errorf("%w: %s sends more than there should be", ErrTooLong, b.from)
	}
	return n, err
}
