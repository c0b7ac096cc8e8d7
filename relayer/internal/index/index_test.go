package index_test

import (
	"errors"
	"fmt"
	"math/big"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
	"github.com/tercet-protocol/tercet/relayer/internal/index/indextest"
)

// world is an index over a chain that is made up, and a clock.
type world struct {
	*indextest.Chain
	t     *testing.T
	index *index.Index
	now   time.Time
}

func newWorld(t *testing.T, opts index.Options) *world {
	t.Helper()
	w := &world{Chain: indextest.New(), t: t, now: time.Unix(indextest.Begin, 0)}
	opts.Poll = time.Hour
	w.index = index.New(index.Deps{
		Log: zerolog.New(zerolog.NewTestWriter(t)), Blocks: w, Events: w, Bodies: w, Clock: func() time.Time { return w.now },
	}, opts)
	return w
}

func (w *world) look() {
	w.t.Helper()
	require.NoError(w.t, w.index.Look(w.t.Context()))
}

func (w *world) forward(id common.Hash) index.Forward {
	w.t.Helper()
	f, _, found := w.index.Forward(id)
	require.True(w.t, found)
	return f
}

// changed is what changed after a sequence, in words.
func (w *world) changed(after uint64) (words []string) {
	w.t.Helper()
	news := w.index.Changes(after, 1000)
	require.True(w.t, news.Whole)
	for i, c := range news.Changes {
		require.Equal(w.t, after+uint64(i)+1, c.Sequence)
		switch {
		case c.Forward != nil:
			words = append(words, string(c.Forward.What)+" "+c.Forward.Status.String())
		case c.Reorg != nil:
			words = append(words, fmt.Sprintf("reorg to %d", c.Reorg.To))
		default:
			words = append(words, fmt.Sprintf("head %d, confirmed %d", c.Head.Head.Number, c.Head.Confirmed.Number))
		}
	}
	return words
}

func TestForwardsGoTheirWay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{Confirmations: 2})
	open := w.Open(w.Terms())
	assigned := w.Open(w.AssignedTerms())
	w.Mine()
	w.look()
	require.Equal(t, chain.StatusPending, w.forward(open).Status)
	require.Equal(t, chain.StatusProposed, w.forward(assigned).Status)

	begun := w.index.Sequence()
	w.Accept(assigned)
	w.Announce(open)
	w.Mine()
	w.look()
	w.Settle(assigned, 0, 3, 5, 37_500)
	other := common.HexToAddress("0x07")
	w.Move(assigned, chain.ProviderSide, indextest.Provider, other)
	w.Move(open, chain.BuyerSide, indextest.Buyer, other)
	w.MineAfter(4000)
	w.look()
	w.Settle(assigned, 3, 9, 15, 112_500)
	w.Reclaim(open, 150_000)
	w.MineAfter(8000)
	w.look()

	f := w.forward(assigned)
	require.Equal(t, chain.StatusSettled, f.Status)
	require.Equal(t, other, f.Provider)
	require.EqualValues(t, 3, f.Cursor, "the last unit leaves it")
	require.Equal(t, "20", f.Delivered.String())
	require.Equal(t, "150000", f.Paid.String())
	require.Len(t, f.Settlements, 2)
	f = w.forward(open)
	require.Equal(t, chain.StatusReclaimed, f.Status)
	require.Equal(t, other, f.Holder)
	require.Equal(t, []string{
		"accepted pending", "announced pending", "head 2, confirmed 1",
		"settled deliverable", "moved deliverable", "moved deliverable", "head 3, confirmed 2",
		"settled settled", "reclaimed reclaimed", "head 4, confirmed 3",
	}, w.changed(begun))
	s := w.index.Standing()
	require.Equal(t, map[chain.Status]int{chain.StatusSettled: 1, chain.StatusReclaimed: 1}, s.ByStatus)
	require.Zero(t, s.LeftOut)
}

func TestTimeAloneChangesAStatus(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{})
	open := w.Open(w.Terms())
	w.Open(w.AssignedTerms())
	w.Mine()
	w.look()
	begun := w.index.Sequence()
	w.MineAfter(3700)
	w.look()
	require.Equal(t, chain.StatusDeliverable, w.forward(open).Status)
	require.Equal(t, []string{"timed deliverable", "timed lapsed", "head 2, confirmed 2"}, w.changed(begun))
	w.MineAfter(10_000)
	w.look()
	require.Equal(t, chain.StatusExpired, w.forward(open).Status)
}

