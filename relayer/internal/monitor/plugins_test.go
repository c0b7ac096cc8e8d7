package monitor

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestQuarantinesAreTold(t *testing.T) {
	t.Parallel()
	b := follows(t)
	require.Empty(t, b.m.Snapshot().Quarantined)
	require.NotContains(t, b.scrape(), "tercet_plugin_quarantined{", "nobody knows of any plugin")
	until := time.Time{}
	b.m.Plugins(func() []Plugin { return []Plugin{{Name: "command"}, {"terza-rima", until}} })
	b.says(`tercet_plugin_quarantined{plugin="command"} 0`, `tercet_plugin_quarantined{plugin="terza-rima"} 0`)
	require.Empty(t, b.m.Snapshot().Quarantined)
	until = genesis.Add(time.Minute)
	b.says(`tercet_plugin_quarantined{plugin="command"} 0`, `tercet_plugin_quarantined{plugin="terza-rima"} 1`)
	require.Equal(t, []Plugin{{"terza-rima", until}}, b.m.Snapshot().Quarantined)
}
