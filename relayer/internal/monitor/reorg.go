package monitor

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// blocks reads the chain as it is now.
type blocks interface {
	Block(ctx context.Context, number uint64) (chain.Head, error)
}

// maxTrail is how many blocks are remembered: a reorganisation that takes away all that are counts as one of as many.
const maxTrail = 128

// trail remembers blocks that were in the chain, oldest first, to notice which of them go away.
type trail struct {
	blocks blocks
	seen   []mark
}

type mark struct {
	number uint64
	hash   common.Hash
}

// follow goes to a newer head and says how many blocks between the last one and where the chains part went away. Where blocks
// passed unseen that is the most it can be. A head that is behind the last one, as endpoints have that lag, takes nothing away.
func (t *trail) follow(ctx context.Context, head chain.Head) (depth uint64, err error) {
	if len(t.seen) == 0 {
		t.add(head)
		return 0, nil
	}
	last := t.seen[len(t.seen)-1]
	parted := false
	for i := len(t.seen) - 1; i >= 0; i-- {
		if t.seen[i].number > head.Number {
			continue // what is there is not known yet
		}
		same, err := t.stands(ctx, t.seen[i], head)
		if err != nil {
			return 0, err
		}
		if !same {
			parted = true
			continue
		}
		if parted {
			depth = last.number - t.seen[i].number
			t.seen = t.seen[:i+1]
		}
		t.add(head)
		return depth, nil
	}
	if !parted { // it is older than all that is remembered
		return 0, nil
	}
	depth = last.number - t.seen[0].number + 1
	t.seen = nil
	t.add(head)
	return depth, nil
}

// stands says whether a block that was seen is in the chain of a head.
func (t *trail) stands(ctx context.Context, seen mark, head chain.Head) (bool, error) {
	switch seen.number {
	case head.Number:
		return seen.hash == head.Hash, nil
	case head.Number - 1:
		return seen.hash == head.Parent, nil
	}
	now, err := t.blocks.Block(ctx, seen.number)
	if err != nil {
		return false, fmt.Errorf("look whether block %d still stands: %w", seen.number, err)
	}
	return seen.hash == now.Hash, nil
}

// add remembers a head, with its parent, where they are newer than what is remembered.
func (t *trail) add(head chain.Head) {
	for _, m := range []mark{{head.Number - min(1, head.Number), head.Parent}, {head.Number, head.Hash}} {
		if m.hash != (common.Hash{}) && (len(t.seen) == 0 || m.number > t.seen[len(t.seen)-1].number) {
			t.seen = append(t.seen, m)
		}
	}
	t.seen = t.seen[max(0, len(t.seen)-maxTrail):]
}
