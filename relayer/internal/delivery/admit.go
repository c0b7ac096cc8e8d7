package delivery

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// admission is what was found out about a forward that does not change.
type admission struct {
	predicate *Predicate
	batches   []*keys.Bundle // that its contract has keys for, largest first
	params    sdk.Params
	task      []byte
	reason    string // why it is never taken, else empty
	brief     bool   // params and task, which may be long, were let go
}

// admit decides whether a forward can be delivered at all. An error means that it could not be found out now.
func (e *Engine) admit(ctx context.Context, f *chain.Forward, head chain.Head) (admission, error) {
	e.mu.Lock()
	a, known := e.admitted[f.ID]
	e.mu.Unlock()
	if known {
		return a, nil
	}
	return e.admitAnew(ctx, f, head)
}

func (e *Engine) admitAnew(ctx context.Context, f *chain.Forward, head chain.Head) (admission, error) {
	a, err := e.judge(ctx, f, head)
	if err != nil {
		return admission{}, err
	}
	e.mu.Lock()
	e.admitted[f.ID] = a
	e.mu.Unlock()
	return a, nil
}

// full is an admission with what was let go of it, which is found out anew: it may be refused by now.
func (e *Engine) full(ctx context.Context, f *chain.Forward, a admission, head chain.Head) (admission, error) {
	if !a.brief {
		return a, nil
	}
	return e.admitAnew(ctx, f, head)
}

// letGo keeps no more of an admission than what is decided by: what strangers opened may be long, and wait for long.
func (e *Engine) letGo(f *chain.Forward) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if a, known := e.admitted[f.ID]; known && e.entries[f.ID] == nil {
		a.params, a.task, a.brief = sdk.Params{}, nil, true
		e.admitted[f.ID] = a
	}
}

// reconsider has a forward judged anew that was refused before somebody accepted it for us.
func (e *Engine) reconsider(f *chain.Forward) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.admitted[f.ID].reason != "" {
		delete(e.admitted, f.ID)
	}
}

func (e *Engine) judge(ctx context.Context, f *chain.Forward, head chain.Head) (admission, error) {
	refuse := func(format string, args ...any) (admission, error) {
		return admission{reason: fmt.Sprintf(format, args...)}, nil
	}
	terms := f.Terms
	m, err := e.match(ctx, head, terms.Predicate)
	if err != nil {
		return admission{}, err
	}
	p := m.predicate
	if p == nil {
		return refuse("its predicate contract %s is none of those this relayer proves: code or key are others", terms.Predicate)
	}
	if reason := CheckRounds(terms.BeaconBlock, p.Name, p.TwoRounds, e.opts.ChainID.Uint64()); reason != "" {
		return refuse("%s", reason)
	}
	if reason := CheckLimits(terms, p.Name, p.Limits); reason != "" {
		return refuse("%s", reason)
	}
	if reason := CheckSeal(terms); reason != "" && !f.Assigned() { // with a bond on it, it is looked at before it is accepted
		return refuse("%s", reason)
	}
	w := e.wary(f, p.Plugin)
	if err := w.early(); err != nil { // before its opening is read, and its task looked for
		return admission{}, err
	}
	whole, err := e.whole(f)
	if err != nil {
		return admission{}, err
	}
	params, task, reason, err := CheckTerms(ctx, whole, e.opts.Tasks, p.Name, w)
	return admission{predicate: p, batches: m.batches, params: params, task: task, reason: reason}, err
}

// CheckRounds says why a predicate of one or two rounds does not go with a beacon block, 0 for none, on a chain.
func CheckRounds(beaconBlock uint64, name string, twoRounds bool, chainID uint64) (reason string) {
	switch asked := beaconBlock != 0; {
	case asked && !twoRounds:
		return fmt.Sprintf("its terms ask for two rounds, and %s has one", name)
	case !asked && twoRounds:
		return fmt.Sprintf("%s has two rounds, and its terms name no block for the challenge", name)
	case asked && !chain.HasBeacons(chainID):
		return fmt.Sprintf("it takes two rounds, and on chain %d one party may choose the hashes of blocks, and with them the challenge", chainID)
	}
	return ""
}

// CheckSeal says why nobody should take on to seal to the key in some terms. What was accepted is sealed to it all the same: the
// escrow accepts it and the circuit proves it, and who takes a signed ask chooses the key.
func CheckSeal(t statement.Terms) (reason string) {
	if err := (statement.PublicKey{X: t.SealX, Y: t.SealY}).Check(); err != nil {
		return fmt.Sprintf("its sealing key: %v", err)
	}
	return ""
}

// CheckLimits says why a predicate can never be delivered for forwards with some terms.
func CheckLimits(t statement.Terms, name string, limits sdk.Limits) (reason string) {
	assigned, step := t.AcceptBy != 0, new(big.Int).SetUint64(limits.StepUnits)
	switch {
	case limits.AssignedOnly && !assigned:
		return fmt.Sprintf("%s is delivered for assigned forwards only, by whoever accepted them", name)
	case limits.WindowSeconds > 0 && (t.Start%limits.WindowSeconds != 0 || t.End%limits.WindowSeconds != 0):
		return fmt.Sprintf("%s wants windows that begin and end at multiples of %d seconds, and this one is from %s (%d) to %s (%d)",
			name, limits.WindowSeconds, moment(t.Start), t.Start, moment(t.End), t.End)
	case limits.StepUnits > 0 && !assigned && t.Quantity.Cmp(step) > 0:
		return fmt.Sprintf("%s delivers at most %v units at once, and an open forward, of %v here, is delivered at once", name, step, t.Quantity)
	}
	return ""
}

