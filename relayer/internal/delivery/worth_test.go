package delivery

import (
	"context"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// worth says what a base unit of the token of a bench's forwards is worth, in wei.
func (b *bench) worth(rate int64) {
	b.opts.Worth = map[common.Address]*big.Rat{common.HexToAddress("0x70"): big.NewRat(rate, 1)}
}

// cost is the most that a delivery's announcement and settlement cost.
func cost(d *journal.Delivery) int64 {
	return new(big.Int).Add(spentOn(d.Announcement), spentOn(d.Settlement)).Int64()
}

// A price of 1000 units at 10 wei: 10,000 wei, of which gas may cost 5,000, and an announcement 625 of these.
func TestNothingIsAnnouncedWhileGasWouldCostTooMuchOfIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.worth(10)
	f := b.chain.open(nil)
	b.chain.price = 13 // 650 wei
	b.start()
	b.run(genesis + 200)
	require.Empty(t, b.entry(f).Announcement)
	require.Equal(t, 1, b.count("its announcement waits: the gas would cost more of what the delivery is worth than it may"), "said once")
	b.chain.price = 12
	b.run(f.Terms.Start + 100)
	d := b.entry(f)
	require.Equal(t, journal.Confirmed, d.Stage)
	require.EqualValues(t, 600+3600, cost(d))
}

// Fees rise after the announcement. The output is not shown, and nothing is lost, until they fall.
func TestNothingIsShownWhileGasWouldCostTooMuchOfIt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.worth(10)
	f := b.chain.open(nil)
	b.chain.price = 10
	b.start()
	b.run(f.Terms.Start - 500)
	require.Len(t, b.entry(f).Announcement, 1)
	b.chain.price = 15 // 4500 and the announcement's 500 make 5000: to the wei
	b.opts.FeeShare = 49
	b.start()
	b.run(f.Terms.Start + 200)
	require.Empty(t, b.chain.shown)
	require.Equal(t, 1, b.count("its settlement waits: the gas would cost more of what"))
	b.opts.FeeShare = 50
	b.start()
	b.run(f.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	require.EqualValues(t, 5000, cost(b.entry(f)))
}

// Anybody may read an output that was shown: to save the fee would lose all of it.
func TestOnceTheOutputIsShownFeesRiseUpToAllOfItsWorth(t *testing.T) {
	t.Parallel()
	for least, paid := range map[int]bool{6: true, 12: false} { // 4500 · (9/8)^6 is 9122, and ^7 is more than 10,000
		b := newBench(t)
		c := congest(b)
		b.worth(10)
		f := b.chain.open(nil)
		b.chain.price = 10
		b.start()
		b.run(f.Terms.Start - 500)
		require.Len(t, b.entry(f).Announcement, 1)
		b.chain.price, c.least = 15, least
		b.start() // killed meanwhile: the bound is found again
		b.run(f.Terms.Start + 1500)
		d := b.entry(f)
		require.Equal(t, paid, d.Stage == journal.Confirmed)
		dearest := spentOn(d.Settlement).Int64()
		require.Len(t, d.Settlement, 7)
		require.Greater(t, dearest, int64(9000))
		require.LessOrEqual(t, dearest, int64(10_000))
		if !paid {
			require.Positive(t, b.count("its settlement waits: higher fees cannot be offered: the gas would cost more"))
		}
	}
}

func TestWithoutAWordOnItsTokenFeesHaveOneLimit(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.Worth = map[common.Address]*big.Rat{common.HexToAddress("0x71"): big.NewRat(1, 1000)}
	f := b.chain.open(nil)
	b.chain.price = 1e9
	b.start()
	b.run(f.Terms.Start + 100)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
}

