package meter

import (
	"context"
	"crypto/sha256"
	"errors"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation/attestationtest"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

func chipOf(g *attestationtest.GPU) common.Hash {
	return sha256.Sum256(g.Certificate(attestation.Device).RawSubjectPublicKeyInfo)
}

// attested is a world with forwards of class B, and the way to open its meter.
func attested(t *testing.T, root *attestationtest.GPU) (*world, func(*Eyes, *Options)) {
	t.Helper()
	w := newWorld(t)
	w.params.Class, w.params.Model = gpuhours.ClassB, "made up"
	return w, func(e *Eyes, _ *Options) { e.Judge.Attestation.Root = root.Root() }
}

// evidenceOf is what a GPU's machine answers, as NVIDIA's tools write it.
func evidenceOf(nonce attestation.Nonce, gpus ...*attestationtest.GPU) ([]byte, error) {
	var list []attestation.Evidence
	for _, g := range gpus {
		evidence := g.Evidence(nonce)
		evidence.Claims = &attestation.Claims{Architecture: g.Architecture, Nonce: nonce, Driver: "999.12", VBIOS: "96.00.A5.00.01"}
		list = append(list, evidence)
	}
	return attestation.MarshalEvidence(list)
}

// reporting answers with a report of a GPU, for a nonce that the test changes.
func reporting(g *attestationtest.GPU, change func(nonce attestation.Nonce) attestation.Nonce) func([]byte) ([]byte, error) {
	return func(nonce []byte) ([]byte, error) { return evidenceOf(change(attestation.Nonce(nonce)), g) }
}

// In class B an hour counts by fresh reports of the chip that is registered, and an auditor sees the same.
func TestAnAttestedHour(t *testing.T) {
	t.Parallel()
	gpu, other := attestationtest.New("vendor", "one", "firmware"), attestationtest.New("vendor", "two", "firmware")
	stranger := attestationtest.New("another vendor", "one", "firmware")
	old := attestationtest.New("vendor", "one", "firmware")
	old.Certificates[attestation.Firmware].NotAfter = hour(0).Add(-time.Second)
	fresh := func(nonce attestation.Nonce) attestation.Nonce { return nonce }
	for name, test := range map[string]struct {
		attest func([]byte) ([]byte, error)
		chip   common.Hash
		want   string
	}{
		"it is the one": {reporting(gpu, fresh), chipOf(gpu), ""},
		"another chip":  {reporting(other, fresh), chipOf(gpu), "is registered"},
		"another nonce": {reporting(gpu, func(n attestation.Nonce) attestation.Nonce { n[0] ^= 1; return n }), chipOf(gpu), "nonce"},
		"another root":  {reporting(stranger, fresh), chipOf(stranger), "root"},
		"expired":       {reporting(old, fresh), chipOf(gpu), "expired"},
		"two at once": {func(nonce []byte) ([]byte, error) {
			return evidenceOf(attestation.Nonce(nonce), gpu, other)
		}, chipOf(gpu), "of 2 GPUs"},
		"none":     {func([]byte) ([]byte, error) { return []byte("{}"), nil }, chipOf(gpu), "attestation: "},
		"too long": {func([]byte) ([]byte, error) { return make([]byte, maxEntry/4+1), nil }, chipOf(gpu), "at most"},
		"silent":   {func([]byte) ([]byte, error) { return nil, errors.New("no driver") }, chipOf(gpu), "no driver"},
	} {
		w, by := attested(t, gpu)
		f, m := w.forward("one", 0, 100), w.meter(0, by)
		w.door.attest = test.attest
		r := w.registration(f, "GPU-0")
		r.Devices[0].Chip = test.chip
		w.register(m, r)
		w.until(hour(1), m)
		reasons := w.reasons(m)
		report, err := Audit(t.Context(), m.log, Judge{Attestation: attestation.Verifier{Root: gpu.Root()}}, w)
		require.NoError(t, err, name)
		if test.want == "" {
			require.Equal(t, 3600, total(m.state.draft(f.ID, testEpoch).Devices[0]))
			require.Empty(t, reasons)
			_, err = Audit(t.Context(), m.log, Judge{Attestation: attestation.Verifier{Root: stranger.Root()}}, w)
			require.ErrorContains(t, err, "root", "whoever trusts another root does not believe it")
			continue
		}
		require.Zero(t, total(m.state.draft(f.ID, testEpoch).Devices[0]), name)
		require.Positive(t, report.Looks[Failed])
		for _, reason := range reasons {
			require.Contains(t, reason, test.want, name)
		}
	}
}

// A report that was given once is of one challenge: it serves for no other one.
func TestAReportThatIsReplayed(t *testing.T) {
	t.Parallel()
	gpu := attestationtest.New("vendor", "one", "firmware")
	w, by := attested(t, gpu)
	f, m := w.forward("one", 0, 100), w.meter(0, by, func(_ *Eyes, o *Options) { o.Rate = 4 })
	var first []byte
	w.door.attest = func(nonce []byte) (answer []byte, err error) {
		if first == nil {
			first, err = reporting(gpu, func(n attestation.Nonce) attestation.Nonce { return n })(nonce)
		}
		return first, err
	}
	r := w.registration(f, "GPU-0")
	r.Devices[0].Chip = chipOf(gpu)
	w.register(m, r)
	w.until(hour(2), m)
	report, err := Audit(t.Context(), m.log, Judge{Attestation: attestation.Verifier{Root: gpu.Root()}}, w)
	require.NoError(t, err)
	require.Equal(t, 1, report.Looks[Passed])
	require.Greater(t, report.Looks[Failed], 1)
}

// A provider who renames a device within an hour does not make an honest meter look like a liar.
func TestADeviceThatIsRenamed(t *testing.T) {
	t.Parallel()
	gpu := attestationtest.New("vendor", "one", "firmware")
	w, by := attested(t, gpu)
	f, m := w.forward("one", 0, 100), w.meter(0, by)
	w.admit(m, f)
	receipt, err := agent.SignReceipt(w.tenant, f.ID, "GPU-0", hour(0), hour(1))
	require.NoError(t, err)
	w.door.receipts = map[string]*agent.Receipt{"GPU-0": receipt}
	r := w.registration(f, "GPU-0")
	r.Devices[0].Chip = chipOf(gpu)
	w.register(m, r)
	w.until(hour(1).Add(-time.Second), m)
	r.Serial, r.Devices[0].Name = 2, "GPU-1"
	r.Devices = []Device{r.Devices[0]}
	w.register(m, r)
	w.until(hour(1), m)
	report, err := Audit(t.Context(), m.log, Judge{}, w)
	require.NoError(t, err)
	require.Positive(t, report.Looks[Busy])
	require.Equal(t, 3600, total(m.state.draft(f.ID, testEpoch).Devices[0]))
}

// reasons are why looks failed, as the log has them.
func (w *world) reasons(m *testMeter) (reasons []string) {
	w.t.Helper()
	require.NoError(w.t, m.log.Entries(w.t.Context(), func(e Entry) error {
		var look Look
		if e.Kind == kindLook {
			require.NoError(w.t, decode(e.Body, &look))
		}
		if look.Reason != "" {
			reasons = append(reasons, look.Reason)
		}
		return nil
	}))
	return reasons
}

// Receipts that do not hold are none: the device is challenged instead.
func TestReceiptsThatDoNotHold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	w.admit(m, f)
	thief := newPeer(t)
	for h, sign := range []func() (*agent.Receipt, error){
		func() (*agent.Receipt, error) { return agent.SignReceipt(thief, f.ID, "GPU-0", hour(0), hour(1)) },
		func() (*agent.Receipt, error) { return agent.SignReceipt(w.tenant, f.ID, "GPU-1", hour(1), hour(2)) },
		func() (*agent.Receipt, error) {
			return agent.SignReceipt(w.tenant, common.Hash{1}, "GPU-0", hour(2), hour(3))
		},
		func() (*agent.Receipt, error) { return agent.SignReceipt(w.tenant, f.ID, "GPU-0", hour(2), hour(3)) },
	} {
		receipt, err := sign()
		require.NoError(t, err)
		w.door.receipts, w.door.shut = map[string]*agent.Receipt{"GPU-0": receipt}, true
		w.until(hour(uint64(h)), m)
		w.until(hour(uint64(h)+1), m)
	}
	require.Zero(t, total(m.state.draft(f.ID, testEpoch).Devices[0]))
}

