package cmd

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// One deadline is for all parts of an end, from the moment on that a service is told.
func TestAServiceThatHangsEndsAllTheSame(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, tell := context.WithCancel(t.Context())
		e, answers := newEnding(ctx), make(chan struct{})
		var told time.Time
		var parts []time.Duration
		time.AfterFunc(time.Hour, func() {
			told = time.Now()
			tell()
		})
		err := e.serve(func() error {
			<-ctx.Done()
			for _, part := range []time.Duration{looksEnd, workEnds, leaseEnd} {
				ending, cancel := e.by(part)
				<-ending.Done()
				cancel()
				parts = append(parts, time.Since(told))
			}
			<-answers
			return nil
		})
		synctest.Wait() // it hangs
		require.ErrorIs(t, err, errHangs)
		require.Equal(t, graceful, time.Since(told))
		require.Equal(t, []time.Duration{looksEnd, workEnds, leaseEnd}, parts)
		close(answers)
	})
}

func TestAServiceThatEndsIsNotWaitedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, tell := context.WithCancel(t.Context())
		fault, began := errors.New("a fault"), time.Now()
		require.ErrorIs(t, newEnding(ctx).serve(func() error { return fault }), fault, "by itself")
		tell()
		require.ErrorIs(t, newEnding(ctx).serve(func() error { return fault }), fault, "told to")
		require.Equal(t, began, time.Now())
	})
}

// What went wrong is told, whatever hangs after it.
func TestAFaultIsToldThoughWhatIsClosedAfterItHangs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e, fault, closed := newEnding(t.Context()), errors.New("a fault"), make(chan struct{})
		err := e.serve(func() error {
			e.because(fault)
			<-closed
			return fault
		})
		require.ErrorIs(t, err, fault)
		require.ErrorIs(t, err, errHangs)
		close(closed)
	})
}
