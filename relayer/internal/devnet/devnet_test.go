package devnet_test

import (
	"context"
	"math/big"
	"net/url"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

func start(t *testing.T, config devnet.Config) *devnet.Devnet {
	t.Helper()
	config.Log = zerolog.New(zerolog.NewTestWriter(t))
	chain, err := devnet.Start(config)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, chain.Stop()) })
	return chain
}

// pay signs a transfer of one wei from the buyer.
func pay(t *testing.T, to common.Address, tip int64) *types.Transaction {
	t.Helper()
	tx, err := types.SignNewTx(devnet.Named(devnet.Buyer).Key, types.LatestSignerForChainID(big.NewInt(devnet.ChainID)), &types.DynamicFeeTx{
		ChainID: big.NewInt(devnet.ChainID), Gas: params.TxGas, To: &to, Value: common.Big1,
		GasTipCap: big.NewInt(tip), GasFeeCap: big.NewInt(10 * params.GWei),
	})
	require.NoError(t, err)
	return tx
}

// mined waits, on the chain's own news of heads, until a transaction is in a block.
func mined(t *testing.T, client *ethclient.Client, hash common.Hash) *types.Receipt {
	t.Helper()
	heads := make(chan *types.Header, 16)
	subscription, err := client.SubscribeNewHead(t.Context(), heads)
	require.NoError(t, err)
	defer subscription.Unsubscribe()
	for {
		if receipt, err := client.TransactionReceipt(t.Context(), hash); err == nil {
			return receipt
		}
		select {
		case <-heads:
		case <-time.After(30 * time.Second):
			require.Fail(t, "no block took the transaction")
		}
	}
}

func TestServesStandardJSONRPC(t *testing.T) {
	t.Parallel()
	chain := start(t, devnet.Config{HTTP: true})
	client, err := ethclient.DialContext(t.Context(), chain.URL())
	require.NoError(t, err)
	defer client.Close()

	id, err := client.ChainID(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, devnet.ChainID, id.Int64())
	balance, err := client.BalanceAt(t.Context(), devnet.Named(devnet.Provider).Address, nil)
	require.NoError(t, err)
	require.Equal(t, new(big.Int).Mul(big.NewInt(devnet.Funds), big.NewInt(params.Ether)), balance)
}

func TestListensOnLocalhostOnly(t *testing.T) {
	t.Parallel()
	require.Regexp(t, `^http://127\.0\.0\.1:\d+$`, start(t, devnet.Config{HTTP: true}).URL())
	require.Empty(t, start(t, devnet.Config{}).URL())
}

func TestMinesAPendingTransactionByItself(t *testing.T) {
	t.Parallel()
	chain := start(t, devnet.Config{})
	tx := pay(t, common.HexToAddress("0xbeef"), params.GWei)
	require.NoError(t, chain.Client().SendTransaction(t.Context(), tx))
	require.Equal(t, types.ReceiptStatusSuccessful, mined(t, chain.Client(), tx.Hash()).Status)
}

func TestManualKeepsTransactionsPending(t *testing.T) {
	t.Parallel()
	chain := start(t, devnet.Config{Manual: true})
	tx := pay(t, common.HexToAddress("0xbeef"), params.GWei)
	require.NoError(t, chain.Client().SendTransaction(t.Context(), tx))
	_, pending, err := chain.Client().TransactionByHash(t.Context(), tx.Hash())
	require.NoError(t, err)
	require.True(t, pending)
	require.NoError(t, chain.Mine(t.Context()))
	require.EqualValues(t, 1, mined(t, chain.Client(), tx.Hash()).BlockNumber.Int64())
}

func TestClockMovesHalfAYearAheadWithTransactionsPending(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	chain := start(t, devnet.Config{Manual: true, Now: func() time.Time { return now }})
	tx := pay(t, common.HexToAddress("0xbeef"), params.GWei)
	require.NoError(t, chain.Client().SendTransaction(t.Context(), tx))

	const halfAYear = 182 * 24 * time.Hour
	require.NoError(t, chain.AdvanceTime(t.Context(), halfAYear))
	head, err := chain.Client().HeaderByNumber(t.Context(), nil)
	require.NoError(t, err)
	require.EqualValues(t, now.Add(halfAYear).Unix(), head.Time)
	require.Equal(t, mined(t, chain.Client(), tx.Hash()).BlockHash, head.Hash())

	require.NoError(t, chain.Mine(t.Context()))
	next, err := chain.Client().HeaderByNumber(t.Context(), nil)
	require.NoError(t, err)
	require.Equal(t, head.Time+1, next.Time, "the clock stands still here, and no two blocks share a second")

	require.ErrorContains(t, chain.AdvanceTime(t.Context(), -time.Second), "only ahead")
	require.ErrorContains(t, chain.AdvanceTime(t.Context(), 101*365*24*time.Hour), "hundred years")
}

