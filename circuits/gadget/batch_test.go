package gadget

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

var update = flag.Bool("update", false, "write the snapshot of constraint counts anew")

const size = 4

type productBatch = Batch[product, *product]

// factors is a product to prove: its header's words are counted up from the given one.
type factors struct{ header, left, right, blinding uint64 }

// those are the statements that most tests prove, each of them true.
var those = []factors{{100, 6, 7, 99}, {200, 1, 42, 98}, {300, 11, 13, 97}, {400, 6, 7, 96}}

func (f factors) place() statement.Place {
	var v []statement.Word
	for i := range statement.HeaderLen {
		v = append(v, word(f.header+uint64(i)))
	}
	v = append(v, word(f.left*f.right))
	return statement.Place{H: statement.Fold(append(v[:len(v):len(v)], statement.Word{}), word(f.blinding)), V: v}
}

func (f factors) body() product {
	b := product{Blinding: f.blinding, Factors: [2]frontend.Variable{f.left, f.right}}
	for i, w := range f.place().V[:statement.HeaderLen] {
		b.Header[i] = w
	}
	return b
}

func placesOf(list []factors) []statement.Place {
	var places []statement.Place
	for _, f := range list {
		places = append(places, f.place())
	}
	return places
}

// bodies are those of the list, filled up with its first one.
func bodies(list []factors) []product {
	var out []product
	for i := range size {
		f := list[0]
		if i < len(list) {
			f = list[i]
		}
		out = append(out, f.body())
	}
	return out
}

// conclude computes H, z and y as the chain does for these places, whatever the bodies are.
func conclude(count int, places []statement.Place, bodies []product) *productBatch {
	return concludeFor(statement.FoldBatch(size, places), count, places, bodies)
}

func concludeFor(fold statement.Word, count int, places []statement.Place, bodies []product) *productBatch {
	z := statement.BatchChallenge(common.Hash{1}, size, fold, places)
	return &productBatch{H: fold, Z: z, Y: statement.BatchEvaluate(places, z), Bodies: bodies, Count: count}
}

func honest(list []factors) *productBatch { return conclude(len(list), placesOf(list), bodies(list)) }

type batchTest struct {
	t      *testing.T
	system constraint.ConstraintSystem
}

func compileBatch(t *testing.T) batchTest {
	t.Helper()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, NewBatch[product](size))
	require.NoError(t, err)
	return batchTest{t, system}
}

func (b batchTest) solve(c *productBatch) error {
	w, err := frontend.NewWitness(c, ecc.BN254.ScalarField())
	require.NoError(b.t, err)
	return b.system.IsSolved(w)
}

func TestBatch(t *testing.T) {
	t.Parallel()
	b := compileBatch(t)
	requirePlain(t, b.system)
	require.Equal(t, 1+3, b.system.GetNbPublicVariables())
	require.Equal(t, size*(statement.HeaderLen+3)+1, b.system.GetNbSecretVariables(), "the bodies' and the count")
	require.Equal(t, size, NewBatch[product](size).Size())
	for count := 1; count <= size; count++ {
		require.NoError(t, b.solve(honest(those[:count])), "%d places", count)
	}
	require.NoError(t, b.solve(honest([]factors{those[0], those[0]})), "one statement in two places is the escrow's concern")
}

// The h of a place is the one of the statement by itself: an announcement holds for both.
func TestBatchAndSingleHaveTheSameH(t *testing.T) {
	t.Parallel()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &productCircuit{})
	require.NoError(t, err)
	for _, f := range those {
		place := f.place()
		z := statement.Challenge(common.Hash{2}, place.H, place.V)
		w, err := frontend.NewWitness(&productCircuit{
			H: place.H, Z: z, Y: statement.Evaluate(place.V, z), Body: f.body(),
		}, ecc.BN254.ScalarField())
		require.NoError(t, err)
		require.NoError(t, system.IsSolved(w))
	}
	require.NoError(t, compileBatch(t).solve(honest(those)))
}

// Each word of each place, changed on the chain's side only, with H, z and y as they are then.
func TestBatchBindsEveryWord(t *testing.T) {
	t.Parallel()
	b := compileBatch(t)
	list := those[:3]
	change := func(i int, to func(*statement.Place)) *productBatch {
		places := placesOf(list)
		to(&places[i])
		return conclude(len(list), places, bodies(list))
	}
	one := word(1)
	for i := range list {
		require.Error(t, b.solve(change(i, func(p *statement.Place) { p.H.Add(&p.H, &one) })), "h of place %d", i)
		for j := range list[i].place().V {
			require.Error(t, b.solve(change(i, func(p *statement.Place) { p.V[j].Add(&p.V[j], &one) })), "word %d of place %d", j, i)
		}
		require.Error(t, b.solve(change(i, func(p *statement.Place) { p.V = append(p.V, one) })), "a word more in place %d", i)
		require.Error(t, b.solve(change(i, func(p *statement.Place) { p.V = p.V[:statement.HeaderLen] })), "a word less in place %d", i)
	}
}

