package meter

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

// ledger counts what was seen, by itself.
type ledger struct {
	mu      sync.Mutex
	random  *rand.Rand
	credits map[string]bool // names of devices that disputed looks count for
	counted map[common.Hash]map[uint64]int
}

func (l *ledger) look(_ context.Context, task Task) (Look, []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	outcome := []Outcome{Passed, Busy, Disputed, Failed, Missed, "made up"}[l.random.IntN(6)]
	if outcome == Passed || outcome == Busy || outcome == Disputed && l.credits[task.Device.Name] {
		if l.counted[task.ID] == nil {
			l.counted[task.ID] = map[uint64]int{}
		}
		l.counted[task.ID][task.Hour]++
	}
	return Look{Outcome: outcome}, nil
}

// A meter never signs more than it saw. What that is is counted here again, by the rule in the text: the share of an hour's instants.
func TestSignaturesAreNeverForMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.meter(0, func(_ *Eyes, o *Options) { o.Rate = 5 })
	l := &ledger{random: rand.New(rand.NewPCG(5, 6)), credits: map[string]bool{"GPU-2": true}, counted: map[common.Hash]map[uint64]int{}}
	m.Look = l.look
	denied := w.forward("denied", 0, 12)
	w.params.Disputed = gpuhours.DisputedCredited
	credited := w.forward("credited", 2, 12)
	w.register(m, w.registration(denied, "GPU-0", "GPU-1"))
	w.register(m, w.registration(credited, "GPU-2"))
	asked := map[uint64]int{}
	for h := range uint64(12) {
		w.until(hour(h), m)
		seconds, err := m.seconds()
		require.NoError(t, err)
		asked[firstHour+h] = len(seconds)
	}
	w.until(hour(12), m)

	own := func(id common.Hash, i int) uint16 {
		h := uint64(firstHour + i)
		if asked[h] == 0 {
			return 0
		}
		return uint16(3600 * l.counted[id][h] / asked[h])
	}
	id := func(name string) statement.Word {
		word, err := statement.WordFromBytes(Device{Name: name}.ID(w.agent.Name()))
		require.NoError(t, err)
		return word
	}
	of := map[common.Hash][]statement.Word{denied.ID: {id("GPU-0"), id("GPU-1")}, credited.ID: {id("GPU-2")}}
	random, signed, refused := rand.New(rand.NewPCG(7, 8)), 0, 0
	for range 300 {
		sheet := gpuhours.Sheet{Forward: []common.Hash{denied.ID, credited.ID}[random.IntN(2)], Epoch: testEpoch}
		fits := true
		for _, word := range of[sheet.Forward] {
			if random.IntN(8) == 0 {
				word = id([]string{"GPU-0", "GPU-2", "GPU-9"}[random.IntN(3)]) // perhaps the other forward's
			}
			device := gpuhours.Device{ID: word}
			for i := range 13 {
				seen := uint16(0)
				if slices.Contains(of[sheet.Forward], word) {
					seen = own(word.Bytes(), i)
				}
				device.Seconds[i] = seen - min(seen, uint16(random.IntN(3)))
				if random.IntN(60) == 0 {
					device.Seconds[i] = seen + 1
				}
				fits = fits && device.Seconds[i] <= seen
			}
			sheet.Devices = append(sheet.Devices, device)
		}
		if random.IntN(10) > 0 {
			slices.SortFunc(sheet.Devices, func(a, b gpuhours.Device) int { return a.ID.Cmp(&b.ID) })
		}
		for i := range len(sheet.Devices) - 1 {
			fits = fits && sheet.Devices[i].ID.Cmp(&sheet.Devices[i+1].ID) < 0
		}
		signature, err := m.Sign(t.Context(), w.executor.Name(), sheet)
		if !fits {
			require.ErrorIs(t, err, ErrTooMuch)
			require.Zero(t, signature)
			refused++
			continue
		}
		require.NoError(t, err)
		require.True(t, signature.Verify(sheet.Hash()))
		signed++
	}
	t.Logf("%d signed, %d refused", signed, refused)
	require.Greater(t, signed, 60)
	require.Greater(t, refused, 60)
	for _, f := range []Forward{denied, credited} {
		draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
		require.NoError(t, err)
		for _, device := range draft.Sheet.Devices {
			for i, seconds := range device.Seconds[:13] {
				require.Equal(t, own(device.ID.Bytes(), i), seconds)
			}
		}
	}
}

