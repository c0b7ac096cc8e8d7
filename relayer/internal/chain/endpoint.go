package chain

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/rpc"
)

// How long an endpoint that had trouble is left alone: twice as long each time, until it had none for as long as the last.
const (
	firstRest = 5 * time.Second
	lastRest  = 2 * time.Minute
)

// endpoint is one of those that a client knows its chain by.
type endpoint struct {
	name string // as it may be shown
	dial func(ctx context.Context) (*ethclient.Client, error)

	dialing sync.Mutex // over eth
	eth     *ethclient.Client
	known   atomic.Bool // that it serves the client's chain; after trouble that has to be found out anew

	// The client's mutex is over what follows.
	until   time.Time     // it is left alone
	rest    time.Duration // how long, the last time
	trouble error         // why
	behind  bool          // the others
	single  time.Time     // until then it is asked one question in each request
}

func (e *endpoint) connected(ctx context.Context) (*ethclient.Client, error) {
	e.dialing.Lock()
	defer e.dialing.Unlock()
	if e.eth != nil {
		return e.eth, nil
	}
	eth, err := e.dial(ctx)
	if err != nil {
		return nil, err
	}
	e.eth = eth
	return eth, nil
}

func (e *endpoint) serves(ctx context.Context) (*big.Int, error) {
	eth, err := e.connected(ctx)
	if err != nil {
		return nil, err
	}
	served, err := eth.ChainID(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask for the chain id: %w", err)
	}
	return served, nil
}

// close ends the connection, if there is one. It is not used any more.
func (e *endpoint) close() {
	e.dialing.Lock()
	defer e.dialing.Unlock()
	if e.eth != nil {
		e.eth.Close()
	}
}

// ask makes one call of an endpoint, unless it had trouble just now and there are others.
func ask[T any](ctx context.Context, c *Client, e *endpoint, call func(context.Context, *ethclient.Client) (T, error)) (answer T, err error) {
	if err := c.rests(e); err != nil {
		return answer, err
	}
	return try(ctx, c, e, call)
}

// try makes one call of an endpoint, whatever trouble it had. Where it has trouble now it is left alone afterwards.
func try[T any](ctx context.Context, c *Client, e *endpoint, call func(context.Context, *ethclient.Client) (T, error)) (answer T, err error) {
	answer, err = patiently(ctx, e, func() (T, error) { return once(ctx, c, e, call) })
	if err != nil && ctx.Err() == nil && isTrouble(err) {
		c.leave(e, err)
	}
	if err != nil && len(c.endpoints) > 1 {
		err = fmt.Errorf("%s: %w", e.name, err)
	}
	return answer, err
}

// again is how long it takes until a call that failed at once is made again: most that go wrong do so by chance, and a look at the
// chain makes so many that few would come to their end otherwise. What took longer than atOnce is not made again.
var again = []time.Duration{50 * time.Millisecond, 250 * time.Millisecond}

const atOnce = 2 * time.Second

// patiently makes a call of an endpoint, and again where it fails at once.
func patiently[T any](ctx context.Context, e *endpoint, call func() (T, error)) (answer T, err error) {
	for attempt := 0; ; attempt++ {
		began := time.Now()
		answer, err = call()
		trouble := err != nil && isTrouble(err)
		if !trouble && !isInternal(err) || isLimit(err) || attempt == len(again) || time.Since(began) > atOnce {
			return answer, err
		}
		if trouble {
			e.known.Store(false)
		}
		select {
		case <-ctx.Done():
			return answer, err
		case <-time.After(again[attempt]):
		}
	}
}

func once[T any](ctx context.Context, c *Client, e *endpoint, call func(context.Context, *ethclient.Client) (T, error)) (answer T, err error) {
	limited, cancel := c.limit(ctx)
	defer cancel()
	eth, err := c.ready(limited, e)
	if err != nil {
		return answer, err
	}
	return call(limited, eth)
}

// ready is an endpoint's connection, once it is known that it serves the client's chain.
func (c *Client) ready(ctx context.Context, e *endpoint) (*ethclient.Client, error) {
	if e.known.Load() {
		return e.connected(ctx)
	}
	served, err := e.serves(ctx)
	if err != nil {
		return nil, err
	}
	if served.Cmp(c.chainID) != 0 {
		return nil, fmt.Errorf("%w: its chain id is %s now, and %s was asked for", ErrWrongChain, served, c.chainID)
	}
	e.known.Store(true)
	return e.connected(ctx)
}

