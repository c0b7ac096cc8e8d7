package sdk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"
)

// ErrUnjudgeable says that an input cannot be judged at all. Errors that are this one are the input's fault, all others
// the plugin's.
var ErrUnjudgeable = errors.New("input cannot be judged")

// ErrRefused says that a plugin's answer breaks the contract and was thrown away.
var ErrRefused = errors.New("answer refused")

// Unjudgeable marks an error as ErrUnjudgeable without changing its text. It crosses the process boundary.
func Unjudgeable(err error) error {
	if err == nil {
		return nil
	}
	return &unjudgeable{err}
}

type unjudgeable struct{ cause error }

func (e *unjudgeable) Error() string        { return e.cause.Error() }
func (e *unjudgeable) Unwrap() error        { return e.cause }
func (e *unjudgeable) Is(target error) bool { return target == ErrUnjudgeable }

// NotYet says that there is nothing to deliver yet, which is nobody's fault, and how long to wait before asking again. It crosses
// the process boundary. Of plugins only executors return it; a host returns it for any that may not start yet.
func NotYet(after time.Duration, reason error) error { return &notYet{after, reason} }

// AskAgain says whether an error is NotYet's, and when to ask again.
func AskAgain(err error) (after time.Duration, early bool) {
	var not *notYet
	if !errors.As(err, &not) {
		return 0, false
	}
	return not.after, true
}

type notYet struct {
	after  time.Duration
	reason error
}

func (e *notYet) Error() string { return e.reason.Error() }
func (e *notYet) Unwrap() error { return e.reason }

// Bounds of how long a host is asked to wait.
const (
	soonest = time.Second
	latest  = 30 * 24 * time.Hour
)

func (e *notYet) status() error {
	early := status.New(codes.FailedPrecondition, Clean(e.Error()))
	detailed, err := early.WithDetails(&errdetails.RetryInfo{RetryDelay: durationpb.New(e.after)})
	if err != nil {
		return early.Err()
	}
	return detailed.Err()
}

// readNotYet reads what status wrote. Without a delay it is an error like any other.
func readNotYet(answer *status.Status) error {
	for _, detail := range answer.Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok && info.GetRetryDelay().IsValid() {
			return NotYet(min(max(info.GetRetryDelay().AsDuration(), soonest), latest), errors.New(Clean(answer.Message())))
		}
	}
	return errors.New(Clean(answer.Message()))
}

func refused(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrRefused}, args...)...)
}

// toStatus is how a plugin's error leaves its process.
func toStatus(err error) error {
	var early *notYet
	switch {
	case err == nil:
		return nil
	case errors.As(err, &early):
		return early.status()
	case errors.Is(err, context.DeadlineExceeded):
		return status.Error(codes.DeadlineExceeded, Clean(err.Error()))
	case errors.Is(err, ErrUnjudgeable):
		return status.Error(codes.InvalidArgument, Clean(err.Error()))
	default:
		return status.Error(codes.Unknown, Clean(err.Error()))
	}
}

// fromStatus is how it arrives: the plugin's own words without gRPC's, and gRPC's own faults as they are, so that the
// host can tell a crash (Unavailable) or an answer too large (ResourceExhausted) from an error the plugin returned.
func fromStatus(err error) error {
	answer, ok := status.FromError(err)
	if err == nil || !ok {
		return err
	}
	message := Clean(answer.Message())
	switch answer.Code() {
	case codes.InvalidArgument:
		return Unjudgeable(errors.New(message))
	case codes.FailedPrecondition:
		return readNotYet(answer)
	case codes.Unknown:
		return errors.New(message)
	default:
		return status.Error(answer.Code(), message)
	}
}
