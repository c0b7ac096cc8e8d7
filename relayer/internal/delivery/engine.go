package delivery

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"math/big"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/crew"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
)

// view reads the chain, each time at the block it is given.
type view interface {
	// Heads are the newest block and the one that lies back blocks below it.
	Heads(ctx context.Context, back uint64) (newest, below chain.Head, err error)
	// Endpoint is the name of the endpoint that is read.
	Endpoint() string
	// State returns where a forward stands and when h was announced for it.
	State(ctx context.Context, at chain.Head, f *chain.Forward, h common.Hash) (State, error)
	// States is State of many at once. It may leave some out.
	States(ctx context.Context, at chain.Head, asked []Ask) (map[common.Hash]State, error)
}

// witness reads from the chain what is looked at once.
type witness interface {
	// Agreed is a block as a witness for what cannot be taken back: what is read at it is what all say who have to agree. It is
	// a chain.ErrDisagree or a chain.ErrTooFew where they do not.
	Agreed(ctx context.Context, at chain.Head) (chain.Head, error)
	// Settlements returns how a forward was settled, in order.
	Settlements(ctx context.Context, at chain.Head, f *chain.Forward) ([]chain.Settlement, error)
	// PaidBack is what the reclaim of a forward paid this relayer's account of the bond.
	PaidBack(ctx context.Context, at chain.Head, f *chain.Forward) (*big.Int, error)
	// AcceptedFor is whom a forward that was accepted made its provider.
	AcceptedFor(ctx context.Context, at chain.Head, f *chain.Forward) (common.Address, error)
	// CheckPredicate says whether a contract is the one that verifies a predicate's proofs, under its key and some of those it
	// has for batches, which are returned: ErrOtherPredicate if it is not, another error if that could not be found out.
	CheckPredicate(ctx context.Context, at chain.Head, contract common.Address, p *Predicate) (batches []*keys.Bundle, err error)
}

// wallet signs, without sending. It refuses, with the contract's reason, what the contract would refuse now, and what could cost
// more than so many wei; nil is no such bound.
type wallet interface {
	SignAnnounce(ctx context.Context, forward, h common.Hash, most *big.Int) (journal.Transaction, error)
	SignSettle(ctx context.Context, d chain.Delivery, most *big.Int) (journal.Transaction, error)
	// SignGroup is a transaction with the call that settles a group. What of it would be skipped it does not say.
	SignGroup(ctx context.Context, call []byte, most *big.Int) (journal.Transaction, error)
	// SignAccept is an acceptance for the account itself, which stakes the bond.
	SignAccept(ctx context.Context, f chain.Forward, most *big.Int) (journal.Transaction, error)
	SignCommit(ctx context.Context, f chain.Forward, commitment common.Hash) (journal.Transaction, error)
	SignDraw(ctx context.Context, f chain.Forward) (journal.Transaction, error)
	// SignReclaim has what is left of a forward whose window is over go back to both sides.
	SignReclaim(ctx context.Context, f chain.Forward, most *big.Int) (journal.Transaction, error)
	// Replace signs a transaction anew, under its nonce and for higher fees.
	Replace(ctx context.Context, old journal.Transaction, most *big.Int) (journal.Transaction, error)
	// Cancel signs, under a transaction's nonce and for higher fees, one that does nothing.
	Cancel(ctx context.Context, old journal.Transaction) (journal.Transaction, error)
	// SignNothing is, under a nonce that something else waits under, a transaction that does nothing.
	SignNothing(ctx context.Context, nonce uint64) (journal.Transaction, error)
	// Nonces are the account's next nonce in the chain and the next one that nothing known to the endpoint has.
	Nonces(ctx context.Context) (mined, next uint64, err error)
	// Mined is its next nonce at a block.
	Mined(ctx context.Context, at chain.Head) (uint64, error)
	// Ours says whether a transaction is of the account that is signed for now.
	Ours(tx journal.Transaction) (bool, error)
}