// CheckTerms says why a forward can never be delivered, whatever the effort, finds its task, and reads its parameters with the
// plugin of its predicate, which the caller found to be the right one. An error means that it could not be found out now.
func CheckTerms(ctx context.Context, f *chain.Forward, tasks Tasks, name string, plugin parameters) (params sdk.Params, task []byte, reason string, err error) {
	refuse := func(format string, args ...any) (sdk.Params, []byte, string, error) {
		return sdk.Params{}, nil, fmt.Sprintf(format, args...), nil
	}
	terms := f.Terms
	if task, reason, err = tasks.Of(f); err != nil {
		return params, nil, "", err
	}
	if task == nil {
		return refuse("the task is not in hand: %s", reason)
	}
	params, err = plugin.OpenParams(ctx, f.Params)
	switch {
	case errors.Is(err, sdk.ErrUnjudgeable) || errors.Is(err, sdk.ErrRefused):
		return refuse("its parameters make no sense to %s: %v", name, err)
	case err != nil:
		return params, nil, "", fmt.Errorf("open its parameters: %w", err)
	case common.Hash(params.Commitment) != common.Hash(terms.Params.Bytes()):
		return refuse("the parameters emitted with its opening are not those its terms commit to")
	case common.Hash(params.Unit) != terms.Unit:
		return refuse("its unit is %s, that of its parameters is %s", terms.Unit, common.Hash(params.Unit))
	case !bytes.Equal(params.Preimage, f.Params):
		return refuse("the parameters emitted with its opening are not in their one encoding")
	}
	// What can be read cannot always be judged: parameters may be made for data of another version.
	again, err := plugin.CommitParams(ctx, params.JSON)
	switch {
	case errors.Is(err, sdk.ErrUnjudgeable) || errors.Is(err, sdk.ErrRefused):
		return refuse("%s cannot judge by its parameters here: %v", name, err)
	case err != nil:
		return params, nil, "", fmt.Errorf("commit to its parameters: %w", err)
	case again.Commitment != params.Commitment:
		return refuse("%s would commit to other parameters than it reads", name)
	}
	return params, task, "", nil
}

// match is the predicate whose proofs a contract verifies, nil if there is none, and the batches it has keys for, largest first.
type match struct {
	predicate *Predicate
	batches   []*keys.Bundle
}

// match finds the predicate whose bundle a contract verifies. The answer for a contract's code does not change.
func (e *Engine) match(ctx context.Context, head chain.Head, contract common.Address) (match, error) {
	e.mu.Lock()
	found, known := e.matches[contract]
	e.mu.Unlock()
	if known {
		return found, nil
	}
	for _, candidate := range e.Predicates {
		batches, err := e.Witness.CheckPredicate(ctx, head, contract, candidate)
		if err == nil {
			slices.SortFunc(batches, func(a, b *keys.Bundle) int { return b.Manifest.Batch - a.Manifest.Batch })
			found = match{candidate, batches}
			break
		}
		if !errors.Is(err, ErrOtherPredicate) {
			return match{}, fmt.Errorf("compare predicate contract %s with %s: %w", contract, candidate.Name, err)
		}
	}
	e.mu.Lock()
	e.matches[contract] = found
	e.mu.Unlock()
	return found, nil
}

// strange says why a forward's predicate contract is shown nothing, if it is another one than at its admission: that is what one
// endpoint said, and this is what is agreed on.
func (e *Engine) strange(ctx context.Context, f *chain.Forward, at at) (reason string, err error) {
	contract := f.Terms.Predicate
	m, err := e.match(ctx, at.head, contract)
	if err != nil || m.predicate == nil || at.doubt != "" || e.vouched[contract] {
		return "", err
	}
	_, err = e.Witness.CheckPredicate(ctx, at.final, contract, m.predicate)
	if errors.Is(err, ErrOtherPredicate) {
		return fmt.Sprintf("its predicate contract %s is another one in the block that counts", contract), nil
	}
	if err != nil {
		return "", fmt.Errorf("compare predicate contract %s with %s: %w", contract, m.predicate.Name, err)
	}
	e.vouched[contract] = true
	return "", nil
}

// tooLate says whether a settlement that becomes possible after so long would come too late. It goes by the later of the
// chain's clock and ours, so that a node that hangs does not make us show an output that is not paid any more.
func (e *Engine) tooLate(f *chain.Forward, now uint64, after time.Duration) bool {
	return e.late(f, e.clock(now), after)
}

func (e *Engine) late(f *chain.Forward, now uint64, after time.Duration) bool {
	return now+uint64((after+e.opts.Margin)/time.Second) >= f.Terms.SettleBy //nolint:gosec // neither is negative
}
