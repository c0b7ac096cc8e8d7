package delivery

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// mostCombined is how many deliveries go into one transaction, each with its own proof: together they verify as one random linear
// combination. More of them save little, and each has the whole call in its entry.
const mostCombined = 24

// mostCall is how many bytes such a call may have: nodes pass on transactions of 128 KiB.
const mostCall = 100 << 10

// account is what is settled in one transaction: by one predicate's contract, and paid in one token, so that one transfer pays it.
type account struct{ predicate, token common.Address }

// combinable says whether a delivery may be settled in one transaction with others. What was sent for it before stays its own,
// and what has little time left goes alone, at once.
func (e *Engine) combinable(f *chain.Forward, d *journal.Delivery, at at) bool {
	return len(d.Settlement) == 0 && !e.presses(f, at.head.Time, 0)
}

// combine keeps for the end of the tick that a delivery with a proof of its own could be settled now.
func (e *Engine) combine(f *chain.Forward, d *journal.Delivery) {
	e.groups.single = append(e.groups.single, candidate{forward: f, delivery: d})
	if e.groups.since[f.ID].IsZero() {
		e.groups.since[f.ID] = e.Clock()
	}
}

// settleSingles settles what can be settled now: what one transaction can settle together, and alone what has nobody to go with.
func (e *Engine) settleSingles(ctx context.Context, at at) error {
	accounts := map[account][]candidate{}
	var order []account
	for _, c := range e.groups.single {
		k := account{c.forward.Terms.Predicate, c.forward.Terms.Token}
		if len(accounts[k]) == 0 {
			order = append(order, k)
		}
		accounts[k] = append(accounts[k], c)
	}
	var faults []error
	for _, k := range order {
		for list := range slices.Chunk(accounts[k], mostCombined) {
			if err := e.settleSome(ctx, list, at); err != nil {
				faults = append(faults, fmt.Errorf("forward %s and those settled with it: %w", list[0].forward.ID, err))
			}
		}
	}
	return errors.Join(faults...)
}

func (e *Engine) settleSome(ctx context.Context, list []candidate, at at) error {
	m, err := e.match(ctx, at.head, list[0].forward.Terms.Predicate)
	if err != nil || m.predicate == nil { // what it takes of gas is not known; what is proved is settled all the same
		return e.settleEach(ctx, list, at)
	}
	code := chain.CodeFor(m.predicate.Bundle.Manifest.Name)
	if code == chain.HourLedger { // one hour that was sold before has the escrow run all of them again, for which the gas may not do
		return e.settleEach(ctx, list, at)
	}
	if e.mayCombine(list, at) {
		for _, c := range list {
			e.tell(c.forward, fmt.Sprintf("it waits up to %s for others to be settled with", e.opts.Gather))
		}
		return nil
	}
	if len(list) == 1 {
		return e.settleEach(ctx, list, at)
	}
	return e.bind(list, code)
}

// settleEach settles each of some alone, the most urgent first.
func (e *Engine) settleEach(ctx context.Context, list []candidate, at at) error {
	var faults []error
	for _, c := range mostUrgentFirst(list) {
		faults = append(faults, e.settleAlone(ctx, c.forward, c.delivery, at))
	}
	return errors.Join(faults...)
}

func mostUrgentFirst(list []candidate) []candidate {
	return slices.SortedStableFunc(slices.Values(list), func(a, b candidate) int {
		return cmp.Compare(a.forward.Terms.SettleBy, b.forward.Terms.SettleBy)
	})
}

// settleCombined sends what settles all of a group or, where the account cannot pay for that, or they are not worth it, what settles
// the most urgent one that it can. That one leaves, and with it the others can be combined anew.
func (e *Engine) settleCombined(ctx context.Context, ready []candidate, group *journal.Group, at at) error {
	for i, c := range mostUrgentFirst(ready) {
		settled, err := FromJournal(c.forward, c.delivery)
		if err != nil {
			return err
		}
		dear := false
		err = e.transmit(ctx, c.forward, c.delivery, settlement, at, func(ctx context.Context) (journal.Transaction, error) {
			if i == 0 {
				tx, err := e.Wallet.SignGroup(ctx, group.Call, e.most(c.delivery, settlement))
				if !isOneOf(err, chain.ErrTooDear, chain.ErrGasTooHigh, chain.ErrCannotPay) {
					return tx, err
				}
			}
			tx, err := e.Wallet.SignSettle(ctx, settled, e.mostOf([]*journal.Delivery{c.delivery}, settlement))
			if dear = errors.Is(err, chain.ErrTooDear); err != nil {
				return tx, err
			}
			return tx, e.part(c.delivery, nil)
		})
		if err != nil || !dear {
			return err
		}
	}
	return nil
}

func isOneOf(err error, reasons ...error) bool {
	return slices.ContainsFunc(reasons, func(reason error) bool { return errors.Is(err, reason) })
}

// mayCombine says whether waiting could bring more to settle with. Only what nobody else can settle waits.
func (e *Engine) mayCombine(list []candidate, at at) bool {
	return len(list) < mostCombined && !slices.ContainsFunc(list, func(c candidate) bool { return !c.forward.Assigned() }) &&
		e.mayGrow(e.classOf(list[0].forward, at), list, at)
}

// bind has some deliveries settled in one transaction, or in several that stay below what one may be. The whole call is in the entry
// of each before it is sent.
func (e *Engine) bind(list []candidate, code chain.Code) error {
	slices.SortFunc(list, func(a, b candidate) int { return a.forward.ID.Cmp(b.forward.ID) }) // as the escrow wants places
	group := chain.Group{Predicate: list[0].forward.Terms.Predicate, N: 1}
	var members []common.Hash
	for _, c := range list {
		settled, err := FromJournal(c.forward, c.delivery)
		if err != nil {
			return err
		}
		group.Deliveries, members = append(group.Deliveries, settled), append(members, c.forward.ID)
	}
	group.GasLimit = chain.GroupGas(code, group.Deliveries)
	call, err := e.Pack(group)
	if err != nil {
		return err
	}
	if half := len(list) / 2; half > 0 && (group.GasLimit > chain.MaxGroupGas || len(call) > mostCall) {
		return errors.Join(e.bind(list[:half], code), e.bind(list[half:], code))
	}
	together := &journal.Group{ID: crypto.Keccak256Hash(call), Members: members, Call: call, Combined: true}
	for _, c := range list {
		if err := e.change(c.forward.ID, func(next *journal.Delivery) { next.Group = together }); err != nil {
			return err
		}
		e.join(c.forward, e.entry(c.forward.ID))
	}
	return nil
}