// network sends signed transactions and finds them again.
type network interface {
	// MaySend is an ErrUnsent if another process may send for the account by now.
	MaySend(ctx context.Context) error
	Send(ctx context.Context, tx journal.Transaction) error
	// Fate is what became of a transaction for a forward: one that settles a group may leave it out. What another one took the
	// nonce of is Replaced once that is so in the final block.
	Fate(ctx context.Context, tx journal.Transaction, forward common.Hash, final chain.Head) (Fate, error)
}

// purse says what an account has to work with.
type purse interface {
	// Costs is about what transactions for a predicate cost at present.
	Costs(ctx context.Context, p *Predicate) (chain.Costs, error)
	// Funds is what the account has at a block.
	Funds(ctx context.Context, at chain.Head, token common.Address) (Funds, error)
	// Owed is what the escrow owes it of a token, instead of having paid it.
	Owed(ctx context.Context, at chain.Head, token common.Address) (*big.Int, error)
}

// State is where a forward stands at one block.
type State struct {
	Status chain.Status
	// AnnouncedAt is when the h that was asked about was first announced, 0 if never.
	AnnouncedAt uint64
	// The others are of assigned forwards: how far their settlements came, and whether this relayer's account may settle more.
	Delivered  *big.Int
	Cursor     uint64
	MayDeliver bool
	Holds      bool // it holds the provider's position itself: what goes to the provider is paid to it
	// Of those with two rounds: what was committed to and the challenge, zero as long as there is none.
	Commitment, Beacon common.Hash
}

// Fate is what became of a signed transaction.
type Fate int

const (
	// Waiting: it is in no block, and its nonce is free, or may be again: it can still be mined.
	Waiting Fate = iota
	// Mined: it is in a block and did what it should.
	Mined
	// Refused: it is in a block, and the contract refused it, or left the forward out.
	Refused
	// Replaced: another transaction took its nonce; it can never be mined.
	Replaced
)

type parameters interface {
	OpenParams(ctx context.Context, preimage []byte) (sdk.Params, error)
	CommitParams(ctx context.Context, json []byte) (sdk.Params, error)
}

type predicate interface {
	parameters
	Check(ctx context.Context, request sdk.CheckRequest) (sdk.Verdict, error)
	Assign(ctx context.Context, request sdk.AssignRequest) (sdk.Assignment, error)
}

// committer is a predicate of two rounds.
type committer interface {
	CommitOutput(ctx context.Context, request sdk.CommitRequest) (sdk.OutputCommitment, error)
}

// expects says how long a proof takes here, by the last one or by its size.
type expects interface {
	Expected(bundle *keys.Bundle) time.Duration
}

// changes is the journal to whoever changes entries.
type changes interface {
	Change(forward common.Hash, how func(old *journal.Delivery) (*journal.Delivery, error)) (*journal.Delivery, error)
}

// askBook keeps what was signed last for each of the operator's asks.
type askBook interface {
	// Ask is a journal.ErrNotFound where nothing was signed yet.
	Ask(name string) (signed []byte, err error)
	// KeepAsk errs, and keeps nothing, where another process signs by now.
	KeepAsk(name string, signed []byte) error
}

type store interface {
	changes
	found
	askBook
	Load(forward common.Hash) (*journal.Delivery, error)
	// Since are the entries that were written after a change, 0 for all of them, and the last change there was.
	Since(change int64) (whole []*journal.Delivery, unreadable map[common.Hash]error, last int64, err error)
}

// hands are those that work.
type hands interface {
	Begin(ctx context.Context, w crew.Work) error
	Drop(ctx context.Context, forward common.Hash) (dropped []common.Hash, err error)
	States(ctx context.Context) (map[common.Hash]crew.State, error)
	// Now is the clock that all go by who share the database.
	Now(ctx context.Context) (time.Time, error)
	// Changed is closed when work that was done in this process ends.
	Changed() <-chan struct{}
}

