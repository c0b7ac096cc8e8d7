package delivery

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Taking bids. To fill a bid opens a forward with its maker's money and accepts it, in one transaction, so that it is an acceptance
// of a forward that is not there yet: what is against that is against a fill, and it is kept, sent, raised and sent again as one. Who
// could be after what:
//
//   - whoever signs a bid and revokes it (by a cancellation, or by moving the money) costs us the gas of a fill: it is judged in the
//     same block, the endpoint runs it before it is signed, one is under way at a time, and one that the contract refused has its maker
//     wait for spurnedFor and, after mostSpurned of strangers, all whom the operator does not name. Of strangers' bids no more than
//     mostWasted are refused in wastedFor, whatever they are refused for, and twice as many of all: that is all the gas which revoking,
//     and taking parts ahead of us, can cost, over restarts too, and strangers do not have those wait whom the operator names;
//   - whoever signs with a contract, or gives their account code, can have it refuse later than it is asked: see Engine.offered;
//   - whoever fills a bid at the same time gets the same forward, of which there is one: our transaction is refused, or theirs is;
//   - whoever writes to the folder can have bids considered, up to mostBids and mostOfMaker of one maker, and judged, bidsAtOnce in a
//     look and one of each maker first. A file is read once
//     and what was read is judged, written down, signed and sent: what the file holds by then does not matter;
//   - a bid takes no room and no bond until it is filled, however many there are;
//   - while a price moves what the fill opens is not known before it is mined, so that it is not filled;
//   - whoever pays in a token of their own, that is worth nothing, has nothing filled: the operator names the tokens that bids pay in;
//   - the contract that takes offers takes bonds out of an allowance that the operator gave it, and that each fill lowers by
//     exactly its bond. The relayer raises it never.
//
// Where others open the forward of a fill first, without its bid, the fill is over, and with it what this relayer does by itself for that
// forward. If it is accepted by hand it is delivered.
// A bid is filled as a whole, or what is left of it: whoever takes a part before us has our transaction refused.
const (
	bidsAtOnce  = 4
	spurnedFor  = time.Hour
	mostSpurned = 3
	wastedFor   = 24 * time.Hour
	mostWasted  = 12
)

// Offered is what to fill all that is left of a bid would come to at a block.
type Offered struct {
	Against string        // why it cannot be filled, as far as its maker and the contract go; nothing else is known then
	Over    bool          // it never can be again: it was cancelled, or all of it was taken
	Forged  bool          // its maker did not sign it
	Left    *big.Int      // of its quantity; nil where that is not known
	Forward chain.Forward // that it would open and accept
	Fill    offer.Fill    // for our account, and for no less than the price of that forward
	// Gas is about what the fill takes, MostGas the most that it is sent with.
	Gas, MostGas uint64
}

// offers knows what was taken of signed offers, and signs what takes them, without sending.
type offers interface {
	// Offered judges a bid.
	Offered(ctx context.Context, at chain.Head, s offer.Signed) (Offered, error)
	// HasCode says whether an account has code, which may answer otherwise when it is asked than when it matters.
	HasCode(ctx context.Context, at chain.Head, account common.Address) (bool, error)
	// SignFill signs a fill that takes at most so much gas, which costs at most so many wei. A contract that would refuse it now says so
	// as a *chain.RevertError.
	SignFill(ctx context.Context, s offer.Signed, fill offer.Fill, gas uint64, most *big.Int) (journal.Transaction, error)
}

// offered judges a bid. Makers with code (EIP-1271, EIP-7702) are asked for none whom the operator does not name: their code can stand by
// a bid as long as it is only asked, and burn all gas and refuse once that is paid for. What a key signed takes what is usual at most;
// for named makers with code the most that it may take is reckoned with.
func (e *Engine) offered(ctx context.Context, at chain.Head, s offer.Signed) (Offered, error) {
	named := slices.Contains(e.opts.Buyers, s.Buyer)
	coded, err := e.Offers.HasCode(ctx, at, s.Buyer)
	if err != nil {
		return Offered{}, err
	}
	if coded && !named {
		return Offered{Against: fmt.Sprintf("its maker %s has code, which may answer otherwise once that costs gas; name it with --buyer to fill its bids", s.Buyer)}, nil
	}
	now, err := e.Offers.Offered(ctx, at, s)
	if coded {
		now.Gas = now.MostGas
	} else { // and what no key signed never will be
		now.MostGas, now.Over = now.Gas, now.Over || now.Forged
	}
	return now, err
}

