package lexicon

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxSyllables is what a leaf has room for.
const maxSyllables = 15

const (
	stressMarks = "ˈˌ"
	vowels      = "aeiouæɐɑɒɔəɛɜɪʊʌ"
	consonants  = "bdfhjklmnprstvwxzçðŋɡɬɹʃʒθ"
	// Long vowel, nasal vowel, palatal consonant; and the syllabic consonant, which is a nucleus of its own.
	modifiers = "ː\u0303ʲ"
	syllabic  = "\u0329"
)

// diphthongs are the vowels that are written with two letters and make one syllable.
var diphthongs = []string{"aɪ", "aʊ", "eɪ", "əʊ", "ɔɪ", "eə"}

// rhymeOf is the part of a transcription that has to be equal for two words to rhyme: from the last vowel that carries
// primary or secondary stress to the end, without stress marks; without any stress from the last vowel. A final ɐ is ə.
func rhymeOf(ipa string) string {
	start := strings.LastIndexAny(ipa, stressMarks)
	if start < 0 {
		start = strings.LastIndexAny(ipa, vowels)
	}
	rhyme := strip(ipa[max(start, 0):])
	if open, ok := strings.CutSuffix(rhyme, "ɐ"); ok {
		return open + "ə"
	}
	return rhyme
}

// strip removes the stress marks.
func strip(ipa string) string { return stress.Replace(ipa) }

var stress = strings.NewReplacer("ˈ", "", "ˌ", "")

// syllablesOf counts the nuclei of a transcription. A diphthong is one nucleus; so is iə under stress (near), while it is
// two without (Albion). All other sequences of vowels are one nucleus each, the ends of fire and hour among them.
func syllablesOf(ipa string) (int, error) {
	n, stressed := 0, false
	for rest := strings.ReplaceAll(ipa, "ɐ", "ə"); rest != ""; {
		length := diphthong(rest, stressed)
		_, size := utf8.DecodeRuneInString(rest)
		symbol := rest[:size]
		switch {
		case length > 0:
			n++
		case strings.Contains(vowels, symbol) || symbol == syllabic:
			n++
		case !strings.Contains(stressMarks+consonants+modifiers, symbol):
			return 0, fmt.Errorf("the transcription %s has the unknown symbol %q", ipa, symbol)
		}
		stressed = strings.Contains(stressMarks, symbol)
		rest = rest[max(length, size):]
	}
	if n == 0 || n > maxSyllables {
		return 0, fmt.Errorf("the transcription %s has %d syllables, want 1 to %d", ipa, n, maxSyllables)
	}
	return n, nil
}

// diphthong is the length of the one that a transcription starts with, 0 if there is none.
func diphthong(ipa string, stressed bool) int {
	for _, d := range diphthongs {
		if strings.HasPrefix(ipa, d) {
			return len(d)
		}
	}
	if stressed && strings.HasPrefix(ipa, "iə") && !strings.HasPrefix(ipa, "iəʊ") {
		return len("iə")
	}
	return 0
}

// Speakable says whether a transcription can be in the lexicon: all its symbols are known, and it has a vowel.
func Speakable(ipa string) bool {
	_, err := syllablesOf(ipa)
	return err == nil
}

// SameLeaf says whether two transcriptions of a word are one leaf: the rhyme and the number of syllables are equal.
func SameLeaf(a, b string) bool {
	na, errA := syllablesOf(a)
	nb, errB := syllablesOf(b)
	return errA == nil && errB == nil && na == nb && rhymeOf(a) == rhymeOf(b)
}
