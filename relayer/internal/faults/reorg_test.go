//go:build faults

package faults

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// kinds are what a reorganisation does to the transaction with an event. All others of the blocks that go away are in the first
// of the new ones again, as far as they still can be.
var kinds = []struct {
	name, event string
	lost        bool // the forward is in the chain no more
	instead     func(w *world, old *types.Transaction) (early, late *types.Transaction)
}{
	{"settlement dropped", "Settled", false, func(*world, *types.Transaction) (early, late *types.Transaction) { return nil, nil }},
	{"settlement moved", "Settled", false, func(_ *world, old *types.Transaction) (early, late *types.Transaction) { return nil, old }},
	{"settlement replaced", "Settled", false, func(w *world, old *types.Transaction) (early, late *types.Transaction) {
		return w.nothing(devnet.Provider, old), nil
	}},
	{"funding dropped", "Opened", true, func(w *world, old *types.Transaction) (early, late *types.Transaction) {
		return w.nothing(devnet.Buyer, old), nil
	}},
	{"funding moved", "Opened", false, func(_ *world, old *types.Transaction) (early, late *types.Transaction) { return nil, old }},
}

// Whatever goes away, and however deep: with one confirmation more than that, each forward is paid once, or is not there.
func TestReorganisations(t *testing.T) {
	t.Parallel()
	for text := range strings.SplitSeq(*depths, ",") {
		depth, err := strconv.Atoi(text)
		require.NoError(t, err)
		for _, kind := range kinds {
			t.Run(fmt.Sprintf("%s, %d deep", kind.name, depth), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.open(true)
				r := w.newRelayer("--confirmations", strconv.Itoa(depth+1))
				var came account
				tell(t, "reorganisation", fmt.Sprintf("%s, %2d deep", kind.name, depth), func() string { return came.String() })
				r.start()
				culprit := w.stopAt(kind.event, depth)
				f := w.open(false)
				w.reorganise(<-culprit, depth, kind.instead)
				if !kind.lost {
					r.settle(limit)
					came = w.judge(r)
					return
				}
				w.forwards = w.forwards[:1] // nothing ends for the other one
				r.settle(limit)
				w.forwards = append(w.forwards, f)
				came = w.judge(r, f.ID)
				require.Empty(t, r.of(f.ID).Settlement, "its output was shown for nothing")
			})
		}
	}
}

// With the default confirmations, which are fewer, what was paid in blocks that went away is paid by the new ones.
func TestReorganisationsOfWhatCounts(t *testing.T) {
	t.Parallel()
	for text := range strings.SplitSeq(*depths, ",") {
		depth, err := strconv.Atoi(text)
		require.NoError(t, err)
		for _, kind := range kinds {
			if kind.event != "Settled" { // an output may be shown for what is not there any more
				continue
			}
			t.Run(fmt.Sprintf("%s, %d deep", kind.name, depth), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.open(true)
				r := w.newRelayer()
				var came account
				tell(t, "deep reorganisation", fmt.Sprintf("%s, %2d deep", kind.name, depth), func() string { return came.String() })
				r.start()
				culprit := w.stopAt(kind.event, depth)
				w.open(false)
				w.reorganise(<-culprit, depth, kind.instead)
				r.settle(limit)
				w.await("what was paid is paid again", limit, func() bool {
					return w.paid() && r.finished()
				})
				came = w.judge(r)
			})
		}
	}
}

// paid says whether every forward is settled by the chain.
func (w *world) paid() (all bool) {
	w.with(func() {
		l := w.read()
		all = true
		for _, f := range w.forwards {
			all = all && l.facts[f.ID].end() == "settled"
		}
	})
	return all
}

// of is what the journal has of a forward.
func (r *relayer) of(forward common.Hash) (found entry) {
	for _, e := range r.entries() {
		if e.Forward == forward {
			found = e
		}
	}
	return found
}

