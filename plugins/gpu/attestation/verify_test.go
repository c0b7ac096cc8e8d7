package attestation_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation/attestationtest"
)

var (
	nonce = attestation.Nonce{1, 2, 3}
	now   = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
)

// honest is the GPU that every attack pretends to be.
func honest() *attestationtest.GPU { return attestationtest.New("vendor", "chip", "firmware") }

func trusting(g *attestationtest.GPU) attestation.Verifier {
	return attestation.Verifier{Root: g.Root()}
}

// failed is the checks that fail.
func failed(v *attestation.Verdict) (names []string) {
	for _, check := range v.Checks {
		if check.Status == attestation.Fails {
			names = append(names, check.Name)
		}
	}
	return names
}

func detail(v *attestation.Verdict, name string) string {
	at := slices.IndexFunc(v.Checks, func(c attestation.Check) bool { return c.Name == name })
	return v.Checks[at].Detail
}

func TestHonestGPUsHold(t *testing.T) {
	t.Parallel()
	for name, g := range map[string]*attestationtest.GPU{
		"Hopper": honest(), "Blackwell": attestationtest.NewBlackwell("vendor", "chip", "firmware"),
	} {
		verdict, err := trusting(g).Verify(g.Evidence(nonce), &nonce, now)
		require.NoError(t, err, name)
		require.Equal(t, attestation.Holds, verdict.Status(), "%s: %v", name, verdict.Checks)
		id, err := verdict.Device()
		require.NoError(t, err)
		require.Equal(t, verdict.Chain.DeviceID(), id)
		require.Len(t, verdict.Report.Measurements, 64)
		require.Equal(t, "999.12", verdict.Report.DriverVersion())
		require.Equal(t, "96.00.A5.00.01", verdict.Report.VBIOSVersion())
		require.Equal(t, attestationtest.FirmwareID("firmware"), verdict.Report.FirmwareID())
	}
}

// An update changes the key that signs reports, and nothing that a device is known by.
func TestADeviceKeepsItsIDAcrossFirmware(t *testing.T) {
	t.Parallel()
	id := func(g *attestationtest.GPU) attestation.DeviceID {
		verdict, err := trusting(g).Verify(g.Evidence(nonce), &nonce, now)
		require.NoError(t, err)
		id, err := verdict.Device()
		require.NoError(t, err)
		return id
	}
	before, after := honest(), attestationtest.New("vendor", "chip", "newer firmware")
	require.NotEqual(t, before.Keys[attestation.Firmware], after.Keys[attestation.Firmware])
	require.Equal(t, id(before), id(after))
	require.NotEqual(t, id(before), id(attestationtest.New("vendor", "other chip", "firmware")))
}

func TestWithoutANonceAgeIsNotJudged(t *testing.T) {
	t.Parallel()
	verdict, err := trusting(honest()).Verify(honest().Evidence(nonce), nil, now)
	require.NoError(t, err)
	require.Equal(t, attestation.Unjudged, verdict.Status())
	_, err = verdict.Device()
	require.ErrorContains(t, err, "nonce: not judged")
}

func TestMadeUpGPUsAreNotNVIDIAs(t *testing.T) {
	t.Parallel()
	verdict, err := attestation.Verifier{}.Verify(honest().Evidence(nonce), &nonce, now)
	require.NoError(t, err)
	require.Equal(t, []string{attestation.CheckRoot}, failed(verdict))
	require.Contains(t, detail(verdict, attestation.CheckRoot), "not in NVIDIA's root")
	_, err = verdict.Device()
	require.ErrorContains(t, err, "root: fails")
}

func TestModes(t *testing.T) {
	t.Parallel()
	for want, value := range map[string][]byte{"": nil, "MPT": {0, 0}, "SPT": {1, 0}, "PPCIE": {2, 0}, "0x0300": {3, 0}, "0x0101": {1, 1}} {
		g := honest()
		g.Set(36, value)
		report, err := attestation.ParseReport(g.Report(nonce))
		require.NoError(t, err)
		require.Equal(t, want, report.Mode())
	}
}

