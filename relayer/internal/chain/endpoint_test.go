package chain_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

type rpcRequest struct {
	ID     json.RawMessage   `json:"id"`
	Method string            `json:"method"`
	Params []json.RawMessage `json:"params"`
}

// endpoint stands between a client and the chain: meddle may answer in the chain's place, with a result or an error, or
// change the chain's answer by returning a function.
func endpoint(t *testing.T, w *chaintest.World, meddle func(rpcRequest) (result any, refusal string, change func(json.RawMessage) any)) *chain.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		if err != nil {
			return
		}
		var call rpcRequest
		if json.Unmarshal(body, &call) != nil {
			return
		}
		answer := map[string]any{"jsonrpc": "2.0", "id": call.ID}
		result, refusal, change := meddle(call)
		switch {
		case refusal != "":
			answer["error"] = map[string]any{"code": -32005, "message": refusal}
		case result != nil:
			answer["result"] = result
		default:
			forwarded, err := http.Post(w.Devnet.URL(), "application/json", bytes.NewReader(body)) //nolint:noctx // a test's
			if err != nil {
				return
			}
			defer forwarded.Body.Close()
			var real map[string]json.RawMessage
			if json.NewDecoder(forwarded.Body).Decode(&real) != nil {
				return
			}
			for name, value := range real {
				answer[name] = value
			}
			if change != nil {
				answer["result"] = change(real["result"])
			}
		}
		response.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(response).Encode(answer)
	}))
	t.Cleanup(server.Close)
	client, err := chain.Dial(t.Context(), server.URL, devnet.ChainID)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return client
}

func served(t *testing.T) *chaintest.World {
	t.Helper()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	return chaintest.Start(t, devnet.Config{HTTP: true, Now: func() time.Time { return now }})
}

// Public endpoints refuse long ranges, and say so in many ways.
func TestLongLogRangesAreAskedForInParts(t *testing.T) {
	t.Parallel()
	w := served(t)
	first := w.Open(w.Terms())
	for range 20 {
		require.NoError(t, w.Devnet.Mine(t.Context()))
	}
	second := w.Open(w.Terms())
	var longest, asked atomic.Int64
	client := endpoint(t, w, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
		if call.Method == "eth_getLogs" {
			var filter struct{ FromBlock, ToBlock hexutil.Uint64 }
			require.NoError(t, json.Unmarshal(call.Params[0], &filter))
			span := int64(filter.ToBlock-filter.FromBlock) + 1
			asked.Add(1)
			if span > 5 {
				return nil, "query returned more than 10000 results", nil
			}
			longest.Store(max(longest.Load(), span))
		}
		return nil, "", nil
	})
	escrow := chain.NewEscrow(client, w.Escrow.Address())
	listed, _, err := escrow.Forwards(t.Context(), w.Head(), 0)
	require.NoError(t, err)
	require.Equal(t, []chain.Forward{first, second}, listed)
	require.LessOrEqual(t, longest.Load(), int64(5))
	require.Less(t, asked.Load(), int64(30))
}

func TestRangeThatIsAlwaysRefusedEnds(t *testing.T) {
	t.Parallel()
	w := served(t)
	client := endpoint(t, w, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
		if call.Method == "eth_getLogs" {
			return nil, "no", nil
		}
		return nil, "", nil
	})
	_, _, err := chain.NewEscrow(client, w.Escrow.Address()).Forwards(t.Context(), w.Head(), 0)
	require.ErrorContains(t, err, "in blocks 0 to 0: no")
}

