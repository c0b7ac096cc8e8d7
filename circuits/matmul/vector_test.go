//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package matmul

import (
	"math/big"
	"slices"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// published are sizes of either kind.
var published = map[string]int{"sealed": medium, "committed": committed}

// Assign and circuit compute one statement, each by itself.
func TestAssignStatesWhatTheCircuitDoes(t *testing.T) {
	t.Parallel()
	for _, n := range published {
		a := mustAssign(t, honest(t, 1, n))
		v := append(a.Header[:], a.Payload...)
		require.Len(t, a.Payload, PayloadWords(n))
		require.Equal(t, v, state(t, a.Circuit.Body))
		require.Equal(t, conclude(a.Circuit.Body, v), a.Circuit)
	}
}

// change is one word of the vector made another, by whatever secret inputs lead to it.
type change struct {
	name  string
	word  int
	by    *big.Int
	input func(b *Body) // nil if the word is computed from more than itself
	free  bool          // accepted; doc.go says why
}

func changes(sealed bool) []change {
	one := big.NewInt(1)
	list := []change{
		{"claim", statement.ClaimWord, one, nil, false},
		{"forward", statement.ForwardWord, one, func(b *Body) { b.Forward = plus(b.Forward, one) }, true},
		{"forward by itself", statement.ForwardWord, one, nil, false},
		{"params", statement.ParamsWord, one, nil, false},
		{"start", statement.WindowWord, one, func(b *Body) { b.Times = plus(b.Times, one) }, true},
		{"end", statement.WindowWord, pow2(64), func(b *Body) { b.Times = plus(b.Times, pow2(64)) }, true},
		{"quantity", statement.WindowWord, pow2(128), nil, false},
		{"from", statement.ProgressWord, one, nil, false},
		{"to", statement.ProgressWord, pow2(64), nil, false},
		{"amount", statement.ProgressWord, pow2(128), nil, false},
		{"sealX by itself", statement.SealXWord, one, nil, false},
		{"sealY by itself", statement.SealYWord, one, nil, false},
		{"commitment", statement.CommitmentWord, one, nil, false},
		{"beacon", statement.BeaconWord, one, nil, false},
	}
	if !sealed {
		list = append(list,
			change{"claim with its input", statement.ClaimWord, one, func(b *Body) { b.Claim = plus(b.Claim, one) }, true},
			change{"sealX", statement.SealXWord, one, func(b *Body) { b.SealX = plus(b.SealX, one) }, true},
			change{"sealY", statement.SealYWord, one, func(b *Body) { b.SealY = plus(b.SealY, one) }, true})
	}
	return list
}

// Each word of the vector, changed alone and h, z and y computed again, is refused by a constraint, or listed as free.
func TestEveryWordIsConstrained(t *testing.T) {
	t.Parallel()
	for kind, n := range published {
		honest := mustAssign(t, honest(t, 1, n)).Circuit.Body
		vector := state(t, honest)
		list := changes(n <= SealedSize)
		for word := statement.HeaderLen; word < len(vector); word++ {
			list = append(list, change{"payload", word, big.NewInt(1), nil, false})
		}
		for _, c := range list {
			body, v := honest, slices.Clone(vector)
			v[c.word] = plus(v[c.word], c.by)
			if c.input != nil {
				c.input(&body)
				require.Equal(t, v, state(t, body), "%s: %s: the change is another than it says", kind, c.name)
			}
			require.Equal(t, c.free, solve(t, conclude(body, v)) == nil, "%s: %s, word %d", kind, c.name, c.word)
		}
	}
}

// Each word changed on the chain's side only, the free ones too, gives another z and another y.
func TestEveryWordIsBound(t *testing.T) {
	t.Parallel()
	for kind, n := range published {
		a := mustAssign(t, honest(t, 1, n))
		v := append(a.Header[:], a.Payload...)
		refused := func(onChain []statement.Word, what string) {
			c := *a.Circuit
			z := statement.Challenge(common.Hash{1}, a.H, onChain)
			c.Z, c.Y = z, statement.Evaluate(onChain, z)
			require.Error(t, solve(t, &c), "%s: %s", kind, what)
		}
		for word := range v {
			onChain := slices.Clone(v)
			onChain[word] = plus(onChain[word], big.NewInt(1))
			refused(onChain, "a word")
		}
		refused(append(slices.Clone(v), statement.WordFromUint64(1)), "a word more")
		refused(v[:len(v)-1], "a word less")
	}
}

// Where rho stands in a body.
const (
	firstRho = 7
	lastRho  = firstRho + gadget.ScalarBits - 1
)

// No secret input may be any other under the same h, z and y.
func TestEveryInputIsConstrained(t *testing.T) {
	t.Parallel()
	for kind, n := range map[string]int{"sealed": small, "committed": committed} {
		full, err := mustAssign(t, honest(t, 1, n)).Witness()
		require.NoError(t, err)
		require.NoError(t, system(t, n).IsSolved(full))
		vector, ok := full.Vector().(fr.Vector)
		require.True(t, ok)
		for at, right := range vector {
			if n <= SealedSize && at-3 > firstRho && at-3 < lastRho {
				continue // one bit of rho is like the next
			}
			vector[at] = plus(right, big.NewInt(1))
			require.Error(t, system(t, n).IsSolved(full), "%s: element %d", kind, at)
			vector[at] = right
		}
	}
}

// No two settlements have one h, whatever they are of.
func TestBlinding(t *testing.T) {
	t.Parallel()
	d := honest(t, 1, committed)
	first := mustAssign(t, d)
	d.Blinding = statement.WordFromUint64(78)
	require.NotEqual(t, first.H, mustAssign(t, d).H)
	c := *first.Circuit
	c.Body.Blinding = d.Blinding
	require.Error(t, solve(t, &c))
}

// A commitment to other matrices than those that are multiplied, or the other way round.
func TestMatricesChangedAfterTheCommitment(t *testing.T) {
	t.Parallel()
	for kind, n := range published {
		d := honest(t, 1, n)
		committed := state(t, bodyOf(t, d))
		for what, alter := range map[string]func(*Task){
			"an entry of A":     func(t *Task) { t.A[n+1]++ },
			"an entry of B":     func(t *Task) { t.B[n+1]-- },
			"A and B exchanged": func(t *Task) { t.A, t.B = t.B, t.A },
		} {
			lie := d
			lie.Task = Task{n, slices.Clone(d.Task.A), slices.Clone(d.Task.B)}
			alter(&lie.Task)
			lie.Product = lie.Task.Multiply()
			_, err := Assign(lie)
			require.ErrorContains(t, err, "other matrices")
			lie.Header[statement.ParamsWord] = lie.Task.Commit()
			body := bodyOf(t, lie)
			v := state(t, body)
			require.NoError(t, solve(t, conclude(body, v)), "%s: %s: it is right for the other matrices", kind, what)
			v[statement.ParamsWord] = committed[statement.ParamsWord]
			require.Error(t, solve(t, conclude(body, v)), "%s: %s", kind, what)
		}
	}
}

// changed is a copy of a body with a word of one of its matrices made another.
func changed(list []frontend.Variable, at int, by *big.Int) []frontend.Variable {
	out := slices.Clone(list)
	out[at] = plus(out[at], by)
	return out
}

// A word of A that is longer than its entries is refused, whatever it is committed to, and so is a product for it.
func TestAnEntryBeyondAByte(t *testing.T) {
	t.Parallel()
	const n = medium
	last := entryWords(n) - 1
	for word, bits := range map[int]uint{0: entriesPerWord * entryBits, last: uint(n*n-last*entriesPerWord) * entryBits} {
		body := bodyOf(t, deliver(t, constant(n, 0), constant(n, 0), constant(n, 0)))
		body.A = changed(body.A, word, pow2(bits))
		c := conclude(body, state(t, body))
		require.Error(t, solve(t, c), "word %d", word)
		require.NoError(t, passesWithout(c, lies{word: nil}, rangeOf(word)), "word %d", word)

		body = bodyOf(t, deliver(t, constant(n, 0), constant(n, 0), constant(n, 0)))
		body.A = changed(body.A, word, new(big.Int).Sub(pow2(bits), big.NewInt(1))) // every entry is −1: a word of bytes
		require.NoError(t, solve(t, conclude(body, state(t, body))), "word %d", word)
	}
}

// Digits that are out of bounds come to the right word, which is read as it is, or to another one.
func TestUnbalancedDigits(t *testing.T) {
	t.Parallel()
	const n = medium
	d := honest(t, 1, n)
	right := packRows(n, d.Product.Entries, digitOffset)
	unbalanced := slices.Clone(d.Product.Entries)
	unbalanced[3], unbalanced[4] = unbalanced[3]+1<<digitBits, unbalanced[4]-1
	require.Equal(t, right, packRows(n, unbalanced, digitOffset))
	product, err := Decode(n, right)
	require.NoError(t, err)
	require.Equal(t, d.Product, product)
	d.Product.Entries = unbalanced
	_, err = Assign(d)
	require.ErrorContains(t, err, "row 1, column 4 is")

	honest := bodyOf(t, honest(t, 1, n))
	for name, by := range map[string]*big.Int{
		"a digit too large":        pow2(digitBits),
		"a digit too small":        new(big.Int).Neg(pow2(digitBits)),
		"a digit more":             pow2(digitBits * digitsPerWord),
		"half of the field":        new(big.Int).Rsh(field, 1),
		"borrowed from the offset": big.NewInt(-digitOffset),
	} {
		body := honest
		body.C = changed(honest.C, 2, by)
		require.Error(t, solve(t, conclude(body, state(t, body))), name)
	}
	body := honest
	body.C = changed(honest.C, 2, field)
	require.Equal(t, honest.C, body.C, "once around the field is the same word, and has one encoding")
}

// A product in the form that it is read in has no word that is zero. One that is made to cancel its stream is not the
// product, and would be refused even if it were.
func TestNoWordIsSwallowed(t *testing.T) {
	t.Parallel()
	const n = medium
	d := honest(t, 1, n)
	a := mustAssign(t, d)
	last := n*rowWords(n) - 1
	body := a.Circuit.Body
	by := a.Payload[2+last]
	body.C = changed(body.C, last, new(big.Int).Neg(statement.Big(by)))
	v := state(t, body)
	require.True(t, v[len(v)-1].IsZero())
	c := conclude(body, v)
	require.Error(t, solve(t, c))
	require.Error(t, passesWithout(c, nil, equalityOf(n-1)), "a payload that ends early")
	require.Error(t, passesWithout(c, nil, differenceOf(last)), "another product")
	require.NoError(t, passesWithout(c, nil, equalityOf(n-1), differenceOf(last)))
}

// B's words are multiplied as they are: whoever commits to entries that are no bytes gets the product with these, and no task
// of bytes is for that commitment. It is the buyer's own.
func TestBIsNotRanged(t *testing.T) {
	t.Parallel()
	const n = medium
	a, b := constant(n, 3), constant(n, 1000)
	body := bodyOf(t, deliver(t, constant(n, 0), constant(n, 0), constant(n, 0)))
	set(body.A, packEntries(taskOf(a, a).A))
	set(body.B, packRows(n, productOf(b).Entries, 0))
	c, err := productOf(a.product(b)).Encode()
	require.NoError(t, err)
	set(body.C, c)
	v := state(t, body)
	require.NoError(t, solve(t, conclude(body, v)))
	_, err = Params{n, v[statement.ParamsWord]}.Task(taskOf(a, b).Bytes())
	require.ErrorContains(t, err, "is not the one that the parameters commit to")

	body.C = changed(body.C, n, big.NewInt(1))
	require.Error(t, solve(t, conclude(body, state(t, body))))
}
