// Package multiply is the executor that multiplies matrices for the matmul predicates, in plain Go.
//
// It promises the product of the two matrices in the task, or an error if they are not those that the parameters commit to.
package multiply

import (
	"context"
	"fmt"

	circuit "github.com/tercet-protocol/tercet/circuits/matmul"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Name is what the executor is called in a configuration.
const Name = "multiply"

// Executor implements sdk.Executor.
type Executor struct{}

// New makes the executor.
func New() *Executor { return &Executor{} }

// Configure implements sdk.Executor: there is nothing to set.
func (*Executor) Configure(_ context.Context, settings map[string]string) error {
	for name := range settings {
		return fmt.Errorf("setting %q is unknown: %s has no settings", name, Name)
	}
	return nil
}

// Run implements sdk.Executor. The size is that of the matrices in the task; whether the predicate is for this size, the
// predicate says.
func (*Executor) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	task, err := circuit.ParseTask(job.Task)
	if err != nil {
		return nil, err
	}
	params, err := circuit.ParseParams(task.Size, job.Params)
	if err != nil {
		return nil, err
	}
	if _, err := params.Task(job.Task); err != nil {
		return nil, err
	}
	if err := emit(sdk.Event{Message: fmt.Sprintf("multiplying two %d by %d matrices", task.Size, task.Size)}); err != nil {
		return nil, err // nobody listens any more
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return task.Multiply().Text(), nil
}
