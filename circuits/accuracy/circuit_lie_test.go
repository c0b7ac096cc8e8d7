//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package accuracy

import (
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/test"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// lie is a body whose threshold is one more than what its model reaches, and one example that it has wrong.
type lie struct {
	Body
	delivery Delivery
	drawn    []int
	wrong    int // place among the draws of an example that is classified wrong
}

// newLie is honest but for the threshold, and for nothing being sealed: what is no weight can then still be written.
func newLie(t testing.TB, s Shape, seed uint64) *lie {
	t.Helper()
	d := honestOf(t, s, statement.PublicKey{}, seed)
	right, count := d.rights()
	d = withThreshold(d, count+1)
	l := &lie{Body: d.body(right), delivery: d, drawn: s.Draw(d.Header[statement.BeaconWord])}
	for l.wrong = 0; right[l.wrong]; l.wrong++ {
	}
	return l
}

func (l *lie) example(place int) Example { return l.delivery.Pool.Examples[l.drawn[place]] }

// claim counts a draw as right, with the margins that its scores give.
func (l *lie) claim(place, label int, scores []int64) {
	draw := &l.Draws[place]
	draw.Right = number(1)
	for class := range draw.Margins {
		draw.Margins[class] = number(scores[label] - scores[class] - 1)
	}
	draw.Margins[label] = number(0)
}

// best says whether a label's score is above all others.
func best(label int, scores []int64) bool {
	for class, score := range scores {
		if class != label && score >= scores[label] {
			return false
		}
	}
	return true
}

// product is the scores of a layer without any range on what goes in.
func product(weights, inputs []int64, outputs int) []int64 {
	scores := make([]int64, outputs)
	for i, x := range inputs {
		for o := range scores {
			scores[o] += weights[i*outputs+o] * x
		}
	}
	return scores
}

// inputs is an example's features and what the biases are weights of.
func inputs(e Example) []int64 {
	var out []int64
	for _, x := range e.Features {
		out = append(out, int64(x))
	}
	return append(out, MaxFeature)
}

func (l *lie) weights() []int64 {
	var out []int64
	for _, w := range l.delivery.Model.flat() {
		out = append(out, int64(w))
	}
	return out
}

// give puts an example of the pool into a draw.
func (l *lie) give(place, index int) {
	s, d := l.shape, l.delivery
	before, after := l.drawn[place]/gadget.Arity, index/gadget.Arity
	l.Drawn[before] = plus(l.Drawn[before], big.NewInt(-1))
	l.Drawn[after] = plus(l.Drawn[after], big.NewInt(1))
	e := d.Pool.Examples[index]
	l.Draws[place].set(s, d.Pool, index, d.Model, d.Model.Predict(e.Features) == e.Label)
}

// relabel is the bits of the wrong example under the label that the model gives it.
func (l *lie) relabel() (bits []frontend.Variable, word statement.Word, label int) {
	e := l.example(l.wrong)
	e.Label = l.delivery.Model.Predict(e.Features)
	bits = make([]frontend.Variable, l.shape.exampleBits())
	setBits(bits, l.shape.exampleBit(l.drawn[l.wrong], e))
	return bits, l.shape.word(l.drawn[l.wrong], e), e.Label
}

type attack struct {
	name   string
	shape  Shape
	breaks rule
	tell   func(t testing.TB, l *lie) bool // false if this model leaves no room for it
}

// attacks are named after what would be gained. Before them, the threshold is one more than what is right.
var attacks = []attack{
	{"the threshold is not reached", small, ruleThreshold, func(testing.TB, *lie) bool { return true }},
	{"one right answer counts twice", small, ruleRight, func(t testing.TB, l *lie) bool {
		right, _ := l.delivery.rights()
		for i := range right {
			if right[i] {
				l.Draws[i].Right = number(2)
				return true
			}
		}
		return false
	}},
	{"a wrong answer counts, its label being below another class", small, ruleMargins, func(t testing.TB, l *lie) bool {
		e := l.example(l.wrong)
		l.claim(l.wrong, e.Label, l.delivery.Model.Values(e.Features)[0])
		return true
	}},
	{"a wrong answer counts, with margins of one's choice", small, ruleScores, func(t testing.TB, l *lie) bool {
		l.claim(l.wrong, 0, make([]int64, l.shape.Classes))
		for class := range l.Draws[l.wrong].Margins {
			l.Draws[l.wrong].Margins[class] = number(5)
		}
		return true
	}},
	{"an easier example in the place of the one that was drawn", small, ruleDrawn, func(t testing.TB, l *lie) bool {
		for index, e := range l.delivery.Pool.Examples {
			if l.delivery.Model.Predict(e.Features) == e.Label && index/gadget.Arity != l.drawn[l.wrong]/gadget.Arity {
				l.give(l.wrong, index)
				return true
			}
		}
		return false
	}},
	{"another label, in a group that has no such example", small, ruleGroup, func(t testing.TB, l *lie) bool {
		bits, _, label := l.relabel()
		copy(l.Draws[l.wrong].Bits, bits)
		l.claim(l.wrong, label, l.delivery.Model.Values(l.example(l.wrong).Features)[0])
		return true
	}},
	{"another label, in a group that the pool does not have", small, rulePool, func(t testing.TB, l *lie) bool {
		bits, word, label := l.relabel()
		draw := &l.Draws[l.wrong]
		copy(draw.Bits, bits)
		draw.Group[l.drawn[l.wrong]%gadget.Arity] = word
		l.claim(l.wrong, label, l.delivery.Model.Values(l.example(l.wrong).Features)[0])
		return true
	}},
	{"an example without a label, in a pool that the buyer made", small, ruleLabel, func(t testing.TB, l *lie) bool {
		index, e := l.drawn[l.wrong], l.example(l.wrong)
		l.Draws[l.wrong].Bits[l.shape.indexBits()+e.Label] = number(0)
		word := join(words(l.Draws[l.wrong].Bits), 1, l.shape.exampleBits())[0]
		for place, other := range l.drawn {
			if other/gadget.Arity == index/gadget.Arity {
				l.Draws[place].Group[index%gadget.Arity] = word
			}
		}
		l.Groups[index/gadget.Arity] = statement.Node([gadget.Arity]statement.Word(words(l.Draws[l.wrong].Group[:])))
		scores := l.delivery.Model.Values(e.Features)[0]
		most := max(scores[0], scores[1], scores[2])
		for class := range scores {
			l.Draws[l.wrong].Margins[class] = number(most - scores[class])
		}
		l.Draws[l.wrong].Right = number(1)
		return true
	}},
	{"a word of the pool is read as features that are no numbers of three bits", small, ruleExample, func(t testing.TB, l *lie) bool {
		weights := l.weights()
		for place := range l.drawn {
			e := l.example(place)
			for f := range l.shape.Features - 1 {
				x := inputs(e)
				x[f], x[f+1] = x[f]+1<<FeatureBits, x[f+1]-1
				scores := product(weights, x, l.shape.Classes)
				if !best(e.Label, scores) || best(e.Label, product(weights, inputs(e), l.shape.Classes)) {
					continue
				}
				bits := l.Draws[place].Bits[l.shape.indexBits()+l.shape.Classes+f*FeatureBits:]
				bits[FeatureBits-1] = plus(bits[FeatureBits-1], big.NewInt(2))
				bits[FeatureBits] = plus(bits[FeatureBits], big.NewInt(-1))
				l.claim(place, e.Label, scores)
				return true
			}
		}
		return false
	}},
	{"the buyer gets other weights than those that were evaluated", small, ruleWeights, func(t testing.TB, l *lie) bool {
		right, count := l.delivery.rights()
		for at := range len(l.Weights) - 1 {
			weights := l.weights()
			weights[at], weights[at+1] = weights[at]+1<<WeightBits, weights[at+1]-1
			better := 0
			for place := range l.drawn {
				if e := l.example(place); best(e.Label, product(weights, inputs(e), l.shape.Classes)) {
					better++
				}
			}
			if better <= count {
				continue
			}
			l.Weights[at], l.Weights[at+1] = number(weights[at]+weightOffset), number(weights[at+1]+weightOffset)
			for place := range right {
				e := l.example(place)
				l.Draws[place].Right = number(0)
				if scores := product(weights, inputs(e), l.shape.Classes); best(e.Label, scores) {
					l.claim(place, e.Label, scores)
				}
			}
			return true
		}
		return false
	}},
	{"a hidden unit passes on a negative value", smallHidden, ruleHidden, func(t testing.TB, l *lie) bool {
		for place := range l.drawn {
			e := l.example(place)
			values := l.delivery.Model.Values(e.Features)
			for j, v := range values[0] {
				if scores := l.secondLayer(values[0], j); v < 0 && best(e.Label, scores) && !best(e.Label, values[1]) {
					bits := l.Draws[place].Hidden[j]
					bits[len(bits)-1] = number(1)
					bits[len(bits)-2] = plus(bits[len(bits)-2], big.NewInt(-2))
					l.claim(place, e.Label, scores)
					return true
				}
			}
		}
		return false
	}},
	{"hidden values of one's choice", smallHidden, ruleHiddenSum, func(t testing.TB, l *lie) bool {
		r := rand.New(rand.NewPCG(3, 4))
		e := l.example(l.wrong)
		for range 1000 {
			values := []int64{r.Int64N(4000), r.Int64N(4000), r.Int64N(4000)}
			scores := l.secondLayer(values, -1)
			if !best(e.Label, scores) {
				continue
			}
			for j, bits := range l.Draws[l.wrong].Hidden {
				for i := range bits {
					bits[i] = number((values[j] + 1<<(len(bits)-1)) >> i & 1)
				}
			}
			l.claim(l.wrong, e.Label, scores)
			return true
		}
		return false
	}},
	{"the times take a part of the quantity: a larger amount is paid", small, ruleWindow, func(t testing.TB, l *lie) bool {
		l.Threshold = plus(l.Threshold, big.NewInt(-1))
		l.Times = plus(l.Times, new(big.Int).Neg(new(big.Int).Lsh(big.NewInt(10), timesBits)))
		l.Quantity = plus(l.Quantity, big.NewInt(10))
		header := l.header()
		_, _, quantity := statement.ParseWindow(header[statement.WindowWord])
		_, _, amount := statement.ParseProgress(header[statement.ProgressWord])
		require.Equal(t, []int64{3, 13}, []int64{quantity.Int64(), amount.Int64()})
		return true
	}},
}

// secondLayer is the scores for hidden values, of which one is passed on although it may be negative.
func (l *lie) secondLayer(hidden []int64, passed int) []int64 {
	var x []int64
	for j, v := range hidden {
		if j != passed {
			v = max(0, v)
		}
		x = append(x, v)
	}
	first := (l.shape.Features + 1) * l.shape.Hidden
	return product(l.weights()[first:], append(x, HiddenConstant), l.shape.Classes)
}

// passesWithout says whether the values satisfy the circuit but for one of its rules.
func passesWithout(r rule, c *Circuit) error {
	without := NewCircuit(c.Body.shape)
	without.Body.inspect = &inspection{skip: r}
	return test.IsSolved(without, c, field)
}

// Each rule has a witness that breaks it and nothing else, h, z and y being those of the lie.
func TestAttacks(t *testing.T) {
	t.Parallel()
	broken := map[rule]bool{}
	for _, a := range attacks {
		broken[a.breaks] = true
		t.Run(a.name, func(t *testing.T) {
			t.Parallel()
			l := newLie(t, a.shape, 2)
			for seed := uint64(3); !a.tell(t, l); seed++ {
				require.Less(t, seed, uint64(50), "no model leaves room for it")
				l = newLie(t, a.shape, seed)
			}
			c := mustConclude(t, l.Body).Circuit
			require.Error(t, solve(t, c))
			require.NoError(t, passesWithout(a.breaks, c), "it breaks more than one rule")
		})
	}
	rules := map[rule]bool{}
	for _, s := range []Shape{small, smallHidden} {
		c := NewCircuit(s)
		c.Body.inspect = &inspection{rule: func(r rule) { rules[r] = true }}
		require.NoError(t, test.IsSolved(c, mustAssign(t, honest(t, s, statement.PublicKey{})).Circuit, field))
	}
	require.Equal(t, rules, broken, "a rule without an attack")
}

// A score that two classes share is a wrong answer, for either of them, and a margin cannot be off by one.
func TestTiesAndScoresOffByOne(t *testing.T) {
	t.Parallel()
	s := small
	m := NewModel(s)
	m.Layers[0][0] = []int8{1, 1, 0} // the first feature speaks for two classes alike
	examples := make([]Example, s.Pool())
	for i := range examples {
		examples[i] = Example{Label: i % 2, Features: []uint8{3, 1, 4, 1}}
	}
	d := deliver(t, m, examples, 1, 5, statement.PublicKey{})
	_, err := Assign(d)
	require.ErrorIs(t, err, ErrMissed)
	right := make([]bool, s.Draws)
	for label := range 2 {
		place := 0
		for d.Pool.Examples[s.Draw(d.Header[statement.BeaconWord])[place]].Label != label {
			place++
		}
		right[place] = true
		b := d.body(right)
		right[place] = false
		c := mustConclude(t, b).Circuit // the margin to the other class is -1
		require.Error(t, solve(t, c))
		require.NoError(t, passesWithout(ruleMargins, c))
		b.Draws[place].Margins[1-label] = number(0)
		c = mustConclude(t, b).Circuit
		require.Error(t, solve(t, c))
		require.NoError(t, passesWithout(ruleScores, c))
	}

	d = honest(t, s, statement.PublicKey{})
	right, _ = d.rights()
	for _, by := range []int64{-1, 1} {
		b := d.body(right)
		place := 0
		for !right[place] {
			place++
		}
		class := (d.Pool.Examples[s.Draw(d.Header[statement.BeaconWord])[place]].Label + 1) % s.Classes
		b.Draws[place].Margins[class] = plus(b.Draws[place].Margins[class], big.NewInt(by))
		require.Error(t, solve(t, mustConclude(t, b).Circuit))
	}
}
