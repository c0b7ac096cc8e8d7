// Package evm executes transactions without a chain around them and says where their gas goes.
//
// It promises the gas that go-ethereum charges under Osaka's rules, or under those of the fork after it.
package evm

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/holiman/uint256"
)

// Machine is an EVM with a state and a clock and no chain around it: each transaction costs what it would on a chain,
// and the tracer sees every opcode.
type Machine struct {
	Now   uint64 // the time of the block that transactions are in
	State *state.StateDB
	rules *params.ChainConfig
}

// gasLimit is that of a transaction (EIP-7825).
const gasLimit = 1 << 24

// New is a machine with an empty state. It runs under Osaka's rules, or under those of the fork after it as go-ethereum has them so far.
func New(chainID uint64, next bool) (*Machine, error) {
	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		return nil, fmt.Errorf("make an empty state: %w", err)
	}
	rules := *params.AllDevChainProtocolChanges
	rules.ChainID = new(big.Int).SetUint64(chainID)
	if !next {
		rules.AmsterdamTime, rules.BogotaTime, rules.UBTTime = nil, nil, nil
	}
	return &Machine{Now: 1, State: db, rules: &rules}, nil
}

// ChainID is what contracts see.
func (m *Machine) ChainID() *big.Int { return m.rules.ChainID }

// Send executes one transaction and returns what it gave back and the gas it used.
func (m *Machine) Send(from common.Address, to *common.Address, data []byte, hooks *tracing.Hooks) ([]byte, uint64, error) {
	evm := vm.NewEVM(vm.BlockContext{
		CanTransfer:      core.CanTransfer,
		Transfer:         core.Transfer,
		GetHash:          func(uint64) common.Hash { return common.Hash{} },
		BlockNumber:      big.NewInt(1),
		Time:             m.Now,
		Difficulty:       new(big.Int),
		GasLimit:         gasLimit,
		BaseFee:          new(big.Int),
		BlobBaseFee:      new(big.Int),
		Random:           new(common.Hash),
		CostPerStateByte: params.CostPerStateByte,
	}, m.State, m.rules, vm.Config{Tracer: hooks})
	result, err := core.ApplyMessage(evm, &core.Message{
		From:      from,
		To:        to,
		Nonce:     m.State.GetNonce(from),
		Value:     new(uint256.Int),
		GasLimit:  gasLimit,
		GasPrice:  new(uint256.Int),
		GasFeeCap: new(uint256.Int),
		GasTipCap: new(uint256.Int),
		Data:      data,
	}, core.NewGasPool(gasLimit))
	if err != nil {
		return nil, 0, fmt.Errorf("execute transaction: %w", err)
	}
	if result.Err != nil {
		return nil, 0, fmt.Errorf("execute transaction: %w (returned %#x)", result.Err, result.ReturnData)
	}
	m.State.Finalise(m.rules.Rules(big.NewInt(1), true, m.Now))
	return result.ReturnData, result.UsedGas, nil
}

// Deploy creates a contract.
func (m *Machine) Deploy(from common.Address, code []byte) (common.Address, error) {
	address := crypto.CreateAddress(from, m.State.GetNonce(from))
	if _, _, err := m.Send(from, nil, code, nil); err != nil {
		return common.Address{}, fmt.Errorf("deploy contract: %w", err)
	}
	return address, nil
}
