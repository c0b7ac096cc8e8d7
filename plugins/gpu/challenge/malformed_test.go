package challenge_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

// An answer that cannot be read is refused, whatever else is left out, and the refusal says where.
func TestMalformedAnswers(t *testing.T) {
	t.Parallel()
	every := []challenge.Reason{challenge.Count, challenge.Indices, challenge.TouchPath, challenge.RowPath, challenge.Touch, challenge.Row}
	for _, test := range []struct {
		kind   byte
		says   string
		change func(answer []byte) []byte
	}{
		{'F', "offset 0, protocol: needs 11 bytes, 0 are left", func([]byte) []byte { return nil }},
		{'F', "offset 0, protocol: is ", func(a []byte) []byte { return append([]byte("tercet-gpu\x02"), a[11:]...) }},
		{'F', "offset 13, after the answer: 1 bytes too many", func(a []byte) []byte { return append(a, 0) }},
		{'T', `offset 11, kind: is "aM", want "aT"`, func(a []byte) []byte { return bytes.Replace(a, []byte("aT"), []byte("aM"), 1) }},
		{'T', "offset 13, root: needs 32 bytes, 31 are left", func(a []byte) []byte { return a[:len(a)-1] }},
		{'M', "offset 45, after the answer: 1 bytes too many", func(a []byte) []byte { return append(a, 0) }},
		{'M', `offset 11, kind: is "TM"`, func(a []byte) []byte { return slices.Concat(a[:11], []byte("TM"), a[13:]) }},
		{'O', "offset 13, touches, how many: is 257, must be below 257", func(a []byte) []byte { return slices.Concat(a[:13], []byte{1, 1, 0, 0}, a[17:]) }},
		{'O', "offset 17, touch, index: is 65535, must be below 1200", func(a []byte) []byte { return slices.Concat(a[:17], []byte{255, 255, 0, 0}, a[21:]) }},
		{'O', "row, path: needs 32 bytes, 31 are left", func(a []byte) []byte { return a[:len(a)-1] }},
		{'O', "after the answer: 1 bytes too many", func(a []byte) []byte { return append(a, 0) }},
		{'O', "has more than", func(a []byte) []byte { return append(a, make([]byte, tested().MaxAnswer())...) }},
		{'F', "has more than", func(a []byte) []byte { return append(a, make([]byte, tested().MaxAnswer())...) }},
	} {
		a := attack{device: plain, agent: answering(test.kind, test.change)}
		transcript, err := a.conduct(t, every...)
		requireRefusal(t, err, challenge.Malformed, test.says)
		requireRefusal(t, challenge.Replay(tested(), seed, transcript), challenge.Malformed, test.says)
	}
}

// Rows have n entries of 32 bits: with one fewer or one more, nothing after it is where it should be.
func TestRowsOfOtherLengths(t *testing.T) {
	t.Parallel()
	end := func(a []byte) int { return len(a) - 32*8 } // of the last row's entries: 192 rows have paths of 7 or 8
	for _, change := range []func(a []byte) []byte{
		func(a []byte) []byte { return slices.Delete(slices.Clone(a), end(a)-4, end(a)) },
		func(a []byte) []byte { return slices.Insert(slices.Clone(a), end(a), 0, 0, 0, 0) },
	} {
		a := attack{device: plain, agent: answering('O', change)}
		_, err := a.conduct(t, challenge.RowPath, challenge.Row)
		requireRefusal(t, err, challenge.Malformed, "")
	}
}

// A transcript is judged for the challenge that it is said to be of.
func TestTranscripts(t *testing.T) {
	t.Parallel()
	profile := challengetest.Profile()
	answerer := challenge.NewAnswerer(&challengetest.Plain{})
	transcript, err := challenge.Conduct(t.Context(), challengetest.NewClock(), answerer.Answer, profile, seed)
	require.NoError(t, err)

	// One of an earlier challenge holds for its own seed alone, and would hold for this one if nobody looked.
	other := challenge.Seed{4, 5, 6}
	requireRefusal(t, challenge.Replay(profile, other, transcript), challenge.Question, "seed 0102")
	careless := challenge.Trial{Random: bytes.NewReader(make([]byte, 1<<16)), Without: []challenge.Reason{challenge.Question}}
	require.NoError(t, careless.Replay(profile, other, transcript))

	easier := profile
	easier.Touches -= easier.Lanes
	requireRefusal(t, challenge.Replay(easier, seed, transcript), challenge.Question, "other sizes")
	stricter := profile
	stricter.Pairs--
	requireRefusal(t, challenge.Replay(stricter, seed, transcript), challenge.Question, "24 touches and 24 rows were asked, not 23 and 24")
	faster := profile
	clock := challengetest.NewClock()
	slow, err := challenge.Conduct(t.Context(), clock, late('M', profile.Multiply)(clock, answerer.Answer), profile, seed)
	require.NoError(t, err)
	faster.Multiply--
	requireRefusal(t, challenge.Replay(faster, seed, slow), challenge.LateMultiply, "it took 3s")

	var format *challenge.FormatError
	for _, end := range []int{1, 30, 100, len(transcript) - 1} {
		require.ErrorAs(t, challenge.Replay(profile, seed, transcript[:end]), &format)
		require.LessOrEqual(t, format.Offset, end)
	}
	require.ErrorAs(t, challenge.Replay(profile, seed, append(slices.Clone(transcript), 0)), &format)
	answered := bytes.Clone(transcript)
	at := bytes.IndexByte(transcript, 'F') + 32 + 7*4 + 8 // after the first question and the time of its answer
	answered[at+1] = 2
	require.ErrorContains(t, challenge.Replay(profile, seed, answered), "whether answered: is 2, must be 0 or 1")
	require.ErrorIs(t, challenge.Replay(profile, seed, challenge.FirstExchanges(profile, transcript, 3)), challenge.ErrUnfinished)
	require.ErrorIs(t, challenge.Replay(profile, seed, challenge.FirstExchanges(profile, transcript, 0)), challenge.ErrUnfinished)
	backwards := bytes.Clone(transcript)
	backwards[22+7] ^= 0x40 // of the first question's time, a later century
	require.ErrorContains(t, challenge.Replay(profile, seed, backwards), "is before the question")
}

// The caller's own mistakes are no device's fault.
func TestAProfileThatIsWrong(t *testing.T) {
	t.Parallel()
	profile := challengetest.Profile()
	profile.Rows = 0
	var refusal *challenge.Refusal
	transcript, err := challenge.Conduct(t.Context(), challengetest.NewClock(), nil, profile, seed)
	require.ErrorContains(t, err, `check the profile of "made up": the number of opened rows is 0`)
	require.NotErrorAs(t, err, &refusal)
	require.Empty(t, transcript)
	require.ErrorContains(t, challenge.Replay(profile, seed, nil), "check the profile")
}
