package delivery

import (
	"context"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// Whoever sees a fill waiting opens its forward ahead of it, for as little as that costs. Ours is refused; its maker waits, and
// nobody else's bids do.
func TestAForwardThatIsOpenedAheadOfItsFill(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.wall = time.Unix(genesis, 0)
	b.chain.funds.Allowance.SetInt64(0)
	f := b.forwardOf(b.bid("one", func(s *offer.Signed) { s.Terms.AcceptBy += 90 }))
	b.start()
	b.tick()
	require.Equal(t, "it is being filled", b.bidTold("one"))
	b.chain.mu.Lock()
	b.chain.opened = append(b.chain.opened, opening{b.chain.block(), f})
	b.chain.mu.Unlock()
	b.bid("two", nil)
	b.bid("three", func(s *offer.Signed) { s.Buyer = common.HexToAddress("0xb3") })
	b.run(b.chain.now() + 5*blockTime)
	require.Equal(t, journal.Accepting, b.entry(f).Stage)
	require.Contains(t, b.entry(f).Reason, "others opened its forward without its bid")
	require.Contains(t, b.bidTold("one"), "others opened its forward without its bid")
	require.Contains(t, b.bidTold("two"), "since a bid of its maker cost gas")
	require.Equal(t, 1, b.chain.refused)
	require.Equal(t, 1, b.chain.offers.fills, "of the other maker")
	b.start()
	b.run(b.chain.now() + 2*blockTime)
	require.Contains(t, b.bidTold("two"), "since a bid of its maker cost gas", "it is known after a restart")
	require.EqualValues(t, 2, b.chain.signed)
}

// Its owner accepts by hand what others opened ahead of a fill: a bond of theirs is at stake, and so it is delivered, also by a relayer
// that was started anew in between. Whoever else accepts it ends it. Until then it takes neither bonds nor time.
func TestAForwardThatIsAcceptedByHandAfterItsFill(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ restarts, others bool }{
		"at once": {}, "after a restart": {restarts: true}, "by others": {others: true}, "by others, after a restart": {true, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newFillBench(t)
			f := b.forwardOf(b.bid("one", nil))
			b.start()
			b.tick()
			b.chain.mu.Lock()
			b.chain.opened = append(b.chain.opened, opening{b.chain.block(), f})
			b.chain.mu.Unlock()
			b.run(b.chain.now() + 5*blockTime)
			require.Contains(t, b.entry(f).Reason, "others opened its forward without its bid")
			head, _, err := b.chain.Heads(t.Context(), 0)
			require.NoError(t, err)
			stakes, err := b.engine.stakes(t.Context(), &chain.Forward{Terms: f.Terms}, at{head: head})
			require.NoError(t, err)
			require.Zero(t, stakes.bonds.Sign())
			jobs, err := b.engine.admittedJobs(t.Context(), common.Hash{}, at{head: head})
			require.NoError(t, err)
			require.Empty(t, jobs)

			if c.restarts {
				b.start()
				b.run(b.chain.now() + 3*blockTime)
			}
			b.chain.accept(f)
			if c.others {
				b.chain.sell(f)
			}
			b.run(f.Terms.Start + 600)
			if c.others {
				require.Equal(t, journal.Abandoned, b.entry(f).Stage)
				require.Equal(t, "somebody else accepted it", b.entry(f).Reason)
				require.Empty(t, b.executor.jobs)
				return
			}
			require.Equal(t, journal.Confirmed, b.entry(f).Stage)
			require.Equal(t, 1, b.chain.refused, "the fill")
		})
	}
}

