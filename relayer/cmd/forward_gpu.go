package cmd

import (
	"fmt"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// gpuRows tell of a forward of GPU-hours what is sold, whose word it takes, and what remains trusted.
func gpuRows(forward chain.Forward) [][2]string {
	p, isGPU := gpuhours.InTerms(forward.Params, forward.Terms)
	if !isGPU {
		return nil
	}
	return [][2]string{
		{"GPU", fmt.Sprintf("%s, evidence of class %s, at most %d devices; %s", p.Model, p.Class, p.Devices, classMeans[p.Class])},
		{"meters", fmt.Sprintf("%d of %d sign; disputed challenges are %s", p.Signatures, len(p.Meters), p.Disputed)},
		{"trusted", gpuhours.Trusted},
	}
}

var classMeans = map[gpuhours.Class]string{
	gpuhours.ClassA: "attested, inside a confidential virtual machine",
	gpuhours.ClassB: "attested",
	gpuhours.ClassC: "challenged: an equal or better device with this memory answers",
}

const noKind = "-"

// kindOf is what a listing says of a forward.
func kindOf(forward chain.Forward) string {
	if p, isGPU := gpuhours.InTerms(forward.Params, forward.Terms); isGPU {
		return fmt.Sprintf("GPU %s, class %s", p.Model, p.Class)
	}
	return noKind
}
