package journal

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/database/rows"
)

func TestAnAskIsKept(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, j *Journal, where database.Where) {
		_, err := j.Ask("daily")
		require.ErrorIs(t, err, ErrNotFound)
		require.NoError(t, j.KeepAsk("daily", []byte("first")))
		require.NoError(t, j.KeepAsk("hourly", []byte("other")))
		require.NoError(t, j.KeepAsk("daily", []byte("second")))
		lost := errors.New("lost")
		require.ErrorIs(t, j.Fenced(func(context.Context, *rows.Queries) error { return lost }).KeepAsk("daily", []byte("third")), lost)
		require.NoError(t, j.db.Close())

		j = New(databasetest.Open(t, where))
		for name, want := range map[string]string{"daily": "second", "hourly": "other"} {
			signed, err := j.Ask(name)
			require.NoError(t, err)
			require.Equal(t, want, string(signed))
		}
	})
}