func TestBatchAttacks(t *testing.T) {
	t.Parallel()
	b := compileBatch(t)
	swapped := func() []statement.Place {
		places := placesOf(those)
		places[1], places[2] = places[2], places[1]
		return places
	}
	for name, forged := range map[string]func() *productBatch{
		"a place is on for the chain and off for the circuit": func() *productBatch {
			return conclude(2, placesOf(those[:3]), bodies(those[:3]))
		},
		"a place is off for the chain and on for the circuit": func() *productBatch {
			return conclude(3, placesOf(those[:2]), bodies(those[:3]))
		},
		"y has the words of a place that is off": func() *productBatch {
			c := honest(those[:2])
			c.Y = statement.BatchEvaluate(placesOf(those[:3]), c.Z.(statement.Word))
			return c
		},
		"H has the h of a place that is off": func() *productBatch {
			in := []statement.Word{word(2)}
			for _, p := range placesOf(those) {
				in = append(in, p.H)
			}
			return concludeFor(statement.Sponge(statement.DomainBatch, in), 2, placesOf(those[:2]), bodies(those))
		},
		"the bodies stand in another order": func() *productBatch {
			return conclude(size, swapped(), bodies(those))
		},
		"z and y are of another order than H": func() *productBatch {
			return concludeFor(statement.FoldBatch(size, placesOf(those)), size, swapped(), bodies(those))
		},
		"z and H are of another order than y": func() *productBatch {
			c := honest(those)
			c.Y = statement.BatchEvaluate(swapped(), c.Z.(statement.Word))
			return c
		},
		"two places swap a word": func() *productBatch {
			places := placesOf(those)
			places[0].V[2], places[1].V[2] = places[1].V[2], places[0].V[2]
			return conclude(size, places, bodies(those))
		},
		"a place's payload is not the product": func() *productBatch {
			f := those[1]
			place := f.place()
			place.V[statement.HeaderLen] = word(43)
			place.H = statement.Fold(append(place.V[:len(place.V):len(place.V)], statement.Word{}), word(f.blinding))
			return conclude(2, []statement.Place{those[0].place(), place}, bodies(those[:2]))
		},
		"a fold of another size": func() *productBatch {
			return concludeFor(statement.FoldBatch(size+1, placesOf(those)), size, placesOf(those), bodies(those))
		},
		"a fold under the domain of single statements": func() *productBatch {
			in := []statement.Word{word(size)}
			for _, p := range placesOf(those) {
				in = append(in, p.H)
			}
			return concludeFor(statement.Sponge(statement.DomainFold, in), size, placesOf(those), bodies(those))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Error(t, b.solve(forged()))
		})
	}
}

// Whatever true statement stands in a place that is off, H and y are the same without it.
func TestPlacesThatAreOffSayNothing(t *testing.T) {
	t.Parallel()
	b := compileBatch(t)
	for _, filler := range [][]factors{{those[0], those[0]}, {those[2], those[3]}, {{900, 5, 5, 1}, {0, 0, 0, 0}}} {
		c := honest(those[:2])
		for i, f := range filler {
			c.Bodies[2+i] = f.body()
		}
		require.NoError(t, b.solve(c))
	}
}

// skipping leaves one equation out, counted from zero.
type skipping struct {
	frontend.API
	skip int
	seen *int
}

func (s skipping) AssertIsEqual(x, y frontend.Variable) {
	if *s.seen != s.skip {
		s.API.AssertIsEqual(x, y)
	}
	*s.seen++
}

// without is the batch without one of its assertions.
type without struct {
	Batch *productBatch
	skip  int `gnark:"-"`
}

func (w *without) Define(api frontend.API) error {
	seen := 0
	if err := w.Batch.Define(skipping{api, w.skip, &seen}); err != nil {
		return err
	}
	if seen != 3 {
		return fmt.Errorf("the batch has %d assertions of its own, not 3", seen)
	}
	return nil
}

// Each assertion of the wrapper has witnesses that break it and nothing else.
func TestEveryAssertionOfABatchIsNeeded(t *testing.T) {
	t.Parallel()
	b := compileBatch(t)
	const count, fold, value = 0, 1, 2
	// counted is a batch whose count is out of range, so that no place is on: H and y are of the count alone.
	counted := func(n int64) *productBatch {
		in := make([]statement.Word, 1+size)
		in[0].SetInt64(n)
		return &productBatch{H: statement.Sponge(statement.DomainBatch, in), Z: 7, Y: in[0], Bodies: bodies(those), Count: n}
	}
	valued := func(y statement.Word) *productBatch {
		c := honest(those)
		c.Y = y
		return c
	}
	first := statement.BatchEvaluate(placesOf(those[:1]), honest(those).Z.(statement.Word))
	for name, lie := range map[string]struct {
		breaks int
		c      *productBatch
	}{
		"nothing is counted":            {count, counted(0)},
		"one more than there are":       {count, counted(size + 1)},
		"a number below zero":           {count, counted(-1)},
		"H of other statements":         {fold, concludeFor(word(5), size, placesOf(those), bodies(those))},
		"y of other statements":         {value, valued(word(5))},
		"y of none":                     {value, valued(word(size))},
		"y of the first place only":     {value, valued(first)},
		"H as if the count were larger": {fold, concludeFor(statement.FoldBatch(size, placesOf(those)), 2, placesOf(those[:2]), bodies(those))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Error(t, b.solve(lie.c))
			lenient, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &without{Batch: NewBatch[product](size), skip: lie.breaks})
			require.NoError(t, err)
			w, err := frontend.NewWitness(&without{Batch: lie.c}, ecc.BN254.ScalarField())
			require.NoError(t, err)
			require.NoError(t, lenient.IsSolved(w), "it breaks more than one assertion")
		})
	}
}

