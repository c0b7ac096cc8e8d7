package gadget

import (
	"math/big"

	"github.com/consensys/gnark/frontend"
)

// Pow2 is 2^n, the weight of the nth bit.
func Pow2(n int) *big.Int { return new(big.Int).Lsh(big.NewInt(1), uint(n)) }

// AssertBits asserts that 0 ≤ x < 2^n. n must be below the field's length of 254 bits, else a value would have several
// decompositions.
func AssertBits(api frontend.API, x frontend.Variable, n int) {
	api.ToBinary(x, n)
}

// AssertAtMost asserts that x ≤ y for x and y below 2^n: were x greater, the difference would wrap around to a number
// of some 254 bits.
func AssertAtMost(api frontend.API, x, y frontend.Variable, n int) {
	AssertBits(api, api.Sub(y, x), n)
}

// Join puts parts of equal width together to one number, the first one lowest. It is injective for parts that are
// ranged to that width and fit the field together.
func Join(api frontend.API, parts []frontend.Variable, width int) frontend.Variable {
	sum := frontend.Variable(0)
	for i, part := range parts {
		sum = api.Add(sum, api.Mul(part, Pow2(i*width)))
	}
	return sum
}