// ErrOtherPredicate says that a contract's code or key is not that of a bundle.
var ErrOtherPredicate = errors.New("the contract is another predicate")

// Predicate is a predicate that this relayer can prove.
type Predicate struct {
	Name         string
	PayloadWords int
	TwoRounds    bool
	Limits       sdk.Limits
	Plugin       predicate
	Bundle       *keys.Bundle
	Batches      []*keys.Bundle // for several statements at once, in no order
}

// Deps is what the engine works with.
type Deps struct {
	Log        zerolog.Logger
	View       view
	Events     follower
	Witness    witness
	Wallet     wallet
	Network    network
	Purse      purse
	Offers     offers   // for those that Options.Bids names; else it may be nil
	Policies   []Policy // of asks that are to stand; without --accept none does
	Market     market   // for those; else it may be nil
	Predicates []*Predicate
	Prover     expects
	Journal    store
	Hands      hands
	// Pack makes the call that settles a group; nil is chain.PackGroup.
	Pack func(chain.Group) ([]byte, error)
	// Clock is the wall clock. It makes the engine more careful: a node that hangs does not make it late. By what it is steadily ahead
	// of new blocks it counts for less.
	Clock func() time.Time
	// Observe, which may be nil, hears of each step, and Looked, likewise, of each look at the chain. They hold up whatever
	// calls them.
	Observe func(Event)
	Looked  func(Look)
}

// Options is what an operator decides.
type Options struct {
	ChainID       *big.Int
	Escrow        common.Address
	FirstBlock    uint64 // where the escrow's events begin
	ClaimDelay    uint64 // seconds, the escrow's
	Recipient     common.Address
	MaxAttempts   int
	Confirmations uint64
	MinPrice      *big.Int
	Tokens        []common.Address // in which a price counts; none means any
	// Buyers are those, by the openings of their forwards, that are worked for; none means any but DeniedBuyers.
	Buyers, DeniedBuyers []common.Address
	DeniedPredicates     []common.Address // contracts that are not delivered to
	Margin               time.Duration
	Poll                 time.Duration
	Development          []uint64 // chains, beside tercet's and anvil's, where nothing has value
	Tasks                Tasks
	Workers              int           // forwards that are worked on at once; 0 stands for DefaultWorkers
	Provers              int           // proofs that are made at once; 0 stands for one
	Gather               time.Duration // how long what can be proved, or settled, waits for others to go with, while there are some
	// Worth is how much wei a base unit of a token is worth, for those that the operator says it of. FeeShare is which part of
	// what a delivery brings may go for gas, in percent; 0 stands for DefaultFeeShare.
	Worth    map[common.Address]*big.Rat
	FeeShare uint64
	// CoolDown is for how long nothing new is begun after a window was missed; 0 is not at all.
	CoolDown time.Duration
	// Accept has proposed forwards be accepted, for Account. MaxBonds is how much of a token may be at stake together, Reserve the
	// wei that no acceptance is paid from; nothing of those that are left out is staked, and nil is no reserve.
	Accept   bool
	Account  common.Address
	MaxBonds map[common.Address]*big.Int
	Reserve  *big.Int
	// Bids is a folder of bids that are filled where the forward that comes of it would be accepted; it goes with Accept.
	Bids Bids
	// AskFolder has the files of the asks of Deps.Policies, for OfferContract, and Books are the addresses that they are posted to.
	AskFolder     string
	OfferContract common.Address
	Books         []string
	// ExecuteCost is how much wei an attempt of the executor costs, and ProveCost a second of proving; nil is nothing.
	ExecuteCost, ProveCost *big.Int
}

// DefaultWorkers is how many forwards are worked on at once where nobody says otherwise.
const DefaultWorkers = 2

// ErrNoFloor says that anybody could have this relayer work for something worthless.
var ErrNoFloor = errors.New("no least price in tokens that are worth something")