func TestFirstOf(t *testing.T) {
	t.Parallel()
	const n = 3
	g := compile(t, 1, n, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		return FirstOf(api, in[0], n), nil
	})
	for count, on := range [][]statement.Word{1: {word(1), {}, {}}, 2: {word(1), word(1), {}}, 3: {word(1), word(1), word(1)}} {
		if on != nil {
			g.accepts([]statement.Word{word(uint64(count))}, on)
			g.refuses([]statement.Word{word(uint64(count))}, plus(on, 1, 1))
		}
	}
	var below statement.Word
	below.SetInt64(-1)
	for _, count := range []statement.Word{{}, word(n + 1), below} {
		for ons := range 1 << n {
			g.refuses([]statement.Word{count}, []statement.Word{word(uint64(ons & 1)), word(uint64(ons >> 1 & 1)), word(uint64(ons >> 2))})
		}
	}
}

// free is a body of any words.
type free struct {
	Words []frontend.Variable
	Aux   frontend.Variable
}

func (b *free) Define(frontend.API, frontend.Variable) (Statement, error) {
	return Statement{[statement.HeaderLen]frontend.Variable(b.Words), b.Words[statement.HeaderLen:], b.Aux}, nil
}

func freeBatch(n, words int) *Batch[free, *free] {
	b := NewBatch[free](n)
	for i := range b.Bodies {
		b.Bodies[i].Words = make([]frontend.Variable, words)
	}
	return b
}

func TestBatchRefusesToBeDefined(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]frontend.Circuit{
		"a batch of 0 places":           NewBatch[product](0),
		"a batch of 1 places":           NewBatch[product](1),
		"a batch of 257 places":         NewBatch[product](statement.MaxBatch + 1),
		"its statements have 128 words": freeBatch(2, statement.Stride),
	} {
		_, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, c)
		require.ErrorContains(t, err, want)
	}
}

// The batches that Go and Solidity agree on.
func TestBatchKnownAnswers(t *testing.T) {
	t.Parallel()
	v := readVectors(t)
	require.NotEmpty(t, v.Batch)
	for _, c := range v.Batch {
		t.Run(fmt.Sprintf("%d of %d", c.Count, c.N), func(t *testing.T) {
			t.Parallel()
			system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, freeBatch(c.N, c.Words))
			require.NoError(t, err)
			b := freeBatch(c.N, c.Words)
			b.H, b.Z, b.Y, b.Count = c.H.Word, c.Z.Word, c.Y.Word, c.Count
			flat := plain(c.Places...)
			for i := range b.Bodies {
				for j := range b.Bodies[i].Words {
					b.Bodies[i].Words[j] = 0
				}
				b.Bodies[i].Aux = 0
				if i < c.Count {
					words := int(statement.Big(flat[0]).Int64())
					copy(b.Bodies[i].Words, variables(flat[2:2+words]))
					b.Bodies[i].Aux = c.A[i].Word
					flat = flat[2+words:]
				}
			}
			require.Empty(t, flat)
			solve := func() error {
				w, err := frontend.NewWitness(b, ecc.BN254.ScalarField())
				require.NoError(t, err)
				return system.IsSolved(w)
			}
			require.NoError(t, solve())
			b.Y = c.H.Word
			require.Error(t, solve())
		})
	}
}

// The snapshot makes a change of what wrapping costs a change that somebody has seen: go test -run Size -update.
func TestBatchSize(t *testing.T) {
	t.Parallel()
	var table bytes.Buffer
	count := func(name string, c frontend.Circuit) {
		system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, c)
		require.NoError(t, err)
		fmt.Fprintf(&table, "%-34s%7d\n", name, system.GetNbConstraints())
	}
	count("single statement of 11 words", &productCircuit{})
	for _, n := range []int{2, 4, 16} {
		count(fmt.Sprintf("batch of %d", n), NewBatch[product](n))
	}
	file := filepath.Join("testdata", "constraints.txt")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, table.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), table.String(), "run go test -run Size -update and look at the difference")
}
