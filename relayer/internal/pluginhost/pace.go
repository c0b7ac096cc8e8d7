package pluginhost

import (
	"errors"
	"io"
	"os"
	"time"

	"golang.org/x/time/rate"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
)

// pace is how many bytes of what a plugin writes beside its answers are read a second, and at once. It has to wait, rather than
// keep us busy.
const pace = 1 << 20

func newPace() *rate.Limiter { return rate.NewLimiter(pace, pace) }

// output reads a pipe whose end is also when its reading was cut short.
type output struct {
	*os.File
	limiter *rate.Limiter
	done    <-chan struct{}
}

func (o output) Read(b []byte) (int, error) {
	n, err := o.File.Read(b[:min(len(b), pace)])
	if errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, os.ErrClosed) {
		return n, io.EOF
	}
	timer := time.NewTimer(o.limiter.ReserveN(time.Now(), n).Delay())
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-o.done:
	}
	return n, err
}

// stdio is go-plugin's stream of what a plugin in Go prints.
type stdio struct {
	grpc.ClientStream
	limiter *rate.Limiter
}

// RecvMsg implements grpc.ClientStream.
func (s stdio) RecvMsg(into any) error {
	if err := s.ClientStream.RecvMsg(into); err != nil {
		return err
	}
	message, is := into.(proto.Message)
	if !is {
		return nil
	}
	return s.limiter.WaitN(s.Context(), min(proto.Size(message), pace))
}
