// Package offertest makes offers for tests: plain ones that hold, and random ones that reach every corner of what can be
// signed. The same seed makes the same offers.
package offertest

import (
	"encoding/binary"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Now is when the plain offers can be taken.
const Now = 1_800_000_000

// Terms are those of a forward of 1000 units that starts an hour after now.
func Terms(now uint64) statement.Terms {
	return statement.Terms{
		Predicate: common.Address{1}, Params: statement.WordFromUint64(7), TaskHash: crypto.Keccak256Hash([]byte("task")),
		Token: common.Address{2}, Price: big.NewInt(1_500_001), Quantity: big.NewInt(1000), Unit: crypto.Keccak256Hash([]byte("unit")),
		AcceptBy: now + 3600, Start: now + 3600, End: now + 7200, SettleBy: now + 10800, Bond: big.NewInt(300_007),
	}
}

// Bid is a buyer's offer of these terms, to be taken in parts of 100 or more.
func Bid(terms statement.Terms, buyer common.Address) offer.Offer {
	return offer.Offer{
		Side: offer.Bid, Terms: terms, Params: []byte("params"), LastPrice: new(big.Int), MinFill: big.NewInt(100),
		Expiry: terms.Start, Nonce: big.NewInt(5), Salt: common.Hash{3}, Buyer: buyer, Task: []byte("task"),
	}
}

// Ask is a provider's offer of these terms for the task "task", to be taken in parts of 100 or more.
func Ask(terms statement.Terms, provider common.Address) offer.Offer {
	terms.Provider = provider
	return offer.Offer{
		Side: offer.Ask, Terms: terms, Params: []byte("params"), LastPrice: new(big.Int), MinFill: big.NewInt(100),
		Expiry: terms.Start, Nonce: big.NewInt(6), Salt: common.Hash{4},
	}
}

// Stream is a source of values that follow from a seed.
type Stream struct {
	seed  string
	count uint64
}

// NewStream is the stream of a seed.
func NewStream(seed string) *Stream { return &Stream{seed: seed} }

// Hash is 32 bytes.
func (s *Stream) Hash() common.Hash {
	s.count++
	return crypto.Keccak256Hash([]byte(s.seed), binary.BigEndian.AppendUint64(nil, s.count))
}

// Below is a number from 0 to n-1.
func (s *Stream) Below(n uint64) uint64 { return binary.BigEndian.Uint64(s.Hash().Bytes()[:8]) % n }

// Uint is a number of at most so many bits: small, large or at an end, each often.
func (s *Stream) Uint(bits uint) *big.Int {
	most := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), bits), big.NewInt(1))
	switch s.Below(8) {
	case 0:
		return new(big.Int)
	case 1:
		return most
	case 2, 3:
		return new(big.Int).SetUint64(s.Below(2000))
	}
	x := new(big.Int).SetBytes(s.Hash().Bytes())
	return x.And(x, most).Rsh(x, uint(s.Below(uint64(bits))))
}

// Address is one that nobody has the key of, or zero now and then.
func (s *Stream) Address() common.Address {
	if s.Below(10) == 0 {
		return common.Address{}
	}
	return common.BytesToAddress(s.Hash().Bytes())
}

// Word is an element of the scalar field, often zero.
func (s *Stream) Word() statement.Word {
	if s.Below(3) == 0 {
		return statement.Word{}
	}
	var word statement.Word
	word.SetBytes(s.Hash().Bytes())
	return word
}

// Bytes are up to 255.
func (s *Stream) Bytes() []byte {
	var out []byte
	for length := int(s.Hash()[0]); len(out) < length; {
		out = append(out, s.Hash().Bytes()[:min(32, length-len(out))]...)
	}
	return out
}

// Offer is any offer that can be signed, sensible or not.
func (s *Stream) Offer() offer.Offer {
	o := offer.Offer{
		Side: s.Below(2) == 1,
		Terms: statement.Terms{
			Predicate: s.Address(), Params: s.Word(), TaskHash: s.Hash(), Token: s.Address(), Price: s.Uint(128), Quantity: s.Uint(96),
			Unit: s.Hash(), AcceptBy: s.Uint(64).Uint64(), Start: s.Uint(64).Uint64(), End: s.Uint(64).Uint64(), SettleBy: s.Uint(64).Uint64(),
			Bond: s.Uint(128), Provider: s.Address(), BeaconBlock: s.Uint(64).Uint64(), SealX: s.Word(), SealY: s.Word(),
		},
		Params: s.Bytes(), LastPrice: s.Uint(128), RampStart: s.Uint(64).Uint64(), RampEnd: s.Uint(64).Uint64(), MinFill: s.Uint(96),
		Expiry: s.Uint(64).Uint64(), Nonce: s.Uint(256), Salt: s.Hash(),
	}
	if o.Side == offer.Ask {
		o.Review = s.Uint(64).Uint64()
	} else {
		o.Buyer, o.Task = s.Address(), s.Bytes()
	}
	return o
}

// Near is an offer that can often be taken around a time, with prices, quantities and ramps of every size, and a fill of it.
func (s *Stream) Near(now uint64) (offer.Offer, offer.Fill) {
	o := s.Offer()
	o.Terms.Quantity, o.MinFill = s.positive(96), s.Uint(8)
	around := func() uint64 { return now - 500 + s.Below(1000) }
	o.Expiry = now + 1 + s.Below(100)
	if s.Below(8) == 0 {
		o.Expiry = around()
	}
	o.RampStart, o.RampEnd = 0, 0
	if s.Below(3) > 0 {
		o.RampStart, o.RampEnd = around(), around()
	}
	fill := offer.Fill{Quantity: s.part(o.Terms.Quantity), Buyer: s.Address(), TaskHash: o.Terms.TaskHash, Task: s.Bytes()}
	if o.Side == offer.Bid {
		return o, fill
	}
	if s.Below(8) > 0 {
		o.Terms.SealX, o.Terms.SealY = statement.Word{}, statement.Word{}
	}
	fill.Seal = statement.PublicKey{X: s.Word(), Y: s.Word()}
	o.Review = 0
	switch s.Below(8) {
	case 0: // with the task and the time that a review forbids
		o.Review = s.Uint(64).Uint64()
	case 1, 2, 3:
		o.Review, o.Terms.AcceptBy, o.Terms.TaskHash, fill.TaskHash = 1+s.Below(1000), 0, common.Hash{}, s.Hash()
	case 4:
		fill.TaskHash = s.Hash()
	}
	return o, fill
}

func (s *Stream) positive(bits uint) *big.Int {
	x := s.Uint(bits)
	if x.Sign() == 0 {
		x.SetUint64(1 + s.Below(1000))
	}
	return x
}

// part is a quantity of a total, seldom none or too much.
func (s *Stream) part(total *big.Int) *big.Int {
	switch s.Below(10) {
	case 0:
		return new(big.Int)
	case 1:
		most := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 96), big.NewInt(1))
		if more := new(big.Int).Add(total, big.NewInt(1)); more.Cmp(most) < 0 {
			return more
		}
		return most
	case 2, 3:
		return new(big.Int).Set(total)
	}
	x := new(big.Int).SetBytes(s.Hash().Bytes())
	return x.Mod(x, total).Add(x, big.NewInt(1))
}