// check refuses, where there may be money, to take what costs a stranger nothing to offer.
func (o Options) check() error {
	one := big.NewInt(1)
	if chain.IsDevelopment(o.ChainID.Uint64(), o.Development...) || len(o.Tokens) > 0 && o.MinPrice.Cmp(one) > 0 {
		return nil
	}
	return fmt.Errorf("take forwards on chain %v: %w: it is no development chain, and anybody may open forwards for nothing "+
		"there; set --token to those you take and --min-price, above %v, to what the work costs", o.ChainID, ErrNoFloor, one)
}

// Engine delivers forwards.
type Engine struct {
	Deps
	opts Options
	upTo int64 // the last change of the journal that was read

	mu        sync.Mutex
	forwards  map[common.Hash]*chain.Forward
	closed    map[common.Hash]uint64            // those there is nothing to do for any more, and until when they could be opened, in Unix seconds
	entries   map[common.Hash]*journal.Delivery // but for what was forgotten; replaced, never changed, so that readers need no lock
	past      past                              // what was forgotten
	lately    map[common.Hash]time.Duration     // how long the proof took, by key, that was read last
	working   map[common.Hash]crew.State        // what is worked on, or has to wait after trouble
	told      map[common.Hash]string
	resting   map[common.Hash]rest // those that are not looked at with every tick
	lightened map[common.Hash]bool // those whose parameters and task lie in the journal
	seen      map[common.Hash]bool // those that were looked at by this process
	touched   map[common.Hash]bool // those that events named since the last tick
	operators bool                 // an event may be about any that somebody accepted
	approved  map[common.Hash]bool // those that one may be about, and that were not looked at for it yet
	endpoint  string               // that the last tick's blocks are from; for Tick alone
	admitted  map[common.Hash]admission
	matches   map[common.Address]match
	since     map[common.Hash]uint64   // the block at which a transaction was first seen to wait; for Tick alone
	receipts  map[receiptOf]uint64     // the block at which a receipt was first shown for what no block shows; for Tick alone
	groups    groups                   // for Tick alone
	later     []func() error           // what a tick sends after the settlements; for Tick alone
	doubt     string                   // of the last tick; for Tick alone
	vouched   map[common.Address]bool  // predicate contracts whose code is agreed on; for Tick alone
	cleared   bool                     // what waits for nothing was seen to in this tick; for Tick alone
	gap       gap                      // for Tick alone
	foreign   foreign                  // for Tick alone
	taken     map[uint64]bool          // nonces of transactions that can never be mined; whether another program took them
	away      bool                     // who signs did not answer in this tick, and is not waited for again; for Tick alone
	present   present                  // for Tick alone
	purse     purseAt                  // for Tick alone
	staked    map[common.Hash]bool     // what is accepted at the newest block, though not for good; for Tick alone
	counted   *tally                   // nil once an entry was changed
	accepts   int                      // what was accepted in this tick; for Tick alone
	queue     int                      // of transactions that settle what is in hand; for Tick alone
	recent    map[common.Hash]recent   // what ended lately; for Tick alone
	lost      map[common.Hash]uint64   // the block at which a live one's opening was first not in the chain; for Tick alone
	yielded   map[common.Hash]uint64   // until when a reclaim that made way is not signed anew, in Unix seconds; for Tick alone
	lacking   map[common.Hash]bool     // accepted forwards that the account may not deliver; for Tick alone
	pledges   map[common.Hash]bool     // held ones that the journal has no acceptance of: whether the bond is ours all the same
	fillings  map[common.Hash]*filling // of forwards that come, or came, of filling a bid
	bids      []*bid                   // those of the folder, what was put there first first
	bidsMore  bool                     // there are more; for Tick alone
	spurned   []spurned                // for Tick alone
	asks      []*ask                   // in the order of their names
	posting   []bool                   // by book: it is spoken to
	aside     sync.WaitGroup           // what is done for asks beside the ticks; it ends with them, and nothing waits for that
	following following
	sweep     sweep                  // for Tick alone
	lead      lead                   // for Tick alone
	ahead     map[common.Hash]answer // what this tick read before it came to it; for Tick alone
	more      bool                   // there are some that this tick did not come to
	unseen    bool                   // and assigned ones that no tick did before, or of which it is not known whose bond is in them; for Tick alone
	wondered  map[common.Hash]bool   // these last
	shared    shared
	griefs    griefs
	bidGriefs griefs // over the parameters of bids, which are kept though their files go
	service   service
}

