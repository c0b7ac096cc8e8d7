package delivery

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// Whoever opens a forward may name terms that nobody can meet: nothing is staked on them. A settlement may take 100 seconds here, ten
// of which it waits for others, and the margin is 300.
func TestTermsThatNoBondIsStakedOn(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.MaxBonds[bondToken].SetInt64(999)
	f := b.proposed(nil)
	b.start()
	now := b.chain.now()
	for _, c := range []struct {
		limits sdk.Limits
		change func(*chain.Forward)
		want   string
	}{
		{sdk.Limits{}, func(*chain.Forward) {}, ""},
		{sdk.Limits{}, func(f *chain.Forward) { f.Terms.SettleBy = f.Terms.Start + 401 }, ""},
		{sdk.Limits{}, func(f *chain.Forward) { f.Terms.SettleBy = f.Terms.Start + 400 }, "it could be settled from "},
		{sdk.Limits{StepUnits: 8}, func(f *chain.Forward) { f.Terms.SettleBy = f.Terms.Start + 601 }, ""},
		{sdk.Limits{StepUnits: 8}, func(f *chain.Forward) { f.Terms.SettleBy = f.Terms.Start + 600 }, "it could be settled from "},
		{sdk.Limits{WindowSeconds: 1}, func(*chain.Forward) {}, "hours is delivered over a whole window"},
		{sdk.Limits{}, func(f *chain.Forward) { f.Terms.SettleBy = now + 90*24*3600 }, ""},
		{sdk.Limits{}, func(f *chain.Forward) { f.Terms.SettleBy = now + 90*24*3600 + 1 }, "its window ends at "},
		{sdk.Limits{}, func(f *chain.Forward) { f.Terms.SettleBy = 1<<64 - 1 }, "its window ends at "},
		{sdk.Limits{}, func(f *chain.Forward) { f.Terms.Bond = f.Terms.Price }, ""},
		{sdk.Limits{}, func(f *chain.Forward) { f.Terms.Bond = big.NewInt(1000) }, "its bond of 1000 is above its price of 999"},
		{sdk.Limits{}, func(f *chain.Forward) { f.Terms.Price, f.Terms.Bond = big.NewInt(1000), big.NewInt(1000) }, "its bond is 1000, and --max-bond is 999 of token"},
		{sdk.Limits{StepUnits: 1}, func(f *chain.Forward) { f.Terms.Quantity, f.Terms.SettleBy = big.NewInt(32), now+36000 }, ""},
		{sdk.Limits{StepUnits: 1}, func(f *chain.Forward) { f.Terms.Quantity = big.NewInt(33) }, "it takes 33 steps"},
		{sdk.Limits{StepUnits: 1}, func(f *chain.Forward) { f.Terms.Quantity = new(big.Int).Lsh(big.NewInt(1), 64) }, "it takes 18446744073709551616 steps"},
	} {
		f := f
		c.change(&f)
		reason := b.engine.immoderate(&f, &Predicate{Name: "hours", Limits: c.limits}, now)
		if c.want == "" {
			require.Empty(t, reason)
		} else {
			require.Contains(t, reason, c.want)
		}
	}
}

// A settlement has to be mined before the next is sent, and that takes time of the chain's, however fast the work is.
func TestStepsTakeTimeOnTheChain(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.proposed(nil)
	b.start()
	p := &Predicate{Bundle: bundle, Limits: sdk.Limits{StepUnits: 8}}
	for more, fits := range map[uint64]bool{0: false, 1: true} {
		f.Terms.SettleBy = f.Terms.Start + 300 + 2*100 - 1 + more
		reason, _, err := b.engine.crowd(t.Context(), &f, p, new(journal.Delivery), at{head: chain.Head{Time: b.chain.now()}})
		require.NoError(t, err)
		require.Equal(t, fits, reason == "")
	}
	f.Terms.Quantity = new(big.Int).Lsh(big.NewInt(1), 100)
	require.Equal(t, longest, b.engine.between(&f, p, new(journal.Delivery)))
	require.Equal(t, 100*time.Second, b.engine.opts.landing(p))
	p.Batches = []*keys.Bundle{{}}
	require.Equal(t, 110*time.Second, b.engine.opts.landing(p), "it may wait to be proved with others, too")
}

// What is settled in other transactions goes first, each in its own block: that is time, too, before the next step of a forward.
func TestStepsTakeTheTimeOfTheQueueBeforeThem(t *testing.T) {
	t.Parallel()
	b := newManyBench(t)
	b.acceptMany(mostCombined + 1) // two transactions
	for i := range byte(3) {
		f := b.chain.open(func(f *chain.Forward) {
			f.Terms.AcceptBy, f.Terms.Token = f.Terms.Start-500, common.Address{1, i}
		})
		b.chain.accept(f)
	}
	b.start()
	p := &Predicate{Bundle: bundle}
	require.Equal(t, 100*time.Second, b.engine.landing(p))
	b.tick()
	b.tick()
	require.Equal(t, 100*time.Second+4*blockInterval, b.engine.landing(p), "five transactions, and one of them is its own")
	f := b.proposed(func(f *chain.Forward) { f.Terms.SettleBy = f.Terms.Start + 300 + 101 })
	require.NotContains(t, b.engine.immoderate(&f, p, b.chain.now()), "it could be settled", "the queue passes, and its terms do not")
	reason, _ := b.engine.slow(&f, p, b.chain.now())
	require.Equal(t, noTime, reason)
	b.engine.queue = 0
	reason, _ = b.engine.slow(&f, p, b.chain.now())
	require.Empty(t, reason)
}
