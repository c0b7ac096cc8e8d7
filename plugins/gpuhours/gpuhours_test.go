package gpuhours_test

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	circuit "github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

const (
	epoch     = 2150
	firstHour = epoch * circuit.EpochHours
)

var forward = crypto.Keccak256Hash([]byte("forward"))

var compiled = sync.OnceValues(func() (constraint.ConstraintSystem, error) {
	logger.Disable()
	return frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &circuit.Circuit{})
})

func compile(t *testing.T) constraint.ConstraintSystem {
	t.Helper()
	system, err := compiled()
	require.NoError(t, err)
	return system
}

// seeded is bytes that anybody can draw again: keys for tests.
type seeded struct{ *rand.Rand }

func (s seeded) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s.UintN(256))
	}
	return len(p), nil
}

func meters(t *testing.T) []circuit.MeterKey {
	t.Helper()
	var keys []circuit.MeterKey
	for i := range uint64(3) {
		key, err := circuit.GenerateMeterKey(seeded{rand.New(rand.NewPCG(1, i))})
		require.NoError(t, err)
		keys = append(keys, key)
	}
	return keys
}

// params ask for two of three meters.
func params(t *testing.T, change func(map[string]any)) []byte {
	t.Helper()
	var keys []string
	for _, key := range meters(t) {
		keys = append(keys, key.Meter().String())
	}
	p := map[string]any{"meters": keys, "signatures": 2, "devices": 2, "class": "B", "model": "NVIDIA H100 80GB HBM3"}
	change(p)
	text, err := json.Marshal(p)
	require.NoError(t, err)
	return text
}

func unchanged(map[string]any) {}

// evidence is that of two devices that were there for twenty hours, of which some hours are claimed. It is changed before
// the first two meters sign.
func evidence(t *testing.T, from, to uint64, change func(*circuit.Evidence)) []byte {
	t.Helper()
	e := circuit.Evidence{Sheet: circuit.Sheet{Forward: forward, Epoch: epoch}, From: firstHour + from, To: firstHour + to}
	for id := range uint64(2) {
		device := circuit.Device{ID: statement.WordFromUint64(id + 1)}
		for i := range 20 {
			device.Seconds[i] = circuit.HourSeconds
		}
		e.Devices = append(e.Devices, device)
	}
	e.Amount = e.Sum()
	change(&e)
	for _, key := range meters(t)[:2] {
		signature, err := key.Sign(e.Hash())
		require.NoError(t, err)
		e.Signatures = append(e.Signatures, signature)
	}
	text, err := json.Marshal(e)
	require.NoError(t, err)
	return text
}

func honest(*circuit.Evidence) {}

// changed is evidence after somebody else had a hand in it.
func changed(t *testing.T, output []byte, change func(*circuit.Evidence)) []byte {
	t.Helper()
	e, err := circuit.ParseEvidence(output)
	require.NoError(t, err)
	change(&e)
	text, err := json.Marshal(e)
	require.NoError(t, err)
	return text
}

func window(t *testing.T) sdk.Word {
	t.Helper()
	word, err := statement.Window((firstHour-1)*circuit.HourSeconds, (firstHour+30)*circuit.HourSeconds, big.NewInt(1_000_000))
	require.NoError(t, err)
	return word.Bytes()
}

func TestConformance(t *testing.T) {
	t.Parallel()
	word, good := statement.U248(forward), evidence(t, 0, 10, honest)
	plugintest.Exercise(t, gpuhours.New(), plugintest.Samples{
		Params: params(t, unchanged), OtherParams: params(t, func(p map[string]any) { p["class"] = "A" }),
		Forward: word.Bytes(), Window: window(t), Public: true,
		BadParams: [][]byte{
			nil, []byte(`{`), []byte(`{}`), []byte(`[]`), []byte(strings.Repeat(" ", 1<<20)),
			params(t, func(p map[string]any) { p["signatures"] = 4 }),
			params(t, func(p map[string]any) { p["devices"] = 9 }),
			params(t, func(p map[string]any) { p["class"] = "C" }),
			params(t, func(p map[string]any) { p["meter"] = 1 }),
			params(t, func(p map[string]any) { p["meters"] = []string{"0x12"} }),
		},
		Good: [][]byte{good, evidence(t, 3, 30, honest), evidence(t, 0, 1, func(e *circuit.Evidence) { e.Amount = 1 })},
		Bad: [][]byte{
			[]byte(`{}`),
			evidence(t, 0, 10, func(e *circuit.Evidence) { e.Amount++ }),
			evidence(t, 0, 10, func(e *circuit.Evidence) { e.Devices[1].Seconds[100] = circuit.HourSeconds + 1 }),
			evidence(t, 20, 30, func(e *circuit.Evidence) { e.Amount = 1 }),
			evidence(t, 0, 10, func(e *circuit.Evidence) { e.Devices[0], e.Devices[1] = e.Devices[1], e.Devices[0] }),
			changed(t, good, func(e *circuit.Evidence) { e.Signatures[1] = e.Signatures[0] }),
			changed(t, good, func(e *circuit.Evidence) { e.Devices[0].Seconds[15]++ }),
			changed(t, good, func(e *circuit.Evidence) { e.Forward[31]++ }),
		},
		Unjudgeable: [][]byte{nil, []byte("hours"), []byte(`{"amount": -1}`), append(good, good...), make([]byte, 1<<20)},
		System:      compile(t),
	})
}

