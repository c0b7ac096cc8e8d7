package terzarima

import (
	"bytes"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestEncode(t *testing.T) {
	t.Parallel()
	words := Encode(parse(t, "A’"+strings.Repeat(" ", 33)+"b").Symbols)
	require.Len(t, words, 2)
	want := new(big.Int).Lsh(big.NewInt('A'), 7*34)
	want.Or(want, new(big.Int).Lsh(big.NewInt(7), 7*33))
	for i := range uint(33) {
		want.Or(want, new(big.Int).Lsh(big.NewInt(' '), 7*i))
	}
	require.Zero(t, want.Cmp(statement.Big(words[0])))
	require.Zero(t, new(big.Int).Lsh(big.NewInt('b'), 7*34).Cmp(statement.Big(words[1])))
	require.Empty(t, Encode(nil))
	require.Len(t, Encode(make([]byte, MaxSymbols)), 19)
}

// A text has one encoding: whatever else decodes would be a second one, or no text.
func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	word := func(symbols ...byte) statement.Word { return Encode(symbols)[0] }
	above := statement.WordFromUint64(1)
	for range 7 * 35 {
		above.Double(&above)
	}
	full := Encode(bytes.Repeat([]byte("a"), MaxSymbols))
	for name, c := range map[string]struct {
		words []statement.Word
		want  string
	}{
		"a control character":      {[]statement.Word{word('a', 0x08)}, "word 0: 0x08 is no symbol"},
		"DEL":                      {[]statement.Word{word(0x7f)}, "0x7f is no symbol"},
		"padding in between":       {[]statement.Word{word('a', 0, 'b')}, "a symbol after the padding"},
		"padding at the beginning": {[]statement.Word{word(0, 'b')}, "a symbol after the padding"},
		"an empty word in between": {[]statement.Word{{}, word('a')}, "word 1: a symbol after the padding"},
		"a word that is too large": {[]statement.Word{above}, "word 0: above 245 bits"},
		"a negative word":          {[]statement.Word{*new(statement.Word).SetInt64(-1)}, "above 245 bits"},
		"twenty words":             {make([]statement.Word, 20), "20 words: at most 19"},
		"641 symbols":              {append(full[:18:18], word(bytes.Repeat([]byte("a"), 11)...)), "more than 640 symbols"},
	} {
		_, err := Decode(c.words)
		require.ErrorContains(t, err, c.want, name)
	}
}

func TestDecodeTakesMissingWordsAsPadding(t *testing.T) {
	t.Parallel()
	words := Encode([]byte("poem"))
	for n := len(words); n <= MessageWords; n++ {
		text, err := Decode(append(words, make([]statement.Word, n-len(words))...))
		require.NoError(t, err)
		require.Equal(t, "poem", string(text))
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/poems/*/*.txt")
	require.NoError(f, err)
	require.NotEmpty(f, files)
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(text)
	}
	for _, text := range []string{"", "\r\n", "a\u200bb", "\xff\xfe", "o''clock", "’’a’’b’c’", strings.Repeat("—", 213), strings.Repeat("a", 41)} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Parse(text)
		if err != nil {
			var fault *TextError
			require.ErrorAs(t, err, &fault)
			require.NotEmpty(t, fault.Reason)
			require.True(t, fault.Offset == 0 || fault.Offset < len(text))
			return
		}
		normal := bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		require.Equal(t, string(normal), string(p.Text))
		decoded, err := Decode(Encode(p.Symbols))
		require.NoError(t, err)
		require.Equal(t, string(normal), string(decoded))
		again, err := Parse(decoded)
		require.NoError(t, err)
		require.Equal(t, p, again)
	})
}

func FuzzDecode(f *testing.F) {
	for _, text := range []string{"a", "The morning’s silver lies upon the lawn,\n…", strings.Repeat("ten letters, ", 29) + strings.Repeat("…", 50)} {
		p, err := Parse([]byte(text))
		require.NoError(f, err)
		var data []byte
		for _, word := range Encode(p.Symbols) {
			b := word.Bytes()
			data = append(data, b[:]...)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var words []statement.Word
		for ; len(data) >= 32; data = data[32:] {
			words = append(words, *new(statement.Word).SetBytes(data[:32]))
		}
		text, err := Decode(words)
		if err != nil || len(text) > MaxBytes {
			return
		}
		var symbols []byte
		for _, r := range string(text) {
			symbol, ok := symbolOf(r)
			require.True(t, ok)
			symbols = append(symbols, symbol)
		}
		trimmed, encoded := statement.Trim(words), Encode(symbols)
		require.True(t, slices.Equal(trimmed, encoded), "a second encoding of %q: %v", text, words)
	})
}
