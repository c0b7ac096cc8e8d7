package audit

import (
	"context"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// rounds checks, for a predicate of two rounds, that the output was committed to before its challenge could be known, that the
// challenge is what the beacon block's hash makes, and that the settlement was proved under both.
func (a *Auditor) rounds(ctx context.Context, at chain.Head, report *Report, forward chain.Forward, s chain.Settlement) error {
	const name = "rounds"
	if forward.Terms.BeaconBlock == 0 {
		return nil
	}
	contract, err := a.Escrow.Rounds(ctx, at)
	if err != nil {
		return err
	}
	committed, err := contract.Committed(ctx, at, forward)
	if err != nil {
		return err
	}
	drawn, err := contract.Drawn(ctx, at, forward)
	if err != nil {
		return err
	}
	beacon, err := a.Client.Block(ctx, forward.Terms.BeaconBlock)
	if err != nil {
		return err
	}
	switch {
	case committed == nil:
		report.fails(name, "nothing was committed to")
	case committed.Committed.Block >= beacon.Number:
		report.fails(name, "committed to in block %d, and the challenge is the hash of block %d", committed.Committed.Block, beacon.Number)
	case committed.Commitment != s.Commitment:
		report.fails(name, "it was proved of another output than the one committed to in block %d", committed.Committed.Block)
	case drawn == nil:
		report.fails(name, "no challenge was drawn")
	case drawn.Beacon != chain.Beacon(beacon.Hash, forward.ID):
		report.fails(name, "the challenge drawn is not what the hash of block %d makes", beacon.Number)
	case drawn.Beacon != s.Beacon:
		report.fails(name, "it was proved under another challenge than the one drawn in block %d", drawn.Drawn.Block)
	default:
		report.holds(name, "committed to by %s in block %d; the challenge is the hash of block %d, drawn in block %d",
			committed.By, committed.Committed.Block, beacon.Number, drawn.Drawn.Block)
	}
	return nil
}