// A bid is revoked, its fill refused, and then its maker opens the forward all the same and asks for it to be accepted by hand: as above.
// What nobody opens ends once nobody can any more.
func TestAForwardThatIsOpenedAfterItsFillWasRefused(t *testing.T) {
	t.Parallel()
	for name, accepted := range map[string]bool{"accepted by hand": true, "never opened": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newFillBench(t)
			b.chain.offers.late = true
			s := b.bid("one", nil)
			f := b.forwardOf(s)
			b.start()
			b.tick()
			b.chain.offers.revoked[hashOf(t, s)] = true
			b.run(b.chain.now() + 6*blockTime)
			require.Contains(t, b.entry(f).Reason, "the contract refused to fill its bid")
			b.start()
			b.run(b.chain.now() + 3*blockTime)
			if accepted {
				b.chain.mu.Lock()
				b.chain.opened = append(b.chain.opened, opening{b.chain.block(), f})
				b.chain.mu.Unlock()
				b.chain.accept(f)
			}
			b.run(f.Terms.Start + 600)
			require.Equal(t, 1, b.chain.refused, "the fill")
			if accepted {
				require.Equal(t, journal.Confirmed, b.entry(f).Stage)
				return
			}
			require.Equal(t, journal.Abandoned, b.entry(f).Stage)
			require.Contains(t, b.entry(f).Reason, "the contract refused to fill its bid")
			require.Len(t, b.entry(f).Void, 1)
		})
	}
}

// What was signed, and nobody has seen, holds nobody up.
func TestAFillThatWasNeverSentHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*bench, offer.Signed){
		"revoked":   func(b *bench, s offer.Signed) { b.chain.offers.revoked[hashOf(t, s)] = true },
		"denied":    func(b *bench, s offer.Signed) { b.opts.DeniedBuyers = []common.Address{s.Buyer} },
		"other key": func(b *bench, s offer.Signed) { b.opts.Account = common.HexToAddress("0x0c") },
		"unknown":   func(b *bench, s offer.Signed) { b.chain.offers.unknown = hashOf(t, s) },
	} {
		b := newFillBench(t)
		b.opts.MaxBonds[bondToken].SetInt64(1000)
		s := b.bid("one", nil)
		b.deps = func(d *Deps, _ *WorkerDeps) { d.Network = unsent{b.chain} }
		b.start()
		require.ErrorIs(t, b.engine.Tick(t.Context()), ErrUnsent)
		b.deps = nil
		change(b, s)
		b.bid("two", func(s *offer.Signed) { s.Buyer = common.HexToAddress("0xb2") })
		b.start()
		b.experienced()
		for range 8 {
			b.chain.mine(blockTime)
			_ = b.engine.Tick(t.Context()) // whether the first can be filled is not known
			b.wait()
		}
		require.NotContains(t, b.bidTold("two"), "it waits until it is known what becomes of bid", name)
		if name == "other key" { // the fake contract knows one account
			continue
		}
		require.Equal(t, 1, b.chain.offers.fills, name)
		require.Zero(t, b.chain.refused, name)
	}
}

// A fill was refused, and nobody can say any more what stands against its bid.
func TestARefusedFillEndsWithoutItsBid(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.chain.offers.late = true
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.start()
	b.tick()
	b.chain.offers.revoked[hashOf(t, s)] = true
	b.chain.offers.unknown = hashOf(t, s)
	b.run(b.chain.now() + 6*blockTime)
	require.True(t, leftAlone(b.entry(f)))
	require.Contains(t, b.entry(f).Reason, "the contract refused to fill its bid")
}

// The operator takes the folder away while a fill is unsettled: whole ticks go on, and end it.
func TestARefusedFillEndsWithoutTheFolder(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.chain.offers.late = true
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.start()
	b.tick()
	b.chain.offers.revoked[hashOf(t, s)] = true
	b.opts.Bids = ""
	b.deps = func(d *Deps, _ *WorkerDeps) { d.Offers = new(OnChain) }
	b.start()
	b.run(b.chain.now() + 6*blockTime)
	require.Equal(t, 1, b.chain.refused)
	require.True(t, leftAlone(b.entry(f)))
	require.Contains(t, b.entry(f).Reason, "the contract refused to fill its bid")
}

// A maker with code that the operator names: the most that its fill may take is reckoned with.
func TestAMakerWithCodeThatIsNamed(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.opts.Buyers = []common.Address{contractMaker}
	f := b.forwardOf(b.bid("one", func(s *offer.Signed) { s.Buyer = contractMaker }))
	b.start()
	b.tick()
	require.Equal(t, "it is being filled", b.bidTold("one"))
	require.EqualValues(t, 2*lightGas, b.engine.filling(f.ID).Gas)
}

