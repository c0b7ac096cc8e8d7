package chain_test

import (
	"bytes"
	"encoding/json"
	"math/big"
	"sync/atomic"
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

func gwei(n int64) *big.Int { return big.NewInt(n * params.GWei) }

// answering is an endpoint that answers one method with a lie, through a sender that nobody told a limit.
func answering(t *testing.T, w *chaintest.World, method string, lie func(json.RawMessage) any) *chain.Sender {
	t.Helper()
	client := endpoint(t, w, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
		if call.Method == method {
			return nil, "", lie
		}
		return nil, "", nil
	})
	return chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Provider).Key), chain.Fees{})
}

// An endpoint had a relayer sign a transaction that paid 62 ether to the block's producer.
func TestALyingEndpointDoesNotSetTheFees(t *testing.T) {
	t.Parallel()
	w := served(t)
	f := w.Open(w.Terms())
	announce, err := w.Escrow.AnnounceCall(f.ID, word(1))
	require.NoError(t, err)
	huge := new(big.Int).Mul(big.NewInt(62), big.NewInt(params.Ether))

	tx, err := answering(t, w, "eth_maxPriorityFeePerGas", func(json.RawMessage) any { return (*hexutil.Big)(huge) }).
		Prepare(t.Context(), announce)
	require.NoError(t, err)
	require.Equal(t, gwei(20), tx.GasTipCap(), "a tenth of the limit")
	require.LessOrEqual(t, tx.GasFeeCap().Cmp(gwei(200)), 0)

	_, err = answering(t, w, "eth_getBlockByNumber", func(real json.RawMessage) any {
		var block map[string]any
		require.NoError(t, json.Unmarshal(real, &block))
		block["baseFeePerGas"] = (*hexutil.Big)(huge)
		return block
	}).Prepare(t.Context(), announce)
	require.ErrorIs(t, err, chain.ErrFeeTooHigh)

	for estimate, want := range map[uint64]error{150_001: chain.ErrGasTooHigh, 30_000_000: chain.ErrGasTooHigh, 150_000: nil} {
		tx, err = answering(t, w, "eth_estimateGas", func(json.RawMessage) any { return hexutil.Uint64(estimate) }).
			Prepare(t.Context(), announce)
		require.ErrorIs(t, err, want)
		if want == nil {
			require.EqualValues(t, 150_000, tx.Gas(), "no room above the limit")
		}
	}
	mint, err := w.Token.MintCall(common.HexToAddress("0xbeef"), big.NewInt(1))
	require.NoError(t, err)
	_, err = answering(t, w, "eth_estimateGas", func(json.RawMessage) any { return hexutil.Uint64(params.MaxTxGas + 1) }).
		Prepare(t.Context(), mint)
	require.ErrorIs(t, err, chain.ErrGasTooHigh, "more than any transaction may take")
}

// spied is an endpoint that counts what it sees of some bytes.
func spied(t *testing.T, w *chaintest.World, secret []byte, meddle func(rpcRequest) (any, string, func(json.RawMessage) any)) (*chain.Client, *atomic.Int64) {
	t.Helper()
	seen := new(atomic.Int64)
	needle := []byte(common.Bytes2Hex(secret))
	return endpoint(t, w, func(call rpcRequest) (any, string, func(json.RawMessage) any) {
		for _, param := range call.Params {
			if bytes.Contains(param, needle) {
				seen.Add(1)
			}
		}
		return meddle(call)
	}), seen
}

func honest(rpcRequest) (any, string, func(json.RawMessage) any) { return nil, "", nil }

// ready is a settlement that the escrow would take now.
func ready(t *testing.T, w *chaintest.World) chain.Delivery {
	t.Helper()
	f := w.Open(w.Terms())
	d := w.Deliver(f, devnet.Named(devnet.Provider).Address, word(0xfeedfacecafe), word(12))
	announce, err := w.Escrow.AnnounceCall(f.ID, d.H)
	w.Do(devnet.Provider, announce, err)
	w.AdvanceTo(f.Terms.Start)
	return d
}

