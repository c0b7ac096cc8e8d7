package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
	"github.com/tercet-protocol/tercet/relayer/internal/failpoint"
)

// ErrLost says that somebody else has, or may have by now, what a lease is for.
var ErrLost = errors.New("the lease is somebody else's")

// leasePatience is how long the database may take to answer for a lease: less than one lasts.
const leasePatience = 5 * time.Second

// ErrForeign says that a database is for something else.
var ErrForeign = errors.New("the database is another relayer's")

// Lease is the right to do something that one process at a time may do, among all that share a database; a database has one. It ends by itself
// unless it is renewed: whoever dies, or stands still, loses it.
type Lease struct {
	db           *Database
	name, holder string
	term         int64
	lasts        time.Duration
}

// Take takes a lease for a time, or renews it: ErrLost while it is another holder's, ErrForeign while another lease is held
// in the database.
func (d *Database) Take(ctx context.Context, name, holder string, lasts time.Duration) (*Lease, error) {
	ctx, cancel := context.WithTimeout(ctx, leasePatience)
	defer cancel()
	l := &Lease{db: d, name: name, holder: holder, lasts: lasts}
	now, err := d.Now(ctx)
	if err == nil {
		err = d.Write(ctx, func(q *rows.Queries, _ Tx, _ int64) error {
			other, err := q.OtherLease(ctx, rows.OtherLeaseParams{Name: name, Now: now})
			if err == nil {
				return fmt.Errorf("%w: that of %s", ErrForeign, other)
			}
			if !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			if err := q.ForgetLeases(ctx, name); err != nil {
				return err
			}
			l.term, err = q.TakeLease(ctx, rows.TakeLeaseParams{Name: name, Holder: holder, Now: now, Until: now + lasts.Milliseconds()})
			return err
		})
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrLost
	}
	if err != nil {
		return nil, fmt.Errorf("take lease %s: %w", name, err)
	}
	return l, nil
}

// Renew makes it last for its whole time again. It is not taken anew: what was lost in between stays lost.
func (l *Lease) Renew(ctx context.Context) error {
	again, err := l.db.Take(ctx, l.name, l.holder, l.lasts)
	if err != nil {
		return err
	}
	if again.term != l.term {
		return fmt.Errorf("renew lease %s: %w: its term was %d, and is %d", l.name, ErrLost, l.term, again.term)
	}
	return nil
}

// Check asks whether it lasts: right before something that cannot be taken back.
func (l *Lease) Check(ctx context.Context) error {
	failpoint.Here("before lease")
	defer failpoint.Here("after lease")
	ctx, cancel := context.WithTimeout(ctx, leasePatience)
	defer cancel()
	now, err := l.db.Now(ctx)
	if err != nil {
		return err
	}
	return l.db.Read(ctx, func(q *rows.Queries) error { return l.has(ctx, q, now) })
}

// Fence refuses what is written for a holder that was followed by another, as a part of writing it. Who follows writes, too,
// and writers come one after the other, so that no time has to be looked at.
func (l *Lease) Fence(ctx context.Context, q *rows.Queries) error { return l.has(ctx, q, 0) }

func (l *Lease) has(ctx context.Context, q *rows.Queries, now int64) error {
	count, err := q.HasLease(ctx, rows.HasLeaseParams{Name: l.name, Holder: l.holder, Term: l.term, Now: now})
	if err == nil && count == 0 {
		err = ErrLost
	}
	if err != nil {
		return fmt.Errorf("check lease %s: %w", l.name, err)
	}
	return nil
}

// Drop lets the next one have it.
func (l *Lease) Drop(ctx context.Context) error {
	err := l.db.Write(ctx, func(q *rows.Queries, _ Tx, _ int64) error {
		return q.DropLease(ctx, rows.DropLeaseParams{Name: l.name, Holder: l.holder})
	})
	if err != nil {
		return fmt.Errorf("drop lease %s: %w", l.name, err)
	}
	return nil
}
