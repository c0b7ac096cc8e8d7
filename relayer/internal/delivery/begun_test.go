package delivery

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// When a forward was begun lasts over its steps, which take the place of each other's entry, and over restarts.
func TestWhenAForwardWasBegunIsKept(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.proposed(nil)
	begun := time.Unix(500, 0).UTC()
	b.wall = begun
	b.start()
	b.tick()
	for b.entry(f).Steps == 0 {
		require.True(t, begun.Equal(b.entry(f).Begun))
		b.wall = b.wall.Add(time.Second)
		b.run(b.chain.now() + blockTime)
	}
	b.start()
	b.tick()
	require.True(t, begun.Equal(b.entry(f).Begun))
	require.True(t, begun.Equal(b.engine.Status()[0].Begun))
	b.run(f.Terms.Start + 300)
	require.True(t, begun.Equal(b.entry(f).Begun))
}