// filling is a fill that was decided on, and all that it is signed by: it is kept with the order of its forward.
type filling struct {
	Bid          json.RawMessage // the file's content
	Quantity     *big.Int
	Bound        *big.Int
	Holder       common.Address
	Gas, MostGas uint64

	signed  offer.Signed
	refused bool // for its terms or its task, before it was written down
}

func (t *filling) fill() offer.Fill {
	return offer.Fill{Quantity: t.Quantity, Bound: t.Bound, Holder: t.Holder}
}

// spurned is a fill that the contract refused.
type spurned struct {
	forward common.Hash
	maker   common.Address // zero where that was no trick of the maker's
	at      time.Time
}

// filling is the fill that is to open a forward, nil if that was opened otherwise.
func (e *Engine) filling(forward common.Hash) *filling {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.fillings[forward]
}

// resumeFills takes up what was to be filled before this process began. Until a fill is mined its forward is known from nowhere else.
func (e *Engine) resumeFills() {
	for _, d := range e.all() {
		if !d.Refused.IsZero() {
			e.spurn(d)
		}
		if d.Bid != (common.Hash{}) && !finished(d) {
			e.resumeFill(d)
		}
	}
}

func (e *Engine) resumeFill(d *journal.Delivery) {
	var o order
	err := json.Unmarshal(d.Order, &o)
	if err == nil {
		err = e.checkOpening(d.Forward, &o.Forward)
	}
	if err == nil && o.Filling == nil {
		err = errors.New("the bid is missing")
	}
	if err == nil {
		o.Filling.signed, err = offer.Read(o.Filling.Bid)
	}
	if err != nil {
		e.Log.Error().Stringer("forward", d.Forward).Stringer("bid", d.Bid).Err(err).Msg("NOTHING IS DONE TO FILL THIS BID: " +
			"what is kept of it is damaged; restore the database from a copy")
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if !leftAlone(d) {
		e.fillings[d.Forward] = o.Filling
	}
	if e.forwards[d.Forward] == nil {
		e.forwards[d.Forward] = &o.Forward
	}
}

// fill gets a fill into the chain if nothing is against it, and says what is. One that somebody may have seen can be mined whatever
// is thought of it now, so it is moved along; one that nobody saw is sent only if it would still be signed.
func (e *Engine) fill(ctx context.Context, f *chain.Forward, t *filling, at at) (reason string, err error) {
	d := e.entry(f.ID)
	sent := d != nil && triedAny(d.Accept)
	if !sent {
		if reason, err := e.againstFill(ctx, f, t, at); reason != "" || err != nil {
			return reason, err
		}
		if gone, err := e.nonceGone(ctx, f, d, at); gone || err != nil {
			return "another transaction of the account goes first", err
		}
	}
	if refused, err := e.refusedFill(ctx, d, at); refused || err != nil {
		return "the contract refused to fill it, in a block that may still go away", err
	}
	if d == nil {
		a, err := e.admit(ctx, f, at.head)
		if err == nil {
			a, err = e.full(ctx, f, a, at.head)
		}
		if err != nil || a.reason != "" {
			return a.reason, err
		}
		d = &journal.Delivery{
			Forward: f.ID, ChainID: e.opts.ChainID.Uint64(), Escrow: e.opts.Escrow, Stage: journal.Accepting, Recipient: e.opts.Recipient,
		}
		if d.Bid, err = t.signed.Hash(); err != nil {
			return "", err
		}
		if d.Order, err = writeOrder(f, a, t, false); err != nil {
			return "", err
		}
		e.mu.Lock()
		delete(e.told, f.ID)
		e.mu.Unlock()
	}
	err = e.transmit(ctx, f, d, acceptance, at, func(ctx context.Context) (tx journal.Transaction, err error) {
		if sent { // and can never be mined
			if reason, err = e.againstFill(ctx, f, t, at); reason != "" || err != nil {
				return tx, cmp.Or(err, errHeldBack)
			}
		}
		most, err := e.mostToAccept(ctx, f, at)
		if err != nil {
			return tx, err
		}
		tx, err = e.Offers.SignFill(ctx, t.signed, t.fill(), t.MostGas, most)
		if refused := (*chain.RevertError)(nil); errors.As(err, &refused) {
			reason = fmt.Sprintf("the contract would refuse to fill it: %v", err)
			return tx, errHeldBack
		}
		if err != nil {
			return tx, err
		}
		e.accepts++
		if e.entry(f.ID) != nil {
			return tx, nil
		}
		if err := e.save(d); err != nil {
			return tx, err
		}
		e.mu.Lock()
		e.forwards[f.ID] = f
		e.mu.Unlock()
		return tx, nil
	})
	if reason == "" {
		e.mu.Lock()
		reason = e.told[f.ID]
		e.mu.Unlock()
	}
	if e.entry(f.ID) != nil {
		return cmp.Or(reason, "it is being filled"), err
	}
	return reason, err
}

// refusedFill says whether the contract refused a fill: no second one is signed for it.
func (e *Engine) refusedFill(ctx context.Context, d *journal.Delivery, at at) (bool, error) {
	if d == nil {
		return false, nil
	}
	for _, tx := range d.Accept {
		if fate, err := e.Network.Fate(ctx, tx, d.Forward, at.final); fate == Refused || err != nil {
			return fate == Refused, err
		}
	}
	return false, nil
}

// againstFill says what is against filling a bid. All of it may change with any tick.
func (e *Engine) againstFill(ctx context.Context, f *chain.Forward, t *filling, at at) (reason string, err error) {
	switch {
	case !e.opts.Accept || e.opts.Bids == "":
		return "this relayer fills nothing by itself any more", nil
	case t.Holder != e.opts.Account:
		return fmt.Sprintf("it was to be filled for %s, and this relayer signs for %s", t.Holder, e.opts.Account), nil
	case e.accepts >= acceptedAtOnce:
		return "others are accepted first", nil
	case at.doubt != "":
		return "it is not filled yet: " + at.doubt, nil
	case e.following.short(at.head):
		return unread, nil
	case e.tooLateToAccept(f, at):
		return "it is too late to fill it: that has to be mined before " + moment(e.acceptBy(f)), nil
	}
	if reason := cmp.Or(e.opts.unwanted(f), e.CoolDown().reason(), e.spurning(f.Buyer)); reason != "" {
		return reason, nil
	}
	if reason, err := e.fillsFirst(ctx, f, at); reason != "" || err != nil {
		return reason, err
	}
	if e.entry(f.ID) != nil { // else it was judged just now
		now, err := e.offered(ctx, at.head, t.signed)
		if err == nil && now.Against == "" && now.Forward.ID != f.ID {
			now.Against = "somebody took a part of its bid"
		}
		if err != nil || now.Against != "" {
			return now.Against, err
		}
	}
	a, err := e.admit(ctx, f, at.head)
	if _, early := sdk.AskAgain(err); early {
		return fmt.Sprintf("its predicate cannot be asked about it now: %v", err), nil
	}
	if err != nil {
		return "", err
	}
	if a.reason == "" {
		a.reason = cmp.Or(CheckSeal(f.Terms), e.immoderate(f, a.predicate, e.now(at)))
	} else if e.entry(f.ID) == nil { // a task may be brought yet
		e.mu.Lock()
		delete(e.admitted, f.ID)
		e.mu.Unlock()
	}
	if a.reason != "" {
		t.refused = true
		return a.reason, nil
	}
	reason, figures, err := e.unready(ctx, f, a.predicate, at)
	if err == nil && reason == "" {
		reason, err = e.strange(ctx, f, at)
	}
	if reason != "" {
		e.letGo(f)
	}
	return reason + figures, err
}

// fillsFirst says why a fill waits for another one, which may be mined or was refused in a block that may go away: how that ends says
// whether it was worth its gas.
func (e *Engine) fillsFirst(ctx context.Context, f *chain.Forward, at at) (reason string, err error) {
	for _, d := range e.tally().unfinished {
		if d.Bid == (common.Hash{}) || d.Stage != journal.Accepting || e.staked[d.Forward] || d.Forward == f.ID {
			continue
		}
		for _, tx := range d.Accept {
			ours, err := e.Wallet.Ours(tx)
			if err != nil {
				return "", err
			}
			if !ours || !tx.Tried { // nobody saw it, or another account pays for it
				continue
			}
			if fate, err := e.Network.Fate(ctx, tx, d.Forward, at.final); err != nil || fate != Replaced {
				return fmt.Sprintf("it waits until it is known what becomes of bid %s, which is being filled", d.Bid), err
			}
		}
	}
	return "", nil
}

// spurning says why bids of somebody wait, since filling some cost gas and came to nothing.
func (e *Engine) spurning(maker common.Address) (reason string) {
	now, named := e.Clock(), slices.Contains(e.opts.Buyers, maker)
	e.spurned = slices.DeleteFunc(e.spurned, func(s spurned) bool { return !now.Before(s.at.Add(wastedFor)) })
	tricks, ofStrangers := 0, 0
	for _, s := range e.spurned {
		lately := now.Before(s.at.Add(spurnedFor)) && s.maker != (common.Address{})
		if lately && s.maker == maker {
			return fmt.Sprintf("it waits until %s, since a bid of its maker cost gas and could not be filled", s.at.Add(spurnedFor).UTC().Format(timeFormat))
		}
		if slices.Contains(e.opts.Buyers, s.maker) {
			continue
		}
		if ofStrangers++; lately {
			tricks++
		}
	}
	switch {
	case tricks >= mostSpurned && !named:
		return fmt.Sprintf("it waits, since %d bids within %s cost gas and could not be filled; makers that --buyer names do not wait", tricks, spurnedFor)
	case ofStrangers >= mostWasted && !named:
		return fmt.Sprintf("it waits, since %d fills of bids within %s cost gas and were refused; makers that --buyer names do not wait", ofStrangers, wastedFor)
	case len(e.spurned) >= 2*mostWasted:
		return fmt.Sprintf("it waits, since %d fills of bids within %s cost gas and were refused, which is as many as may be", len(e.spurned), wastedFor)
	}
	return ""
}

// advanceFill does the next thing for a forward that is to be opened by filling a bid, at the end of the tick.
func (e *Engine) advanceFill(ctx context.Context, f *chain.Forward, t *filling, at at) {
	e.later = append(e.later, func() error {
		over, err := e.endFill(ctx, f, t, at)
		if over || err != nil {
			return err
		}
		reason, err := e.fill(ctx, f, t, at)
		if reason != "" {
			e.tellFigures(f, withoutFigures(reason), strings.TrimPrefix(reason, withoutFigures(reason)))
		}
		if err != nil {
			return fmt.Errorf("fill the bid of forward %s: %w", f.ID, err)
		}
		return nil
	})
}

// endFill gives up what can never be filled any more, or what was refused once: as long as a transaction of ours can still be mined, a
// bond may be at stake.
func (e *Engine) endFill(ctx context.Context, f *chain.Forward, t *filling, at at) (over bool, err error) {
	d := e.entry(f.ID)
	if d == nil || at.doubt != "" {
		return false, nil
	}
	final, err := e.View.State(ctx, at.final, f, common.Hash{})
	if err != nil || final.Status != chain.StatusNone {
		return false, err
	}
	var reason string
	if at.final.Time >= e.acceptBy(f) {
		reason = fmt.Sprintf("its bid was not filled before %s", moment(e.acceptBy(f)))
	} else if reason, err = e.unfillable(ctx, f, t, d, at); reason == "" || err != nil {
		return false, err
	}
	if at.final.Time < f.Terms.AcceptBy {
		return true, e.leaveAlone(ctx, f, d, reason, at)
	}
	return true, e.abandonFill(ctx, f, d, reason, at)
}

// unfillable says why a fill comes to nothing before its time is over, or nothing if it may come to something.
func (e *Engine) unfillable(ctx context.Context, f *chain.Forward, t *filling, d *journal.Delivery, at at) (reason string, err error) {
	refused, err := e.neverMined(ctx, d, at)
	if errors.Is(err, errMayBeMined) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if t.Holder != e.opts.Account {
		return fmt.Sprintf("it was to be filled for %s, and this relayer signs for %s", t.Holder, e.opts.Account), nil
	}
	now, err := e.offered(ctx, at.head, t.signed)
	switch {
	case refused:
		return "the contract refused to fill its bid: " + cmp.Or(now.Against, "somebody was quicker, or its maker's money was gone at that moment"), nil
	case err != nil:
		return "", err
	case now.Against != "":
		return "its bid cannot be filled any more: " + now.Against, nil
	case now.Forward.ID != f.ID:
		return "its bid cannot be filled so any more: somebody took a part of it", nil
	}
	return "", nil
}

var errMayBeMined = errors.New("one of its transactions may be mined")

// neverMined says, of a fill that can never be mined, whether that is so since the contract refused it. One that was kept and not sent
// counts as never, unless the endpoint knows a transaction with its nonce: it was killed in between.
func (e *Engine) neverMined(ctx context.Context, d *journal.Delivery, at at) (refused bool, err error) {
	mined, err := e.Wallet.Mined(ctx, at.final)
	if err != nil || len(d.Accept) == 0 {
		return false, err
	}
	_, next, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return false, err
	}
	for _, tx := range d.Accept {
		fate, err := e.Network.Fate(ctx, tx, d.Forward, at.final)
		if err != nil {
			return false, err
		}
		ours, err := e.Wallet.Ours(tx)
		if err != nil {
			return false, err
		}
		switch {
		case fate == Waiting && !tx.Tried && (!ours || tx.Nonce >= next):
		case fate == Waiting, fate == Mined, !ours, tx.Nonce >= mined:
			return false, errMayBeMined
		default:
			refused = refused || fate == Refused
		}
	}
	return refused, nil
}

