package audit

import (
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Predicates reads the parameters of predicates that are known here.
type Predicates interface {
	// Params commits to a preimage anew. It returns false if no known predicate goes with the key, and ErrUnreadable for a
	// preimage that is none; other errors end the audit.
	Params(ctx context.Context, keyHash common.Hash, preimage []byte) (commitment statement.Word, unit common.Hash, known bool, err error)
}

// ErrUnreadable says that emitted parameters are none of the predicate's.
var ErrUnreadable = errors.New("not the parameters of this predicate")

// Provenance says where a verifying key comes from.
type Provenance interface {
	// Origin is false where nothing is known of the key. An error says that what is claimed of it does not hold.
	Origin(ctx context.Context, keyHash common.Hash) (origin Origin, known bool, err error)
}

// Origin is how a key was made.
type Origin struct {
	Setup    string // such as keys.SetupDevelopment
	Evidence string // in words, what that was held against: transcript, constraint system, source
	Foreign  bool   // the source of the constraint system is not here
	Bundle   string // the circuit's name
}

// Auditor audits the forwards of one escrow.
type Auditor struct {
	Client     *chain.Client
	Escrow     *chain.Escrow
	From       uint64     // the first block worth reading
	Predicates Predicates // nil knows none
	Provenance Provenance // nil knows none
	// Development are chains, beside tercet's and anvil's, where a development key is in its place.
	Development []uint64
}

// Audit audits one forward up to a block. An error means that the chain could not be read or has no such forward; what is
// wrong with a forward stands in the report.
func (a *Auditor) Audit(ctx context.Context, at chain.Head, id common.Hash) (Report, error) {
	forward, err := a.Escrow.Forward(ctx, at, a.From, id)
	if err != nil {
		return Report{}, err
	}
	status, err := a.Escrow.StatusOf(ctx, at, forward)
	if err != nil {
		return Report{}, err
	}
	state, err := a.Escrow.StateOf(ctx, at, id)
	if err != nil {
		return Report{}, err
	}
	story, err := a.read(ctx, at, forward)
	if err != nil {
		return Report{}, err
	}
	chainID := a.Client.ChainID()
	report := Report{
		Forward: id, ChainID: chainID.Uint64(), Escrow: a.Escrow.Address(), Block: at.Number, Status: status,
		paid: len(story.settlements) > 0,
	}
	if err := a.terms(ctx, at, &report, forward); err != nil {
		return Report{}, err
	}
	report.agree(forward, state, story)
	if err := a.tell(ctx, at, &report, forward, story); err != nil {
		return Report{}, err
	}
	report.judge()
	return report, nil
}

// tell checks what happened to a forward, in order.
func (a *Auditor) tell(ctx context.Context, at chain.Head, report *Report, forward chain.Forward, s story) error {
	if s.acceptance != nil {
		if err := a.accepted(ctx, at, report, forward, *s.acceptance); err != nil {
			return err
		}
	}
	before := progress{delivered: new(big.Int)}
	for i, settlement := range s.settlements {
		if forward.Assigned() {
			report.about = fmt.Sprintf("settlement %d: ", i+1)
		}
		if err := a.settlement(ctx, at, report, forward, before, settlement); err != nil {
			return err
		}
		before = before.after(settlement)
	}
	report.about = ""
	switch {
	case s.reclaim != nil:
		return a.reclaimed(ctx, at, report, forward, s)
	case s.closing != nil:
		return a.closed(ctx, at, report, forward, s)
	}
	return nil
}

// stateAt is the block to read the state at that a settlement met. Endpoints without old states answer with the latest
// one: all that is read there never changes (code, the time of an announcement, the delay, a verdict about a proof).
func (a *Auditor) stateAt(ctx context.Context, at chain.Head, place chain.Place) (then, state chain.Head, err error) {
	then, err = a.Client.Block(ctx, place.Block)
	if err != nil {
		return then, state, err
	}
	if then.Hash != place.BlockHash {
		return then, state, fmt.Errorf("read block %d: %w", place.Block, chain.ErrReorg)
	}
	if _, err := a.Client.Balance(ctx, then, a.Escrow.Address()); err != nil && ctx.Err() == nil {
		return then, at, nil
	}
	return then, then, ctx.Err()
}
