package meter

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const (
	testEpoch = 2150
	firstHour = testEpoch * gpuhours.EpochHours
	testChain = 31337
)

var testEscrow = common.HexToAddress("0xe5c")

// seeded is bytes that anybody can draw again: keys for tests.
type seeded struct{ *rand.Rand }

func (s seeded) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s.UintN(256))
	}
	return len(p), nil
}

// clock is the time that hours are counted in.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

func (c *clock) set(to time.Time) { c.mu.Lock(); defer c.mu.Unlock(); c.now = to }

// account signs as wallets do.
type account struct{ key *ecdsa.PrivateKey }

func (a account) sign(hash []byte) ([]byte, error) { return crypto.Sign(hash, a.key) }

func (a account) address() common.Address { return crypto.PubkeyToAddress(a.key.PublicKey) }

func newAccount(t *testing.T) account {
	t.Helper()
	key, err := crypto.GenerateKey()
	require.NoError(t, err)
	return account{key}
}

func newPeer(t *testing.T) peer.Key {
	t.Helper()
	key, err := peer.GenerateKey()
	require.NoError(t, err)
	return key
}

// world is a chain, a provider with an agent and a device, a buyer, and meters.
type world struct {
	t               *testing.T
	clock           *clock
	provider, buyer account
	executor        peer.Key
	tenant          peer.Key // signs receipts, and reads
	agent           peer.Key
	chain           sync.Mutex // of what follows, where others read meanwhile
	forwards        map[common.Hash]Forward
	block           uint64
	whileRead       func()       // nil, or what happens before somebody learns what was read
	fault           error        // of reading
	age             uint64       // of the newest block, in seconds
	searched        atomic.Int64 // how often
	door            *door
	params          gpuhours.Params
	keys            []gpuhours.MeterKey
	folder          string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		t: t, clock: &clock{now: time.Unix(firstHour*gpuhours.HourSeconds, 0)}, provider: newAccount(t), buyer: newAccount(t),
		executor: newPeer(t), tenant: newPeer(t), agent: newPeer(t), forwards: map[common.Hash]Forward{}, folder: t.TempDir(),
		params: gpuhours.Params{Signatures: 2, Devices: 2, Class: gpuhours.ClassC, Model: "1 GiB", Disputed: gpuhours.DisputedDenied},
	}
	for i := range uint64(3) {
		key, err := gpuhours.GenerateMeterKey(seeded{rand.New(rand.NewPCG(7, i))})
		require.NoError(t, err)
		w.keys = append(w.keys, key)
		w.params.Meters = append(w.params.Meters, key.Meter())
	}
	slices.SortFunc(w.params.Meters, func(a, b gpuhours.Meter) int { return a.Y.Cmp(&b.Y) })
	w.door = &door{answerers: map[string]*challenge.Answerer{}}
	return w
}

// forward is one more forward in the chain.
func (w *world) forward(name string, from, to uint64) Forward {
	f := Forward{
		ID: crypto.Keccak256Hash([]byte(name)), Preimage: w.params.Preimage(), From: firstHour + from, To: firstHour + to,
		Buyer: w.buyer.address(), Provider: w.provider.address(),
	}
	w.forwards[f.ID] = f
	return f
}

func (w *world) id(name string) common.Hash { return crypto.Keccak256Hash([]byte(name)) }

// Forward implements chainReader.
func (w *world) Forward(_ context.Context, id common.Hash) (Forward, error) {
	w.searched.Add(1)
	f, found := w.forwards[id]
	if !found {
		return Forward{}, errors.New("no such forward")
	}
	return f, nil
}

// Holders implements chainReader.
func (w *world) Holders(_ context.Context, id common.Hash) (Holding, error) {
	w.chain.Lock()
	f, block, pause, fault := w.forwards[id], w.block, w.whileRead, w.fault
	w.chain.Unlock()
	if pause != nil {
		pause()
	}
	return Holding{f.Buyer, f.Provider, block, uint64(w.clock.Now().Unix()) - w.age}, fault
}

// sell changes who holds positions while others read.
func (w *world) sell(f Forward) {
	w.chain.Lock()
	defer w.chain.Unlock()
	w.forwards[f.ID], w.whileRead = f, nil
	w.block++
}

// CheckTerms implements Chain.
func (w *world) CheckTerms(_ context.Context, f Forward) error {
	if _, known := w.forwards[f.ID]; !known {
		return ErrAbsent
	}
	if real := w.forwards[f.ID]; string(real.Preimage) != string(f.Preimage) || real.From != f.From || real.To != f.To {
		return fmt.Errorf("%w: forward %s has other terms", ErrContradicted, f.ID)
	}
	return nil
}

// Beacon implements chainReader.
func (w *world) Beacon(_ context.Context, before uint64) (Beacon, error) {
	return Beacon{Number: before / 12, Time: before, Hash: crypto.Keccak256Hash([]byte{byte(before >> 16), byte(before >> 8), byte(before)})}, nil
}

// CheckBeacon implements beacons.
func (w *world) CheckBeacon(ctx context.Context, hour uint64, beacon Beacon) error {
	real, err := w.Beacon(ctx, hour*gpuhours.HourSeconds-beaconAge)
	if err == nil && real != beacon {
		err = fmt.Errorf("%w: another block", ErrContradicted)
	}
	return err
}

