package telemetry

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Question is what a meter asks a probe of telemetry.
const Question = "tercet/gpu/telemetry/v1"

// What no sample may exceed.
const (
	MaxSample    = 256 << 10 // bytes
	MaxProcesses = 1024
	maxName      = 256
	maxMemory    = 1 << 50
)

// Sample is what a driver tells of a device at one moment.
type Sample struct {
	UUID         string    `json:"uuid"`
	Name         string    `json:"name"`
	Driver       string    `json:"driver"`
	MemoryTotal  uint64    `json:"memoryTotal"` // bytes
	MemoryUsed   uint64    `json:"memoryUsed"`
	Utilisation  uint      `json:"utilisation"` // per cent of the last second or so
	Processes    []Process `json:"processes"`
	MIG          bool      `json:"mig"`          // the GPU can be sliced, or is a slice
	Accounting   bool      `json:"accounting"`   // the driver keeps account of processes
	Confidential bool      `json:"confidential"` // the GPU is in confidential mode
}

// Process is one that uses the device.
type Process struct {
	PID    uint   `json:"pid"`
	Memory uint64 `json:"memory"` // bytes on the device
	Known  bool   `json:"known"`  // it is a process of this tenancy
}

// Parse reads a sample in JSON.
func Parse(text []byte) (Sample, error) {
	var sample Sample
	if len(text) > MaxSample {
		return sample, fmt.Errorf("read a sample: offset %d: it has %d bytes, at most %d are allowed", MaxSample, len(text), MaxSample)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&sample); err != nil {
		return Sample{}, fmt.Errorf("read a sample: offset %d: %w", decoder.InputOffset(), err)
	}
	if _, err := decoder.Token(); err == nil || decoder.InputOffset() < int64(len(bytes.TrimRight(text, " \t\r\n"))) {
		return Sample{}, fmt.Errorf("read a sample: offset %d: there is more behind it", decoder.InputOffset())
	}
	if err := sample.Check(); err != nil {
		return Sample{}, fmt.Errorf("read a sample: %w", err)
	}
	return sample, nil
}

// Marshal writes a sample.
func (s Sample) Marshal() ([]byte, error) {
	if err := s.Check(); err != nil {
		return nil, fmt.Errorf("write a sample: %w", err)
	}
	return json.Marshal(s)
}

// Check refuses a sample beyond bounds, or one that contradicts itself.
func (s Sample) Check() error {
	if err := sdk.CheckDeviceID(s.UUID); err != nil {
		return err
	}
	for _, field := range []struct{ name, text string }{{"name", s.Name}, {"driver", s.Driver}} {
		if field.text == "" || len(field.text) > maxName || sdk.Clean(field.text) != field.text {
			return fmt.Errorf("%s: want one of at most %d bytes without control characters", field.name, maxName)
		}
	}
	switch {
	case s.MemoryTotal == 0 || s.MemoryTotal > maxMemory:
		return fmt.Errorf("memory: %d bytes, want 1 to %d", s.MemoryTotal, uint64(maxMemory))
	case s.MemoryUsed > s.MemoryTotal:
		return fmt.Errorf("memory: %d of %d bytes are used", s.MemoryUsed, s.MemoryTotal)
	case s.Utilisation > 100:
		return fmt.Errorf("utilisation: %d per cent", s.Utilisation)
	case len(s.Processes) > MaxProcesses:
		return fmt.Errorf("processes: %d, at most %d are allowed", len(s.Processes), MaxProcesses)
	}
	seen := map[uint]bool{}
	for i, process := range s.Processes {
		if process.Memory > s.MemoryTotal {
			return fmt.Errorf("process %d: it uses %d of %d bytes", i+1, process.Memory, s.MemoryTotal)
		}
		if seen[process.PID] {
			return fmt.Errorf("process %d: %d is there twice", i+1, process.PID)
		}
		seen[process.PID] = true
	}
	return nil
}
