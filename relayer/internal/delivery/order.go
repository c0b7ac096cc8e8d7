package delivery

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// order is what a worker goes by, wherever it is: the forward as it was opened, and what was found out about it when it was
// taken. It does not change from then on.
type order struct {
	Forward chain.Forward
	Key     common.Hash // of the predicate's bundle
	Batches bool        // whether its contract has keys for several statements at once
	Params  sdk.Params
	Task    []byte
	Filling *filling `json:",omitempty"` // of a forward that is opened by filling a bid
	Asked   bool     `json:",omitempty"` // whether taking an ask of the operator's opened it
}

// order is writeOrder of a forward with all that was let go of it.
func (e *Engine) order(ctx context.Context, f *chain.Forward, a admission, head chain.Head) ([]byte, error) {
	whole, err := e.whole(f)
	if err != nil {
		return nil, err
	}
	if a, err = e.full(ctx, f, a, head); err != nil {
		return nil, err
	}
	if a.reason != "" {
		return nil, fmt.Errorf("write down what to do for forward %s: %s", f.ID, a.reason)
	}
	return writeOrder(whole, a, e.filling(f.ID), e.asked(f))
}

func writeOrder(f *chain.Forward, a admission, t *filling, asked bool) ([]byte, error) {
	written, err := json.Marshal(&order{ // a pointer, or words would not be written as what they read
		Forward: *f, Key: a.predicate.Bundle.KeyHash, Batches: len(a.batches) > 0, Params: a.params, Task: a.task, Filling: t, Asked: asked,
	})
	if err != nil {
		return nil, fmt.Errorf("write down what to do for forward %s: %w", f.ID, err)
	}
	return written, nil
}

// readOrder finds what a delivery's work goes by.
func (w *Worker) readOrder(d *journal.Delivery) (*chain.Forward, admission, error) {
	var o order
	if err := json.Unmarshal(d.Order, &o); err != nil {
		return nil, admission{}, fmt.Errorf("read what to do: %w", err)
	}
	which := slices.IndexFunc(w.Predicates, func(p *Predicate) bool { return p.Bundle.KeyHash == o.Key })
	if which < 0 {
		return nil, admission{}, fmt.Errorf("read what to do: %w: with the hash %s", ErrNoKey, o.Key)
	}
	a := admission{predicate: w.Predicates[which], params: o.Params, task: o.Task}
	if o.Batches {
		a.batches = a.predicate.Batches
	}
	return &o.Forward, a, nil
}
