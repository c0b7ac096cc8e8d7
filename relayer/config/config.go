// Package config is what a relayer is told at its start. It promises that Check names every fault at once, so that an
// operator mends a configuration in one go, and that it knows nothing of flags and environments.
package config

import (
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
)

// What can be wrong with a configuration. Check wraps each with what to do.
var (
	ErrRPC           = errors.New("no usable RPC endpoint")
	ErrAgree         = errors.New("number of endpoints that have to agree out of range")
	ErrEscrow        = errors.New("no escrow to follow")
	ErrKey           = errors.New("no key to sign with")
	ErrSigner        = errors.New("no one account to sign for")
	ErrData          = errors.New("no data folder")
	ErrKeys          = errors.New("no folder for circuit keys")
	ErrExecutor      = errors.New("no executor")
	ErrTasks         = errors.New("tasks folder is not a folder")
	ErrBids          = errors.New("no bids can be taken")
	ErrAsks          = errors.New("no asks can be made")
	ErrPlugins       = errors.New("plugins folder is not a folder")
	ErrLimits        = errors.New("limits of plugins out of range")
	ErrAttempts      = errors.New("attempts out of range")
	ErrAtOnce        = errors.New("forwards at once out of range")
	ErrConfirmations = errors.New("confirmations out of range")
	ErrPrice         = errors.New("least price out of range")
	ErrFee           = errors.New("most fee out of range")
	ErrWorth         = errors.New("worth of a token out of range")
	ErrCost          = errors.New("costs of work out of range")
	ErrFeeShare      = errors.New("most share for fees out of range")
	ErrMargin        = errors.New("settle margin out of range")
	ErrGather        = errors.New("time to gather out of range")
	ErrPoll          = errors.New("poll interval out of range")
	ErrAccept        = errors.New("terms of accepting out of range")
	ErrCoolDown      = errors.New("time to cool down out of range")
	ErrLists         = errors.New("lists of whom to work for contradict each other")
	ErrMonitor       = errors.New("no usable address for the monitor")
	ErrPprof         = errors.New("no profiles for others than this machine")
)

// Bounds of what an operator may ask for.
const (
	MaxProcesses     = 1 << 15 // of a plugin
	MaxMemory        = 1 << 20 // MiB, of a predicate
	MaxAttempts      = 100
	MaxAtOnce        = 256
	MaxConfirmations = 1000
	MaxFee           = 100_000 // gwei per gas
	MinPoll          = 10 * time.Millisecond
	MaxPoll          = time.Hour
	MaxGather        = time.Hour
	MaxCoolDown      = 365 * 24 * time.Hour
)

