package delivery

import (
	"context"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// quietly makes so many blocks and looks at each, without the sweep coming by and without waiting for what is worked on.
func (b *bench) quietly(count int) {
	b.t.Helper()
	for range count {
		b.chain.mine(blockTime)
		b.engine.sweep.at = b.chain.now() + sweepPause
		require.NoError(b.t, b.engine.Tick(b.t.Context()))
		require.False(b.t, b.engine.sweep.active)
	}
}

// held blocks the executor, so that whatever is begun keeps its worker, until release.
func (b *bench) held() {
	b.executor.block()
	b.executor.asked = make(chan struct{}, 99)
}

func (b *bench) release() {
	close(b.executor.hold)
	b.wait()
}

// fickle is a witness to whom a predicate contract is another one in the block that counts.
type fickle struct {
	*fakeChain
	odd bool
}

func (w *fickle) CheckPredicate(ctx context.Context, at chain.Head, contract common.Address, p *Predicate) ([]*keys.Bundle, error) {
	if w.odd && at.Number < w.block() {
		return nil, ErrOtherPredicate
	}
	return w.fakeChain.CheckPredicate(ctx, at, contract, p)
}

// reluctant is a wallet that signs no acceptance for some reason.
type reluctant struct {
	*fakeChain
	why error
}

func (w *reluctant) SignAccept(ctx context.Context, f chain.Forward, most *big.Int) (journal.Transaction, error) {
	if w.why != nil {
		return journal.Transaction{}, w.why
	}
	return w.fakeChain.SignAccept(ctx, f, most)
}

// wait is why a forward waits, and how that comes to an end of which no event of its own tells.
type wait struct {
	reason string
	open   func(b *bench) chain.Forward // with what keeps it
	begin  func(b *bench)               // once the relayer has started
	over   func(b *bench)
}

// requireTaken has a forward wait and then be taken, though no sweep comes by.
func (w wait) requireTaken(b *bench) {
	b.t.Helper()
	f := w.open(b)
	b.start()
	if w.begin != nil {
		w.begin(b)
	}
	b.quietly(3)
	require.Contains(b.t, b.engine.told[f.ID], w.reason)
	_, err := b.journal.Load(f.ID)
	require.ErrorIs(b.t, err, journal.ErrNotFound)
	listed := false
	for _, status := range b.engine.Status() {
		listed = listed || status.Forward == f.ID && status.Told == b.engine.told[f.ID]
	}
	require.True(b.t, listed, "it is listed, and why it waits")
	w.over(b)
	b.quietly(4)
	b.wait()
	require.NotEmpty(b.t, b.entry(f).Stage, b.engine.told[f.ID])
	require.NotEmpty(b.t, b.entry(f).Order)
}

// missedNow has the journal know of a window that was missed just now.
func (b *bench) missedNow() {
	b.t.Helper()
	require.NoError(b.t, b.engine.save(&journal.Delivery{
		Forward: common.Hash{0xcc}, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Abandoned, Missed: b.wall.UTC(),
	}))
}

// slowly has the chain read in parts, one each tick, until the clock is put right.
func (b *bench) slowly() *counted {
	c := &counted{fakeChain: b.chain, states: map[common.Hash]int{}, halves: true}
	c.slow = func() { b.wall = b.wall.Add(longestRead) }
	b.deps = func(d *Deps, _ *WorkerDeps) { d.View, d.Events = c, c }
	return c
}

// Everything that keeps a forward from being begun for a while.
func TestWhatIsNotBegunYetIsBegunOnceThatIsOver(t *testing.T) {
	t.Parallel()
	var slow *counted
	for name, w := range map[string]wait{
		"room": {
			reason: "it waits until fewer forwards are being worked on",
			open: func(b *bench) chain.Forward {
				b.opts.Workers = 1
				b.held()
				b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy-- })
				return b.chain.open(nil)
			},
			over: (*bench).release,
		},
		"gas": {
			reason: gasCostsMore,
			open: func(b *bench) chain.Forward {
				b.worth(10)
				b.chain.price = 100
				return b.chain.open(nil)
			},
			over: func(b *bench) { b.chain.price = 1 },
		},
		"costs": {
			reason: costsMore,
			open: func(b *bench) chain.Forward {
				b.worth(10)
				b.opts.ExecuteCost, b.chain.price = big.NewInt(6000), 12
				return b.chain.open(nil)
			},
			over: func(b *bench) { b.chain.price = 1 },
		},
		"time": {
			reason: noTime,
			open: func(b *bench) chain.Forward {
				b.prover.takes, b.opts.Workers = 7*time.Minute, 10
				b.held()
				for range 6 {
					b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy-- })
				}
				return b.chain.open(nil)
			},
			over: (*bench).release,
		},
		"a missed window": {
			reason: "as everything new does",
			open: func(b *bench) chain.Forward {
				b.opts.CoolDown = time.Hour
				return b.chain.open(nil)
			},
			begin: (*bench).missedNow,
			over:  func(b *bench) { b.wall = b.wall.Add(time.Hour) },
		},
		"the chain is being read": {
			reason: unread,
			open: func(b *bench) chain.Forward {
				f := b.chain.open(nil)
				for range 40 {
					b.chain.mine(1)
				}
				slow = b.slowly()
				return f
			},
			over: func(*bench) { slow.slow = nil },
		},
		"time that what was accepted by itself needs": {
			reason: noTime,
			open: func(b *bench) chain.Forward {
				b.opts.Accept, b.opts.Account, b.opts.MaxBonds = true, us, map[common.Address]*big.Int{bondToken: big.NewInt(150)}
				b.prover.takes = 25 * time.Minute
				b.held()
				b.chain.sendFails = true // so that the acceptance stays on its way
				given := b.chain.open(func(f *chain.Forward) { f.Terms.AcceptBy, f.Terms.Provider = f.Terms.Start, somebody })
				b.proposed(func(f *chain.Forward) { f.Terms.SettleBy += 30 })
				b.chain.accept(given)
				b.chain.accepted[given.ID] += 2
				return given
			},
			begin: func(b *bench) { b.quietly(2) },
			over: func(b *bench) {
				b.chain.sendFails = false
				b.quietly(4)
				b.release()
			},
		},
	} {
		t.Run(name, func(t *testing.T) { w.requireTaken(newBench(t)) })
	}
}

