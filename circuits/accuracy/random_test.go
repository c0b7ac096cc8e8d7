//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package accuracy

import (
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/samples"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// sample is what the chain knows, and what a prover comes with.
type sample struct {
	shape     Shape
	committed []int8 // weights
	pool      []Example
	threshold int
	beacon    uint64

	weights []int8
	shown   []Example // in the place of the pool's
	reached int       // threshold that is shown
	drawn   uint64    // beacon that is shown
}

// mutations are applied to a sample that holds; some of them leave it so.
var mutations = map[string]func(r *rand.Rand, s *sample){
	"nothing": func(*rand.Rand, *sample) {},
	"a weight changed after the commitment": func(r *rand.Rand, s *sample) {
		s.weights = slices.Clone(s.weights)
		s.weights[r.IntN(len(s.weights))] ^= 1 << r.IntN(7)
	},
	"weights changed before the commitment": func(r *rand.Rand, s *sample) {
		s.weights = slices.Clone(s.weights)
		for range 1 + r.IntN(4) {
			s.weights[r.IntN(len(s.weights))] = int8(r.IntN(256) - 128)
		}
		s.committed = s.weights
	},
	"two classes alike": func(r *rand.Rand, s *sample) {
		s.weights = slices.Clone(s.weights)
		last := s.weights[len(s.weights)-(s.shape.last().inputs+1)*s.shape.Classes:]
		for i := 0; i < len(last); i += s.shape.Classes {
			last[i+1] = last[i]
		}
		s.committed = s.weights
	},
	"extreme weights": func(r *rand.Rand, s *sample) {
		s.weights = slices.Clone(s.weights)
		for i := range s.weights {
			if s.weights[i] > 40 {
				s.weights[i] = 127
			} else if s.weights[i] < -40 {
				s.weights[i] = -128
			}
		}
		s.committed = s.weights
	},
	"another label shown":       func(r *rand.Rand, s *sample) { s.shown = relabelled(r, s.shape, s.shown, 1+r.IntN(8)) },
	"another label in the pool": func(r *rand.Rand, s *sample) { s.pool = relabelled(r, s.shape, s.pool, 8); s.shown = s.pool },
	"another feature shown": func(r *rand.Rand, s *sample) {
		s.shown = slices.Clone(s.shown)
		at := r.IntN(len(s.shown))
		if drawn := oracleDraw(s.beacon, s.shape.Draws, s.shape.Pool()); r.IntN(2) == 0 {
			at = drawn[r.IntN(len(drawn))]
		}
		e := &s.shown[at]
		e.Features = slices.Clone(e.Features)
		e.Features[r.IntN(len(e.Features))] ^= 1 << r.IntN(3)
	},
	"a higher threshold":      func(r *rand.Rand, s *sample) { s.threshold += r.IntN(3); s.reached = s.threshold },
	"a lower threshold":       func(r *rand.Rand, s *sample) { s.threshold = max(1, s.threshold-2); s.reached = s.threshold },
	"a lower threshold shown": func(r *rand.Rand, s *sample) { s.reached -= r.IntN(2) },
	"another beacon":          func(r *rand.Rand, s *sample) { s.beacon = r.Uint64(); s.drawn = s.beacon },
	"another beacon shown":    func(r *rand.Rand, s *sample) { s.drawn = r.Uint64() },
}

func relabelled(r *rand.Rand, s Shape, examples []Example, n int) []Example {
	examples = slices.Clone(examples)
	for range n {
		e := &examples[r.IntN(len(examples))]
		e.Label = (e.Label + 1) % s.Classes
	}
	return examples
}

// judge is what doc.go says. What is shown must be what the chain knows, but for examples that were not drawn.
func (s *sample) judge() bool {
	right, same := 0, slices.Equal(s.weights, s.committed) && s.reached == s.threshold && s.drawn == s.beacon
	for _, at := range oracleDraw(s.beacon, s.shape.Draws, s.shape.Pool()) {
		known, shown := s.pool[at], s.shown[at]
		same = same && known.Label == shown.Label && slices.Equal(known.Features, shown.Features)
		if oracleRight(s.weights, s.shape.Hidden, s.shape.Classes, shown.Features, shown.Label) {
			right++
		}
	}
	return same && right >= s.threshold
}

func randomSample(r *rand.Rand, s Shape) sample {
	for {
		m := randomModel(r, s)
		examples, beacon := randomExamples(r, m, 5), r.Uint64()
		right := 0
		for _, at := range oracleDraw(beacon, s.Draws, s.Pool()) {
			if oracleRight(m.flat(), s.Hidden, s.Classes, examples[at].Features, examples[at].Label) {
				right++
			}
		}
		if right > 2 {
			threshold := right - r.IntN(2)
			return sample{s, m.flat(), examples, threshold, beacon, m.flat(), examples, threshold, beacon}
		}
	}
}

func modelOf(s Shape, flat []int8) *Model {
	m := NewModel(s)
	for _, rows := range m.Layers {
		for _, row := range rows {
			flat = flat[copy(row, flat):]
		}
	}
	return m
}

// circuit is the witness of somebody who claims that the sample holds, with the best values there are: the vector is the
// chain's, right answers count, and where they are too few, wrong ones do, too. Examples that are not drawn are the pool's.
func (s *sample) circuit(t testing.TB) *Circuit {
	t.Helper()
	known := deliver(t, modelOf(s.shape, s.committed), s.pool, s.threshold, s.beacon, statement.PublicKey{})
	shown := slices.Clone(s.pool)
	for _, at := range s.shape.Draw(statement.WordFromUint64(s.drawn)) {
		shown[at] = s.shown[at]
	}
	prover := deliver(t, modelOf(s.shape, s.weights), shown, s.reached, s.drawn, statement.PublicKey{})
	right, count := prover.rights()
	for i := 0; count < s.reached && i < len(right); i++ {
		if !right[i] {
			right[i], count = true, count+1
		}
	}
	b := prover.body(right)
	a := mustConclude(t, b)
	header := known.Header
	header[statement.ProgressWord] = a.Header[statement.ProgressWord]
	return concludeFor(b, append(header[:], a.Payload...))
}

// exercise holds circuit and assignment to the oracle, over so many samples that hold and so many with a mutation.
func exercise(t *testing.T, seed uint64, n int) {
	t.Helper()
	r := rand.New(rand.NewPCG(samples.Seed(7), seed))
	names := slices.Sorted(maps.Keys(mutations))
	counts, kinds := map[bool]int{}, map[string]map[bool]int{}
	for i := range 2 * n {
		shape := []Shape{small, smallHidden}[i/2%2]
		s, name := randomSample(r, shape), "nothing"
		if i%2 == 1 {
			name = names[i/2%len(names)]
		}
		mutations[name](r, &s)
		want := s.judge()
		if i%2 == 0 {
			require.True(t, want)
		} else {
			counts[want]++
		}
		if kinds[name] == nil {
			kinds[name] = map[bool]int{}
		}
		kinds[name][want]++

		require.Equal(t, want, solve(t, s.circuit(t)) == nil, "%s: %+v", name, s)
		d := deliver(t, modelOf(shape, s.weights), s.pool, 1, s.beacon, statement.PublicKey{})
		if s.threshold <= shape.Draws && slices.Equal(s.weights, s.committed) && s.drawn == s.beacon && s.reached == s.threshold {
			_, err := Assign(withThreshold(d, s.threshold))
			right := 0
			for _, at := range oracleDraw(s.beacon, shape.Draws, shape.Pool()) {
				if oracleRight(s.weights, shape.Hidden, shape.Classes, s.pool[at].Features, s.pool[at].Label) {
					right++
				}
			}
			require.Equal(t, right >= s.threshold, err == nil, "%s: %v", name, err)
		}
	}
	for _, verdict := range []bool{true, false} {
		require.Greater(t, counts[verdict], n/5, "too few mutants are %v to say anything", verdict)
	}
	t.Logf("kinds: %v", kinds)
	samples.Tell(t, "accuracy", n+counts[true], counts[false])
}

func TestCircuitAndOracleAgree(t *testing.T) {
	t.Parallel()
	exercise(t, 1, samples.Count(80))
}

// The draws are what doc.go says, for the shapes that are used, too.
func TestDraw(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for _, s := range []Shape{Regression, MLP, small} {
		seen := map[int]int{}
		for range 200 {
			beacon := r.Uint64()
			drawn := s.Draw(statement.WordFromUint64(beacon))
			require.Equal(t, oracleDraw(beacon, s.Draws, s.Pool()), drawn)
			for _, at := range drawn {
				seen[at*8/s.Pool()]++
			}
		}
		for eighth := range 8 {
			require.InEpsilon(t, 25*s.Draws, seen[eighth], 0.25, "%s: a part of the pool is hardly drawn", s.Name)
		}
	}
}

// The order of the field is so far above 2^240 that the lower bits of a word are as good as uniform.
func TestDrawsAreNearlyUniform(t *testing.T) {
	t.Parallel()
	order, _ := new(big.Int).SetString("21888242871839275222246405745257275088548364400416034343698204186575808495617", 10)
	require.Greater(t, new(big.Int).Rsh(order, drawnBits).Int64(), int64(12_000))
}