// nothing is a transaction that does nothing, under another's nonce and for more.
func (w *world) nothing(name string, old *types.Transaction) *types.Transaction {
	account := devnet.Named(name)
	tx, err := types.SignNewTx(account.Key, types.LatestSignerForChainID(big.NewInt(devnet.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devnet.ChainID), Nonce: old.Nonce(), To: &account.Address, Gas: params.TxGas,
		GasTipCap: new(big.Int).Mul(old.GasTipCap(), big.NewInt(2)), GasFeeCap: new(big.Int).Mul(old.GasFeeCap(), big.NewInt(2)),
	})
	require.NoError(w, err)
	return tx
}

// stopAt has no more blocks made once the next event of a kind is in the topmost so many. It tells the transaction.
func (w *world) stopAt(event string, depth int) <-chan common.Hash {
	w.Helper()
	known, err := abi.JSON(strings.NewReader(events))
	require.NoError(w, err)
	found := make(chan common.Hash, 1)
	blocks := 0
	var culprit common.Hash
	w.with(func() {
		w.mined = func() {
			if blocks == 0 {
				logs, err := w.node.eth.FilterLogs(context.Background(), ethereum.FilterQuery{
					FromBlock: new(big.Int).SetUint64(w.node.height()), Addresses: []common.Address{w.deployment.Escrow},
					Topics: [][]common.Hash{{known.Events[event].ID}},
				})
				require.NoError(w, err)
				if len(logs) == 0 {
					return
				}
				culprit = logs[0].TxHash
			}
			if blocks++; blocks == depth {
				w.mined, w.halted = nil, true
				found <- culprit
			}
		}
	})
	return found
}

// reorganise has other blocks in the place of the topmost ones, and one more, once the relayer saw those.
func (w *world) reorganise(culprit common.Hash, depth int, instead func(*world, *types.Transaction) (early, late *types.Transaction)) {
	w.Helper()
	seen := w.ends[0].calls("eth_getBlockByNumber")
	w.await("the relayer looks", limit, func() bool { return w.ends[0].calls("eth_getBlockByNumber") > seen+2 })
	w.with(func() {
		w.halted = false
		was, err := w.node.eth.TransactionReceipt(context.Background(), culprit)
		require.NoError(w, err)
		early, late := w.topmost(depth, culprit, instead)
		w.node.do("anvil_rollback", depth)
		w.node.do("anvil_dropAllTransactions")
		w.node.do("anvil_setCoinbase", common.BytesToAddress(culprit[:])) // or empty blocks would be the same
		for _, tx := range early {
			w.put(tx)
		}
		w.node.mine(depth, w.baseFee)
		if late != nil {
			w.put(late)
		}
		w.node.mine(1, w.baseFee)
		block, err := w.node.eth.HeaderByNumber(context.Background(), was.BlockNumber)
		require.NoError(w, err)
		require.NotEqual(w, was.BlockHash, block.Hash(), "its block did not go away")
		_, err = w.node.eth.TransactionReceipt(context.Background(), culprit)
		require.Equal(w, late == nil, errors.Is(err, ethereum.NotFound), "%v", err)
	})
}

// topmost are the transactions of the topmost blocks, with what is in the place of one.
func (w *world) topmost(depth int, culprit common.Hash, instead func(*world, *types.Transaction) (early, late *types.Transaction)) (
	early []*types.Transaction, late *types.Transaction,
) {
	height := w.node.height()
	for number := height - uint64(depth) + 1; number <= height; number++ {
		block, err := w.node.eth.BlockByNumber(context.Background(), new(big.Int).SetUint64(number))
		require.NoError(w, err)
		for _, tx := range block.Transactions() {
			if tx.Hash() != culprit {
				early = append(early, tx)
				continue
			}
			var one *types.Transaction
			if one, late = instead(w, tx); one != nil {
				early = append(early, one)
			}
		}
	}
	return early, late
}

// put gives a transaction to the chain. It may be one that cannot be mined any more, as one after another that is gone.
func (w *world) put(tx *types.Transaction) {
	raw, err := tx.MarshalBinary()
	require.NoError(w, err)
	if err := w.node.rpc.Call(new(any), "eth_sendRawTransaction", hexutil.Bytes(raw)); err != nil {
		w.Logf("the chain refuses a transaction that was in it: %v", err)
	}
}
