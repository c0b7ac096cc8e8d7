package cmd

import (
	"errors"
	"fmt"
	"math/big"
	"os"
	"regexp"
	"strings"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
)

// envPrefix begins every environment variable: --key-file is TERCET_KEY_FILE.
const envPrefix = "TERCET_"

// withoutEmptyVariables has variables that are set to nothing say nothing, as flags that are not given.
func withoutEmptyVariables() {
	for _, setting := range os.Environ() {
		if name, value, _ := strings.Cut(setting, "="); strings.HasPrefix(name, envPrefix) && value == "" {
			_ = os.Unsetenv(name) // of a name that the system gave
		}
	}
}

func env(flag string) []string {
	return []string{envPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))}
}

// keysFlag is where circuit keys are kept, for every command that needs some.
func keysFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "keys", EnvVars: env("keys"), Value: config.Default().Keys, TakesFile: true,
		Usage: "`FOLDER` of circuit keys: installed bundles, and development keys, which are made where there are none",
	}
}

// tasksFlag is where tasks are that the chain has only the hash of.
func tasksFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "tasks", EnvVars: env("tasks"), Value: config.Default().Tasks, TakesFile: true,
		Usage: "`FOLDER` of tasks that are not on the chain: the file with the hash that the terms name is the task",
	}
}

// taskKeyFlag is what opens tasks that are encrypted to a provider.
func taskKeyFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "task-key", EnvVars: env("task-key"), TakesFile: true,
		Usage: "`FILE` with the key that opens tasks which buyers encrypt to you with --task-for (`tercet key new --task FILE` makes one)",
	}
}

// readTasks is where tasks are found: a folder, and a key's file, where they are named.
func readTasks(folder, keyFile string, chainID *big.Int, escrow common.Address) (delivery.Tasks, error) {
	tasks := delivery.Tasks{Folder: folder, ChainID: chainID, Escrow: escrow}
	if keyFile == "" {
		return tasks, nil
	}
	key, err := loadTaskKey(keyFile)
	if err != nil {
		return tasks, fmt.Errorf("--task-key: %w", err)
	}
	tasks.Keys = []age.Identity{key}
	return tasks, nil
}

// tasks is where a command finds tasks by its flags.
func (l *ledger) tasks(c *cli.Context) (delivery.Tasks, error) {
	return readTasks(c.String("tasks"), c.String("task-key"), l.client.ChainID(), l.escrow.Address())
}

// developmentChainFlag is where development keys are taken, for every command that looks at the key of a predicate.
func developmentChainFlag() cli.Flag {
	return &cli.Uint64SliceFlag{
		Name: "development-chain", EnvVars: env("development-chain"),
		Usage: "`ID` of a chain on which nothing has value, beside 1337 and 31337: keys that their maker can forge under are taken there; may be given several times",
	}
}

func developmentChains(c *cli.Context) []uint64 {
	if list := c.Uint64Slice("development-chain"); len(list) > 0 {
		return list
	}
	return nil
}

// rpcFlag names the endpoints of a chain; unless says which there are where none is named.
func rpcFlag(byDefault []string, unless string) cli.Flag {
	return &cli.StringSliceFlag{
		Name: "rpc", EnvVars: env("rpc"), Value: cli.NewStringSlice(byDefault...),
		Usage: "JSON-RPC endpoint `URL` of a node; may be given several times, or several with commas, the preferred one first: the others are " +
			"there for when it has trouble, and to ask whether it tells the truth; " + unless,
	}
}

// endpoints are the addresses of --rpc. A comma inside of one is written %2C.
func endpoints(c *cli.Context) (list []string) {
	for _, text := range c.StringSlice("rpc") {
		for address := range strings.SplitSeq(text, ",") {
			if address = strings.TrimSpace(address); address != "" {
				list = append(list, address)
			}
		}
	}
	return list
}

// settingFlag is what executors are told by, as KEY=VALUE.
const settingFlag = "executor-setting"

