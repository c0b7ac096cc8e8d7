package statement

import (
	"math/big"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr/poseidon2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// The two Poseidon2 permutations: the wide one for vectors, streams and commitments, the narrow one for trees of arity
// eight. Round numbers and constants are those of the reference script of the Poseidon2 paper (eprint 2023/323) for
// BN254, 128 bits and x^5, as gnark-crypto carries them.
const (
	WideWidth   = 16
	NarrowWidth = 8
	FullRounds  = 8
	PartRounds  = 57

	// Rate is how many words the sponge absorbs or releases at a time. The last lane, the capacity, is never released.
	Rate = WideWidth - 1
)

// The domains, each with the length of its input in the capacity's first value: no hash of one kind is one of another.
const (
	DomainFold      = "fold"
	DomainBatch     = "batch"
	DomainParams    = "params"
	DomainLeaf      = "leaf"
	DomainNode      = "node"
	DomainSheet     = "sheet"
	DomainSeal      = "seal"
	DomainStream    = "stream"
	DomainSignature = "signature"
	DomainAux       = "aux"
	DomainWork      = "work"
	DomainModel     = "model"
	DomainDraw      = "draw"
	DomainMeters    = "meters"
	DomainProduct   = "product"
	DomainDraft     = "draft"
)

var (
	wide   = poseidon2.NewPermutation(WideWidth, FullRounds, PartRounds)
	narrow = poseidon2.NewPermutation(NarrowWidth, FullRounds, PartRounds)
)

// Capacity is the first value of a sponge's capacity lane: what is hashed, and how many words of it.
func Capacity(domain string, n int) Word {
	length := common.BigToHash(big.NewInt(int64(n)))
	return U248(crypto.Keccak256Hash([]byte("tercet/v1/"+domain), length[:]))
}

// Sponge hashes a vector of words under a domain.
func Sponge(domain string, in []Word) Word {
	var state [WideWidth]Word
	state[Rate] = Capacity(domain, len(in))
	for first := true; first || len(in) > 0; first = false {
		n := min(Rate, len(in))
		for i := range n {
			state[i].Add(&state[i], &in[i])
		}
		in = in[n:]
		permute(wide, state[:])
	}
	return state[0]
}

// Node hashes eight children of a tree to their parent. The first child is fed forward, so that the permutation cannot
// be run backwards from a parent to children of one's choice.
func Node(children [8]Word) Word {
	capacity := Capacity(DomainNode, len(children))
	children[0].Add(&children[0], &capacity)
	first := children[0]
	permute(narrow, children[:])
	children[0].Add(&children[0], &first)
	return children[0]
}

// Stream is n words of key stream from a key that is used once.
func Stream(key Word, n int) []Word {
	stream := make([]Word, 0, n+Rate)
	capacity := Capacity(DomainStream, 2)
	for block := uint64(0); len(stream) < n; block++ {
		var state [WideWidth]Word
		state[0], state[1], state[Rate] = key, WordFromUint64(block), capacity
		permute(wide, state[:])
		stream = append(stream, state[:Rate]...)
	}
	return stream[:n:n]
}

func permute(p *poseidon2.Permutation, state []Word) {
	if err := p.Permutation(state); err != nil {
		panic(err) // only for a state of another width, and both widths are fixed above
	}
}

func keccakWords(prefix []common.Hash, words []Word) common.Hash {
	buf := make([]byte, 0, 32*(len(prefix)+len(words)))
	for _, p := range prefix {
		buf = append(buf, p[:]...)
	}
	for i := range words {
		b := words[i].Bytes()
		buf = append(buf, b[:]...)
	}
	return crypto.Keccak256Hash(buf)
}
