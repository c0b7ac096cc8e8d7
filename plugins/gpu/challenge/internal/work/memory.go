package work

// Fill is what a device's memory is filled with.
type Fill struct {
	stream     Stream
	blockWords int
	rounds     int
}

// NewFill is the fill of a seed: blocks of so many words, so many rounds apart.
func NewFill(seed [32]byte, blockWords, rounds int) Fill {
	return Fill{NewStream("fill", seed), blockWords, rounds}
}

// Stream is what blocks begin with, for devices.
func (f Fill) Stream() Stream { return f.stream }

// Block writes the words of a block. A block is one run of Philox2x32 from a state and a key that its number gives, and its
// words are the state after each so many rounds: a word cannot be had without the ones before it, nor from the word before it
// with less than its rounds.
func (f Fill) Block(number uint32, words []uint64) {
	start := f.stream.At(number, 0)
	left, right, key := start[0], start[1], start[2]
	for i := range words {
		left, right, key = philox2(left, right, key, f.rounds)
		words[i] = pair(left, right)
	}
}

// foldRounds is how often a word is mixed with the walk's key before it is added. One product of halves could be had from sums
// over a block that are shorter than the block; with three, one after another, no such sums are known.
const foldRounds = 3

// Walk is a walk through a device's memory: where each of its lanes goes, and what it makes of what is there.
type Walk struct {
	stream Stream
	blocks uint32
}

// NewWalk is the walk for a seed and a salt.
func NewWalk(seed, salt [32]byte, blocks int) Walk {
	return Walk{NewStream("touch", seed, salt), uint32(blocks)} //nolint:gosec // a profile has far fewer
}

// Stream is what the walk's ways follow from, for devices.
func (w Walk) Stream() Stream { return w.stream }

// Start is what a lane has before its first step.
func (w Walk) Start(lane uint32) uint64 {
	first := w.stream.At(lane, 0)
	return pair(first[0], first[1])
}

// Next is where a lane goes with the value it has, and with what it mixes the words there.
func (w Walk) Next(value uint64, lane, step uint32) (block uint32, key [3]uint32) {
	low, high := halves(value)
	drawn := philox4([4]uint32{low, high, lane, step}, w.stream.Key)
	_, block = halves(uint64(drawn[0]) * uint64(w.blocks))
	return block, [3]uint32(drawn[1:])
}

// Digest is what a step makes of a block: every word mixed with the step's key, and the results added.
func Digest(words []uint64, key [3]uint32) (sum uint64) {
	for _, word := range words {
		low, high := halves(word)
		left, right, _ := philox2(low^key[1], high^key[2], key[0], foldRounds)
		sum += pair(left, right)
	}
	return sum
}