// An endpoint that lies about an opening's terms changes its id, which is computed again.
func TestForgedOpeningIsRefused(t *testing.T) {
	t.Parallel()
	w := served(t)
	forward := w.Open(w.Terms())
	forge := func(change func(*types.Log)) *chain.Client {
		return endpoint(t, w, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
			if call.Method != "eth_getLogs" {
				return nil, "", nil
			}
			return nil, "", func(result json.RawMessage) any {
				var logs []types.Log
				require.NoError(t, json.Unmarshal(result, &logs))
				for i := range logs {
					change(&logs[i])
				}
				return logs
			}
		})
	}
	for name, change := range map[string]func(*types.Log){
		"price":    func(log *types.Log) { log.Data[32*4+31] ^= 1 },
		"id":       func(log *types.Log) { log.Topics[1][31] ^= 1 },
		"buyer":    func(log *types.Log) { log.Topics[2][31] ^= 1 },
		"contract": func(log *types.Log) { log.Address[19] ^= 1 },
		"event":    func(log *types.Log) { log.Topics[0][31] ^= 1 },
		"cut":      func(log *types.Log) { log.Data = log.Data[:64] },
		"empty":    func(log *types.Log) { log.Data = nil },
		"params":   func(log *types.Log) { copy(log.Data[32:64], bytes.Repeat([]byte{0xff}, 32)) },
	} {
		_, err := chain.NewEscrow(forge(change), w.Escrow.Address()).Forward(t.Context(), w.Head(), 0, forward.ID)
		require.ErrorContains(t, err, "read the opening in transaction "+forward.Opened.Tx.Hex(), name)
	}
	same, err := chain.NewEscrow(forge(func(*types.Log) {}), w.Escrow.Address()).Forward(t.Context(), w.Head(), 0, forward.ID)
	require.NoError(t, err)
	require.Equal(t, forward, same)
}

// The pinned block fell out of the chain while logs, which are asked for by number, were read.
func TestLogsOfAReorganisedChainAreNotMixed(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	pinned := w.Head()
	pinned.Hash[0] ^= 1
	_, _, err := w.Escrow.Forwards(t.Context(), pinned, 0)
	require.ErrorIs(t, err, chain.ErrReorg)
}

// A node that has just mined a transaction says for a while that indexing is in progress.
func TestIndexingInProgressIsWaitedFor(t *testing.T) {
	t.Parallel()
	w := served(t)
	var asked atomic.Int64
	client := endpoint(t, w, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
		if call.Method == "eth_getTransactionReceipt" && asked.Add(1) <= 3 {
			return nil, "transaction indexing is in progress", nil
		}
		return nil, "", nil
	})
	sender := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Buyer).Key), chain.Fees{Poll: time.Millisecond})
	mint, err := w.Token.MintCall(sender.Address(), big.NewInt(1))
	require.NoError(t, err)
	_, err = sender.Do(t.Context(), mint)
	require.NoError(t, err)
	require.Greater(t, asked.Load(), int64(3))
}

// Anvil has the account's nonce before it has the receipt: what it just mined looked as if another had taken its nonce.
func TestAReceiptThatComesAfterTheNonceIsWaitedFor(t *testing.T) {
	t.Parallel()
	w := served(t)
	var asked atomic.Int64
	client := endpoint(t, w, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
		if call.Method == "eth_getTransactionReceipt" && asked.Add(1) <= 12 {
			return nil, "", func(json.RawMessage) any { return nil }
		}
		return nil, "", nil
	})
	sender := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Buyer).Key), chain.Fees{Poll: time.Millisecond})
	mint, err := w.Token.MintCall(sender.Address(), big.NewInt(1))
	require.NoError(t, err)
	_, err = sender.Do(t.Context(), mint)
	require.NoError(t, err)
	require.Greater(t, asked.Load(), int64(12))
}

// "Send failed" means unknown: the endpoint took the transaction and then lost the connection.
func TestLostAnswerToASendIsNoFailure(t *testing.T) {
	t.Parallel()
	w := served(t)
	client := endpoint(t, w, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
		if call.Method == "eth_sendRawTransaction" {
			require.NoError(t, sendRaw(w, call.Params[0]))
			return nil, "gateway timeout", nil
		}
		return nil, "", nil
	})
	sender := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Buyer).Key), chain.Fees{Poll: time.Millisecond})
	mint, err := w.Token.MintCall(common.HexToAddress("0xbeef"), big.NewInt(1))
	require.NoError(t, err)
	tx, err := sender.Send(t.Context(), mint, func(*types.Transaction) error { return nil })
	require.ErrorContains(t, err, "gateway timeout")
	require.NotNil(t, tx)
	receipt, err := sender.Await(t.Context(), tx, "mint")
	require.NoError(t, err)
	require.Equal(t, tx.Hash(), receipt.TxHash)
}

func sendRaw(w *chaintest.World, param json.RawMessage) error {
	var raw hexutil.Bytes
	if err := json.Unmarshal(param, &raw); err != nil {
		return err
	}
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return err
	}
	err := w.Devnet.Client().SendTransaction(w.T.Context(), tx)
	if err != nil && strings.Contains(err.Error(), "already known") { // whoever waits for long sends it again
		return nil
	}
	return err
}
