package lexicon

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestPack(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]int64{"a": 1, "z": 26, "aa": 33, "ba": 65, "it's": 9<<15 | 20<<10 | 27<<5 | 19} {
		packed, err := Pack(word)
		require.NoError(t, err)
		require.Equal(t, want, statement.Big(packed).Int64(), word)
		back, err := Unpack(packed)
		require.NoError(t, err)
		require.Equal(t, word, back)
	}
	longest := strings.Repeat("z", MaxLetters)
	packed, err := Pack(longest)
	require.NoError(t, err)
	require.Equal(t, 200, statement.Big(packed).BitLen(), "it fits its leaf")
}

func TestPackRefuses(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"":                      "no letter",
		"Ab":                    "something else than a to z",
		"naïve":                 "something else than a to z",
		"a b":                   "at place 2",
		"'tis":                  "apostrophe at place 1",
		"boys'":                 "apostrophe at place 5",
		"o''clock":              "apostrophe at place 2",
		strings.Repeat("a", 41): "41 symbols, at most 40",
	} {
		_, err := Pack(word)
		require.ErrorContains(t, err, want, word)
	}
}

// A required word that packs to what no word of a text packs to could never be met.
func TestUnpackRefusesWhatNoWordPacksTo(t *testing.T) {
	t.Parallel()
	for _, x := range []*big.Int{
		big.NewInt(0), big.NewInt(28), big.NewInt(31), big.NewInt(1 << 5), big.NewInt(1<<10 | 1), big.NewInt(27),
		big.NewInt(27<<5 | 1), big.NewInt(1<<15 | 27<<10 | 27<<5 | 1), new(big.Int).Lsh(big.NewInt(1), 200),
	} {
		var packed statement.Word
		packed.SetBigInt(x)
		_, err := Unpack(packed)
		require.Error(t, err, "0x%x", x)
	}
}

func TestCompareIsTheOrderOfPackedWords(t *testing.T) {
	t.Parallel()
	words := []string{"b", "a", "ab", "z", "a'a", "az", "aaa", "aza", "i'm", "imm", "izz", "it's", "zzz"}
	slices.SortFunc(words, Compare)
	last := new(big.Int)
	for _, word := range words {
		packed, err := Pack(word)
		require.NoError(t, err)
		require.Negative(t, last.Cmp(statement.Big(packed)), "%v", words)
		last = statement.Big(packed)
	}
}
