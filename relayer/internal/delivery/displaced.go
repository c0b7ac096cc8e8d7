package delivery

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// displaced warns, once for each nonce, that another program has the account's key: a transaction of ours can never be mined, and
// none that the journal has took its nonce. Each program then takes nonces that the other counts on.
func (e *Engine) displaced(ctx context.Context, forward common.Hash, lost journal.Transaction, at at) error {
	if _, known := e.taken[lost.Nonce]; known {
		return nil
	}
	if ours, err := e.Wallet.Ours(lost); err != nil || !ours { // nonces are each account's own
		return err
	}
	fate, err := e.fateUnder(ctx, lost.Nonce, at)
	if err != nil || fate == Waiting { // what may be mined yet will be looked at again
		return err
	}
	e.taken[lost.Nonce] = fate == Replaced
	if fate != Replaced {
		return nil
	}
	times := 0
	for _, taken := range e.taken {
		if taken {
			times++
		}
	}
	e.Log.Warn().Uint64("nonce", lost.Nonce).Stringer("lost", lost.Hash).Int("times", times).
		Msg("another program uses this account's key: a transaction that is not this relayer's took a nonce of its own; give each an account of its own")
	e.Observe(Event{Forward: forward, Kind: Displaced, Tx: lost.Hash})
	return nil
}

// fateUnder is what became of all transactions that the journal has under one nonce of the account: Mined, in whatever way, if one
// was, and Replaced if none can be.
func (e *Engine) fateUnder(ctx context.Context, nonce uint64, at at) (Fate, error) {
	together, err := e.fateOf(ctx, e.all(), nonce, at)
	if together != Replaced || err != nil {
		return together, err
	}
	whole, _, _, err := e.Journal.Since(0) // what was forgotten, too
	if err != nil {
		return Waiting, err
	}
	return e.fateOf(ctx, slices.DeleteFunc(whole, func(d *journal.Delivery) bool { return d.ChainID != e.opts.ChainID.Uint64() }), nonce, at)
}

func (e *Engine) fateOf(ctx context.Context, list []*journal.Delivery, nonce uint64, at at) (Fate, error) {
	together := Replaced
	for _, d := range list {
		for _, p := range everything {
			for _, tx := range *p.list(d) {
				if tx.Nonce != nonce {
					continue
				}
				if ours, err := e.Wallet.Ours(tx); err != nil || !ours {
					if err != nil {
						return Waiting, err
					}
					continue
				}
				fate, err := e.Network.Fate(ctx, tx, d.Forward, at.final)
				if err != nil {
					return Waiting, err
				}
				switch fate {
				case Mined, Refused:
					return Mined, nil
				case Waiting:
					together = Waiting
				case Replaced:
				}
			}
		}
	}
	return together, nil
}
