//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package terzarima

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/samples"
)

func TestCircuitAcceptsPoems(t *testing.T) {
	t.Parallel()
	params := DefaultParams(defaultLexicon(t))
	poems := samplePoems(t, "holds")
	demo := poems["llm-second-try"]
	for name, change := range map[string]func(string) string{
		"capitals":         strings.ToUpper,
		"curly apostrophe": func(s string) string { return strings.Replace(s, "thought", "thought’s", 1) },
		"blank lines":      func(s string) string { return "\n \n" + strings.ReplaceAll(s, "\n", " …\n\n") + "\n\n" },
		"dashes and CRLF":  func(s string) string { return strings.NewReplacer(",", " —", "\n", "\r\n").Replace(s) },
		"no last newline":  func(s string) string { return strings.TrimRight(s, "\n") },
		"full to the last byte": func(s string) string {
			return s + strings.Repeat("'", MaxBytes-len(s))
		},
	} {
		poems[name] = change(demo)
	}
	for name, text := range poems {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deliver(t, params, text)
			require.NoError(t, solve(t, mustAssign(t, d).Circuit))
			require.NoError(t, solve(t, mustAssign(t, d.unsealed()).Circuit))
		})
	}
}

// Random poems, some of their words misspelt or too long, are judged alike by Check and by the circuit. Where Check finds lines too
// long, a prover who leaves their longest words unopened is refused as well.
func TestCircuitAgreesWithCheck(t *testing.T) {
	t.Parallel()
	lex := defaultLexicon(t)
	w := newWorkshop(newOracle(t), rand.New(rand.NewPCG(samples.Seed(2), 7182)))
	accepted, unknown, refused, lies := 0, 0, 0, 0
	count := samples.Count(70)
	for range count {
		params := w.params(lex)
		text := wordPattern.ReplaceAllStringFunc(w.poem(), w.disturb)
		poem, err := Parse([]byte(text))
		if err != nil {
			continue // too long
		}
		d := deliver(t, params, text)
		verdict, body := Check(lex, params, poem), bodyOf(t, d)
		err = solve(t, conclude(t, body))
		require.Equal(t, verdict.Holds, err == nil, "%s\n%+v\n%s", text, params, brief(verdict))
		switch {
		case !verdict.Holds:
			refused++
		case slices.ContainsFunc(verdict.Choice, func(spoken lexicon.Pronunciation) bool { return spoken.Leaf < 0 }):
			unknown++
			fallthrough
		default:
			accepted++
		}
		if liar, ok := shortened(d, verdict, body); ok {
			lies++
			require.Error(t, solve(t, conclude(t, liar)), text)
		}
	}
	t.Logf("%d of those accepted have unknown words, %d of those refused are lies about the longest word", unknown, lies)
	samples.Tell(t, "terza-rima", accepted, refused+lies)
	require.Greater(t, accepted, count/6)
	require.Greater(t, unknown, count/16)
	require.Greater(t, refused, count/5)
	require.Greater(t, lies, count/14)
}

// disturb changes a letter of one word in forty, which may well give another word, and now and then takes a long one.
func (w *workshop) disturb(word string) string {
	switch w.IntN(320) {
	case 0, 1, 2, 3, 4, 5, 6, 7:
		return string(rune('a'+w.IntN(26))) + word[1:]
	case 8:
		return long
	}
	return word
}

// shortened leaves the longest word inside of a line unopened, if the line has too many syllables.
func shortened(d Delivery, verdict Verdict, body Body) (Body, bool) {
	place := -1
	for _, finding := range verdict.Findings {
		for k, word := range d.Poem.Words {
			inside := k+1 < len(d.Poem.Words) && !d.Poem.Words[k+1].FirstInLine
			if finding.Rule != RuleSyllables || word.Line != finding.Line || !inside || d.Choice[k].Leaf < 0 {
				continue
			}
			if d.Choice[k].Syllables > 1 && (place < 0 || d.Choice[k].Syllables > d.Choice[place].Syllables) {
				place = k
			}
		}
	}
	if place < 0 {
		return body, false
	}
	body.Words[place].Known = number(0)
	for i := range body.Gaps {
		body.Gaps[i].choose(d.Choice[place].Leaf % lexicon.Arity)
	}
	return body, true
}

func TestCircuitRefusesOtherTexts(t *testing.T) {
	t.Parallel()
	params := DefaultParams(defaultLexicon(t))
	for name, text := range samplePoems(t, "fails") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deliver(t, params, text)
			require.Error(t, solve(t, mustAssign(t, d).Circuit))
		})
	}
}