// New makes an engine that goes on where the journal ends. A forward whose entry cannot be read is left alone, and that is
// said at every start: to begin it anew could mean to announce it twice.
func New(deps Deps, opts Options) (*Engine, error) {
	if err := opts.check(); err != nil {
		return nil, err
	}
	opts.Workers = cmp.Or(opts.Workers, DefaultWorkers)
	opts.Tasks.known = new(taskIndex)
	if deps.Observe == nil {
		deps.Observe = func(Event) {}
	}
	if deps.Pack == nil {
		deps.Pack = chain.PackGroup
	}
	if deps.Looked == nil {
		deps.Looked = func(Look) {}
	}
	e := &Engine{
		Deps: deps, opts: opts,
		forwards: map[common.Hash]*chain.Forward{},
		closed:   map[common.Hash]uint64{},
		lately:   map[common.Hash]time.Duration{},
		past:     past{executed: map[common.Hash]took{}, proved: map[common.Hash]took{}},
		entries:  map[common.Hash]*journal.Delivery{},
		working:  map[common.Hash]crew.State{},
		told:     map[common.Hash]string{},
		resting:  map[common.Hash]rest{},
		ahead:    map[common.Hash]answer{},
		seen:     map[common.Hash]bool{}, lightened: map[common.Hash]bool{}, approved: map[common.Hash]bool{},
		touched:  map[common.Hash]bool{},
		admitted: map[common.Hash]admission{},
		matches:  map[common.Address]match{},
		since:    map[common.Hash]uint64{},
		receipts: map[receiptOf]uint64{},
		vouched:  map[common.Address]bool{},
		taken:    map[uint64]bool{},
		recent:   map[common.Hash]recent{},
		lost:     map[common.Hash]uint64{},
		yielded:  map[common.Hash]uint64{},
		lacking:  map[common.Hash]bool{},
		pledges:  map[common.Hash]bool{},
		wondered: map[common.Hash]bool{},
		fillings: map[common.Hash]*filling{},
		asks:     sortedPolicies(deps.Policies, len(opts.Books)), posting: make([]bool, len(opts.Books)),
	}
	if err := e.read(); err != nil {
		return nil, err
	}
	if err := e.resume(); err != nil {
		return nil, err
	}
	e.resumeFills()
	e.warn()
	return e, nil
}

// always is until when a forward is closed of which it is not known when its window is over.
const always = math.MaxUint64

