package plugintest

import (
	"crypto/rand"
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/witness"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func (e *exercise) commit(t *testing.T, json []byte) sdk.Params {
	t.Helper()
	params, err := e.predicate.CommitParams(t.Context(), json)
	require.NoError(t, err)
	require.NoError(t, params.Check())
	return params
}

func (e *exercise) check(t *testing.T, output []byte) sdk.Verdict {
	t.Helper()
	preimage := e.commit(t, e.samples.Params).Preimage
	verdict, err := e.predicate.Check(t.Context(), sdk.CheckRequest{Preimage: preimage, Task: e.samples.Task, Output: output})
	require.NoError(t, err, "%s", output)
	require.NoError(t, verdict.Check())
	for i, finding := range verdict.Clean().Findings {
		require.Equal(t, finding, verdict.Findings[i], "a finding with control characters")
	}
	return verdict
}

// settle asks for an assignment and checks it as the host does. What it returns is the settlement as the buyer sees it.
func (e *exercise) settle(t *testing.T, output []byte, key sealingKey) sdk.OpenRequest {
	t.Helper()
	description, err := e.predicate.Describe(t.Context())
	require.NoError(t, err)
	request := e.request(t, output, key)
	assignment, err := e.predicate.Assign(t.Context(), request)
	require.NoError(t, err)
	require.NoError(t, sdk.CheckAssignment(request, assignment, description.PayloadWords))
	if e.samples.System != nil {
		full, err := witness.New(ecc.BN254.ScalarField())
		require.NoError(t, err)
		require.NoError(t, full.UnmarshalBinary(assignment.Witness))
		require.NoError(t, e.samples.System.IsSolved(full), "the witness does not satisfy the circuit")
	}
	header, err := sdk.SettledHeader(request.Header, request.Cursor, assignment.Step)
	require.NoError(t, err)
	return sdk.OpenRequest{
		Preimage: request.Preimage, Header: header, Payload: assignment.Payload, SealingKey: key.secret(t),
	}
}

// seals says whether settlements have payloads that are sealed: else Open tells what was delivered, to anybody.
func (e *exercise) seals(t *testing.T) bool {
	t.Helper()
	description, err := e.predicate.Describe(t.Context())
	require.NoError(t, err)
	return description.PayloadWords > 0 && !e.samples.Public
}

func (e *exercise) requireRendered(t *testing.T, output, rendered []byte) {
	t.Helper()
	if e.seals(t) {
		require.Equal(t, e.check(t, output).Output, rendered)
	} else {
		require.NotEmpty(t, rendered)
	}
}

func (e *exercise) request(t *testing.T, output []byte, key sealingKey) sdk.AssignRequest {
	t.Helper()
	params := e.commit(t, e.samples.Params)
	window, err := statement.Window(1_900_000_000, 1_900_600_000, big.NewInt(3))
	require.NoError(t, err)
	if e.samples.Window != (sdk.Word{}) {
		window, err = statement.WordFromBytes(e.samples.Window)
		require.NoError(t, err)
	}
	request := sdk.AssignRequest{
		Preimage: params.Preimage, Task: e.samples.Task, Output: e.check(t, output).Output,
	}
	request.KeyHash = randomWord(t)
	request.Header[statement.ClaimWord] = randomWord(t)
	request.Header[statement.ForwardWord] = e.samples.Forward
	if e.samples.Forward == (sdk.Word{}) {
		request.Header[statement.ForwardWord] = randomWord(t)
	}
	request.Header[statement.ParamsWord] = params.Commitment
	request.Header[statement.WindowWord] = window.Bytes()
	public := key.public()
	request.Header[statement.SealXWord] = public.X.Bytes()
	request.Header[statement.SealYWord] = public.Y.Bytes()
	if e.twoRounds(t) {
		commitment := e.commitOutput(t, request)
		request.Header[statement.CommitmentWord], request.Opening = commitment.Commitment, commitment.Opening
		request.Header[statement.BeaconWord] = randomWord(t)
	}
	return request
}

// twoRounds says whether outputs are committed to before a beacon. Samples are then so good that no beacon is against them.
func (e *exercise) twoRounds(t *testing.T) bool {
	t.Helper()
	description, err := e.predicate.Describe(t.Context())
	require.NoError(t, err)
	return description.TwoRounds
}

func (e *exercise) committer(t *testing.T) sdk.Committer {
	t.Helper()
	committer, ok := e.predicate.(sdk.Committer)
	require.True(t, ok, "a predicate of two rounds is a Committer")
	return committer
}

func (e *exercise) commitOutput(t *testing.T, request sdk.AssignRequest) sdk.OutputCommitment {
	t.Helper()
	commitment, err := e.committer(t).CommitOutput(t.Context(), sdk.CommitRequest{
		Preimage: request.Preimage, Task: request.Task, Output: request.Output,
	})
	require.NoError(t, err)
	require.NoError(t, commitment.Check())
	return commitment
}

// sealingKey is a buyer's, or none.
type sealingKey struct{ key *statement.SealingKey }

func newKey(t *testing.T, sealed bool) sealingKey {
	t.Helper()
	if !sealed {
		return sealingKey{}
	}
	key, err := statement.GenerateSealingKey(rand.Reader)
	require.NoError(t, err)
	return sealingKey{&key}
}

func (k sealingKey) public() statement.PublicKey {
	if k.key == nil {
		return statement.PublicKey{}
	}
	return k.key.Public()
}

func (k sealingKey) secret(t *testing.T) []byte {
	t.Helper()
	if k.key == nil {
		return nil
	}
	text, err := k.key.MarshalText()
	require.NoError(t, err)
	return text
}

// randomWord has 248 bits, as the hashes in a header have.
func randomWord(t *testing.T) sdk.Word {
	t.Helper()
	var word sdk.Word
	_, err := rand.Read(word[1:])
	require.NoError(t, err)
	return word
}
