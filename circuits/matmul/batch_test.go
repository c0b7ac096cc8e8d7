//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package matmul

import (
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// batched are assignments as places of a batch, with their witnesses.
func batched(t testing.TB, list ...*Assignment) ([]statement.Place, []witness.Witness) {
	t.Helper()
	var places []statement.Place
	var singles []witness.Witness
	for _, a := range list {
		w, err := a.Witness()
		require.NoError(t, err)
		places = append(places, statement.Place{H: a.H, V: append(a.Header[:], a.Payload...)})
		singles = append(singles, w)
	}
	return places, singles
}

func compileBatch(t testing.TB, n, places int) constraint.ConstraintSystem {
	t.Helper()
	s, err := frontend.Compile(field, r1cs.NewBuilder, NewBatch(n, places))
	require.NoError(t, err)
	return s
}

func TestBatchOfProducts(t *testing.T) {
	t.Parallel()
	cases := []struct{ n, places int }{{medium, 4}, {committed, 4}}
	if long {
		cases = append(cases, struct{ n, places int }{32, 16}, struct{ n, places int }{64, 4})
	}
	for _, c := range cases {
		s := compileBatch(t, c.n, c.places)
		join := func(list ...*Assignment) error {
			places, singles := batched(t, list...)
			full, err := keys.BatchWitness(common.Hash{3}, c.places, places, singles)
			require.NoError(t, err)
			return s.IsSolved(full)
		}
		var right []*Assignment
		for i := range c.places {
			right = append(right, mustAssign(t, honest(t, uint64(i), c.n)))
		}
		require.NoError(t, join(right[0]))
		require.NoError(t, join(right[2], right[1]))
		require.NoError(t, join(right...))

		// A product that does not hold spoils the batch, wherever it stands.
		lie := honest(t, 9, c.n)
		lie.Product.Entries[c.n]++
		wrong := mustAssign(t, lie)
		require.Error(t, join(wrong))
		require.Error(t, join(right[0], wrong))
		require.Error(t, join(append(right[:c.places-1:c.places-1], wrong)...))
	}
}

// In places that are on, every input is bound as in a single proof. In the others what a body says goes nowhere: words that
// nothing but h binds may be any, and the product is right all the same.
func TestEveryInputOfABatchIsConstrained(t *testing.T) {
	t.Parallel()
	const inputs, places, on = 3, 3, 2
	s := compileBatch(t, small, places)
	list, singles := batched(t, mustAssign(t, honest(t, 1, small)), mustAssign(t, honest(t, 2, small)))
	full, err := keys.BatchWitness(common.Hash{3}, places, list, singles)
	require.NoError(t, err)
	require.NoError(t, s.IsSolved(full))
	vector, ok := full.Vector().(fr.Vector)
	require.True(t, ok)
	body := (len(vector) - inputs - 1) / places
	refused := func(at int) bool {
		right := vector[at]
		defer func() { vector[at] = right }()
		vector[at] = plus(right, pow2(0))
		return s.IsSolved(full) != nil
	}
	for at := range vector {
		if input := (at - inputs) % body; input > firstRho && input < lastRho {
			continue // one bit of rho is like the next
		}
		if place := (at - inputs) / body; at < inputs || place < on || place == places {
			require.True(t, refused(at), "input %d of place %d", (at-inputs)%body, place)
		}
	}
	off := inputs + on*body
	for input, free := range map[int]bool{0: true, 1: true, 6: true, 7: false, body - 1: false} {
		require.Equal(t, !free, refused(off+input), "input %d of a place that is off", input)
	}
}
