//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package terzarima

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// wordNames are the words of the vector, for the names of tests.
func wordNames() []string {
	names := []string{"claim", "forward", "params", "window", "progress", "sealX", "sealY", "commitment", "beacon", "R.x", "R.y"}
	for i := range MessageWords {
		names = append(names, fmt.Sprintf("message %d", i))
	}
	return names
}

// change is one word of the vector made another, by whatever secret inputs lead to it.
type change struct {
	name  string
	word  int
	by    *big.Int
	input func(b *Body) // nil if the word is computed from more than itself
	free  bool          // accepted; doc.go says why
}

func vectorChanges(sealed bool) []change {
	one := big.NewInt(1)
	changes := []change{
		{"claim", statement.ClaimWord, one, func(b *Body) { b.Claim = add(b.Claim, one) }, !sealed},
		{"forward", statement.ForwardWord, one, func(b *Body) { b.Forward = add(b.Forward, one) }, true},
		{"start", statement.WindowWord, one, func(b *Body) { b.Times = add(b.Times, one) }, true},
		{"end", statement.WindowWord, gadget.Pow2(64), func(b *Body) { b.Times = add(b.Times, gadget.Pow2(64)) }, true},
		{"quantity", statement.WindowWord, gadget.Pow2(128), func(b *Body) { b.Quantity = add(b.Quantity, one) }, false},
		{"from", statement.ProgressWord, one, nil, false},
		{"to", statement.ProgressWord, gadget.Pow2(64), nil, false},
		{"amount", statement.ProgressWord, gadget.Pow2(128), func(b *Body) { b.Quantity = add(b.Quantity, one) }, false},
		{"sealX", statement.SealXWord, one, func(b *Body) { b.SealX = add(b.SealX, one) }, false},
		{"sealY", statement.SealYWord, one, func(b *Body) { b.SealY = add(b.SealY, one) }, false},
		{"root", statement.ParamsWord, one, func(b *Body) { b.Root = add(b.Root, one) }, false},
	}
	// The rest is computed, and so are these if one does not touch what they are computed from.
	for word, name := range wordNames() {
		changes = append(changes, change{name + " by itself", word, one, nil, false})
	}
	return changes
}

// Each word of the vector, changed alone and h, z and y computed again, is refused by a constraint, or listed as free.
func TestEveryWordIsConstrained(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]Delivery{"sealed": full(t), "unsealed": full(t).unsealed()} {
		body := bodyOf(t, d)
		v, aux := state(t, body)
		for _, c := range vectorChanges(name == "sealed") {
			t.Run(name+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				body, v := body, append([]statement.Word(nil), v...)
				v[c.word] = add(v[c.word], c.by)
				if c.input != nil {
					c.input(&body)
				}
				err := solve(t, concludeFor(body, v, aux))
				if c.free {
					require.NoError(t, err)
				} else {
					require.Error(t, err)
				}
			})
		}
	}
}

// Each word changed on the chain's side only, the free ones too, gives another z and another y.
func TestEveryWordIsBound(t *testing.T) {
	t.Parallel()
	a := mustAssign(t, full(t))
	v := append(a.Header[:], a.Payload...)
	for word, name := range wordNames() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onChain := append([]statement.Word(nil), v...)
			onChain[word] = add(onChain[word], big.NewInt(1))
			c := *a.Circuit
			z := statement.Challenge(common.Hash{1}, a.H, onChain)
			c.Z, c.Y = z, statement.Evaluate(onChain, z)
			require.Error(t, solve(t, &c))
		})
	}
	t.Run("a word more", func(t *testing.T) {
		t.Parallel()
		c := *a.Circuit
		onChain := append(v[:len(v):len(v)], number(1))
		z := statement.Challenge(common.Hash{1}, a.H, onChain)
		c.Z, c.Y = z, statement.Evaluate(onChain, z)
		require.Error(t, solve(t, &c))
	})
}

