package pluginhost

import (
	"context"
	"fmt"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
	"github.com/tercet-protocol/tercet/relayer/internal/prover/provertest"
)

// claim has a predicate that lets everything pass assign a claim, and makes the proof of it.
func claim(ctx context.Context, judge sdk.Predicate, bundle *keys.Bundle, claimed string) error {
	output := "twelve squared is " + claimed
	verdict, err := judge.Check(ctx, sdk.CheckRequest{Output: []byte(output)})
	if err != nil || !verdict.Holds {
		return fmt.Errorf("it says that it does not hold: %v, %w", verdict.Findings, err)
	}
	request := assignRequest(output)
	request.KeyHash = bundle.KeyHash
	answer, err := judge.Assign(ctx, request)
	if err != nil {
		return fmt.Errorf("the public part does not agree with the header, and more is not seen here: %w", err)
	}
	job := prover.Job{Witness: answer.Witness}
	if job.Header, err = settledWords(request, answer.Step); err != nil {
		return err
	}
	if job.H, err = statement.WordFromBytes(answer.H); err != nil {
		return err
	}
	word, err := statement.WordFromBytes(answer.Payload[0])
	if err != nil {
		return err
	}
	job.Payload = []statement.Word{word}
	_, err = prover.New(zerolog.Nop()).Prove(ctx, bundle, job, nil)
	return err
}

// A predicate that lets a false statement pass is believed, until there is to be a proof of it.
func TestPassForAFalseStatement(t *testing.T) {
	t.Parallel()
	bundle, err := keys.Develop(t.Context(), t.TempDir(), "square", provertest.Circuit(), func(string) {})
	require.NoError(t, err)
	judge := newBundle(t, nil).predicate(t, "judge")
	require.NoError(t, claim(t.Context(), judge, bundle, "144"))
	err = claim(t.Context(), judge, bundle, "145")
	require.ErrorIs(t, err, prover.ErrWitness)
	require.ErrorContains(t, err, "breaks a constraint")
}
