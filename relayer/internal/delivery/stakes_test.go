package delivery

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// A settlement is signed only if the account has 600 wei here, an acceptance 100, and both cost half of that: what settles all that is
// accepted has to be left, and what other acceptances may yet cost.
func TestEtherIsKeptForWhatIsAccepted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		limits  sdk.Limits
		ether   int64
		accepts int
	}{
		{sdk.Limits{}, 100 + 600 - 1, 0},
		{sdk.Limits{}, 100 + 600, 1},
		{sdk.Limits{StepUnits: 8}, 100 + 3*600 - 1, 0},
		{sdk.Limits{StepUnits: 8}, 100 + 3*600, 1},
		{sdk.Limits{}, 50 + 100 + 2*600 - 1, 1},
		{sdk.Limits{}, 50 + 100 + 2*600, 2},
	} {
		b := newAcceptBench(t)
		b.opts.MaxBonds[bondToken].SetInt64(1000)
		b.chain.funds.Ether.SetInt64(c.ether)
		b.proposed(nil)
		b.proposed(nil)
		b.start()
		b.experienced()
		b.engine.Predicates[0].Limits = c.limits
		b.tick()
		require.EqualValues(t, c.accepts, b.chain.signed, c)
		require.Equal(t, c.accepts < 2, b.count("it is not accepted, since too little would be left for gas: ") > 0)
	}
}

// What the newest block has taken of the allowance is not asked of it once more, though its acceptance is not final.
func TestABondThatIsTakenIsCountedOnce(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.opts.Confirmations = 10
	b.opts.MaxBonds[bondToken].SetInt64(1000)
	b.chain.funds.Allowance.SetInt64(200)
	first := b.proposed(nil)
	second := b.proposed(nil)
	for range 10 {
		b.chain.mine(blockTime)
	}
	b.start()
	b.experienced()
	b.tick()
	b.run(b.chain.now() + blockTime)
	require.Equal(t, 2, b.chain.accepts)
	require.Equal(t, journal.Accepting, b.entry(first).Stage)
	require.Equal(t, journal.Accepting, b.entry(second).Stage)
	require.Zero(t, b.chain.funds.Allowance.Sign())

	b.chain.funds.Allowance.SetInt64(100)
	third := b.proposed(nil)
	b.chain.mine(blockTime)
	b.engine.purse = purseAt{}
	require.NoError(t, b.engine.look(t.Context(), new(Look)))
	reason, figures, err := b.engine.unstaked(t.Context(), &third, b.engine.Predicates[0], at{head: chain.Head{Number: b.chain.block()}})
	require.NoError(t, err)
	require.Empty(t, reason, figures)
}

// The opening of what is accepted went away with its block: how much is at stake is not known, and nothing more is staked.
func TestNothingIsStakedBesideWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	first := b.proposed(nil)
	b.start()
	b.tick()
	other := b.proposed(func(f *chain.Forward) { f.Terms.Bond = new(big.Int) })
	delete(b.engine.forwards, first.ID)
	reason, _, err := b.engine.unstaked(t.Context(), &other, b.engine.Predicates[0], at{})
	require.NoError(t, err)
	require.Equal(t, "it is not accepted, since what else is at stake is not known: ", reason)
}

// More is offered for an acceptance only while it can be mined in time, and its terms are known: without a bound it might cost anything.
func TestWhenNoMoreIsOfferedForAnAcceptance(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	c := congest(b)
	c.least = 1000
	f := b.proposed(nil)
	b.start()
	b.tick()
	d := b.entry(f)
	late := at{head: chain.Head{Time: f.Terms.AcceptBy - 300}}
	_, err := b.engine.outbid(t.Context(), d, acceptance, late, d.Accept[0])
	require.ErrorIs(t, err, errTooLate)
	late.head.Time--
	_, err = b.engine.outbid(t.Context(), d, acceptance, late, d.Accept[0])
	require.NoError(t, err)
	delete(b.engine.forwards, f.ID)
	_, err = b.engine.outbid(t.Context(), d, acceptance, at{}, d.Accept[0])
	require.ErrorIs(t, err, errNoOpening)
}

// What is offered for an acceptance leaves enough for all settlements, however long it waits.
func TestAnAcceptanceLeavesEnoughForSettlements(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	b.chain.funds.Ether.SetInt64(100 + 600 + 7)
	f := b.proposed(nil)
	b.start()
	most, err := b.engine.mostToAccept(t.Context(), &f, at{})
	require.NoError(t, err)
	require.EqualValues(t, 107, most.Int64())
	b.engine.opts.Reserve, b.engine.purse = big.NewInt(650), purseAt{}
	most, err = b.engine.mostToAccept(t.Context(), &f, at{})
	require.NoError(t, err)
	require.EqualValues(t, 57, most.Int64())
}
