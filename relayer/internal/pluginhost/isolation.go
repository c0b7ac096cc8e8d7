package pluginhost

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper"
)

// isolation is a way to keep external plugins from what is not theirs.
type isolation struct {
	apart bool // in namespaces of their own, where nothing is but a list of folders of the system
	users bool // each as a user of its own
}

// waysOfThisUser may still turn out not to work: kernels and containers forbid them.
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
func (i isolation) fit(kind sdk.Kind) bool { return !i.apart || kind != sdk.KindProbe }

// Numbers that no distribution gives to users, and systemd's list of them calls unused.
const (
	firstUser = 60578
	users     = 606
)

// user is a number that the next external plugin runs under. Another host may use it as well: for it to come to harm by that,
// both need to be without namespaces, and both plugins hostile.
var user = func() func() int {
	var given atomic.Int64
	return func() int { return firstUser + int((int64(os.Getpid())*31+given.Add(1))%users) }
}()

// keep is how a plugin is kept, all but its folder.
func (i isolation) keep(config Config, info Info, scratch string) keeper.Spec {
	spec := keeper.Spec{Processes: max(config.Limits.Processes, 0)}
	if info.Kind == sdk.KindPredicate {
		spec.Memory = max(config.Limits.Memory, 0)
	}
	if i == (isolation{}) {
		return spec
	}
	spec.Foreign, spec.Apart, spec.Root = true, i.apart, filepath.Join(scratch, "root")
	spec.Offline = info.Kind == sdk.KindPredicate // it judges what it is given
	if i.users {
		spec.User = user()
	}
	return spec
}

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
