package chaintest

import (
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Logs makes what an escrow emits that nobody deployed.
type Logs struct {
	t   *testing.T
	abi *abi.ABI
}

// NewLogs makes logs for a test.
func NewLogs(t *testing.T) Logs {
	t.Helper()
	parsed, err := bindings.ForwardEscrowMetaData.ParseABI()
	require.NoError(t, err)
	return Logs{t, parsed}
}

// Opened is the opening of a forward, without its place.
func (l Logs) Opened(f chain.Forward) *types.Log {
	t, event := f.Terms, l.abi.Events[bindings.ForwardEscrowOpenedEventName]
	data, err := event.Inputs.NonIndexed().Pack(bindings.Terms{
		Predicate: t.Predicate, Params: statement.Big(t.Params), TaskHash: t.TaskHash, Token: t.Token, Price: t.Price, Quantity: t.Quantity,
		Unit: t.Unit, AcceptBy: t.AcceptBy, Start: t.Start, End: t.End, SettleBy: t.SettleBy, Bond: t.Bond, Provider: t.Provider,
		BeaconBlock: t.BeaconBlock, SealX: statement.Big(t.SealX), SealY: statement.Big(t.SealY),
	}, [32]byte(f.Salt), f.Params, f.Task)
	require.NoError(l.t, err)
	topics := []common.Hash{event.ID, f.ID, common.BytesToHash(f.Buyer[:]), common.BytesToHash(t.Predicate[:])}
	return &types.Log{Topics: topics, Data: data}
}

// Announced is an announcement, without its place and time.
func (l Logs) Announced(id, h common.Hash) *types.Log {
	topics := []common.Hash{l.abi.Events[bindings.ForwardEscrowAnnouncedEventName].ID, id, h}
	return &types.Log{Topics: topics, Data: make([]byte, common.HashLength)}
}

// Settled is a settlement of so many bytes, which are all zero, without its place.
func (l Logs) Settled(id common.Hash, size int) *types.Log {
	topics := []common.Hash{l.abi.Events[bindings.ForwardEscrowSettledEventName].ID, id, {}, {}}
	return &types.Log{Topics: topics, Data: make([]byte, size)}
}

// Asks says whether a call is one of a method.
func (l Logs) Asks(call []byte, method string) bool {
	return len(call) >= 4 && [4]byte(call) == [4]byte(l.abi.Methods[method].ID)
}
