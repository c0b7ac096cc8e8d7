package challengetest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
)

// Exercise is the suite that every device has to pass: it does the plain device's work, bit for bit, one challenge after another,
// and gives up when it is told to.
func Exercise(t *testing.T, device challenge.Device) {
	t.Helper()
	ctx := t.Context()
	require.NoError(t, device.Release(), "there is nothing to release yet")
	_, err := device.Touch(ctx, challenge.Salt{})
	require.Error(t, err, "a walk through memory that is not filled")
	_, err = device.Multiply(ctx, challenge.Salt{})
	require.Error(t, err, "a product with no fill")

	for i, profile := range shapes() {
		require.NoError(t, profile.Check())
		plain := &Plain{}
		seed, salt, other := challenge.Seed{byte(i)}, challenge.Salt{1, byte(i)}, challenge.Salt{2, byte(i)}
		require.NoError(t, plain.Fill(ctx, seed, profile))
		require.NoError(t, device.Fill(ctx, seed, profile), "without a release before it: the old fill goes")
		want, err := plain.Touch(ctx, salt)
		require.NoError(t, err)
		got, err := device.Touch(ctx, salt)
		require.NoError(t, err)
		require.Equal(t, want, got)
		wantProducts, err := plain.Multiply(ctx, other)
		require.NoError(t, err)
		gotProducts, err := device.Multiply(ctx, other)
		require.NoError(t, err)
		require.Equal(t, wantProducts, gotProducts)
	}
	require.NoError(t, device.Release())
	_, err = device.Touch(ctx, challenge.Salt{})
	require.Error(t, err, "a walk through memory that was released")

	answerer := challenge.NewAnswerer(device)
	for range 2 {
		_, err := challenge.Conduct(ctx, NewClock(), answerer.Answer, Profile(), challenge.Seed{9})
		require.NoError(t, err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	require.ErrorIs(t, device.Fill(stopped, challenge.Seed{}, Profile()), context.Canceled)
	require.NoError(t, device.Release())
}

// shapes are profiles of unlike sizes: one lane and many, blocks in odd numbers, products of one tile and of several.
func shapes() []challenge.Profile {
	small := Profile()
	one := small
	one.Lanes, one.Touches, one.Steps, one.Rounds = 1, 7, 1, 10
	odd := small
	odd.Blocks, odd.BlockWords, odd.Lanes, odd.Touches, odd.Memory = 1031, 192, 33, 33*5, 1_640_000
	wide := small
	wide.N, wide.Steps, wide.Blocks, wide.BlockWords, wide.Memory = 320, 2, 3000, 256, 6_820_000
	return []challenge.Profile{small, one, odd, wide}
}