// read takes over what was written to the journal since it was read last.
func (e *Engine) read() error {
	entries, unreadable, last, err := e.Journal.Since(e.upTo)
	if err != nil {
		return fmt.Errorf("read the journal: %w", err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.upTo = last
	if len(entries) > 0 {
		e.counted = nil
	}
	for _, d := range entries {
		if d.ChainID != e.opts.ChainID.Uint64() || d.Escrow != e.opts.Escrow {
			e.Log.Warn().Stringer("forward", d.Forward).Uint64("chain", d.ChainID).Stringer("escrow", d.Escrow).
				Msg("the journal has a delivery for another escrow; it is left alone")
			continue
		}
		e.entries[d.Forward] = d
		if d.Bonded && !ended(d) {
			e.pledges[d.Forward] = true
		}
		if d.Stage == journal.Proved && d.Proving > 0 {
			e.lately[d.ProvingKey] = min(d.Proving, longest)
		}
		if _, closed := e.closed[d.Forward]; finished(d) && !closed && !d.Doubted { // by whoever worked on it, or before this process began
			e.closed[d.Forward] = always
			if f := e.forwards[d.Forward]; f != nil {
				e.closed[d.Forward], e.following.over = f.Terms.SettleBy, append(e.following.over, d.Forward)
			}
		}
	}
	for forward, reason := range unreadable {
		e.leaveUnread(forward, reason)
	}
	return nil
}

// muster finds out who works on what, and then what came of it: what ended in between shows in the journal. Work that a silent
// worker has is taken from it, and begun anew with the next tick.
func (e *Engine) muster(ctx context.Context) error {
	if err := e.askTime(ctx); err != nil {
		return err
	}
	states, err := e.Hands.States(ctx)
	if err != nil {
		return err
	}
	for forward, state := range states {
		if !state.Live || !state.Silent {
			continue
		}
		e.Log.Warn().Stringer("forward", forward).Str("worker", state.Worker).Msg("its worker is not heard of; the work is begun anew")
		if _, err := e.Hands.Drop(ctx, forward); err != nil {
			return err
		}
	}
	e.mu.Lock()
	e.working = states
	e.mu.Unlock()
	return e.read()
}

// busy says whether a forward is being worked on, or waits for a worker.
func (e *Engine) busy(forward common.Hash) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.working[forward].Live
}

// drop ends the work on a forward, and on those that it is worked on with, if there is any, and says whether there was. Work
// that is dropped cannot say any more that it ended, and did not crash.
func (e *Engine) drop(ctx context.Context, forward common.Hash) (was bool, err error) {
	e.mu.Lock()
	state, begun := e.working[forward]
	e.mu.Unlock()
	if !begun {
		return false, nil
	}
	dropped, err := e.Hands.Drop(ctx, forward)
	if err != nil || !state.Live {
		return state.Live, err
	}
	for _, one := range dropped {
		err := e.change(one, func(next *journal.Delivery) { next.Crashes = 0 })
		if err != nil && !errors.Is(err, errFinished) {
			return true, err
		}
	}
	return true, nil
}

// Tick looks at the chain once and does what can be done now. Trouble with one forward does not keep it from the others.
func (e *Engine) Tick(ctx context.Context) error {
	started := time.Now()
	var now Look
	now.Err = e.look(ctx, &now)
	now.Took = time.Since(started)
	if ctx.Err() == nil { // what was cut short tells nothing
		e.Looked(now)
	}
	return now.Err
}

func (e *Engine) look(ctx context.Context, now *Look) error {
	if err := e.muster(ctx); err != nil {
		return err
	}
	at, err := e.blocks(ctx)
	if err != nil {
		return err
	}
	e.trust(e.View.Endpoint())
	e.watchClock(at)
	if err := e.scan(ctx, at); err != nil {
		return err
	}
	now.Head, now.Final, now.Read = at.head, at.final, true
	e.griefs.tick()
	e.bidGriefs.tick()
	e.opts.Tasks.known.tick()
	e.queue = e.queued()
	workers := e.workers()
	e.groups, e.later, e.cleared, e.away, e.more = newGroups(e.groups), nil, false, false, false
	e.staked, e.accepts, e.unseen = map[common.Hash]bool{}, 0, false
	if !e.gap.looked { // nobody looked for it in the last tick
		e.gap = gap{}
	}
	if !e.foreign.looked {
		e.foreign = foreign{}
	}
	e.gap.looked, e.foreign.looked = false, false
	faults := []error{e.following.trouble, e.mendMissed(at), e.forget(ctx, at), e.shed(at)}
	looked := 0 // at forwards that were not looked at before
	list := e.inTurn(e.dueNow(at))
	clear(e.ahead)
	for i, f := range list {
		if i%together == 0 {
			e.askAhead(ctx, at, list[i:min(i+together, len(list))], workers)
		}
		at.full = !e.mayAdvance(f, workers)
		if at.full && !e.mayPropose(f, at) && !e.newToUs(f) {
			e.groups.coming[e.classOf(f, at)] = true
			if e.untold(f) {
				e.tell(f, "it waits until fewer forwards are being worked on")
			}
			continue
		}
		if e.isNew(f) {
			if looked++; looked > strangers {
				e.more, e.unseen = true, e.unseen || f.Assigned()
				continue
			}
			if known, err := e.wasFinished(ctx, f); known || err != nil {
				faults, e.unseen = append(faults, err), e.unseen || err != nil && f.Assigned()
				continue
			}
		}
		e.lookAt(f)
		if err := e.advance(ctx, f, at); err != nil {
			faults = append(faults, fmt.Errorf("forward %s: %w", f.ID, err))
		}
	}
	e.more, e.unseen = e.more || e.following.more || len(e.approved) > 0, e.unseen || e.wonders()
	faults = append(faults, e.proveGroups(ctx, at), e.settleGroups(ctx, at), e.settleSingles(ctx, at))
	e.later = append(e.later, func() error { return e.considerBids(ctx, at) }, func() error { return e.makeAsks(ctx, at) })
	for _, send := range e.later {
		faults = append(faults, send())
	}
	return errors.Join(faults...)
}

// at is the pair of blocks a tick looks at: the newest, for what to do next, and the last that is deep enough not to go
// away, for what cannot be taken back. doubt says why nothing rests on that one, and is empty where it is agreed on.
type at struct {
	head, final chain.Head
	doubt       string
	full        bool // there is no room to begin the forward that is looked at
	unsure      bool // whose bond is in it is not known
}

// blocks finds the blocks of a tick.
func (e *Engine) blocks(ctx context.Context) (at at, err error) {
	if at.head, at.final, err = e.View.Heads(ctx, e.opts.Confirmations-1); err != nil {
		return at, err
	}
	agreed, doubt := e.Witness.Agreed(ctx, at.final)
	if ctx.Err() != nil {
		return at, ctx.Err()
	}
	if doubt == nil {
		at.final = agreed
	} else {
		at.doubt = reasonOf(doubt)
	}
	if at.doubt != e.doubt {
		e.doubt = at.doubt
		if doubt != nil {
			e.Log.Warn().Err(doubt).Msg("no output is shown and nothing is taken for final until this is over")
		} else {
			e.Log.Info().Msg("what is final is agreed on again")
		}
	}
	return at, nil
}

// reasonOf is why nothing rests on a block, without what changes from block to block.
func reasonOf(doubt error) string {
	for _, reason := range []error{chain.ErrDisagree, chain.ErrTooFew} {
		if errors.Is(doubt, reason) {
			return reason.Error()
		}
	}
	return doubt.Error()
}

// mayAdvance says whether there is room for what a forward needs next: collecting always has, and so has looking whether
// one that is worked on came to its end; the others wait until fewer than the workers are busy. Where forwards are accepted by itself
// one of several workers is kept for those: an executor that hangs over what anybody opened costs no bond.
func (e *Engine) mayAdvance(f *chain.Forward, workers int) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	d := e.entries[f.ID]
	accepted := func(id common.Hash) bool { return bonded(e.entries[id]) || e.pledges[id] }
	live, others := 0, 0
	for id, state := range e.working {
		if !state.Live {
			continue
		}
		live++
		if !accepted(id) {
			others++
		}
	}
	room := live < workers && (!e.opts.Accept || workers == 1 || accepted(f.ID) || others < workers-1)
	return e.working[f.ID].Live || d != nil && (d.Stage == journal.Proved || d.Stage == journal.Reclaiming || finished(d) || joinable(d)) || room
}

