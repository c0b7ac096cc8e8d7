package challenge

import (
	"context"
	"io"
	"time"
)

// Trial asks and judges with chosen randomness, and passes over some checks.
type Trial struct {
	Random  io.Reader
	Without []Reason
}

func (t Trial) verifier() verifier {
	v := verifier{random: t.Random, without: map[Reason]bool{}}
	for _, reason := range t.Without {
		v.without[reason] = true
	}
	return v
}

func (t Trial) Conduct(ctx context.Context, clock Clock, ask Ask, profile Profile, seed Seed) ([]byte, error) {
	return t.verifier().conduct(ctx, clock, ask, profile, seed)
}

func (t Trial) Replay(profile Profile, seed Seed, transcript []byte) error {
	return t.verifier().replay(profile, seed, transcript)
}

// Kind is the kind of a question.
func Kind(question []byte) byte { return question[len(protocol)] }

// EditAsked is a question that opens other indices.
func EditAsked(question []byte, edit func(touches, rows []int) ([]int, []int)) []byte {
	q, err := parseRequest(question)
	if err != nil {
		panic(err)
	}
	q.open.touches, q.open.rows = edit(q.open.touches, q.open.rows)
	return q.encode()
}

// EditOpenings is an answer with fewer, more or other openings: edit is given the places of those there are, and says which to keep.
func EditOpenings(p Profile, answer []byte, edit func(touches, rows []int) ([]int, []int)) []byte {
	o, err := parseOpenings(p, answer)
	if err != nil {
		panic(err)
	}
	places := func(count int) []int {
		list := make([]int, count)
		for i := range list {
			list[i] = i
		}
		return list
	}
	touches, rows := edit(places(len(o.touches)), places(len(o.rows)))
	var edited openings
	for _, place := range touches {
		edited.touches = append(edited.touches, o.touches[place])
	}
	for _, place := range rows {
		edited.rows = append(edited.rows, o.rows[place])
	}
	return edited.encode()
}

// FirstExchanges is the beginning of a transcript.
func FirstExchanges(p Profile, transcript []byte, count int) []byte {
	exchanges, err := parseTranscript(p, transcript)
	if err != nil {
		panic(err)
	}
	return encodeTranscript(exchanges[:count])
}

// Small is a profile whose openings are short.
func Small() Profile { return small() }

// Recorded is what stands in a transcript, for tests outside.
type Recorded struct {
	Answers [][]byte // nil where there was none
	Took    []time.Duration
	Again   []byte // written once more
}

// ReadTranscript reads a transcript.
func ReadTranscript(p Profile, transcript []byte) (r Recorded, err error) {
	exchanges, err := parseTranscript(p, transcript)
	if err != nil {
		return r, err
	}
	for _, e := range exchanges {
		r.Answers, r.Took = append(r.Answers, e.response), append(r.Took, e.took())
	}
	r.Again = encodeTranscript(exchanges)
	return r, nil
}

// Unanswered is the beginning of a transcript, the last of whose questions has no answer.
func Unanswered(p Profile, transcript []byte, count int) []byte {
	exchanges, err := parseTranscript(p, transcript)
	if err != nil {
		panic(err)
	}
	exchanges[count-1].answered = false
	return encodeTranscript(exchanges[:count])
}

// Shaped answers a question with openings, roots and paths of zeros that have the right shape: judging them is the same work.
func Shaped(p Profile, question []byte) []byte {
	q, err := parseRequest(question)
	if err != nil {
		panic(err)
	}
	var root Digest
	switch q.kind {
	case kindFill:
		return encodeAnswer(kindFill)
	case kindTouch, kindMultiply:
		return encodeAnswer(q.kind, root[:])
	}
	var o openings
	for _, index := range q.open.touches {
		path := func(index int) proved[uint64] { return proved[uint64]{0, make([]Digest, pathLength(index, p.Touches))} }
		touch := openedTouch{index: index, value: path(index), firstOfLane: index%p.laneSteps() == 0}
		if !touch.firstOfLane {
			touch.before = path(index - 1)
		}
		o.touches = append(o.touches, touch)
	}
	for _, index := range q.open.rows {
		path := func(index int) proved[[]int32] {
			return proved[[]int32]{make([]int32, p.N), make([]Digest, pathLength(index, p.Steps*p.N))}
		}
		row := openedRow{index: index, entries: path(index), firstStep: index < p.N}
		if !row.firstStep {
			row.before = path(index - p.N)
		}
		o.rows = append(o.rows, row)
	}
	return o.encode()
}

// The parts of openings that have paths.
const (
	Values = iota
	ValuesBefore
	Rows
	RowsBefore
)

// OtherPaths is an answer in which all paths of one part are of another tree.
func OtherPaths(p Profile, answer []byte, part int) []byte {
	o, err := parseOpenings(p, answer)
	if err != nil {
		panic(err)
	}
	spoil := func(path []Digest) {
		if len(path) > 0 {
			path[0][0] ^= 1
		}
	}
	for _, touch := range o.touches {
		spoil(map[int][]Digest{Values: touch.value.path, ValuesBefore: touch.before.path}[part])
	}
	for _, row := range o.rows {
		spoil(map[int][]Digest{Rows: row.entries.path, RowsBefore: row.before.path}[part])
	}
	return o.encode()
}
