package gpuhours

import (
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/constraint"
	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/stretchr/testify/require"
)

// inputs are h, z and y.
const inputs = 3

// direct are the constraints between inputs alone, each with the inputs that it has: nothing that a solver finds could make
// up for a change of one of them.
type direct struct {
	coefficients []fr.Element
	of           map[int][]constraint.R1C // by wire: the constant one, then the elements of a witness
}

func directOf(s *cs.R1CS) direct {
	d := direct{s.Coefficients, map[int][]constraint.R1C{}}
	for _, c := range s.GetR1Cs() {
		wires, inner := map[int]bool{}, false
		for _, side := range []constraint.LinearExpression{c.L, c.R, c.O} {
			for _, term := range side {
				wires[term.WireID()] = true
				inner = inner || term.WireID() >= s.GetNbPublicVariables()+s.GetNbSecretVariables()
			}
		}
		for wire := range wires {
			if !inner {
				d.of[wire] = append(d.of[wire], c)
			}
		}
	}
	return d
}

func (d direct) evaluate(side constraint.LinearExpression, wires fr.Vector) (sum fr.Element) {
	for _, term := range side {
		product := d.coefficients[term.CoeffID()]
		product.Mul(&product, &wires[term.WireID()])
		sum.Add(&sum, &product)
	}
	return sum
}

// hold says whether the constraints of one input hold.
func (d direct) hold(wire int, wires fr.Vector) bool {
	for _, c := range d.of[wire] {
		left, right, out := d.evaluate(c.L, wires), d.evaluate(c.R, wires), d.evaluate(c.O, wires)
		if left.Mul(&left, &right); !left.Equal(&out) {
			return false
		}
	}
	return true
}

// No secret input can be another one under the same h, z and y, none of 24,000 digits and none of the rest. For those that
// constraints with others than inputs decide about, the solver is asked; of the hours, which have one such constraint each,
// about every sixteenth.
func TestEveryInputIsConstrained(t *testing.T) {
	t.Parallel()
	m := twoOfThree(t)
	full, err := mustAssign(t, deliver(t, m.Params, m.claim(t, sheetOf(3), 10, 40))).Witness()
	require.NoError(t, err)
	require.NoError(t, system(t).IsSolved(full))
	vector := full.Vector().(fr.Vector)
	d := directOf(system(t).(*cs.R1CS))
	wires := append(fr.Vector{fr.One()}, vector...)
	solved := 0
	for wire := 1 + inputs; wire < len(wires); wire++ {
		require.True(t, d.hold(wire, wires))
		right := wires[wire]
		for _, change := range []*big.Int{big.NewInt(1), big.NewInt(-1)} {
			wires[wire] = plus(right, change)
			if !d.hold(wire, wires) {
				continue
			}
			isHour := len(d.of[wire]) > 0
			if solved++; isHour && wire%16 != 0 {
				continue
			}
			at := wire - 1
			vector[at] = wires[wire]
			require.Error(t, system(t).IsSolved(full), "element %d", at)
			vector[at] = right
		}
		wires[wire] = right
	}
	require.Greater(t, len(wires), 8*EpochHours*len(digits))
	require.Less(t, solved, EpochHours+150, "that many inputs are only found out by the solver")
}
