package challenge_test

import (
	"context"
	"errors"
	"testing"

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
