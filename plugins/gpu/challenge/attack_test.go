package challenge_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

// attack is a device, and an agent around it, that one check refuses.
type attack struct {
	defence challenge.Reason
	says    string
	device  func(clock *challengetest.Clock) challenge.Device
	agent   func(clock *challengetest.Clock, honest challenge.Ask) challenge.Ask // without one, it is honest
	before  int                                                                  // challenges that the device went through
}

// tested opens so much that no attack here slips through by luck.
func tested() challenge.Profile {
	profile := challengetest.Profile()
	profile.Pairs, profile.Rows = 128, 128
	profile.Rounds, profile.Touch = 128, 3*honestWalk // a quarter of the rounds, each of which takes four times as long
	return profile
}

// What a walk costs, in about the proportions that an H100's bandwidth and arithmetic have: 3.35 TB/s, and some 7·10^12 rounds a
// second.
const (
	word       = 240 * time.Nanosecond
	round      = word / 4
	honestWalk = 1200 * 64 * word
)

func plain(*challengetest.Clock) challenge.Device { return &challengetest.Plain{} }

func with(device challenge.Device) func(*challengetest.Clock) challenge.Device {
	return func(*challengetest.Clock) challenge.Device { return device }
}

func remaking(lacks func(block uint32, words int) int) func(*challengetest.Clock) challenge.Device {
	return func(clock *challengetest.Clock) challenge.Device {
		return &challengetest.Remaking{Clock: clock, Word: word, Round: round, Lacks: lacks}
	}
}

// late answers questions of a kind after some time.
func late(kind byte, by time.Duration) func(*challengetest.Clock, challenge.Ask) challenge.Ask {
	return func(clock *challengetest.Clock, honest challenge.Ask) challenge.Ask {
		return func(ctx context.Context, question []byte) ([]byte, error) {
			if challenge.Kind(question) == kind {
				clock.Advance(by)
			}
			return honest(ctx, question)
		}
	}
}

type edit = func(touches, rows []int) ([]int, []int)

// asking has other places opened than those asked for.
func asking(edit edit) func(*challengetest.Clock, challenge.Ask) challenge.Ask {
	return func(_ *challengetest.Clock, honest challenge.Ask) challenge.Ask {
		return func(ctx context.Context, question []byte) ([]byte, error) {
			if challenge.Kind(question) == 'O' {
				question = challenge.EditAsked(question, edit)
			}
			return honest(ctx, question)
		}
	}
}

// answering changes the answers to questions of a kind.
func answering(kind byte, change func(answer []byte) []byte) func(*challengetest.Clock, challenge.Ask) challenge.Ask {
	return func(_ *challengetest.Clock, honest challenge.Ask) challenge.Ask {
		return func(ctx context.Context, question []byte) ([]byte, error) {
			answer, err := honest(ctx, question)
			if err == nil && challenge.Kind(question) == kind {
				answer = change(answer)
			}
			return answer, err
		}
	}
}

func opening(edit edit) func(*challengetest.Clock, challenge.Ask) challenge.Ask {
	return answering('O', func(answer []byte) []byte { return challenge.EditOpenings(tested(), answer, edit) })
}

// pathsOf answers with paths of another tree, for one part of the openings.
func pathsOf(part int) func(*challengetest.Clock, challenge.Ask) challenge.Ask {
	return answering('O', func(answer []byte) []byte { return challenge.OtherPaths(tested(), answer, part) })
}

// flipLast changes the last bit of a root.
func flipLast(answer []byte) []byte {
	answer = slices.Clone(answer)
	answer[len(answer)-1] ^= 1
	return answer
}

