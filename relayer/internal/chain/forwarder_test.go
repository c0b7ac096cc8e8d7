package chain_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// deployForwarder deploys a minimal proxy (EIP-1167) in front of the world's predicate.
func deployForwarder(t *testing.T, w *chaintest.World) common.Address {
	t.Helper()
	code := append(common.FromHex("0x3d602d80600a3d3981f3363d3d373d3d3d363d73"), w.Predicate.Address().Bytes()...)
	code = append(code, common.FromHex("0x5af43d82803e903d91602b57fd5bf3")...)
	receipt, err := w.Sender(devnet.Thief).Do(t.Context(), chain.Call{Data: code, What: "deploy a proxy"})
	require.NoError(t, err)
	return receipt.ContractAddress
}