// attacks are refused by one check each, and only by it: without that check they hold.
func attacks() map[string]struct {
	defence, says string
	forge         func(g *attestationtest.GPU) attestation.Evidence
} {
	type attack = struct {
		defence, says string
		forge         func(g *attestationtest.GPU) attestation.Evidence
	}
	// change makes an attack of a change to the GPU.
	change := func(defence, says string, edit func(g *attestationtest.GPU)) attack {
		return attack{defence, says, func(g *attestationtest.GPU) attestation.Evidence {
			edit(g)
			return g.Evidence(nonce)
		}}
	}
	certificate := func(p attestation.Position, defence, says string, edit func(c *x509.Certificate)) attack {
		return change(defence, p.String()+" certificate: "+says, func(g *attestationtest.GPU) { edit(g.Certificates[p]) })
	}
	list := map[string]attack{
		"an old report is replayed": {attestation.CheckNonce, "was asked for with 09", func(g *attestationtest.GPU) attestation.Evidence {
			return g.Evidence(attestation.Nonce{9})
		}},
		"the report is for a nonce that differs in one bit": {attestation.CheckNonce, "was asked for with", func(g *attestationtest.GPU) attestation.Evidence {
			other := nonce
			other[31] ^= 1
			return g.Evidence(other)
		}},
		"another key signs the report": change(attestation.CheckSignature, "did not sign the report", func(g *attestationtest.GPU) {
			g.Signer = attestationtest.Key("attacker")
		}),
		"the chip's own key signs the report": change(attestation.CheckSignature, "did not sign the report", func(g *attestationtest.GPU) {
			g.Signer = g.Keys[attestation.Device]
		}),
		"the report of one device comes with the chain of another": {attestation.CheckSignature, "did not sign the report",
			func(g *attestationtest.GPU) attestation.Evidence {
				other := attestationtest.New("vendor", "other chip", "firmware")
				return attestation.Evidence{Report: other.Report(nonce), Chain: g.Chain()}
			}},
		"the report names other firmware than the certificate": change(attestation.CheckFirmware, "the report is of firmware", func(g *attestationtest.GPU) {
			g.Set(20, attestationtest.FirmwareID("fixed firmware"))
		}),
		"the certificate names other firmware than the report": change(attestation.CheckFirmware, "the report is of firmware", func(g *attestationtest.GPU) {
			g.Name("fixed firmware")
		}),
		"the certificate names no firmware": change(attestation.CheckFirmware, "does not name its firmware", func(g *attestationtest.GPU) {
			g.Certificates[attestation.Firmware].ExtraExtensions = nil
		}),
		"the firmware's hash is shortened": change(attestation.CheckFirmware, "the report is of firmware", func(g *attestationtest.GPU) {
			g.Set(20, attestationtest.FirmwareID("firmware")[:47])
		}),
		"another chip signs the firmware's certificate": change(attestation.CheckLinks, "firmware certificate: the next one's key did not sign it", func(g *attestationtest.GPU) {
			g.Issuers[attestation.Firmware] = attestationtest.New("vendor", "other chip", "firmware").Keys[attestation.Device]
		}),
		"the chip's certificate is another chip's": {attestation.CheckLinks, "firmware certificate: issued by", func(g *attestationtest.GPU) attestation.Evidence {
			other := attestationtest.New("vendor", "other chip", "firmware")
			return attestation.Evidence{Report: g.Report(nonce), Chain: bytes.Replace(g.Chain(),
				attestationtest.EncodePEM(g.Certificate(attestation.Device)), attestationtest.EncodePEM(other.Certificate(attestation.Device)), 1)}
		}},
		"an attacker's key stands behind the root's name": change(attestation.CheckLinks, "identity certificate: the next one's key did not sign it", func(g *attestationtest.GPU) {
			g.Issuers[attestation.Identity] = attestationtest.Key("attacker")
		}),
		"the provisioner signs with SHA-256": certificate(attestation.Device, attestation.CheckLinks, "signed with ECDSA-SHA256", func(c *x509.Certificate) {
			c.SignatureAlgorithm = x509.ECDSAWithSHA256
		}),
		"the provisioner's key is one of P-256": change(attestation.CheckLinks, "provisioner certificate: its key is not one of P-384", func(g *attestationtest.GPU) {
			key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
			if err != nil {
				panic(err)
			}
			g.Keys[attestation.Provisioner], g.Issuers[attestation.Device] = key, key
		}),
		"the chain ends in another root": {attestation.CheckRoot, "the chain ends in a root that is not NVIDIA's", func(*attestationtest.GPU) attestation.Evidence {
			return attestationtest.New("impostor", "chip", "firmware").Evidence(nonce)
		}},
		"the root is another one of the same name": change(attestation.CheckRoot, "the chain ends in", func(g *attestationtest.GPU) {
			g.Keys[attestation.Root] = attestationtest.Key("attacker")
			g.Issuers[attestation.Identity], g.Issuers[attestation.Root] = g.Keys[attestation.Root], g.Keys[attestation.Root]
		}),
		"the root's key has another certificate": change(attestation.CheckRoot, "the chain ends in", func(g *attestationtest.GPU) {
			g.Certificates[attestation.Root].SerialNumber = big.NewInt(1)
		}),
		"the firmware's key may not sign": certificate(attestation.Firmware, attestation.CheckAuthorities, "its key may not sign", func(c *x509.Certificate) {
			c.KeyUsage = x509.KeyUsageKeyAgreement
		}),
		"the firmware's key is an authority": certificate(attestation.Firmware, attestation.CheckAuthorities, "it is an authority", func(c *x509.Certificate) {
			c.IsCA, c.BasicConstraintsValid = true, true
		}),
		"a path is longer than it may be": certificate(attestation.Provisioner, attestation.CheckAuthorities, "it may have 0 authorities below it, and has 1", func(c *x509.Certificate) {
			c.MaxPathLenZero = true
		}),
		"a switch of NVIDIA's is shown as a GPU": change(attestation.CheckModel, `is of "LS10 A01 FSP BROM"`, func(g *attestationtest.GPU) {
			g.Certificates[attestation.Device].Subject.CommonName = "LS10 A01 FSP BROM"
		}),
		"a device is called GB and nothing more": change(attestation.CheckModel, `is of "GB"`, func(g *attestationtest.GPU) {
			g.Certificates[attestation.Device].Subject.CommonName = "GB"
		}),
		"names are constrained": certificate(attestation.Identity, attestation.CheckAuthorities, "extension 2.5.29.30 is critical", func(c *x509.Certificate) {
			c.PermittedDNSDomainsCritical, c.PermittedDNSDomains = true, []string{"nvidia.example"}
		}),
	}
	for p := attestation.Firmware; p <= attestation.Root; p++ {
		list[p.String()+" has expired"] = certificate(p, attestation.CheckValidity, "expired at 2025-12-31T23:59:59Z", func(c *x509.Certificate) {
			c.NotAfter = now.Add(-time.Second)
		})
		list[p.String()+" is not valid yet"] = certificate(p, attestation.CheckValidity, "not valid before 2026-01-01T00:00:01Z", func(c *x509.Certificate) {
			c.NotBefore = now.Add(time.Second)
		})
		list[p.String()+" has an unknown critical extension"] = certificate(p, attestation.CheckAuthorities, "extension 1.2.3 is critical", func(c *x509.Certificate) {
			c.ExtraExtensions = append(c.ExtraExtensions, pkix.Extension{Id: asn1.ObjectIdentifier{1, 2, 3}, Critical: true, Value: []byte{5, 0}})
		})
		if p == attestation.Firmware {
			continue
		}
		list[p.String()+" is no authority"] = certificate(p, attestation.CheckAuthorities, "it is no authority", func(c *x509.Certificate) { c.IsCA = false })
		list[p.String()+" says nothing of authority"] = certificate(p, attestation.CheckAuthorities, "it is no authority", func(c *x509.Certificate) {
			c.BasicConstraintsValid, c.IsCA = false, false
		})
		list[p.String()+" may not sign certificates"] = certificate(p, attestation.CheckAuthorities, "its key may not sign certificates", func(c *x509.Certificate) {
			c.KeyUsage = x509.KeyUsageDigitalSignature
		})
	}
	return list
}

