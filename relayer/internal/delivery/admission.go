package delivery

import (
	"context"
	"fmt"
	"slices"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// unwanted says why a forward is not begun though it could be delivered: the operator works for others. What was begun before
// they said so goes on, since a bond may be lost by stopping.
func (o Options) unwanted(f *chain.Forward) (reason string) {
	switch {
	case len(o.Buyers) > 0 && !slices.Contains(o.Buyers, f.Buyer):
		return fmt.Sprintf("its buyer %s is none of those this relayer works for", f.Buyer)
	case slices.Contains(o.DeniedBuyers, f.Buyer):
		return fmt.Sprintf("its buyer %s is one of those this relayer does not work for", f.Buyer)
	case slices.Contains(o.DeniedPredicates, f.Terms.Predicate):
		return fmt.Sprintf("its predicate contract %s is one of those this relayer does not deliver to", f.Terms.Predicate)
	}
	return ""
}

// skip says why a forward is not taken, which does not change while this process runs.
func (e *Engine) skip(ctx context.Context, f *chain.Forward, reason string) error {
	e.tell(f, reason)
	return e.close(ctx, f)
}
