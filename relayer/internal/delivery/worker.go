package delivery

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

type executor interface {
	Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error)
}

type prove interface {
	Prove(ctx context.Context, bundle *keys.Bundle, job prover.Job, progress func(prover.Progress)) ([]byte, error)
	ProveTogether(ctx context.Context, batch, single *keys.Bundle, jobs []prover.Job, progress func(prover.Progress)) ([]byte, error)
	expects
}

// notebook is the journal to a worker.
type notebook interface {
	changes
	Load(forward common.Hash) (*journal.Delivery, error)
}

// WorkerDeps is what a worker works with.
type WorkerDeps struct {
	Log        zerolog.Logger
	Predicates []*Predicate
	Executor   executor
	Prover     prove
	// Pack makes the call that settles a group; nil is chain.PackGroup.
	Pack func(chain.Group) ([]byte, error)
	// Journal is the journal for one piece of work: what is written once that is somebody else's is refused. Nil is that of the
	// crew's database.
	Journal func(w crew.Work) notebook
	// Proves says that what was executed may be proved at once, by the same worker.
	Proves bool
	// Observe, which may be nil, hears of each step.
	Observe func(Event)
	// Clock is the wall clock; nil is time.Now, or the database's where NewCrew makes the worker.
	Clock func() time.Time
}

// ErrNoKey says that a worker lacks a bundle that its work is for.
var ErrNoKey = errors.New("there is no key here")

// Worker executes and proves. It needs no chain: what it is to do, and what it did, lie in the journal.
type Worker struct {
	WorkerDeps
	mu   sync.Mutex
	told map[common.Hash]string
}

// NewWorker makes a worker.
func NewWorker(deps WorkerDeps) *Worker {
	if deps.Observe == nil {
		deps.Observe = func(Event) {}
	}
	if deps.Clock == nil {
		deps.Clock = time.Now
	}
	if deps.Pack == nil {
		deps.Pack = chain.PackGroup
	}
	return &Worker{WorkerDeps: deps, told: map[common.Hash]string{}}
}

// shift is a worker at one piece of work.
type shift struct {
	*Worker
	is      crew.Work
	journal notebook
}

// piece is one delivery of a piece of work.
type piece struct {
	forward   *chain.Forward
	delivery  *journal.Delivery
	admission admission
}

// Do does a piece of work, from wherever its deliveries stand.
func (w *Worker) Do(ctx context.Context, work crew.Work) error {
	s := &shift{w, work, w.Journal(work)}
	var pieces []piece
	for _, forward := range work.Forwards {
		p, err := s.piece(forward)
		if err != nil {
			return fmt.Errorf("forward %s: %w", forward, err)
		}
		if ended(p.delivery) || work.Queue == crew.Prove && p.delivery.Stage != journal.Assigned {
			return nil // it was begun for what is not so any more
		}
		pieces = append(pieces, p)
	}
	if work.Batch > 0 {
		return s.together(ctx, work.Batch, pieces)
	}
	err := s.work(ctx, pieces[0].forward, pieces[0].admission, *pieces[0].delivery)
	if errors.Is(err, errFinished) {
		return nil
	}
	return err
}

func (w *shift) piece(forward common.Hash) (p piece, err error) {
	if p.delivery, err = w.journal.Load(forward); err != nil || ended(p.delivery) {
		return p, err
	}
	p.forward, p.admission, err = w.readOrder(p.delivery)
	return p, err
}

// change saves what a change makes of an entry.
func (w *shift) change(forward common.Hash, how func(*journal.Delivery)) error {
	_, err := w.journal.Change(forward, unfinished(onCopy(how)))
	return err
}

// tell says why nothing happens with a forward, once until the reason changes.
func (w *Worker) tell(forward common.Hash, reason string) {
	w.mu.Lock()
	changed := w.told[forward] != reason
	w.told[forward] = reason
	w.mu.Unlock()
	if changed {
		w.Log.Info().Stringer("forward", forward).Str("reason", reason).Msg("waiting")
		w.Observe(Event{Forward: forward, Kind: Told, Reason: reason})
	}
}

// NewCrew joins a crew with a worker.
func NewCrew(ctx context.Context, db *database.Database, deps WorkerDeps, join crew.Options) (c *crew.Crew, err error) {
	if deps.Journal == nil {
		entries := journal.New(db)
		deps.Journal = func(w crew.Work) notebook { return entries.Fenced(c.Fence(w)) }
	}
	if deps.Clock == nil {
		deps.Clock = clockOf(db)
	}
	c, err = crew.New(ctx, deps.Log, db, join, NewWorker(deps).Do)
	return c, err
}

// clockOf is the clock of a database: what a worker leaves a time of, others compare with theirs. While it does not answer, this machine's.
func clockOf(db *database.Database) func() time.Time {
	return func() time.Time {
		ctx, cancel := context.WithTimeout(context.Background(), clockPatience)
		defer cancel()
		now, err := db.Now(ctx)
		if err != nil {
			return time.Now()
		}
		return time.UnixMilli(now)
	}
}

const clockPatience = 10 * time.Second