// By a profile whose deadlines were not measured a device is asked only if that is allowed.
func TestProfilesThatWereNotMeasured(t *testing.T) {
	t.Parallel()
	for _, allowed := range []bool{false, true} {
		w := newWorld(t)
		f, m := w.forward("one", 0, 100), w.meter(0, func(e *Eyes, _ *Options) { e.Projected = allowed })
		w.register(m, w.registration(f, "GPU-0"))
		w.until(hour(1), m)
		if allowed {
			require.Empty(t, w.reasons(m))
			continue
		}
		require.Contains(t, w.reasons(m)[0], "were not measured")
		require.Zero(t, total(m.state.draft(f.ID, testEpoch).Devices[0]))
	}
}

// An auditor sees by which profiles devices were challenged, and refuses a log in which it is another one than expected.
func TestAWeakProfileIsNoticed(t *testing.T) {
	t.Parallel()
	strong, weak := challengetest.Profile(), challengetest.Profile()
	weak.Fill = 1000 * time.Second
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0, func(e *Eyes, _ *Options) {
		e.Profile = func(gpuhours.Params) (challenge.Profile, error) { return weak, nil }
	})
	w.register(m, w.registration(f, "GPU-0"))
	w.until(hour(2), m)
	report, err := Audit(t.Context(), m.log, Judge{}, w)
	require.NoError(t, err)
	require.Equal(t, []ProfileUsed{{gpuhours.ClassC, "1 GiB", weak, report.Looks[Passed]}}, report.Profiles)
	require.Equal(t, map[int]int{2: 2}, report.Rates)
	expecting := func(p challenge.Profile) Judge {
		return Judge{Profile: func(gpuhours.Params) (challenge.Profile, error) { return p, nil }}
	}
	_, err = Audit(t.Context(), m.log, expecting(weak), w)
	require.NoError(t, err)
	_, err = Audit(t.Context(), m.log, expecting(strong), w)
	require.ErrorContains(t, err, "is expected")
}

