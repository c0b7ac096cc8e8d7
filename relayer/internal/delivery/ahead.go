package delivery

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// together is how many forwards are asked about at once, and few how many are not worth it.
const (
	together = 100
	few      = 8
)

// Ask is a question about a forward, and about an h that was announced for it, zero for none.
type Ask struct {
	Forward *chain.Forward
	H       common.Hash
}

type answer struct {
	h     common.Hash
	state State
}

// state is where a forward stands in a tick's newest block, and when h was announced for it.
func (e *Engine) state(ctx context.Context, at at, f *chain.Forward, h common.Hash) (State, error) {
	if read, known := e.ahead[f.ID]; known && read.h == h {
		return read.state, nil
	}
	return e.View.State(ctx, at.head, f, h)
}

// askAhead reads where the next forwards of a tick stand. Where that has trouble each is asked about when its turn comes.
func (e *Engine) askAhead(ctx context.Context, at at, next []*chain.Forward, workers int) {
	var asked []Ask
	for _, f := range next {
		if !e.mayAdvance(f, workers) && !e.mayPropose(f, at) || e.more && e.isNew(f) {
			continue
		}
		ask := Ask{Forward: f}
		if d := e.entry(f.ID); d != nil {
			ask.H = d.H
		}
		asked = append(asked, ask)
	}
	if len(asked) < few {
		return
	}
	states, err := e.View.States(ctx, at.head, asked)
	if err != nil {
		e.Log.Debug().Err(err).Int("forwards", len(asked)).Msg("they cannot be asked about at once; each is asked about by itself")
		return
	}
	for _, ask := range asked {
		if state, known := states[ask.Forward.ID]; known {
			e.ahead[ask.Forward.ID] = answer{ask.H, state}
		}
	}
}
