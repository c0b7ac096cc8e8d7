//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package matmul

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/samples"
)

// sample is a claim that c is the product of a and b.
type sample struct{ a, b, c grid }

// base is a claim that holds. Half of them are of matrices in which little stands, so that what a mutation changes often is
// of no account.
func base(r *rand.Rand, n int) sample {
	draw := func() grid {
		g := random(r, n)
		if r.IntN(2) == 0 {
			g = newGrid(n, func(i, j int) int64 {
				if r.IntN(n*n) < 5 {
					return g[i][j]
				}
				return 0
			})
		}
		return g
	}
	a, b := draw(), draw()
	return sample{a, b, a.product(b)}
}

func transposed(g grid) grid { return newGrid(len(g), func(i, j int) int64 { return g[j][i] }) }

// mutations are applied to a claim that holds, and some of them leave it so.
var mutations = []struct {
	name  string
	apply func(r *rand.Rand, s *sample)
}{
	{"an entry off by one", func(r *rand.Rand, s *sample) { s.c[r.IntN(len(s.c))][r.IntN(len(s.c))] += 1 - 2*r.Int64N(2) }},
	{"an entry's sign", func(r *rand.Rand, s *sample) { s.c[r.IntN(len(s.c))][r.IntN(len(s.c))] *= -1 }},
	{"a row of zeros", func(r *rand.Rand, s *sample) { s.c[r.IntN(len(s.c))] = make([]int64, len(s.c)) }},
	{"two rows exchanged", func(r *rand.Rand, s *sample) {
		i, j := r.IntN(len(s.c)), r.IntN(len(s.c))
		s.c[i], s.c[j] = s.c[j], s.c[i]
	}},
	{"two entries exchanged", func(r *rand.Rand, s *sample) {
		row, i, j := s.c[r.IntN(len(s.c))], r.IntN(len(s.c)), r.IntN(len(s.c))
		row[i], row[j] = row[j], row[i]
	}},
	{"one more here, one less there", func(r *rand.Rand, s *sample) {
		row, i, j := s.c[r.IntN(len(s.c))], r.IntN(len(s.c)), r.IntN(len(s.c))
		row[i]++
		row[j]--
	}},
	{"transposed", func(_ *rand.Rand, s *sample) { s.c = transposed(s.c) }},
	{"B times A", func(_ *rand.Rand, s *sample) { s.c = s.b.product(s.a) }},
	{"B transposed", func(_ *rand.Rand, s *sample) { s.c = s.a.product(transposed(s.b)) }},
	{"entries taken without sign", func(_ *rand.Rand, s *sample) {
		s.c = newGrid(len(s.a), func(i, j int) int64 { return s.a[i][j] & 255 }).product(s.b)
	}},
	{"cut to 16 bits", func(_ *rand.Rand, s *sample) {
		s.c = newGrid(len(s.c), func(i, j int) int64 { return int64(int16(s.c[i][j])) })
	}},
	{"an entry of A", func(r *rand.Rand, s *sample) { s.a[r.IntN(len(s.a))][r.IntN(len(s.a))] ^= 1 }},
	{"an entry of B", func(r *rand.Rand, s *sample) { s.b[r.IntN(len(s.b))][r.IntN(len(s.b))] ^= 1 }},
	{"nothing", func(*rand.Rand, *sample) {}},
}

// Check and the circuit agree with the product as everybody learns it, on claims of which half were spoiled.
func TestCheckAndCircuitAgree(t *testing.T) {
	t.Parallel()
	const n = 32
	pairs := 3 * len(mutations)
	if long {
		pairs = 1000
	}
	pairs = samples.Count(pairs)
	r := rand.New(rand.NewPCG(samples.Seed(1), 2))
	holds, spoiled, unharmed := 0, 0, 0
	agree := func(s sample, name string) bool {
		want := s.c.is(s.a.times(s.b))
		d := deliver(t, s.a, s.b, s.c)
		findings, err := Check(d.Task, d.Product)
		require.NoError(t, err)
		require.Equal(t, want, len(findings) == 0, "%s: %v", name, s)
		require.Equal(t, want, solve(t, mustAssign(t, d).Circuit) == nil, "%s: %v", name, s)
		return want
	}
	for i := range pairs {
		s := base(r, n)
		require.True(t, agree(s, "as it was"))
		holds++
		mutation := mutations[i%len(mutations)]
		mutation.apply(r, &s)
		if agree(s, mutation.name) {
			unharmed++
		} else {
			spoiled++
		}
	}
	samples.Tell(t, "matmul-32", holds+unharmed, spoiled)
	require.Greater(t, spoiled, pairs/3, "too few claims are false to say anything")
	require.Greater(t, unharmed, pairs/20, "too few changed claims are true to say anything")
}

// A finding names the first wrong entry of a row and what it should be.
func TestFindingsAreRight(t *testing.T) {
	t.Parallel()
	const n = 7
	r := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		s := base(r, n)
		right := s.c.clone()
		row, column := r.IntN(n), r.IntN(n)
		s.c[row][column] += 1 + r.Int64N(1000)
		want := fmt.Sprintf("row %d, column %d is %d, it should be %d", row+1, column+1, s.c[row][column], right[row][column])
		more := r.IntN(n)
		if more > column {
			s.c[row][more]--
			want += "; 2 entries of this row are wrong"
		}
		findings, err := Check(taskOf(s.a, s.b), productOf(s.c))
		require.NoError(t, err)
		require.Equal(t, []Finding{{RuleProduct, row + 1, want}}, findings)
	}
}
