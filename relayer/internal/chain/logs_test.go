package chain_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
)

// A node answers about another range, or from another fork than it had a moment ago.
func TestLogsAreOfTheRangeAndTheBlocksAskedFor(t *testing.T) {
	t.Parallel()
	s := newSeveral(t, 1)
	s.Open(s.Terms())
	s.Open(s.Terms())
	s.start()
	head := s.requireAt(0)
	escrow := chain.NewEscrow(s.client, s.Escrow.Address())
	_, _, err := escrow.Forwards(t.Context(), head, 0)
	require.NoError(t, err)
	for name, meddle := range map[string]func([]types.Log) []types.Log{
		"a log of block":            func(logs []types.Log) []types.Log { logs[1].BlockNumber = head.Number + 1; return logs },
		"out of order":              func(logs []types.Log) []types.Log { return []types.Log{logs[1], logs[0]} },
		"log 1 of block":            func(logs []types.Log) []types.Log { return []types.Log{logs[0], logs[0]} },
		"the chain was reorganised": func(logs []types.Log) []types.Log { logs[1].BlockHash[0] ^= 1; return logs },
		"of another block": func(logs []types.Log) []types.Log {
			logs[0].BlockNumber, logs[0].BlockHash[0] = head.Number-1, 1
			return logs
		},
		"logs of another block": func(logs []types.Log) []types.Log {
			logs[1] = logs[0]
			logs[1].Index++
			logs[1].BlockHash[0] ^= 1
			return logs
		},
	} {
		s.ends[0].Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
			var logs []types.Log
			require.NoError(t, json.Unmarshal(r.True(), &logs))
			require.Len(t, logs, 2)
			return r.Answer(w, meddle(logs))
		}, "eth_getLogs"))
		_, _, err := escrow.Forwards(t.Context(), head, 0)
		require.ErrorContains(t, err, name)
	}
}