// forestalled ends a fill whose forward others opened without its bid, once that is final: a fill opens what is not there yet. It may
// have been the bid's maker, whom that costs less than our fill costs us.
func (e *Engine) forestalled(ctx context.Context, f *chain.Forward, d *journal.Delivery, at at) error {
	if leftAlone(d) {
		e.tell(f, d.Reason)
		e.rest(f, f.Terms.AcceptBy, 0)
		return nil
	}
	if at.doubt != "" {
		e.tell(f, "others opened its forward, which does not count yet: "+at.doubt)
		return nil
	}
	final, err := e.View.State(ctx, at.final, f, common.Hash{})
	if err != nil || final.Status == chain.StatusNone {
		e.tell(f, "others opened its forward, in a block that may still go away")
		return err
	}
	return e.leaveAlone(ctx, f, d, "others opened its forward without its bid, which cannot be filled any more; `tercet forward accept` accepts it", at)
}

// leaveAlone keeps that a fill is over: nothing more is done for its forward by itself, and it takes no room. But its forward is there, or
// others may open it yet, the bid's maker among them, and whoever runs this relayer accept it by hand, with a bond of theirs: so it is not
// given up before nobody can.
func (e *Engine) leaveAlone(ctx context.Context, f *chain.Forward, d *journal.Delivery, reason string, at at) error {
	end := abandoned(d, reason)
	if err := e.blameFill(ctx, f, &end, at); err != nil {
		return err
	}
	e.mu.Lock()
	delete(e.fillings, f.ID)
	e.mu.Unlock()
	e.tell(f, reason)
	return e.change(f.ID, func(next *journal.Delivery) {
		next.Reason, next.Refused, next.Maker = reason, end.Refused, end.Maker
		next.Void, next.Accept = slices.Concat(next.Accept, next.Void), nil // which the contract refuses; what was signed to take its place is later
	})
}

