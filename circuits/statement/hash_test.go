package statement_test

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr/poseidon2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The permutations under every hash give what an implementation by other people gives.
func TestPermutationsMatchAnIndependentImplementation(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(filepath.Join("..", "testdata", "poseidon2.json"))
	require.NoError(t, err)
	var file struct {
		Permutation []struct {
			Width   int
			In, Out []string
		}
	}
	require.NoError(t, json.Unmarshal(content, &file))
	widths := map[int]int{}
	for _, v := range file.Permutation {
		widths[v.Width]++
		require.Equal(t, v.Out, hexes(permuted(t, words(t, v.In))), "width %d", v.Width)
	}
	require.Equal(t, map[int]int{statement.WideWidth: 2, statement.NarrowWidth: 2}, widths)
}

func TestSpongeIsTheWidePermutation(t *testing.T) {
	t.Parallel()
	in := seeds("sponge", 17)
	state := append(in[:15:15], statement.Capacity("params", 17))
	state = permuted(t, state)
	state[0].Add(&state[0], &in[15])
	state[1].Add(&state[1], &in[16])
	require.Equal(t, permuted(t, state)[0], statement.Sponge("params", in))
}

func TestNodeFeedsTheTweakedChildForward(t *testing.T) {
	t.Parallel()
	children := seeds("node", 8)
	first, capacity := children[0], statement.Capacity("node", 8)
	first.Add(&first, &capacity)
	out := permuted(t, append([]statement.Word{first}, children[1:]...))[0]
	require.Equal(t, *out.Add(&out, &first), statement.Node([8]statement.Word(children)))
}

func TestStreamNeverReleasesTheCapacity(t *testing.T) {
	t.Parallel()
	key := seed("key", 0)
	stream := statement.Stream(key, 31)
	require.Len(t, stream, 31)
	for block := range 3 {
		state := make([]statement.Word, statement.WideWidth)
		state[0], state[1], state[15] = key, statement.WordFromUint64(uint64(block)), statement.Capacity("stream", 2)
		state = permuted(t, state)
		n := min(statement.Rate, 31-15*block)
		require.Equal(t, state[:n], stream[15*block:15*block+n])
		require.NotContains(t, stream, state[15])
	}
}

// Zeros at the end, another length or another domain give another hash.
func TestSpongeSeparatesLengthsAndDomains(t *testing.T) {
	t.Parallel()
	seen := map[statement.Word]string{}
	for _, domain := range []string{"fold", "params", "seal"} {
		for n := range 32 {
			h := statement.Sponge(domain, make([]statement.Word, n))
			require.Empty(t, seen[h])
			seen[h] = domain
		}
	}
}

func TestU248DropsTheTopByteOnly(t *testing.T) {
	t.Parallel()
	h := common.HexToHash("0xff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")
	want := h
	want[0] = 0
	require.Equal(t, want.Hex(), hex(statement.U248(h)))
	require.Equal(t, byte(0xff), h[0], "the argument stays as it was")
}

func TestWordsAreReadCanonically(t *testing.T) {
	t.Parallel()
	top := largest()
	w, err := statement.WordFromBytes(top.Bytes())
	require.NoError(t, err)
	require.Equal(t, top, w)
	order := statement.Big(top)
	order.Add(order, bits(1))
	_, err = statement.WordFromBytes(common.BigToHash(order))
	require.ErrorContains(t, err, "not below the field's order")
	_, err = statement.WordFromBig(order)
	require.ErrorContains(t, err, "field's order")
	_, err = statement.WordFromBig(big.NewInt(-1))
	require.ErrorContains(t, err, "field's order")
	_, err = statement.WordFromBig(nil)
	require.ErrorContains(t, err, "field's order")
}

func permuted(t *testing.T, in []statement.Word) []statement.Word {
	t.Helper()
	state := append([]statement.Word(nil), in...)
	require.NoError(t, poseidon2.NewPermutation(len(in), statement.FullRounds, statement.PartRounds).Permutation(state))
	return state
}

func words(t *testing.T, list []string) []statement.Word {
	t.Helper()
	out := make([]statement.Word, len(list))
	for i, s := range list {
		w, err := statement.WordFromBytes(common.HexToHash(s))
		require.NoError(t, err)
		out[i] = w
	}
	return out
}
