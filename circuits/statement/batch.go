package statement

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Stride is how many powers of z one place of a batch has: one for its h, the others for the words of its vector.
const Stride = 128

// MaxBatch is the most places a batch has: on chain, which of them count is a word of bits.
const MaxBatch = 256

// BatchTag separates the challenge of a batch from every other Keccak hash.
var BatchTag = crypto.Keccak256Hash([]byte("tercet/v1/batch"))

// Place is one statement of a batch: its vector as on chain, that is header and trimmed payload, and the h that the
// circuit of one statement gives for it.
type Place struct {
	H Word
	V []Word
}

// CheckBatch refuses places that have no encoding in a batch of n.
func CheckBatch(n int, places []Place) error {
	if n < 2 || n > MaxBatch {
		return fmt.Errorf("a batch of %d places: want 2 to %d", n, MaxBatch)
	}
	if len(places) < 1 || len(places) > n {
		return fmt.Errorf("%d statements for a batch of %d places: want 1 to %d", len(places), n, n)
	}
	for i, p := range places {
		switch words := len(p.V); {
		case words < HeaderLen:
			return fmt.Errorf("place %d of the batch has %d words: the header alone has %d", i, words, HeaderLen)
		case words >= Stride:
			return fmt.Errorf("place %d of the batch has %d words, at most %d fit", i, words, Stride-1)
		case words > HeaderLen && p.V[words-1].IsZero():
			return fmt.Errorf("place %d of the batch: its payload ends in a zero word", i)
		}
	}
	return nil
}

// Flatten is the places as the contracts take them: of each the number of its words, h, and the words.
func Flatten(places []Place) []Word {
	var flat []Word
	for _, p := range places {
		flat = append(append(flat, WordFromUint64(uint64(len(p.V))), p.H), p.V...)
	}
	return flat
}

// FoldBatch is H of a batch of n: how many places are on, and their h; those that are off are zero.
func FoldBatch(n int, places []Place) Word {
	in := make([]Word, 1+n)
	in[0] = WordFromUint64(uint64(len(places)))
	for i, p := range places {
		in[1+i] = p.H
	}
	return Sponge(DomainBatch, in)
}

// BatchChallenge is z of a batch of n.
func BatchChallenge(vkHash common.Hash, n int, fold Word, places []Place) Word {
	size, count := common.BigToHash(big.NewInt(int64(n))), common.BigToHash(big.NewInt(int64(len(places))))
	return U248(keccakWords([]common.Hash{BatchTag, vkHash, size, count, fold.Bytes()}, Flatten(places)))
}

// BatchEvaluate is y of a batch: the number of places, then each place's h and words, each with a power of z of its own.
func BatchEvaluate(places []Place, z Word) Word {
	coefficients := make([]Word, 1+Stride*len(places))
	coefficients[0] = WordFromUint64(uint64(len(places)))
	for i, p := range places {
		first := 1 + Stride*i
		coefficients[first] = p.H
		copy(coefficients[first+1:first+Stride], p.V)
	}
	return Evaluate(coefficients, z)
}
