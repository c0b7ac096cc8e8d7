package challenge_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

// challengesAnHour is how often a meter asks a device.
const challengesAnHour = 6

// BenchmarkCost measures what a challenge costs the meter, for the sizes of n: a core's time for one, for a device's hour, how many
// devices one core can watch, and how many operations of int8 it makes the device do meanwhile. Everything but n is as in an
// H100's profile. The answers judged have the right shape and wrong numbers, and no check is made to count: the work is the same.
func BenchmarkCost(b *testing.B) {
	for _, n := range []int{512, 1024, 2048, 4096, 8192} {
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			profile, err := challenge.Named("NVIDIA H100 80GB HBM3")
			require.NoError(b, err)
			profile.N = n
			trial := challenge.Trial{Random: rand.NewChaCha8([32]byte{1}), Without: []challenge.Reason{
				challenge.Touch, challenge.Row, challenge.TouchPath, challenge.RowPath,
			}}
			size := 0
			ask := func(_ context.Context, question []byte) ([]byte, error) {
				answer := challenge.Shaped(profile, question)
				size += len(answer)
				return answer, nil
			}
			transcript, err := trial.Conduct(b.Context(), challengetest.NewClock(), ask, profile, seed)
			require.NoError(b, err)
			before := processorTime(b)
			for b.Loop() {
				require.NoError(b, trial.Replay(profile, seed, transcript))
			}
			each := (processorTime(b) - before).Seconds() / float64(b.N)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(each, "meter-s/challenge")
			b.ReportMetric(each*challengesAnHour, "meter-s/device-hour")
			b.ReportMetric(3600/(each*challengesAnHour), "devices/core")
			b.ReportMetric(operations(profile)/1e9, "device-Gop/challenge")
			b.ReportMetric(float64(size)/1e6, "answer-MB")
		})
	}
	for _, card := range cards {
		b.Run("projected/"+card.model, func(b *testing.B) {
			profile, err := challenge.Named(card.model)
			require.NoError(b, err)
			fill, touch, multiply := card.project(profile)
			for b.Loop() { // nothing is measured: these figures come of the card's data sheet
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(fill.Seconds(), "projected-fill-s")
			b.ReportMetric(touch.Seconds(), "projected-touch-s")
			b.ReportMetric(multiply.Seconds(), "projected-multiply-s")
		})
	}
}

// processorTime is what this process has used: unlike the time on the clock, it does not grow with what else the machine does.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var usage syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// operations is how many multiplications and additions the products take.
func operations(p challenge.Profile) float64 {
	return 2 * float64(p.Steps) * float64(p.N) * float64(p.N) * float64(p.N)
}

// card is what NVIDIA publishes of a model. Nothing here was measured.
type card struct {
	model     string
	bandwidth float64 // of its memory, bytes a second
	int8      float64 // operations a second, of tensor cores and without sparsity
	int32     float64 // operations a second: 64 for each multiprocessor and cycle at boost
}

var cards = []card{
	{"NVIDIA H100 80GB HBM3", 3350e9, 1979e12, 132 * 64 * 1.83e9},
	{"NVIDIA A100-SXM4-80GB", 2039e9, 624e12, 108 * 64 * 1.41e9},
	{"NVIDIA GeForce RTX 4090", 1008e9, 661e12, 128 * 64 * 2.52e9},
	{"NVIDIA L4", 300e9, 242e12, 58 * 64 * 2.04e9},
}

// project is how long a card works on fill, touch and multiply at the least: by its arithmetic for the fill, four operations for a
// round; by its bandwidth for the walk; by its tensor cores for the products, which OpenCL does not reach. What the host does,
// hashing above all, comes on top.
func (c card) project(p challenge.Profile) (fill, touch, multiply time.Duration) {
	seconds := func(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
	rounds := float64(p.Blocks) * float64(p.BlockWords) * float64(p.Rounds)
	read := float64(p.Touches) * float64(p.BlockWords) * challenge.WordBytes
	return seconds(4 * rounds / c.int32), seconds(read / c.bandwidth), seconds(operations(p) / c.int8)
}

// Deadlines that nobody measured leave each card some time beyond what it needs at the least, and none to answer for two: filled,
// walked, and filled again, it is late.
func TestDeadlinesAreAboveTheProjections(t *testing.T) {
	t.Parallel()
	for _, card := range cards {
		profile, err := challenge.Named(card.model)
		require.NoError(t, err)
		fill, touch, _ := card.project(profile)
		require.Greater(t, float64(profile.Fill), 1.5*float64(fill), card.model)
		require.Less(t, profile.Fill, 2*fill+touch, card.model)
		require.Greater(t, profile.Touch, 2*touch, card.model)
	}
}
