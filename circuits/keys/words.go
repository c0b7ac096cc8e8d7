package keys

import (
	"errors"
	"fmt"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/fp"
	"github.com/consensys/gnark/backend/groth16"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Words is how many 256-bit words a verifying key has on chain.
const Words = 22

// inputs is how many public inputs every circuit has: h, z and y.
const inputs = 3

// ErrMalformed says that words or bytes are no key or proof at all.
var ErrMalformed = errors.New("malformed")

// KeyWords encodes a verifying key for the contracts: alpha (x, y), then −beta, −gamma and −delta, each as x.A1, x.A0,
// y.A1, y.A0 (the order of EIP-197), then the four K points.
func KeyWords(vk groth16.VerifyingKey) ([Words]*big.Int, error) {
	key, ok := vk.(*groth16bn254.VerifyingKey)
	if !ok {
		return [Words]*big.Int{}, fmt.Errorf("encoding a verifying key: it is a %T, not one over BN254", vk)
	}
	if len(key.G1.K) != inputs+1 {
		return [Words]*big.Int{}, fmt.Errorf("encoding a verifying key: %w", publicInputs(len(key.G1.K)-1))
	}
	list := make([]*big.Int, 0, Words)
	list = appendG1(list, key.G1.Alpha)
	for _, p := range []bn254.G2Affine{key.G2.Beta, key.G2.Gamma, key.G2.Delta} {
		p.Neg(&p)
		list = appendG2(list, p)
	}
	for _, p := range key.G1.K {
		list = appendG1(list, p)
	}
	return [Words]*big.Int(list), nil
}

// KeyHash is the hash by which challenges and auditors name a verifying key.
func KeyHash(words [Words]*big.Int) common.Hash {
	buf := make([]byte, 0, 32*Words)
	for _, w := range words {
		buf = append(buf, common.BigToHash(w).Bytes()...)
	}
	return crypto.Keccak256Hash(buf)
}

// FromWords builds a verifying key from its words on chain. It refuses coordinates that are not below the base field's
// order, points off the curve or outside the subgroup, infinity, and whatever [CheckKey] refuses.
func FromWords(words [Words]*big.Int) (groth16.VerifyingKey, error) {
	r := reader{words: words[:]}
	key := &groth16bn254.VerifyingKey{PublicAndCommitmentCommitted: [][]int{}}
	key.G1.Alpha = r.g1("alpha")
	key.G2.Beta = r.negatedG2("beta")
	key.G2.Gamma = r.negatedG2("gamma")
	key.G2.Delta = r.negatedG2("delta")
	for i := range inputs + 1 {
		key.G1.K = append(key.G1.K, r.g1(fmt.Sprintf("K%d", i)))
	}
	if err := errors.Join(r.errs...); err != nil {
		return nil, fmt.Errorf("reading a verifying key from its %d words: %w: %w", Words, ErrMalformed, err)
	}
	if err := CheckKey(key); err != nil {
		return nil, fmt.Errorf("reading a verifying key from its %d words: %w", Words, err)
	}
	if err := key.Precompute(); err != nil {
		return nil, fmt.Errorf("reading a verifying key from its %d words: %w", Words, err)
	}
	return key, nil
}

func appendG1(list []*big.Int, p bn254.G1Affine) []*big.Int {
	return append(list, coordinate(p.X), coordinate(p.Y))
}

func appendG2(list []*big.Int, p bn254.G2Affine) []*big.Int {
	return append(list, coordinate(p.X.A1), coordinate(p.X.A0), coordinate(p.Y.A1), coordinate(p.Y.A0))
}

func coordinate(x fp.Element) *big.Int { return x.BigInt(new(big.Int)) }

// reader takes points off a list of words and remembers every fault.
type reader struct {
	words []*big.Int
	errs  []error
}

func (r *reader) fault(name, reason string) {
	r.errs = append(r.errs, fmt.Errorf("%s %s", name, reason))
}

func (r *reader) coordinate(name string) fp.Element {
	w := r.words[0]
	r.words = r.words[1:]
	if w == nil || w.Sign() < 0 || w.Cmp(fp.Modulus()) >= 0 {
		r.fault(name, "has a coordinate that is not below the base field's order")
		return fp.Element{}
	}
	var x fp.Element
	x.SetBigInt(w)
	return x
}

// g1 reads a point. Infinity is left to CheckKey and, in a proof, to the pairing.
func (r *reader) g1(name string) bn254.G1Affine {
	p := bn254.G1Affine{X: r.coordinate(name), Y: r.coordinate(name)}
	if !p.IsInSubGroup() {
		r.fault(name, "is not on the curve")
	}
	return p
}

func (r *reader) g2(name string) bn254.G2Affine {
	var p bn254.G2Affine
	p.X.A1, p.X.A0 = r.coordinate(name), r.coordinate(name)
	p.Y.A1, p.Y.A0 = r.coordinate(name), r.coordinate(name)
	if !p.IsOnCurve() || !p.IsInSubGroup() {
		r.fault(name, "is not in the curve's subgroup")
	}
	return p
}

func (r *reader) negatedG2(name string) bn254.G2Affine {
	p := r.g2(name)
	p.Neg(&p)
	return p
}