// A reorganisation takes back what the blocks told that went away, of forwards that stay too, and what others hold stays as it was.
func TestAReorganisationRewindsToTheCommonAncestor(t *testing.T) {
	t.Parallel()
	for _, depth := range []int{1, 3, 7} { // within what is not confirmed, over its end, and far beyond
		w := newWorld(t, index.Options{Confirmations: 3})
		stays := w.Open(w.AssignedTerms())
		w.Mine()
		w.Accept(stays)
		w.Mine()
		for step := range uint64(7) {
			w.Settle(stays, step, step+1, 1, 7500)
			w.Open(w.Terms())
			w.MineAfter(600)
			w.look()
		}
		before := w.forward(stays)
		require.Len(t, before.Settlements, 7)
		begun := w.index.Sequence()

		w.Fork(depth)
		w.Move(stays, chain.ProviderSide, indextest.Provider, common.HexToAddress("0x07"))
		w.MineAfter(600)
		for range depth {
			w.Mine()
		}
		w.look()
		now := w.forward(stays)
		require.Len(t, now.Settlements, 7-depth)
		require.Equal(t, big.NewInt(int64(7-depth)), now.Delivered)
		require.Equal(t, common.HexToAddress("0x07"), now.Provider)
		require.Len(t, before.Settlements, 7, "what was handed out does not change")
		require.Equal(t, indextest.Provider, before.Provider)
		require.Equal(t, fmt.Sprintf("reorg to %d", 9-depth), w.changed(begun)[0])
		s := w.index.Standing()
		require.Equal(t, 1+7-depth, s.Forwards)
		require.Equal(t, 2+7-depth+7-depth+1, s.Events)
		require.EqualValues(t, 10, s.Read)
		require.EqualValues(t, 8, s.Confirmed.Number)

		// What the other branch had is told the same as by an index that never saw it.
		fresh := index.New(index.Deps{Log: zerolog.Nop(), Blocks: w, Events: w, Bodies: w, Clock: time.Now}, index.Options{Confirmations: 3})
		require.NoError(t, fresh.Look(t.Context()))
		all, anew := w.index.Forwards(index.Query{Limit: 100}), fresh.Forwards(index.Query{Limit: 100})
		require.Equal(t, anew.Forwards, all.Forwards)
		require.Equal(t, anew.Standing.ByStatus, all.Standing.ByStatus)
	}
}

func TestAWholeOtherChain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{First: 1})
	gone := w.Open(w.Terms())
	w.Mine()
	w.Mine()
	w.look()
	w.Fork(2)
	w.Open(w.AssignedTerms())
	w.Mine()
	w.Mine()
	w.Mine()
	w.look()
	_, s, found := w.index.Forward(gone)
	require.False(t, found)
	require.Equal(t, 1, s.Forwards)
	require.EqualValues(t, 3, s.Confirmed.Number)
}

// An endpoint that lags takes nothing away. One that stays behind is believed after a while.
func TestAnEndpointThatIsBehind(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{Confirmations: 1})
	w.Open(w.Terms())
	w.Mine()
	w.look()
	late := w.Open(w.Terms())
	w.Mine()
	w.look()
	w.Fork(1)
	w.look()
	require.NotEmpty(t, w.forward(late))
	w.now = w.now.Add(2 * time.Minute)
	w.look()
	_, s, found := w.index.Forward(late)
	require.False(t, found)
	require.EqualValues(t, 1, s.Read)
}

// What one endpoint told alone is read again where endpoints agree, and what is told there counts.
func TestWhatOneEndpointLeftOutIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{Confirmations: 3})
	for range 4 {
		w.Mine()
	}
	w.look()
	hidden := w.Open(w.Terms())
	w.Mine()
	liar := &forgetful{world: w}
	x := index.New(index.Deps{Log: zerolog.Nop(), Blocks: w, Events: liar, Bodies: w, Clock: time.Now}, index.Options{Confirmations: 3})
	require.NoError(t, x.Look(t.Context()))
	_, _, found := x.Forward(hidden)
	require.False(t, found)
	liar.honest = true
	w.Mine()
	w.Mine()
	require.NoError(t, x.Look(t.Context()))
	_, s, found := x.Forward(hidden)
	require.True(t, found)
	require.EqualValues(t, 5, s.Confirmed.Number)
}

