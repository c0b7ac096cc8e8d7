package cmd

import (
	"context"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
)

// configOf is the configuration that `tercet run` starts with.
func configOf(t *testing.T, args ...string) (got config.Config, status int, told string) {
	t.Helper()
	var complaints strings.Builder
	status = run(t.Context(), append([]string{"tercet", "run"}, args...), Streams{Out: io.Discard, Err: &complaints},
		func(_ context.Context, c config.Config, _ Streams) error { got = c; return nil })
	return got, status, complaints.String()
}

var required = []string{"--escrow", "0x00000000000000000000000000000000000000e5", "--key-file", "key"}

func TestDefaultFlagsGiveTheDefaultConfiguration(t *testing.T) {
	for _, setting := range os.Environ() {
		if name, _, _ := strings.Cut(setting, "="); strings.HasPrefix(name, "TERCET_") {
			t.Setenv(name, "")
			require.NoError(t, os.Unsetenv(name)) // Setenv puts it back
		}
	}
	got, status, told := configOf(t, required...)
	require.Zero(t, status, told)
	want := config.Default()
	want.Escrow, want.KeyFile = common.HexToAddress("0xe5"), "key"
	require.Equal(t, want, got)
}

func TestEveryFlagFillsItsField(t *testing.T) {
	folder := t.TempDir()
	asks := filepath.Join(folder, "asks.toml")
	require.NoError(t, os.WriteFile(asks, []byte(aPolicy), 0o600))
	got, status, told := configOf(t, "--rpc", "ws://node:1, https://node/2", "--rpc", "http://node:3", "--agree", "3", "--escrow", "0x00000000000000000000000000000000000000e5",
		"--deployment", "d.json", "--key-file", "k", "--password-file", "pw", "--data", "d", "--database", "postgres://db", "--keys", "ks", "--executor", "files",
		"--executor-setting", "folder=/a,b=c", "--executor-setting", "empty=", "--plugins", folder, "--tasks", folder, "--task-key", "tk", "--bids", folder, "--asks", asks, "--asks-book", "https://a", "--asks-book", "http://b:1/c", "--asks-out", "out", "--offers", "0x00000000000000000000000000000000000000ff",
		"--plugin-processes", "11", "--plugin-memory", "12", "--executor-memory", "14",
		"--recipient", "0x00000000000000000000000000000000000000aa", "--max-attempts", "7", "--at-once", "8", "--slots", "3", "--confirmations", "9",
		"--min-price", "340282366920938463463374607431768211455", "--token", "0x00000000000000000000000000000000000000bb",
		"--buyer", "0x00000000000000000000000000000000000000b1", "--deny-buyer", "0x00000000000000000000000000000000000000b2",
		"--deny-predicate", "0x00000000000000000000000000000000000000b3", "--accept", "--max-bond", "0x00000000000000000000000000000000000000bb=15", "--reserve", "16", "--settle-margin", "1h", "--cool-down", "2h", "--gather", "2s", "--poll", "3s", "--max-fee", "70",
		"--worth", "0x00000000000000000000000000000000000000bb=0.5", "--worth", "0x00000000000000000000000000000000000000ee=10/4",
		"--max-fee-share", "30", "--execute-cost", "12", "--prove-cost", "13", "--predicate", "terza-rima",
		"--development-chain", "5", "--development-chain", "6", "--monitor", "127.0.0.1:1", "--pprof")
	require.Zero(t, status, told)
	most := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 128), big.NewInt(1))
	want := config.Config{
		RPC: []string{"ws://node:1", "https://node/2", "http://node:3"}, Agree: 3, Escrow: common.HexToAddress("0xe5"), Deployment: "d.json", KeyFile: "k", PasswordFile: "pw", Data: "d", Database: "postgres://db", Keys: "ks",
		Executor: "files", ExecutorSettings: map[string]string{"folder": "/a,b=c", "empty": ""}, Plugins: folder, Tasks: folder, TaskKey: "tk", Bids: folder, Asks: asks, AskBooks: []string{"https://a", "http://b:1/c"}, AsksOut: "out", Offers: common.HexToAddress("0xff"), PluginProcesses: 11, PluginMemory: 12, ExecutorMemory: 14,
		Recipient: common.HexToAddress("0xaa"), MaxAttempts: 7, AtOnce: 8, Slots: 3, Confirmations: 9, MinPrice: most,
		Tokens: []common.Address{common.HexToAddress("0xbb")}, Accept: true, MaxBonds: map[common.Address]*big.Int{common.HexToAddress("0xbb"): big.NewInt(15)}, Reserve: big.NewInt(16), SettleMargin: time.Hour, CoolDown: 2 * time.Hour, Gather: 2 * time.Second, Poll: 3 * time.Second,
		Worth:  map[common.Address]*big.Rat{common.HexToAddress("0xbb"): rational(t, "1/2"), common.HexToAddress("0xee"): rational(t, "2.5")},
		Buyers: []common.Address{common.HexToAddress("0xb1")}, DeniedBuyers: []common.Address{common.HexToAddress("0xb2")},
		DeniedPredicates: []common.Address{common.HexToAddress("0xb3")},
		MaxFee:           70, MaxFeeShare: 30, ExecuteCost: big.NewInt(12), ProveCost: big.NewInt(13), Predicates: []string{"terza-rima"}, DevelopmentChains: []uint64{5, 6},
		Monitor: "127.0.0.1:1", Pprof: true,
	}
	require.Equal(t, want, got)

	signed, status, told := configOf(t, "--escrow", "0x00000000000000000000000000000000000000e5", "--signer", "http://s:1",
		"--account", "0x00000000000000000000000000000000000000cc")
	require.Zero(t, status, told)
	require.Equal(t, "http://s:1", signed.Signer)
	require.Equal(t, common.HexToAddress("0xcc"), signed.Account)
	want.Signer, want.Account = signed.Signer, signed.Account // in the place of the key's file
	value := reflect.ValueOf(want)
	for i := range value.NumField() {
		require.False(t, value.Field(i).IsZero(), "a new field of the configuration needs a flag and a place here: %s", value.Type().Field(i).Name)
	}
	require.Len(t, runFlags(), value.NumField(), "a flag for each field")
}

