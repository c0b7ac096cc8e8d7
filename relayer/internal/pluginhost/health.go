package pluginhost

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// How long a plugin that keeps dying must wait: nothing the first time, then doubling. One that lived longer than the
// longest wait begins anew.
const (
	firstWait   = time.Second
	longestWait = time.Minute
)

// A plugin that was ended, or ended, so often within a time is in quarantine, longer each time. Whoever dies before its
// first answer after one is back in it; with an answer it is over.
const (
	faultsAllowed     = 5
	faultsWithin      = 10 * time.Minute
	firstQuarantine   = 2 * time.Minute
	longestQuarantine = time.Hour
)

// health is what is remembered of a plugin's ends.
type health struct {
	now    func() time.Time
	logger zerolog.Logger

	mu        sync.Mutex
	deaths    int
	retryAt   time.Time
	lastFault string

	recent    []time.Time // faults
	level     int         // quarantines without an answer after them
	until     time.Time   // of the last one
	probation bool        // since then there was no answer
}

// refuse is why it may not start now.
func (h *health) refuse() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if wait := h.until.Sub(h.now()); wait > 0 {
		return fmt.Errorf("%w: it is in quarantine for %s, having failed again and again; the last time: %s",
			ErrUnavailable, wait.Round(time.Second), h.lastFault)
	}
	if wait := h.retryAt.Sub(h.now()); wait > 0 {
		return fmt.Errorf("%w: it ended %d times; it may start again in %s; the last time: %s",
			ErrUnavailable, h.deaths, wait.Round(time.Millisecond), h.lastFault)
	}
	return nil
}

// quarantined is until when it is not started; zero if it may be.
func (h *health) quarantined() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.until.After(h.now()) {
		return h.until
	}
	return time.Time{}
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
	h.recent = append(slices.DeleteFunc(h.recent, func(at time.Time) bool { return now.Sub(at) > faultsWithin }), now)
	if !h.probation && len(h.recent) < faultsAllowed {
		return
	}
	length := min(firstQuarantine<<min(h.level, 16), longestQuarantine)
	h.level++
	h.until, h.probation, h.recent = now.Add(length), true, nil
	h.logger.Warn().Time("until", h.until).Str("fault", h.lastFault).Msg("plugin is in quarantine: it failed again and again")
}

// answered ends a probation.
func (h *health) answered() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.probation || h.until.After(h.now()) {
		return
	}
	h.probation, h.level = false, 0
	h.logger.Info().Msg("plugin answers again after its quarantine")
}

// reset forgets it all.
func (h *health) reset() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.deaths, h.retryAt, h.recent, h.level, h.until, h.probation = 0, time.Time{}, nil, 0, time.Time{}, false
}
