package index

import (
	"container/list"
	"context"
	"sync"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// readsAtOnce is how many bodies are read from the chain at once.
const readsAtOnce = 8

// entryBytes is what an entry of the cache takes beside its bytes, about.
const entryBytes = 1024

// cache keeps what was read last, up to so many bytes.
type cache struct {
	mu    sync.Mutex
	most  int
	held  int
	order *list.List // the last used first
	byKey map[chain.Place]*list.Element
}

type entry struct {
	at    chain.Place
	value any
	bytes int
}

func newCache(most int) *cache {
	return &cache{most: most, order: list.New(), byKey: map[chain.Place]*list.Element{}}
}

// put keeps a value, which never changes, and lets go of others. One that is longer than all there is room for is not kept.
func (c *cache) put(at chain.Place, value any, bytes int) {
	bytes += entryBytes
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey[at] != nil || bytes > c.most {
		return
	}
	c.byKey[at] = c.order.PushFront(entry{at, value, bytes})
	for c.held += bytes; c.held > c.most; {
		oldest := c.order.Back()
		e, _ := c.order.Remove(oldest).(entry)
		delete(c.byKey, e.at)
		c.held -= e.bytes
	}
}

// forget lets go of everything after a block.
func (c *cache) forget(after uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for at, found := range c.byKey {
		if at.Block <= after {
			continue
		}
		e, _ := c.order.Remove(found).(entry)
		delete(c.byKey, at)
		c.held -= e.bytes
	}
}

func (c *cache) get(at chain.Place) any {
	c.mu.Lock()
	defer c.mu.Unlock()
	found := c.byKey[at]
	if found == nil {
		return nil
	}
	c.order.MoveToFront(found)
	e, _ := found.Value.(entry)
	return e.value
}

// Opening is a forward's opening, with parameters and task as its opener gave them.
func (x *Index) Opening(ctx context.Context, at Moment) (*chain.Forward, error) {
	return body(ctx, x, at, func(head chain.Head) (*chain.Forward, int, error) {
		f, err := x.deps.Bodies.OpeningAt(ctx, head, at.Place)
		return &f, len(f.Params) + len(f.Task), err
	})
}

// Settlement is a settlement with its payload and, unless a group has it, its proof. One that is longer than anybody has to read is an
// error (chain.ErrLogTooLarge).
func (x *Index) Settlement(ctx context.Context, at Moment) (*chain.Settlement, error) {
	return body(ctx, x, at, func(head chain.Head) (*chain.Settlement, int, error) {
		s, err := x.deps.Bodies.SettlementAt(ctx, head, at.Place)
		return &s, 32*len(s.Payload) + len(s.Proof), err
	})
}

// Group is the proof of a group of settlements, and the places that it did not settle.
func (x *Index) Group(ctx context.Context, at Moment) (*chain.GroupSettlement, error) {
	return body(ctx, x, at, func(head chain.Head) (*chain.GroupSettlement, int, error) {
		g, err := x.deps.Bodies.GroupAt(ctx, head, at.Place)
		size := len(g.Proof)
		for _, other := range g.Others {
			size += 32 * (1 + len(other.V))
		}
		return &g, size, err
	})
}

func body[T any](ctx context.Context, x *Index, at Moment, read func(chain.Head) (*T, int, error)) (*T, error) {
	if kept, is := x.bodies.get(at.Place).(*T); is {
		return kept, nil
	}
	select {
	case x.reading <- struct{}{}:
		defer func() { <-x.reading }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	value, bytes, err := read(x.Standing().Aim)
	if err != nil {
		return nil, err
	}
	x.bodies.put(at.Place, value, bytes)
	return value, nil
}