// runFlags are the flags of `tercet run`, each with the default of the configuration.
func runFlags() []cli.Flag {
	d := config.Default()
	return []cli.Flag{
		rpcFlag(d.RPC, "the one that --deployment names goes before the default"),
		&cli.IntFlag{
			Name: "agree", EnvVars: env("agree"), Value: d.Agree,
			Usage: "`NUMBER` of endpoints that have to have the same final block before an output is shown and before a payment counts; 0 stands for 2, or 1 where there is one",
		},
		&cli.StringFlag{Name: "escrow", EnvVars: env("escrow"), Usage: "`ADDRESS` of the escrow to follow"},
		&cli.StringFlag{
			Name: "deployment", EnvVars: env("deployment"), TakesFile: true,
			Usage: "`FILE` that says where the contracts are, instead of --escrow",
		},
		&cli.StringFlag{
			Name: "key-file", EnvVars: env("key-file"), TakesFile: true,
			Usage: "`FILE` with the key of the account that announces and settles (this or --signer is required)",
		},
		passwordFlag(),
		&cli.StringFlag{
			Name: "signer", EnvVars: env("signer"),
			Usage: "`URL` of an external signer, or the path of its socket, that holds the key instead: Clef or web3signer",
		},
		&cli.StringFlag{Name: "account", EnvVars: env("account"), Usage: "`ADDRESS` of the account that --signer signs for"},
		&cli.StringFlag{
			Name: "data", EnvVars: env("data"), Value: d.Data, TakesFile: true,
			Usage: "`FOLDER` for outputs, secrets and proofs; one relayer at a time",
		},
		databaseFlag(),
		keysFlag(),
		&cli.StringFlag{Name: "executor", EnvVars: env("executor"), Value: d.Executor, Usage: "`NAME` of the plugin that does the work"},
		&cli.StringSliceFlag{
			Name: settingFlag, EnvVars: env(settingFlag), KeepSpace: true,
			Usage: "`KEY=VALUE` that the executor is told; may be given several times",
		},
		&cli.StringSliceFlag{
			Name: "predicate", EnvVars: env("predicate"),
			Usage: "`NAME` of a predicate whose forwards are delivered; may be given several times (default: those of --deployment, else all there are)",
		},
		tasksFlag(),
		taskKeyFlag(),
		&cli.StringFlag{
			Name: "plugins", EnvVars: env("plugins"), Value: d.Plugins, TakesFile: true,
			Usage: "`FOLDER` of external plugins with their pins.json",
		},
		&cli.IntFlag{
			Name: "plugin-processes", EnvVars: env("plugin-processes"), Value: d.PluginProcesses,
			Usage: "most processes of a plugin, all that it started included, with 16 threads each; 0 is any",
		},
		&cli.IntFlag{
			Name: "plugin-memory", EnvVars: env("plugin-memory"), Value: d.PluginMemory,
			Usage: "most memory of a predicate, in MiB, all that it started included; 0 is any",
		},
		&cli.IntFlag{
			Name: "executor-memory", EnvVars: env("executor-memory"), Value: d.ExecutorMemory,
			Usage: "most memory of an executor, in MiB, what it runs included, all jobs together; 0 is any",
		},
		&cli.StringFlag{Name: "recipient", EnvVars: env("recipient"), Usage: "`ADDRESS` that is paid (default: the account of --key-file or --signer)"},
		&cli.IntFlag{
			Name: "max-attempts", EnvVars: env("max-attempts"), Value: d.MaxAttempts,
			Usage: "how often the executor may try one forward",
		},
		&cli.IntFlag{Name: "at-once", EnvVars: env("at-once"), Value: d.AtOnce, Usage: "how many forwards are worked on at once, by all who share --database together"},
		&cli.IntFlag{Name: "slots", EnvVars: env("slots"), Value: d.Slots, Usage: "how many of them this process executes, and how many it proves; 0 leaves all work to `tercet worker`"},
		&cli.Uint64Flag{
			Name: "confirmations", EnvVars: env("confirmations"), Value: d.Confirmations,
			Usage: "blocks, its own included, until something counts as having happened",
		},
		&cli.StringFlag{
			Name: "min-price", EnvVars: env("min-price"), Value: d.MinPrice.String(),
			Usage: "least price, in base units of its token, at which a forward is taken",
		},
		&cli.StringSliceFlag{
			Name: "token", EnvVars: env("token"),
			Usage: "`ADDRESS` of a token that is taken; may be given several times (default: any)",
		},
		&cli.StringSliceFlag{
			Name: "buyer", EnvVars: env("buyer"),
			Usage: "`ADDRESS` of a buyer whose forwards are taken; may be given several times (default: any but those of --deny-buyer)",
		},
		&cli.StringSliceFlag{
			Name: "deny-buyer", EnvVars: env("deny-buyer"),
			Usage: "`ADDRESS` of a buyer whose forwards are not taken; may be given several times",
		},
		&cli.StringSliceFlag{
			Name: "deny-predicate", EnvVars: env("deny-predicate"),
			Usage: "`ADDRESS` of a predicate contract whose forwards are not taken; may be given several times",
		},
		&cli.Uint64Flag{
			Name: "max-fee", EnvVars: env("max-fee"), Value: d.MaxFee,
			Usage: "most `GWEI` that a unit of gas may cost, tip included",
		},
		&cli.StringSliceFlag{
			Name: "worth", EnvVars: env("worth"),
			Usage: "`TOKEN=WEI` that one base unit of a token is worth, such as 0x…=0.5 or 0x…=3/8: bounds the gas for what is paid in it (--max-fee-share); may be given several times",
		},
		&cli.Uint64Flag{
			Name: "max-fee-share", EnvVars: env("max-fee-share"), Value: d.MaxFeeShare,
			Usage: "most `PERCENT` of what a delivery brings that may go for gas before its output is shown, where --worth says what its token is worth",
		},
		&cli.StringFlag{
			Name: "execute-cost", EnvVars: env("execute-cost"), Value: d.ExecuteCost.String(),
			Usage: "`WEI` that an attempt of the executor costs: what brings less than it costs, where --worth says what its token is worth, is not begun",
		},
		&cli.StringFlag{
			Name: "prove-cost", EnvVars: env("prove-cost"), Value: d.ProveCost.String(),
			Usage: "`WEI` that a second of proving costs, likewise",
		},
		&cli.BoolFlag{
			Name: "accept", EnvVars: env("accept"), Value: d.Accept,
			Usage: "accept proposed forwards that could be begun, and stake their bonds (--max-bond); `tercet forward allow` lets the escrow take them",
		},
		&cli.StringSliceFlag{
			Name: "max-bond", EnvVars: env("max-bond"),
			Usage: "`TOKEN=AMOUNT`, in base units, that may be at stake together with --accept; may be given several times (default: none, but forwards without a bond)",
		},
		&cli.StringFlag{
			Name: "reserve", EnvVars: env("reserve"), Value: d.Reserve.String(),
			Usage: "`WEI` of the account that no acceptance is paid from",
		},
		&cli.StringFlag{
			Name: "bids", EnvVars: env("bids"), Value: d.Bids, TakesFile: true,
			Usage: "`FOLDER` of signed bids that are filled, with --accept, where the forward that comes of it would be accepted and its token is one that --token, --max-bond or --worth names; `tercet offer allow` lets their bonds be taken",
		},
		&cli.StringFlag{
			Name: "asks", EnvVars: env("asks"), Value: d.Asks, TakesFile: true,
			Usage: "TOML `FILE` of asks that are to stand, with --accept and --deployment: a table for each, with the flags of `tercet offer ask`; one is signed as long as what it opens would be accepted",
		},
		&cli.StringSliceFlag{
			Name: "asks-book", EnvVars: env("asks-book"),
			Usage: "`URL` of a server whose book of offers they are sent to; may be given several times",
		},
		&cli.StringFlag{
			Name: "asks-out", EnvVars: env("asks-out"), Value: d.AsksOut, TakesFile: true,
			Usage: "`FOLDER` that each is put into as NAME.json, before a book has it (default: asks in --data; required with --database)",
		},
		offersFlag(),
		&cli.DurationFlag{
			Name: "settle-margin", EnvVars: env("settle-margin"), Value: d.SettleMargin,
			Usage: "how long before the end of the window the last settlement is sent",
		},
		&cli.DurationFlag{
			Name: "cool-down", EnvVars: env("cool-down"), Value: d.CoolDown,
			Usage: "how long nothing new is taken after the window of a forward that was accepted with --accept was missed; 0 is not at all",
		},
		&cli.DurationFlag{
			Name: "gather", EnvVars: env("gather"), Value: d.Gather,
			Usage: "how long a settlement waits for others to go into one transaction with, and before that an output for others to be proved with " +
				"where its predicate has a key for several at once; only while some are worked on, and while there is time",
		},
		&cli.DurationFlag{Name: "poll", EnvVars: env("poll"), Value: d.Poll, Usage: "how often the chain is looked at"},
		developmentChainFlag(),
		&cli.StringFlag{
			Name: "monitor", EnvVars: env("monitor"), Value: d.Monitor,
			Usage: "`ADDRESS` such as 127.0.0.1:9464 at which to tell whoever asks: /metrics, /healthz, /readyz, and /status for `tercet status` (default: none)",
		},
		&cli.BoolFlag{
			Name: "pprof", EnvVars: env("pprof"), Value: d.Pprof,
			Usage: "tell profiles there, too, at /debug/pprof: to this machine alone",
		},
	}
}

