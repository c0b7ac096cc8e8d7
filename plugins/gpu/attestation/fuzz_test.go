package attestation_test

import (
	"encoding/binary"
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation/attestationtest"
)

// A report that is read is read whole: written again from what was read, it is the same but for the bytes that SPDM
// reserves.
func FuzzParseReport(f *testing.F) {
	f.Add([]byte{})
	g := small()
	f.Add(g.Report(nonce))
	g.Blocks, g.Fields = 0, nil
	f.Add(g.Report(nonce))
	f.Add(attestationtest.NewBlackwell("vendor", "chip", "firmware").Report(nonce))
	f.Fuzz(func(t *testing.T, data []byte) {
		report, err := attestation.ParseReport(data)
		if err != nil {
			var fault *attestation.FormatError
			require.ErrorAs(t, err, &fault)
			require.NotEmpty(t, fault.Field)
			require.NotEmpty(t, fault.Reason)
			require.LessOrEqual(t, fault.Offset, len(data))
			return
		}
		require.Equal(t, data, written(report, data))
		for _, text := range []string{report.DriverVersion(), report.VBIOSVersion(), report.Mode()} {
			for _, c := range text {
				require.True(t, c > ' ' && c <= '~', "%q", text)
			}
		}
	})
}

// written is a report's bytes, with reserved bytes and signature from the original.
func written(r *attestation.Report, original []byte) []byte {
	number := func(n, bytes int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n))[:bytes] }
	var record, opaque []byte
	for _, m := range r.Measurements {
		record = slices.Concat(record, []byte{m.Index, 1}, number(3+len(m.Value), 2), []byte{byte(m.Type)}, number(len(m.Value), 2), m.Value)
	}
	for _, field := range r.Fields {
		opaque = slices.Concat(opaque, number(int(field.Type), 2), number(len(field.Value), 2), field.Value)
	}
	return slices.Concat([]byte{0x11, 0xe0, 1, 0xff}, r.Nonce[:], []byte{0, 0x11, 0x60}, original[39:41],
		number(len(r.Measurements), 1), number(len(record), 3), record, r.Response[:], number(len(opaque), 2), opaque, original[len(original)-96:])
}

// Evidence that is read and written again is the same evidence.
func FuzzParseEvidence(f *testing.F) {
	g := small()
	text, err := attestation.MarshalEvidence([]attestation.Evidence{told(g), told(g)})
	require.NoError(f, err)
	f.Add(text)
	for _, text := range []string{"", "[]", "[{}]", `[{"version": "1.0", "nonce": "00"}]`, `[{"arch": 1}]`} {
		f.Add([]byte(text))
	}
	var entries []map[string]string
	require.NoError(f, json.Unmarshal(text, &entries))
	older := map[string]string{"arch": "HOPPER", "nonce": entries[0]["nonce"], "evidence": "11e0", "certificate": ""}
	text, err = json.Marshal([]map[string]string{older})
	require.NoError(f, err)
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := attestation.ParseEvidence(text)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		require.NotEmpty(t, list)
		again, err := attestation.MarshalEvidence(list)
		require.NoError(t, err)
		same, err := attestation.ParseEvidence(again)
		require.NoError(t, err)
		require.Equal(t, list, same)
	})
}

// A chain that is read is five certificates, and judging whatever can be read ends in a verdict.
func FuzzVerify(f *testing.F) {
	g := small()
	evidence := g.Evidence(nonce)
	f.Add(evidence.Report, evidence.Chain)
	blackwell := attestationtest.NewBlackwell("vendor", "chip", "firmware").Evidence(nonce)
	f.Add(blackwell.Report, blackwell.Chain)
	verifier := trusting(g)
	f.Fuzz(func(t *testing.T, report, chain []byte) {
		verdict, err := verifier.Verify(attestation.Evidence{Report: report, Chain: chain}, &nonce, now)
		if err != nil {
			return
		}
		require.Len(t, verdict.Checks, 8)
		if _, err := verdict.Device(); err == nil {
			require.Equal(t, nonce, verdict.Report.Nonce)
			require.True(t, verdict.Chain[attestation.Root].Equal(verifier.Root))
		}
	})
}
