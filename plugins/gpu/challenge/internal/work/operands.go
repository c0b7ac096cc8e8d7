package work

// EntriesPerDraw is how many entries of an operand come of one index of its stream: they lie beside one another in a row.
const EntriesPerDraw = 16

// Operands are what is multiplied: A_0 and B_1 to B_s of n×n entries of −128 to 127, of which C_i = A_{i−1}·B_i, and A_i is
// Squeeze of each entry of C_i.
type Operands struct {
	stream Stream
	n      int
}

// NewOperands are those for a seed and a salt. n has to be a multiple of EntriesPerDraw.
func NewOperands(seed, salt [32]byte, n int) Operands {
	return Operands{NewStream("multiply", seed, salt), n}
}

// Stream is where the entries come from, for devices: operand i is A_0 for 0, else B_i.
func (o Operands) Stream() Stream { return o.stream }

// Row writes a row of an operand.
func (o Operands) Row(operand, row int, entries []int8) {
	index := uint32(row * o.n / EntriesPerDraw) //nolint:gosec // a profile's n keeps it below 2^26
	for i := 0; i < len(entries); i += EntriesPerDraw {
		drawn := o.stream.At(index, uint32(operand)) //nolint:gosec // a profile has few steps
		for j, word := range drawn {
			at := entries[i+4*j:][:4]
			at[0], at[1], at[2], at[3] = int8(word), int8(word>>8), int8(word>>16), int8(word>>24) //nolint:gosec // bytes are meant
		}
		index++
	}
}

// Squeeze makes an entry of the next A of an entry of C: the upper byte of lowbias32, Chris Wellons' mixing of 32 bits
// (nullprogram.com, "Prospecting for hash functions", 2018). It is a bijection of 32 bits in which every bit counts, so that a
// product that is rounded, or made of fewer terms, gives other operands.
func Squeeze(entry int32) int8 {
	x := uint32(entry) //nolint:gosec // the bits are meant
	x ^= x >> 16
	x *= 0x7feb352d
	x ^= x >> 15
	x *= 0x846ca68b
	x ^= x >> 16
	return int8(x >> 24) //nolint:gosec // the bits are meant
}

// Times is operand·x modulo Prime, in one pass over the operand.
func (o Operands) Times(operand int, x []uint64) []uint64 {
	parts := split(x)
	row, product := make([]int8, o.n), make([]uint64, o.n)
	for i := range product {
		o.Row(operand, i, row)
		product[i] = parts.dot(row)
	}
	return product
}
