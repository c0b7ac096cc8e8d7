package chain

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/rpc"
)

// Machine runs contracts' code here, so that what they answer is no endpoint's word. There is no storage but what code brings
// along: what is asked of it must be the same whatever happened, such as keys, headers and verdicts.
type Machine struct {
	client *Client
	server *rpc.Server
	rules  *params.ChainConfig

	mu    sync.Mutex
	state *state.StateDB
}

// NewMachine is a machine of a chain's id without any contract. It is closed by Close.
func NewMachine(ctx context.Context, chainID *big.Int) (*Machine, error) {
	fail := func(err error) (*Machine, error) { return nil, fmt.Errorf("start a machine for contracts: %w", err) }
	empty, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	if err != nil {
		return fail(err)
	}
	rules := *params.AllDevChainProtocolChanges
	rules.ChainID = new(big.Int).Set(chainID)
	rules.AmsterdamTime, rules.BogotaTime, rules.UBTTime = nil, nil, nil
	m := &Machine{server: rpc.NewServer(), rules: &rules, state: empty}
	if err := m.server.RegisterName("eth", &machineAPI{m}); err != nil {
		return fail(err)
	}
	if m.client, err = New(ctx, ethclient.NewClient(rpc.DialInProc(m.server)), 0); err != nil {
		m.server.Stop()
		return fail(err)
	}
	return m, nil
}

// Close ends it.
func (m *Machine) Close() {
	m.client.Close()
	m.server.Stop()
}

// Client asks the machine as one asks a chain.
func (m *Machine) Client() *Client { return m.client }

// Head is what such questions are pinned to.
func (m *Machine) Head() Head { return Head{Number: 1} }

// Put has a contract stand at an address.
func (m *Machine) Put(address common.Address, code []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.SetCode(address, code, tracing.CodeChangeUnspecified)
}

func (m *Machine) code(address common.Address) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.state.GetCode(address)
}

// run makes a call, or without an address constructs a contract, and forgets what that changed.
func (m *Machine) run(to *common.Address, data []byte) ([]byte, error) {
	m.mu.Lock()
	scratch := m.state.Copy()
	m.mu.Unlock()
	config := &runtime.Config{
		ChainConfig: m.rules, GasLimit: params.MaxTxGas, BlockNumber: common.Big1, Time: 1, State: scratch, GasPrice: new(big.Int), BaseFee: new(big.Int),
	}
	if to == nil {
		code, _, _, err := runtime.Create(data, config)
		return code, err
	}
	answer, _, err := runtime.Call(*to, data, config)
	return answer, err
}

// machineAPI is what is asked of a machine, as of an endpoint.
type machineAPI struct{ machine *Machine }

// ChainId is eth_chainId.
//
//nolint:revive,staticcheck // the method is called after it
func (a *machineAPI) ChainId() *hexutil.Big { return (*hexutil.Big)(a.machine.rules.ChainID) }

// GetCode is eth_getCode.
func (a *machineAPI) GetCode(address common.Address, _ rpc.BlockNumberOrHash) hexutil.Bytes {
	return a.machine.code(address)
}

type machineCall struct {
	To    *common.Address `json:"to"`
	Input hexutil.Bytes   `json:"input"`
}

// Call is eth_call.
func (a *machineAPI) Call(call machineCall, _ rpc.BlockNumberOrHash) (hexutil.Bytes, error) {
	answer, err := a.machine.run(call.To, call.Input)
	if errors.Is(err, vm.ErrExecutionReverted) {
		return nil, &revertedError{answer}
	}
	return answer, err
}

// revertedError is a contract's refusal, as endpoints tell it.
type revertedError struct{ data []byte }

// Error says so.
func (e *revertedError) Error() string { return "execution reverted" }

// ErrorCode is that of a refusal.
func (e *revertedError) ErrorCode() int { return 3 }

// ErrorData is what the contract reverted with.
func (e *revertedError) ErrorData() any { return hexutil.Encode(e.data) }
