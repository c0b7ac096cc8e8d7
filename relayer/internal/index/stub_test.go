package index_test

import (
	"context"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// forgetful leaves everything out that it is asked for, until it is honest.
type forgetful struct {
	*world
	honest bool
}

// Notices leaves everything out.
func (f *forgetful) Notices(ctx context.Context, at chain.Head, from, upTo uint64) ([]chain.Notice, int, error) {
	if !f.honest {
		return nil, 0, nil
	}
	return f.world.Notices(ctx, at, from, upTo)
}

// liar has the first event altered that a lie goes with, until it is honest.
type liar struct {
	*world
	lie          func(e *chain.Notice) bool
	lied, honest bool
}

// Notices alters one of them.
func (l *liar) Notices(ctx context.Context, at chain.Head, from, upTo uint64) ([]chain.Notice, int, error) {
	told, leftOut, err := l.world.Notices(ctx, at, from, upTo)
	for i := 0; !l.honest && !l.lied && i < len(told); i++ {
		l.lied = l.lie(&told[i])
	}
	return told, leftOut, err
}

// altered is a lie about events that have a field.
func altered[T any](field func(*chain.Notice) **T, alter func(*T)) func(*chain.Notice) bool {
	return func(e *chain.Notice) bool {
		had := field(e)
		if *had == nil {
			return false
		}
		told := **had // the chain's own stays as it is
		alter(&told)
		*had = &told
		return true
	}
}

// troubled tells no events while it has trouble.
type troubled struct {
	*world
	trouble error
}

// Notices tells them, unless there is trouble.
func (e *troubled) Notices(ctx context.Context, at chain.Head, from, upTo uint64) ([]chain.Notice, int, error) {
	if e.trouble != nil {
		return nil, 0, e.trouble
	}
	return e.world.Notices(ctx, at, from, upTo)
}
