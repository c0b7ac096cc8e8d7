package proofofwork

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
		places = append(places, statement.Place{H: a.H, V: a.Header[:]})
		singles = append(singles, w)
	}
	return places, singles
}

func compileBatch(t testing.TB, n int) constraint.ConstraintSystem {
	t.Helper()
	s, err := frontend.Compile(field, r1cs.NewBuilder, NewBatch(n))
	require.NoError(t, err)
	return s
}

func TestBatchOfSteps(t *testing.T) {
	t.Parallel()
	const n = 4
	s := compileBatch(t, n)
	first := mustAssign(t, deliver(t, workOf(t, forwardOf(0), 0, 2), 12))
	next := mustAssign(t, deliver(t, workOf(t, forwardOf(0), 2, 3), 12))
	other := mustAssign(t, deliver(t, workOf(t, forwardOf(1), 5, 1), 20))
	join := func(list ...*Assignment) error {
		places, singles := batched(t, list...)
		full, err := keys.BatchWitness(common.Hash{3}, n, places, singles)
		require.NoError(t, err)
		return s.IsSolved(full)
	}
	require.NoError(t, join(first))
	require.NoError(t, join(first, next, other))
	require.NoError(t, join(other, first, next, other))

	// Work that does not hold spoils the batch, wherever it stands, and whatever its own h.
	lie := workOf(t, forwardOf(1), 6, 2)
	lie.Nonces = []statement.Word{lie.Nonces[1], lie.Nonces[0]}
	wrong := mustAssign(t, deliver(t, lie, 20))
	require.Error(t, join(wrong))
	require.Error(t, join(first, wrong))
	require.Error(t, join(first, next, other, wrong))
}

// In places that are on, every input is bound as in a single proof. In the others what a body says goes nowhere: words that
// nothing but h binds may be any.
func TestEveryInputOfABatchIsConstrained(t *testing.T) {
	t.Parallel()
	const n, on, units = 4, 2, 2
	s := compileBatch(t, n)
	places, singles := batched(t,
		mustAssign(t, deliver(t, workOf(t, forwardOf(0), 0, units), 12)), mustAssign(t, deliver(t, workOf(t, forwardOf(1), 2, units), 20)))
	full, err := keys.BatchWitness(common.Hash{3}, n, places, singles)
	require.NoError(t, err)
	require.NoError(t, s.IsSolved(full))
	elements := len(full.Vector().(fr.Vector))
	body := (elements - inputs - 1) / n
	unbound := map[int]bool{} // claim, sealing key and blinding, which only h binds
	for _, input := range []int{0, 2, 3, body - 1} {
		unbound[input] = true
	}
	for at := range elements {
		place, input := (at-inputs)/body, (at-inputs)%body
		inBody := at >= inputs && place < n
		unworked := inBody && input >= beforeNonces+units && input < beforeNonces+MaxUnits
		switch {
		case unworked, inBody && place >= on && unbound[input]:
			require.True(t, solvedWith(full, s, at), "input %d of place %d", input, place)
		case !inBody || place < on:
			require.False(t, solvedWith(full, s, at), "input %d of place %d", input, place)
		}
	}
}
