package metering

import (
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// seeded is bytes that anybody can draw again: keys for tests.
type seeded struct{ *rand.Rand }

func (s seeded) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s.UintN(256))
	}
	return len(p), nil
}

// world is a development chain, and parameters of GPU-hours.
type world struct {
	*chaintest.World
	chain  *Chain
	params gpuhours.Params
	salt   int64
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{World: chaintest.New(t), params: gpuhours.Params{
		Signatures: 1, Devices: 1, Class: gpuhours.ClassC, Model: "1 GiB", Disputed: gpuhours.DisputedDenied,
	}}
	key, err := gpuhours.GenerateMeterKey(seeded{rand.New(rand.NewPCG(1, 2))})
	require.NoError(t, err)
	w.params.Meters = []gpuhours.Meter{key.Meter()}
	w.chain = NewChain(w.Client, w.Escrow, 0)
	return w
}

// terms are a forward's whose window is of whole hours.
func (w *world) terms() statement.Terms {
	w.T.Helper()
	terms := w.AssignedTerms()
	terms.Start = (w.Head().Time/gpuhours.HourSeconds + 2) * gpuhours.HourSeconds
	terms.End, terms.SettleBy, terms.AcceptBy = terms.Start+4*gpuhours.HourSeconds, terms.Start+5*gpuhours.HourSeconds, terms.Start-60
	terms.Params, terms.Unit = w.params.Commit(), w.params.Unit()
	return terms
}

func (w *world) open(terms statement.Terms, preimage []byte) chain.Forward {
	w.T.Helper()
	approve, err := w.Token.ApproveCall(w.Escrow.Address(), terms.Price)
	w.Do(devnet.Buyer, approve, err)
	w.salt++
	call, err := w.Escrow.OpenCall(terms, devnet.Named(devnet.Buyer).Address, common.BigToHash(big.NewInt(w.salt)), preimage, []byte("task"))
	forward, err := w.Escrow.OpenedIn(w.Do(devnet.Buyer, call, err))
	require.NoError(w.T, err)
	return forward
}

// What a meter learns of a forward, from its acceptance to its end, whoever holds positions then.
func TestAForwardOfGPUHours(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := w.open(w.terms(), w.params.Preimage())
	_, err := w.chain.Forward(t.Context(), f.ID)
	require.ErrorContains(t, err, "a meter looks at devices of forwards that somebody has accepted")
	w.Accept(f)
	want := meter.Forward{
		ID: f.ID, Preimage: w.params.Preimage(), From: f.Terms.Start / gpuhours.HourSeconds, To: f.Terms.End / gpuhours.HourSeconds,
		Buyer: devnet.Named(devnet.Buyer).Address, Provider: devnet.Named(devnet.Provider).Address,
	}
	got, err := w.chain.Forward(t.Context(), f.ID)
	require.NoError(t, err)
	require.Equal(t, want, got)

	w.AdvanceTo(f.Terms.Start)
	thief := devnet.Named(devnet.Thief).Address
	sell, err := w.Escrow.TransferCall(f.ID, chain.ProviderSide, want.Provider, thief)
	w.Do(devnet.Provider, sell, err)
	want.Provider = thief
	got, err = w.chain.Forward(t.Context(), f.ID)
	require.NoError(t, err)
	require.Equal(t, want, got, "the position was sold")
	at := w.Head()
	now, err := w.chain.Holders(t.Context(), f.ID)
	require.NoError(t, err)
	require.Equal(t, meter.Holding{Buyer: want.Buyer, Provider: thief, Block: at.Number, Time: at.Time}, now)

	w.AdvanceTo(f.Terms.SettleBy)
	_, err = w.chain.Forward(t.Context(), f.ID)
	require.ErrorContains(t, err, "that are not over")
	reclaim, err := w.Escrow.ReclaimCall(f)
	w.Do(devnet.Buyer, reclaim, err)
	at = w.Head()
	now, err = w.chain.Holders(t.Context(), f.ID)
	require.NoError(t, err)
	require.Equal(t, meter.Holding{Block: at.Number, Time: at.Time}, now, "it is over")

	require.NoError(t, w.chain.CheckTerms(t.Context(), want))
	for name, change := range map[string]func(*meter.Forward){
		"the parameters of": func(f *meter.Forward) { f.Preimage = append(slices.Clone(f.Preimage), 0) },
		"the window of":     func(f *meter.Forward) { f.From-- },
		"another one on":    func(f *meter.Forward) { f.To++ },
		"is another one":    func(f *meter.Forward) { f.To += 1 << 60 }, // the same in seconds, once they have overflowed
		"look forward 0x":   func(f *meter.Forward) { f.ID[0] ^= 1 },
	} {
		changed := want
		change(&changed)
		err := w.chain.CheckTerms(t.Context(), changed)
		require.ErrorContains(t, err, name)
		require.Equal(t, changed.ID != want.ID, errors.Is(err, meter.ErrAbsent))
		require.Equal(t, changed.ID == want.ID, errors.Is(err, meter.ErrContradicted))
	}
}

