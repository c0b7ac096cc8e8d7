package pluginhost

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper"
)

// isolation is a way to hold plugins together, and external ones off what is not theirs.
type isolation struct {
	unkept   bool // without a keeper
	enclosed bool // its processes in a namespace of their own
	apart    bool // enclosed, where nothing is but a list of folders of the system
	users    bool // each as a user of its own
}

// String says what ends what a plugin leaves behind, and what keeps it from files.
func (i isolation) String() string {
	switch {
	case i.unkept:
		return "none: its process group alone is ended"
	case i.apart && i.users:
		return "namespaces and a user of its own"
	case i.apart:
		return "namespaces of its own"
	case i.users:
		return "a keeper and a user of its own"
	case i.enclosed:
		return "a namespace of its processes"
	default:
		return "a keeper"
	}
}

// separates says whether a plugin cannot read this user's files.
func (i isolation) separates() bool { return i.apart || i.users }

// ownWays are those for plugins that run as this user, the best first. Who is not root has namespaces only within one of users,
// where programs that change users, such as sudo, do not work: an executor may run them.
func ownWays() []isolation {
	switch {
	case !keeper.Supported:
		return []isolation{}
	case os.Geteuid() == 0:
		return []isolation{{enclosed: true}, {}}
	default:
		return []isolation{{}}
	}
}

// waysOfThisUser are those for external plugins. They may still turn out not to work: kernels and containers forbid them.
func waysOfThisUser() []isolation {
	switch {
	case !keeper.Supported:
		return []isolation{}
	case os.Geteuid() == 0:
		return []isolation{{apart: true, users: true}, {users: true}}
	default:
		return []isolation{{apart: true}}
	}
}

// fit says whether a plugin of that kind can do its work so. A probe has to see the machine's devices and who uses them.
func (i isolation) fit(kind sdk.Kind) bool { return !i.apart && !i.enclosed || kind != sdk.KindProbe }

// Numbers that no distribution gives to users, and systemd's list of them calls unused.
const (
	firstUser = 60578
	users     = 606
)

// user is a number that the next external plugin runs under. Another host may use it as well: then a hostile plugin of that one
// that is not in namespaces can end this one's plugin, and read what it keeps.
var user = func() func() int {
	var given atomic.Int64
	return func() int { return firstUser + int((int64(os.Getpid())*31+given.Add(1))%users) }
}()

// keep is how a plugin is kept, all but its folder.
func (i isolation) keep(config Config, info Info, scratch string) keeper.Spec {
	spec := keeper.Spec{Processes: max(config.Limits.Processes, 0)}
	switch info.Kind {
	case sdk.KindPredicate:
		spec.Memory = max(config.Limits.Memory, 0)
	case sdk.KindExecutor:
		spec.Memory = max(config.Limits.ExecutorMemory, 0)
	case sdk.KindProbe: // it holds what drivers hold
	}
	spec.Unkept, spec.Enclosed = i.unkept, i.enclosed
	if !i.separates() {
		return spec
	}
	spec.Foreign, spec.Apart, spec.Root = true, i.apart, filepath.Join(scratch, "root")
	spec.Offline = info.Kind == sdk.KindPredicate // it judges what it is given
	if i.users {
		spec.User = user()
	}
	return spec
}

// held is the first way that works for plugins of a kind that run as this user. There is always one.
func (h *Host) held(config Config, kind sdk.Kind) isolation {
	if way, known := h.ours[kind]; known {
		return way
	}
	h.ours[kind] = isolation{unkept: true}
	for _, way := range config.ownWays {
		if !way.fit(kind) {
			continue
		}
		err := keeper.Sees()
		if err == nil && way.enclosed {
			err = tryEnclosed(config.Executable)
		}
		if err == nil {
			h.ours[kind] = way
			break
		}
		h.lacking = err
	}
	return h.ours[kind]
}

// tell logs how plugins that run as this user are held.
func (h *Host) tell(logger zerolog.Logger) {
	level, message := zerolog.InfoLevel, "plugins are kept"
	for _, way := range h.ours {
		if way.unkept {
			level, message = zerolog.WarnLevel, "what plugins leave behind can escape, and their memory and processes have no limit"
		}
	}
	event := logger.WithLevel(level).AnErr("lacking", h.lacking)
	for kind, way := range h.ours {
		event.Stringer(string(kind), way)
	}
	event.Msg(message)
}

// tryEnclosed finds out once for each binary whether it can keep programs enclosed: that does not change while we live.
func tryEnclosed(executable string) error {
	found, _ := enclosedTries.LoadOrStore(executable, sync.OnceValue(func() error {
		return keeper.Try(executable, keeper.Spec{Path: executable, Args: []string{"tercet"}, Enclosed: true, Processes: 1})
	}))
	try, is := found.(func() error)
	if !is {
		return errors.New("nobody tried")
	}
	return try()
}

var enclosedTries sync.Map // of binaries' paths to func() error

// isolate finds the first way that works for plugins of a kind, and otherwise says why none does.
func (h *Host) isolate(config Config, kind sdk.Kind, program string) (isolation, error) {
	folder, root, secret := filepath.Join(h.scratch.path, "try"), filepath.Join(h.scratch.path, "root"), filepath.Join(h.scratch.path, "secret")
	if err := errors.Join(os.MkdirAll(folder, closed), os.MkdirAll(root, closed), os.WriteFile(secret, nil, 0o600)); err != nil {
		return isolation{}, err
	}
	var fault error
	for _, way := range config.ways {
		if !way.fit(kind) {
			continue
		}
		spec := way.keep(config, Info{Kind: kind}, h.scratch.path)
		spec.Path, spec.Args, spec.Folder, spec.Unreadable = program, []string{program}, folder, secret
		err := h.open(way, program)
		if err == nil {
			err = keeper.Try(config.Executable, spec)
		}
		if err != nil { // a machine that has much to do at the moment is no reason
			err = keeper.Try(config.Executable, spec)
		}
		if err == nil {
			return way, nil
		}
		if fault == nil { // of the best way
			fault = err
		}
	}
	if fault == nil {
		fault = fmt.Errorf("this system and user have no way to do it for the kind %s", kind)
	}
	return isolation{}, fault
}

// open lets other users come to a plugin's binary, where plugins are other users.
func (h *Host) open(way isolation, program string) error {
	if !way.users {
		return nil
	}
	err := errors.Join(os.Chmod(h.scratch.path, passable), os.Chmod(filepath.Dir(program), passable), os.Chmod(program, executable))
	if err != nil {
		return fmt.Errorf("let plugins come to their binaries: %w", err)
	}
	return nil
}
