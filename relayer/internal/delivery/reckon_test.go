package delivery

import (
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

func TestWhatAForwardIsHeldAgainst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		brings, gas, execute, prove int64
		want                        string
	}{
		{1000, 500, 300, 200, ""},
		{1000, 500, 300, 201, costsMore},
		{1000, 500, 501, 0, costsMore},
		{1000, 501, 0, 0, gasCostsMore},
		{0, 0, 0, 0, ""},
		{0, 1, 0, 0, gasCostsMore},
		{1, 0, 0, 0, ""},
	} {
		reason, figures := reckoning{
			brings: big.NewInt(c.brings), gas: big.NewInt(c.gas), execute: big.NewInt(c.execute), prove: big.NewInt(c.prove), share: 50,
		}.against()
		require.Equal(t, c.want, reason, "%+v", c)
		require.Equal(t, c.want == "", figures == "")
	}
}

func TestStepsThatAForwardTakesAtLeast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ units, step, want int64 }{{20, 0, 1}, {20, 8, 3}, {16, 8, 2}, {1, 8, 1}} {
		require.Equal(t, c.want, stepsOf(big.NewInt(c.units), sdk.Limits{StepUnits: uint64(c.step)}).Int64(), c)
	}
}

// 1000 units at 10 wei; gas is 350 times its price, and an attempt and three seconds of proving cost the rest.
func TestWhatCostsMoreThanItBringsWaits(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.worth(10)
	b.prover.takes = 3 * time.Second
	b.opts.ExecuteCost, b.opts.ProveCost = big.NewInt(5000), big.NewInt(500)
	f := b.chain.open(nil)
	free := b.chain.open(func(f *chain.Forward) { f.Terms.Token = common.HexToAddress("0x71") })
	b.chain.price = 15 // 5250 wei
	b.start()
	b.run(genesis + 3*blockTime)
	_, err := b.journal.Load(f.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
	require.Equal(t, journal.Proved, b.entry(free).Stage, "nobody said what its token is worth")
	require.Equal(t, 1, b.count(gasCostsMore), "said once")
	b.chain.price = 11 // 3850
	b.run(genesis + 6*blockTime)
	require.Contains(t, b.told()[len(b.told())-1], costsMore+"it brings 10000 wei, and takes about 3850 of gas at present fees, 5000 for executing and 1500 for proving")
	b.chain.price = 10
	b.run(genesis + 8*blockTime)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	b.chain.price = 15
	b.start()
	b.chain.price = 10
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// What it brings is told anew with each look, and logged once.
func TestFiguresOfTheMomentAreInTheStatus(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.worth(1)
	b.chain.open(nil)
	b.chain.price = 2
	b.start()
	b.tick()
	b.chain.price = 3
	b.chain.mine(blockTime)
	b.tick()
	require.Equal(t, gasCostsMore+"about 1050 wei at present fees, of 500, which are 50 percent of 1000", b.engine.Status()[0].Told)
	require.Len(t, b.told(), 1)
	b.chain.down = true
	require.ErrorIs(t, b.engine.Tick(t.Context()), errTrouble)
}

// An accepted forward in three steps: its bond counts once it is staked, and a settlement for each step.
func TestWhatAnAssignedForwardBrings(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.worth(1)
	f := b.chain.assigned()
	b.start()
	p := &Predicate{Bundle: bundle, Limits: sdk.Limits{StepUnits: 8}}
	for _, c := range []struct {
		accepted bool
		share    uint64
		figures  string
	}{
		{true, 81, "about 900 wei at present fees, of 890, which are 81 percent of 1099"},
		{true, 82, ""},
		{false, 95, "about 950 wei at present fees, of 949, which are 95 percent of 999"},
		{false, 96, ""},
	} {
		b.engine.opts.FeeShare = c.share
		_, figures, err := b.engine.reckon(t.Context(), &f, p, new(journal.Delivery), c.accepted, at{})
		require.NoError(t, err)
		require.Equal(t, c.figures, figures)
	}
}

// What is reckoned with is near what is paid on a real chain.
func TestCostsOfTransactionsOnARealChain(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	sender := s.Sender(devnet.Provider)
	on := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, sender)
	costs, err := on.Costs(t.Context(), &Predicate{Bundle: s.bundle, PayloadWords: 1})
	require.NoError(t, err)
	d := s.by(f, sender.Address())
	call, err := s.Escrow.AcceptCall(f, sender.Address())
	require.NoError(t, err)
	require.Equal(t, new(big.Int).Mul(costs.AcceptNeeds, big.NewInt(3)), costs.SettleNeeds, "500,000 gas and 1,500,000")
	require.EqualValues(t, 2_000_000, call.Needs, "who accepts can pay for a settlement")
	require.Greater(t, ratio(costs.SettleNeeds, costs.Settle), 5.0, "at the most fee, not the usual one")
	call, err = s.Escrow.AnnounceCall(f.ID, d.H)
	announced := s.Do(devnet.Provider, call, err)
	s.AdvanceTo(f.Terms.Start)
	settled := s.Settle(d)
	require.InEpsilon(t, float64(announced.GasUsed)/float64(settled.GasUsed), ratio(costs.Announce, costs.Settle), 0.3)
	least, most := new(big.Int).SetUint64(announced.GasUsed), new(big.Int).SetUint64(2*announced.GasUsed)
	require.Negative(t, least.Mul(least, announced.EffectiveGasPrice).Cmp(costs.Announce), "with some room")
	require.Positive(t, most.Mul(most, announced.EffectiveGasPrice).Cmp(costs.Announce))
}

func ratio(a, b *big.Int) float64 {
	r, _ := new(big.Rat).SetFrac(a, b).Float64()
	return r
}

// What proving costs goes by what proofs took, wherever they were made, and not by what this relayer's own prover expects.
func TestProofsThatWereMadeElsewhereCost(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.worth(10)
	b.opts.ProveCost = big.NewInt(500)
	b.chain.price = 1
	b.start()
	require.NoError(t, b.engine.save(&journal.Delivery{
		Forward: common.Hash{0xee}, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Confirmed, ProvingKey: bundle.KeyHash, Proving: 20 * time.Second,
	}))
	f := b.chain.open(nil)
	b.tick()
	_, err := b.journal.Load(f.ID)
	require.ErrorIs(t, err, journal.ErrNotFound)
	require.Contains(t, b.told()[0], costsMore+"it brings 10000 wei, and takes about 350 of gas at present fees, 0 for executing and 10000 for proving")
}
