//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package matmul

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/consensys/gnark/constraint/solver"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/std/math/bits"
	"github.com/consensys/gnark/test"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// An assertion is named by its kind and by how many of that kind come before it in the circuit.
type assertion struct {
	kind kind
	at   int
}

type kind int

const (
	ranges kind = iota
	equal
	boolean
	different
)

// The assertions of a sealed circuit of size n: a range for each word of A, for the times and for the quantity; equality in
// each row, and in the curve's equation.
func rangeOf(word int) assertion      { return assertion{ranges, word} }
func rangeOfTimes(n int) assertion    { return assertion{ranges, entryWords(n)} }
func rangeOfQuantity(n int) assertion { return assertion{ranges, entryWords(n) + 1} }
func equalityOf(row int) assertion    { return assertion{equal, row} }
func equalityOfCurve(n int) assertion { return assertion{equal, n} }
func booleanOf(bit int) assertion     { return assertion{boolean, bit} }
func differenceOf(word int) assertion { return assertion{different, word} }
func assertionsOf(n int) map[kind]int {
	return map[kind]int{ranges: entryWords(n) + 2, equal: n + 1, boolean: gadget.ScalarBits, different: n * rowWords(n)}
}
func (a assertion) in(s skipping) bool { return s.skip[a] }
func (s skipping) next(k kind) assertion {
	s.seen[k]++
	return assertion{k, s.seen[k] - 1}
}

// skipping leaves assertions out. The bits of a word that is not ranged are the liar's.
type skipping struct {
	frontend.API
	skip map[assertion]bool
	lies lies
	seen map[kind]int
}

func (s skipping) AssertIsEqual(x, y frontend.Variable) {
	if !s.next(equal).in(s) {
		s.API.AssertIsEqual(x, y)
	}
}

func (s skipping) AssertIsDifferent(x, y frontend.Variable) {
	if !s.next(different).in(s) {
		s.API.AssertIsDifferent(x, y)
	}
}

func (s skipping) AssertIsBoolean(x frontend.Variable) {
	if !s.next(boolean).in(s) {
		s.API.AssertIsBoolean(x)
	}
}

func (s skipping) ToBinary(x frontend.Variable, n ...int) []frontend.Variable {
	a := s.next(ranges)
	if !a.in(s) {
		return s.API.ToBinary(x, n...)
	}
	out := make([]frontend.Variable, n[0])
	for i := range out {
		out[i] = 0
	}
	for at, entry := range s.lies[a.at] {
		out[at*entryBits] = entry
	}
	return out
}

// Select picks between two values, also by a bit that is none: gnark's own would assert once more that it is one.
func (s skipping) Select(bit, one, zero frontend.Variable) frontend.Variable {
	return s.Add(zero, s.Mul(bit, s.Sub(one, zero)))
}

// lies are, of words of A by their place, the entries that a liar says they have.
type lies map[int][]statement.Word

// lying is a circuit that lacks assertions.
type lying struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	Body    Body
	without skipping `gnark:"-"`
}

func (w *lying) Define(api frontend.API) error {
	w.without.API = api
	w.without.seen = map[kind]int{}
	st, err := w.Body.Define(w.without, w.Z)
	if err != nil {
		return err
	}
	hash, err := gadget.NewHash(api)
	if err != nil {
		return err
	}
	api.AssertIsEqual(w.H, hash.Fold(st.Vector(), st.Aux))
	api.AssertIsEqual(w.Y, gadget.Evaluate(api, st.Vector(), w.Z))
	if want := assertionsOf(w.Body.size); fmt.Sprint(w.without.seen) != fmt.Sprint(want) {
		err = fmt.Errorf("the circuit has the assertions %v, the tests know %v", w.without.seen, want)
	}
	return err
}

// passesWithout says whether values satisfy the circuit but for some of its assertions.
func passesWithout(c *Circuit, told lies, skip ...assertion) error {
	without := skipping{skip: map[assertion]bool{}, lies: told}
	for _, a := range skip {
		without.skip[a] = true
	}
	return test.IsSolved(&lying{Body: newBody(c.Body.size), without: without}, &lying{H: c.H, Z: c.Z, Y: c.Y, Body: c.Body}, field)
}

// stating runs a body, whatever it asserts, and keeps the statement that it makes: a liar computes h, z and y from the
// circuit's own words.
type stating struct {
	Body Body
	said *stated `gnark:"-"`
}

type stated struct{ v, aux []statement.Word }

func (s *stating) Define(api frontend.API) error {
	st, err := s.Body.state(lenient{api})
	if err != nil {
		return err
	}
	for _, x := range st.Vector() {
		s.said.v = append(s.said.v, number(x))
	}
	s.said.aux = append(s.said.aux, number(st.Aux))
	return nil
}

// lenient computes and asserts nothing.
type lenient struct{ frontend.API }

func (lenient) AssertIsEqual(_, _ frontend.Variable)     {}
func (lenient) AssertIsDifferent(_, _ frontend.Variable) {}
func (lenient) AssertIsBoolean(frontend.Variable)        {}

func (l lenient) Select(bit, one, zero frontend.Variable) frontend.Variable {
	return skipping{API: l.API}.Select(bit, one, zero)
}

func (lenient) ToBinary(_ frontend.Variable, n ...int) []frontend.Variable {
	return make([]frontend.Variable, n[0])
}

func number(x frontend.Variable) statement.Word {
	var w statement.Word
	if _, err := w.SetInterface(x); err != nil {
		panic(err)
	}
	return w
}

func plus(x frontend.Variable, n *big.Int) statement.Word {
	sum, d := number(x), new(statement.Word).SetBigInt(n)
	return *sum.Add(&sum, d)
}

// state is the vector that a body states.
func state(t testing.TB, body Body) []statement.Word {
	t.Helper()
	said, shape := &stated{}, newBody(body.size)
	shape.Rho = shape.Rho[:len(body.Rho)]
	require.NoError(t, test.IsSolved(&stating{shape, said}, &stating{Body: body}, field))
	return said.v
}

// conclude is a body with h, z and y for a vector, its own or another.
func conclude(body Body, v []statement.Word) *Circuit {
	h := statement.Fold(v, number(body.Blinding))
	published := append(v[:statement.HeaderLen:statement.HeaderLen], statement.Trim(v[statement.HeaderLen:])...)
	z := statement.Challenge(common.Hash{1}, h, published)
	return &Circuit{H: h, Z: z, Y: statement.Evaluate(v, z), Body: body}
}

// bodyOf is the honest body of a delivery, for a test to change.
func bodyOf(t testing.TB, d Delivery) Body {
	t.Helper()
	return mustAssign(t, d).Circuit.Body
}

// telling makes the solver say of words of A what a liar says.
func telling(body Body, told lies) solver.Option {
	for _, id := range bits.GetHints() {
		if name := solver.GetHintName(id); name == "github.com/consensys/gnark/std/math/bits.nBits" {
			return solver.OverrideHint(solver.GetHintID(id), func(order *big.Int, in, out []*big.Int) error {
				for word, entries := range told {
					if x := number(body.A[word]); in[0].Cmp(statement.Big(x)) == 0 {
						for i := range out {
							out[i].SetUint64(0)
						}
						for at, entry := range entries {
							out[at*entryBits].Set(statement.Big(entry))
						}
						return nil
					}
				}
				return id(order, in, out)
			})
		}
	}
	panic("gnark's hint for bits has another name")
}
