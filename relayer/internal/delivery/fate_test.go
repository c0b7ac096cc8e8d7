package delivery

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// An operator changes --key-file while a transaction of the old account waits. By the new account's nonce it would look
// replaced, and a second one would be signed beside it.
func TestTheFateOfATransactionGoesByItsOwnAccount(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	old := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, s.Sender(devnet.Provider))
	now := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, s.Sender(devnet.Buyer)) // who has sent some transactions
	tx, err := old.SignAnnounce(t.Context(), f.ID, common.HexToHash("0x01"), nil)
	require.NoError(t, err)
	mined, _, err := now.Nonces(t.Context())
	require.NoError(t, err)
	require.Greater(t, mined, tx.Nonce)
	requireFate(t, now, tx, Waiting)

	ours, err := now.Ours(tx)
	require.NoError(t, err)
	require.False(t, ours)
	_, err = now.Replace(t.Context(), tx, nil)
	require.ErrorIs(t, err, chain.ErrNotOurs)
	require.NoError(t, now.Send(t.Context(), tx))
	require.NoError(t, s.Devnet.Mine(t.Context()))
	requireFate(t, now, tx, Mined)
}
