package delivery

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// accepting is the part of what may go for gas that an acceptance may take.
const accepting = 3

// acceptedAtOnce is how many forwards are accepted in one look at the chain: what comes of them shows in the next.
const acceptedAtOnce = 4

// Funds is what an account has for an acceptance: wei, what it holds of the bond's token, and what the escrow may take of that. For a
// fill it is Lent that counts, which the contract that takes offers may take, and Consent, that it may make the account a provider.
type Funds struct {
	Ether, Token, Allowance *big.Int
	Lent                    *big.Int // nil is nothing
	Consent                 bool
}

// errHeldBack says that something is not signed, for a reason that was told.
var errHeldBack = errors.New("it is held back")

// mayPropose says whether a forward may be one to accept, for which there need be no room to work on it yet.
func (e *Engine) mayPropose(f *chain.Forward, at at) bool {
	d := e.entry(f.ID)
	return e.opts.Accept && f.Assigned() && at.head.Time < f.Terms.AcceptBy && (d == nil || d.Stage == journal.Accepting)
}

// propose has a forward that nobody accepted yet be accepted at the end of the tick: one after the other, since each takes of
// what there is for all.
func (e *Engine) propose(ctx context.Context, f *chain.Forward, d *journal.Delivery, at at) {
	if !e.opts.Accept && (d == nil || !triedAny(d.Accept)) {
		e.tell(f, "nobody accepted it yet; this relayer does not by itself, `tercet forward accept` does")
		e.rest(f, f.Terms.AcceptBy, 0)
		return
	}
	e.later = append(e.later, func() error {
		if err := e.accept(ctx, f, at); err != nil {
			return fmt.Errorf("accept forward %s: %w", f.ID, err)
		}
		return nil
	})
}

// accept stakes a bond on a forward if nothing is against it. An acceptance that somebody may have seen can be mined whatever is
// thought of it now, so it is moved along; one that nobody saw is sent only if it would still be signed.
func (e *Engine) accept(ctx context.Context, f *chain.Forward, at at) error {
	if e.tooLateToAccept(f, at) {
		e.tell(f, fmt.Sprintf("it is too late to accept it: that has to be mined before %s", moment(f.Terms.AcceptBy)))
		if at.doubt == "" && e.entry(f.ID) == nil && e.hasPassed(f, at.final.Time) { // one endpoint's time, or ours, may be put right
			e.rest(f, f.Terms.AcceptBy, 0)
		}
		return nil
	}
	d := e.entry(f.ID)
	sent := d != nil && triedAny(d.Accept)
	if !sent {
		if e.accepts >= acceptedAtOnce {
			e.tell(f, "others are accepted first")
			return nil
		}
		if against, err := e.against(ctx, f, at); against || err != nil {
			return err
		}
		if gone, err := e.nonceGone(ctx, f, d, at); gone || err != nil {
			return err
		}
	}
	if d == nil {
		a, err := e.admit(ctx, f, at.head)
		if err == nil {
			a, err = e.full(ctx, f, a, at.head)
		}
		if err != nil {
			return e.waits(f, err, at)
		}
		if a.reason != "" {
			return e.decline(ctx, f, a, at)
		}
		d = &journal.Delivery{
			Forward: f.ID, ChainID: e.opts.ChainID.Uint64(), Escrow: e.opts.Escrow, Stage: journal.Accepting, Recipient: e.opts.Recipient,
		}
		if d.Order, err = e.order(ctx, f, a, at.head); err != nil { // with its task, which may be gone from its folder by the time that this is mined
			return err
		}
	}
	return e.transmit(ctx, f, d, acceptance, at, func(ctx context.Context) (tx journal.Transaction, err error) {
		if sent { // and can never be mined
			against, err := e.against(ctx, f, at)
			if against {
				err = errHeldBack
			}
			if err != nil {
				return tx, err
			}
		}
		most, err := e.mostToAccept(ctx, f, at)
		if err != nil {
			return tx, err
		}
		if tx, err = e.Wallet.SignAccept(ctx, *f, most); err != nil {
			return tx, err
		}
		e.accepts++
		if e.entry(f.ID) == nil {
			err = e.save(d)
		}
		return tx, err
	})
}

