package challenge

import (
	"encoding/binary"
	"slices"
)

// openings is the answer to open: for each index asked for, what lies there.
type openings struct {
	touches []openedTouch
	rows    []openedRow
}

// openedTouch is the value of a touch and, but for a lane's first, that of the one before.
type openedTouch struct {
	index       int
	value       proved[uint64]
	before      proved[uint64]
	firstOfLane bool
}

// openedRow is a row of a product and, but for the first product, that of the one before.
type openedRow struct {
	index     int
	entries   proved[[]int32]
	before    proved[[]int32]
	firstStep bool
}

// proved is what lies at a leaf, with its path.
type proved[T any] struct {
	content T
	path    []Digest
}

func (o openings) encode() []byte {
	value := func(data []byte, v proved[uint64]) []byte {
		return appendPath(binary.LittleEndian.AppendUint64(data, v.content), v.path)
	}
	entries := func(data []byte, v proved[[]int32]) []byte { return appendPath(appendEntries(data, v.content), v.path) }
	data := appendNumber(encodeAnswer(kindOpen), len(o.touches))
	for _, touch := range o.touches {
		data = value(appendNumber(data, touch.index), touch.value)
		if !touch.firstOfLane {
			data = value(data, touch.before)
		}
	}
	data = appendNumber(data, len(o.rows))
	for _, row := range o.rows {
		data = entries(appendNumber(data, row.index), row.entries)
		if !row.firstStep {
			data = entries(data, row.before)
		}
	}
	return data
}

// parseOpenings reads the answer to open. Its indices are ones that the profile has; whether they are those asked for is not
// looked at here.
func parseOpenings(p Profile, data []byte) (o openings, err error) {
	r := newReader(data)
	r.answer(kindOpen)
	for range r.below(maxOpenings+1, "touches, how many") {
		touch := openedTouch{index: r.below(p.Touches, "touch, index")}
		touch.firstOfLane = touch.index%p.laneSteps() == 0
		touch.value = r.value(touch.index, p.Touches)
		if !touch.firstOfLane {
			touch.before = r.value(touch.index-1, p.Touches)
		}
		if r.Err != nil {
			break // nothing more is made room for
		}
		o.touches = append(o.touches, touch)
	}
	for range r.below(maxOpenings+1, "rows, how many") {
		row := openedRow{index: r.below(p.Steps*p.N, "row, index")}
		row.firstStep = row.index < p.N
		row.entries = r.row(row.index, p)
		if !row.firstStep {
			row.before = r.row(row.index-p.N, p)
		}
		if r.Err != nil {
			break
		}
		o.rows = append(o.rows, row)
	}
	if err := r.End("after the answer"); err != nil {
		return openings{}, err
	}
	return o, nil
}

func (r *reader) value(index, count int) (v proved[uint64]) {
	v.content = r.uint64("touch, value")
	v.path = r.path(index, count, "touch, path")
	return v
}

func (r *reader) row(index int, p Profile) (v proved[[]int32]) {
	data := r.Take(4*p.N, "row, entries")
	for entry := range slices.Chunk(data, 4) {
		v.content = append(v.content, int32(binary.LittleEndian.Uint32(entry))) //nolint:gosec // the bits are meant
	}
	v.path = r.path(index, p.Steps*p.N, "row, path")
	return v
}

// path takes as many siblings as the leaf's path has.
func (r *reader) path(index, count int, field string) (path []Digest) {
	if r.Err != nil {
		return nil
	}
	for range pathLength(index, count) {
		path = append(path, r.digest(field))
	}
	return path
}

func appendPath(data []byte, path []Digest) []byte {
	for _, sibling := range path {
		data = append(data, sibling[:]...)
	}
	return data
}

// MaxAnswer is the size of the longest answer that a meter with this profile accepts.
func (p Profile) MaxAnswer() int {
	const sibling = len(Digest{})
	touch := 4 + 2*(8+sibling*longestPath(p.Touches))
	row := 4 + 2*(4*p.N+sibling*longestPath(p.Steps*p.N))
	return len(protocol) + 2 + 4 + p.Pairs*touch + 4 + p.Rows*row
}
