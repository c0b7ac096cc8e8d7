package sdk_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// echoProbe answers with what it was asked.
type echoProbe struct{ asked any }

func (e *echoProbe) Configure(_ context.Context, settings map[string]string) error {
	e.asked = settings
	return nil
}

func (e *echoProbe) Describe(context.Context) (sdk.ProbeDescription, error) {
	return sdk.ProbeDescription{Name: "n", Version: "v", Answers: []string{"telemetry", "attestation"}}, nil
}

func (e *echoProbe) Devices(context.Context) ([]sdk.ProbeDevice, error) {
	return []sdk.ProbeDevice{{ID: "i", Name: "n", Memory: 7, Kind: "gpu", Notes: []string{"MIG"}}, {ID: "j", Name: "m", Kind: "cpu"}}, nil
}

func (e *echoProbe) Answer(_ context.Context, device string, request []byte) ([]byte, error) {
	e.asked = device
	switch string(request) {
	case "nonsense":
		return nil, sdk.Unjudgeable(errors.New("offset 0: no question"))
	case "":
		return nil, nil
	}
	return request, nil
}

func TestProbeOverTheWire(t *testing.T) {
	t.Parallel()
	remote := &echoProbe{}
	probe, ok := dial(t, sdk.Plugins(nil, nil, remote), sdk.KindProbe).(sdk.Probe)
	require.True(t, ok)
	require.NoError(t, probe.Configure(t.Context(), map[string]string{"a": "b"}))
	require.Equal(t, map[string]string{"a": "b"}, remote.asked)
	want, err := remote.Describe(t.Context())
	require.NoError(t, err)
	description, err := probe.Describe(t.Context())
	require.NoError(t, err)
	require.Equal(t, want, description)
	wantDevices, err := remote.Devices(t.Context())
	require.NoError(t, err)
	devices, err := probe.Devices(t.Context())
	require.NoError(t, err)
	require.Equal(t, wantDevices, devices)
	answer, err := probe.Answer(t.Context(), "i", []byte("r"))
	require.NoError(t, err)
	require.Equal(t, "r", string(answer))
	require.Equal(t, "i", remote.asked)
	answer, err = probe.Answer(t.Context(), "j", nil)
	require.NoError(t, err)
	require.Empty(t, answer)
	_, err = probe.Answer(t.Context(), "i", []byte("nonsense"))
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	require.EqualError(t, err, "offset 0: no question")
}
