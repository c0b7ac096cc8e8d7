//go:build !race

package delivery

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func (b *bench) acceptSoon() chain.Forward {
	start := b.chain.now() + 200
	return b.acceptOne(start, start+2000)
}

// The relayer is killed at each of its steps, and started again. Each forward is paid once, under the first h that was
// announced for it, and nothing is paid for that the contract refuses.
func TestKilledAnywhereAGroupIsPaidOnce(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		bench func(*testing.T) *bench
		open  func(*bench) []chain.Forward
	}{
		"open":               {newGroupBench, func(b *bench) []chain.Forward { return b.openMany(3, soon) }},
		"accepted":           {newGroupBench, func(b *bench) []chain.Forward { return []chain.Forward{b.acceptSoon(), b.acceptSoon(), b.acceptSoon()} }},
		"open, combined":     {newManyBench, func(b *bench) []chain.Forward { return b.openMany(2, soon) }},
		"accepted, combined": {newManyBench, func(b *bench) []chain.Forward { return []chain.Forward{b.acceptSoon(), b.acceptSoon()} }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			steps := 0
			for done := false; !done; steps++ {
				b := one.bench(t)
				list := one.open(b)
				k := b.kill(steps)
				for !k.dead && b.chain.now() < list[0].Terms.Start+100 {
					b.chain.mine(blockTime)
					_ = b.engine.Tick(t.Context()) // errKilled, once it is
					b.wait()
				}
				done = !k.dead

				b.start()
				b.run(max(b.chain.now(), list[0].Terms.Start) + 300)
				b.requireConfirmed(list)
				for _, f := range list {
					require.LessOrEqual(t, len(b.chain.announced), len(list), "one announcement each, whenever it was killed")
					require.Contains(t, b.chain.shown, b.entry(f).H)
				}
			}
			require.Greater(t, steps, 20)
		})
	}
}
