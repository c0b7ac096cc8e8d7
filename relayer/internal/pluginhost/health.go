package pluginhost

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// How long a plugin that keeps dying must wait: nothing the first time, then doubling. One that lived longer than the
// longest wait begins anew.
const (
	firstWait   = time.Second
	longestWait = time.Minute
)

// A plugin that was ended, or ended, so often within a time, without an answer in between, is in quarantine, longer each time.
// Whoever dies before its first answer after one is back in it; with an answer it is over. None is longer than work waits that
// had trouble: what somebody does to a plugin with one question keeps others from it no longer than that.
const (
	faultsAllowed     = 5
	faultsWithin      = 10 * time.Minute
	firstQuarantine   = 2 * time.Minute
	longestQuarantine = 5 * time.Minute
)

// hostPause is how long nobody is asked again after a fault of the host's own, such as a full disk.
const hostPause = 10 * time.Second

// hostFault is why a plugin could not be started that is not the plugin's doing.
type hostFault struct{ error }

func (f hostFault) Unwrap() error { return f.error }

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

// refuse is why it may not start now: sdk.NotYet, since nobody who asks then is to blame for it.
func (h *health) refuse() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if wait := h.until.Sub(h.now()); wait > 0 {
		return sdk.NotYet(wait, fmt.Errorf("%w: it is in quarantine for %s, having failed again and again; the last time: %s",
			ErrUnavailable, wait.Round(time.Second), h.lastFault))
	}
	if wait := h.retryAt.Sub(h.now()); wait > 0 {
		return sdk.NotYet(wait, fmt.Errorf("%w: it ended %d times; it may start again in %s; the last time: %s",
			ErrUnavailable, h.deaths, wait.Round(time.Millisecond), h.lastFault))
	}
	return nil
}

// unasked is what comes of a question that was never put, since the plugin did not start. That is no fault of who asks.
func (h *health) unasked(fault error) error {
	if errors.As(fault, new(hostFault)) {
		return sdk.NotYet(hostPause, fault)
	}
	h.failed(fault, 0)
	h.mu.Lock()
	defer h.mu.Unlock()
	return sdk.NotYet(max(h.until.Sub(h.now()), h.retryAt.Sub(h.now()), firstWait), fault)
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

// answered takes faults away and ends a probation.
func (h *health) answered() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.recent = nil
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
