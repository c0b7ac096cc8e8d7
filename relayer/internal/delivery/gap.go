package delivery

import (
	"context"
	"errors"
)

// gap is a nonce of the account that nobody sends anything under any more, though something of ours waits above it: neither the
// endpoint nor the journal knows what it was signed behind. Another program with the key may have sent that, `tercet forward accept` for
// one, and the nodes have dropped it; or an endpoint spoke of what there never was. Nothing above a gap is mined until something is in it.
//
// So nothing waits for what lies above a gap. Whatever is signed next gets the nonce and, if there is nothing else, what waits is signed
// anew under it: of two that do the same, contracts refuse the second or do nothing for it. Who could be after what:
//
//   - what had the nonce may turn up again, and one of the two is mined. An endpoint that is behind catches up meanwhile: it has to say
//     for patience blocks that nothing has it, and after a restart for as many again. Then it is as it is for any transaction, which gets
//     the nonce that the endpoint says is next; no output is shown where the endpoint knows of anything that waits;
//   - an endpoint that lies about what waits has the same signed under one nonce after another, and each that is mined costs gas: they are
//     maxTransactions at most.
type gap struct {
	looked, found bool // in this tick
	open          bool // it is there for long enough
	nonce, since  uint64
}

// errGap is why something waits that was signed above a gap.
var errGap = errors.New("no node knows of a transaction that it was signed behind")

// aboveGap says whether a nonce lies above a gap. It looks for one once a tick.
func (e *Engine) aboveGap(ctx context.Context, nonce uint64, at at) (bool, error) {
	if !e.gap.looked {
		_, next, err := e.Wallet.Nonces(ctx)
		if err != nil {
			return false, err
		}
		found, err := e.missing(next)
		if err != nil {
			return false, err
		}
		e.seeGap(gap{found: found, nonce: next, since: at.head.Number}, at)
	}
	return e.gap.open && nonce > e.gap.nonce, nil
}

// seeGap keeps what a tick finds, and since when that is so.
func (e *Engine) seeGap(now gap, at at) {
	last := e.gap
	if now.found && last.found && now.nonce == last.nonce && last.since <= now.since {
		now.since = last.since
		now.open = at.head.Number >= now.since+patience
	}
	now.looked = true
	e.gap = now
	if now.open && !last.open {
		e.Log.Warn().Uint64("nonce", now.nonce).
			Msg("no node knows of a transaction under this nonce of the account, and what was sent later waits for it; the next that is sent gets it")
	}
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
