package delivery

import (
	"context"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// fakeOffers is the contract that takes bids, each as a whole, in two maps.
type fakeOffers struct {
	taken, revoked, poor, parted map[common.Hash]bool
	judged                       int
	late                         bool        // a bid is found out to be revoked only by the transaction that fills it
	fills                        int         // fills of ours that counted
	heavy                        bool        // fills take twice the gas that is usual
	unknown                      common.Hash // a bid that nothing is found out about
}

func (c *fakeChain) Offered(_ context.Context, at chain.Head, s offer.Signed) (Offered, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offers.judged++
	if c.down {
		return Offered{}, errTrouble
	}
	hash, err := s.Hash()
	if err != nil {
		return Offered{}, err
	}
	if c.offers.unknown == hash {
		return Offered{}, errTrouble
	}
	if c.offers.revoked[hash] && !c.offers.late {
		return Offered{Against: offer.ErrCancelled.Error(), Over: true}, nil
	}
	if c.offers.poor[hash] {
		return Offered{Against: chain.ErrPoor.Error()}, nil
	}
	if c.offers.taken[hash] {
		return Offered{Against: "all of it was taken", Over: true}, nil
	}
	fill := offer.Fill{Quantity: s.Terms.Quantity, Holder: us}
	part, err := s.Part(fill, offer.Taken{Filled: new(big.Int), Carry: new(big.Int)}, at.Time)
	if err != nil {
		return Offered{Against: err.Error()}, nil
	}
	fill.Bound = part.Terms.Price
	f := chain.Forward{Terms: part.Terms, Buyer: part.Buyer, Salt: part.Salt, Params: part.Params, Task: part.Task}
	f.ID, err = statement.ForwardID(f.Terms, f.Buyer, f.Salt, big.NewInt(1337), escrowAddress)
	if c.offers.parted[hash] {
		f.ID[0] ^= 1
		return Offered{Left: big.NewInt(15), Forward: f, Fill: fill, Gas: lightGas, MostGas: 2 * lightGas}, err
	}
	return Offered{Left: fill.Quantity, Forward: f, Fill: fill, Gas: lightGas, MostGas: 2 * lightGas}, err
}

func (c *fakeChain) HasCode(_ context.Context, _ chain.Head, account common.Address) (bool, error) {
	return account == contractMaker, nil
}

// contractMaker has code, which takes twice as much gas as is usual.
var contractMaker = common.HexToAddress("0xc0de")

func (c *fakeChain) SignFill(ctx context.Context, s offer.Signed, fill offer.Fill, gas uint64, most *big.Int) (journal.Transaction, error) {
	estimate := uint64(lightGas)
	if s.Buyer == contractMaker || c.offers.heavy {
		estimate *= 2
	}
	if gas < estimate {
		return journal.Transaction{}, chain.ErrGasTooHigh
	}
	now, err := c.Offered(ctx, chain.Head{Time: c.now()}, s)
	if err != nil {
		return journal.Transaction{}, err
	}
	if now.Against != "" || fill.Bound.Cmp(now.Forward.Terms.Price) > 0 || fill.Holder != us {
		return journal.Transaction{}, &chain.RevertError{Reason: now.Against}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sign(lightGas, most, func(at uint64) bool {
		return at < s.Expiry && c.fill(s, now.Forward, true)
	})
}

// fill is what the contract does, for us or for somebody else.
func (c *fakeChain) fill(s offer.Signed, f chain.Forward, ours bool) bool {
	hash, _ := s.Hash()
	if c.offers.revoked[hash] || c.offers.taken[hash] || c.offers.parted[hash] || ours && c.funds.Lent.Cmp(f.Terms.Bond) < 0 {
		return false
	}
	if slices.ContainsFunc(c.opened, func(o opening) bool { return o.forward.ID == f.ID }) {
		return false
	}
	c.offers.taken[hash] = true
	c.opened = append(c.opened, opening{c.block(), f})
	c.accepted[f.ID] = c.block()
	if !ours {
		c.sold[f.ID] = c.block()
		return true
	}
	c.funds.Token.Sub(c.funds.Token, f.Terms.Bond)
	c.funds.Lent.Sub(c.funds.Lent, f.Terms.Bond)
	c.offers.fills++
	return true
}

// newFillBench is a bench whose relayer fills bids, with up to 150 at stake. A bid's bond is 100.
func newFillBench(t *testing.T) *bench {
	t.Helper()
	b := newAcceptBench(t)
	b.opts.Bids = Bids(t.TempDir())
	b.chain.mine(blockTime)
	return b
}

// bid signs one into a file of the folder.
func (b *bench) bid(name string, change func(*offer.Signed)) offer.Signed {
	b.t.Helper()
	now := b.chain.now()
	s := offer.Signed{
		ChainID: big.NewInt(1337), Contract: common.HexToAddress("0x0f"), Signature: make([]byte, 65),
		Offer: offer.Offer{
			Terms: statement.Terms{
				Predicate: common.HexToAddress("0x9e"), Params: statement.WordFromUint64(77), TaskHash: crypto.Keccak256Hash([]byte("task")),
				Token: bondToken, Price: big.NewInt(999), Quantity: big.NewInt(20), Unit: params.Unit,
				AcceptBy: now + 500, Start: now + 1000, End: now + 2000, SettleBy: now + 3000, Bond: big.NewInt(100),
			},
			Params: preimage, LastPrice: new(big.Int), MinFill: big.NewInt(20), Expiry: now + 490, Nonce: big.NewInt(5),
			Salt: crypto.Keccak256Hash([]byte(name)), Buyer: somebody, Task: []byte("task"),
		},
	}
	if change != nil {
		change(&s)
	}
	b.put(name, s)
	return s
}

func (b *bench) put(name string, s offer.Signed) {
	b.t.Helper()
	text, err := s.Encode()
	require.NoError(b.t, err)
	require.NoError(b.t, os.WriteFile(filepath.Join(string(b.opts.Bids), name), text, 0o600))
}

// forwardOf is the forward that filling a bid makes.
func (b *bench) forwardOf(s offer.Signed) chain.Forward {
	b.t.Helper()
	now, err := b.chain.Offered(b.t.Context(), chain.Head{Time: genesis}, s)
	require.NoError(b.t, err)
	return now.Forward
}

// bidTold is what is told of a file.
func (b *bench) bidTold(name string) string {
	b.t.Helper()
	for _, one := range b.engine.Bids() {
		if one.File == name {
			return one.Told
		}
	}
	return ""
}

func TestABidIsFilledAndDelivered(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.start()
	b.tick()
	require.Equal(t, "it is being filled", b.bidTold("one"))
	require.Equal(t, journal.Accepting, b.entry(f).Stage)
	b.run(f.Terms.Start + 300)
	require.Equal(t, []Kind{AcceptSent, Taken, Working, Refusal, Working, Held, Proved, Sent, Paid}, b.kinds()[:9])
	require.Equal(t, []Origin{OfBid}, b.origins())
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
	require.Equal(t, 1, b.chain.offers.fills)
	require.Zero(t, b.chain.accepts, "the fill accepts it")
	require.EqualValues(t, 1_000_000-100, b.chain.funds.Lent.Int64())
	require.EqualValues(t, 1_000_000, b.chain.funds.Allowance.Int64())
	require.Len(t, b.entry(f).Accept, 1)
	hash, err := s.Hash()
	require.NoError(t, err)
	require.Equal(t, hash, b.entry(f).Bid)
}

// The relayer is killed at each of its steps until the first step is proved, and started again, with the file taken away: what was
// decided is in the journal. It fills once, and delivers.
func TestKilledAnywhereItFillsOnce(t *testing.T) {
	t.Parallel()
	steps := 0
	for done := false; !done; steps++ {
		t.Run(fmt.Sprintf("before step %d", steps+1), func(t *testing.T) {
			b := newFillBench(t)
			b.executor.list = []string{"12"}
			s := b.bid("one", nil)
			f := b.forwardOf(s)
			k := b.kill(steps)
			for !k.dead && b.chain.now() < s.Expiry {
				b.chain.mine(blockTime)
				_ = b.engine.Tick(t.Context()) // errKilled, once it is
				b.wait()
			}
			done = !k.dead
			if steps > 0 { // before the first nothing was decided
				require.NoError(t, os.Remove(filepath.Join(string(b.opts.Bids), "one")))
			}
			b.start()
			b.run(s.Terms.AcceptBy)
			require.Equal(t, journal.Proved, b.entry(f).Stage)
			require.Equal(t, 1, b.chain.offers.fills)
			require.Zero(t, b.chain.refused)
			require.Len(t, b.entry(f).Accept, 1, "signed once")
			require.EqualValues(t, 1_000_000-100, b.chain.funds.Lent.Int64())
		})
	}
	require.Greater(t, steps, 10)
}

// Whatever is against filling a bid: nothing is signed, no room is taken, and the reason is told.
func TestWhatIsNotFilled(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*bench, *offer.Signed){
		"it is an ask": func(_ *bench, s *offer.Signed) {
			s.Side, s.Terms.Provider, s.Buyer, s.Task = offer.Ask, us, common.Address{}, nil
		},
		"it is for chain 1,":      func(_ *bench, s *offer.Signed) { s.ChainID = big.NewInt(1) },
		"it is for open forwards": func(_ *bench, s *offer.Signed) { s.Terms.AcceptBy, s.Terms.Bond = 0, new(big.Int) },
		"it is this account's":    func(_ *bench, s *offer.Signed) { s.Buyer = us },
		"its terms name":          func(_ *bench, s *offer.Signed) { s.Terms.Provider = somebody },
		"it takes two rounds":     func(_ *bench, s *offer.Signed) { s.Terms.BeaconBlock = 90 },
		"its price moves until": func(_ *bench, s *offer.Signed) {
			s.LastPrice, s.RampStart, s.RampEnd = big.NewInt(10), s.Expiry-100, s.Expiry-1
		},
		"it is too late to fill": func(_ *bench, s *offer.Signed) { s.Expiry = genesis + 300 },
		"its buyer":              func(b *bench, _ *offer.Signed) { b.opts.Buyers = []common.Address{us} },
		"its price of 999 is":    func(b *bench, _ *offer.Signed) { b.opts.MinPrice = big.NewInt(1000) },
		"it pays in token":       func(b *bench, _ *offer.Signed) { b.opts.Tokens = []common.Address{us} },
		"it pays in token 0x0000000000000000000000000000000000000071, which may be worthless": func(_ *bench, s *offer.Signed) {
			s.Terms.Token, s.Terms.Bond = common.HexToAddress("0x71"), new(big.Int)
		},
		"its maker 0x000000000000000000000000000000000000c0DE has code": func(_ *bench, s *offer.Signed) { s.Buyer = contractMaker },
		"its acceptance waits: the":                                     func(b *bench, _ *offer.Signed) { b.chain.offers.heavy = true },
		"its predicate contract":                                        func(_ *bench, s *offer.Signed) { s.Terms.Predicate = otherContract },
		"the task is not in hand":                                       func(_ *bench, s *offer.Signed) { s.Task = []byte("another") },
		"the parameters emitted with its opening":                       func(_ *bench, s *offer.Signed) { s.Params = []byte("others") },
		"its unit is":                           func(_ *bench, s *offer.Signed) { s.Terms.Unit = common.Hash{1} },
		"its bond of 100 is above its price":    func(_ *bench, s *offer.Signed) { s.Terms.Price = big.NewInt(99) },
		"its window ends at":                    func(_ *bench, s *offer.Signed) { s.Terms.SettleBy += 91 * 24 * 3600 },
		"it is not filled yet: " + doubtful:     func(b *bench, _ *offer.Signed) { b.chain.doubt = chain.ErrTooFew },
		"its maker cancelled":                   func(b *bench, s *offer.Signed) { b.chain.offers.revoked[hashOf(b.t, *s)] = true },
		"all of it was taken":                   func(b *bench, s *offer.Signed) { b.chain.offers.taken[hashOf(b.t, *s)] = true },
		costsMore:                               func(b *bench, _ *offer.Signed) { b.worth(1); b.opts.ExecuteCost = big.NewInt(900) },
		noTime:                                  func(b *bench, _ *offer.Signed) { b.prover.takes = time.Hour },
		"it is not accepted, since more would":  func(b *bench, _ *offer.Signed) { b.opts.MaxBonds[bondToken].SetInt64(99) },
		"it is not accepted, since the account": func(b *bench, _ *offer.Signed) { b.chain.funds.Token.SetInt64(99) },
		"it is not filled, since the contract that takes offers may not take": func(b *bench, _ *offer.Signed) { b.chain.funds.Lent.SetInt64(99) },
		"it is not filled, since the contract that takes offers may not make": func(b *bench, _ *offer.Signed) { b.chain.funds.Consent = false },
		"it is not accepted, since too little":                                func(b *bench, _ *offer.Signed) { b.opts.Reserve = big.NewInt(1_000_000 - 99) },
	} {
		t.Run(want, func(t *testing.T) { // each with a relayer that ends with it
			b := newFillBench(t)
			b.opts.CoolDown = time.Hour
			b.bid("one", func(s *offer.Signed) {
				change(b, s)
				s.MinFill = s.Terms.Quantity
			})
			b.start()
			b.run(b.chain.now() + 7*blockTime)
			require.Contains(t, b.bidTold("one"), want)
			require.Zero(t, b.chain.signed)
			require.Empty(t, b.engine.Status(), "it is no forward yet")
			require.Empty(t, b.engine.all())
		})
	}
}

func hashOf(t testing.TB, s offer.Signed) common.Hash {
	t.Helper()
	hash, err := s.Hash()
	require.NoError(t, err)
	return hash
}

// After a missed window nothing is filled either, and without --accept nothing is looked at.
func TestBidsWaitForTheCoolDown(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.opts.CoolDown, b.wall = time.Hour, time.Unix(genesis, 0)
	b.start()
	require.NoError(t, b.engine.save(&journal.Delivery{
		Forward: common.Hash{0xee}, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Abandoned, Missed: b.wall,
	}))
	b.bid("one", nil)
	b.tick()
	require.Contains(t, b.bidTold("one"), "was missed")
	b.opts.Accept = false
	b.start()
	b.tick()
	require.Empty(t, b.engine.Bids())
	require.Zero(t, b.chain.signed)
}

// Somebody else fills it between our signing and the next block: ours is refused, costs its gas, and the forward, which is the same,
// is somebody else's.
func TestWhoIsQuickerHasTheBid(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.start()
	b.tick()
	b.chain.mu.Lock()
	require.True(t, b.chain.fill(s, f, false))
	b.chain.mu.Unlock()
	b.run(b.chain.now() + 8*blockTime)
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	require.Equal(t, "somebody else accepted it", b.entry(f).Reason)
	require.Contains(t, b.bidTold("one"), "all of it was taken")
	require.Zero(t, b.chain.offers.fills)
	require.EqualValues(t, 1_000_000, b.chain.funds.Lent.Int64())
	require.EqualValues(t, 1, b.chain.signed)
	b.bid("two", nil)
	b.run(b.chain.now() + 2*blockTime)
	require.EqualValues(t, 1, b.chain.signed)
	require.Contains(t, b.bidTold("two"), "since a bid of its maker cost gas", "who took it may be its maker")
}

// A bid costs its maker nothing, and nothing to take back. Each that is revoked once our fill is signed costs us its gas: once for each
// maker in an hour, and of strangers three times. Makers that the operator names go on.
func TestABidThatIsRevokedCostsItsGasOnce(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.wall = time.Unix(genesis, 0)
	b.chain.offers.late = true
	friend := common.HexToAddress("0xf1")
	b.start()
	trick := func(maker common.Address, name string) offer.Signed {
		s := b.bid(name, func(s *offer.Signed) { s.Buyer = maker })
		b.chain.offers.revoked[hashOf(t, s)] = true
		b.run(b.chain.now() + 6*blockTime)
		return s
	}
	first := trick(somebody, "one")
	require.EqualValues(t, 1, b.chain.signed)
	require.Contains(t, b.entry(b.forwardOf(first)).Reason, "the contract refused to fill its bid")
	require.Contains(t, b.bidTold("one"), "the contract refused to fill its bid")
	b.run(b.chain.now() + 12*blockTime)
	require.EqualValues(t, 1, b.chain.signed, "it is not tried again")
	trick(somebody, "two")
	require.EqualValues(t, 1, b.chain.signed, "nor another one of its maker's")
	require.Contains(t, b.bidTold("two"), "since a bid of its maker cost gas")
	trick(common.HexToAddress("0xb2"), "three")
	trick(common.HexToAddress("0xb3"), "four")
	require.EqualValues(t, 3, b.chain.signed)
	honest := b.bid("five", func(s *offer.Signed) { s.Buyer = friend })
	b.run(b.chain.now() + 6*blockTime)
	require.EqualValues(t, 3, b.chain.signed)
	require.Contains(t, b.bidTold("five"), "since 3 bids within 1h0m0s cost gas")
	b.engine.opts.Buyers = []common.Address{friend}
	b.run(b.chain.now() + 6*blockTime)
	require.Equal(t, 1, b.chain.offers.fills)
	require.NotEmpty(t, b.entry(b.forwardOf0(honest)).Accept)
	require.EqualValues(t, 1_000_000-100, b.chain.funds.Token.Int64(), "no bond but that of the last")
}

// forwardOf0 is forwardOf of a bid that was taken.
func (b *bench) forwardOf0(s offer.Signed) chain.Forward {
	delete(b.chain.offers.taken, hashOf(b.t, s))
	return b.forwardOf(s)
}

// However many bids there are, of one buyer or of many: what is not filled takes neither bonds nor time, and one is under way at a time.
func TestBidsThatAreNotFilledTakeNoRoom(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.opts.MaxBonds[bondToken].SetInt64(250)
	for i := range 40 {
		b.bid(fmt.Sprint(i), nil)
	}
	b.start()
	b.experienced()
	before := b.chain.offers.judged
	b.tick()
	require.Equal(t, bidsAtOnce, b.chain.offers.judged-before-1, "that many are judged in a look, and the one that is signed once more")
	require.EqualValues(t, 1, b.chain.signed)
	f := b.proposed(nil)
	b.run(b.chain.now() + 10*blockTime)
	require.Equal(t, 1, b.chain.offers.fills+b.chain.accepts-1, "two bonds of 100 are within 250")
	d := b.engine.entry(f.ID)
	require.True(t, d != nil || b.chain.offers.fills == 2)
	require.EqualValues(t, 1_000_000-200, b.chain.funds.Token.Int64())
}

// The file is changed between the decision and the fill, and the relayer killed in between: it fills what it judged.
func TestAFileThatIsReplacedIsNotFilled(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Network = unsent{b.chain} }
	b.start()
	require.ErrorIs(t, b.engine.Tick(t.Context()), ErrUnsent)
	worse := s
	worse.Terms.Price = big.NewInt(100)
	b.put("one", worse)
	b.deps = nil
	b.start()
	b.run(b.chain.now() + 6*blockTime)
	require.Equal(t, 1, b.chain.offers.fills)
	require.True(t, b.chain.offers.taken[hashOf(t, s)])
	require.Equal(t, "999", b.engine.forward(f.ID).Terms.Price.String())
	require.False(t, b.chain.offers.taken[hashOf(t, worse)], "more would be at stake than may be")
}

