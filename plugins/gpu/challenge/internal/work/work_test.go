package work

import (
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// Known answers of the authors' library (Random123, kat_vectors).
func TestPhiloxIsTheAuthors(t *testing.T) {
	t.Parallel()
	const ones = 0xffffffff
	for _, known := range []struct {
		counter [4]uint32
		key     [2]uint32
		want    [4]uint32
	}{
		{[4]uint32{}, [2]uint32{}, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{[4]uint32{ones, ones, ones, ones}, [2]uint32{ones, ones}, [4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
		{
			[4]uint32{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
			[2]uint32{0xa4093822, 0x299f31d0},
			[4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
		},
	} {
		require.Equal(t, known.want, philox4(known.counter, known.key))
	}
	for _, known := range [][5]uint32{
		{0, 0, 0, 0xff1dae59, 0x6cd10df2},
		{ones, ones, ones, 0x2c3f628b, 0xab4fd7ad},
		{0x243f6a88, 0x85a308d3, 0x13198a2e, 0xdd7ce038, 0xf62a4c12},
	} {
		got := make([]uint32, 2)
		got[0], got[1], _ = philox2(known[0], known[1], known[2], 10)
		require.Equal(t, known[3:], got)
	}
}

// The words of a block are those of one long run, so that none is had without the ones before it.
func TestABlockIsOneRun(t *testing.T) {
	t.Parallel()
	fill := NewFill([32]byte{1}, 8, 5)
	words := make([]uint64, 8)
	fill.Block(3, words)
	start := fill.stream.At(3, 0)
	left, right, _ := philox2(start[0], start[1], start[2], 8*5)
	require.Equal(t, pair(left, right), words[7])
	other := make([]uint64, 8)
	fill.Block(4, other)
	require.NotEqual(t, words, other)
	NewFill([32]byte{2}, 8, 5).Block(3, other)
	require.NotEqual(t, words, other)
}

// Dots and products are those of integers of any size, for the largest entries as well.
func TestDotsAreExact(t *testing.T) {
	t.Parallel()
	const n = 64
	random := rand.New(rand.NewPCG(1, 2))
	operands := NewOperands([32]byte{1}, [32]byte{2}, n)
	for range 50 {
		x, wide, narrow := make([]uint64, n), make([]int32, n), make([]int8, n)
		for i := range x {
			x[i], wide[i], narrow[i] = Prime-1-random.Uint64N(2)*random.Uint64N(Prime), int32(random.Uint32()), int8(random.Uint32())
		}
		wide[0], wide[1], narrow[0], narrow[1] = -1<<31, 1<<31-1, -128, 127
		require.Equal(t, slowDot(wide, x), Dot(wide, x))
		require.Equal(t, slowDot(narrow, x), DotBytes(narrow, x))
		row := make([]int8, n)
		for i, product := range operands.Times(3, x) {
			operands.Row(3, i, row)
			require.Equal(t, slowDot(row, x), product)
		}
	}
}

func slowDot[T int8 | int32](entries []T, x []uint64) uint64 {
	sum := new(big.Int)
	for i, entry := range entries {
		sum.Add(sum, new(big.Int).Mul(big.NewInt(int64(entry)), new(big.Int).SetUint64(x[i])))
	}
	return sum.Mod(sum, big.NewInt(Prime)).Uint64()
}

// Each bit of a row decides on about half of the bits of the next operand's row, wherever it stands; and equal rows at other
// places have other successors.
func TestEveryBitOfARowCounts(t *testing.T) {
	t.Parallel()
	const n, trials = 64, 300
	random := rand.New(rand.NewPCG(3, 4))
	operands := NewOperands([32]byte{1}, [32]byte{2}, n)
	row, before, after := make([]int32, n), make([]int8, n), make([]int8, n)
	for bit := range 32 {
		changed := 0
		for range trials {
			for i := range row {
				row[i] = int32(random.Uint32())
			}
			operands.Next(1, 0, row, before)
			row[random.IntN(n)] ^= 1 << bit
			operands.Next(1, 0, row, after)
			changed += different(before, after)
		}
		require.InDelta(t, trials*n*4, changed, 5*math.Sqrt(trials*n*2), "bit %d", bit)
	}
	clear(row)
	operands.Next(1, 0, row, before)
	for _, place := range [][2]int{{1, 1}, {2, 0}, {2, 1}} {
		operands.Next(place[0], place[1], row, after)
		require.InDelta(t, n*4, different(before, after), 5*math.Sqrt(n*2))
	}
}

// different is in how many bits two rows differ.
func different(a, b []int8) (count int) {
	for i := range a {
		count += bits.OnesCount8(uint8(a[i] ^ b[i]))
	}
	return count
}
