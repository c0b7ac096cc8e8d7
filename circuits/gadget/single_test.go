package gadget

import (
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// product is a body that knows two factors of the word it publishes.
type product struct {
	Header   [statement.HeaderLen]frontend.Variable
	Blinding frontend.Variable
	Factors  [2]frontend.Variable
}

func (b *product) Define(api frontend.API, _ frontend.Variable) (Statement, error) {
	return Statement{b.Header, []frontend.Variable{api.Mul(b.Factors[0], b.Factors[1]), 0}, b.Blinding}, nil
}

type productCircuit = Single[product, *product]

func newProduct(header []statement.Word, blinding statement.Word, payload ...statement.Word) *productCircuit {
	v := append(append([]statement.Word(nil), header...), payload...)
	padded := append(append([]statement.Word(nil), v...), make([]statement.Word, 2-len(payload))...)
	h := statement.Fold(padded, blinding)
	z := statement.Challenge(common.Hash{1}, h, v)
	return &productCircuit{
		H: h, Z: z, Y: statement.Evaluate(v, z),
		Body: product{[statement.HeaderLen]frontend.Variable(variables(header)), blinding, [2]frontend.Variable{6, 7}},
	}
}

func TestSingle(t *testing.T) {
	t.Parallel()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &productCircuit{})
	require.NoError(t, err)
	requirePlain(t, system)
	require.Equal(t, 1+3, system.GetNbPublicVariables())
	require.Equal(t, statement.HeaderLen+3, system.GetNbSecretVariables())

	solve := func(c *productCircuit) error {
		w, err := frontend.NewWitness(c, ecc.BN254.ScalarField())
		require.NoError(t, err)
		return system.IsSolved(w)
	}
	header, blinding := some(statement.HeaderLen), word(99)
	require.NoError(t, solve(newProduct(header, blinding, word(42))))

	t.Run("y of another vector", func(t *testing.T) {
		c := newProduct(header, blinding, word(42))
		c.Y = 1
		require.Error(t, solve(c))
	})
	t.Run("h of another vector", func(t *testing.T) {
		c := newProduct(header, blinding, word(42))
		c.H = 1
		require.Error(t, solve(c))
	})
	t.Run("h without the blinding", func(t *testing.T) {
		c := newProduct(header, blinding, word(42))
		c.Body.Blinding = 0
		require.Error(t, solve(c))
	})
	t.Run("another payload, with h, z and y for it", func(t *testing.T) {
		require.Error(t, solve(newProduct(header, blinding, word(43))))
	})
	t.Run("a word after the payload", func(t *testing.T) {
		require.Error(t, solve(newProduct(header, blinding, word(42), word(1))))
	})
	for i := range header {
		t.Run("another header in the body than in h, z and y", func(t *testing.T) {
			c := newProduct(header, blinding, word(42))
			c.Body.Header[i] = 5
			require.Error(t, solve(c))
		})
	}
}

// Were z chosen before h, a vector could be found whose polynomial takes a wanted value: only h stands in the way.
func TestVectorChosenAfterTheChallenge(t *testing.T) {
	t.Parallel()
	header, blinding := some(statement.HeaderLen), word(99)
	c := newProduct(header, blinding, word(42))
	z := c.Z.(statement.Word)
	// Move one unit of y from the forward to the claim.
	forged := append([]statement.Word(nil), header...)
	one := word(1)
	var inverse statement.Word
	inverse.Inverse(&z)
	forged[statement.ClaimWord].Add(&forged[statement.ClaimWord], &one)
	forged[statement.ForwardWord].Sub(&forged[statement.ForwardWord], &inverse)
	require.Equal(t, c.Y, statement.Evaluate(append(forged, word(42)), z))

	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &productCircuit{})
	require.NoError(t, err)
	c.Body.Header = [statement.HeaderLen]frontend.Variable(variables(forged))
	w, err := frontend.NewWitness(c, ecc.BN254.ScalarField())
	require.NoError(t, err)
	require.Error(t, system.IsSolved(w))
}