// Killed between writing a fill down and sending it; what was so when it was signed is not so any more.
func TestAFillThatNobodySawIsSentOnlyIfItWouldBeSigned(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*bench, offer.Signed){
		"revoked":    func(b *bench, s offer.Signed) { b.chain.offers.revoked[hashOf(t, s)] = true },
		"too late":   func(b *bench, s offer.Signed) { b.chain.mine(s.Expiry - 300 - b.chain.now()) },
		"turned off": func(b *bench, _ offer.Signed) { b.opts.Accept = false },
		"no folder":  func(b *bench, _ offer.Signed) { b.opts.Bids = "" },
		"denied":     func(b *bench, s offer.Signed) { b.opts.DeniedBuyers = []common.Address{s.Buyer} },
		"other key":  func(b *bench, _ offer.Signed) { b.opts.Account = common.HexToAddress("0x0c") },
		"no consent": func(b *bench, _ offer.Signed) { b.chain.funds.Consent = false },
	} {
		b := newFillBench(t)
		s := b.bid("one", nil)
		f := b.forwardOf(s)
		b.deps = func(d *Deps, _ *WorkerDeps) { d.Network = unsent{b.chain} }
		b.start()
		require.ErrorIs(t, b.engine.Tick(t.Context()), ErrUnsent)
		require.Len(t, b.entry(f).Accept, 1)
		require.False(t, b.entry(f).Accept[0].Tried)
		b.deps = nil
		change(b, s)
		b.start()
		b.run(s.Terms.AcceptBy + 3*blockTime)
		require.Zero(t, b.chain.offers.fills, name)
		require.Zero(t, b.chain.refused, name)
		require.Equal(t, journal.Abandoned, b.entry(f).Stage, name)
		require.Regexp(t, "its bid was not filled before|its bid cannot be filled any more|it was to be filled for", b.entry(f).Reason, name)
		require.True(t, b.entry(f).Missed.IsZero())
	}
}

