package devnet

import (
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// localhost is the only address a devnet listens on: its keys are public.
const localhost = "127.0.0.1"

func (d *Devnet) startNode() error {
	nodeConfig := node.DefaultConfig
	nodeConfig.Name = "tercet-devnet"
	nodeConfig.DataDir = ""
	nodeConfig.P2P = p2p.Config{NoDiscovery: true, NoDial: true}
	nodeConfig.IPCPath = ""
	nodeConfig.HTTPHost, nodeConfig.WSHost = "", ""
	if d.config.HTTP {
		nodeConfig.HTTPHost, nodeConfig.HTTPPort = localhost, d.config.Port
		nodeConfig.HTTPModules = []string{"eth", "net", "web3", "evm"}
	}

	ethConfig := ethconfig.Defaults
	ethConfig.NetworkId = d.config.ID
	ethConfig.Genesis = d.genesis()
	ethConfig.SyncMode = ethconfig.FullSync
	ethConfig.TxPool.NoLocals = true
	ethConfig.LogNoHistory = true // an unindexed search is instant on a chain this short
	// Every block's state stays readable: audits read at the block of a settlement, however long ago.
	ethConfig.StateScheme, ethConfig.NoPruning = rawdb.HashScheme, true

	stack, err := node.New(&nodeConfig)
	if err != nil {
		return err
	}
	backend, err := eth.New(stack, &ethConfig)
	if err != nil {
		return errors.Join(err, stack.Close())
	}
	d.node, d.eth = stack, backend
	stack.RegisterAPIs([]rpc.API{
		{Namespace: "eth", Service: filters.NewFilterAPI(filters.NewFilterSystem(backend.APIBackend, filters.Config{}))},
		{Namespace: "evm", Service: &clockAPI{d}},
	})
	if err := stack.Start(); err != nil { // which has closed it
		return err
	}
	backend.SetSynced() // there is nobody to sync from; until then the pool takes no transactions
	d.client = ethclient.NewClient(stack.Attach())
	return nil
}

// genesis funds the accounts and switches on every fork up to Osaka and none after it.
func (d *Devnet) genesis() *core.Genesis {
	config := *params.AllDevChainProtocolChanges
	config.ChainID = new(big.Int).SetUint64(d.config.ID)
	config.AmsterdamTime, config.BogotaTime, config.UBTTime = nil, nil, nil
	config.BlobScheduleConfig = &params.BlobScheduleConfig{
		Cancun: params.DefaultCancunBlobConfig,
		Prague: params.DefaultPragueBlobConfig,
	}
	alloc := core.SystemContractAllocs()
	for _, account := range Accounts() {
		alloc[account.Address] = types.Account{Balance: new(big.Int).Mul(big.NewInt(Funds), big.NewInt(params.Ether))}
	}
	// As on most chains: contracts/script deploys through it, to addresses that are the same everywhere.
	alloc[chain.Create2Deployer] = types.Account{Code: chain.Create2DeployerCode, Balance: new(big.Int)}
	return &core.Genesis{
		Config:    &config,
		Timestamp: uint64(d.config.Now().Unix()), //nolint:gosec // the clock is after 1970
		GasLimit:  ethconfig.Defaults.Miner.GasCeil,
		BaseFee:   big.NewInt(params.InitialBaseFee),
		Alloc:     alloc,
	}
}
