package challenge_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

// shared is one device that answers for several: what it is asked meanwhile waits.
type shared struct {
	free time.Time
	cost map[byte]time.Duration
}

// agent answers a challenge by that device, which by its clock begins with all the others.
func (s *shared) agent(clock *challengetest.Clock) challenge.Ask {
	answerer := challenge.NewAnswerer(&challengetest.Plain{})
	return func(ctx context.Context, question []byte) ([]byte, error) {
		if clock.Now().After(s.free) {
			s.free = clock.Now()
		}
		s.free = s.free.Add(s.cost[challenge.Kind(question)])
		clock.Advance(s.free.Sub(clock.Now()))
		return answerer.Answer(ctx, question)
	}
}

// One GPU that is sold as two fills its memory twice. By deadlines below two fills and a walk the second challenge is late; by
// longer ones both pass, which is why opencl.Measure makes none such.
func TestOneDeviceForTwo(t *testing.T) {
	t.Parallel()
	const fill = 2 * time.Second
	for _, test := range []struct {
		deadline time.Duration
		passes   int
	}{{fill * 3 / 2, 1}, {2 * fill, 1}, {fill * 9 / 4, 2}, {fill * 7 / 2, 3}} {
		profile := challengetest.Profile()
		profile.Fill = test.deadline
		device := &shared{cost: map[byte]time.Duration{'F': fill, 'T': 100 * time.Millisecond, 'M': 100 * time.Millisecond}}
		passed := 0
		for range 8 {
			clock := challengetest.NewClock() // all are asked at one instant
			if _, err := challenge.Conduct(t.Context(), clock, device.agent(clock), profile, seed); err != nil {
				requireRefusal(t, err, challenge.LateFill, "it took")
				continue
			}
			passed++
		}
		require.Equal(t, test.passes, passed, "by a deadline of %s", test.deadline)
	}
}
