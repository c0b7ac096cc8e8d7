package sdk

import (
	"context"
	"errors"
	"fmt"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
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

func refused(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrRefused}, args...)...)
}

// toStatus is how a plugin's error leaves its process.
func toStatus(err error) error {
	switch {
	case err == nil:
		return nil
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
	case codes.Unknown:
		return errors.New(message)
	default:
		return status.Error(answer.Code(), message)
	}
}
