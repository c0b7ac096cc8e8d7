//go:build !race

package differential

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// holds is the truth about a question: it reads what calldata says, and gnark's verifier decides.
func (m *machine) holds(q question) bool {
	if q.alone {
		p := q.places[0]
		stated, ok := parse(append([]common.Hash{p.h}, p.words...))
		return ok && m.settles(stated, p.proof)
	}
	key, known := m.keys[q.n]
	if !known || q.count.Sign() == 0 || q.count.Cmp(big.NewInt(statement.MaxBatch)) > 0 || q.counted.BitLen() > int(q.count.Int64()) {
		return false
	}
	list, ok := split(q.flat(), int(q.count.Int64()))
	if !ok {
		return false
	}
	if q.n == 1 {
		return m.holdsSeparately(q, list)
	}
	var stated []statement.Place
	for _, words := range list {
		p, ok := parse(words)
		if !ok {
			return false
		}
		stated = append(stated, p)
	}
	return keys.VerifyBatch(key, int(q.n), stated, q.proof) == nil
}

// holdsSeparately asks about every place that counts by itself.
func (m *machine) holdsSeparately(q question, list [][]common.Hash) bool {
	proofs := q.proofs()
	if len(proofs) != keys.ProofSize*len(list) {
		return false
	}
	for i, words := range list {
		if q.counted.Bit(i) == 0 {
			continue
		}
		stated, ok := parse(words)
		if !ok || !m.settles(stated, proofs[keys.ProofSize*i:keys.ProofSize*(i+1)]) {
			return false
		}
	}
	return true
}

func (m *machine) settles(p statement.Place, proof []byte) bool {
	header, payload := [statement.HeaderLen]statement.Word(p.V), p.V[statement.HeaderLen:]
	return keys.VerifySettlement(m.keys[1], header, payload, p.H, proof) == nil
}

// split takes exactly count places apart: of each h and the words.
func split(flat []common.Hash, count int) (list [][]common.Hash, ok bool) {
	for range count {
		if len(flat) == 0 || flat[0].Big().Cmp(big.NewInt(int64(len(flat)-2))) > 0 || flat[0].Big().Cmp(big.NewInt(statement.HeaderLen)) < 0 {
			return nil, false
		}
		end := 2 + int(flat[0].Big().Int64())
		list = append(list, flat[1:end])
		flat = flat[end:]
	}
	return list, len(flat) == 0
}

// parse reads h and words, all of which must be elements of the field.
func parse(words []common.Hash) (p statement.Place, ok bool) {
	for i, w := range words {
		word, err := statement.WordFromBytes(w)
		if err != nil {
			return p, false
		}
		if i == 0 {
			p.H = word
		} else {
			p.V = append(p.V, word)
		}
	}
	return p, true
}