// workers is how many forwards may be worked on at once: one, as long as some are left that a process died over, so that
// the one that brings the relayer down is not taken for those that were worked on beside it.
func (e *Engine) workers() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	for id, d := range e.entries {
		if _, closed := e.closed[id]; !closed && !finished(d) && (d.Crashes > 1 || d.Crashes == 1 && !e.working[id].Live) {
			return 1
		}
	}
	return e.opts.Workers
}

func (e *Engine) entry(id common.Hash) *journal.Delivery {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.entries[id]
}

// errFinished says that a forward came to its end while something was still being done for it.
var errFinished = errors.New("the forward came to its end meanwhile")

// save has an entry take the place of the one that counts, and makes it durable before.
func (e *Engine) save(d *journal.Delivery) error {
	return e.keep(d.Forward, func(*journal.Delivery) (*journal.Delivery, error) { return d, nil })
}

// change saves what a change makes of the entry that counts at that moment: ticks and work write to the same ones.
func (e *Engine) change(forward common.Hash, how func(*journal.Delivery)) error {
	return e.keep(forward, onCopy(how))
}

// amend is change for what was sent: a finished delivery's transactions may still have to make way for others.
func (e *Engine) amend(forward common.Hash, how func(*journal.Delivery)) error {
	return e.keepAny(forward, onCopy(how))
}

