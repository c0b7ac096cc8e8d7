package delivery

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// Reclaiming. Of a forward that ran out partly delivered the escrow owes the holder of the provider's position a part of the bond, as
// large as the part that was delivered, and pays it once anybody reclaims the forward, which can be done once. Who could be after what:
//
//   - whoever opens many forwards with next to no bond, or one in a token of their own, or gives such positions away, would have us pay
//     gas for nothing. Nothing is reclaimed that this relayer did not begin, by the operator's lists. Where the operator says what the
//     token is worth, gas gets the share of it that it gets of a delivery; where not, what comes back has to be what would do as a
//     price, and --max-fee bounds the gas, as it does for that;
//   - whoever lets this account act for a position, or takes it back, has nothing reclaimed: the escrow pays the holder, so it counts
//     who that is, in a final block;
//   - whoever reclaims first, or at the same time, costs us the gas of a transaction that is refused, and pays us;
//   - settlements wait for whatever else the account sent. So this is sent after them, and not while the window of what is in hand is
//     about to be over, and one at a time; it makes way where what is in hand would wait and no more may be offered for it. That costs gas, so it is tried
//     again no sooner than after reclaimPause, and under no more than maxTransactions nonces in all;
//   - nothing that was proved is shown any more: what was sent for that makes way as if the forward were over.
//
// What is at stake, how much time there is and whether the window was missed is as it is for what is over: the rest of the bond is lost
// already, and what comes back cannot be lost.
const (
	reclaimPause = time.Hour          // until what was too dear, or failed, is looked at again
	reclaimFor   = 7 * 24 * time.Hour // after settle-by it is given up then
)

// dear are why a forward is not reclaimed for its cost.
var dear = []error{chain.ErrTooDear, chain.ErrFeeTooHigh, chain.ErrGasTooHigh}

// keptBond is what a forward that runs out pays back to this account of its bond.
func keptBond(f *chain.Forward, final State) *big.Int {
	if !f.Assigned() || !final.Holds || final.Delivered == nil {
		return new(big.Int)
	}
	return f.BondKept(final.Delivered)
}

// reclaim has what a forward that ran out for good kept of its bond be paid back, and says whether that is under way. If it is not, note
// is what there is to say of it.
func (e *Engine) reclaim(ctx context.Context, f *chain.Forward, d *journal.Delivery, final State, at at) (waits bool, note string, err error) {
	kept := keptBond(f, final)
	if kept.Sign() == 0 {
		return false, "", nil
	}
	if reason := e.notWorth(f, kept); reason != "" {
		return false, leftThere(f, kept, reason), nil
	}
	if !ended(d) {
		if err := e.runOut(ctx, f, d, final, at); err != nil {
			return false, "", err
		}
	}
	e.afterwards(ctx, f, reclamation, at, func(ctx context.Context) (journal.Transaction, error) {
		reason, err := e.pressing(ctx, at)
		if err != nil {
			return journal.Transaction{}, err
		}
		if reason != "" {
			e.tell(f, reason)
			return journal.Transaction{}, errHeldBack
		}
		d := e.entry(f.ID)
		if until := e.yielded[f.ID]; at.head.Time < until {
			e.pause(f, d, until)
			return journal.Transaction{}, errHeldBack
		}
		if nonces(d.Reclaim) >= maxTransactions {
			return journal.Transaction{}, e.leaveReclaim(ctx, f, kept, fmt.Sprintf("%d transactions came to nothing", maxTransactions))
		}
		tx, err := e.Wallet.SignReclaim(ctx, *f, e.mostToReclaim(d))
		if slices.ContainsFunc(dear, func(reason error) bool { return errors.Is(err, reason) }) || chain.Answered(err) { // a token that fails may go on
			err = e.putOffReclaim(ctx, f, kept, err, at)
		}
		return tx, err
	})
	return true, "", nil
}

// cameBack says what a reclaim, whoever sent it, paid this account of the bond. Positions of what came to its end change hands, too: whoever
// was paid could give this account one that is worth nothing any more, and so who holds it now is not asked. An account with code is not
// paid: what the escrow owes has to be withdrawn. What it owed before is not told apart from that.
func (e *Engine) cameBack(ctx context.Context, f *chain.Forward, final State, at at) (note string, err error) {
	if !f.Assigned() || final.Delivered == nil || f.BondKept(final.Delivered).Sign() == 0 {
		return "", nil
	}
	back, err := e.Witness.PaidBack(ctx, at.final, f)
	if err != nil || back.Sign() == 0 {
		return "", err
	}
	owed, err := e.Purse.Owed(ctx, at.final, f.Terms.Token)
	switch {
	case err != nil:
		return "", err
	case owed.Cmp(back) >= 0:
		return fmt.Sprintf("; %v of its bond of %v is in what the escrow owes this account, %v, or came back: `tercet forward withdraw %s` has the escrow pay it",
			back, f.Terms.Bond, owed, f.Terms.Token), nil
	}
	return fmt.Sprintf("; %v of its bond of %v came back to this account", back, f.Terms.Bond), nil
}

// leftThere says what the escrow still owes.
func leftThere(f *chain.Forward, kept *big.Int, reason string) string {
	return fmt.Sprintf("; %v of its bond of %v is still to be had by `tercet forward reclaim`: %s", kept, f.Terms.Bond, reason)
}