// The output was shown, to the endpoint and with it to anybody, by an account that could not pay for the settlement.
func TestAnAccountThatCannotPayShowsAndAnnouncesNothing(t *testing.T) {
	t.Parallel()
	w := served(t)
	d := ready(t, w)
	settle, err := w.Escrow.SettleCall(d)
	require.NoError(t, err)
	announce, err := w.Escrow.AnnounceCall(d.Forward.ID, d.H)
	require.NoError(t, err)
	client, seen := spied(t, w, common.FromHex("feedfacecafe"), honest)

	poor, err := chain.GenerateSigner()
	require.NoError(t, err)
	for _, call := range []chain.Call{settle, announce} {
		_, err = chain.NewSender(client, poor, chain.Fees{}).Prepare(t.Context(), call)
		require.ErrorIs(t, err, chain.ErrCannotPay)
		require.ErrorContains(t, err, poor.Address().Hex()+" has 0 wei")
	}
	require.Zero(t, seen.Load())

	rich := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Provider).Key), chain.Fees{})
	_, err = rich.Prepare(t.Context(), settle)
	require.NoError(t, err)
	require.NotZero(t, seen.Load(), "the spy sees what is shown")
}

// A settlement with a nonce that is not next is public and waits. When the claim delay is over the buyer collects.
func TestASettlementIsNotSignedBehindAWaitingTransaction(t *testing.T) {
	t.Parallel()
	w := served(t)
	d := ready(t, w)
	settle, err := w.Escrow.SettleCall(d)
	require.NoError(t, err)
	client, seen := spied(t, w, common.FromHex("feedfacecafe"), func(call rpcRequest) (any, string, func(json.RawMessage) any) {
		if call.Method == "eth_getTransactionCount" && string(call.Params[1]) == `"pending"` {
			return nil, "", func(real json.RawMessage) any {
				var nonce hexutil.Uint64
				require.NoError(t, json.Unmarshal(real, &nonce))
				return nonce + 1
			}
		}
		return nil, "", nil
	})
	sender := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Provider).Key), chain.Fees{})
	_, err = sender.Prepare(t.Context(), settle)
	require.ErrorIs(t, err, chain.ErrBehind)
	require.Zero(t, seen.Load())

	d.Shown = true // by another transaction, which did not settle it
	again, err := w.Escrow.SettleCall(d)
	require.NoError(t, err)
	_, err = sender.Prepare(t.Context(), again)
	require.NoError(t, err)
}

// A node takes the place of a waiting transaction for higher fees only, and this is what it takes.
func TestANodeTakesAReplacement(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	sender := w.Sender(devnet.Provider)
	f := w.Open(w.Terms())
	announce, err := w.Escrow.AnnounceCall(f.ID, word(1))
	require.NoError(t, err)
	prepared, err := sender.Prepare(t.Context(), announce)
	require.NoError(t, err)
	old, err := types.SignNewTx(devnet.Named(devnet.Provider).Key, types.LatestSignerForChainID(w.Client.ChainID()), &types.DynamicFeeTx{
		ChainID: w.Client.ChainID(), Nonce: prepared.Nonce(), To: prepared.To(), Data: prepared.Data(), Gas: prepared.Gas(),
		GasFeeCap: prepared.GasFeeCap(), GasTipCap: big.NewInt(1), // too little for any block
	})
	require.NoError(t, err)
	require.NoError(t, sender.Broadcast(t.Context(), old))
	tx, err := sender.Replace(t.Context(), old, nil)
	require.NoError(t, err)
	require.Equal(t, []any{old.Nonce(), old.To(), old.Data(), old.Gas()}, []any{tx.Nonce(), tx.To(), tx.Data(), tx.Gas()})
	for _, fees := range [][2]*big.Int{{old.GasTipCap(), tx.GasTipCap()}, {old.GasFeeCap(), tx.GasFeeCap()}} {
		least := new(big.Int).Div(new(big.Int).Mul(fees[0], big.NewInt(9)), big.NewInt(8))
		require.GreaterOrEqual(t, fees[1].Cmp(least), 0, "an eighth more")
	}
	require.NoError(t, sender.Broadcast(t.Context(), tx))
	_, err = sender.Await(t.Context(), tx, "announce")
	require.NoError(t, err, "it is mined in the other's place")
}

func TestReplacementsEndAtTheLimit(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	most := new(big.Int).Add(new(big.Int).Lsh(w.Head().BaseFee, 1), gwei(2))
	sender := chain.NewSender(w.Client, chain.NewSigner(devnet.Named(devnet.Provider).Key), chain.Fees{Max: most})
	f := w.Open(w.Terms())
	announce, err := w.Escrow.AnnounceCall(f.ID, word(1))
	require.NoError(t, err)
	tx, err := sender.Prepare(t.Context(), announce)
	require.NoError(t, err)
	for range 50 {
		raised, err := sender.Replace(t.Context(), tx, nil)
		if err != nil {
			require.ErrorIs(t, err, chain.ErrFeeTooHigh)
			return
		}
		require.LessOrEqual(t, raised.GasFeeCap().Cmp(most), 0)
		tx = raised
	}
	t.Fatal("fees rise without end")
}

