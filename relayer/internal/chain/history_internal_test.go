package chain

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
)

// Fills of bids and asks are told alike: who signed, who took, how much is taken.
func TestFills(t *testing.T) {
	t.Parallel()
	offers, maker, taker, offer, id := common.Address{9}, common.Address{1}, common.Address{2}, common.Hash{3}, common.Hash{4}
	reader := teller{escrow: &Escrow{}, offers: bindings.NewOffers(), how: Telling{Offers: offers}}
	for _, name := range []string{bindings.OffersBidFilledEventName, bindings.OffersAskFilledEventName} {
		event := historyOffersABI().Events[name]
		data, err := event.Inputs.NonIndexed().Pack(taker, big.NewInt(20), big.NewInt(100), big.NewInt(50))
		require.NoError(t, err)
		log := types.Log{Address: offers, Data: data, BlockNumber: 7, Index: 3, Topics: []common.Hash{event.ID, offer, id, common.BytesToHash(maker[:])}}
		told, err := reader.decode(&log)
		require.NoError(t, err)
		require.Equal(t, Happening{Place: Place{Block: 7, Log: 3}, ID: id, Filled: &Fill{offer, maker, taker, big.NewInt(50)}}, told)

		for what, spoil := range map[string]func(*types.Log){
			"another contract": func(l *types.Log) { l.Address = common.Address{8} },
			"removed":          func(l *types.Log) { l.Removed = true },
			"a topic less":     func(l *types.Log) { l.Topics = l.Topics[:3] },
			"no topic":         func(l *types.Log) { l.Topics = nil },
			"another event":    func(l *types.Log) { l.Topics = append([]common.Hash{{1}}, l.Topics[1:]...) },
			"too long":         func(l *types.Log) { l.Data = make([]byte, maxLogData+1) },
			"too short":        func(l *types.Log) { l.Data = l.Data[:31] },
		} {
			spoilt := log
			spoil(&spoilt)
			_, err := reader.decode(&spoilt)
			require.Error(t, err, what)
		}
	}
}
