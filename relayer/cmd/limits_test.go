package cmd

import (
	"bytes"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

func TestLimitsReachTheHost(t *testing.T) {
	t.Parallel()
	require.Equal(t, pluginhost.Limits{Processes: pluginhost.DefaultProcesses, Memory: 4 << 30}, limitsOf(config.Default()))
	require.Equal(t, pluginhost.Limits{Processes: -1, Memory: -1}, limitsOf(config.Config{}), "any")
	require.Equal(t, pluginhost.Limits{Processes: 3, Memory: 5 << 20, ExecutorMemory: 7 << 20}, limitsOf(config.Config{PluginProcesses: 3, PluginMemory: 5, ExecutorMemory: 7}))
}

// Whoever does not say what a token is worth is told at the start that gas may cost more than it brings.
func TestFeesThatNothingIsHeldAgainstAreWarnedOf(t *testing.T) {
	t.Parallel()
	known, unknown := common.HexToAddress("0xaa"), common.HexToAddress("0xbb")
	worth := map[common.Address]*big.Rat{known: big.NewRat(1, 2)}
	bond := map[common.Address]*big.Int{unknown: big.NewInt(1)}
	for want, c := range map[string]config.Config{
		"":                         {Worth: worth, Tokens: []common.Address{known}},
		"a settlement or a bond m": {},
		unknown.Hex():              {Worth: worth, Tokens: []common.Address{known, unknown}, MaxBonds: bond},
		known.Hex():                {Tokens: []common.Address{known}},
	} {
		var said bytes.Buffer
		warnOfFees(zerolog.New(&said), c)
		require.Contains(t, said.String(), want)
		require.Equal(t, min(len(want), 1), strings.Count(said.String(), "--worth"), "once: %s", &said)
	}
}
