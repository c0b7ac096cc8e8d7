//go:build faults

package faults

import (
	"math/big"
	"net/http/httptest"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// externalSigner holds the provider's key and speaks as web3signer does.
type externalSigner struct{}

// Accounts is eth_accounts.
func (externalSigner) Accounts() []common.Address {
	return []common.Address{devnet.Named(devnet.Provider).Address}
}

// SignTransaction is eth_signTransaction.
func (externalSigner) SignTransaction(args apitypes.SendTxArgs) (hexutil.Bytes, error) {
	tx, err := args.ToTransaction()
	if err != nil {
		return nil, err
	}
	signed, err := types.SignTx(tx, types.LatestSignerForChainID(big.NewInt(devnet.ChainID)), devnet.Named(devnet.Provider).Key)
	if err != nil {
		return nil, err
	}
	return signed.MarshalBinary()
}

// signElsewhere has a relayer's transactions be signed by another process, which is reached through an endpoint.
func (w *world) signElsewhere() {
	w.Helper()
	service := rpc.NewServer()
	require.NoError(w, service.RegisterName("eth", externalSigner{}))
	w.Cleanup(service.Stop)
	server := httptest.NewServer(service)
	w.Cleanup(server.Close)
	w.signer = w.newEndpoint(server.URL)
	w.account = []string{"--signer", w.signer.address, "--account", devnet.Named(devnet.Provider).Address.Hex()}
}
