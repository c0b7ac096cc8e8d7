package delivery

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
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

// combinable says whether a delivery may be settled in one transaction with others. What was sent for it before stays its own, and what has
// no proof would have the escrow skip all of them.
func combinable(d *journal.Delivery) bool { return len(d.Settlement) == 0 && len(d.Proof) > 0 }

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
	for _, c := range e.mostUrgentFirst(e.groups.single) {
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
	list = slices.DeleteFunc(slices.Clone(list), func(c candidate) bool { return e.backsOff(c, m.predicate, at) })
	if len(list) == 0 {
		return nil
	}
	if e.mayCombine(list, m.predicate, at) {
		for _, c := range list {
			e.tell(c.forward, fmt.Sprintf("it waits up to %s for others to be settled with", e.opts.Gather))
		}
		return nil
	}
	return e.settleTogether(ctx, list, code, at)
}

// longestBackOff is for how many blocks at most nothing is tried again that was too dear.
const longestBackOff = 4

// backOff is in which block something was too dear to settle last, and how many blocks it waits.
type backOff struct{ block, wait uint64 }

// backsOff says that something does not go yet, since it was too dear just now: to find out anew has it, and what it could go with, read.
// Fees change with blocks. What is hurried is tried in each of them, and so is what somebody else might settle first.
func (e *Engine) backsOff(c candidate, p *Predicate, at at) bool {
	last, dear := e.groups.dear[c.forward.ID]
	if !dear || at.head.Number < last.block { // an endpoint that was ahead
		return false
	}
	return at.head.Number == last.block || at.head.Number < last.block+last.wait && c.forward.Assigned() && !e.hurried(c, p, at)
}

// tooDear has something back off for longer and longer.
func (e *Engine) tooDear(c candidate, at at) {
	last := e.groups.dear[c.forward.ID]
	e.groups.dear[c.forward.ID] = backOff{at.head.Number, min(max(2*last.wait, 1), longestBackOff)}
}

// settleEach settles each of some alone.
func (e *Engine) settleEach(ctx context.Context, list []candidate, at at) error {
	var faults []error
	for _, c := range list {
		faults = append(faults, e.settleAlone(ctx, c.forward, c.delivery, at))
	}
	return errors.Join(faults...)
}

// mostUrgentFirst puts first what is lost first if it is late, and of what is lost at the same time what loses most: its pay and its
// bond, in wei where the operator said what its token is worth, which goes before what nobody knows the worth of.
func (e *Engine) mostUrgentFirst(list []candidate) []candidate {
	return slices.SortedStableFunc(slices.Values(list), func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.forward.Terms.SettleBy, b.forward.Terms.SettleBy), e.inWei(b).Cmp(e.inWei(a)),
			a.forward.Terms.Token.Cmp(b.forward.Terms.Token), brings(b.forward, b.delivery).Cmp(brings(a.forward, a.delivery)))
	})
}

// inWei is what is lost with a delivery, 0 where nobody said what its token is worth.
func (e *Engine) inWei(c candidate) *big.Int {
	rate, known := e.opts.Worth[c.forward.Terms.Token]
	if !known {
		return new(big.Int)
	}
	return wei(brings(c.forward, c.delivery), rate)
}

// settleTogether sends one transaction: what settles the most urgent that can be settled, and with it as many of the others as one
// transaction can settle and is paid for by. Its entry keeps the transaction. What the contract refuses, or is not worth its gas by
// itself, keeps none of the others from being paid.
func (e *Engine) settleTogether(ctx context.Context, list []candidate, code chain.Code, at at) error {
	var faults []error
	var due []candidate
	read := false
	for _, c := range list {
		passed := false
		err := e.transmit(ctx, c.forward, c.delivery, settlement, at, func(ctx context.Context) (tx journal.Transaction, err error) {
			if !read {
				if due, err = e.stillDue(ctx, list); err != nil {
					return tx, err
				}
				read = true
			}
			first := slices.IndexFunc(due, func(left candidate) bool { return left.forward.ID == c.forward.ID })
			if first < 0 {
				passed = true
				e.tell(c.forward, overMeanwhile)
				return tx, errHeldBack
			}
			tx, err = e.signSome(ctx, due[first:], code)
			passed = errors.Is(err, chain.ErrTooDear) || isRefusal(err)
			switch {
			case errors.Is(err, chain.ErrTooDear):
				e.tooDear(c, at)
			case errors.Is(err, chain.ErrFeeTooHigh): // for all of them
				for _, c := range list {
					e.tooDear(c, at)
				}
			}
			return tx, err
		})
		if faults = append(faults, err); !passed {
			break
		}
	}
	return errors.Join(faults...)
}

