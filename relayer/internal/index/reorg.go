package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// reconcile looks whether what was read is in the chain of a head, and takes back what is not. A head that is behind what was
// read, as endpoints have that lag, takes nothing away for a while.
func (x *Index) reconcile(ctx context.Context, head chain.Head) (behind bool, err error) {
	if x.aim.hash == (common.Hash{}) {
		return false, nil
	}
	ahead := x.aim.number > head.Number
	if !ahead {
		x.lagging = time.Time{}
		if _, stands, err := x.inChain(ctx, x.aim, head); stands || err != nil {
			return false, err
		}
	}
	marks := x.marks(min(head.Number, x.Standing().Read))
	ancestor, left, err := x.newest(ctx, marks, head)
	if err != nil {
		return false, err
	}
	if ahead && left == len(marks) {
		now := x.deps.Clock()
		if x.lagging.IsZero() {
			x.lagging = now
		}
		if now.Sub(x.lagging) < patience {
			return true, nil
		}
		x.lagging = time.Time{}
	}
	x.takeBack(ancestor)
	x.aim = mark{ancestor.Number, ancestor.Hash}
	return false, nil
}

// newest is the newest of some marks that is in the chain of a head, and how many there are up to it. Where there is none it is the
// block before the first that is read.
func (x *Index) newest(ctx context.Context, marks []mark, head chain.Head) (chain.Head, int, error) {
	found := chain.Head{Number: x.opts.First - 1}
	stand, gone := 0, len(marks) // marks before stand do, marks from gone on do not
	for at := len(marks) - 1; stand < gone; at = (stand + gone) / 2 {
		block, stands, err := x.inChain(ctx, marks[at], head)
		if err != nil {
			return chain.Head{}, 0, err
		}
		if stands {
			found, stand = block, at+1
		} else {
			gone = at
		}
	}
	return found, stand, nil
}

// inChain says whether a block that was read is in the chain of a head that is not before it.
func (x *Index) inChain(ctx context.Context, m mark, head chain.Head) (chain.Head, bool, error) {
	block, err := x.deps.Blocks.Below(ctx, head, head.Number-m.number)
	if err != nil {
		return chain.Head{}, false, fmt.Errorf("look whether block %d still stands: %w", m.number, err)
	}
	return block, block.Hash == m.hash, nil
}

// marks are the blocks up to one whose hashes are known, oldest first.
func (x *Index) marks(upTo uint64) []mark {
	x.mu.RLock()
	all := slices.Concat(x.told, x.looks)
	x.mu.RUnlock()
	slices.SortFunc(all, func(a, b mark) int { return cmp.Compare(a.number, b.number) })
	all = slices.Compact(all)
	return all[:markAfter(all, upTo)]
}

// remember keeps a head that was read to.
func (x *Index) remember(head chain.Head) {
	if len(x.looks) == 2*maxLooks {
		x.looks = slices.Clone(x.looks[maxLooks:])
	}
	x.looks = append(x.looks, mark{head.Number, head.Hash})
}
