package proofofwork

import (
	"math/big"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr/poseidon2"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func init() { logger.Disable() }

var field = ecc.BN254.ScalarField()

// easy is the difficulty of nearly all tests.
var easy = Params{MinBits}

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

func solve(t testing.TB, c frontend.Circuit, s constraint.ConstraintSystem) error {
	t.Helper()
	w, err := frontend.NewWitness(c, field)
	require.NoError(t, err)
	return s.IsSolved(w)
}

// oracle is the value of a unit as doc.go defines it, written without a line of this package or of statement.
func oracle(forward common.Hash, unit uint64, nonce *big.Int) *big.Int {
	forward[0] = 0
	three := common.BigToHash(big.NewInt(3))
	capacity := crypto.Keccak256Hash([]byte("tercet/v1/work"), three[:])
	capacity[0] = 0
	var state [16]fr.Element
	state[0].SetBytes(forward[:])
	state[1].SetUint64(unit)
	state[2].SetBigInt(nonce)
	state[15].SetBytes(capacity[:])
	if err := poseidon2.NewPermutation(16, 8, 57).Permutation(state[:]); err != nil {
		panic(err)
	}
	return state[0].BigInt(new(big.Int))
}

// below says whether a hash is worth a unit.
func below(hash *big.Int, bits int) bool {
	return hash.Cmp(new(big.Int).Lsh(big.NewInt(1), uint(253-bits))) < 0
}

// forwardOf is the id of one of several forwards.
func forwardOf(i int) common.Hash {
	return crypto.Keccak256Hash([]byte("proof of work test"), []byte{byte(i)})
}

// nonceWhere tries nonces from zero on until the hash of a unit is as wanted.
func nonceWhere(t testing.TB, forward common.Hash, unit statement.Word, wanted func(hash *big.Int) bool) statement.Word {
	t.Helper()
	for nonce := range uint64(1 << 16) {
		hash := statement.Sponge(statement.DomainWork, []statement.Word{
			statement.U248(forward), unit, statement.WordFromUint64(nonce),
		})
		if wanted(statement.Big(hash)) {
			return statement.WordFromUint64(nonce)
		}
	}
	require.Fail(t, "no such nonce found")
	return statement.Word{}
}

type unitKey struct {
	forward common.Hash
	unit    statement.Word
	bits    int
}

var (
	nonces     = map[unitKey]statement.Word{}
	noncesLock sync.Mutex
)

// worked is the work of units, which may be counted from any field element. What was found once is remembered.
func worked(t testing.TB, forward common.Hash, from statement.Word, units, bits int) []statement.Word {
	t.Helper()
	noncesLock.Lock()
	defer noncesLock.Unlock()
	var out []statement.Word
	one := statement.WordFromUint64(1)
	for range units {
		key := unitKey{forward, from, bits}
		if _, found := nonces[key]; !found {
			nonces[key] = nonceWhere(t, forward, from, func(hash *big.Int) bool { return below(hash, bits) })
		}
		out = append(out, nonces[key])
		from.Add(&from, &one)
	}
	return out
}

// workOf is easy work.
func workOf(t testing.TB, forward common.Hash, from uint64, units int) Work {
	t.Helper()
	return Work{forward, from, worked(t, forward, statement.WordFromUint64(from), units, MinBits)}
}

// deliver is a delivery of easy work, of a forward with a quantity.
func deliver(t testing.TB, w Work, quantity int64) Delivery {
	t.Helper()
	window, err := statement.Window(1_800_000_000, 1_810_000_000, big.NewInt(quantity))
	require.NoError(t, err)
	return Delivery{
		Params: easy, Work: w, KeyHash: common.Hash{1}, Blinding: statement.WordFromUint64(77),
		Header: [statement.HeaderLen]statement.Word{
			statement.ClaimWord: statement.WordFromUint64(11), statement.ForwardWord: statement.U248(w.Forward),
			statement.ParamsWord: easy.Commit(), statement.WindowWord: window,
			statement.SealXWord: statement.WordFromUint64(13), statement.SealYWord: statement.WordFromUint64(14),
		},
	}
}

func mustAssign(t testing.TB, d Delivery) *Assignment {
	t.Helper()
	a, err := Assign(d)
	require.NoError(t, err)
	return a
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

func pow2(n uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), n) }

// stated is the vector that a body stands for, in numbers: what a liar computes h, z and y from.
func stated(b Body) [statement.HeaderLen]statement.Word {
	sum := func(x frontend.Variable, y frontend.Variable, shift uint) statement.Word {
		a, c := number(x), number(y)
		c.Mul(&c, new(statement.Word).SetBigInt(pow2(shift)))
		return *a.Add(&a, &c)
	}
	to := sum(b.From, b.Units, 0)
	return [statement.HeaderLen]statement.Word{
		statement.ClaimWord: number(b.Claim), statement.ForwardWord: number(b.Forward),
		statement.ParamsWord:   statement.Sponge(statement.DomainParams, []statement.Word{number(b.Limit)}),
		statement.WindowWord:   sum(b.Times, sum(to, b.Rest, 0), 128),
		statement.ProgressWord: sum(sum(b.From, to, 64), b.Units, 128),
		statement.SealXWord:    number(b.SealX), statement.SealYWord: number(b.SealY),
	}
}

// conclude is a body with h, z and y for the vector.
func conclude(b Body, v [statement.HeaderLen]statement.Word) *Circuit {
	h := statement.Fold(v[:], number(b.Blinding))
	z := statement.Challenge(common.Hash{1}, h, v[:])
	return &Circuit{H: h, Z: z, Y: statement.Evaluate(v[:], z), Body: b}
}
