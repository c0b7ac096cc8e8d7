// Command nvml is the probe of telemetry and attestation: what NVIDIA's driver tells of GPUs, and what they sign. It is a
// binary of its own since NVML's Go bindings need cgo to be built; build it with CGO_ENABLED=1, put it into the folder of
// plugins and pin it as a probe.
//
// It promises that a machine without the driver is told what is missing, and that it asks and changes nothing. A process counts
// as one of this tenancy if it is visible here, in /proc: run it where the buyer's processes run. In a container without the
// machine's process ids the driver may name none, or by numbers that are not those of here; what memory they use is
// seen all the same. Unverified on hardware.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := serve(); err != nil {
		fmt.Fprintf(os.Stderr, "nvml: %v\n", err)
		os.Exit(1)
	}
}
