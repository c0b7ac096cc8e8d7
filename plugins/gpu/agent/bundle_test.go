package agent

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const device = "GPU-8e4a6d2c-0000-4000-8000-000000000001"

var (
	now     = time.Unix(1_800_000_000, 0)
	forward = common.HexToHash("0xf0")
)

// probe is a probe whose answers the test decides.
type probe struct {
	checks  []string
	devices []sdk.ProbeDevice
	fault   error
	unready error
	answer  func(ctx context.Context, device string, request []byte) ([]byte, error)

	mu    sync.Mutex
	asked []string
}

func (p *probe) Configure(context.Context, map[string]string) error { return nil }

func (p *probe) Describe(context.Context) (sdk.ProbeDescription, error) {
	return sdk.ProbeDescription{Name: "test", Version: "1", Answers: p.checks}, nil
}

func (p *probe) Devices(context.Context) ([]sdk.ProbeDevice, error) { return p.devices, p.fault }

func (p *probe) Answer(ctx context.Context, device string, request []byte) ([]byte, error) {
	p.mu.Lock()
	p.asked = append(p.asked, string(request))
	p.mu.Unlock()
	switch string(request) {
	case "":
		return nil, nil
	case sdk.QuestionReady:
		return nil, p.unready
	}
	if p.answer != nil {
		return p.answer(ctx, device, request)
	}
	return fmt.Appendf(nil, "%s of %s", request, device), nil
}

func gpu(id string) sdk.ProbeDevice {
	return sdk.ProbeDevice{ID: id, Name: "NVIDIA H100 80GB HBM3", Memory: 80 << 30, Kind: sdk.DeviceGPU}
}

func challenger() *probe {
	return &probe{checks: []string{sdk.CheckChallenge}, devices: []sdk.ProbeDevice{gpu(device)}}
}

func newKey(t testing.TB) peer.Key {
	t.Helper()
	key, err := peer.GenerateKey()
	require.NoError(t, err)
	return key
}

// bundle is an agent on localhost, with its meters and its buyer.
type bundle struct {
	agent  *Agent
	url    string
	meters []peer.Key
	buyer  peer.Key
}

func newBundle(t *testing.T, probes []NamedProbe, change func(*Config)) *bundle {
	t.Helper()
	b := &bundle{meters: []peer.Key{newKey(t), newKey(t), newKey(t)}, buyer: newKey(t)}
	config := Config{
		Key: newKey(t), Buyer: b.buyer.Name(), Probes: probes, Logger: zerolog.Nop(), Now: func() time.Time { return now },
	}
	for _, key := range b.meters {
		config.Meters = append(config.Meters, key.Name())
	}
	if change != nil {
		change(&config)
	}
	agent, err := New(config)
	require.NoError(t, err)
	b.agent = agent
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	b.url = "https://" + listener.Addr().String()
	served := make(chan error, 1)
	go func() { served <- agent.Serve(listener) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		require.NoError(t, agent.Stop(ctx))
		require.NoError(t, <-served)
	})
	return b
}

func (b *bundle) dial(t *testing.T, key peer.Key) *Client {
	t.Helper()
	client := Dial(b.url, b.agent.Name(), key)
	t.Cleanup(client.Close)
	return client
}

func requireStatus(t *testing.T, err error, status int) peer.StatusError {
	t.Helper()
	var answer *peer.StatusError
	require.ErrorAs(t, err, &answer)
	require.Equal(t, status, answer.Status, answer.Reason)
	return *answer
}

var errDriver = errors.New("libOpenCL.so.1 is not here")
