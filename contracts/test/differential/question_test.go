//go:build !race

package differential

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/bindings"
	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// place is one statement as calldata has it: anything may stand there.
type place struct {
	length common.Hash // what is said of the number of words
	h      common.Hash
	words  []common.Hash
	proof  []byte // its own, if it has one
}

// question is what a predicate is asked: about one settlement by itself where alone is set, else about a batch.
type question struct {
	alone   bool
	n       uint32
	count   *big.Int
	counted *big.Int
	places  []place
	proof   []byte // about all places
	extra   []common.Hash
	missing int // words cut off at the end
}

func (q question) clone() question {
	q.count, q.counted = new(big.Int).Set(q.count), new(big.Int).Set(q.counted)
	q.places, q.proof, q.extra = slices.Clone(q.places), slices.Clone(q.proof), slices.Clone(q.extra)
	for i := range q.places {
		q.places[i] = q.places[i].clone()
	}
	return q
}

func (p place) clone() place {
	p.words, p.proof = slices.Clone(p.words), slices.Clone(p.proof)
	return p
}

func number(n int) common.Hash { return common.BigToHash(big.NewInt(int64(n))) }

func allOf(count int) *big.Int {
	return new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), uint(count)), big.NewInt(1))
}

// separate takes places with proofs of their own apart.
func (m *machine) separate(from proofs) []place {
	list := places(from.Places)
	for i := range list {
		list[i].proof = from.Proofs[keys.ProofSize*i : keys.ProofSize*(i+1)]
	}
	return list
}

// places takes well-formed ones apart.
func places(flat []common.Hash) (list []place) {
	for len(flat) > 0 {
		end := 2 + int(flat[0].Big().Int64())
		list = append(list, place{length: flat[0], h: flat[1], words: flat[2:end]})
		flat = flat[end:]
	}
	return list
}

func single(p place) question {
	return question{alone: true, n: 1, count: big.NewInt(1), counted: big.NewInt(1), places: []place{p}}.clone()
}

func combined(list []place) question {
	return question{n: 1, count: big.NewInt(int64(len(list))), counted: allOf(len(list)), places: list}.clone()
}

func (m *machine) together(b together) question {
	return question{
		n: b.N, count: big.NewInt(int64(b.Count)), counted: allOf(b.Count), places: places(b.Places), proof: b.Proof,
	}.clone()
}

// flat is the places as calldata has them.
func (q question) flat() []common.Hash {
	var list []common.Hash
	for _, p := range q.places {
		list = append(append(list, p.length, p.h), p.words...)
	}
	list = append(list, q.extra...)
	return list[:max(0, len(list)-q.missing)]
}

// proofs is what is given as the proof.
func (q question) proofs() []byte {
	if q.n != 1 {
		return q.proof
	}
	var all []byte
	for _, p := range q.places {
		all = append(all, p.proof...)
	}
	return append(all, q.proof...)
}

func (q question) settle(predicate *bindings.Groth16Predicate) []byte {
	if q.alone {
		p := q.places[0]
		return predicate.PackSettle(header(p), bigs(p.words[statement.HeaderLen:]), p.h.Big(), p.proof)
	}
	return predicate.PackSettleMany(q.n, q.count, q.counted, bigs(q.flat()), q.proofs())
}

// verify is nil where only some places count: there is no question about those alone.
func (q question) verify(predicate *bindings.Groth16Predicate) []byte {
	if q.alone {
		p := q.places[0]
		return predicate.PackVerify(header(p), bigs(p.words[statement.HeaderLen:]), p.h.Big(), p.proof)
	}
	if !q.count.IsInt64() || q.count.Int64() > statement.MaxBatch || q.counted.Cmp(allOf(int(q.count.Int64()))) != 0 {
		return nil
	}
	return predicate.PackVerifyMany(q.n, q.count, bigs(q.flat()), q.proofs())
}

func header(p place) [statement.HeaderLen]*big.Int {
	return [statement.HeaderLen]*big.Int(bigs(p.words[:statement.HeaderLen]))
}
