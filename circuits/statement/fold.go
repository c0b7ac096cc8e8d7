package statement

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// FoldTag separates the challenge from every other Keccak hash.
var FoldTag = crypto.Keccak256Hash([]byte("tercet/v1/challenge"))

// Fold is h: the vector v, its payload filled up with zeros to the circuit's length, and the circuit's own commitment a.
func Fold(v []Word, a Word) Word {
	in := make([]Word, 0, len(v)+1)
	return Sponge(DomainFold, append(append(in, v...), a))
}

// Trim drops the zeros at the end of a payload: on chain they are left out, and one that ends in a zero is refused.
// It is for payloads only; a header keeps its nine words.
func Trim(payload []Word) []Word {
	n := len(payload)
	for n > 0 && payload[n-1].IsZero() {
		n--
	}
	return payload[:n:n]
}

// Challenge is z. v is the header and the trimmed payload, as on chain.
func Challenge(vkHash common.Hash, h Word, v []Word) Word {
	length := common.BigToHash(big.NewInt(int64(len(v))))
	return U248(keccakWords([]common.Hash{FoldTag, vkHash, length, h.Bytes()}, v))
}

// Evaluate is y: the vector as the coefficients of a polynomial, lowest first, at z. Zeros at the end change nothing.
func Evaluate(v []Word, z Word) Word {
	var y Word
	for i := len(v) - 1; i >= 0; i-- {
		y.Mul(&y, &z).Add(&y, &v[i])
	}
	return y
}