// Config is everything `tercet run` needs.
type Config struct {
	// RPC are JSON-RPC endpoints of one chain, the preferred one first. There may be none where the deployment names one.
	RPC []string
	// Agree is how many of them have to have the same final block before an output is shown and before a payment counts; 0
	// stands for two, or one where there is one endpoint.
	Agree int
	// Escrow is the contract to follow. Deployment names a file that `tercet devnet` or a deployment script wrote, and
	// stands in for it.
	Escrow     common.Address
	Deployment string
	// KeyFile holds the key that signs and pays for transactions, PasswordFile its password where it is a keystore.
	KeyFile      string
	PasswordFile string
	// Signer is where another process signs for Account, in the place of a key here: a URL, or the path of a socket.
	Signer  string
	Account common.Address
	// Data is where deliveries are kept. One relayer at a time uses it.
	Data string
	// Database is the URL of a PostgreSQL database that stands in for Data, empty for none.
	Database string
	// Keys is where circuit keys are kept. They can be made anew.
	Keys string
	// Executor names the plugin that does the work, ExecutorSettings what it is told.
	Executor         string
	ExecutorSettings map[string]string
	// Predicates are those whose forwards are delivered. None means all there are plugins for or, with a deployment, those
	// that it has.
	Predicates []string
	// Tasks is a folder of tasks that are not on the chain, found there by their hash. None are looked for where it is empty.
	Tasks string
	// TaskKey is a file with the key that opens tasks which are encrypted to this provider. Without it those are not taken.
	TaskKey string
	// Plugins is the folder of external plugins; none are looked for where it is empty.
	Plugins string
	// PluginProcesses is how many processes a plugin may be, with all that it started, and PluginMemory and ExecutorMemory how many
	// MiB a predicate and an executor may have, so too. 0 is any. A pin may say otherwise for its plugin.
	PluginProcesses, PluginMemory, ExecutorMemory int
	// Recipient is paid; the zero address stands for the account that signs.
	Recipient common.Address
	// MaxAttempts is how often the executor is asked for one forward, restarts included.
	MaxAttempts int
	// AtOnce is how many forwards are worked on at once, by all who share a database; Slots is how many of them this process
	// executes, and how many it proves.
	AtOnce, Slots int
	// Confirmations is how many blocks, its own included, a transaction needs before it counts.
	Confirmations uint64
	// MinPrice is the least price, in base units of its token, at which a forward is taken.
	MinPrice *big.Int
	// Tokens are those a price may be in. None means any, worthless ones too.
	Tokens []common.Address
	// Buyers are those whose forwards are taken; none means any but DeniedBuyers. A buyer is who an opening names as one, whoever
	// paid for it. DeniedPredicates are contracts whose forwards are not taken.
	Buyers, DeniedBuyers, DeniedPredicates []common.Address
	// MaxFee is the most that is paid for a unit of gas, in gwei, tip included.
	MaxFee uint64
	// Worth is how much wei a base unit of a token is worth, for tokens that the operator says it of: gas for what is paid in them
	// costs at most MaxFeeShare percent of it until the output is shown, and at most all of it then.
	Worth       map[common.Address]*big.Rat
	MaxFeeShare uint64
	// ExecuteCost is how much wei an attempt of the executor costs, and ProveCost a second of proving: what brings less than that
	// and its gas is not begun while that is so, where Worth says what its token is worth.
	ExecuteCost, ProveCost *big.Int
	// Accept has proposed forwards be accepted that could be begun, as long as no more than MaxBonds of their token is at stake
	// together, in base units, and the account keeps Reserve wei.
	Accept   bool
	MaxBonds map[common.Address]*big.Int
	Reserve  *big.Int
	// Bids is a folder of signed bids, which are filled where the forward that comes of it would be accepted; none are where it is
	// empty. Offers is the contract that takes them, where no deployment names it.
	Bids   string
	Offers common.Address
	// Asks is a file of asks that are to stand, none where it is empty. AskBooks are servers whose books they are sent to, and AsksOut
	// is the folder that their files are put into; empty stands for one in Data.
	Asks     string
	AskBooks []string
	AsksOut  string
	// SettleMargin is how long before settleBy the last settlement is sent: what is sent later may be refused after it
	// has shown the output.
	SettleMargin time.Duration
	// CoolDown is for how long nothing new is taken after a window was missed; 0 is not at all.
	CoolDown time.Duration
	// Gather is how long what can be settled waits for others of its predicate to go into one transaction with and, where the predicate has
	// a key for several, what can be proved for others to be proved with, while there are some.
	Gather time.Duration
	// Poll is how often the chain is looked at.
	Poll time.Duration
	// DevelopmentChains are those, beside tercet's and anvil's, where nothing has value: development keys and worthless
	// prices are in their place there.
	DevelopmentChains []uint64
	// Monitor is the address, HOST:PORT, at which metrics, health and the standing of forwards are told. Empty is nowhere.
	Monitor string
	// Pprof has the monitor tell profiles too, where nobody but this machine reaches it.
	Pprof bool
}

// Default is the configuration of somebody who set nothing.
func Default() Config {
	return Config{
		RPC:              []string{"http://127.0.0.1:8545"},
		Data:             "data",
		Keys:             defaultKeys(),
		Executor:         "command",
		ExecutorSettings: map[string]string{},
		PluginProcesses:  256,
		PluginMemory:     4096,
		MaxAttempts:      5,
		AtOnce:           2,
		Slots:            2,
		Confirmations:    2,
		MinPrice:         big.NewInt(1),
		MaxFee:           200,
		MaxFeeShare:      50,
		ExecuteCost:      new(big.Int),
		ProveCost:        new(big.Int),
		Reserve:          new(big.Int),
		SettleMargin:     5 * time.Minute,
		CoolDown:         24 * time.Hour,
		Gather:           10 * time.Second,
		Poll:             2 * time.Second,
	}
}

