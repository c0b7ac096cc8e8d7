package challenge

import (
	"encoding/binary"
	"slices"

	"github.com/tercet-protocol/tercet/plugins/gpu/wire"
)

// A message begins with the protocol's name and version, and a byte that says what it is.
const protocol = "tercet-gpu\x01"

const (
	kindFill     = 'F' // request: seed and the profile's work; answer: nothing
	kindTouch    = 'T' // request: salt; answer: root
	kindMultiply = 'M' // request: salt; answer: root
	kindOpen     = 'O' // request: indices; answer: what they are of, with paths
)

// order is that of the questions.
var order = [...]byte{kindFill, kindTouch, kindMultiply, kindOpen}

// maxRequest is above the longest request, of openings.
const maxRequest = len(protocol) + 1 + 2*(4+4*maxOpenings)

// MaxRequest is the size of the longest request that an agent accepts.
func MaxRequest() int { return maxRequest }

// request is a question. Which fields it has follows from its kind.
type request struct {
	kind    byte
	seed    Seed
	profile Profile // its work alone
	salt    Salt
	open    indices
}

// indices are what is asked to be opened: touches by number, rows by (step − 1)·n + row.
type indices struct{ touches, rows []int }

func (q request) encode() []byte {
	data := append([]byte(protocol), q.kind)
	switch q.kind {
	case kindFill:
		data = append(data, q.seed[:]...)
		for _, number := range q.profile.numbers() {
			data = appendNumber(data, *number)
		}
	case kindTouch, kindMultiply:
		data = append(data, q.salt[:]...)
	case kindOpen:
		for _, list := range [][]int{q.open.touches, q.open.rows} {
			data = appendNumber(data, len(list))
			for _, index := range list {
				data = appendNumber(data, index)
			}
		}
	}
	return data
}

// parseRequest reads a question, up to its last byte. A profile that comes with it has work that both sides can do.
func parseRequest(data []byte) (q request, err error) {
	if len(data) > maxRequest {
		return request{}, wire.Fault(maxRequest, "request", "longer than any")
	}
	r := newReader(data)
	r.want(protocol, "protocol")
	at := r.At
	if kind := r.Take(1, "kind"); kind != nil {
		q.kind = kind[0]
	}
	switch q.kind {
	case kindFill:
		q.seed = r.digest("seed")
		at = r.At
		for _, number := range q.profile.numbers() {
			*number = int(r.uint32("profile"))
		}
		if r.Err == nil {
			if err := q.profile.checkWork(); err != nil {
				r.Fail(at, "profile", "%s", err)
			}
		}
	case kindTouch, kindMultiply:
		q.salt = r.digest("salt")
	case kindOpen:
		q.open.touches = r.indices("touches")
		q.open.rows = r.indices("rows")
	default:
		r.Fail(at, "kind", "0x%02x is none of a question", q.kind)
	}
	if err := r.End("after the request"); err != nil {
		return request{}, err
	}
	return q, nil
}

func (r *reader) indices(field string) (list []int) {
	for range r.below(maxOpenings+1, field+", how many") {
		list = append(list, r.below(maxSteps*MaxN+maxTouches, field+", index"))
	}
	return list
}

// numbers are the fields of a profile that a device is told, in the order that they are written in.
func (p *Profile) numbers() []*int {
	return []*int{&p.Blocks, &p.BlockWords, &p.Rounds, &p.Lanes, &p.Touches, &p.N, &p.Steps}
}

// encodeAnswer begins an answer.
func encodeAnswer(kind byte, parts ...[]byte) []byte {
	return slices.Concat([]byte(protocol), []byte{'a', kind}, slices.Concat(parts...))
}

// answer takes off what the answer to a question of a kind begins with.
func (r *reader) answer(kind byte) {
	r.want(protocol, "protocol")
	r.want(string([]byte{'a', kind}), "kind")
}

// parseRoot reads the answer to touch or multiply.
func parseRoot(kind byte, data []byte) (Digest, error) {
	r := newReader(data)
	r.answer(kind)
	root := r.digest("root")
	return root, r.End("after the answer")
}

// parseFilled reads the answer to fill.
func parseFilled(data []byte) error {
	r := newReader(data)
	r.answer(kindFill)
	return r.End("after the answer")
}

func appendNumber(data []byte, number int) []byte {
	return binary.LittleEndian.AppendUint32(data, uint32(number)) //nolint:gosec // bounded by a profile's check
}

func appendEntries(data []byte, entries []int32) []byte {
	for _, entry := range entries {
		data = binary.LittleEndian.AppendUint32(data, uint32(entry)) //nolint:gosec // the bits are meant
	}
	return data
}