func TestAttacksAreRefusedByTheirDefence(t *testing.T) {
	t.Parallel()
	for name, attack := range attacks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := honest()
			evidence := attack.forge(g)
			// Whoever trusts a changed root trusts it as it is, unless the root is the attack.
			verifier := trusting(g)
			if attack.defence == attestation.CheckRoot {
				verifier = trusting(honest())
			}
			verdict, err := verifier.Verify(evidence, &nonce, now)
			require.NoError(t, err)
			require.Equal(t, []string{attack.defence}, failed(verdict), "%v", verdict.Checks)
			require.Contains(t, detail(verdict, attack.defence), attack.says)
			_, err = verdict.Device()
			require.ErrorContains(t, err, attack.defence+": fails")

			verdict, err = verifier.Without(attack.defence).Verify(evidence, &nonce, now)
			require.NoError(t, err)
			require.Equal(t, attestation.Holds, verdict.Status(), "%v", verdict.Checks)
		})
	}
}

// What is certified with more limits than NVIDIA's certificates have holds within them.
func TestLimitsThatAreKept(t *testing.T) {
	t.Parallel()
	g := honest()
	g.Certificates[attestation.Root].MaxPathLen = 3
	g.Certificates[attestation.Device].MaxPathLenZero = true
	g.Certificates[attestation.Firmware].NotAfter = now
	g.Certificates[attestation.Firmware].NotBefore = now
	verdict, err := trusting(g).Verify(g.Evidence(nonce), &nonce, now)
	require.NoError(t, err)
	require.Equal(t, attestation.Holds, verdict.Status(), "%v", verdict.Checks)
}

