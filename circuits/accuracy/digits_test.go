//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package accuracy_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/accuracy"
	"github.com/tercet-protocol/tercet/circuits/accuracy/accuracytest"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// pools is the handwritten digits as pools of both shapes.
var pools = map[accuracy.Shape]func() (*accuracy.Pool, error){
	accuracy.Regression: sync.OnceValues(func() (*accuracy.Pool, error) { return digits(accuracy.Regression) }),
	accuracy.MLP:        sync.OnceValues(func() (*accuracy.Pool, error) { return digits(accuracy.MLP) }),
}

func digits(s accuracy.Shape) (*accuracy.Pool, error) {
	_, examples := accuracytest.Digits()
	return accuracy.NewPool(s, examples)
}

func train(s accuracy.Shape, examples []accuracy.Example) *accuracy.Model {
	return accuracytest.Train(s, examples, rand.New(rand.NewPCG(1, 2)))
}

// trained is models of both shapes, trained on digits that are not in the pool.
var trained = map[accuracy.Shape]func() *accuracy.Model{
	accuracy.Regression: sync.OnceValue(func() *accuracy.Model { return honestly(accuracy.Regression) }),
	accuracy.MLP:        sync.OnceValue(func() *accuracy.Model { return honestly(accuracy.MLP) }),
}

func honestly(s accuracy.Shape) *accuracy.Model {
	training, _ := accuracytest.Digits()
	return train(s, training)
}

// shuffled are the examples with each other's labels.
func shuffled(examples []accuracy.Example) []accuracy.Example {
	labels := rand.New(rand.NewPCG(3, 4)).Perm(len(examples))
	out := slices.Clone(examples)
	for i := range out {
		out[i].Label = examples[labels[i]].Label
	}
	return out
}

// delivery is of a model and four of five, with a beacon.
func delivery(t testing.TB, m *accuracy.Model, beacon uint64) accuracy.Delivery {
	t.Helper()
	s := m.Shape
	pool, err := pools[s]()
	require.NoError(t, err)
	window, err := statement.Window(1_800_000_000, 1_810_000_000, big.NewInt(1))
	require.NoError(t, err)
	p, salt := accuracy.Params{Shape: s, Root: pool.Root(), Threshold: s.Draws * 4 / 5}, statement.WordFromUint64(55)
	key, err := statement.GenerateSealingKey(rand.NewChaCha8([32]byte{1}))
	require.NoError(t, err)
	public := key.Public()
	return accuracy.Delivery{
		Params: p, Pool: pool, Model: m, Salt: salt, KeyHash: common.Hash{1},
		Rho: big.NewInt(987654321), Blinding: statement.WordFromUint64(77),
		Header: [statement.HeaderLen]statement.Word{
			statement.ClaimWord: statement.WordFromUint64(11), statement.ForwardWord: statement.WordFromUint64(12),
			statement.ParamsWord: p.Commit(), statement.WindowWord: window, statement.SealXWord: public.X, statement.SealYWord: public.Y,
			statement.CommitmentWord: m.Commit(salt), statement.BeaconWord: statement.WordFromUint64(beacon),
		},
	}
}

// Trained honestly, on other examples than the pool's, a model passes; untrained or fitted to something else it does not,
// neither before the beacon nor after it.
func TestDigits(t *testing.T) {
	t.Parallel()
	training, _ := accuracytest.Digits()
	for s, model := range trained {
		for name, c := range map[string]struct {
			model       *accuracy.Model
			least, most int // right ones of 4,096
		}{
			"trained honestly":              {model(), 3550, 3900},
			"untrained":                     {accuracytest.Train(s, training[:1], rand.New(rand.NewPCG(5, 6))), 0, 1000},
			"all weights zero":              {accuracy.NewModel(s), 0, 0},
			"fitted to labels of others":    {train(s, shuffled(training)), 0, 1200},
			"fitted to the first two kinds": {train(s, slices.DeleteFunc(slices.Clone(training), func(e accuracy.Example) bool { return e.Label > 1 })), 0, 1200},
		} {
			d := delivery(t, c.model, 1)
			v, err := accuracy.Check(d.Params, d.Pool, c.model)
			require.NoError(t, err)
			require.True(t, c.least <= v.Right && v.Right <= c.most, "%s, %s: %d", s.Name, name, v.Right)
			require.Equal(t, c.least > 0, v.Holds, name)
			require.Equal(t, !v.Holds, len(v.Findings) > 1, name)
			for beacon := range uint64(5) {
				_, err := accuracy.Assign(delivery(t, c.model, beacon+1))
				require.Equal(t, v.Holds, err == nil, "%s: %v", name, err)
				if err != nil {
					require.ErrorIs(t, err, accuracy.ErrMissed)
				}
			}
		}
	}
}

func TestTheTrainerIsDeterministic(t *testing.T) {
	t.Parallel()
	training, _ := accuracytest.Digits()
	first, second := train(accuracy.MLP, training[:100]), train(accuracy.MLP, training[:100])
	require.Equal(t, first, second)
}

// The circuits that there are keys for accept what was trained, and refuse it under another beacon, as nothing but h, z and y
// say so. Constraints are solved, not proved.
func TestDigitsSatisfyTheCircuits(t *testing.T) {
	t.Parallel()
	for s, model := range trained {
		a, err := accuracy.Assign(delivery(t, model(), 1))
		require.NoError(t, err)
		system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, accuracy.NewCircuit(s))
		require.NoError(t, err)
		full, err := a.Witness()
		require.NoError(t, err)
		require.NoError(t, system.IsSolved(full), s.Name)
		require.Len(t, a.Payload, s.PayloadWords())

		a.Circuit.Body.Beacon = statement.WordFromUint64(2)
		full, err = a.Witness()
		require.NoError(t, err)
		require.Error(t, system.IsSolved(full), s.Name)
	}
}
