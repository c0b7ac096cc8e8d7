package chain_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// An endpoint that does not tell the times of blocks with logs is asked for them, and what a log says is bounded.
func TestNoticesOfEndpointsThatTellLess(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 1)
	forward := s.Open(s.Terms())
	other := s.Open(s.Terms())
	settled := s.Settle(s.Deliver(forward, devnet.Named(devnet.Provider).Address))
	s.start()
	head := s.requireAt(0)
	escrow := chain.NewEscrow(s.client, s.Escrow.Address())
	want, leftOut, err := escrow.Notices(t.Context(), head, 1, head.Number)
	require.NoError(t, err)
	require.Zero(t, leftOut)
	require.Len(t, want, 6, "each opening with its position, an announcement, a settlement")
	for _, event := range want {
		block, err := s.Client.Block(t.Context(), event.At.Block)
		require.NoError(t, err)
		require.Equal(t, block.Time, event.Time)
	}

	meddle := func(change func([]types.Log)) {
		s.ends[0].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
			var logs []types.Log
			require.NoError(t, json.Unmarshal(r.True(), &logs))
			change(logs)
			return r.Answer(w, logs)
		}, "eth_getLogs"))
	}
	meddle(func(logs []types.Log) {
		for i := range logs {
			logs[i].BlockTimestamp = 0
		}
	})
	got, _, err := escrow.Notices(t.Context(), head, 1, head.Number)
	require.NoError(t, err)
	require.Equal(t, want, got)

	// The last one is the settlement: however long it is, it was paid. Openings that are too long are left out.
	last := len(want) - 1
	meddle(func(logs []types.Log) {
		for i := range logs {
			logs[i].Data = append(logs[i].Data, make([]byte, 100<<10)...)
		}
	})
	got, leftOut, err = escrow.Notices(t.Context(), head, 1, head.Number)
	require.NoError(t, err)
	require.Equal(t, 5, leftOut)
	require.Len(t, got, 1)
	require.Equal(t, want[last].Settled, got[0].Settled)
	_, err = escrow.SettlementAt(t.Context(), head, got[0].At)
	require.ErrorIs(t, err, chain.ErrLogTooLarge)
	// What cannot be a settlement is none, and offsets that lead nowhere lead nowhere.
	meddle(func(logs []types.Log) { logs[last].Data = logs[last].Data[:100] })
	_, leftOut, err = escrow.Notices(t.Context(), head, 1, head.Number)
	require.NoError(t, err)
	require.Equal(t, 1, leftOut)
	meddle(func(logs []types.Log) {
		for i := 5 * common.HashLength; i < 7*common.HashLength; i++ {
			logs[last].Data[i] = 0xff
		}
	})
	got, _, err = escrow.Notices(t.Context(), head, 1, head.Number)
	require.NoError(t, err)
	require.Zero(t, got[last].Settled.Words)
	require.False(t, got[last].Settled.Alone)

	// What is read again by its place is what was there, and an error where there is nothing.
	s.ends[0].Behave(nil)
	opening, err := escrow.OpeningAt(t.Context(), head, other.Opened)
	require.NoError(t, err)
	require.Equal(t, other, opening)
	elsewhere := other.Opened
	elsewhere.Log++
	_, err = escrow.OpeningAt(t.Context(), head, elsewhere)
	require.ErrorIs(t, err, chain.ErrReorg)
	require.Equal(t, settled.TxHash, want[last].At.Tx)
}
