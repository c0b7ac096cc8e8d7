package attestation

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"
)

// Source is a GPU that can be asked for a report. What it answers is trusted in nothing. With NVML it is the report of
// nvmlDeviceGetConfComputeGpuAttestationReport, asked for with the nonce, and the attestation chain of
// nvmlDeviceGetConfComputeGpuCertificate.
type Source interface {
	Attest(ctx context.Context, nonce Nonce) (Evidence, error)
}

// Ask draws a nonce, asks a GPU for a report with it, and judges what it answers at the time when the answer came.
func (v Verifier) Ask(ctx context.Context, source Source, now func() time.Time) (*Verdict, error) {
	var nonce Nonce
	if _, err := rand.Read(nonce[:]); err != nil {
		return nil, fmt.Errorf("draw a nonce: %w", err)
	}
	evidence, err := source.Attest(ctx, nonce)
	if err != nil {
		return nil, fmt.Errorf("ask for a report: %w", err)
	}
	return v.Verify(evidence, &nonce, now())
}