func TestClockCallsOfAnvil(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	chain := start(t, devnet.Config{HTTP: true, Now: func() time.Time { return now }})
	client, err := rpc.DialContext(t.Context(), chain.URL())
	require.NoError(t, err)
	defer client.Close()

	var moved int64
	require.NoError(t, client.CallContext(t.Context(), &moved, "evm_increaseTime", 3600))
	require.EqualValues(t, 3600, moved)
	require.NoError(t, client.CallContext(t.Context(), &moved, "evm_increaseTime", "0xe10"))
	require.EqualValues(t, 7200, moved)
	require.Error(t, client.CallContext(t.Context(), &moved, "evm_increaseTime", "soon"))
	require.Error(t, client.CallContext(t.Context(), &moved, "evm_increaseTime", uint64(1)<<62))
	require.NoError(t, client.CallContext(t.Context(), nil, "evm_mine"))

	head, err := chain.Client().HeaderByNumber(t.Context(), nil)
	require.NoError(t, err)
	require.EqualValues(t, now.Add(2*time.Hour).Unix(), head.Time)
}

func TestBlocksComeWithTime(t *testing.T) {
	t.Parallel()
	chain := start(t, devnet.Config{BlockTime: 5 * time.Millisecond})
	heads := make(chan *types.Header, 16)
	subscription, err := chain.Client().SubscribeNewHead(t.Context(), heads)
	require.NoError(t, err)
	defer subscription.Unsubscribe()
	first, second := <-heads, <-heads
	require.Less(t, first.Time, second.Time)
}

// Today's rules: a new storage slot costs 22,100 gas, not what a future fork asks.
func TestRulesAreTodays(t *testing.T) {
	t.Parallel()
	chain := start(t, devnet.Config{})
	estimate := func(code string) uint64 {
		gas, err := chain.Client().EstimateGas(t.Context(), ethereum.CallMsg{From: devnet.Named(devnet.Buyer).Address, Data: common.FromHex(code)})
		require.NoError(t, err)
		return gas
	}
	with, without := estimate("0x600160015500"), estimate("0x6001600100")
	require.InDelta(t, 22_100, float64(with-without), 600)
	// CLZ came with Osaka: 5f 1e 00.
	estimate("0x5f1e00")
}

func TestAccountsAreTheSameOnEveryRun(t *testing.T) {
	t.Parallel()
	require.Len(t, devnet.Accounts(), 8)
	require.Equal(t, "0xFCf4eaD7a6418Ce68A397Eafc08DE87985fa0F4D", devnet.Named(devnet.Buyer).Address.Hex())
}

func TestStateOfOldBlocksStaysReadable(t *testing.T) {
	t.Parallel()
	chain := start(t, devnet.Config{})
	for range 300 {
		require.NoError(t, chain.Mine(t.Context()))
	}
	_, err := chain.Client().BalanceAt(t.Context(), devnet.Named(devnet.Buyer).Address, common.Big1)
	require.NoError(t, err)
}

func TestStopTwiceAndMineAfterwards(t *testing.T) {
	t.Parallel()
	chain, err := devnet.Start(devnet.Config{Log: zerolog.Nop()})
	require.NoError(t, err)
	require.NoError(t, chain.Stop())
	require.NoError(t, chain.Stop())
	require.ErrorContains(t, chain.Mine(context.Background()), "stopped")
}

func TestTakenPortIsNamed(t *testing.T) {
	t.Parallel()
	first := start(t, devnet.Config{HTTP: true})
	parsed, err := url.Parse(first.URL())
	require.NoError(t, err)
	port, err := strconv.Atoi(parsed.Port())
	require.NoError(t, err)
	_, err = devnet.Start(devnet.Config{HTTP: true, Port: port, Log: zerolog.Nop()})
	require.ErrorContains(t, err, parsed.Port())
}
