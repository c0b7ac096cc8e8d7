package challengeprobe

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

// PoCL is a device as good as any for this, and no GPU.
func TestOpenCLConforms(t *testing.T) {
	t.Parallel()
	plugintest.ExerciseProbe(t, New(OpenCL{}), plugintest.Questions{
		Settings: map[string]string{allowCPU: "true"}, Refused: [][]byte{[]byte("nonsense")},
	})
}

type clock struct{}

func (clock) Now() time.Time { return time.Now() }

func TestChallengeOfAnOpenCLDevice(t *testing.T) {
	t.Parallel()
	p := New(OpenCL{})
	require.NoError(t, p.Configure(t.Context(), map[string]string{allowCPU: "true"}))
	devices, err := p.Devices(t.Context())
	require.NoError(t, err)
	require.NoError(t, sdk.CheckDevices(devices))
	ask := func(ctx context.Context, request []byte) ([]byte, error) {
		return p.Answer(ctx, devices[0].ID, request)
	}
	profile, seed := patient(), challenge.Seed{1}
	transcript, err := challenge.Conduct(t.Context(), clock{}, ask, profile, seed)
	require.NoError(t, err)
	require.NoError(t, challenge.Replay(profile, seed, transcript))
}

// patient is a profile that a busy machine keeps, too.
func patient() challenge.Profile {
	profile := challengetest.Profile()
	profile.Fill, profile.Touch, profile.Multiply, profile.Open = 4*time.Minute, time.Minute, time.Minute, time.Minute
	return profile
}
