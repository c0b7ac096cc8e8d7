// Package crew has deliveries worked on by whoever has room: this process, or others that share its database. It promises that
//
//   - what says that a forward is worked on and the job that does it are made in one transaction, and end in one;
//   - one worker at a time has a piece of work: what another one still writes that had it before is refused (Fence);
//   - a worker that is not heard of for Silence loses what it has, or was handed and did not take, and the work is begun anew;
//   - work that had trouble is not begun again before a time, later and later if it goes on having trouble.
//
// The queue is River's. It may hand out a job more than once; the turn, which each beginning of work counts up, makes all but
// one of them come to nothing.
package crew

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

// Silence is how long a worker may say nothing before it is taken for dead, and beat how often it says that it is not.
const (
	Silence = 20 * time.Second
	beat    = Silence / 4
)

// How long work that had trouble waits before it is begun again: twice as long each time.
const (
	firstPause = 2 * time.Second
	LastPause  = 5 * time.Minute
)

// Queue is a kind of work, which workers choose by.
type Queue string

// The kinds of work.
const (
	Execute Queue = "execute" // ask the executor, check what it gives, assign the witness
	Prove   Queue = "prove"
)

// Queues are all of them.
func Queues() []Queue { return []Queue{Execute, Prove} }

// Work is a piece of work: one delivery, or several that one proof is about.
type Work struct {
	Turn     int64
	Queue    Queue
	Forwards []common.Hash
	Batch    int // statements of the key that several are proved with, else 0
	// What workers have to know of the relayer: how many outputs may be judged, and how long before settleBy one has to be there.
	MaxAttempts int
	Ahead       time.Duration
}

// State is where the work on a forward stands.
type State struct {
	Turn int64
	// Live says that it waits for a worker, or that one has it. Otherwise it is not begun again before NotBefore, and Pauses as long
	// as that has not come: by the clock that all go by who share the database.
	Live      bool
	NotBefore time.Time
	Pauses    bool
	Failures  int
	Worker    string // who has it; empty while nobody has
	Silent    bool   // its worker was not heard of for too long
}

// Options are what a process brings to a crew.
type Options struct {
	Name  string        // of this process, among all that share the database
	Slots map[Queue]int // how many pieces of each kind it works on at once; none of those that are left out
	// Silence is how long a worker may not be heard of; 0 stands for the constant.
	Silence time.Duration
	// Fence, which may be nil, has the last word on whether this process may begin or drop work.
	Fence func(ctx context.Context, q *rows.Queries) error
	// Clock is what pauses go by; nil is the database's, since those of the machines that share it may differ by hours.
	Clock func() time.Time
}

// Do works on something. An error is trouble that may pass; sdk.AskAgain may say when.
type Do func(ctx context.Context, w Work) error

// Crew is one process's part of those that work.
type Crew struct {
	log     zerolog.Logger
	db      *database.Database
	opts    Options
	do      Do
	queue   queue
	mu      sync.Mutex
	cancel  map[int64]context.CancelFunc // of what this process works on, by turn
	changed chan struct{}                // closed, and made anew, whenever a piece of work ends here
	heard   map[int64]sign               // the last sign of each turn
	now     func() time.Time             // for how long nothing was heard
}

// sign is a sign of life, and when it was first seen here: clocks of others decide nothing.
type sign struct {
	worker string
	beat   int64
	waits  bool // nobody was handed its job yet
	at     time.Time
}

// New joins a crew. Of a database that no other process uses, what an earlier process left there is no work any more: it is
// begun anew.
func New(ctx context.Context, log zerolog.Logger, db *database.Database, opts Options, do Do) (*Crew, error) {
	if opts.Fence == nil {
		opts.Fence = func(context.Context, *rows.Queries) error { return nil }
	}
	opts.Silence = cmp.Or(opts.Silence, Silence)
	c := &Crew{
		log: log, db: db, opts: opts, do: do,
		cancel: map[int64]context.CancelFunc{}, changed: make(chan struct{}), heard: map[int64]sign{}, now: time.Now,
	}
	if !db.Shared() {
		if err := c.clear(ctx); err != nil {
			return nil, fmt.Errorf("clear the queue: %w", err)
		}
	}
	var err error
	if c.queue, err = newQueue(c); err != nil {
		return nil, fmt.Errorf("open the queue: %w", err)
	}
	return c, nil
}

func (c *Crew) clear(ctx context.Context) error {
	return c.db.Write(ctx, func(q *rows.Queries, tx database.Tx, _ int64) error {
		if err := q.DropAllWork(ctx); err != nil {
			return err
		}
		_, err := tx.SQLite.ExecContext(ctx, "DELETE FROM river_job WHERE finalized_at IS NULL")
		return err
	})
}

// Start begins to take work.
func (c *Crew) Start(ctx context.Context) error { return c.queue.start(ctx) }

// Stop ends what this process works on, and waits for that. It can be begun again, here or elsewhere.
func (c *Crew) Stop(ctx context.Context) error { return c.queue.stop(ctx) }

