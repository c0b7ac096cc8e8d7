package api

import (
	"context"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// shelf is what is known of addresses of one kind: of those that were asked for last, so that a stranger who names many takes nobody's
// place for good. Its get may be called at once.
type shelf[T any] struct {
	clock  func() time.Time
	find   func(ctx context.Context, address common.Address) (T, error)
	known  *lru[common.Address, foundOut[T]]
	wanted *lru[common.Address, struct{}] // that were asked for and are not known
}

// foundOut is how the last try to find something out went.
type foundOut[T any] struct {
	what T
	err  error
	at   time.Time
}

func newShelf[T any](clock func() time.Time, find func(context.Context, common.Address) (T, error)) *shelf[T] {
	return &shelf[T]{
		clock: clock, find: find,
		known: newLRU[common.Address, foundOut[T]](maxNames), wanted: newLRU[common.Address, struct{}](maxNames),
	}
}

// get is what is known of an address. What is not, or could not be found out long ago, is wanted from now on.
func (s *shelf[T]) get(address common.Address) (foundOut[T], bool) {
	found, is := s.known.get(address)
	if !is || found.err != nil && s.clock().Sub(found.at) >= nameRetry {
		s.wanted.put(address, struct{}{})
	}
	return found, is
}

// look finds out what is wanted, what was asked for last first; then what else is named, while there is room and nobody waits.
func (s *shelf[T]) look(ctx context.Context, named map[common.Address]int) {
	long := true
	for ctx.Err() == nil {
		address, is := s.wanted.pop()
		if !is {
			break
		}
		switch had, again := s.known.get(address); {
		case !again:
			s.learn(ctx, address, nameTimeout)
		case had.err != nil && long:
			s.learn(ctx, address, longTimeout)
			long = false
		}
	}
	for address := range named {
		if ctx.Err() != nil || s.known.len() >= maxNames || s.wanted.len() > 0 {
			return
		}
		if !s.known.has(address) {
			s.learn(ctx, address, nameTimeout)
		}
	}
}

func (s *shelf[T]) learn(ctx context.Context, address common.Address, timeout time.Duration) {
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	what, err := s.find(limited, address)
	if err == nil || ctx.Err() == nil {
		s.known.put(address, foundOut[T]{what, err, s.clock()})
	}
}
