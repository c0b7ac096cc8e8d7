package matmul

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// MaxSize is the largest matrix: beyond it an entry of the product does not fit its digit.
const MaxSize = 128

// SealedSize is the largest matrix whose product is published as a whole.
const SealedSize = 32

// A's entries stand in words as they are, in two's complement, the first one lowest.
const (
	entryBits      = 8
	entriesPerWord = 31
)

// B's and the product's entries are digits to the base 2^22, the first one lowest, and no word has digits of two rows. The
// base is more than the number of values that an entry of a product may have: up to MaxSize it lies between −2^21 + 2^14
// and 2^21. The offset makes each of these a digit between 1 and 2^22 − 1, so that the product's words are short enough to
// be sealed and none of them is zero.
const (
	digitBits     = 22
	digitsPerWord = 11
	digitOffset   = 1<<(digitBits-1) - 1
)

func checkSize(n int) error {
	if n < 1 || n > MaxSize {
		return fmt.Errorf("matrices of size %d: choose 1 to %d", n, MaxSize)
	}
	return nil
}

// entryWords is how many words A has, rowWords how many a row of B or of the product has.
func entryWords(n int) int { return (n*n + entriesPerWord - 1) / entriesPerWord }
func rowWords(n int) int   { return (n + digitsPerWord - 1) / digitsPerWord }

// digitsIn is how many digits the kth word of a row has.
func digitsIn(n, k int) int { return min(digitsPerWord, n-k*digitsPerWord) }

// offsetIn is what the offset adds to the kth word of a product's row.
func offsetIn(n, k int) *big.Int {
	digits := make([]int64, digitsIn(n, k))
	for j := range digits {
		digits[j] = digitOffset
	}
	return join(digits)
}

// join is the integer that digits, negative ones too, stand for.
func join(digits []int64) *big.Int {
	sum := new(big.Int)
	for _, digit := range slices.Backward(digits) {
		sum.Lsh(sum, digitBits).Add(sum, big.NewInt(digit))
	}
	return sum
}

// packEntries packs A.
func packEntries(entries []int8) []statement.Word {
	var words []statement.Word
	for chunk := range slices.Chunk(entries, entriesPerWord) {
		var bytes [entriesPerWord]byte
		for i, entry := range chunk {
			bytes[entriesPerWord-1-i] = byte(entry) //nolint:gosec // two's complement
		}
		words = append(words, *new(statement.Word).SetBytes(bytes[:]))
	}
	return words
}

// packRows packs the rows of B, or of a product with the offset.
func packRows[T int8 | int32](n int, entries []T, offset int64) []statement.Word {
	var words []statement.Word
	for row := range slices.Chunk(entries, n) {
		for chunk := range slices.Chunk(row, digitsPerWord) {
			digits := make([]int64, len(chunk))
			for j, entry := range chunk {
				digits[j] = int64(entry) + offset
			}
			words = append(words, *new(statement.Word).SetBigInt(join(digits)))
		}
	}
	return words
}
