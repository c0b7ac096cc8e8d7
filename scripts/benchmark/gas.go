package main

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/tracing"
	"github.com/ethereum/go-ethereum/core/vm"
	"github.com/ethereum/go-ethereum/params"
)

// parts is where the gas of a settlement goes.
type parts struct {
	transaction  uint64 // what every transaction costs before anything happens
	calldata     uint64 // all of it but the payload
	verification uint64 // the precompiles of the curve
	payload      uint64 // its calldata, and the predicate's work on the words of the vector
	event        uint64 // ours; the token's is part of its transfer
	storage      uint64 // of the escrow, its lock included
	transfer     uint64
	rest         int64 // memory, hashing and checks of the escrow, and what its calls cost beyond their work
	total        uint64
}

// meter splits the gas of one settlement by looking at each call and opcode.
type meter struct {
	escrow, predicate, token common.Address

	callees                                           []common.Address // of the calls under way
	precompiles, predicates, transfer, event, storage uint64
}

func (m *meter) hooks() *tracing.Hooks {
	return &tracing.Hooks{
		OnEnter: func(_ int, _ byte, _, to common.Address, _ []byte, _ uint64, _ *big.Int) {
			m.callees = append(m.callees, to)
		},
		OnExit: func(_ int, _ []byte, gas uint64, _ error, _ bool) {
			callee := m.callees[len(m.callees)-1]
			m.callees = m.callees[:len(m.callees)-1]
			switch {
			case callee == m.predicate:
				m.predicates += gas
			case callee == m.token:
				m.transfer += gas
			case callee.Big().BitLen() < 16 && m.inside(m.predicate):
				m.precompiles += gas
			}
		},
		OnOpcode: func(_ uint64, op byte, _, cost uint64, scope tracing.OpContext, _ []byte, _ int, _ error) {
			if scope.Address() != m.escrow {
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

func (m *meter) inside(contract common.Address) bool {
	return len(m.callees) > 0 && m.callees[len(m.callees)-1] == contract
}

// split says where the gas of the settlement that the meter saw went. payload is the part of the calldata that is it.
func (m *meter) split(total uint64, calldata []byte, payload []*big.Int) parts {
	var words []byte
	for _, word := range payload {
		words = append(words, common.BigToHash(word).Bytes()...)
	}
	p := parts{
		transaction:  params.TxGas,
		calldata:     dataGas(calldata) - dataGas(words),
		verification: m.precompiles,
		payload:      dataGas(words) + m.predicates - m.precompiles,
		event:        m.event,
		storage:      m.storage,
		transfer:     m.transfer,
		total:        total,
	}
	known := p.transaction + p.calldata + p.verification + p.payload + p.event + p.storage + p.transfer
	p.rest = int64(total) - int64(known)
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
