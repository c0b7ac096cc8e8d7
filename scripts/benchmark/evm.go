package main

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

// machine is an EVM with a state and a clock and no chain around it: each transaction costs what it would on a chain,
// and the tracer sees every opcode.
type machine struct {
	state *state.StateDB
	rules *params.ChainConfig
	now   uint64
}

const gasLimit = 16_000_000

// newMachine runs under Osaka's rules, or under those of the fork after it as go-ethereum has them so far.
func newMachine(next bool) (*machine, error) {
	db, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		return nil, fmt.Errorf("make an empty state: %w", err)
	}
	rules := *params.AllDevChainProtocolChanges
	if !next {
		rules.AmsterdamTime, rules.BogotaTime, rules.UBTTime = nil, nil, nil
	}
	return &machine{state: db, rules: &rules, now: 1}, nil
}

// send executes one transaction and returns what it gave back and the gas it used.
func (m *machine) send(from common.Address, to *common.Address, data []byte, hooks *tracing.Hooks) ([]byte, uint64, error) {
	evm := vm.NewEVM(vm.BlockContext{
		CanTransfer:      core.CanTransfer,
		Transfer:         core.Transfer,
		GetHash:          func(uint64) common.Hash { return common.Hash{} },
		BlockNumber:      big.NewInt(1),
		Time:             m.now,
		Difficulty:       new(big.Int),
		GasLimit:         gasLimit,
		BaseFee:          new(big.Int),
		BlobBaseFee:      new(big.Int),
		Random:           new(common.Hash),
		CostPerStateByte: params.CostPerStateByte,
	}, m.state, m.rules, vm.Config{Tracer: hooks})
	result, err := core.ApplyMessage(evm, &core.Message{
		From:      from,
		To:        to,
		Nonce:     m.state.GetNonce(from),
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
	m.state.Finalise(m.rules.Rules(big.NewInt(1), true, m.now))
	return result.ReturnData, result.UsedGas, nil
}

func (m *machine) deploy(from common.Address, code []byte) (common.Address, error) {
	address := crypto.CreateAddress(from, m.state.GetNonce(from))
	if _, _, err := m.send(from, nil, code, nil); err != nil {
		return common.Address{}, fmt.Errorf("deploy contract: %w", err)
	}
	return address, nil
}
