// Package bundles names the circuits whose keys this binary can make itself. It promises that the bundle of a name is
// that of the circuit in this source, whatever lies in the folder.
package bundles

import (
	"context"

	"github.com/tercet-protocol/tercet/circuits/keys"
)

// Develop returns a bundle with development keys, from the folder or made anew and kept there. progress hears of each
// stage.
func Develop(ctx context.Context, folder, name string, progress func(stage string)) (*keys.Bundle, error) {
	circuit, err := circuitOf(name, 0)
	if err != nil {
		return nil, err
	}
	return keys.Develop(ctx, folder, name, circuit, progress)
}
