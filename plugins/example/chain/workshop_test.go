package chain

import (
	"crypto/rand"
	"math/big"
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

// fifteen is a shortest chain, and what asks for it.
var (
	fifteen = Chain{1, 2, 3, 6, 12, 15}
	asked   = Params{Target: 15, Steps: 5}
)

// compiled is the circuit as it is proved, built once for all tests.
var compiled = sync.OnceValues(func() (constraint.ConstraintSystem, error) {
	return frontend.Compile(field, r1cs.NewBuilder, &Circuit{})
})

func system(t testing.TB) constraint.ConstraintSystem {
	t.Helper()
	s, err := compiled()
	require.NoError(t, err)
	return s
}

func solve(t testing.TB, c *Circuit) error {
	t.Helper()
	w, err := frontend.NewWitness(c, field)
	require.NoError(t, err)
	return system(t).IsSolved(w)
}

// deliver is a delivery of a chain, sealed to a key.
func deliver(t testing.TB, p Params, c Chain, key statement.PublicKey) Delivery {
	t.Helper()
	window, err := statement.Window(1_800_000_000, 1_810_000_000, big.NewInt(3))
	require.NoError(t, err)
	rho, err := statement.RandomScalar(rand.Reader)
	require.NoError(t, err)
	return Delivery{
		Params: p, Chain: c, KeyHash: common.Hash{1}, Rho: rho, Blinding: statement.WordFromUint64(77),
		Header: [statement.HeaderLen]statement.Word{
			statement.ClaimWord: statement.WordFromUint64(11), statement.ForwardWord: statement.WordFromUint64(12),
			statement.ParamsWord: p.Commit(), statement.WindowWord: window,
			statement.SealXWord: key.X, statement.SealYWord: key.Y,
		},
	}
}

func mustAssign(t testing.TB, d Delivery) *Assignment {
	t.Helper()
	a, err := Assign(d)
	require.NoError(t, err)
	return a
}

func newKey(t testing.TB) statement.SealingKey {
	t.Helper()
	key, err := statement.GenerateSealingKey(rand.Reader)
	require.NoError(t, err)
	return key
}

func number(x frontend.Variable) statement.Word {
	var w statement.Word
	if _, err := w.SetInterface(x); err != nil {
		panic(err)
	}
	return w
}

func plus(x frontend.Variable, n *big.Int) statement.Word {
	sum, d := number(x), new(statement.Word).SetBigInt(n)
	return *sum.Add(&sum, d)
}

func times(x frontend.Variable, n *big.Int) statement.Word {
	product, d := number(x), new(statement.Word).SetBigInt(n)
	return *product.Mul(&product, d)
}

// stated is the vector that an unsealed body stands for, in numbers: what a liar computes h, z and y from.
func stated(b Body) []statement.Word {
	numbers := []statement.Word{statement.WordFromUint64(1)}
	for i := range MaxSteps {
		var sum statement.Word
		for _, place := range []frontend.Variable{b.Left[i], b.Right[i]} {
			if at := number(place); at.IsUint64() && at.Uint64() >= 1 && at.Uint64() <= uint64(len(numbers)) {
				sum.Add(&sum, &numbers[at.Uint64()-1])
			}
		}
		numbers = append(numbers, sum)
	}
	v := make([]statement.Word, statement.HeaderLen+PayloadWords)
	for i, x := range numbers[1:] {
		word := &v[statement.HeaderLen+2+i/numbersPerWord]
		*word = plus(*word, statement.Big(times(x, pow2(i%numbersPerWord*numberBits))))
	}
	var target statement.Word
	if steps := number(b.Steps); steps.IsUint64() && steps.Uint64() >= 1 && steps.Uint64() <= MaxSteps {
		target = numbers[steps.Uint64()]
	}
	amount := statement.Big(times(b.Quantity, pow2(timesBits)))
	v[statement.ClaimWord], v[statement.ForwardWord] = number(b.Claim), number(b.Forward)
	v[statement.ParamsWord] = statement.Sponge(statement.DomainParams, []statement.Word{target, number(b.Limit)})
	v[statement.WindowWord], v[statement.ProgressWord] = plus(b.Times, amount), plus(pow2(64), amount)
	v[statement.SealXWord], v[statement.SealYWord] = number(b.SealX), number(b.SealY)
	return v
}

// conclude is a body with h, z and y for the vector.
func conclude(b Body, v []statement.Word) *Circuit {
	h := statement.Fold(v, number(b.Blinding))
	z := statement.Challenge(common.Hash{1}, h, statement.Trim(v))
	return &Circuit{H: h, Z: z, Y: statement.Evaluate(v, z), Body: b}
}