// What a transaction may cost, by what it is for.
func TestMostThatATransactionMayCost(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.opts.Worth = map[common.Address]*big.Rat{common.HexToAddress("0x70"): big.NewRat(1, 3)}
	b.opts.FeeShare = 10
	f := b.chain.open(func(f *chain.Forward) { f.Terms.Price = big.NewInt(30_000) })
	assigned := b.chain.open(func(f *chain.Forward) {
		f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Price, f.Terms.Bond = f.Terms.Start-500, big.NewInt(20), big.NewInt(60_000), big.NewInt(6000)
	})
	other := b.chain.open(func(f *chain.Forward) { f.Terms.Token = common.HexToAddress("0x71") })
	b.start()
	b.tick()

	tx := func(nonce uint64, cost int64) journal.Transaction {
		return journal.Transaction{Hash: common.BigToHash(big.NewInt(cost)), Nonce: nonce, Cost: big.NewInt(cost)}
	}
	most := func(d journal.Delivery, p purpose) *big.Int { return b.engine.most(&d, p) }
	open := journal.Delivery{Forward: f.ID, Step: journal.Step{To: 1, Amount: big.NewInt(1)}}
	require.EqualValues(t, 125, most(open, announcement).Int64(), "an eighth of a tenth of 10,000 wei")
	require.EqualValues(t, 1000, most(open, settlement).Int64())
	open.Announcement = []journal.Transaction{tx(3, 90), tx(3, 100), tx(4, 5)}
	require.EqualValues(t, 895, most(open, settlement).Int64(), "less what was spent, once for each nonce")
	open.Announcement = append(open.Announcement, tx(5, 5000))
	require.Zero(t, most(open, settlement).Sign(), "and never less than nothing")
	open.Settlement = []journal.Transaction{{Hash: common.Hash{1}}}
	require.Zero(t, most(open, settlement).Sign(), "what was signed and not sent is not shown")
	open.Settlement[0].Tried = true
	require.EqualValues(t, 10_000, most(open, settlement).Int64())
	require.EqualValues(t, 10_000, most(open, announcement).Int64(), "one that a reorganisation took away is in a hurry")
	require.Nil(t, most(open, commitment))

	step := journal.Delivery{Forward: assigned.ID, Delivered: big.NewInt(8), Step: journal.Step{From: 8, To: 12, Amount: big.NewInt(4)}}
	require.EqualValues(t, (12_000+1200)/3/10, most(step, settlement).Int64(), "its pay, and the part of the bond that it saves")
	require.Nil(t, most(journal.Delivery{Forward: other.ID}, settlement), "nobody said what its token is worth")
	require.Zero(t, most(journal.Delivery{Forward: common.Hash{9}}, settlement).Sign(), "an opening that is not in the chain")
}

// watched is a wallet that holds each transaction to what may be paid for it, reckoned another way.
type watched struct {
	*congested
	t     *testing.T
	worth int64
	share int64
	spent map[common.Hash]int64 // by forward, on announcements
	kinds map[common.Hash]common.Hash
	shown map[common.Hash]bool
	dear  int // how many cost more than the share
}

func (w *watched) SignAnnounce(ctx context.Context, forward, h common.Hash, most *big.Int) (journal.Transaction, error) {
	tx, err := w.congested.SignAnnounce(ctx, forward, h, most)
	if err == nil {
		require.LessOrEqual(w.t, tx.Cost.Int64()*8, w.share)
		w.spent[forward], w.kinds[tx.Hash] = tx.Cost.Int64(), common.Hash{}
	}
	return tx, err
}

func (w *watched) SignSettle(ctx context.Context, d chain.Delivery, most *big.Int) (journal.Transaction, error) {
	tx, err := w.congested.SignSettle(ctx, d, most)
	if err == nil {
		w.hold(d.Forward.ID, tx)
	}
	return tx, err
}

func (w *watched) hold(forward common.Hash, tx journal.Transaction) {
	w.kinds[tx.Hash] = forward
	cost := tx.Cost.Int64()
	require.LessOrEqual(w.t, cost, w.worth)
	if w.spent[forward]+cost > w.share {
		require.True(w.t, w.shown[forward], "more than the share before anything was shown")
		w.dear++
	}
}

