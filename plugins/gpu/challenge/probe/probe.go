// Package probe is the check plugin that has this machine's devices answer challenges, through OpenCL.
//
// It promises one challenge at a time for each device, that devices are GPUs unless its setting says otherwise, and that a device's
// memory is free again once a challenge is answered, ended or failed. It trusts the driver; what it answers is for meters to judge.
package probe

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/opencl"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What the plugin says of itself.
const (
	Name    = sdk.CheckChallenge
	Version = "1.0.0"
)

// cpuSetting allows devices that are no GPUs, for tests and trials.
const cpuSetting = "allow-cpu"

// Probe implements sdk.Probe.
type Probe struct {
	options opencl.Options

	mu        sync.Mutex
	answerers map[string]*challenge.Answerer
}

// New makes a probe of GPUs.
func New() *Probe { return &Probe{answerers: map[string]*challenge.Answerer{}} }

// Configure implements sdk.Probe.
func (p *Probe) Configure(_ context.Context, settings map[string]string) error {
	options := opencl.Options{}
	for name, value := range settings {
		allowed, err := strconv.ParseBool(value)
		if name != cpuSetting || err != nil {
			return fmt.Errorf("setting %q is %q; there is only %q, true or false", name, value, cpuSetting)
		}
		options.AllowCPU = allowed
	}
	p.options = options
	return nil
}

// Describe implements sdk.Probe.
func (*Probe) Describe(context.Context) (sdk.ProbeDescription, error) {
	return sdk.ProbeDescription{Name: Name, Version: Version, Answers: []string{sdk.CheckChallenge}}, nil
}

// Devices implements sdk.Probe: those that may be challenged.
func (p *Probe) Devices(context.Context) ([]sdk.ProbeDevice, error) {
	found, err := opencl.Devices()
	if err != nil {
		return nil, err
	}
	var devices []sdk.ProbeDevice
	for _, info := range found {
		kind := sdk.DeviceGPU
		if info.Kind != opencl.GPU {
			kind = sdk.DeviceCPU
		}
		if kind != sdk.DeviceGPU && !p.options.AllowCPU {
			continue
		}
		devices = append(devices, sdk.ProbeDevice{
			ID: info.ID, Name: sdk.Clean(info.Name), Memory: info.Memory, Kind: kind,
			Notes: []string{sdk.Clean(strings.TrimSpace(info.Vendor + ", driver " + info.Driver))},
		})
	}
	if len(devices) == 0 && len(found) > 0 {
		return nil, fmt.Errorf("none of the %d devices that OpenCL finds is a GPU; for trials, %s=true takes others", len(found), cpuSetting)
	}
	return devices, nil
}

// Answer implements sdk.Probe.
func (p *Probe) Answer(ctx context.Context, device string, request []byte) ([]byte, error) {
	answerer, err := p.answerer(device)
	if err != nil {
		return nil, err
	}
	if len(request) == 0 {
		return nil, answerer.End(ctx)
	}
	return answerer.Answer(ctx, request)
}

func (p *Probe) answerer(device string) (*challenge.Answerer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if known, found := p.answerers[device]; found {
		return known, nil
	}
	opened, err := opencl.Open(device, p.options)
	if err != nil {
		return nil, sdk.Unjudgeable(errors.Join(fmt.Errorf("open device %s", device), err))
	}
	p.answerers[device] = challenge.NewAnswerer(opened)
	return p.answerers[device], nil
}
