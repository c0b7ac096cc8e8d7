// Package command is the executor that runs any program: it writes the job to the program's standard input as JSON and
// takes its standard output for the result. What the program writes to standard error is shown as progress.
//
// It promises that no shell is between, that the program sees an environment of four variables and those configured for
// it, and that the program and all of its process group are gone when the attempt is over.
package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Name is what the executor is called in a configuration.
const Name = "command"

// holdsPipe is how long a process that the program left behind may hold its output open.
const holdsPipe = time.Second

// Executor implements sdk.Executor.
type Executor struct{ settings settings }

// New makes an executor that still has to be configured.
func New() *Executor { return &Executor{} }

// Configure implements sdk.Executor.
func (e *Executor) Configure(_ context.Context, raw map[string]string) error {
	settings, err := parseSettings(raw)
	if err != nil {
		return err
	}
	e.settings = settings
	return nil
}

// Run implements sdk.Executor.
func (e *Executor) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	input, err := marshalJob(job)
	if err != nil {
		return nil, fmt.Errorf("write the job: %w", err)
	}
	folder, err := os.MkdirTemp("", "job-")
	if err != nil {
		return nil, fmt.Errorf("make a working folder: %w", err)
	}
	defer os.RemoveAll(folder)
	ctx, cancel := context.WithTimeoutCause(ctx, e.settings.timeout,
		fmt.Errorf("it did not finish within %s", e.settings.timeout))
	defer cancel()
	output, err := e.run(ctx, folder, input, emit)
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", filepath.Base(e.settings.argv[0]), err)
	}
	return output, nil
}

func (e *Executor) run(ctx context.Context, folder string, input []byte, emit func(sdk.Event) error) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	output := &limited{limit: sdk.MaxOutput, exceeded: cancel}
	progress := &lines{emit: emit}
	command := exec.CommandContext(ctx, e.settings.argv[0], e.settings.argv[1:]...)
	command.Dir = folder
	command.Env = append([]string{
		"PATH=" + searchPath, "HOME=" + folder, "TMPDIR=" + folder, "LANG=C.UTF-8",
	}, e.settings.environment...)
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(input), output, progress
	command.SysProcAttr = groupAttributes()
	command.Cancel = func() error { return endGroup(command.Process) }
	command.WaitDelay = holdsPipe

	// The kernel ends the program together with the thread that started it (see groupAttributes): keep the thread.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := command.Start(); err != nil {
		return nil, err
	}
	err := command.Wait()
	_ = endGroup(command.Process) // what the program left behind
	progress.flush()
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%w; it was ended", context.Cause(ctx))
	case errors.Is(err, exec.ErrWaitDelay):
		return nil, errors.New("it ended and left a process behind that holds its output open")
	case err != nil && progress.last != "":
		return nil, fmt.Errorf("%w: %s", err, progress.last)
	case err != nil:
		return nil, err
	}
	return output.buffer.Bytes(), nil
}

// endGroup ends a process and its group. After the leader's end the number still means the group, as long as it has
// members.
func endGroup(leader *os.Process) error {
	return syscall.Kill(-leader.Pid, syscall.SIGKILL)
}

// jobJSON is what the program reads.
type jobJSON struct {
	ForwardID      string          `json:"forwardId"`
	Predicate      string          `json:"predicate"`
	Params         json.RawMessage `json:"params,omitempty"`
	Task           string          `json:"task,omitempty"`
	TaskBase64     []byte          `json:"taskBase64,omitempty"` // instead of task, when it is no text
	Attempt        int             `json:"attempt"`
	Previous       string          `json:"previous,omitempty"`
	PreviousBase64 []byte          `json:"previousBase64,omitempty"`
	Findings       []sdk.Finding   `json:"findings"`
	Deadline       *time.Time      `json:"deadline,omitempty"`
	Cursor         uint64          `json:"cursor,omitempty"`
	Left           string          `json:"left,omitempty"` // in decimal: it may be more than a JSON number holds
}

func marshalJob(job sdk.Job) ([]byte, error) {
	out := jobJSON{
		ForwardID: job.ForwardID, Predicate: job.Predicate, Params: job.Params, Attempt: job.Attempt,
		Findings: append([]sdk.Finding{}, job.Findings...), // an empty list, never null
		Cursor:   job.Cursor,
	}
	out.Task, out.TaskBase64 = textOrBytes(job.Task)
	out.Previous, out.PreviousBase64 = textOrBytes(job.Previous)
	if !job.Deadline.IsZero() {
		out.Deadline = &job.Deadline
	}
	if job.Left != nil {
		out.Left = job.Left.String()
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}
