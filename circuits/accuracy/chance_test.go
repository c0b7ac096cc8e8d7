package accuracy

import (
	"fmt"
	"math"
	"math/big"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// exactly is Chance in fractions.
func exactly(right, pool int64, draws, threshold int) float64 {
	total := new(big.Rat)
	for n := threshold; n <= draws; n++ {
		term := new(big.Int).Binomial(int64(draws), int64(n))
		term.Mul(term, new(big.Int).Exp(big.NewInt(right), big.NewInt(int64(n)), nil))
		term.Mul(term, new(big.Int).Exp(big.NewInt(pool-right), big.NewInt(int64(draws-n)), nil))
		total.Add(total, new(big.Rat).SetInt(term))
	}
	total.Quo(total, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(pool), big.NewInt(int64(draws)), nil)))
	value, _ := total.Float64()
	return value
}

func TestChance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		right            int64
		draws, threshold int
	}{{3600, 200, 180}, {3600, 200, 150}, {2048, 200, 190}, {4096, 200, 200}, {0, 200, 1}, {0, 200, 0}, {1, 100, 2}, {4095, 100, 100}} {
		want := exactly(c.right, 4096, c.draws, c.threshold)
		require.InDelta(t, 1, Chance(float64(c.right)/4096, c.draws, c.threshold)+Miss(float64(c.right)/4096, c.draws, c.threshold), 1e-9)
		require.InEpsilon(t, 1+want, 1+Chance(float64(c.right)/4096, c.draws, c.threshold), 1e-9, "%+v", c)
		if want > 0 {
			require.InEpsilon(t, want, Chance(float64(c.right)/4096, c.draws, c.threshold), 1e-9, "%+v", c)
		}
	}
}

// What is assured is just where the chance is as small as it has to be.
func TestAssured(t *testing.T) {
	t.Parallel()
	for _, threshold := range []int{150, 180, 200} {
		least := Assured(200, threshold, GrindingBits+SecurityBits)
		require.InEpsilon(t, math.Exp2(-88), Chance(least, 200, threshold), 1e-6)
	}
	require.Less(t, Assured(10, 10, 88), 0.0023, "why examples are not drawn in blocks")
	require.InDelta(t, -46.4, 10*math.Log2(0.04), 0.1, "doc.go's example of it")
	require.InDelta(t, 0.55, Assured(200, 180, 88), 0.005)
	require.InDelta(t, 0.69, Assured(200, 180, 40), 0.005)
	require.InDelta(t, 3_000, 1/Miss(3610.0/4096, 200, 160), 50, "the README's example of a provider's margin")
	require.Less(t, Miss(3610.0/4096, 200, 134), math.Exp2(-48))
	require.Greater(t, Miss(3610.0/4096, 200, 136), math.Exp2(-48))
}

// The table of the folder's README is what Assured gives.
func TestReadmeTable(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	for _, share := range []int{75, 80, 85, 90, 95, 100} {
		row := fmt.Sprintf("| %d %% |", share)
		for _, draws := range []int{Regression.Draws, MLP.Draws} {
			for _, bits := range []int{GrindingBits + SecurityBits, SecurityBits} {
				row += fmt.Sprintf(" %.1f %% |", 100*Assured(draws, draws*share/100, bits))
			}
		}
		require.Contains(t, string(readme), row)
	}
}
