//go:build prover && !race

package matmul

import (
	"fmt"
	"math"
	"math/bits"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
)

// inFull is the same statement, proved by multiplying: B is taken apart as A is, and each entry of the product is computed.
type inFull struct {
	H, Z, Y  frontend.Variable `gnark:",public"`
	Body     Body
	EntriesB []frontend.Variable
}

func (f *inFull) Define(api frontend.API) error {
	f.assertProduct(api)
	st, err := f.Body.state(api)
	if err != nil {
		return err
	}
	hash, err := gadget.NewHash(api)
	if err != nil {
		return err
	}
	api.AssertIsEqual(f.H, hash.Fold(st.Vector(), st.Aux))
	api.AssertIsEqual(f.Y, gadget.Evaluate(api, st.Vector(), f.Z))
	return nil
}

func (f *inFull) assertProduct(api frontend.API) {
	b, n, words := &f.Body, f.Body.size, rowWords(f.Body.size)
	a := b.entries(api)
	for i := range n {
		row := make([]frontend.Variable, n)
		for j := range n {
			gadget.AssertBits(api, api.Add(f.EntriesB[i*n+j], 128), entryBits)
			column := make([]frontend.Variable, n)
			for k := range n {
				column[k] = f.EntriesB[k*n+j]
			}
			row[j] = inner(api, a[i*n:(i+1)*n], column)
		}
		for k := range words {
			from := k * digitsPerWord
			to := from + digitsIn(n, k)
			api.AssertIsEqual(b.B[i*words+k], gadget.Join(api, f.EntriesB[i*n+from:i*n+to], digitBits))
			api.AssertIsEqual(api.Sub(b.C[i*words+k], offsetIn(n, k)), gadget.Join(api, row[from:to], digitBits))
		}
	}
}

// commitTo makes a body one that seals nothing, whatever its size: what sealing costs does not grow with n³ or n².
func commitTo(body Body) Body {
	body.Rho = nil
	return body
}

// measured is one circuit at one size.
type measured struct {
	way                     string
	n, constraints, product int // the whole, and the product in it with B's entries where they are needed
	proof                   time.Duration
}

// busy is the processor time that something takes: it says the same on a machine that does other things besides.
func busy(t testing.TB, do func()) time.Duration {
	t.Helper()
	before := used(t)
	do()
	after := used(t)
	return time.Duration(after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano())
}

// proofs is how many proofs a median is of.
const proofs = 3

// prove proves an assignment with keys made for it.
func prove(t testing.TB, system constraint.ConstraintSystem, assignment frontend.Circuit) time.Duration {
	t.Helper()
	proving, verifying, err := groth16.Setup(system)
	require.NoError(t, err)
	w, err := frontend.NewWitness(assignment, field)
	require.NoError(t, err)
	public, err := w.Public()
	require.NoError(t, err)
	var times []time.Duration
	for range proofs {
		var proof groth16.Proof
		times = append(times, busy(t, func() { proof, err = groth16.Prove(system, proving, w) }))
		require.NoError(t, err)
		require.NoError(t, groth16.Verify(proof, verifying, public))
	}
	slices.Sort(times)
	return times[proofs/2]
}

