package chain_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// estimating is an endpoint that says how much gas anything takes.
func estimating(t *testing.T, w *chaintest.World, gas uint64) *chain.Sender {
	t.Helper()
	return answering(t, w, "eth_estimateGas", func(json.RawMessage) any { return hexutil.Uint64(gas) })
}

// No node takes 15,000 gas for anything, and what runs out of gas is paid for in vain: all of the account waited behind it.
func TestALyingEndpointDoesNotStarveATransaction(t *testing.T) {
	t.Parallel()
	w := served(t)
	for i, gas := range []uint64{0, 15_000, 25_000} {
		f := w.Open(w.Terms())
		announce, err := w.Escrow.AnnounceCall(f.ID, word(uint64(i+1)))
		require.NoError(t, err)
		_, err = estimating(t, w, gas).Do(t.Context(), announce)
		require.NoError(t, err)
	}
	for _, gas := range []uint64{15_000, 210_000} {
		settle, err := w.Escrow.SettleCall(ready(t, w))
		require.NoError(t, err)
		_, err = estimating(t, w, gas).Do(t.Context(), settle)
		require.NoError(t, err)
	}
	f := w.Open(w.AssignedTerms())
	approve, err := w.Token.ApproveCall(w.Escrow.Address(), f.Terms.Bond)
	w.Do(devnet.Provider, approve, err)
	accept, err := w.Escrow.AcceptCall(f, devnet.Named(devnet.Provider).Address)
	require.NoError(t, err)
	_, err = estimating(t, w, 30_000).Do(t.Context(), accept)
	require.NoError(t, err)

	mint, err := w.Token.MintCall(common.HexToAddress("0xbeef"), big.NewInt(1))
	require.NoError(t, err)
	for _, gas := range []uint64{0, 15_000, params.TxGas} {
		_, err = estimating(t, w, gas).Prepare(t.Context(), mint)
		require.ErrorIs(t, err, chain.ErrGasTooLow)
	}
}

// What a node takes no more, since the chain charges more by now, or since an endpoint lied, gets the gas that it takes.
func TestAReplacementGetsTheGasThatItTakes(t *testing.T) {
	t.Parallel()
	w := served(t)
	key := devnet.Named(devnet.Provider).Key
	sender := chain.NewSender(w.Client, chain.NewSigner(key), chain.Fees{})
	starved := func(call chain.Call, gas uint64) *types.Transaction {
		mined, _, err := sender.Nonces(t.Context())
		require.NoError(t, err)
		tx, err := types.SignNewTx(key, types.LatestSignerForChainID(w.Client.ChainID()), &types.DynamicFeeTx{
			ChainID: w.Client.ChainID(), Nonce: mined, To: call.To, Data: call.Data, Gas: gas, GasFeeCap: gwei(10), GasTipCap: gwei(1),
		})
		require.NoError(t, err)
		return tx
	}
	f := w.Open(w.Terms())
	announce, err := w.Escrow.AnnounceCall(f.ID, word(1))
	require.NoError(t, err)
	old := starved(announce, 15_000)
	require.Error(t, sender.Broadcast(t.Context(), old))
	tx, err := sender.Replace(t.Context(), old, nil)
	require.NoError(t, err)
	require.NoError(t, sender.Broadcast(t.Context(), tx))
	_, err = sender.Await(t.Context(), tx, "announce")
	require.NoError(t, err)

	// It gets no more than it may, and keeps what it has where less is said, or nothing.
	old = starved(announce, 70_000)
	for gas, want := range map[uint64]uint64{params.MaxTxGas: 150_000, 15_000: 70_000, 70_000: 70_000} {
		tx, err = estimating(t, w, gas).Replace(t.Context(), old, nil)
		require.NoError(t, err)
		require.Equal(t, want, tx.Gas())
	}
	refused := starved(chain.Call{To: announce.To, Data: append(announce.Data[:4:4], make([]byte, 64)...)}, 70_000)
	tx, err = sender.Replace(t.Context(), refused, nil)
	require.NoError(t, err)
	require.EqualValues(t, 70_000, tx.Gas())

	// What does nothing gets what that takes.
	old = starved(announce, 15_000)
	tx, err = sender.Cancel(t.Context(), old)
	require.NoError(t, err)
	require.NoError(t, sender.Broadcast(t.Context(), tx))
	_, err = sender.Await(t.Context(), tx, "cancel")
	require.NoError(t, err)
	_, err = estimating(t, w, 150_001).Cancel(t.Context(), old)
	require.ErrorIs(t, err, chain.ErrGasTooHigh)
}