// worths are decimal numbers and fractions. Exponents are left out: a short text would make a number that fills the memory.
var worths = regexp.MustCompile(`^[0-9]{1,80}(\.[0-9]{1,80}|/[0-9]{1,80})?$`)

// parseWorth reads what a base unit of a token is worth in wei, as TOKEN=WEI.
func parseWorth(text string) (token common.Address, worth *big.Rat, err error) {
	address, number, _ := strings.Cut(text, "=")
	if token, err = parseAddress("the token", address); err != nil {
		return token, nil, err
	}
	if worths.MatchString(number) {
		worth, _ = new(big.Rat).SetString(number)
	}
	if worth == nil { // as that of a fraction of nothing, too
		return token, nil, fmt.Errorf("%q is no number such as 25, 0.5 or 3/8: want TOKEN=WEI", number)
	}
	return token, worth, nil
}

// parseBond reads how much of a token may be at stake, as TOKEN=AMOUNT.
func parseBond(text string) (token common.Address, most *big.Int, err error) {
	address, number, _ := strings.Cut(text, "=")
	if token, err = parseAddress("the token", address); err != nil {
		return token, nil, err
	}
	most, ok := new(big.Int).SetString(number, 10)
	if !ok {
		return token, nil, fmt.Errorf("%q is not a whole number: want TOKEN=AMOUNT, in base units", number)
	}
	return token, most, nil
}

