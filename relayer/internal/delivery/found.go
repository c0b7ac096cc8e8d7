package delivery

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// found is where it lies what was read of the chain for good, so that a restart goes on from there.
type found interface {
	Followed() (journal.Followed, error)
	Follow(next journal.Found) error
	// Opening is what a forward was opened with, and Openings are the next ones after a forward.
	Opening(forward common.Hash) ([]byte, error)
	Openings(after common.Hash) ([]journal.Opening, error)
}

// keepEvery is after how many blocks it is kept how far the chain was followed, where nothing else is to be kept: a restart reads
// as many again.
const keepEvery = 64

// resume goes on where the process before was. What was found for another escrow or chain, or from another block on, or cannot
// be read, is found anew: that costs time alone.
func (e *Engine) resume() error {
	at, err := e.Journal.Followed()
	if errors.Is(err, journal.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if at.ChainID != e.opts.ChainID.Uint64() || at.Escrow != e.opts.Escrow || at.FirstBlock != e.opts.FirstBlock {
		e.Log.Warn().Uint64("chain", at.ChainID).Stringer("escrow", at.Escrow).Uint64("first block", at.FirstBlock).
			Msg("the chain was followed for another escrow, or from another block on; it is followed anew")
		return nil
	}
	var after common.Hash
	for {
		list, err := e.Journal.Openings(after)
		if err != nil {
			return err
		}
		for _, o := range list {
			after = o.Forward
			f, err := e.readOpening(o.Forward, o.Content)
			if err != nil {
				e.Log.Warn().Err(err).Msg("what was found of the chain is damaged; it is followed anew")
				clear(e.forwards)
				clear(e.lightened)
				clear(e.recent)
				return nil
			}
			if d := e.entry(f.ID); d != nil && finished(d) {
				e.remember(f, d)
			} else if _, unreadable := e.closed[f.ID]; !unreadable {
				e.forwards[f.ID], e.lightened[f.ID] = light(f), true
			}
		}
		if len(list) == 0 {
			break
		}
	}
	e.recover()
	for id, r := range e.recent {
		if r.final > at.Block || e.entry(id).Doubted { // what else is below goes away with that block
			if err := e.question(id); err != nil {
				return err
			}
		}
	}
	kept := mark{at.Block, at.Hash}
	e.following.begun, e.following.kept, e.following.written = true, kept, kept
	e.Log.Info().Uint64("block", at.Block).Int("forwards", len(e.forwards)).Msg("the chain is followed from where it was")
	return nil
}

// recover takes forwards that something was begun for, and whose opening is not kept, out of what their workers go by.
func (e *Engine) recover() {
	for _, d := range e.all() {
		if finished(d) || e.forwards[d.Forward] != nil || d.Bid != (common.Hash{}) {
			continue
		}
		var o order
		err := json.Unmarshal(d.Order, &o)
		if err == nil {
			err = e.checkOpening(d.Forward, &o.Forward)
		}
		if err != nil {
			e.Log.Error().Stringer("forward", d.Forward).Err(err).Msg("NOTHING IS DONE FOR THIS FORWARD: its opening is missing in the " +
				"database, and nothing else there says what it is; restore the database from a copy")
			continue
		}
		e.Log.Warn().Stringer("forward", d.Forward).Msg("its opening is missing in the database, and known from the work on it")
		e.forwards[d.Forward] = &o.Forward
	}
}

// readOpening reads a forward whose terms have to make its id.
func (e *Engine) readOpening(id common.Hash, content []byte) (*chain.Forward, error) {
	f := new(chain.Forward)
	if err := json.Unmarshal(content, f); err != nil {
		return nil, fmt.Errorf("read the opening of forward %s: %w", id, err)
	}
	return f, e.checkOpening(id, f)
}

func (e *Engine) checkOpening(id common.Hash, f *chain.Forward) error {
	if f.Terms.Price == nil || f.Terms.Quantity == nil || f.Terms.Bond == nil {
		return fmt.Errorf("read the opening of forward %s: an amount is missing", id)
	}
	made, err := statement.ForwardID(f.Terms, f.Buyer, f.Salt, new(big.Int).Set(e.opts.ChainID), e.opts.Escrow)
	if err == nil && (made != id || f.ID != id) {
		err = fmt.Errorf("it is the opening of forward %s", made)
	}
	if err != nil {
		return fmt.Errorf("read the opening of forward %s: %w", id, err)
	}
	return nil
}

// light is a forward without what can be long, which lies in the journal.
func light(f *chain.Forward) *chain.Forward {
	without := *f
	without.Params, without.Task = nil, nil
	return &without
}

// whole is a forward with all that it was opened with. While everything is found anew that may not be there yet, which is an error
// as any other: what is missing does not mean that it was opened with nothing.
func (e *Engine) whole(f *chain.Forward) (*chain.Forward, error) {
	e.mu.Lock()
	short := e.lightened[f.ID]
	e.mu.Unlock()
	if !short {
		return f, nil
	}
	content, err := e.Journal.Opening(f.ID)
	if err != nil {
		return nil, err
	}
	return e.readOpening(f.ID, content)
}

// keepFound keeps up to where the chain was followed for good, and what was opened on the way. From then on only what is short
// of it stays in memory.
func (e *Engine) keepFound(part []chain.Hint, gone []common.Hash, upTo mark, time uint64) error {
	now := &e.following
	now.over = append(now.over, gone...)
	next := journal.Found{
		Followed: journal.Followed{
			ChainID: e.opts.ChainID.Uint64(), Escrow: e.opts.Escrow, FirstBlock: e.opts.FirstBlock, Block: upTo.number, Hash: upTo.hash,
		},
		Anew: !now.begun, Over: now.over, Expired: time,
	}
	over := make(map[common.Hash]bool, len(gone))
	for _, id := range gone {
		over[id] = true
	}
	for _, hint := range part {
		if hint.Opened == nil || over[hint.Forward] || e.isFinished(hint.Forward) {
			continue
		}
		content, err := json.Marshal(hint.Opened) // a pointer, or words would not be written as what they read
		if err != nil {
			return fmt.Errorf("write down forward %s: %w", hint.Forward, err)
		}
		next.Opened = append(next.Opened, journal.Opening{Forward: hint.Forward, SettleBy: hint.Opened.Terms.SettleBy, Content: content})
	}
	if next.Anew || now.written == (mark{}) || len(next.Opened) > 0 || len(next.Over) > 0 || now.ended > now.written.number || upTo.number >= now.written.number+keepEvery {
		if err := e.Journal.Follow(next); err != nil {
			return err
		}
		now.written, now.over = upTo, nil
	}
	now.begun, now.kept = true, upTo
	e.lighten(next.Opened)
	return nil
}

// isFinished says that a delivery ended, and cannot be reopened.
func (e *Engine) isFinished(id common.Hash) bool {
	d := e.entry(id)
	return d != nil && finished(d) && d.Final == 0
}

func (e *Engine) lighten(kept []journal.Opening) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, o := range kept {
		if f := e.forwards[o.Forward]; f != nil {
			e.forwards[o.Forward], e.lightened[o.Forward] = light(f), true
		}
	}
}
