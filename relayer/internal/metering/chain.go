// Package metering joins meters to a chain: it reads there what they rest on, forwards and beacons, and keeps their time.
//
// It promises that what it says of a forward is what the escrow says at the newest block, and that a beacon is the last block
// that is not younger than asked for, as soon as there is a younger one. It trusts the endpoint, as everything here does that only reads.
package metering

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Chain is what a meter reads of one.
type Chain struct {
	client *chain.Client
	escrow *chain.Escrow
	from   uint64 // where the escrow's events begin
}

// NewChain reads through a client.
func NewChain(client *chain.Client, escrow *chain.Escrow, from uint64) *Chain {
	return &Chain{client, escrow, from}
}

// Forward is what the escrow says of a forward that is of GPU-hours, accepted, and not over.
func (c *Chain) Forward(ctx context.Context, id common.Hash) (meter.Forward, error) {
	f, err := c.forward(ctx, id)
	if err != nil {
		return meter.Forward{}, fmt.Errorf("read forward %s for a meter: %w", id, err)
	}
	return f, nil
}

// Holders hold the positions of a forward at the newest block; nobody holds those of one that was never opened, or that was reclaimed
// or closed.
func (c *Chain) Holders(ctx context.Context, id common.Hash) (meter.Holding, error) {
	head, err := c.client.Head(ctx)
	if err != nil {
		return meter.Holding{}, fmt.Errorf("read who holds positions of forward %s: %w", id, err)
	}
	state, err := c.escrow.StateOf(ctx, head, id)
	if err != nil {
		return meter.Holding{}, err
	}
	holding := meter.Holding{Block: head.Number, Time: head.Time}
	if !state.Ended {
		holding.Buyer, holding.Provider = state.Buyer, state.Provider
	}
	return holding, nil
}

// CheckTerms says whether a forward's parameters and window are those of its opening, whatever became of it since.
func (c *Chain) CheckTerms(ctx context.Context, claimed meter.Forward) error {
	head, err := c.client.Head(ctx)
	if err != nil {
		return err
	}
	f, err := c.escrow.Forward(ctx, head, c.from, claimed.ID)
	if errors.Is(err, chain.ErrNoForward) {
		err = fmt.Errorf("%w: %w", meter.ErrAbsent, err)
	}
	if err != nil {
		return fmt.Errorf("look forward %s up: %w", claimed.ID, err)
	}
	params, err := gpuhours.ParsePreimage(f.Params)
	switch {
	case err != nil:
		return fmt.Errorf("%w: forward %s is not of GPU-hours: %w", meter.ErrContradicted, claimed.ID, err)
	case params.Commit() != f.Terms.Params || string(f.Params) != string(claimed.Preimage):
		return fmt.Errorf("%w: the parameters of forward %s are others on it", meter.ErrContradicted, claimed.ID)
	case f.Terms.Start%gpuhours.HourSeconds != 0 || f.Terms.Start/gpuhours.HourSeconds != claimed.From ||
		f.Terms.End%gpuhours.HourSeconds != 0 || f.Terms.End/gpuhours.HourSeconds != claimed.To:
		return fmt.Errorf("%w: the window of forward %s is another one on it", meter.ErrContradicted, claimed.ID)
	}
	return nil
}

func (c *Chain) forward(ctx context.Context, id common.Hash) (meter.Forward, error) {
	head, err := c.client.Head(ctx)
	if err != nil {
		return meter.Forward{}, err
	}
	f, err := c.escrow.Forward(ctx, head, c.from, id)
	if err != nil {
		return meter.Forward{}, err
	}
	params, err := gpuhours.ParsePreimage(f.Params)
	if err != nil {
		return meter.Forward{}, fmt.Errorf("it is not of GPU-hours: %w", err)
	}
	state, err := c.escrow.StateOf(ctx, head, id)
	if err != nil {
		return meter.Forward{}, err
	}
	status, err := c.escrow.StatusOf(ctx, head, f)
	if err != nil {
		return meter.Forward{}, err
	}
	t := f.Terms
	switch {
	case params.Commit() != t.Params:
		return meter.Forward{}, errors.New("the parameters that its opening shows are not those that it commits to")
	case status != chain.StatusPending && status != chain.StatusDeliverable || state.Provider == (common.Address{}):
		return meter.Forward{}, fmt.Errorf("it is %s: a meter looks at devices of forwards that somebody has accepted and that are not over", status)
	case t.Start%gpuhours.HourSeconds != 0 || t.End%gpuhours.HourSeconds != 0:
		return meter.Forward{}, errors.New("its window is not of whole hours, so that nothing can be delivered")
	}
	return meter.Forward{
		ID: id, Preimage: f.Params, From: t.Start / gpuhours.HourSeconds, To: t.End / gpuhours.HourSeconds,
		Buyer: state.Buyer, Provider: state.Provider,
	}, nil
}

// Beacon is the last block that is not younger than a time.
func (c *Chain) Beacon(ctx context.Context, at uint64) (meter.Beacon, error) {
	head, err := c.client.Head(ctx)
	if err != nil {
		return meter.Beacon{}, fmt.Errorf("find the last block of second %d: %w", at, err)
	}
	if head.Time <= at {
		return meter.Beacon{}, fmt.Errorf("find the last block of second %d: the newest block is of second %d, and there may be others yet", at, head.Time)
	}
	block := func(number int) chain.Head {
		if err != nil {
			return chain.Head{}
		}
		var found chain.Head
		found, err = c.client.Block(ctx, uint64(number)) //nolint:gosec // of a search from 0
		return found
	}
	later := sort.Search(int(head.Number)+1, func(number int) bool { return block(number).Time > at }) //nolint:gosec // a block's number
	if err == nil && later == 0 {
		err = errors.New("the chain begins after it")
	}
	last := block(later - 1)
	if err != nil {
		return meter.Beacon{}, fmt.Errorf("find the last block of second %d: %w", at, err)
	}
	return meter.Beacon{Number: last.Number, Hash: last.Hash, Time: last.Time}, nil
}

// CheckBeacon says whether a beacon is the one of an hour.
func (c *Chain) CheckBeacon(ctx context.Context, hour uint64, beacon meter.Beacon) error {
	real, err := c.Beacon(ctx, meter.BeaconTime(hour))
	if err != nil {
		return err
	}
	if real != beacon {
		return fmt.Errorf("%w: the beacon of hour %d is block %d (%s) and not block %d (%s)", meter.ErrContradicted, hour, real.Number, real.Hash, beacon.Number, beacon.Hash)
	}
	return nil
}

// Clock is the time that hours are counted in: the machine's, or on a development chain, whose clock can be moved, the chain's where
// that is ahead. Elsewhere no block moves it: one with a time that is yet to come would make a meter miss everything until then.
type Clock struct {
	client *chain.Client
	wall   func() time.Time
	moved  bool // the chain's clock may be
	mu     sync.Mutex
	ahead  time.Duration
}

// NewClock has to be refreshed before it shows more than the machine's time.
func NewClock(client *chain.Client) *Clock {
	return &Clock{client: client, wall: time.Now, moved: chain.IsDevelopment(client.ChainID().Uint64())}
}

// Refresh looks at the newest block.
func (c *Clock) Refresh(ctx context.Context) error {
	head, err := c.client.Head(ctx)
	if err != nil {
		return fmt.Errorf("read the chain's time: %w", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.moved {
		c.ahead = max(c.ahead, head.At().Sub(c.wall()), 0)
	}
	return nil
}

// Now is the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.wall().Add(c.ahead)
}