// Begin has something worked on; its turn is set here. What was under way for the same forwards ends.
func (c *Crew) Begin(ctx context.Context, w Work) error {
	err := c.db.Write(ctx, func(q *rows.Queries, tx database.Tx, change int64) error {
		if err := c.opts.Fence(ctx, q); err != nil {
			return err
		}
		w.Turn = change
		job, err := c.queue.insert(ctx, tx, w)
		if err != nil {
			return err
		}
		for _, forward := range w.Forwards {
			if err := q.BeginWork(ctx, rows.BeginWorkParams{Forward: forward[:], Turn: change, Job: job}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("have forward %s worked on: %w", w.Forwards[0], err)
	}
	c.queue.knock(ctx, w.Queue)
	return nil
}

// Drop ends the work on a forward, and on those that it is worked on with, which are returned with it.
func (c *Crew) Drop(ctx context.Context, forward common.Hash) (dropped []common.Hash, err error) {
	var turn int64
	err = c.db.Write(ctx, func(q *rows.Queries, tx database.Tx, _ int64) error {
		if err := c.opts.Fence(ctx, q); err != nil {
			return err
		}
		all, err := q.ListWork(ctx)
		if err != nil {
			return err
		}
		which := slices.IndexFunc(all, func(row rows.Work) bool { return common.BytesToHash(row.Forward) == forward })
		if which < 0 {
			return nil
		}
		turn = all[which].Turn
		for _, row := range all {
			if row.Turn == turn {
				dropped = append(dropped, common.BytesToHash(row.Forward))
			}
		}
		if err := c.queue.cancel(ctx, tx, all[which].Job); err != nil {
			return err
		}
		return q.DropWork(ctx, turn)
	})
	if err != nil {
		return nil, fmt.Errorf("end the work on forward %s: %w", forward, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if cancel, here := c.cancel[turn]; here {
		cancel()
	} else {
		c.tell()
	}
	return dropped, nil
}

// States are the forwards that are worked on, or have to wait after trouble.
func (c *Crew) States(ctx context.Context) (states map[common.Hash]State, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var all []rows.Work
	err = c.db.Read(ctx, func(q *rows.Queries) (err error) {
		all, err = q.ListWork(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look what is worked on: %w", err)
	}
	waiting, err := c.waiting(ctx, all)
	if err != nil {
		return nil, fmt.Errorf("look what waits for a worker: %w", err)
	}
	var now time.Time
	if slices.ContainsFunc(all, func(row rows.Work) bool { return !row.Live }) {
		if now, err = c.Now(ctx); err != nil {
			return nil, fmt.Errorf("look what may be begun again: %w", err)
		}
	}
	states = map[common.Hash]State{}
	for _, row := range all {
		until := time.UnixMilli(row.NotBefore)
		states[common.BytesToHash(row.Forward)] = State{
			Turn: row.Turn, Live: row.Live, NotBefore: until, Pauses: !row.Live && now.Before(until), Failures: int(row.Failures),
			Worker: row.Worker, Silent: row.Live && c.silent(row, waiting[row.Job], c.now()),
		}
	}
	c.forget(all)
	return states, nil
}

// Now is the time that pauses go by, and whatever those who share the database leave of time for each other.
func (c *Crew) Now(ctx context.Context) (time.Time, error) {
	if c.opts.Clock != nil {
		return c.opts.Clock(), nil
	}
	now, err := c.db.Now(ctx)
	return time.UnixMilli(now), err
}

// waiting are the jobs of work that nobody took which were not handed to anybody either.
func (c *Crew) waiting(ctx context.Context, all []rows.Work) (map[int64]bool, error) {
	var jobs []int64
	for _, row := range all {
		if row.Live && row.Worker == "" {
			jobs = append(jobs, row.Job)
		}
	}
	slices.Sort(jobs) // those that one proof is about share one
	return c.queue.waiting(ctx, slices.Compact(jobs))
}

// unclaimed is how many times as long as a worker may be silent work may wait for one, before its job is taken for lost: where
// all are busy nobody is handed it.
const unclaimed = 15

// silent says that nothing was heard for too long of who works on something. What this process does itself it knows. Whoever is
// handed a job takes the work at once: where nobody took it, whoever had the job died in between.
func (c *Crew) silent(row rows.Work, waits bool, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, here := c.cancel[row.Turn]; here {
		return false
	}
	last, seen := c.heard[row.Turn]
	if !seen || last.worker != row.Worker || last.beat != row.Beat || last.waits != waits {
		last = sign{row.Worker, row.Beat, waits, now}
		c.heard[row.Turn] = last
	}
	limit := c.opts.Silence
	if waits {
		limit *= unclaimed
	}
	return now.Sub(last.at) > limit
}

// forget drops the signs of turns that are over.
func (c *Crew) forget(left []rows.Work) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for turn := range c.heard {
		if !slices.ContainsFunc(left, func(row rows.Work) bool { return row.Turn == turn }) {
			delete(c.heard, turn)
		}
	}
}

// tell wakes those that wait for a change. The lock is held.
func (c *Crew) tell() {
	close(c.changed)
	c.changed = make(chan struct{})
}

// Idle returns once nothing is worked on. It is told of what ends in this process alone.
func (c *Crew) Idle(ctx context.Context) error {
	for {
		c.mu.Lock()
		changed := c.changed
		c.mu.Unlock()
		states, err := c.States(ctx)
		if err != nil {
			return err
		}
		live := false
		for _, state := range states {
			live = live || state.Live
		}
		if !live {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

// Changed is closed when the next piece of work ends in this process.
func (c *Crew) Changed() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.changed
}

// Fence refuses what is written for a turn that is over, as a part of writing it.
func (c *Crew) Fence(w Work) func(ctx context.Context, q *rows.Queries) error {
	return func(ctx context.Context, q *rows.Queries) error {
		count, err := q.HasWork(ctx, rows.HasWorkParams{Turn: w.Turn, Worker: c.opts.Name})
		if err == nil && count == 0 {
			err = ErrDropped
		}
		return err
	}
}

// ErrDropped says that a piece of work is not this worker's any more.
var ErrDropped = errors.New("the work was given to somebody else, or is not wanted any more")

// pause is how long work waits after an error, and how many failures in a row that makes.
func pause(err error, before int64) (after time.Duration, failures int64) {
	if after, early := sdk.AskAgain(err); early {
		return after, 0
	}
	return min(firstPause<<min(before, 10), LastPause), before + 1
}
