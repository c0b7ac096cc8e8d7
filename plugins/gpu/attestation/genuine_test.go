package attestation_test

import (
	"crypto/x509"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
)

// The samples that NVIDIA publishes with github.com/NVIDIA/attestation-sdk are not in this repository. Where they are is for
// TERCET_NVIDIA_SAMPLES to say; scripts/test lists what is skipped where they are nowhere.
const (
	samplesVariable = "TERCET_NVIDIA_SAMPLES"
	samplesFolder   = "../../../../shared/data/nvidia"
)

// samples reads files among NVIDIA's samples.
func samples(t *testing.T) func(name string) []byte {
	t.Helper()
	folder := os.Getenv(samplesVariable)
	if folder == "" {
		if _, err := os.Stat(samplesFolder); err != nil {
			t.Skipf("NVIDIA's samples are not here: give their folder in %s", samplesVariable)
		}
		folder = samplesFolder
	}
	return func(name string) []byte {
		content, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		return content
	}
}

// genuine is what NVIDIA's samples are, apart from what does not hold.
type genuine struct {
	report, chain        string
	nonce, device        string
	model, driver, vbios string
	firmware             string // what the check of it says
	from                 string // when the youngest of its certificates begins
	fails                []string
}

const (
	sdkNonce  = "931d8dd0add203ac3d8b4fbde75e115278eefcdceac5b87671a748f32364dfcb"
	sameNamed = "report and certificate name the same"
)

func genuineReports() []genuine {
	return []genuine{
		{
			report: "hopperAttestationReport.txt", chain: "hopperCertChain.txt",
			nonce:  "27a328247bf7935c993341cf587be6f05986ccce4fe7ba2c54100bd616a58f66",
			device: "0xa69c724e1ba5f17d5a23b55d6343cdb977c256e7c0023c9cae3b0147f9843208",
			model:  "GH100 A01 GSP BROM", driver: "535.86.09", vbios: "96.00.5E.00.01", from: "2022-03-01",
			firmware: "the certificate names it, and this driver's report does not",
		},
		{
			report: "blackwellAttestationReport.txt", chain: "blackwellCertChain.txt", nonce: sdkNonce,
			device: "0xd8f6c9c7bca6676510157b381ea2bee99811e209db7069f95e0f94a0f5a1422b",
			model:  "GB100 A01 GSP BROM", driver: "575.32", vbios: "97.00.88.00.0F", from: "2023-06-20", firmware: sameNamed,
		},
		{
			// What has expired is the reference values of its driver (NVIDIA's tests call it expired_driver_rim). They are
			// not judged here; its certificates are valid to the year 9999.
			report: "hopperAttestationReportExpired.txt", chain: "hopperCertChainExpired.txt", nonce: sdkNonce,
			device: "0xd45f51a8df5b1b6e2f80a3f0dde76cef7a8258bba58889aa2ae8257e1fb6b7f2",
			model:  "GH100 A01 GSP BROM", driver: "570.124.03", vbios: "96.00.5E.00.04", from: "2022-03-01", firmware: sameNamed,
		},
		{
			// NVIDIA's tests pair it with this chain, which belongs to other firmware, too.
			report: "hopperAttestationReportInvalidSignature.txt", chain: "hopperCertChainExpired.txt", nonce: sdkNonce,
			device: "0xd45f51a8df5b1b6e2f80a3f0dde76cef7a8258bba58889aa2ae8257e1fb6b7f2",
			model:  "GH100 A01 GSP BROM", driver: "560.00", vbios: "96.00.A5.00.01", from: "2022-03-01",
			firmware: "the report is of firmware 87a829120716b55bd5f9a3a66736085fddd881051904c20b80087362f564bb8ad4c0803a51390063fddd1e724ef0868e, " +
				"the certificate of e9960d6a289c80281e29b85287ca5ec342297589d2f5a95aef82cf3fd2520f3370756e5d63633c2b2c9c1f10e7775033",
			fails: []string{attestation.CheckSignature, attestation.CheckFirmware},
		},
	}
}

func (g genuine) evidence(t *testing.T, read func(string) []byte) (attestation.Evidence, *attestation.Nonce) {
	t.Helper()
	report, err := attestation.DecodeReport(read(g.report))
	require.NoError(t, err)
	nonce, err := attestation.ParseNonce(g.nonce)
	require.NoError(t, err)
	return attestation.Evidence{Report: report, Chain: read(g.chain)}, &nonce
}

