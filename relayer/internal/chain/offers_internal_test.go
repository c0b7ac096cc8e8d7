package chain

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
)

// An endpoint may answer with logs of offers that no contract wrote.
func TestLogsOfOffersAreCheckedAgain(t *testing.T) {
	t.Parallel()
	o := NewOffers(nil, common.HexToAddress("0x0ffe"), nil)
	single := offersABI().Events[bindings.OffersOfferCancelledEventName].ID
	nonces := offersABI().Events[bindings.OffersNoncesCancelledEventName].ID
	for _, name := range []string{bindings.OffersBidFilledEventName, bindings.OffersAskFilledEventName} {
		event := offersABI().Events[name].ID
		good := types.Log{Address: o.address, Topics: []common.Hash{event, {}, {}, {}}, Data: make([]byte, 128)}
		fill, err := o.decodeFill(&good)
		require.NoError(t, err)
		require.NotNil(t, fill.Filled)
		for what, change := range map[string]func(*types.Log){
			"address":   func(l *types.Log) { l.Address[0]++ },
			"event":     func(l *types.Log) { l.Topics = []common.Hash{single, {}, {}, {}} },
			"topics":    func(l *types.Log) { l.Topics = l.Topics[:3] },
			"no topics": func(l *types.Log) { l.Topics = nil },
			"no data":   func(l *types.Log) { l.Data = nil },
			"few data":  func(l *types.Log) { l.Data = l.Data[:127] },
			"removed":   func(l *types.Log) { l.Removed = true },
		} {
			bad := good
			change(&bad)
			_, err := o.decodeFill(&bad)
			require.Error(t, err, what)
		}
	}
	good := types.Log{Address: o.address, Topics: []common.Hash{nonces, {}, {}}, Data: make([]byte, 32)}
	cancelled, err := o.decodeCancellation(&good, single, nonces)
	require.NoError(t, err)
	require.NotNil(t, cancelled.Mask)
	for what, change := range map[string]func(*types.Log){
		"no data": func(l *types.Log) { l.Data = nil },
		"event":   func(l *types.Log) { l.Topics = []common.Hash{{}, {}, {}} },
		"address": func(l *types.Log) { l.Address[0]++ },
	} {
		bad := good
		change(&bad)
		_, err := o.decodeCancellation(&bad, single, nonces)
		require.Error(t, err, what)
	}
}
