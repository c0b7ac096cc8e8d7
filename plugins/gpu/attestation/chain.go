package attestation

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tercet-protocol/tercet/plugins/gpu/wire"
)

// MaxChain is the longest text of a chain that is read. NVML never gives a longer one.
const MaxChain = 8192

// Position is a certificate's place in a chain.
type Position int

// The certificates of a chain, in its order. NVIDIA's chains have these five and no others.
const (
	Firmware    Position = iota // the key that signs reports: another one for other firmware
	Device                      // the chip's own key, burnt in when it was made, which signs the firmware's
	Provisioner                 // the line that makes chips
	Identity                    // the chip's model
	Root
	chainLength
)

// String is the certificate's name.
func (p Position) String() string {
	return [...]string{"firmware", "device", "provisioner", "identity", "root"}[p]
}

// Chain is the certificates from the key that signs reports to the root.
type Chain [chainLength]*x509.Certificate

// ParseChain reads a chain in PEM form. Nothing but certificates may be in it.
func ParseChain(text []byte) (Chain, error) {
	certificates, err := parsePEM(text, int(chainLength))
	if err != nil {
		return Chain{}, err
	}
	return Chain(certificates), nil
}

func parsePEM(text []byte, count int) ([]*x509.Certificate, error) {
	if len(text) > MaxChain {
		return nil, wire.Fault(MaxChain, "certificates", "longer than any that a GPU gives")
	}
	var list []*x509.Certificate
	left := bytes.TrimSpace(text)
	for len(left) > 0 {
		at, field := bytes.LastIndex(text, left), fmt.Sprintf("certificate %d", len(list)+1)
		if len(list) == count {
			return nil, wire.Fault(at, field, fmt.Sprintf("there are more than %d", count))
		}
		block, rest := pem.Decode(left)
		used := left[:len(left)-len(rest)]
		if block == nil || !bytes.HasPrefix(used, []byte("-----BEGIN CERTIFICATE-----")) || bytes.Count(used, []byte("-----BEGIN")) > 1 ||
			len(block.Headers) > 0 {
			return nil, wire.Fault(at, field, "is not one in PEM form, with nothing before it")
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, wire.Fault(at, field, err.Error())
		}
		list, left = append(list, certificate), bytes.TrimSpace(rest)
	}
	if len(list) < count {
		return nil, wire.Fault(len(text), "certificates", fmt.Sprintf("there are %d, want %d", len(list), count))
	}
	return list, nil
}

// DeviceID names a chip: the SHA-256 of its own public key, as the Device certificate has it. The chip proves at every boot
// that it holds that key, by signing the firmware's with it, and keeps it whatever firmware or driver it runs; the key that
// signs reports is another one after an update. Sheets of meters name it by its statement.U248, as they do every hash.
type DeviceID [sha256.Size]byte

// String is the id in hexadecimal digits.
func (id DeviceID) String() string { return "0x" + hex.EncodeToString(id[:]) }

// MarshalText is String.
func (id DeviceID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// DeviceID is the id of the chip.
func (c Chain) DeviceID() DeviceID { return sha256.Sum256(c[Device].RawSubjectPublicKeyInfo) }

// architectures are NVIDIA's names for its GPUs' generations, with what the names of their chips begin with.
var architectures = map[string]string{"HOPPER": "GH", "BLACKWELL": "GB"}

// Model is what NVIDIA calls the chip, such as GH100 A01 GSP BROM.
func (c Chain) Model() string { return plain(c[Device].Subject.CommonName) }

// Subject is whom a certificate is about.
func (c Chain) Subject(p Position) string { return plain(c[p].Subject.String()) }

// plain is a text that can be shown on one line.
func plain(text string) string {
	for _, letter := range text {
		if letter < ' ' || letter > '~' {
			return fmt.Sprintf("%+q", text)
		}
	}
	return text
}

// checkModel finds devices that are no GPUs: NVIDIA's root vouches for those of switches, too, whose reports look the same.
func (c Chain) checkModel() error {
	for _, family := range architectures {
		if rest, is := strings.CutPrefix(c.Model(), family); is && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			return nil
		}
	}
	return fmt.Errorf("the device certificate is of %q, which is no Hopper or Blackwell GPU", c.Model())
}

