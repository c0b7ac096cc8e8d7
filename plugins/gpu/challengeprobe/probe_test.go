package challengeprobe

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

// driver has a GPU and a processor, and counts what is open.
type driver struct {
	devices []sdk.ProbeDevice
	missing error

	mu            sync.Mutex
	opened, still int
}

func newDriver() *driver {
	return &driver{devices: []sdk.ProbeDevice{
		{ID: "gpu-0", Name: "a GPU", Memory: 1 << 30, Kind: sdk.DeviceGPU}, {ID: "cpu-0", Name: "a processor", Memory: 1 << 30, Kind: sdk.DeviceCPU},
	}}
}

func (d *driver) Devices() ([]sdk.ProbeDevice, error) { return d.devices, d.missing }

func (d *driver) Open(id string, allowCPU bool) (Device, error) {
	if id == "cpu-0" && !allowCPU {
		return nil, errors.New("it is no GPU")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.opened++
	d.still++
	return &device{driver: d}, nil
}

type device struct {
	driver *driver
	asked  int
}

func (d *device) Answer(ctx context.Context, request []byte) ([]byte, error) {
	d.asked++
	switch string(request) {
	case "nonsense":
		return nil, sdk.Unjudgeable(errors.New("offset 0, beginning: it is no question"))
	case "slow":
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return []byte{byte(d.asked)}, nil
}

func (d *device) Close() error {
	d.driver.mu.Lock()
	defer d.driver.mu.Unlock()
	d.driver.still--
	return nil
}

func TestProbeConforms(t *testing.T) {
	t.Parallel()
	d := newDriver()
	plugintest.ExerciseProbe(t, New(d), plugintest.Questions{
		Settings: map[string]string{allowCPU: "false"}, BadSettings: []map[string]string{{allowCPU: "perhaps"}},
		Works: [][]byte{[]byte("fill"), []byte("touch")}, Refused: [][]byte{[]byte("nonsense")}, Slow: []byte("slow"),
	})
	require.Zero(t, d.still, "nothing is held between challenges")
}

// A challenge is one opening of the device, from its first question to the empty one, or to an error.
func TestDeviceIsHeldForAChallenge(t *testing.T) {
	t.Parallel()
	d := newDriver()
	p := New(d)
	ask := func(request string) []byte {
		answer, err := p.Answer(t.Context(), "gpu-0", []byte(request))
		if request == "nonsense" {
			require.ErrorIs(t, err, sdk.ErrUnjudgeable)
		} else {
			require.NoError(t, err)
		}
		return answer
	}
	require.Empty(t, ask(sdk.QuestionReady))
	require.Equal(t, 1, d.still)
	require.Equal(t, []byte{1}, ask("fill"))
	require.Equal(t, []byte{2}, ask("touch"))
	require.Equal(t, 1, d.opened)
	ask("")
	require.Zero(t, d.still)
	require.Equal(t, []byte{1}, ask("fill"))
	ask("nonsense")
	require.Zero(t, d.still)
	require.Equal(t, 2, d.opened)
}

func TestProcessorsAreForTrials(t *testing.T) {
	t.Parallel()
	d := newDriver()
	p := New(d)
	devices, err := p.Devices(t.Context())
	require.NoError(t, err)
	require.Equal(t, d.devices[:1], devices)
	_, err = p.Answer(t.Context(), "cpu-0", []byte("fill"))
	require.EqualError(t, err, "open device cpu-0: it is no GPU")
	d.devices = d.devices[1:]
	_, err = p.Devices(t.Context())
	require.EqualError(t, err, "there is no GPU, only a processor: install the GPU's driver; for a trial, allow-cpu lets other devices answer")
	require.NoError(t, p.Configure(t.Context(), map[string]string{allowCPU: "true"}))
	devices, err = p.Devices(t.Context())
	require.NoError(t, err)
	require.Equal(t, d.devices, devices)
	_, err = p.Answer(t.Context(), "cpu-0", []byte("fill"))
	require.NoError(t, err)
	d.missing = errors.New("libOpenCL.so.1 is not here")
	_, err = p.Devices(t.Context())
	require.EqualError(t, err, "libOpenCL.so.1 is not here")
}

func TestMadeUpDevicesTakeNoRoom(t *testing.T) {
	t.Parallel()
	p := New(newDriver())
	for range 10 {
		_, err := p.Answer(t.Context(), "gpu-9", []byte("fill"))
		require.ErrorIs(t, err, sdk.ErrUnjudgeable)
	}
	require.Empty(t, p.slots)
}