// nonceGone says whether the nonce of an acceptance that was never sent went to another transaction that waits, whose place it would
// take. Once that is mined, or what is for nothing made way, another is signed.
func (e *Engine) nonceGone(ctx context.Context, f *chain.Forward, d *journal.Delivery, at at) (bool, error) {
	if d == nil || len(d.Accept) == 0 {
		return false, nil
	}
	mined, next, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return false, err
	}
	nonce := d.Accept[len(d.Accept)-1].Nonce
	gone := nonce >= mined && nonce < next
	if gone {
		e.tell(f, "its acceptance was not sent, and another transaction has its nonce, for which it waits")
		_, err = e.clear(ctx, at)
	}
	return gone, err
}

// tooLateToAccept says whether an acceptance might not be mined in time. What it may cost then is paid for nothing.
func (e *Engine) tooLateToAccept(f *chain.Forward, at at) bool {
	return e.hasPassed(f, e.now(at))
}

func (e *Engine) hasPassed(f *chain.Forward, now uint64) bool {
	return seconds(now, e.acceptBy(f)) <= e.opts.Margin
}

// now is the later of the chain's clock and ours, in Unix seconds.
func (e *Engine) now(at at) uint64 {
	return e.clock(at.head.Time)
}

// against says whether something is against accepting a forward, and tells what. An acceptance cannot be taken back, so it rests on
// what is agreed on. What is refused for its terms is not looked at until something happens to it; all else may change with any tick.
func (e *Engine) against(ctx context.Context, f *chain.Forward, at at) (bool, error) {
	if reason := e.opts.unwanted(f); reason != "" && e.opts.owed(f) { // the owner may still accept it by hand
		e.refuse(f, reason, at)
		return true, nil
	} else if reason != "" && e.opts.Accept && e.entry(f.ID) == nil {
		return true, e.skip(ctx, f, reason)
	} else if reason != "" {
		e.tell(f, reason)
		return true, nil
	}
	switch named := f.Terms.Provider; {
	case !e.opts.Accept:
		e.tell(f, "this relayer accepts nothing by itself any more")
		return true, nil
	case named != (common.Address{}) && named != e.opts.Account:
		e.refuse(f, fmt.Sprintf("its terms name %s as the provider", named), at)
		return true, nil
	case f.Terms.BeaconBlock != 0:
		e.refuse(f, "it takes two rounds, and this relayer accepts only those with one by itself; `tercet forward accept` accepts it", at)
		return true, nil
	case at.doubt != "":
		e.tell(f, "it is not accepted yet: "+at.doubt)
		return true, nil
	case e.unseen:
		e.tell(f, "others are looked at first, of which this account may have accepted some")
		return true, nil
	case e.following.short(at.head): // what is taken may be among what was not read yet
		e.tell(f, unread)
		return true, nil
	}
	if reason := e.CoolDown().reason(); reason != "" {
		e.tell(f, reason)
		return true, nil
	}
	a, err := e.admit(ctx, f, at.head)
	if err != nil {
		return true, e.waits(f, err, at)
	}
	if a.reason == "" {
		a.reason = CheckSeal(f.Terms)
	}
	switch {
	case a.reason != "" && e.entry(f.ID) == nil && !e.opts.owed(f):
		return true, e.decline(ctx, f, a, at)
	case a.reason == "":
		a.reason = e.immoderate(f, a.predicate, e.now(at))
	}
	if a.reason != "" {
		e.refuse(f, a.reason, at)
		return true, nil
	}
	reason, figures, err := e.unready(ctx, f, a.predicate, at)
	if err == nil && reason == "" { // last, since the chain is asked for each
		reason, err = e.uncertain(ctx, f, at)
	}
	if err != nil {
		return false, err
	}
	if reason != "" {
		e.tellFigures(f, reason, figures)
		e.letGo(f)
	}
	return reason != "", nil
}

// unready says why nothing is staked now on a forward that can be delivered: it brings too little, or there is too little of what it
// takes. The figures follow the reason.
func (e *Engine) unready(ctx context.Context, f *chain.Forward, p *Predicate, at at) (reason, figures string, err error) {
	nothing := new(journal.Delivery)
	reason, figures, err = e.reckon(ctx, f, p, nothing, false, at)
	if err == nil && reason == "" {
		reason, figures = e.slow(f, p, e.now(at))
	}
	if err == nil && reason == "" {
		reason, figures, err = e.crowd(ctx, f, p, nothing, at)
	}
	if err == nil && reason == "" {
		reason, figures, err = e.unstaked(ctx, f, p, at)
	}
	if err == nil && reason == "" {
		reason = e.untried(f, p)
	}
	if err == nil && reason == "" {
		reason = e.failing(f)
	}
	return reason, figures, err
}

