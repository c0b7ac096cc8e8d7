package accuracy

import (
	"math/big"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr/poseidon2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// The oracle is doc.go in other words than the package's: it shares no code with it, nor with package statement.

// oracleDraw is the places that a beacon draws from a pool of 64 or 4,096 examples.
func oracleDraw(beacon uint64, draws, pool int) []int {
	permute := func(domain string, length int64, in ...fr.Element) [16]fr.Element {
		n := common.BigToHash(big.NewInt(length))
		capacity := crypto.Keccak256Hash([]byte("tercet/v1/"+domain), n[:])
		capacity[0] = 0
		var state [16]fr.Element
		copy(state[:], in)
		state[15].SetBytes(capacity[:])
		if err := poseidon2.NewPermutation(16, 8, 57).Permutation(state[:]); err != nil {
			panic(err)
		}
		return state
	}
	seed := permute("draw", 1, fr.NewElement(beacon))[0]
	var out []int
	for block := uint64(0); ; block++ {
		stream := permute("stream", 2, seed, fr.NewElement(block))
		for _, word := range stream[:15] {
			rest := new(big.Int).Mod(word.BigInt(new(big.Int)), new(big.Int).Lsh(big.NewInt(1), 240))
			for n := 240; n > 0; {
				place := new(big.Int)
				rest.DivMod(rest, big.NewInt(int64(pool)), place)
				if out = append(out, int(place.Int64())); len(out) == draws {
					return out
				}
				for m := pool; m > 1; m /= 2 {
					n--
				}
			}
		}
	}
}

// oracleRight says whether a model's score for the label is above every other one. weights are those of the payload.
func oracleRight(weights []int8, hidden, classes int, features []uint8, label int) bool {
	column := func(matrix []int8, width, at int, in []*big.Int) *big.Int {
		total := new(big.Int)
		for i, x := range in {
			total.Add(total, new(big.Int).Mul(x, big.NewInt(int64(matrix[i*width+at]))))
		}
		return total
	}
	var in []*big.Int
	for _, x := range features {
		in = append(in, big.NewInt(int64(x)))
	}
	in = append(in, big.NewInt(7))
	if hidden > 0 {
		var units []*big.Int
		for j := range hidden {
			unit := column(weights, hidden, j, in)
			if unit.Sign() < 0 {
				unit.SetInt64(0)
			}
			units = append(units, unit)
		}
		weights, in = weights[len(in)*hidden:], append(units, big.NewInt(1024))
	}
	own := column(weights, classes, label, in)
	for class := range classes {
		if class != label && column(weights, classes, class, in).Cmp(own) >= 0 {
			return false
		}
	}
	return true
}
