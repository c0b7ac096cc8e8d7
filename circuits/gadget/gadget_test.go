package gadget

import (
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func init() { logger.Disable() }

// relation is a circuit of one gadget: it asserts that outputs follow from inputs.
type relation struct {
	In, Out []frontend.Variable
	define  func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error)
}

func (c *relation) Define(api frontend.API) error {
	out, err := c.define(api, c.In)
	if err != nil {
		return err
	}
	for i := range out {
		api.AssertIsEqual(out[i], c.Out[i])
	}
	return nil
}

// gadgetTest is one gadget, compiled.
type gadgetTest struct {
	t      *testing.T
	system constraint.ConstraintSystem
}

func compile(t *testing.T, ins, outs int, define func(frontend.API, []frontend.Variable) ([]frontend.Variable, error)) gadgetTest {
	t.Helper()
	c := &relation{make([]frontend.Variable, ins), make([]frontend.Variable, outs), define}
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, c)
	require.NoError(t, err)
	requirePlain(t, system)
	return gadgetTest{t, system}
}

// requirePlain holds a circuit to what the package promises: no commitment, no hints but gnark's own.
func requirePlain(t *testing.T, system constraint.ConstraintSystem) {
	t.Helper()
	require.Empty(t, system.GetCommitments().CommitmentIndexes(), "a Groth16 commitment")
	for _, name := range system.(*cs.R1CS).MHintsDependencies {
		require.True(t, strings.HasPrefix(name, "github.com/consensys/gnark/"), "hint %s", name)
	}
}

func (g gadgetTest) solve(in, out []statement.Word) error {
	w, err := frontend.NewWitness(&relation{In: variables(in), Out: variables(out)}, ecc.BN254.ScalarField())
	require.NoError(g.t, err)
	return g.system.IsSolved(w)
}

func (g gadgetTest) accepts(in, out []statement.Word) {
	g.t.Helper()
	require.NoError(g.t, g.solve(in, out))
}

func (g gadgetTest) refuses(in, out []statement.Word) {
	g.t.Helper()
	require.Error(g.t, g.solve(in, out))
}

func variables(words []statement.Word) []frontend.Variable {
	v := make([]frontend.Variable, len(words))
	for i := range words {
		v[i] = words[i]
	}
	return v
}

func word(x uint64) statement.Word { return statement.WordFromUint64(x) }

// some is a vector of n words that look like nothing in particular.
func some(n int) []statement.Word {
	words := make([]statement.Word, n)
	for i := range words {
		words[i] = statement.Capacity("gadget test", i)
	}
	return words
}

func plus(words []statement.Word, place int, x uint64) []statement.Word {
	changed := append([]statement.Word(nil), words...)
	w := word(x)
	changed[place].Add(&changed[place], &w)
	return changed
}
