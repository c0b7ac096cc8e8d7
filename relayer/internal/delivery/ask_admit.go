package delivery

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// noneNow says why no ask is signed now, whatever it would be.
func (e *Engine) noneNow(a *ask, at at) (reason string) {
	switch {
	case !e.opts.Accept:
		return "this relayer accepts nothing by itself any more"
	case at.doubt != "":
		return "it is not signed yet: " + at.doubt
	case e.following.short(at.head): // what was taken of the last one may be among what was not read yet
		return unread
	}
	if reason := e.CoolDown().reason(); reason != "" {
		return reason
	}
	if f := e.undecided(a, at); f != nil {
		return fmt.Sprintf("it waits until it is known what becomes of forward %s, which was opened by taking of the last one", f.ID)
	}
	return ""
}

// undecided is a forward that was opened by taking a part of the last ask, and that may yet be accepted. One that is refused for its
// terms, or its task, is none.
func (e *Engine) undecided(a *ask, at at) *chain.Forward {
	last := a.standing.Terms
	if last.Quantity == nil {
		return nil
	}
	now := e.now(at)
	e.mu.Lock()
	defer e.mu.Unlock()
	for id, f := range e.forwards {
		t := f.Terms
		_, resting := e.resting[id]
		_, closed := e.closed[id]
		if t.Provider == last.Provider && e.entries[id] == nil && !resting && !closed && seconds(now, t.AcceptBy) > e.opts.Margin && a.mayHaveOpened(t) {
			return f
		}
	}
	return nil
}

// asked says whether a forward was opened by taking the last of one of the operator's asks. Whoever opens one alike without it pays what
// a taker pays.
func (e *Engine) asked(f *chain.Forward) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.ContainsFunc(e.asks, func(a *ask) bool { return a.mayHaveOpened(f.Terms) })
}

// mayHaveOpened says whether taking a part of the last ask may have opened a forward, by its terms, when that was, how much of it it is and
// what was paid: else whoever opens one for next to nothing, with the other terms alike, would keep the next from being signed.
func (a *ask) mayHaveOpened(t statement.Terms) bool {
	made := a.standing
	alike, last := t, made.Terms
	alike.Quantity, alike.Price, alike.Bond, alike.AcceptBy, alike.TaskHash = last.Quantity, last.Price, last.Bond, last.AcceptBy, last.TaskHash
	if alike.SealX, alike.SealY = last.SealX, last.SealY; last.Quantity == nil || alike != last {
		return false
	}
	least := made.Terms.Price
	if made.RampEnd != 0 && made.LastPrice.Cmp(least) < 0 {
		least = made.LastPrice
	}
	paid := new(big.Int).Add(t.Price, big.NewInt(1)) // the parts before may have paid up to 1 of it
	paid.Mul(paid, made.Terms.Quantity)
	whole := t.Quantity.Cmp(made.MinFill) >= 0 || a.left().Sign() == 0 // the last part may be smaller
	return whole && t.AcceptBy < made.Expiry+made.Review && paid.Cmp(new(big.Int).Mul(least, t.Quantity)) > 0
}

// withhold says why an ask is not signed: what it would open would not be accepted if somebody took it now, neither as a whole, which
// anybody may, nor in its smallest part, which pays the least.
func (e *Engine) withhold(ctx context.Context, a *ask, s offer.Signed, at at) (reason, figures string, err error) {
	switch {
	case s.Side != offer.Ask || s.Review == 0 || s.Permit2 != (common.Address{}):
		return "it has no review, and whoever takes it would have its bond staked unseen: only asks with --review are signed by themselves", "", nil
	case s.Maker() != e.opts.Account || s.ChainID.Cmp(e.opts.ChainID) != 0 || s.Contract != e.opts.OfferContract:
		return fmt.Sprintf("it is of %s for offers %s on chain %s, and this relayer signs for %s", s.Maker(), s.Contract, s.ChainID, e.opts.Account), "", nil
	case s.Terms.BeaconBlock != 0:
		return "it takes two rounds, and this relayer accepts only what has one by itself; `tercet offer ask` makes it", "", nil
	case !e.opts.valued(s.Terms.Token):
		return fmt.Sprintf("it asks for token %s, which may be worthless: none of --token, --max-bond and --worth names it", s.Terms.Token), "", nil
	}
	for _, quantity := range []*big.Int{s.Terms.Quantity, s.MinFill} {
		f, err := e.supposed(a, s, quantity, at)
		if err != nil { // it took long to make
			return "it could not be taken: ", err.Error(), nil //nolint:nilerr // that is the reason
		}
		reason, figures, err := e.unacceptable(ctx, &f, at)
		if reason != "" && quantity.Cmp(s.Terms.Quantity) < 0 {
			reason = fmt.Sprintf("a part of %s is too small: %s", quantity, reason)
		}
		if reason != "" || err != nil {
			return reason, figures, err
		}
	}
	return e.overpromised(ctx, a, s, at)
}