// Forwards that no meter can look at.
func TestForwardsThatAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.chain.Forward(t.Context(), common.Hash{1})
	require.ErrorContains(t, err, "read forward 0x01")
	now, err := w.chain.Holders(t.Context(), common.Hash{1})
	require.NoError(t, err)
	require.Equal(t, meter.Holding{Block: w.Head().Number, Time: w.Head().Time}, now)

	f := w.open(w.terms(), []byte("params"))
	w.Accept(f)
	_, err = w.chain.Forward(t.Context(), f.ID)
	require.ErrorContains(t, err, "it is not of GPU-hours")

	other := w.params
	other.Model = "2 GiB"
	f = w.open(w.terms(), other.Preimage())
	w.Accept(f)
	_, err = w.chain.Forward(t.Context(), f.ID)
	require.ErrorContains(t, err, "are not those that it commits to")

	for _, change := range []func(*statement.Terms){
		func(terms *statement.Terms) { terms.Start++ }, func(terms *statement.Terms) { terms.End-- },
	} {
		terms := w.terms()
		change(&terms)
		f = w.open(terms, w.params.Preimage())
		w.Accept(f)
		_, err = w.chain.Forward(t.Context(), f.ID)
		require.ErrorContains(t, err, "its window is not of whole hours")
	}
}

// A beacon is the last block up to a second, found among all blocks, and only once there is a later one.
func TestBeacons(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	random := rand.New(rand.NewPCG(3, 3))
	for range 12 {
		w.Advance(time.Duration(1+random.IntN(4000)) * time.Second)
	}
	var blocks []chain.Head
	for number := range w.Head().Number + 1 {
		block, err := w.Client.Block(t.Context(), number)
		require.NoError(t, err)
		blocks = append(blocks, block)
	}
	first, last := blocks[0].Time, blocks[len(blocks)-1].Time
	seconds := []uint64{first, last - 1}
	for _, block := range blocks {
		seconds = append(seconds, block.Time, block.Time-1, block.Time+1)
	}
	found, refused := 0, 0
	for _, at := range seconds {
		got, err := w.chain.Beacon(t.Context(), at)
		if at < first || at >= last {
			require.Error(t, err)
			refused++
			continue
		}
		require.NoError(t, err)
		var want chain.Head
		for _, block := range slices.Backward(blocks) { // one by one
			if block.Time <= at {
				want = block
				break
			}
		}
		require.Equal(t, meter.Beacon{Number: want.Number, Hash: want.Hash, Time: want.Time}, got)
		found++
	}
	t.Logf("%d found, %d refused", found, refused)
	require.Greater(t, found, 20)
	require.GreaterOrEqual(t, refused, 3)
	_, err := w.chain.Beacon(t.Context(), last)
	require.ErrorContains(t, err, "there may be others yet")
	_, err = w.chain.Beacon(t.Context(), first-1)
	require.ErrorContains(t, err, "the chain begins after it")
}

// An auditor who looks a beacon up finds another block.
func TestBeaconsAreChecked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	hour := w.Head().Time/gpuhours.HourSeconds + 2
	w.AdvanceTo(meter.BeaconTime(hour) - 30)
	w.AdvanceTo(meter.BeaconTime(hour) - 10)
	err := w.chain.CheckBeacon(t.Context(), hour, meter.Beacon{})
	require.ErrorContains(t, err, "there may be others yet")
	require.NotErrorIs(t, err, meter.ErrContradicted)
	w.AdvanceTo(meter.BeaconTime(hour) + 10)
	beacon, err := w.chain.Beacon(t.Context(), meter.BeaconTime(hour))
	require.NoError(t, err)
	require.Equal(t, meter.BeaconTime(hour)-10, beacon.Time)
	require.NoError(t, w.chain.CheckBeacon(t.Context(), hour, beacon))
	for name, change := range map[string]func(*meter.Beacon){
		"number": func(b *meter.Beacon) { b.Number-- },
		"hash":   func(b *meter.Beacon) { b.Hash = crypto.Keccak256Hash() },
		"time":   func(b *meter.Beacon) { b.Time-- },
	} {
		other := beacon
		change(&other)
		err := w.chain.CheckBeacon(t.Context(), hour, other)
		require.ErrorContains(t, err, "and not block", name)
		require.ErrorIs(t, err, meter.ErrContradicted, name)
	}
}

// The clock is the machine's, or ahead of it as far as the chain ever was; it never goes back.
func TestTheClock(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	wall := w.Head().At().Add(time.Hour)
	c := NewClock(w.Client)
	c.wall = func() time.Time { return wall }
	require.NoError(t, c.Refresh(t.Context()))
	require.Equal(t, wall, c.Now(), "the chain is behind")
	w.Advance(3 * time.Hour)
	require.Equal(t, wall, c.Now(), "nobody has looked yet")
	require.NoError(t, c.Refresh(t.Context()))
	require.Equal(t, w.Head().At(), c.Now())
	before := c.Now()
	wall = wall.Add(time.Minute)
	require.NoError(t, c.Refresh(t.Context()))
	require.Equal(t, before.Add(time.Minute), c.Now())
	c.moved = false // as on a chain with value
	c.ahead = 0
	require.NoError(t, c.Refresh(t.Context()))
	require.Equal(t, wall, c.Now(), "no block moves it there")
}