// untried says why a second forward waits as long as no executor's output says how long it takes: what is not known counts as nothing.
func (e *Engine) untried(f *chain.Forward, p *Predicate) (reason string) {
	if e.executes(p) > 0 {
		return ""
	}
	for _, d := range e.tally().unfinished {
		if other := e.forward(d.Forward); bonded(d) && d.Forward != f.ID && other != nil && other.Terms.Predicate == f.Terms.Predicate {
			return fmt.Sprintf("it waits until it is known how long the executor takes for %s: forward %s, which was accepted, is the first", p.Name, d.Forward)
		}
	}
	return ""
}

// failing says why nothing is accepted while the executor has nothing for what was: it may be broken. Once that is taken for missed
// a pause follows, and then others are accepted again.
func (e *Engine) failing(f *chain.Forward) (reason string) {
	for _, d := range e.tally().unfinished {
		if bonded(d) && d.Errors > 0 && !d.Unjudged && d.Missed.IsZero() && d.Forward != f.ID {
			return fmt.Sprintf("it waits, since the executor had nothing yet for forward %s, which was accepted", d.Forward)
		}
	}
	return ""
}

// decline leaves a proposal that cannot be delivered. What its predicate's plugin or the folder of tasks lacked may be there by the time
// that somebody accepts it by hand.
func (e *Engine) decline(ctx context.Context, f *chain.Forward, a admission, at at) error {
	if a.predicate == nil {
		return e.skip(ctx, f, a.reason)
	}
	e.refuse(f, a.reason, at)
	return nil
}

// refuse tells why a proposal is refused for its terms: anybody may open many. Somebody may accept it by hand, which an event tells,
// and one whose window lies far off comes nearer.
func (e *Engine) refuse(f *chain.Forward, reason string, at at) {
	e.tell(f, reason)
	if e.entry(f.ID) != nil { // what was signed may be on its way
		return
	}
	until := f.Terms.AcceptBy
	if near := f.Terms.SettleBy - min(f.Terms.SettleBy, uint64(furthest/time.Second)); near > at.head.Time {
		until = min(until, near)
	}
	e.rest(f, until, 0)
}

// uncertain says what about a forward is not so in the block that counts.
func (e *Engine) uncertain(ctx context.Context, f *chain.Forward, at at) (reason string, err error) {
	if reason, err = e.strange(ctx, f, at); reason != "" || err != nil {
		return reason, err
	}
	final, err := e.View.State(ctx, at.final, f, common.Hash{})
	if err == nil && final.Status != chain.StatusProposed {
		reason = "its opening is in a block that may still go away"
	}
	return reason, err
}

