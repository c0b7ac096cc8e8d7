package lexicon

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRhymeOf(t *testing.T) {
	t.Parallel()
	for ipa, want := range map[string]string{
		"lˈaɪn":       "aɪn",
		"ɐlˈaɪn":      "aɪn",
		"bˈʌtəflˌaɪ":  "aɪ",     // secondary stress comes later
		"zuːˈɒlədʒɪ":  "ɒlədʒɪ", // feminine: from the stressed vowel to the end
		"hˈaɪɐ":       "aɪə",    // final ɐ is ə
		"ɡˌælɐpˈɒ":    "ɒ",      // and only a final one
		"pɐkˈiːtɐz":   "iːtɐz",  // not here
		"ðə":          "ə",      // no stress: the last vowel
		"wˈɒzn̩t":     "ɒzn̩t",  // syllabic consonants are as they are
		"tˈiːˈɛks":    "ɛks",    // the last of several
		"ˌɪntɐnˈɛt":   "ɛt",     //
		"nˈɛvɐmˌɔːɹ":  "ɔːɹ",    //
		"əbˈaʊt":      "aʊt",    //
		"ɹˈɛkəɡnˌaɪz": "aɪz",    //
	} {
		require.Equal(t, want, rhymeOf(ipa), ipa)
	}
}

func TestSyllablesOf(t *testing.T) {
	t.Parallel()
	for ipa, want := range map[string]int{
		"lˈaɪn": 1, "ɐlˈaɪn": 2, "bˈʌtəflˌaɪ": 3, "sˈiː": 1,
		"fˈaɪə": 2, "hˈaɪɐ": 2, "ˈaʊɐ": 2, "kwˈaɪət": 2, // a diphthong before ə
		"plˈeɪɐ": 2, "lˈəʊɐ": 2, "ɹˈɔɪəl": 2,
		"flˈaɪəʊvɐ": 3, "ˈaɪəʊən": 3, "ɹˈeɪdiəʊ": 3, "tɹˈiəʊ": 2, // əʊ belongs together
		"nˈiə": 1, "ɐbɪsˈɪniə": 5, "ˈælbɪən": 3, // near, and the unstressed vowels of Abyssinia and Albion
		"kˈeə": 1, "ˈeəɹən": 2,
		"ɡˈəʊɪŋ": 2, "ɹiːˈækt": 2,
		"wˈɒzn̩t":  2, // a syllabic consonant
		"kwˈɑːsɑ̃": 2, "bəlˈəʊnʲɐ": 3, "wˈiːː": 1,
	} {
		n, err := syllablesOf(ipa)
		require.NoError(t, err, ipa)
		require.Equal(t, want, n, ipa)
	}
}

func TestSameLeaf(t *testing.T) {
	t.Parallel()
	require.True(t, SameLeaf("hˈaɪɐ", "hˈaɪə"))
	require.False(t, SameLeaf("wˈuːnd", "wˈaʊnd"))
	require.False(t, SameLeaf("blˈɛst", "blˈɛsɪd"))
	require.False(t, SameLeaf("sɪtˈiː", "stˈiː"), "one rhyme, another number of syllables")
	require.False(t, SameLeaf("psst", "psst"), "what cannot be spoken is no leaf")
}

func TestStripLeavesNoStress(t *testing.T) {
	t.Parallel()
	require.Equal(t, "bʌtəflaɪ", Strip("bˈʌtəflˌaɪ"))
}
