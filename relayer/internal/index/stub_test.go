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

// Events leaves everything out.
func (f *forgetful) Events(ctx context.Context, at chain.Head, from, upTo uint64) ([]chain.Event, int, error) {
	if !f.honest {
		return nil, 0, nil
	}
	return f.world.Events(ctx, at, from, upTo)
}
