package gadget

import (
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/consensys/gnark/frontend"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestAdditionIsComplete(t *testing.T) {
	t.Parallel()
	var minusOne fr.Element
	minusOne.SetOne().Neg(&minusOne)
	require.True(t, edwards.A.Equal(&minusOne))
	require.Equal(t, 1, edwards.A.Legendre(), "a is a square")
	require.Equal(t, -1, edwards.D.Legendre(), "d is none")
}

func TestAddAndDouble(t *testing.T) {
	t.Parallel()
	add := compile(t, 4, 2, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		p := NewCurve(api).Add(Point{in[0], in[1]}, Point{in[2], in[3]})
		return []frontend.Variable{p.X, p.Y}, nil
	})
	double := compile(t, 2, 2, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		p := NewCurve(api).Double(Point{in[0], in[1]})
		return []frontend.Variable{p.X, p.Y}, nil
	})
	points := specialPoints(t)
	for i := range points {
		for j := range points {
			var sum twistededwards.PointAffine
			sum.Add(&points[i], &points[j])
			add.accepts(coordinates(points[i], points[j]), coordinates(sum))
			add.refuses(coordinates(points[i], points[j]), plus(coordinates(sum), 0, 1))
			add.refuses(coordinates(points[i], points[j]), plus(coordinates(sum), 1, 1))
		}
		var sum twistededwards.PointAffine
		sum.Double(&points[i])
		double.accepts(coordinates(points[i]), coordinates(sum))
		double.refuses(coordinates(points[i]), plus(coordinates(sum), 0, 1))
		double.refuses(coordinates(points[i]), plus(coordinates(sum), 1, 1))
	}
}

func TestAssertOnCurve(t *testing.T) {
	t.Parallel()
	g := compile(t, 2, 0, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		NewCurve(api).AssertOnCurve(Point{in[0], in[1]})
		return nil, nil
	})
	for _, p := range specialPoints(t) {
		g.accepts(coordinates(p), nil)
		g.refuses(plus(coordinates(p), 0, 2), nil)
	}
	g.refuses([]statement.Word{word(0), word(0)}, nil)
}

func TestMulBase(t *testing.T) {
	t.Parallel()
	g := compile(t, ScalarBits, 2, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		p := NewCurve(api).MulBase(in)
		return []frontend.Variable{p.X, p.Y}, nil
	})
	for _, scalar := range scalars() {
		var p twistededwards.PointAffine
		p.ScalarMultiplication(&edwards.Base, scalar)
		g.accepts(bitsOf(scalar), coordinates(p))
		g.refuses(bitsOf(scalar), plus(coordinates(p), 0, 1))
	}
}

func TestMul(t *testing.T) {
	t.Parallel()
	g := compile(t, 2+ScalarBits, 2, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		p := NewCurve(api).Mul(Point{in[0], in[1]}, in[2:])
		return []frontend.Variable{p.X, p.Y}, nil
	})
	for _, base := range specialPoints(t) {
		for _, scalar := range scalars() {
			product := multiple(base, scalar)
			g.accepts(append(coordinates(base), bitsOf(scalar)...), coordinates(product))
			g.refuses(append(coordinates(base), bitsOf(scalar)...), plus(coordinates(product), 1, 1))
		}
	}
}

// multiple adds in the plainest way: the library's own multiplication is for points of the subgroup.
func multiple(p twistededwards.PointAffine, scalar *big.Int) twistededwards.PointAffine {
	var sum twistededwards.PointAffine
	sum.Y.SetOne()
	for i := scalar.BitLen() - 1; i >= 0; i-- {
		sum.Double(&sum)
		if scalar.Bit(i) == 1 {
			sum.Add(&sum, &p)
		}
	}
	return sum
}

func scalars() []*big.Int {
	order := new(big.Int).Set(&edwards.Order)
	return []*big.Int{
		big.NewInt(0), big.NewInt(1), big.NewInt(6), new(big.Int).Sub(order, big.NewInt(1)), order,
		new(big.Int).Sub(Pow2(ScalarBits), big.NewInt(1)), new(big.Int).Rsh(order, 1),
	}
}

func bitsOf(scalar *big.Int) []statement.Word {
	bits := make([]statement.Word, ScalarBits)
	for i := range bits {
		bits[i] = word(uint64(scalar.Bit(i)))
	}
	return bits
}

func coordinates(points ...twistededwards.PointAffine) []statement.Word {
	var words []statement.Word
	for _, p := range points {
		words = append(words, p.X, p.Y)
	}
	return words
}

// specialPoints are the neutral point, those of order two, four and eight, some of the subgroup with an inverse, and
// one of neither.
func specialPoints(t *testing.T) []twistededwards.PointAffine {
	t.Helper()
	eighth := pointOfOrderEight(t)
	var neutral, second, fourth, base, minus, double, mixed twistededwards.PointAffine
	neutral.Y.SetOne()
	fourth.Double(&eighth)
	second.Double(&fourth)
	base.Set(&edwards.Base)
	minus.Neg(&base)
	double.Double(&base)
	mixed.Add(&base, &eighth)
	return []twistededwards.PointAffine{neutral, second, fourth, eighth, base, minus, double, mixed}
}

func pointOfOrderEight(t *testing.T) twistededwards.PointAffine {
	t.Helper()
	for x := uint64(1); x < 1000; x++ {
		// y² = (1+x²)/(1−d·x²)
		xx, one := word(x*x), word(1)
		var above, below, yy fr.Element
		above.Add(&one, &xx)
		below.Mul(&edwards.D, &xx).Sub(&one, &below)
		yy.Div(&above, &below)
		if yy.Legendre() != 1 {
			continue
		}
		p := twistededwards.PointAffine{X: word(x)}
		p.Y.Sqrt(&yy)
		require.True(t, p.IsOnCurve())
		p = multiple(p, &edwards.Order)
		quadruple := multiple(p, big.NewInt(4))
		if !quadruple.IsZero() {
			return p
		}
	}
	require.Fail(t, "no point of order eight found")
	return twistededwards.PointAffine{}
}
