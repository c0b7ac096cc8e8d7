package statement

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
)

// MessageBits is how long a message word may be. Longer ones are a sign of the wrong key.
const MessageBits = 248

// Why a payload does not open.
var (
	ErrNoMessage  = errors.New("the payload carries no message")
	ErrWrongKey   = errors.New("the payload does not open with this key, claim and progress")
	ErrSealed     = errors.New("the payload is sealed: opening it takes the buyer's sealing key")
	ErrNotOnCurve = errors.New("the payload does not begin with a point of the curve")
)

var cofactor = big.NewInt(8)

// Seal encrypts a message to the buyer: rho·G first, then the words up to the last one that is not zero, each with a
// word of key stream added. With the zero key nothing is encrypted and two zeros stand first. To a key of low order it is sealed as
// to any other, and everybody can read it: that is for whoever chose the key, and the circuit proves it.
//
// Warning: rho must come from RandomScalar with a secure source and serve one message only; two messages under one rho,
// claim and progress show their difference to everybody.
//
// The multiplications do not run in constant time: seal and unseal on a machine that strangers do not share.
func Seal(pk PublicKey, rho *big.Int, claim, progress Word, message []Word) ([]Word, error) {
	message = Trim(message)
	for i := range message {
		if tooLong(message[i]) {
			return nil, fmt.Errorf("sealing word %d of a message: it has more than %d bits", i, MessageBits)
		}
	}
	if pk.IsZero() {
		return Trim(append(make([]Word, 2), message...)), nil
	}
	if err := pk.Check(); err != nil && !errors.Is(err, ErrKeyLowOrder) {
		return nil, fmt.Errorf("sealing to %s: %w", pk, err)
	}
	if !isScalar(rho) {
		return nil, errors.New("sealing a message: rho is not between 1 and the order of the curve's subgroup")
	}
	var r, s twistededwards.PointAffine
	r.ScalarMultiplicationBase(rho)
	s = shared(twistededwards.NewPointAffine(pk.X, pk.Y), rho)
	payload := []Word{r.X, r.Y}
	for i, key := range Stream(sealKey(s, r, claim, progress), len(message)) {
		payload = append(payload, *key.Add(&key, &message[i]))
	}
	for i := range payload[2:] {
		if payload[2+i].IsZero() { // who reads it would take it for the end of the message
			return nil, fmt.Errorf("sealing word %d of a message: it came out as zero; draw another rho", i)
		}
	}
	return payload, nil
}

// Unseal decrypts what Seal made under the same claim and progress. A wrong key is recognised by words that are too
// long, one word in 48 passing by chance: the proof, not this, says that a payload is right.
func Unseal(sk SealingKey, claim, progress Word, payload []Word) ([]Word, error) {
	if sk.scalar == nil {
		return nil, errors.New("unsealing a payload: there is no sealing key")
	}
	payload = Trim(payload)
	if len(payload) < 2 {
		return nil, fmt.Errorf("unsealing a payload: %w", ErrNoMessage)
	}
	r := twistededwards.NewPointAffine(payload[0], payload[1])
	if !r.IsOnCurve() {
		return nil, fmt.Errorf("unsealing a payload: %w", ErrNotOnCurve)
	}
	message := Stream(sealKey(shared(r, sk.scalar), r, claim, progress), len(payload)-2)
	for i := range message {
		message[i].Sub(&payload[i+2], &message[i])
		if tooLong(message[i]) {
			return nil, fmt.Errorf("unsealing word %d of a payload: %w", i, ErrWrongKey)
		}
	}
	return message, nil
}

// Unsealed is the message of a payload that was made with the zero key.
func Unsealed(payload []Word) ([]Word, error) {
	payload = Trim(payload)
	if len(payload) == 0 {
		return nil, nil
	}
	if len(payload) < 3 || !payload[0].IsZero() || !payload[1].IsZero() {
		return nil, fmt.Errorf("reading an unsealed payload: %w", ErrSealed)
	}
	message := append([]Word(nil), payload[2:]...)
	for i := range message {
		if tooLong(message[i]) {
			return nil, fmt.Errorf("reading word %d of an unsealed payload: it has more than %d bits", i, MessageBits)
		}
	}
	return message, nil
}

// tooLong looks at the value; Word.BitLen would count the bits of its Montgomery form.
func tooLong(w Word) bool { return Big(w).BitLen() > MessageBits }

// shared is scalar·(8·p): the cofactor takes away whatever part of p has low order.
func shared(p twistededwards.PointAffine, scalar *big.Int) twistededwards.PointAffine {
	p.ScalarMultiplication(&p, cofactor)
	p.ScalarMultiplication(&p, scalar)
	return p
}

func sealKey(s, r twistededwards.PointAffine, claim, progress Word) Word {
	return Sponge(DomainSeal, []Word{s.X, s.Y, r.X, r.Y, claim, progress})
}
