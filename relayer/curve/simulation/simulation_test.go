package simulation_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/curve"
	"github.com/tercet-protocol/tercet/relayer/curve/simulation"
)

// small is a market that a test has time for.
var small = simulation.Size{Forwards: 2000}

func report(t *testing.T, seed uint64, size simulation.Size) (curve.Report, simulation.Market) {
	t.Helper()
	market := simulation.Run(seed, size)
	report, err := curve.Compute(market.History, curve.Options{})
	require.NoError(t, err)
	return report, market
}

// A thousand participants over two years of delivery months, of whom the report says that they are made up.
func TestMarketOfAThousand(t *testing.T) {
	t.Parallel()
	report, market := report(t, 1, simulation.Size{})
	people, months := map[common.Address]bool{}, map[curve.Month]bool{}
	for _, event := range market.History.Events {
		switch e := event.(type) {
		case curve.Opened:
			people[e.Buyer] = true
		case curve.Accepted:
			people[e.Provider] = true
		}
	}
	for _, m := range report.Markets {
		for _, row := range m.All.Rows {
			months[row.Month] = true
		}
	}
	require.Greater(t, len(people), 900)
	require.LessOrEqual(t, len(people), 1000)
	require.Len(t, months, 24)
	require.Empty(t, report.Unclassified)
	require.True(t, strings.HasPrefix(report.Simulated, "SIMULATED with seed 1"))
	for unit, told := range market.History.Units {
		require.Contains(t, told.Name, "simulated", unit)
	}
}

// One seed gives the same bytes for ever, on every machine: who quotes a picture can make it again.
func TestSeedIsTheMarket(t *testing.T) {
	t.Parallel()
	first, _ := report(t, 1, small)
	again, _ := report(t, 1, small)
	other, _ := report(t, 2, small)
	text := encode(t, first)
	require.Equal(t, text, encode(t, again))
	require.NotEqual(t, text, encode(t, other))
	require.Equal(t, "68a4b20fc36799a46189935dade8139a48021f15042d4ead6739f488822b2a49", fmt.Sprintf("%x", sha256.Sum256(text)))
}

// Whoever trades with themselves in the ways that the simulation knows is found, under the filter that is for it or one that is
// asked before; of a thousand honest forwards hardly one is taken for one.
func TestFiltersFindWhatIsWashed(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		report, market := report(t, seed, small)
		found, wrong, forwards := 0, 0, 0
		for _, m := range report.Markets {
			forwards += m.All.Forwards
			for _, removed := range m.Removed {
				way, washed := market.Washed[removed.ID]
				if !washed {
					wrong++
					continue
				}
				found++
				require.Equal(t, way, removed.Filter, removed.Why)
			}
			require.Equal(t, m.All.Forwards, m.Filtered.Forwards+len(m.Removed))
		}
		require.Less(t, wrong*1000, forwards, "seed %d", seed)
		require.Greater(t, found*100, len(market.Washed)*90, "seed %d: of %d washed ones %d were found", seed, len(market.Washed), found)
	}
}

func encode(t *testing.T, report curve.Report) []byte {
	t.Helper()
	text, err := json.Marshal(report)
	require.NoError(t, err)
	return text
}