// slope is that of the straight line through the logarithms, by least squares: the exponent of n.
func slope(list []measured, value func(measured) float64) float64 {
	var sx, sy, sxx, sxy float64
	for _, m := range list {
		x, y := math.Log(float64(m.n)), math.Log(value(m))
		sx, sy, sxx, sxy = sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	n := float64(len(list))
	return (n*sxy - sx*sy) / (n*sxx - sx*sx)
}

func say(format string, values ...any) { fmt.Fprintf(os.Stderr, format+"\n", values...) }

// BenchmarkProduct compares the proof by Freivalds with that of all n³ products, of the same statement without sealing, and
// both with the job. It prints as it goes, times in processor time, and ends with the exponents; scripts/bench matmul runs it.
func BenchmarkProduct(b *testing.B) {
	for range b.N {
		say("\n%-12s%6s%14s%18s%14s", "", "rows", "constraints", "of the product", fmt.Sprintf("proof (of %d)", proofs))
		lists := map[string][]measured{}
		for _, n := range []int{8, 16, 32, 64} {
			for _, m := range compared(b, n) {
				say("%-12s%6d%14d%18d%14s", m.way, n, m.constraints, m.product, m.proof.Round(time.Millisecond))
				lists[m.way] = append(lists[m.way], m)
				if m.way == "freivalds" {
					compareWithJob(b, m)
				}
			}
		}
		for way, list := range lists {
			say("%-12s%6s%14.2f%18.2f%14.2f", way, "n to", slope(list, func(m measured) float64 { return float64(m.constraints) }),
				slope(list, func(m measured) float64 { return float64(m.product) }), slope(list, func(m measured) float64 { return float64(m.proof) }))
		}
	}
}

// compared is one size in both ways.
func compared(t testing.TB, n int) [2]measured {
	t.Helper()
	d := honest(t, 1, n)
	body := commitTo(bodyOf(t, d))
	c := conclude(body, state(t, body))
	pieces := func(define func(api frontend.API, b *Body, z frontend.Variable) error) int {
		return size(t, &part{Body: commitTo(newBody(n)), define: define})
	}
	entries := pieces(func(api frontend.API, b *Body, _ frontend.Variable) error {
		b.entries(api)
		return nil
	})
	byChallenge := pieces(func(api frontend.API, b *Body, z frontend.Variable) error {
		b.assertProduct(api, z)
		return nil
	})
	multiplied := size(t, &onlyProduct{inFull{Body: commitTo(newBody(n)), EntriesB: make([]frontend.Variable, n*n)}})
	assignment := &inFull{c.H, c.Z, c.Y, body, make([]frontend.Variable, n*n)}
	set(assignment.EntriesB, wordsOf(d.Task.B))

	measure := func(way string, product int, circuit, assignment frontend.Circuit) measured {
		system, err := frontend.Compile(field, r1cs.NewBuilder, circuit)
		require.NoError(t, err)
		return measured{way, n, system.GetNbConstraints(), product, prove(t, system, assignment)}
	}
	return [2]measured{
		measure("freivalds", byChallenge-entries, &Circuit{Body: commitTo(newBody(n))}, c),
		measure("in full", multiplied-entries, &inFull{Body: commitTo(newBody(n)), EntriesB: make([]frontend.Variable, n*n)}, assignment),
	}
}

// onlyProduct is the product in full by itself.
type onlyProduct struct{ inFull }

func (o *onlyProduct) Define(api frontend.API) error {
	o.assertProduct(api)
	return nil
}

// compareWithJob times the job, the check that Check does, Freivalds' check in plain Go, and the proof.
func compareWithJob(t testing.TB, m measured) {
	t.Helper()
	d := honest(t, 1, m.n)
	mean := func(do func()) time.Duration {
		const times = 1000
		return busy(t, func() {
			for range times {
				do()
			}
		}) / times
	}
	job := mean(func() { d.Task.Multiply() })
	check := mean(func() {
		findings, err := Check(d.Task, d.Product)
		require.NoError(t, err)
		require.Empty(t, findings)
	})
	quick := mean(func() { require.True(t, freivaldsInGo(d.Task, d.Product, 1_234_567_890_123)) })
	say("%d rows: job %v, native check %v (it multiplies anew), Freivalds in Go %v, proof %v; 1 : %.1f : %.0f",
		m.n, job, check, quick, m.proof.Round(time.Millisecond), float64(check)/float64(job), float64(m.proof)/float64(job))
}

// freivaldsInGo checks a product modulo 2^61 − 1 with powers of r.
func freivaldsInGo(t Task, p Product, r uint64) bool {
	const prime = 1<<61 - 1
	n := t.Size
	times := func(x, y uint64) uint64 {
		hi, lo := bits.Mul64(x, y)
		sum := hi<<3 + lo>>61 + lo&prime
		return sum % prime
	}
	lift := func(x int64) uint64 { return uint64((x%prime + prime) % prime) }
	powers := make([]uint64, n)
	powers[0] = 1
	for j := 1; j < n; j++ {
		powers[j] = times(powers[j-1], r)
	}
	column := make([]uint64, n)
	for i := range column {
		for j, power := range powers {
			column[i] = (column[i] + times(lift(int64(t.B[i*n+j])), power)) % prime
		}
	}
	for i := range n {
		var left, right uint64
		for j, power := range powers {
			left = (left + times(lift(int64(p.Entries[i*n+j])), power)) % prime
			right = (right + times(lift(int64(t.A[i*n+j])), column[j])) % prime
		}
		if left != right {
			return false
		}
	}
	return true
}

// The benchmark's other checks are no weaker: both refuse a wrong entry.
func TestOtherChecksOfTheBenchmark(t *testing.T) {
	t.Parallel()
	const n = 8
	for _, wrong := range []int32{0, 1} {
		d := honest(t, 1, n)
		d.Product.Entries[n+3] += wrong
		require.Equal(t, wrong == 0, freivaldsInGo(d.Task, d.Product, 1_234_567_890_123))
		body := commitTo(bodyOf(t, d))
		c := conclude(body, state(t, body))
		assignment := &inFull{c.H, c.Z, c.Y, body, make([]frontend.Variable, n*n)}
		set(assignment.EntriesB, wordsOf(d.Task.B))
		system, err := frontend.Compile(field, r1cs.NewBuilder, &inFull{Body: commitTo(newBody(n)), EntriesB: make([]frontend.Variable, n*n)})
		require.NoError(t, err)
		w, err := frontend.NewWitness(assignment, fr.Modulus())
		require.NoError(t, err)
		require.Equal(t, wrong == 0, system.IsSolved(w) == nil)
	}
}