// meter is one of the set, on its own log; the same one again after it was closed.
type testMeter struct {
	*Meter
	log *Log
}

func (w *world) meter(place int, changes ...func(*Eyes, *Options)) *testMeter {
	w.t.Helper()
	m, err := w.open(place, changes...)
	require.NoError(w.t, err)
	return m
}

func (w *world) open(place int, changes ...func(*Eyes, *Options)) (*testMeter, error) {
	w.t.Helper()
	log, err := OpenLog(w.file(place))
	require.NoError(w.t, err)
	w.t.Cleanup(func() { _ = log.Close() })
	eyes := Eyes{
		Dial:    func(Registration) (Machine, func()) { return w.door, func() {} },
		Profile: func(gpuhours.Params) (challenge.Profile, error) { return challengetest.Profile(), nil },
		Wall:    challengetest.NewClock(), NoTelemetry: true, Projected: true,
	}
	opts := Options{ChainID: testChain, Escrow: testEscrow, Rate: 2}
	for _, change := range changes {
		change(&eyes, &opts)
	}
	var seed [32]byte
	seed[0] = byte(place)
	m, err := New(w.t.Context(), Deps{
		Log: zerolog.Nop(), Store: log, Chain: w, Look: eyes.Look, Now: w.clock.Now, Wall: challengetest.NewClock(),
	}, opts, Identity{Key: w.keys[place], Secrets: NewSecrets(seed, firstHour)})
	if err != nil {
		return nil, errors.Join(err, log.Close())
	}
	return &testMeter{m, log}, nil
}

// again is a meter that goes on where its log ends.
func (w *world) again(m *testMeter, place int, changes ...func(*Eyes, *Options)) *testMeter {
	w.t.Helper()
	require.NoError(w.t, m.log.Close())
	return w.meter(place, changes...)
}

func (w *world) file(place int) string {
	return filepath.Join(w.folder, string(rune('a'+place))+".db")
}

// registration is where the forward's devices are.
func (w *world) registration(f Forward, devices ...string) Registration {
	consent, err := Consent(w.agent, testChain, testEscrow, f.ID, f.Provider)
	require.NoError(w.t, err)
	r := Registration{
		Forward: f.ID, Serial: 1, URL: "https://agent.example:7000", Agent: w.agent.Name(), Consent: consent, Executor: w.executor.Name(), Handle: []byte{1},
	}
	for _, device := range devices {
		r.Devices = append(r.Devices, Device{Name: device})
	}
	return r
}

func (w *world) register(m *testMeter, r Registration) {
	w.t.Helper()
	signed, err := Sign(testChain, testEscrow, r, w.provider.sign)
	require.NoError(w.t, err)
	require.NoError(w.t, m.Register(w.t.Context(), signed))
}

func (w *world) admit(m *testMeter, f Forward) {
	w.t.Helper()
	signed, err := Sign(testChain, testEscrow, Tenancy{f.ID, 1, w.tenant.Name(), w.tenant.Name()}, w.buyer.sign)
	require.NoError(w.t, err)
	require.NoError(w.t, m.Admit(w.t.Context(), signed))
}

// until moves the clock on from one thing to do to the next, up to a time.
func (w *world) until(end time.Time, meters ...*testMeter) {
	w.t.Helper()
	for {
		next := end
		for _, m := range meters {
			if at := m.Next(); at.Before(next) {
				next = at
			}
		}
		if next.After(w.clock.Now()) {
			w.clock.set(next)
		}
		for _, m := range meters {
			require.NoError(w.t, m.Tick(w.t.Context()))
		}
		if !next.Before(end) {
			return
		}
	}
}

func hour(place uint64) time.Time { return time.Unix(int64((firstHour+place)*gpuhours.HourSeconds), 0) }

// door is an agent without a network: devices in plain Go.
type door struct {
	mu        sync.Mutex
	answerers map[string]*challenge.Answerer
	receipts  map[string]*agent.Receipt
	shut      bool
	asked     int
	attest    func(nonce []byte) ([]byte, error)
	sample    func() ([]byte, error) // telemetry
	hold      chan struct{}          // if set, whoever asks waits for it
}

// Receipt implements Machine.
func (d *door) Receipt(ctx context.Context, device string) (*agent.Receipt, error) {
	if d.hold != nil {
		select {
		case <-d.hold:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.receipts[device], nil
}

// Turn implements Machine.
func (d *door) Turn(context.Context, string) error { return nil }

// EndTurn implements Machine.
func (d *door) EndTurn(context.Context, string) error { return nil }

// Ask implements Machine.
func (d *door) Ask(ctx context.Context, device, check string, request []byte) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked++
	if check == sdk.CheckAttestation && d.attest != nil && !d.shut {
		return d.attest(request)
	}
	if check == sdk.CheckTelemetry && d.sample != nil {
		return d.sample()
	}
	if d.shut || check != sdk.CheckChallenge {
		return nil, errors.New("nobody is there")
	}
	if d.answerers[device] == nil {
		d.answerers[device] = challenge.NewAnswerer(&challengetest.Plain{})
	}
	return d.answerers[device].Answer(ctx, request)
}