// isTrouble says that an endpoint does not work, or not for us. That it answers with a refusal, or has not got what it is
// asked for, is an answer.
func isTrouble(err error) bool {
	refused, status := rpc.Error(nil), rpc.HTTPError{}
	switch {
	case errors.Is(err, ethereum.NotFound):
		return false
	case errors.As(err, &refused):
		return isLimit(err)
	case errors.As(err, &status):
		return !refusals[status.StatusCode]
	}
	return true
}

// MayPass says that an endpoint is there and had trouble that may be over soon: it was asked too often, failed itself, or was cut off.
func MayPass(err error) bool {
	var status rpc.HTTPError
	if errors.As(err, &status) {
		return status.StatusCode >= http.StatusInternalServerError || status.StatusCode == http.StatusTooManyRequests
	}
	cut := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET)
	return cut || isLimit(err) || errors.Is(err, context.DeadlineExceeded)
}

// isLimit says that an endpoint was asked too often: to ask again at once would make that worse.
func isLimit(err error) bool {
	refused, status := rpc.Error(nil), rpc.HTTPError{}
	return errors.As(err, &refused) && refused.ErrorCode() == http.StatusTooManyRequests || // as some say it inside an answer
		errors.As(err, &status) && status.StatusCode == http.StatusTooManyRequests
}

// isInternal says that an endpoint refused what it may take when it is asked again. Some say so of what a contract reverts, with data.
func isInternal(err error) bool {
	const internalError = -32603 // EIP-1474
	refused, data := rpc.Error(nil), rpc.DataError(nil)
	return errors.As(err, &refused) && refused.ErrorCode() == internalError && (!errors.As(err, &data) || data.ErrorData() == nil)
}

// refusals are the statuses with which an endpoint refuses one request and may take another.
var refusals = map[int]bool{http.StatusBadRequest: true, http.StatusRequestEntityTooLarge: true, http.StatusUnprocessableEntity: true}

// leave has an endpoint left alone for a while. The only one is not, since there is no other to ask.
func (c *Client) leave(e *endpoint, why error) {
	e.known.Store(false)
	if len(c.endpoints) == 1 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.clock()
	if now.Before(e.until) { // several calls had the same trouble
		return
	}
	if now.Sub(e.until) > lastRest {
		e.rest = 0
	}
	e.rest = min(max(firstRest, 2*e.rest), lastRest)
	e.until, e.trouble = now.Add(e.rest), why
	c.log.Warn().Str("endpoint", e.name).Stringer("for", e.rest).Err(why).Msg("an endpoint has trouble and is left alone")
}

// rests says why an endpoint is left alone, if it is.
func (c *Client) rests(e *endpoint) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.clock().Before(e.until) {
		return fmt.Errorf("%s had trouble just now and is left alone: %w", e.name, e.trouble)
	}
	return nil
}

// inTurn are the endpoints that may be asked, as they are preferred: those that are behind come last, and those that are
// left alone are among them only where all are.
func (c *Client) inTurn() []*endpoint {
	c.mu.Lock()
	defer c.mu.Unlock()
	var first, last []*endpoint
	for _, e := range c.endpoints {
		switch {
		case c.clock().Before(e.until):
		case e.behind:
			last = append(last, e)
		default:
			first = append(first, e)
		}
	}
	if all := append(first, last...); len(all) > 0 {
		return all
	}
	return slices.Clone(c.endpoints)
}

// reply is what one of several endpoints answered.
type reply[T any] struct {
	from  *endpoint
	value T
	err   error
}

// each asks several endpoints at the same time.
func each[T any](endpoints []*endpoint, ask func(*endpoint) (T, error)) []reply[T] {
	replies := make([]reply[T], len(endpoints))
	var group sync.WaitGroup
	for i, e := range endpoints {
		group.Go(func() {
			replies[i].from = e
			replies[i].value, replies[i].err = ask(e)
		})
	}
	group.Wait()
	return replies
}
