package cmd

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// graceful is how long a service may take to end once it is told to, whatever hangs: a database, a proof, a plugin. What is left by
// then ends as if the process were killed, which all of it is made for, and that is over within ten seconds. The unit in relayer/systemd
// gives it longer.
const graceful = 9 * time.Second

// By when, from the same moment on, parts of it have to be over, so that one that hangs leaves time for those after it. What is left
// is the plugins'.
const (
	looksEnd = 4 * time.Second // the look at the chain that is under way, and what it sends
	workEnds = 6 * time.Second // what is worked on writes down where it is
	leaseEnd = 7 * time.Second // the right to sign is given back
)

// errHangs says that a service did not end as it should have.
var errHangs = errors.New("something that it waits for does not answer")

// ending is the end of a service, of which all parts have to keep to one deadline.
type ending struct {
	once  sync.Once
	begun chan struct{}
	told  time.Time // to be read once it has begun
	cause error     // why it began, if not because it was told to; likewise
}

// newEnding is one that begins when ctx ends.
func newEnding(ctx context.Context) *ending {
	e := &ending{begun: make(chan struct{})}
	context.AfterFunc(ctx, e.begin)
	return e
}

func (e *ending) begin() { e.because(nil) }

// because begins it for a reason, which is told however it ends.
func (e *ending) because(cause error) {
	e.once.Do(func() {
		e.told, e.cause = time.Now(), cause
		close(e.begun)
	})
}

// by is what a part of it goes by that has to be over so long after its beginning, which is now at the latest.
func (e *ending) by(part time.Duration) (context.Context, context.CancelFunc) {
	e.begin()
	return context.WithDeadline(context.Background(), e.told.Add(part))
}

// serve does what a service does, and waits no longer for it than graceful once that is to end.
func (e *ending) serve(do func() error) error {
	ended := make(chan error, 1)
	go func() { ended <- do() }()
	select {
	case err := <-ended:
		return err
	case <-e.begun:
	}
	late := time.NewTimer(time.Until(e.told.Add(graceful)))
	defer late.Stop()
	select {
	case err := <-ended:
		return err
	case <-late.C:
		hangs := fmt.Errorf("it was to end, and %s later %w: it ends as if it were killed; what was begun goes on with the next start", graceful, errHangs)
		return errors.Join(e.cause, hangs)
	}
}
