package agent

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func TestAgentListsAndAnswers(t *testing.T) {
	t.Parallel()
	reader := &probe{checks: []string{sdk.CheckTelemetry, sdk.CheckAttestation}, devices: []sdk.ProbeDevice{gpu(device[len("GPU-"):]), gpu("GPU-2")}}
	b := newBundle(t, []NamedProbe{{"nvml", reader}, {"challenge", challenger()}}, nil)
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
	requireStatus(t, meter.Turn(t.Context(), "GPU-2"), http.StatusNotFound)
	_, err = meter.Ask(t.Context(), "GPU-3", sdk.CheckChallenge, []byte("fill"))
	requireStatus(t, err, http.StatusNotFound)
	_, err = meter.Ask(t.Context(), device, "turns", []byte("fill"))
	requireStatus(t, err, http.StatusBadRequest)
	for _, ours := range []string{"", sdk.QuestionReady} {
		_, err = meter.Ask(t.Context(), device, sdk.CheckTelemetry, []byte(ours))
		requireStatus(t, err, http.StatusBadRequest)
	}
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
	require.Equal(t, []Fault{{"opencl", "libOpenCL.so.1 is not here"}}, inventory.Faults)
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

// A meter whose fill comes while another one's challenge is under way is answered when that has ended, and the device was
// freed in between.
func TestChallengesWaitForEachOther(t *testing.T) {
	t.Parallel()
	p := challenger()
	b := newBundle(t, []NamedProbe{{"challenge", p}}, nil)
	first, second := b.dial(t, b.meters[0]), b.dial(t, b.meters[1])
	require.NoError(t, first.Turn(t.Context(), device))
	for _, question := range []string{"a fill", "a touch"} {
		_, err := first.Ask(t.Context(), device, sdk.CheckChallenge, []byte(question))
		require.NoError(t, err)
	}
	waiting := make(chan error, 1)
	go func() {
		_, err := second.Ask(t.Context(), device, sdk.CheckChallenge, []byte("b fill"))
		waiting <- err
	}()
	_, q, err := b.agent.find(t.Context(), device)
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		q.turns.mu.Lock()
		defer q.turns.mu.Unlock()
		return len(q.turns.queue) == 1
	}, 5*time.Second, time.Millisecond)
	requireStatus(t, second.Turn(t.Context(), device), http.StatusConflict) // it has a place already
	require.NoError(t, second.EndTurn(t.Context(), device), "what is not its turn it cannot end")
	_, err = first.Ask(t.Context(), device, sdk.CheckChallenge, []byte("a open"))
	require.NoError(t, err)
	require.NoError(t, first.EndTurn(t.Context(), device))
	require.NoError(t, <-waiting)
	p.mu.Lock()
	defer p.mu.Unlock()
	require.Equal(t, []string{sdk.QuestionReady, "a fill", "a touch", "a open", "", "b fill"}, p.asked)
}

// Telemetry does not wait for challenges.
func TestTelemetryDuringAChallenge(t *testing.T) {
	t.Parallel()
	reader := &probe{checks: []string{sdk.CheckTelemetry}, devices: []sdk.ProbeDevice{gpu(device)}}
	b := newBundle(t, []NamedProbe{{"challenge", challenger()}, {"nvml", reader}}, nil)
	require.NoError(t, b.dial(t, b.meters[0]).Turn(t.Context(), device))
	_, err := b.dial(t, b.meters[1]).Ask(t.Context(), device, sdk.CheckTelemetry, []byte("sample"))
	require.NoError(t, err)
}

func TestQuestionsAndAnswersTooLarge(t *testing.T) {
	t.Parallel()
	p := challenger()
	p.answer = func(context.Context, string, []byte) ([]byte, error) { return make([]byte, sdk.MaxProbeAnswer+1), nil }
	b := newBundle(t, []NamedProbe{{"challenge", p}}, nil)
	meter := b.dial(t, b.meters[0])
	_, err := meter.Ask(t.Context(), device, sdk.CheckChallenge, []byte("fill"))
	require.Contains(t, requireStatus(t, err, http.StatusBadGateway).Reason, "at most 67108864 are allowed")
	_, err = meter.do(t.Context(), http.MethodPost, make([]byte, sdk.MaxProbeRequest+1), 0, "devices", device, sdk.CheckChallenge)
	requireStatus(t, err, http.StatusRequestEntityTooLarge)
	_, err = meter.do(t.Context(), http.MethodPost, make([]byte, sdk.MaxProbeRequest), sdk.MaxProbeAnswer, "devices", device, sdk.CheckChallenge)
	requireStatus(t, err, http.StatusBadGateway)
	require.Len(t, p.asked[len(p.asked)-1], sdk.MaxProbeRequest, "the largest one reaches the probe")
}

// Receipts that the buyer did not sign, or not for a device that is here, are not kept.
func TestReceiptsThatAreNotKept(t *testing.T) {
	t.Parallel()
	b := newBundle(t, []NamedProbe{{"challenge", challenger()}}, nil)
	buyer := b.dial(t, b.buyer)
	forged, err := SignReceipt(b.meters[0], forward, device, now, now.Add(time.Minute))
	require.NoError(t, err)
	require.Contains(t, requireStatus(t, buyer.Leave(t.Context(), forged), http.StatusBadRequest).Reason, "signed it, not "+b.buyer.Name().String())
	elsewhere, err := SignReceipt(b.buyer, forward, "GPU-2", now, now.Add(time.Minute))
	require.NoError(t, err)
	requireStatus(t, buyer.Leave(t.Context(), elsewhere), http.StatusNotFound)
	spelt, err := SignReceipt(b.buyer, forward, device[len("GPU-"):], now, now.Add(time.Minute))
	require.NoError(t, err)
	require.Contains(t, requireStatus(t, buyer.Leave(t.Context(), spelt), http.StatusBadRequest).Reason, "which is listed as "+device)
	over, err := SignReceipt(b.buyer, forward, device, now.Add(-time.Minute), now)
	require.NoError(t, err)
	requireStatus(t, buyer.Leave(t.Context(), over), http.StatusBadRequest)
	_, err = buyer.do(t.Context(), http.MethodPost, []byte("nonsense"), 0, "receipts")
	require.Contains(t, requireStatus(t, err, http.StatusBadRequest).Reason, "offset 0, beginning")
	none, err := buyer.Receipt(t.Context(), device)
	require.NoError(t, err)
	require.Nil(t, none)
}

// A device that cannot be made ready is no reason to keep the others waiting.
func TestDeviceThatIsNotReady(t *testing.T) {
	t.Parallel()
	p := challenger()
	p.unready = errors.New("out of memory")
	b := newBundle(t, []NamedProbe{{"challenge", p}}, nil)
	for _, key := range b.meters[:2] {
		require.Equal(t, "out of memory", requireStatus(t, b.dial(t, key).Turn(t.Context(), device), http.StatusBadGateway).Reason)
	}
}
