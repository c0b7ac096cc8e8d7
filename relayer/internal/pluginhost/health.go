package pluginhost

import (
	"fmt"
	"sync"
	"time"
)

// How long a plugin that keeps dying must wait: nothing the first time, then doubling. One that lived longer than the
// longest wait begins anew.
const (
	firstWait   = time.Second
	longestWait = time.Minute
)

// health is what is remembered of a plugin's ends.
type health struct {
	now func() time.Time

	mu        sync.Mutex
	deaths    int
	retryAt   time.Time
	lastFault string
}

// refuse is why it may not start now.
func (h *health) refuse() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if wait := h.retryAt.Sub(h.now()); wait > 0 {
		return fmt.Errorf("%w: it ended %d times; it may start again in %s; the last time: %s",
			ErrUnavailable, h.deaths, wait.Round(time.Millisecond), h.lastFault)
	}
	return nil
}

// failed remembers the end of a process that lived for so long.
func (h *health) failed(fault error, lived time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.now()
	if lived > longestWait {
		h.deaths = 0
	}
	h.deaths++
	h.lastFault = fault.Error()
	h.retryAt = time.Time{}
	if h.deaths > 1 {
		h.retryAt = now.Add(min(firstWait<<min(h.deaths-2, 16), longestWait))
	}
}

// reset forgets it all.
func (h *health) reset() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.deaths, h.retryAt = 0, time.Time{}
}