// supposed is the forward that somebody would open by taking so much of an ask now, for the least that it will ever cost, with a task
// that can be read.
func (e *Engine) supposed(a *ask, s offer.Signed, quantity *big.Int, at at) (chain.Forward, error) {
	made := s.Offer
	if made.RampEnd != 0 && made.LastPrice.Cmp(made.Terms.Price) < 0 {
		made.Terms.Price = made.LastPrice
	}
	made.RampStart, made.RampEnd, made.LastPrice = 0, 0, new(big.Int)
	task := []byte("the buyer's")
	fill := offer.Fill{Quantity: quantity, Buyer: somebodyOf(e.opts.Buyers), TaskHash: crypto.Keccak256Hash(task), Task: task}
	part, err := made.Part(fill, offer.Taken{Filled: new(big.Int), Carry: new(big.Int)}, at.head.Time)
	if err != nil {
		return chain.Forward{}, err
	}
	// The id is no forward's, and the policy's own: what is remembered of plugins that failed over it is about its parameters.
	return chain.Forward{ID: common.BytesToHash(a.Mark[:]), Terms: part.Terms, Buyer: part.Buyer, Params: part.Params, Task: part.Task}, nil
}

// somebodyOf is a buyer whom the operator works for. Who takes an ask is not known before.
func somebodyOf(buyers []common.Address) common.Address {
	if len(buyers) == 0 {
		return common.Address{}
	}
	return buyers[0]
}

// unacceptable says why a forward that might be opened would not be accepted now, by all that is against accepting one.
func (e *Engine) unacceptable(ctx context.Context, f *chain.Forward, at at) (reason, figures string, err error) {
	review := seconds(at.head.Time, f.Terms.AcceptBy)
	if needed := e.opts.Margin + e.opts.final(); review <= needed {
		return fmt.Sprintf("its review of %s is too short: what it opens is final after about %s, and not accepted within --settle-margin (%s) of its end",
			review, e.opts.final(), e.opts.Margin), "", nil
	}
	if reason := e.opts.unwanted(f); reason != "" {
		return reason, "", nil
	}
	a, err := e.judge(ctx, f, at.head)
	if _, early := sdk.AskAgain(err); early {
		return "its predicate cannot be asked about it now: ", err.Error(), nil
	}
	if err != nil || a.reason != "" {
		return a.reason, "", err
	}
	e.griefs.forget(f.ID) // a policy goes on for months, and its plugin may fail now and then
	if reason := e.immoderate(f, a.predicate, e.now(at)); reason != "" {
		return reason, "", nil
	}
	if reason, figures, err = e.unready(ctx, f, a.predicate, at); reason != "" || err != nil {
		return reason, figures, err
	}
	reason, err = e.strange(ctx, f, at)
	return reason, "", err
}

// final is about how long it takes until a block does not go away.
func (o Options) final() time.Duration {
	return time.Duration(min(o.Confirmations, 1<<20)) * blockInterval
}

// promised is the bond of what is left of an ask that stands, to the next unit.
func (a *ask) promised() *big.Int {
	made := a.standing.Terms
	bond := new(big.Int).Mul(made.Bond, a.left())
	bond.Add(bond, new(big.Int).Sub(made.Quantity, big.NewInt(1)))
	return bond.Div(bond, made.Quantity)
}

// overpromised says why an ask is not signed beside the others that stand: all may be taken at once, and their bonds together are more
// than may be at stake, or than there is.
func (e *Engine) overpromised(ctx context.Context, a *ask, s offer.Signed, at at) (reason, figures string, err error) {
	promised := new(big.Int)
	for _, other := range e.asks {
		if other == a || !other.stands() || other.standing.Terms.Token != s.Terms.Token {
			continue
		}
		promised.Add(promised, other.promised())
	}
	if promised.Sign() == 0 {
		return "", "", nil
	}
	f, err := e.supposed(a, s, s.Terms.Quantity, at)
	if err != nil {
		return "", "", err
	}
	m, err := e.match(ctx, at.head, f.Terms.Predicate)
	if err != nil || m.predicate == nil {
		return "", "", err
	}
	f.Terms.Bond = promised.Add(promised, f.Terms.Bond)
	if reason, figures, err = e.unstaked(ctx, &f, m.predicate, at); reason != "" {
		reason = "with what other asks of this relayer may take, " + reason
	}
	return reason, figures, err
}
