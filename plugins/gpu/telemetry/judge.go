package telemetry

import (
	"fmt"
)

// The rules, in the order in which they are told.
const (
	RuleDevice       = "device"       // it is the device that was registered
	RuleChanged      = "changed"      // it is what the last sample said
	RuleMemory       = "memory"       // it has the memory that was promised
	RuleSlice        = "slice"        // it is a whole GPU
	RuleForeign      = "foreign"      // only processes of this tenancy use it
	RuleUnaccounted  = "unaccounted"  // the memory that is used is some process's
	RuleConfidential = "confidential" // it is in confidential mode, where that was promised
)

// Expectations are what a meter knows of a device.
type Expectations struct {
	UUID         string
	Memory       uint64 // bytes, at least
	Reserve      uint64 // bytes that the driver keeps for itself and that are no process's
	Confidential bool
}

// Finding is what speaks against an hour.
type Finding struct {
	Rule    string `json:"rule"`
	Message string `json:"message"`
}

// Judge holds a sample to what is expected and to the sample before it, if there is one. No finding is no proof of anything.
func Judge(sample Sample, earlier *Sample, expected Expectations) []Finding {
	return judge{}.judge(sample, earlier, expected)
}

// judge applies rules; only tests leave one out.
type judge struct{ without string }

func (j judge) judge(s Sample, earlier *Sample, expected Expectations) []Finding {
	var findings []Finding
	find := func(rule string, against bool, format string, values ...any) {
		if against && rule != j.without {
			findings = append(findings, Finding{rule, fmt.Sprintf(format, values...)})
		}
	}
	find(RuleDevice, s.UUID != expected.UUID, "the device is %s, and %s was registered", s.UUID, expected.UUID)
	if earlier != nil {
		find(RuleChanged, s.UUID != earlier.UUID, "the device was %s before, and is %s now", earlier.UUID, s.UUID)
		find(RuleChanged, s.Name != earlier.Name, "the device was called %q before, and is called %q now", earlier.Name, s.Name)
		find(RuleChanged, s.MemoryTotal < earlier.MemoryTotal, "the device had %d bytes before, and has %d now", earlier.MemoryTotal, s.MemoryTotal)
	}
	find(RuleMemory, s.MemoryTotal < expected.Memory, "the device has %d bytes, and %d were promised", s.MemoryTotal, expected.Memory)
	find(RuleSlice, s.MIG, "MIG is on: the device may be a slice, or be shared with other slices")
	var accounted uint64
	for _, process := range s.Processes {
		accounted += process.Memory // at most 1024 times 2^50: it does not overflow
		find(RuleForeign, !process.Known, "process %d, which is none of this tenancy, uses %d bytes of the device", process.PID, process.Memory)
	}
	if allowed := accounted + expected.Reserve; s.MemoryUsed > allowed {
		find(RuleUnaccounted, true, "%d bytes of the device are used, and only %d of them are a process's or the driver's", s.MemoryUsed, allowed)
	}
	find(RuleConfidential, expected.Confidential && !s.Confidential, "the device is not in confidential mode, which was promised")
	return findings
}
