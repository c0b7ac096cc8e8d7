package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// gap is a nonce of the account that nobody sends anything under any more, though something of ours waits above it: neither the
// endpoint nor the journal knows what it was signed behind. Another program with the key may have sent that, `tercet forward accept` for
// one, and the nodes have dropped it; or an endpoint spoke of what there never was. Nothing above a gap is mined until something is in it.
//
// So nothing waits for what lies above a gap. Whatever is signed next gets the nonce and, if there is nothing else, what waits is signed
// anew under it: of two that do the same, contracts refuse the second or do nothing for it. Where an output would be shown there, or only
// the same bytes can do it, what does nothing fills the gap, and they go after it. Who could be after what:
//
//   - what had the nonce may turn up again, at another endpoint for instance, and one of the two is mined. An endpoint that is behind
//     catches up meanwhile: it has to say for patience blocks that nothing has it, and after a restart for as many again. No output is
//     shown that could not be paid for then. There may be another gap behind one that is filled: time is short, and so an output that
//     waited for mostFilled of them is shown in the next;
//   - what the relayer of another escrow showed with this account, and keeps in the same journal, is not paid for if something else is
//     mined in its place. Until the gap counts it is sent again. An acceptance of its is not: nobody may be there to deliver for it;
//   - an endpoint that lies about what waits has the same, or nothing, signed under one nonce after another, and each that is mined costs
//     gas: they are maxTransactions at most for a delivery.
type gap struct {
	looked, found bool // in this tick
	open          bool // it is there for long enough
	nonce, since  uint64
	elsewhere     []journal.Transaction // what was shown under it for another escrow
}

// mostFilled is how many gaps are filled before an output is shown.
const mostFilled = 2

// errGap is why something waits that was signed above a gap.
var errGap = errors.New("no node knows of a transaction that it was signed behind")

// aboveGap says whether a nonce lies above a gap.
func (e *Engine) aboveGap(ctx context.Context, nonce uint64, at at) (bool, error) {
	err := e.lookForGap(ctx, at)
	return e.gap.open && nonce > e.gap.nonce, err
}

// lookForGap looks for one once a tick.
func (e *Engine) lookForGap(ctx context.Context, at at) error {
	if e.gap.looked {
		return nil
	}
	_, next, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return err
	}
	found, err := e.missing(next)
	if err != nil {
		return err
	}
	return e.seeGap(ctx, gap{found: found, nonce: next, since: at.head.Number}, at)
}

// seeGap keeps what a tick finds, and since when that is so.
func (e *Engine) seeGap(ctx context.Context, now gap, at at) (err error) {
	last := e.gap
	switch {
	case now.found && last.found && now.nonce == last.nonce && last.since <= now.since:
		now.since, now.elsewhere = last.since, last.elsewhere
		now.open = at.head.Number >= now.since+patience
	case now.found:
		if now.elsewhere, err = e.elsewhere(now.nonce); err != nil {
			return err
		}
	}
	now.looked = true
	e.gap = now
	if !now.open {
		for _, tx := range now.elsewhere {
			_ = e.Network.Send(ctx, tx) // whether it arrived the next nonce tells
		}
	}
	if now.open && !last.open {
		e.Log.Warn().Uint64("nonce", now.nonce).
			Msg("no node knows of a transaction under this nonce of the account, and what was sent later waits for it; the next that is sent gets it")
	}
	return nil
}

// fillGap puts what does nothing into a gap that counts, for a delivery that has nothing to send under its nonce and waits until it has
// something in it. It says so, or returns nothing where there is no gap.
func (e *Engine) fillGap(ctx context.Context, d *journal.Delivery, at at) (reason string, err error) {
	if err := e.lookForGap(ctx, at); err != nil || !e.gap.open {
		return "", err
	}
	if e.away || nonces(d.Void) >= maxTransactions {
		return errGap.Error(), nil
	}
	tx, err := e.Wallet.SignNothing(ctx, e.gap.nonce)
	if err != nil {
		e.away = errors.Is(err, chain.ErrSignerAway)
		return fmt.Sprintf("%v, and nothing can be put in its place: %v", errGap, err), nil
	}
	return errGap.Error() + ", and what does nothing is sent in its place", e.submit(ctx, d, cancellation, tx)
}

// makeWay has what nobody sends, or raises, make way for a settlement that was sent before and lies behind it.
func (e *Engine) makeWay(ctx context.Context, f *chain.Forward, d *journal.Delivery, nonce uint64, at at) (trouble string, err error) {
	above, err := e.aboveGap(ctx, nonce, at)
	switch {
	case err != nil:
		return "", err
	case above:
		return e.fillGap(ctx, d, at)
	}
	if trouble, err = e.replaceForeign(ctx, f, d, settlement, at); err != nil {
		return trouble, err
	}
	left, err := e.clear(ctx, at)
	return also(trouble, left), err
}

// also puts a second reason behind a first, where there are both.
func also(reason, more string) string {
	if reason == "" || more == "" {
		return reason + more
	}
	return reason + "; " + more
}

// missing says whether nobody has seen a transaction of ours under a nonce, and somebody has seen one above it that is for something.
func (e *Engine) missing(nonce uint64) (bool, error) {
	above := false
	for _, d := range e.all() {
		for _, p := range everything {
			for _, tx := range *p.list(d) {
				if !tx.Tried || tx.Nonce < nonce || tx.Nonce > nonce && (above || idle(d, p)) {
					continue
				}
				ours, err := e.Wallet.Ours(tx)
				if err != nil || ours && tx.Nonce == nonce {
					return false, err
				}
				above = above || ours
			}
		}
	}
	return above, nil
}

// elsewhere is what was shown for another escrow with this account under a nonce, and is not over. Where something was signed to take its
// place it does not count.
func (e *Engine) elsewhere(nonce uint64) (list []journal.Transaction, err error) {
	whole, _, _, err := e.Journal.Since(0) // what cannot be read is nothing to send
	if err != nil {
		return nil, err
	}
	under := func(tx journal.Transaction) bool { return tx.Nonce == nonce && tx.Tried }
	for _, d := range whole {
		if d.ChainID != e.opts.ChainID.Uint64() || d.Escrow == e.opts.Escrow || ended(d) || slices.ContainsFunc(d.Void, under) {
			continue
		}
		for _, tx := range lastUnderEach(slices.Concat(d.Settlement, d.Passed)) {
			if !under(tx) {
				continue
			}
			ours, err := e.Wallet.Ours(tx)
			if err != nil {
				return nil, err
			}
			if ours {
				list = append(list, tx)
			}
		}
	}
	return list, nil
}
