package delivery

import (
	"context"
	"errors"
	"sync"
	"time"
)

// service is the loop around Tick.
type service struct {
	once   sync.Once
	cancel context.CancelFunc
	done   chan struct{}
}

// ErrStarted says that an engine is started twice.
var ErrStarted = errors.New("the engine was started before")

// Start begins to follow the chain. The engine stops by itself when ctx ends.
func (e *Engine) Start(ctx context.Context) error {
	err := ErrStarted
	e.service.once.Do(func() {
		ctx, e.service.cancel = context.WithCancel(ctx)
		e.service.done = make(chan struct{})
		go e.loop(ctx)
		err = nil
	})
	return err
}

// Stop ends the loop, and waits for that. Work that was begun goes on without it.
func (e *Engine) Stop() {
	e.service.cancel()
	<-e.service.done
}

// Stopped is closed when the engine has stopped.
func (e *Engine) Stopped() <-chan struct{} { return e.service.done }

func (e *Engine) loop(ctx context.Context) {
	defer close(e.service.done)
	ticker := time.NewTicker(e.opts.Poll)
	defer ticker.Stop()
	var trouble string
	for {
		changed := e.Hands.Changed()
		switch err := e.Tick(ctx); {
		case ctx.Err() != nil:
		case err == nil:
			trouble = ""
		case err.Error() != trouble: // an endpoint that stays away is told of once
			trouble = err.Error()
			e.Log.Warn().Err(err).Msg("this look at the chain had trouble; more looks follow")
		}
		if e.more && trouble == "" && ctx.Err() == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-changed: // what was worked on here may be ready to be announced
		}
	}
}