// unstaked says why no bond is staked on a forward: too much would be at stake, or there is not enough of it or of ether.
func (e *Engine) unstaked(ctx context.Context, f *chain.Forward, p *Predicate, at at) (reason, figures string, err error) {
	bond, token := f.Terms.Bond, f.Terms.Token
	if e.unseen && bond.Sign() > 0 {
		return "it is not accepted, since what else is at stake is not known: ", "forwards that this account may have accepted were not looked at yet", nil
	}
	others, err := e.stakes(ctx, f, at)
	if err != nil {
		return "", "", err
	}
	if others.unknown != nil {
		return "it is not accepted, since what else is at stake is not known: ",
			fmt.Sprintf("the opening of forward %s, which was accepted, is not in the chain at the moment", others.unknown), nil
	}
	if most := cmp.Or(e.opts.MaxBonds[token], new(big.Int)); bond.Sign() > 0 && new(big.Int).Add(others.bonds, bond).Cmp(most) > 0 {
		return "it is not accepted, since more would be at stake than may be: ",
			fmt.Sprintf("its bond is %v, beside %v that are, and --max-bond is %v of token %s", bond, others.bonds, most, token), nil
	}
	funds, err := e.funds(ctx, token, at)
	if err != nil {
		return "", "", err
	}
	needed := new(big.Int).Add(others.underWay, bond)
	allowed, fills := new(big.Int).Sub(needed, others.filling), e.filling(f.ID) != nil
	lent := new(big.Int).Add(others.filling, bond)
	switch {
	case bond.Sign() > 0 && funds.Token.Cmp(needed) < 0:
		return "it is not accepted, since the account has not enough for its bond: ",
			fmt.Sprintf("%v of token %s, of %v with what is being staked", funds.Token, token, needed), nil
	case fills && !funds.Consent:
		return "it is not filled, since the contract that takes offers may not make this account a provider; `tercet offer allow` lets it", "", nil
	case fills && cmp.Or(funds.Lent, new(big.Int)).Cmp(lent) < 0:
		return "it is not filled, since the contract that takes offers may not take its bond; `tercet offer allow` lets it: ",
			fmt.Sprintf("it may take %v of token %s, of %v with what is being staked", funds.Lent, token, lent), nil
	case !fills && bond.Sign() > 0 && funds.Allowance.Cmp(allowed) < 0:
		return "it is not accepted, since the escrow may not take its bond; `tercet forward allow` lets it: ",
			fmt.Sprintf("it may take %v of token %s, of %v with what is being staked", funds.Allowance, token, allowed), nil
	}
	costs, err := e.costsOf(ctx, f, p, at)
	if err != nil {
		return "", "", err
	}
	kept, settlements := e.kept(f, p, costs, others)
	accepts := new(big.Int).Add(costs.AcceptNeeds, others.gas)
	if rest := new(big.Int).Sub(funds.Ether, accepts); rest.Cmp(kept) < 0 {
		return "it is not accepted, since too little would be left for gas: ",
			fmt.Sprintf("the account has %v wei, accepting may take %v, and %v has to be left for %v settlements of what is accepted (--reserve is %v)",
				funds.Ether, accepts, kept, settlements, cmp.Or(e.opts.Reserve, new(big.Int))), nil
	}
	return "", "", nil
}

// kept is the wei that no acceptance is paid from: the reserve, or more if the settlements of all that is accepted, with some forward,
// need that.
func (e *Engine) kept(f *chain.Forward, p *Predicate, costs chain.Costs, others stakes) (kept, settlements *big.Int) {
	settlements = new(big.Int).Add(others.settlements, stepsOf(f.Terms.Quantity, p.Limits))
	kept = times(costs.SettleNeeds, settlements)
	if reserve := e.opts.Reserve; reserve != nil && reserve.Cmp(kept) > 0 {
		kept = reserve
	}
	return kept, settlements
}

// purseAt is what the account has at one block, by token: many forwards may wait for the same.
type purseAt struct {
	block uint64
	funds map[common.Address]Funds
}

func (e *Engine) funds(ctx context.Context, token common.Address, at at) (Funds, error) {
	if e.purse.block != at.head.Number || e.purse.funds == nil {
		e.purse = purseAt{at.head.Number, map[common.Address]Funds{}}
	}
	if funds, known := e.purse.funds[token]; known {
		return funds, nil
	}
	funds, err := e.Purse.Funds(ctx, at.head, token)
	if err != nil {
		return funds, err
	}
	e.purse.funds[token] = funds
	return funds, nil
}

// stakes is what is at stake for others than one forward that are not over: bonds of its token, how much of those is for acceptances
// that have yet to take it, and of that for fills, the wei these may cost, and how many settlements are to come. unknown is one whose terms were not found.
type stakes struct {
	bonds, underWay, filling, gas, settlements *big.Int
	unknown                                    *common.Hash
}

func (e *Engine) stakes(ctx context.Context, f *chain.Forward, at at) (s stakes, err error) {
	s = stakes{bonds: new(big.Int), underWay: new(big.Int), filling: new(big.Int), gas: new(big.Int), settlements: new(big.Int)}
	for _, d := range slices.Concat(e.tally().unfinished, e.unbegun()) {
		other := e.forward(d.Forward)
		signed := bonded(d) || e.pledged(d.Forward) || other != nil && e.opts.owed(other) // by an acceptance, or an ask
		if !signed || e.lacking[d.Forward] || d.Forward == f.ID || leftAlone(d) && !e.staked[d.Forward] {
			continue // anybody may give a position away: what this account did not sign for is no bond of its
		}
		if other == nil {
			s.unknown = &d.Forward
			continue
		}
		m, err := e.match(ctx, at.head, other.Terms.Predicate)
		if err != nil {
			return s, err
		}
		if m.predicate != nil {
			s.settlements.Add(s.settlements, stepsOf(left(other, d), m.predicate.Limits))
		}
		waits := d.Stage == journal.Accepting && !e.staked[d.Forward]
		if waits {
			s.gas.Add(s.gas, spentOn(d.Accept))
		}
		if other.Terms.Token != f.Terms.Token {
			continue
		}
		s.bonds.Add(s.bonds, other.Terms.Bond)
		if waits {
			s.underWay.Add(s.underWay, other.Terms.Bond)
		}
		if waits && d.Bid != (common.Hash{}) {
			s.filling.Add(s.filling, other.Terms.Bond)
		}
	}
	return s, nil
}

