package gadget

import (
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Sealing is one key exchange with the buyer, or none if the key is (0, 0).
type Sealing struct {
	R      Point             // first words of the payload; (0, 0) if nothing is sealed
	Sealed frontend.Variable // boolean
	key    frontend.Variable
	hash   *Hash
}

// NewSealing asserts that pk is on the curve or (0, 0), derives R = rho·G and the key of the stream from rho·8·pk, and
// leaves no choice but rho: R is a point of prime order, so that R and pk together determine the key, and with it the
// message under any ciphertext.
//
// The factor 8 takes away whatever part of pk has low order: every key that the escrow accepts can be sealed to.
func NewSealing(api frontend.API, hash *Hash, pk Point, rho []frontend.Variable, claim, progress frontend.Variable) *Sealing {
	curve := NewCurve(api)
	for _, bit := range rho {
		api.AssertIsBoolean(bit)
	}
	// (0, 0) is not on the curve. In its place stands the neutral point (0, 1), whose multiples are neutral too.
	public := api.Mul(api.IsZero(pk.X), api.IsZero(pk.Y))
	sealed := api.Sub(1, public)
	pk.Y = api.Add(pk.Y, public)
	curve.AssertOnCurve(pk)

	r := curve.MulBase(rho)
	s := curve.Mul(curve.Double(curve.Double(curve.Double(pk))), rho)
	return &Sealing{
		R:      Point{api.Mul(r.X, sealed), api.Mul(r.Y, sealed)},
		Sealed: sealed,
		key:    hash.Sponge(statement.DomainSeal, s.X, s.Y, r.X, r.Y, claim, progress),
		hash:   hash,
	}
}

// Encrypt adds the stream to each word of the message whose flag in used is one, and asserts that the sum is not zero.
// The flags are boolean. Where one is zero, the word must be zero too, else it would be published as it is; where nothing
// is sealed, a used word must not be zero.
//
// A sum of zero would have two readings: a word that cancels the stream, and no word, which is what the buyer takes it
// for. Some ten seconds are enough to find a rho whose stream cancels 35 symbols that end a poem.
func (s *Sealing) Encrypt(message, used []frontend.Variable) []frontend.Variable {
	sealed := s.encrypt(message, used)
	for i, word := range sealed {
		s.hash.api.AssertIsDifferent(s.hash.api.Add(word, s.hash.api.Sub(1, used[i])), 0)
	}
	return sealed
}

func (s *Sealing) encrypt(message, used []frontend.Variable) []frontend.Variable {
	api := s.hash.api
	sealed := make([]frontend.Variable, len(message))
	for i, word := range s.hash.Stream(s.key, len(message)) {
		sealed[i] = api.Add(message[i], api.Mul(api.Mul(used[i], s.Sealed), word))
	}
	return sealed
}
