package terzarima

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

func english(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.Default()
	require.NoError(t, err)
	return lex
}

func TestParseParams(t *testing.T) {
	t.Parallel()
	lex := english(t)
	for text, want := range map[string]Params{
		"":                                 DefaultParams(lex),
		" \n":                              DefaultParams(lex),
		"{}":                               DefaultParams(lex),
		"null":                             DefaultParams(lex),
		`{"minWords": 5, "maxUnknown": 0}`: {lex.Root(), 5, 8, 12, 0, nil},
		`{"minSyllables": 0, "maxSyllables": 255}`:             {lex.Root(), 4, 0, 255, 3, nil},
		`{"required": ["Proof", "IT’S", "ant", "b"]}`:          {lex.Root(), 4, 8, 12, 3, []string{"b", "ant", "it's", "proof"}},
		`{"required": ["Quxo"], "maxUnknown": 1}`:              {lex.Root(), 4, 8, 12, 1, []string{"quxo"}},
		`{"root": "` + hexWord(lex.Root()) + `","minWords":1}`: {lex.Root(), 1, 8, 12, 3, nil},
	} {
		p, err := ParseParams([]byte(text), lex)
		require.NoError(t, err, text)
		require.Equal(t, want, p, text)

		written, err := json.Marshal(p)
		require.NoError(t, err)
		again, err := ParseParams(written, lex)
		require.NoError(t, err)
		require.Equal(t, p, again)

		opened, err := ParsePreimage(p.Preimage())
		require.NoError(t, err)
		require.Equal(t, p, opened)
	}
}

func TestParseParamsRefuses(t *testing.T) {
	t.Parallel()
	lex := english(t)
	for text, want := range map[string]string{
		`{"minWord": 4}`:                                `unknown field "minWord"`,
		`[]`:                                            "want a JSON object with any of minWords",
		`{"minWords": "4"}`:                             "want a JSON object",
		`{} {}`:                                         "something after the JSON object",
		`{"minWords": 0}`:                               "minWords is 0: choose 1 to 10",
		`{"minWords": 11}`:                              "minWords is 11: choose 1 to 10",
		`{"minSyllables": 13}`:                          "minSyllables is 13: choose 0 to 12",
		`{"maxSyllables": 256}`:                         "maxSyllables is 256: choose 1 to 255",
		`{"maxUnknown": 4}`:                             "maxUnknown is 4: choose 0 to 3",
		`{"maxUnknown": -1}`:                            "maxUnknown is -1",
		`{"minWords": 0, "maxUnknown": 99}`:             "minWords is 0: choose 1 to 10\nmaxUnknown is 99",
		`{"required": ["a","b","c","d","e"]}`:           "5 required words, at most 4",
		`{"required": ["two words"]}`:                   `required word "two words": want one word`,
		`{"required": ["end."]}`:                        "want one word",
		`{"required": ["boys'"]}`:                       "want one word",
		`{"required": [""]}`:                            "the text is empty",
		`{"required": ["naïve"]}`:                       "U+00EF",
		`{"required": ["Line", "line"]}`:                `required word "line": named twice`,
		`{"required": ["blorf"], "maxUnknown": 0}`:      "blorf are not in the lexicon, and maxUnknown is 0",
		`{"root": "0x00"}`:                              "want 0x and 64 hexadecimal digits",
		`{"root": "0x` + strings.Repeat("f", 64) + `"}`: "not below the field's order",
		`{"root": "0x` + strings.Repeat("0", 64) + `"}`: "but the lexicon's is " + hexWord(lex.Root()),
		strings.Repeat(" ", 4097):                       "4097 bytes, at most 4096",
	} {
		_, err := ParseParams([]byte(text), lex)
		require.ErrorContains(t, err, want, text)
	}
}

func TestPreimageIsSixWords(t *testing.T) {
	t.Parallel()
	lex := english(t)
	p := DefaultParams(lex)
	p.Required = []string{"b", "it's"}
	root := p.Root.Bytes()
	want := append([]byte{}, root[:]...)
	for _, x := range []int64{4 | 8<<8 | 12<<16 | 3<<24, 2, 9<<15 | 20<<10 | 27<<5 | 19, 0, 0} {
		want = append(want, big.NewInt(x).FillBytes(make([]byte, 32))...)
	}
	require.Equal(t, want, p.Preimage())
	words := p.Words()
	require.Equal(t, statement.Sponge("params", words[:]), p.Commit())
	id := crypto.Keccak256([]byte("tercet/predicate/terza-rima/v1"))
	require.Equal(t, crypto.Keccak256Hash(id, want[:64]), p.Unit())

	p.Required = nil
	require.Equal(t, crypto.Keccak256Hash(id, want[:64]), p.Unit(), "what words are required is no part of the unit")
	require.NotEqual(t, statement.Sponge("params", words[:]), p.Commit())
}

// Two preimages of one commitment's meaning would let a forward be listed as something else than it is.
func TestParsePreimageRefusesSecondEncodings(t *testing.T) {
	t.Parallel()
	p := DefaultParams(english(t))
	p.Required = []string{"b", "it's"}
	good := p.Preimage()
	change := func(at int, b ...byte) []byte {
		bad := append([]byte{}, good...)
		copy(bad[at:], b)
		return bad
	}
	word := func(place int) []byte { return good[32*place : 32*place+32] }
	for name, c := range map[string]struct {
		preimage []byte
		want     string
	}{
		"empty":                    {nil, "0 bytes, want 192"},
		"cut off":                  {good[:191], "191 bytes"},
		"a byte more":              {append(change(0), 0), "193 bytes"},
		"root above the order":     {change(0, 0xff), "word 0"},
		"a fifth limit":            {change(32+27, 1), "want four bytes"},
		"limits that cannot be":    {change(32+31, 0), "minWords is 0"},
		"a gap":                    {change(64, make([]byte, 32)...), "follows an empty place"},
		"words in another order":   {change(64, append(append([]byte{}, word(3)...), word(2)...)...), "not in the order"},
		"a word twice":             {change(96, word(2)...), "named twice"},
		"no word":                  {change(64+31, 28), "word 2"},
		"a word above the symbols": {change(64+6, 1), "word 2"},
	} {
		_, err := ParsePreimage(c.preimage)
		require.ErrorContains(t, err, c.want, name)
		require.ErrorContains(t, err, "reading the preimage of terza-rima parameters", name)
	}
}
