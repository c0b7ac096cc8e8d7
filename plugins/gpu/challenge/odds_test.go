package challenge_test

import (
	"crypto/sha256"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

// Who leaves out a fraction f of what is asked for passes with (1 − f)^k, k the openings drawn: as often as that, within four
// standard deviations, in three hundred challenges for each f and k.
func TestTheOddsOfLeavingOut(t *testing.T) {
	t.Parallel()
	const trials, rare = 300, 30
	cutting := func(how challengetest.Cut) func() challenge.Device {
		return func() challenge.Device { return &challengetest.Cutting{How: how} }
	}
	for name, test := range map[string]struct {
		device   func() challenge.Device
		fraction float64
		rows     int
		touches  int
		reason   challenge.Reason
	}{
		"one row in sixteen, 16 opened":      {cutting(challengetest.SkipOneIn(16)), 1. / 16, 16, 1, challenge.Row},
		"one row in twenty, 32 opened":       {cutting(challengetest.SkipOneIn(20)), 7. / 128, 32, 1, challenge.Row},
		"the same row in sixteen, 16 opened": {cutting(challengetest.SkipAlike(16)), 1. / 16, 16, 1, challenge.Row},
		"a copied row in four, 4 opened":     {cutting(challengetest.CopyOneIn(4)), 1. / 4, 4, 1, challenge.Row},
		// 640 blocks: the walk comes upon lacking ones about as often as they are, and anew with each salt.
		"one block in eight, 8 opened": {
			func() challenge.Device { return &challengetest.MadeUp{LacksOneIn: 8} }, 1. / 8, 1, 8, challenge.Touch,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			profile := challengetest.Profile()
			profile.Rounds, profile.Touches, profile.Steps, profile.Rows, profile.Pairs = 10, 160, 2, test.rows, test.touches
			trial := challenge.Trial{Random: rand.NewChaCha8(sha256.Sum256([]byte(name)))}
			accepted, refused := 0, 0
			for range trials {
				answerer := challenge.NewAnswerer(test.device())
				_, err := trial.Conduct(t.Context(), challengetest.NewClock(), answerer.Answer, profile, seed)
				if err == nil {
					accepted++
					continue
				}
				requireRefusal(t, err, test.reason, "")
				refused++
			}
			odds := math.Pow(1-test.fraction, float64(max(test.rows, test.touches)))
			deviation := math.Sqrt(odds * (1 - odds) / trials)
			t.Logf("%d accepted, %d refused of %d: %.3f, expected %.3f ± %.3f", accepted, refused, trials, float64(accepted)/trials, odds, deviation)
			require.GreaterOrEqual(t, accepted, rare)
			require.GreaterOrEqual(t, refused, rare)
			require.InDelta(t, odds, float64(accepted)/trials, 4*deviation)
		})
	}
}