func TestGenuineReports(t *testing.T) {
	t.Parallel()
	read := samples(t)
	for _, sample := range genuineReports() {
		evidence, nonce := sample.evidence(t, read)
		verdict, err := attestation.Verifier{}.Verify(evidence, nonce, now)
		require.NoError(t, err, sample.report)
		require.Equal(t, sample.fails, failed(verdict), "%s: %v", sample.report, verdict.Checks)
		require.Equal(t, sample.firmware, detail(verdict, attestation.CheckFirmware), sample.report)
		require.Equal(t, sample.device, verdict.Chain.DeviceID().String(), sample.report)
		require.Equal(t, sample.model, verdict.Chain.Model())
		require.Equal(t, sample.driver, verdict.Report.DriverVersion())
		require.Equal(t, sample.vbios, verdict.Report.VBIOSVersion())
		require.Len(t, verdict.Report.Measurements, 64)
		from, to := verdict.Chain.Validity()
		require.Equal(t, sample.from, from.Format(time.DateOnly), sample.report)
		require.Equal(t, 9999, to.Year())
	}
}

// Genuine reports hold neither before their certificates begin nor after they end, nor for another nonce, nor with the
// chain of another chip.
func TestGenuineReportsThatDoNotHold(t *testing.T) {
	t.Parallel()
	read := samples(t)
	for _, sample := range genuineReports()[:3] {
		evidence, nonce := sample.evidence(t, read)
		judge := func(evidence attestation.Evidence, nonce *attestation.Nonce, at time.Time) *attestation.Verdict {
			verdict, err := attestation.Verifier{}.Verify(evidence, nonce, at)
			require.NoError(t, err)
			return verdict
		}
		for at, says := range map[time.Time]string{
			time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC):  "root certificate: not valid before 2021-11-05T00:00:00Z",
			time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC): "firmware certificate: expired at 9999-12-31T23:59:59Z",
		} {
			verdict := judge(evidence, nonce, at)
			require.Equal(t, []string{attestation.CheckValidity}, failed(verdict))
			require.Contains(t, detail(verdict, attestation.CheckValidity), says)
		}
		require.Equal(t, []string{attestation.CheckNonce}, failed(judge(evidence, &attestation.Nonce{}, now)))
		for _, other := range genuineReports()[:3] {
			if other.chain != sample.chain {
				swapped := attestation.Evidence{Report: evidence.Report, Chain: read(other.chain)}
				require.Contains(t, failed(judge(swapped, nonce, now)), attestation.CheckSignature)
			}
		}
	}
}

func TestGenuineEvidenceFile(t *testing.T) {
	t.Parallel()
	list, err := attestation.ParseEvidence(samples(t)("hopper_evidence.json"))
	require.NoError(t, err)
	require.Len(t, list, 1)
	nonce, err := attestation.ParseNonce("e97b23a1718095a0e9e35edca810768c70a6a5a389b705e753b197912bc11576")
	require.NoError(t, err)
	verdict, err := attestation.Verifier{}.Verify(list[0], &nonce, now)
	require.NoError(t, err)
	require.Equal(t, attestation.Holds, verdict.Status(), "%v", verdict.Checks)
	id, err := verdict.Device()
	require.NoError(t, err)
	require.Equal(t, "0x150801ca5b7357da8d6c757b0cbf29341abd5290758e7dc60527221ba451c552", id.String())
	require.Equal(t, "590.12", verdict.Report.DriverVersion())
	require.Equal(t, "PPCIE", verdict.Report.Mode())
}

// The device certificate's key is what TCG DICE calls the device's identity: Hopper's firmware certificates name it as that.
func TestGenuineFirmwareCertificatesNameTheDevicesKey(t *testing.T) {
	t.Parallel()
	read := samples(t)
	for _, name := range []string{"hopperCertChain.txt", "hopperCertChainExpired.txt"} {
		chain, err := attestation.ParseChain(read(name))
		require.NoError(t, err)
		require.Contains(t, hex.EncodeToString(chain[attestation.Firmware].RawTBSCertificate),
			hex.EncodeToString(chain[attestation.Device].RawSubjectPublicKeyInfo))
	}
}

func TestGenuineRootIsTheOneInTheCode(t *testing.T) {
	t.Parallel()
	root, err := attestation.ParseRoot(samples(t)("verifier_device_root.pem"))
	require.NoError(t, err)
	require.Equal(t, attestation.NVIDIARootFingerprint, attestation.Fingerprint(root))
	require.Equal(t, "CN=NVIDIA Device Identity CA,O=NVIDIA", root.Subject.String())
	require.Equal(t, "2d3670b1ca100411c1fec0e82a065b54", hex.EncodeToString(root.SerialNumber.Bytes()))
	require.NoError(t, root.CheckSignature(x509.ECDSAWithSHA384, root.RawTBSCertificate, root.Signature))
}