// A proof under another key has another challenge: h is the same, z and y are not.
func TestAnotherKeysChallenge(t *testing.T) {
	t.Parallel()
	d := good(t)
	mine := mustAssign(t, d)
	d.KeyHash = common.Hash{2}
	other := mustAssign(t, d)
	require.Equal(t, mine.H, other.H)
	require.NotEqual(t, mine.Z, other.Z)
	c := *mine.Circuit
	c.Z = other.Z
	require.Error(t, solve(t, &c))
}

// One letter of the poem changed, in each message word, and everything else computed again but the list of words.
func TestEveryMessageWordIsRead(t *testing.T) {
	t.Parallel()
	d := full(t)
	text := string(d.Poem.Symbols)
	for i := range d.Poem.Words[MaxWords-1].End/SymbolsPerWord + 1 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			at := SymbolsPerWord * i
			for !isLetter(text[at]) {
				at++
			}
			require.Less(t, at, SymbolsPerWord*(i+1), "no letter in this word")
			body := bodyOf(t, d)
			body.setText(text[:at] + "q" + text[at+1:])
			require.Error(t, solve(t, conclude(t, body)))
		})
	}
}

// Parameters are free as far as the poem has the property under them: another buyer's, with a header for them.
func TestOtherParametersThatHold(t *testing.T) {
	t.Parallel()
	d := good(t)
	looser, stricter := d.Params, d.Params
	looser.MaxSyllables++
	stricter.MaxSyllables = 9
	for params, holds := range map[*Params]bool{&looser: true, &stricter: false} {
		d := d
		d.Params, d.Header[statement.ParamsWord] = *params, params.Commit()
		err := solve(t, mustAssign(t, d).Circuit)
		require.Equal(t, holds, err == nil)
	}
}

// A word of the lexicon cannot be left unopened to make its line shorter, neither by Assign nor, whatever neighbours it
// is said to have, in the circuit: see also gapAttacks.
func TestLexiconWordLeftUnopened(t *testing.T) {
	t.Parallel()
	d := lengthened(0)(t)
	require.False(t, Check(d.Lexicon, d.Params, d.Poem).Holds, "thirteen syllables")
	require.Error(t, solve(t, mustAssign(t, d).Circuit))
	body := bodyOf(t, d)
	body.Words[longPlace].Known = number(0)
	for side := range body.Gaps[0] {
		body.Gaps[0].choose(side)
		require.Error(t, solve(t, conclude(t, body)))
	}
	d.Choice[longPlace].Leaf = -1
	_, err := Assign(d)
	require.ErrorContains(t, err, "the lexicon has the word")
}

// The blinding keeps h of one poem from being recognised.
func TestBlinding(t *testing.T) {
	t.Parallel()
	d := good(t)
	first := mustAssign(t, d)
	d.Blinding = number(78)
	second := mustAssign(t, d)
	require.Equal(t, first.Payload, second.Payload)
	require.NotEqual(t, first.H, second.H)
	c := *first.Circuit
	c.Body.Blinding = number(78)
	require.Error(t, solve(t, &c))
}

// Assign and circuit compute one statement, each by itself.
func TestAssignStatesWhatTheCircuitDoes(t *testing.T) {
	t.Parallel()
	for _, d := range []Delivery{full(t), good(t), good(t).unsealed()} {
		a := mustAssign(t, d)
		v, aux := state(t, a.Circuit.Body)
		require.Equal(t, padded(append(a.Header[:], a.Payload...)), v)
		require.Equal(t, d.aux(), aux)
	}
}

// full is a poem that fills all message words.
func full(t testing.TB) Delivery {
	t.Helper()
	var lines []string
	for _, end := range goodEndings {
		lines = append(lines, strings.ReplaceAll("and then he set out for the last time "+end.word, " ", " ..... "))
	}
	text := strings.Join(lines, "\n")
	return deliver(t, DefaultParams(defaultLexicon(t)), text+strings.Repeat(" ", MaxSymbols-1-len(text))+".")
}
