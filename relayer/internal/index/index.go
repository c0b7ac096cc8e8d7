package index

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// ErrFull says that there is more in the chain than is kept.
var ErrFull = errors.New("the index is full")

// blocks is the chain.
type blocks interface {
	Head(ctx context.Context) (chain.Head, error)
	Below(ctx context.Context, at chain.Head, back uint64) (chain.Head, error)
	Agreed(ctx context.Context, at chain.Head) (chain.Head, error)
}

// events is what the escrow told.
type events interface {
	Notices(ctx context.Context, at chain.Head, from, upTo uint64) (notices []chain.Notice, leftOut int, err error)
}

// bodies reads again what was too long to keep.
type bodies interface {
	OpeningAt(ctx context.Context, at chain.Head, where chain.Place) (chain.Forward, error)
	SettlementAt(ctx context.Context, at chain.Head, where chain.Place) (chain.Settlement, error)
	GroupAt(ctx context.Context, at chain.Head, where chain.Place) (chain.GroupSettlement, error)
}

// Deps are what an index reads. The client and the escrow of package chain are both.
type Deps struct {
	Log    zerolog.Logger
	Blocks blocks
	Events events
	Bodies bodies
	Clock  func() time.Time
}

// Options are how an index reads.
type Options struct {
	First         uint64        // block worth reading
	Confirmations uint64        // blocks, its own included, until something counts as confirmed; at least 1
	Poll          time.Duration // how often the chain is looked at
	MaxEvents     int           // that are kept, openings included
	MaxBytes      int           // of parameters, tasks, payloads and proofs that are kept
}

// What an index keeps unless it is told otherwise: some hundreds of megabytes at the most.
const (
	DefaultMaxEvents = 1_000_000
	DefaultMaxBytes  = 64 << 20
)

// Index is the index. Its methods may be called at once.
type Index struct {
	deps    Deps
	opts    Options
	changes changes
	bodies  *cache
	reading chan struct{} // room for bodies that are read from the chain

	// The follower's own.
	stretch uint64
	aim     mark           // the head that was last read towards: what was read is in its chain
	looks   []mark         // heads that were read to, oldest first
	recent  []chain.Notice // that are not confirmed, in order
	run     []settled      // of the transaction that was read last, for the group that may come after them
	said    time.Time      // when it was last said how far the reading is
	lagging time.Time      // since when the endpoint has been behind what was read; zero if it is not

	mu         sync.RWMutex
	rows       []*Forward // in the order of their opening
	byID       map[common.Hash]*Forward
	told       []mark // blocks with events, oldest first
	kept       int    // events
	leftOut    int
	counts     map[chain.Status]int
	predicates map[common.Address]int
	tokens     map[common.Address]int
	generation uint64 // of rows: another one has other rows
	standing   Standing
	orders     orders
}

// mark is a block that was read.
type mark struct {
	number uint64
	hash   common.Hash
}

// settled is where a settlement is kept.
type settled struct {
	row *Forward
	at  int
}

// Standing is how far the index is.
type Standing struct {
	Following bool       // it has caught up with the head at least once
	Head      chain.Head // up to which everything was read; none before it was once
	Aim       chain.Head // that is read towards, Head once it is read
	Read      uint64     // up to which block, First−1 before anything was read
	Confirmed chain.Head // the last block that counts as confirmed; none before anything was
	Looked    time.Time  // when the chain was last looked at without trouble
	Trouble   string     // why it was not since, empty if it was

	Forwards, Events, LeftOut int
	ByStatus                  map[chain.Status]int
}

// New makes an index that has read nothing yet.
func New(deps Deps, opts Options) *Index {
	if opts.MaxEvents == 0 {
		opts.MaxEvents = DefaultMaxEvents
	}
	if opts.MaxBytes == 0 {
		opts.MaxBytes = DefaultMaxBytes
	}
	opts.Confirmations, opts.First = max(opts.Confirmations, 1), max(opts.First, 1) // the first block of a chain tells nothing
	x := &Index{deps: deps, opts: opts, bodies: newCache(opts.MaxBytes), reading: make(chan struct{}, readsAtOnce), stretch: firstStretch}
	x.changes.init()
	x.empty()
	return x
}

// empty forgets everything.
func (x *Index) empty() {
	x.rows, x.told, x.kept, x.leftOut = nil, nil, 0, 0
	x.byID, x.counts = map[common.Hash]*Forward{}, map[chain.Status]int{}
	x.predicates, x.tokens = map[common.Address]int{}, map[common.Address]int{}
	x.generation++
	x.standing.Read = x.opts.First - 1
}

// Standing is how far the index is.
func (x *Index) Standing() Standing {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.stands()
}

func (x *Index) stands() Standing {
	s := x.standing
	s.Forwards, s.Events, s.LeftOut = len(x.rows), x.kept, x.leftOut
	s.ByStatus = make(map[chain.Status]int, len(x.counts))
	for status, n := range x.counts {
		if n > 0 {
			s.ByStatus[status] = n
		}
	}
	return s
}

// Progress is how much of the chain is read, from 0 to 1.
func (x *Index) Progress() float64 {
	s := x.Standing()
	whole := float64(s.Aim.Number) - float64(x.opts.First) + 1
	if s.Aim.Hash == (common.Hash{}) || whole <= 0 {
		return 0
	}
	return min(1, max(0, (float64(s.Read)-float64(x.opts.First)+1)/whole))
}

// Confirmations is how many blocks, its own included, something needs to count as confirmed.
func (x *Index) Confirmations() uint64 { return x.opts.Confirmations }

// First is the first block that is read.
func (x *Index) First() uint64 { return x.opts.First }

// Forward is one forward by its id.
func (x *Index) Forward(id common.Hash) (Forward, Standing, bool) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	row, found := x.byID[id]
	if !found {
		return Forward{}, x.stands(), false
	}
	return *row, x.stands(), true
}

// Predicates are those that forwards name, and how many do.
func (x *Index) Predicates() map[common.Address]int { return x.copied(&x.predicates) }

// Tokens are those that forwards are paid in, and how many are.
func (x *Index) Tokens() map[common.Address]int { return x.copied(&x.tokens) }

func (x *Index) copied(counted *map[common.Address]int) map[common.Address]int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	all := make(map[common.Address]int, len(*counted))
	for address, n := range *counted {
		if n > 0 {
			all[address] = n
		}
	}
	return all
}