// Fees may not eat up what the delivery brings, whatever --max-fee is.
func TestACallCostsNoMoreThanItMay(t *testing.T) {
	t.Parallel()
	w := served(t)
	d := ready(t, w)
	settle, err := w.Escrow.SettleCall(d)
	require.NoError(t, err)
	client, seen := spied(t, w, common.FromHex("feedfacecafe"), honest)
	sender := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Provider).Key), chain.Fees{})
	free, err := w.Sender(devnet.Provider).Prepare(t.Context(), settle)
	require.NoError(t, err)
	least := new(big.Int).Add(w.Head().BaseFee, gwei(1))

	settle.MostCost = new(big.Int).Mul(least, big.NewInt(199_999))
	_, err = sender.Prepare(t.Context(), settle)
	require.ErrorIs(t, err, chain.ErrTooDear)
	require.ErrorIs(t, err, chain.ErrFeeTooHigh)
	require.ErrorContains(t, err, "and may cost "+settle.MostCost.String())
	require.Zero(t, seen.Load(), "what no proof can be checked for is not shown to the endpoint")

	settle.MostCost = new(big.Int).Mul(least, new(big.Int).SetUint64(free.Gas()-1))
	_, err = sender.Prepare(t.Context(), settle)
	require.ErrorIs(t, err, chain.ErrTooDear)
	settle.MostCost = new(big.Int).Mul(least, new(big.Int).SetUint64(free.Gas()))
	tx, err := sender.Prepare(t.Context(), settle)
	require.NoError(t, err)
	require.Equal(t, least, tx.GasFeeCap(), "less room for a rising base fee rather than nothing")
	require.Equal(t, settle.MostCost, chain.Cost(tx))

	_, err = sender.Replace(t.Context(), tx, settle.MostCost)
	require.ErrorIs(t, err, chain.ErrTooDear)
	most := new(big.Int).Add(settle.MostCost, new(big.Int).Rsh(settle.MostCost, 2))
	raised, err := sender.Replace(t.Context(), tx, most)
	require.NoError(t, err)
	require.LessOrEqual(t, chain.Cost(raised).Cmp(most), 0)
	require.Positive(t, raised.GasFeeCap().Cmp(tx.GasFeeCap()))
}

// What waits and is for nothing any more gives way to what costs as little as can be.
func TestANodeTakesACancellation(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	sender := w.Sender(devnet.Provider)
	f := w.Open(w.Terms())
	announce, err := w.Escrow.AnnounceCall(f.ID, word(1))
	require.NoError(t, err)
	prepared, err := sender.Prepare(t.Context(), announce)
	require.NoError(t, err)
	old, err := types.SignNewTx(devnet.Named(devnet.Provider).Key, types.LatestSignerForChainID(w.Client.ChainID()), &types.DynamicFeeTx{
		ChainID: w.Client.ChainID(), Nonce: prepared.Nonce(), To: prepared.To(), Data: prepared.Data(), Gas: prepared.Gas(),
		GasFeeCap: prepared.GasFeeCap(), GasTipCap: big.NewInt(1), // too little for any block
	})
	require.NoError(t, err)
	require.NoError(t, sender.Broadcast(t.Context(), old))

	tx, err := sender.Cancel(t.Context(), old)
	require.NoError(t, err)
	require.Equal(t, []any{old.Nonce(), sender.Address(), params.TxGas}, []any{tx.Nonce(), *tx.To(), tx.Gas()})
	require.Empty(t, tx.Data())
	require.Zero(t, tx.Value().Sign())
	require.NoError(t, sender.Broadcast(t.Context(), tx))
	_, err = sender.Await(t.Context(), tx, "cancel")
	require.NoError(t, err)
	_, err = sender.Await(t.Context(), old, "announce")
	require.ErrorIs(t, err, chain.ErrReplaced)
	at, err := w.Escrow.AnnouncedAt(t.Context(), w.Head(), f.ID, word(1))
	require.NoError(t, err)
	require.Zero(t, at)

	_, err = w.Sender(devnet.Buyer).Cancel(t.Context(), old)
	require.ErrorIs(t, err, chain.ErrNotOurs)
}
