//go:build prover

package bundles

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// Batches of 4 and 16 have keys if they stay below the limit, and only then.
func TestEveryBatchBelowTheLimitHasKeys(t *testing.T) {
	t.Parallel()
	for _, name := range Names() {
		one, err := Compile(name, 0)
		require.NoError(t, err)
		for _, n := range []int{4, 16} {
			fits := n*one.GetNbConstraints() <= MaxBatchConstraints
			if system, err := Compile(name, n); fits && err == nil {
				fits = system.GetNbConstraints() <= MaxBatchConstraints
			}
			require.Equal(t, fits, slices.Contains(Sizes(name), n), "%d of %s", n, name)
		}
	}
}
