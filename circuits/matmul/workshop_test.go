package matmul

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/constraint/solver"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func init() { logger.Disable() }

var field = ecc.BN254.ScalarField()

// The sizes that nearly all tests are of: small enough to be quick, and one on each side of SealedSize.
const (
	small     = 5  // sealed: a row is less than a word
	medium    = 12 // sealed: a row is two words, the second one with a single digit
	committed = 33 // the smallest that is not sealed
)

var (
	compiled     = map[int]constraint.ConstraintSystem{}
	compiledLock sync.Mutex
)

// system is the circuit of a size as it is proved, built once for all tests.
func system(t testing.TB, n int) constraint.ConstraintSystem {
	t.Helper()
	compiledLock.Lock()
	defer compiledLock.Unlock()
	if compiled[n] == nil {
		s, err := frontend.Compile(field, r1cs.NewBuilder, NewCircuit(n))
		require.NoError(t, err)
		compiled[n] = s
	}
	return compiled[n]
}

func solve(t testing.TB, c *Circuit, opts ...solver.Option) error {
	t.Helper()
	w, err := frontend.NewWitness(c, field)
	require.NoError(t, err)
	return system(t, c.Body.size).IsSolved(w, opts...)
}

// grid is a matrix as the tests think of it.
type grid [][]int64

func newGrid(n int, entry func(i, j int) int64) grid {
	g := make(grid, n)
	for i := range g {
		g[i] = make([]int64, n)
		for j := range g[i] {
			g[i][j] = entry(i, j)
		}
	}
	return g
}

// random is a matrix of bytes, extreme ones more often than others.
func random(r *rand.Rand, n int) grid {
	return newGrid(n, func(int, int) int64 {
		if r.IntN(8) == 0 {
			return []int64{-128, 127, 0, 1}[r.IntN(4)]
		}
		return r.Int64N(256) - 128
	})
}

func constant(n int, x int64) grid { return newGrid(n, func(int, int) int64 { return x }) }

func (g grid) clone() grid { return newGrid(len(g), func(i, j int) int64 { return g[i][j] }) }

// times is the product as everybody learns it, in integers of any size: the oracle of these tests, which shares no code with
// the package.
func (g grid) times(o grid) [][]*big.Int {
	c := make([][]*big.Int, len(g))
	for i := range g {
		for j := range g {
			sum := new(big.Int)
			for k := range g {
				sum.Add(sum, new(big.Int).Mul(big.NewInt(g[i][k]), big.NewInt(o[k][j])))
			}
			c[i] = append(c[i], sum)
		}
	}
	return c
}

// product is the same as a grid.
func (g grid) product(o grid) grid {
	c := g.times(o)
	return newGrid(len(g), func(i, j int) int64 { return c[i][j].Int64() })
}

func (g grid) is(c [][]*big.Int) bool {
	for i := range g {
		for j := range g {
			if c[i][j].Cmp(big.NewInt(g[i][j])) != 0 {
				return false
			}
		}
	}
	return true
}

func taskOf(a, b grid) Task {
	t := Task{Size: len(a)}
	for i := range a {
		for j := range a {
			t.A = append(t.A, int8(a[i][j]))
			t.B = append(t.B, int8(b[i][j]))
		}
	}
	return t
}

func productOf(c grid) Product {
	p := Product{Size: len(c)}
	for i := range c {
		for j := range c {
			p.Entries = append(p.Entries, int32(c[i][j]))
		}
	}
	return p
}

const secret = 123456789

func sealingKey(t testing.TB) statement.SealingKey {
	t.Helper()
	var key statement.SealingKey
	require.NoError(t, key.UnmarshalText(fmt.Appendf(nil, "0x%064x", secret)))
	return key
}

// deliver is a delivery, sealed where there is something to seal.
func deliver(t testing.TB, a, b, c grid) Delivery {
	t.Helper()
	window, err := statement.Window(1_800_000_000, 1_810_000_000, big.NewInt(7))
	require.NoError(t, err)
	key, task := sealingKey(t).Public(), taskOf(a, b)
	return Delivery{
		Task: task, Product: productOf(c), KeyHash: common.Hash{1}, Blinding: statement.WordFromUint64(77), Rho: big.NewInt(987654321),
		Header: [statement.HeaderLen]statement.Word{
			statement.ClaimWord: statement.WordFromUint64(11), statement.ForwardWord: statement.WordFromUint64(12),
			statement.ParamsWord: task.Commit(), statement.WindowWord: window,
			statement.SealXWord: key.X, statement.SealYWord: key.Y,
		},
	}
}

func honest(t testing.TB, seed uint64, n int) Delivery {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	a, b := random(r, n), random(r, n)
	return deliver(t, a, b, a.product(b))
}

func mustAssign(t testing.TB, d Delivery) *Assignment {
	t.Helper()
	a, err := Assign(d)
	require.NoError(t, err)
	return a
}
