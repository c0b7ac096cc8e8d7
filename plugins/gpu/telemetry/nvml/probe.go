//go:build cgo

package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/NVIDIA/go-nvml/pkg/nvml"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/telemetry"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const (
	name    = "nvml"
	version = "1.0.0"
)

// probe asks NVML, which answers one at a time.
type probe struct {
	nvml    nvml.Interface
	visible func(pid uint32) bool

	mu    sync.Mutex
	ready bool
}

func newProbe(lib nvml.Interface, visible func(uint32) bool) *probe {
	return &probe{nvml: lib, visible: visible}
}

// Configure implements sdk.Probe. There is nothing to set.
func (p *probe) Configure(_ context.Context, settings map[string]string) error {
	for name := range settings {
		return fmt.Errorf("setting %q is unknown; there are none", name)
	}
	return nil
}

// Describe implements sdk.Probe.
func (p *probe) Describe(context.Context) (sdk.ProbeDescription, error) {
	return sdk.ProbeDescription{Name: name, Version: version, Answers: []string{sdk.CheckTelemetry, sdk.CheckAttestation}}, nil
}

// Devices implements sdk.Probe.
func (p *probe) Devices(context.Context) ([]sdk.ProbeDevice, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.start(); err != nil {
		return nil, err
	}
	count, ret := p.nvml.DeviceGetCount()
	if err := fault("nvmlDeviceGetCount", ret); err != nil {
		return nil, err
	}
	var devices []sdk.ProbeDevice
	for i := range min(count, sdk.MaxDevices) {
		device, ret := p.nvml.DeviceGetHandleByIndex(i)
		if err := fault("nvmlDeviceGetHandleByIndex", ret); err != nil {
			return nil, fmt.Errorf("device %d: %w", i, err)
		}
		sample, err := p.sample(device)
		if errors.Is(err, nvml.ERROR_GPU_IS_LOST) {
			continue // it does not take the others with it
		}
		if err != nil {
			return nil, fmt.Errorf("device %d: %w", i, err)
		}
		listed := sdk.ProbeDevice{ID: sample.UUID, Name: sample.Name, Memory: sample.MemoryTotal, Kind: sdk.DeviceGPU, Notes: []string{"NVML: driver " + sample.Driver}}
		if sample.MIG {
			listed.Notes = append(listed.Notes, "MIG is on: it may be a slice of a GPU")
		}
		devices = append(devices, listed)
	}
	return devices, nil
}

// Answer implements sdk.Probe.
func (p *probe) Answer(ctx context.Context, id string, request []byte) ([]byte, error) {
	if err := sdk.CheckProbeRequest(request); err != nil {
		return nil, sdk.Unjudgeable(err)
	}
	if len(request) == 0 || string(request) == sdk.QuestionReady {
		return nil, nil // nothing is held
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := errors.Join(ctx.Err(), p.start()); err != nil {
		return nil, err
	}
	device, ret := p.nvml.DeviceGetHandleByUUID(id)
	if err := fault("nvmlDeviceGetHandleByUUID", ret); err != nil {
		return nil, fmt.Errorf("device %.80q: %w", id, err)
	}
	if nonce, asked := telemetry.AttestationNonce(request); asked {
		return attest(device, nonce)
	}
	if string(request) != telemetry.Question {
		return nil, sdk.Unjudgeable(errors.New("offset 0, beginning: it is neither a question for telemetry nor one for a report"))
	}
	sample, err := p.sample(device)
	if err != nil {
		return nil, err
	}
	return sample.Marshal()
}

// start loads the library at the first question.
func (p *probe) start() error {
	if p.ready {
		return nil
	}
	ret := p.nvml.Init()
	if errors.Is(ret, nvml.ERROR_LIBRARY_NOT_FOUND) {
		return errors.New("libnvidia-ml.so.1 is not here: install NVIDIA's driver, or let the container see it")
	}
	if err := fault("nvmlInit", ret); err != nil {
		return err
	}
	p.ready = true
	return nil
}

func attest(device nvml.Device, nonce attestation.Nonce) ([]byte, error) {
	report := nvml.ConfComputeGpuAttestationReport{Nonce: nonce}
	if err := fault("nvmlDeviceGetConfComputeGpuAttestationReport", device.GetConfComputeGpuAttestationReport(&report)); err != nil {
		return nil, err
	}
	certificate, ret := device.GetConfComputeGpuCertificate()
	if err := fault("nvmlDeviceGetConfComputeGpuCertificate", ret); err != nil {
		return nil, err
	}
	size, chain := report.AttestationReportSize, certificate.AttestationCertChainSize
	if int(size) > len(report.AttestationReport) || int(chain) > len(certificate.AttestationCertChain) {
		return nil, fmt.Errorf("NVML announces a report of %d bytes and certificates of %d, more than there is room for", size, chain)
	}
	architecture, ret := device.GetArchitecture()
	if err := fault("nvmlDeviceGetArchitecture", ret); err != nil {
		return nil, err
	}
	return attestation.MarshalEvidence([]attestation.Evidence{{
		Report: report.AttestationReport[:size], Chain: certificate.AttestationCertChain[:chain],
		Claims: &attestation.Claims{Architecture: architectures[architecture], Nonce: nonce},
	}})
}

// architectures are what NVIDIA's tools call them, of those that sign reports.
var architectures = map[nvml.DeviceArchitecture]string{nvml.DEVICE_ARCH_HOPPER: "HOPPER", nvml.DEVICE_ARCH_BLACKWELL: "BLACKWELL"}

// fault is what went wrong with a call of NVML's.
func fault(call string, ret nvml.Return) error {
	if ret == nvml.SUCCESS {
		return nil
	}
	return fmt.Errorf("%s: %w", call, ret)
}