// CheckLimits returns what is wrong with the limits of plugins.
func (c Config) CheckLimits() error {
	var faults []error
	if c.PluginProcesses < 0 || c.PluginProcesses > MaxProcesses {
		faults = append(faults, fmt.Errorf("%w: %d is not between 0, which is any, and %d; set --plugin-processes", ErrLimits, c.PluginProcesses, MaxProcesses))
	}
	if c.PluginMemory < 0 || c.PluginMemory > MaxMemory {
		faults = append(faults, fmt.Errorf("%w: %d MiB is not between 0, which is any, and %d; set --plugin-memory", ErrLimits, c.PluginMemory, MaxMemory))
	}
	if c.ExecutorMemory < 0 || c.ExecutorMemory > MaxMemory {
		faults = append(faults, fmt.Errorf("%w: %d MiB is not between 0, which is any, and %d; set --executor-memory", ErrLimits, c.ExecutorMemory, MaxMemory))
	}
	return errors.Join(faults...)
}

// CheckMonitor returns what is wrong with where it is told how the relayer does.
func (c Config) CheckMonitor() error {
	var faults []error
	host, _, err := net.SplitHostPort(c.Monitor)
	if c.Monitor != "" && err != nil {
		faults = append(faults, fmt.Errorf("%w: want HOST:PORT such as 127.0.0.1:9464; set --monitor", ErrMonitor))
	}
	if c.Pprof && !isLocal(host) {
		faults = append(faults, fmt.Errorf("%w: --pprof goes with an address such as --monitor 127.0.0.1:9464", ErrPprof))
	}
	return errors.Join(faults...)
}

