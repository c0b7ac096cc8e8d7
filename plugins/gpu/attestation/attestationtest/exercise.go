package attestationtest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
)

// Exercise is what every attestation.Source must pass: its evidence holds for the nonce that it was asked with and for no
// other, and it is the same device each time.
func Exercise(t *testing.T, source attestation.Source, verifier attestation.Verifier, at time.Time) {
	t.Helper()
	clock := func() time.Time { return at }
	first, err := verifier.Ask(t.Context(), source, clock)
	require.NoError(t, err)
	id, err := first.Device()
	require.NoError(t, err)
	second, err := verifier.Ask(t.Context(), source, clock)
	require.NoError(t, err)
	again, err := second.Device()
	require.NoError(t, err)
	require.Equal(t, id, again)
	require.NotEqual(t, first.Report.Nonce, second.Report.Nonce)
	require.NotEqual(t, first.Report.Response, second.Report.Response)

	one, other := attestation.Nonce{1}, attestation.Nonce{2}
	evidence, err := source.Attest(t.Context(), one)
	require.NoError(t, err)
	stale, err := verifier.Verify(evidence, &other, at)
	require.NoError(t, err)
	_, err = stale.Device()
	require.ErrorContains(t, err, attestation.CheckNonce)
}
