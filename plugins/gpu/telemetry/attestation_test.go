package telemetry

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation/attestationtest"
)

// answers is an agent that answers with a text, whatever is asked.
type answers string

func (a answers) Ask(context.Context, string, string, []byte) ([]byte, error) {
	if a == "" {
		return nil, errors.New("nobody answers")
	}
	return []byte(a), nil
}

func TestQuestionsForReports(t *testing.T) {
	t.Parallel()
	nonce := attestation.Nonce{1, 2, 3}
	read, asked := AttestationNonce(nonce[:])
	require.True(t, asked)
	require.Equal(t, nonce, read)
	for _, bad := range [][]byte{nil, nonce[1:], append(nonce[:], 0), []byte(Question)} {
		_, asked := AttestationNonce(bad)
		require.False(t, asked)
	}
}

func TestEvidenceThatIsNone(t *testing.T) {
	t.Parallel()
	gpu := attestationtest.New("vendor", "chip", "firmware")
	evidence := gpu.Evidence(attestation.Nonce{})
	evidence.Claims = &attestation.Claims{Architecture: gpu.Architecture}
	two, err := attestation.MarshalEvidence([]attestation.Evidence{evidence, evidence})
	require.NoError(t, err)
	for text, want := range map[string]string{
		"": "nobody answers", "[]": "of 0 GPUs", "{": "read evidence: offset", string(two): "it is of 2 GPUs, and one was asked",
	} {
		_, err := Source(answers(text), "GPU-1").Attest(t.Context(), attestation.Nonce{})
		require.ErrorContains(t, err, want)
	}
}
