package sheets

import (
	"context"
	"encoding/json"
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const (
	firstEpoch = 2150
	firstHour  = firstEpoch * gpuhours.EpochHours
)

var forwardID = common.HexToHash("0xf0")

// seeded is bytes that anybody can draw again: keys for tests.
type seeded struct{ *rand.Rand }

func (s seeded) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s.UintN(256))
	}
	return len(p), nil
}

// seer is a meter whose eyes and honesty the test decides. Drafts are as meter.Client lets them through.
type seer struct {
	key      gpuhours.MeterKey
	seen     map[uint64]map[int]uint16 // by device from 1, and by hour of the window
	final    uint64                    // hours of the window that are over
	from, to uint64

	down    bool
	vetoes  bool                                // signs nothing
	drafts  func(gpuhours.Sheet) gpuhours.Sheet // tells another sheet than it saw
	signs   func(gpuhours.Sheet) gpuhours.Sheet // signs another sheet than it was asked for
	refuses func(gpuhours.Sheet) error
	mu      sync.Mutex
	asked   int
	signed  []gpuhours.Sheet
}

func (s *seer) sheet(epoch uint64) gpuhours.Sheet {
	sheet := gpuhours.Sheet{Forward: forwardID, Epoch: epoch}
	for device := uint64(1); device <= gpuhours.MaxDevices; device++ {
		if s.seen[device] == nil {
			continue
		}
		row := gpuhours.Device{ID: statement.WordFromUint64(device)}
		for hour, seconds := range s.seen[device] {
			if at := firstHour + uint64(hour); at/gpuhours.EpochHours == epoch && uint64(hour) < s.final {
				row.Seconds[at%gpuhours.EpochHours] = seconds
			}
		}
		sheet.Devices = append(sheet.Devices, row)
	}
	return sheet
}

func (s *seer) Draft(_ context.Context, _ common.Hash, epoch uint64) (meter.Draft, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if s.down {
		return meter.Draft{}, errors.New("nobody is there")
	}
	sheet := s.sheet(epoch)
	if s.drafts != nil {
		sheet = s.drafts(sheet)
	}
	return meter.Draft{
		Forward: forwardID, From: s.from, To: s.to, Final: firstHour + s.final, Epoch: epoch, Sheet: gpuhours.Evidence{Sheet: sheet},
		Word: gpuhours.Signature{Meter: s.key.Meter()},
	}, nil
}

func (s *seer) Sign(_ context.Context, sheet gpuhours.Sheet) (gpuhours.Signature, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down || s.vetoes {
		return gpuhours.Signature{}, errors.New("it does not sign")
	}
	if s.refuses != nil {
		if err := s.refuses(sheet); err != nil {
			return gpuhours.Signature{}, err
		}
	}
	if s.signs != nil {
		sheet = s.signs(sheet)
	}
	s.signed = append(s.signed, sheet)
	return s.key.Sign(sheet.Hash())
}

// bench is an executor with three meters, two of which have to sign, and a window of two epochs.
type bench struct {
	t        *testing.T
	params   gpuhours.Params
	meters   []*seer
	executor *Executor
	job      sdk.Job
	events   []string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, executor: New(), params: gpuhours.Params{
		Signatures: 2, Devices: 2, Class: gpuhours.ClassC, Model: "1 GiB", Disputed: gpuhours.DisputedDenied,
	}}
	b.executor.now = func() time.Time { return time.Unix(0, 0) }
	b.executor.meters = map[gpuhours.Meter]asker{}
	for i := range uint64(3) {
		key, err := gpuhours.GenerateMeterKey(seeded{rand.New(rand.NewPCG(9, i))})
		require.NoError(t, err)
		m := &seer{key: key, from: firstHour, to: firstHour + 2*gpuhours.EpochHours, final: 2 * gpuhours.EpochHours, seen: map[uint64]map[int]uint16{}}
		b.meters, b.executor.meters[key.Meter()] = append(b.meters, m), m
	}
	slices.SortFunc(b.meters, func(x, y *seer) int {
		left, right := x.key.Meter(), y.key.Meter()
		return left.Y.Cmp(&right.Y)
	})
	for _, m := range b.meters {
		b.params.Meters = append(b.params.Meters, m.key.Meter())
	}
	b.job = sdk.Job{ForwardID: forwardID.Hex(), Left: big.NewInt(1 << 40), Cursor: 0}
	return b
}

// see has meters see a device for some hours of the window.
func (b *bench) see(device uint64, from, to int, seconds uint16, meters ...int) {
	for _, i := range meters {
		if b.meters[i].seen[device] == nil {
			b.meters[i].seen[device] = map[int]uint16{}
		}
		for hour := from; hour < to; hour++ {
			b.meters[i].seen[device][hour] = seconds
		}
	}
}

// run asks once. What it gives holds, whatever meters did.
func (b *bench) run() (gpuhours.Evidence, error) {
	b.t.Helper()
	var err error
	b.job.Params, err = json.Marshal(b.params)
	require.NoError(b.t, err)
	text, err := b.executor.Run(b.t.Context(), b.job, func(e sdk.Event) error { b.events = append(b.events, e.Message); return nil })
	if err != nil {
		return gpuhours.Evidence{}, err
	}
	evidence, err := gpuhours.ParseEvidence(text)
	require.NoError(b.t, err)
	require.Empty(b.t, gpuhours.Check(b.params, evidence))
	require.LessOrEqual(b.t, new(big.Int).SetUint64(evidence.Amount).Cmp(b.job.Left), 0)
	return evidence, nil
}

// early wants a run that says when to ask again.
func (b *bench) early(after time.Duration, words string) {
	b.t.Helper()
	_, err := b.run()
	wait, early := sdk.AskAgain(err)
	require.True(b.t, early, "%v", err)
	require.Equal(b.t, after, wait)
	require.ErrorContains(b.t, err, words)
}

// settle goes on after a step, as the host does.
func (b *bench) settle(e gpuhours.Evidence) {
	b.job.Cursor = e.To
	b.job.Left.Sub(b.job.Left, new(big.Int).SetUint64(e.Amount))
}
