package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

// Followed is up to where the events of an escrow were read for good.
type Followed struct {
	ChainID    uint64
	Escrow     common.Address
	FirstBlock uint64 // that reading began with
	Block      uint64 // the last one that was read
	Hash       common.Hash
}

// Opening is a forward as it was opened.
type Opening struct {
	Forward  common.Hash
	SettleBy uint64 // Unix seconds
	Content  []byte
}

// Found is what came of reading on.
type Found struct {
	Followed
	Anew   bool          // nothing that was found before counts
	Opened []Opening     // what to keep
	Over   []common.Hash // what not to keep any more
	// Expired is a time: what was to be settled before is not kept any more either, unless there is an entry of it.
	Expired uint64
}

// Followed is up to where events were read last: ErrNotFound if none were.
func (j *Journal) Followed() (f Followed, err error) {
	err = j.look(func(ctx context.Context, q *rows.Queries) error {
		row, err := q.GetFollowing(ctx)
		if errors.Is(err, sql.ErrNoRows) || err == nil && common.BytesToHash(row.Hash) == (common.Hash{}) { // all was being found anew
			err = ErrNotFound
		}
		f = Followed{
			ChainID: uint64(row.Chain), Escrow: common.BytesToAddress(row.Escrow), FirstBlock: uint64(row.FirstBlock), //nolint:gosec // as they were written
			Block: uint64(row.Block), Hash: common.BytesToHash(row.Hash), //nolint:gosec // likewise
		}
		return err
	})
	if err != nil {
		return Followed{}, fmt.Errorf("look up to where the chain was followed: %w", err)
	}
	return f, nil
}

// piece is how many openings are written, or deleted, at once: whoever else changes something waits for no more than that.
const piece = 256

// Follow keeps what was found and then up to where, durably. Where it breaks off in between, what was found has to be found again,
// and where nothing before counted, all of it.
func (j *Journal) Follow(found Found) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*patience)
	defer cancel()
	if err := j.follow(ctx, found); err != nil {
		return fmt.Errorf("keep what was found up to block %d: %w", found.Block, err)
	}
	return nil
}

func (j *Journal) follow(ctx context.Context, found Found) error {
	if found.Anew {
		none := found.Followed
		none.Hash = common.Hash{}
		err := j.write(ctx, func(q *rows.Queries) error { return errors.Join(q.DropAllOpenings(ctx), put(ctx, q, none)) })
		if err != nil {
			return err
		}
	}
	for some := range slices.Chunk(found.Opened, piece) {
		if err := j.write(ctx, func(q *rows.Queries) error { return putOpenings(ctx, q, some) }); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(found.Over, piece) {
		if err := j.write(ctx, func(q *rows.Queries) error { return dropOpenings(ctx, q, some) }); err != nil {
			return err
		}
	}
	return j.write(ctx, func(q *rows.Queries) error {
		return errors.Join(q.DropOverOpenings(ctx, signed(found.Expired)), put(ctx, q, found.Followed))
	})
}

func putOpenings(ctx context.Context, q *rows.Queries, some []Opening) error {
	for _, o := range some {
		err := q.PutOpening(ctx, rows.PutOpeningParams{Forward: o.Forward[:], SettleBy: signed(o.SettleBy), Opening: o.Content})
		if err != nil {
			return err
		}
	}
	return nil
}

func dropOpenings(ctx context.Context, q *rows.Queries, some []common.Hash) error {
	for _, forward := range some {
		if err := q.DropOpening(ctx, forward[:]); err != nil {
			return err
		}
	}
	return nil
}

func put(ctx context.Context, q *rows.Queries, f Followed) error {
	return q.PutFollowing(ctx, rows.PutFollowingParams{
		Chain: int64(f.ChainID), Escrow: f.Escrow[:], FirstBlock: int64(f.FirstBlock), //nolint:gosec // read back the same
		Block: int64(f.Block), Hash: f.Hash[:], //nolint:gosec // likewise
	})
}

func (j *Journal) write(ctx context.Context, how func(*rows.Queries) error) error {
	return j.db.Write(ctx, func(q *rows.Queries, _ database.Tx, _ int64) error {
		if err := j.fence(ctx, q); err != nil {
			return err
		}
		return how(q)
	})
}

// Opening is what a forward was opened with: ErrNotFound if that is not kept.
func (j *Journal) Opening(forward common.Hash) (content []byte, err error) {
	err = j.look(func(ctx context.Context, q *rows.Queries) error {
		content, err = q.GetOpening(ctx, forward[:])
		if errors.Is(err, sql.ErrNoRows) {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the opening of forward %s: %w", forward, err)
	}
	return content, nil
}

// Openings are the next hundred after a forward, in order of their ids; none after the last.
func (j *Journal) Openings(after common.Hash) (list []Opening, err error) {
	err = j.look(func(ctx context.Context, q *rows.Queries) error {
		all, err := q.ListOpenings(ctx, after[:])
		for _, row := range all {
			list = append(list, Opening{
				Forward: common.BytesToHash(row.Forward), SettleBy: uint64(row.SettleBy), Content: row.Opening, //nolint:gosec // never negative
			})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list openings: %w", err)
	}
	return list, nil
}

func (j *Journal) look(how func(context.Context, *rows.Queries) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return j.db.Read(ctx, func(q *rows.Queries) error { return how(ctx, q) })
}

// signed is a time as the database can keep it: later ones are the latest.
func signed(seconds uint64) int64 {
	return int64(min(seconds, math.MaxInt64))
}
