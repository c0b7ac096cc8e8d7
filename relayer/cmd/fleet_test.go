package cmd

import (
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/database"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
)

// Who takes the right over sends at once. Where this process may still send, under nonces that the other one takes, too, it is
// not given back, but ends by itself.
func TestTheRightToSignIsKeptWhileSomethingMayBeSent(t *testing.T) {
	t.Parallel()
	db, account, escrow := databasetest.Open(t, databasetest.Postgres(t)), common.HexToAddress("0xaa"), common.HexToAddress("0xe5")
	what := fmt.Sprintf("%s for escrow %s on chain %d", account, escrow, 1)
	for _, keep := range []bool{true, false} {
		_, held, giveBack, err := hold(t.Context(), zerolog.Nop(), db, "this one", 1, escrow, account)
		require.NoError(t, err)
		require.NoError(t, giveBack(t.Context(), keep))
		require.Error(t, held.Err(), "it is not renewed either")
		_, err = db.Take(t.Context(), what, "the next one", leaseLasts)
		if keep {
			require.ErrorIs(t, err, database.ErrLost)
		} else {
			require.NoError(t, err)
		}
	}
}
