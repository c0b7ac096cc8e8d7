package database_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

func TestOneHolderAtATime(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		db, ctx := databasetest.Open(t, where), t.Context()
		first, err := db.Take(ctx, "signer", "a", time.Hour)
		require.NoError(t, err)
		_, err = db.Take(ctx, "signer", "b", time.Hour)
		require.ErrorIs(t, err, database.ErrLost)
		_, err = db.Take(ctx, "another", "b", time.Hour)
		require.ErrorIs(t, err, database.ErrForeign)
		require.ErrorContains(t, err, "that of signer")
		require.NoError(t, first.Renew(ctx))
		require.NoError(t, first.Check(ctx))

		require.NoError(t, first.Drop(ctx))
		require.ErrorIs(t, first.Check(ctx), database.ErrLost)
		second, err := db.Take(ctx, "signer", "b", time.Hour)
		require.NoError(t, err)
		require.NoError(t, second.Check(ctx))
		require.ErrorIs(t, first.Check(ctx), database.ErrLost)
		require.ErrorIs(t, first.Renew(ctx), database.ErrLost)
		require.NoError(t, second.Check(ctx), "who lost it cannot renew it away")
	})
}

// The first holder stands still until its time is over, and then writes and sends as if nothing had happened.
func TestWhoWasFollowedWritesNoMore(t *testing.T) {
	t.Parallel()
	databasetest.Each(t, func(t *testing.T, where database.Where) {
		db, ctx := databasetest.Open(t, where), t.Context()
		write := func(l *database.Lease) error {
			return db.Write(ctx, func(q *rows.Queries, _ database.Tx, change int64) error {
				if err := l.Fence(ctx, q); err != nil {
					return err
				}
				return q.PutDelivery(ctx, rows.PutDeliveryParams{Forward: []byte{1}, Change: change, Entry: []byte("x"), Sha256: []byte{7}})
			})
		}
		first, err := db.Take(ctx, "signer", "a", 0)
		require.NoError(t, err)
		require.ErrorIs(t, first.Check(ctx), database.ErrLost, "its time is over")
		require.NoError(t, write(first), "and nobody followed it")
		second, err := db.Take(ctx, "signer", "b", time.Hour)
		require.NoError(t, err)
		require.ErrorIs(t, write(first), database.ErrLost)
		require.NoError(t, write(second))
	})
}
