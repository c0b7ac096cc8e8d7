package attestation_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation/attestationtest"
)

// told is evidence with words that agree with it.
func told(g *attestationtest.GPU) attestation.Evidence {
	evidence := g.Evidence(nonce)
	evidence.Claims = &attestation.Claims{Architecture: g.Architecture, Nonce: nonce, Driver: "999.12", VBIOS: "96.00.A5.00.01"}
	return evidence
}

func TestEvidenceIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	want := []attestation.Evidence{told(honest()), told(attestationtest.NewBlackwell("vendor", "chip", "firmware"))}
	text, err := attestation.MarshalEvidence(want)
	require.NoError(t, err)
	got, err := attestation.ParseEvidence(text)
	require.NoError(t, err)
	require.Equal(t, want, got)
	for _, evidence := range got {
		verdict, err := trusting(honest()).Verify(evidence, &nonce, now)
		require.NoError(t, err)
		require.Equal(t, attestation.Holds, verdict.Status(), "%v", verdict.Checks)
	}
	_, err = attestation.MarshalEvidence([]attestation.Evidence{honest().Evidence(nonce)})
	require.ErrorContains(t, err, "says nothing in words")
}

func TestWordsThatTheReportDoesNotBear(t *testing.T) {
	t.Parallel()
	for says, edit := range map[string]func(c *attestation.Claims){
		"the file says nonce 0902":               func(c *attestation.Claims) { c.Nonce[0] = 9 },
		`architecture "BLACKWELL"`:               func(c *attestation.Claims) { c.Architecture = "BLACKWELL" },
		`architecture ""`:                        func(c *attestation.Claims) { c.Architecture = "" },
		`driver "999.13", the report "999.12"`:   func(c *attestation.Claims) { c.Driver = "999.13" },
		`VBIOS "96.00.A5.00.02", the report "96`: func(c *attestation.Claims) { c.VBIOS = "96.00.A5.00.02" },
	} {
		evidence := told(honest())
		edit(evidence.Claims)
		verdict, err := trusting(honest()).Verify(evidence, &nonce, now)
		require.NoError(t, err)
		require.Equal(t, []string{attestation.CheckClaims}, failed(verdict))
		require.Contains(t, detail(verdict, attestation.CheckClaims), says)
		verdict, err = trusting(honest()).Without(attestation.CheckClaims).Verify(evidence, &nonce, now)
		require.NoError(t, err)
		require.Equal(t, attestation.Holds, verdict.Status())
	}
}

// One GPU that is shown as two is one, even when it runs other firmware the second time.
func TestOneGPUIsNotTwo(t *testing.T) {
	t.Parallel()
	verifier := trusting(honest())
	other := attestationtest.New("vendor", "other chip", "firmware")
	list := []attestation.Evidence{
		told(honest()), told(other), told(attestationtest.New("vendor", "chip", "newer firmware")),
	}
	verdicts, err := verifier.VerifyAll(list, &nonce, now)
	require.NoError(t, err)
	require.Len(t, verdicts, 3)
	require.Empty(t, failed(verdicts[0]))
	require.Empty(t, failed(verdicts[1]))
	require.Equal(t, []string{attestation.CheckDistinct}, failed(verdicts[2]))
	require.Equal(t, "it is GPU 1 once more", detail(verdicts[2], attestation.CheckDistinct))

	verdicts, err = verifier.Without(attestation.CheckDistinct).VerifyAll(list, &nonce, now)
	require.NoError(t, err)
	require.Empty(t, failed(verdicts[2]))

	list[1].Report = nil
	_, err = verifier.VerifyAll(list, &nonce, now)
	require.ErrorContains(t, err, "GPU 2: read the report: offset 0")
}

// Names come from whoever made the certificates, and may hold what moves a terminal's cursor.
func TestNamesAreShownOnOneLine(t *testing.T) {
	t.Parallel()
	g := honest()
	g.Certificates[attestation.Device].Subject.CommonName = "GH100\nverdict  holds"
	chain, err := attestation.ParseChain(g.Chain())
	require.NoError(t, err)
	require.Equal(t, `"GH100\nverdict  holds"`, chain.Model())
	require.NotContains(t, chain.Subject(attestation.Device), "\n")
}