func attacks() map[string]attack {
	p := tested()
	next := func(list []int, count int) []int {
		list = slices.Clone(list)
		for i := range list {
			list[i] = (list[i] + 1) % count
		}
		return list
	}
	reversed := func(list []int) []int {
		list = slices.Clone(list)
		slices.Reverse(list)
		return list
	}
	return map[string]attack{
		"the memory is filled for another seed":     {defence: challenge.Touch, says: "is said to be", device: with(&challengetest.OtherFill{})},
		"values are made up for a tenth of memory":  {defence: challenge.Touch, says: "is said to be", device: with(&challengetest.MadeUp{LacksOneIn: 10})},
		"the walk stays in one block":               {defence: challenge.Touch, says: "is said to be", device: with(&challengetest.ShortWalk{})},
		"the walk of an earlier challenge":          {defence: challenge.Touch, says: "is said to be", device: with(&challengetest.Stale{Walks: true}), before: 1},
		"a tenth of the memory is made again":       {defence: challenge.LateTouch, says: "may take 55.296ms", device: remaking(lacksATenth)},
		"every other word is made again":            {defence: challenge.LateTouch, says: "may take 55.296ms", device: remaking(func(_ uint32, words int) int { return words / 2 })},
		"the products of an earlier challenge":      {defence: challenge.Row, says: "is not that of A·B", device: with(&challengetest.Stale{Products: true}), before: 1},
		"one row in twenty is skipped":              {defence: challenge.Row, says: "is not that of A·B", device: with(&challengetest.Cutting{How: challengetest.SkipOneIn(20)})},
		"one row in twenty is copied":               {defence: challenge.Row, says: "is not that of A·B", device: with(&challengetest.Cutting{How: challengetest.CopyOneIn(20)})},
		"the products are of low rank":              {defence: challenge.Row, says: "is not that of A·B", device: with(&challengetest.Cutting{How: challengetest.LowRank(63)})},
		"the products are rounded":                  {defence: challenge.Row, says: "is not that of A·B", device: with(&challengetest.Cutting{How: challengetest.Round(1)})},
		"the products are not chained":              {defence: challenge.Row, says: "of product 2 is not that", device: with(&challengetest.Cutting{How: challengetest.Unchained()})},
		"the operands are sums of indices":          {defence: challenge.Row, says: "is not that of A·B", device: with(&challengetest.OtherOperands{Row: challengetest.IndexSums})},
		"the operands are another seed's":           {defence: challenge.Row, says: "is not that of A·B", device: with(&challengetest.OtherOperands{Row: challengetest.OtherSeed})},
		"the fill is late":                          {defence: challenge.LateFill, says: "it took 4.000000001s", device: plain, agent: late('F', p.Fill+1)},
		"the walk is late":                          {defence: challenge.LateTouch, says: "it took", device: plain, agent: late('T', p.Touch+1)},
		"the products are late":                     {defence: challenge.LateMultiply, says: "it took 3.000000001s", device: plain, agent: late('M', p.Multiply+1)},
		"the openings are late":                     {defence: challenge.LateOpen, says: "it took 1.000000001s", device: plain, agent: late('O', p.Open+1)},
		"the root of another walk":                  {defence: challenge.TouchPath, says: "is not under the root", device: plain, agent: answering('T', flipLast)},
		"the root of other products":                {defence: challenge.RowPath, says: "is not under the root", device: plain, agent: answering('M', flipLast)},
		"values have paths of another tree":         {defence: challenge.TouchPath, says: "is not under the root", device: plain, agent: pathsOf(challenge.Values)},
		"values before have paths of another tree":  {defence: challenge.TouchPath, says: "is not under the root", device: plain, agent: pathsOf(challenge.ValuesBefore)},
		"rows have paths of another tree":           {defence: challenge.RowPath, says: "is not under the root", device: plain, agent: pathsOf(challenge.Rows)},
		"rows before have paths of another tree":    {defence: challenge.RowPath, says: "is not under the root", device: plain, agent: pathsOf(challenge.RowsBefore)},
		"nothing is opened":                         {defence: challenge.Count, says: "0 openings of a touch, 128 were asked for", device: plain, agent: opening(func(_, _ []int) ([]int, []int) { return nil, nil })},
		"no rows are opened":                        {defence: challenge.Count, says: "0 openings of a row, 128 were asked for", device: plain, agent: opening(func(touches, _ []int) ([]int, []int) { return touches, nil })},
		"one touch fewer is opened":                 {defence: challenge.Count, says: "127 openings of a touch", device: plain, agent: opening(func(touches, rows []int) ([]int, []int) { return touches[:127], rows })},
		"one row fewer is opened":                   {defence: challenge.Count, says: "127 openings of a row", device: plain, agent: opening(func(touches, rows []int) ([]int, []int) { return touches, rows[:127] })},
		"one touch more is opened":                  {defence: challenge.Count, says: "129 openings of a touch", device: plain, agent: opening(func(touches, rows []int) ([]int, []int) { return append(touches, 0), rows })},
		"other touches are opened":                  {defence: challenge.Indices, says: "is opened where", device: plain, agent: asking(func(touches, rows []int) ([]int, []int) { return next(touches, p.Touches), rows })},
		"other rows are opened":                     {defence: challenge.Indices, says: "is opened where", device: plain, agent: asking(func(touches, rows []int) ([]int, []int) { return touches, next(rows, p.Steps*p.N) })},
		"touches are opened in another order":       {defence: challenge.Indices, says: "is opened where", device: plain, agent: opening(func(touches, rows []int) ([]int, []int) { return reversed(touches), rows })},
		"rows are opened in another order":          {defence: challenge.Indices, says: "is opened where", device: plain, agent: opening(func(touches, rows []int) ([]int, []int) { return touches, reversed(rows) })},
		"one row is opened for all that were asked": {defence: challenge.Indices, says: "is opened where", device: plain, agent: opening(func(touches, rows []int) ([]int, []int) { return touches, make([]int, len(rows)) })},
	}
}