func (w *watched) Replace(ctx context.Context, old journal.Transaction, most *big.Int) (journal.Transaction, error) {
	tx, err := w.congested.Replace(ctx, old, most)
	if err != nil {
		return tx, err
	}
	if forward := w.kinds[old.Hash]; forward != (common.Hash{}) {
		w.hold(forward, tx)
		return tx, nil
	}
	require.LessOrEqual(w.t, tx.Cost.Int64()*8, w.share)
	for forward, spent := range w.spent {
		if spent == old.Cost.Int64() {
			w.spent[forward] = tx.Cost.Int64()
		}
	}
	w.kinds[tx.Hash] = common.Hash{}
	return tx, nil
}

func (w *watched) Send(ctx context.Context, tx journal.Transaction) error {
	if forward := w.kinds[tx.Hash]; forward != (common.Hash{}) {
		w.shown[forward] = true
	}
	return w.congested.Send(ctx, tx)
}

// However fees move and whenever it is killed, no transaction costs more than it may.
func TestFeesNeverCostMoreThanTheyMay(t *testing.T) {
	t.Parallel()
	dear, paid := 0, 0
	for seed := range uint64(10) {
		random := rand.New(rand.NewPCG(seed, 1))
		b := newBench(t)
		c := congest(b)
		w := &watched{
			congested: c, t: t, worth: 10_000, share: 5000, spent: map[common.Hash]int64{}, kinds: map[common.Hash]common.Hash{},
			shown: map[common.Hash]bool{},
		}
		b.deps = func(d *Deps, _ *WorkerDeps) { d.Wallet, d.Network = w, w }
		b.worth(10)
		f := b.chain.open(nil)
		b.start()
		for b.chain.now() < f.Terms.SettleBy {
			b.chain.price = 1 + random.Int64N(30)
			if random.IntN(15) == 0 {
				c.least = random.IntN(5)
			}
			if random.IntN(40) == 0 {
				b.start()
			}
			b.chain.mine(blockTime)
			b.tick()
		}
		dear += w.dear
		if d := b.entry(f); d.Stage == journal.Confirmed {
			paid++
		}
	}
	require.Positive(t, dear)
	require.Greater(t, paid, 7)
}

// On a real chain.
func TestAWalletKeepsToWhatATransactionMayCost(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	f := s.open()
	on := NewOnChain(zerolog.Nop(), s.Client, s.Escrow, s.Sender(devnet.Provider))
	free, err := on.SignAnnounce(t.Context(), f.ID, common.HexToHash("0x01"), nil)
	require.NoError(t, err)
	_, err = on.SignAnnounce(t.Context(), f.ID, common.HexToHash("0x01"), big.NewInt(1))
	require.ErrorIs(t, err, chain.ErrTooDear)
	kept, err := on.SignAnnounce(t.Context(), f.ID, common.HexToHash("0x01"), free.Cost)
	require.NoError(t, err)
	require.Equal(t, free.Cost, kept.Cost)
	_, err = on.Replace(t.Context(), free, free.Cost)
	require.ErrorIs(t, err, chain.ErrTooDear)
	s.AdvanceTo(f.Terms.Start)
	_, err = on.SignSettle(t.Context(), s.by(f, devnet.Named(devnet.Provider).Address), big.NewInt(1))
	require.ErrorIs(t, err, chain.ErrTooDear)
	_, err = on.SignGroup(t.Context(), groupCall(t, s.by(f, devnet.Named(devnet.Provider).Address)), big.NewInt(1))
	require.ErrorIs(t, err, chain.ErrTooDear)
}

func groupCall(t *testing.T, d chain.Delivery) []byte {
	t.Helper()
	call, err := chain.PackGroup(chain.Group{Predicate: d.Forward.Terms.Predicate, N: 2, GasLimit: 1_000_000, Deliveries: []chain.Delivery{d}, Proof: d.Proof})
	require.NoError(t, err)
	return call
}