func TestFilesThatAreNoEvidence(t *testing.T) {
	t.Parallel()
	text, err := attestation.MarshalEvidence([]attestation.Evidence{told(honest())})
	require.NoError(t, err)
	with := func(key string, value any) string {
		var entries []map[string]any
		require.NoError(t, json.Unmarshal(text, &entries))
		entries[0][key] = value
		changed, err := json.Marshal(entries)
		require.NoError(t, err)
		return string(changed)
	}
	many := "[" + strings.Repeat("{},", 16) + "{}]"
	for want, file := range map[string]string{
		"offset 0, evidence: EOF":                        "",
		"cannot unmarshal object":                        "{}",
		"evidence: of 0 GPUs":                            "[]",
		"evidence: of 17 GPUs":                           many,
		"text after the end":                             string(text) + "[]",
		`unknown field "isMock"`:                         with("isMock", true),
		`evidence 1: version "2.0" is not known`:         with("version", "2.0"),
		"nonce: want 64 hexadecimal digits":              with("nonce", "e97b"),
		"report: neither as it is, nor from hexadecimal": with("evidence", "!"),
		"certificate: not in base64":                     with("certificate", "!"),
		"offset 1048576, evidence: longer than that of ": strings.Repeat(" ", attestation.MaxEvidence+1),
	} {
		_, err := attestation.ParseEvidence([]byte(file))
		require.ErrorContains(t, err, want)
	}
}

func TestReportFiles(t *testing.T) {
	t.Parallel()
	report := honest().Report(nonce)
	digits, letters := hex.EncodeToString(report), base64.StdEncoding.EncodeToString(report)
	for _, file := range []string{string(report), digits, strings.ToUpper(digits) + "\n", digits[:100] + "\r\n" + digits[100:], letters, letters[:64] + "\n" + letters[64:]} {
		got, err := attestation.DecodeReport([]byte(file))
		require.NoError(t, err)
		require.True(t, bytes.Equal(report, got))
	}
	for _, none := range []string{"", "a report", digits + "g", letters + "=", "00" + digits, letters[4:]} {
		_, err := attestation.DecodeReport([]byte(none))
		require.ErrorContains(t, err, "does it begin with 11 e0", none)
	}
	for _, wrong := range []string{"", "00", strings.Repeat("0", 63), strings.Repeat("0", 65), strings.Repeat("0", 66), strings.Repeat("g", 64), strings.Repeat("é", 32)} {
		_, err := attestation.ParseNonce(wrong)
		require.ErrorContains(t, err, "want 64 hexadecimal digits", wrong)
	}
}

func TestMadeUpGPUsAreSources(t *testing.T) {
	t.Parallel()
	attestationtest.Exercise(t, honest(), trusting(honest()), now)
}

// replay is a source that answers with what it answered once.
type replay struct{ old attestation.Evidence }

func (r replay) Attest(context.Context, attestation.Nonce) (attestation.Evidence, error) {
	return r.old, nil
}

// silent is a source that gives nothing.
type silent struct{}

func (silent) Attest(context.Context, attestation.Nonce) (attestation.Evidence, error) {
	return attestation.Evidence{}, errors.New("not supported")
}

func TestAskingAGPU(t *testing.T) {
	t.Parallel()
	clock := func() time.Time { return now }
	verifier := trusting(honest())
	verdict, err := verifier.Ask(t.Context(), replay{honest().Evidence(nonce)}, clock)
	require.NoError(t, err)
	require.Equal(t, []string{attestation.CheckNonce}, failed(verdict))
	_, err = verifier.Ask(t.Context(), silent{}, clock)
	require.EqualError(t, err, "ask for a report: not supported")
	late, err := verifier.Ask(t.Context(), honest(), func() time.Time { return attestationtest.To.Add(time.Second) })
	require.NoError(t, err)
	require.Equal(t, []string{attestation.CheckValidity}, failed(late))
}
