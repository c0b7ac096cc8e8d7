package config

import (
	"math/big"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
)

func valid(t *testing.T) Config {
	t.Helper()
	c := Default()
	c.Escrow = common.HexToAddress("0x01")
	c.KeyFile = "key"
	c.Keys = t.TempDir()
	require.NoError(t, c.Check())
	return c
}

func TestEachFaultIsNamed(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		want  error
		spoil func(*Config)
	}{
		{ErrRPC, func(c *Config) { c.RPC = nil }},
		{ErrRPC, func(c *Config) { c.RPC = []string{""} }},
		{ErrRPC, func(c *Config) { c.RPC = []string{"127.0.0.1:8545"} }},
		{ErrRPC, func(c *Config) { c.RPC = []string{"https://node", "ftp://127.0.0.1"} }},
		{ErrRPC, func(c *Config) { c.RPC = []string{"https://a", "https://b", "https://a"} }},
		{ErrAgree, func(c *Config) { c.Agree = -1 }},
		{ErrAgree, func(c *Config) { c.Agree = 2 }},
		{ErrAgree, func(c *Config) { c.RPC, c.Agree = []string{"https://a", "https://b"}, 3 }},
		{ErrEscrow, func(c *Config) { c.Escrow = common.Address{} }},
		{ErrKey, func(c *Config) { c.KeyFile = "" }},
		{ErrSigner, func(c *Config) { c.Signer, c.Account = "http://127.0.0.1:8550", common.Address{1} }},
		{ErrSigner, func(c *Config) { c.Account = common.Address{1} }},
		{ErrSigner, func(c *Config) { c.KeyFile, c.Signer = "", "http://127.0.0.1:8550" }},
		{ErrSigner, func(c *Config) { c.KeyFile, c.Signer, c.Account = "", "127.0.0.1:8550", common.Address{1} }},
		{ErrSigner, func(c *Config) { c.KeyFile, c.Signer, c.Account = "", "ws://127.0.0.1:8550", common.Address{1} }},
		{ErrSigner, func(c *Config) {
			c.KeyFile, c.Signer, c.Account, c.PasswordFile = "", "/run/clef.ipc", common.Address{1}, "password"
		}},
		{ErrData, func(c *Config) { c.Data = "" }},
		{ErrKeys, func(c *Config) { c.Keys = "" }},
		{ErrExecutor, func(c *Config) { c.Executor = "" }},
		{ErrPlugins, func(c *Config) { c.Plugins = filepath.Join(c.Keys, "missing") }},
		{ErrLimits, func(c *Config) { c.PluginProcesses = -1 }},
		{ErrLimits, func(c *Config) { c.PluginProcesses = MaxProcesses + 1 }},
		{ErrLimits, func(c *Config) { c.PluginMemory = -1 }},
		{ErrLimits, func(c *Config) { c.PluginMemory = MaxMemory + 1 }},
		{ErrLimits, func(c *Config) { c.ExecutorMemory = -1 }},
		{ErrLimits, func(c *Config) { c.ExecutorMemory = MaxMemory + 1 }},
		{ErrAttempts, func(c *Config) { c.MaxAttempts = 0 }},
		{ErrAttempts, func(c *Config) { c.MaxAttempts = MaxAttempts + 1 }},
		{ErrConfirmations, func(c *Config) { c.Confirmations = 0 }},
		{ErrConfirmations, func(c *Config) { c.Confirmations = MaxConfirmations + 1 }},
		{ErrPrice, func(c *Config) { c.MinPrice = nil }},
		{ErrPrice, func(c *Config) { c.MinPrice = new(big.Int) }},
		{ErrPrice, func(c *Config) { c.MinPrice = new(big.Int).Lsh(big.NewInt(1), 128) }},
		{ErrFee, func(c *Config) { c.MaxFee = 0 }},
		{ErrFee, func(c *Config) { c.MaxFee = MaxFee + 1 }},
		{ErrWorth, func(c *Config) { c.Worth = map[common.Address]*big.Rat{{}: big.NewRat(1, 2)} }},
		{ErrWorth, func(c *Config) { c.Worth = map[common.Address]*big.Rat{{1}: new(big.Rat)} }},
		{ErrWorth, func(c *Config) { c.Worth = map[common.Address]*big.Rat{{1}: big.NewRat(-1, 2)} }},
		{ErrWorth, func(c *Config) {
			c.Worth = map[common.Address]*big.Rat{{1}: new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 256))}
		}},
		{ErrFeeShare, func(c *Config) { c.MaxFeeShare = 0 }},
		{ErrFeeShare, func(c *Config) { c.MaxFeeShare = 101 }},
		{ErrCost, func(c *Config) { c.ExecuteCost = nil }},
		{ErrCost, func(c *Config) { c.ProveCost = big.NewInt(-1) }},
		{ErrCost, func(c *Config) { c.ProveCost = new(big.Int).Lsh(big.NewInt(1), 128) }},
		{ErrCost, func(c *Config) { c.ExecuteCost = big.NewInt(1) }},
		{ErrAccept, func(c *Config) { c.Accept, c.Reserve = true, big.NewInt(-1) }},
		{ErrAccept, func(c *Config) { c.Reserve = nil }},
		{ErrAccept, func(c *Config) { c.Reserve = big.NewInt(1) }},
		{ErrAccept, func(c *Config) { c.MaxBonds = map[common.Address]*big.Int{{1}: big.NewInt(1)} }},
		{ErrAccept, func(c *Config) { c.Accept, c.MaxBonds = true, map[common.Address]*big.Int{{}: big.NewInt(1)} }},
		{ErrAccept, func(c *Config) { c.Accept, c.MaxBonds = true, map[common.Address]*big.Int{{1}: new(big.Int)} }},
		{ErrAccept, func(c *Config) {
			c.Accept, c.Tokens, c.MaxBonds = true, []common.Address{{2}}, map[common.Address]*big.Int{{1}: big.NewInt(1)}
		}},
		{ErrBids, func(c *Config) { c.Accept, c.Offers, c.Bids = true, common.Address{1}, "nowhere" }},
		{ErrBids, func(c *Config) { c.Offers, c.Bids = common.Address{1}, "." }},
		{ErrBids, func(c *Config) { c.Accept, c.Deployment, c.Bids = true, "", "." }},
		{ErrAsks, func(c *Config) { c.Deployment, c.Asks = "d", "a" }},
		{ErrAsks, func(c *Config) { c.Accept, c.Deployment, c.Asks = true, "", "a" }},
		{ErrAsks, func(c *Config) {
			c.Accept, c.Deployment, c.Asks, c.KeyFile, c.Signer, c.Account = true, "d", "a", "", "/s", common.Address{1}
		}},
		{ErrAsks, func(c *Config) { c.Accept, c.Deployment, c.Asks, c.Database = true, "d", "a", "postgres://db" }},
		{ErrAsks, func(c *Config) { c.Accept, c.Deployment, c.Asks, c.AskBooks = true, "d", "a", []string{"example.org"} }},
		{ErrAsks, func(c *Config) {
			c.Accept, c.Deployment, c.Asks, c.AskBooks = true, "d", "a", []string{"https://example.org", "https://example.org"}
		}},
		{ErrAsks, func(c *Config) { c.AskBooks = []string{"https://example.org"} }},
		{ErrAsks, func(c *Config) { c.AsksOut = "out" }},
		{ErrCoolDown, func(c *Config) { c.CoolDown = -1 }},
		{ErrCoolDown, func(c *Config) { c.CoolDown = MaxCoolDown + 1 }},
		{ErrLists, func(c *Config) { c.Buyers, c.DeniedBuyers = []common.Address{{1}, {2}}, []common.Address{{2}} }},
		{ErrMargin, func(c *Config) { c.SettleMargin = -1 }},
		{ErrGather, func(c *Config) { c.Gather = -1 }},
		{ErrGather, func(c *Config) { c.Gather = MaxGather + 1 }},
		{ErrPoll, func(c *Config) { c.Poll = MinPoll - 1 }},
		{ErrPoll, func(c *Config) { c.Poll = MaxPoll + 1 }},
		{ErrMonitor, func(c *Config) { c.Monitor = "9464" }},
		{ErrPprof, func(c *Config) { c.Pprof = true }},
		{ErrPprof, func(c *Config) { c.Monitor, c.Pprof = "0.0.0.0:9464", true }},
		{ErrPprof, func(c *Config) { c.Monitor, c.Pprof = ":9464", true }},
	} {
		c := valid(t)
		tc.spoil(&c)
		require.ErrorIs(t, c.Check(), tc.want)
	}
}

