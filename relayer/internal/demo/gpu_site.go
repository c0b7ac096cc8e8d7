package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/metering"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

// gpuStory is the world of a GPU.
type gpuStory struct {
	*world
	allowCPU bool

	meters   []*meterSite
	agentKey peer.Key
	served   *agentSite
	device   sdk.ProbeDevice
	executor peer.Key // may propose sheets
	tenant   peer.Key // the buyer's inside the tenancy
	handle   peer.HandleKey
	hours    gpuhours.Params
	chain    *metering.Chain
	probe    sdk.Probe
}

// profile is what the device is asked for: little, so that some hundred hours pass in a minute, and with much time, since it shares
// its processors with everything else here.
func profile() challenge.Profile {
	const enough = 30 * time.Second
	return challenge.Profile{
		Model: "8 MiB", Memory: 8 << 20, Blocks: 1900, BlockWords: 512, Rounds: 16, Lanes: 64, Touches: 6400, N: 128, Steps: 3,
		Pairs: 16, Rows: 16, Fill: enough, Touch: enough, Multiply: enough, Open: enough,
	}
}

// meterSite is a meter with its log and its door.
type meterSite struct {
	*meter.Meter
	name     string
	identity meter.Identity
	path     string // of its log
	log      *meter.Log
	server   *peer.HTTPServer
	served   chan error
	address  meter.Address
	cut      bool // its way to the agent is
}

// agentSite is the agent's door.
type agentSite struct {
	*agent.Agent
	address string
	ended   chan error
}

// prepare makes everybody's keys and starts meters and agent.
func (s *gpuStory) prepare(ctx context.Context) (err error) {
	for _, key := range []*peer.Key{&s.agentKey, &s.executor, &s.tenant} {
		if *key, err = peer.GenerateKey(); err != nil {
			return err
		}
	}
	if s.handle, err = peer.GenerateHandleKey(); err != nil {
		return err
	}
	s.chain = metering.NewChain(s.client, s.escrow, 0)
	if err := s.net.AdvanceTime(ctx, 2*time.Hour); err != nil { // beacons are older than the hour that runs
		return err
	}
	for _, name := range []string{"Anna", "Boris", "Chen"} {
		if err := s.newMeter(ctx, name); err != nil {
			return err
		}
	}
	if err := s.findDevice(ctx); err != nil {
		return err
	}
	if err := s.openAgent(ctx, ""); err != nil {
		return err
	}
	s.opened = append(s.opened, func() error { return s.closeAgent(context.WithoutCancel(ctx)) })
	s.good("agent beside %s", s.device.Name)
	return s.writeSettings()
}

func (s *gpuStory) newMeter(ctx context.Context, name string) error {
	identity, _, err := meter.NewIdentity("demo", unix(s.net.Now())/gpuhours.HourSeconds, meter.Effort{N: 2, P: 1})
	if err != nil {
		return err
	}
	m := &meterSite{name: name, identity: identity, path: filepath.Join(s.folder, name+".db")}
	if err := s.startMeter(ctx, m, "127.0.0.1:0"); err != nil {
		return err
	}
	s.meters = append(s.meters, m)
	s.opened = append(s.opened, func() error { return s.stopMeter(context.WithoutCancel(ctx), m) })
	s.good("meter %-6s %.24s…, at %s", name, m.address.Meter, m.address.URL)
	return nil
}

