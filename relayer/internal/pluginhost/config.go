package pluginhost

import (
	"cmp"
	"os"
	"time"

	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Config says which plugins there are and how long they may take. Zero values take the defaults.
type Config struct {
	Builtin  map[string]sdk.Kind          // served by Executable with the arguments `plugin serve NAME`
	Folder   string                       // external plugins and their pins.json; empty: none
	Settings map[string]map[string]string // by plugin: all that it learns from us, secrets included
	Timeouts Timeouts
	Limits   Limits
	Logger   zerolog.Logger

	Executable string           // which `tercet plugin serve` and `tercet plugin keep` are run of; default: the binary of this process
	Scratch    string           // where the private folder is made; default: the system's temporary folder
	Now        func() time.Time // default: time.Now

	ways    []isolation // to keep external plugins apart, the best first; default: those that this user may have
	ownWays []isolation // to hold plugins together that run as this user; likewise
}

// Timeouts bound what a plugin may take. A plugin that oversteps one is ended.
type Timeouts struct {
	Start  time.Duration // from launch to configured and described: 30 s
	Quick  time.Duration // parameters: 30 s
	Check  time.Duration // 1 min
	Assign time.Duration // 5 min
	Open   time.Duration // 1 min
	Run    time.Duration // one attempt of an executor: 30 min
	Answer time.Duration // one answer of a probe: 5 min
	Stop   time.Duration // from asking to killing: 2 s
}

// Limits bound what a plugin may have, together with all that it started. A plugin that oversteps one is ended. On Linux only,
// and a negative one is none.
type Limits struct {
	// Memory is in bytes. Executors have no limit unless they are given one, and probes none but that of their pin: they run any
	// program, and hold what drivers of devices hold.
	Memory         int64 // of a predicate: 4 GiB
	ExecutorMemory int64 // none
	Processes      int   // DefaultProcesses
}

// DefaultProcesses is how many processes a plugin may be where nobody says otherwise.
const DefaultProcesses = 256

func (l Limits) withDefaults() Limits {
	return Limits{Memory: cmp.Or(l.Memory, 4<<30), ExecutorMemory: l.ExecutorMemory, Processes: cmp.Or(l.Processes, DefaultProcesses)}
}

func (t Timeouts) withDefaults() Timeouts {
	return Timeouts{
		Start:  cmp.Or(t.Start, 30*time.Second),
		Quick:  cmp.Or(t.Quick, 30*time.Second),
		Check:  cmp.Or(t.Check, time.Minute),
		Assign: cmp.Or(t.Assign, 5*time.Minute),
		Open:   cmp.Or(t.Open, time.Minute),
		Run:    cmp.Or(t.Run, 30*time.Minute),
		Answer: cmp.Or(t.Answer, 5*time.Minute),
		Stop:   cmp.Or(t.Stop, 2*time.Second),
	}
}

func (c Config) withDefaults() (Config, error) {
	c.Timeouts = c.Timeouts.withDefaults()
	c.Limits = c.Limits.withDefaults()
	if c.ways == nil {
		c.ways = waysOfThisUser()
	}
	if c.ownWays == nil {
		c.ownWays = ownWays()
	}
	c.Scratch = cmp.Or(c.Scratch, os.TempDir())
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Executable == "" {
		executable, err := ownBinary()
		if err != nil {
			return Config{}, err
		}
		c.Executable = executable
	}
	return c, nil
}

// ownBinary prefers the kernel's link to the running program: after an upgrade in place the path leads to another one.
func ownBinary() (string, error) {
	const self = "/proc/self/exe"
	if _, err := os.Stat(self); err == nil {
		return self, nil
	}
	return os.Executable()
}
