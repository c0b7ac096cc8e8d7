package cmd

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

func TestLimitsReachTheHost(t *testing.T) {
	t.Parallel()
	require.Equal(t, pluginhost.Limits{Processes: pluginhost.DefaultProcesses, Memory: 4 << 30}, limitsOf(config.Default()))
	require.Equal(t, pluginhost.Limits{Processes: -1, Memory: -1}, limitsOf(config.Config{}), "any")
	require.Equal(t, pluginhost.Limits{Processes: 3, Memory: 5 << 20}, limitsOf(config.Config{PluginProcesses: 3, PluginMemory: 5}))
}
