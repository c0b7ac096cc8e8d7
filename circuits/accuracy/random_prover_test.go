//go:build prover && !race

package accuracy

import "testing"

// The long form of TestCircuitAndOracleAgree.
func TestThousandSamples(t *testing.T) {
	t.Parallel()
	exercise(t, 2, 1000)
}
