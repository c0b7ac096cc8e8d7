package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFoldSpelling(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]spelling{
		"cat":      {text: "cat", folded: "cat"},
		"Paris's":  {text: "Paris's", folded: "paris's", capital: true},
		"émigré":   {text: "émigré", folded: "emigre", accent: true},
		"Ångström": {text: "Ångström", folded: "angstrom", capital: true, accent: true},
		"McDonald": {text: "McDonald", folded: "mcdonald", capital: true, initialism: true},
		"US":       {text: "US", folded: "us", capital: true, initialism: true},
	} {
		s, err := foldSpelling(text)
		require.NoError(t, err)
		require.Equal(t, want, s)
	}
	for _, text := range []string{"", "3D", "straße", "boys'", "well-read"} {
		_, err := foldSpelling(text)
		require.ErrorContains(t, err, "folding", text)
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	d := &lexiconData{}
	spellings, err := d.choose([]string{"Polish", "US", "GPU", "us", "polish", "café"})
	require.NoError(t, err)
	var texts []string
	for _, s := range spellings {
		texts = append(texts, s.text)
	}
	require.Equal(t, []string{"us", "polish", "Polish", "GPU", "café"}, texts, "ordinary spellings first, US is no way to say us")
	require.Equal(t, []leftOut{{"US", "initialism, and another word is written with the same letters"}}, d.leftOut)
	require.Equal(t, 3, d.capitals+d.accents)
}

func TestAdd(t *testing.T) {
	t.Parallel()
	d := &lexiconData{}
	d.add(spelling{text: "AstroTurf", folded: "astroturf"}, "ˈæstɹəʊ tˈɜːf")
	d.add(spelling{text: "vi", folded: "vi"}, "ɹˌəʊmən sˈɪks")
	d.add(spelling{text: "psst", folded: "psst"}, "psst")
	require.Equal(t, []reading{{"astroturf", "ˈæstɹəʊtˈɜːf", "AstroTurf"}}, d.readings)
	require.Equal(t, []leftOut{{"vi", "Roman numeral, spoken as a number"}, {"psst", "no vowel in psst"}}, d.leftOut)
}

func TestAddTable(t *testing.T) {
	t.Parallel()
	have := func() *lexiconData {
		return &lexiconData{readings: []reading{{"a", "ˈeɪ", "a"}, {"wound", "wˈuːnd", "wound"}, {"zebra", "zˈɛbɹɐ", "zebra"}}}
	}
	d := have()
	require.NoError(t, d.addTable([]row{{"wound", "they have wound"}}, []string{"ðeɪ hæv wˈaʊnd"}))
	require.Equal(t, reading{"wound", "wˈaʊnd", "they have wound"}, d.readings[2], "after the usual reading")
	require.Len(t, d.readings, 4)

	require.ErrorContains(t, have().addTable([]row{{"woond", "wound"}}, []string{"wˈuːnd"}), "not in the word list")
	require.ErrorContains(t, have().addTable([]row{{"wound", "woond"}}, []string{"wˈuːnd"}), "is there already")
	require.ErrorContains(t, have().addTable([]row{{"wound", ""}}, []string{""}), "says nothing")
}

func TestParseTable(t *testing.T) {
	t.Parallel()
	rows, err := parseTable("# head\nread\tred\tcmudict\tR EH1 D | R IY1 D\tpast\n")
	require.NoError(t, err)
	require.Equal(t, []row{{"read", "red"}}, rows)
	_, err = parseTable("# head\nread\tred\n")
	require.ErrorContains(t, err, "line 2: 2 fields")
}

func TestCompressedIsTheSameEveryTime(t *testing.T) {
	t.Parallel()
	d := &lexiconData{readings: []reading{{"a", "ˈeɪ", "a"}}}
	first, err := d.compressed()
	require.NoError(t, err)
	second, err := d.compressed()
	require.NoError(t, err)
	require.Equal(t, first, second)
	require.Zero(t, first[3], "no name in the head")
	require.Equal(t, make([]byte, 4), first[4:8], "no time in the head")
}