// Check returns every fault there is, joined.
func (c Config) Check() error {
	var faults []error
	fault := func(kind error, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%w: "+format, append([]any{kind}, args...)...))
	}
	if len(c.RPC) == 0 && c.Deployment == "" {
		fault(ErrRPC, "want an address such as http://127.0.0.1:8545; set --rpc")
	}
	faults = append(faults, CheckEndpoints(c.RPC))
	if endpoints := max(len(c.RPC), 1); c.Agree < 0 || c.Agree > endpoints {
		fault(ErrAgree, "%d is not between 0 and %d, the number of endpoints; set --agree", c.Agree, endpoints)
	}
	if c.Escrow == (common.Address{}) && c.Deployment == "" {
		fault(ErrEscrow, "set --escrow to its address, or --deployment to the file that `tercet devnet` writes")
	}
	c.checkAccount(fault)
	if c.Data == "" && c.Database == "" {
		fault(ErrData, "set --data")
	}
	if c.Keys == "" {
		fault(ErrKeys, "set --keys")
	}
	if c.Executor == "" {
		fault(ErrExecutor, "set --executor to the name of a plugin, such as command or files")
	}
	if c.Tasks != "" {
		if info, err := os.Stat(c.Tasks); err != nil || !info.IsDir() {
			fault(ErrTasks, "%s; make it, or leave --tasks away", c.Tasks)
		}
	}
	if c.Plugins != "" {
		if info, err := os.Stat(c.Plugins); err != nil || !info.IsDir() {
			fault(ErrPlugins, "%s; make it, or leave --plugins away", c.Plugins)
		}
	}
	if err := c.CheckLimits(); err != nil {
		faults = append(faults, err)
	}
	if c.MaxAttempts < 1 || c.MaxAttempts > MaxAttempts {
		fault(ErrAttempts, "%d is not between 1 and %d; set --max-attempts", c.MaxAttempts, MaxAttempts)
	}
	if c.AtOnce < 1 || c.AtOnce > MaxAtOnce {
		fault(ErrAtOnce, "%d is not between 1 and %d; set --at-once", c.AtOnce, MaxAtOnce)
	}
	if c.Slots < 0 || c.Slots > MaxAtOnce {
		fault(ErrAtOnce, "%d is not between 0 and %d; set --slots", c.Slots, MaxAtOnce)
	}
	if c.Slots == 0 && c.Database == "" {
		fault(ErrAtOnce, "nobody would work: workers need --database; set --slots")
	}
	if c.Confirmations < 1 || c.Confirmations > MaxConfirmations {
		fault(ErrConfirmations, "%d is not between 1 and %d; set --confirmations", c.Confirmations, MaxConfirmations)
	}
	if c.MinPrice == nil || c.MinPrice.Sign() < 1 || c.MinPrice.BitLen() > 128 {
		fault(ErrPrice, "%v is not between 1 and 2^128-1; set --min-price", c.MinPrice)
	}
	for _, buyer := range c.Buyers {
		if slices.Contains(c.DeniedBuyers, buyer) {
			fault(ErrLists, "%s is in both; take it out of --buyer or of --deny-buyer", buyer)
		}
	}
	if c.MaxFee < 1 || c.MaxFee > MaxFee {
		fault(ErrFee, "%d gwei per gas is not between 1 and %d; set --max-fee", c.MaxFee, MaxFee)
	}
	for token, worth := range c.Worth {
		if token == (common.Address{}) || worth.Sign() < 1 || worth.Num().BitLen() > 256 || worth.Denom().BitLen() > 256 {
			fault(ErrWorth, "a token with an address, worth more than nothing and less than 2^256 wei, is wanted; set --worth")
		}
	}
	if c.MaxFeeShare < 1 || c.MaxFeeShare > 100 {
		fault(ErrFeeShare, "%d percent is not between 1 and 100; set --max-fee-share", c.MaxFeeShare)
	}
	for flag, cost := range map[string]*big.Int{"--execute-cost": c.ExecuteCost, "--prove-cost": c.ProveCost} {
		if cost == nil || cost.Sign() < 0 || cost.BitLen() > 128 {
			fault(ErrCost, "%v wei is not between 0 and 2^128-1; set %s", cost, flag)
		} else if cost.Sign() > 0 && len(c.Worth) == 0 {
			fault(ErrCost, "what they are compared with is not known; set --worth beside %s", flag)
		}
	}
	c.checkAccept(fault)
	if c.SettleMargin < 0 {
		fault(ErrMargin, "%s is negative; set --settle-margin", c.SettleMargin)
	}
	if c.CoolDown < 0 || c.CoolDown > MaxCoolDown {
		fault(ErrCoolDown, "%s is not between 0 and %s; set --cool-down", c.CoolDown, MaxCoolDown)
	}
	if c.Gather < 0 || c.Gather > MaxGather {
		fault(ErrGather, "%s is not between 0 and %s; set --gather", c.Gather, MaxGather)
	}
	if c.Poll < MinPoll || c.Poll > MaxPoll {
		fault(ErrPoll, "%s is not between %s and %s; set --poll", c.Poll, MinPoll, MaxPoll)
	}
	if err := c.CheckMonitor(); err != nil {
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

func (c Config) checkAccept(fault func(kind error, format string, args ...any)) {
	if c.Reserve == nil || c.Reserve.Sign() < 0 || c.Reserve.BitLen() > 128 {
		fault(ErrAccept, "%v wei is not between 0 and 2^128-1; set --reserve", c.Reserve)
	} else if c.Reserve.Sign() > 0 && !c.Accept {
		fault(ErrAccept, "--reserve goes with --accept")
	}
	if c.Bids != "" {
		if info, err := os.Stat(c.Bids); err != nil || !info.IsDir() {
			fault(ErrBids, "%s is not a folder; make it, or leave --bids away", c.Bids)
		}
		if !c.Accept {
			fault(ErrBids, "--bids goes with --accept: to fill a bid accepts the forward that it opens")
		}
		if c.Offers == (common.Address{}) && c.Deployment == "" {
			fault(ErrBids, "set --offers to the contract that takes them, or --deployment to a file that names it")
		}
	}
	c.checkAsks(fault)
	for token, most := range c.MaxBonds {
		if token == (common.Address{}) || most.Sign() < 1 || most.BitLen() > 128 {
			fault(ErrAccept, "a token with an address, and between 1 and 2^128-1 of it, is wanted; set --max-bond")
		}
		if len(c.Tokens) > 0 && !slices.Contains(c.Tokens, token) {
			fault(ErrAccept, "--max-bond names token %s, in which no price is taken; name it with --token, too", token)
		}
	}
	if len(c.MaxBonds) > 0 && !c.Accept {
		fault(ErrAccept, "--max-bond goes with --accept")
	}
}

func (c Config) checkAsks(fault func(kind error, format string, args ...any)) {
	if c.Asks == "" {
		if len(c.AskBooks) > 0 || c.AsksOut != "" {
			fault(ErrAsks, "--asks-book and --asks-out go with --asks: which ask is to stand?")
		}
		return
	}
	if !c.Accept {
		fault(ErrAsks, "--asks goes with --accept: what a buyer opens by taking one has to be accepted")
	}
	if c.Deployment == "" {
		fault(ErrAsks, "--asks goes with --deployment: that names chain, predicates and tokens, and an ask holds on one chain")
	}
	if c.Signer != "" {
		fault(ErrAsks, "--asks goes with --key-file: an external signer signs transactions, and no asks")
	}
	if c.Database != "" && c.AsksOut == "" {
		fault(ErrAsks, "with --database there is no folder of data: set --asks-out to one for the files of asks")
	}
	for i, address := range c.AskBooks {
		if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			fault(ErrAsks, "--asks-book: number %d of %d is no address of a server such as https://example.org", i+1, len(c.AskBooks))
		}
		if slices.Index(c.AskBooks, address) < i {
			fault(ErrAsks, "--asks-book: number %d of %d is there twice", i+1, len(c.AskBooks))
		}
	}
}

// isLocal says that only this machine reaches a host.
func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// CheckEndpoints returns what is wrong with the addresses of --rpc, joined. None is quoted: it may hold a secret.
func CheckEndpoints(addresses []string) error {
	var faults []error
	for i, address := range addresses {
		if u, err := url.Parse(address); err != nil || u.Host == "" || !rpcSchemes[u.Scheme] {
			faults = append(faults, fmt.Errorf("%w: want an address such as http://127.0.0.1:8545, and number %d of %d is none; set --rpc",
				ErrRPC, i+1, len(addresses)))
		}
		if first := slices.Index(addresses, address); first < i {
			faults = append(faults, fmt.Errorf("%w: number %d of %d is number %d again, and would only agree with itself; set --rpc",
				ErrRPC, i+1, len(addresses), first+1))
		}
	}
	return errors.Join(faults...)
}

func (c Config) checkAccount(fault func(kind error, format string, args ...any)) {
	u, err := url.Parse(c.Signer)
	switch named := c.Account != (common.Address{}); {
	case c.KeyFile == "" && c.Signer == "":
		fault(ErrKey, "set --key-file; `tercet key` makes one; or set --signer, where another process holds it")
	case c.KeyFile != "" && c.Signer != "":
		fault(ErrSigner, "--key-file and --signer each name one; set one of them")
	case c.Signer == "" && named:
		fault(ErrSigner, "--account goes with --signer; with --key-file the account is the key's")
	case c.Signer != "" && !named:
		fault(ErrSigner, "set --account to the one that --signer signs for")
	case c.Signer != "" && c.PasswordFile != "":
		fault(ErrSigner, "--password-file goes with --key-file; --signer keeps its keys to itself")
	case c.Signer != "" && !strings.HasPrefix(c.Signer, "/") && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https"):
		fault(ErrSigner, "want an address such as http://127.0.0.1:8550, or the path of a socket that begins with /; set --signer") // not quoted: it may hold a secret
	}
}

var rpcSchemes = map[string]bool{"http": true, "https": true, "ws": true, "wss": true}

// defaultKeys is empty where the user has no cache folder; Check then asks for one.
func defaultKeys() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(cache, "tercet", "keys")
}
