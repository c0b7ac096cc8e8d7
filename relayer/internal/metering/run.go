package metering

import (
	"context"
	"time"

	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
)

// poll is how often the chain's time is looked at.
const poll = time.Second

// ticker is a meter.
type ticker interface {
	Tick(ctx context.Context) error
	Broken() error
}

var _ ticker = (*meter.Meter)(nil)

// Run has a meter do what is due until the context ends, or its log fails. Trouble with the chain is told and tried again.
func Run(ctx context.Context, log zerolog.Logger, m ticker, clock *Clock) error {
	beat := time.NewTicker(poll)
	defer beat.Stop()
	for {
		err := clock.Refresh(ctx)
		if err == nil {
			err = m.Tick(ctx)
		}
		if broken := m.Broken(); broken != nil {
			return broken
		}
		if err != nil && ctx.Err() == nil {
			log.Warn().Err(err).Msg("the meter could not do all that is due; it tries again")
		}
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C:
		}
	}
}