// A file says what flags would, with its own types, and what both say the flag says.
func TestAFileSaysWhatFlagsWould(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tercet.toml")
	require.NoError(t, os.WriteFile(file, []byte(`
		[run]
		rpc = ["ws://node:1", "http://node:2"]
		agree = 1
		escrow = "0x00000000000000000000000000000000000000e5"
		key-file = "k"
		executor-setting = { prompt = "a,\nb=c", empty = "", most = 5 }
		max-attempts = 7
		confirmations = 9
		min-price = 12
		token = ["0x00000000000000000000000000000000000000bb"]
		gather = "2s"
		worth = ["0x00000000000000000000000000000000000000bb=7"]
		predicate = "terza-rima"
		development-chain = [5, 6]
		monitor = "localhost:1"
		pprof = true
	`), 0o600))
	got, status, told := configOf(t, "--config", file, "--confirmations", "4")
	require.Zero(t, status, told)
	want := config.Default()
	want.RPC, want.Agree = []string{"ws://node:1", "http://node:2"}, 1
	want.Escrow, want.KeyFile = common.HexToAddress("0xe5"), "k"
	want.ExecutorSettings = map[string]string{"prompt": "a,\nb=c", "empty": "", "most": "5"}
	want.MaxAttempts, want.Confirmations, want.MinPrice, want.Gather = 7, 4, big.NewInt(12), 2*time.Second
	want.Tokens, want.Predicates = []common.Address{common.HexToAddress("0xbb")}, []string{"terza-rima"}
	want.DevelopmentChains = []uint64{5, 6}
	want.Monitor, want.Pprof = "localhost:1", true
	want.Worth = map[common.Address]*big.Rat{common.HexToAddress("0xbb"): rational(t, "7")}
	require.Equal(t, want, got)
}

func rational(t *testing.T, text string) *big.Rat {
	t.Helper()
	number, ok := new(big.Rat).SetString(text)
	require.True(t, ok)
	return number
}

func TestWorthsThatAreNone(t *testing.T) {
	t.Parallel()
	const token = "0x00000000000000000000000000000000000000bb"
	for text, want := range map[string]string{
		"":            `the token: "" is not an address`,
		"gold=1":      `the token: "gold" is not an address`,
		token:         `"" is no number such as 25, 0.5 or 3/8`,
		token + "=":   `"" is no number`,
		token + "=-1": `"-1" is no number`, token + "=1e900000": `"1e900000" is no number`,
		token + "=1/0": `"1/0" is no number`, token + "=0x10": `"0x10" is no number`, token + "=.5": `".5" is no number`,
	} {
		_, _, err := parseWorth(text)
		require.ErrorContains(t, err, want)
	}
	_, worth, err := parseWorth(token + "=000.250")
	require.NoError(t, err)
	require.Equal(t, "1/4", worth.String())
}

func TestTheDeploymentNamesTheEndpoint(t *testing.T) {
	got, status, _ := configOf(t, "--deployment", "d.json", "--key-file", "key")
	require.Zero(t, status)
	require.Empty(t, got.RPC)
}

