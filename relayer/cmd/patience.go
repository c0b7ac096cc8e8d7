package cmd

import (
	"context"
	"time"

	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// A service whose start falls into a moment in which its endpoint has too much to do waits, longer each time: what is started again
// for that asks it all there is to ask once more. What an operator has to mend is an error at once.
const (
	startPatience   = time.Minute
	firstStartPause = time.Second
	lastStartPause  = 10 * time.Second
)

// patiently does what a start needs of the chain, again while the endpoints' trouble may pass.
func patiently[T any](ctx context.Context, log zerolog.Logger, do func() (T, error)) (T, error) {
	began := time.Now()
	for pause := firstStartPause; ; pause = min(2*pause, lastStartPause) {
		done, err := do()
		if err == nil || !chain.MayPass(err) || time.Since(began)+pause > startPatience {
			return done, err
		}
		log.Warn().Err(err).Stringer("again in", pause).Msg("the chain cannot be asked yet")
		select {
		case <-ctx.Done():
			return done, err
		case <-time.After(pause):
		}
	}
}