// What one endpoint says is in a log is compared as a whole once endpoints agree, too.
func TestWhatOneEndpointAlteredIsFound(t *testing.T) {
	t.Parallel()
	other := common.Address{0x66}
	for name, lie := range map[string]func(e *chain.Notice) bool{
		"time":       func(e *chain.Notice) bool { e.Time++; return true },
		"parameters": altered(func(e *chain.Notice) **chain.Forward { return &e.Opened }, func(f *chain.Forward) { f.Params = []byte("others") }),
		"task":       altered(func(e *chain.Notice) **chain.Forward { return &e.Opened }, func(f *chain.Forward) { f.Task = []byte("another") }),
		"buyer":      altered(func(e *chain.Notice) **chain.Forward { return &e.Opened }, func(f *chain.Forward) { f.Buyer = other }),
		"price":      altered(func(e *chain.Notice) **chain.Forward { return &e.Opened }, func(f *chain.Forward) { f.Terms.Price = big.NewInt(1) }),
		"accepted":   altered(func(e *chain.Notice) **common.Address { return &e.Accepted }, func(a *common.Address) { *a = other }),
		"announced":  altered(func(e *chain.Notice) **common.Hash { return &e.Announced }, func(h *common.Hash) { h[0] ^= 1 }),
		"moved to":   altered(func(e *chain.Notice) **chain.Moved { return &e.Moved }, func(m *chain.Moved) { m.To = other }),
		"paid":       altered(func(e *chain.Notice) **chain.Paid { return &e.Settled }, func(p *chain.Paid) { p.Paid = big.NewInt(1) }),
		"words":      altered(func(e *chain.Notice) **chain.Paid { return &e.Settled }, func(p *chain.Paid) { p.Words++ }),
		"alone":      altered(func(e *chain.Notice) **chain.Paid { return &e.Settled }, func(p *chain.Paid) { p.Alone = false }),
		"reclaimed":  altered(func(e *chain.Notice) **chain.Ending { return &e.Reclaimed }, func(e *chain.Ending) { e.ToBuyer = big.NewInt(1) }),
		"closed":     altered(func(e *chain.Notice) **chain.Ending { return &e.Closed }, func(e *chain.Ending) { e.ToProvider = big.NewInt(1) }),
	} {
		w := newWorld(t, index.Options{})
		for range 3 {
			w.Mine()
		}
		first, second := w.Open(w.AssignedTerms()), w.Open(w.AssignedTerms())
		w.Accept(first)
		w.Announce(second)
		w.Settle(first, 0, 3, 5, 37_500)
		w.Move(first, chain.ProviderSide, indextest.Provider, common.Address{7})
		w.Reclaim(first, 150_000)
		w.Tell(chain.Notice{Forward: second, Closed: &chain.Ending{ToBuyer: new(big.Int), ToProvider: big.NewInt(5)}})
		w.Mine()
		l := &liar{world: w, lie: lie}
		deps := index.Deps{Log: zerolog.Nop(), Blocks: w, Events: l, Bodies: w, Clock: time.Now}
		x := index.New(deps, index.Options{Confirmations: 3})
		require.NoError(t, x.Look(t.Context()))
		require.True(t, l.lied, name)
		l.honest = true
		w.Mine()
		w.Mine()
		require.NoError(t, x.Look(t.Context()))
		require.EqualValues(t, 4, x.Standing().Confirmed.Number)

		fresh := index.New(deps, index.Options{Confirmations: 3})
		require.NoError(t, fresh.Look(t.Context()))
		require.Equal(t, fresh.Forwards(index.Query{Limit: 10}).Forwards, x.Forwards(index.Query{Limit: 10}).Forwards, name)
		opening, err := x.Opening(t.Context(), fresh.Forwards(index.Query{Limit: 1}).Forwards[0].Opened)
		require.NoError(t, err)
		require.Equal(t, "task params", string(opening.Task)+" "+string(opening.Params), name)
	}
}

func TestTroubleIsShownAndTriedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{})
	w.Trouble(errors.New("no route to it"))
	require.Error(t, w.index.Look(t.Context()))
	require.Equal(t, "no route to it", w.index.Standing().Trouble)
	w.Trouble(nil)
	w.look()
	require.Empty(t, w.index.Standing().Trouble)
	require.True(t, w.index.Standing().Following)
}

