package delivery

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// killer kills the relayer at its nth step that leaves a trace, on disk or in the network. Everything after that fails,
// as it does for a process that is gone.
type killer struct {
	*fakeChain
	journal *journal.Journal
	left    int
	dead    bool
}

var errKilled = errors.New("killed")

func (k *killer) step() bool {
	k.left--
	k.dead = k.dead || k.left < 0
	return k.dead
}

func (k *killer) Save(d *journal.Delivery) error {
	if k.step() {
		return errKilled
	}
	return k.journal.Save(d)
}

func (k *killer) List() ([]*journal.Delivery, error) { return k.journal.List() }

func (k *killer) Send(ctx context.Context, tx journal.Transaction) error {
	if k.step() {
		return errKilled
	}
	return k.fakeChain.Send(ctx, tx)
}

// The relayer is killed before each thing it does that leaves a trace, and started again. It is paid every time, under
// the first h that it announced, and shows no output under another one.
func TestKilledAnywhereItGoesOn(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newBench(t)
			b.executor.list = []string{"11", "12", "12"} // an attempt that was cut is spent
			f := b.chain.open(nil)
			var k *killer
			b.deps = func(d *Deps) {
				k = &killer{fakeChain: b.chain, journal: b.journal, left: steps}
				d.Journal, d.Network = k, k
			}
			b.start()
			for !k.dead && b.chain.now() < f.Terms.Start+100 {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.engine.Wait()
			}
			done = !k.dead

			b.deps = nil
			b.start()
			b.run(max(b.chain.now(), f.Terms.Start) + 300)
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.Len(t, b.chain.announced, 1, "one announcement, whenever it was killed")
			for _, h := range b.chain.shown {
				require.Equal(t, b.entry(f).H, h)
			}
			require.Contains(t, b.chain.announced, announcementKey(f.ID, b.entry(f).H))
		})
	}
	require.Greater(t, steps, 8)
}

// The order of the story: killed between announcement and settlement, it settles under the same announcement,
// without working or proving again.
func TestKilledBetweenAnnouncementAndSettlement(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.run(f.Terms.Start - 500)
	announced := b.entry(f)
	require.Len(t, announced.Announcement, 1)
	jobs, assigns, proofs := len(b.executor.jobs), b.plugin.assigns, b.prover.proofs

	b.start()
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.Equal(t, announced.H, b.entry(f).H)
	require.Equal(t, announced.Proof, b.entry(f).Proof)
	require.Equal(t, []int{jobs, assigns, proofs}, []int{len(b.executor.jobs), b.plugin.assigns, b.prover.proofs})
	require.Len(t, b.chain.announced, 1)
}

// An error of sending says nothing. If the transaction arrived, nothing is signed anew; if it did not, the same bytes
// are sent until they do.
func TestSendFailedMeansUnknown(t *testing.T) {
	t.Parallel()
	for name, trouble := range map[string]func(c *fakeChain, on bool){
		"and it arrived":     func(c *fakeChain, on bool) { c.sendFailsIn = on },
		"and it was lost":    func(c *fakeChain, on bool) { c.sendFails = on },
		"the node forgot it": func(c *fakeChain, on bool) { c.pool = nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			f := b.chain.open(nil)
			b.start()
			trouble(b.chain, true)
			b.tick()
			b.tick()
			trouble(b.chain, false)
			b.run(f.Terms.Start - blockTime)
			b.chain.mine(blockTime)
			trouble(b.chain, true)
			b.tick()
			trouble(b.chain, false)
			b.run(f.Terms.Start + 100)
			d := b.entry(f)
			require.Equal(t, journal.Confirmed, d.Stage)
			require.Len(t, d.Announcement, 1, "signed once")
			require.Len(t, d.Settlement, 1, "signed once")
		})
	}
}

// Another program uses the same key and takes the nonce.
func TestATransactionThatCanNeverBeMinedIsSignedAnew(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.start()
	b.chain.sendFails = true
	b.tick()
	b.tick()
	require.Len(t, b.entry(f).Announcement, 1)
	b.chain.nonce++
	b.chain.sendFails = false
	b.run(f.Terms.Start + 100)
	require.Len(t, b.entry(f).Announcement, 2)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// A contract that refuses again and again must not drain the account.
func TestRefusedTransactionsAreBounded(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	f := b.chain.open(nil)
	b.deps = func(d *Deps) { d.Wallet = refusing{b.chain} }
	b.start()
	for range 3 * maxTransactions {
		b.chain.mine(blockTime)
		_ = b.engine.Tick(t.Context()) // trouble in the end
		b.engine.Wait()
	}
	require.Len(t, b.entry(f).Announcement, maxTransactions)
	require.ErrorContains(t, b.engine.Tick(t.Context()), "came to nothing")
}

type refusing struct{ *fakeChain }

func (r refusing) SignAnnounce(ctx context.Context, forward, h common.Hash) (journal.Transaction, error) {
	tx, err := r.fakeChain.SignAnnounce(ctx, forward, h)
	r.acts[tx.Hash] = func(uint64) bool { return false }
	return tx, err
}