// mostToAccept is the most wei that the gas of an acceptance may cost: what is not kept in reserve, for settlements
// or for other acceptances and, where the operator said
// what its token is worth, a part of what may go for gas.
func (e *Engine) mostToAccept(ctx context.Context, f *chain.Forward, at at) (*big.Int, error) {
	funds, err := e.funds(ctx, f.Terms.Token, at)
	if err != nil {
		return nil, err
	}
	others, err := e.stakes(ctx, f, at)
	if err != nil {
		return nil, err
	}
	m, err := e.match(ctx, at.head, f.Terms.Predicate)
	if err != nil || m.predicate == nil {
		return new(big.Int), err
	}
	costs, err := e.costs(ctx, m.predicate, at)
	if err != nil {
		return nil, err
	}
	kept, _ := e.kept(f, m.predicate, costs, others)
	most := new(big.Int).Sub(funds.Ether, kept)
	most.Sub(most, others.gas)
	if most.Sign() < 0 {
		most.SetInt64(0)
	}
	if rate, known := e.opts.Worth[f.Terms.Token]; known {
		share := wei(f.Terms.Price, rate)
		share.Mul(share, new(big.Int).SetUint64(cmp.Or(e.opts.FeeShare, DefaultFeeShare)))
		if share.Div(share, big.NewInt(100*accepting)); share.Cmp(most) < 0 {
			most = share
		}
	}
	return most, nil
}

// accepted takes what this relayer accepted by itself, once that is final. Work on it begins when there is room.
func (e *Engine) accepted(f *chain.Forward, d *journal.Delivery, now State) (*journal.Delivery, error) {
	taken := *d
	taken.Stage, taken.Cursor, taken.Delivered, taken.Reason = journal.Executing, now.Cursor, now.Delivered, ""
	if err := e.save(&taken); err != nil {
		return nil, err
	}
	e.Log.Info().Stringer("forward", f.ID).Stringer("price", f.Terms.Price).Stringer("bond", f.Terms.Bond).Msg("accepted, and taken")
	e.Observe(Event{Forward: f.ID, Kind: Taken, Offer: originOf(d)})
	return &taken, nil
}

// originOf is which offer had a forward be accepted.
func originOf(d *journal.Delivery) Origin {
	if d.Bid != (common.Hash{}) && !leftAlone(d) {
		return OfBid
	}
	var o order
	if json.Unmarshal(d.Order, &o) == nil && o.Asked {
		return OfAsk
	}
	return ""
}

// forsake ends what was to be accepted and somebody else has: once that is final, and agreed on. What an account of ours accepted, this
// one or another that was signed for before, is not ended: its bond is at stake.
func (e *Engine) forsake(ctx context.Context, f *chain.Forward, d *journal.Delivery, at at) (ended bool, err error) {
	if d == nil || d.Stage != journal.Accepting || !e.lacking[f.ID] {
		return false, nil
	}
	if accepted, err := e.acceptanceMined(ctx, d, at); accepted || err != nil {
		return false, err
	}
	end := abandoned(d, "somebody else accepted it")
	if err := e.blameFill(ctx, f, &end, at); err != nil {
		return true, err
	}
	return true, e.finish(ctx, f, end, Event{Forward: f.ID, Kind: Dropped, Reason: end.Reason})
}

// acceptanceMined says whether one of the acceptances of a delivery staked its bond.
func (e *Engine) acceptanceMined(ctx context.Context, d *journal.Delivery, at at) (bool, error) {
	for _, tx := range d.Accept {
		fate, err := e.Network.Fate(ctx, tx, d.Forward, at.final)
		if fate == Mined || err != nil {
			return fate == Mined, err
		}
	}
	return false, nil
}
