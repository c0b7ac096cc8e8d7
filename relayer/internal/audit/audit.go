package audit

import (
	"context"
	"errors"
	"fmt"

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
	// Setup is how the key was made, such as "development", and false where that is not known.
	Setup(keyHash common.Hash) (setup string, known bool)
}

// Auditor audits the forwards of one escrow.
type Auditor struct {
	Client     *chain.Client
	Escrow     *chain.Escrow
	From       uint64     // the first block worth reading
	Predicates Predicates // nil knows none
	Provenance Provenance // nil knows none
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
	settlements, err := a.Escrow.Settlements(ctx, at, forward)
	if err != nil {
		return Report{}, err
	}
	reclaim, err := a.Escrow.Reclaim(ctx, at, forward)
	if err != nil {
		return Report{}, err
	}
	chainID := a.Client.ChainID()
	report := Report{Forward: id, ChainID: chainID.Uint64(), Escrow: a.Escrow.Address(), Block: at.Number, Status: status}
	if err := a.terms(ctx, at, &report, forward); err != nil {
		return Report{}, err
	}
	a.ending(&report, status, len(settlements), reclaim != nil)
	if reclaim != nil {
		if err := a.reclaim(ctx, at, &report, forward, *reclaim); err != nil {
			return Report{}, err
		}
	}
	for _, settlement := range settlements {
		if err := a.settlement(ctx, at, &report, forward, settlement); err != nil {
			return Report{}, err
		}
	}
	report.judge()
	return report, nil
}

// ending looks whether the escrow's state and its events tell the same story.
func (a *Auditor) ending(report *Report, status chain.Status, settlements int, reclaimed bool) {
	const name = "state and events"
	told := fmt.Sprintf("the state says %s; the events tell of %s and of %s", status,
		count(settlements, "settlement"), map[bool]string{true: "one reclaim", false: "no reclaim"}[reclaimed])
	// The forward was read from its opening: a state that knows none contradicts that.
	agree := settlements == 0 && !reclaimed && !status.Cold() && status != chain.StatusNone ||
		settlements == 1 && !reclaimed && status == chain.StatusSettled ||
		settlements == 0 && reclaimed && status == chain.StatusReclaimed
	if !agree {
		report.fails(name, "%s", told)
		return
	}
	report.holds(name, "%s", told)
	if !status.Cold() {
		report.skips("payment", "nothing was paid yet: the forward is %s", status)
	}
}

func count(n int, what string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "one " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
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
