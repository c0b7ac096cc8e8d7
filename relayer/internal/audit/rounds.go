package audit

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// rounds checks, for a predicate of two rounds, that the output was committed to before its challenge could be known, that the
// challenge is what the beacon block's hash makes, and that the settlement was proved under both.
func (r *Report) rounds(t *trial, s *settled) {
	const name = "rounds"
	block := t.forward.Terms.BeaconBlock
	switch committed, drawn := t.committed, t.drawn; {
	case block == 0:
	case committed == nil:
		r.fails(name, "nothing was committed to")
	case committed.Committed.Block >= block:
		r.fails(name, "committed to in block %d, and the challenge is the hash of block %d", committed.Committed.Block, block)
	case committed.Commitment != s.Commitment:
		r.fails(name, "it was proved of another output than the one committed to in block %d", committed.Committed.Block)
	case drawn == nil:
		r.fails(name, "no challenge was drawn")
	case t.beacon == common.Hash{} || drawn.Beacon != chain.Beacon(t.beacon, t.forward.ID):
		r.fails(name, "the challenge drawn is not what the hash of block %d makes", block)
	case drawn.Beacon != s.Beacon:
		r.fails(name, "it was proved under another challenge than the one drawn in block %d", drawn.Drawn.Block)
	default:
		r.holds(name, "committed to by %s in block %d; the challenge is the hash of block %d, drawn in block %d",
			committed.By, committed.Committed.Block, block, drawn.Drawn.Block)
	}
}
