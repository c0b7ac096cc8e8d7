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
// have it, and so is what is pinned to none until that endpoint has trouble. One that answers with an older block than it did, or others
// do, when it was looked which are behind, is passed over as those are: blocks of hours ago are true, and all agree about them.
func (c *Client) Head(ctx context.Context) (Head, error) {
	c.look(ctx)
	var faults []error
	var old []reply[Head]
	for _, e := range c.inTurn() {
		newest, err := latest(ctx, c, e)
		switch {
		case err == nil && !c.isOld(newest):
			for _, r := range old {
				c.passOver(r)
			}
			c.use(e)
			return newest, nil
		case err == nil:
			old = append(old, reply[Head]{from: e, value: newest})
		default:
			faults = append(faults, err)
		}
		if ctx.Err() != nil {
			break
		}
	}
	if len(old) > 0 && ctx.Err() == nil { // there is none other, or the chain itself went back
		best := slices.MaxFunc(old, func(a, b reply[Head]) int {
			return cmp.Or(cmp.Compare(a.value.Time, b.value.Time), cmp.Compare(a.value.Number, b.value.Number))
		})
		c.use(best.from)
		return best.value, nil
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
	var numbers, times []uint64
	for _, r := range replies {
		numbers, times = append(numbers, r.value.Number), append(times, r.value.Time)
	}
	slices.Sort(numbers)
	slices.Sort(times)
	best := max(1, len(replies)-2) // of more than two, one that makes blocks up leaves none behind
	c.mu.Lock()
	c.known = mark{numbers[best], times[best]}
	c.mu.Unlock()
	for _, r := range replies {
		if c.isOld(r.value) {
			c.passOver(r)
			continue
		}
		c.mu.Lock()
		r.from.behind = false
		c.mu.Unlock()
	}
}

// mark is how far endpoints were: the number of a block, and the time of one, which are each what enough of them said.
type mark struct{ number, time uint64 }

// isOld says that a block is behind what the endpoints had when that was looked at.
func (c *Client) isOld(newest Head) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return newest.Number+maxBehindBlocks < c.known.number || newest.Time+maxBehindTime < c.known.time
}

// passOver has an endpoint that is behind asked after the others.
func (c *Client) passOver(r reply[Head]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !r.from.behind {
		c.log.Warn().Str("endpoint", r.from.name).Uint64("block", r.value.Number).Uint64("others", c.known.number).
			Msg("an endpoint is behind the others and is passed over")
	}
	r.from.behind = true
}