// A fill goes away with its block, and is mined again; work begins once it is final.
func TestAFillThatGoesAwayIsSentAgain(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.opts.Confirmations = 5
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.start()
	for b.chain.offers.fills == 0 {
		b.run(b.chain.now() + blockTime)
	}
	b.tick()
	require.Empty(t, b.executor.jobs, "it is not final")
	tx := b.entry(f).Accept[0]
	b.chain.mu.Lock()
	delete(b.chain.accepted, f.ID)
	delete(b.chain.mined, tx.Hash)
	delete(b.chain.offers.taken, hashOf(t, s))
	b.chain.opened = nil
	b.chain.nonce--
	b.chain.mu.Unlock()
	b.run(b.chain.now() + 10*blockTime)
	require.Equal(t, 2, b.chain.offers.fills)
	require.Len(t, b.entry(f).Accept, 1)
	require.Equal(t, journal.Proved, b.entry(f).Stage)
}

// A fill is refused in a block that goes away, and counts in the next one: what was given up before would lose its bond.
func TestARefusalThatGoesAwayEndsNothing(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.opts.Confirmations = 5
	b.chain.offers.late = true
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.start()
	b.tick()
	b.chain.offers.revoked[hashOf(t, s)] = true
	b.run(b.chain.now() + 3*blockTime)
	require.Equal(t, 1, b.chain.refused)
	tx := b.entry(f).Accept[0]
	b.chain.mu.Lock()
	delete(b.chain.mined, tx.Hash)
	delete(b.chain.offers.revoked, hashOf(t, s))
	b.chain.nonce--
	b.chain.refused = 0
	b.chain.mu.Unlock()
	b.run(f.Terms.Start + 300)
	require.Len(t, b.entry(f).Accept, 1)
	require.Equal(t, journal.Confirmed, b.entry(f).Stage)
	b.requirePaidOnce(f)
}