func (e *Engine) keep(forward common.Hash, how func(*journal.Delivery) (*journal.Delivery, error)) error {
	return e.keepAny(forward, unfinished(how))
}

func (e *Engine) keepAny(forward common.Hash, how func(*journal.Delivery) (*journal.Delivery, error)) error {
	d, err := e.Journal.Change(forward, e.dated(how))
	if err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.entries[forward], e.counted = d, nil
	return nil
}

// dated keeps when something was begun for a forward over whatever takes the place of its entry.
func (e *Engine) dated(how func(*journal.Delivery) (*journal.Delivery, error)) func(*journal.Delivery) (*journal.Delivery, error) {
	return func(old *journal.Delivery) (*journal.Delivery, error) {
		next, err := how(old)
		if err != nil || !next.Begun.IsZero() {
			return next, err
		}
		begun := *next
		if old == nil {
			begun.Begun = e.Clock().UTC()
		} else {
			begun.Begun = old.Begun
		}
		return &begun, nil
	}
}

// onCopy is a change of a copy of an entry: entries are replaced, never changed.
func onCopy(how func(*journal.Delivery)) func(*journal.Delivery) (*journal.Delivery, error) {
	return func(old *journal.Delivery) (*journal.Delivery, error) {
		if old == nil {
			return nil, journal.ErrNotFound
		}
		next := *old
		how(&next)
		return &next, nil
	}
}

// unfinished is a change that is made of an entry only as long as something may still be delivered under it.
func unfinished(how func(*journal.Delivery) (*journal.Delivery, error)) func(*journal.Delivery) (*journal.Delivery, error) {
	return func(old *journal.Delivery) (*journal.Delivery, error) {
		if old != nil && ended(old) {
			return nil, errFinished
		}
		return how(old)
	}
}

func moment(seconds uint64) string {
	return time.Unix(int64(min(seconds, 1<<40)), 0).UTC().Format(timeFormat)
}

const timeFormat = "2006-01-02 15:04:05 MST"

func finished(d *journal.Delivery) bool {
	return d.Stage.Finished()
}

// ended says that nothing more is delivered: it is finished, or what it kept of its bond is all that is left to have.
func ended(d *journal.Delivery) bool {
	return finished(d) || d.Stage == journal.Reclaiming
}

// idle says that transactions of a delivery for some purpose are for nothing any more.
func idle(d *journal.Delivery, p purpose) bool {
	return !d.Doubted && (finished(d) || ended(d) && p.name != reclamation.name)
}

func (e *Engine) untold(f *chain.Forward) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.told[f.ID] == ""
}

// tell logs why nothing happens with a forward, once until the reason changes.
func (e *Engine) tell(f *chain.Forward, reason string) {
	e.mu.Lock()
	changed := e.told[f.ID] != reason
	e.told[f.ID] = reason
	e.mu.Unlock()
	if changed {
		e.Log.Info().Stringer("forward", f.ID).Str("reason", reason).Msg("waiting or skipping")
		e.Observe(Event{Forward: f.ID, Kind: Told, Reason: reason})
	}
}