// Only the executor that the provider named has sheets signed, and only they and the buyer's reader see drafts.
func TestWhoMayAskForWhat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1), m)
	sheet := m.state.draft(f.ID, testEpoch)
	stranger := newPeer(t).Name()
	for _, who := range []peer.Name{stranger, w.tenant.Name(), w.agent.Name(), {}} {
		_, err := m.Sign(t.Context(), who, sheet)
		require.ErrorIs(t, err, ErrStranger)
		_, err = m.Draft(t.Context(), who, f.ID, testEpoch)
		require.ErrorIs(t, err, ErrStranger)
		_, err = m.Handle(who, f.ID)
		require.ErrorIs(t, err, ErrStranger)
	}
	w.admit(m, f)
	_, err := m.Draft(t.Context(), w.tenant.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	_, err = m.Sign(t.Context(), w.tenant.Name(), sheet)
	require.ErrorIs(t, err, ErrStranger)
	_, err = m.Handle(w.executor.Name(), f.ID)
	require.ErrorIs(t, err, ErrStranger)
	handle, err := m.Handle(w.tenant.Name(), f.ID)
	require.NoError(t, err)
	require.Equal(t, []byte{1}, []byte(handle))
	other := sheet
	other.Forward = common.Hash{9}
	_, err = m.Sign(t.Context(), w.executor.Name(), other)
	require.ErrorIs(t, err, ErrUnknown)
	_, err = m.Draft(t.Context(), w.executor.Name(), other.Forward, testEpoch)
	require.ErrorIs(t, err, ErrUnknown)
}

// A draft's word is for its sheet, for what is final and for the log's root, and for nothing else; it is no signature of a sheet.
func TestADraftsWord(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1), m)
	draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	require.NoError(t, draft.Check(m.self.Key.Meter(), f.ID, testEpoch))
	require.False(t, draft.Word.Verify(draft.Sheet.Hash()))
	for name, change := range map[string]func(*Draft){
		"seconds": func(d *Draft) { d.Sheet.Devices[0].Seconds[0]-- },
		"hour":    func(d *Draft) { d.Sheet.Devices[0].Seconds[1]++ },
		"device":  func(d *Draft) { d.Sheet.Devices[0].ID = statement.WordFromUint64(1) },
		"fewer":   func(d *Draft) { d.Sheet.Devices = nil },
		"from":    func(d *Draft) { d.From-- },
		"to":      func(d *Draft) { d.To-- },
		"final":   func(d *Draft) { d.Final++ },
		"size":    func(d *Draft) { d.Root.Size++ },
		"root":    func(d *Draft) { d.Root.Hash[0] ^= 1 },
		"root's":  func(d *Draft) { d.Root.Hash[31] ^= 1 },
		"meter":   func(d *Draft) { d.Word.Meter = w.keys[1].Meter() },
		"forward": func(d *Draft) { d.Forward[0] ^= 1 },
		"sheet's": func(d *Draft) { d.Sheet.Forward[31] ^= 1 },
		"epoch":   func(d *Draft) { d.Epoch++ },
		"epochs":  func(d *Draft) { d.Sheet.Epoch++ },
	} {
		changed := draft
		changed.Sheet.Devices = slices.Clone(draft.Sheet.Devices)
		change(&changed)
		require.Error(t, changed.Check(m.self.Key.Meter(), f.ID, testEpoch), name)
	}
	lie := func(change func(*Draft)) Draft { // over the meter's own word
		changed := draft
		changed.Sheet.Devices = slices.Clone(draft.Sheet.Devices)
		change(&changed)
		changed.Word, err = m.self.Key.Sign(changed.hash())
		require.NoError(t, err)
		return changed
	}
	for want, change := range map[string]func(*Draft){
		"does not come after":     func(d *Draft) { d.Sheet.Devices = append(d.Sheet.Devices, d.Sheet.Devices[0]) },
		"is no id":                func(d *Draft) { d.Sheet.Devices[0].ID = statement.Word{} },
		"device 1: 0x30":          func(d *Draft) { d.Sheet.Devices[0].ID.SetInt64(-1) },
		"has 3601 seconds":        func(d *Draft) { d.Sheet.Devices[0].Seconds[7] = 3601 },
		"the draft is of forward": func(d *Draft) { d.Sheet.Epoch++ },
	} {
		require.ErrorContains(t, lie(change).Check(m.self.Key.Meter(), f.ID, testEpoch), want)
	}
	nine := draft
	nine.Sheet.Devices = make([]gpuhours.Device, 9)
	require.ErrorContains(t, nine.Check(m.self.Key.Meter(), f.ID, testEpoch), "it has 9 devices")
}

// An executor cannot fill the log with sheets.
func TestSheetsOfAnEpochAreBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(1), m)
	m.state.words[part{f.ID, testEpoch}] = maxSigned - 1
	sheet := m.state.draft(f.ID, testEpoch)
	_, err := m.Sign(t.Context(), w.executor.Name(), sheet)
	require.NoError(t, err)
	size := w.size(m)
	_, err = m.Sign(t.Context(), w.executor.Name(), sheet)
	require.NoError(t, err, "it is the same one")
	sheet.Devices[0].Seconds[0]--
	_, err = m.Sign(t.Context(), w.executor.Name(), sheet)
	require.ErrorContains(t, err, "gets no more")
	require.Equal(t, size, w.size(m))
	require.NoError(t, m.Broken())
}