// unopened ends what was left alone once nobody can open its forward any more.
func (e *Engine) unopened(ctx context.Context, f *chain.Forward, d *journal.Delivery, at at) error {
	e.tell(f, d.Reason)
	if at.doubt != "" || at.final.Time < f.Terms.AcceptBy {
		e.restAlone(f, 0, f.Terms.AcceptBy)
		return nil
	}
	final, err := e.View.State(ctx, at.final, f, common.Hash{})
	if err != nil || final.Status != chain.StatusNone {
		return err
	}
	return e.finish(ctx, f, abandoned(d, d.Reason), Event{Forward: f.ID, Kind: Dropped, Reason: d.Reason})
}

// leftAlone says that a fill is over, though its forward may be there all the same.
func leftAlone(d *journal.Delivery) bool {
	return d.Stage == journal.Accepting && d.Bid != (common.Hash{}) && d.Reason != ""
}

func (e *Engine) abandonFill(ctx context.Context, f *chain.Forward, d *journal.Delivery, reason string, at at) error {
	end := abandoned(d, reason)
	if err := e.blameFill(ctx, f, &end, at); err != nil {
		return err
	}
	if err := e.finish(ctx, f, end, Event{Forward: f.ID, Kind: Dropped, Reason: reason}); err != nil {
		return err
	}
	e.mu.Lock()
	delete(e.fillings, f.ID)
	e.mu.Unlock()
	return nil
}

