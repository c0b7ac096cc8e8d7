// Package statement is the one definition of what a Tercet proof says: the vector of field elements that escrow,
// circuit and auditor agree on, how it is hashed, and how an output is sealed to its buyer.
//
// It promises that whatever it computes is what the contracts compute on chain and what the circuits constrain;
// circuits/testdata/vectors.json holds all three to it. It knows nothing of gnark and of networks.
//
// The vector is
//
//	v = claim, forward, params, window, progress, sealX, sealY, commitment, beacon, payload…
//
// The escrow builds the nine header words itself; the settler supplies the payload, at most the circuit's number of
// words. A proof has three public inputs:
//
//	h = Fold(v, a)             the circuit's vector and its own commitment a, hashed inside the circuit
//	z = Challenge(key, h, v)   a Keccak hash, computed on chain: known only after h is fixed
//	y = Evaluate(v, z)         v as a polynomial at z, computed on both sides
//
// h fixes the circuit's vector before z is known, so that two different vectors give the same y with a probability of
// len(v)/2^248 for each hash an attacker tries.
//
// One proof for up to n statements has the same three inputs: FoldBatch is over the number of statements and each one's
// h, BatchChallenge over everything that the contract is given, BatchEvaluate over each h and each word.
package statement

import (
	"fmt"
	"math/big"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/ethereum/go-ethereum/common"
)

// Word is one element of the scalar field of BN254, the unit of everything here.
type Word = fr.Element

// WordFromBytes reads 32 big-endian bytes. What is not below the field's order is refused, never reduced: one value
// has one encoding.
func WordFromBytes(b [32]byte) (Word, error) {
	var w Word
	if err := w.SetBytesCanonical(b[:]); err != nil {
		return Word{}, fmt.Errorf("reading field element 0x%x: not below the field's order", b)
	}
	return w, nil
}

// WordFromBig is WordFromBytes for an integer.
func WordFromBig(x *big.Int) (Word, error) {
	if x == nil || x.Sign() < 0 || x.Cmp(fr.Modulus()) >= 0 {
		return Word{}, fmt.Errorf("reading field element %v: not between 0 and the field's order", x)
	}
	var w Word
	w.SetBigInt(x)
	return w, nil
}

// WordFromUint64 is the field element of a small number.
func WordFromUint64(x uint64) Word {
	var w Word
	w.SetUint64(x)
	return w
}

// Big is the integer that the word stands for.
func Big(w Word) *big.Int {
	return w.BigInt(new(big.Int))
}

// U248 is a hash as a field element: its top byte is dropped, so that the rest is always below the field's order.
func U248(h common.Hash) Word {
	h[0] = 0
	var w Word
	w.SetBytes(h[:])
	return w
}