// startMeter begins where the meter's log ends.
func (s *gpuStory) startMeter(ctx context.Context, m *meterSite, at string) (err error) {
	if m.log, err = meter.OpenLog(m.path); err != nil {
		return err
	}
	eyes := meter.Eyes{
		Dial: func(r meter.Registration) (meter.Machine, func()) {
			if m.cut {
				r.URL = "https://127.0.0.1:1" // nobody listens there
			}
			client := agent.Dial(r.URL, r.Agent, m.identity.Peer)
			return client, client.Close
		},
		Profile: func(gpuhours.Params) (challenge.Profile, error) { return profile(), nil },
		Wall:    wall{}, NoTelemetry: true, Projected: true, // OpenCL alone is asked here, for little
	}
	m.Meter, err = meter.New(ctx, meter.Deps{
		Log: s.config.Log.With().Str("meter", m.name).Logger(), Store: m.log, Chain: s.chain, Look: eyes.Look, Now: s.net.Now, Wall: wall{},
	}, meter.Options{ChainID: devnet.ChainID, Escrow: s.escrow.Address(), Rate: 1}, m.identity)
	if err != nil {
		return errors.Join(err, m.log.Close())
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", at)
	if err != nil {
		return errors.Join(err, m.log.Close())
	}
	m.address = meter.Address{Meter: m.identity.Key.Meter(), URL: "https://" + listener.Addr().String(), Name: m.identity.Peer.Name()}
	server, served := m.Server(m.identity.Peer, peer.Limits{PerMinute: 10_000, Burst: 10_000}), make(chan error, 1)
	m.server, m.served = server, served
	go func() { served <- server.Serve(listener) }()
	return nil
}

// stopMeter ends a meter, if it is not down already.
func (s *gpuStory) stopMeter(ctx context.Context, m *meterSite) error {
	if m.Meter == nil {
		return nil
	}
	m.Meter = nil
	return errors.Join(m.server.Stop(ctx), <-m.served, m.log.Close())
}

// wall is the machine's clock, which deadlines are counted by.
type wall struct{}

// Now implements challenge.Clock.
func (wall) Now() time.Time { return time.Now() }

// findDevice takes the first device that the check plugin lists.
func (s *gpuStory) findDevice(ctx context.Context) error {
	settings := map[string]string{"path": os.Getenv("PATH")} // PoCL links what it compiles
	if s.allowCPU {
		settings["allow-cpu"] = "true"
	}
	host, err := pluginhost.New(pluginhost.Config{
		Builtin: builtin.Kinds(), Logger: s.config.Log, Settings: map[string]map[string]string{sdk.CheckChallenge: settings},
	})
	if err != nil {
		return err
	}
	s.opened = append(s.opened, host.Stop)
	if s.probe, err = host.Probe(sdk.CheckChallenge); err != nil {
		return err
	}
	devices, err := s.probe.Devices(ctx)
	if err != nil {
		return fmt.Errorf("find a device: %w", err)
	}
	if len(devices) == 0 {
		return errors.New("find a device: OpenCL finds none; install a driver, or pocl-opencl-icd for one on the processor, and allow that with --allow-cpu")
	}
	s.device = devices[0]
	return nil
}

// openAgent starts the agent, at the same place as before if it was there before.
func (s *gpuStory) openAgent(ctx context.Context, at string) error {
	var meters []peer.Name
	for _, m := range s.meters {
		meters = append(meters, m.identity.Peer.Name())
	}
	served, err := agent.New(agent.Config{
		Key: s.agentKey, Meters: meters, Buyer: s.tenant.Name(), Probes: []agent.NamedProbe{{Name: sdk.CheckChallenge, Probe: s.probe}},
		Peers: peer.Limits{PerMinute: 10_000, Burst: 10_000}, Turns: agent.Turns{PerHour: 10_000}, // the hours are short here
		Logger: s.config.Log, Now: s.net.Now,
	})
	if err != nil {
		return err
	}
	if at == "" {
		at = "127.0.0.1:0"
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", at)
	if err != nil {
		return err
	}
	s.served = &agentSite{served, listener.Addr().String(), make(chan error, 1)}
	go func(site *agentSite) { site.ended <- site.Serve(listener) }(s.served)
	return nil
}

func (s *gpuStory) closeAgent(ctx context.Context) error {
	if s.served.Agent == nil {
		return nil
	}
	served := s.served.Agent
	s.served.Agent = nil
	return errors.Join(served.Stop(ctx), <-s.served.ended)
}

// writeSettings is what the executor reads: its key, and where the meters are.
func (s *gpuStory) writeSettings() error {
	key, err := s.executor.MarshalText()
	if err != nil {
		return err
	}
	var list []meter.Address
	for _, m := range s.meters {
		list = append(list, m.address)
	}
	addresses, err := json.Marshal(list)
	if err != nil {
		return err
	}
	set := s.executorSettings()
	return errors.Join(os.WriteFile(set["key-file"], key, 0o600), os.WriteFile(set["meters"], addresses, 0o600))
}

func (s *gpuStory) executorSettings() map[string]string {
	return map[string]string{"key-file": filepath.Join(s.folder, "executor.key"), "meters": filepath.Join(s.folder, "meters.json")}
}

// pass lets time go by to the end of an hour, from one thing that a meter has to do to the next.
func (s *gpuStory) pass(ctx context.Context, end uint64) error {
	until := moment(end * gpuhours.HourSeconds)
	for {
		next := until
		for _, m := range s.running() {
			if at := m.Next(); at.Before(next) {
				next = at
			}
		}
		if now := s.net.Now(); next.After(now) {
			if err := s.net.AdvanceTime(ctx, next.Sub(now)); err != nil {
				return err
			}
		}
		if err := s.tick(ctx); err != nil {
			return err
		}
		if !next.Before(until) {
			return nil
		}
	}
}

// tick has all meters do what is due, side by side.
func (s *gpuStory) tick(ctx context.Context) error {
	running := s.running()
	faults := make([]error, len(running))
	var wait sync.WaitGroup
	for i, m := range running {
		wait.Go(func() { faults[i] = m.Tick(ctx) })
	}
	wait.Wait()
	return errors.Join(faults...)
}

func (s *gpuStory) running() []*meterSite {
	return slices.DeleteFunc(slices.Clone(s.meters), func(m *meterSite) bool { return m.Meter == nil })
}

// signer is an account of the story.
func signer(name string) *chain.Signer { return chain.NewSigner(devnet.Named(name).Key) }
