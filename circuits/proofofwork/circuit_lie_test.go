//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package proofofwork

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/test"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The circuit's assertions in their order; each unit has three of them.
const (
	assertUnits = 0
	assertLow   = 1
	assertTop   = 2
	assertLimit = 3
)

const (
	assertFrom = iota + 1 + 3*MaxUnits
	assertTo
	assertTimes
	assertRest
	assertions
)

// ofUnit is one of the assertions of a place.
func ofUnit(assertion, place int) int { return assertion + 3*place }

// skipping leaves one assertion out.
type skipping struct {
	frontend.API
	skip int
	seen *int
}

func (s skipping) skipped() bool {
	*s.seen++
	return *s.seen-1 == s.skip
}

func (s skipping) AssertIsEqual(x, y frontend.Variable) {
	if !s.skipped() {
		s.API.AssertIsEqual(x, y)
	}
}

func (s skipping) ToBinary(x frontend.Variable, n ...int) []frontend.Variable {
	if s.skipped() {
		return nil // ranges are asserted for themselves: nobody reads these bits
	}
	return s.API.ToBinary(x, n...)
}

// without is a circuit that lacks one assertion.
type without struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	Body    Body
	skip    int `gnark:"-"`
}

func (w *without) Define(api frontend.API) error {
	lacking := lackingBody{&w.Body, w.skip}
	st, err := lacking.Define(api, w.Z)
	if err != nil {
		return err
	}
	hash, err := gadget.NewHash(api)
	if err != nil {
		return err
	}
	api.AssertIsEqual(w.H, hash.Fold(st.Vector(), st.Aux))
	api.AssertIsEqual(w.Y, gadget.Evaluate(api, st.Vector(), w.Z))
	return nil
}

type lackingBody struct {
	*Body
	skip int
}

func (b lackingBody) Define(api frontend.API, z frontend.Variable) (gadget.Statement, error) {
	seen := 0
	st, err := b.Body.Define(skipping{api, b.skip, &seen}, z)
	if err == nil && seen != assertions {
		err = fmt.Errorf("the circuit has %d assertions, the tests know %d", seen, assertions)
	}
	return st, err
}

// passesWithout says whether values satisfy the circuit but for one of its assertions.
func passesWithout(skip int, c *Circuit) error {
	return test.IsSolved(&without{skip: skip}, &without{H: c.H, Z: c.Z, Y: c.Y, Body: c.Body}, field)
}

// body is that of easy work, honest but for what a test then changes; it may count units from any field element.
func body(t testing.TB, from statement.Word, units int) Body {
	t.Helper()
	return bodyOf(t, easy, from, units)
}

func bodyOf(t testing.TB, p Params, from statement.Word, units int) Body {
	t.Helper()
	b := Body{
		Claim: 1, Forward: statement.U248(forwardOf(0)), SealX: 0, SealY: 0, Limit: p.Limit(),
		Times: 5, From: from, Units: units, Rest: 3, Blinding: 9,
	}
	for i := range MaxUnits {
		b.Nonces[i], b.Tops[i] = 0, 0
	}
	for i, nonce := range worked(t, forwardOf(0), from, units, p.Bits) {
		b.setUnit(i, plus(from, big.NewInt(int64(i))), nonce)
	}
	return b
}

func (b *Body) setUnit(place int, unit, nonce statement.Word) {
	hash := statement.Sponge(statement.DomainWork, []statement.Word{number(b.Forward), unit, nonce})
	b.Nonces[place], b.Tops[place] = nonce, new(big.Int).Rsh(statement.Big(hash), lowBits)
}

func minus(n int64) statement.Word {
	var w statement.Word
	w.SetInt64(-n)
	return w
}

type attack struct {
	breaks int
	body   func(t testing.TB) Body
}

