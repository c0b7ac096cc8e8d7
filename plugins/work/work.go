// Package work is the executor that does hash work for the proof-of-work predicate, on all processors of its machine.
//
// It promises work that holds for the step it was asked for, or an error: nothing in between.
package work

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"

	"github.com/ethereum/go-ethereum/common"

	circuit "github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Name is what the executor is called in a configuration.
const Name = "work"

// unitsSetting is its only setting: how many units a step has at most. Without it a step is as large as can be proved. A
// step must be done in the time that the host gives an attempt, so hard work is done in small steps.
const unitsSetting = "units"

// Executor implements sdk.Executor.
type Executor struct{ units int64 }

// New makes an executor whose steps are as large as can be.
func New() *Executor { return &Executor{circuit.MaxUnits} }

// Configure implements sdk.Executor.
func (e *Executor) Configure(_ context.Context, settings map[string]string) error {
	units := int64(circuit.MaxUnits)
	for name, value := range settings {
		if name != unitsSetting {
			return fmt.Errorf("setting %q is unknown; there is only %q", name, unitsSetting)
		}
		var err error
		if units, err = strconv.ParseInt(value, 10, 64); err != nil || units < 1 || units > circuit.MaxUnits {
			return fmt.Errorf("setting %q is %q: choose 1 to %d units a step", unitsSetting, value, circuit.MaxUnits)
		}
	}
	e.units = units
	return nil
}

// Run implements sdk.Executor.
func (e *Executor) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	forward, units, err := e.step(job)
	if err != nil {
		return nil, err
	}
	params, err := circuit.ParseParams(job.Params)
	if err != nil {
		return nil, err
	}
	var start statement.Word
	if _, err := start.SetRandom(); err != nil {
		return nil, fmt.Errorf("drawing the first nonce: %w", err)
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	tell := func(done int) {
		event := sdk.Event{Message: fmt.Sprintf("%d of %d units from %d on are done, each of some %v hashes", done, units, job.Cursor, params.Hashes())}
		if err := emit(event); err != nil {
			stop(err) // nobody listens any more
		}
	}
	tell(0)
	done, err := circuit.Search(ctx, params, forward, job.Cursor, units, start, tell)
	if err != nil {
		return nil, err
	}
	return json.Marshal(done)
}

// step reads out of a job which forward it is for, and how many units.
func (e *Executor) step(job sdk.Job) (common.Hash, int, error) {
	var forward common.Hash
	if err := forward.UnmarshalText([]byte(job.ForwardID)); err != nil {
		return forward, 0, fmt.Errorf("reading the forward's id %q: %w", job.ForwardID, err)
	}
	if job.Left == nil || job.Left.Sign() <= 0 {
		return forward, 0, fmt.Errorf("forward %s: nothing is left to be delivered, or the host does not say what", forward)
	}
	units := e.units
	if job.Left.Cmp(big.NewInt(units)) < 0 {
		units = job.Left.Int64()
	}
	return forward, int(units), nil
}