// A bid is revoked while our fill waits for lower fees: no more is offered for what would be refused, and it makes way.
func TestAFillIsCalledOffOnceItsBidIsRevoked(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	c := congest(b)
	c.least = 3
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.start()
	b.tick()
	require.Len(t, b.entry(f).Accept, 1)
	b.chain.offers.revoked[hashOf(t, s)] = true
	b.run(b.chain.now() + 15*blockTime)
	require.True(t, leftAlone(b.entry(f)))
	require.Positive(t, b.chain.cancels)
	require.Len(t, b.entry(f).Void, 1+b.chain.cancels)
	requireRising(t, b.entry(f).Void)
	require.Zero(t, b.chain.refused)
	require.Zero(t, b.chain.offers.fills)
}

// Bids that cost nothing to sign, and files that hold none, lie in the folder before a good one. It gets its turn.
func TestJunkStarvesNoBid(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.opts.Poll = 2 * time.Second
	old := time.Unix(0, 0)
	put := func(name string) {
		require.NoError(t, os.Chtimes(filepath.Join(string(b.opts.Bids), name), old, old))
	}
	for i := range 60 {
		name := fmt.Sprint("poor", i)
		s := b.bid(name, nil)
		b.chain.offers.poor[hashOf(t, s)] = true
		put(name)
	}
	for i := range 300 {
		name := fmt.Sprint("junk", i)
		require.NoError(t, os.WriteFile(filepath.Join(string(b.opts.Bids), name), []byte("{"), 0o600))
		put(name)
	}
	s := b.bid("good", nil)
	b.start()
	for range 120 {
		b.chain.mine(2)
		b.tick()
	}
	require.Equal(t, 1, b.chain.offers.fills)
	require.True(t, b.chain.offers.taken[hashOf(t, s)])
	require.Less(t, b.chain.offers.judged, 4*60, "later and later")
	require.Len(t, b.engine.Bids(), 361)
}

// What stands against files is kept short, and nothing is read again and again, or told twice, for being touched.
func TestJunkTakesLittle(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	path := filepath.Join(string(b.opts.Bids), "twice")
	require.NoError(t, os.WriteFile(path, []byte("{"+strings.Repeat(`"a":1,`, 40_000)+`"a":1}`), 0o600))
	b.start()
	b.tick()
	first := b.engine.bids[0].bidFile
	require.Contains(t, first.fault, "it is there twice")
	require.LessOrEqual(t, len(first.fault), 4*mostFault)
	require.NoError(t, os.Chtimes(path, time.Unix(5, 0), time.Unix(5, 0)))
	b.tick()
	require.Same(t, first, b.engine.bids[0].bidFile)
	b.chain.mine(lookAgain)
	b.tick()
	require.NotSame(t, first, b.engine.bids[0].bidFile)
	_, err := offer.Read([]byte("{" + strings.Repeat(`"a":1,`, 40_000) + `"a":1}`))
	require.Less(t, len(err.Error()), 2000)
}

// Somebody takes a part of a bid ahead of us, for a bond of their own: its maker did nothing wrong, and does not wait.
func TestAPartThatOthersTakeIsNoTrick(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.wall = time.Unix(genesis, 0)
	s := b.bid("one", nil)
	f := b.forwardOf(s)
	b.start()
	b.tick()
	b.chain.offers.parted[hashOf(t, s)] = true
	require.NoError(t, os.Remove(filepath.Join(string(b.opts.Bids), "one")))
	b.run(b.chain.now() + 6*blockTime)
	require.True(t, leftAlone(b.entry(f)))
	require.Equal(t, 1, b.chain.refused)
	b.bid("two", nil)
	b.run(b.chain.now() + 6*blockTime)
	require.Equal(t, 1, b.chain.offers.fills)
}

// A price has to have stopped moving in the block that counts; whom the lists exclude is asked nothing, whatever the price does.
func TestBidsWhoseMovingPriceIsHardlyOver(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.opts.Confirmations = 3
	ramp := func(s *offer.Signed) {
		s.LastPrice, s.RampStart, s.RampEnd = big.NewInt(998), b.chain.now()-100, b.chain.now()
	}
	b.bid("one", ramp)
	b.bid("denied", func(s *offer.Signed) { ramp(s); s.Buyer = contractMaker })
	b.opts.DeniedBuyers = []common.Address{contractMaker}
	b.chain.mine(blockTime)
	b.start()
	b.tick()
	require.Contains(t, b.bidTold("one"), "its price moves until")
	b.run(b.chain.now() + 3*blockTime)
	require.NotContains(t, b.bidTold("one"), "its price moves until")
	require.Contains(t, b.bidTold("denied"), "is one of those this relayer does not work for")
}

