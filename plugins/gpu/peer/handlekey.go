package peer

import (
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// HandleKeyPrefix begins the text of a key that opens handles.
const HandleKeyPrefix = "tercet-handle-key:"

const handlePublicPrefix = "handle:"

// HandleKey opens the handles that are sealed to it. It is a secret.
type HandleKey struct{ private *ecdh.PrivateKey }

// HandlePublic is what handles are sealed to.
type HandlePublic struct{ public *ecdh.PublicKey }

// GenerateHandleKey makes a new key.
func GenerateHandleKey() (HandleKey, error) {
	private, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return HandleKey{}, fmt.Errorf("make a handle key: %w", err)
	}
	return HandleKey{private}, nil
}

// Public is what others seal handles to.
func (k HandleKey) Public() HandlePublic {
	if k.private == nil {
		return HandlePublic{}
	}
	return HandlePublic{k.private.PublicKey()}
}

// String is the public part: the secret is given by MarshalText alone.
func (k HandleKey) String() string { return "key of " + k.Public().String() }

// GoString keeps the secret out of %#v, too.
func (k HandleKey) GoString() string { return k.String() }

// MarshalText is the secret itself, for its file.
func (k HandleKey) MarshalText() ([]byte, error) {
	if k.private == nil {
		return nil, errNoHandleKey
	}
	return []byte(HandleKeyPrefix + hex.EncodeToString(k.private.Bytes())), nil
}

// UnmarshalText reads what MarshalText wrote. Its errors do not repeat the text.
func (k *HandleKey) UnmarshalText(text []byte) error {
	secret, err := secretBytes(text, HandleKeyPrefix, 32)
	if err != nil {
		return fmt.Errorf("read a handle key: %w", err)
	}
	private, err := ecdh.X25519().NewPrivateKey(secret)
	if err != nil {
		return errors.New("read a handle key: it is no X25519 key")
	}
	k.private = private
	return nil
}

var errNoHandleKey = errors.New("there is no handle key; `tercet gpu key new --handle FILE` makes one")

func (k HandleKey) hpke() (hpke.PrivateKey, error) {
	if k.private == nil {
		return nil, errNoHandleKey
	}
	return hpke.NewDHKEMPrivateKey(k.private)
}

func (p HandlePublic) hpke() (hpke.PublicKey, error) {
	if p.public == nil {
		return nil, errNoHandleKey
	}
	return hpke.NewDHKEMPublicKey(p.public)
}

// String is the public key's text.
func (p HandlePublic) String() string {
	if p.public == nil {
		return handlePublicPrefix
	}
	return handlePublicPrefix + hex.EncodeToString(p.public.Bytes())
}

// ParseHandlePublic reads a public key's text: handle: and 64 hexadecimal digits.
func ParseHandlePublic(text string) (HandlePublic, error) {
	digits, found := strings.CutPrefix(text, handlePublicPrefix)
	raw, err := hex.DecodeString(digits)
	if !found || err != nil || len(raw) != 32 {
		return HandlePublic{}, fmt.Errorf("public handle key %.80q: want %s and 64 hexadecimal digits", text, handlePublicPrefix)
	}
	public, err := ecdh.X25519().NewPublicKey(raw)
	if err != nil {
		return HandlePublic{}, fmt.Errorf("public handle key %q: %w", text, err)
	}
	return HandlePublic{public}, nil
}
