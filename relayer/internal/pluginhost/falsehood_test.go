package pluginhost

import (
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
	"github.com/tercet-protocol/tercet/relayer/internal/prover/provertest"
)

// A predicate that lets a false statement pass is believed, until there is to be a proof of it.
func TestPassForAFalseStatement(t *testing.T) {
	t.Parallel()
	bundle, err := keys.Develop(t.Context(), t.TempDir(), "square", provertest.Circuit(), func(string) {})
	require.NoError(t, err)
	judge := newBundle(t, nil).predicate(t, "judge")
	for claimed, holds := range map[string]bool{"144": true, "145": false} {
		output := "twelve squared is " + claimed
		verdict, err := check(t, judge, output)
		require.NoError(t, err)
		require.True(t, verdict.Holds, "it says so of both")
		request := assignRequest(output)
		request.KeyHash = bundle.KeyHash
		answer, err := judge.Assign(t.Context(), request)
		require.NoError(t, err, "the public part agrees with the header, and more is not seen here")

		job := prover.Job{Witness: answer.Witness}
		job.Header, err = settledWords(request, answer.Step)
		require.NoError(t, err)
		job.H, err = statement.WordFromBytes(answer.H)
		require.NoError(t, err)
		word, err := statement.WordFromBytes(answer.Payload[0])
		require.NoError(t, err)
		job.Payload = []statement.Word{word}
		_, err = prover.New(zerolog.Nop()).Prove(t.Context(), bundle, job, nil)
		if holds {
			require.NoError(t, err)
		} else {
			require.ErrorIs(t, err, prover.ErrWitness)
			require.ErrorContains(t, err, "breaks a constraint")
		}
	}
}
