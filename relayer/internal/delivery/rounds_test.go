package delivery

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// fakeRound is what the contract of the rounds keeps of a forward, and since which blocks.
type fakeRound struct {
	commitment, beacon common.Hash
	committed, drawn   uint64
	commits            int // how often somebody tried
}

func (r *fakeRound) at(block uint64) (commitment, beacon common.Hash) {
	if r.commitment != (common.Hash{}) && block >= r.committed {
		commitment = r.commitment
	}
	if r.beacon != (common.Hash{}) && block >= r.drawn {
		beacon = r.beacon
	}
	return commitment, beacon
}

func (c *fakeChain) SignCommit(_ context.Context, f chain.Forward, commitment common.Hash) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sign(lightGas, nil, func(uint64) bool {
		round := c.rounds[f.ID]
		round.commits++
		if round.commitment != (common.Hash{}) || c.block() >= f.Terms.BeaconBlock {
			return false
		}
		round.commitment, round.committed = commitment, c.block()
		return true
	})
}

func (c *fakeChain) SignDraw(_ context.Context, f chain.Forward) (journal.Transaction, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sign(lightGas, nil, func(uint64) bool { return c.draw(f, 1) })
}

// draw stores the challenge of one fork or another.
func (c *fakeChain) draw(f chain.Forward, fork uint64) bool {
	round := c.rounds[f.ID]
	if c.block() <= f.Terms.BeaconBlock || c.block() > f.Terms.BeaconBlock+chain.BeaconReach {
		return false
	}
	if round.beacon == (common.Hash{}) {
		beacon := chain.Beacon(common.BigToHash(new(big.Int).SetUint64(fork)), f.ID)
		round.beacon, round.drawn = beacon.Bytes(), c.block()
	}
	return true
}

// twoRounds opens an accepted forward whose challenge comes some blocks later.
func (b *bench) twoRounds(blocks uint64) chain.Forward {
	b.hasRounds = true
	f := b.chain.open(func(f *chain.Forward) {
		f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Price, f.Terms.Bond = f.Terms.Start-500, big.NewInt(20), big.NewInt(999), big.NewInt(100)
		f.Terms.BeaconBlock = b.chain.block() + blocks
	})
	b.chain.rounds[f.ID] = new(fakeRound)
	b.chain.accept(f)
	return f
}

// CommitOutput commits with a number that is another each time, as a blinding is.
func (s *squares) CommitOutput(_ context.Context, request sdk.CommitRequest) (sdk.OutputCommitment, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.commits++
	opening := fmt.Appendf(nil, "%s with blinding %d", request.Output, s.commits)
	return sdk.OutputCommitment{Commitment: committedTo(opening), Opening: opening}, nil
}

func committedTo(opening []byte) sdk.Word {
	word := statement.U248(crypto.Keccak256Hash(opening))
	return word.Bytes()
}

// opens refuses a header that does not go with an opening, as circuits do.
func opens(request sdk.AssignRequest) error {
	commitment := request.Header[statement.CommitmentWord]
	switch {
	case commitment == (sdk.Word{}) && request.Opening == nil:
		return nil
	case commitment != committedTo(request.Opening) || !bytes.HasPrefix(request.Opening, request.Output):
		return errors.New("the opening is another output's")
	case request.Header[statement.BeaconWord] == (sdk.Word{}):
		return errors.New("there is no challenge")
	}
	return nil
}

func TestAnOutputIsCommittedToBeforeItsChallenge(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.twoRounds(20)
	b.start()
	b.run(b.chain.now() + 10*blockTime)
	d, round := b.entry(f), b.chain.rounds[f.ID]
	require.Equal(t, journal.Committed, d.Stage)
	require.Equal(t, d.Commitment, round.commitment)
	require.Equal(t, d.Commitment, common.Hash(committedTo(d.Opening)))
	require.Zero(t, b.plugin.assigns, "before the challenge there is nothing to assign")

	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
	require.Equal(t, 1, b.plugin.commits, "its three steps are proved of one output")
	require.Equal(t, 1, round.commits)
	require.Equal(t, []Kind{
		Taken, Working, Refusal, Working, Held, CommitSent, DrawSent, Proved, Sent, Paid, Proved, Sent, Paid, Proved, Sent, Paid,
	}, b.kinds())
}

// Killed at any of its steps, the relayer never commits to a second output, and is paid for the first.
func TestKilledAnywhereOneOutputIsCommittedTo(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newBench(t)
			f := b.twoRounds(40)
			k := b.kill(steps)
			for !k.dead && b.chain.now() < f.Terms.Start+300 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.wait()
			}
			done = !k.dead
			b.start()
			b.run(max(b.chain.now(), f.Terms.Start) + 600)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			b.requirePaidOnce(f)
			require.LessOrEqual(t, b.chain.rounds[f.ID].commits, 1)
		})
	}
	require.Greater(t, steps, 40)
}

func TestALateCommitmentIsNotBegun(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.twoRounds(3)
	b.start()
	b.run(b.chain.now() + 10*blockTime)
	require.Contains(t, b.told()[len(b.told())-1], fmt.Sprintf("it is too late to commit to an output: its challenge comes with block %d", f.Terms.BeaconBlock))
	require.Empty(t, b.executor.jobs)
	require.Zero(t, b.chain.signed)
}

func TestAChallengeDrawnBySomebodyElseWillDo(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.twoRounds(20)
	b.start()
	for b.chain.block() < f.Terms.BeaconBlock {
		b.run(b.chain.now() + blockTime)
	}
	b.chain.mine(blockTime)
	require.True(t, b.chain.draw(f, 1))
	b.run(f.Terms.Start + 300)
	require.NotContains(t, b.kinds(), DrawSent)
	b.requirePaidOnce(f)
}

// A reorganisation deeper than what counted as final brings another challenge. What was proved for the old one is dropped.
func TestAnotherChallengeIsProvedAnew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.twoRounds(20)
	b.start()
	for b.prover.proofs == 0 {
		b.run(b.chain.now() + blockTime)
	}
	round := b.chain.rounds[f.ID]
	old := round.beacon
	round.beacon = common.Hash{}
	require.True(t, b.chain.draw(f, 2))
	require.NotEqual(t, old, round.beacon)
	b.run(f.Terms.Start + 300)
	b.requirePaidOnce(f)
	require.Equal(t, 1, b.plugin.commits)
}

func TestACommitmentThatIsNotOursIsNotProvedFor(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.twoRounds(20)
	b.chain.rounds[f.ID].commitment = common.BigToHash(big.NewInt(5))
	b.start()
	b.run(b.chain.now() + 40*blockTime)
	require.Contains(t, b.told()[len(b.told())-1], "its provider committed to an output that is not here")
	require.Empty(t, b.executor.jobs)
}

func TestRoundsAndPredicateMustFit(t *testing.T) {
	t.Parallel()
	require.Empty(t, CheckRounds(0, "square", false, 42161))
	require.Empty(t, CheckRounds(7, "square", true, 1))
	require.Equal(t, "its terms ask for two rounds, and square has one", CheckRounds(7, "square", false, 1))
	require.Equal(t, "square has two rounds, and its terms name no block for the challenge", CheckRounds(0, "square", true, 1))
	require.Contains(t, CheckRounds(7, "square", true, 42161), "on chain 42161 one party may choose the hashes of blocks")
}