// What is told is told up to a head that was read, whatever becomes of a later one.
func TestAHeadIsToldOfOnceItIsRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{})
	events := &troubled{world: w}
	x := index.New(index.Deps{Log: zerolog.Nop(), Blocks: w, Events: events, Bodies: w, Clock: time.Now}, index.Options{})
	begun := w.Mine()
	events.trouble = errors.New("no logs")
	require.Error(t, x.Look(t.Context()))
	require.Zero(t, x.Standing().Head)
	require.Equal(t, begun, x.Standing().Aim)
	require.Zero(t, x.Progress())
	events.trouble = nil
	require.NoError(t, x.Look(t.Context()))
	require.Equal(t, begun, x.Standing().Head)

	later := w.Mine()
	events.trouble = errors.New("no logs")
	require.Error(t, x.Look(t.Context()))
	require.Equal(t, begun, x.Standing().Head)
	require.Equal(t, later, x.Standing().Aim)
	events.trouble = nil
	require.NoError(t, x.Look(t.Context()))
	require.Equal(t, later, x.Standing().Head)

	w.Open(w.Terms())
	w.Fork(1) // and what went away is not told of either
	w.Mine()
	w.Mine()
	events.trouble = errors.New("no logs")
	require.Error(t, x.Look(t.Context()))
	require.LessOrEqual(t, x.Standing().Head.Number, x.Standing().Read)
	require.NotEqual(t, later.Hash, x.Standing().Head.Hash)
}

func TestAFullIndexSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{MaxEvents: 10})
	for range 1000 {
		w.Open(w.Terms())
		w.Mine()
	}
	require.ErrorIs(t, w.index.Look(t.Context()), index.ErrFull)
	s := w.index.Standing()
	require.Contains(t, s.Trouble, "the index is full")
	require.Less(t, s.Forwards, 300)
	require.False(t, s.Following)
}

func TestPagesFitTogetherWhateverHappensBetweenThem(t *testing.T) {
	t.Parallel()
	for _, order := range []index.Order{index.ByOpening, index.ByStart, index.BySettleBy} {
		for _, descending := range []bool{false, true} {
			w := newWorld(t, index.Options{})
			w.Fill(50, 1)
			w.look()
			had := map[common.Hash]bool{}
			for _, f := range w.index.Forwards(index.Query{Limit: 100}).Forwards {
				had[f.ID] = false
			}
			query := index.Query{Order: order, Descending: descending, Limit: 7}
			var keys []uint64
			for pages := 0; ; pages++ {
				page := w.index.Forwards(query)
				for _, f := range page.Forwards {
					seen, is := had[f.ID]
					require.False(t, seen, "twice")
					if is {
						had[f.ID] = true
					}
					keys = append(keys, f.Terms.Start)
				}
				if page.Next == nil {
					break
				}
				require.Less(t, pages, 30)
				w.Fill(3, 1) // something opens, begins or ends between any two pages
				w.MineAfter(1000)
				w.look()
				query.After = page.Next
			}
			for id, seen := range had {
				require.True(t, seen, id)
			}
			if order == index.ByStart {
				if descending {
					slices.Reverse(keys)
				}
				require.True(t, slices.IsSorted(keys))
			}
		}
	}
}

func TestQueriesChoose(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{})
	open := w.Open(w.Terms())
	terms := w.AssignedTerms()
	terms.Unit, terms.Token, terms.Provider = common.Hash{1}, common.Address{2}, common.Address{3}
	terms.Start, terms.End = terms.Start+10_000, terms.End+10_000
	terms.SettleBy += 10_000
	assigned := w.Open(terms)
	w.Mine()
	w.Move(open, chain.BuyerSide, indextest.Buyer, common.Address{9})
	w.Mine()
	w.look()
	yes := true
	for name, tc := range map[string]struct {
		query index.Query
		want  []common.Hash
	}{
		"all":                {index.Query{}, []common.Hash{open, assigned}},
		"status":             {index.Query{Statuses: []chain.Status{chain.StatusProposed, chain.StatusClosed}}, []common.Hash{assigned}},
		"assigned":           {index.Query{Assigned: &yes}, []common.Hash{assigned}},
		"predicate":          {index.Query{Predicate: &common.Address{1}}, nil},
		"token":              {index.Query{Token: &indextest.Token}, []common.Hash{open}},
		"unit":               {index.Query{Unit: &common.Hash{1}}, []common.Hash{assigned}},
		"buyer at first":     {index.Query{Buyer: &indextest.Buyer}, []common.Hash{open, assigned}},
		"buyer now":          {index.Query{Buyer: &common.Address{9}}, []common.Hash{open}},
		"provider":           {index.Query{Provider: &common.Address{3}}, []common.Hash{assigned}},
		"window from":        {index.Query{From: indextest.Begin + 8000}, []common.Hash{assigned}},
		"window until":       {index.Query{Until: indextest.Begin + 8000}, []common.Hash{open}},
		"window in between":  {index.Query{From: indextest.Begin + 7200, Until: indextest.Begin + 13_600}, nil},
		"newest first":       {index.Query{Descending: true}, []common.Hash{assigned, open}},
		"by the latest time": {index.Query{Descending: true, Order: index.BySettleBy}, []common.Hash{assigned, open}},
	} {
		tc.query.Limit = 10
		var ids []common.Hash
		for _, f := range w.index.Forwards(tc.query).Forwards {
			ids = append(ids, f.ID)
		}
		require.Equal(t, tc.want, ids, name)
	}
}

