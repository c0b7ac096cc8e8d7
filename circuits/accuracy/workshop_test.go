package accuracy

import (
	"math/big"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func init() { logger.Disable() }

var field = ecc.BN254.ScalarField()

// Shapes that are solved in milliseconds.
var (
	small       = Shape{Name: "small", Draws: 10, Features: 4, Classes: 3, Levels: 2}
	smallHidden = Shape{Name: "small-hidden", Draws: 10, Features: 4, Hidden: 3, Classes: 3, Levels: 2}
)

// compiled is the small circuits as they are proved, built once for all tests.
var compiled = map[Shape]func() (constraint.ConstraintSystem, error){
	small:       sync.OnceValues(func() (constraint.ConstraintSystem, error) { return compile(small) }),
	smallHidden: sync.OnceValues(func() (constraint.ConstraintSystem, error) { return compile(smallHidden) }),
}

func compile(s Shape) (constraint.ConstraintSystem, error) {
	return frontend.Compile(field, r1cs.NewBuilder, NewCircuit(s))
}

func solve(t testing.TB, c *Circuit) error {
	t.Helper()
	s, err := compiled[c.Body.shape]()
	require.NoError(t, err)
	w, err := frontend.NewWitness(c, field)
	require.NoError(t, err)
	return s.IsSolved(w)
}

// randomModel has weights of any size.
func randomModel(r *rand.Rand, s Shape) *Model {
	m := NewModel(s)
	for _, rows := range m.Layers {
		for _, row := range rows {
			for o := range row {
				row[o] = int8(r.IntN(256) - 128)
			}
		}
	}
	return m
}

// randomExamples are a pool of which a model classifies all right but one in so many.
func randomExamples(r *rand.Rand, m *Model, oneIn int) []Example {
	s := m.Shape
	out := make([]Example, s.Pool())
	for i := range out {
		for range s.Features {
			out[i].Features = append(out[i].Features, uint8(r.IntN(MaxFeature+1)))
		}
		out[i].Label = max(0, m.Predict(out[i].Features))
		if r.IntN(oneIn) == 0 {
			out[i].Label = (out[i].Label + 1) % s.Classes
		}
	}
	return out
}

// sealingKey is the scalar of the buyer's key in tests.
const sealingKey = "0x00000000000000000000000000000000000000000000000000000000075bcd15"

func buyer(t testing.TB) statement.SealingKey {
	t.Helper()
	var key statement.SealingKey
	require.NoError(t, key.UnmarshalText([]byte(sealingKey)))
	return key
}

// deliver is a delivery of a model on examples, with the right header. Sealed or not, by the key.
func deliver(t testing.TB, m *Model, examples []Example, threshold int, beacon uint64, key statement.PublicKey) Delivery {
	t.Helper()
	pool, err := NewPool(m.Shape, examples)
	require.NoError(t, err)
	window, err := statement.Window(1_800_000_000, 1_810_000_000, big.NewInt(3))
	require.NoError(t, err)
	p, salt := Params{m.Shape, pool.Root(), threshold}, statement.WordFromUint64(55)
	return Delivery{
		Params: p, Pool: pool, Model: m, Salt: salt, KeyHash: common.Hash{1},
		Rho: big.NewInt(987654321), Blinding: statement.WordFromUint64(77),
		Header: [statement.HeaderLen]statement.Word{
			statement.ClaimWord: statement.WordFromUint64(11), statement.ForwardWord: statement.WordFromUint64(12),
			statement.ParamsWord: p.Commit(), statement.WindowWord: window, statement.SealXWord: key.X, statement.SealYWord: key.Y,
			statement.CommitmentWord: m.Commit(salt), statement.BeaconWord: statement.WordFromUint64(beacon),
		},
	}
}

// rights is which of the drawn examples are right, and how many.
func (d *Delivery) rights() (right []bool, count int) {
	right, _ = answered(d.Params, d.Pool, d.Model, d.Params.Shape.Draw(d.Header[statement.BeaconWord]))
	for _, r := range right {
		if r {
			count++
		}
	}
	return right, count
}

func mustAssign(t testing.TB, d Delivery) *Assignment {
	t.Helper()
	a, err := Assign(d)
	require.NoError(t, err)
	return a
}

func mustConclude(t testing.TB, b Body) *Assignment {
	t.Helper()
	a, err := conclude(b, common.Hash{1})
	require.NoError(t, err)
	return a
}

func plus(x frontend.Variable, n *big.Int) statement.Word {
	sum, d := value(x), new(statement.Word).SetBigInt(n)
	return *sum.Add(&sum, d)
}

func pow2(n uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), n) }
