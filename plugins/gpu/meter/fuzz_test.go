package meter

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
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
		require.Error(t, signed.Said.consented(testChain, testEscrow, common.Address{1}), "no agent agreed")
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

// running is a state in an hour, in which a device of a forward is looked at for a tenant. Its keys are the same in all of a fuzzer's
// processes.
func running(f *testing.F) (s *state, seeds map[string][]any) {
	f.Helper()
	key, err := gpuhours.GenerateMeterKey(seeded{rand.New(rand.NewPCG(7, 0))})
	require.NoError(f, err)
	account := func(name string) account {
		private, err := crypto.ToECDSA(crypto.Keccak256([]byte(name)))
		require.NoError(f, err)
		return account{private}
	}
	var agentKey peer.Key
	require.NoError(f, agentKey.UnmarshalText([]byte(peer.KeyPrefix+strings.Repeat("a9", 32))))
	provider, buyer := account("provider"), account("buyer")
	params := gpuhours.Params{
		Signatures: 1, Devices: 2, Class: gpuhours.ClassC, Model: "1 GiB", Disputed: gpuhours.DisputedDenied, Meters: []gpuhours.Meter{key.Meter()},
	}
	forward := Forward{
		ID: common.Hash{1}, Preimage: params.Preimage(), From: firstHour, To: firstHour + 9, Buyer: buyer.address(), Provider: provider.address(),
	}
	consent, err := Consent(agentKey, testChain, testEscrow, forward.ID, forward.Provider)
	require.NoError(f, err)
	machine, err := Sign(testChain, testEscrow, Registration{
		Forward: forward.ID, Serial: 1, URL: "https://a.example", Agent: agentKey.Name(), Consent: consent, Devices: []Device{{Name: "GPU-0"}},
		Executor: peer.Name{2}, Handle: []byte{1},
	}, provider.sign)
	require.NoError(f, err)
	tenancy, err := Sign(testChain, testEscrow, Tenancy{forward.ID, 1, peer.Name{1}, peer.Name{2}}, buyer.sign)
	require.NoError(f, err)
	secrets := NewSecrets([32]byte{1}, firstHour)
	hour := hourBegun{Hour: firstHour, Rate: 2, Beacon: Beacon{Time: BeaconTime(firstHour)}}
	s = newState()
	for _, entry := range []struct {
		kind string
		body any
	}{
		{kindBegun, begun{testChain, testEscrow, key.Meter(), secrets.Anchor()}}, {kindForward, forward}, {kindMachine, machine}, {kindTenant, tenancy},
		{kindHour, hour},
	} {
		body, err := json.Marshal(entry.body)
		require.NoError(f, err)
		require.NoError(f, s.apply(entry.kind, body))
	}
	secret, err := secrets.Hour(firstHour)
	require.NoError(f, err)
	look := Look{
		Forward: forward.ID, Device: machine.Said.Devices[0].ID(agentKey.Name()), Hour: firstHour, Outcome: Passed,
		Second: instants(firstHour, hour.Beacon.Hash, secret, hour.Rate)[0],
	}
	sold := forward
	sold.Buyer[0]++
	return s, map[string][]any{
		kindForward: {forward, sold, Forward{Preimage: []byte{1}}}, kindMachine: {machine, fuzzMachine}, kindTenant: {tenancy, fuzzTenancy}, kindHour: {hour},
		kindLook: {look, Look{Forward: forward.ID}}, kindHourOver: {hourOver{firstHour, secret, []Credit{}}, hourOver{Hour: 2, Credits: []Credit{}}},
		kindSigned: {signedSheet{Sheet: []byte("{}")}},
	}
}

// copied is a state that can go another way.
func copied(s *state) *state {
	c := *s
	c.forwards = map[common.Hash]*tenancy{}
	for id, f := range s.forwards {
		g := *f
		g.devices, g.earned, g.serials = maps.Clone(f.devices), maps.Clone(f.earned), maps.Clone(f.serials)
		g.registered, g.tenancies = slices.Clone(f.registered), slices.Clone(f.tenancies)
		c.forwards[id] = &g
	}
	c.order = slices.Clone(s.order)
	c.seen, c.sold, c.credits, c.doubts = maps.Clone(s.seen), maps.Clone(s.sold), maps.Clone(s.credits), maps.Clone(s.doubts)
	c.signed, c.words, c.looks = maps.Clone(s.signed), maps.Clone(s.words), map[deviceHour]map[int]Look{}
	for at, looks := range s.looks {
		c.looks[at] = maps.Clone(looks)
	}
	return &c
}

// Whatever entry comes next in a running hour: nobody is registered who did not sign, nothing is signed, no seconds are credited that no look
// of the hour is for, and none for a forward that is not the device's.
func FuzzEntries(f *testing.F) {
	before, seeds := running(f)
	for kind, entries := range seeds {
		for _, entry := range entries {
			body, err := json.Marshal(entry)
			require.NoError(f, err)
			f.Add(kind, body)
		}
		if kind == kindForward || kind == kindLook || kind == kindHourOver {
			require.NoError(f, copied(before).apply(kind, marshalled(f, entries[0])), "something can come next")
		}
	}
	known := before.forwards[common.Hash{1}]
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		s := copied(before)
		if s.apply(kind, body) != nil {
			return
		}
		now := s.forwards[common.Hash{1}]
		require.Equal(t, known.machine, now.machine)
		require.Equal(t, known.params, now.params)
		require.Equal(t, [2]uint64{known.From, known.To}, [2]uint64{now.From, now.To})
		require.Empty(t, s.signed)
		require.Empty(t, s.credits)
		if now.tenant != nil {
			require.Equal(t, known.tenant, now.tenant)
			require.Equal(t, known.Buyer, now.Buyer)
		}
		for at, forward := range s.sold {
			require.Equal(t, kindLook, kind)
			require.Equal(t, common.Hash{1}, forward)
			require.Contains(t, known.devices, at.device)
		}
	})
}
