package work

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
)

// Constants of Philox4x32 and Philox2x32.
const (
	multiplier0 = 0xd2511f53
	multiplier1 = 0xcd9e8d57
	multiplier2 = 0xd256d193 // of Philox2x32
	weyl0       = 0x9e3779b9
	weyl1       = 0xbb67ae85
)

// Stream is where numbers are drawn from by their index: a key of Philox4x32 and the upper half of its counter.
type Stream struct{ Key, High [2]uint32 }

// NewStream makes a stream of a purpose and secrets. Each part has a length of its own, so that none runs into the next.
func NewStream(purpose string, parts ...[32]byte) Stream {
	hash := sha256.New()
	_, _ = hash.Write([]byte("tercet/v1/gpu/challenge/" + purpose + "\x00")) // a hash takes any bytes
	for _, part := range parts {
		_, _ = hash.Write(part[:])
	}
	digest := hash.Sum(nil)
	word := func(i int) uint32 { return binary.LittleEndian.Uint32(digest[4*i:]) }
	return Stream{[2]uint32{word(0), word(1)}, [2]uint32{word(2), word(3)}}
}

// At is the four words with an index of two words.
func (s Stream) At(low, high uint32) [4]uint32 {
	return philox4([4]uint32{low, high, s.High[0], s.High[1]}, s.Key)
}

// philox4 is Philox4x32-10.
func philox4(c [4]uint32, key [2]uint32) [4]uint32 {
	c0, c1, c2, c3 := c[0], c[1], c[2], c[3]
	k0, k1 := key[0], key[1]
	for range 10 {
		hi0, lo0 := bits.Mul32(multiplier0, c0)
		hi1, lo1 := bits.Mul32(multiplier1, c2)
		c0, c1, c2, c3 = hi1^c1^k0, lo1, hi0^c3^k1, lo0
		k0 += weyl0
		k1 += weyl1
	}
	return [4]uint32{c0, c1, c2, c3}
}

// philox2 is some rounds of Philox2x32. The key that it gives back is the one for the round after them.
func philox2(left, right, key uint32, rounds int) (uint32, uint32, uint32) {
	for range rounds {
		hi, lo := bits.Mul32(multiplier2, left)
		left, right = hi^key^right, lo
		key += weyl0
	}
	return left, right, key
}

// pair is a word of 64 bits of its halves.
func pair(low, high uint32) uint64 { return uint64(high)<<32 | uint64(low) }

// halves are a word's lower and upper 32 bits.
func halves(word uint64) (low, high uint32) {
	return uint32(word), uint32(word >> 32) //nolint:gosec // the lower half is meant
}