// tardy is an agent that says that the device is free when it has had time for another challenge.
type tardy struct {
	*door
	clock *challengetest.Clock
	by    time.Duration
}

// Turn implements Machine.
func (d *tardy) Turn(context.Context, string) error { d.clock.Advance(d.by); return nil }

// A device that lets itself be waited for may have answered for another one first: it counts only if there was no time for that.
func TestADeviceThatIsNotFreeInTime(t *testing.T) {
	t.Parallel()
	limit := prompt(challengetest.Profile())
	require.Equal(t, 5*time.Second, limit)
	for by, want := range map[time.Duration]int{limit: 3600, limit + 1: 0} {
		w := newWorld(t)
		f, m := w.forward("one", 0, 100), w.meter(0, func(e *Eyes, _ *Options) {
			clock := challengetest.NewClock()
			e.Wall = clock
			e.Dial = func(Registration) (Machine, func()) { return &tardy{w.door, clock, by}, func() {} }
		})
		w.register(m, w.registration(f, "GPU-0"))
		w.until(hour(1), m)
		require.Equal(t, want, total(m.state.draft(f.ID, testEpoch).Devices[0]))
	}
}

// Answers as long as they may be do not stop a meter.
func TestAnswersTooLongToKeep(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f, m := w.forward("one", 0, 100), w.meter(0)
	w.register(m, w.registration(f, "GPU-0"))
	m.Look = func(context.Context, Task) (Look, []byte) {
		return Look{Outcome: Failed, Report: make([]byte, maxEntry/4), Sample: make([]byte, maxEntry/4)}, nil
	}
	require.NoError(t, m.Tick(t.Context()))
	w.clock.set(m.Next())
	require.ErrorContains(t, m.Tick(t.Context()), "at most 1048576 are kept")
	require.NoError(t, m.Broken())
}
