package work

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"
)

// What a seed and a salt give never changes without a new version of the protocol: agents and meters of different builds meet.
func TestTheWorkStaysTheSame(t *testing.T) {
	t.Parallel()
	seed, salt := [32]byte{1, 2}, [32]byte{3, 4}
	hash := func(values any) string {
		data, err := binary.Append(nil, binary.LittleEndian, values)
		require.NoError(t, err)
		digest := sha256.Sum256(data)
		return hex.EncodeToString(digest[:8])
	}
	words := make([]uint64, 128)
	NewFill(seed, 128, 12).Block(5, words)
	require.Equal(t, "094544c6a6d5c171", hash(words))

	walk := NewWalk(seed, salt, 1000)
	block, key := walk.Next(walk.Start(2), 2, 3)
	require.Equal(t, "fc4b3cd6a6b17b24", hash(append([]uint32{block}, key[:]...)))
	require.Equal(t, "4f3452b931507cb6", hash(Digest(words, key)))

	operands := NewOperands(seed, salt, 64)
	row := make([]int8, 64)
	operands.Row(3, 7, row)
	require.Equal(t, "62fbf9391cd9d3d8", hash(row))
	product := make([]int32, 64)
	for i := range product {
		product[i] = int32(i*i) - 1000
	}
	operands.Next(3, 7, product, row)
	require.Equal(t, "c3f2065d0aace85c", hash(row))
}
