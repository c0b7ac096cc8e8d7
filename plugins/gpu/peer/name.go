package peer

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"strings"
)

// namePrefix begins a name's text, so that no other 32 bytes in hexadecimal digits are taken for one.
const namePrefix = "peer:"

// Name is who somebody is: the SHA-256 of their public key's SubjectPublicKeyInfo (RFC 8410).
type Name [sha256.Size]byte

// NameOf is the name of a public key.
func NameOf(public ed25519.PublicKey) (Name, error) {
	if len(public) != ed25519.PublicKeySize {
		return Name{}, fmt.Errorf("name a public key: it has %d bytes, want %d", len(public), ed25519.PublicKeySize)
	}
	info, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return Name{}, fmt.Errorf("name a public key: %w", err)
	}
	return sha256.Sum256(info), nil
}

// ParseName reads a name's text: peer: and 64 lower-case hexadecimal digits.
func ParseName(text string) (Name, error) {
	var name Name
	digits, found := strings.CutPrefix(text, namePrefix)
	if !found || len(digits) != 2*len(name) || strings.ToLower(digits) != digits {
		return Name{}, fmt.Errorf("peer's name %.80q: want %s and %d lower-case hexadecimal digits", text, namePrefix, 2*len(name))
	}
	if _, err := hex.Decode(name[:], []byte(digits)); err != nil {
		return Name{}, fmt.Errorf("peer's name %q: %w", text, err)
	}
	return name, nil
}

// String is the name's text.
func (n Name) String() string { return namePrefix + hex.EncodeToString(n[:]) }

// MarshalText implements encoding.TextMarshaler.
func (n Name) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (n *Name) UnmarshalText(text []byte) error {
	name, err := ParseName(string(text))
	if err != nil {
		return err
	}
	*n = name
	return nil
}