func request(t *testing.T, output []byte) (sdk.AssignRequest, sdk.Params) {
	t.Helper()
	opened, err := gpuhours.New().CommitParams(t.Context(), params(t, unchanged))
	require.NoError(t, err)
	word := statement.U248(forward)
	r := sdk.AssignRequest{Preimage: opened.Preimage, Output: output, KeyHash: sdk.Word{1}}
	r.Header[statement.ForwardWord], r.Header[statement.ParamsWord] = word.Bytes(), opened.Commitment
	r.Header[statement.WindowWord] = window(t)
	return r, opened
}

// One sheet is delivered in two steps, with hours between them that nobody claims.
func TestStepsFollowEachOther(t *testing.T) {
	t.Parallel()
	predicate := gpuhours.New()
	var texts []string
	cursor := uint64(0)
	for _, hours := range [][2]uint64{{0, 5}, {7, 20}} {
		r, opened := request(t, evidence(t, hours[0], hours[1], honest))
		r.Cursor = cursor
		assigned, err := predicate.Assign(t.Context(), r)
		require.NoError(t, err)
		require.NoError(t, sdk.CheckAssignment(r, assigned, circuit.PayloadWords))
		require.Equal(t, int64(2*3600*(hours[1]-hours[0])), assigned.Step.Amount.Int64())
		full, err := witness.New(ecc.BN254.ScalarField())
		require.NoError(t, err)
		require.NoError(t, full.UnmarshalBinary(assigned.Witness))
		require.NoError(t, compile(t).IsSolved(full))

		settled, err := sdk.SettledHeader(r.Header, r.Cursor, assigned.Step)
		require.NoError(t, err)
		text, err := predicate.Open(t.Context(), sdk.OpenRequest{Preimage: opened.Preimage, Header: settled, Payload: assigned.Payload})
		require.NoError(t, err)
		texts = append(texts, string(text))

		cursor = assigned.Step.To
		r.Cursor = cursor
		_, err = predicate.Assign(t.Context(), r) // the same hours once more
		require.ErrorIs(t, err, sdk.ErrUnjudgeable)
		require.ErrorContains(t, err, "is settled")
	}
	require.Contains(t, texts[0], "36000 GPU-seconds in hours 533200 to 533204 (2030-10-29 16:00 to 2030-10-29 20:00), by meters of set 0x")
	require.Contains(t, texts[1], "device 0x"+strings.Repeat("0", 63)+"2: hours 533207 to 533219 (")
}

func TestAssignRefuses(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*sdk.AssignRequest){
		"the header is of another one": func(r *sdk.AssignRequest) { r.Header[statement.ForwardWord][31]++ },
		"other parameters":             func(r *sdk.AssignRequest) { r.Header[statement.ParamsWord][31]++ },
		"reading the header":           func(r *sdk.AssignRequest) { r.Header[statement.WindowWord] = common.MaxHash },
		"not whole hours":              func(r *sdk.AssignRequest) { r.Header[statement.WindowWord][31]++ },
		"the forward's window from hour": func(r *sdk.AssignRequest) {
			r.Output = evidence(t, 20, 31, func(e *circuit.Evidence) { e.Devices[0].Seconds[25] = 1; e.Amount = 1 })
		},
		"before hour 533201 is settled": func(r *sdk.AssignRequest) { r.Cursor = firstHour + 1 },
		"the evidence does not hold":    func(r *sdk.AssignRequest) { r.Output = []byte(`{}`) },
		"reading evidence":              func(r *sdk.AssignRequest) { r.Output = nil },
		"a commitment or a beacon":      func(r *sdk.AssignRequest) { r.Header[statement.BeaconWord][31]++ },
	} {
		r, _ := request(t, evidence(t, 0, 10, honest))
		change(&r)
		_, err := gpuhours.New().Assign(t.Context(), r)
		require.ErrorContains(t, err, want)
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	r, opened := request(t, evidence(t, 0, 10, honest))
	assigned, err := gpuhours.New().Assign(t.Context(), r)
	require.NoError(t, err)
	settled, err := sdk.SettledHeader(r.Header, 0, assigned.Step)
	require.NoError(t, err)
	for want, change := range map[string]func(*sdk.OpenRequest){
		"it has 0 bytes":          func(o *sdk.OpenRequest) { o.Preimage = nil },
		"a payload of 0 words":    func(o *sdk.OpenRequest) { o.Payload = nil },
		"a payload of 18 words":   func(o *sdk.OpenRequest) { o.Payload = make([]sdk.Word, 18) },
		"a device or a mask":      func(o *sdk.OpenRequest) { o.Payload = []sdk.Word{{1}, {}, {1}} },
		"a mask is none":          func(o *sdk.OpenRequest) { o.Payload = []sdk.Word{{1}, {31: 1}, {1}} },
		"none of one epoch":       func(o *sdk.OpenRequest) { o.Header[statement.ProgressWord] = sdk.Word{} },
		"below the field's order": func(o *sdk.OpenRequest) { o.Header[statement.ProgressWord] = common.MaxHash },
	} {
		o := sdk.OpenRequest{Preimage: opened.Preimage, Header: settled, Payload: assigned.Payload}
		change(&o)
		_, err := gpuhours.New().Open(t.Context(), o)
		require.ErrorIs(t, err, sdk.ErrUnjudgeable)
		require.ErrorContains(t, err, want)
	}
}