// Every command that reads a chain takes several endpoints, since they share the variable.
func TestSeveralEndpointsAreNamedInOneVariable(t *testing.T) {
	t.Setenv("TERCET_RPC", "https://node/1, https://node/2\nhttps://node/3,")
	got, status, told := configOf(t, required...)
	require.Zero(t, status, told)
	want := []string{"https://node/1", "https://node/2", "https://node/3"}
	require.Equal(t, want, got.RPC)
	var read []string
	app := newApp(Streams{Out: io.Discard, Err: io.Discard}, nil)
	named(named(app.Commands, "forward").Subcommands, "list").Action = func(c *cli.Context) error {
		read = endpoints(c)
		return nil
	}
	require.NoError(t, app.Run([]string{"tercet", "forward", "list"}))
	require.Equal(t, want, read)
}

func TestRequiredFlagsAreRequired(t *testing.T) {
	for i := 0; i < len(required); i += 2 {
		rest := append(append([]string{}, required[:i]...), required[i+2:]...)
		_, status, told := configOf(t, rest...)
		require.Equal(t, exitUnjudged, status)
		require.Contains(t, told, required[i])
	}
}

func TestWrongValuesAreNamedAllAtOnce(t *testing.T) {
	_, status, told := configOf(t, "--escrow", "0x12", "--recipient", "me", "--min-price", "1e9", "--execute-cost", "much", "--max-bond", "gold=1", "--max-bond", "0x00000000000000000000000000000000000000bb=1.5", "--token", "gold",
		"--executor-setting", "hush", "--executor-setting", "a=1", "--executor-setting", "a=2", "--poll", "1ms", "--worth", "gold=1",
		"--worth", "0x00000000000000000000000000000000000000bb=1", "--worth", "0x00000000000000000000000000000000000000BB=2", "stray")
	require.Equal(t, exitUnjudged, status)
	for _, want := range []string{
		`--escrow: "0x12"`, `--recipient: "me"`, `--min-price: "1e9"`, `--execute-cost: "much"`, `--max-bond: the token: "gold"`, `--max-bond: "1.5" is not a whole number`, `--token: "gold"`, "--executor-setting: want KEY=VALUE",
		`"a" is set twice`, `--worth: the token: "gold"`, "is said twice", "--poll", "--key-file", `"stray" is not a flag`,
	} {
		require.Contains(t, told, want)
	}
	require.NotContains(t, told, "hush", "it may be a secret without its key")
}

func TestTheEnvironmentStandsInForFlags(t *testing.T) {
	t.Setenv("TERCET_KEY_FILE", "from the environment")
	t.Setenv("TERCET_EXECUTOR_SETTING", "command=[\"a\", \"b\"]\ntimeout=1s")
	got, status, told := configOf(t, required[:2]...)
	require.Zero(t, status, told)
	require.Equal(t, "from the environment", got.KeyFile)
	require.Equal(t, map[string]string{"command": `["a", "b"]`, "timeout": "1s"}, got.ExecutorSettings)
}

// Every command's flags are unique, said what they are for, and those with an environment variable have the right one.
func TestFlagsOfAllCommands(t *testing.T) {
	walk(newApp(Streams{}, nil).Commands, func(path string, command *cli.Command) {
		seen := map[string]bool{}
		require.NotEmpty(t, command.Usage, path)
		for _, flag := range command.Flags {
			for _, name := range flag.Names() {
				require.False(t, seen[name], "%s --%s is defined twice", path, name)
				seen[name] = true
			}
			documented, ok := flag.(cli.DocGenerationFlag)
			require.True(t, ok)
			require.NotEmpty(t, documented.GetUsage(), "%s --%s", path, flag.Names()[0])
			for _, variable := range documented.GetEnvVars() {
				require.Contains(t, env(flag.Names()[0]), variable, path)
			}
		}
	})
	for _, flag := range runFlags() {
		documented, ok := flag.(cli.DocGenerationFlag)
		require.True(t, ok)
		require.NotEmpty(t, documented.GetEnvVars(), "tercet run --%s has no environment variable", flag.Names()[0])
	}
}

func walk(commands []*cli.Command, visit func(path string, command *cli.Command)) {
	for _, command := range commands {
		visit(command.Name, command)
		walk(command.Subcommands, func(path string, sub *cli.Command) { visit(command.Name+" "+path, sub) })
	}
}

func TestFlagsMayFollowArguments(t *testing.T) {
	t.Parallel()
	app := newApp(Streams{}, nil)
	for _, tc := range []struct{ in, want string }{
		{"predicate check N --file F --json", "predicate check --file F --json N"},
		{"predicate check --json N --file=F", "predicate check --json --file=F N"},
		{"predicate check N --file -", "predicate check --file - N"},
		{"predicate check N --file", "predicate check --file N"},
		{"predicate check N -- --file", "predicate check -- N --file"},
		{"predicate check N --unknown F", "predicate check --unknown N F"},
		{"nothing --like this", "nothing --like this"},
	} {
		got := flagsFirst(app, append([]string{"tercet"}, strings.Fields(tc.in)...))
		require.Equal(t, "tercet "+tc.want, strings.Join(got, " "))
	}
}
