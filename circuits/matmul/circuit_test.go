package matmul

import (
	"strings"
	"testing"

	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/stretchr/testify/require"
)

func TestCircuitIsPlain(t *testing.T) {
	t.Parallel()
	for _, n := range []int{small, committed} {
		s := system(t, n)
		require.Empty(t, s.GetCommitments().CommitmentIndexes(), "a Groth16 commitment")
		require.Equal(t, 1+3, s.GetNbPublicVariables(), "the constant one, h, z and y")
		for _, name := range s.(*cs.R1CS).MHintsDependencies {
			require.True(t, strings.HasPrefix(name, "github.com/consensys/gnark/"), "hint %s", name)
		}
	}
}

func TestProductsOfEachSize(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, small, 11, medium, 32, committed} {
		require.NoError(t, solve(t, mustAssign(t, honest(t, 1, n)).Circuit), "size %d", n)
	}
}
