// Package bundles names the circuits whose keys this binary can make itself. It promises that the bundle of a name is
// that of the circuit in this source, whatever lies in the folder.
package bundles

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/circuits/terzarima"
)

// The bundles there are, by the names of their predicates.
const (
	TerzaRima   = "terza-rima"
	ProofOfWork = "proof-of-work"
)

var circuits = map[string]func() frontend.Circuit{
	TerzaRima:   func() frontend.Circuit { return new(terzarima.Circuit) },
	ProofOfWork: func() frontend.Circuit { return new(proofofwork.Circuit) },
}

// Names lists the bundles, in order.
func Names() []string { return slices.Sorted(maps.Keys(circuits)) }

// Develop returns a bundle with development keys, from the folder or made anew and kept there. progress hears of each
// stage.
func Develop(ctx context.Context, folder, name string, progress func(stage string)) (*keys.Bundle, error) {
	circuit, known := circuits[name]
	if !known {
		return nil, fmt.Errorf("bundle %q is not built in; there are: %s", name, strings.Join(Names(), ", "))
	}
	return keys.Develop(ctx, folder, name, circuit(), progress)
}
