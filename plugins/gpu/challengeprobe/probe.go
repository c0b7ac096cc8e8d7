// Package challengeprobe is the built-in probe that answers challenges with the devices of a Driver.
//
// It promises that a device is opened when it is made ready, or with the first question of a challenge, and closed with the empty
// one that ends it, so that between challenges nothing of it is held; that questions about one device are answered one after the other; and that
// only GPUs are listed and opened, unless the setting allow-cpu says otherwise, which is for trials. What a driver says of
// a device, its name and that it is a GPU, is not proved: meters judge answers, not names.
//
// Its settings are allow-cpu (true or false), library (which OpenCL to load) and path (where a driver that compiles finds its
// linker, as PoCL has to).
package challengeprobe

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Name is what the probe is called.
const Name = "challenge"

const version = "1.0.0"

const (
	allowCPU = "allow-cpu"
	library  = "library"
	path     = "path"
)

// variables are what drivers take from the environment, of which a plugin inherits nothing: settings give it by name.
var variables = map[string]string{library: "TERCET_OPENCL", path: "PATH"}

// Driver finds devices and opens them.
type Driver interface {
	Devices() ([]sdk.ProbeDevice, error)
	Open(id string, allowCPU bool) (Device, error)
}

// Device answers the questions of one challenge after the other.
type Device interface {
	Answer(ctx context.Context, request []byte) ([]byte, error)
	Close() error
}

// Probe implements sdk.Probe.
type Probe struct {
	driver Driver

	mu       sync.Mutex
	allowCPU bool
	slots    map[string]*slot // by device, of those that were asked
}

// slot is a device as it is opened and closed.
type slot struct {
	turn chan struct{} // holds one token: whoever has it may touch the device
	open Device        // nil between challenges
}

// New is a probe of that driver's devices.
func New(driver Driver) *Probe { return &Probe{driver: driver, slots: map[string]*slot{}} }

// Configure implements sdk.Probe.
func (p *Probe) Configure(_ context.Context, settings map[string]string) error {
	allowed := false
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if variable, known := variables[name]; known {
			if err := os.Setenv(variable, settings[name]); err != nil {
				return fmt.Errorf("setting %q: %w", name, err)
			}
			continue
		}
		if name != allowCPU {
			return fmt.Errorf("setting %q is unknown; there are %q, %q and %q", name, allowCPU, library, path)
		}
		switch settings[name] {
		case "true":
			allowed = true
		case "false":
		default:
			return fmt.Errorf("setting %q is %q: want true or false", name, settings[name])
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.allowCPU = allowed
	return nil
}

// Describe implements sdk.Probe.
func (p *Probe) Describe(context.Context) (sdk.ProbeDescription, error) {
	return sdk.ProbeDescription{Name: Name, Version: version, Answers: []string{sdk.CheckChallenge}}, nil
}

// Devices implements sdk.Probe.
func (p *Probe) Devices(context.Context) ([]sdk.ProbeDevice, error) {
	all, err := p.driver.Devices()
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	allowed := p.allowCPU
	p.mu.Unlock()
	var fit []sdk.ProbeDevice
	var others []string
	for _, device := range all {
		if device.Kind == sdk.DeviceGPU || allowed {
			fit = append(fit, device)
		} else {
			others = append(others, device.Name)
		}
	}
	if len(fit) == 0 && len(others) > 0 {
		return nil, fmt.Errorf("there is no GPU, only %s: install the GPU's driver; for a trial, %s lets other devices answer",
			strings.Join(others, ", "), allowCPU)
	}
	return fit, nil
}

// Answer implements sdk.Probe.
func (p *Probe) Answer(ctx context.Context, device string, request []byte) ([]byte, error) {
	if err := sdk.CheckProbeRequest(request); err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	s, err := p.slot(device)
	if err != nil {
		return nil, err
	}
	select {
	case <-s.turn:
		defer func() { s.turn <- struct{}{} }()
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the question before: %w", context.Cause(ctx))
	}
	if len(request) == 0 {
		return nil, s.close()
	}
	if s.open == nil {
		p.mu.Lock()
		allowed := p.allowCPU
		p.mu.Unlock()
		if s.open, err = p.driver.Open(device, allowed); err != nil {
			s.open = nil
			return nil, fmt.Errorf("open device %s: %w", device, err)
		}
	}
	if string(request) == sdk.QuestionReady {
		return nil, nil
	}
	answer, err := s.open.Answer(ctx, request)
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return answer, nil
}

// slot is a listed device's. Names that are made up take no room.
func (p *Probe) slot(device string) (*slot, error) {
	p.mu.Lock()
	known := p.slots[device]
	p.mu.Unlock()
	if known != nil {
		return known, nil
	}
	devices, err := p.driver.Devices()
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(devices, func(d sdk.ProbeDevice) bool { return d.ID == device }) {
		return nil, sdk.Unjudgeable(fmt.Errorf("there is no device %.80q", device))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.slots[device] == nil {
		p.slots[device] = &slot{turn: make(chan struct{}, 1)}
		p.slots[device].turn <- struct{}{}
	}
	return p.slots[device], nil
}

func (s *slot) close() error {
	if s.open == nil {
		return nil
	}
	open := s.open
	s.open = nil
	if err := open.Close(); err != nil {
		return fmt.Errorf("close the device: %w", err)
	}
	return nil
}
