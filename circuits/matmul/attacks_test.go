//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package matmul

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// attack is a body that breaks one assertion and nothing else.
type attack struct {
	breaks assertion
	body   func(t testing.TB) Body
}

// attacks are named after what would be gained.
func attacks() map[string]attack {
	const n = medium
	list := map[string]attack{
		"the times take a part of the quantity: more is paid than was bought": {rangeOfTimes(n), func(t testing.TB) Body {
			b := bodyOf(t, honest(t, 3, n))
			b.Quantity = plus(b.Quantity, big.NewInt(10))
			b.Times = plus(b.Times, new(big.Int).Neg(new(big.Int).Lsh(big.NewInt(10), timesBits)))
			v := state(t, b)
			_, _, quantity := statement.ParseWindow(v[statement.WindowWord])
			_, _, amount := statement.ParseProgress(v[statement.ProgressWord])
			require.Equal(t, []int64{7, 17}, []int64{quantity.Int64(), amount.Int64()})
			return b
		}},
		"the same product is delivered a second time, as a later step": {rangeOfQuantity(n), func(t testing.TB) Body {
			b := bodyOf(t, honest(t, 3, n))
			later := new(big.Int).Add(pow2(64), big.NewInt(1))
			inverse := new(big.Int).ModInverse(pow2(timesBits), field)
			b.Quantity = plus(b.Quantity, inverse.Mul(inverse, later))
			b.Times = plus(b.Times, new(big.Int).Neg(later))
			v := state(t, b)
			_, _, quantity := statement.ParseWindow(v[statement.WindowWord])
			from, to, amount := statement.ParseProgress(v[statement.ProgressWord])
			require.Equal(t, []int64{7, 1, 2, 7}, []int64{quantity.Int64(), int64(from), int64(to), amount.Int64()})
			return b
		}},
		"sealed to a key that is not on the curve": {equalityOfCurve(n), func(t testing.TB) Body {
			b := bodyOf(t, honest(t, 3, n))
			b.SealX = plus(b.SealX, big.NewInt(1))
			return b
		}},
	}
	for row := range n {
		list[fmt.Sprintf("a wrong entry in row %d", row)] = attack{equalityOf(row), func(t testing.TB) Body {
			d := honest(t, 3, n)
			d.Product.Entries[row*n+row]++
			return bodyOf(t, d)
		}}
	}
	for _, bit := range []int{0, 1, 2, gadget.ScalarBits / 2, gadget.ScalarBits - 1} {
		list[fmt.Sprintf("bit %d of rho makes R no point of the curve", bit)] = attack{booleanOf(bit), func(t testing.TB) Body {
			b := bodyOf(t, honest(t, 3, n))
			b.Rho[bit] = 2
			return b
		}}
	}
	return list
}

// Each assertion has a witness that breaks it and nothing else, h, z and y being those of the lie. Those about A's words are
// in the next test. That no word of a sealed payload is zero cannot be broken alone: TestNoWordIsSwallowed.
func TestAttacks(t *testing.T) {
	t.Parallel()
	broken := map[assertion]bool{}
	for name, a := range attacks() {
		broken[a.breaks] = true
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := a.body(t)
			c := conclude(body, state(t, body))
			require.Error(t, solve(t, c))
			require.NoError(t, passesWithout(c, nil, a.breaks), "it breaks more than one assertion")
		})
	}
	require.Len(t, broken, medium+3+5, "an assertion without an attack")
}

// A liar commits to the buyer's words, delivers a wrong product, waits for z and then solves the product's equations for
// entries of A that come to the very same word. The ranges of these entries are all that refuses them.
func TestEntriesChosenAfterTheChallenge(t *testing.T) {
	t.Parallel()
	const n = medium
	for word := range entryWords(n) {
		t.Run(fmt.Sprintf("word %d", word), func(t *testing.T) {
			t.Parallel()
			d := honest(t, 4, n)
			first := word * entriesPerWord // with the next one in one row
			row, column := first/n, first%n
			require.Less(t, column, n-1)
			d.Product.Entries[row*n+2] += 5
			body := bodyOf(t, d)
			c := conclude(body, state(t, body))
			require.Equal(t, d.Header[statement.ParamsWord], state(t, body)[statement.ParamsWord], "the buyer's matrices")

			// x_0, x_1: what the two entries are multiplied by; e: what the row lacks.
			x0, x1 := evaluated(body.B, n, column, c.Z), evaluated(body.B, n, column+1, c.Z)
			e := statement.WordFromUint64(5 << (2 * digitBits))
			var base, x statement.Word
			base.SetUint64(1 << entryBits)
			x.Mul(&base, &x0).Sub(&x1, &x)
			second := *e.Div(&e, &x)
			told := lies{word: wordsOf(d.Task.A[first:min(first+entriesPerWord, n*n)])}
			told[word][1].Add(&told[word][1], &second)
			second.Mul(&second, &base)
			told[word][0].Sub(&told[word][0], &second)

			require.NoError(t, passesWithout(c, told, rangeOf(word)), "it breaks more than one range")
			require.Error(t, passesWithout(c, nil), "honest entries do not help the liar")
			require.Error(t, solve(t, c, telling(body, told)))
		})
	}
}

// The same lie with honest entries is what telling does to a circuit that holds: it is the entries that are refused above,
// not the manner of telling them.
func TestTelling(t *testing.T) {
	t.Parallel()
	d := honest(t, 4, medium)
	a := mustAssign(t, d)
	require.NoError(t, solve(t, a.Circuit, telling(a.Circuit.Body, nil)))
	ones := make([]statement.Word, entriesPerWord)
	require.Error(t, solve(t, a.Circuit, telling(a.Circuit.Body, lies{0: ones})))
}

// wordsOf are entries as field elements.
func wordsOf(entries []int8) []statement.Word {
	out := make([]statement.Word, len(entries))
	for i, entry := range entries {
		out[i].SetInt64(int64(entry))
	}
	return out
}

// evaluated is a row of B's words at z.
func evaluated(b []frontend.Variable, n, row int, z frontend.Variable) statement.Word {
	var words []statement.Word
	for _, word := range b[row*rowWords(n) : (row+1)*rowWords(n)] {
		words = append(words, number(word))
	}
	return statement.Evaluate(words, number(z))
}
