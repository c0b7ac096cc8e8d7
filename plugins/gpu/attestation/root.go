package attestation

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
)

// NVIDIARootFingerprint is the SHA-256 of the DER form of NVIDIA's device identity root: CN "NVIDIA Device Identity CA", serial
// 2d3670b1ca100411c1fec0e82a065b54, valid from 2021-11-05 on. It is the file verifier_device_root.pem of github.com/NVIDIA/nvtrust
// at 02817309, and the last certificate of every chain that NVIDIA publishes as a sample. A chain has to bring the root itself.
const NVIDIARootFingerprint = "102bf659d5419614c9d8e6aecebc80454eb26b1df6a769ac720b9a690b167b48"

// ParseRoot reads a single certificate in PEM form.
func ParseRoot(text []byte) (*x509.Certificate, error) {
	certificates, err := parsePEM(text, 1)
	if err != nil {
		return nil, err
	}
	return certificates[0], nil
}

// Fingerprint is the SHA-256 of a certificate.
func Fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}
