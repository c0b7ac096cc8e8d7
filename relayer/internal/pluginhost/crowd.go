package pluginhost

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// A plugin's calls share its process: what ends it ends them all, and nobody knows then which of them did it. So each that was
// not answered is asked once more, alone, and who ends it then is to blame. Others wait a little for that, and are told to come back.
const (
	everybody  = 1 << 30 // so many calls at once are none at all
	waitBeside = 5 * time.Second
	comeBack   = 15 * time.Second
)

// enter waits for a place beside the other calls of a plugin, or for one alone.
func (p *plugin) enter(ctx context.Context, alone bool) (leave func(), err error) {
	places, waiting := int64(1), ctx
	if alone {
		places = everybody
	} else {
		var cancel context.CancelFunc
		waiting, cancel = context.WithTimeout(ctx, waitBeside)
		defer cancel()
	}
	err = p.room.Acquire(waiting, places)
	switch {
	case err == nil:
		return func() { p.room.Release(places) }, nil
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	default:
		return nil, fmt.Errorf("plugin %s: %w", p.info.Name, sdk.NotYet(comeBack,
			fmt.Errorf("%w: it ended while several asked it, and is asked by one at a time now", ErrUnavailable)))
	}
}

func newRoom() *semaphore.Weighted { return semaphore.NewWeighted(everybody) }

// startedSoon is started, for who may wait a little until it may start again.
func (p *plugin) startedSoon(ctx context.Context) (*instance, error) {
	i, err := p.started(ctx)
	after, early := sdk.AskAgain(err)
	if !early || after > longestWait {
		return i, err
	}
	timer := time.NewTimer(after)
	defer timer.Stop()
	select {
	case <-timer.C:
		return p.started(ctx)
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// crowd is the calls that one process is at.
type crowd struct {
	mu sync.Mutex
	of map[*asked]struct{}
}

// asked is one of them.
type asked struct{ crowded bool } // with others, any of which may be what ends the process

func (c *crowd) enter() *asked {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[*asked]struct{}{}
	}
	one := &asked{crowded: len(c.of) > 0}
	for other := range c.of {
		other.crowded = true
	}
	c.of[one] = struct{}{}
	return one
}

// leave says whether a call was with others. With an answer it is none of those that may end the process any more.
func (c *crowd) leave(one *asked, answered bool) (crowded bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.of, one)
	if answered && len(c.of) == 1 {
		for last := range c.of {
			last.crowded = false
		}
	}
	return one.crowded
}
