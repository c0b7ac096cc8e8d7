package meter

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
)

// evidence is a log with all kinds of entries and looks, and the last draft of its meter.
type evidence struct {
	*world
	path    string
	entries []Entry
	draft   Draft
}

func newEvidence(t *testing.T) *evidence {
	t.Helper()
	w := newWorld(t)
	f, m := w.forward("one", 0, 4), w.meter(0)
	w.register(m, w.registration(f, "GPU-0", "GPU-1"))
	w.admit(m, f)
	w.until(hour(1), m)
	receipt, err := agent.SignReceipt(w.tenant, f.ID, "GPU-0", hour(1), hour(2))
	require.NoError(t, err)
	w.door.receipts = map[string]*agent.Receipt{"GPU-0": receipt}
	w.until(hour(2), m)
	w.door.shut = true
	w.until(hour(3), m)
	draft, err := m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	_, err = m.Sign(t.Context(), w.executor.Name(), draft.Sheet.Sheet)
	require.NoError(t, err)
	w.until(hour(4), m)
	draft, err = m.Draft(t.Context(), w.executor.Name(), f.ID, testEpoch)
	require.NoError(t, err)
	e := &evidence{world: w, path: w.file(0), draft: draft}
	require.NoError(t, m.log.Entries(t.Context(), func(entry Entry) error { e.entries = append(e.entries, entry); return nil }))
	_, err = Audit(t.Context(), m.log, Judge{}, w)
	require.NoError(t, err)
	require.NoError(t, m.log.Close())
	return e
}

// copied is the same file once more, which anybody may change.
func (e *evidence) copied(name string, change ...string) *Log {
	e.t.Helper()
	file, err := os.ReadFile(e.path)
	require.NoError(e.t, err)
	path := filepath.Join(e.t.TempDir(), name+".db")
	require.NoError(e.t, os.WriteFile(path, file, 0o600))
	log, err := OpenLog(path)
	require.NoError(e.t, err)
	e.t.Cleanup(func() { _ = log.Close() })
	for _, table := range []string{"entries", "hashes", "claims"} {
		_, err = log.db.Exec(fmt.Sprintf("DROP TRIGGER %s_stay; DROP TRIGGER %s_keep", table, table))
		require.NoError(e.t, err)
	}
	for _, statement := range change {
		_, err = log.db.Exec(statement)
		require.NoError(e.t, err)
	}
	return log
}

// The triggers keep whoever has the file open from changing anything by mistake.
func TestTheLogOnlyGrows(t *testing.T) {
	t.Parallel()
	e := newEvidence(t)
	log, err := OpenLog(e.path)
	require.NoError(t, err)
	defer log.Close()
	for _, change := range []string{
		"DELETE FROM entries WHERE seq = 3", "UPDATE entries SET kind = 'x'", "DELETE FROM hashes", "UPDATE hashes SET hash = x'00'",
		"DELETE FROM claims", "UPDATE claims SET hour = 1",
	} {
		_, err := log.db.Exec(change)
		require.ErrorContains(t, err, "the log only grows")
	}
	_, err = OpenLog(e.path)
	require.ErrorIs(t, err, ErrInUse)
}

// Whatever is changed in a log's file is found, whichever entry it is.
func TestFilesThatWereTamperedWith(t *testing.T) {
	t.Parallel()
	e := newEvidence(t)
	kinds := map[string]int{}
	for _, entry := range e.entries {
		kinds[entry.Kind]++
		body := slices.Clone(entry.Body)
		at := bytes.LastIndexAny(body, "0123456789")
		body[at] = '0' + (body[at]-'0'+1)%10
		log := e.copied("changed", fmt.Sprintf("UPDATE entries SET body = CAST('%s' AS BLOB) WHERE seq = %d", body, entry.Seq))
		_, err := Audit(t.Context(), log, Judge{}, e.world)
		require.ErrorIs(t, err, ErrUnsound, "entry %d, %s", entry.Seq, entry.Kind)
		require.ErrorContains(t, err, "of the evidence log")
	}
	require.Len(t, kinds, 8)
	last := len(e.entries) - 1
	for name, change := range map[string]string{
		"one is missing":     "DELETE FROM entries WHERE seq = 4",
		"two are swapped":    "UPDATE entries SET seq = -1 WHERE seq = 4; UPDATE entries SET seq = 4 WHERE seq = 5; UPDATE entries SET seq = 5 WHERE seq = -1",
		"the first":          "DELETE FROM entries WHERE seq = 0",
		"a hash":             "UPDATE hashes SET hash = x'00' WHERE place = 0",
		"the tree":           fmt.Sprintf("UPDATE hashes SET hash = zeroblob(32) WHERE place >= %d", last),
		"one more":           fmt.Sprintf("INSERT INTO entries VALUES (%d, 'look', x'7b7d')", last+1),
		"a transcript":       "UPDATE transcripts SET bytes = x'00'",
		"another transcript": "UPDATE transcripts SET bytes = (SELECT bytes FROM transcripts ORDER BY hash LIMIT 1)",
	} {
		_, err := Audit(t.Context(), e.copied("changed", change), Judge{}, e.world)
		require.ErrorIs(t, err, ErrUnsound, name)
	}
}

