package chain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/ethclient"
)

// How far behind the others an endpoint may be before it is passed over, and how often that is looked at.
const (
	maxBehindBlocks = 32
	maxBehindTime   = 90 // seconds between the times of blocks
	lookEvery       = 15 * time.Second
)

// Head is the latest block. With it an endpoint is chosen: what is pinned to the block is read there, since another one may not
// have it, and so is what is pinned to none until that endpoint has trouble.
func (c *Client) Head(ctx context.Context) (Head, error) {
	c.look(ctx)
	var faults []error
	for _, e := range c.inTurn() {
		newest, err := latest(ctx, c, e)
		if err == nil {
			c.use(e)
			return newest, nil
		}
		if faults = append(faults, err); ctx.Err() != nil {
			break
		}
	}
	return Head{}, fmt.Errorf("read the latest block: %w", errors.Join(faults...))
}

// Endpoint is where the client reads now: scheme and host.
func (c *Client) Endpoint() string { return c.here().name }

func latest(ctx context.Context, c *Client, e *endpoint) (Head, error) {
	return try(ctx, c, e, func(ctx context.Context, eth *ethclient.Client) (Head, error) { return c.header(ctx, e, eth, nil) })
}

// header is the block of that number, nil for the latest, as an endpoint has it.
func (c *Client) header(ctx context.Context, e *endpoint, eth *ethclient.Client, number *big.Int) (Head, error) {
	header, err := eth.HeaderByNumber(ctx, number)
	if err != nil {
		return Head{}, err
	}
	if !header.Number.IsUint64() || number != nil && header.Number.Cmp(number) != 0 {
		return Head{}, fmt.Errorf("it answers with block %v", header.Number)
	}
	return Head{
		Number: header.Number.Uint64(), Hash: header.Hash(), Parent: header.ParentHash,
		Time: header.Time, BaseFee: header.BaseFee, via: &route{c, []*endpoint{e}},
	}, nil
}

// use reads at an endpoint from now on.
func (c *Client) use(e *endpoint) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.clock(); now.Before(e.until) { // it works again, all others do not
		e.until = now
	}
	if c.current != e {
		c.log.Info().Str("endpoint", e.name).Str("before", c.current.name).Msg("the chain is read at another endpoint")
		c.current = e
	}
}

// here is the endpoint for what is pinned to no block.
func (c *Client) here() *endpoint {
	c.mu.Lock()
	current := c.current
	c.mu.Unlock()
	if c.rests(current) == nil {
		return current
	}
	next := c.inTurn()[0]
	if c.rests(next) == nil {
		c.use(next)
	}
	return next
}

// look finds out, now and then, which endpoints are behind.
func (c *Client) look(ctx context.Context) {
	c.mu.Lock()
	now := c.clock()
	early := len(c.endpoints) == 1 || now.Before(c.looked.Add(lookEvery))
	if !early {
		c.looked = now
	}
	c.mu.Unlock()
	if early {
		return
	}
	replies := each(c.inTurn(), func(e *endpoint) (Head, error) { return latest(ctx, c, e) })
	replies = slices.DeleteFunc(replies, func(r reply[Head]) bool { return r.err != nil })
	if len(replies) < 2 {
		return
	}
	slices.SortFunc(replies, func(a, b reply[Head]) int { return cmp.Compare(b.value.Number, a.value.Number) })
	best := replies[min(1, len(replies)-2)].value // of more than two, one that makes blocks up leaves none behind
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, r := range replies {
		behind := r.value.Number+maxBehindBlocks < best.Number || r.value.Time+maxBehindTime < best.Time
		if behind && !r.from.behind {
			c.log.Warn().Str("endpoint", r.from.name).Uint64("block", r.value.Number).Uint64("others", best.Number).
				Msg("an endpoint is behind the others and is passed over")
		}
		r.from.behind = behind
	}
}
