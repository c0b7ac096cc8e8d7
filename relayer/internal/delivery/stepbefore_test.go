package delivery

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// A step, and what another program had sent before it, went away with their blocks. No node has the other program's any more, or one has it
// and takes no more than it offers: the step that is sent again waits behind it, and the forward with its bond behind the step.
func TestAStepThatIsTakenBackDoesNotWaitForWhatNobodySends(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		others uint64
		then   func(*bench)
	}{
		"nobody has it":                  {0, func(*bench) {}},
		"nobody has it, and a restart":   {0, (*bench).start},
		"its fees are too low":           {1, func(*bench) {}},
		"its fees are too low, restart":  {1, (*bench).start},
		"its fees are too low, troubled": {1, func(b *bench) { b.chain.sendFailsIn = true }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.chain.assigned()
			b.chain.accept(f)
			b.start()
			b.run(f.Terms.Start - 3*blockTime)
			b.chain.mine(blockTime)
			b.chain.takeNonce()
			taken := b.chain.block()
			for b.entry(f).Steps == 0 {
				b.blocks(1)
			}
			proofs := b.prover.proofs
			b.takeBack(b.chain.block() - taken + 1)
			require.Empty(t, b.chain.steps[f.ID])
			b.chain.others = c.others
			b.blocks(1)
			c.then(b)
			for !finished(b.entry(f)) && b.chain.now() < f.Terms.SettleBy {
				b.blocks(1)
			}
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.Equal(t, 1, b.chain.nothings)
			require.LessOrEqual(t, b.prover.proofs, proofs+2, "the step before is not proved again")
			b.requirePaidOnce(f)
		})
	}
}
