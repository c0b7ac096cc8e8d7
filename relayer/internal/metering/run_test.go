package metering

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

// ticks is a meter that says when it was asked.
type ticks struct {
	ticked chan struct{}
	err    error
	broken error
}

func (m *ticks) Tick(context.Context) error {
	m.ticked <- struct{}{}
	return m.err
}

func (m *ticks) Broken() error { return m.broken }

// A meter is asked again and again, whatever trouble there is, until the context ends.
func TestRunGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx, stop := context.WithCancel(t.Context())
	m, ended := &ticks{ticked: make(chan struct{}), err: errors.New("no endpoint")}, make(chan error, 1)
	go func() { ended <- Run(ctx, zerolog.Nop(), m, NewClock(w.Client)) }()
	for range 2 {
		<-m.ticked
	}
	stop()
	select {
	case err := <-ended:
		require.NoError(t, err)
	case <-m.ticked:
		require.NoError(t, <-ended)
	case <-time.After(20 * time.Second):
		require.Fail(t, "it runs on")
	}
}

// A meter whose log failed is not asked again.
func TestRunEndsWithTheLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := &ticks{ticked: make(chan struct{}, 1), broken: errors.New("the disk is full")}
	require.ErrorIs(t, Run(t.Context(), zerolog.Nop(), m, NewClock(w.Client)), m.broken)
	require.Len(t, m.ticked, 1)
}
