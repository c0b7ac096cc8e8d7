package meter

import (
	"encoding/json"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

var (
	fuzzMachine = Signed[Registration]{Registration{
		Forward: common.Hash{1}, Serial: 1, URL: "https://a.example", Agent: peer.Name{1}, Devices: []Device{{"GPU-0", common.Hash{}}},
		Consent: make([]byte, peer.SignatureSize), Executor: peer.Name{2}, Handle: []byte{1},
	}, make([]byte, 65)}
	fuzzTenancy = Signed[Tenancy]{Tenancy{common.Hash{1}, 1, peer.Name{1}, peer.Name{2}}, make([]byte, 65)}
)

func seed(f *testing.F, values ...any) {
	f.Helper()
	for _, value := range values {
		text, err := json.Marshal(value)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Add([]byte(`{"said":{"Serial":2,"serial":1}} `))
}

// A registration that is read is within bounds once it is checked, and says the same when it is written and read again.
func FuzzRegistration(f *testing.F) {
	seed(f, fuzzMachine)
	f.Fuzz(func(t *testing.T, text []byte) {
		var signed Signed[Registration]
		if decode(text, &signed) != nil {
			return
		}
		if _, err := signed.Signer(testChain, testEscrow); err == nil {
			require.Len(t, []byte(signed.Signature), 65)
		}
		if signed.Said.Check() != nil {
			return
		}
		require.LessOrEqual(t, len(signed.Said.Devices), gpuhours.MaxDevices)
		require.LessOrEqual(t, len(signed.Said.Handle), maxHandle)
		ids := map[common.Hash]bool{}
		for _, device := range signed.Said.Devices {
			ids[device.ID(signed.Said.Agent)] = true
		}
		require.Len(t, ids, len(signed.Said.Devices))
		var again Signed[Registration]
		require.NoError(t, decode(marshalled(t, signed), &again))
		require.Equal(t, signed, again)
	})
}

// The same of a tenancy.
func FuzzTenancy(f *testing.F) {
	seed(f, fuzzTenancy)
	f.Fuzz(func(t *testing.T, text []byte) {
		var signed Signed[Tenancy]
		if decode(text, &signed) != nil || signed.Said.Check() != nil {
			return
		}
		_, _ = signed.Signer(testChain, testEscrow)
		var again Signed[Tenancy]
		require.NoError(t, decode(marshalled(t, signed), &again))
		require.Equal(t, signed, again)
	})
}

// A draft that is read is refused without the meter's word, whatever it is.
func FuzzDraft(f *testing.F) {
	var row gpuhours.Device
	row.ID, row.Seconds[0] = statement.WordFromUint64(1), 1
	seed(f, Draft{}, Draft{Sheet: gpuhours.Evidence{Sheet: gpuhours.Sheet{Devices: []gpuhours.Device{row}}}})
	f.Fuzz(func(t *testing.T, text []byte) {
		var draft Draft
		if decode(text, &draft) != nil {
			return
		}
		require.Error(t, draft.Check(gpuhours.Meter{X: statement.WordFromUint64(1), Y: statement.WordFromUint64(2)}, draft.Forward, draft.Epoch))
	})
}

// A sheet that is proposed is refused where nobody is registered, and never more is signed than nothing.
func FuzzSheetProposal(f *testing.F) {
	var row gpuhours.Device
	row.ID = statement.WordFromUint64(1)
	seed(f, gpuhours.Evidence{}, gpuhours.Evidence{Sheet: gpuhours.Sheet{Forward: common.Hash{1}, Devices: []gpuhours.Device{row}}})
	s := newState()
	s.forwards[common.Hash{1}] = &tenancy{params: gpuhours.Params{Devices: gpuhours.MaxDevices}}
	f.Fuzz(func(t *testing.T, text []byte) {
		proposal, err := gpuhours.ParseEvidence(text)
		if err != nil || s.refusal(proposal.Sheet) != nil {
			return
		}
		require.Equal(t, common.Hash{1}, proposal.Forward)
		require.NotEmpty(t, proposal.Devices)
		for _, device := range proposal.Devices {
			require.Zero(t, total(device))
		}
		proposal.Hash()
	})
}

// An entry that a state takes is written as it would be, and the same one again is none, or changes nothing that counts.
func FuzzEntries(f *testing.F) {
	first, err := json.Marshal(begun{ChainID: testChain, Escrow: testEscrow, Anchor: Anchor{1, common.Hash{1}}})
	require.NoError(f, err)
	for kind, entry := range map[string]any{
		kindForward: Forward{Preimage: []byte{1}}, kindMachine: fuzzMachine, kindTenant: fuzzTenancy, kindHour: hourBegun{Hour: 2, Rate: 1},
		kindLook: Look{Forward: common.Hash{1}}, kindHourOver: hourOver{Hour: 2, Credits: []Credit{}}, kindSigned: signedSheet{Sheet: []byte("{}")},
	} {
		body, err := json.Marshal(entry)
		require.NoError(f, err)
		f.Add(kind, body)
	}
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		s := newState()
		require.NoError(t, s.apply(kindBegun, first))
		if s.apply(kind, body) != nil {
			return
		}
		require.Contains(t, []string{kindForward, kindHour}, kind, "without a forward nothing else holds")
		require.Empty(t, s.credits)
		require.Empty(t, s.signed)
	})
}
