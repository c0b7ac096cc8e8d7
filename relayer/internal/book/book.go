package book

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/owned"
)

// Why an offer is not taken in.
var (
	ErrRefused = errors.New("the offer is not taken in")
	ErrFull    = errors.New("the book has no room for it")
	ErrBusy    = errors.New("as many offers are judged just now as may be at once")
)

// How much a book holds unless it is told otherwise, and how long.
const (
	DefaultMost      = 1000
	DefaultMostOfOne = 50
	uncoveredFor     = 6 * time.Hour      // until one whose money is gone is forgotten
	overFor          = 7 * 24 * time.Hour // until one that is over is forgotten
	atOnce           = 4                  // that are judged
	mostBonds        = 100                // prices that a bond may be
	looksMissing     = 3                  // that find nothing behind an offer until it gives way to any other
)

// offers is the contract that takes offers.
type offers interface {
	Signed(ctx context.Context, at chain.Head, s offer.Signed) (fault, err error)
	JudgeRest(ctx context.Context, at chain.Head, s offer.Signed, permit2 common.Address) (chain.Judgement, error)
	Footings(ctx context.Context, at chain.Head, list []offer.Signed, permit2 common.Address) ([]chain.Footing, error)
}

// blocks is the chain.
type blocks interface {
	Head(ctx context.Context) (chain.Head, error)
}

// Deps are what a book asks.
type Deps struct {
	Log    zerolog.Logger
	Blocks blocks
	Offers offers
	Clock  func() time.Time
	// Params reads parameters under a predicate's key; an error is about the parameters, or nothing can be found out.
	Params func(ctx context.Context, key common.Hash, preimage []byte) (commitment statement.Word, unit common.Hash, err error)
	// Tell is told of each offer that came or stands otherwise. It is called in order and must not wait.
	Tell func(Entry)
}

// Options are what a book takes in.
type Options struct {
	Folder     string // that the offers lie in; nobody else writes to it
	ChainID    uint64
	Contract   common.Address
	Permit2    common.Address // zero where there is none
	Tokens     []common.Address
	Predicates map[common.Address]common.Hash // with their keys
	Most       int                            // offers in all
	MostOfOne  int                            // of one maker
}

// Book is one. Its methods may be called at once.
type Book struct {
	deps    Deps
	opts    Options
	folder  *os.Root
	judging chan struct{}
	senders sync.Map // whose offer is judged just now

	own *owned.Folder

	looking sync.Mutex // one look at the chain at a time

	changing sync.Mutex // one change at a time: it is decided, and its file is written, while others read
	last     uint64     // number that was given
	turn     uint64     // of the offers that were judged last

	mu      sync.RWMutex // never held while a disk or anything else is waited for
	entries map[common.Hash]*Entry
	heard   []chan<- offer.Signed // of those that new offers are passed on to
}

// New opens a book with what lies in its folder. Nothing of that is listed before the chain was looked at.
func New(deps Deps, opts Options) (*Book, error) {
	opts.Most, opts.MostOfOne = cmp.Or(opts.Most, DefaultMost), cmp.Or(opts.MostOfOne, DefaultMostOfOne)
	b := &Book{deps: deps, opts: opts, judging: make(chan struct{}, atOnce), entries: map[common.Hash]*Entry{}}
	if b.deps.Tell == nil {
		b.deps.Tell = func(Entry) {}
	}
	if err := b.open(); err != nil {
		return nil, fmt.Errorf("open the book of offers in %s: %w", opts.Folder, err)
	}
	return b, nil
}

// Close gives the folder free.
func (b *Book) Close() error { return errors.Join(b.folder.Close(), b.own.Release()) }

// purse is the money that offers are backed by.
type purse struct{ maker, token common.Address }

func (e *Entry) purse() purse { return purse{e.Signed.Maker(), e.Signed.Terms.Token} }

// set has an entry be read from now on. Whoever calls it is the one that changes.
func (b *Book) set(e *Entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.entries[e.Hash] = e
}

// all is every entry, the oldest first.
func (b *Book) all() []*Entry {
	b.mu.RLock()
	defer b.mu.RUnlock()
	all := make([]*Entry, 0, len(b.entries))
	for _, e := range b.entries {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *Entry) int { return cmp.Compare(a.Number, b.Number) })
	return all
}

// Offer is one offer by its hash.
func (b *Book) Offer(hash common.Hash) (Entry, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	e, found := b.entries[hash]
	if !found {
		return Entry{}, false
	}
	return *e, true
}

// Query is what offers are asked for; what is nil or empty does not matter.
type Query struct {
	Side      *offer.Side
	Predicate *common.Address
	Token     *common.Address
	Maker     *common.Address
	Unit      *common.Hash
	Standings []Standing
	Before    uint64 // number of the last offer that was told; 0 begins with the latest
	Limit     int
}

// Offers are those that a query is about, the latest first, and whether there are more.
func (b *Book) Offers(q Query) (found []Entry, more bool) {
	all := b.all()
	slices.Reverse(all)
	for _, e := range all {
		if q.Before != 0 && e.Number >= q.Before || !q.fits(e) {
			continue
		}
		if len(found) == q.Limit {
			return found, true
		}
		found = append(found, *e)
	}
	return found, false
}

func (q *Query) fits(e *Entry) bool {
	s := e.Signed
	return fits(q.Side, s.Side) && fits(q.Predicate, s.Terms.Predicate) && fits(q.Token, s.Terms.Token) && fits(q.Maker, s.Maker()) &&
		fits(q.Unit, s.Terms.Unit) && (len(q.Standings) == 0 || slices.Contains(q.Standings, e.Standing))
}

func fits[T comparable](asked *T, has T) bool { return asked == nil || *asked == has }
