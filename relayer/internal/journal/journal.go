// Package journal keeps what a relayer must not lose: the outputs it holds, the secrets of their witnesses, the proofs,
// every transaction it signed and the asks that may stand. It promises that
//
//   - what Save was given lasts when Save returns, and a crash at any moment leaves either the entry before it or the entry
//     after it, whole;
//   - an entry that was changed or damaged is named, never used;
//   - what an entry no longer names is deleted with the change of the entry.
//
// The chain is the truth about what happened; the journal is the truth about secrets. Where it lies, and who may read it, is
// the package database's part.
package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

// patience is how long the database may take. What is to be kept is kept also while the relayer is being stopped.
const patience = 30 * time.Second

// ErrNotFound says that there is no entry for a forward.
var ErrNotFound = errors.New("no entry in the journal")

// CorruptError names an entry whose bytes are not those that were written.
type CorruptError struct {
	Forward common.Hash
	Reason  string
}

func (e *CorruptError) Error() string {
	return fmt.Sprintf("the journal's entry of forward %s is damaged: %s; restore the database from a copy, or delete the entry to start "+
		"that forward anew (an announcement made under it is then lost)", e.Forward, e.Reason)
}

// Journal is the journal in a database. It is safe for concurrent use.
type Journal struct {
	db    *database.Database
	fence func(context.Context, *rows.Queries) error
}

// New is the journal in a database.
func New(db *database.Database) *Journal {
	return &Journal{db, func(context.Context, *rows.Queries) error { return nil }}
}

// Fenced is the same journal for somebody who may lose the right to write to it: a fence that errs refuses a change, in the
// transaction that would make it.
func (j *Journal) Fenced(fence func(context.Context, *rows.Queries) error) *Journal {
	return &Journal{j.db, fence}
}

// Save writes the entry of one forward durably, in the place of the one there is, unless that is damaged.
func (j *Journal) Save(d *Delivery) error {
	_, err := j.Change(d.Forward, func(*Delivery) (*Delivery, error) { return d, nil })
	return err
}

// Change writes what a change makes of the entry of one forward, durably; nobody else changes it in between. old is nil where
// there is none, and not to be written to. An error of the change is returned as it is, and nothing was changed.
func (j *Journal) Change(forward common.Hash, how func(old *Delivery) (*Delivery, error)) (next *Delivery, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var refused error
	err = j.db.Write(ctx, func(q *rows.Queries, _ database.Tx, change int64) error {
		if err := j.fence(ctx, q); err != nil {
			return err
		}
		old, err := read(ctx, q, forward)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if next, refused = how(old); refused != nil {
			return refused
		}
		row, blobs, err := encode(next)
		if err != nil {
			return err
		}
		row.Change = change
		return write(ctx, q, row, blobs)
	})
	switch {
	case refused != nil:
		return nil, refused
	case err != nil:
		return nil, fmt.Errorf("save forward %s to the journal: %w", forward, err)
	}
	return next, nil
}

// Load reads the entry of one forward: ErrNotFound where there is none, a CorruptError where it is damaged.
func (j *Journal) Load(forward common.Hash) (d *Delivery, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	err = j.db.Read(ctx, func(q *rows.Queries) error {
		d, err = read(ctx, q, forward)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load forward %s: %w", forward, err)
	}
	return d, nil
}

// read returns nil beside every error.
func read(ctx context.Context, q *rows.Queries, forward common.Hash) (*Delivery, error) {
	row, err := q.GetDelivery(ctx, forward[:])
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return decode(ctx, q, row, false)
}

// List reads every entry, in order of the forward's id. Those that cannot be read come back beside them, by forward, with
// the reason: one of them must not hide the others, and must not be taken for one that is missing.
func (j *Journal) List() (whole []*Delivery, unreadable map[common.Hash]error, err error) {
	whole, unreadable, _, err = j.Since(0)
	return whole, unreadable, err
}

// Since is List, without what lies beside those that are finished, of the entries that were written after a change, 0 for all of them, and the last change there was.
func (j *Journal) Since(change int64) (whole []*Delivery, unreadable map[common.Hash]error, last int64, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*patience)
	defer cancel()
	unreadable, last = map[common.Hash]error{}, change
	err = j.db.Read(ctx, func(q *rows.Queries) error {
		all, err := q.ListDeliveries(ctx, change)
		if err != nil {
			return err
		}
		for _, row := range all {
			last = max(last, row.Change)
			d, err := decode(ctx, q, row, true)
			switch corrupt := new(CorruptError); {
			case errors.As(err, &corrupt):
				unreadable[common.BytesToHash(row.Forward)] = err
			case err != nil:
				return err
			default:
				whole = append(whole, d)
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, change, fmt.Errorf("list the journal: %w", err)
	}
	return whole, unreadable, last, nil
}
