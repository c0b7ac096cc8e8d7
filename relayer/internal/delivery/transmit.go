package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// maxTransactions bounds what a forward may cost in transactions that the contract refuses.
const maxTransactions = 5

// purpose is what a transaction is for, and where the journal keeps those signed for it.
type purpose struct {
	name string
	list func(d *journal.Delivery) *[]journal.Transaction
	kind Kind
}

var (
	acceptance   = purpose{"acceptance", func(d *journal.Delivery) *[]journal.Transaction { return &d.Accept }, AcceptSent}
	commitment   = purpose{"commitment", func(d *journal.Delivery) *[]journal.Transaction { return &d.Commit }, CommitSent}
	draw         = purpose{"draw", func(d *journal.Delivery) *[]journal.Transaction { return &d.Draw }, DrawSent}
	announcement = purpose{"announcement", func(d *journal.Delivery) *[]journal.Transaction { return &d.Announcement }, Announced}
	settlement   = purpose{"settlement", func(d *journal.Delivery) *[]journal.Transaction { return &d.Settlement }, Sent}
	reclamation  = purpose{"reclaim", func(d *journal.Delivery) *[]journal.Transaction { return &d.Reclaim }, Reclaimed}
)

var purposes = []purpose{acceptance, commitment, draw, announcement, settlement, passedSteps, reclamation}

// cancellation is for what other transactions were signed for, and are not needed for any more.
var cancellation = purpose{"cancellation", func(d *journal.Delivery) *[]journal.Transaction { return &d.Void }, Cancelled}

// everything is all that the journal keeps of transactions.
var everything = append(slices.Clone(purposes), cancellation)

// waits are why nothing is signed now and may be at another time, the more exact before the less.
var waits = []error{
	chain.ErrTooDear, chain.ErrFeeTooHigh, chain.ErrGasTooHigh, chain.ErrGasTooLow, chain.ErrCannotPay, chain.ErrBehind, chain.ErrSignerAway,
}

// afterwards has a tick send one transaction once its settlements are sent, those of groups too: they wait for whatever was
// sent before them, and so would wait for ever where each tick has something else to send.
func (e *Engine) afterwards(ctx context.Context, f *chain.Forward, p purpose, at at, sign func(context.Context) (journal.Transaction, error)) {
	e.later = append(e.later, func() error {
		if err := e.transmit(ctx, f, e.entry(f.ID), p, at, sign); err != nil {
			return fmt.Errorf("forward %s: %w", f.ID, err)
		}
		return nil
	})
}

// transmit gets one transaction into the chain. It is called again with every tick until the chain shows its effect. What
// was signed before is sent again as long as it can be mined; only when nothing can, or all of it lies above a gap, is another nonce taken.
func (e *Engine) transmit(ctx context.Context, f *chain.Forward, d *journal.Delivery, p purpose, at at,
	sign func(context.Context) (journal.Transaction, error),
) error {
	signed := *p.list(d)
	var waiting *journal.Transaction
	refused := 0
	for _, tx := range signed {
		fate, err := e.fate(ctx, tx, f.ID, at)
		if err != nil {
			return err
		}
		switch fate {
		case Mined: // a block newer than the one this tick is pinned to has it
			return nil
		case Waiting: // the first to be mined and, of those that share its nonce, the last one, which offers most
			taken, err := e.nonceTaken(d, tx)
			if err != nil {
				return err
			}
			if !taken && (waiting == nil || tx.Nonce <= waiting.Nonce) {
				waiting = &tx
			}
		case Refused:
			refused++
		case Replaced:
			if err := e.displaced(ctx, f.ID, tx, at); err != nil {
				return err
			}
		}
	}
	if waiting != nil {
		trouble, err := e.again(ctx, d, p, at, *waiting)
		if err == nil { // whatever trouble an endpoint has with what is sent again
			var foreign string
			foreign, err = e.replaceForeign(ctx, f, d, p, at)
			trouble = also(trouble, foreign)
		}
		if trouble != "" {
			e.tell(f, fmt.Sprintf("its %s waits: %s", p.name, trouble))
		}
		if err != nil {
			return err
		}
		stranded, err := e.aboveGap(ctx, waiting.Nonce, at)
		if err != nil {
			return err
		}
		if stranded && nonces(signed) >= maxTransactions {
			e.tell(f, fmt.Sprintf("its %s waits: %v", p.name, errGap))
			stranded = false
		}
		if !stranded {
			_, err = e.clear(ctx, at)
			return err
		}
	}
	if refused >= maxTransactions && p.name != reclamation.name { // which counts them itself
		return fmt.Errorf("the contract refused %d transactions for its %s, which came to nothing; no more are sent until the "+
			"relayer's journal is looked into", refused, p.name)
	}
	behind, err := e.behind(ctx, d, p, at)
	if behind != "" && err == nil {
		var foreign string
		foreign, err = e.replaceForeign(ctx, f, d, p, at)
		behind = also(behind, foreign)
	}
	if behind != "" {
		e.tell(f, fmt.Sprintf("its %s waits: %s", p.name, behind))
	}
	if err != nil || behind != "" {
		return err
	}
	if e.away {
		e.tell(f, fmt.Sprintf("its %s waits: %v", p.name, chain.ErrSignerAway))
		return nil
	}
	tx, err := sign(ctx)
	if errors.Is(err, errHeldBack) {
		return nil
	}
	e.away = errors.Is(err, chain.ErrSignerAway)
	for _, reason := range waits {
		if errors.Is(err, reason) { // with numbers that change from block to block
			e.tell(f, fmt.Sprintf("its %s waits: %v", p.name, reason))
			return nil
		}
	}
	if err != nil {
		return err
	}
	if len(signed) > 0 && waiting == nil {
		e.Log.Warn().Stringer("forward", f.ID).Str("transaction for", p.name).Int("signed", len(signed)).
			Int("refused", refused).Msg("none of those signed before can do it any more")
	}
	return e.submit(ctx, d, p, tx)
}

