package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/ethclient"
)

// ErrDisagree says that endpoints answer differently.
var ErrDisagree = errors.New("the endpoints disagree about the chain")

// route is where what is pinned to a block is read. A block that another client read is asked for here.
func (c *Client) route(at Head) []*endpoint {
	if at.via != nil && at.via.client == c {
		return at.via.endpoints
	}
	return []*endpoint{c.here()}
}

// read asks for what is pinned to a block: everybody who has to agree about it, one after the other.
func read[T any](ctx context.Context, c *Client, at Head, same func(a, b T) bool,
	call func(context.Context, *ethclient.Client) (T, error),
) (T, error) {
	return readAt(c, at, same, func(e *endpoint) (T, error) { return ask(ctx, c, e, call) })
}

// readAt is read for what takes several calls.
func readAt[T any](c *Client, at Head, same func(a, b T) bool, from func(*endpoint) (T, error)) (answer T, err error) {
	for i, e := range c.route(at) {
		other, err := from(e)
		if err != nil {
			return answer, err
		}
		if i == 0 {
			answer = other
		} else if !same(answer, other) {
			return answer, fmt.Errorf("%w: %s and %s answer differently about one block", ErrDisagree, c.route(at)[0].name, e.name)
		}
	}
	return answer, nil
}
