package plugintest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Questions is what the suite needs to know of a probe.
type Questions struct {
	Settings    map[string]string
	BadSettings []map[string]string

	Device  string   // the one that is asked; default: the first that is listed
	Works   [][]byte // are answered, in this order
	Refused [][]byte // cannot be a question
	Slow    []byte   // takes for ever; nil if none does
}

// ExerciseProbe holds a probe to the contract of sdk.Probe. It needs at least one device.
func ExerciseProbe(t *testing.T, probe sdk.Probe, questions Questions) {
	t.Helper()
	t.Run("bad settings are refused", func(t *testing.T) {
		for _, bad := range append(questions.BadSettings, map[string]string{"no such setting": "x"}) {
			require.Error(t, probe.Configure(t.Context(), bad), "%v", bad)
		}
	})
	require.NoError(t, probe.Configure(t.Context(), questions.Settings))
	device := exerciseDevices(t, probe, questions.Device)
	free := func(t *testing.T) {
		t.Helper()
		answer, err := probe.Answer(t.Context(), device, nil)
		require.NoError(t, err, "an empty question frees the device")
		require.Empty(t, answer)
	}
	t.Run("an idle device is freed as often as one likes", func(t *testing.T) {
		free(t)
		free(t)
	})
	t.Run("a device is made ready, twice as well as once", func(t *testing.T) {
		for range 2 {
			answer, err := probe.Answer(t.Context(), device, []byte(sdk.QuestionReady))
			require.NoError(t, err)
			require.Empty(t, answer)
		}
		free(t)
	})
	t.Run("questions are answered", func(t *testing.T) {
		for i, request := range questions.Works {
			answer, err := probe.Answer(t.Context(), device, request)
			require.NoError(t, err, "question %d", i+1)
			require.NotEmpty(t, answer)
			require.NoError(t, sdk.CheckProbeAnswer(answer))
		}
		free(t)
	})
	t.Run("what is no question is refused", func(t *testing.T) {
		for i, request := range questions.Refused {
			answer, err := probe.Answer(t.Context(), device, request)
			require.ErrorIs(t, err, sdk.ErrUnjudgeable, "question %d", i+1)
			require.Empty(t, answer)
		}
		_, err := probe.Answer(t.Context(), device, make([]byte, sdk.MaxProbeRequest+1))
		require.ErrorIs(t, err, sdk.ErrUnjudgeable)
		_, err = probe.Answer(t.Context(), "no-such-device", []byte("?"))
		require.Error(t, err)
	})
	if questions.Slow == nil {
		return
	}
	t.Run("a caller who gives up is heard", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		requireEnds(t, func() error {
			_, err := probe.Answer(ctx, device, questions.Slow)
			return err
		})
		free(t)
	})
}

// exerciseDevices holds what a probe says of itself and of its devices to the contract, and chooses a device.
func exerciseDevices(t *testing.T, probe sdk.Probe, chosen string) string {
	t.Helper()
	t.Run("the description is complete and stays", func(t *testing.T) {
		description, err := probe.Describe(t.Context())
		require.NoError(t, err)
		require.NoError(t, description.Check())
		again, err := probe.Describe(t.Context())
		require.NoError(t, err)
		require.Equal(t, description, again)
	})
	devices, err := probe.Devices(t.Context())
	require.NoError(t, err)
	require.NotEmpty(t, devices)
	require.NoError(t, sdk.CheckDevices(devices))
	t.Run("devices keep their ids", func(t *testing.T) {
		again, err := probe.Devices(t.Context())
		require.NoError(t, err)
		require.Len(t, again, len(devices))
		for i, device := range devices {
			require.Equal(t, device.ID, again[i].ID)
		}
	})
	if chosen != "" {
		return chosen
	}
	return devices[0].ID
}