// Everything that keeps a proposal from being accepted for a while.
func TestWhatIsNotAcceptedYetIsAcceptedOnceThatIsOver(t *testing.T) {
	t.Parallel()
	first := map[string]chain.Forward{} // by the name of the case, what comes before it
	ahead := func(name string) func(*bench) chain.Forward {
		return func(b *bench) chain.Forward {
			b.opts.MaxBonds[bondToken].SetInt64(1000)
			first[name] = b.proposed(nil)
			return b.proposed(nil)
		}
	}
	var witness *fickle
	var wallet, signer *reluctant
	var slow *counted
	for name, w := range map[string]wait{
		"room for bonds": {
			reason: "it is not accepted, since more would be at stake than may be",
			open: func(b *bench) chain.Forward {
				f := ahead("room for bonds")(b)
				b.opts.MaxBonds[bondToken].SetInt64(150)
				return f
			},
			begin: (*bench).experienced,
			over:  func(b *bench) { b.chain.end(first["room for bonds"], chain.StatusClosed, chain.Settlement{}) },
		},
		"room for bonds, once one is sold": {
			reason: "it is not accepted, since more would be at stake than may be",
			open: func(b *bench) chain.Forward {
				f := ahead("room for bonds, once one is sold")(b)
				b.opts.MaxBonds[bondToken].SetInt64(150)
				return f
			},
			begin: (*bench).experienced,
			over:  func(b *bench) { b.chain.sell(first["room for bonds, once one is sold"]) },
		},
		"the balance": {
			reason: "it is not accepted, since the account has not enough for its bond",
			open:   func(b *bench) chain.Forward { b.chain.funds.Token.SetInt64(99); return b.proposed(nil) },
			over:   func(b *bench) { b.chain.funds.Token.SetInt64(100) },
		},
		"the allowance": {
			reason: "it is not accepted, since the escrow may not take its bond",
			open:   func(b *bench) chain.Forward { b.chain.funds.Allowance.SetInt64(99); return b.proposed(nil) },
			over:   func(b *bench) { b.chain.funds.Allowance.SetInt64(100) },
		},
		"ether, or the reserve": {
			reason: "it is not accepted, since too little would be left for gas",
			open: func(b *bench) chain.Forward {
				b.opts.Reserve = big.NewInt(10_000)
				b.chain.funds.Ether.SetInt64(10_099)
				return b.proposed(nil)
			},
			over: func(b *bench) { b.chain.funds.Ether.SetInt64(10_100) },
		},
		"gas for its settlements": {
			reason: "it is not accepted, since too little would be left for gas",
			open: func(b *bench) chain.Forward {
				b.chain.funds.Ether.SetInt64(1000)
				b.chain.price = 2
				return b.proposed(nil)
			},
			over: func(b *bench) { b.chain.price = 1 },
		},
		"gas": {
			reason: gasCostsMore,
			open:   func(b *bench) chain.Forward { b.worth(10); b.chain.price = 100; return b.proposed(nil) },
			over:   func(b *bench) { b.chain.price = 1 },
		},
		"costs": {
			reason: costsMore,
			open: func(b *bench) chain.Forward {
				b.worth(10)
				b.opts.ExecuteCost, b.chain.price = big.NewInt(6000), 12
				return b.proposed(nil)
			},
			over: func(b *bench) { b.chain.price = 1 },
		},
		"the price of the acceptance itself": {
			reason: "its acceptance waits: " + chain.ErrTooDear.Error(),
			open: func(b *bench) chain.Forward {
				wallet = &reluctant{b.chain, chain.ErrTooDear}
				b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet = wallet }
				return b.proposed(nil)
			},
			over: func(*bench) { wallet.why = nil },
		},
		"who signs": {
			reason: "its acceptance waits: " + chain.ErrSignerAway.Error(),
			open: func(b *bench) chain.Forward {
				signer = &reluctant{b.chain, chain.ErrSignerAway}
				b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet = signer }
				return b.proposed(nil)
			},
			over: func(*bench) { signer.why = nil },
		},
		"time": {
			reason: noTime,
			open: func(b *bench) chain.Forward {
				b.prover.takes = 25 * time.Minute
				b.held()
				b.chain.open(func(f *chain.Forward) { f.Terms.SettleBy -= 30 })
				return b.proposed(nil)
			},
			over: (*bench).release,
		},
		"how long the executor takes": {
			reason: "it waits until it is known how long the executor takes",
			open: func(b *bench) chain.Forward {
				b.held()
				return ahead("how long the executor takes")(b)
			},
			over: func(b *bench) { b.quietly(2); b.release() },
		},
		"its turn among transactions": {
			reason: "its acceptance waits: " + chain.ErrBehind.Error(),
			open: func(b *bench) chain.Forward {
				b.chain.sendFails = true // what is accepted first is on its way, and nothing gets behind it
				return ahead("its turn among transactions")(b)
			},
			begin: (*bench).experienced,
			over:  func(b *bench) { b.chain.sendFails = false },
		},
		"a missed window": {
			reason: "as everything new does",
			open:   func(b *bench) chain.Forward { b.opts.CoolDown = time.Hour; return b.proposed(nil) },
			begin:  (*bench).missedNow,
			over:   func(b *bench) { b.wall = b.wall.Add(time.Hour) },
		},
		"its opening is not final": {
			reason: "its opening is in a block that may still go away",
			open: func(b *bench) chain.Forward {
				b.opts.Confirmations = 6
				b.chain.mine(1)
				return b.proposed(nil)
			},
			over: func(*bench) {},
		},
		"it is not agreed what is final": {
			reason: "it is not accepted yet: ",
			open:   func(b *bench) chain.Forward { b.chain.doubt = chain.ErrTooFew; return b.proposed(nil) },
			over:   func(b *bench) { b.chain.doubt = nil },
		},
		"its predicate contract": {
			reason: "is another one in the block that counts",
			open: func(b *bench) chain.Forward {
				witness = &fickle{b.chain, true}
				b.deps = func(d *Deps, _ *WorkerDeps) { d.Witness = witness }
				return b.proposed(nil)
			},
			over: func(*bench) { witness.odd = false },
		},
		"the chain is being read": {
			reason: unread,
			open: func(b *bench) chain.Forward {
				f := b.proposed(nil)
				for range 40 {
					b.chain.mine(1)
				}
				slow = b.slowly()
				return f
			},
			over: func(*bench) { slow.slow = nil },
		},
		"our clock": {
			reason: "it is too late to accept it",
			open: func(b *bench) chain.Forward {
				f := b.proposed(nil)
				b.wall = time.Unix(int64(f.Terms.AcceptBy), 0)
				return f
			},
			over: func(b *bench) { b.wall = time.Unix(0, 0) },
		},
		"its window lies too far off": {
			reason: "its window ends at ",
			open: func(b *bench) chain.Forward {
				return b.proposed(func(f *chain.Forward) {
					f.Terms.SettleBy += 90 * 24 * 3600
					f.Terms.Start, f.Terms.End, f.Terms.AcceptBy = f.Terms.SettleBy-1000, f.Terms.SettleBy, f.Terms.SettleBy-2000
				})
			},
			over: func(b *bench) { b.chain.mine(3000) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newAcceptBench(t)
			w.requireTaken(b)
			require.Positive(t, b.chain.accepts)
		})
	}
}

// What rested without its parameters and its task is worked on with them.
func TestWhatRestedIsDelivered(t *testing.T) {
	t.Parallel()
	b := newAcceptBench(t)
	f := b.proposed(func(f *chain.Forward) {
		f.Terms.SettleBy += 90 * 24 * 3600
		f.Terms.Start, f.Terms.End, f.Terms.AcceptBy = f.Terms.SettleBy-1000, f.Terms.SettleBy, f.Terms.SettleBy-2000
	})
	b.start()
	b.quietly(5)
	require.True(t, b.engine.admitted[f.ID].brief)
	require.Nil(t, b.engine.forward(f.ID).Task)
	b.chain.mine(f.Terms.AcceptBy - 500 - b.chain.now())
	b.quietly(5)
	b.wait()
	b.chain.mine(f.Terms.Start - b.chain.now())
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
}
