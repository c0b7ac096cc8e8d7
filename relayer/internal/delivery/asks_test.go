package delivery

import (
	"context"
	"crypto/rand"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// fakeMarket is a contract that takes asks, some books, and a key.
type fakeMarket struct {
	t      *testing.T
	key    *chain.Signer
	folder string

	mu     sync.Mutex
	taken  map[common.Hash]offer.Taken
	since  map[common.Hash]uint64 // the block from which on that is so
	signed []offer.Signed
	refuse map[string]error         // by book
	hangs  map[string]chan struct{} // likewise: it answers nothing before that is closed
	books  map[string][]common.Hash
}

func (m *fakeMarket) Taken(_ context.Context, at chain.Head, made offer.Offer) (offer.Taken, error) {
	hash, err := made.Hash()
	m.mu.Lock()
	defer m.mu.Unlock()
	if taken, known := m.taken[hash]; known && at.Number >= m.since[hash] {
		return taken, err
	}
	return offer.Taken{Filled: new(big.Int), Carry: new(big.Int)}, err
}

func (m *fakeMarket) Sign(_ context.Context, s *offer.Signed) error {
	err := s.Sign(m.key)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.signed = append(m.signed, *s)
	return err
}

// Post takes what is on the disk.
func (m *fakeMarket) Post(ctx context.Context, address string, s offer.Signed) error {
	m.mu.Lock()
	refused, hangs := m.refuse[address], m.hangs[address]
	m.mu.Unlock()
	if hangs != nil {
		select {
		case <-hangs:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if refused != nil {
		return refused
	}
	text, err := os.ReadFile(filepath.Join(m.folder, "work.json"))
	require.NoError(m.t, err)
	kept, err := offer.Read(text)
	require.NoError(m.t, err)
	require.Equal(m.t, s, kept, "what is not kept would be signed once more")
	hash, err := s.Hash()
	require.NoError(m.t, err)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.books[address] = append(m.books[address], hash)
	return nil
}

// asking is a bench whose relayer has an ask stand, with up to 150 at stake. Its bond is 100.
type asking struct {
	*bench
	market *fakeMarket
	change func(*offer.Signed) // of what is asked for
	fails  error               // in making it
	mark   byte                // of what the policy says
	more   []string            // names of others
}

const (
	aBook  = "https://book.example"
	aReply = 600 // seconds of review
)

func newAskBench(t *testing.T) *asking {
	t.Helper()
	key, err := crypto.ToECDSA(common.LeftPadBytes([]byte{7}, 32))
	require.NoError(t, err)
	b := &asking{bench: newAcceptBench(t), mark: 1}
	b.market = &fakeMarket{
		t: t, key: chain.NewSigner(key), folder: filepath.Join(t.TempDir(), "asks"), taken: map[common.Hash]offer.Taken{}, since: map[common.Hash]uint64{},
		refuse: map[string]error{}, hangs: map[string]chan struct{}{}, books: map[string][]common.Hash{},
	}
	b.opts.Account, b.opts.AskFolder, b.opts.OfferContract = b.market.key.Address(), b.market.folder, common.HexToAddress("0x0f")
	b.deps = func(d *Deps, _ *WorkerDeps) {
		d.Market = b.market
		for _, name := range append([]string{"work"}, b.more...) {
			d.Policies = append(d.Policies, Policy{Name: name, Mark: [markSize]byte{b.mark, name[0]}, Draw: b.draw})
		}
	}
	b.chain.mine(blockTime)
	t.Cleanup(func() { b.engine.aside.Wait() })
	return b
}

func (b *asking) draw(_ context.Context, at chain.Head) (offer.Signed, error) {
	s := offer.Signed{
		ChainID: big.NewInt(1337), Contract: b.opts.OfferContract,
		Offer: offer.Offer{
			Side: offer.Ask, Review: aReply,
			Terms: statement.Terms{
				Predicate: common.HexToAddress("0x9e"), Params: statement.WordFromUint64(77), Token: bondToken, Price: big.NewInt(999), Quantity: big.NewInt(20),
				Unit: params.Unit, Start: at.Time + 5000, End: at.Time + 6000, SettleBy: at.Time + 7000, Bond: big.NewInt(100), Provider: b.opts.Account,
			},
			Params: preimage, LastPrice: new(big.Int), MinFill: big.NewInt(10), Expiry: at.Time + 3600, Nonce: big.NewInt(5), Salt: crypto.Keccak256Hash(big.NewInt(int64(at.Number)).Bytes()),
		},
	}
	if b.change != nil {
		b.change(&s)
	}
	return s, b.fails
}

// look has the relayer look at the chain, a block later, and waits for what it does besides.
func (b *asking) look() {
	b.t.Helper()
	b.chain.mine(blockTime)
	b.tick()
	b.engine.aside.Wait()
}

// looks until some time passed.
func (b *asking) looks(seconds uint64) {
	b.t.Helper()
	for until := b.chain.now() + seconds; b.chain.now() < until; {
		b.look()
	}
}

func (b *asking) status() AskStatus {
	b.t.Helper()
	for _, s := range b.engine.Asks() {
		if s.Name == "work" {
			return s
		}
	}
	return AskStatus{}
}

// stands is the ask that does.
func (b *asking) stands() offer.Signed {
	b.t.Helper()
	require.NotZero(b.t, b.status().Ask, b.status().Told)
	s := b.market.signed[len(b.market.signed)-1]
	require.Equal(b.t, hashOf(b.t, s), b.status().Ask)
	return s
}

// take takes so much of an ask, and says whether that is final.
func (b *asking) take(s offer.Signed, filled int64, cancelled bool) {
	b.market.mu.Lock()
	defer b.market.mu.Unlock()
	hash := hashOf(b.t, s)
	b.market.taken[hash] = offer.Taken{Filled: big.NewInt(filled), Carry: new(big.Int), Cancelled: cancelled}
	b.market.since[hash] = b.chain.block()
}

// One stands at a time, over restarts, until it expires.
func TestOneAskStands(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.start()
	b.looks(3 * blockTime)
	first := b.stands()
	require.NoError(t, first.VerifyKey())
	require.NoError(t, first.Check())
	text, err := os.ReadFile(filepath.Join(b.market.folder, "work.json"))
	require.NoError(t, err)
	kept, err := offer.Read(text)
	require.NoError(t, err)
	require.Equal(t, first, kept)
	require.EqualValues(t, 20, b.status().Left.Int64())
	for range 3 {
		b.start()
		b.looks(1000)
		require.Len(t, b.market.signed, 1)
		require.Equal(t, hashOf(t, first), b.status().Ask)
	}
	b.looks(700)
	require.Len(t, b.market.signed, 2)
	require.NotEqual(t, hashOf(t, first), b.status().Ask)
	require.Greater(t, b.stands().Expiry, b.chain.now())
	require.Zero(t, b.chain.signed, "no transaction is")
}

// People are told of hours where an ask's units are seconds of a GPU.
func TestAnAskOfGPUHoursSaysSo(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	p := gpuhours.Params{Signatures: 1, Devices: 1, Class: gpuhours.ClassC, Model: "1 GiB", Disputed: gpuhours.DisputedDenied}
	key, err := gpuhours.GenerateMeterKey(rand.Reader)
	require.NoError(t, err)
	p.Meters = []gpuhours.Meter{key.Meter()}
	b.start()
	b.looks(6 * blockTime)
	b.stands()
	require.False(t, b.status().GPU)
	s := &b.engine.asks[0].standing.Offer // as if the bench's predicate were that of GPU-hours
	s.Params, s.Terms.Params, s.Terms.Unit = p.Preimage(), p.Commit(), p.Unit()
	require.True(t, b.status().GPU)
}

// Once it was taken or cancelled, in a block that does not go away, the next is signed. What is left of one can be taken, however small.
func TestAnAskThatIsOverIsFollowed(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.opts.Confirmations = 5
	b.start()
	b.looks(6 * blockTime)
	first := b.stands()
	b.take(first, 19, false)
	b.looks(10 * blockTime)
	require.Len(t, b.market.signed, 1)
	require.EqualValues(t, 1, b.status().Left.Int64())
	require.EqualValues(t, 5, b.status().Bond.Int64(), "of 100 for 20")
	b.take(first, 20, false)
	b.looks(3 * blockTime)
	require.Len(t, b.market.signed, 1, "it may go away")
	b.looks(8 * blockTime)
	require.Len(t, b.market.signed, 2)
	b.take(b.stands(), 0, true)
	b.looks(8 * blockTime)
	require.Len(t, b.market.signed, 3)
}

// Depth would count twice if what the operator says by now stood beside what was said before.
func TestAChangedPolicyWaits(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.opts.Books = []string{aBook}
	b.start()
	b.looks(3 * blockTime)
	first := b.stands()
	b.mark = 2
	b.start()
	b.looks(3 * blockTime)
	require.Contains(t, b.status().Told, "what it is to be was changed; the one before stands until "+moment(first.Expiry)+", unless `tercet offer cancel "+b.market.folder)
	require.Len(t, b.market.signed, 1)
	require.Len(t, b.market.books[aBook], 1, "it is sent nowhere any more")
	b.take(first, 0, true)
	b.looks(4 * blockTime)
	require.Len(t, b.market.signed, 2)
	require.Empty(t, b.status().Told)
}

// unseen makes an ask one that takes its bond with what is filled, for a task that is not looked at.
func unseen(s *offer.Signed) {
	s.Review, s.Terms.AcceptBy, s.Terms.TaskHash = 0, s.Terms.Start, crypto.Keccak256Hash([]byte("the buyer's"))
}

// Whatever is against accepting what an ask opens is against signing it. Once it is gone the ask is signed.
func TestWhatIsNotAsked(t *testing.T) {
	t.Parallel()
	type change func(*asking)
	terms := func(how func(*statement.Terms)) change {
		return func(b *asking) { b.change = func(s *offer.Signed) { how(&s.Terms) } }
	}
	asIs := func(b *asking) { b.change = nil }
	again := func(change change) change { // a relayer with other options
		return func(b *asking) { change(b); b.start() }
	}
	for want, c := range map[string]struct{ spoil, mend change }{
		"it cannot be made: --start: it has passed":     {func(b *asking) { b.fails = errors.New("--start: it has passed") }, func(b *asking) { b.fails = nil }},
		"it has no review":                              {func(b *asking) { b.change = unseen }, asIs},
		"it is of 0x":                                   {terms(func(t *statement.Terms) { t.Provider = somebody }), asIs},
		"it is of " + crypto.CreateAddress(us, 0).Hex(): {terms(func(t *statement.Terms) { t.Provider = crypto.CreateAddress(us, 0) }), asIs},
		"it takes two rounds":                           {terms(func(t *statement.Terms) { t.BeaconBlock = 90 }), asIs},
		"it asks for token 0x0000000000000000000000000000000000000071, which may be worthless": {terms(func(t *statement.Terms) { t.Token = common.HexToAddress("0x71"); t.Bond = new(big.Int) }), asIs},
		"its review of 5m0s is too short": {func(b *asking) { b.change = func(s *offer.Signed) { s.Review = 300 } }, asIs},
		"its price of 999 is below": {
			func(b *asking) { b.opts.MinPrice = big.NewInt(1000) }, again(func(b *asking) { b.opts.MinPrice = big.NewInt(1) }),
		},
		"a part of 10 is too small: its price of 500 is below": {
			func(b *asking) { b.opts.MinPrice = big.NewInt(501) }, again(func(b *asking) { b.opts.MinPrice = big.NewInt(500) }),
		},
		"its price of 400 is below": {
			func(b *asking) {
				b.opts.MinPrice = big.NewInt(450)
				b.change = func(s *offer.Signed) { s.LastPrice, s.RampStart, s.RampEnd = big.NewInt(400), s.Expiry-100, s.Expiry }
			}, asIs,
		},
		"its predicate contract":             {terms(func(t *statement.Terms) { t.Predicate = otherContract }), asIs},
		"square cannot judge by its param":   {func(b *asking) { b.plugin.cannot = sdk.Unjudgeable(errors.New("too old")) }, func(b *asking) { b.plugin.cannot = nil }},
		"its unit is":                        {terms(func(t *statement.Terms) { t.Unit = common.Hash{1} }), asIs},
		"its bond of 100 is above its price": {terms(func(t *statement.Terms) { t.Price = big.NewInt(99) }), asIs},
		"its window ends at":                 {terms(func(t *statement.Terms) { t.SettleBy += 91 * 24 * 3600 }), asIs},
		"it is not signed yet: " + doubtful:  {func(b *asking) { b.chain.doubt = chain.ErrTooFew }, func(b *asking) { b.chain.doubt = nil }},
		costsMore: {
			func(b *asking) {
				b.worth(1)
				b.opts.ExecuteCost, b.change = big.NewInt(900), func(s *offer.Signed) { s.MinFill = s.Terms.Quantity }
			}, again(func(b *asking) { b.opts.ExecuteCost = nil }),
		},
		noTime:                               {func(b *asking) { b.prover.takes = 3 * time.Hour }, func(b *asking) { b.prover.takes = 0 }},
		"more would be at stake than may be": {func(b *asking) { b.opts.MaxBonds[bondToken].SetInt64(99) }, func(b *asking) { b.opts.MaxBonds[bondToken].SetInt64(100) }},
		"the account has not enough":         {func(b *asking) { b.chain.funds.Token.SetInt64(99) }, func(b *asking) { b.chain.funds.Token.SetInt64(100) }},
		"the escrow may not take its bond":   {func(b *asking) { b.chain.funds.Allowance.SetInt64(99) }, func(b *asking) { b.chain.funds.Allowance.SetInt64(100) }},
		"too little would be left for gas":   {func(b *asking) { b.opts.Reserve = big.NewInt(999_999) }, again(func(b *asking) { b.opts.Reserve = nil })},
		"this relayer accepts nothing":       {func(b *asking) { b.opts.Accept = false }, again(func(b *asking) { b.opts.Accept = true })},
		"its buyer " + somebody.Hex() + " is o": {func(b *asking) {
			b.opts.Buyers, b.opts.DeniedBuyers = []common.Address{somebody}, []common.Address{somebody}
		}, again(func(b *asking) { b.opts.DeniedBuyers = nil })},
	} {
		t.Run(want, func(t *testing.T) { // each with a relayer that ends with it
			t.Parallel()
			b := newAskBench(t)
			c.spoil(b)
			b.start()
			b.looks(8 * blockTime)
			require.Contains(t, b.status().Told, want)
			require.Empty(t, b.market.signed)
			require.NoFileExists(t, filepath.Join(b.market.folder, "work.json"))
			c.mend(b)
			b.looks(8 * blockTime)
			require.Empty(t, b.status().Told)
			require.Len(t, b.market.signed, 1)
		})
	}
}

// After a missed window nothing new is asked for, and what stands goes on: what it opens is not accepted.
func TestAsksWaitForTheCoolDown(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.opts.CoolDown, b.wall = time.Hour, time.Unix(genesis, 0)
	b.start()
	require.NoError(t, b.engine.save(&journal.Delivery{
		Forward: common.Hash{0xee}, ChainID: 1337, Escrow: escrowAddress, Stage: journal.Abandoned, Missed: b.wall,
	}))
	b.looks(3 * blockTime)
	require.Contains(t, b.status().Told, "was missed")
	require.Empty(t, b.market.signed)
	b.wall = b.wall.Add(time.Hour)
	b.chain.mine(3600)
	b.looks(3 * blockTime)
	require.Len(t, b.market.signed, 1)
}

// Somebody takes all of it. No second ask is signed before what they opened is accepted, and then only what there is room for.
func TestWhatIsOpenedByAnAskIsAcceptedBeforeTheNext(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.start()
	b.experienced()
	b.looks(3 * blockTime)
	s := b.stands()
	b.prover.takes = 3 * time.Hour // there is no time for it now
	opens := func(task string) chain.Forward {
		b.take(s, 20, false)
		by := b.chain.now() + aReply
		return b.chain.open(func(f *chain.Forward) {
			f.Terms, f.Task = s.Terms, []byte("task")
			f.Terms.TaskHash, f.Terms.AcceptBy = crypto.Keccak256Hash([]byte(task)), by
		})
	}
	f := opens("task")
	b.looks(4 * blockTime)
	require.Contains(t, b.status().Told, "it waits until it is known what becomes of forward "+f.ID.Hex())
	b.prover.takes = 0
	b.looks(4 * blockTime)
	require.Equal(t, 1, b.chain.accepts)
	require.Equal(t, []Origin{OfAsk}, b.origins())
	require.Contains(t, b.status().Told, "more would be at stake than may be: its bond is 100, beside 100 that are")
	b.opts.MaxBonds[bondToken].SetInt64(300)
	b.looks(8 * blockTime)
	require.Len(t, b.market.signed, 2)

	s = b.stands() // a task that is not there is accepted by nobody here, and holds nothing up
	opens("another")
	b.looks(8 * blockTime)
	require.Len(t, b.market.signed, 3)
	require.Equal(t, 1, b.chain.accepts)
}

// The next may stand before the acceptance of what the last one opened is final, and that a relayer began anew.
func TestWhatWasOpenedByAnAskIsKnownForThat(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.opts.Confirmations, b.opts.MaxBonds[bondToken] = 9, big.NewInt(300)
	b.start()
	b.experienced()
	b.looks(10 * blockTime)
	s := b.stands()
	b.take(s, 20, false)
	by := b.chain.now() + aReply
	b.chain.open(func(f *chain.Forward) {
		f.Terms, f.Task = s.Terms, []byte("task")
		f.Terms.TaskHash, f.Terms.AcceptBy = crypto.Keccak256Hash(f.Task), by
	})
	for range 40 {
		if len(b.market.signed) == 2 {
			break
		}
		b.look()
	}
	require.Len(t, b.market.signed, 2, b.status().Told)
	require.Empty(t, b.origins(), "it may still go away")
	b.start()
	b.looks(12 * blockTime)
	require.Equal(t, []Origin{OfAsk}, b.origins())
}

// All that stand may be taken at once: what they may take together is bounded as what one does.
func TestAsksTogetherPromiseWhatThereIs(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.more = []string{"also"}
	b.start()
	b.looks(8 * blockTime)
	require.Len(t, b.market.signed, 1)
	told := b.engine.Asks()[0].Told + b.engine.Asks()[1].Told
	require.Contains(t, told, "with what other asks of this relayer may take, it is not accepted, since more would be at stake than may be: its bond is 200")
	b.opts.MaxBonds[bondToken].SetInt64(200)
	b.looks(8 * blockTime)
	require.Len(t, b.market.signed, 2)
}

// A book that hangs, refuses or is away holds nothing up, and has the ask once it takes it.
func TestABookThatIsDownGetsItLater(t *testing.T) {
	t.Parallel()
	const other = "https://other.example"
	b := newAskBench(t)
	b.wall = time.Unix(genesis, 0)
	b.opts.Books = []string{aBook, other}
	b.opts.MaxBonds[bondToken].SetInt64(300)
	hangs := make(chan struct{})
	b.market.hangs[aBook], b.market.refuse[other] = hangs, errors.New("422: its maker lacks the\x1bmoney")
	b.start()
	b.experienced()
	f := b.proposed(nil)
	for range 10 { // the first book's answer is not waited for
		b.chain.mine(blockTime)
		b.tick()
	}
	require.Equal(t, journal.Proved, b.entry(f).Stage)
	require.Len(t, b.market.signed, 1)
	for b.status().Books[1].Told == "" {
		b.tick()
	}
	require.Equal(t, BookStatus{Book: other, Told: "422: its maker lacks the money"}, b.status().Books[1])
	require.Equal(t, BookStatus{Book: aBook}, b.status().Books[0])
	b.market.mu.Lock()
	delete(b.market.refuse, other)
	b.market.mu.Unlock()
	close(hangs)
	b.look()
	require.Equal(t, BookStatus{Book: aBook, Posted: true}, b.status().Books[0])
	require.False(t, b.status().Books[1].Posted, "it is not asked each time")
	b.wall = b.wall.Add(firstPost)
	b.look()
	require.True(t, b.status().Books[1].Posted)
	b.looks(5 * blockTime)
	require.Len(t, b.market.books[aBook], 1)
	b.start()
	b.looks(3 * blockTime)
	require.Len(t, b.market.books[aBook], 2, "nobody knows any more whether it was there")
	require.Len(t, b.market.signed, 1)
}

// What lies in the place of an ask is no reason to sign a second one, unless it is another account's. A file counts where the database
// knows of no ask, and what was ours is in both from then on.
func TestTheFileOfAnAsk(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.start()
	b.looks(3 * blockTime)
	path := filepath.Join(b.market.folder, "work.json")
	s := b.stands()
	right, err := os.ReadFile(path)
	require.NoError(t, err)
	for _, mend := range []func() error{
		func() error { return os.Remove(path) },
		func() error { return os.WriteFile(path, []byte("no ask"), 0o600) },
		func() error { b.stop(); b.db, b.where = nil, databasetest.Ready(t); return nil }, // with its file alone
		func() error { return os.Remove(path) },
	} {
		require.NoError(t, mend())
		b.start()
		b.looks(3 * blockTime)
		require.Equal(t, hashOf(t, s), b.status().Ask, b.status().Told)
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, right, text)
	}
	for _, spoilt := range []func(*offer.Signed){
		func(s *offer.Signed) { s.Terms.Price = big.NewInt(1) },
		func(s *offer.Signed) { s.Signature[7]++ },
	} {
		other := s
		other.Signature = append([]byte{}, s.Signature...)
		spoilt(&other)
		text, err := other.Encode()
		require.NoError(t, err)
		require.NoError(t, b.journal.KeepAsk("work", text))
		b.start()
		b.looks(3 * blockTime)
		require.Contains(t, b.status().Told, "what the database has in its place is no ask that this relayer signed; restore it from a copy: ")
		require.Len(t, b.market.signed, 1)

		b.stop()
		b.db, b.where = nil, databasetest.Ready(t)
		require.NoError(t, os.WriteFile(path, text, 0o600))
		b.start()
		b.looks(3 * blockTime)
		require.Contains(t, b.status().Told, "its file is none of an ask that this relayer signed; take it away: ")
		require.Len(t, b.market.signed, 1)
	}
	require.NoError(t, b.journal.KeepAsk("work", right))
	b.opts.OfferContract = common.HexToAddress("0x1f")
	b.start()
	b.looks(3 * blockTime)
	require.Len(t, b.market.signed, 2)
}

// An older copy of the database is brought back. The ask that it does not know can be taken as before, and is cancelled by its file.
func TestTheFileOfAnAskThatTheDatabaseForgotIsKept(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.start()
	b.looks(3 * blockTime)
	first := b.stands()
	old, err := b.journal.Ask("work")
	require.NoError(t, err)
	b.take(first, 0, true)
	b.looks(8 * blockTime)
	require.Len(t, b.market.signed, 2)
	second := b.stands()

	b.take(first, 0, false)
	require.NoError(t, b.journal.KeepAsk("work", old))
	for range 2 {
		b.start()
		b.looks(3 * blockTime)
		require.Equal(t, first, kept(t, b.engine.askPath("work")))
		require.Equal(t, second, kept(t, b.engine.askPath("work-"+hashOf(t, second).Hex()[2:10])))
	}
	require.Len(t, b.market.signed, 2)
}

func kept(t *testing.T, path string) offer.Signed {
	t.Helper()
	s, err := readSigned(path)
	require.NoError(t, err)
	return s
}

// Nobody can take an ask before the operator can cancel it.
func TestAnAskWithoutAFileIsSentNowhere(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.opts.Books = []string{aBook}
	inTheWay := filepath.Join(b.market.folder, ".work.new", "something")
	require.NoError(t, os.MkdirAll(inTheWay, 0o700))
	b.start()
	var err error
	for range 4 {
		b.chain.mine(blockTime)
		err = b.engine.Tick(t.Context())
		b.engine.aside.Wait()
	}
	require.ErrorContains(t, err, "ask work: keep it as "+b.market.folder)
	require.Len(t, b.market.signed, 1)
	require.Empty(t, b.market.books[aBook])
	require.NoError(t, os.Remove(inTheWay))
	b.looks(3 * blockTime)
	require.Equal(t, []common.Hash{hashOf(t, b.stands())}, b.market.books[aBook])
}

// A plugin that fails now and then, over months, ends no policy.
func TestAPolicyOutlivesFaultsOfItsPlugin(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.start()
	for i := range 2 * mostGriefs {
		b.plugin.cannot = errors.New("it ended")
		for range 8 {
			b.chain.mine(blockTime)
			_ = b.engine.Tick(t.Context()) // the plugin's fault
			b.engine.aside.Wait()
		}
		require.Len(t, b.market.signed, i)
		require.Equal(t, 1, b.engine.griefs.of[common.BytesToHash(b.engine.asks[0].Mark[:])].times)
		b.plugin.cannot, b.wall = nil, b.wall.Add(time.Hour)
		b.looks(8 * blockTime)
		require.Len(t, b.market.signed, i+1, b.status().Told)
		b.take(b.stands(), 0, true)
	}
}

// Whoever opens a forward with the terms of an ask, for next to nothing, or for ever, keeps the next one from nobody.
func TestAForwardThatNoAskOpenedHoldsNoneUp(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	b.start()
	b.looks(3 * blockTime)
	s := b.stands()
	part := s.Terms
	part.Price, part.Quantity, part.AcceptBy = big.NewInt(500), big.NewInt(10), s.Expiry+aReply-1
	a := b.engine.asks[0]
	require.True(t, a.mayHaveOpened(part))
	for name, change := range map[string]func(*statement.Terms){
		"cheap": func(t *statement.Terms) { t.Price = big.NewInt(498) },
		"small": func(t *statement.Terms) { t.Quantity = big.NewInt(9) },
		"late":  func(t *statement.Terms) { t.AcceptBy++ },
	} {
		other := part
		change(&other)
		require.False(t, a.mayHaveOpened(other), name)
	}
	b.take(s, 20, false)
	b.prover.takes = 3 * time.Hour // so that it is not refused for its terms
	b.chain.open(func(f *chain.Forward) {
		f.Terms, f.Task = s.Terms, []byte("task")
		f.Terms.TaskHash, f.Terms.AcceptBy = crypto.Keccak256Hash([]byte("task")), s.Expiry+aReply
	})
	b.looks(4 * blockTime)
	require.NotContains(t, b.status().Told, "it waits until it is known")
	part.Quantity = big.NewInt(1)
	require.True(t, a.mayHaveOpened(part), "the rest of what was all taken may be small")
}

// What was made before a pause is made anew after it.
func TestAnAskThatWasMadeBeforeAPauseIsMadeAnew(t *testing.T) {
	t.Parallel()
	b := newAskBench(t)
	for name, pause := range map[string]func(){
		"told":   func() { b.chain.doubt = chain.ErrTooFew; b.look(); b.chain.doubt = nil },
		"silent": func() { b.wall = b.wall.Add(2 * time.Minute) },
	} {
		b.start()
		b.look()
		a := b.engine.asks[0]
		for a.drawn == nil {
			b.look()
		}
		old := a.drawn.ask.Terms.Start
		pause()
		b.chain.mine(3600)
		b.looks(8 * blockTime)
		require.Greater(t, b.stands().Terms.Start, old+3000, name)
		b.take(b.stands(), 0, true)
		b.chain.mine(blockTime)
	}
}
