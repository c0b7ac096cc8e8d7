package pluginhost

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

// prober is a probe that behaves as its settings or its question say.
type prober struct{ name, attack string }

func (p *prober) Configure(_ context.Context, settings map[string]string) error {
	for key, value := range settings {
		if key != "attack" {
			return fmt.Errorf("setting %q is unknown; there is only \"attack\"", key)
		}
		p.attack = value
	}
	return nil
}

func (p *prober) Describe(context.Context) (sdk.ProbeDescription, error) {
	description := sdk.ProbeDescription{Name: p.name, Version: "1", Answers: []string{sdk.CheckChallenge}}
	switch p.attack {
	case "another name":
		description.Name = "challenge"
	case "another version":
		description.Version = fmt.Sprint(os.Getpid())
	case "no such check":
		description.Answers = []string{"poetry"}
	case "challenge among others":
		description.Answers = []string{sdk.CheckTelemetry, sdk.CheckChallenge}
	case "many checks":
		description.Answers = make([]string, 1000)
	}
	return description, nil
}

func (p *prober) Devices(context.Context) ([]sdk.ProbeDevice, error) {
	if pid, looks := strings.CutPrefix(p.attack, "looks for "); looks && !slices.Contains(processes(), pid) {
		return nil, fmt.Errorf("there is no process %s", pid)
	}
	device := sdk.ProbeDevice{ID: "GPU-1", Name: "made up", Memory: 1 << 30, Kind: sdk.DeviceGPU}
	switch p.attack {
	case "no driver":
		return nil, errors.New("libOpenCL.so.1 is not here")
	case "twice":
		return []sdk.ProbeDevice{device, device}, nil
	case "escape":
		device.Name = "made\x1b[2J up"
	case "path":
		device.ID = "../GPU-1"
	case "kind":
		device.Kind = "quantum"
	case "memory":
		device.Memory = 1 << 60
	case "long name":
		device.Name = strings.Repeat("x", 300)
	case "notes":
		device.Notes = make([]string, sdk.MaxNotes+1)
	case "too many":
		return make([]sdk.ProbeDevice, sdk.MaxDevices+1), nil
	case "huge":
		device.Name = strings.Repeat("x", 10<<20)
	}
	return []sdk.ProbeDevice{device}, nil
}

func (p *prober) Answer(ctx context.Context, device string, request []byte) ([]byte, error) {
	switch {
	case device != "GPU-1":
		return nil, sdk.Unjudgeable(fmt.Errorf("there is no device %s", device))
	case len(request) == 0 && p.attack == "will not let go":
		select {}
	case len(request) == 0 || string(request) == sdk.QuestionReady:
		return nil, nil
	}
	switch string(request) {
	case "slow":
		<-ctx.Done()
		return nil, ctx.Err()
	case "hang":
		select {}
	case "huge":
		return make([]byte, sdk.MaxProbeAnswer+1), nil
	case "largest":
		return make([]byte, sdk.MaxProbeAnswer), nil
	case "nonsense":
		return nil, sdk.Unjudgeable(errors.New("offset 0, beginning: it is no question"))
	}
	return append([]byte("re: "), request...), nil
}

func (b *bundle) probe(t *testing.T, attack string) sdk.Probe {
	t.Helper()
	p, err := b.host.Probe("prober")
	require.NoError(t, err)
	if attack != "" {
		require.NoError(t, p.Configure(t.Context(), map[string]string{"attack": attack}))
	}
	return p
}

func TestProbeConforms(t *testing.T) {
	t.Parallel()
	plugintest.ExerciseProbe(t, newBundle(t, nil).probe(t, ""), plugintest.Questions{
		Works: [][]byte{[]byte("fill"), []byte("largest")}, Refused: [][]byte{[]byte("nonsense")}, Slow: []byte("slow"),
	})
}

func TestProbeDescribesItselfBadly(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	for _, attack := range []string{"another name", "no such check", "challenge among others", "many checks"} {
		p, err := b.host.Probe("prober")
		require.NoError(t, err)
		require.ErrorIs(t, p.Configure(t.Context(), map[string]string{"attack": attack}), sdk.ErrRefused, attack)
	}
	p := b.probe(t, "another version")
	require.ErrorIs(t, p.Configure(t.Context(), map[string]string{"attack": "another version"}), sdk.ErrRefused)
}

func TestProbeListsDevicesBadly(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	for _, attack := range []string{"twice", "escape", "path", "kind", "memory", "long name", "notes", "too many", "huge"} {
		_, err := b.probe(t, attack).Devices(t.Context())
		require.ErrorIs(t, err, sdk.ErrRefused, attack)
	}
	_, err := b.probe(t, "no driver").Devices(t.Context())
	require.EqualError(t, err, "plugin prober, list devices: libOpenCL.so.1 is not here")
}

func TestProbeAnswersTooMuch(t *testing.T) {
	t.Parallel()
	p := newBundle(t, nil).probe(t, "")
	_, err := p.Answer(t.Context(), "GPU-1", []byte("huge"))
	require.ErrorIs(t, err, sdk.ErrRefused)
	_, err = p.Answer(t.Context(), "GPU-1", []byte("fill"))
	require.NoError(t, err, "it was not ended for it")
	_, err = p.Answer(t.Context(), "../1", []byte("fill"))
	require.ErrorIs(t, err, sdk.ErrUnjudgeable)
}

// What holds a device longer than it may is ended with all that it holds.
func TestProbeHoldsOn(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) {
		c.Timeouts.Answer, c.Timeouts.Quick, c.Timeouts.Stop = 300*time.Millisecond, 300*time.Millisecond, 100*time.Millisecond
	})
	p := b.probe(t, "will not let go")
	_, err := p.Answer(t.Context(), "GPU-1", []byte("hang"))
	require.ErrorIs(t, err, ErrTimeout)
	_, err = p.Answer(t.Context(), "GPU-1", nil)
	require.ErrorIs(t, err, ErrTimeout)
	require.ErrorContains(t, err, "free the device")
}

func TestProbeIsOfItsKind(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(c *Config) { c.Builtin = map[string]sdk.Kind{"worker": sdk.KindProbe, "prober": sdk.KindExecutor} })
	p, err := b.host.Probe("worker")
	require.NoError(t, err)
	_, err = p.Devices(t.Context())
	require.EqualError(t, err, "plugin worker: start: it serves no probe")
	_, err = b.host.Probe("prober")
	require.EqualError(t, err, `no probe is called "prober"; there are: worker`)
}
