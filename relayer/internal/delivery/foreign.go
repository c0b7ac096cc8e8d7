package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// foreign is the account's next nonce where something waits under it that is not in the journal. Another program with the key sent it,
// `tercet forward allow` for one, and nobody raises its fees.
//
// All that the relayer signs waits for it. Where a window is about to be over, or a bond is lost by waiting, it is replaced: by what does
// nothing, for the fees of now, raised as any other, and what waited goes after that. No output is shown under a nonce that something else
// may take. Who could be after what:
//
//   - the other program's transaction is not mined then. Whoever sent it hears that another took its nonce, and may send it again; what it
//     had shown may be lost, and so an account is one relayer's. Where nothing presses it is waited for, and in any case for so long that
//     another relayer has raised it and had it mined;
//   - what the relayer of another escrow keeps in the same journal is no other program's: it is not touched;
//   - an endpoint that speaks of what there is not costs the gas of nothing, under maxTransactions nonces for a delivery, and otherwise
//     would have what is in hand be lost.
type foreign struct {
	looked, found bool // in this tick
	known         bool // the journal has it
	nonce, since  uint64
}

// foreignPatience is for how many blocks it is waited for, and foreignFor how many there have to be before a window is over, to raise what
// takes its place too.
const (
	foreignPatience = 2 * patience
	foreignFor      = 6 * patience
)

// lookForForeign looks, once a tick, whether what another program sent is in the way, and has been for long enough.
func (e *Engine) lookForForeign(ctx context.Context, at at) error {
	mined, next, err := e.Wallet.Nonces(ctx)
	if err != nil {
		return err
	}
	last := e.foreign
	e.foreign = foreign{looked: true}
	if mined == next {
		return nil
	}
	same := last.since != 0 && last.nonce == mined && last.since <= at.head.Number
	e.foreign.nonce, e.foreign.since = mined, at.head.Number
	if same {
		e.foreign.since = last.since
	}
	if at.head.Number < e.foreign.since+foreignPatience {
		return nil
	}
	if same && last.known {
		e.foreign.known = true
		return nil
	}
	known, err := e.knows(mined, same && last.found)
	if err != nil {
		return err
	}
	e.foreign.known, e.foreign.found = known, !known
	if e.foreign.found && !last.found {
		e.Log.Warn().Uint64("nonce", mined).Msg("another program uses this account's key, and nothing that is sent after its transaction is mined " +
			"before that: raise its fees, and give each program an account of its own")
	}
	return nil
}

// replaceForeign has what another program sent make way for a delivery that has no time to wait for it. It returns what is in the way.
func (e *Engine) replaceForeign(ctx context.Context, f *chain.Forward, d *journal.Delivery, p purpose, at at) (trouble string, err error) {
	if !e.foreign.looked {
		if err := e.lookForForeign(ctx, at); err != nil {
			return "", err
		}
	}
	if !e.foreign.found {
		return "", nil
	}
	trouble = fmt.Sprintf("nonce %d has what another program with the account's key sent", e.foreign.nonce)
	if e.away || nonces(d.Void) >= maxTransactions {
		return trouble, nil
	}
	if pressed, err := e.pressed(ctx, f, d, p, at); !pressed || err != nil {
		return trouble, err
	}
	tx, err := e.Wallet.SignNothing(ctx, e.foreign.nonce)
	if err != nil {
		e.away = errors.Is(err, chain.ErrSignerAway)
		return fmt.Sprintf("%s, and cannot be replaced: %v", trouble, err), nil
	}
	e.foreign.found = false
	return trouble + ", and is being replaced", e.submit(ctx, d, cancellation, tx)
}

// pressed says that a delivery cannot wait, and loses by it.
func (e *Engine) pressed(ctx context.Context, f *chain.Forward, d *journal.Delivery, p purpose, at at) (bool, error) {
	switch {
	case ended(d):
		return false, nil
	case p.name == commitment.name:
		return at.head.Number+commitMargin+foreignFor+uint64(e.queueing()/blockInterval) >= f.Terms.BeaconBlock, nil //nolint:gosec // not below 0
	case p.name == draw.name: // what comes after it takes the time that there is
		return true, nil
	case p.name != announcement.name && p.name != settlement.name:
		return false, nil
	case e.presses(f, at.head.Time, e.queueing()+often(foreignFor, blockInterval)):
		return true, nil
	}
	m, err := e.match(ctx, at.head, f.Terms.Predicate)
	if err != nil || m.predicate == nil || p.name != settlement.name {
		return false, err
	}
	return e.hurried(candidate{forward: f, delivery: d}, m.predicate, at), nil
}

// knows says whether the journal has a transaction of the account under a nonce that somebody has seen, whichever escrow it is for. Where
// the whole of it had none before, only this engine can have written one.
func (e *Engine) knows(nonce uint64, hadNone bool) (bool, error) {
	known, err := e.keeps(e.all(), nonce)
	if known || hadNone || err != nil {
		return known, err
	}
	whole, unreadable, _, err := e.Journal.Since(0)
	if err != nil || len(unreadable) > 0 { // it may be in what cannot be read
		return true, err
	}
	return e.keeps(slices.DeleteFunc(whole, func(d *journal.Delivery) bool { return d.ChainID != e.opts.ChainID.Uint64() }), nonce)
}

func (e *Engine) keeps(list []*journal.Delivery, nonce uint64) (bool, error) {
	for _, d := range list {
		for _, p := range everything {
			for _, tx := range *p.list(d) {
				if tx.Nonce != nonce || !tx.Tried {
					continue
				}
				if ours, err := e.Wallet.Ours(tx); ours || err != nil {
					return ours, err
				}
			}
		}
	}
	return false, nil
}
