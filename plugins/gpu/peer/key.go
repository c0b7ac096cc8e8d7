package peer

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// KeyPrefix begins a peer key's text: an account's key in the same digits must not be taken for one.
const KeyPrefix = "tercet-peer-key:"

// Key is what somebody proves their name with. It is a secret: its text belongs into a file that only its owner can read.
type Key struct {
	private ed25519.PrivateKey
	name    Name
}

// GenerateKey makes a new key.
func GenerateKey() (Key, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return Key{}, fmt.Errorf("make a peer key: %w", err)
	}
	return newKey(private)
}

func newKey(private ed25519.PrivateKey) (Key, error) {
	public, isEd25519 := private.Public().(ed25519.PublicKey)
	if !isEd25519 {
		return Key{}, errors.New("a peer key is no Ed25519 key")
	}
	name, err := NameOf(public)
	if err != nil {
		return Key{}, err
	}
	return Key{private: private, name: name}, nil
}

// Name is the key's name, which is public.
func (k Key) Name() Name { return k.name }

// String is the name as well: the secret is given by MarshalText alone.
func (k Key) String() string { return "key of " + k.name.String() }

// GoString keeps the secret out of %#v, too.
func (k Key) GoString() string { return k.String() }

// MarshalText is the secret itself, for its file.
func (k Key) MarshalText() ([]byte, error) {
	if k.private == nil {
		return nil, errNoKey
	}
	return []byte(KeyPrefix + hex.EncodeToString(k.private.Seed())), nil
}

// UnmarshalText reads what MarshalText wrote. Its errors do not repeat the text.
func (k *Key) UnmarshalText(text []byte) error {
	seed, err := secretBytes(text, KeyPrefix, ed25519.SeedSize)
	if err != nil {
		return fmt.Errorf("read a peer key: %w", err)
	}
	key, err := newKey(ed25519.NewKeyFromSeed(seed))
	if err != nil {
		return err
	}
	*k = key
	return nil
}

var errNoKey = errors.New("there is no peer key; `tercet gpu key new FILE` makes one")

// secretBytes reads a secret's digits behind its prefix.
func secretBytes(text []byte, prefix string, size int) ([]byte, error) {
	digits, found := strings.CutPrefix(string(text), prefix)
	if !found {
		return nil, fmt.Errorf("it does not begin with %q", prefix)
	}
	secret, err := hex.DecodeString(digits)
	if err != nil || len(secret) != size {
		return nil, fmt.Errorf("behind %q, want %d hexadecimal digits", prefix, 2*size) // err would repeat some
	}
	return secret, nil
}

// certificate wraps the key for TLS. Nobody looks at anything in it but the key.
func (k Key) certificate() (*tls.Certificate, error) {
	if k.private == nil {
		return nil, errNoKey
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotBefore:    time.Unix(0, 0).UTC(),
		NotAfter:     time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), // RFC 5280: no date of expiry
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, k.private.Public(), k.private)
	if err != nil {
		return nil, fmt.Errorf("make the certificate of %s: %w", k.name, err)
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: k.private}, nil
}
