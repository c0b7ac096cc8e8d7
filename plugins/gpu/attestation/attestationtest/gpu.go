// Package attestationtest makes up GPUs that sign reports as NVIDIA's do, under roots of its own. It promises evidence that
// holds under such a root until a test breaks something on purpose; every part of a GPU can be broken alone. The same names
// give the same keys and the same bytes every time: everybody knows these keys.
package attestationtest

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/binary"
	"encoding/pem"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
)

// Made-up certificates are valid between these two.
var (
	From = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	To   = time.Date(2034, 1, 1, 0, 0, 0, 0, time.UTC)
)

const positions = int(attestation.Root) + 1

// GPU is a made-up GPU. What is changed in it before it is asked for something shows in what it gives.
type GPU struct {
	Certificates [positions]*x509.Certificate // before they are signed
	Keys         [positions]*ecdsa.PrivateKey
	Issuers      [positions]*ecdsa.PrivateKey // who signs each certificate: the key of the next one
	Signer       *ecdsa.PrivateKey            // who signs reports: the key of the first one

	Architecture string
	Blocks       int // of measurements
	Fields       []attestation.Field
}

// New makes up an H100: a vendor's chip of some name that runs some firmware.
func New(vendor, chip, firmware string) *GPU {
	return build("HOPPER", vendor, chip, firmware)
}

// NewBlackwell makes up a B100. It names its firmware in another extension, and its driver tells more.
func NewBlackwell(vendor, chip, firmware string) *GPU {
	return build("BLACKWELL", vendor, chip, firmware)
}

func build(architecture, vendor, chip, firmware string) *GPU {
	g := &GPU{Architecture: architecture, Blocks: 64, Fields: fields(firmware)}
	model := "GH100"
	if architecture == "BLACKWELL" {
		model = "GB100"
		g.Fields = append(g.Fields, attestation.Field{Type: 33, Value: []byte{7, 7}}, attestation.Field{Type: 34, Value: []byte{1, 0}})
	}
	subjects := [positions]string{
		model + " made-up firmware " + firmware, model + " made-up chip " + chip, vendor + " " + model + " provisioner",
		vendor + " " + model + " identity", vendor + " root (everybody knows its key)",
	}
	names := [positions]string{
		vendor + "/" + model + "/" + chip + "/" + firmware, vendor + "/" + model + "/" + chip, vendor + "/" + model + "/provisioner",
		vendor + "/" + model, vendor,
	}
	for i := range g.Keys {
		g.Keys[i] = Key(names[i])
		g.Certificates[i] = &x509.Certificate{
			SerialNumber: new(big.Int).SetBytes(digest(names[i])[:8]),
			Subject:      pkix.Name{CommonName: subjects[i]},
			NotBefore:    From, NotAfter: To,
			SignatureAlgorithm: x509.ECDSAWithSHA384,
			KeyUsage:           x509.KeyUsageCertSign, BasicConstraintsValid: true, IsCA: true,
		}
	}
	for i := range g.Issuers {
		g.Issuers[i] = g.Keys[min(i+1, positions-1)]
	}
	leaf := g.Certificates[attestation.Firmware]
	leaf.KeyUsage, leaf.BasicConstraintsValid, leaf.IsCA = x509.KeyUsageDigitalSignature, false, false
	g.Name(firmware)
	g.Signer = g.Keys[attestation.Firmware]
	return g
}

// Key is the key of that name.
func Key(name string) *ecdsa.PrivateKey {
	for attempt := 0; ; attempt++ {
		// Nearly every number of 48 bytes is a key of P-384.
		if key, err := ecdsa.ParseRawPrivateKey(elliptic.P384(), digest(fmt.Sprintf("key %d of %s", attempt, name))); err == nil {
			return key
		}
	}
}

// FirmwareID is the hash of the firmware of that name.
func FirmwareID(firmware string) []byte { return digest("firmware " + firmware) }

func digest(text string) []byte {
	sum := sha512.Sum384([]byte(text))
	return sum[:]
}

// Name makes the firmware certificate name a firmware.
func (g *GPU) Name(firmware string) {
	type hash struct {
		Algorithm asn1.ObjectIdentifier
		Digest    []byte
	}
	named := hash{asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}, FirmwareID(firmware)}
	device, err := x509.MarshalPKIXPublicKey(g.Keys[attestation.Device].Public())
	must(err)
	extension := pkix.Extension{Id: asn1.ObjectIdentifier{2, 23, 133, 5, 4, 1}}
	if g.Architecture == "BLACKWELL" {
		extension.Id = append(extension.Id, 1)
		extension.Value = marshal(struct {
			Vendor string `asn1:"tag:0,utf8"`
			Hashes []hash `asn1:"tag:6"`
		}{"made up", []hash{named, {named.Algorithm, make([]byte, len(named.Digest))}}})
	} else {
		extension.Value = marshal(struct {
			Version int
			Device  asn1.RawValue
			Named   hash
		}{1, asn1.RawValue{FullBytes: device}, named})
	}
	g.Certificates[attestation.Firmware].ExtraExtensions = []pkix.Extension{extension}
}