func TestChangesThatAreGoneAreSaidToBe(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{})
	w.look()
	news := w.index.Changes(w.index.Sequence(), 10)
	require.True(t, news.Whole)
	for range 10_000 {
		w.Mine()
		w.look()
	}
	<-news.More
	last := w.index.Sequence()
	news = w.index.Changes(last-4096, 5000)
	require.True(t, news.Whole)
	require.Len(t, news.Changes, 4096)
	require.Equal(t, last, news.Changes[4095].Sequence)
	for _, after := range []uint64{0, last - 4097, last + 1} {
		require.False(t, w.index.Changes(after, 10).Whole, after)
	}
}

// However many offers strangers post, what happened to forwards is kept.
func TestAFloodOfOffersPushesNothingElseOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{})
	w.look()
	before := w.index.Sequence()
	w.index.TellOffer(index.OfferChange{Standing: "first"})
	w.Mine()
	w.look()
	heads := w.index.Sequence()
	for range 20_000 {
		w.index.TellOffer(index.OfferChange{Standing: "flood"})
	}
	w.Mine()
	w.look()
	last := w.index.Sequence()
	news := w.index.Changes(before, 1)
	require.True(t, news.Whole)
	require.NotNil(t, news.Changes[0].Head)
	require.Equal(t, heads, news.Changes[0].Sequence)
	require.Equal(t, heads+20_000-4096, news.OffersGone)
	news = w.index.Changes(heads, 10_000)
	require.True(t, news.Whole)
	require.Len(t, news.Changes, 4097)
	require.NotNil(t, news.Changes[4096].Head)
	for i, c := range news.Changes {
		require.Equal(t, last-4096+uint64(i), c.Sequence)
	}
	require.Zero(t, w.index.Changes(news.OffersGone, 10).OffersGone)
}

// Bodies are read again where they were let go of.
func TestBodiesComeAndGo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, index.Options{MaxBytes: 5000})
	first := w.Open(w.Terms())
	w.Settle(first, 0, 1, 1, 150_000)
	w.Mine()
	w.Fill(20, 1)
	w.look()
	f := w.forward(first)
	for range 2 {
		opening, err := w.index.Opening(t.Context(), f.Opened)
		require.NoError(t, err)
		require.Equal(t, "task", string(opening.Task))
		settlement, err := w.index.Settlement(t.Context(), f.Settlements[0].At)
		require.NoError(t, err)
		require.Len(t, settlement.Payload, 3)
	}
}

// What 10,000 forwards and 100,000 events take, and that it is no more than it should be; -v prints it.
func TestMemoryIsBounded(t *testing.T) { //nolint:paralleltest // it measures
	w := newWorld(t, index.Options{})
	w.Fill(10_000, 17)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	begun := time.Now()
	w.look()
	took := time.Since(begun)
	runtime.GC()
	runtime.ReadMemStats(&after)
	s := w.index.Standing()
	require.Equal(t, 10_000, s.Forwards)
	require.Greater(t, s.Events, 100_000)
	bytes := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	require.Less(t, bytes, int64(80<<20))
	t.Logf("%d forwards and %d events: %.1f MiB, read in %s", s.Forwards, s.Events, float64(bytes)/(1<<20), took.Round(time.Millisecond))
}
