package gadget

import (
	"math/big"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/consensys/gnark/frontend"
)

// ScalarBits is the length of the order of the curve's subgroup.
const ScalarBits = 251

var edwards = twistededwards.GetEdwardsCurve()

// Point is an affine point of the twisted Edwards curve over BN254's scalar field, −x² + y² = 1 + d·x²·y².
type Point struct{ X, Y frontend.Variable }

// Curve does the arithmetic of that curve.
//
// −1 is a square in the field and d is not: the addition law is then complete, that is, its denominators are never zero
// for any two points of the curve, equal, opposite and low-order ones included. So the divisions need no check of their
// denominator, provided that whatever comes in is on the curve. AssertOnCurve says so for points from outside.
type Curve struct {
	api frontend.API
	d   *big.Int
}

// NewCurve returns the curve's arithmetic.
func NewCurve(api frontend.API) *Curve {
	return &Curve{api, toBig(edwards.D)}
}

// Identity is the neutral point.
func (c *Curve) Identity() Point { return Point{0, 1} }

// AssertOnCurve asserts the curve's equation.
func (c *Curve) AssertOnCurve(p Point) {
	xx, yy := c.api.Mul(p.X, p.X), c.api.Mul(p.Y, p.Y)
	c.api.AssertIsEqual(c.api.Sub(yy, xx), c.api.Add(1, c.api.Mul(c.d, xx, yy)))
}

// Add is the sum of two points of the curve.
func (c *Curve) Add(p, q Point) Point {
	api := c.api
	cross := api.Mul(api.Add(p.X, p.Y), api.Add(q.X, q.Y))
	xy, yx := api.Mul(p.X, q.Y), api.Mul(p.Y, q.X)
	dxy := api.Mul(c.d, xy, yx)
	sum := api.Add(xy, yx)
	return Point{
		X: api.DivUnchecked(sum, api.Add(1, dxy)),
		Y: api.DivUnchecked(api.Sub(cross, sum), api.Sub(1, dxy)), // y₁y₂ + x₁x₂, as a = −1
	}
}

// Double is p+p. It saves a product by the curve's equation: y²−x² = 1 + d·x²y².
func (c *Curve) Double(p Point) Point {
	api := c.api
	xx, yy := api.Mul(p.X, p.X), api.Mul(p.Y, p.Y)
	difference := api.Sub(yy, xx)
	return Point{
		X: api.DivUnchecked(api.Mul(2, p.X, p.Y), difference),
		Y: api.DivUnchecked(api.Add(xx, yy), api.Sub(2, difference)),
	}
}

// MulBase is scalar·G for the curve's base point. The bits, lowest first, must be boolean.
func (c *Curve) MulBase(bits []frontend.Variable) Point {
	var base twistededwards.PointAffine
	base.Set(&edwards.Base)
	sum := c.Identity()
	for i := 0; i < len(bits); i += 3 {
		var table [8]twistededwards.PointAffine
		table[0].Y.SetOne()
		for j := range 7 {
			table[j+1].Add(&table[j], &base)
		}
		term := c.pick(bitAt(bits, i), bitAt(bits, i+1), bitAt(bits, i+2), table)
		if i == 0 {
			sum = term
		} else {
			sum = c.Add(sum, term)
		}
		base.Add(&table[7], &base)
	}
	return sum
}

// Mul is scalar·p for a point of the curve. The bits, lowest first, must be boolean.
func (c *Curve) Mul(p Point, bits []frontend.Variable) Point {
	api := c.api
	two := c.Double(p)
	three := c.Add(two, p)
	select4 := func(low, high, v0, v1, v2, v3 frontend.Variable) frontend.Variable {
		return api.Select(high, api.Select(low, v3, v2), api.Select(low, v1, v0))
	}
	sum := c.Identity()
	for i := (len(bits) - 1) / 2 * 2; i >= 0; i -= 2 {
		low, high := bitAt(bits, i), bitAt(bits, i+1)
		term := Point{select4(low, high, 0, p.X, two.X, three.X), select4(low, high, 1, p.Y, two.Y, three.Y)}
		if i+2 >= len(bits) {
			sum = term
			continue
		}
		sum = c.Add(c.Double(c.Double(sum)), term)
	}
	return sum
}

// pick is table[b0 + 2·b1 + 4·b2] for boolean bits and constant points.
func (c *Curve) pick(b0, b1, b2 frontend.Variable, table [8]twistededwards.PointAffine) Point {
	api := c.api
	b01 := api.Mul(b0, b1)
	half := func(t0, t1, t2, t3 fr.Element) frontend.Variable {
		var both fr.Element
		both.Sub(&t3, &t2).Sub(&both, &t1).Add(&both, &t0)
		t1.Sub(&t1, &t0)
		t2.Sub(&t2, &t0)
		return api.Add(t0, api.Mul(b0, t1), api.Mul(b1, t2), api.Mul(b01, both))
	}
	x := api.Select(b2, half(table[4].X, table[5].X, table[6].X, table[7].X), half(table[0].X, table[1].X, table[2].X, table[3].X))
	y := api.Select(b2, half(table[4].Y, table[5].Y, table[6].Y, table[7].Y), half(table[0].Y, table[1].Y, table[2].Y, table[3].Y))
	return Point{x, y}
}

func bitAt(bits []frontend.Variable, i int) frontend.Variable {
	if i < len(bits) {
		return bits[i]
	}
	return 0
}

func toBig(e fr.Element) *big.Int { return e.BigInt(new(big.Int)) }