// An endpoint estimates so much for what waits that its fees could never be raised: they are raised for the gas that it has, and no further
// than before.
func TestALyingEndpointDoesNotStopTheRaisingOfFees(t *testing.T) {
	t.Parallel()
	w := served(t)
	settle, err := w.Escrow.SettleCall(ready(t, w))
	require.NoError(t, err)
	old, err := w.Sender(devnet.Provider).Prepare(t.Context(), settle)
	require.NoError(t, err)
	most := new(big.Int).Mul(chain.Cost(old), big.NewInt(2))
	for what, has := range map[string]*big.Int{"is worth too little": new(big.Int).Lsh(big.NewInt(1), 100), "cannot pay": most} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			lies := map[string]any{"eth_estimateGas": hexutil.Uint64(params.MaxTxGas), "eth_getBalance": (*hexutil.Big)(has)}
			client := endpoint(t, w, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
				if lie, some := lies[call.Method]; some {
					return nil, "", func(json.RawMessage) any { return lie }
				}
				return nil, "", nil
			})
			sender := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Provider).Key), chain.Fees{})
			bound := most
			if has == most {
				bound = nil
			}
			tx, err := sender.Replace(t.Context(), old, bound)
			require.NoError(t, err)
			require.Equal(t, old.Gas(), tx.Gas())
			require.Positive(t, tx.GasFeeCap().Cmp(old.GasFeeCap()))
			require.LessOrEqual(t, chain.Cost(tx).Cmp(most), 0)

			last := tx
			for ; err == nil; tx, err = sender.Replace(t.Context(), last, bound) {
				last = tx
			}
			require.True(t, errors.Is(err, chain.ErrTooDear) || errors.Is(err, chain.ErrCannotPay), err)
			require.Positive(t, new(big.Int).Mul(chain.Cost(last), big.NewInt(5)).Cmp(new(big.Int).Mul(most, big.NewInt(4))), "an eighth more was not to be had")
		})
	}
}

// What another program sent with the key, for too little, gives way to what does nothing.
func TestANodeTakesNothingInstead(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	sender := w.Sender(devnet.Provider)
	mint, err := w.Token.MintCall(common.HexToAddress("0xbeef"), big.NewInt(1))
	require.NoError(t, err)
	mined, _, err := sender.Nonces(t.Context())
	require.NoError(t, err)
	other, err := types.SignNewTx(devnet.Named(devnet.Provider).Key, types.LatestSignerForChainID(w.Client.ChainID()), &types.DynamicFeeTx{
		ChainID: w.Client.ChainID(), Nonce: mined, To: mint.To, Data: mint.Data, Gas: 100_000,
		GasFeeCap: gwei(2), GasTipCap: big.NewInt(1), // too little for any block
	})
	require.NoError(t, err)
	require.NoError(t, sender.Broadcast(t.Context(), other))
	_, err = sender.Prepare(t.Context(), chain.Call{To: mint.To, Data: mint.Data, Alone: true})
	require.ErrorIs(t, err, chain.ErrBehind)

	tx, err := sender.Nothing(t.Context(), mined)
	require.NoError(t, err)
	require.Equal(t, []any{mined, sender.Address(), params.TxGas}, []any{tx.Nonce(), *tx.To(), tx.Gas()})
	for sender.Broadcast(t.Context(), tx) != nil { // the other one offered more per gas, though no tip
		require.Negative(t, tx.GasFeeCap().Cmp(gwei(3)))
		tx, err = sender.Cancel(t.Context(), tx)
		require.NoError(t, err)
	}
	_, err = sender.Await(t.Context(), tx, "nothing")
	require.NoError(t, err)
	_, err = sender.Await(t.Context(), other, "mint")
	require.ErrorIs(t, err, chain.ErrReplaced)
}
