package sdk

import (
	"context"
	"regexp"
	"slices"
)

// A Probe asks devices of the machine that it runs on. What it answers is judged by meters elsewhere, who believe nothing.
type Probe interface {
	// Configure gives the plugin its settings, secrets among them, before any other call.
	Configure(ctx context.Context, settings map[string]string) error
	// Describe says what this is. Its answer never changes while the process runs.
	Describe(ctx context.Context) (ProbeDescription, error)
	// Devices is what there is now. None is an empty list; an error is for a driver that is missing or does not answer.
	Devices(ctx context.Context) ([]ProbeDevice, error)
	// Answer answers one question about a device. Questions about one device come one after the other, and the question
	// itself says which of the checks it is for. An empty one ends what earlier ones began, so that the device is free
	// again; QuestionReady makes the device ready for questions with deadlines. Both have an empty answer, and meters ask neither.
	Answer(ctx context.Context, device string, request []byte) ([]byte, error)
}

// The checks that a probe may answer.
const (
	CheckChallenge   = "challenge"   // the device works and has its memory, now
	CheckTelemetry   = "telemetry"   // what the driver tells of it
	CheckAttestation = "attestation" // what it signs of itself
)

// QuestionReady is what is asked before a challenge: whatever takes long and is no part of it, such as opening a device and
// compiling for it, is done then.
const QuestionReady = "tercet/probe/ready"

// Checks is every check that there is.
func Checks() []string { return []string{CheckChallenge, CheckTelemetry, CheckAttestation} }

// ProbeDescription is what a probe says of itself.
type ProbeDescription struct {
	Name    string   `json:"name"`    // as pinned
	Version string   `json:"version"` // of the plugin
	Answers []string `json:"answers"` // the checks it answers: challenge alone, or others
}

// ProbeDevice is a device as a probe sees it.
type ProbeDevice struct {
	ID     string   `json:"id"`              // the driver's UUID where there is one, such as GPU-8e4a6d2c-…, else a name that stays
	Name   string   `json:"name"`            // model
	Memory uint64   `json:"memory"`          // bytes
	Kind   string   `json:"kind"`            // gpu or cpu
	Notes  []string `json:"notes,omitempty"` // what a person should know, such as MIG
}

// The kinds of devices.
const (
	DeviceGPU = "gpu"
	DeviceCPU = "cpu"
)

// What no question to a probe and no answer of one may exceed.
const (
	MaxDevices       = 64 // how many
	MaxNotes         = 16 // of one device, how many
	MaxProbeRequest  = 64 << 10
	MaxProbeAnswer   = 64 << 20
	maxChecks        = 8
	maxDeviceID      = 64
	maxProbeMemory   = 1 << 50
	maxProbeName     = 256
	maxProbeNameText = "at most 256 bytes without control characters"
)

var deviceID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:-]*$`)

// CheckDeviceID refuses what is no device's id: letters, digits, dots, dashes, colons and underscores, at most 64 of them.
func CheckDeviceID(id string) error {
	if len(id) > maxDeviceID || !deviceID.MatchString(id) {
		return refused("device id %.80q: want a letter or digit, then letters, digits, dots, dashes, colons or underscores, at most %d together",
			id, maxDeviceID)
	}
	return nil
}

// Check refuses a description that is incomplete or beyond bounds.
func (d ProbeDescription) Check() error {
	if d.Name == "" || d.Version == "" || !fits(d.Name) || !fits(d.Version) {
		return refused("a probe's name and version: want both, %s", maxProbeNameText)
	}
	if len(d.Answers) == 0 || len(d.Answers) > maxChecks {
		return refused("a probe that answers %d checks, want 1 to %d", len(d.Answers), maxChecks)
	}
	for i, check := range d.Answers {
		if !slices.Contains(Checks(), check) {
			return refused("check %d of a probe is %.80q, which is none", i+1, check)
		}
		if slices.Contains(d.Answers[:i], check) {
			return refused("check %d of a probe is %q once more", i+1, check)
		}
	}
	if len(d.Answers) > 1 && slices.Contains(d.Answers, CheckChallenge) {
		return refused("a probe that answers %q and other checks: a question for the others could be a challenge, and break into one under way",
			CheckChallenge)
	}
	return nil
}

// CheckDevices refuses a list of devices beyond bounds, or with one device in it twice.
func CheckDevices(devices []ProbeDevice) error {
	if len(devices) > MaxDevices {
		return refused("%d devices, at most %d are allowed", len(devices), MaxDevices)
	}
	seen := map[string]bool{}
	for i, device := range devices {
		if err := device.check(); err != nil {
			return refused("device %d: %w", i+1, err)
		}
		if seen[device.ID] {
			return refused("device %d: %s is there twice", i+1, device.ID)
		}
		seen[device.ID] = true
	}
	return nil
}

func (d ProbeDevice) check() error {
	if err := CheckDeviceID(d.ID); err != nil {
		return err
	}
	switch {
	case d.Name == "" || !fits(d.Name):
		return refused("its name: want one, %s", maxProbeNameText)
	case d.Memory > maxProbeMemory:
		return refused("a memory of %d bytes, at most %d are allowed", d.Memory, uint64(maxProbeMemory))
	case d.Kind != DeviceGPU && d.Kind != DeviceCPU:
		return refused("its kind is %.80q, not %q or %q", d.Kind, DeviceGPU, DeviceCPU)
	case len(d.Notes) > MaxNotes:
		return refused("%d notes, at most %d are allowed", len(d.Notes), MaxNotes)
	}
	for i, note := range d.Notes {
		if !fits(note) {
			return refused("note %d: want %s", i+1, maxProbeNameText)
		}
	}
	return nil
}

func fits(text string) bool { return len(text) <= maxProbeName && Clean(text) == text }

// CheckProbeRequest refuses a question that is too large.
func CheckProbeRequest(request []byte) error {
	if len(request) > MaxProbeRequest {
		return refused("a question of %d bytes, at most %d are allowed", len(request), MaxProbeRequest)
	}
	return nil
}

// CheckProbeAnswer refuses an answer that is too large.
func CheckProbeAnswer(answer []byte) error {
	if len(answer) > MaxProbeAnswer {
		return refused("an answer of %d bytes, at most %d are allowed", len(answer), MaxProbeAnswer)
	}
	return nil
}
