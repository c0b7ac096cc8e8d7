package cmd

import (
	"context"
	"net"
	"os"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

// Three meters challenge one device at the same instant: over TLS, by the agent, the host and the built-in probe's own process,
// with OpenCL (PoCL stands in for a GPU). Each is answered as if it were alone.
func TestThreeMetersChallengeADevice(t *testing.T) {
	t.Parallel()
	host, err := pluginhost.New(pluginhost.Config{
		Builtin: builtin.Kinds(), Logger: zerolog.Nop(),
		Settings: map[string]map[string]string{"challenge": {"allow-cpu": "true", "path": os.Getenv("PATH")}},
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, host.Stop()) })
	probe, err := host.Probe("challenge")
	require.NoError(t, err)
	config := agent.Config{Key: peerKey(t), Probes: []agent.NamedProbe{{Name: "challenge", Probe: probe}}, Logger: zerolog.Nop()}
	meters := []peer.Key{peerKey(t), peerKey(t), peerKey(t)}
	for _, meter := range meters {
		config.Meters = append(config.Meters, meter.Name())
	}
	served, err := agent.New(config)
	require.NoError(t, err)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serveUntilDone(ctx, served, listener) }()
	t.Cleanup(func() { stop(); require.NoError(t, <-ended) })

	var group errgroup.Group
	for i, key := range meters {
		group.Go(func() error {
			meter := agent.Dial("https://"+listener.Addr().String(), served.Name(), key)
			defer meter.Close()
			return conduct(t.Context(), meter, challenge.Seed{byte(i)})
		})
	}
	require.NoError(t, group.Wait())
}

// conduct is what a meter does at an instant. The profile is patient: this machine may be a busy one.
func conduct(ctx context.Context, meter *agent.Client, seed challenge.Seed) error {
	inventory, err := meter.Devices(ctx)
	if err != nil {
		return err
	}
	device := inventory.Devices[0].ID
	if err := meter.Turn(ctx, device); err != nil {
		return err
	}
	profile := challengetest.Profile()
	profile.Fill, profile.Touch, profile.Multiply, profile.Open = 4*time.Minute, time.Minute, time.Minute, time.Minute
	ask := func(ctx context.Context, request []byte) ([]byte, error) {
		return meter.Ask(ctx, device, sdk.CheckChallenge, request)
	}
	transcript, err := challenge.Conduct(ctx, wallClock{}, ask, profile, seed)
	if err != nil {
		return err
	}
	if err := meter.EndTurn(ctx, device); err != nil {
		return err
	}
	return challenge.Replay(profile, seed, transcript)
}

func peerKey(t *testing.T) peer.Key {
	t.Helper()
	key, err := peer.GenerateKey()
	require.NoError(t, err)
	return key
}
