package sdk

import (
	"context"
	"math/big"
	"time"
)

// An Executor does a job or fetches its result. It need not know whether the result is any good: the predicate judges
// it, and what it found comes back with the next attempt.
type Executor interface {
	// Configure gives the plugin its settings, secrets among them, before any other call.
	Configure(ctx context.Context, settings map[string]string) error
	// Run does one attempt. emit reports progress; when it returns an error nobody listens any more.
	Run(ctx context.Context, job Job, emit func(Event) error) (output []byte, err error)
}

// Job is one attempt at a forward.
type Job struct {
	ForwardID string // 0x and 64 digits
	Predicate string // name of the predicate that will judge the output
	Task      []byte
	Params    []byte    // the predicate's parameters as JSON
	Attempt   int       // counted from one
	Previous  []byte    // output of the attempt before this one, if there was any
	Findings  []Finding // why that one was refused
	Deadline  time.Time // zero if there is none
	Cursor    uint64    // where the step that is asked for begins, in the predicate's own measure of progress
	Left      *big.Int  // base units that are still to be delivered, in this step and those after it
}

// Event is progress worth a line.
type Event struct {
	Message string
}