// A fill that no block takes is offered more for, and given up once it can never count: then it makes way.
func TestAFillThatWaitsMakesWay(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	c := congest(b)
	c.least = 1000
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.start()
	b.run(s.Expiry + 3*blockTime)
	require.Greater(t, len(b.entry(f).Void), 2)
	requireRising(t, b.entry(f).Void)
	require.Equal(t, journal.Abandoned, b.entry(f).Stage)
	c.least = 1
	other := b.chain.open(nil)
	b.run(other.Terms.Start + 300)
	require.Equal(t, journal.Confirmed, b.entry(other).Stage)
	require.Zero(t, b.chain.offers.fills)
}

// Whoever may write to the folder can put anything there. It is named, holds nothing up, and is not read again.
func TestWhatIsNoBidIsNamed(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	in := func(name string) string { return filepath.Join(string(b.opts.Bids), name) }
	require.NoError(t, os.WriteFile(in("garbage"), []byte("{"), 0o600))
	require.NoError(t, os.WriteFile(in("long"), make([]byte, offer.MaxFile+1), 0o600))
	require.NoError(t, os.WriteFile(in("secret"), nil, 0o000))
	require.NoError(t, os.Mkdir(in("folder"), 0o700))
	require.NoError(t, syscall.Mkfifo(in("pipe"), 0o600))
	require.NoError(t, os.Symlink("/dev/zero", in("link")))
	s := b.bid("one", nil)
	b.put("same", s)
	b.start()
	b.tick()
	told := map[string]string{}
	for _, one := range b.engine.Bids() {
		told[one.File] = one.Told
	}
	require.Len(t, told, 5, "%v", told)
	require.Contains(t, told["garbage"], "read offer")
	require.Contains(t, told["long"], "that an offer may have")
	require.Contains(t, []string{told["one"], told["same"]}, "it is being filled")
	require.EqualValues(t, 1, b.chain.signed)
	files, _, err := b.opts.Bids.read(map[string]*bidFile{"garbage": b.engine.bids[0].bidFile}, b.chain.now())
	require.NoError(t, err)
	require.NotEmpty(t, files)
	_, err = readSigned(in("pipe")) // put in the place of a file that was one when it was listed
	require.ErrorContains(t, err, "it is no file")
	_, err = readSigned(in("link"))
	require.Error(t, err)
	for i := range mostBids {
		require.NoError(t, os.WriteFile(in(fmt.Sprint("more", i)), nil, 0o600))
	}
	b.tick()
	require.Len(t, b.engine.Bids(), 5+mostRead, "that many are read in a look")
}

// A relayer that is started without the folder, with a fill under way, has no contract to ask: it says so.
func TestAFillOutlivesItsFolder(t *testing.T) {
	t.Parallel()
	c := NewOnChain(zerolog.Nop(), nil, nil, nil)
	now, err := c.Offered(t.Context(), chain.Head{}, offer.Signed{})
	require.NoError(t, err)
	require.Contains(t, now.Against, "no folder of bids any more")
	_, err = c.SignFill(t.Context(), offer.Signed{}, offer.Fill{}, 1, nil)
	require.ErrorIs(t, err, errHeldBack)
}

// A folder that cannot be read is trouble of ours, and keeps nothing else from going on.
func TestAFolderThatIsGoneStopsNothing(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.start()
	f := b.chain.open(nil)
	require.NoError(t, os.Remove(string(b.opts.Bids)))
	b.chain.mine(blockTime)
	require.ErrorContains(t, b.engine.Tick(t.Context()), "look for bids")
	b.wait()
	require.NotNil(t, b.engine.entry(f.ID))
}