// Validity is when all certificates are valid.
func (c Chain) Validity() (from, to time.Time) {
	from, to = c[Root].NotBefore, c[Root].NotAfter
	for _, certificate := range c {
		if certificate.NotBefore.After(from) {
			from = certificate.NotBefore
		}
		if certificate.NotAfter.Before(to) {
			to = certificate.NotAfter
		}
	}
	return from, to
}

// each asks ask about every certificate and joins what it complains of.
func (c Chain) each(ask func(p Position, certificate *x509.Certificate) error) error {
	var faults []error
	for i, certificate := range c {
		if err := ask(Position(i), certificate); err != nil {
			faults = append(faults, fmt.Errorf("%s certificate: %w", Position(i), err))
		}
	}
	return errors.Join(faults...)
}

// checkValidity finds certificates that are not valid at a time.
func (c Chain) checkValidity(at time.Time) error {
	return c.each(func(_ Position, certificate *x509.Certificate) error {
		switch {
		case at.Before(certificate.NotBefore):
			return fmt.Errorf("not valid before %s", certificate.NotBefore.Format(time.RFC3339))
		case at.After(certificate.NotAfter):
			return fmt.Errorf("expired at %s", certificate.NotAfter.Format(time.RFC3339))
		}
		return nil
	})
}

// checkLinks finds certificates that the next one's key did not sign, by name and by signature, and keys and signatures
// of other kinds than NVIDIA's.
func (c Chain) checkLinks() error {
	return c.each(func(p Position, certificate *x509.Certificate) error {
		issuer := c[min(p+1, Root)]
		key, isECDSA := certificate.PublicKey.(*ecdsa.PublicKey)
		switch {
		case !isECDSA || key.Curve != elliptic.P384():
			return errors.New("its key is not one of P-384")
		case certificate.SignatureAlgorithm != x509.ECDSAWithSHA384:
			return fmt.Errorf("signed with %s, want %s", certificate.SignatureAlgorithm, x509.ECDSAWithSHA384)
		case !bytes.Equal(certificate.RawIssuer, issuer.RawSubject):
			return fmt.Errorf("issued by %q, and the next one is %q", certificate.Issuer, issuer.Subject)
		}
		if err := issuer.CheckSignature(certificate.SignatureAlgorithm, certificate.RawTBSCertificate, certificate.Signature); err != nil {
			return errors.New("the next one's key did not sign it")
		}
		return nil
	})
}

// The extensions that checkAuthorities looks at: those that NVIDIA's certificates call critical.
var (
	oidKeyUsage         = asn1.ObjectIdentifier{2, 5, 29, 15}
	oidBasicConstraints = asn1.ObjectIdentifier{2, 5, 29, 19}
)

// checkAuthorities finds certificates that may not do what they are used for: to sign certificates, or, the first one,
// reports.
func (c Chain) checkAuthorities() error {
	return c.each(func(p Position, certificate *x509.Certificate) error {
		authority := certificate.BasicConstraintsValid && certificate.IsCA
		unknown := slices.IndexFunc(certificate.Extensions, func(e pkix.Extension) bool {
			return e.Critical && !e.Id.Equal(oidKeyUsage) && !e.Id.Equal(oidBasicConstraints)
		})
		below := int(p) - 1 // how many authorities are between it and the first one
		limit := certificate.MaxPathLen
		switch {
		case unknown >= 0:
			return fmt.Errorf("extension %s is critical and not known here", certificate.Extensions[unknown].Id)
		case p == Firmware && authority:
			return errors.New("it is an authority, and must be none")
		case p == Firmware && certificate.KeyUsage&x509.KeyUsageDigitalSignature == 0:
			return errors.New("its key may not sign")
		case p == Firmware:
			return nil
		case !authority:
			return errors.New("it is no authority")
		case certificate.KeyUsage&x509.KeyUsageCertSign == 0:
			return errors.New("its key may not sign certificates")
		case (limit > 0 || limit == 0 && certificate.MaxPathLenZero) && below > limit:
			return fmt.Errorf("it may have %d authorities below it, and has %d", limit, below)
		}
		return nil
	})
}
