package statement

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"

	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
)

// What is wrong with a sealing key.
var (
	ErrKeyOffCurve = errors.New("sealing key is not on the curve: the escrow refuses it; make one with `tercet key`")
	ErrKeyLowOrder = errors.New("sealing key has low order: whatever is sealed to it, everybody can read")
)

var curve = twistededwards.GetEdwardsCurve()

// PublicKey is the key an output is sealed to, a point of the twisted Edwards curve over BN254's scalar field. The zero
// value stands for "nothing is sealed".
type PublicKey struct{ X, Y Word }

// IsZero says that nothing is sealed.
func (k PublicKey) IsZero() bool { return k.X.IsZero() && k.Y.IsZero() }

// Check names what is wrong with a key before anybody puts money on it. The escrow accepts every point of the curve; a
// client also refuses those of low order. The zero key passes: whoever asks for it asks for a public output.
func (k PublicKey) Check() error {
	if k.IsZero() {
		return nil
	}
	p := twistededwards.NewPointAffine(k.X, k.Y)
	if !p.IsOnCurve() {
		return ErrKeyOffCurve
	}
	if p.ScalarMultiplication(&p, cofactor); p.IsZero() {
		return ErrKeyLowOrder
	}
	return nil
}

// MarshalText writes the key as 0x and 128 digits, X first.
func (k PublicKey) MarshalText() ([]byte, error) {
	x, y := k.X.Bytes(), k.Y.Bytes()
	return fmt.Appendf(nil, "0x%x%x", x, y), nil
}

// String is the text of MarshalText.
func (k PublicKey) String() string {
	text, _ := k.MarshalText()
	return string(text)
}

// UnmarshalText reads what MarshalText writes, and refuses a key that Check refuses.
func (k *PublicKey) UnmarshalText(text []byte) error {
	b, err := parseHex(text, 64)
	if err != nil {
		return fmt.Errorf("reading a public sealing key: %w", err)
	}
	x, errX := WordFromBytes([32]byte(b[:32]))
	y, errY := WordFromBytes([32]byte(b[32:]))
	if err := errors.Join(errX, errY); err != nil {
		return fmt.Errorf("reading a public sealing key: %w", err)
	}
	read := PublicKey{X: x, Y: y}
	if err := read.Check(); err != nil {
		return fmt.Errorf("reading public sealing key %s: %w", text, err)
	}
	*k = read
	return nil
}

// SealingKey opens what was sealed to its public key. Printing one does not show the secret; MarshalText does.
type SealingKey struct{ scalar *big.Int }

// GenerateSealingKey draws a key. rand must be a secure source.
func GenerateSealingKey(rand io.Reader) (SealingKey, error) {
	scalar, err := RandomScalar(rand)
	if err != nil {
		return SealingKey{}, fmt.Errorf("making a sealing key: %w", err)
	}
	return SealingKey{scalar}, nil
}

// Public is the key to put into a forward's terms. It panics for a key that was neither generated nor read.
func (k SealingKey) Public() PublicKey {
	var p twistededwards.PointAffine
	p.ScalarMultiplicationBase(k.scalar)
	return PublicKey{p.X, p.Y}
}

// String names the key by its public half.
func (k SealingKey) String() string {
	if k.scalar == nil {
		return "sealing key (none)"
	}
	return "sealing key of " + k.Public().String()
}

// GoString keeps the secret out of %#v as well.
func (k SealingKey) GoString() string { return k.String() }

// MarshalText writes the secret as 0x and 64 digits.
func (k SealingKey) MarshalText() ([]byte, error) {
	if k.scalar == nil {
		return nil, errors.New("writing a sealing key: there is none")
	}
	return fmt.Appendf(nil, "0x%064x", k.scalar), nil
}

// UnmarshalText reads what MarshalText writes. Its errors do not repeat the text.
func (k *SealingKey) UnmarshalText(text []byte) error {
	b, err := parseHex(text, 32)
	if err != nil {
		return fmt.Errorf("reading a secret sealing key: %w", err)
	}
	scalar := new(big.Int).SetBytes(b)
	if !isScalar(scalar) {
		return errors.New("reading a secret sealing key: not between 1 and the order of the curve's subgroup")
	}
	k.scalar = scalar
	return nil
}

// RandomScalar draws a number between 1 and the order of the curve's subgroup, for a key or for one sealing.
func RandomScalar(rand io.Reader) (*big.Int, error) {
	var b [48]byte // 133 bits more than the order has, so that the remainder is uniform
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return nil, fmt.Errorf("drawing a random scalar: %w", err)
	}
	most := new(big.Int).Sub(&curve.Order, big.NewInt(1))
	scalar := new(big.Int).SetBytes(b[:])
	return scalar.Mod(scalar, most).Add(scalar, big.NewInt(1)), nil
}

func isScalar(x *big.Int) bool {
	return x != nil && x.Sign() > 0 && x.Cmp(&curve.Order) < 0
}

func parseHex(text []byte, size int) ([]byte, error) {
	digits, found := strings.CutPrefix(string(text), "0x")
	if !found || len(digits) != 2*size {
		return nil, fmt.Errorf("want 0x and %d hexadecimal digits, got %d characters", 2*size, len(text))
	}
	b, err := hex.DecodeString(digits)
	if err != nil {
		return nil, fmt.Errorf("want 0x and %d hexadecimal digits, and there is another character among them", 2*size)
	}
	return b, nil
}
