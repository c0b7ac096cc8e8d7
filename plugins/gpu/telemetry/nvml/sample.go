//go:build cgo

package main

import (
	"errors"
	"math"

	"github.com/NVIDIA/go-nvml/pkg/nvml"

	"github.com/tercet-protocol/tercet/plugins/gpu/telemetry"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// sample asks for everything there is about a device. What a device or driver does not support is left at nothing.
func (p *probe) sample(device nvml.Device) (telemetry.Sample, error) {
	var s telemetry.Sample
	var faults []error
	must := func(call string, ret nvml.Return) {
		faults = append(faults, fault(call, ret))
	}
	may := func(call string, ret nvml.Return) bool {
		if ret != nvml.ERROR_NOT_SUPPORTED && ret != nvml.ERROR_FUNCTION_NOT_FOUND {
			must(call, ret)
		}
		return ret == nvml.SUCCESS
	}
	var ret nvml.Return
	s.UUID, ret = device.GetUUID()
	must("nvmlDeviceGetUUID", ret)
	s.Name, ret = device.GetName()
	must("nvmlDeviceGetName", ret)
	s.Driver, ret = p.nvml.SystemGetDriverVersion()
	must("nvmlSystemGetDriverVersion", ret)
	memory, ret := device.GetMemoryInfo()
	must("nvmlDeviceGetMemoryInfo", ret)
	s.MemoryTotal, s.MemoryUsed = memory.Total, memory.Used
	if rates, ret := device.GetUtilizationRates(); may("nvmlDeviceGetUtilizationRates", ret) {
		s.Utilisation = uint(rates.Gpu)
	}
	if current, pending, ret := device.GetMigMode(); may("nvmlDeviceGetMigMode", ret) {
		s.MIG = current == nvml.DEVICE_MIG_ENABLE || pending == nvml.DEVICE_MIG_ENABLE
	}
	if state, ret := device.GetAccountingMode(); may("nvmlDeviceGetAccountingMode", ret) {
		s.Accounting = state == nvml.FEATURE_ENABLED
	}
	if state, ret := p.nvml.SystemGetConfComputeState(); may("nvmlSystemGetConfComputeState", ret) {
		s.Confidential = state.CcFeature != 0 && state.DevToolsMode == 0
	}
	for _, ask := range []struct {
		call      string
		processes func() ([]nvml.ProcessInfo, nvml.Return)
	}{
		{"nvmlDeviceGetComputeRunningProcesses", device.GetComputeRunningProcesses},
		{"nvmlDeviceGetGraphicsRunningProcesses", device.GetGraphicsRunningProcesses},
	} {
		list, ret := ask.processes()
		if may(ask.call, ret) {
			s.Processes = p.add(s.Processes, list)
		}
	}
	s.Name, s.Driver = sdk.Clean(s.Name), sdk.Clean(s.Driver)
	return s, errors.Join(faults...)
}

// add puts processes to those that are there: one that computes and draws is in both of NVML's lists.
func (p *probe) add(to []telemetry.Process, list []nvml.ProcessInfo) []telemetry.Process {
	for _, info := range list {
		process := telemetry.Process{PID: uint(info.Pid), Memory: info.UsedGpuMemory, Known: p.visible(info.Pid)}
		if process.Memory == math.MaxUint64 {
			process.Memory = 0 // NVML's word for not available
		}
		twice := false
		for i := range to {
			if to[i].PID == process.PID {
				twice = true
				to[i].Memory = max(to[i].Memory, process.Memory)
			}
		}
		if !twice {
			to = append(to, process)
		}
	}
	return to
}
