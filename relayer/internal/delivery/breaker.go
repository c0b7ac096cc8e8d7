package delivery

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// CoolDown is why nothing new is begun or accepted for a while: the window of a forward that this relayer
// accepted was missed, or nothing comes of it.
type CoolDown struct {
	Forward common.Hash
	Until   time.Time // zero where nothing keeps it
}

// CoolDown is the present one. It follows from the journal, and so outlasts the process. It may be called at any time.
func (e *Engine) CoolDown() CoolDown {
	last := e.tally().missed
	if last == nil || e.opts.CoolDown == 0 || !last.Missed.Add(e.opts.CoolDown).After(e.sharedTime()) {
		return CoolDown{}
	}
	return CoolDown{last.Forward, last.Missed.Add(e.opts.CoolDown)}
}

// reason is why something waits, nothing if nothing keeps it.
func (c CoolDown) reason() string {
	if c.Until.IsZero() {
		return ""
	}
	return fmt.Sprintf("it waits until %s, as everything new does: the window of forward %s was missed, or nothing comes of it", c.Until.UTC().Format(timeFormat), c.Forward)
}

// missed says that a forward which came to its end was accepted by this relayer, and its bond is lost. Others do not count: whoever
// opens what nobody can deliver, or what is delivered only while fees are low, or gives a position away, could have it stop.
func (e *Engine) missed(ctx context.Context, d *journal.Delivery, status chain.Status, at at) (bool, error) {
	if status != chain.StatusExpired && status != chain.StatusReclaimed || e.lacking[d.Forward] {
		return false, nil
	}
	if e.pledged(d.Forward) {
		return true, nil
	}
	return e.acceptanceMined(ctx, d, at)
}

// warn says loudly that nothing new is begun, if that is so.
func (e *Engine) warn() {
	if c := e.CoolDown(); !c.Until.IsZero() {
		e.Log.Error().Stringer("forward", c.Forward).Time("until", c.Until).
			Msg("A WINDOW WAS MISSED: nothing new is begun or accepted for a while; find out why, then start again with --cool-down 0 to end that early")
	}
}