// Every address is judged, and told by its place: it may hold a secret.
func TestEachEndpointIsJudged(t *testing.T) {
	t.Parallel()
	c := valid(t)
	c.RPC = []string{"https://node/hush", "hush", "https://node/hush", "wss://other"}
	err := c.Check()
	require.ErrorContains(t, err, "number 2 of 4 is none")
	require.ErrorContains(t, err, "number 3 of 4 is number 1 again")
	require.NotContains(t, err.Error(), "number 1 of")
	require.NotContains(t, err.Error(), "number 4")
	require.NotContains(t, err.Error(), "hush")
	c.RPC, c.Agree = []string{"https://node/1", "https://node/2"}, 2
	require.NoError(t, c.Check())
}

func TestAllFaultsAreNamedAtOnce(t *testing.T) {
	t.Parallel()
	err := Config{Plugins: filepath.Join(t.TempDir(), "missing"), SettleMargin: -1}.Check()
	for _, want := range []error{
		ErrRPC, ErrEscrow, ErrKey, ErrData, ErrKeys, ErrExecutor, ErrPlugins, ErrAttempts, ErrConfirmations, ErrPrice,
		ErrFee, ErrMargin, ErrPoll,
	} {
		require.ErrorIs(t, err, want)
	}
}

func TestWhereTheMonitorMayListen(t *testing.T) {
	t.Parallel()
	c := valid(t)
	for _, address := range []string{"", "127.0.0.1:9464", "[::1]:0", "localhost:9464"} {
		c.Monitor, c.Pprof = address, address != ""
		require.NoError(t, c.Check(), address)
	}
	c.Monitor, c.Pprof = ":9464", false
	require.NoError(t, c.Check(), "without profiles anywhere")
}

func TestADeploymentFileStandsInForTheEscrow(t *testing.T) {
	t.Parallel()
	c := valid(t)
	c.Escrow, c.Deployment, c.RPC = common.Address{}, "deployment.json", nil
	require.NoError(t, c.Check(), "and for the endpoint")
}

func TestAnotherProcessMaySign(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"http://127.0.0.1:8550", "https://user:password@signer.example/path", "/run/clef.ipc"} {
		c := valid(t)
		c.KeyFile, c.Signer, c.Account = "", address, common.Address{1}
		require.NoError(t, c.Check())
	}
	err := Config{Signer: "ftp://s3cret", Account: common.Address{1}}.Check()
	require.ErrorIs(t, err, ErrSigner)
	require.NotContains(t, err.Error(), "s3cret")
}