// A plugin fails over the parameters of a bid, which cost nothing to sign: an opened forward does not wait for that.
func TestTroubleOverABidPausesBidsAlone(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	b.plugin.cannot = errTrouble
	b.bid("one", nil)
	b.start()
	_ = b.engine.Tick(t.Context())
	b.plugin.cannot = nil
	f := b.chain.open(nil)
	b.bid("two", func(s *offer.Signed) { s.Buyer = common.HexToAddress("0xb2") })
	b.run(b.chain.now() + 3*blockTime)
	require.NotNil(t, b.engine.entry(f.ID))
	require.Contains(t, b.bidTold("two"), "a plugin failed over those of another forward")
	require.Zero(t, b.chain.offers.fills)
}

// What was accepted by an ask that the account signed, out of the same allowance, counts for what may be at stake.
func TestTheBondOfAnAskCounts(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	f := b.chain.open(func(f *chain.Forward) {
		f.Terms.AcceptBy, f.Terms.Quantity, f.Terms.Price, f.Terms.Bond = f.Terms.Start-500, big.NewInt(20), big.NewInt(999), big.NewInt(100)
		f.Terms.Provider = us
	})
	b.chain.accept(f)
	b.chain.mine(blockTime)
	b.start()
	b.run(b.chain.now() + 3*blockTime)
	require.NotNil(t, b.engine.entry(f.ID))
	b.bid("one", nil)
	b.run(b.chain.now() + 3*blockTime)
	require.Contains(t, b.bidTold("one"), "since more would be at stake than may be")
	require.Zero(t, b.chain.offers.fills)
}

// wasted has so many fills of the last hours have been refused, fifty minutes apart, of bids of a maker.
func (b *bench) wasted(count int, maker common.Address) {
	for i := range count {
		at := b.wall.Add(-time.Duration(i) * 50 * time.Minute)
		d := &journal.Delivery{
			Forward: common.BigToHash(big.NewInt(at.UnixNano())), ChainID: 1337, Escrow: escrowAddress, Stage: journal.Abandoned,
			Bid: common.HexToHash("0x1"), Refused: at, Maker: maker,
		}
		d.Forward[0] = maker[len(maker)-1]
		require.NoError(b.t, b.engine.save(d))
	}
	b.start() // which reads it
}

// Strangers revoke bids all day, never more than may be within an hour, each under another name. What that costs in gas has an end, and
// a restart is none of it; whom the operator names does not wait for it, unless it is too much in all.
func TestWhatRefusedFillsCostInADay(t *testing.T) {
	t.Parallel()
	stranger, named := common.HexToAddress("0xb5"), common.HexToAddress("0xb6")
	for name, c := range map[string]struct {
		strangers, nameds int
		told              map[string]string // by bid
	}{
		"some":                {mostWasted - 1, 0, map[string]string{"stranger": "", "named": ""}},
		"many":                {mostWasted, 0, map[string]string{"stranger": "12 fills of bids within 24h0m0s cost gas and were refused; makers that --buyer names", "named": ""}},
		"too many":            {mostWasted, mostWasted, map[string]string{"stranger": "12 fills", "named": "24 fills of bids within 24h0m0s"}},
		"too many of friends": {0, 2 * mostWasted, map[string]string{"named": "it waits"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newFillBench(t)
			b.wall = time.Unix(genesis, 0)
			b.opts.Buyers = []common.Address{named, common.HexToAddress("0xb7")}
			b.start()
			b.wasted(c.strangers, common.HexToAddress("0xb8"))
			b.wasted(c.nameds, common.HexToAddress("0xb7"))
			b.wall = b.wall.Add(spurnedFor)
			for who, want := range c.told {
				maker := map[string]common.Address{"stranger": stranger, "named": named}[who]
				require.Contains(t, b.engine.spurning(maker), want, who)
				require.Equal(t, want == "", b.engine.spurning(maker) == "", who)
			}
			b.wall = b.wall.Add(wastedFor)
			require.Empty(t, b.engine.spurning(stranger))
			require.Empty(t, b.engine.spurning(named))
		})
	}
}

