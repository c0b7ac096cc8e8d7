package telemetry

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// attestationQuestion is what a meter asks a probe of attestation, and the nonce follows it.
const attestationQuestion = "tercet/gpu/attestation/v1"

// evidenceJSON is the answer.
type evidenceJSON struct {
	Report []byte `json:"report"`
	Chain  []byte `json:"chain"` // certificates in PEM form
}

// AttestationQuestion asks for a report with that nonce.
func AttestationQuestion(nonce attestation.Nonce) []byte {
	return append([]byte(attestationQuestion), nonce[:]...)
}

// ParseAttestationQuestion reads the nonce out of a question, if it is one for a report.
func ParseAttestationQuestion(question []byte) (nonce attestation.Nonce, ok bool) {
	digits, found := bytes.CutPrefix(question, []byte(attestationQuestion))
	if !found || len(digits) != len(nonce) {
		return nonce, false
	}
	return attestation.Nonce(digits), true
}

// MarshalEvidence writes the answer.
func MarshalEvidence(evidence attestation.Evidence) ([]byte, error) {
	return json.Marshal(evidenceJSON{evidence.Report, evidence.Chain})
}

// ParseEvidence reads the answer. Whether it holds, attestation.Verifier says.
func ParseEvidence(text []byte) (attestation.Evidence, error) {
	if len(text) > MaxSample {
		return attestation.Evidence{}, fmt.Errorf("read evidence: it has %d bytes, at most %d are allowed", len(text), MaxSample)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var read evidenceJSON
	if err := decoder.Decode(&read); err != nil {
		return attestation.Evidence{}, fmt.Errorf("read evidence: offset %d: %w", decoder.InputOffset(), err)
	}
	return attestation.Evidence{Report: read.Report, Chain: read.Chain}, nil
}

// asker is a meter's way to a probe, such as an agent's client.
type asker interface {
	Ask(ctx context.Context, device, check string, request []byte) ([]byte, error)
}

// Source is a device that is asked for reports by way of an agent.
func Source(agent asker, device string) attestation.Source { return source{agent, device} }

type source struct {
	agent  asker
	device string
}

// Attest implements attestation.Source.
func (s source) Attest(ctx context.Context, nonce attestation.Nonce) (attestation.Evidence, error) {
	answer, err := s.agent.Ask(ctx, s.device, sdk.CheckAttestation, AttestationQuestion(nonce))
	if err != nil {
		return attestation.Evidence{}, err
	}
	return ParseEvidence(answer)
}
