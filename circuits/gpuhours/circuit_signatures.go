package gpuhours

import (
	"math/big"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// defineSignatures asserts that as many different meters of the set as are needed signed the sheet.
func (b *Body) defineSignatures(api frontend.API, hash *gadget.Hash, sheet frontend.Variable) {
	needed := gadget.FirstOf(api, b.Need, MaxSignatures)
	var signers [MaxSignatures]gadget.Point
	for i := range b.Signatures {
		signers[i] = b.Signatures[i].define(api, hash, b.Meters, sheet)
		for _, other := range signers[:i] {
			// Different Y, not only different points: a key and its negative are one secret.
			same := api.Mul(needed[i], api.Sub(signers[i].Y, other.Y))
			api.AssertIsDifferent(api.Add(same, api.Sub(1, needed[i])), 0)
		}
	}
}

// define asserts that the meter at Place signed the sheet, and returns its key.
//
// R is computed as S·G − e·key, and e must be what it hashes to: a pair of e and S stands for one R. Both multiplications
// take any point of the curve, so that a key need only be on it, and the zeros behind the last meter are not.
func (s *Signed) define(api frontend.API, hash *gadget.Hash, meters [MaxMeters]gadget.Point, sheet frontend.Variable) gadget.Point {
	key := s.meter(api, meters)
	curve := gadget.NewCurve(api)
	curve.AssertOnCurve(key)
	// One signature has one S. A second one would not be wrong, but no check in plain Go takes it.
	scalar := api.ToBinary(s.S, gadget.ScalarBits)
	gadget.AssertAtMost(api, s.S, new(big.Int).Sub(&edwards.Order, big.NewInt(1)), gadget.ScalarBits)
	minus := gadget.Point{X: api.Neg(key.X), Y: key.Y}
	r := curve.Add(curve.MulBase(scalar), curve.Mul(minus, api.ToBinary(s.E)))
	api.AssertIsEqual(s.E, hash.Sponge(statement.DomainSignature, r.X, r.Y, key.X, key.Y, sheet))
	return key
}

// meter is the key at Place.
func (s *Signed) meter(api frontend.API, meters [MaxMeters]gadget.Point) gadget.Point {
	keys := meters[:]
	for _, bit := range s.Place {
		api.AssertIsBoolean(bit)
		half := make([]gadget.Point, len(keys)/2)
		for i := range half {
			zero, one := keys[2*i], keys[2*i+1]
			half[i] = gadget.Point{X: api.Select(bit, one.X, zero.X), Y: api.Select(bit, one.Y, zero.Y)}
		}
		keys = half
	}
	return keys[0]
}
