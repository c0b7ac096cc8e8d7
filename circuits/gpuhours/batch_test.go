//go:build !race

package gpuhours

import (
	"testing"

	"github.com/consensys/gnark/backend/witness"
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

func TestBatchOfSteps(t *testing.T) {
	t.Parallel()
	const n = 4
	s, err := frontend.Compile(field, r1cs.NewBuilder, NewBatch(n))
	require.NoError(t, err)
	require.Empty(t, s.GetCommitments().CommitmentIndexes(), "a Groth16 commitment")
	m := twoOfThree(t)
	first := mustAssign(t, deliver(t, m.Params, m.claim(t, sheetOf(2), 0, 10)))
	next := mustAssign(t, deliver(t, m.Params, m.claim(t, sheetOf(2), 10, 248)))
	sheet := sheetOf(MaxDevices)
	sheet.Forward = forwardOf(1)
	other := mustAssign(t, deliver(t, m.Params, m.claim(t, sheet, 5, 6)))
	join := func(list ...*Assignment) error {
		places, singles := batched(t, list...)
		full, err := keys.BatchWitness(common.Hash{3}, n, places, singles)
		require.NoError(t, err)
		return s.IsSolved(full)
	}
	require.NoError(t, join(first, next, other))
	require.NoError(t, join(other, first, next, other))

	// What does not hold spoils the batch, whatever its own h.
	wrong := *other
	b := wrong.Circuit.Body
	b.Amount = plus(b.Amount, pow2(0))
	v := stated(b)
	wrong.Circuit = conclude(b, v)
	wrong.Header, wrong.H = [statement.HeaderLen]statement.Word(v[:statement.HeaderLen]), number(wrong.Circuit.H)
	require.Error(t, join(&wrong))
	require.Error(t, join(first, next, &wrong))
}
