package gpuhours

import (
	"crypto/sha3"
	"errors"
	"fmt"
	"io"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// What is wrong with a meter's key.
var (
	ErrOffCurve   = errors.New("the key is not on the curve")
	ErrOtherGroup = errors.New("the key is not in the curve's subgroup of prime order, or its neutral point: signatures under it prove nothing")
)

var edwards = twistededwards.GetEdwardsCurve()

// Meter is the public key of a meter, a point of the twisted Edwards curve over BN254's scalar field.
type Meter struct{ X, Y statement.Word }

// Check names what is wrong with a key. Under a key of low order anybody signs.
func (m Meter) Check() error {
	p := m.point()
	if !p.IsOnCurve() {
		return ErrOffCurve
	}
	if multiple := plainMultiple(p, &edwards.Order); p.IsZero() || !multiple.IsZero() {
		return ErrOtherGroup
	}
	return nil
}

func (m Meter) point() twistededwards.PointAffine { return twistededwards.NewPointAffine(m.X, m.Y) }

// String is the key as text.
func (m Meter) String() string { return string(writeWords(m.X, m.Y)) }

// Signature is a meter's word that a sheet's seconds are at least delivered: EdDSA with R = (RX, RY), S below the order of
// the curve's subgroup, and the challenge e = Sponge("signature", R, meter, hash of the sheet), for which S·G = R + e·meter.
type Signature struct {
	Meter     Meter
	RX, RY, S statement.Word
}

// challenge is e.
func (s Signature) challenge(sheet statement.Word) statement.Word {
	return statement.Sponge(statement.DomainSignature, []statement.Word{s.RX, s.RY, s.Meter.X, s.Meter.Y, sheet})
}

// Verify says whether the signature is the meter's, for a sheet with this hash. The meter's key must be one that Check
// accepts. The equation is exact, without the cofactor: R, too, is in the subgroup.
func (s Signature) Verify(sheet statement.Word) bool {
	if statement.Big(s.S).Cmp(&edwards.Order) >= 0 {
		return false
	}
	minus := s.Meter.point()
	minus.Neg(&minus)
	var left, right, sum twistededwards.PointAffine
	left.ScalarMultiplicationBase(statement.Big(s.S))
	right.ScalarMultiplication(&minus, statement.Big(s.challenge(sheet)))
	sum.Add(&left, &right)
	return sum.X.Equal(&s.RX) && sum.Y.Equal(&s.RY)
}

// MeterKey signs for a meter. Printing one does not show the secret.
type MeterKey struct{ scalar *big.Int }

// GenerateMeterKey draws a key. rand must be a secure source.
func GenerateMeterKey(rand io.Reader) (MeterKey, error) {
	scalar, err := statement.RandomScalar(rand)
	if err != nil {
		return MeterKey{}, fmt.Errorf("making a meter's key: %w", err)
	}
	return MeterKey{scalar}, nil
}

// Meter is the public key.
func (k MeterKey) Meter() Meter {
	var p twistededwards.PointAffine
	p.ScalarMultiplicationBase(k.scalar)
	return Meter{p.X, p.Y}
}

// String names the key by its public half.
func (k MeterKey) String() string { return "key of meter " + k.Meter().String() }

// GoString keeps the secret out of %#v as well.
func (k MeterKey) GoString() string { return k.String() }

// Sign signs the hash of a sheet. The nonce is a hash of the secret and what is signed: no two sheets share one, and one
// sheet has one signature.
//
// Warning: the multiplications do not run in constant time.
func (k MeterKey) Sign(sheet statement.Word) (Signature, error) {
	source := sha3.NewSHAKE256()
	secret, signed := make([]byte, 32), sheet.Bytes()
	_, _ = source.Write([]byte("tercet/v1/meter/nonce")) // a sponge takes any bytes
	_, _ = source.Write(k.scalar.FillBytes(secret))
	_, _ = source.Write(signed[:])
	nonce, err := statement.RandomScalar(source)
	if err != nil {
		return Signature{}, fmt.Errorf("signing a sheet: %w", err)
	}
	var r twistededwards.PointAffine
	r.ScalarMultiplicationBase(nonce)
	s := Signature{Meter: k.Meter(), RX: r.X, RY: r.Y}
	scalar := new(big.Int).Mul(statement.Big(s.challenge(sheet)), k.scalar)
	scalar.Add(scalar, nonce).Mod(scalar, &edwards.Order)
	s.S.SetBigInt(scalar)
	return s, nil
}

// plainMultiple doubles and adds: the library's own multiplication is for points of the subgroup.
func plainMultiple(p twistededwards.PointAffine, scalar *big.Int) twistededwards.PointAffine {
	var sum twistededwards.PointAffine
	sum.Y.SetOne()
	for i := scalar.BitLen() - 1; i >= 0; i-- {
		sum.Double(&sum)
		if scalar.Bit(i) == 1 {
			sum.Add(&sum, &p)
		}
	}
	return sum
}
