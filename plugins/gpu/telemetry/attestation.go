package telemetry

import (
	"context"
	"fmt"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// AttestationNonce reads the question for a report: it is the nonce and nothing else. The answer is the evidence of one GPU in
// the JSON form of NVIDIA's tools (attestation.MarshalEvidence).
func AttestationNonce(question []byte) (nonce attestation.Nonce, asked bool) {
	if len(question) != len(nonce) {
		return nonce, false
	}
	return attestation.Nonce(question), true
}

// asker is a meter's way to a probe, such as an agent's client.
type asker interface {
	Ask(ctx context.Context, device, check string, request []byte) ([]byte, error)
}

// Source is a device that is asked for reports by way of an agent. Whether what comes back holds, attestation.Verifier says.
func Source(agent asker, device string) attestation.Source { return source{agent, device} }

type source struct {
	agent  asker
	device string
}

// Attest implements attestation.Source.
func (s source) Attest(ctx context.Context, nonce attestation.Nonce) (attestation.Evidence, error) {
	answer, err := s.agent.Ask(ctx, s.device, sdk.CheckAttestation, nonce[:])
	if err != nil {
		return attestation.Evidence{}, err
	}
	list, err := attestation.ParseEvidence(answer)
	if err != nil {
		return attestation.Evidence{}, fmt.Errorf("read evidence: %w", err)
	}
	if len(list) != 1 {
		return attestation.Evidence{}, fmt.Errorf("read evidence: it is of %d GPUs, and one was asked", len(list))
	}
	return list[0], nil
}
