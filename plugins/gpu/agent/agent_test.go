package agent

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func TestAgentListsAndAnswers(t *testing.T) {
	t.Parallel()
	reader := &probe{checks: []string{sdk.CheckTelemetry, sdk.CheckAttestation}, devices: []sdk.ProbeDevice{gpu(device[len("GPU-"):]), gpu("GPU-2")}}
	b := newBundle(t, []NamedProbe{{"challenge", challenger()}, {"nvml", reader}}, nil)
	meter := b.dial(t, b.meters[0])
	inventory, err := meter.Devices(t.Context())
	require.NoError(t, err)
	require.Equal(t, Inventory{Devices: []Device{
		{gpu(device), []string{sdk.CheckAttestation, sdk.CheckChallenge, sdk.CheckTelemetry}},
		{gpu("GPU-2"), []string{sdk.CheckAttestation, sdk.CheckTelemetry}},
	}}, inventory)

	answer, err := meter.Ask(t.Context(), device, sdk.CheckChallenge, []byte("fill"))
	require.NoError(t, err)
	require.Equal(t, "fill of "+device, string(answer))
	answer, err = meter.Ask(t.Context(), device, sdk.CheckTelemetry, []byte("sample"))
	require.NoError(t, err)
	require.Equal(t, "sample of "+device[len("GPU-"):], string(answer), "each probe is asked by its own name for the device")

	_, err = meter.Ask(t.Context(), "GPU-2", sdk.CheckChallenge, []byte("fill"))
	requireStatus(t, err, http.StatusNotFound)
	require.ErrorContains(t, err, "it can be asked for: attestation, telemetry")
	_, err = meter.Ask(t.Context(), "GPU-3", sdk.CheckChallenge, []byte("fill"))
	requireStatus(t, err, http.StatusNotFound)
	_, err = meter.Ask(t.Context(), device, "turns", []byte("fill"))
	requireStatus(t, err, http.StatusBadRequest)
	_, err = meter.Ask(t.Context(), device, sdk.CheckTelemetry, nil)
	requireStatus(t, err, http.StatusBadRequest)
}

func TestProbesThatCannotAnswer(t *testing.T) {
	t.Parallel()
	broken, odd := challenger(), challenger()
	broken.fault = errDriver
	odd.answer = func(_ context.Context, _ string, request []byte) ([]byte, error) {
		if string(request) == "odd" {
			return nil, sdk.Unjudgeable(errors.New("offset 3: no such question"))
		}
		return nil, errors.New("the device\x1b[2J is gone")
	}
	b := newBundle(t, []NamedProbe{{"opencl", broken}, {"odd", odd}}, nil)
	meter := b.dial(t, b.meters[0])
	inventory, err := meter.Devices(t.Context())
	require.NoError(t, err)
	require.Equal(t, []Fault{{"opencl", "list devices: libOpenCL.so.1 is not here"}}, inventory.Faults)
	require.Len(t, inventory.Devices, 1)
	_, err = meter.Ask(t.Context(), device, sdk.CheckChallenge, []byte("odd"))
	require.Equal(t, "offset 3: no such question", requireStatus(t, err, http.StatusBadRequest).Reason)
	_, err = meter.Ask(t.Context(), device, sdk.CheckChallenge, []byte("fill"))
	require.Equal(t, "the device [2J is gone", requireStatus(t, err, http.StatusBadGateway).Reason)
}

func TestWhoMayAskForWhat(t *testing.T) {
	t.Parallel()
	b := newBundle(t, []NamedProbe{{"challenge", challenger()}}, nil)
	buyer, meter := b.dial(t, b.buyer), b.dial(t, b.meters[1])
	_, err := buyer.Devices(t.Context())
	require.NoError(t, err)
	_, err = buyer.Ask(t.Context(), device, sdk.CheckChallenge, []byte("fill"))
	requireStatus(t, err, http.StatusForbidden)
	requireStatus(t, buyer.Turn(t.Context(), device), http.StatusForbidden)
	requireStatus(t, buyer.EndTurn(t.Context(), device), http.StatusForbidden)
	receipt, err := SignReceipt(b.buyer, forward, device, now, now.Add(LongestReceipt))
	require.NoError(t, err)
	requireStatus(t, meter.Leave(t.Context(), receipt), http.StatusForbidden)
	_, err = b.dial(t, newKey(t)).Devices(t.Context())
	require.Error(t, err, "a stranger")
}

func TestReceiptsReachMeters(t *testing.T) {
	t.Parallel()
	b := newBundle(t, []NamedProbe{{"challenge", challenger()}}, nil)
	buyer, meter := b.dial(t, b.buyer), b.dial(t, b.meters[0])
	none, err := meter.Receipt(t.Context(), device)
	require.NoError(t, err)
	require.Nil(t, none)
	receipt, err := SignReceipt(b.buyer, forward, device, now, now.Add(LongestReceipt))
	require.NoError(t, err)
	require.NoError(t, buyer.Leave(t.Context(), receipt))
	found, err := meter.Receipt(t.Context(), device)
	require.NoError(t, err)
	require.Equal(t, receipt, found)
	require.NoError(t, found.Verify(b.buyer.Name(), forward, device, now))
}
