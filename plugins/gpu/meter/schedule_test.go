package meter

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
)

// What is drawn is what everybody draws who knows beacon and secret: these numbers are also those of Python's hashlib.shake_256.
func TestInstantsAreKnownOnceTheirSecretIs(t *testing.T) {
	t.Parallel()
	beacon, secret := common.HexToHash("0xbeac"), common.HexToHash("0x5ec")
	require.Equal(t, []int{805, 1677, 1785, 2391, 3219}, instants(533200, beacon, secret, 3))
	require.Equal(t, []int{2391}, instants(533200, beacon, secret, 1))
	require.NotEqual(t, instants(533200, beacon, secret, 3), instants(533201, beacon, secret, 3))
	require.NotEqual(t, instants(533200, beacon, secret, 3), instants(533200, secret, secret, 3))
	require.NotEqual(t, instants(533200, beacon, secret, 3), instants(533200, beacon, beacon, 3))
}

// In each hour there is at least one instant; on average there are as many as the rate; they are spread evenly, and their number
// about as much as if each second were drawn by itself.
func TestInstantsOfManyHours(t *testing.T) {
	t.Parallel()
	const hours = 3000
	for _, rate := range []int{1, 2, 6, MaxRate} {
		sum, squares, thirds := 0.0, 0.0, [3]int{}
		for hour := range uint64(hours) {
			var secret common.Hash
			binary.BigEndian.PutUint64(secret[:], hour)
			drawn := instants(hour, common.Hash{1}, secret, rate)
			require.NotEmpty(t, drawn)
			require.True(t, slices.IsSorted(drawn))
			require.Len(t, slices.Compact(slices.Clone(drawn)), len(drawn))
			require.GreaterOrEqual(t, drawn[0], 0)
			require.Less(t, drawn[len(drawn)-1], gpuhours.HourSeconds)
			for _, second := range drawn {
				thirds[second/1200]++
			}
			sum += float64(len(drawn))
			squares += float64(len(drawn) * len(drawn))
		}
		mean := sum / hours
		variance := squares/hours - mean*mean
		require.InDelta(t, float64(rate), mean, 5*math.Sqrt(float64(rate)/hours), "rate %d", rate)
		require.InDelta(t, float64(rate-1), variance, 0.2*float64(rate), "rate %d", rate)
		for _, n := range thirds {
			require.InDelta(t, sum/3, float64(n), 5*math.Sqrt(sum/3))
		}
	}
}

// Instants are of no forward and no device; challenges are of both.
func TestSeedsAreOfForwardAndDevice(t *testing.T) {
	t.Parallel()
	a, b := common.Hash{1}, common.Hash{2}
	seen := map[[32]byte]bool{}
	for _, beacon := range []common.Hash{a, b} {
		for _, secret := range []common.Hash{a, b} {
			for _, forward := range []common.Hash{a, b} {
				for _, device := range []common.Hash{a, b} {
					for hour := range uint64(2) {
						for second := range 2 {
							seen[seedOf(beacon, secret, forward, device, hour, second)] = true
						}
					}
				}
			}
		}
	}
	require.Len(t, seen, 64)
}

// Each hour's secret is under the anchor, and tells those before it and none after it.
func TestSecretsUnderAnAnchor(t *testing.T) {
	t.Parallel()
	s := NewSecrets([32]byte{7}, 1000)
	anchor := s.Anchor()
	require.Equal(t, uint64(1000), anchor.Hour)
	for _, hour := range []uint64{1000, 1001, 1000 + stride - 1, 1000 + stride, 1000 + stride + 1, 50_000, 1000 + horizon - 1} {
		secret, err := s.Hour(hour)
		require.NoError(t, err)
		require.NoError(t, anchor.Check(hour, secret))
		require.Error(t, anchor.Check(hour+1, secret))
		require.Error(t, anchor.Check(hour-1, secret))
		secret[5] ^= 1
		require.ErrorContains(t, anchor.Check(hour, secret), "does not lead to the anchor")
		if hour > 1000 {
			before, err := s.Hour(hour - 1)
			require.NoError(t, err)
			secret[5] ^= 1
			require.Equal(t, before, chain(secret, 1), "the one before follows")
			require.NotEqual(t, secret, chain(before, 1), "this one does not follow from it")
		}
	}
	for _, hour := range []uint64{0, 999, 1000 + horizon, math.MaxUint64} {
		_, err := s.Hour(hour)
		require.ErrorIs(t, err, ErrHorizon)
		require.ErrorIs(t, anchor.Check(hour, common.Hash{}), ErrHorizon)
	}
}

// Credit is a share rounded down, never more than an hour, and nothing where numbers contradict each other.
func TestCredit(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		counted, asked int
		want           uint16
	}{{0, 0, 0}, {1, 0, 0}, {-1, 2, 0}, {3, 2, 0}, {0, 5, 0}, {1, 1, 3600}, {1, 7, 514}, {6, 7, 3085}, {7, 7, 3600}, {3599, 3600, 3599}, {1, 3600, 1}} {
		require.Equal(t, c.want, credit(c.counted, c.asked), "%d of %d", c.counted, c.asked)
	}
	for _, o := range []Outcome{Passed, Busy, Disputed, Failed, Missed, "", "passed "} {
		require.Equal(t, o == Passed || o == Busy, o.counts(gpuhours.DisputedDenied), o)
		require.Equal(t, o == Passed || o == Busy || o == Disputed, o.counts(gpuhours.DisputedCredited), o)
	}
}
