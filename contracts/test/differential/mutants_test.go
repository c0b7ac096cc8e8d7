//go:build !race

package differential

import (
	"math/big"
	"math/rand/v2"

	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/fp"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// mutation changes a question. Most make it false, some leave it true; the oracle says which.
type mutation struct {
	name   string
	change func(m *machine, r *rand.Rand, q *question)
}

// Coordinates in a proof, by their word.
const (
	wordsOfA = 0
	wordsOfB = 2
	wordsOfC = 6
	allWords = 8
)

// ofOne are about one place, which may stand among others.
var ofOne = []mutation{
	{"nothing", func(*machine, *rand.Rand, *question) {}},
	{"a bit of the proof", func(m *machine, r *rand.Rand, q *question) {
		proof := m.proofOf(r, q)
		proof[r.IntN(len(proof))] ^= 1 << r.IntN(8)
	}},
	{"a coordinate not reduced", func(m *machine, r *rand.Rand, q *question) { addTo(m.proofOf(r, q), r.IntN(allWords), fp.Modulus()) }},
	{"a coordinate at the field's order", func(m *machine, r *rand.Rand, q *question) {
		put(m.proofOf(r, q), r.IntN(allWords), new(big.Int).Add(fp.Modulus(), big.NewInt(int64(r.IntN(2)))))
	}},
	{"any coordinate", func(m *machine, r *rand.Rand, q *question) { put(m.proofOf(r, q), r.IntN(allWords), random(r)) }},
	{"A and B negated", func(m *machine, r *rand.Rand, q *question) {
		proof := m.proofOf(r, q)
		negate(proof, 1)
		negate(proof, 4)
		negate(proof, 5)
	}},
	{"A or C negated", func(m *machine, r *rand.Rand, q *question) { negate(m.proofOf(r, q), []int{1, 7}[r.IntN(2)]) }},
	{"A and B multiplied by a number and its inverse", func(m *machine, r *rand.Rand, q *question) { malleate(m.proofOf(r, q), r) }},
	{"B outside its subgroup", func(m *machine, r *rand.Rand, q *question) {
		proof := m.proofOf(r, q)
		for i, word := range m.outside {
			copy(proof[32*(wordsOfB+i):], word[:])
		}
	}},
	{"a point off the curve", func(m *machine, r *rand.Rand, q *question) {
		addTo(m.proofOf(r, q), []int{wordsOfA, wordsOfB, wordsOfC}[r.IntN(3)], big.NewInt(1))
	}},
	{"a point at infinity", func(m *machine, r *rand.Rand, q *question) {
		proof, point := m.proofOf(r, q), [][2]int{{wordsOfA, wordsOfB}, {wordsOfB, wordsOfC}, {wordsOfC, allWords}, {0, allWords}}[r.IntN(4)]
		clear(proof[32*point[0] : 32*point[1]])
	}},
	{"C moved", func(m *machine, r *rand.Rand, q *question) { shift(m.proofOf(r, q), scalar(r)) }},
	{"h", func(m *machine, r *rand.Rand, q *question) { p := q.any(r); p.h = other(r, p.h) }},
	{"a word", func(m *machine, r *rand.Rand, q *question) {
		p := q.any(r)
		i := r.IntN(len(p.words))
		p.words[i] = other(r, p.words[i])
	}},
	{"a word more", func(m *machine, r *rand.Rand, q *question) {
		p := q.any(r)
		p.words = append(p.words, common.BigToHash(new(big.Int).Mul(random(r), big.NewInt(int64(r.IntN(2))))))
		p.length = number(len(p.words))
	}},
	{"a word fewer", func(m *machine, r *rand.Rand, q *question) {
		p := q.any(r)
		if len(p.words) > statement.HeaderLen {
			p.words = p.words[:len(p.words)-1]
			p.length = number(len(p.words))
		}
	}},
	{"the proof's length", func(m *machine, r *rand.Rand, q *question) {
		if q.alone {
			q.places[0].proof = resize(r, q.places[0].proof)
		} else if q.n == 1 {
			q.proof = make([]byte, 1+r.IntN(300)) // behind all others
		} else {
			q.proof = resize(r, q.proof)
		}
	}},
	{"another's proof", func(m *machine, r *rand.Rand, q *question) {
		all := m.separate(m.Items)
		copy(m.proofOf(r, q), all[r.IntN(len(all))].proof)
	}},
}

// ofMany are about places among others.
var ofMany = []mutation{
	{"two proofs exchanged", func(m *machine, r *rand.Rand, q *question) {
		a, b := q.any(r), q.any(r)
		a.proof, b.proof = b.proof, a.proof
	}},
	{"two items exchanged", func(m *machine, r *rand.Rand, q *question) {
		a, b := q.any(r), q.any(r)
		*a, *b = *b, *a
	}},
	{"an item repeated", func(m *machine, r *rand.Rand, q *question) { *q.any(r) = q.any(r).clone() }},
	{"errors that cancel each other", func(m *machine, r *rand.Rand, q *question) {
		by := scalar(r)
		if q.n != 1 || len(q.places) < 2 {
			shift(m.proofOf(r, q), by)
			return
		}
		i := r.IntN(len(q.places) - 1)
		shift(q.places[i].proof, by)
		shift(q.places[i+1].proof, new(big.Int).Sub(fr.Modulus(), by))
	}},
	{"the count", func(m *machine, r *rand.Rand, q *question) {
		q.count = []*big.Int{
			new(big.Int), big.NewInt(1), big.NewInt(int64(len(q.places) + 1)), big.NewInt(int64(len(q.places) - 1)), big.NewInt(17),
			big.NewInt(257), new(big.Int).Lsh(big.NewInt(1), 255),
		}[r.IntN(7)]
	}},
	{"what counts", func(m *machine, r *rand.Rand, q *question) { q.counted = big.NewInt(int64(r.IntN(1 << len(q.places)))) }},
	{"a wrong item that does not count", func(m *machine, r *rand.Rand, q *question) {
		i := r.IntN(len(q.places))
		q.counted.SetBit(q.counted, i, 0)
		switch p := &q.places[i]; r.IntN(3) {
		case 0:
			p.words[r.IntN(len(p.words))] = common.BigToHash(random(r))
		case 1:
			p.h = common.BigToHash(random(r))
		case 2:
			clear(p.proof)
		}
	}},
	{"a place that counts and is not there", func(m *machine, r *rand.Rand, q *question) {
		q.counted.SetBit(q.counted, len(q.places)+r.IntN(256-len(q.places)), 1)
	}},
	{"nothing at all", func(m *machine, r *rand.Rand, q *question) {
		q.count, q.counted, q.places = new(big.Int), new(big.Int), nil
		if r.IntN(2) == 0 {
			q.proof = nil
		}
	}},
	{"the key", func(m *machine, r *rand.Rand, q *question) { q.n = []uint32{0, 1, 2, 4, 16, 17, 1 << 31}[r.IntN(7)] }},
	{"a place's length", func(m *machine, r *rand.Rand, q *question) {
		p := q.any(r)
		p.length = []common.Hash{{}, number(8), number(len(p.words) - 1), number(len(p.words) + 1), number(128), common.MaxHash}[r.IntN(6)]
	}},
	{"words left over", func(m *machine, r *rand.Rand, q *question) { q.extra = make([]common.Hash, 1+r.IntN(12)) }},
	{"words missing", func(m *machine, r *rand.Rand, q *question) { q.missing = 1 + r.IntN(12) }},
	{"an item less", func(m *machine, r *rand.Rand, q *question) {
		q.places = q.places[:len(q.places)-1]
		q.count, q.counted = big.NewInt(int64(len(q.places))), allOf(len(q.places))
	}},
	{"an item without words", func(m *machine, r *rand.Rand, q *question) {
		p := q.any(r)
		clear(p.words)
		p.h = common.Hash{}
	}},
}

// ofTogether are about the one proof for all.
var ofTogether = []mutation{
	{"H", func(m *machine, r *rand.Rand, q *question) {
		copy(q.proof, other(r, common.Hash(q.proof[:32])).Bytes())
	}},
	{"another batch's proof", func(m *machine, r *rand.Rand, q *question) {
		q.proof = m.together(m.Batches[r.IntN(len(m.Batches))]).proof
	}},
}

// whole says whether every proof has its length and every place a header, so that there is something to change.
func (q *question) whole() bool {
	for _, p := range q.places {
		if len(p.words) < statement.HeaderLen || (q.n == 1 && len(p.proof) != keys.ProofSize) {
			return false
		}
	}
	return len(q.places) > 0 && (q.n == 1 || len(q.proof) == keys.BatchProofSize)
}

func (q *question) any(r *rand.Rand) *place { return &q.places[r.IntN(len(q.places))] }

// proofOf is A, B and C of one of the proofs.
func (m *machine) proofOf(r *rand.Rand, q *question) []byte {
	if q.n != 1 {
		return q.proof[32:]
	}
	return q.any(r).proof
}

// other is a word in place of another: beside it, beyond the field, at its order, or any.
func other(r *rand.Rand, w common.Hash) common.Hash {
	x := w.Big()
	switch r.IntN(6) {
	case 0:
		x.Add(x, big.NewInt(1))
	case 1:
		x.Add(x, fr.Modulus())
	case 2:
		x.Set(fr.Modulus())
	case 3:
		x = random(r)
	case 4:
		x.SetBit(x, r.IntN(256), 1)
	case 5:
		x.SetUint64(0)
	}
	return common.BigToHash(x)
}

func random(r *rand.Rand) *big.Int {
	var b [32]byte
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return new(big.Int).SetBytes(b[:])
}

func scalar(r *rand.Rand) *big.Int { return new(big.Int).Mod(random(r), fr.Modulus()) }

func resize(r *rand.Rand, proof []byte) []byte {
	return append(proof, make([]byte, 300)...)[:r.IntN(len(proof)+300)]
}

func word(proof []byte, i int) *big.Int { return new(big.Int).SetBytes(proof[32*i : 32*i+32]) }

// put leaves out what does not fit in 256 bits.
func put(proof []byte, i int, x *big.Int) {
	h := common.BigToHash(x)
	copy(proof[32*i:], h[:])
}

func addTo(proof []byte, i int, x *big.Int) { put(proof, i, x.Add(word(proof, i), x)) }

func negate(proof []byte, i int) { put(proof, i, new(big.Int).Sub(fp.Modulus(), word(proof, i))) }

func g1(proof []byte, i int) (p bn254.G1Affine) {
	p.X.SetBigInt(word(proof, i))
	p.Y.SetBigInt(word(proof, i+1))
	return p
}

func putG1(proof []byte, i int, p bn254.G1Affine) {
	put(proof, i, p.X.BigInt(new(big.Int)))
	put(proof, i+1, p.Y.BigInt(new(big.Int)))
}

// shift adds a multiple of the generator to C.
func shift(proof []byte, by *big.Int) {
	_, _, generator, _ := bn254.Generators()
	c := g1(proof, wordsOfC)
	c.Add(&c, new(bn254.G1Affine).ScalarMultiplication(&generator, by))
	putG1(proof, wordsOfC, c)
}

// malleate makes another proof of the same statement: e(k·A, k⁻¹·B) = e(A, B).
func malleate(proof []byte, r *rand.Rand) {
	by := scalar(r)
	a := g1(proof, wordsOfA)
	putG1(proof, wordsOfA, *a.ScalarMultiplication(&a, by))
	var b bn254.G2Affine
	b.X.A1.SetBigInt(word(proof, wordsOfB))
	b.X.A0.SetBigInt(word(proof, wordsOfB+1))
	b.Y.A1.SetBigInt(word(proof, wordsOfB+2))
	b.Y.A0.SetBigInt(word(proof, wordsOfB+3))
	b.ScalarMultiplication(&b, by.ModInverse(by, fr.Modulus()))
	for i, x := range []fp.Element{b.X.A1, b.X.A0, b.Y.A1, b.Y.A0} {
		put(proof, wordsOfB+i, x.BigInt(new(big.Int)))
	}
}
