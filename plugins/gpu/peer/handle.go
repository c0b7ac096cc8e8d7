package peer

import (
	"crypto/hpke"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

const (
	handleMagic = "tercet/gpu/handle/v1"
	maxAccess   = 4 << 10
	maxURL      = 512
	// Encapsulated key and tag of what is sealed, and two lengths inside.
	maxSealed = 32 + 16 + len(handleMagic) + common.HashLength + sha256.Size + 2 + maxURL + 2 + maxAccess
)

// Handle is what a buyer needs to use what was rented.
type Handle struct {
	Forward common.Hash
	URL     string // where the agent listens
	Agent   Name
	Access  []byte // how to log in, in the provider's own words, at most 4 KiB
}

// SealHandle seals a handle to the buyer (HPKE, RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305), for its forward alone.
func SealHandle(h Handle, buyer HandlePublic) ([]byte, error) {
	if err := h.check(); err != nil {
		return nil, fmt.Errorf("seal the handle of forward %s: %w", h.Forward, err)
	}
	public, err := buyer.hpke()
	if err != nil {
		return nil, fmt.Errorf("seal the handle of forward %s: %w", h.Forward, err)
	}
	sealed, err := hpke.Seal(public, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), handleInfo(h.Forward), h.encode())
	if err != nil {
		return nil, fmt.Errorf("seal the handle of forward %s: %w", h.Forward, err)
	}
	return sealed, nil
}

// OpenHandle opens the handle of a forward with the buyer's key. It does not say who sealed it.
func OpenHandle(sealed []byte, forward common.Hash, buyer HandleKey) (Handle, error) {
	fail := func(err error) (Handle, error) {
		return Handle{}, fmt.Errorf("open the handle of forward %s: %w", forward, err)
	}
	if len(sealed) > maxSealed {
		return fail(fmt.Errorf("it has %d bytes, at most %d are allowed", len(sealed), maxSealed))
	}
	private, err := buyer.hpke()
	if err != nil {
		return fail(err)
	}
	plain, err := hpke.Open(private, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), handleInfo(forward), sealed)
	if err != nil {
		return fail(errors.New("it was sealed to another key or for another forward, or was changed since"))
	}
	handle, err := decodeHandle(plain)
	if err == nil && handle.Forward != forward {
		err = fmt.Errorf("offset %d, forward: it is %s", len(handleMagic), handle.Forward)
	}
	if err == nil {
		err = handle.check()
	}
	if err != nil {
		return fail(err)
	}
	return handle, nil
}

func handleInfo(forward common.Hash) []byte {
	return append([]byte(handleMagic+"/for/"), forward[:]...)
}

func (h Handle) check() error {
	if len(h.Access) > maxAccess {
		return fmt.Errorf("its access has %d bytes, at most %d are allowed", len(h.Access), maxAccess)
	}
	if h.Agent == (Name{}) {
		return errors.New("it names no agent")
	}
	_, err := ParseURL(h.URL)
	return err
}

func (h Handle) encode() []byte {
	out := append([]byte(handleMagic), h.Forward[:]...)
	out = append(out, h.Agent[:]...)
	out = binary.BigEndian.AppendUint16(out, uint16(len(h.URL))) //nolint:gosec // checked
	out = append(out, h.URL...)
	out = binary.BigEndian.AppendUint16(out, uint16(len(h.Access))) //nolint:gosec // checked
	return append(out, h.Access...)
}

func decodeHandle(plain []byte) (Handle, error) {
	var h Handle
	rest := plain
	fail := func(field, reason string) (Handle, error) {
		return Handle{}, fmt.Errorf("offset %d, %s: %s", len(plain)-len(rest), field, reason)
	}
	const fixed = len(handleMagic) + common.HashLength + sha256.Size
	if len(rest) < fixed || string(rest[:len(handleMagic)]) != handleMagic {
		return fail("beginning", "it is no handle of this version")
	}
	h.Forward = common.BytesToHash(rest[len(handleMagic):][:common.HashLength])
	h.Agent = Name(rest[len(handleMagic)+common.HashLength:])
	rest = rest[fixed:]
	for _, field := range []struct {
		name string
		most int
		set  func([]byte)
	}{
		{"URL", maxURL, func(b []byte) { h.URL = string(b) }},
		{"access", maxAccess, func(b []byte) { h.Access = append([]byte{}, b...) }},
	} {
		if len(rest) < 2 {
			return fail(field.name, "its length is cut short")
		}
		length := int(binary.BigEndian.Uint16(rest))
		if length > field.most || length > len(rest)-2 {
			return fail(field.name, fmt.Sprintf("%d bytes are announced, %d are left, at most %d are allowed", length, len(rest)-2, field.most))
		}
		field.set(rest[2:][:length])
		rest = rest[2+length:]
	}
	if len(rest) > 0 {
		return fail("end", fmt.Sprintf("%d bytes too many", len(rest)))
	}
	return h, nil
}