// readBidsWhole has the folder read until nothing of it is new.
func (b *bench) readBidsWhole() {
	b.t.Helper()
	for range (mostBids + mostOfMaker) / mostRead {
		require.NoError(b.t, b.engine.readBids(b.chain.now()))
	}
}

// One maker signs more bids than there are places, all of them before anybody else's. The others have theirs all the same, and what
// that maker signed beside gets its turn once places of its own come free.
func TestOneMakerTakesNotAllPlaces(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	for i := range mostBids {
		name := fmt.Sprint("many", i)
		b.bid(name, nil)
		old := time.Unix(int64(i), 0)
		require.NoError(t, os.Chtimes(filepath.Join(string(b.opts.Bids), name), old, old))
	}
	b.bid("other", func(s *offer.Signed) { s.Buyer = common.HexToAddress("0xb2") })
	b.start()
	b.readBidsWhole()
	places := map[common.Address]int{}
	for _, one := range b.engine.bids {
		if one.fault == "" {
			places[one.signed.Maker()]++
		}
	}
	require.Equal(t, map[common.Address]int{somebody: mostOfMaker, common.HexToAddress("0xb2"): 1}, places)
	last := b.engine.bids[slices.IndexFunc(b.engine.bids, func(one *bid) bool { return one.name == fmt.Sprint("many", mostBids-1) })]
	require.Contains(t, last.fault, "no more of one maker are considered at once")

	require.NoError(t, os.Remove(filepath.Join(string(b.opts.Bids), "many0")))
	b.chain.mine(lookAgain)
	b.readBidsWhole()
	b.readBidsWhole()
	next := b.engine.bids[slices.IndexFunc(b.engine.bids, func(one *bid) bool { return one.name == fmt.Sprint("many", mostOfMaker) })]
	require.Empty(t, next.fault)
}

// Nor does it take all the time: of each maker one is judged in a look before a second is. Whoever forges bids of somebody takes none
// of what that one has.
func TestOneMakerTakesNotAllTheTime(t *testing.T) {
	t.Parallel()
	b := newFillBench(t)
	key, err := chain.GenerateSigner()
	require.NoError(t, err)
	honest := key.Address()
	for i := range 2 * bidsAtOnce {
		s := b.bid(fmt.Sprint("a", i), nil)
		b.chain.offers.poor[hashOf(t, s)] = true
		forged := b.bid(fmt.Sprint("b", i), func(s *offer.Signed) { s.Buyer = honest })
		b.chain.offers.poor[hashOf(t, forged)] = true
	}
	s := b.bid("z", func(s *offer.Signed) { s.Buyer = honest })
	require.NoError(t, s.Sign(key))
	b.put("z", s)
	b.start()
	for b.engine.bids == nil || len(b.engine.bids) < 4*bidsAtOnce+1 {
		require.NoError(t, b.engine.readBids(b.chain.now()))
	}
	before := b.chain.offers.judged
	b.tick()
	require.Equal(t, bidsAtOnce, b.chain.offers.judged-before-1, "and the one that is signed once more")
	require.Equal(t, "it is being filled", b.bidTold("z"))
}

// forger says of each bid that its maker did not sign it, as the contract would.
type forger struct{ *fakeChain }

func (f forger) Offered(context.Context, chain.Head, offer.Signed) (Offered, error) {
	f.offers.judged++
	return Offered{Against: offer.ErrSignature.Error(), Forged: true}, nil
}

// What no key signed is judged once. Only a contract may come to stand by its bid later.
func TestAForgedBidIsJudgedOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		maker common.Address
		again bool
	}{"a key": {somebody, false}, "a contract": {contractMaker, true}} {
		b := newFillBench(t)
		b.opts.Buyers = []common.Address{c.maker}
		b.bid("one", func(s *offer.Signed) { s.Buyer = c.maker })
		b.deps = func(d *Deps, _ *WorkerDeps) { d.Offers = forger{b.chain} }
		b.start()
		b.run(b.chain.now() + 10*blockTime)
		require.Contains(t, b.bidTold("one"), offer.ErrSignature.Error(), name)
		require.Equal(t, c.again, b.chain.offers.judged > 1, name)
	}
}
