package gadget

import (
	"fmt"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestSponge(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 14, 15, 16, 31} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			g := compile(t, n, 1, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
				hash, err := NewHash(api)
				return []frontend.Variable{hash.Sponge(statement.DomainParams, in...)}, err
			})
			in := some(n)
			g.accepts(in, []statement.Word{statement.Sponge(statement.DomainParams, in)})
			g.refuses(in, []statement.Word{statement.Sponge(statement.DomainAux, in)})
			for i := range in {
				g.refuses(plus(in, i, 1), []statement.Word{statement.Sponge(statement.DomainParams, in)})
			}
		})
	}
}

func TestSpongeTellsLengthsApart(t *testing.T) {
	t.Parallel()
	g := compile(t, 2, 1, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		hash, err := NewHash(api)
		return []frontend.Variable{hash.Sponge(statement.DomainFold, in...)}, err
	})
	in := append(some(1), word(0))
	g.refuses(in, []statement.Word{statement.Sponge(statement.DomainFold, in[:1])})
}

func TestHashOverAnotherField(t *testing.T) {
	t.Parallel()
	c := &relation{In: make([]frontend.Variable, 1), define: func(api frontend.API, _ []frontend.Variable) ([]frontend.Variable, error) {
		_, err := NewHash(api)
		return nil, err
	}}
	_, err := frontend.Compile(ecc.BLS12_381.ScalarField(), r1cs.NewBuilder, c)
	require.ErrorContains(t, err, "not over BN254")
}

func TestNode(t *testing.T) {
	t.Parallel()
	g := compile(t, Arity, 1, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		hash, err := NewHash(api)
		return []frontend.Variable{hash.Node([Arity]frontend.Variable(in))}, err
	})
	in := some(Arity)
	out := []statement.Word{statement.Node([Arity]statement.Word(in))}
	g.accepts(in, out)
	for i := range in {
		g.refuses(plus(in, i, 1), out)
	}
	require.LessOrEqual(t, g.system.GetNbConstraints(), 364)
}

func TestStream(t *testing.T) {
	t.Parallel()
	const n = 19
	g := compile(t, 1, n, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		hash, err := NewHash(api)
		return hash.Stream(in[0], n), err
	})
	key := some(1)
	out := statement.Stream(key[0], n)
	g.accepts(key, out)
	for i := range out {
		g.refuses(key, plus(out, i, 1))
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	const n = 12
	g := compile(t, n+1, 1, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		hash, err := NewHash(api)
		return []frontend.Variable{hash.Fold(in[:n], in[n])}, err
	})
	in := some(n + 1)
	g.accepts(in, []statement.Word{statement.Fold(in[:n], in[n])})
	g.refuses(plus(in, n, 1), []statement.Word{statement.Fold(in[:n], in[n])})
}

func TestEvaluate(t *testing.T) {
	t.Parallel()
	const n = 12
	g := compile(t, n+1, 1, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		return []frontend.Variable{Evaluate(api, in[:n], in[n])}, nil
	})
	in := some(n + 1)
	out := []statement.Word{statement.Evaluate(in[:n], in[n])}
	g.accepts(in, out)
	for i := range in {
		g.refuses(plus(in, i, 1), out)
	}
}
