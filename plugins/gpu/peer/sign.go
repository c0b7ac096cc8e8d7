package peer

import (
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
)

// signaturePrefix begins all that a peer key signs outside TLS. TLS signs 64 spaces first (RFC 8446, 4.4.3), and a certificate
// begins with a DER sequence: neither can be taken for a signature of ours.
const signaturePrefix = "tercet/peer/signature/v1"

// SignatureSize is how many bytes a signature has: the public key, then what it signed.
const SignatureSize = ed25519.PublicKeySize + ed25519.SignatureSize

// Signature is by whoever By says, and nobody without asking it.
type Signature [SignatureSize]byte

// Sign signs a message for one use, which the domain names: a signature for another one does not hold.
func (k Key) Sign(domain string, message []byte) (Signature, error) {
	if k.private == nil {
		return Signature{}, errNoKey
	}
	public := k.private[ed25519.SeedSize:] // as RFC 8032 has it
	return Signature(append(append([]byte{}, public...), ed25519.Sign(k.private, signed(domain, message))...)), nil
}

// By is who signed the message for the domain. The error is for a signature that does not hold.
func (s Signature) By(domain string, message []byte) (Name, error) {
	public := ed25519.PublicKey(s[:ed25519.PublicKeySize])
	if !ed25519.Verify(public, signed(domain, message), s[ed25519.PublicKeySize:]) {
		return Name{}, errors.New("the signature does not hold: another message was signed, or another key signed it")
	}
	name, err := NameOf(public)
	if err != nil {
		return Name{}, fmt.Errorf("whose signature it is: %w", err)
	}
	return name, nil
}

func signed(domain string, message []byte) []byte {
	out := append([]byte(signaturePrefix), 0)
	out = binary.BigEndian.AppendUint32(out, uint32(len(domain))) //nolint:gosec // a constant of a program
	out = append(out, domain...)
	return append(out, message...)
}
