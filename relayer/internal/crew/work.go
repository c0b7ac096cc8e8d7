package crew

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

// patience is how long the database may take for what has to be kept although everything ends.
const patience = 10 * time.Second

// work does a piece of work that the queue handed out, unless somebody has it, or it is not wanted any more. complete marks
// its job in the transaction that ends the work.
func (c *Crew) work(ctx context.Context, w Work, complete func(context.Context, database.Tx) error) error {
	taken, err := c.take(ctx, w)
	if err != nil {
		return fmt.Errorf("take work: %w", err)
	}
	if !taken {
		return nil
	}
	inner, cancel := context.WithCancel(ctx)
	c.mu.Lock()
	c.cancel[w.Turn] = cancel
	c.mu.Unlock()
	beating := make(chan struct{})
	go func() {
		defer close(beating)
		c.beats(inner, cancel, w)
	}()
	err = c.do(inner, w)
	dropped := inner.Err() != nil || errors.Is(err, ErrDropped)
	cancel()
	<-beating

	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if dropped { // or stopped: whoever wants it done begins it anew
		err = nil
	}
	ended := c.end(ending, w, err, complete)
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.cancel, w.Turn)
	c.tell()
	return ended
}

func (c *Crew) take(ctx context.Context, w Work) (taken bool, err error) {
	return c.mark(ctx, func(q *rows.Queries, change int64) (int64, error) {
		return q.TakeWork(ctx, rows.TakeWorkParams{Turn: w.Turn, Worker: c.opts.Name, Beat: change})
	})
}

func (c *Crew) beat(ctx context.Context, w Work) (had bool, err error) {
	return c.mark(ctx, func(q *rows.Queries, change int64) (int64, error) {
		return q.BeatWork(ctx, rows.BeatWorkParams{Turn: w.Turn, Worker: c.opts.Name, Beat: change})
	})
}

// mark leaves a sign of life on work, and says whether there was any to leave it on. Which sign is all the same, as long as it
// is another one each time: the number of the change is.
func (c *Crew) mark(ctx context.Context, how func(q *rows.Queries, change int64) (int64, error)) (was bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err = c.db.Write(ctx, func(q *rows.Queries, _ database.Tx, change int64) error {
		count, err := how(q, change)
		was = count > 0
		return err
	})
	return was, err
}

// beats says again and again that this worker lives, and ends the work once it is not this worker's any more. Where the
// database does not answer for so long that others take it for dead, it has to take itself for that, too.
func (c *Crew) beats(ctx context.Context, cancel context.CancelFunc, w Work) {
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	for heard := time.Now(); ; {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		had, err := c.beat(ctx, w)
		switch {
		case err == nil && had:
			heard = time.Now()
			continue
		case err == nil:
			c.log.Warn().Int64("turn", w.Turn).Msg("work is not wanted here any more")
		case time.Since(heard) < Silence:
			continue
		default:
			c.log.Warn().Int64("turn", w.Turn).Err(err).Msg("work is given up: the database does not answer")
		}
		cancel()
		return
	}
}

// end writes how a piece of work ended. Of one that was dropped meanwhile nothing is left to write.
func (c *Crew) end(ctx context.Context, w Work, trouble error, complete func(context.Context, database.Tx) error) error {
	var now time.Time
	if trouble != nil { // before the transaction, which may have the only connection
		var err error
		if now, err = c.Now(ctx); err != nil {
			return fmt.Errorf("end work: %w", err)
		}
	}
	err := c.db.Write(ctx, func(q *rows.Queries, tx database.Tx, _ int64) error {
		all, err := q.ListWork(ctx)
		if err != nil {
			return err
		}
		ours := slices.IndexFunc(all, func(row rows.Work) bool { return row.Turn == w.Turn && row.Worker == c.opts.Name })
		if ours < 0 {
			return nil
		}
		if err := complete(ctx, tx); err != nil {
			return err
		}
		if trouble == nil {
			return q.DropWork(ctx, w.Turn)
		}
		after, failures := pause(trouble, all[ours].Failures)
		c.log.Warn().Stringer("forward", w.Forwards[0]).Err(trouble).Stringer("again in", after).Msg("the work was interrupted")
		return q.PauseWork(ctx, rows.PauseWorkParams{
			Turn: w.Turn, NotBefore: now.Add(after).UnixMilli(), Failures: failures,
		})
	})
	if err != nil {
		return fmt.Errorf("end work: %w", err)
	}
	return nil
}
