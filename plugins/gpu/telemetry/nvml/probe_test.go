//go:build cgo

package main

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/NVIDIA/go-nvml/pkg/nvml"
	"github.com/NVIDIA/go-nvml/pkg/nvml/mock/dgxh100"
	"github.com/NVIDIA/go-nvml/pkg/nvml/mock/server"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation/attestationtest"
	"github.com/tercet-protocol/tercet/plugins/gpu/telemetry"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

const mine, theirs = 7, 8

// machine is eight made-up H100s. The functions that go-nvml's mock leaves out are given here.
func machine() (*server.Server, *server.Device) {
	lib := dgxh100.New()
	lib.SystemGetConfComputeStateFunc = func() (nvml.ConfComputeSystemState, nvml.Return) {
		return nvml.ConfComputeSystemState{CcFeature: 1}, nvml.SUCCESS
	}
	for _, device := range lib.Devices {
		d := device.(*server.Device)
		d.GetUtilizationRatesFunc = func() (nvml.Utilization, nvml.Return) { return nvml.Utilization{Gpu: 97}, nvml.SUCCESS }
		d.GetAccountingModeFunc = func() (nvml.EnableState, nvml.Return) { return nvml.FEATURE_ENABLED, nvml.SUCCESS }
		d.GetComputeRunningProcessesFunc = processes(nvml.ProcessInfo{Pid: mine, UsedGpuMemory: 1 << 30})
		d.GetGraphicsRunningProcessesFunc = processes()
	}
	return lib, lib.Devices[0].(*server.Device)
}

func processes(list ...nvml.ProcessInfo) func() ([]nvml.ProcessInfo, nvml.Return) {
	return func() ([]nvml.ProcessInfo, nvml.Return) { return list, nvml.SUCCESS }
}

func tested(lib nvml.Interface) *probe {
	return newProbe(lib, func(pid uint32) bool { return pid == mine })
}

func TestProbeConforms(t *testing.T) {
	t.Parallel()
	lib, _ := machine()
	plugintest.ExerciseProbe(t, tested(lib), plugintest.Questions{
		Works: [][]byte{[]byte(telemetry.Question)}, Refused: [][]byte{[]byte("nonsense")},
	})
}

func TestSample(t *testing.T) {
	t.Parallel()
	lib, device := machine()
	p := tested(lib)
	devices, err := p.Devices(t.Context())
	require.NoError(t, err)
	require.Len(t, devices, 8)
	device.MemoryInfo.Used = 3 << 30
	device.MigMode = nvml.DEVICE_MIG_ENABLE
	device.GetGraphicsRunningProcessesFunc = processes(
		nvml.ProcessInfo{Pid: theirs, UsedGpuMemory: math.MaxUint64}, nvml.ProcessInfo{Pid: mine, UsedGpuMemory: 2 << 30})
	answer, err := p.Answer(t.Context(), device.UUID, []byte(telemetry.Question))
	require.NoError(t, err)
	sample, err := telemetry.Parse(answer)
	require.NoError(t, err)
	require.Equal(t, telemetry.Sample{
		UUID: device.UUID, Name: "NVIDIA H100 80GB HBM3", Driver: lib.DriverVersion, MemoryTotal: device.MemoryInfo.Total, MemoryUsed: 3 << 30,
		Utilisation: 97, Processes: []telemetry.Process{{PID: mine, Memory: 2 << 30, Known: true}, {PID: theirs}},
		MIG: true, Accounting: true, Confidential: true,
	}, sample)
	var rules []string
	for _, finding := range telemetry.Judge(sample, nil, telemetry.Expectations{UUID: device.UUID, Reserve: 1 << 29}) {
		rules = append(rules, finding.Rule)
	}
	require.Equal(t, []string{telemetry.RuleSlice, telemetry.RuleForeign, telemetry.RuleUnaccounted}, rules)
}

// What a driver does not support is nothing; what it fails at is an error, and says which call.
func TestCallsThatFail(t *testing.T) {
	t.Parallel()
	lib, device := machine()
	p := tested(lib)
	device.GetUtilizationRatesFunc = func() (nvml.Utilization, nvml.Return) { return nvml.Utilization{}, nvml.ERROR_NOT_SUPPORTED }
	lib.SystemGetConfComputeStateFunc = func() (nvml.ConfComputeSystemState, nvml.Return) {
		return nvml.ConfComputeSystemState{}, nvml.ERROR_FUNCTION_NOT_FOUND
	}
	_, err := p.Answer(t.Context(), device.UUID, []byte(telemetry.Question))
	require.NoError(t, err)
	device.GetComputeRunningProcessesFunc = func() ([]nvml.ProcessInfo, nvml.Return) { return nil, nvml.ERROR_GPU_IS_LOST }
	_, err = p.Answer(t.Context(), device.UUID, []byte(telemetry.Question))
	require.ErrorContains(t, err, "nvmlDeviceGetComputeRunningProcesses: ")
	devices, err := p.Devices(t.Context())
	require.NoError(t, err)
	require.Len(t, devices, 7, "a GPU that is lost does not take the others with it")
	_, err = p.Answer(t.Context(), "GPU-nowhere", []byte(telemetry.Question))
	require.ErrorContains(t, err, "nvmlDeviceGetHandleByUUID: ")
}

func TestWithoutADriver(t *testing.T) {
	t.Parallel()
	lib, _ := machine()
	lib.InitFunc = func() nvml.Return { return nvml.ERROR_LIBRARY_NOT_FOUND }
	_, err := tested(lib).Devices(t.Context())
	require.EqualError(t, err, "libnvidia-ml.so.1 is not here: install NVIDIA's driver, or let the container see it")
}

// local asks a probe as an agent would.
type local struct{ sdk.Probe }

func (l local) Ask(ctx context.Context, device, _ string, request []byte) ([]byte, error) {
	return l.Answer(ctx, device, request)
}

// A made-up GPU's reports come out of NVML and hold, and each was asked for with its own nonce.
func TestAttestation(t *testing.T) {
	t.Parallel()
	lib, device := machine()
	gpu := attestationtest.New("vendor", "chip", "firmware")
	device.GetConfComputeGpuAttestationReportFunc = func(report *nvml.ConfComputeGpuAttestationReport) nvml.Return {
		report.AttestationReportSize = uint32(copy(report.AttestationReport[:], gpu.Report(report.Nonce)))
		return nvml.SUCCESS
	}
	device.GetConfComputeGpuCertificateFunc = func() (nvml.ConfComputeGpuCertificate, nvml.Return) {
		var certificate nvml.ConfComputeGpuCertificate
		certificate.AttestationCertChainSize = uint32(copy(certificate.AttestationCertChain[:], gpu.Chain()))
		return certificate, nvml.SUCCESS
	}
	p := tested(lib)
	source := telemetry.Source(local{p}, device.UUID)
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	attestationtest.Exercise(t, source, attestation.Verifier{Root: gpu.Root()}, at)

	device.GetConfComputeGpuAttestationReportFunc = func(report *nvml.ConfComputeGpuAttestationReport) nvml.Return {
		report.AttestationReportSize = 9000
		return nvml.SUCCESS
	}
	_, err := source.Attest(t.Context(), attestation.Nonce{1})
	require.ErrorContains(t, err, "more than there is room for")
	device.GetConfComputeGpuAttestationReportFunc = func(*nvml.ConfComputeGpuAttestationReport) nvml.Return { return nvml.ERROR_NOT_SUPPORTED }
	_, err = source.Attest(t.Context(), attestation.Nonce{1})
	require.ErrorContains(t, err, "nvmlDeviceGetConfComputeGpuAttestationReport: ")
}
