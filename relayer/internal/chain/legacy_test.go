package chain_test

import (
	"context"
	"errors"
	"math/big"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// legacyNode serves a chain that is older than EIP-1559, which go-ethereum makes none of any more. It takes transactions of type
// 0 with a chain's id, one for each nonce but for a tenth more, and mines those that pay enough.
type legacyNode struct {
	mu     sync.Mutex
	price  *big.Int
	london bool // the next block has a base fee
	pool   map[uint64]*types.Transaction
	mined  []*types.Transaction
	least  *big.Int // for which it mines
}

var legacyID = big.NewInt(61)

// ChainId is eth_chainId.
func (n *legacyNode) ChainId() *hexutil.Big { return (*hexutil.Big)(legacyID) } //nolint:revive,staticcheck // the method is eth_chainId

// GetBlockByNumber is eth_getBlockByNumber.
func (n *legacyNode) GetBlockByNumber(string, bool) *types.Header {
	n.mu.Lock()
	defer n.mu.Unlock()
	header := &types.Header{Number: big.NewInt(int64(len(n.mined))), Difficulty: big.NewInt(1)}
	if n.london {
		header.BaseFee = big.NewInt(1)
	}
	return header
}

// GasPrice is eth_gasPrice. There is no eth_maxPriorityFeePerGas.
func (n *legacyNode) GasPrice() *hexutil.Big { return (*hexutil.Big)(n.price) }

// GetTransactionCount is eth_getTransactionCount.
func (n *legacyNode) GetTransactionCount(_ common.Address, block string) hexutil.Uint64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	if block == "pending" {
		return hexutil.Uint64(len(n.mined) + len(n.pool))
	}
	return hexutil.Uint64(len(n.mined))
}

// EstimateGas is eth_estimateGas.
func (n *legacyNode) EstimateGas(call struct{ Input hexutil.Bytes }) hexutil.Uint64 {
	return hexutil.Uint64(params.TxGas + 16*uint64(len(call.Input)))
}

// GetBalance is eth_getBalance.
func (n *legacyNode) GetBalance(common.Address, string) *hexutil.Big {
	return (*hexutil.Big)(big.NewInt(params.Ether))
}

// SendRawTransaction is eth_sendRawTransaction.
func (n *legacyNode) SendRawTransaction(raw hexutil.Bytes) (common.Hash, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	tx := new(types.Transaction)
	if err := tx.UnmarshalBinary(raw); err != nil {
		return common.Hash{}, err
	}
	from, err := types.Sender(types.NewEIP155Signer(legacyID), tx)
	if err != nil || !tx.Protected() || from != devnet.Named(devnet.Buyer).Address {
		return common.Hash{}, errors.Join(errors.New("transaction type not supported"), err)
	}
	if old := n.pool[tx.Nonce()]; old != nil {
		if least := new(big.Int).Div(new(big.Int).Mul(old.GasPrice(), big.NewInt(11)), big.NewInt(10)); tx.GasPrice().Cmp(least) < 0 {
			return common.Hash{}, errors.New("replacement transaction underpriced")
		}
	}
	n.pool[tx.Nonce()] = tx
	if next := n.pool[uint64(len(n.mined))]; next != nil && next.GasPrice().Cmp(n.least) >= 0 {
		delete(n.pool, next.Nonce())
		n.mined = append(n.mined, next)
	}
	return tx.Hash(), nil
}

// GetTransactionReceipt is eth_getTransactionReceipt.
func (n *legacyNode) GetTransactionReceipt(hash common.Hash) *types.Receipt {
	n.mu.Lock()
	defer n.mu.Unlock()
	for i, tx := range n.mined {
		if tx.Hash() == hash {
			return &types.Receipt{Status: types.ReceiptStatusSuccessful, TxHash: hash, BlockNumber: big.NewInt(int64(i + 1)), Logs: []*types.Log{}}
		}
	}
	return nil
}

func newLegacyNode(t *testing.T) (*legacyNode, *chain.Client) {
	t.Helper()
	n := &legacyNode{price: gwei(5), least: gwei(5), pool: map[uint64]*types.Transaction{}}
	server := rpc.NewServer()
	require.NoError(t, server.RegisterName("eth", n))
	t.Cleanup(server.Stop)
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	client, err := chain.Dial(t.Context(), web.URL, legacyID.Uint64())
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return n, client
}