// Drivers that do not name their firmware are believed by the certificate, as NVIDIA's verifiers do.
func TestReportsWithoutAFirmwareID(t *testing.T) {
	t.Parallel()
	g := honest()
	g.Set(20, nil)
	verdict, err := trusting(g).Verify(g.Evidence(nonce), &nonce, now)
	require.NoError(t, err)
	require.Equal(t, attestation.Holds, verdict.Status())
	require.Contains(t, detail(verdict, attestation.CheckFirmware), "this driver's report does not")
}

func TestFirmwareNamesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, build := range []func(vendor, chip, firmware string) *attestationtest.GPU{attestationtest.New, attestationtest.NewBlackwell} {
		g := build("vendor", "chip", "firmware")
		extension := &g.Certificates[attestation.Firmware].ExtraExtensions[0]
		whole := extension.Value
		read := func(value []byte) ([]byte, error) {
			extension.Value = value
			chain, err := attestation.ParseChain(g.Chain())
			require.NoError(t, err)
			return chain.FirmwareID()
		}
		got, err := read(whole)
		require.NoError(t, err)
		require.Equal(t, attestationtest.FirmwareID("firmware"), got)
		for n := 0; n < len(whole); n += 7 {
			_, err := read(whole[:n])
			require.Error(t, err, "%d bytes", n)
		}
		_, err = read(append(slices.Clone(whole), 0))
		require.ErrorContains(t, err, "bytes after the end")
		_, err = read(bytes.Replace(whole, []byte{0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2}, []byte{0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1}, 1))
		require.ErrorContains(t, err, "another hash than SHA-384")
	}
	g := attestationtest.NewBlackwell("vendor", "chip", "firmware")
	g.Certificates[attestation.Firmware].ExtraExtensions[0].Value = []byte{0x30, 0}
	chain, err := attestation.ParseChain(g.Chain())
	require.NoError(t, err)
	_, err = chain.FirmwareID()
	require.ErrorContains(t, err, "has no hashes")
}

// ECDSA lets anybody turn a signature into another one of the same message: the bytes of a report are no name for it.
func TestASignatureHasATwin(t *testing.T) {
	t.Parallel()
	g := honest()
	evidence := g.Evidence(nonce)
	s := evidence.Report[len(evidence.Report)-48:]
	new(big.Int).Sub(elliptic.P384().Params().N, new(big.Int).SetBytes(s)).FillBytes(s)
	require.NotEqual(t, g.Report(nonce), evidence.Report)
	verdict, err := trusting(g).Verify(evidence, &nonce, now)
	require.NoError(t, err)
	require.Equal(t, attestation.Holds, verdict.Status())
}
