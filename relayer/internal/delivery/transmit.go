package delivery

import (
	"context"
	"fmt"
	"slices"

	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// maxTransactions bounds what a forward may cost in transactions that do not do what they should.
const maxTransactions = 5

// purpose is what a transaction is for, and where the journal keeps those signed for it.
type purpose struct {
	name string
	list func(d *journal.Delivery) *[]journal.Transaction
	kind Kind
}

var (
	announcement = purpose{"announcement", func(d *journal.Delivery) *[]journal.Transaction { return &d.Announcement }, Announced}
	settlement   = purpose{"settlement", func(d *journal.Delivery) *[]journal.Transaction { return &d.Settlement }, Sent}
)

// transmit gets one transaction into the chain. It is called again with every tick until the chain shows its effect. What
// was signed before is sent again as long as it can be mined; only when it cannot is another one signed.
func (e *Engine) transmit(ctx context.Context, d *journal.Delivery, p purpose, sign func(context.Context) (journal.Transaction, error)) error {
	signed := *p.list(d)
	log := e.Log.With().Stringer("forward", d.Forward).Str("transaction for", p.name).Logger()
	if len(signed) > 0 {
		last := signed[len(signed)-1]
		fate, err := e.Network.Fate(ctx, last)
		if err != nil {
			return err
		}
		switch fate {
		case Mined: // a block newer than the one this tick is pinned to has it
			return nil
		case Waiting:
			if err := e.Network.Send(ctx, last); err != nil {
				log.Warn().Stringer("tx", last.Hash).Err(err).Msg("sending again; whether it arrived is not known")
			}
			return nil
		case Refused:
			log.Warn().Stringer("tx", last.Hash).Msg("the contract refused the transaction")
		case Replaced:
			log.Warn().Stringer("tx", last.Hash).Uint64("nonce", last.Nonce).Msg("another transaction took the nonce")
		}
	}
	if len(signed) >= maxTransactions {
		return fmt.Errorf("%d transactions for its %s came to nothing; no more are sent until the relayer's journal is "+
			"looked into", len(signed), p.name)
	}
	tx, err := sign(ctx)
	if err != nil {
		return err
	}
	next := *d
	*p.list(&next) = append(slices.Clone(signed), tx)
	if err := e.save(&next); err != nil {
		return fmt.Errorf("keep the %s before it is sent: %w", p.name, err)
	}
	if err := e.Network.Send(ctx, tx); err != nil {
		log.Warn().Stringer("tx", tx.Hash).Err(err).Msg("whether the transaction arrived is not known; the chain will tell")
	} else {
		log.Info().Stringer("tx", tx.Hash).Msg("sent")
	}
	e.Observe(Event{Forward: d.Forward, Kind: p.kind, Tx: tx.Hash})
	return nil
}
