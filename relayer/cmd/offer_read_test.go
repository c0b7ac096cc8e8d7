package cmd

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// Who may be bound to commit before a block is bound half-way to it at the latest.
func TestHalfWayToABlock(t *testing.T) {
	t.Parallel()
	past, head := chain.Head{Number: 100, Time: 1000}, chain.Head{Number: 200, Time: 2200}
	require.EqualValues(t, 2200+12*50/2, halfWay(past, head, 250))
	require.EqualValues(t, 2200, halfWay(past, head, 200))
	require.EqualValues(t, 2200, halfWay(head, head, 250), "no pace is known")
	require.Greater(t, halfWay(past, head, math.MaxUint64), head.Time)
}

// A clock of the chain that is not about ours is an endpoint's mistake, or its lie.
func TestTheChainsClockIsAboutOurs(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_800_000_000, 0)
	for _, off := range []int64{0, 14 * 60, -14 * 60} {
		require.NoError(t, onTime(chain.Head{Time: uint64(now.Unix() + off)}, now))
	}
	for _, off := range []int64{16 * 60, -16 * 60} {
		require.ErrorContains(t, onTime(chain.Head{Number: 7, Time: uint64(now.Unix() + off)}, now), "the newest block 7 is of 2027-01-15 ")
	}
}
