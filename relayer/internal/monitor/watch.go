package monitor

import (
	"context"
	"time"

	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// account is the one that pays for transactions.
type account interface {
	Purse(ctx context.Context, at chain.Head) (chain.Purse, error)
}

// How often the account is looked at, at most, and how long what is asked of the chain may take.
const (
	pursePause = 15 * time.Second
	askTimeout = 30 * time.Second
)

// Watch asks the chain, beside the looks at it, what only a monitor wants to know: what the account has, and whether blocks went
// away. It asks after looks that could read it, and returns when ctx ends.
func (m *Monitor) Watch(ctx context.Context, log zerolog.Logger, blocks blocks, account account) {
	trail := trail{blocks: blocks}
	var asked time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case look := <-m.looks:
			m.followed(ctx, log, &trail, look.Head)
			if now := m.opts.Clock(); asked.IsZero() || now.Sub(asked) >= pursePause {
				asked = now
				m.weigh(ctx, log, account, look.Head)
			}
		}
	}
}

func (m *Monitor) followed(ctx context.Context, log zerolog.Logger, trail *trail, head chain.Head) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	depth, err := trail.follow(ctx, head)
	switch {
	case err != nil:
		log.Debug().Err(err).Msg("whether blocks went away is looked for again")
	case depth > 0:
		deep := depth >= m.opts.Confirmations
		m.metrics.reorgs.Observe(float64(depth))
		if deep {
			m.metrics.deepReorgs.Inc()
		}
		log.Warn().Uint64("blocks", depth).Uint64("head", head.Number).Bool("counted as final", deep).
			Msg("a reorganisation took blocks away")
	}
}

func (m *Monitor) weigh(ctx context.Context, log zerolog.Logger, account account, at chain.Head) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	purse, err := account.Purse(ctx, at)
	if err != nil {
		log.Debug().Err(err).Msg("what the account has is looked for again")
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.purse, m.purseAt = purse, m.opts.Clock()
}
