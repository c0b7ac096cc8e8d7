package challenge_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

var seed = challenge.Seed{1, 2, 3}

func TestAnHonestDevicePasses(t *testing.T) {
	t.Parallel()
	answerer := challenge.NewAnswerer(&challengetest.Plain{})
	var first []byte
	for range 2 {
		transcript, err := challenge.Conduct(t.Context(), challengetest.NewClock(), answerer.Answer, challengetest.Profile(), seed)
		require.NoError(t, err)
		require.NoError(t, challenge.Replay(challengetest.Profile(), seed, transcript))
		require.NotEqual(t, first, transcript, "salts and indices are fresh")
		first = transcript
	}
}

// An agent that cannot be reached is told from a device that fails, and the transcript goes as far as the challenge went.
func TestAnAgentThatCannotBeReached(t *testing.T) {
	t.Parallel()
	gone := errors.New("connection reset")
	for questions := range 4 {
		answerer, asked := challenge.NewAnswerer(&challengetest.Plain{}), 0
		ask := func(ctx context.Context, request []byte) ([]byte, error) {
			if asked == questions {
				return nil, gone
			}
			asked++
			return answerer.Answer(ctx, request)
		}
		transcript, err := challenge.Conduct(t.Context(), challengetest.NewClock(), ask, challengetest.Profile(), seed)
		require.ErrorIs(t, err, challenge.ErrUnanswered)
		require.ErrorIs(t, err, gone)
		var refusal *challenge.Refusal
		require.NotErrorAs(t, err, &refusal)
		require.ErrorIs(t, challenge.Replay(challengetest.Profile(), seed, transcript), challenge.ErrUnanswered)
	}
}

// A clock that goes back is a fault of the meter's, and no time in which to answer.
func TestAClockThatGoesBack(t *testing.T) {
	t.Parallel()
	clock := challengetest.NewClock()
	honest := challenge.NewAnswerer(&challengetest.Plain{})
	transcript, err := challenge.Conduct(t.Context(), clock, late('T', -time.Second)(clock, honest.Answer), challengetest.Profile(), seed)
	require.ErrorContains(t, err, "question T: the clock went back by 1s")
	var refusal *challenge.Refusal
	require.NotErrorAs(t, err, &refusal)
	require.ErrorContains(t, challenge.Replay(challengetest.Profile(), seed, transcript), "is before the question")
}

// An agent that hangs is given up, and was late; one that breaks off is not, before its deadline.
func TestAnAgentThatHangs(t *testing.T) {
	t.Parallel()
	clock := challengetest.NewClock()
	profile := challengetest.Profile()
	hanging := func(ctx context.Context, _ []byte) ([]byte, error) {
		_, limited := ctx.Deadline()
		require.True(t, limited)
		clock.Advance(profile.Fill + 1)
		return nil, context.DeadlineExceeded
	}
	transcript, err := challenge.Conduct(t.Context(), clock, hanging, profile, seed)
	requireRefusal(t, err, challenge.LateFill, "it took 4.000000001s")
	requireRefusal(t, challenge.Replay(profile, seed, transcript), challenge.LateFill, "it took 4.000000001s")
}

// Whoever gives up a challenge while its answers are judged hears so.
func TestJudgingEndsWhenItIsGivenUp(t *testing.T) {
	t.Parallel()
	ctx, giveUp := context.WithCancel(t.Context())
	honest := challenge.NewAnswerer(&challengetest.Plain{})
	ask := func(ctx context.Context, question []byte) ([]byte, error) {
		answer, err := honest.Answer(ctx, question)
		if challenge.Kind(question) == 'O' {
			giveUp()
		}
		return answer, err
	}
	_, err := challenge.Conduct(ctx, challengetest.NewClock(), ask, challengetest.Profile(), seed)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorContains(t, err, "verify touch")
}
