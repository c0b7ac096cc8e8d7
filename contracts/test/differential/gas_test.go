//go:build !race

package differential

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// The most gas that verification may execute for a place, in the predicate's own code and the precompiled contracts.
func TestGasOfVerification(t *testing.T) {
	t.Parallel()
	m := newMachine(t)
	long := slices.MaxFunc(m.separate(m.Payloads), func(a, b place) int { return len(a.words) - len(b.words) })
	require.Len(t, long.words, 30)
	for _, c := range []struct {
		name     string
		question question
		most     uint64
	}{
		{"one settlement of 9 words", single(m.separate(m.Items)[0]), 204_500},
		{"one settlement of 30 words", single(long), 208_000},
		{"16 proofs combined", combined(m.separate(m.Items)[:16]), 62_000},
		{"64 proofs combined", combined(m.separate(m.Items)), 54_000},
		{"one proof for 16", m.together(m.Batches[0]), 15_000},
		{"one proof for 4", m.together(m.Batches[2]), 55_000},
	} {
		_, success, used := m.call(c.question.settle(m.predicate), 16_000_000)
		require.True(t, success, c.name)
		places := uint64(max(1, len(c.question.places)))
		t.Logf("%s: %d gas executed, %d a place", c.name, used, used/places)
		require.LessOrEqual(t, used/places, c.most, c.name)
	}
}
