package opencl

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

// slowing takes longer from challenge to challenge, by a clock that is moved by hand.
type slowing struct {
	challengetest.Plain
	clock  *challengetest.Clock
	filled int
	wrong  bool
}

func (d *slowing) Fill(ctx context.Context, seed challenge.Seed, profile challenge.Profile) error {
	d.filled++
	d.clock.Advance(time.Duration(9+d.filled) * time.Second)
	return d.Plain.Fill(ctx, seed, profile)
}

func (d *slowing) Touch(ctx context.Context, salt challenge.Salt) ([]uint64, error) {
	d.clock.Advance(time.Duration(d.filled) * time.Millisecond)
	values, err := d.Plain.Touch(ctx, salt)
	if d.wrong {
		clear(values)
	}
	return values, err
}

type ticking struct{}

func (ticking) Now() time.Time { return time.Now() }

func TestDeadlinesAreTheLongestTimesTheFactor(t *testing.T) {
	t.Parallel()
	clock := challengetest.NewClock()
	c := Calibration{Repeat: 3, Factor: 1.5, Travel: 100 * time.Millisecond}
	profile, err := c.measure(t.Context(), clock, &slowing{clock: clock}, challengetest.Profile())
	require.NoError(t, err)
	require.True(t, profile.Calibrated)
	require.Equal(t, 18100*time.Millisecond, profile.Fill)
	require.Equal(t, 110*time.Millisecond, profile.Touch, "4.5 ms, 100 ms, and up to a hundredth of a second")
	require.Equal(t, 100*time.Millisecond, profile.Multiply)
	require.Equal(t, 100*time.Millisecond, profile.Open)
}

// A device that could fill, walk and fill again in time would pass for two of its kind.
func TestDeadlinesLeaveNoRoomForASecondChallenge(t *testing.T) {
	t.Parallel()
	for factor, refused := range map[float64]bool{1.5: false, 1.9: false, 1.99: false, 2: true, 3: true} {
		c := Calibration{Repeat: 1, Factor: factor, Travel: 10 * time.Millisecond}
		clock := challengetest.NewClock()
		_, err := c.measure(t.Context(), clock, &slowing{clock: clock}, challengetest.Profile())
		if !refused {
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, ErrRoom)
		c.Trial = true
		_, err = c.measure(t.Context(), clock, &slowing{clock: clock}, challengetest.Profile())
		require.NoError(t, err)
	}
}

// A device whose answers are wrong is not measured.
func TestOnlyRightAnswersAreMeasured(t *testing.T) {
	t.Parallel()
	clock := challengetest.NewClock()
	_, err := Calibration{Repeat: 1, Factor: 1}.measure(t.Context(), clock, &slowing{clock: clock, wrong: true}, challengetest.Profile())
	var refusal *challenge.Refusal
	require.ErrorAs(t, err, &refusal)
	require.Equal(t, challenge.Touch, refusal.Reason)
	for _, c := range []Calibration{{Repeat: 1, Factor: 0.9}, {Repeat: -1, Factor: 1}, {Repeat: 1, Factor: 1, Travel: -1}} {
		_, err := c.measure(t.Context(), clock, &slowing{clock: clock}, challengetest.Profile())
		require.ErrorContains(t, err, "must be at least 1")
	}
}

// What is measured on a device here is a row of a table, and the device passes by it.
func TestMeasure(t *testing.T) {
	t.Parallel()
	device := processor(t)
	profile, err := Measure(t.Context(), ticking{}, device, Calibration{Memory: 8 << 20, N: 128, Mixing: 16, Repeat: 2, Factor: 20, Travel: time.Second, Trial: true})
	require.NoError(t, err)
	require.Equal(t, device.Info().Name, profile.Model)
	text, err := challenge.MarshalProfiles([]challenge.Profile{profile})
	require.NoError(t, err)
	read, err := challenge.ParseProfiles(text)
	require.NoError(t, err)
	require.Equal(t, []challenge.Profile{profile}, read)
	_, err = challenge.Conduct(t.Context(), ticking{}, challenge.NewAnswerer(device).Answer, profile, challenge.Seed{1})
	require.NoError(t, err)
}

// Sizes that are chosen for the memory of any card make a profile.
func TestSizesFitEveryMemory(t *testing.T) {
	t.Parallel()
	for _, memory := range []uint64{8 << 20, 1 << 30, 8 << 30, 24_152_899_584, 85_520_809_984, 151 << 30, 300 << 30} {
		c := Calibration{}.complete(Info{Memory: memory})
		if memory < 8<<30 {
			c.N = 128
		}
		profile := c.sizes("card")
		profile.Fill, profile.Touch, profile.Multiply, profile.Open = 1, 1, 1, 1
		require.NoError(t, profile.Check(), "%d", memory)
	}
}