// silent is a chain whose endpoint does not answer.
type silent struct{ err error }

func (s silent) CheckBeacon(context.Context, uint64, Beacon) error   { return s.err }
func (s silent) CheckTerms(_ context.Context, _ Forward) (err error) { return s.err }

// Whoever could not read a log, or ask the chain, has learned nothing about it.
func TestWhatCannotBeReadIsNoVerdict(t *testing.T) {
	t.Parallel()
	e := newEvidence(t)
	interrupted, interrupt := context.WithCancel(t.Context())
	interrupt()
	gone := errors.New("no answer")
	for name, judge := range map[string]func() error{
		"it could not be read: context canceled": func() error { _, err := Audit(interrupted, e.copied("whole"), Judge{}, e.world); return err },
		"it could not be read: no answer":        func() error { _, err := Audit(t.Context(), e.copied("whole"), Judge{}, silent{gone}); return err },
		"the evidence log is empty": func() error {
			_, err := Audit(t.Context(), e.copied("none", "DELETE FROM entries"), Judge{}, e.world)
			return err
		},
		"no such table: transcripts": func() error {
			_, err := Audit(t.Context(), e.copied("cut", "DROP TABLE transcripts"), Judge{}, e.world)
			return err
		},
		"no such table: hashes": func() error {
			_, err := Audit(t.Context(), e.copied("cut", "DROP TABLE hashes"), Judge{}, e.world)
			return err
		},
	} {
		err := judge()
		require.ErrorContains(t, err, name)
		require.NotErrorIs(t, err, ErrUnsound, name)
	}
	_, err := Audit(t.Context(), e.copied("whole"), Judge{}, silent{fmt.Errorf("%w: no", ErrContradicted)})
	require.ErrorIs(t, err, ErrUnsound)
}

// That the end of a log was cut off the log itself does not tell, but any draft of its meter that came after does.
func TestALogThatWasCutOff(t *testing.T) {
	t.Parallel()
	e := newEvidence(t)
	require.NoError(t, e.copied("whole").Holds(t.Context(), e.draft.Root))
	last := len(e.entries) - 3
	cut := e.copied("cut", fmt.Sprintf("DELETE FROM entries WHERE seq >= %d", last))
	_, err := Audit(t.Context(), cut, Judge{}, e.world)
	require.NoError(t, err)
	require.ErrorIs(t, cut.Holds(t.Context(), e.draft.Root), ErrBroken)
	require.NoError(t, e.draft.Check(e.keys[0].Meter(), e.draft.Forward, testEpoch), "which the meter cannot deny")
	other := e.draft.Root
	other.Hash[3] ^= 1
	require.ErrorIs(t, e.copied("other").Holds(t.Context(), other), ErrBroken)
	require.ErrorIs(t, e.copied("less").Holds(t.Context(), Root{Size: -1}), ErrBroken)
}

// rewritten is a log that a dishonest meter writes, tree, claims and all.
func (e *evidence) rewritten(entries []Entry) *Log {
	e.t.Helper()
	log, err := OpenLog(filepath.Join(e.t.TempDir(), "lies.db"))
	require.NoError(e.t, err)
	e.t.Cleanup(func() { _ = log.Close() })
	honest := e.copied("honest")
	for _, entry := range entries {
		var look Look
		var transcript []byte
		if entry.Kind == kindLook && json.Unmarshal(entry.Body, &look) == nil && look.Transcript != nil {
			transcript, _ = honest.Transcript(e.t.Context(), *look.Transcript)
		}
		require.NoError(e.t, log.Append(e.t.Context(), entry.Kind, entry.Body, nil, transcript))
	}
	return log
}