func lacksATenth(block uint32, words int) int {
	if block%10 == 0 {
		return words
	}
	return 0
}

// conduct is a challenge with an attack, always with the same salts and indices.
func (a attack) conduct(t *testing.T, without ...challenge.Reason) ([]byte, error) {
	t.Helper()
	clock, random := challengetest.NewClock(), rand.NewChaCha8([32]byte{7})
	ask := challenge.Ask(challenge.NewAnswerer(a.device(clock)).Answer)
	if a.agent != nil {
		ask = a.agent(clock, ask)
	}
	for range a.before {
		_, err := challenge.Trial{Random: random}.Conduct(t.Context(), clock, ask, tested(), seed)
		require.NoError(t, err)
	}
	return challenge.Trial{Random: random, Without: without}.Conduct(t.Context(), clock, ask, tested(), seed)
}

// Each attack is refused for its reason, by whoever was there and by whoever reads the transcript; and it succeeds once that check
// is left out, and only that.
func TestAttacks(t *testing.T) {
	t.Parallel()
	for name, a := range attacks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			transcript, err := a.conduct(t)
			requireRefusal(t, err, a.defence, a.says)
			requireRefusal(t, challenge.Replay(tested(), seed, transcript), a.defence, a.says)

			transcript, err = attacks()[name].conduct(t, a.defence)
			require.NoError(t, err)
			random := rand.NewChaCha8([32]byte{8})
			require.NoError(t, challenge.Trial{Random: random, Without: []challenge.Reason{a.defence}}.Replay(tested(), seed, transcript))
			require.Error(t, challenge.Replay(tested(), seed, transcript))
		})
	}
}

func requireRefusal(t *testing.T, err error, reason challenge.Reason, says string) {
	t.Helper()
	var refusal *challenge.Refusal
	require.ErrorAs(t, err, &refusal)
	require.Equal(t, reason, refusal.Reason, "%s", err)
	require.ErrorContains(t, err, says)
}

// What the attacks are held against: the same devices and agents, with nothing wrong, pass, even at the last moment.
func TestHonestAgentsPassAtTheDeadline(t *testing.T) {
	t.Parallel()
	p := tested()
	nothing := func(uint32, int) int { return 0 }
	for name, a := range map[string]attack{
		"a walk that takes its time":   {device: remaking(nothing)},
		"a fill at the deadline":       {device: plain, agent: late('F', p.Fill)},
		"a walk at the deadline":       {device: plain, agent: late('T', p.Touch)},
		"products at the deadline":     {device: plain, agent: late('M', p.Multiply)},
		"openings at the deadline":     {device: plain, agent: late('O', p.Open)},
		"openings that are not edited": {device: plain, agent: opening(func(touches, rows []int) ([]int, []int) { return touches, rows })},
		"a full rank":                  {device: with(&challengetest.Cutting{How: challengetest.LowRank(64)})},
		"no rounding":                  {device: with(&challengetest.Cutting{How: challengetest.Round(0)})},
	} {
		transcript, err := a.conduct(t)
		require.NoError(t, err, name)
		require.NoError(t, challenge.Replay(p, seed, transcript), name)
	}
}
