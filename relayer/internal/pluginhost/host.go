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

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// ErrUnavailable says that a plugin does not run at the moment; the same call may succeed later.
var ErrUnavailable = errors.New("plugin unavailable")

// ErrTimeout says that a plugin took longer than it may and was ended.
var ErrTimeout = errors.New("plugin took too long")

// Host owns the plugins' processes.
type Host struct {
	scratch *scratch
	plugins map[string]*plugin
}

// Info is what is known of a plugin before it runs.
type Info struct {
	Name     string
	Kind     sdk.Kind
	External bool
	SHA256   string // of an external plugin's binary
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
	host := &Host{scratch: scratch, plugins: map[string]*plugin{}}
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
		list = append(list, h.plugins[name].info)
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
		h.add(config, program{
			path: config.Executable, args: []string{"tercet", "plugin", "serve", name},
		}, Info{Name: name, Kind: kind})
	}
	if config.Folder == "" {
		return nil
	}
	bin := filepath.Join(h.scratch.path, "bin")
	if err := os.Mkdir(bin, 0o700); err != nil {
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
		h.add(config, program{
			path: filepath.Join(bin, external.Name), args: []string{external.Name}, sum: external.SHA256,
		}, external)
	}
	if len(externals) > 0 {
		config.Logger.Warn().Str("folder", config.Folder).Strs("plugins", names(externals)).
			Msg("external plugins run as this user and can read its files: pin only what you trust")
	}
	return nil
}

func (h *Host) add(config Config, program program, info Info) {
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

func names(infos []Info) []string {
	out := make([]string, len(infos))
	for i, info := range infos {
		out[i] = info.Name
	}
	return out
}

// What is handed out keeps the sdk's contracts.
var (
	_ sdk.Predicate = (*predicate)(nil)
	_ sdk.Executor  = (*executor)(nil)
	_ sdk.Probe     = (*probe)(nil)
)
