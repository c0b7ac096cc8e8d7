//go:build faults

package faults

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// sometimes has harm done with a probability, by the seed, and in any case to the first that it can be done to.
func sometimes(probability float64, harm harm) harm {
	var mu sync.Mutex
	var chance *rand.Rand
	done := false
	return func(w http.ResponseWriter, c *call) bool {
		mu.Lock()
		if chance == nil { // the seed is known once the flags are read
			chance = rand.New(rand.NewPCG(*seed, 0))
		}
		hit := chance.Float64() < probability || !done
		mu.Unlock()
		hit = hit && harm(w, c)
		mu.Lock()
		done = done || hit
		mu.Unlock()
		return hit
	}
}

// only has harm done to calls of some methods.
func only(harm harm, methods ...string) harm {
	return func(w http.ResponseWriter, c *call) bool { return slices.Contains(methods, c.Method) && harm(w, c) }
}

// upTo has harm done to the first so many calls of a method.
func upTo(n int, method string, harm harm) harm {
	return only(func(w http.ResponseWriter, c *call) bool { return c.N <= n && harm(w, c) }, method)
}

// status answers with an HTTP status and its text alone.
func status(code int) harm {
	return func(w http.ResponseWriter, _ *call) bool {
		http.Error(w, http.StatusText(code), code)
		return true
	}
}

// internalError answers with an error, as a node does that is not well.
func internalError(w http.ResponseWriter, c *call) bool {
	_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": c.ID, "error": map[string]any{"code": -32603, "message": "internal error"}})
	return true
}

// otherBytes signs something else than what was asked for: with one wei that goes with it.
func otherBytes(w http.ResponseWriter, c *call) bool {
	var answer struct{ Result hexutil.Bytes }
	tx := new(types.Transaction)
	if json.Unmarshal(c.pass(), &answer) != nil || tx.UnmarshalBinary(answer.Result) != nil {
		return false
	}
	other, err := types.SignNewTx(devnet.Named(devnet.Provider).Key, types.LatestSignerForChainID(tx.ChainId()), &types.DynamicFeeTx{
		ChainID: tx.ChainId(), Nonce: tx.Nonce(), To: tx.To(), Gas: tx.Gas(), Data: tx.Data(), Value: big.NewInt(1),
		GasTipCap: tx.GasTipCap(), GasFeeCap: tx.GasFeeCap(),
	})
	if err != nil {
		return false
	}
	raw, err := other.MarshalBinary()
	return err == nil && c.answer(w, hexutil.Bytes(raw))
}

// badJSON answers with the true answer's first half, as if that were all of it.
func badJSON(w http.ResponseWriter, c *call) bool {
	answer := c.pass()
	_, _ = w.Write(answer[:len(answer)/2])
	return true
}

// huge answers with more than anybody should read.
func huge(w http.ResponseWriter, _ *call) bool {
	_, _ = io.WriteString(w, `{"jsonrpc":"2.0","id":1,"result":"`)
	block := bytes.Repeat([]byte("0"), 1<<20)
	for range 80 {
		if _, err := w.Write(block); err != nil {
			break // it was not read to its end
		}
	}
	return true
}

// answer answers a call with a result.
func (c *call) answer(w http.ResponseWriter, result any) bool {
	_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": c.ID, "result": result})
	return true
}

// noLogs says that nothing happened.
func noLogs(w http.ResponseWriter, c *call) bool { return c.answer(w, []any{}) }

// nothingThere says that it does not know what it is asked for.
func nothingThere(w http.ResponseWriter, c *call) bool { return c.answer(w, nil) }

// swallow says that it passes a transaction on, and does not.
func swallow(w http.ResponseWriter, c *call) bool {
	return c.answer(w, "0x"+strings.Repeat("11", 32))
}

// fork answers as if it were on a chain of its own.
func fork(w http.ResponseWriter, c *call) bool {
	var answer struct{ Result map[string]any }
	if json.Unmarshal(c.pass(), &answer) != nil || answer.Result == nil {
		return false
	}
	answer.Result["extraData"] = "0x01"
	return c.answer(w, answer.Result)
}