// notWorth says why something is not worth to be reclaimed, whatever gas costs.
func (e *Engine) notWorth(f *chain.Forward, kept *big.Int) (reason string) {
	token := f.Terms.Token
	if rate, known := e.opts.Worth[token]; known {
		if wei(kept, rate).Sign() == 0 {
			return "it is worth no wei"
		}
		return ""
	}
	switch {
	case len(e.opts.Tokens) > 0 && !slices.Contains(e.opts.Tokens, token):
		return fmt.Sprintf("neither --worth nor --token names token %s", token)
	case kept.Cmp(e.opts.MinPrice) < 0:
		return fmt.Sprintf("it is below the least price of %v, and --worth does not say what its token is worth", e.opts.MinPrice)
	}
	return ""
}

// runOut keeps that nothing more is delivered of a forward, and whether that is a window missed. Work on it stops.
func (e *Engine) runOut(ctx context.Context, f *chain.Forward, d *journal.Delivery, final State, at at) error {
	if _, err := e.drop(ctx, f.ID); err != nil {
		return err
	}
	late, err := e.missed(ctx, d, chain.StatusExpired, at)
	if err != nil {
		return err
	}
	next := abandoned(d, "")
	next.Stage, next.Order, next.Crashes = journal.Reclaiming, d.Order, 0 // a restart finds the forward in its order
	next.Cursor, next.Delivered = final.Cursor, final.Delivered
	if late {
		next.Missed = e.missedAt(f)
	}
	if err := e.save(&next); err != nil {
		return err
	}
	e.lack(f.ID, false)
	e.Log.Info().Stringer("forward", f.ID).Stringer("bond", f.Terms.Bond).Stringer("kept", keptBond(f, final)).
		Msg("its window is over; what it kept of its bond is reclaimed")
	if late {
		e.warn()
	}
	return nil
}

// pressing says why nothing is sent now that can wait: a settlement may have no block to lose, and each waits for all that was sent before
// it, so that of reclaims one at a time is.
func (e *Engine) pressing(ctx context.Context, at at) (reason string, err error) {
	mined, next, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return "", err
	}
	if mined < next {
		return "what it kept of its bond is reclaimed later: " + chain.ErrBehind.Error(), nil
	}
	for _, d := range e.tally().unfinished {
		f := e.forward(d.Forward)
		if f == nil {
			continue
		}
		if rest := seconds(e.now(at), f.Terms.SettleBy); rest > 0 && rest <= 2*e.opts.Margin {
			return "what it kept of its bond is reclaimed later: the window of another forward is about to be over", nil
		}
	}
	return "", nil
}

// mostToReclaim is the most wei that it may cost to reclaim a delivery's forward, nil where nobody said what its token is worth. Nothing
// is lost by waiting for lower fees, so that it is a share of what comes back.
func (e *Engine) mostToReclaim(d *journal.Delivery) *big.Int {
	f := e.forward(d.Forward)
	if f == nil {
		return new(big.Int)
	}
	rate, known := e.opts.Worth[f.Terms.Token]
	if !known {
		return nil
	}
	most := wei(f.BondKept(delivered(d)), rate)
	most.Mul(most, new(big.Int).SetUint64(cmp.Or(e.opts.FeeShare, DefaultFeeShare)))
	return most.Div(most, big.NewInt(100))
}

// putOffReclaim has what is too dear, or fails, be looked at again after a while and, when it was so for long enough, gives it up: the
// escrow keeps what it owes. Whoever was away for that time tries once.
func (e *Engine) putOffReclaim(ctx context.Context, f *chain.Forward, kept *big.Int, cause error, at at) error {
	if seconds(f.Terms.SettleBy, at.final.Time) < reclaimFor {
		e.pause(f, e.entry(f.ID), at.head.Time+uint64(reclaimPause/time.Second))
		return cause
	}
	e.Log.Debug().Stringer("forward", f.ID).Err(cause).Msg("it is not reclaimed by itself")
	return e.leaveReclaim(ctx, f, kept, fmt.Sprintf("it could not be reclaimed for %s, the last time since %v", reclaimFor, cause))
}

// leaveReclaim gives a reclaim up.
func (e *Engine) leaveReclaim(ctx context.Context, f *chain.Forward, kept *big.Int, cause string) error {
	d := e.entry(f.ID)
	reason := windowOver(f) + unitsPaid(f, delivered(d)) + leftThere(f, kept, cause)
	if err := e.finish(ctx, f, abandoned(d, reason), Event{Forward: f.ID, Kind: Dropped, Reason: reason}); err != nil {
		return err
	}
	return errHeldBack
}

// pause has a reclaim rest, unless others that it was proved with have to hear of it.
func (e *Engine) pause(f *chain.Forward, d *journal.Delivery, until uint64) {
	if !e.mayPay(d, settlement) {
		e.rest(f, until, 0)
	}
}

// yields says whether a reclaim that waits makes way for what is in hand, since no more may be offered for it. It is signed anew after a
// while, and not often: what takes its place costs gas, too.
func (e *Engine) yields(d *journal.Delivery, p purpose, cause error, at at) bool {
	if p.name != reclamation.name || !errors.Is(cause, chain.ErrTooDear) || len(e.tally().unfinished) == 0 {
		return false
	}
	e.yielded[d.Forward] = at.head.Time + uint64(reclaimPause/time.Second)
	return true
}

// nonces is how many different ones some transactions have.
func nonces(signed []journal.Transaction) int {
	different := map[uint64]bool{}
	for _, tx := range signed {
		different[tx.Nonce] = true
	}
	return len(different)
}
