package gpuhours

import (
	"math/big"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

const vectorWords = statement.HeaderLen + PayloadWords

// wordsOf are the values of a body's variables.
func wordsOf(list ...frontend.Variable) []statement.Word {
	out := make([]statement.Word, len(list))
	for i, x := range list {
		out[i] = number(x)
	}
	return out
}

// weighed is Σ xᵢ·2^(width·i), whatever the parts are.
func weighed(width uint, parts ...statement.Word) statement.Word {
	var sum statement.Word
	for i, part := range parts {
		weight := new(statement.Word).SetBigInt(pow2(width * uint(i)))
		sum.Add(&sum, weight.Mul(weight, &part))
	}
	return sum
}

func times(x frontend.Variable, n int64) statement.Word {
	product, factor := number(x), new(statement.Word).SetInt64(n)
	return *product.Mul(&product, factor)
}

func minus(x, y statement.Word) statement.Word { return *x.Sub(&x, &y) }

// sheetHash is what meters sign, of the words that a body has.
func (b *Body) sheetHash() statement.Word {
	in := wordsOf(b.Forward, b.Epoch)
	for d := range b.Devices {
		in = append(in, number(b.Devices[d].ID))
	}
	for d := range b.Devices {
		in = append(in, wordsOf(b.Devices[d].Packed[:]...)...)
	}
	return statement.Sponge(statement.DomainSheet, in)
}

// step is the step that a body stands for.
func (b *Body) step() (from, to statement.Word) {
	var before, count, one statement.Word
	one.SetOne()
	from = times(b.Epoch, EpochHours)
	for i := range b.Hours {
		hour := number(b.Hours[i])
		begins := minus(one, before)
		begins.Mul(&begins, &hour)
		place := times(begins, int64(i))
		from.Add(&from, &place)
		count.Add(&count, &hour)
		before = hour
	}
	to.Add(&from, &count)
	return from, to
}

// stated is the vector that a body stands for, in numbers: what a liar computes h, z and y from.
func stated(b Body) [vectorWords]statement.Word {
	from, to := b.step()
	start, end := minus(from, number(b.Before)), plus(to, statement.Big(number(b.After)))
	var keys []statement.Word
	for _, meter := range b.Meters {
		keys = append(keys, wordsOf(meter.X, meter.Y)...)
	}
	set := statement.Sponge(statement.DomainMeters, keys)
	v := [vectorWords]statement.Word{
		statement.ClaimWord: number(b.Claim), statement.ForwardWord: number(b.Forward),
		statement.ParamsWord: statement.Sponge(statement.DomainParams,
			[]statement.Word{set, number(b.Need), number(b.MostDevices), number(b.Unit)}),
		statement.WindowWord:   weighed(64, times(start, HourSeconds), times(end, HourSeconds), number(b.Quantity)),
		statement.ProgressWord: weighed(64, from, to, number(b.Amount)),
		statement.SealXWord:    number(b.SealX), statement.SealYWord: number(b.SealY),
		statement.HeaderLen: set,
	}
	for d, row := range b.Devices {
		v[statement.HeaderLen+1+2*d], v[statement.HeaderLen+2+2*d] = number(row.ID), number(row.Mask)
	}
	return v
}

// conclude is a body with h, z and y for a vector.
func conclude(b Body, v [vectorWords]statement.Word) *Circuit {
	h := statement.Fold(v[:], number(b.Blinding))
	onChain := append(v[:statement.HeaderLen:statement.HeaderLen], statement.Trim(v[statement.HeaderLen:])...)
	z := statement.Challenge(common.Hash{1}, h, onChain)
	return &Circuit{H: h, Z: z, Y: statement.Evaluate(v[:], z), Body: b}
}

// honest is the body of two devices' sheet, of which some hours in the middle are claimed.
func honest(t testing.TB) Body {
	t.Helper()
	m := twoOfThree(t)
	return mustAssign(t, deliver(t, m.Params, m.claim(t, sheetOf(2), 10, 40))).Circuit.Body
}

// Assign and circuit compute one statement, each by itself.
func TestAssignStatesWhatTheCircuitDoes(t *testing.T) {
	t.Parallel()
	m := twoOfThree(t)
	a := mustAssign(t, deliver(t, m.Params, m.claim(t, sheetOf(2), 10, 40)))
	v := stated(a.Circuit.Body)
	require.Equal(t, a.Header[:], v[:statement.HeaderLen])
	require.Equal(t, a.Payload, statement.Trim(v[statement.HeaderLen:]))
	require.Equal(t, conclude(a.Circuit.Body, v), a.Circuit)
	from, to, amount := statement.ParseProgress(a.Header[statement.ProgressWord])
	require.Equal(t, []uint64{firstHour + 10, firstHour + 40}, []uint64{from, to})
	// Two devices, thirty hours each; of one each has a second, and the rest of that sheet is elsewhere.
	require.EqualValues(t, 2*(29*HourSeconds+1), amount.Int64())
}

// change is one word of the vector made another, by whatever secret inputs lead to it.
type change struct {
	name  string
	word  int
	by    *big.Int
	input func(b *Body) // nil if the word is computed from more than itself
	free  bool          // accepted; doc.go says why
}

func vectorChanges() []change {
	one := big.NewInt(1)
	hour := func(shift uint) *big.Int { return new(big.Int).Lsh(big.NewInt(HourSeconds), shift) }
	list := []change{
		{"claim", statement.ClaimWord, one, func(b *Body) { b.Claim = plus(b.Claim, one) }, true},
		{"forward", statement.ForwardWord, one, func(b *Body) { b.Forward = plus(b.Forward, one) }, false},
		{"an earlier start", statement.WindowWord, new(big.Int).Neg(hour(0)), func(b *Body) { b.Before = plus(b.Before, one) }, true},
		{"a later end", statement.WindowWord, hour(64), func(b *Body) { b.After = plus(b.After, one) }, true},
		{"quantity", statement.WindowWord, pow2(128), func(b *Body) { b.Quantity = plus(b.Quantity, one) }, true},
		{"start by a second", statement.WindowWord, one, nil, false},
		{"end by a second", statement.WindowWord, pow2(64), nil, false},
		{"from", statement.ProgressWord, one, nil, false},
		{"to", statement.ProgressWord, pow2(64), nil, false},
		{"more", statement.ProgressWord, pow2(128), func(b *Body) { b.Amount = plus(b.Amount, one) }, false},
		{"less", statement.ProgressWord, new(big.Int).Neg(pow2(128)), func(b *Body) { b.Amount = plus(b.Amount, big.NewInt(-1)) }, true},
		{"sealX", statement.SealXWord, one, func(b *Body) { b.SealX = plus(b.SealX, one) }, true},
		{"sealY", statement.SealYWord, one, func(b *Body) { b.SealY = plus(b.SealY, one) }, true},
	}
	for word := range vectorWords {
		list = append(list, change{"by itself", word, one, nil, false})
	}
	return list
}

// Each word of the vector, changed alone and h, z and y computed again, is refused by a constraint, or listed as free. Less
// may be claimed than there is, and a window may be wider, since the step is inside it.
func TestEveryWordIsConstrained(t *testing.T) {
	t.Parallel()
	body := honest(t)
	for _, c := range vectorChanges() {
		body, v := body, stated(body)
		v[c.word] = plus(v[c.word], c.by)
		if c.input != nil {
			c.input(&body)
			require.Equal(t, v, stated(body), "%s: the change is another than it says", c.name)
		}
		require.Equal(t, c.free, solve(t, conclude(body, v), system(t)) == nil, "%s of word %d", c.name, c.word)
	}
}

// Each word changed on the chain's side only, the free ones too, gives another z and another y.
func TestEveryWordIsBound(t *testing.T) {
	t.Parallel()
	m := twoOfThree(t)
	a := mustAssign(t, deliver(t, m.Params, m.claim(t, sheetOf(MaxDevices), 10, 40)))
	vector := append(a.Header[:], a.Payload...)
	require.Len(t, vector, vectorWords)
	for word := range vector {
		onChain := append([]statement.Word(nil), vector...)
		onChain[word] = plus(onChain[word], big.NewInt(1))
		c := *a.Circuit
		z := statement.Challenge(common.Hash{1}, a.H, onChain)
		c.Z, c.Y = z, statement.Evaluate(onChain, z)
		require.Error(t, solve(t, &c, system(t)), "word %d", word)
	}
}

// No two settlements have one h, whatever they are of.
func TestBlinding(t *testing.T) {
	t.Parallel()
	m := twoOfThree(t)
	d := deliver(t, m.Params, m.claim(t, sheetOf(2), 10, 40))
	first := mustAssign(t, d)
	d.Blinding = statement.WordFromUint64(78)
	second := mustAssign(t, d)
	require.NotEqual(t, first.H, second.H)
	c := *first.Circuit
	c.Body.Blinding = d.Blinding
	require.Error(t, solve(t, &c, system(t)))
}