func fields(firmware string) []attestation.Field {
	return []attestation.Field{
		{Type: 6, Value: []byte{0x00, 0xa5, 0x00, 0x96, 0x01, 0x00, 0x00, 0x00}},
		{Type: 3, Value: []byte("999.12\x00")},
		{Type: 20, Value: FirmwareID(firmware)},
		{Type: 36, Value: []byte{1, 0}},
	}
}

// Set changes a field of the reports, or leaves it out where the value is nil.
func (g *GPU) Set(kind uint16, value []byte) {
	g.Fields = slices.DeleteFunc(slices.Clone(g.Fields), func(f attestation.Field) bool { return f.Type == kind })
	if value != nil {
		g.Fields = append(g.Fields, attestation.Field{Type: kind, Value: value})
	}
}

// Root is the certificate that the GPU's chain ends in.
func (g *GPU) Root() *x509.Certificate { return g.Certificate(attestation.Root) }

// Chain is the GPU's certificates in PEM form.
func (g *GPU) Chain() []byte {
	var text []byte
	for p := attestation.Firmware; p <= attestation.Root; p++ {
		text = append(text, EncodePEM(g.Certificate(p))...)
	}
	return text
}

// EncodePEM writes a certificate in PEM form.
func EncodePEM(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}

// Certificate is the signed certificate at a place of the chain.
func (g *GPU) Certificate(p attestation.Position) *x509.Certificate {
	parent := g.Certificates[min(p+1, attestation.Root)]
	// Without randomness signatures are those of RFC 6979: the same every time.
	der, err := x509.CreateCertificate(nil, g.Certificates[p], parent, g.Keys[p].Public(), g.Issuers[p])
	must(err)
	certificate, err := x509.ParseCertificate(der)
	must(err)
	return certificate
}

// Report is a signed report for a nonce.
func (g *GPU) Report(nonce attestation.Nonce) []byte {
	report := append([]byte{0x11, 0xe0, 0x01, 0xff}, nonce[:]...)
	report = append(report, 0) // slot
	var record []byte
	for i := range g.Blocks {
		value := digest(fmt.Sprintf("measurement %d", i))
		record = slices.Concat(record, little(1, i+1), []byte{1}, little(2, 3+len(value)), []byte{1}, little(2, len(value)), value)
	}
	report = slices.Concat(report, []byte{0x11, 0x60, 0, 0}, little(1, g.Blocks), little(3, len(record)), record)
	report = append(report, digest(fmt.Sprintf("answer to %x", nonce))[:attestation.NonceSize]...)
	var opaque []byte
	for _, field := range g.Fields {
		opaque = slices.Concat(opaque, little(2, int(field.Type)), little(2, len(field.Value)), field.Value)
	}
	return Sign(slices.Concat(report, little(2, len(opaque)), opaque), g.Signer)
}

// little is a little-endian number of some bytes.
func little(bytes, number int) []byte {
	return binary.LittleEndian.AppendUint32(nil, uint32(number))[:bytes] //nolint:gosec // a length
}

// Sign puts a key's signature after a report.
func Sign(report []byte, key *ecdsa.PrivateKey) []byte {
	sum := sha512.Sum384(report)
	der, err := key.Sign(nil, sum[:], crypto.SHA384)
	must(err)
	var signature struct{ R, S *big.Int }
	_, err = asn1.Unmarshal(der, &signature)
	must(err)
	var raw [96]byte
	signature.R.FillBytes(raw[:48])
	signature.S.FillBytes(raw[48:])
	return append(slices.Clone(report), raw[:]...)
}

// Evidence is what the GPU gives when it is asked with a nonce.
func (g *GPU) Evidence(nonce attestation.Nonce) attestation.Evidence {
	return attestation.Evidence{Report: g.Report(nonce), Chain: g.Chain()}
}

// Attest implements attestation.Source.
func (g *GPU) Attest(_ context.Context, nonce attestation.Nonce) (attestation.Evidence, error) {
	return g.Evidence(nonce), nil
}

func marshal(value any) []byte {
	der, err := asn1.Marshal(value)
	must(err)
	return der
}

// must stops a test whose GPU cannot even be made up.
func must(err error) {
	if err != nil {
		panic(fmt.Sprintf("make up a GPU: %v", err))
	}
}
