package telemetry

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
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
	question := AttestationQuestion(nonce)
	read, ok := ParseAttestationQuestion(question)
	require.True(t, ok)
	require.Equal(t, nonce, read)
	for _, bad := range [][]byte{nil, question[1:], question[:len(question)-1], append(question, 0), []byte(Question)} {
		_, ok := ParseAttestationQuestion(bad)
		require.False(t, ok)
	}
}

func TestEvidenceThatIsNone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                    "nobody answers",
		"[]":                                  "read evidence: offset",
		`{"trust": "me"}`:                     "unknown field",
		strings.Repeat(" ", MaxSample+1):      "at most 262144 are allowed",
		`{"report": "not base64", "chain":0}`: "read evidence: offset",
	} {
		_, err := Source(answers(text), "GPU-1").Attest(t.Context(), attestation.Nonce{})
		require.ErrorContains(t, err, want)
	}
}
