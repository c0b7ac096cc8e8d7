package pluginhost

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// ErrUnavailable says that a plugin does not run at the moment; the same call may succeed later.
var ErrUnavailable = errors.New("plugin unavailable")

// ErrTimeout says that a plugin took longer than it may and was ended.
var ErrTimeout = errors.New("plugin took too long")

// ErrTooMuch says that a plugin had more memory or processes than it may and was ended.
var ErrTooMuch = errors.New("plugin had too much")

// ErrExposed says that a plugin would run as this user, keys and all, and nobody said that it may.
var ErrExposed = errors.New("it cannot be isolated, and would have this user's files and keys")

// Host owns the plugins' processes.
type Host struct {
	scratch *scratch
	plugins map[string]*plugin
	ours    map[sdk.Kind]isolation // by kind, of plugins that run as this user
	lacking error                  // why not all of them have the best that there is for this user
}

// Info is what is known of a plugin without asking it.
type Info struct {
	Name     string
	Kind     sdk.Kind
	External bool
	SHA256   string // of an external plugin's binary
	Isolated bool   // an external plugin that cannot read this user's files

	QuarantinedUntil time.Time // not started before, having failed again and again; zero if it may be
}

// New copies and checks every external plugin and starts none: the first call does.
func New(config Config) (*Host, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("prepare the plugins: %w", err)
	}
	scratch, err := newScratch(config.Scratch)
	if err != nil {
		return nil, err
	}
	host := &Host{scratch: scratch, plugins: map[string]*plugin{}, ours: map[sdk.Kind]isolation{}}
	if err := host.load(config); err != nil {
		return nil, errors.Join(err, scratch.remove())
	}
	return host, nil
}

// Predicate is the named predicate. It starts at its first call.
func (h *Host) Predicate(name string) (sdk.Predicate, error) {
	p, err := h.find(name, sdk.KindPredicate)
	if err != nil {
		return nil, err
	}
	return &predicate{plugin: p}, nil
}

// Executor is the named executor. It starts at its first call.
func (h *Host) Executor(name string) (sdk.Executor, error) {
	p, err := h.find(name, sdk.KindExecutor)
	if err != nil {
		return nil, err
	}
	return &executor{plugin: p}, nil
}

// Probe is the named probe. It starts at its first call.
func (h *Host) Probe(name string) (sdk.Probe, error) {
	p, err := h.find(name, sdk.KindProbe)
	if err != nil {
		return nil, err
	}
	return &probe{plugin: p}, nil
}

// List is every plugin by name.
func (h *Host) List() []Info {
	var list []Info
	for _, name := range slices.Sorted(maps.Keys(h.plugins)) {
		info := h.plugins[name].info
		info.QuarantinedUntil = h.plugins[name].health.quarantined()
		list = append(list, info)
	}
	return list
}

// Stop ends every plugin, with what it started, and removes the private folder. Calls under way fail, later ones too.
func (h *Host) Stop() error {
	var group sync.WaitGroup
	for _, p := range h.plugins {
		group.Go(p.stop)
	}
	group.Wait()
	return h.scratch.remove()
}

func (h *Host) load(config Config) error {
	for name, kind := range config.Builtin {
		info := Info{Name: name, Kind: kind}
		spec := h.held(config, kind).keep(config, info, h.scratch.path)
		spec.Path, spec.Args = config.Executable, []string{"tercet", "plugin", "serve", name}
		h.add(config, program{kept: spec}, info)
	}
	defer h.tell(config.Logger)
	if config.Folder == "" {
		return nil
	}
	bin := filepath.Join(h.scratch.path, "bin")
	if err := os.Mkdir(bin, closed); err != nil {
		return fmt.Errorf("make a folder for external plugins: %w", err)
	}
	externals, err := admit(config.Folder, bin)
	if err != nil {
		return err
	}
	for _, external := range externals {
		if _, taken := h.plugins[external.Name]; taken {
			return fmt.Errorf("external plugin %s: a built-in plugin has that name; rename the file and its pin", external.Name)
		}
		if err := h.addExternal(config, filepath.Join(bin, external.Name), external); err != nil {
			return fmt.Errorf("external plugin %s: %w", external.Name, err)
		}
	}
	return nil
}

func (h *Host) addExternal(config Config, path string, admitted external) error {
	log := config.Logger.With().Str("plugin", admitted.Name).Logger()
	way := h.held(config, admitted.Kind)
	if admitted.pin.Trusted {
		log.Warn().Msg("external plugin runs as this user and can read its files: its pin calls it trusted")
	} else {
		found, err := h.isolate(config, admitted.Kind, path)
		if err != nil {
			return fmt.Errorf("%w: %w; have this run by root, or where users may make namespaces, or, if it may have all that you have, "+
				`say "trusted": true in its pin`, ErrExposed, err)
		}
		way = found
		log.Info().Stringer("protection", way).Msg("external plugin is isolated")
	}
	if err := h.open(way, path); err != nil {
		return err
	}
	admitted.Isolated = way.separates()
	spec := way.keep(config, admitted.Info, h.scratch.path)
	spec.Path, spec.Args = path, []string{admitted.Name}
	if admitted.pin.Memory > 0 {
		spec.Memory = admitted.pin.Memory << 20
	}
	if admitted.pin.Processes > 0 {
		spec.Processes = admitted.pin.Processes
	}
	h.add(config, program{kept: spec, sum: admitted.SHA256}, admitted.Info)
	return nil
}

func (h *Host) add(config Config, program program, info Info) {
	program.executable = config.Executable
	h.plugins[info.Name] = newPlugin(config, h.scratch.path, program, info)
}

func (h *Host) find(name string, kind sdk.Kind) (*plugin, error) {
	p, found := h.plugins[name]
	if !found || p.info.Kind != kind {
		var of []string
		for _, info := range h.List() {
			if info.Kind == kind {
				of = append(of, info.Name)
			}
		}
		return nil, fmt.Errorf("no %s is called %q; there are: %s", kind, name, strings.Join(of, ", "))
	}
	return p, nil
}

// What is handed out keeps the sdk's contracts.
var (
	_ sdk.Predicate = (*predicate)(nil)
	_ sdk.Executor  = (*executor)(nil)
	_ sdk.Probe     = (*probe)(nil)
)
