package evm

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/params"
)

// Parts is where the gas of a settlement goes.
type Parts struct {
	Transaction  uint64 // what every transaction costs before anything happens
	Calldata     uint64 // all of it but the payload
	Verification uint64 // the precompiles of the curve
	Payload      uint64 // its calldata, and the predicate's work on the words of the vector
	Event        uint64 // ours; the token's is part of its transfer
	Storage      uint64 // of the escrow, its lock included
	Transfer     uint64
	Rest         int64 // memory, hashing and checks of the escrow, and what its calls cost beyond their work
	Total        uint64
}

// Meter splits the gas of one settlement by looking at each call and opcode.
type Meter struct {
	Escrow, Predicate, Token common.Address

	callees                                           []common.Address // of the calls under way
	precompiles, predicates, transfer, event, storage uint64
}

// Hooks watch one transaction.
func (m *Meter) Hooks() *tracing.Hooks {
	return &tracing.Hooks{
		OnEnter: func(_ int, _ byte, _, to common.Address, _ []byte, _ uint64, _ *big.Int) {
			m.callees = append(m.callees, to)
		},
		OnExit: func(_ int, _ []byte, gas uint64, _ error, _ bool) {
			callee := m.callees[len(m.callees)-1]
			m.callees = m.callees[:len(m.callees)-1]
			switch {
			case callee == m.Predicate:
				m.predicates += gas
			case callee == m.Token:
				m.transfer += gas
			case callee.Big().BitLen() < 16 && m.inside(m.Predicate):
				m.precompiles += gas
			}
		},
		OnOpcode: func(_ uint64, op byte, _, cost uint64, scope tracing.OpContext, _ []byte, _ int, _ error) {
			if scope.Address() != m.Escrow {
				return
			}
			switch code := vm.OpCode(op); {
			case code == vm.SLOAD, code == vm.SSTORE, code == vm.TLOAD, code == vm.TSTORE:
				m.storage += cost
			case code >= vm.LOG0 && code <= vm.LOG4:
				m.event += cost
			}
		},
	}
}

func (m *Meter) inside(contract common.Address) bool {
	return len(m.callees) > 0 && m.callees[len(m.callees)-1] == contract
}

// Split says where the gas of the settlement that the meter saw went. payload is the part of the calldata that is it.
func (m *Meter) Split(total uint64, calldata []byte, payload []*big.Int) Parts {
	var words []byte
	for _, word := range payload {
		words = append(words, common.BigToHash(word).Bytes()...)
	}
	p := Parts{
		Transaction:  params.TxGas,
		Calldata:     dataGas(calldata) - dataGas(words),
		Verification: m.precompiles,
		Payload:      dataGas(words) + m.predicates - m.precompiles,
		Event:        m.event,
		Storage:      m.storage,
		Transfer:     m.transfer,
		Total:        total,
	}
	known := p.Transaction + p.Calldata + p.Verification + p.Payload + p.Event + p.Storage + p.Transfer
	p.Rest = int64(total) - int64(known) //nolint:gosec // gas of one transaction: at most 2^24
	return p
}

func dataGas(data []byte) uint64 {
	var gas uint64
	for _, b := range data {
		if b == 0 {
			gas += params.TxDataZeroGas
		} else {
			gas += params.TxDataNonZeroGasEIP2028
		}
	}
	return gas
}