// blameFill keeps, with the end of a fill that cost gas for nothing, whose bid that was: however its forward ended.
func (e *Engine) blameFill(ctx context.Context, f *chain.Forward, end *journal.Delivery, at at) error {
	if end.Bid == (common.Hash{}) || end.Stage != journal.Abandoned {
		return nil
	}
	accepted, err := e.acceptanceMined(ctx, end, at)
	if accepted || err != nil {
		return err
	}
	refused, err := e.refusedFill(ctx, end, at)
	if !refused || err != nil {
		return err
	}
	end.Refused, end.Maker = e.Clock().UTC(), f.Buyer
	if t := e.filling(f.ID); t != nil { // a part that somebody took, whom that cost as much as it cost us, is no trick of the maker's
		now, err := e.offered(ctx, at.head, t.signed)
		if err == nil && now.Left != nil && now.Left.Sign() > 0 && now.Left.Cmp(t.Quantity) < 0 && !now.Over && now.Against == "" {
			end.Maker = common.Address{}
		}
	}
	e.spurn(end)
	return nil
}

func (e *Engine) spurn(end *journal.Delivery) {
	if !slices.ContainsFunc(e.spurned, func(s spurned) bool { return s.forward == end.Forward }) {
		e.spurned = append(e.spurned, spurned{end.Forward, end.Maker, end.Refused})
	}
}

// whyTaken says what came of a bid, or comes of it.
func whyTaken(d *journal.Delivery) string {
	if d.Stage == journal.Accepting && !leftAlone(d) {
		return "it is being filled"
	}
	return fmt.Sprintf("it was taken in hand as forward %s: %s", d.Forward, cmp.Or(d.Reason, string(d.Stage)))
}

// acceptBy is the last moment at which a forward can be accepted or, by filling a bid, be opened.
func (e *Engine) acceptBy(f *chain.Forward) uint64 {
	if t := e.filling(f.ID); t != nil {
		return min(f.Terms.AcceptBy, t.signed.Expiry)
	}
	return f.Terms.AcceptBy
}