func TestAChainWithoutABaseFee(t *testing.T) {
	t.Parallel()
	n, client := newLegacyNode(t)
	to := common.HexToAddress("0xbeef")
	call := chain.Call{To: &to, Data: []byte{1, 2, 3}, What: "call"}
	h := newHolder()
	h.chainID = legacyID
	for _, account := range []chain.Account{
		chain.NewSigner(devnet.Named(devnet.Buyer).Key), external(t, serveSigner(t, "clef", h).URL), external(t, serveSigner(t, "web3signer", h).URL),
	} {
		sender := chain.NewSender(client, account, chain.Fees{Poll: time.Millisecond})
		_, err := sender.Do(t.Context(), call)
		require.NoError(t, err)
		mined := n.mined[len(n.mined)-1]
		require.Equal(t, gwei(5), mined.GasPrice(), "what the endpoint suggests")
		require.Equal(t, call.Data, mined.Data())
	}
}

func TestGasPricesOfAChainWithoutABaseFee(t *testing.T) {
	t.Parallel()
	n, client := newLegacyNode(t)
	key := chain.NewSigner(devnet.Named(devnet.Buyer).Key)
	to := common.HexToAddress("0xbeef")
	call := chain.Call{To: &to, What: "call"}
	prepare := func(fees chain.Fees) (*types.Transaction, error) {
		return chain.NewSender(client, key, fees).Prepare(t.Context(), call)
	}
	tx, err := prepare(chain.Fees{Tip: gwei(7)})
	require.NoError(t, err)
	require.Equal(t, gwei(7), tx.GasPrice(), "no less than the floor")
	_, err = prepare(chain.Fees{Max: gwei(4)})
	require.ErrorIs(t, err, chain.ErrFeeTooHigh)

	call.MostCost = new(big.Int).Mul(gwei(5), big.NewInt(21_000))
	_, err = prepare(chain.Fees{})
	require.ErrorIs(t, err, chain.ErrTooDear, "with the room above the estimate it may cost more")
	call.MostCost = new(big.Int).Mul(gwei(5), big.NewInt(27_000))
	tx, err = prepare(chain.Fees{})
	require.NoError(t, err)
	require.LessOrEqual(t, chain.Cost(tx).Cmp(call.MostCost), 0)

	// An endpoint that had base fees, and now says that there are none, would have the whole limit paid.
	sender := chain.NewSender(client, key, chain.Fees{})
	n.london = true
	_, err = sender.Prepare(t.Context(), call)
	require.ErrorContains(t, err, "ask for the usual tip")
	n.london = false
	_, err = sender.Prepare(t.Context(), call)
	require.ErrorContains(t, err, "is the endpoint honest?")
}

// Its waiting transactions are raised, and cancelled, by the price alone.
func TestReplacementsOnAChainWithoutABaseFee(t *testing.T) {
	t.Parallel()
	for name, last := range map[string]func(*chain.Sender, context.Context, *types.Transaction) (*types.Transaction, error){
		"replaced": func(s *chain.Sender, ctx context.Context, tx *types.Transaction) (*types.Transaction, error) {
			return s.Replace(ctx, tx, nil)
		},
		"cancelled": (*chain.Sender).Cancel,
	} {
		n, client := newLegacyNode(t)
		sender := chain.NewSender(client, chain.NewSigner(devnet.Named(devnet.Buyer).Key), chain.Fees{Max: gwei(9), Poll: time.Millisecond})
		to := common.HexToAddress("0xbeef")
		tx, err := sender.Prepare(t.Context(), chain.Call{To: &to, Data: []byte{1, 2, 3}, What: "call"})
		require.NoError(t, err)
		n.least = gwei(7)
		require.NoError(t, sender.Broadcast(t.Context(), tx))
		for range 3 { // 5, 5.6, 6.3, 7.1
			old := tx
			tx, err = last(sender, t.Context(), old)
			require.NoError(t, err, name)
			require.EqualValues(t, types.LegacyTxType, tx.Type())
			require.Equal(t, old.Nonce(), tx.Nonce())
			require.NoError(t, sender.Broadcast(t.Context(), tx))
		}
		_, err = sender.Await(t.Context(), tx, name)
		require.NoError(t, err)
		require.Equal(t, tx.Hash(), n.mined[0].Hash())
		require.Equal(t, name == "replaced", *tx.To() == to)
		for err == nil {
			tx, err = last(sender, t.Context(), tx)
		}
		require.ErrorIs(t, err, chain.ErrFeeTooHigh)
	}
}