// attacks are named after what would be gained.
func attacks() map[string]attack {
	ten, harder := statement.WordFromUint64(10), Params{MinBits + 1}
	list := map[string]attack{
		"nothing is delivered": {assertUnits, func(t testing.TB) Body {
			return body(t, ten, 0)
		}},
		"a ninth unit for which there is no work": {assertUnits, func(t testing.TB) Body {
			b := body(t, ten, 0)
			b.Units = MaxUnits + 1
			return b
		}},
		"a million units without work": {assertUnits, func(t testing.TB) Body {
			b := body(t, ten, 0)
			b.Units = 1_000_000
			return b
		}},
		"a step from before the first unit, read as one of later units": {assertFrom, func(t testing.TB) Body {
			return body(t, minus(1), 2)
		}},
		"the last step wraps, and is read as one unit more": {assertTo, func(t testing.TB) Body {
			b := body(t, statement.WordFromUint64(^uint64(0)-3), MaxUnits)
			_, to, amount := statement.ParseProgress(stated(b)[statement.ProgressWord])
			require.Equal(t, []uint64{4, MaxUnits + 1}, []uint64{to, amount.Uint64()})
			return b
		}},
		"the times take a part of the quantity: more units than were bought": {assertTimes, func(t testing.TB) Body {
			b := body(t, ten, 2)
			b.Times = plus(b.Times, new(big.Int).Neg(new(big.Int).Lsh(big.NewInt(10), 128)))
			_, _, quantity := statement.ParseWindow(stated(b)[statement.WindowWord])
			require.EqualValues(t, 5, quantity.Int64())
			return b
		}},
		"a rest below zero: more units than were bought": {assertRest, func(t testing.TB) Body {
			b := body(t, ten, 2)
			b.Rest = minus(7)
			_, _, quantity := statement.ParseWindow(stated(b)[statement.WindowWord])
			require.EqualValues(t, 5, quantity.Int64())
			return b
		}},
	}
	for place := range MaxUnits {
		unit := plus(ten, big.NewInt(int64(place)))
		name := func(what string) string { return fmt.Sprintf("%s in place %d", what, place) }
		list[name("any hash passes for a small one")] = attack{ofUnit(assertLow, place), func(t testing.TB) Body {
			b := body(t, ten, MaxUnits)
			b.Nonces[place], b.Tops[place] = nonceWhere(t, forwardOf(0), unit, func(hash *big.Int) bool { return !below(hash, MinBits) }), 0
			return b
		}}
		list[name("a hash just below the field's order passes as negative")] = attack{ofUnit(assertTop, place), func(t testing.TB) Body {
			b := bodyOf(t, harder, ten, place+1)
			// As far below zero as the check against the limit reaches.
			reach := new(big.Int).Lsh(new(big.Int).SetUint64(1<<topBits-harder.Limit()), lowBits)
			reach.Sub(fr.Modulus(), reach)
			b.Nonces[place] = nonceWhere(t, forwardOf(0), unit, func(hash *big.Int) bool { return hash.Cmp(reach) >= 0 })
			negative := new(big.Int).Sub(oracle(forwardOf(0), 10+uint64(place), statement.Big(b.Nonces[place].(statement.Word))), fr.Modulus())
			b.Tops[place] = plus(0, negative.Rsh(negative, lowBits)) // rounds down
			return b
		}}
		list[name("easier work than was bought")] = attack{ofUnit(assertLimit, place), func(t testing.TB) Body {
			b := bodyOf(t, harder, ten, place+1) // the others are as hard as the limit asks
			b.setUnit(place, unit, nonceWhere(t, forwardOf(0), unit, func(hash *big.Int) bool {
				return below(hash, easy.Bits) && !below(hash, harder.Bits)
			}))
			return b
		}}
	}
	return list
}

// Each assertion has a witness that breaks it and nothing else, h, z and y being those of the lie.
func TestAttacks(t *testing.T) {
	t.Parallel()
	broken := map[int]bool{}
	for name, a := range attacks() {
		broken[a.breaks] = true
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := a.body(t)
			c := conclude(b, stated(b))
			require.Error(t, solve(t, c, system(t)))
			require.NoError(t, passesWithout(a.breaks, c), "it breaks more than one assertion")
		})
	}
	require.Len(t, broken, assertions, "an assertion without an attack")
}

// Work that was done once is worth nothing a second time.
func TestSoldTwice(t *testing.T) {
	t.Parallel()
	done := body(t, statement.WordFromUint64(10), 2)
	for name, change := range map[string]func(*Body){
		"to another forward":          func(b *Body) { b.Forward = statement.U248(forwardOf(1)) },
		"as the next units":           func(b *Body) { b.From = 12 },
		"shifted by one":              func(b *Body) { b.From = 11 },
		"as more units":               func(b *Body) { b.Units = 3 },
		"one unit's work for another": func(b *Body) { b.Nonces[1], b.Tops[1] = b.Nonces[0], b.Tops[0] },
		"in the other order": func(b *Body) {
			b.Nonces[0], b.Nonces[1] = b.Nonces[1], b.Nonces[0]
			b.Tops[0], b.Tops[1] = b.Tops[1], b.Tops[0]
		},
		"as harder work": func(b *Body) { b.Limit = Params{MaxBits}.Limit() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := done
			change(&b)
			require.Error(t, solve(t, conclude(b, stated(b)), system(t)))
		})
	}
}
