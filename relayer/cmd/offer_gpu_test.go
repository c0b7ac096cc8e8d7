package cmd

import (
	"crypto/rand"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// What an offer has in GPU-seconds is told in hours, and only if its parameters make its unit: whoever writes the file could have any
// quantity of something else look small by parameters that its terms do not have.
func TestOffersOfGPUHoursAreToldInHours(t *testing.T) {
	t.Parallel()
	meter, err := gpuhours.GenerateMeterKey(rand.Reader)
	require.NoError(t, err)
	params := gpuhours.Params{
		Meters: []gpuhours.Meter{meter.Meter()}, Signatures: 1, Devices: 8, Class: gpuhours.ClassB, Model: "NVIDIA H100 80GB HBM3", Disputed: gpuhours.DisputedDenied,
	}
	s := offer.Signed{Offer: offer.Offer{
		Terms:  statement.Terms{Params: params.Commit(), Unit: params.Unit(), Quantity: big.NewInt(43_200)},
		Params: params.Preimage(),
	}}
	require.Equal(t, "12 GPU-hours", measureOfOffer(s).units(s.Terms.Quantity))
	s.Terms.Unit[0]++
	require.Equal(t, "43200 units", measureOfOffer(s).units(s.Terms.Quantity))
}
