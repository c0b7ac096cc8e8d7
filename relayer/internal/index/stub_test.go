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