// ErrUnsent says that a transaction was not sent: nobody has seen it.
var ErrUnsent = errors.New("it was not sent")

// submit keeps a transaction and sends it.
func (e *Engine) submit(ctx context.Context, d *journal.Delivery, p purpose, tx journal.Transaction) error {
	replaces := p.name == cancellation.name ||
		slices.ContainsFunc(*p.list(d), func(old journal.Transaction) bool { return old.Nonce == tx.Nonce })
	err := e.amend(d.Forward, func(next *journal.Delivery) {
		*p.list(next) = append(slices.Clone(*p.list(next)), tx)
	})
	if err != nil {
		return fmt.Errorf("keep the %s before it is sent: %w", p.name, err)
	}
	if tx.Nonce >= e.gap.nonce { // it is in the gap, or the endpoint says something else by now
		e.gap = gap{looked: true}
	}
	log := e.Log.With().Stringer("forward", d.Forward).Str("transaction for", p.name).Stringer("tx", tx.Hash).Logger()
	unknown, err := e.send(ctx, d, p, tx)
	if err != nil {
		return err
	}
	if unknown != nil {
		log.Warn().Err(unknown).Msg("whether the transaction arrived is not known; the chain will tell")
	} else {
		log.Info().Msg("sent")
	}
	e.Observe(Event{Forward: d.Forward, Kind: p.kind, Tx: tx.Hash, Replaces: replaces})
	return nil
}

// send sends a transaction that is kept. That somebody may have seen it is kept before: a process that ended in between would take it
// for its own alone, let a group come apart without it, and sign another under its nonce. unknown is why it may not have arrived.
func (e *Engine) send(ctx context.Context, d *journal.Delivery, p purpose, tx journal.Transaction) (unknown, err error) {
	if !tx.Tried {
		if err := e.Network.MaySend(ctx); err != nil { // before: who follows this process would take it for shown
			return nil, err
		}
		if err := e.tried(d, p, tx, true); err != nil {
			return nil, err
		}
	}
	unknown = e.Network.Send(ctx, tx)
	if !errors.Is(unknown, ErrUnsent) {
		return unknown, nil
	}
	if tx.Tried {
		return nil, unknown
	}
	return nil, errors.Join(unknown, e.tried(d, p, tx, false))
}

// tried keeps whether a transaction was sent, or may have been. What was signed and not sent is nobody's but ours: it is not
// sent any more when it has become too late for it.
func (e *Engine) tried(d *journal.Delivery, p purpose, tx journal.Transaction, was bool) error {
	err := e.amend(d.Forward, func(next *journal.Delivery) {
		kept := slices.Clone(*p.list(next))
		for i := range kept {
			if kept[i].Hash == tx.Hash {
				kept[i].Tried = was
			}
		}
		*p.list(next) = kept
	})
	if err != nil {
		return fmt.Errorf("keep whether the %s was sent: %w", p.name, err)
	}
	return nil
}

// nonceTaken says whether something else of this account was sent under the nonce of a transaction that was not: what was signed
// before a process ended, and what another one signed since. To send both would have one take the other's place, perhaps after its
// output was shown. This one is signed anew, in its turn: the other may be gone, or for nothing any more, and is moved along or cleared
// before.
func (e *Engine) nonceTaken(d *journal.Delivery, tx journal.Transaction) (bool, error) {
	if tx.Tried {
		return false, nil
	}
	mine := func(other journal.Transaction) bool {
		return slices.ContainsFunc(everything, func(p purpose) bool {
			return slices.ContainsFunc(*p.list(d), func(one journal.Transaction) bool { return one.Hash == other.Hash })
		})
	}
	for _, one := range e.all() {
		for _, p := range everything {
			for _, other := range *p.list(one) {
				if other.Nonce != tx.Nonce || !other.Tried || mine(other) { // its own is what it replaces
					continue
				}
				if ours, err := e.Wallet.Ours(other); ours || err != nil {
					return ours, err
				}
			}
		}
	}
	return false, nil
}
