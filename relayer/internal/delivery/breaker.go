package delivery

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// CoolDown is why nothing new is begun or accepted for a while: the window of a forward that was taken was missed.
type CoolDown struct {
	Forward common.Hash
	Until   time.Time // zero where nothing keeps it
}

// CoolDown is the present one. It follows from the journal, and so outlasts the process. It may be called at any time.
func (e *Engine) CoolDown() CoolDown {
	last := e.tally().missed
	if last == nil || e.opts.CoolDown == 0 || !last.Missed.Add(e.opts.CoolDown).After(e.Clock()) {
		return CoolDown{}
	}
	return CoolDown{last.Forward, last.Missed.Add(e.opts.CoolDown)}
}

// reason is why something waits, nothing if nothing keeps it.
func (c CoolDown) reason() string {
	if c.Until.IsZero() {
		return ""
	}
	return fmt.Sprintf("it waits until %s, as everything new does: the window of forward %s was missed", c.Until.UTC().Format(timeFormat), c.Forward)
}

// missed says that a forward which came to its end was in hand and its window passed all the same. Where this relayer did not accept
// it by itself an output has to have held: else whoever opens what nobody can deliver could have it stop.
func (e *Engine) missed(ctx context.Context, d *journal.Delivery, status chain.Status) (bool, error) {
	if status != chain.StatusExpired && status != chain.StatusReclaimed {
		return false, nil
	}
	switch d.Stage {
	case journal.Executing:
		return d.Steps > 0 || len(d.Accept) > 0, nil
	case journal.Accepting: // what nobody accepted is reclaimed, too
		for _, tx := range d.Accept {
			fate, err := e.Network.Fate(ctx, tx, d.Forward)
			if fate == Mined || err != nil {
				return fate == Mined, err
			}
		}
		return false, nil
	}
	return true, nil
}

// warn says loudly that nothing new is begun, if that is so.
func (e *Engine) warn() {
	if c := e.CoolDown(); !c.Until.IsZero() {
		e.Log.Error().Stringer("forward", c.Forward).Time("until", c.Until).
			Msg("A WINDOW WAS MISSED: nothing new is begun or accepted for a while; find out why, then start again with --cool-down 0 to end that early")
	}
}
