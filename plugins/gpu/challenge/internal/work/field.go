package work

import "math/bits"

// Prime is 2^61 − 1, the modulus that products are checked with.
const Prime = 1<<61 - 1

// Dot is the sum of entries[i]·x[i] modulo Prime. The numbers x are below it.
func Dot(entries []int32, x []uint64) (sum uint64) {
	for i, entry := range entries {
		sum = add(sum, multiply(lift(int64(entry)), x[i]))
	}
	return sum
}

// DotBytes is the same for the entries of an operand.
func DotBytes(entries []int8, x []uint64) uint64 { return split(x).dot(entries) }

// parts are numbers below Prime, each in two parts of at most 31 bits: sums of their products with bytes need no reduction
// before there are more than 2^24 of them.
type parts [][2]int64

const partBits = 31

func split(x []uint64) parts {
	p := make(parts, len(x))
	for i, number := range x {
		p[i] = [2]int64{int64(number & (1<<partBits - 1)), int64(number >> partBits)}
	}
	return p
}

func (p parts) dot(entries []int8) uint64 {
	var low, high int64
	for i, part := range p[:len(entries)] {
		entry := int64(entries[i])
		low += entry * part[0]
		high += entry * part[1]
	}
	return add(lift(low), multiply(lift(high), 1<<partBits))
}

// lift is a signed number above −Prime and below it, modulo Prime.
func lift(number int64) uint64 {
	if number < 0 {
		number += Prime
	}
	return uint64(number) //nolint:gosec // it is not negative
}

func add(a, b uint64) uint64 {
	sum := a + b
	if sum >= Prime {
		sum -= Prime
	}
	return sum
}

func multiply(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return add(lo&Prime, lo>>61|hi<<3)
}
