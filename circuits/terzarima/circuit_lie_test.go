//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package terzarima

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/test"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/lexicon"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// stated is a statement in values.
type stated struct{ v, aux []statement.Word }

// stating runs a body, whatever it asserts, and keeps the statement that it makes: a liar computes h, z and y from the
// circuit's own words.
type stating struct {
	Body Body
	said *stated `gnark:"-"`
}

func (s *stating) Define(api frontend.API) error {
	st, err := s.Body.Define(lenient{api}, 0)
	if err != nil {
		return err
	}
	for _, x := range st.Vector() {
		s.said.v = append(s.said.v, valueOf(x))
	}
	s.said.aux = append(s.said.aux, valueOf(st.Aux))
	return nil
}

// lenient computes and asserts nothing.
type lenient struct{ frontend.API }

func (lenient) AssertIsEqual(_, _ frontend.Variable)     {}
func (lenient) AssertIsDifferent(_, _ frontend.Variable) {}
func (lenient) AssertIsBoolean(frontend.Variable)        {}

func (lenient) ToBinary(_ frontend.Variable, n ...int) []frontend.Variable {
	return make([]frontend.Variable, n[0])
}

func valueOf(x frontend.Variable) statement.Word {
	var w statement.Word
	if _, err := w.SetInterface(x); err != nil {
		panic(err)
	}
	return w
}

// state runs a body for its statement.
func state(t testing.TB, body Body) (v []statement.Word, aux statement.Word) {
	t.Helper()
	s := &stating{Body: body, said: &stated{}}
	require.NoError(t, test.IsSolved(s, &stating{Body: body}, field))
	return s.said.v, s.said.aux[0]
}

// conclude computes h, z and y for the vector that a body states.
func conclude(t testing.TB, body Body) *Circuit {
	t.Helper()
	v, aux := state(t, body)
	return concludeFor(body, v, aux)
}

func concludeFor(body Body, v []statement.Word, aux statement.Word) *Circuit {
	h := statement.Fold(v, aux)
	published := append(v[:statement.HeaderLen:statement.HeaderLen], statement.Trim(v[statement.HeaderLen:])...)
	z := statement.Challenge(common.Hash{1}, h, published)
	return &Circuit{H: h, Z: z, Y: statement.Evaluate(v, z), Body: body}
}

// passesWithout says whether the values satisfy the circuit but for one of its assertions.
func passesWithout(r rule, c *Circuit) error {
	without := &Circuit{}
	without.Body.inspect = &inspection{skip: r}
	return test.IsSolved(without, c, field)
}

// ending is the last word of a line, in one of its readings.
type ending struct {
	word  string
	rhyme string // "" for the usual reading
}

var goodEndings = [Lines]ending{{word: "thread"}, {word: "bound"}, {word: "spread"}, {word: "sound"}, {word: "unseen"}, {word: "found"}}

// lineBefore is a line of six words and nine syllables, all but its end.
const lineBefore = "they went alone to find another "

// poemOf is a poem of six like lines, ten or eleven syllables each.
func poemOf(t testing.TB, ends []ending) Delivery {
	t.Helper()
	var text strings.Builder
	for _, end := range ends {
		fmt.Fprintf(&text, "%s%s.\n", lineBefore, end.word)
	}
	d := deliver(t, DefaultParams(defaultLexicon(t)), text.String())
	line := 0
	for k := range d.Poem.Words {
		if k+1 < len(d.Poem.Words) && !d.Poem.Words[k+1].FirstInLine {
			continue
		}
		if rhyme := ends[line].rhyme; rhyme != "" {
			d.Choice[k] = reading(t, ends[line].word, rhyme)
		}
		line++
	}
	return d
}

func reading(t testing.TB, text, rhyme string) lexicon.Pronunciation {
	t.Helper()
	for _, spoken := range defaultLexicon(t).Lookup(text) {
		if rhyme == "" || spoken.Rhyme == rhyme {
			return spoken
		}
	}
	require.Failf(t, "no such reading", "%s /%s/", text, rhyme)
	return lexicon.Pronunciation{}
}

// withEnding is the good poem with some of its endings replaced; lines are from 1.
func withEndings(t testing.TB, changes map[int]ending) Delivery {
	t.Helper()
	ends := goodEndings
	for line, end := range changes {
		ends[line-1] = end
	}
	return poemOf(t, ends[:])
}

// withWords is the good poem with some words replaced; places are from 0. All its words are spoken as usual.
func withWords(t testing.TB, changes map[int]string) Delivery {
	t.Helper()
	good := withEndings(t, nil)
	text := string(good.Poem.Text)
	for k := len(good.Poem.Words) - 1; k >= 0; k-- {
		if replacement, ok := changes[k]; ok {
			w := good.Poem.Words[k]
			text = text[:w.Start] + replacement + text[w.End:]
		}
	}
	return deliver(t, good.Params, text)
}

// bodyOf is the honest body of a delivery.
func bodyOf(t testing.TB, d Delivery) Body {
	t.Helper()
	return mustAssign(t, d).Circuit.Body
}

// setText replaces the text and nothing else.
func (b *Body) setText(symbols string) { b.setSymbols([]byte(symbols)) }

func packed(t testing.TB, text string) statement.Word {
	t.Helper()
	w, err := lexicon.Pack(text)
	require.NoError(t, err)
	return w
}

func add(x frontend.Variable, n *big.Int) statement.Word {
	sum, d := valueOf(x), new(statement.Word).SetBigInt(n)
	return *sum.Add(&sum, d)
}

// wrapping is a run of letters that, packed without regard to the field's size, comes to a given word.
func wrapping(t testing.TB, word string) string {
	t.Helper()
	w := packed(t, word)
	x := statement.Big(w)
	for range 1 << 24 {
		x.Add(x, fr.Modulus())
		if letters, ok := lettersOf(x); ok {
			return letters
		}
	}
	require.Fail(t, "no run of letters found")
	return ""
}

func lettersOf(x *big.Int) (string, bool) {
	var digits []byte
	for n := x.BitLen(); n > 0; n -= 5 {
		digits = append(digits, 0)
	}
	low := new(big.Int)
	rest := new(big.Int).Set(x)
	for i := len(digits) - 1; i >= 0; i-- {
		code := low.And(rest, big.NewInt(31)).Int64()
		if code == 0 || code > 26 {
			return "", false
		}
		digits[i] = 'a' + byte(code-1)
		rest.Rsh(rest, 5)
	}
	return string(digits), true
}

// garbage is the number of units of 2^shift that the leaves of one packed word are more than those of another.
func garbage(more, less statement.Word, shift int) statement.Word {
	var units statement.Word
	units.SetBigInt(gadget.Pow2(wordShift - shift))
	more.Sub(&more, &less)
	return *more.Mul(&more, &units)
}
