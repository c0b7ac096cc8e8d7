package crew

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
)

// queue is River on either database.
type queue interface {
	start(ctx context.Context) error
	stop(ctx context.Context) error
	insert(ctx context.Context, tx database.Tx, w Work) (job int64, err error)
	cancel(ctx context.Context, tx database.Tx, job int64) error
	waiting(ctx context.Context, jobs []int64) (map[int64]bool, error)
	// knock has this process look at a queue at once, after the transaction that inserted something.
	knock(ctx context.Context, name Queue)
}

func newQueue(c *Crew) (queue, error) {
	if pool := c.db.Pool(); pool != nil {
		return newRiver(c, riverpgxv5.New(pool), func(tx database.Tx) pgx.Tx { return tx.Postgres })
	}
	return newRiver(c, alone{riversqlite.New(c.db.SQL())}, func(tx database.Tx) *sql.Tx { return tx.SQLite })
}

// alone is a database that nobody else writes to. River would ask it 20 times a second whether somebody left a notice, which was half
// of all that a process with nothing to do did.
type alone struct{ *riversqlite.Driver }

// SupportsListener implements riverdriver.Driver.
func (alone) SupportsListener() bool { return false }

// SupportsListenNotify implements riverdriver.Driver.
func (alone) SupportsListenNotify() bool { return false }

// knock is a job that does nothing. Where nobody listens, one that is inserted without a transaction has the client look at its queue,
// which it does once a second otherwise.
type knock struct{}

// Kind implements river.JobArgs.
func (knock) Kind() string { return "knock" }

// cooldown is the least time between two looks at a queue, and between two notices that something was inserted: what comes sooner is
// told to nobody, and waits until a queue is looked at by itself. That is the least there is.
const cooldown = time.Millisecond

// riverQueue is River with one kind of transactions.
type riverQueue[T any] struct {
	client  *river.Client[T]
	own     func(database.Tx) T
	slots   map[Queue]int // none of those that only others work on
	listens bool
	log     zerolog.Logger
}

// Kind is the name of the other kind of jobs. Which work it is says the queue that a job is in.
func (Work) Kind() string { return "work" }

func newRiver[D riverdriver.Driver[T], T any](c *Crew, driver D, own func(database.Tx) T) (*riverQueue[T], error) {
	workers := river.NewWorkers()
	if err := river.AddWorkerSafely(workers, &worker[D, T]{crew: c, own: own}); err != nil {
		return nil, err
	}
	if err := river.AddWorkerSafely(workers, river.WorkFunc(func(context.Context, *river.Job[knock]) error { return nil })); err != nil {
		return nil, err
	}
	queues := map[string]river.QueueConfig{}
	for name, slots := range c.opts.Slots {
		if slots > 0 {
			queues[string(name)] = river.QueueConfig{MaxWorkers: slots}
		}
	}
	client, err := river.NewClient(driver, &river.Config{
		ID: c.opts.Name, Queues: queues, Workers: workers,
		FetchCooldown: cooldown, CompletedJobRetentionPeriod: time.Hour,
		JobTimeout: -1, // work has limits of its own
		Logger:     slog.New(zerolog.NewSlogHandler(c.log.Level(zerolog.WarnLevel))),
	})
	return &riverQueue[T]{client, own, c.opts.Slots, driver.SupportsListener(), c.log}, err
}

// A start that the database is too busy for is tried again: River gives it five seconds.
const (
	starts     = 12
	startPause = time.Second
)

func (q *riverQueue[T]) start(ctx context.Context) error {
	if len(q.slots) == 0 {
		return nil
	}
	for left := starts; ; left-- {
		err := q.client.Start(context.WithoutCancel(ctx)) // it ends with stop, which lets work write down where it is
		if err == nil || left == 1 {
			return err
		}
		q.log.Warn().Err(err).Msg("the queue does not start; it is tried again")
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(startPause):
		}
	}
}

func (q *riverQueue[T]) stop(ctx context.Context) error {
	if len(q.slots) == 0 {
		return nil
	}
	return q.client.StopAndCancel(ctx)
}

func (q *riverQueue[T]) insert(ctx context.Context, tx database.Tx, w Work) (int64, error) {
	inserted, err := q.client.InsertTx(ctx, q.own(tx), w, &river.InsertOpts{Queue: string(w.Queue)})
	if err != nil {
		return 0, err
	}
	return inserted.Job.ID, nil
}

func (q *riverQueue[T]) cancel(ctx context.Context, tx database.Tx, job int64) error {
	_, err := q.client.JobCancelTx(ctx, q.own(tx), job)
	if errors.Is(err, rivertype.ErrNotFound) {
		return nil
	}
	return err
}

func (q *riverQueue[T]) knock(ctx context.Context, name Queue) {
	if q.listens || q.slots[name] == 0 {
		return
	}
	if _, err := q.client.Insert(ctx, knock{}, &river.InsertOpts{Queue: string(name)}); err != nil {
		q.log.Debug().Err(err).Msg("the queue is looked at a little later")
	}
}

// mostListed is how many jobs are asked about at once.
const mostListed = 1000

// waiting are those of some jobs that have yet to be handed out to somebody.
func (q *riverQueue[T]) waiting(ctx context.Context, jobs []int64) (map[int64]bool, error) {
	still := map[int64]bool{}
	for some := range slices.Chunk(jobs, mostListed) {
		listed, err := q.client.JobList(ctx, river.NewJobListParams().IDs(some...).First(len(some)).States(
			rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateScheduled))
		if err != nil {
			return nil, err
		}
		for _, job := range listed.Jobs {
			still[job.ID] = true
		}
	}
	return still, nil
}

// worker is what River calls.
type worker[D riverdriver.Driver[T], T any] struct {
	river.WorkerDefaults[Work]
	crew *Crew
	own  func(database.Tx) T
}

// Work implements river.Worker.
func (w *worker[D, T]) Work(ctx context.Context, job *river.Job[Work]) error {
	return w.crew.work(ctx, job.Args, func(ending context.Context, tx database.Tx) error {
		// The client is in the context that River gave, which may have ended.
		_, err := river.JobCompleteTx[D](context.WithoutCancel(ctx), w.own(tx), job)
		return errors.Join(err, ending.Err())
	})
}

// Timeout implements river.Worker: work has limits of its own.
func (*worker[D, T]) Timeout(*river.Job[Work]) time.Duration { return -1 }
