package work

// EntriesPerDraw is how many entries of an operand come of one index of its stream: they lie beside one another in a row.
const EntriesPerDraw = 16

// Operands are what is multiplied: A_0 and B_1 to B_s of n×n entries of −128 to 127, of which C_i = A_{i−1}·B_i, and each row
// of A_i follows from that row of C_i (Next).
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
	index := row * o.n / EntriesPerDraw
	o.stream.draw(uint32(index), uint32(operand), entries) //nolint:gosec // a profile bounds both
}

// draw writes entries of the draws from an index on.
func (s Stream) draw(low, high uint32, entries []int8) {
	for i := 0; i < len(entries); i += EntriesPerDraw {
		for j, word := range s.At(low, high) {
			at := entries[i+4*j:][:4]
			at[0], at[1], at[2], at[3] = int8(word), int8(word>>8), int8(word>>16), int8(word>>24) //nolint:gosec // bytes are meant
		}
		low++
	}
}

// chained is what sets the draws that rows are hashed with apart from those of operands.
const chained = 1 << 31

// Next writes a row of A_step, which follows from that row of C_step: the row is absorbed, entry by entry, in a state of
// Philox4x32-10 that begins with step and row, and the end state is a stream of its own that the entries are drawn from. So
// every bit of the row decides on all entries.
//
// Were an entry to follow from an entry, whoever makes up a row could choose one whose successor is easy to multiply, such as 0
// or a copy of another row, and one lie would save the work of all products after it. To find a row with a chosen successor here
// takes far more work than to multiply it: an entry reaches 32 bits of the state's 128, and to meet in the middle on the others takes
// some 2^48 steps, where a row of n = 8192 takes 2^26.
func (o Operands) Next(step, row int, entries []int32, next []int8) {
	state := o.stream.At(uint32(row), chained|uint32(step)) //nolint:gosec // a profile bounds both
	for _, entry := range entries {
		state[0] ^= uint32(entry) //nolint:gosec // the bits are meant
		state = philox4(state, o.stream.Key)
	}
	successor := Stream{[2]uint32(state[:2]), [2]uint32(state[2:])}
	successor.draw(0, 0, next)
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
