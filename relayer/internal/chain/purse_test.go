package chain_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/params"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

func TestHowFarTheMoneyGoes(t *testing.T) {
	t.Parallel()
	third := chain.Purse{Balance: big.NewInt(500_000), Fee: big.NewInt(1)}
	require.InDelta(t, 1.0/3, third.Settlements(), 1e-9, "of 1.5 million gas each")
	require.Zero(t, chain.Purse{Balance: big.NewInt(1), Fee: new(big.Int)}.Settlements())

	w := served(t)
	purse, err := w.Sender(devnet.Provider).Purse(t.Context(), w.Head())
	require.NoError(t, err)
	require.Equal(t, new(big.Int).Mul(big.NewInt(devnet.Funds), big.NewInt(params.Ether)), purse.Balance)
	require.Positive(t, purse.Fee.Cmp(gwei(1)))
	require.Greater(t, purse.Settlements(), 20.0)
}

func TestAFeeAboveTheLimitCountsAsTheLimit(t *testing.T) {
	t.Parallel()
	w := served(t)
	purse, err := expensive(t, w).Purse(t.Context(), w.Head())
	require.NoError(t, err)
	require.Equal(t, gwei(200), purse.Fee)
}

// expensive sends on a chain whose blocks take 400 gwei per gas.
func expensive(t *testing.T, w *chaintest.World) *chain.Sender {
	return answering(t, w, "eth_getBlockByNumber", func(real json.RawMessage) any {
		var block map[string]any
		require.NoError(t, json.Unmarshal(real, &block))
		block["baseFeePerGas"] = (*hexutil.Big)(gwei(400))
		return block
	})
}
