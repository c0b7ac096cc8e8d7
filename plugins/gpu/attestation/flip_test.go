//go:build !race

package attestation_test

import (
	"encoding/pem"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation/attestationtest"
)

// flips calls judge with data that differs in one bit, in every byte of it.
func flips(data []byte, judge func(at int, changed []byte)) {
	for at := range data {
		changed := slices.Clone(data)
		changed[at] ^= 1 << (at % 8)
		judge(at, changed)
	}
}

// There is no byte of a report that its signature does not cover.
func TestEveryByteOfAReportCounts(t *testing.T) {
	t.Parallel()
	g := small()
	evidence := g.Evidence(nonce)
	verifier := trusting(g)
	flips(evidence.Report, func(at int, changed []byte) {
		verdict, err := verifier.Verify(attestation.Evidence{Report: changed, Chain: evidence.Chain}, &nonce, now)
		if err == nil {
			require.Contains(t, failed(verdict), attestation.CheckSignature, "byte %d", at)
		}
	})
}

// Nor is there one of a certificate that the next one's key, or the root's own, does not vouch for.
func TestEveryByteOfAChainCounts(t *testing.T) {
	t.Parallel()
	g := honest()
	report, root := g.Report(nonce), g.Root()
	for p := attestation.Firmware; p <= attestation.Root; p++ {
		t.Run(p.String(), func(t *testing.T) {
			t.Parallel()
			before, after := []byte{}, []byte{}
			for q := attestation.Firmware; q <= attestation.Root; q++ {
				if text := attestationtest.EncodePEM(g.Certificate(q)); q < p {
					before = append(before, text...)
				} else if q > p {
					after = append(after, text...)
				}
			}
			flips(g.Certificate(p).Raw, func(at int, changed []byte) {
				text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: changed})
				verdict, err := attestation.Verifier{Root: root}.Verify(
					attestation.Evidence{Report: report, Chain: slices.Concat(before, text, after)}, &nonce, now)
				if err == nil {
					require.Equal(t, attestation.Fails, verdict.Status(), "byte %d", at)
				}
			})
		})
	}
}
