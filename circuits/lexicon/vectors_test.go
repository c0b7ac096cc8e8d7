package lexicon

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

var update = flag.Bool("update", false, "write testdata/vectors.json anew")

// vectors pin the edition of the lexicon that comes with this package.
type vectors struct {
	Note  string       `json:"note"`
	Root  string       `json:"root"`
	Words []wordVector `json:"words"`
}

type wordVector struct {
	Word     string          `json:"word"`
	Packed   string          `json:"packed"`
	Readings []readingVector `json:"readings"`
}

type readingVector struct {
	IPA       string `json:"ipa"`
	Rhyme     string `json:"rhyme"`
	RhymeID   uint16 `json:"rhymeId"`
	Syllables int    `json:"syllables"`
	Leaf      int    `json:"leaf"`
	Value     string `json:"value"`
}

func TestVectors(t *testing.T) {
	t.Parallel()
	l := english(t)
	got := vectors{
		Note: "The root of the lexicon and some of its leaves. Written by go test ./circuits/lexicon -run TestVectors -update.",
		Root: hex(l.Root()),
	}
	for _, word := range []string{"a", "zz", "line", "align", "proof", "truth", "read", "wound", "don't", "butterfly", "fire", "higher"} {
		packed, err := Pack(word)
		require.NoError(t, err)
		v := wordVector{Word: word, Packed: hex(packed), Readings: []readingVector{}}
		for _, p := range l.Lookup(word) {
			v.Readings = append(v.Readings, readingVector{p.IPA, p.Rhyme, p.RhymeID, p.Syllables, p.Leaf, hex(l.tree.levels[0][p.Leaf])})
		}
		got.Words = append(got.Words, v)
	}
	const path = "testdata/vectors.json"
	text, err := json.MarshalIndent(got, "", "  ")
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile(path, append(text, '\n'), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), string(text)+"\n",
		"the lexicon changed: open forwards name the old root; if that is meant, run go test ./circuits/lexicon -run TestVectors -update")
}

func hex(w statement.Word) string { return "0x" + statement.Big(w).Text(16) }
