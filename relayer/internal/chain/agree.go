package chain

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
)

// Why a block is not one to rest on what cannot be taken back.
var (
	ErrDisagree = errors.New("the endpoints disagree about the chain")
	ErrTooFew   = errors.New("too few endpoints can be asked whether they agree about the chain")
)

// Agreed is a block that as many endpoints have as have to agree: what is read at it is asked of each of these, and is an
// ErrDisagree where they answer differently. It is an error, ErrDisagree or ErrTooFew, where they are fewer, whatever the reason:
// whoever can keep endpoints from answering would else decide alone. An endpoint that enough others contradict is left alone.
func (c *Client) Agreed(ctx context.Context, at Head) (Head, error) {
	if c.agree < 2 {
		return at, nil
	}
	first := c.route(at)[0]
	others := slices.DeleteFunc(slices.Clone(c.endpoints), func(e *endpoint) bool { return e == first })
	having := map[common.Hash][]*endpoint{at.Hash: {first}}
	var against error
	var faults []error
	for _, r := range each(others, func(e *endpoint) (Head, error) { return c.block(ctx, e, at.Number) }) {
		if r.err != nil {
			faults = append(faults, r.err)
			continue
		}
		having[r.value.Hash] = append(having[r.value.Hash], r.from)
		if r.value.Hash != at.Hash {
			against = fmt.Errorf("%w: block %d is %s at %s and %s at %s", ErrDisagree, at.Number, at.Hash, first.name, r.value.Hash, r.from.name)
		}
	}
	enough := slices.DeleteFunc(slices.Collect(maps.Keys(having)), func(hash common.Hash) bool { return len(having[hash]) < c.agree })
	if len(enough) == 1 {
		c.leaveOthers(at.Number, enough[0], having)
	}
	switch {
	case len(enough) == 1 && enough[0] == at.Hash:
		at.via = &route{c, having[at.Hash][:c.agree]}
		return at, nil
	case against != nil:
		return Head{}, against
	}
	return Head{}, fmt.Errorf("%w: %d of the %d that have to have block %d (%s): %w", ErrTooFew, len(having[at.Hash]), c.agree, at.Number, at.Hash,
		errors.Join(faults...))
}

// leaveOthers leaves alone who has another block than the one that enough endpoints have.
func (c *Client) leaveOthers(number uint64, hash common.Hash, having map[common.Hash][]*endpoint) {
	for other, endpoints := range having {
		for _, e := range endpoints {
			if other != hash {
				c.leave(e, fmt.Errorf("%w: block %d is %s here and %s at %s", ErrDisagree, number, other, hash, having[hash][0].name))
			}
		}
	}
}

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
