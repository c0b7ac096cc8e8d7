package challenge

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// small is a profile whose openings are short.
func small() Profile {
	return Profile{
		Model: "small", Memory: 303_000, Blocks: 540, BlockWords: 64, Rounds: 10, Lanes: 1, Touches: 3, N: 64, Steps: 1,
		Pairs: 2, Rows: 1, Fill: time.Second, Touch: time.Second, Multiply: time.Second, Open: time.Second,
	}
}

// requireFormat wants an error that says where.
func requireFormat(t *testing.T, err error, data []byte) {
	t.Helper()
	var fault *FormatError
	require.ErrorAs(t, err, &fault)
	require.NotEmpty(t, fault.Field)
	require.NotEmpty(t, fault.Reason)
	require.LessOrEqual(t, fault.Offset, len(data))
}

// A question that is read and written again is the same.
func FuzzParseRequest(f *testing.F) {
	f.Add([]byte{})
	for _, q := range []request{
		{kind: kindFill, seed: Seed{1}, profile: small().work()},
		{kind: kindTouch, salt: Salt{2}},
		{kind: kindMultiply, salt: Salt{3}},
		{kind: kindOpen},
		{kind: kindOpen, open: indices{touches: []int{2, 0}, rows: []int{63}}},
	} {
		f.Add(q.encode())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		question, err := parseRequest(data)
		if err != nil {
			requireFormat(t, err, data)
			return
		}
		require.Equal(t, data, question.encode())
		require.LessOrEqual(t, len(data), MaxRequest())
		if question.kind == kindFill {
			require.NoError(t, question.profile.checkWork())
		}
	})
}

// An answer that is read and written again is the same, whatever the question was.
func FuzzParseAnswer(f *testing.F) {
	f.Add([]byte{})
	f.Add(encodeAnswer(kindFill))
	f.Add(encodeAnswer(kindTouch, make([]byte, 32)))
	f.Add(encodeAnswer(kindMultiply, make([]byte, 32)))
	f.Add(openings{}.encode())
	p := small()
	value := func(index int) proved[uint64] { return proved[uint64]{7, make([]Digest, pathLength(index, p.Touches))} }
	row := proved[[]int32]{make([]int32, p.N), make([]Digest, pathLength(5, p.N))}
	f.Add(openings{
		[]openedTouch{{index: 0, value: value(0), firstOfLane: true}, {index: 2, value: value(2), before: value(1)}},
		[]openedRow{{index: 5, entries: row, firstStep: true}},
	}.encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, kind := range []byte{kindTouch, kindMultiply} {
			if root, err := parseRoot(kind, data); err == nil {
				require.Equal(t, data, encodeAnswer(kind, root[:]))
			} else {
				requireFormat(t, err, data)
			}
		}
		if err := parseFilled(data); err == nil {
			require.Equal(t, data, encodeAnswer(kindFill))
		} else {
			requireFormat(t, err, data)
		}
		opened, err := parseOpenings(p, data)
		if err != nil {
			requireFormat(t, err, data)
			return
		}
		require.Equal(t, data, opened.encode())
		require.LessOrEqual(t, len(opened.touches), maxOpenings)
		require.LessOrEqual(t, len(opened.rows), maxOpenings)
	})
}

// A table that is read and written again is the same table.
func FuzzParseProfiles(f *testing.F) {
	f.Add(embedded)
	for _, text := range []string{"", "[]", "[{}]", "null", `[{"model": "x", "fill": "1s"}]`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		profiles, err := ParseProfiles(text)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		written, err := MarshalProfiles(profiles)
		require.NoError(t, err)
		again, err := ParseProfiles(written)
		require.NoError(t, err)
		require.Equal(t, profiles, again)
	})
}

// An answerer answers whatever comes with an answer or an error, and one that it gives back is one that can be read.
func FuzzAnswer(f *testing.F) {
	p := small()
	fill := request{kind: kindFill, seed: Seed{1}, profile: p.work()}
	for _, q := range []request{fill, {kind: kindTouch}, {kind: kindMultiply}, {kind: kindOpen, open: indices{[]int{1}, []int{5}}}} {
		f.Add(byte(0), q.encode())
		f.Add(byte(3), q.encode())
	}
	f.Fuzz(func(t *testing.T, asked byte, data []byte) {
		a := NewAnswerer(idle{})
		for _, q := range []request{fill, {kind: kindTouch}, {kind: kindMultiply}}[:asked%4] {
			_, err := a.Answer(t.Context(), q.encode())
			require.NoError(t, err)
		}
		answer, err := a.Answer(t.Context(), data)
		if err != nil {
			require.Zero(t, a.next, "the challenge is over")
			return
		}
		if data[len(protocol)] == kindOpen {
			_, err = parseOpenings(p, answer)
			require.NoError(t, err)
		}
	})
}

// idle is a device that does nothing, in no time.
type idle struct{}

func (idle) Fill(context.Context, Seed, Profile) error { return nil }

func (idle) Touch(context.Context, Salt) ([]uint64, error) {
	return make([]uint64, small().Touches), nil
}

func (idle) Multiply(context.Context, Salt) ([][]int32, error) {
	return [][]int32{make([]int32, small().N*small().N)}, nil
}

func (idle) Release() error { return nil }