// signSome signs what settles the first of some and, if it can be, the others with it. A group that is refused, or that the account
// cannot pay for, is halved until one is left, which is settled as any other that goes alone.
func (e *Engine) signSome(ctx context.Context, list []candidate, code chain.Code) (journal.Transaction, error) {
	for n := len(list); n > 1; n /= 2 {
		tx, err := e.signGroup(ctx, list[:n], code)
		if !isOneOf(err, chain.ErrTooDear, chain.ErrGasTooHigh, chain.ErrCannotPay) && !isRefusal(err) {
			return tx, err
		}
	}
	settled, err := FromJournal(list[0].forward, list[0].delivery)
	if err != nil {
		return journal.Transaction{}, err
	}
	return e.Wallet.SignSettle(ctx, settled, e.mostOf([]*journal.Delivery{list[0].delivery}, settlement))
}

// isRefusal says that a contract would refuse a transaction.
func isRefusal(err error) bool { return errors.As(err, new(*chain.RevertError)) }

func isOneOf(err error, reasons ...error) bool {
	return slices.ContainsFunc(reasons, func(reason error) bool { return errors.Is(err, reason) })
}

// mayCombine says whether waiting could bring more to settle with. Only what nobody else can settle waits, and nothing that is hurried:
// it goes at once, with whatever is ready.
func (e *Engine) mayCombine(list []candidate, p *Predicate, at at) bool {
	return len(list) < mostCombined && !slices.ContainsFunc(list, func(c candidate) bool {
		return !c.forward.Assigned() || e.hurried(c, p, at)
	}) && e.mayGrow(e.classOf(list[0].forward, at), list, at)
}

// hurried says that a step has no time to wait for others: its window might close meanwhile, or the steps after it would be late.
func (e *Engine) hurried(c candidate, p *Predicate, at at) bool {
	if e.presses(c.forward, at.head.Time, 0) {
		return true
	}
	rest := afterStep(c.forward, c.delivery)
	if rest == nil {
		return false
	}
	j := e.jobOf(c.forward, p, rest, at)
	return j.execute+j.prove+e.landing(p) > j.within
}

// signGroup signs the transaction that settles some deliveries, and binds them to it: the whole call is in the entry of each before
// it is sent. Where that ends in between they are bound to what was never signed, and come apart with the next tick.
func (e *Engine) signGroup(ctx context.Context, list []candidate, code chain.Code) (tx journal.Transaction, err error) {
	list = slices.SortedFunc(slices.Values(list), func(a, b candidate) int { return a.forward.ID.Cmp(b.forward.ID) }) // as the escrow wants places
	group := chain.Group{Predicate: list[0].forward.Terms.Predicate, N: 1}
	var members []common.Hash
	var deliveries []*journal.Delivery
	for _, c := range list {
		settled, err := FromJournal(c.forward, c.delivery)
		if err != nil {
			return tx, err
		}
		group.Deliveries = append(group.Deliveries, settled)
		members, deliveries = append(members, c.forward.ID), append(deliveries, c.delivery)
	}
	group.GasLimit = chain.GroupGas(code, group.Deliveries)
	call, err := e.Pack(group)
	if err != nil {
		return tx, err
	}
	if group.GasLimit > chain.MaxGroupGas || len(call) > mostCall {
		return tx, fmt.Errorf("%w: %d for %d deliveries, in a call of %d bytes", chain.ErrGasTooHigh, group.GasLimit, len(list), len(call))
	}
	if tx, err = e.Wallet.SignGroup(ctx, call, e.mostOf(deliveries, settlement)); err != nil {
		return tx, err
	}
	together := &journal.Group{ID: crypto.Keccak256Hash(call), Members: members, Call: call, Combined: true}
	for _, id := range members {
		if err := e.change(id, func(next *journal.Delivery) { next.Group = together }); err != nil {
			return tx, err
		}
	}
	return tx, nil
}
