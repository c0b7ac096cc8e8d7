package api_test

import (
	"context"
	"errors"
	"math/big"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/index/indextest"
)

// stubCurve makes a curve of one forward, which was delivered, and counts how often.
type stubCurve struct {
	made  atomic.Int64
	fault error
}

// Report implements what an API wants.
func (s *stubCurve) Report(_ context.Context, at chain.Head) (curve.Report, error) {
	s.made.Add(1)
	if s.fault != nil {
		return curve.Report{}, s.fault
	}
	unit, token, id := common.Hash{1}, indextest.Token, common.Hash{2}
	now := uint64(indextest.Begin)
	return curve.Compute(curve.History{
		Chain: 1337, Escrow: indextest.Escrow, Block: at.Number, Time: now,
		Units: map[common.Hash]curve.Unit{unit: {Name: "poems", Measure: "poem", Per: big.NewInt(1)}}, Tokens: map[common.Address]curve.Token{token: {Symbol: "WBTC", Decimals: 8}},
		Events: []curve.Event{
			curve.Opened{
				Place: curve.Place{Time: now - 10}, ID: id, Buyer: indextest.Buyer, Unit: unit, Token: token, Price: big.NewInt(150_000),
				Quantity: big.NewInt(1), Bond: new(big.Int), Start: now - 10, End: now + 10, SettleBy: now + 20,
			},
			curve.Settled{Place: curve.Place{Block: 1, Time: now}, ID: id, Recipient: indextest.Provider, Amount: big.NewInt(1), Paid: big.NewInt(150_000)},
		},
	}, curve.Options{})
}

func TestTheCurve(t *testing.T) {
	t.Parallel()
	s := &stubCurve{}
	w := newWorld(t, api.Options{}, func(d *api.Deps) { d.Curve = s })
	require.Contains(t, w.refused(http.StatusServiceUnavailable, "/v1/curve").Detail, "no curve before")
	w.Mine()
	w.Mine()
	w.look()
	told := get[api.Curve](w, "/v1/curve")
	require.Equal(t, curve.Notice, told.Notice)
	require.Len(t, told.Markets, 1)
	m := told.Markets[0]
	require.Equal(t, "bounty", m.Kind)
	require.Len(t, m.All.Rows, 1)
	require.Equal(t, &api.CurveAverage{Price: "0.0015", Quantity: "1", Count: 1}, m.All.Rows[0].Deliveries)
	require.Nil(t, m.All.Rows[0].Bids)

	get[api.Curve](w, "/v1/curve")
	require.EqualValues(t, 1, s.made.Load(), "nothing happened: it is kept")
	w.Mine()
	w.look()
	get[api.Curve](w, "/v1/curve")
	require.EqualValues(t, 1, s.made.Load(), "one was made just now")
	w.now = w.now.Add(time.Minute)
	require.Equal(t, told.Block+1, get[api.Curve](w, "/v1/curve").Block)
	require.EqualValues(t, 2, s.made.Load())
}

func TestACurveThatCannotBeMadeIsNotKept(t *testing.T) {
	t.Parallel()
	s := &stubCurve{fault: errors.New("a secret of the endpoint")}
	w := newWorld(t, api.Options{}, func(d *api.Deps) { d.Curve = s })
	w.Mine()
	w.Mine()
	w.look()
	require.NotContains(t, w.refused(http.StatusServiceUnavailable, "/v1/curve").Detail, "secret")
	s.fault = nil
	require.Equal(t, 1, get[api.Curve](w, "/v1/curve").Forwards)
}
