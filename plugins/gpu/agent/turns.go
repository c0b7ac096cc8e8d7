package agent

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

// Turns bound how meters share a device. Zeros take the defaults.
type Turns struct {
	Idle    time.Duration // between two questions of one challenge: 15 s
	Whole   time.Duration // one challenge: 2 min
	PerHour int           // challenges of one meter on one device: 24
	Queue   int           // meters that wait: 8
}

// turns is the order in which meters challenge one device. A place in the queue is a request under way: whoever hangs up
// loses it, and nobody has two.
type turns struct {
	limits Turns
	free   func() // frees the device of what a challenge has left there

	mu    sync.Mutex
	now   *turn // until the device is free again
	queue []*place
	begun map[peer.Name][]time.Time // within an hour
	ends  sync.WaitGroup
}

type turn struct {
	who         peer.Name
	ends        time.Time
	whole, idle *time.Timer
	over        bool
	cancel      context.CancelCauseFunc // of the question that is being answered, if there is one
}

type place struct {
	who   peer.Name
	ready chan struct{}
}

// busyError says that a question has to wait. A meter may ask again after the time given.
type busyError struct {
	reason  string
	wait    time.Duration
	tooMany bool
}

func (e *busyError) Error() string { return e.reason }

var errOver = errors.New("the challenge took longer than a turn may, and another meter's turn has come")

func newTurns(limits Turns, free func()) *turns {
	return &turns{limits: limits, free: free, begun: map[peer.Name][]time.Time{}}
}

// take waits, in the order of arrival, until it is the meter's turn. A meter whose turn it is keeps it.
func (t *turns) take(ctx context.Context, who peer.Name) error {
	waiting, err := t.arrive(who)
	if err != nil || waiting == nil {
		return err
	}
	select {
	case <-waiting.ready:
		return nil
	case <-ctx.Done():
		t.hangUp(waiting)
		return context.Cause(ctx)
	}
}

// arrive gives the meter its turn, or a place in the queue.
func (t *turns) arrive(who peer.Name) (*place, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now != nil && t.now.who == who && !t.now.over {
		return nil, nil
	}
	if slices.ContainsFunc(t.queue, func(p *place) bool { return p.who == who }) {
		return nil, &busyError{reason: "this meter waits for its turn already", wait: t.left()}
	}
	if wait := t.sooner(who); wait > 0 {
		return nil, &busyError{fmt.Sprintf("this meter has begun %d challenges within an hour", t.limits.PerHour), wait, true}
	}
	if t.now == nil {
		t.begin(who)
		return nil, nil
	}
	if len(t.queue) >= t.limits.Queue {
		return nil, &busyError{reason: fmt.Sprintf("%d meters wait for their turn already", len(t.queue)), wait: t.left()}
	}
	waiting := &place{who, make(chan struct{})}
	t.queue = append(t.queue, waiting)
	return waiting, nil
}

// sooner is how long a meter has to wait until it may begin another challenge.
func (t *turns) sooner(who peer.Name) time.Duration {
	t.begun[who] = slices.DeleteFunc(t.begun[who], func(at time.Time) bool { return time.Since(at) >= time.Hour })
	if begun := t.begun[who]; len(begun) >= t.limits.PerHour {
		return time.Hour - time.Since(begun[0])
	}
	return 0
}

// left is how long the turn that it is now can last.
func (t *turns) left() time.Duration { return max(time.Second, time.Until(t.now.ends)) }

// begin is called with the lock held, when nobody's turn it is.
func (t *turns) begin(who peer.Name) {
	now := &turn{who: who, ends: time.Now().Add(t.limits.Whole)}
	now.whole = time.AfterFunc(t.limits.Whole, func() { t.end(now) })
	now.idle = time.AfterFunc(t.limits.Idle, func() { t.end(now) })
	t.now = now
	t.begun[who] = append(t.begun[who], time.Now())
}

// hangUp gives up a place, or the turn that came in the same moment.
func (t *turns) hangUp(waiting *place) {
	t.mu.Lock()
	left := len(t.queue)
	t.queue = slices.DeleteFunc(t.queue, func(p *place) bool { return p == waiting })
	came := left == len(t.queue)
	t.mu.Unlock()
	if came {
		t.giveBack(waiting.who)
	}
}

// giveBack ends the meter's turn, if it is its turn.
func (t *turns) giveBack(who peer.Name) {
	t.mu.Lock()
	now := t.now
	t.mu.Unlock()
	if now != nil && now.who == who {
		t.end(now)
	}
}

// ask has a question answered within the meter's turn. The time of the answer does not count as idle.
func (t *turns) ask(ctx context.Context, who peer.Name, answer func(context.Context) ([]byte, error)) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	now, err := t.asking(who, cancel)
	if err != nil {
		return nil, err
	}
	defer t.asked(now)
	response, err := answer(ctx)
	if cause := context.Cause(ctx); cause != nil {
		return nil, cause
	}
	return response, err
}

func (t *turns) asking(who peer.Name, cancel context.CancelCauseFunc) (*turn, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch now := t.now; {
	case now == nil || now.who != who || now.over:
		return nil, &busyError{reason: "it is not this meter's turn", wait: time.Second}
	case now.cancel != nil:
		return nil, &busyError{reason: "this meter's question before this one is still being answered", wait: time.Second}
	default:
		now.cancel = cancel
		now.idle.Stop()
		return now, nil
	}
}

func (t *turns) asked(now *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now.cancel = nil
	if now.over {
		t.finish(now)
		return
	}
	now.idle.Reset(t.limits.Idle)
}

// end ends a turn, whatever the meter is doing in it.
func (t *turns) end(now *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.now != now || now.over {
		return
	}
	now.over = true
	now.whole.Stop()
	now.idle.Stop()
	if now.cancel != nil {
		now.cancel(errOver) // what answers it comes to its end first, and then finish is called
		return
	}
	t.finish(now)
}

// finish is called with the lock held: it frees the device, and the next one's turn begins after that.
func (t *turns) finish(*turn) {
	t.ends.Go(func() {
		t.free()
		t.mu.Lock()
		defer t.mu.Unlock()
		t.now = nil
		if len(t.queue) > 0 {
			next := t.queue[0]
			t.queue = t.queue[1:]
			t.begin(next.who)
			close(next.ready)
		}
	})
}

// stop ends the turn that it is and waits until the device is free. Whoever waits in the queue is left to the end of
// their requests.
func (t *turns) stop() {
	t.mu.Lock()
	t.queue = nil
	now := t.now
	t.mu.Unlock()
	if now != nil {
		t.end(now)
	}
	t.ends.Wait()
}
