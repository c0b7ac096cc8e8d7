//go:build faults

package faults

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"
)

// gate keeps the chain from running away from a slow machine: from a block on none is made but for transactions that wait for one,
// until something happened.
type gate struct {
	from  uint64
	event common.Hash
}

// waitFor puts up a gate: an event, as Solidity writes it, has to come before it opens.
func (w *world) waitFor(event string, from uint64) {
	w.gates = append(w.gates, gate{from, crypto.Keccak256Hash([]byte(event))})
}

// shut says that no block is to be made now. The caller holds mu.
func (w *world) shut() bool {
	for len(w.gates) > 0 {
		if w.node.height() < w.gates[0].from {
			return false
		}
		if len(w.logs(w.gates[0].event)) == 0 {
			return !w.node.waits()
		}
		w.gates = w.gates[1:]
	}
	return false
}

// waits says whether a transaction waits for a block.
func (a *anvil) waits() bool {
	a.t.Helper()
	var pool struct{ Pending hexutil.Uint64 }
	require.NoError(a.t, a.rpc.CallContext(context.Background(), &pool, "txpool_status"))
	return pool.Pending > 0
}