// readConfig fills a configuration from the flags. What is no address or number at all is told here, what is none that
// can be used by Check; both together, so that everything is told at once.
func readConfig(c *cli.Context) (config.Config, error) {
	var faults []error
	address := func(flag, text string) common.Address {
		if text == "" {
			return common.Address{}
		}
		parsed, err := parseAddress("--"+flag, text)
		if err != nil {
			faults = append(faults, err)
		}
		return parsed
	}
	addresses := func(flag string) (list []common.Address) {
		for _, text := range c.StringSlice(flag) {
			list = append(list, address(flag, text))
		}
		return list
	}
	out := config.Config{
		RPC:           endpoints(c),
		Agree:         c.Int("agree"),
		Escrow:        address("escrow", c.String("escrow")),
		Deployment:    c.String("deployment"),
		KeyFile:       c.String("key-file"),
		PasswordFile:  c.String("password-file"),
		Signer:        c.String("signer"),
		Account:       address("account", c.String("account")),
		Data:          c.String("data"),
		Database:      c.String("database"),
		Keys:          c.String("keys"),
		Executor:      c.String("executor"),
		Predicates:    c.StringSlice("predicate"),
		Plugins:       c.String("plugins"),
		Tasks:         c.String("tasks"),
		TaskKey:       c.String("task-key"),
		Bids:          c.String("bids"),
		Asks:          c.String("asks"),
		AskBooks:      c.StringSlice("asks-book"),
		AsksOut:       c.String("asks-out"),
		Offers:        address("offers", c.String("offers")),
		Recipient:     address("recipient", c.String("recipient")),
		MaxAttempts:   c.Int("max-attempts"),
		AtOnce:        c.Int("at-once"),
		Slots:         c.Int("slots"),
		Confirmations: c.Uint64("confirmations"),
		Tokens:        addresses("token"),
		Buyers:        addresses("buyer"),
		DeniedBuyers:  addresses("deny-buyer"),
		MaxFee:        c.Uint64("max-fee"),
		MaxFeeShare:   c.Uint64("max-fee-share"),
		Accept:        c.Bool("accept"),
		SettleMargin:  c.Duration("settle-margin"),
		CoolDown:      c.Duration("cool-down"),
		Gather:        c.Duration("gather"),
		Poll:          c.Duration("poll"),
		Monitor:       c.String("monitor"),
		Pprof:         c.Bool("pprof"),

		PluginProcesses:   c.Int("plugin-processes"),
		PluginMemory:      c.Int("plugin-memory"),
		ExecutorMemory:    c.Int("executor-memory"),
		DeniedPredicates:  addresses("deny-predicate"),
		DevelopmentChains: developmentChains(c),
	}
	if len(out.Predicates) == 0 {
		out.Predicates = nil // as by default
	}
	if len(out.AskBooks) == 0 {
		out.AskBooks = nil
	}
	if out.Asks != "" {
		_, err := readPolicies(out.Asks)
		faults = append(faults, err)
	}
	if out.Deployment != "" && !c.IsSet("rpc") {
		out.RPC = nil // the deployment names one
	}
	for _, text := range c.StringSlice("worth") {
		token, worth, err := parseWorth(text)
		if _, twice := out.Worth[token]; err == nil && twice {
			err = fmt.Errorf("%s is said twice", token)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("--worth: %w", err))
			continue
		}
		if out.Worth == nil {
			out.Worth = map[common.Address]*big.Rat{}
		}
		out.Worth[token] = worth
	}
	whole := func(flag string, otherwise *big.Int) *big.Int {
		number, ok := new(big.Int).SetString(c.String(flag), 10)
		if !ok {
			faults = append(faults, fmt.Errorf("--%s: %q is not a whole number", flag, c.String(flag)))
			return otherwise
		}
		if number.Sign() == 0 {
			return new(big.Int) // one of the two ways in which there is a 0
		}
		return number
	}
	usual := config.Default()
	out.MinPrice, out.ExecuteCost, out.ProveCost = whole("min-price", usual.MinPrice), whole("execute-cost", usual.ExecuteCost), whole("prove-cost", usual.ProveCost)
	out.Reserve = whole("reserve", usual.Reserve)
	for _, text := range c.StringSlice("max-bond") {
		token, most, err := parseBond(text)
		if _, twice := out.MaxBonds[token]; err == nil && twice {
			err = fmt.Errorf("%s is said twice", token)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("--max-bond: %w", err))
			continue
		}
		if out.MaxBonds == nil {
			out.MaxBonds = map[common.Address]*big.Int{}
		}
		out.MaxBonds[token] = most
	}
	settings, err := executorSettings(c)
	out.ExecutorSettings = settings
	faults = append(faults, err)
	if c.Args().Present() {
		faults = append(faults, fmt.Errorf("%q is not a flag; `tercet run` takes nothing else", c.Args().First()))
	}
	return out, errors.Join(append(faults, out.Check())...)
}

// executorSettings are those that an executor is told.
func executorSettings(c *cli.Context) (map[string]string, error) {
	settings := map[string]string{}
	var faults []error
	for _, setting := range c.StringSlice(settingFlag) {
		key, value, found := strings.Cut(setting, "=")
		_, twice := settings[key]
		switch {
		case !found || key == "": // the value may be a secret, and is not repeated
			faults = append(faults, errors.New("--executor-setting: want KEY=VALUE, and one has no key or no ="))
		case twice:
			faults = append(faults, fmt.Errorf("--executor-setting: %q is set twice", key))
		default:
			settings[key] = value
		}
	}
	return settings, errors.Join(faults...)
}

func databaseFlag() *cli.StringFlag {
	return &cli.StringFlag{
		Name: "database", EnvVars: env("database"),
		Usage: "`URL` of a PostgreSQL database (postgres://…) in the place of --data, which a relayer shares with workers and with relayers that wait to follow it",
	}
}
