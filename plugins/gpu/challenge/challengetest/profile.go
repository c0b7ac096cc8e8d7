package challengetest

import (
	"sync"
	"time"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
)

// Profile is small enough for a test: 320 KiB of blocks, three products of 64×64.
func Profile() challenge.Profile {
	return challenge.Profile{
		Model: "made up", Memory: 363_000, Blocks: 640, BlockWords: 64, Rounds: 16, Lanes: 4, Touches: 1200, N: 64, Steps: 3,
		Pairs: 24, Rows: 24, Fill: 4 * time.Second, Touch: 2 * time.Second, Multiply: 3 * time.Second, Open: time.Second,
	}
}

// Clock is moved by hand.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock begins in 2026.
func NewClock() *Clock { return &Clock{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)} }

// Now is the time that the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock on.
func (c *Clock) Advance(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(by)
}