// edit changes the first entry of a kind that a function says it has changed.
func edit[T any](t *testing.T, entries []Entry, kind string, change func(*T) bool) []Entry {
	t.Helper()
	out := slices.Clone(entries)
	for i, entry := range out {
		var body T
		if entry.Kind != kind {
			continue
		}
		require.NoError(t, json.Unmarshal(entry.Body, &body))
		if change(&body) {
			out[i].Body = marshalled(t, body)
			return out
		}
	}
	require.Fail(t, "nothing was changed", kind)
	return nil
}

// What a dishonest meter writes down, over a tree of its own, an auditor finds.
func TestLogsOfDishonestMeters(t *testing.T) {
	t.Parallel()
	e := newEvidence(t)
	place := func(kind string, n int) int {
		for i, entry := range e.entries {
			if entry.Kind == kind {
				if n == 0 {
					return i
				}
				n--
			}
		}
		panic(kind)
	}
	looks := func(change func(*Look) bool) []Entry { return edit(t, e.entries, kindLook, change) }
	var seen []Look
	for _, entry := range e.entries {
		if entry.Kind == kindLook {
			var look Look
			require.NoError(t, json.Unmarshal(entry.Body, &look))
			seen = append(seen, look)
		}
	}
	thief := newPeer(t)
	forged, err := agent.SignReceipt(thief, e.id("one"), "GPU-0", hour(1), hour(2))
	require.NoError(t, err)
	first := place(kindLook, 0)
	for want, entries := range map[string][]Entry{
		"does not lead to the anchor": edit(t, e.entries, kindBegun, func(b *begun) bool { b.Anchor.Hash[0] ^= 1; return true }),
		"does not name meter":         edit(t, e.entries, kindBegun, func(b *begun) bool { b.Meter.X, b.Meter.Y = b.Meter.Y, b.Meter.X; return true }),
		"holds the provider's":        edit(t, e.entries, kindForward, func(f *Forward) bool { f.Provider[0] ^= 1; return true }),
		"holds the buyer's":           edit(t, e.entries, kindForward, func(f *Forward) bool { f.Buyer[0] ^= 1; return true }),
		"provider's position":         edit(t, e.entries, kindMachine, func(s *Signed[Registration]) bool { s.Said.URL += "1"; return true }),
		"buyer's position":            edit(t, e.entries, kindTenant, func(s *Signed[Tenancy]) bool { s.Said.Key = thief.Name(); return true }),
		"has other terms":             edit(t, e.entries, kindForward, func(f *Forward) bool { f.To++; return true }),
		"another block":               edit(t, e.entries, kindHour, func(h *hourBegun) bool { h.Beacon.Hash[0] ^= 1; return true }),
		"later than ten minutes":      edit(t, e.entries, kindHour, func(h *hourBegun) bool { h.Beacon.Time++; return true }),
		"hour's instants or rate":     edit(t, e.entries, kindHour, func(h *hourBegun) bool { h.Rate = 60; return true }),
		"none of hour":                looks(func(l *Look) bool { l.Second = (l.Second + 1) % 3600; return true }),
		"rests on no challenge": looks(func(l *Look) bool {
			was := l.Outcome
			l.Outcome, l.Reason, l.Profile, l.Seed, l.Transcript = Passed, "", nil, nil, nil
			return was == Failed
		}),
		"is of another seed":  looks(func(l *Look) bool { l.Seed = &common.Hash{}; return true }),
		"asked, not":          looks(func(l *Look) bool { l.Transcript = seen[1].Transcript; return true }),
		"read a busy receipt": looks(func(l *Look) bool { is := l.Outcome == Busy; l.Receipt = []byte{1}; return is }),
		"no receipt holds": looks(func(l *Look) bool {
			is := l.Outcome == Busy
			l.Receipt = forged.Bytes()
			return is
		}),
		"has no device":               looks(func(l *Look) bool { l.Device[5] ^= 1; return true }),
		"does not run":                looks(func(l *Look) bool { l.Hour++; return true }),
		"looked at in second":         slices.Insert(slices.Clone(e.entries), first, e.entries[first]),
		"come to other credits":       slices.Delete(slices.Clone(e.entries), first, first+1),
		"looks come to other credits": edit(t, e.entries, kindHourOver, func(h *hourOver) bool { h.Credits[0].Seconds--; return true }),
		"(hourOver)":                  edit(t, e.entries, kindHourOver, func(h *hourOver) bool { h.Secret[0] ^= 1; return true }),
		"this meter has seen": edit(t, e.entries, kindSigned, func(s *signedSheet) bool {
			s.Sheet = bytes.Replace(s.Sheet, []byte("3600"), []byte("3601"), 1)
			return true
		}),
		"for this sheet": edit(t, e.entries, kindSigned, func(s *signedSheet) bool {
			s.Sheet = bytes.Replace(s.Sheet, []byte("3600"), []byte("3599"), 1)
			return true
		}),
		"signed already":            slices.Insert(slices.Clone(e.entries), place(kindSigned, 0), e.entries[place(kindSigned, 0)]),
		"begins with begun":         e.entries[1:],
		"there is no kind":          append(slices.Clone(e.entries), Entry{Kind: "made up", Body: []byte("{}")}),
		"as it would be":            append(slices.Clone(e.entries), Entry{Kind: kindForward, Body: append([]byte(" "), e.entries[1].Body...)}),
		"something after":           append(slices.Clone(e.entries), Entry{Kind: kindForward, Body: append(slices.Clone(e.entries[1].Body), '{', '}')}),
		"unknown field":             append(slices.Clone(e.entries), Entry{Kind: kindForward, Body: []byte(`{"idea":1}`)}),
		"is over, or before":        append(slices.Clone(e.entries[:len(e.entries)-1]), Entry{Kind: kindHour, Body: e.entries[place(kindHour, 0)].Body}),
		"the evidence log is empty": nil,
	} {
		var chain Chain = e.world
		if want == "later than ten minutes" {
			chain = nil // which would find it first
		}
		_, err := Audit(t.Context(), e.rewritten(entries), Judge{}, chain)
		require.Equal(t, entries != nil, errors.Is(err, ErrUnsound), "%s: %v", want, err)
		if want != "hour's instants or rate" {
			require.ErrorContains(t, err, want)
		}
	}
	_, err = Audit(t.Context(), e.rewritten(e.entries), Judge{}, e.world)
	require.NoError(t, err, "what was not changed holds")

	one := e.forwards[e.id("one")]
	delete(e.forwards, one.ID)
	report, err := Audit(t.Context(), e.rewritten(e.entries), Judge{}, e.world)
	require.NoError(t, err, "its opening may have been of a block that is no more")
	require.Equal(t, []common.Hash{one.ID}, report.Absent)
	e.forwards[one.ID] = one

	var sold Forward
	require.NoError(t, json.Unmarshal(e.entries[place(kindForward, 0)].Body, &sold))
	sold.Buyer[0] ^= 1
	sale := Entry{Kind: kindForward, Body: marshalled(t, sold)}
	busy := slices.IndexFunc(seen, func(l Look) bool { return l.Outcome == Busy })
	for hours, want := range map[int]string{place(kindHour, 0): "no receipt holds", place(kindLook, busy): ""} {
		_, err = Audit(t.Context(), e.rewritten(slices.Insert(slices.Clone(e.entries), hours, sale)), Judge{}, e.world)
		if want == "" {
			require.NoError(t, err, "they were the tenant in that hour")
		} else {
			require.ErrorContains(t, err, want, "by whoever was no tenant any more")
		}
	}
}

// A challenge whose transcript was deleted is counted, not believed in silence.
func TestTranscriptsThatAreGone(t *testing.T) {
	t.Parallel()
	e := newEvidence(t)
	report, err := Audit(t.Context(), e.copied("gone", "DELETE FROM transcripts"), Judge{}, e.world)
	require.NoError(t, err)
	require.Positive(t, report.Gone)
	require.Equal(t, report.Looks[Passed], report.Gone)
	require.Equal(t, report.Looks[Passed], report.Bare)
}
